"""`Pixels`: what the integers of an image mean to a network."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from hdlgen.arith import Int
from hdlgen.arith.integer import Ints
from hdlgen.errors import HdlgenError
from hdlgen.frontend.fit import Reals
from hdlgen.frontend.names import free_name
from hdlgen.frontend.operators import Affine, Grid, Quant, Real
from hdlgen.frontend.source import Node, Source
from hdlgen.spec.names import INPUT


@dataclass(frozen=True, eq=False)
class Pixels:
    """The network sees (k·scale − mean) / std of integers k of type `type`.

    mean, std  float64[channel]; None where nothing is subtracted and divided
    """

    type: Int
    scale: float
    mean: Reals | None = None
    std: Reals | None = None

    @classmethod
    def of(cls, source: Source, scale: float, mean: tuple[float, ...], std: tuple[float, ...]) -> Pixels:
        """Bytes, a step of which is `scale`; mean and std by channel, or one for all. Raises HdlgenError if not."""
        if not mean and not std:
            return cls(Int(8), scale)
        channels = source.in_shape[2]
        for option, values in (("--mean", mean), ("--std", std)):
            if len(values) not in (0, 1, channels):
                what = f"has {len(values)} numbers, and images have {channels} channels"
                raise HdlgenError(option, what, fix="give one for each channel, or one for all")
        if not all(value > 0 for value in std):
            raise HdlgenError("--std", f"must be above 0, not {', '.join(map(str, std))}")
        both = [np.broadcast_to(np.array(v or (d,), np.float64), channels) for v, d in ((mean, 0.0), (std, 1.0))]
        return cls(Int(8), scale, *both)

    @classmethod
    def quantized(cls, source: Source) -> Pixels:
        """The integers of the network's own first quantizer. Raises HdlgenError if images meet none."""
        grids = [node.op.grid for node in source.readers[INPUT] if isinstance(node.op, Quant)]
        same = {(float(g.scale[0]), g.lo, g.hi) for g in grids}
        if len(same) != 1 or len(grids) != len(source.readers[INPUT]):
            fix = "say what a step of a pixel means: --pixel 1/255"
            raise HdlgenError("--pixel", "is network, which does not quantize its images", fix=fix)
        ((scale, lo, hi),) = same
        return cls(Int.spanning(lo, hi), scale)

    @property
    def grid(self) -> Grid:
        """On which images lie."""
        return Grid(np.array([self.scale]), self.type.lo, self.type.hi)

    def shown(self, images: Ints) -> Real:
        """float32 of `images`, as the network was trained to see them."""
        x = images * self.scale
        if self.mean is not None and self.std is not None:
            x = (x - self.mean) / self.std
        return np.asarray(x, np.float32)

    def before(self, source: Source) -> Source:
        """`source` of images k·scale: with what is done to them in front of it."""
        if self.mean is None or self.std is None:
            return source
        name = free_name("normalize", [node.name for node in source.nodes])
        first = Node(name, Affine(1 / self.std, -self.mean / self.std), (INPUT,), "--mean, --std")
        nodes = (replace(n, inputs=tuple(name if i == INPUT else i for i in n.inputs)) for n in source.nodes)
        return replace(source, nodes=(first, *nodes))
