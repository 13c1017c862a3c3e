"""`Plan`: where every weight is and who runs when. The contract of everything that comes after mapping.

A stage's weight matrix [tap, channel] is cut by rows into *segments* (at most a tile's rows; rows without a weight are
left out) and by columns into *words*: the fewest channels whose columns make up whole conversions. A *block* is one
segment's non-zero words, side by side on one tile. Segments of one layer share a tile's rows in turn, each with columns
of its own: a step drives one segment into one tile and converts that block's columns.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property
from math import gcd
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith import Adc, AnyOperator, Concat, Int, MaxPool, Phases, Requant, Shape, Slices, Table, Window, latency
from hdlgen.arith.integer import Ints
from hdlgen.errors import HdlgenError

if TYPE_CHECKING:
    from hdlgen.spec.models import DeviceSpec, HardwareSpec


IMAGE = "input"
"""What a stage reads that reads the image."""
RESULT = "output"
"""What reads a stage whose result leaves the accelerator."""


@dataclass(frozen=True)
class Stream:
    """How images pass from one stage to another: pixel by pixel, row by row, `lanes` channels a beat.

    Where the lanes do not divide the channels, the last beat of a pixel has surplus ones.
    """

    shape: Shape
    type: Int
    lanes: int

    @property
    def pixel_beats(self) -> int:
        """Beats of a pixel."""
        return -(-self.shape[2] // self.lanes)

    @property
    def pixels(self) -> int:
        """Pixels of an image."""
        return self.shape[0] * self.shape[1]

    @property
    def beats(self) -> int:
        """Beats of an image."""
        return self.pixels * self.pixel_beats

    @property
    def bits(self) -> int:
        """Of a beat."""
        return self.lanes * self.type.bits


@dataclass(frozen=True)
class Hardware:
    """What the user says of the arrays and converters; the same for all tiles.

    rows, columns       of a tile; a column is a differential pair
    cell_bits           C
    dac_bits            D
    adc_bits, adcs      B, and converters a tile; `columns` is a multiple of `adcs`
    settle_cycles       from the first cycle of drive to the cycle in which the sum is held, both counted; ≥ 1
    conversion_cycles   a converter's time for one column; ≥ 1
    tile_budget         tiles there are; 0 = as many as it takes
    """

    rows: int
    columns: int
    cell_bits: int
    dac_bits: int
    adc_bits: int
    adcs: int
    settle_cycles: int
    conversion_cycles: int
    tile_budget: int = 0

    @classmethod
    def of(cls, hardware: HardwareSpec, device: DeviceSpec) -> Hardware:
        """What `hardware` and `device` of a network file say."""
        tile, adc = hardware.tile, hardware.adc
        return cls(
            rows=tile.rows,
            columns=tile.columns,
            cell_bits=device.cell_bits,
            dac_bits=hardware.dac.bits,
            adc_bits=adc.bits,
            adcs=adc.count,
            settle_cycles=adc.settle_cycles,
            conversion_cycles=adc.conversion_cycles,
            tile_budget=tile.budget,
        )


@dataclass(frozen=True)
class Lanes:
    """How the columns of a tile are divided among its converters.

    Columns of a word are numbered channel·slices + slice; converter c reads column part·adcs + c in the word's
    conversion `part`.

    slices             columns a channel takes, padding included
    adcs               columns a conversion reads
    """

    slices: int
    adcs: int

    @classmethod
    def of(cls, slice_count: int, adcs: int) -> Lanes:
        """The least padding with which conversions hold whole channels or channels take whole conversions."""
        return cls(next(s for s in range(slice_count, slice_count + adcs) if s % adcs == 0 or adcs % s == 0), adcs)

    @property
    def word(self) -> int:
        """M: channels whose sums `groups_per_word` conversions complete; the fewest that take whole conversions."""
        return self.adcs // gcd(self.slices, self.adcs)

    @property
    def groups_per_word(self) -> int:
        """Conversions that a word takes."""
        return self.slices // gcd(self.slices, self.adcs)

    def groups(self, word: int, channels: int) -> int:
        """Conversions that word number `word` of `channels` takes: of the last one, those with a channel's column."""
        return -(-min(self.word, channels - word * self.word) * self.slices // self.adcs)


@dataclass(frozen=True)
class Segment:
    """Rows that are driven together. taps[r] is the window tap on row r of the tile."""

    taps: tuple[int, ...]


@dataclass(frozen=True)
class Block:
    """Non-zero words of a segment on a tile.

    segment      index into the stage's segments
    tile         index into the stage's tiles
    first_group  column group (of `adcs` columns) of the tile where the block begins
    words        accumulator words, in the order of their columns; word v holds channels v·M .. v·M + M − 1. One that
                 is not full is the last
    """

    segment: int
    tile: int
    first_group: int
    words: tuple[int, ...]


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
    """A layer with weights, on arrays.

    blocks are run in their order, `phases.count` phases each.

    weights     int8[tap, channel], read-only
    requant     with the bias that the row drivers' offset needs included, and without what `references` take off
    in_lanes    channels a beat of the input stream
    out_lanes   channels a beat of the output stream; a divisor of lanes.word
    references  of each channel, level steps, where a memristive unit in front of the converter passes what its sum
                exceeds the reference by; None where sums are converted as they are
    pool        squares of positions whose largest sum alone is converted, found by memristive units behind those; None
                where every position is converted
    """

    name: str
    window: Window
    phases: Phases
    slices: Slices
    lanes: Lanes
    adc: Adc
    weights: NDArray[np.int8]
    segments: tuple[Segment, ...]
    blocks: tuple[Block, ...]
    tiles: int
    requant: Requant
    table: Table | None
    out: Int
    in_lanes: int
    out_lanes: int
    settle_cycles: int
    conversion_cycles: int
    references: tuple[int, ...] | None = None
    pool: MaxPool | None = None

    @property
    def tile_names(self) -> tuple[TileName, ...]:
        """Its tiles."""
        return tuple(TileName(self.name, number) for number in range(self.tiles))

    def products(self, images: Ints) -> Ints:
        """Which product of each of its tiles a read is, int64[read], for `images` [image] and `reads` of each in turn.

        What the noise of a read depends on.
        """
        return np.asarray((images[:, None] * self.window.positions + self.reads).ravel(), np.int64)

    def requests(self, tile: int) -> tuple[tuple[int, Block], ...]:
        """What `tile` is asked while image 0 passes, in order: the product, and the block whose part of it is asked."""
        blocks = [b for b in self.blocks if b.tile == tile]
        return tuple((product, b) for product in self.products(np.zeros(1, np.int64)).tolist() for b in blocks)

    @property
    def channels(self) -> int:
        """Output channels."""
        return int(self.weights.shape[1])

    @property
    def words(self) -> int:
        """Accumulator words, zero ones included."""
        return -(-self.channels // self.lanes.word)

    @property
    def out_shape(self) -> tuple[int, int, int]:
        """Rows, columns, channels of the output."""
        if self.pool:
            return (self.pool.out_height, self.pool.out_width, self.channels)
        return (self.window.out_height, self.window.out_width, self.channels)

    @property
    def inputs(self) -> int:
        """Positions that a conversion sees the largest sum of."""
        return self.pool.elements if self.pool else 1

    @cached_property
    def reads(self) -> Ints:
        """Positions in the order in which they are read, int64[read]: all, or those of each of the pool's squares."""
        positions = np.arange(self.window.positions)
        if self.pool is None:
            return positions
        image = positions.reshape(1, self.window.out_height, self.window.out_width, 1)
        return replace(self.pool, channels=1).windows(image).ravel()

    @property
    def entering(self) -> tuple[Stream, ...]:
        """The stream that enters."""
        w = self.window
        return (Stream((w.height, w.width, w.channels), self.phases.act, self.in_lanes),)

    @property
    def leaving(self) -> Stream:
        """The stream that leaves."""
        return Stream(self.out_shape, self.out, self.out_lanes)

    @property
    def kept_blocks(self) -> int:
        """Pairs (segment, word) that are run."""
        return sum(len(b.words) for b in self.blocks)

    def all_blocks(self, rows: int) -> int:
        """Pairs (segment, word) that a layer without any zero would need on tiles of `rows` rows."""
        return -(-self.window.taps // rows) * self.words

    @property
    def used_cells(self) -> int:
        """Pairs of cells that lie in a block's rows and in a column of one of its channels."""
        sizes = (len(self.segments[b.segment].taps) * len(self.placed(b)[0]) for b in self.blocks)
        return sum(sizes) * self.slices.count

    def placed(self, block: Block) -> tuple[Ints, Ints]:
        """The channels of `block`, and the first column of each on its tile; int64[channel] both."""
        lanes = self.lanes
        words, within = np.array(block.words, np.int64)[:, None], np.arange(lanes.word)
        places = block.first_group + np.arange(len(words))[:, None] * lanes.groups_per_word
        channels, columns = words * lanes.word + within, places * lanes.adcs + within * lanes.slices
        real = channels < self.channels
        return channels[real], columns[real]

    def groups(self, block: Block) -> int:
        """Conversions a phase of `block` takes."""
        return sum(self.lanes.groups(v, self.channels) for v in block.words)

    @property
    def phase_cycles(self) -> tuple[int, ...]:
        """Cycles a phase of each block takes when nothing waits."""
        return tuple(max(self.settle_cycles, self.groups(b) * self.conversion_cycles) for b in self.blocks)

    @property
    def position_cycles(self) -> int:
        """Cycles an output position takes when nothing waits."""
        return self.phases.count * sum(self.phase_cycles)

    @property
    def out_beats(self) -> int:
        """Beats of an output position."""
        return -(-self.channels // self.out_lanes)

    @property
    def latency(self) -> int:
        """Cycles from a window that is offered to the first beat of its results, if nothing waits."""
        last_hold = self.settle_cycles + self.position_cycles - self.phase_cycles[-1]
        last_conversion = self.groups(self.blocks[-1]) * self.conversion_cycles
        behind = latency.REQUANTIZE + (latency.LOOK_UP if self.table else 0)
        return last_hold + last_conversion + latency.SUMS + behind

    @property
    def windows(self) -> int:
        """Windows that the accumulators have room for: as many as let the arrays never wait for results to leave; ≥ 2.

        A window's results begin to leave some cycles after its last conversion, and end a cycle before a hold can count
        on their room. In a steady state windows follow one another at the pace of the arrays or of the results; the
        hold that needs the room comes so many paces after the window's last conversion began, or `settle_cycles` later.
        """
        last = self.groups(self.blocks[-1]) * self.conversion_cycles
        waiting = latency.SUMS - max(0, self.settle_cycles - last)
        pace = max(self.position_cycles, self.out_beats)
        return max(2, 1 + -(-(self.out_beats + waiting) // pace))

    @property
    def position_bound(self) -> int:
        """Fewest cycles an output position can take, with real columns (`slices.count` each) instead of padded ones.

        A pooled one settles as often as it has inputs.
        """
        per_phase = 0
        for b in self.blocks:
            conversions = -(-len(self.placed(b)[0]) * self.slices.count // self.lanes.adcs)
            per_phase += max(self.inputs * self.settle_cycles, conversions * self.conversion_cycles)
        return self.phases.count * per_phase

    @property
    def bound_cycles(self) -> int:
        """Fewest cycles an image can take."""
        return len(self.reads) // self.inputs * self.position_bound

    @cached_property
    def acc(self) -> Int:
        """Type that holds every accumulator that codes can produce."""
        code, phases = self.adc.code, self.phases.weights.tolist()
        lo = sum(w * (code.lo if w > 0 else code.hi) for w in phases)
        hi = sum(w * (code.hi if w > 0 else code.lo) for w in phases)
        depth = max(Counter(v for b in self.blocks for v in b.words).values(), default=1)
        times = depth * sum(self.slices.weight(t) for t in range(self.slices.count)) << self.adc.shift
        return Int.spanning(lo * times, hi * times)

    def levels(self, tile: int, rows: int, columns: int) -> NDArray[np.int16]:
        """Signed cell levels int16[row, column] of a tile: positive where the positive cell of the pair is raised."""
        out = np.zeros((rows, columns), np.int16)
        for b in self.blocks:
            if b.tile == tile:
                taps, (channels, first) = list(self.segments[b.segment].taps), self.placed(b)
                cells = self.slices.apply(self.weights[taps][:, channels].astype(np.int64))
                for t in range(self.slices.count):
                    out[: len(taps), first + t] = cells[:, :, t]
        return out

    def column_references(self, tile: int, columns: int) -> Ints | None:
        """`references` int64[column] by the columns of a tile; 0 where a column has no channel."""
        if self.references is None:
            return None
        out = np.zeros(columns, np.int64)
        for b in self.blocks:
            if b.tile == tile:
                channels, first = self.placed(b)
                out[first] = np.array(self.references)[channels]
        return out


@dataclass(frozen=True)
class OperatorStage:
    """An operator without weights.

    entering  the streams of its operands
    leaving   the stream of its result
    pooled    whether what enters is pooled already, by the stage before (its `pool`), and leaves as it is
    """

    name: str
    op: AnyOperator
    entering: tuple[Stream, ...]
    leaving: Stream
    pooled: bool = False

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


@dataclass(frozen=True)
class Edge:
    """What one stage reads of another.

    source   name of the stage that gives it, or IMAGE
    target   name of the stage that takes it, or RESULT
    operand  of the target, from 0; of RESULT which of the network's outputs
    lanes    channels a beat, as the target takes them. The source may give another number: then the lanes change in
             front of the queue
    type     of an element
    depth    beats that the queue holds; 0 where there is none
    """

    source: str
    target: str
    operand: int
    lanes: int
    type: Int
    depth: int

    @property
    def bits(self) -> int:
        """Of the queue."""
        return self.depth * self.lanes * self.type.bits


@dataclass(frozen=True)
class Plan:
    """The whole accelerator.

    stages  each behind those that it reads
    edges   of the stages in their order and of RESULT, operand by operand
    """

    name: str
    hardware: Hardware
    in_shape: Shape
    in_type: Int
    stages: tuple[Stage, ...]
    edges: tuple[Edge, ...]

    def __getitem__(self, name: str) -> Stage:
        for stage in self.stages:
            if stage.name == name:
                return stage
        raise HdlgenError(name, "is no stage of this network", fix=f"use one of {[s.name for s in self.stages]}")

    @property
    def image(self) -> Stream:
        """The stream of the image: a channel a beat."""
        return Stream(self.in_shape, self.in_type, 1)

    def given(self, source: str) -> Stream:
        """The stream of stage `source`, or of IMAGE."""
        return self.image if source == IMAGE else self[source].leaving

    def into(self, target: str) -> tuple[Edge, ...]:
        """What stage `target`, or RESULT, reads, operand by operand."""
        return tuple(edge for edge in self.edges if edge.target == target)

    def out_of(self, source: str) -> tuple[Edge, ...]:
        """What reads stage `source`, or IMAGE."""
        return tuple(edge for edge in self.edges if edge.source == source)

    @cached_property
    def sources(self) -> dict[str, tuple[str, ...]]:
        """What each stage reads, by its name: names of stages, or IMAGE."""
        return {s.name: tuple(edge.source for edge in self.into(s.name)) for s in self.stages}

    @property
    def results(self) -> tuple[Stage, ...]:
        """The stages whose results leave, in their order."""
        return tuple(self[edge.source] for edge in self.into(RESULT))

    @property
    def array_stages(self) -> tuple[ArrayStage, ...]:
        """The stages with weights."""
        return tuple(s for s in self.stages if isinstance(s, ArrayStage))

    @property
    def tiles(self) -> int:
        """Occupied tiles."""
        return sum(s.tiles for s in self.array_stages)

    @property
    def filled(self) -> float:
        """Share of the tiles' pairs of cells that lie in a block."""
        cells = self.tiles * self.hardware.rows * self.hardware.columns
        return sum(s.used_cells for s in self.array_stages) / cells

    @property
    def mapped_weights(self) -> int:
        """Weights on the tiles: of each block, rows × channels."""
        return sum(s.used_cells // s.slices.count for s in self.array_stages)

    @property
    def queue_bits(self) -> int:
        """Of all queues."""
        return sum(edge.bits for edge in self.edges)

    @property
    def bound_cycles(self) -> int:
        """Fewest cycles between images in steady state: the slowest stage, the input stream or the results."""
        leaving = sum(stage.leaving.beats for stage in self.results)
        return max(self.image.beats, leaving, *(s.bound_cycles for s in self.stages))
