"""The register map of an accelerator."""

from __future__ import annotations

from math import ceil
from typing import assert_never

import hdlgen
from hdlgen.emit import program_registers, write_registers
from hdlgen.emit.register_rows import Row, place
from hdlgen.emit.stage_events import stage_event, stage_events
from hdlgen.mapping.plan import RESULT, Edge, Plan
from hdlgen.mapping.stages import ArrayStage, OperatorStage, Stage
from hdlgen.mapping.tables import tables_of
from hdlgen.rtl.register_map import ACTIVE, Field, Kind, RegisterMap

STAGE_BASE = 0x100
STAGE_BYTES = 0x40


def register_map(plan: Plan, digest: bytes, *, loadable: bool = False, write_verify: bool = False) -> RegisterMap:
    """The registers of the accelerator that is emitted for `plan`.

    digest        of the configuration, or of the geometry of one that is `loadable`; its first 16 bytes can be read
    loadable      whether programs are loaded; then there is a window for each table (`mapping.tables`), and nothing
                  depends on the program of `plan`
    write_verify  whether cells are written through registers, of one that is `loadable`; no other address depends on it

    Addresses, in bytes: 0x000 what it is, control, counters of the whole; STAGE_BASE + i·STAGE_BYTES stage i; windows.
    Raises HdlgenError if a stage's cycles do not fit the register that states them.
    """
    assert len(digest) >= 16, "a digest of fewer than 16 bytes"
    registers = place("", 0, _accelerator(plan, digest, loadable, write_verify))
    if write_verify:
        registers += place("", write_registers.BASE, write_registers.rows(write_registers.params_of(plan)))
    end = 0
    for index, stage in enumerate(plan.stages):
        registers += place(stage.name, STAGE_BASE + index * STAGE_BYTES, _stage(stage, loadable))
        end = STAGE_BASE + (index + 1) * STAGE_BYTES
    active = (*ACTIVE, *([write_registers.BUSY] if write_verify else []))
    windows = program_registers.windows(plan, end) if loadable else ()
    return RegisterMap(plan.name, registers, active=active, windows=windows)


def _stage(stage: Stage, loadable: bool) -> list[Row]:
    match stage:
        case ArrayStage():
            return _array(stage, loadable)
        case OperatorStage():
            return _operator(stage, loadable)
    assert_never(stage)


def watched(plan: Plan) -> tuple[Edge, ...]:
    """The edges that register STUCK numbers, from 1 on; none in a chain, where nothing can wait for itself."""
    parted = any(len(plan.out_of(edge.source)) > 1 or len(plan.into(edge.target)) > 1 for edge in plan.edges)
    return plan.edges if parted else ()


def edge_text(edge: Edge, plan: Plan) -> str:
    """What the registers' descriptions call `edge`."""
    operand = ""
    if len(plan.into(edge.target)) > 1:
        operand = f", {'result' if edge.target == RESULT else 'operand'} {edge.operand}"
    return f"{edge.source} -> {edge.target}{operand}"


def _accelerator(plan: Plan, digest: bytes, loadable: bool, write_verify: bool) -> list[Row]:
    kind = "GEOMETRY" if loadable else "DIGEST"
    whole = (
        f"Digest of the {'geometry' if loadable else 'configuration'}, bytes {{}} to {{}}, the first in the top byte."
    )
    return [
        _constant("ID", int.from_bytes(b"HDLG", "big"), "Marks an hdlgen accelerator: ASCII HDLG, H in the top byte."),
        _version(),
        *(
            _constant(f"{kind}{i // 4}", int.from_bytes(digest[i : i + 4], "big"), whole.format(i, i + 3))
            for i in range(0, 16, 4)
        ),
        _constant("STAGES", len(plan.stages), f"Stages; stage i is at {STAGE_BASE:#x} + i * {STAGE_BYTES:#x}."),
        Row("CONTROL", "Starts and stops the accelerator.", (RUN, CLEAR, FLUSH)),
        Row(
            "STATUS",
            "What the accelerator is doing.",
            (
                BUSY,
                FRAME_ERROR,
                FLUSHING,
                CODE_FAULT,
                *(program_registers.STATES if loadable else ()),
                *([write_registers.UNCONFIRMED] if write_verify else []),
            ),
        ),
        Row(
            "CYCLES_LO",
            f"Cycles in which the accelerator ran or was busy{', or wrote cells' if write_verify else ''}, low word. "
            "Read it first.",
            (CYCLES,),
        ),
        Row("CYCLES_HI", "High word of the cycles, as it was when CYCLES_LO was last read.", (CYCLES_HIGH,)),
        _counter("IMAGES_IN", "images_in", "Frames that have ended, each an image, those of a wrong length too."),
        _counter(
            "IMAGES_OUT",
            "images_out",
            "Images that have left whole, marked ones too; none while flushing.",
        ),
        _counter("INPUT_BEATS", "input_beats", "Beats accepted on s_axis."),
        _waits("INPUT_STALLED", "input_stalled", "Cycles in which s_axis had a beat that was not accepted."),
        _waits("INPUT_STARVED", "input_starved", "Cycles in which s_axis could accept a beat and had none."),
        _waits("OUTPUT_STALLED", "output_stalled", "Cycles in which m_axis had a beat that was not accepted."),
        _stamp("FIRST_OUT", Kind.FIRST, "CYCLES_LO when the last beat of the first image left."),
        _stamp("LAST_OUT", Kind.LATEST, f"CYCLES_LO when the last beat of the latest image left. {INTERVAL}"),
        _counter("SHORT_FRAMES", "short_frame", f"Frames on s_axis with fewer beats than an image. {MARKED}"),
        _counter("LONG_FRAMES", "long_frame", f"Frames on s_axis with more beats than an image. {MARKED}"),
        *(program_registers.rows(len(plan.stages)) if loadable else ()),
        *_stuck(plan),
    ]


def _stuck(plan: Plan) -> list[Row]:
    edges = watched(plan)
    if not edges:
        return []
    names = "; ".join(f"{number}: {edge_text(edge, plan)}" for number, edge in enumerate(edges, 1))
    edge = Field("edge", Kind.STATUS, f"Its number; 0: none. {names}.", 0, len(edges).bit_length())
    return [
        Row("STUCK_AFTER", "How long an edge may stand still before STUCK names it.", (STUCK_AFTER,)),
        Row(
            "STUCK",
            "The first edge between stages that had a beat that was not taken for STUCK_AFTER cycles without a pause. "
            "Of several the one furthest down: those before it wait for it.",
            (edge, STUCK_CLEAR),
        ),
    ]


CODE_FAULT_EVENT = "code_fault"
MARKED = "Their results leave with m_axis_tuser = 1 on the last beat."
RUN = Field("run", Kind.CONTROL, "1: frames are accepted. 0: a frame that has begun is finished, none begun.", 0, 1)
CLEAR = Field("clear", Kind.PULSE, "Writing 1 sets all counters and cycle stamps to 0.", 1, 1)
FLUSH = Field(
    "flush",
    Kind.PULSE,
    "Writing 1 drops every image that is inside. The next beat on s_axis is the first of an image. A beat that m_axis "
    "offers stays, and an image that m_axis has begun is ended by a beat with tlast and tuser.",
    2,
    1,
)
BUSY = Field(
    "busy",
    Kind.BUSY,
    "1: a frame has begun and not ended, or its image has not left.",
    bits=1,
    events=("input_beats", "images_in", "images_out", "flush"),
)
FRAME_ERROR = Field(
    "frame_error",
    Kind.STICKY,
    "1: a frame on s_axis had fewer or more beats than an image. Writing 1 clears it.",
    low=1,
    bits=1,
    events=("frame_error",),
)
FLUSHING = Field(
    "flushing", Kind.STATUS, "1: m_axis has not yet got rid of what it offered before a flush.", low=2, bits=1
)
CODE_FAULT = Field(
    "code_fault",
    Kind.STICKY,
    "1: the codes of a conversion did not come in their cycle, or came in another; FAULTS of the stages says of which. "
    "What is inside may never leave: flush. Writing 1 clears it.",
    low=3,
    bits=1,
    events=(CODE_FAULT_EVENT,),
)
STUCK_AFTER = Field(
    "cycles",
    Kind.CONTROL,
    "An edge that stands still for twice as many is named, one that does for fewer is not. 0: none is.",
)
STUCK_CLEAR = Field("clear", Kind.PULSE, "Writing 1 sets edge to 0.", 31, 1)
CYCLES = Field("count", Kind.CYCLES, "Low word of the count.")
CYCLES_HIGH = Field("count", Kind.CYCLES_HIGH, "High word of the count.")
INTERVAL = (
    "The initiation interval is (LAST_OUT - FIRST_OUT) / (IMAGES_OUT - 1) cycles, the difference taken modulo 2**32."
)


def _array(stage: ArrayStage, loadable: bool) -> list[Row]:
    geometry, several = stage.geometry, bool(stage.geometry.engines)
    settle = "Cycles from the first of drive to that in which the sum is held, both counted."
    timing = (
        Field("settle", Kind.CONSTANT, settle, 0, 16, geometry.settle_cycles),
        Field("conversion", Kind.CONSTANT, "Cycles a conversion takes.", 16, 16, geometry.conversion_cycles),
    )
    integration = "precharge + settle"
    begun, phase = "Output positions", ""
    if geometry.inputs > 1:
        integration = f"{geometry.inputs} x ({integration})"
        begun, phase = "Squares of output positions", f"; {geometry.inputs} for a block of a square"
    least = "Fewest cycles an output position can take: "
    each = f"phases x the sum over the blocks of max({integration}, ceil(columns in use / converters) x conversion)."
    if several:
        least = "Fewest cycles from an output position to the next: of an engine, by its copies, "
        each += " The most of any engine, rounded up."
    bound = _constant("BOUND", ceil(stage.position_interval), least + each)
    faults = f"What the analog macros{' and the tables' if loadable else ''} did that they must not."
    over = ", of all engines" if several else ""
    return [
        _counter("WINDOWS", stage_events(stage, "WINDOWS"), f"{begun} begun."),
        _counter("DISPATCHES", stage_events(stage, "DISPATCHES"), f"Blocks run{over}."),
        _counter("PHASES", stage_events(stage, "PHASES"), f"Phases driven into the arrays{over}{phase}."),
        _counter(
            "CONVERSIONS",
            stage_events(stage, "CONVERSIONS"),
            f"Column groups converted, {geometry.lanes.adcs} columns each{over}.",
        ),
        _waits("STARVED", stage_events(stage, "STARVED"), f"Cycles in which the arrays waited for a window{over}."),
        _waits(
            "BLOCKED",
            stage_events(stage, "BLOCKED"),
            f"Cycles in which they waited for accumulators to be emptied{over}.",
        ),
        Row("TIMING", "Times of the analog macro.", timing),
        *([] if loadable else [bound]),
        Row("FAULTS", faults, (_codes(stage), *([program_registers.STAGE_PARITY] if loadable else []))),
    ]


def _codes(stage: ArrayStage) -> Field:
    return Field(
        "codes",
        Kind.STICKY,
        "1: code_valid did not come in its cycle after a convert, or came in another. Writing 1 clears it.",
        low=0,
        bits=1,
        events=(stage_event(stage, "FAULTS"),),
    )


def _operator(stage: OperatorStage, loadable: bool) -> list[Row]:
    text = "Input beats accepted." if stage.counted else "Output beats given."
    beats = _counter("BEATS", stage_event(stage, "BEATS"), text)
    if not loadable or not tables_of(stage):
        return [beats]
    return [beats, Row("FAULTS", "What the tables did that they must not.", (program_registers.STAGE_PARITY,))]


def _constant(name: str, value: int, text: str) -> Row:
    return Row(name, text, (Field("value", Kind.CONSTANT, "Fixed when the accelerator was emitted.", value=value),))


def _counter(name: str, events: str | tuple[str, ...], text: str) -> Row:
    events = (events,) if isinstance(events, str) else events
    return Row(name, text, (Field("count", Kind.COUNTER, "Wraps.", events=events),))


def _waits(name: str, events: str | tuple[str, ...], text: str) -> Row:
    events = (events,) if isinstance(events, str) else events
    when = "Counts only while the accelerator runs or is busy. Wraps."
    return Row(name, text, (Field("count", Kind.COUNTER, when, events=events, gated=True),))


def _stamp(name: str, kind: Kind, text: str) -> Row:
    return Row(name, text, (Field("cycle", kind, "0 until it happens.", events=("images_out",)),))


def _version() -> Row:
    major, minor, patch = (int(part) for part in hdlgen.__version__.split(".")[:3])
    fields = (
        Field("patch", Kind.CONSTANT, "Patch version.", 0, 8, patch),
        Field("minor", Kind.CONSTANT, "Minor version.", 8, 8, minor),
        Field("major", Kind.CONSTANT, "Major version.", 16, 16, major),
    )
    return Row("VERSION", "Version of hdlgen that emitted the accelerator.", fields)
