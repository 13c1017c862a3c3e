"""What `MaxPool` and `SumPool` have in common: a running value for each square of the row at hand."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass

from amaranth import Cat, Module, Mux, Signal, Value
from amaranth.lib import memory, stream, wiring
from amaranth.lib.wiring import In, Out

from hdlgen import arith
from hdlgen.errors import HdlgenError
from hdlgen.rtl.counting import following, index


@dataclass(frozen=True)
class PoolParams:
    """pool: the squares; lanes: channels a beat; type: of an input element."""

    pool: arith.MaxPool | arith.SumPool
    lanes: int
    type: arith.Int

    def __post_init__(self) -> None:
        if self.lanes < 1:
            raise HdlgenError("pool.lanes", f"must be at least 1, not {self.lanes}")

    @property
    def beats(self) -> int:
        """Beats of a pixel."""
        return -(-self.pool.channels // self.lanes)

    @property
    def out(self) -> arith.Int:
        """Type of a result: the input's for a maximum, one that holds every sum for a sum."""
        if isinstance(self.pool, arith.MaxPool):
            return self.type
        elements = self.pool.elements
        return arith.Int.spanning(self.type.lo * elements, self.type.hi * elements)


class PoolUnit(wiring.Component):
    """One beat a cycle in; latency from a square's last beat to its result one cycle.

    Surplus lanes stay 0. `i.ready` follows `o.ready` in the same cycle.

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
        """The running value after `x`, both of the right sign and type `out`."""

    def elaborate(self, platform: object) -> Module:
        m = Module()
        p, pool, bits = self.params, self.params.pool, self.params.out.bits
        kernel = pool.kernel[0]
        squares_end = pool.out_width * kernel - 1  # the last column and row that are not dropped
        squares_bottom = pool.out_height * kernel - 1

        beat = index(p.beats, "beat")
        column, row = index(pool.width, "column"), index(pool.height, "row")
        x_in, y_in = index(kernel, "x_in_square"), index(kernel, "y_in_square")
        column_used, used = Signal(), Signal()
        accept, first, last, next_pixel = Signal(), Signal(), Signal(), Signal()
        m.d.comb += [
            self.i.ready.eq(~self.o.valid | self.o.ready),
            accept.eq(self.i.valid & self.i.ready),
            next_pixel.eq(accept & (beat == p.beats - 1)),
            column_used.eq(column <= squares_end if squares_end < pool.width - 1 else 1),
            used.eq(column_used & (row <= squares_bottom if squares_bottom < pool.height - 1 else 1)),
            first.eq((x_in == 0) & (y_in == 0)),
            last.eq((x_in == kernel - 1) & (y_in == kernel - 1) & used),
        ]
        with m.If(accept):
            m.d.sync += beat.eq(following(beat, p.beats - 1))
        with m.If(next_pixel):
            m.d.sync += [column.eq(following(column, pool.width - 1)), x_in.eq(following(x_in, kernel - 1))]
            with m.If(column == pool.width - 1):
                m.d.sync += [
                    row.eq(following(row, pool.height - 1)),
                    y_in.eq(following(y_in, kernel - 1)),
                    x_in.eq(0),
                ]
                with m.If(row == pool.height - 1):
                    m.d.sync += y_in.eq(0)

        # Running values of a row of squares. The one for the next beat is read while this beat's is written; where it
        # is the same, what is written passes through.
        depth = pool.out_width * p.beats
        m.submodules.running = store = memory.Memory(shape=p.lanes * bits, depth=max(2, depth), init=[])
        write = store.write_port()
        read = store.read_port(transparent_for=(write,) if p.beats == 1 else ())
        at = Signal.like(write.addr, name="at")
        after = Signal.like(write.addr, name="after")
        m.d.comb += after.eq(at)
        with m.If(accept):
            with m.If(~column_used | (next_pixel & (column == squares_end))):
                m.d.comb += after.eq(0)
            with m.Elif(next_pixel & (x_in != kernel - 1)):
                m.d.comb += after.eq((at - (p.beats - 1))[: len(at)])
            with m.Else():
                m.d.comb += after.eq((at + 1)[: len(at)])
        m.d.sync += at.eq(after)

        results = []
        for n in range(p.lanes):
            x = self.i.payload[n * p.type.bits : (n + 1) * p.type.bits]
            running = read.data[n * bits : (n + 1) * bits]
            value = Signal(bits, name=f"value_{n}")
            if p.type.signed:
                x, running = x.as_signed(), running.as_signed()
            m.d.comb += value.eq(Mux(first, x, self.combined(running, x)))
            results.append(value)
        m.d.comb += [
            write.addr.eq(at),
            write.data.eq(Cat(*results)),
            write.en.eq(accept & used),
            read.addr.eq(after),
            read.en.eq(accept),
        ]
        with m.If(self.i.ready):
            m.d.sync += self.o.valid.eq(self.i.valid & last)
            with m.If(self.i.valid & last):
                m.d.sync += self.o.payload.eq(Cat(*results))
        return m
