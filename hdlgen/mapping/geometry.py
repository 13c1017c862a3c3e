"""`Geometry`: what the Verilog of a stage with weights depends on if its program is loaded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property

import numpy as np

from hdlgen.arith import Adc, Int, MaxPool, Phases, Requant, SegmentFetch, Slices, Squares, Window
from hdlgen.arith.adc import SHIFT_MAX
from hdlgen.arith.integer import Ints, bits_for
from hdlgen.mapping.engines import Engine, Seat, seats
from hdlgen.mapping.lanes import Lanes
from hdlgen.mapping.program import Block, Program
from hdlgen.mapping.stream import Stream


@dataclass(frozen=True)
class Capacity:
    """The most that a program may have. What training changes has sizes that do not follow its every bit.

    segments         rows of the table of segments
    rows             of a tile that a segment may take
    taps             of all segments together
    blocks           rows of the dispatch table
    conversions      rows of the conversion table
    groups           column groups of a tile that conversions can select
    depth            blocks that add to one accumulator word
    multiplier_bits  of m, two's complement: 16, or as large a power of two as it takes
    bias_bits        of b with the half that rounds, two's complement: 32, or likewise
    load_cycles      rows of the table of taps; 0 where windows do not come by segment

    Both of a requantizer of sums in steps of a code (`Requant.in_steps`), so that the ADC shift widens nothing.
    """

    segments: int
    rows: int
    taps: int
    blocks: int
    conversions: int
    groups: int
    depth: int
    multiplier_bits: int
    bias_bits: int
    load_cycles: int

    @classmethod
    def of(cls, program: Program, lanes: Lanes, fetch: SegmentFetch | None = None) -> Capacity:
        """What `program` needs, and no more."""
        groups = [sum(lanes.groups(v, program.channels) for v in b.words) for b in program.blocks]
        rows = [len(segment.taps) for segment in program.segments]
        multiplier_bits, bias_bits = constant_bits(program.requant.in_steps(program.adc_shift))
        return cls(
            segments=len(rows),
            rows=max(rows, default=0),
            taps=sum(rows),
            blocks=len(groups),
            conversions=sum(groups),
            groups=max((b.first_group + n for b, n in zip(program.blocks, groups, strict=True)), default=0),
            depth=program.depth,
            multiplier_bits=multiplier_bits,
            bias_bits=bias_bits,
            load_cycles=sum(len(fetch.cycles(taps)) for taps in program.driven) if fetch else 0,
        )


def constant_bits(requant: Requant) -> tuple[int, int]:
    """Room for the multipliers of `requant`, and for its biases with the half that rounds; as `Capacity` has them."""
    half = (1 << requant.shift) >> 1
    return _room(requant.multiplier, 16), _room([b + half for b in requant.bias], 32)


def bias_room(program: Program, phases: Phases) -> int:
    """Room for the biases of any pruning of `program`: what they take off for the offset, and the ADC shift, vary."""
    weights = program.weights.astype(np.int64)
    found = []
    for gone in (weights.clip(min=0), weights.clip(max=0)):
        r, sums = program.requant, gone.sum(axis=0)
        bias = (b + m * phases.offset * int(s) for m, b, s in zip(r.multiplier, r.bias, sums, strict=True))
        pruned = replace(r, bias=tuple(bias))
        found += [constant_bits(pruned.in_steps(k))[1] for k in (0, program.adc_shift)]
    return max(found)


def _room(values: Sequence[int], least: int) -> int:
    """Bits of the signed type that holds `values`: a power of two, at least `least`."""
    bits = bits_for(min(-1, *values), max(values))
    return max(least, 1 << (bits - 1).bit_length())


LIMITS = {
    "segments": "segments",
    "rows": "rows in a segment",
    "taps": "rows in all segments",
    "blocks": "blocks",
    "conversions": "conversions a phase of all blocks",
    "groups": "column groups of a tile",
    "depth": "blocks that add to one word",
    "multiplier_bits": "bits of a multiplier",
    "bias_bits": "bits of a bias",
    "load_cycles": "load cycles of a window",
}
"""What the fields of `Capacity` count."""


OMITTED = {"omitted": True}
"""Of a field that plans do not write where it is what it is by default."""


@dataclass(frozen=True)
class Geometry:
    """Sizes, widths and times of a stage with weights, and the most that a program may have.

    window      of the input image
    channels    of the output
    out         type of an element of the output
    adc_bits    of a converter; B
    tiles       that a program has; the stage has more where engines have copies
    in_lanes    channels a beat of the input stream
    out_lanes   channels a beat of the output stream; a divisor of lanes.word
    windows     that the accumulators have room for, at least 2; of several engines, all copies of each together
    has_table   whether there is a table of 256 entries behind the requantizer
    units       whether memristive units in front of the converters pass what sums exceed references by
    pool        squares of positions whose largest sum alone is converted, found by memristive units behind those; None
                where every position is converted
    fetch       how the taps of a segment get to the rows of a tile; None where those of a window are wired to them
    engines     that work at once, whose sums are added up; none where all tiles work one after the other
    queue       windows that have room in front of engines, at least 2; 0 where these take them of the window buffer
    joined      arrays of which each tile is made: columns of the same number are joined in front of its converters, so
                that their currents add up
    shared      tiles of an engine that a macro may have: its converters are switched from one to another
    """

    window: Window
    channels: int
    out: Int
    phases: Phases
    slices: Slices
    lanes: Lanes
    adc_bits: int
    tiles: int
    in_lanes: int
    out_lanes: int
    settle_cycles: int
    conversion_cycles: int
    windows: int
    has_table: bool
    units: bool
    pool: MaxPool | None
    capacity: Capacity
    fetch: SegmentFetch | None = None
    precharge_cycles: int = 0
    engines: tuple[Engine, ...] = field(default=(), metadata=OMITTED)
    queue: int = field(default=0, metadata=OMITTED)
    joined: int = field(default=1, metadata=OMITTED)
    shared: int = field(default=1, metadata=OMITTED)

    @property
    def all_engines(self) -> tuple[Engine, ...]:
        """Those that work at once, or the one that has all tiles."""
        return self.engines or (Engine(self.tiles, 1),)

    @cached_property
    def seats(self) -> tuple[Seat, ...]:
        """Of each tile of the stage, copies included."""
        return tuple(seats(self.all_engines, self.shared))

    @property
    def arrays(self) -> int:
        """Of all tiles of the stage."""
        return self.joined * len(self.seats)

    @property
    def macros(self) -> int:
        """Of the stage: sets of converters."""
        return sum(engine.copies * engine.macros(self.shared) for engine in self.all_engines)

    @property
    def switched(self) -> bool:
        """Whether tiles share converters."""
        return self.macros < len(self.seats)

    @property
    def slots(self) -> int:
        """Tiles of a macro, where there is one engine; the last may have fewer."""
        assert not self.engines, "engines have macros of their own"
        return min(self.shared, self.tiles)

    @cached_property
    def copies(self) -> tuple[int, ...]:
        """Of each tile of a program, on how many of the stage's it is."""
        return tuple(engine.copies for engine in self.all_engines for _ in range(engine.tiles))

    @property
    def integration_cycles(self) -> int:
        """From the beginning of a phase to the cycle in which its sums are held, both counted."""
        return self.precharge_cycles + self.settle_cycles

    @property
    def sampling_cycles(self) -> int:
        """From the beginning of a phase to the cycle in which what is converted is held, both counted."""
        return self.inputs * self.integration_cycles

    @property
    def words(self) -> int:
        """Accumulator words, zero ones included."""
        return -(-self.channels // self.lanes.word)

    @property
    def inputs(self) -> int:
        """Positions that a conversion sees the largest sum of."""
        return self.pool.elements if self.pool else 1

    @property
    def squares(self) -> Squares | None:
        """The squares of which a conversion sees the largest sum; None where it sees one position."""
        return Squares(self.window, self.pool) if self.pool and self.inputs > 1 else None

    @property
    def buffered(self) -> Window:
        """The window that is formed of the image: that of a position, or of a whole square."""
        return self.squares.whole if self.squares else self.window

    @property
    def positions(self) -> int:
        """Positions that are converted: of the output, or squares of them."""
        return len(self.reads) // self.inputs

    @cached_property
    def reads(self) -> Ints:
        """Positions in the order in which they are read, int64[read]: all, or those of each of the pool's squares."""
        positions = np.arange(self.window.positions)
        if self.pool is None:
            return positions
        image = positions.reshape(1, self.window.out_height, self.window.out_width, 1)
        return replace(self.pool, channels=1).windows(image).ravel()

    def products(self, images: Ints) -> Ints:
        """Which product of each of its tiles a read is, int64[read], for `images` [image] and `reads` of each in turn.

        What the noise of a read depends on.
        """
        return np.asarray((images[:, None] * self.window.positions + self.reads).ravel(), np.int64)

    @property
    def entering(self) -> Stream:
        """The stream that enters."""
        w = self.window
        return Stream((w.height, w.width, w.channels), self.phases.act, self.in_lanes)

    @property
    def leaving(self) -> Stream:
        """The stream that leaves."""
        plane = self.pool or self.window
        return Stream((plane.out_height, plane.out_width, self.channels), self.out, self.out_lanes)

    def all_blocks(self, rows: int) -> int:
        """Pairs (segment, word) that a layer without any zero would need on tiles of `rows` rows."""
        return -(-self.window.taps // rows) * self.words

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

    @cached_property
    def code_sums(self) -> tuple[int, int]:
        """Least and largest sum of codes that an accumulator can have, in steps of a code."""
        code, phases = Adc(self.adc_bits).code, self.phases.weights.tolist()
        lo = sum(w * (code.lo if w > 0 else code.hi) for w in phases)
        hi = sum(w * (code.hi if w > 0 else code.lo) for w in phases)
        times = self.capacity.depth * sum(self.slices.weight(t) for t in range(self.slices.count))
        return lo * times, hi * times

    def holds(self, program: Program) -> Iterator[str]:
        """Everything of `program` that has no place in a stage of this geometry."""
        faults = [*self._shapes(program), *self._tables(program)]
        yield from faults or self._amounts(program)
        yield from self._behind(program)

    def _shapes(self, program: Program) -> Iterator[str]:
        """Weights and references that are another layer's, and what converters cannot do."""
        taps, channels = program.weights.shape
        if (taps, channels) != (self.window.taps, self.channels):
            there = f"{self.window.taps} × {self.channels}"
            yield f"has weights of {taps} taps × {channels} channels, and there are {there}"
        most = int(np.abs(program.weights.astype(np.int64)).max(initial=0))
        if most > self.slices.w_max:
            yield f"has a weight of magnitude {most}, and cells hold {self.slices.w_max}"
        if not 0 <= program.adc_shift <= SHIFT_MAX:
            yield f"has the ADC shift {program.adc_shift}, and converters have 0 to {SHIFT_MAX}"
        if program.references is not None and not self.units:
            yield "has references, and there are no memristive units in front of converters"
        elif self.units and len(program.references or ()) != self.channels:
            yield f"has {len(program.references or ())} references, and {self.channels} channels have memristive units"

    def _tables(self, program: Program) -> Iterator[str]:
        """Rows of tables that point at what is not there."""
        if not program.blocks:
            yield "has no block"
        for i, segment in enumerate(program.segments):
            for tap in segment.taps:
                if not 0 <= tap < self.window.taps:
                    yield f"drives tap {tap} in segment {i}, and a window has {self.window.taps}"
        for i, b in enumerate(program.blocks):
            if not 0 <= b.segment < len(program.segments):
                yield f"has block {i} in segment {b.segment}, and has {len(program.segments)} segments"
            if not 0 <= b.tile < self.tiles:
                yield f"has block {i} on tile {b.tile}, and there are {self.tiles}"
            if b.first_group < 0:
                yield f"has block {i} at column group {b.first_group}"
            for v in b.words:
                if not 0 <= v < self.words:
                    yield f"has word {v} in block {i}, and {self.channels} channels are {self.words} words"

    def _amounts(self, program: Program) -> Iterator[str]:
        """More than there is room for."""
        room = asdict(self.capacity)
        for name, needed in asdict(Capacity.of(program, self.lanes, self.fetch)).items():
            if needed > room[name]:
                yield f"needs {needed} {LIMITS[name]}, and there is room for {room[name]}"

    def _behind(self, program: Program) -> Iterator[str]:
        """What requantizer and table cannot do."""
        requant, table, out = program.requant, program.table, self.out
        if requant.channels != self.channels:
            yield f"requantizes {requant.channels} channels, and there are {self.channels}"
        if table and not self.has_table:
            yield f"has a table of {len(table.entries)} entries, and there is none"
        if table and not (table.lo <= requant.lo and requant.hi < table.lo + len(table.entries)):
            last = table.lo + len(table.entries) - 1
            yield f"has a table of {table.lo} to {last}, and requantizes to {requant.lo} to {requant.hi}"
        least, most = (min(table.entries), max(table.entries)) if table else (requant.lo, requant.hi)
        if least < out.lo or most > out.hi:
            yield f"gives {least} to {most}, and {out} leaves"
