"""What a simulation of the emitted accelerator needs: a bench in Verilog and the names through which it is driven."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from hdlgen.emit.top import input_params, output_params
from hdlgen.mapping.plan import Edge, Plan
from hdlgen.mapping.stages import ArrayStage, Stage
from hdlgen.rtl.macro import MacroParams

OUTPUT = "m_axis"
"""Name under which the bench watches the accelerator's own output, followed by a number where it has several."""
BLOCKED = "forks_blocked"
"""Register of the bench with a bit for each edge of `forked`: its beat is not taken."""


PRODUCTS = ("tile", "asked", "answer", "request", "complaint", "adc_shift")
"""Signals of a macro's simulation view through which products are answered."""
SWITCHED = ("asked_array",)
"""And that which says of which array."""
WRITES = (
    "verify_request", "verify_drive", "verify_polarity", "verify_gain", "verify_answer", "pulse_request", "pulse",
    "pulse_left",
)  # fmt: skip
"""And those through which cells are written."""


@dataclass(frozen=True)
class Watch:
    """A stream that the bench gathers by rows of an image.

    name        of the stage, or OUTPUT
    beats       beats of a row
    bits        of a beat
    lanes       channels of a beat
    lane_bits   bits a channel takes
    value_bits  bits of a channel's value, in the low end of its lane
    signed      whether it is two's complement
    shape       rows, columns, channels of an image
    last        signal of the stream that is 1 on an image's last beat and on no other; empty if it has none
    at_end      signal of the bench that says when that is
    mark        signal of the stream that says that an image is of no use; it comes with `last`
    frame       beats from one `last` to the next
    number      of the frame in an image, where there are several; they leave in turn
    above       signals of the stream above the frame's own, which are 0; empty if there are none
    """

    name: str
    beats: int
    bits: int
    lanes: int
    lane_bits: int
    value_bits: int
    signed: bool
    shape: tuple[int, int, int]
    valid: str
    ready: str
    data: str
    comment: str
    last: str = ""
    at_end: str = ""
    mark: str = ""
    frame: int = 0
    number: int | None = None
    above: str = ""


def watches(plan: Plan) -> tuple[Watch, ...]:
    """Every stage's output stream, then the accelerator's, one for each result."""
    return (*map(_stage_watch, plan.stages), *result_watches(plan))


def result_watches(plan: Plan) -> tuple[Watch, ...]:
    """The frames that leave the accelerator, one for each result."""
    params = output_params(plan)
    frames, found = params.frames, []
    for n, (frame, stage) in enumerate(zip(frames, plan.results, strict=True)):
        several = len(frames) > 1
        name = f"{OUTPUT}_{n}" if several else OUTPUT
        found.append(
            Watch(
                name,
                frame.beats // stage.out_shape[0],
                frame.data_bits,
                frame.lanes,
                frame.lane_bits,
                frame.lane_bits,
                frame.signed,
                stage.out_shape,
                f"(m_axis_tvalid & m_axis_tdest == {n})" if several else "m_axis_tvalid",
                "m_axis_tready",
                f"m_axis_tdata[{frame.data_bits - 1}:0]" if several else "m_axis_tdata",
                f"The accelerator's output{f', result {n}' if several else ''}.",
                "m_axis_tlast",
                f"{name}_end",
                "m_axis_tuser",
                frame.beats,
                n if several else None,
                f"m_axis_tdata[{params.data_bits - 1}:{frame.data_bits}]" if frame.data_bits < params.data_bits else "",
            )
        )
    return tuple(found)


def _stage_watch(stage: Stage) -> Watch:
    stream, instance = stage.leaving, f"dut.u_{stage.name}"
    return Watch(
        stage.name,
        stream.shape[1] * stream.pixel_beats,
        stream.bits,
        stream.lanes,
        stream.type.bits,
        stream.type.bits,
        stream.type.signed,
        stream.shape,
        f"{instance}.o_valid",
        f"{instance}.o_ready",
        f"{instance}.o_data",
        f"Output of {stage.name}.",
    )


def forked(plan: Plan) -> tuple[Edge, ...]:
    """The edges that begin at a fork; all others begin at the output of a stage, or of what takes the images."""
    return tuple(edge for edge in plan.edges if len(plan.out_of(edge.source)) > 1)


def _branch(edge: Edge, plan: Plan) -> str:
    """The beginning of the names of the signals of a forked edge below the bench."""
    return f"dut.u_{edge.source}_fork.o_{plan.out_of(edge.source).index(edge)}"


def macro_path(stage: ArrayStage, number: int) -> str:
    """Hierarchical name of the macro that tile `number` is in, below the bench."""
    seat = stage.geometry.seats[number]
    body = f".u_body_{seat.engine}_{seat.copy}" if stage.geometry.engines else ""
    return f"dut.u_{stage.name}.u_array{body}.u_tile_{seat.macro}"


def touched(plan: Plan, macros: Iterable[MacroParams]) -> dict[str, tuple[str, ...]]:
    """Module → the signals of it that a bench reads or writes. macros: of the plan's tiles."""
    names = ["clk", "rst", "cycle", "image", "image_put", "image_got", "source_stall", "sink_stall"]
    names += [
        f"s_axil_{n}"
        for n in (
            "awaddr",
            "awvalid",
            "awready",
            "wdata",
            "wvalid",
            "wready",
            "bresp",
            "bvalid",
            "bready",
            "araddr",
            "arvalid",
            "arready",
            "rdata",
            "rresp",
            "rvalid",
            "rready",
        )
    ]
    for watch in watches(plan):
        names += [f"{watch.name}_{n}" for n in ("row", "cycle", "seen", "beat", "state", "complaint")]
    if forked(plan):
        names.append(BLOCKED)
    found = {"tb": tuple(names)}
    for macro in macros:
        found[macro.module] = (*PRODUCTS, *(SWITCHED if macro.arrays > 1 else ()), *(WRITES if macro.verify else ()))
    return found


def bench_fields(plan: Plan, address_bits: int) -> dict[str, object]:
    """What the template of the bench fills in. address_bits: of the control bus."""
    source, sink = input_params(plan), output_params(plan)
    return {
        "in_beats": source.beats_per_image,
        "in_bits": source.data_bits,
        "out_bits": sink.data_bits,
        "dest_bits": sink.dest_bits,
        "results": result_watches(plan),
        "address_bits": address_bits,
        "watches": watches(plan),
        "branches": [_branch(edge, plan) for edge in forked(plan)],
        "blocked": BLOCKED,
    }
