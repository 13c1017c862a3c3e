"""An `ArrayDatapath` with macros that are played in Python."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from math import gcd
from typing import Any

import numpy as np
from amaranth import ClockDomain, Elaboratable, Module, ResetSignal, Signal
from amaranth.sim import Simulator

from hdlgen.arith import Adc, Int, Phases, Slices
from hdlgen.arith.integer import Ints
from hdlgen.arith.rows import Conversion, Dispatch
from hdlgen.rtl.accumulator import AccumulatorParams
from hdlgen.rtl.array_datapath import ArrayDatapath, ArrayDatapathParams
from hdlgen.rtl.macro import MacroParams
from hdlgen.rtl.row_driver import RowDriverParams
from hdlgen.rtl.scheduler import SchedulerParams
from hdlgen.rtl.shift_add import ShiftAddParams
from tests.rtl.streams import packed, unpacked


def simulate(unit: Any, bench: Callable[[Any, Any], Any]) -> None:
    """Runs the coroutine `bench(context, reset)` around `unit`; `reset` is the signal that resets it."""
    top = Module()
    top.domains.sync = clock = ClockDomain("sync")
    top.submodules.unit = unit

    async def run(ctx: Any) -> None:
        await bench(ctx, clock.rst)

    simulator = Simulator(top)
    simulator.add_clock(1e-6)
    simulator.add_testbench(run)
    simulator.run()


@dataclass
class Timing:
    """What a macro demands of its pins. `cycle` is told them once a cycle and asserts that they keep the rules."""

    settle: int
    conversion: int
    precharge: int = 0
    integrated: int = 0
    rested: int = 0
    remaining: int = 0
    holds: bool = False

    def cycle(self, integrate: int, hold: int, convert: int) -> bool:
        """Returns whether a conversion ends with this cycle: the next one is that of code_valid."""
        if convert:
            assert self.holds, "convert before anything was held"
            assert self.remaining == 0, "convert while converting"
            self.remaining = self.conversion
        assert integrate or not self.integrated, "an integration was broken off"
        assert self.integrated or not integrate or self.rested >= self.precharge, "integrate before the precharge"
        self.rested = 0 if integrate else self.rested + 1
        self.integrated += integrate
        if hold:
            assert integrate, "hold without integrate"
            assert self.integrated >= self.settle, "hold before the array has settled"
            assert self.remaining <= 1, "hold while the held values are converted"
            self.integrated, self.holds = 0, True
        ends = self.remaining == 1
        self.remaining = max(0, self.remaining - 1)
        return ends


@dataclass(frozen=True)
class Case:
    """A stage.

    columns   of a channel, padding included
    segments  rows of each
    blocks    segment, tile, first column group, accumulator words
    shared    tiles that are one macro
    """

    phases: Phases
    slices: Slices
    adc: Adc
    adcs: int
    columns: int
    rows: int
    segments: tuple[int, ...]
    blocks: tuple[tuple[int, int, int, tuple[int, ...]], ...]
    channels: int
    out_lanes: int
    settle: int = 1
    conversion: int = 1
    banks: int = 2
    shared: int = 1

    @property
    def word(self) -> int:
        """Channels of an accumulator word."""
        return self.adcs // gcd(self.adcs, self.columns)

    @property
    def parts(self) -> int:
        """Conversions of a word."""
        return self.columns // gcd(self.adcs, self.columns)

    def parts_of(self, v: int) -> int:
        """Conversions of word `v` that have a column of a channel."""
        return -(-min(self.word, self.channels - v * self.word) * self.columns // self.adcs)

    @property
    def words(self) -> int:
        return -(-self.channels // self.word)

    @property
    def tiles(self) -> int:
        return 1 + max(tile for _, tile, _, _ in self.blocks)

    @property
    def groups(self) -> int:
        return max(first + len(words) * self.parts for _, _, first, words in self.blocks)

    @property
    def beats(self) -> int:
        return -(-self.channels // self.out_lanes)

    @property
    def phase_cycles(self) -> list[int]:
        """Of each block, when nothing waits."""
        return [max(self.settle, sum(map(self.parts_of, words)) * self.conversion) for *_, words in self.blocks]

    @cached_property
    def acc(self) -> Int:
        """Holds whatever codes can add up to."""
        most = (
            int(np.abs(self.phases.weights).sum()) * sum(self.slices.weight(t) for t in range(self.slices.count))
            << (self.adc.bits - 1 + self.adc.shift)
        ) * len(self.segments)
        return Int.spanning(-most, most)

    @cached_property
    def weights(self) -> Ints:
        """[row of all segments, channel]; zero in the words of a segment that no block holds."""
        rng = np.random.default_rng(sum(self.segments) + self.channels)
        limit = self.slices.w_max
        w = rng.integers(-limit, limit + 1, (sum(self.segments), self.words * self.word))
        w[rng.random(w.shape) < 0.2] = limit
        kept = np.zeros(w.shape, bool)
        for segment, _, _, words in self.blocks:
            for v in words:
                kept[self.taps(segment), v * self.word : (v + 1) * self.word] = True
        return np.where(kept, w, 0)[:, : self.channels]

    def taps(self, segment: int) -> slice:
        first = sum(self.segments[:segment])
        return slice(first, first + self.segments[segment])

    def levels(self, tile: int) -> Ints:
        """[row, column] of a tile. Cells without a weight hold garbage, which no sum may show."""
        out = np.random.default_rng(tile).integers(-99, 100, (self.rows, self.groups * self.adcs))
        for segment, at_tile, first, words in self.blocks:
            for i, v in enumerate(words):
                for c in range(self.word):
                    channel = v * self.word + c
                    if at_tile == tile and channel < self.channels:
                        column = (first + i * self.parts) * self.adcs + c * self.columns
                        cells = self.slices.apply(self.weights[self.taps(segment), channel])
                        out[: self.segments[segment], column : column + self.slices.count] = cells
        return out

    def expected(self, x: Ints) -> Ints:
        """Accumulators [window, channel] of activations [window, row of all segments]."""
        digits = self.phases.apply(x)
        acc = np.zeros((len(x), self.channels), np.int64)
        for segment in range(len(self.segments)):
            cells = self.slices.apply(self.weights[self.taps(segment)])
            codes = self.adc.apply(np.einsum("wrp,rct->wcpt", digits[:, self.taps(segment)], cells))
            for p in range(self.phases.count):
                for t in range(self.slices.count):
                    acc += codes[:, :, p, t] * self.phases.weight(p) * self.slices.weight(t) << self.adc.shift
        return acc

    def activations(self, count: int) -> Ints:
        """[window, row of all segments]: the ends of the type, then random ones."""
        act = self.phases.act
        x = np.random.default_rng(count).integers(act.lo, act.hi + 1, (count, sum(self.segments)))
        x[0], x[1] = act.hi, act.lo
        return x

    def windows(self, x: Ints) -> list[int]:
        """Payloads for the row driver."""
        return [packed(row, self.phases.act.bits) for row in x]

    def sums(self, words: list[int]) -> Ints:
        """[window, channel] of the accumulator's payloads."""
        lanes = np.array([unpacked(w, self.out_lanes, self.acc.bits, True) for w in words])
        return lanes.reshape(-1, self.beats * self.out_lanes)[:, : self.channels]

    @property
    def schedule(self) -> SchedulerParams:
        dispatch: list[Dispatch] = []
        conversions: list[Conversion] = []
        for segment, tile, first, words in self.blocks:
            before = len(conversions)
            for i, v in enumerate(words):
                conversions += [Conversion(first + i * self.parts + p, v, p) for p in range(self.parts_of(v))]
            macro, array = divmod(tile, self.shared)
            dispatch.append(Dispatch(segment, macro, before, len(conversions) - before, array))
        return SchedulerParams(
            tuple(dispatch),
            tuple(conversions),
            len(self.segments),
            -(-self.tiles // self.shared),
            self.groups,
            self.words,
            self.parts,
            self.phases.count,
            self.settle,
            self.conversion,
            self.banks,
            arrays=self.shared,
        )

    @property
    def params(self) -> ArrayDatapathParams:
        """Of the unit; the tiles have no more columns than the blocks take."""
        return ArrayDatapathParams(
            MacroParams(
                self.rows,
                self.groups * self.adcs,
                self.adcs,
                self.phases.dac_bits,
                self.adc.bits,
                self.settle,
                self.conversion,
                arrays=self.shared,
            ),
            tuple(f"case/{t}" for t in range(0, self.tiles, self.shared)),
            RowDriverParams(self.rows, self.segments, self.phases),
            self.schedule,
            ShiftAddParams(self.phases, self.slices, self.adc, self.adcs, self.columns, self.words, self.acc),
            AccumulatorParams(self.channels, self.word, self.out_lanes, self.acc, self.banks),
        )


PINS = ("drive", "row_word", "phase", "integrate", "hold", "select", "convert")
"""That a macro reads with, besides `array` where it has several."""


def shown(ctx: Any, tile: Any) -> dict[str, int]:
    """Those of a macro that is in a design."""
    names = (*PINS, "array") if hasattr(tile.read, "array") else PINS
    return {name: ctx.get(getattr(tile.read, name)) for name in names}


class IdealMacro:
    """Arrays without flaws, those of these tiles: sums come from drive pins alone. Idle pins hold garbage."""

    def __init__(self, case: Case, *tiles: int) -> None:
        self.case = case
        self.levels = [case.levels(tile) for tile in tiles]
        self.reset()

    def reset(self) -> None:
        self.timing = Timing(self.case.settle, self.case.conversion)
        self.driven: tuple[int, int] | None = None
        self.word = 0
        self.phase = -1
        self.held = self.converted = np.zeros(0, np.int64)
        self.code_valid, self.codes = 0, 0

    def cycle(
        self,
        noise: int,
        *,
        drive: int,
        row_word: int,
        phase: int,
        integrate: int,
        hold: int,
        select: int,
        convert: int,
        array: int = 0,
    ) -> None:
        """The pins of a cycle; afterwards `code_valid` and `codes` are those of the next."""
        case = self.case
        ends = self.timing.cycle(integrate, hold, convert)
        if integrate:
            if self.driven is None:
                self.driven = drive, array
                assert phase == (self.phase + 1) % case.phases.count, "phase out of order"
                self.phase = phase
                if phase == 0:
                    self.word = row_word
            assert (drive, array) == self.driven, "drive or array changed before hold"
            assert phase == self.phase, "phase changed before hold"
            assert phase or row_word == self.word, "row_word changed in phase 0"
        if convert:
            group = self.held[select * case.adcs : (select + 1) * case.adcs]
            self.converted = case.adc.apply(group)
        if hold:
            d, word = case.phases.dac_bits, case.params.macro.word_bits
            digits = unpacked(drive, case.rows, d, False)
            assert (digits == unpacked(self.word, case.rows, word, False) >> phase * d & (1 << d) - 1).all()
            self.held = digits @ self.levels[array]
            self.driven = None
        bits = case.adcs * case.adc.bits
        self.code_valid = int(ends)
        self.codes = packed(self.converted, case.adc.bits) if ends else (0x5A5A5A5A5A5A5A5A >> noise % 7) % (1 << bits)


def macros(case: Case) -> list[IdealMacro]:
    """Those of a stage."""
    tiles = range(case.tiles)
    return [IdealMacro(case, *tiles[first : first + case.shared]) for first in tiles[:: case.shared]]


class Datapath(Elaboratable):
    """The unit; `each_cycle` is for `streams.stream_through`: it plays the macros."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.unit = ArrayDatapath(case.params)
        self.i, self.o = self.unit.i, self.unit.o
        self.reset = Signal()
        self.macros = macros(case)
        self.blocked = 0

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.unit = self.unit
        m.d.comb += self.reset.eq(ResetSignal())
        return m

    def each_cycle(self, ctx: Any, cycle: int) -> None:
        """Answers the pins of this cycle."""
        for tile, macro in zip(self.unit.tiles, self.macros, strict=True):
            ctx.set(tile.read.code_valid, macro.code_valid)
            ctx.set(tile.read.codes, macro.codes)
        if ctx.get(self.reset):
            for macro in self.macros:
                macro.reset()
            self.blocked = 0
            return
        self.blocked += ctx.get(self.unit.blocked)
        assert not ctx.get(self.unit.fault)
        for tile, macro in zip(self.unit.tiles, self.macros, strict=True):
            pins = shown(ctx, tile)
            assert pins["integrate"] or not pins["drive"], "drive without integrate"
            assert ctx.get(tile.read.adc_shift) == self.case.adc.shift
            macro.cycle(cycle, **pins)
