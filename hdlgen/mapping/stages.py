"""`ArrayStage` and `OperatorStage`: what becomes of a layer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from math import ceil

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith import Adc, AnyOperator, Concat, Int, Shape, latency
from hdlgen.arith.integer import Ints
from hdlgen.mapping.engines import programs
from hdlgen.mapping.geometry import Capacity, Geometry, bias_room
from hdlgen.mapping.program import Block, Program
from hdlgen.mapping.stream import Stream


@dataclass(frozen=True)
class TileName:
    """Which tile: `conv1/0` in files and to users.

    stage   name of the stage
    number  of its tiles
    """

    stage: str
    number: int

    def __str__(self) -> str:
        return f"{self.stage}/{self.number}"

    @property
    def array(self) -> str:
        """The name that its cells' errors are drawn by; with another, every chip of every seed would be another."""
        return f"{self.stage}.{self.number}"


@dataclass(frozen=True)
class ArrayStage:
    """A layer with weights, on arrays: a geometry, and a program that it holds (`Geometry.holds`)."""

    name: str
    geometry: Geometry
    program: Program

    @property
    def fitted(self) -> ArrayStage:
        """With as much room as its program needs, and no more; so that the arrays never wait for results to leave.

        Only biases have as much as any pruning of the program needs.
        """
        geometry = self.geometry
        capacity = Capacity.of(self.program, geometry.lanes, geometry.fetch)
        capacity = replace(capacity, bias_bits=bias_room(self.program, geometry.phases))
        return replace(self, geometry=replace(geometry, capacity=capacity, windows=self.paced_windows))

    @cached_property
    def parts(self) -> tuple[ArrayStage, ...]:
        """Of each engine the stage that one copy of it alone would be; the stage itself where there is one engine."""
        engines = self.geometry.engines
        if not engines:
            return (self,)
        g, found = self.geometry, []
        for engine, program in zip(engines, programs(self.program, engines), strict=True):
            capacity, windows = Capacity.of(program, g.lanes, g.fetch), max(2, -(-g.windows // engine.copies))
            own = replace(g, engines=(), tiles=engine.tiles, capacity=capacity, windows=windows)
            found.append(ArrayStage(self.name, own, program))
        return tuple(found)

    @property
    def tile_names(self) -> tuple[TileName, ...]:
        """Its tiles, copies included."""
        return tuple(TileName(self.name, number) for number in range(len(self.geometry.seats)))

    @property
    def macro_names(self) -> tuple[tuple[TileName, ...], ...]:
        """The tiles of each of its macros."""
        names, firsts = self.tile_names, [n for n, seat in enumerate(self.geometry.seats) if not seat.slot]
        return tuple(names[first:end] for first, end in zip(firsts, [*firsts[1:], len(names)], strict=True))

    @property
    def converters(self) -> int:
        """Of its macros, copies included."""
        return self.geometry.macros * self.geometry.lanes.adcs

    @property
    def occupied(self) -> tuple[TileName, ...]:
        """Those of its tiles that hold a block."""
        seats, held = self.geometry.seats, self.program.tiles
        return tuple(name for name in self.tile_names if seats[name.number].tile in held)

    def requests(self, number: int) -> tuple[tuple[int, Block], ...]:
        """What tile `number` is asked while so many images pass as its engine has copies, from image 0 on, in order.

        The product, and the block whose part of it is asked; all products of a square that is pooled, block by block.
        """
        seat = self.geometry.seats[number]
        blocks = [b for b in self.program.blocks if b.tile == seat.tile]
        products = self.geometry.products(np.arange(seat.copies))[seat.copy :: seat.copies]
        squares = products.reshape(-1, self.geometry.inputs).tolist()
        return tuple((product, b) for square in squares for b in blocks for product in square)

    @property
    def adc(self) -> Adc:
        """What its converters do."""
        return Adc(self.geometry.adc_bits, self.program.adc_shift)

    @property
    def entering(self) -> tuple[Stream, ...]:
        """The stream that enters."""
        return (self.geometry.entering,)

    @property
    def leaving(self) -> Stream:
        """The stream that leaves."""
        return self.geometry.leaving

    @property
    def out_shape(self) -> Shape:
        """Rows, columns, channels of the output."""
        return self.leaving.shape

    @property
    def out(self) -> Int:
        """Type of an element of the output."""
        return self.leaving.type

    @property
    def used_cells(self) -> int:
        """Pairs of cells that lie in a block's rows and in a column of one of its channels."""
        slices, copies = self.geometry.slices.count, self.geometry.copies
        return sum(self._weights_of(b) * slices * copies[b.tile] for b in self.program.blocks)

    @property
    def mapped_weights(self) -> int:
        """Weights of the blocks, rows × channels; copies are not counted."""
        return sum(map(self._weights_of, self.program.blocks))

    def _weights_of(self, b: Block) -> int:
        return len(self.program.segments[b.segment].taps) * len(self.geometry.placed(b)[0])

    @property
    def conversion_times(self) -> tuple[int, ...]:
        """Cycles in which the columns of each block are converted, in a phase."""
        return tuple(self.geometry.groups(b) * self.geometry.conversion_cycles for b in self.program.blocks)

    @property
    def phase_cycles(self) -> tuple[int, ...]:
        """Cycles a phase of each block takes when nothing waits."""
        return tuple(max(self.geometry.sampling_cycles, cycles) for cycles in self.conversion_times)

    @property
    def position_cycles(self) -> int:
        """Cycles an output position takes when nothing waits; of several engines, in the slowest one."""
        if self.geometry.engines:
            return max(part.position_cycles for part in self.parts)
        return self.geometry.phases.count * sum(self.phase_cycles)

    @property
    def image_cycles(self) -> int:
        """Cycles an image takes when nothing waits but for the arrays: copies take positions in turn."""
        positions, engines = self.geometry.positions, self.geometry.all_engines
        paces = zip(self.parts, engines, strict=True)
        return max(-(-positions * part.position_cycles // engine.copies) for part, engine in paces)

    @property
    def run_cycles(self) -> tuple[int, ...]:
        """Cycles in which each of the program's `runs` is driven when nothing waits."""
        cycles = iter(self.phase_cycles)
        return tuple(self.geometry.phases.count * sum(next(cycles) for _ in run) for run in self.program.runs)

    @cached_property
    def loads(self) -> tuple[int, ...]:
        """Load cycles of the segment of each of the program's `runs`, where windows come by segment."""
        fetch = self.geometry.fetch
        return tuple(len(fetch.cycles(taps)) for taps in self.program.driven) if fetch else ()

    @property
    def loaded_cycles(self) -> int:
        """Cycles from a window to the next when nothing waits but for its segments to be loaded."""
        after = [1 + n for n in (*self.loads[1:], *self.loads[:1])]
        return sum(map(max, zip(self.run_cycles, after, strict=True))) if after else self.position_cycles

    @property
    def latency(self) -> int:
        """Cycles from a window, or a square's first, that is offered to the first beat of its results.

        If nothing waits.
        """
        behind = latency.REQUANTIZE + (latency.LOOK_UP if self.program.table else 0)
        return max(part.sums_latency for part in self.parts) + latency.merge(len(self.parts)) + behind

    @property
    def sums_latency(self) -> int:
        """Cycles from a window that is offered to the first beat of its sums, if nothing waits; of one engine."""
        last_hold = self.geometry.sampling_cycles + self.position_cycles - self.phase_cycles[-1]
        return last_hold + self.conversion_times[-1] + latency.SUMS

    @property
    def paced_windows(self) -> int:
        """Windows that let the arrays never wait for results to leave, if accumulators have room for so many; ≥ 2.

        A window's results begin to leave some cycles after its last conversion, and end a cycle before a hold can count
        on their room. In a steady state windows follow one another at the pace of the arrays or of the results; the
        hold that needs the room comes so many paces after the window's last conversion began, or `sampling_cycles`
        later. Results of copies leave in turn. Of several engines each has room for as many windows as any has under
        way: they are all taken at once, and leave together.
        """
        if self.geometry.engines:
            engines = zip(self.parts, self.geometry.engines, strict=True)
            return max(engine.copies * part._paced_windows(engine.copies) for part, engine in engines)
        return self._paced_windows(1)

    def _paced_windows(self, copies: int) -> int:
        """Those of each of so many copies."""
        beats = self.leaving.pixel_beats * copies
        waiting = latency.SUMS - max(0, self.geometry.sampling_cycles - self.conversion_times[-1])
        pace = max(self.position_cycles, beats)
        return max(2, 1 + -(-(beats + waiting) // pace))

    @property
    def position_bound(self) -> int:
        """Fewest cycles an output position can take, with real columns (`slices.count` each) instead of padded ones.

        A pooled one settles as often as it has inputs. Of several engines, in the slowest one.
        """
        if self.geometry.engines:
            return max(part.position_bound for part in self.parts)
        g, per_phase = self.geometry, 0
        for b in self.program.blocks:
            conversions = -(-len(g.placed(b)[0]) * g.slices.count // g.lanes.adcs)
            per_phase += max(g.sampling_cycles, conversions * g.conversion_cycles)
        return g.phases.count * per_phase

    @property
    def bound_cycles(self) -> int:
        """Fewest cycles an image can take."""
        return ceil(self.geometry.positions * self.position_interval)

    @property
    def position_interval(self) -> Fraction:
        """Fewest cycles from an output position to the next one: copies take them in turn."""
        engines = zip(self.parts, self.geometry.all_engines, strict=True)
        return max(Fraction(part.position_bound, engine.copies) for part, engine in engines)

    @property
    def acc(self) -> Int:
        """Type that holds every accumulator that codes can produce."""
        lo, hi = self.geometry.code_sums
        return Int.spanning(lo << self.program.adc_shift, hi << self.program.adc_shift)

    def levels(self, number: int, rows: int, columns: int) -> NDArray[np.int16]:
        """Signed cell levels int16[row, column] of a tile: positive where the positive cell of the pair is raised."""
        g, p, tile = self.geometry, self.program, self.geometry.seats[number].tile
        out = np.zeros((rows, columns), np.int16)
        for b in p.blocks:
            if b.tile == tile:
                taps, (channels, first) = list(p.segments[b.segment].taps), g.placed(b)
                cells = g.slices.apply(p.weights[taps][:, channels].astype(np.int64))
                for t in range(g.slices.count):
                    out[: len(taps), first + t] = cells[:, :, t]
        return out

    def column_references(self, number: int, columns: int) -> Ints | None:
        """`references` int64[column] by the columns of a tile; 0 where a column has no channel."""
        if self.program.references is None:
            return None
        tile = self.geometry.seats[number].tile
        out = np.zeros(columns, np.int64)
        for b in self.program.blocks:
            if b.tile == tile:
                channels, first = self.geometry.placed(b)
                out[first] = np.array(self.program.references)[channels]
        return out


@dataclass(frozen=True)
class OperatorStage:
    """An operator without weights.

    entering  the streams of its operands
    leaving   the stream of its result
    pooled    whether what enters is pooled already, by the stage before (its `pool`), and leaves as it is
    room      of each requantizer of the operator, bits that the hardware has for a multiplier and for a bias; as
              `constants.room_of`
    """

    name: str
    op: AnyOperator
    entering: tuple[Stream, ...]
    leaving: Stream
    pooled: bool = False
    room: tuple[tuple[int, int], ...] = ()

    @property
    def out_shape(self) -> Shape:
        """Rows, columns, channels of the output."""
        return self.leaving.shape

    @property
    def out(self) -> Int:
        """Type of an element of the output."""
        return self.leaving.type

    @property
    def counted(self) -> tuple[int, ...]:
        """The operands whose beats bound the stage, a beat a cycle; none where the beats of the result do.

        The one with the most; all of a concat's, which are taken one by one.
        """
        beats = [stream.beats for stream in self.entering]
        found = tuple(range(len(beats))) if isinstance(self.op, Concat) else (beats.index(max(beats)),)
        return found if sum(beats[n] for n in found) >= self.leaving.beats else ()

    @property
    def bound_cycles(self) -> int:
        """Fewest cycles an image can take."""
        return sum(self.entering[n].beats for n in self.counted) or self.leaving.beats


Stage = ArrayStage | OperatorStage
