"""Registers of an accelerator whose cells are written through them."""

from __future__ import annotations

from hdlgen.emit.array_stage import macro_of
from hdlgen.emit.register_rows import Row
from hdlgen.errors import HdlgenError
from hdlgen.mapping.plan import Plan
from hdlgen.rtl.macro import GAIN_BITS
from hdlgen.rtl.register_map import Field, Kind
from hdlgen.rtl.write_verify import PULSE_BITS, TIMEOUT_BITS, WriteError, WriteVerifyParams

BASE = 0xA0
"""Address of the first, in every accelerator: no window moves for them, and one program is for hardware with and
without."""
FAILURES = 64
"""Addresses that the list of cells that did not converge holds."""
SEAM_CYCLES = 1
"""From the controller to the macros: the registers in front of these."""
INDEX_BITS = 14
"""That a register has for a row, and for a column."""
TILE_BITS = 16
TARGET_BITS = 15
TIMEOUT = 1 << 16
BUSY = "WRITE_STATUS.busy"

UNCONFIRMED = Field(
    "unconfirmed",
    Kind.STATUS,
    "1: nobody has confirmed the cells since a reset or the start of a write. No program is loaded as long.",
    low=6,
    bits=1,
)


def params_of(plan: Plan) -> WriteVerifyParams:
    """The controller of the plan's tiles, which are alike.

    Raises HdlgenError for what its registers do not hold, if there are no tiles, if some are joined, share converters
    or have another number of them, and for converters whose codes say no more than a sign.
    """
    if not plan.tiles:
        raise HdlgenError(plan.name, "has no cells that could be written", fix="emit it without write-verify")
    joined = [stage.name for stage in plan.array_stages if stage.geometry.joined > 1]
    if joined:
        what = "has tiles with the rows of several, and one controller writes tiles that are alike"
        raise HdlgenError(joined[0], what, fix="use partial_sums: digital, or emit it without write-verify")
    shared = [stage.name for stage in plan.array_stages if stage.geometry.switched]
    if shared:
        what = "has tiles that share converters, and one controller writes those that have their own"
        raise HdlgenError(shared[0], what, fix="leave hardware.adc.shared out, or emit it without write-verify")
    several = sorted({stage.geometry.lanes.adcs for stage in plan.array_stages})
    if len(several) > 1:
        counts = " and ".join(map(str, several))
        what = f"has tiles with {counts} converters, and one controller writes those that are alike"
        raise HdlgenError(plan.name, what, fix="leave hardware.adc.budget out")
    macro = macro_of(plan.array_stages[0], plan.hardware, verify=True)
    params = WriteVerifyParams(macro, FAILURES, plan.tiles, SEAM_CYCLES)
    for what, bits, most in (
        ("tiles", params.tile_bits, TILE_BITS),
        ("rows of a tile", params.row_bits, INDEX_BITS),
        ("columns of a tile", params.column_bits, INDEX_BITS),
        ("codes of a target", params.target_bits, TARGET_BITS),
    ):
        if bits > most:
            raise HdlgenError(
                plan.name, f"has more {what} than fit {most} bits of a register that cells are written by"
            )
    return params


def rows(params: WriteVerifyParams) -> list[Row]:
    """The registers of the controller `params`."""
    status = "What the write does that was started last, or has done."
    return [
        Row("WRITE_SIZE", "Cells of a tile.", _size(params)),
        Row("WRITE_TILES", "Tiles, in the order of the stages, and what is kept of them.", _tiles(params)),
        Row("WRITE", "Begins. Written while the accelerator is stopped and not busy.", (START, CONFIRM), locked=True),
        Row("WRITE_CONTROL", "What a write is told on its way.", (PAUSE, ABORT)),
        Row("WRITE_TILE", "Which tile's macro is programmed.", (_control("tile", 0, params.tile_bits),), locked=True),
        Row("WRITE_ROWS", "Which of its rows.", _rows(params), locked=True),
        Row("WRITE_LIMITS", "When a cell is done.", _limits(params), locked=True),
        Row("WRITE_AMPLITUDES", "Codes of the pulses' amplitudes.", AMPLITUDES, locked=True),
        Row("WRITE_PULSE", "What all pulses and all reads have.", PULSE, locked=True),
        Row("WRITE_TIMEOUT", "How long a pulse may take.", (LONGEST,), locked=True),
        Row(
            "WRITE_TARGETS",
            "What a pair of cells is written to, in codes: row by row, column by column. SLVERR, and nothing changes, "
            "while WRITE_STATUS.ready is 0.",
            _targets(params),
            guard="WRITE_STATUS.ready",
        ),
        Row("WRITE_STATUS", status, STATUS),
        Row("WRITE_AT", "The cell that it is at, or comes to next.", _cell(params)),
        Row("WRITE_CELLS", status, (_count("Cells that are done, converged or not."),)),
        Row("WRITE_PULSES", status, (_count("Pulses that were given."),)),
        Row("WRITE_FAILED", status, (_count("Cells that did not converge: further off after the last pulse."),)),
        Row(
            "WRITE_FAILURE",
            f"The first cell in the list of those that did not converge. It holds {FAILURES}, and no start empties it.",
            (*_cell(params), *FAILURE),
        ),
    ]


def _control(name: str, low: int, bits: int, text: str = "Its number, from 0 on.", value: int = 0) -> Field:
    return Field(name, Kind.CONTROL, text, low, bits, value)


def _constant(name: str, value: int, low: int, bits: int, text: str) -> Field:
    return Field(name, Kind.CONSTANT, text, low, bits, value)


def _count(text: str) -> Field:
    return Field("count", Kind.STATUS, text)


def _flag(name: str, low: int, text: str) -> Field:
    return Field(name, Kind.STATUS, text, low, 1)


START = Field(
    "start",
    Kind.PULSE,
    "Writing 1 begins a write of WRITE_ROWS of WRITE_TILE. The accelerator is empty then, and its cells unconfirmed.",
    0,
    1,
)
CONFIRM = Field(
    "confirm",
    Kind.PULSE,
    "Writing 1 says that all cells are as they must be: STATUS.unconfirmed is 0 then, unless the last write has ended "
    "with an error.",
    1,
    1,
)
PAUSE = Field("pause", Kind.CONTROL, "1: no cell is read or pulsed; a write waits, and goes on when it is 0.", 0, 1)
ABORT = Field("abort", Kind.PULSE, "Writing 1 ends a write before its next read, with an error.", 1, 1)
LONGEST = _control(
    "cycles",
    0,
    TIMEOUT_BITS,
    "A write ends with an error when a pulse is not done so many cycles after its strobe.",
    TIMEOUT,
)
AMPLITUDES = (
    _control("set", 0, 8, "Of a cell's first SET pulse, and of one that turns round."),
    _control("reset", 8, 8, "Of a cell's first RESET pulse, and of one that turns round."),
    _control("increment", 16, 8, "By which each further pulse in the same direction is stronger."),
    _control("most", 24, 8, "That increments lead to.", 255),
)
PULSE = (
    _control("width", 0, 8, "Code of a pulse's width."),
    _control("gain", 8, GAIN_BITS, "A code of a verifying read is a level step / 2^gain."),
)
STATUS = (
    _flag("busy", 0, "1: it has begun and not ended."),
    _flag("complete", 1, "1: it has ended with its last cell. 0 after a reset."),
    _flag("ready", 2, "1: WRITE_TARGETS may be written."),
    _flag("wanted", 3, "1: no target waits: those of a whole row may be written one after the other."),
    _flag("overflow", 4, "1: cells that did not converge found no place in the list."),
    Field(
        "error",
        Kind.STATUS,
        "Why it ended before its last cell. 0: it did not. 1: there is no such tile or row, and it did not begin. 2: "
        "codes did not come in their cycle, or came in another. 3: a pulse was not done in WRITE_TIMEOUT. 4: it was "
        "aborted.",
        8,
        len(WriteError).bit_length(),
    ),
)
FAILURE = (
    _flag("valid", 30, "1: there is one."),
    Field("next", Kind.PULSE, "Writing 1 takes it from the list.", 31, 1),
)


def _size(params: WriteVerifyParams) -> tuple[Field, ...]:
    return (
        _constant("rows", params.macro.rows, 0, INDEX_BITS + 1, "Rows."),
        _constant("columns", params.macro.columns, 16, INDEX_BITS + 1, "Columns, each a pair of cells."),
    )


def _tiles(params: WriteVerifyParams) -> tuple[Field, ...]:
    return (
        _constant("tiles", params.tiles, 0, TILE_BITS + 1, "Tiles."),
        _constant("target_bits", params.target_bits, 20, 4, "Bits of a target, a code that is not negative."),
        _constant("failures", params.failures, 24, 8, "Cells that the list of those that did not converge holds."),
    )


def _rows(params: WriteVerifyParams) -> tuple[Field, ...]:
    return (
        _control("first", 0, params.row_bits, "The first, from 0 on."),
        _control("last", 16, params.row_bits, "The last."),
    )


def _limits(params: WriteVerifyParams) -> tuple[Field, ...]:
    return (
        _control("pulses", 0, PULSE_BITS, "Most that a cell gets. 0: cells are read alone."),
        _control("tolerance", 16, params.target_bits, "Codes, up to which a read may differ from the target."),
    )


def _targets(params: WriteVerifyParams) -> tuple[Field, ...]:
    return (
        _control("positive", 0, params.target_bits, "Of the positive cell."),
        _control("negative", 16, params.target_bits, "Of the negative one."),
        Field("take", Kind.PULSE, "1 with the targets: they are taken.", 31, 1),
    )


def _cell(params: WriteVerifyParams) -> tuple[Field, ...]:
    return (
        Field("row", Kind.STATUS, "Its row.", 0, params.row_bits),
        Field("column", Kind.STATUS, "Its column.", INDEX_BITS, params.column_bits),
        _flag("polarity", 2 * INDEX_BITS, "1: the negative cell of the pair."),
    )
