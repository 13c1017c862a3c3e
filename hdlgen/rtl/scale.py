"""`Scale`: the channels of an image, each times a gate of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from amaranth import Cat, Module, Mux, Signal, Value, signed
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out

from hdlgen import arith
from hdlgen.arith.rows import Row, rescale_row
from hdlgen.errors import HdlgenError
from hdlgen.rtl import parts
from hdlgen.rtl.counting import following, index
from hdlgen.rtl.elements import between, clipped, element, shape
from hdlgen.rtl.pipeline import beats
from hdlgen.rtl.ram import Ram, RamParams
from hdlgen.rtl.rescale import MOST_BITS, loaded_row, loading


@dataclass(frozen=True)
class ScaleParams:
    """What is multiplied, in which beats.

    scale      the product
    positions  pixels of an image
    channels   of a pixel
    lanes      channels a beat, of all streams
    out        type of a result
    loaded     whether multiplier, shift and clip are loaded; those of `scale` are nothing then
    """

    scale: arith.Scale
    positions: int
    channels: int
    lanes: int
    out: arith.Int
    loaded: bool = False

    def __post_init__(self) -> None:
        for name in ("positions", "channels", "lanes"):
            if getattr(self, name) < 1:
                raise HdlgenError(f"scale.{name}", f"must be at least 1, not {getattr(self, name)}")
        if self.scale.lo < self.out.lo or self.scale.hi > self.out.hi:
            raise HdlgenError("scale.out", f"{self.out} does not hold {self.scale.lo}..{self.scale.hi}")

    @property
    def beats(self) -> int:
        """Beats of a pixel, and of an image's gates."""
        return -(-self.channels // self.lanes)

    @property
    def row(self) -> Row:
        """Of the table, if there is one."""
        return rescale_row(1, self.out)


class Scale(wiring.Component):
    """Hardware form of `arith.Scale.apply`: fetch | times gate | times multiplier, shift, clip.

    Latency three cycles, one beat a cycle. The gates of an image come before its pixels can; those of the next one have
    a bank of their own, so that images follow one another without a gap. Pixels go through a `pipeline`.

    Members
    -------
    i_0 : In(stream)   The image, `lanes` elements a beat. Surplus lanes are ignored.
    i_1 : In(stream)   The gates, alike, one pixel an image. `i_1.ready` is a function of registers alone.
    o : Out(stream)    `lanes` results of type `out`. Surplus lanes are 0.
    load, fault        As `rtl.rescale.loading`, where constants are loaded.
    """

    def __init__(self, params: ScaleParams) -> None:
        self.params = params
        inputs = {
            f"i_{n}": In(stream.Signature(params.lanes * kind.bits)) for n, kind in enumerate(params.scale.operands)
        }
        loaded = loading(params.row) if params.loaded else {}
        super().__init__({**inputs, "o": Out(stream.Signature(params.lanes * params.out.bits)), **loaded})

    def elaborate(self, platform: object) -> Module:
        m = Module()
        p, scale = self.params, self.params.scale
        kind, gate_kind = scale.operands

        gates = parts.add(m, platform, "gates", Ram, RamParams(p.lanes * gate_kind.bits, 2 * p.beats))
        loading = index(2 * p.beats, "loading")
        at = index(2 * p.beats, "at")
        loaded = index(3, "loaded")  # banks that hold all gates of an image
        beat, position = index(p.beats, "beat"), index(p.positions, "position")
        pixel_ends, image_ends, gates_end = (Signal(name=name) for name in ("pixel_ends", "image_ends", "gates_end"))
        gated = stream.Signature(0).create(path=("gated",))
        (fetch, _), (multiply, _), (clip, clips) = beats(m, gated, self.o, 3)
        accept = gated.valid & gated.ready
        m.d.comb += [
            gated.valid.eq(self.i_0.valid & (loaded != 0)),
            self.i_0.ready.eq(fetch & (loaded != 0)),
            self.i_1.ready.eq(loaded != 2),
            pixel_ends.eq(accept & (beat == p.beats - 1)),
            image_ends.eq(pixel_ends & (position == p.positions - 1)),
            gates.write_address.eq(loading),
            gates.write_data.eq(self.i_1.payload),
            gates.write.eq(self.i_1.valid & self.i_1.ready),
            gates_end.eq(gates.write & ((loading == p.beats - 1) | (loading == 2 * p.beats - 1))),
            gates.read_address.eq(at),
            gates.read.eq(fetch),
        ]
        with m.If(gates.write):
            m.d.sync += loading.eq(following(loading, 2 * p.beats - 1))
        with m.If(gates_end & ~image_ends):
            m.d.sync += loaded.eq((loaded + 1)[: len(loaded)])
        with m.Elif(image_ends & ~gates_end):
            m.d.sync += loaded.eq((loaded - 1)[: len(loaded)])
        with m.If(accept):
            m.d.sync += [beat.eq(following(beat, p.beats - 1)), at.eq(following(at, 2 * p.beats - 1))]
        with m.If(pixel_ends):
            m.d.sync += position.eq(following(position, p.positions - 1))
            with m.If(~image_ends):
                m.d.sync += at.eq((at - (p.beats - 1))[: len(at)])

        held = Signal(p.lanes * kind.bits)
        last = Signal(2)
        with m.If(fetch):
            m.d.sync += [held.eq(self.i_0.payload), last[0].eq(beat == p.beats - 1)]
        with m.If(multiply):
            m.d.sync += last[1].eq(last[0])

        # Lanes behind the channels of a pixel's last beat are 0.
        whole = p.channels - (p.beats - 1) * p.lanes
        row: Any = loaded_row(m, platform, self, p.row, clip & clips) if p.loaded else None
        results: list[Value] = []
        for lane in range(min(p.lanes, p.channels)):
            product = Signal(shape(scale.product), name=f"product_{lane}")
            total = Signal(signed(MOST_BITS) if p.loaded else shape(scale.acc), name=f"total_{lane}")
            y = Signal(shape(p.out), name=f"y_{lane}")
            if p.loaded:
                m.d.comb += total.eq(product * row.multiplier_0 + row.half)
                result = between(total, row, p.out)
            else:
                m.d.comb += total.eq(product * scale.multiplier + scale.half)
                result = clipped(total, scale.acc, scale.shift, scale.lo, scale.hi)
            with m.If(multiply):
                m.d.sync += product.eq(element(held, lane, kind) * element(gates.read_data, lane, gate_kind))
            with m.If(clip):
                m.d.sync += y.eq(Mux(last[1], 0, result) if lane >= whole else result)
            results.append(y)
        m.d.comb += self.o.payload.eq(Cat(*results))
        return m
