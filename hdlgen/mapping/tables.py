"""The tables of a stage that is loaded: their sizes follow from the geometry, their contents from the program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import assert_never

from hdlgen.arith import Add, ArgMax, Average, Concat, Int, Interleave, MaxPool, Requant, Scale, Table, Upsample
from hdlgen.arith.rows import (
    CLIP,
    Conversion,
    Dispatch,
    Row,
    conversion_row,
    converted,
    dispatch_row,
    dispatched,
    index,
    lanes,
    requant_row,
    rescale_row,
)
from hdlgen.mapping.geometry import Geometry
from hdlgen.mapping.stages import ArrayStage, OperatorStage, Stage

WORD_BITS = 32
"""Of what the control bus writes at a time."""
LOOK_UP_ROWS = 256
"""Of a table behind a requantizer; the row of a value is the value modulo as many."""


@dataclass(frozen=True)
class TableSize:
    """rows: that there is room for; bits: of a row. Row r, word w of the table is word r · `words` + w."""

    name: str
    rows: int
    bits: int

    @property
    def words(self) -> int:
        """Words of a row: a power of two. Those without bits of the row, and such bits, are not there."""
        return 1 << (-(-self.bits // WORD_BITS) - 1).bit_length()


def schedule(stage: ArrayStage) -> tuple[tuple[Dispatch, ...], tuple[Conversion, ...]]:
    """The blocks of a stage in their order, and the conversions of each in a phase."""
    geometry = stage.geometry
    dispatch: list[Dispatch] = []
    conversions: list[Conversion] = []
    parts_of_word = geometry.lanes.groups_per_word
    for block in stage.program.blocks:
        macro, slot = divmod(block.tile, geometry.slots)
        dispatch.append(Dispatch(block.segment, macro, len(conversions), geometry.groups(block), slot))
        conversions += [
            Conversion(block.first_group + i * parts_of_word + part, word, part)
            for i, word in enumerate(block.words)
            for part in range(geometry.lanes.groups(word, geometry.channels))
        ]
    return tuple(dispatch), tuple(conversions)


def tables_of(stage: Stage) -> tuple[TableSize, ...]:
    """Every table of `stage`, in the order in which its unit has them; from the geometry alone."""
    match stage:
        case ArrayStage():
            geometry, room = stage.geometry, stage.geometry.capacity
            constants, fetch = (room.multiplier_bits, room.bias_bits), geometry.fetch
            return (
                *([TableSize("segments", 1, index(room.load_cycles).bits)] if fetch else ()),
                *([TableSize("taps", room.load_cycles, fetch.row_bits)] if fetch else ()),
                TableSize("dispatch", room.blocks, _dispatch(geometry).bits),
                TableSize("conversions", room.conversions, _conversion(geometry).bits),
                *_requant("", constants, geometry.channels, geometry.out_lanes, clip_of(geometry)),
                *([TableSize("table", LOOK_UP_ROWS, geometry.out.bits)] if geometry.has_table else ()),
            )
        case OperatorStage():
            return tuple(_of_operator(stage))
    assert_never(stage)


def contents(stage: Stage) -> dict[str, tuple[int, ...]]:
    """The first rows of each of `tables_of(stage)`; those behind them are never read."""
    match stage:
        case ArrayStage():
            geometry, program = stage.geometry, stage.program
            dispatch, conversions = schedule(stage)
            found: dict[str, tuple[int, ...]] = {}
            if geometry.fetch:
                taps = geometry.fetch.table(program.driven)
                found |= {"segments": (len(taps) - 1,), "taps": taps}
            found |= {
                "dispatch": dispatched(_dispatch(geometry), dispatch),
                "conversions": converted(_conversion(geometry), conversions),
            }
            room = geometry.capacity.multiplier_bits, geometry.capacity.bias_bits
            # Sums are in steps of a code: where a step is 2^k level steps, k is in m, b and n.
            requant = program.requant.in_steps(program.adc_shift)
            found |= _constants("", room, requant, geometry.out_lanes, clip_of(geometry), program.adc_shift)
            if geometry.has_table:
                found["table"] = looked_up(program.table or identity(program.requant), geometry.out)
            return found
        case OperatorStage():
            return _operator_contents(stage)
    assert_never(stage)


def clip_of(geometry: Geometry) -> Int:
    """Type of what the requantizer of a stage that is loaded clips to."""
    return CLIP if geometry.has_table else geometry.out


def identity(requant: Requant) -> Table:
    """The table that changes nothing, for a program that has none on hardware with one."""
    return Table(requant.lo, tuple(range(requant.lo, requant.hi + 1)))


def looked_up(table: Table, out: Int) -> tuple[int, ...]:
    """LOOK_UP_ROWS rows with the entries of `table`; 0 where there is none."""
    rows = [0] * LOOK_UP_ROWS
    for x, y in enumerate(table.entries, table.lo):
        rows[x % LOOK_UP_ROWS] = y & ((1 << out.bits) - 1)
    return tuple(rows)


def _dispatch(geometry: Geometry) -> Row:
    room, segments = geometry.capacity, None if geometry.fetch else geometry.capacity.segments
    return dispatch_row(segments, geometry.macros, room.conversions, geometry.slots)


def _conversion(geometry: Geometry) -> Row:
    return conversion_row(geometry.capacity.groups, geometry.words, geometry.lanes.groups_per_word)


def _requant(suffix: str, room: tuple[int, int], channels: int, out_lanes: int, clip: Int) -> Iterator[TableSize]:
    """Those of a requantizer whose multipliers and biases have `room` bits."""
    beats = -(-channels // out_lanes)
    for name, bits in zip(("multiplier", "bias"), room, strict=True):
        yield TableSize(name + suffix, beats, out_lanes * bits)
    yield TableSize("constants" + suffix, 1, requant_row(clip).bits)


def _constants(
    suffix: str, room: tuple[int, int], requant: Requant, out_lanes: int, clip: Int, adc_shift: int
) -> dict[str, tuple[int, ...]]:
    """What is in `_requant`: biases have the half that rounds."""
    half = (1 << requant.shift) >> 1
    row = requant_row(clip).packed(shift=requant.shift, lo=requant.lo, hi=requant.hi, adc_shift=adc_shift)
    return {
        "multiplier" + suffix: _beats(requant.multiplier, out_lanes, room[0]),
        "bias" + suffix: _beats([b + half for b in requant.bias], out_lanes, room[1]),
        "constants" + suffix: (row,),
    }


def _beats(values: Sequence[int], out_lanes: int, bits: int) -> tuple[int, ...]:
    return tuple(lanes(values[at : at + out_lanes], bits) for at in range(0, len(values), out_lanes))


def _of_operator(stage: OperatorStage) -> Iterator[TableSize]:
    op, out = stage.op, stage.out
    match op:
        case Add() | Scale():
            yield TableSize("constants", 1, rescale_row(2 if isinstance(op, Add) else 1, out).bits)
        case Average():
            yield from _requant("", stage.room[0], op.requant.channels, stage.leaving.lanes, out)
        case Concat():
            for n, room in enumerate(stage.room):
                if op.requants[n]:
                    yield from _requant(f"_{n}", room, op.channels[n], stage.entering[n].lanes, out)
        case MaxPool() | Upsample() | Interleave() | ArgMax():
            pass
        case _:
            assert_never(op)


def _operator_contents(stage: OperatorStage) -> dict[str, tuple[int, ...]]:
    op, out = stage.op, stage.out
    match op:
        case Add() | Scale():
            factors = op.multiplier if isinstance(op, Add) else (op.multiplier,)
            row = rescale_row(len(factors), out)
            named = {f"multiplier_{n}": m for n, m in enumerate(factors)}
            return {"constants": (row.packed(shift=op.shift, half=op.half, lo=op.lo, hi=op.hi, **named),)}
        case Average():
            return _constants("", stage.room[0], op.requant, stage.leaving.lanes, out, 0)
        case Concat():
            found: dict[str, tuple[int, ...]] = {}
            for n, (room, requant) in enumerate(zip(stage.room, op.requants, strict=False)):
                if requant:
                    found |= _constants(f"_{n}", room, requant, stage.entering[n].lanes, out, 0)
            return found
        case MaxPool() | Upsample() | Interleave() | ArgMax():
            return {}
        case _:
            assert_never(op)
