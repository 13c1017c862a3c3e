"""What `MaxPool` and `SumPool` have in common: windows reduced along columns, then along rows, by running values."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from amaranth import Cat, Const, Module, Mux, Signal, Value
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out

from hdlgen import arith
from hdlgen.errors import HdlgenError
from hdlgen.rtl import parts
from hdlgen.rtl.counting import following, index
from hdlgen.rtl.ram import Ram, RamParams, passing


@dataclass(frozen=True)
class Course:
    """Windows along one axis.

    length  elements of the axis
    kernel  elements a window reaches over
    stride  from one window to the next
    before  padding in front of element 0
    count   windows
    """

    length: int
    kernel: int
    stride: int
    before: int
    count: int

    @property
    def overlapping(self) -> int:
        """The most windows that see the same element."""
        return min(-(-self.kernel // self.stride), self.count)

    @property
    def end(self) -> int:
        """Element that the last window would end with if the axis went on."""
        return (self.count - 1) * self.stride - self.before + self.kernel - 1

    @property
    def silent(self) -> int:
        """Elements before the one that completes a window for the first time."""
        return min(self.kernel - 1 - self.before, self.length - 1)

    @property
    def left_over(self) -> int:
        """Windows that the last element completes besides the oldest."""
        return max(0, min(self.count - 1, (self.end - self.length + 1) // self.stride))


@dataclass(frozen=True)
class PoolParams:
    """pool: the windows; lanes: channels a beat; type: of an input element."""

    pool: arith.MaxPool | arith.SumPool
    lanes: int
    type: arith.Int

    def __post_init__(self) -> None:
        if self.lanes < 1:
            raise HdlgenError("pool.lanes", f"must be at least 1, not {self.lanes}")
        if self.pool.dilation != (1, 1):
            raise HdlgenError("pool.dilation", f"must be 1 both ways, not {self.pool.dilation}")

    @property
    def beats(self) -> int:
        """Beats of a pixel."""
        return -(-self.pool.channels // self.lanes)

    @cached_property
    def rows(self) -> Course:
        """Windows from top to bottom."""
        pool = self.pool
        return Course(pool.height, pool.kernel[0], pool.stride[0], pool.padding[0], pool.out_height)

    @cached_property
    def columns(self) -> Course:
        """Windows from left to right."""
        pool = self.pool
        return Course(pool.width, pool.kernel[1], pool.stride[1], pool.padding[1], pool.out_width)

    @property
    def latency(self) -> int:
        """Cycles from a beat that completes a window to its result: one more where columns overlap."""
        return 2 if self.columns.overlapping > 1 else 1

    @property
    def row_cycles(self) -> int:
        """Cycles that a row of the input takes when nothing waits."""
        return (self.columns.length + max(0, self.columns.left_over - self.columns.silent)) * self.beats

    @property
    def image_cycles(self) -> int:
        """The most cycles that an image takes when nothing waits."""
        rows, row_beats = self.rows, self.columns.count * self.beats
        return rows.length * self.row_cycles + max(0, rows.left_over * row_beats - rows.silent * self.row_cycles)

    def reduced(self, elements: int) -> arith.Int:
        """Type of `elements` input elements reduced to one."""
        if isinstance(self.pool, arith.MaxPool):
            return self.type
        return arith.Int.spanning(self.type.lo * elements, self.type.hi * elements)

    @property
    def out(self) -> arith.Int:
        """Type of a result: the input's for a maximum, one that holds every sum for a sum."""
        return self.reduced(self.pool.elements)


class Progress:
    """Counts the elements of a `Course`; `step` ends one.

    last       the element at hand is the last one
    completes  it completes the oldest open window; the last element completes all
    covered    a window sees it
    """

    def __init__(self, m: Module, name: str, course: Course, step: Value) -> None:
        self._course = course
        self._element = element = index(course.length, f"{name}_element")
        # Where the element is in the oldest window that is not complete; below zero in front of it.
        bounds = range(min(0, course.kernel - course.stride), max(2, course.kernel))
        self._place = place = Signal(bounds, name=f"{name}_place", init=course.before)
        self.last = element == course.length - 1
        self.completes = Signal(name=f"{name}_completes")
        cut = course.end >= course.length
        m.d.comb += self.completes.eq((place == course.kernel - 1) | (self.last if cut else 0))
        self.covered: Value = place >= 0 if course.kernel < course.stride else Const(1)
        if course.end < course.length - 1:
            self.covered &= element <= course.end
        with m.If(step):
            m.d.sync += [
                element.eq(following(element, course.length - 1)),
                place.eq((place + Mux(self.completes, 1 - course.stride, 1))[: len(place)]),
            ]
            with m.If(self.last):
                m.d.sync += place.eq(course.before)

    def first(self, window: int) -> Value:
        """The element is the first one of that open window, counted from the oldest."""
        first = self._place == window * self._course.stride
        return first | (self._element == 0) if self._course.before else first


@dataclass(frozen=True)
class Walk:
    """The words in which the running values of an axis are stored, and how beats go through them.

    depth   words
    accept  a beat is taken
    at      its word
    after   word of the next beat
    end     it ends the element
    parts   several beats of an element may go to the same word: `first` to `last`, none of them unless `used`
    """

    depth: int
    accept: Signal
    at: Signal
    after: Value
    end: Value
    parts: bool = False
    first: Value | int = 1
    last: Value | int = 1
    used: Value | int = 1


class PoolUnit(wiring.Component):
    """Reduces rows first where the columns of windows overlap; otherwise pixels go straight to the windows of a column.

    Latency from a window's last beat to its result: `latency` cycles. Of windows that the last pixel of a row or image
    completes together, the first one comes so; the others follow it, while the next row or image comes in.

    One beat a cycle: an image takes height·width·beats cycles if the two sides of an axis are together padded by less
    than a kernel, otherwise at most `image_cycles`. With strides of 1 and neither fewer rows nor fewer columns of
    results than of pixels, it takes as many cycles as the results have beats.

    `i.ready` follows `o.ready` in the same cycle if the beat completes something; a beat that does not is taken at any
    time.

    Stored are, for each column of windows and beat of a pixel, as many results as windows are open from one row to the
    next, and those that the last row leaves over; where columns overlap, for each beat of a pixel the same of a row.
    The size of a kernel alone costs nothing.

    Surplus lanes are ignored, and 0 in results.

    Members
    -------
    i : In(stream)   `lanes` elements of type `type`.
    o : Out(stream)  `lanes` results of type `out`.
    """

    def __init__(self, params: PoolParams) -> None:
        self.params = params
        super().__init__(
            {
                "i": In(stream.Signature(params.lanes * params.type.bits)),
                "o": Out(stream.Signature(params.lanes * params.out.bits)),
            }
        )

    @abstractmethod
    def combined(self, running: Value, x: Value) -> Value:
        """The running value after `x`, both of the right sign."""

    def elaborate(self, platform: object) -> Module:
        m = Module()
        p = self.params
        beat, accept = index(p.beats, "beat"), Signal()
        beat_end = beat == p.beats - 1
        m.d.comb += accept.eq(self.i.valid & self.i.ready)
        with m.If(accept):
            m.d.sync += beat.eq(following(beat, p.beats - 1))
        whole = p.pool.channels - (p.beats - 1) * p.lanes  # lanes of the last beat that are not surplus
        elements = _lanes(self.i.payload, p.lanes, p.type)
        elements = [Mux(beat_end, 0, x) if n >= whole else x for n, x in enumerate(elements)]

        depth = p.columns.count * p.beats
        if p.columns.overlapping > 1:
            row_type = p.reduced(p.columns.kernel)
            row = stream.Signature(p.lanes * row_type.bits).create(path=("row",))
            walk = Walk(p.beats, accept, beat, following(beat, p.beats - 1), beat_end)
            self._reduce(m, platform, "columns", p.columns, walk, self.i, elements, row, row_type)
            at, taken = index(depth, "at"), Signal()
            m.d.comb += taken.eq(row.valid & row.ready)
            walk = Walk(depth, taken, at, following(at, depth - 1), at == depth - 1)
            self._reduce(m, platform, "rows", p.rows, walk, row, _lanes(row.payload, p.lanes, row_type), self.o, p.out)
            with m.If(taken):
                m.d.sync += at.eq(walk.after)
        else:
            columns = Progress(m, "columns", p.columns, accept & beat_end)
            at, after = index(depth, "at"), index(depth, "after")
            m.d.comb += after.eq(following(at, depth - 1))
            with m.If(beat_end & ~columns.completes):  # the same window again
                m.d.comb += after.eq((at - (p.beats - 1))[: len(at)])
            with m.If(accept):
                m.d.sync += at.eq(after)
            walk = Walk(
                depth,
                accept,
                at,
                after,
                beat_end & columns.last,
                parts=p.columns.kernel > 1,
                first=columns.first(0),
                last=columns.completes,
                used=columns.covered,
            )
            self._reduce(m, platform, "rows", p.rows, walk, self.i, elements, self.o, p.out)
        return m

    def _reduce(
        self,
        m: Module,
        platform: object,
        name: str,
        course: Course,
        walk: Walk,
        i: Any,
        xs: list[Value],
        o: Any,
        kind: arith.Int,
    ) -> None:
        """Elements `xs` of stream `i`, reduced along an axis to stream `o` of type `kind`."""
        lanes = self.params.lanes
        word_bits = lanes * kind.bits
        progress = Progress(m, name, course, walk.accept & walk.end)
        completes, free = Signal(name=f"{name}_complete"), Signal(name=f"{name}_free")
        m.d.comb += [completes.eq(progress.completes & walk.last), free.eq(~o.valid | o.ready)]

        # A window that an element completes is not stored again, unless the element comes in parts.
        stored = min(course.overlapping, -(-(course.kernel - (not walk.parts)) // course.stride))
        running = Signal(stored * word_bits, name=f"{name}_running")
        values = [Signal(word_bits, name=f"{name}_value_{n}") for n in range(course.overlapping)]
        for window, value in enumerate(values):
            first = progress.first(window) & walk.first
            if window < stored:
                olds = _lanes(running[window * word_bits : (window + 1) * word_bits], lanes, kind)
                results = [Mux(first, x, self.combined(old, x)) for old, x in zip(olds, xs, strict=True)]
            else:
                results = xs
            for n, result in enumerate(results):
                m.d.comb += value[n * kind.bits : (n + 1) * kind.bits].eq(result)
        if stored:
            # The oldest window comes first in a word. The word for the next beat is read while this beat's is written;
            # where it is the same, what is written passes through.
            kept = Cat(*values) if len(values) == 1 else Mux(completes, Cat(*values[1:]), Cat(*values))
            write = (walk.accept & walk.used, walk.at, kept[: len(running)])
            passes = walk.parts and self.params.beats == 1
            words = _words(m, platform, f"{name}_words", walk.depth, write, walk.accept, walk.after, passes)
            m.d.comb += running.eq(words)

        draining = Signal(name=f"{name}_draining")
        m.d.comb += i.ready.eq(~completes | (free & ~draining))
        left = course.left_over
        payload: Value = values[0]
        if left:
            at, window = index(walk.depth, f"{name}_left_at"), index(left, f"{name}_left_window")
            after_at = Mux(draining & free, following(at, walk.depth - 1), at)
            write = (walk.accept & completes & progress.last, walk.at, Cat(*values[1 : left + 1]))
            words = _words(m, platform, f"{name}_left", walk.depth, write, Const(1), after_at, False)
            payload = Mux(draining, words.word_select(window, word_bits), values[0])
            m.d.sync += at.eq(after_at)
            with m.If(walk.accept & walk.end & progress.last):
                m.d.sync += draining.eq(1)
            with m.If(draining & free & (at == walk.depth - 1)):
                m.d.sync += window.eq(following(window, left - 1))
                with m.If(window == left - 1):
                    m.d.sync += draining.eq(0)
        with m.If(free):
            offered = draining | (walk.accept & completes)
            m.d.sync += o.valid.eq(offered)
            with m.If(offered):
                m.d.sync += o.payload.eq(payload)


def _lanes(payload: Value, lanes: int, kind: arith.Int) -> list[Value]:
    """The elements of a payload, with their sign."""
    bits = [payload[n * kind.bits : (n + 1) * kind.bits] for n in range(lanes)]
    return [x.as_signed() for x in bits] if kind.signed else bits


def _words(
    m: Module,
    platform: object,
    name: str,
    depth: int,
    write: tuple[Value, Value, Value],
    read: Value,
    read_at: Value,
    passes: bool,
) -> Value:
    """A memory with `write` (enable, address, data); what it holds at `read_at` a cycle after `read`.

    passes  a word that is read as it is written is the new one
    """
    enable, at, data = write
    if depth == 1:
        word = Signal(len(data), name=name)
        with m.If(enable):
            m.d.sync += word.eq(data)
        return word
    words = parts.add(m, platform, name, Ram, RamParams(len(data), depth))
    m.d.comb += [
        words.write.eq(enable),
        words.write_address.eq(at),
        words.write_data.eq(data),
        words.read.eq(read),
        words.read_address.eq(read_at),
    ]
    return passing(m, words) if passes else words.read_data
