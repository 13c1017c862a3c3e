"""`Twin`: a macro with its array, in block memories and adders: the same codes, on an FPGA."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np
from amaranth import Cat, Module, Mux, Signal, Value, signed
from amaranth.lib import wiring

from hdlgen.arith.integer import Ints, bits_for
from hdlgen.errors import HdlgenError
from hdlgen.rtl import parts
from hdlgen.rtl.macro import ADC_SHIFT_BITS, MacroParams, index_bits
from hdlgen.rtl.ram import Rom, RomParams

INDEX_BITS = 4
"""Digits of rows that together select a line have so many bits, or are one digit: 16 lines for four rows of one bit."""
BLOCK_BITS, BLOCK_WIDTH = 18 << 10, 36
"""Of a block memory of an FPGA, which is wider the shallower it is. A memory that is deeper than one at its widest is
cut into some that are each as wide as a block so deep: no choice among blocks is behind their slow outputs then."""
FAN_IN = 4
"""Addends that one pipeline register takes."""
LATENCY = 3
"""Cycles behind the last line's address: the line, its register, the sum; codes come in the next."""


@dataclass(frozen=True, eq=False)
class TwinParams:
    """A programmed array, or as many as a macro has, as integers.

    A phase's sum of column c is bias[c] + Σ_i table[i, digit of row i, c]; its code with adc_shift k is
    clip(floor((sum + h) / 2^(k + grid_bits))), h half of that step.

    macro      whose pins it has; without verifying reads and memristive units
    table      int64[row, digit, column] of the rows that are ever driven and the columns that are ever converted, whole
               groups of them; 0 for digit 0. Other rows stay at rest. Of several arrays columns of array 0 come first,
               and each has as many
    bias       int64[column]
    grid_bits  of a level step
    name       of the tile: contents of memories are `<name>_<lane>_<slice>.hex`

    Raises HdlgenError for pins that a twin has not, and if the macro converts in less cycles than a twin can.
    """

    macro: MacroParams
    table: Ints
    bias: Ints
    grid_bits: int
    name: str

    def __post_init__(self) -> None:
        macro, (rows, digits, columns) = self.macro, self.table.shape
        assert (digits, self.bias.shape) == (1 << macro.dac_bits, (columns,)), "not what the drivers can drive"
        assert columns % (macro.adcs * macro.arrays) == 0, "no whole groups"
        assert rows <= macro.rows, "no rows of the array"
        if macro.verify:
            what = "reads cells one by one and writes them, and the levels of a twin are as they are"
            raise HdlgenError("twin.verify", what, fix="emit it without --write-verify")
        if macro.inputs:
            what = "has memristive units in front of its converters, and a twin has none"
            raise HdlgenError("twin.inputs", what, fix="make the activations digital, or cosimulate")
        if macro.conversion_cycles < self.fewest_cycles:
            what = f"is {macro.conversion_cycles}, and a twin of {rows} rows takes {self.fewest_cycles} cycles at least"
            raise HdlgenError("hardware.adc.conversion_cycles", what, fix="raise it: the more, the smaller is the twin")

    @property
    def line_rows(self) -> int:
        """Rows whose digits together select a line."""
        return max(1, INDEX_BITS // self.macro.dac_bits)

    @property
    def index_bits(self) -> int:
        """Bits of these digits."""
        return self.line_rows * self.macro.dac_bits

    @property
    def lines(self) -> int:
        """Lines that a conversion adds up."""
        return -(-len(self.table) // self.line_rows)

    @property
    def groups(self) -> int:
        """Column groups that are ever converted, of all arrays."""
        return len(self.bias) // self.macro.adcs

    @property
    def fewest_cycles(self) -> int:
        """Of a conversion, with all lines read at once."""
        return min(self._cycles(lanes) for lanes in range(1, self.lines + 1))

    def _cycles(self, lanes: int) -> int:
        return -(-self.lines // lanes) + LATENCY + len(tree(lanes))

    @cached_property
    def lanes(self) -> int:
        """Lines that are read in a cycle, each from a memory of its own: as few as the conversion's time allows."""
        return next(n for n in range(1, self.lines + 1) if self._cycles(n) <= self.macro.conversion_cycles)

    @property
    def steps(self) -> int:
        """Cycles in which lines are read."""
        return -(-self.lines // self.lanes)

    @cached_property
    def contents(self) -> Ints:
        """Sums int64[lane, address, converter] that lines have; address is (step·groups + group)·2^index_bits + digits.

        The bias is in the first line of each group.
        """
        rows, digits, columns = self.table.shape
        padded = np.pad(self.table, ((0, self.steps * self.lanes * self.line_rows - rows), (0, 0), (0, 0)))
        each = padded.reshape(self.steps, self.lanes, self.line_rows, digits, columns)
        sums = each[:, :, 0]
        for i in range(1, self.line_rows):  # a later row's digit is a higher place of the index
            sums = (each[:, :, i, :, None] + sums[:, :, None]).reshape(self.steps, self.lanes, -1, columns)
        sums[0, 0] += self.bias
        split = sums.reshape(self.steps, self.lanes, 1 << self.index_bits, self.groups, self.macro.adcs)
        return np.ascontiguousarray(split.transpose(1, 0, 3, 2, 4)).reshape(self.lanes, -1, self.macro.adcs)

    @cached_property
    def value_bits(self) -> tuple[int, ...]:
        """Bits of a column's part of a line, two's complement, of each lane."""
        return tuple(bits_for(min(-1, int(lane.min())), int(lane.max())) for lane in self.contents)

    @cached_property
    def memories(self) -> tuple[tuple[RomParams, ...], ...]:
        """Of each lane, its lowest bits first. A line is its columns' parts, first column lowest."""
        return tuple(
            tuple(sliced(list(packed(lane, bits)), bits * self.macro.adcs, f"{self.name}_{n}"))
            for n, (lane, bits) in enumerate(zip(self.contents, self.value_bits, strict=True))
        )

    @cached_property
    def extremes(self) -> tuple[int, int]:
        """Least and largest sum of any column."""
        lo = self.bias + self.table.min(axis=1).sum(axis=0)
        hi = self.bias + self.table.max(axis=1).sum(axis=0)
        return int(lo.min()), int(hi.max())

    @property
    def shifts(self) -> range:
        """Ranges in which a code can be another than 0: with larger ones all sums are below half a step."""
        lo, hi = self.extremes
        return range(min(1 << ADC_SHIFT_BITS, max(0, max(-lo, hi).bit_length() + 1 - self.grid_bits)))

    def half(self, shift: int) -> int:
        """What is added before the sum is cut, with this adc_shift."""
        return (1 << (shift + self.grid_bits)) >> 1

    @property
    def sum_bits(self) -> int:
        """Of a column's sum with half of any step of `shifts`, two's complement."""
        lo, hi = self.extremes
        return bits_for(min(-1, lo), hi + max(map(self.half, self.shifts), default=0))


def packed(values: Ints, bits: int) -> Iterator[int]:
    """Each row of `values` int64[row, n] as an integer of n·bits bits, the first value lowest."""
    for row in values.tolist():
        yield sum((value & ((1 << bits) - 1)) << (bits * n) for n, value in enumerate(row))


def sliced(words: Sequence[int], bits: int, name: str) -> Iterator[RomParams]:
    """Memories with a part of the `bits` bits of each word, lowest first; see BLOCK_BITS."""
    width = BLOCK_BITS >> index_bits(len(words))
    slices = -(-bits // max(1, width)) if width < BLOCK_WIDTH else 1
    edges = [bits * n // slices for n in range(slices + 1)]
    for n, (low, high) in enumerate(pairwise(edges)):
        yield RomParams(high - low, tuple(word >> low & ((1 << (high - low)) - 1) for word in words), f"{name}_{n}.hex")


def tree(addends: int) -> list[int]:
    """How many addends are left behind each register of the tree that makes two of them at most."""
    found = []
    while addends > 2:
        addends = -(-addends // FAN_IN)
        found.append(addends)
    return found


def clipped(value: Value, bits: int) -> Value:
    """`value`, signed, held to so many bits, two's complement."""
    if len(value) <= bits:
        return value
    sign, above = value[-1], value[bits - 1 :]
    edge = Cat((~sign).replicate(bits - 1), sign)
    return Mux(above.any() & ~above.all(), edge, value[:bits]).as_signed()


class Twin(wiring.Component):
    """A macro whose codes are those of `TwinParams`; reads have no noise, and cells stay as they are.

    Held are the digits of the driven rows, and which array they are of, in `hold`. A conversion reads `lanes` lines a
    cycle, from the cycle of `convert` on: digits of a few rows select a line with what these rows add to each column of
    the group, so that rows at rest cost nothing and a row's contribution may be any function of its digit. `hold` may
    come again when all lines are read: in the last cycle of a conversion, as it does at the seam. `adc_shift` may move
    between conversions.

    Members
    -------
    read, program : In    As `MacroParams.signature` has them; `prog_done` is never 1. `codes` stay until the next ones.
    """

    def __init__(self, params: TwinParams) -> None:
        self.params = params
        super().__init__({name: member.flip() for name, member in params.macro.signature.members.items()})

    def elaborate(self, platform: object) -> Module:
        m = Module()
        p, convert = self.params, self.read.convert
        chunk = p.lanes * p.index_bits
        held = Signal(p.steps * chunk, reset_less=True)

        # Which lines: those of step n lie `groups` lines behind those of the step before. Digits turn, and are back
        # where they were when all lines are read.
        group = Signal(index_bits(p.groups * p.steps), reset_less=True)
        at = Signal.like(group)
        select: Value = self.read.select
        if p.macro.arrays > 1:
            first = Signal(index_bits(p.groups), reset_less=True)  # group of the array that is held
            with m.If(self.read.hold):
                m.d.sync += first.eq(self.read.array * (p.groups // p.macro.arrays))
            select = first + select
        reads = Signal()
        if p.steps == 1:
            m.d.comb += [reads.eq(convert), at.eq(select)]
        else:
            step, goes_on = Signal(range(p.steps)), Signal()
            m.d.comb += [reads.eq(convert | goes_on), at.eq(Mux(convert, select, group))]
            with m.If(reads):
                last = step == p.steps - 1
                m.d.sync += [step.eq(Mux(last, 0, step + 1)), goes_on.eq(~last), group.eq(at + p.groups)]
                m.d.sync += held.eq(Cat(held[chunk:], held[:chunk]))
        with m.If(self.read.hold):
            m.d.sync += held.eq(self.read.drive[: min(len(held), len(self.read.drive))])

        values = []  # of each lane, of each column
        for n, memories in enumerate(p.memories):
            words = []
            for k, params in enumerate(memories):
                rom = parts.add(m, platform, f"lane_{n}_{k}", Rom, params)
                m.d.comb += [rom.read.eq(reads), rom.address.eq(Cat(held.word_select(n, p.index_bits), at))]
                words.append(rom.data)
            bits, line = p.value_bits[n], Signal(sum(map(len, words)), name=f"line_{n}", reset_less=True)
            m.d.sync += line.eq(Cat(*words))
            values.append([line.word_select(c, bits).as_signed() for c in range(p.macro.adcs)])

        starts, adds = self._delayed(m, convert, 1), self._delayed(m, reads, 2)
        for left in tree(p.lanes):
            adds = self._delayed(m, adds, 1)
            values = [self._registered(m, values[i * FAN_IN : (i + 1) * FAN_IN]) for i in range(left)]
        self._convert(m, values, starts, adds)
        self._end(m)
        m.d.comb += self.program.prog_done.eq(0)
        return m

    def _delayed(self, m: Module, pulse: Value, cycles: int) -> Value:
        for _ in range(cycles):
            later = Signal(name="later")
            m.d.sync += later.eq(pulse)
            pulse = later
        return pulse

    def _registered(self, m: Module, values: list[list[Value]]) -> list[Value]:
        """The sum of each column's values, a cycle later."""
        sums = []
        for column in zip(*values, strict=True):
            total = sum(column[1:], start=column[0])
            part = Signal(total.shape(), name="part", reset_less=True)
            m.d.sync += part.eq(total)
            sums.append(part)
        return sums

    def _convert(self, m: Module, values: list[list[Value]], starts: Value, adds: Value) -> None:
        """Sums, and their codes a cycle later."""
        p, shift = self.params, self.read.adc_shift
        half = Signal(signed(p.sum_bits))
        with m.Switch(shift):
            for k in p.shifts:
                with m.Case(k):
                    m.d.comb += half.eq(p.half(k))
        bits = p.macro.adc_bits
        for c, column in enumerate(zip(*values, strict=True)):
            total = Signal(signed(p.sum_bits), name=f"sum_{c}", reset_less=True)
            with m.If(starts):
                m.d.sync += total.eq(half)
            with m.Elif(adds):
                m.d.sync += total.eq(total + sum(column[1:], start=column[0]))
            cut = Signal(signed(max(bits, p.sum_bits - p.grid_bits)), name=f"cut_{c}")
            with m.Switch(shift):
                for k in p.shifts:
                    with m.Case(k):
                        m.d.comb += cut.eq(total >> min(k + p.grid_bits, p.sum_bits - 1))
            code = Signal(signed(bits), name=f"code_{c}", reset_less=True)
            m.d.sync += code.eq(clipped(cut, bits))
            m.d.comb += self.read.codes.word_select(c, bits).eq(code)

    def _end(self, m: Module) -> None:
        cycles, convert, valid = self.params.macro.conversion_cycles, self.read.convert, self.read.code_valid
        left = Signal(range(cycles))
        m.d.sync += valid.eq(left == 1)
        with m.If(convert):
            m.d.sync += left.eq(cycles - 1)
        with m.Elif(left != 0):
            m.d.sync += left.eq(left - 1)
