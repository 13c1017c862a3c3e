"""`BuiltLayer`: a layer as it was built, before pruning; and what such layers would use if nothing were pruned."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith import Int, Requant, Slices, Transposed, Window
from hdlgen.errors import HdlgenError, Mistake
from hdlgen.estimate.usage import StageUsage, Usage
from hdlgen.ir.graph import ArrayNode, Graph, InputNode
from hdlgen.mapping import map_graph
from hdlgen.mapping.hardware import Hardware


@dataclass(frozen=True)
class BuiltLayer:
    """A layer with weights, as the float network had it.

    name         as in the compressed network
    kind         conv, linear: a window of the whole image, or convtranspose, whose stride and padding are those of the
                 layer; on tiles its phases are channels of one convolution
    in_shape     rows, columns, channels of the image that enters
    kernel       rows, columns; those of the image if linear
    channels     of the output
    weight_bits  that its weights were quantized to, 2..8
    in_bits      that the activations which enter were quantized to, 1..8

    Raises HdlgenError if these are no layer.
    """

    name: str
    kind: Literal["conv", "linear", "convtranspose"]
    in_shape: tuple[int, int, int]
    kernel: tuple[int, int]
    stride: int
    padding: int
    channels: int
    weight_bits: int
    in_bits: int

    def __post_init__(self) -> None:
        if self.kind not in ("conv", "linear", "convtranspose"):
            raise HdlgenError(f"{self.name}.kind", f"must be conv, linear or convtranspose, not {self.kind!r}")
        if self.kind == "linear" and (self.kernel, self.stride, self.padding) != (self.in_shape[:2], 1, 0):
            raise HdlgenError(
                self.name, f"is linear, with a window of {self.kernel} on an image of {self.in_shape[:2]}"
            )
        if self.channels < 1:
            raise HdlgenError(f"{self.name}.channels", f"must be at least 1, not {self.channels}")
        if not 1 <= self.in_bits <= 8:
            raise HdlgenError(f"{self.name}.in_bits", f"must lie in 1..8, not {self.in_bits}")
        Slices(self.weight_bits, 1)
        assert self.window.positions, "a window that fits its image has a position"

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> BuiltLayer:
        """From plain data, such as `dataclasses.asdict` gives; lists stand for tuples. Raises HdlgenError."""
        names = {f.name for f in fields(cls)}
        if set(plain) != names:
            where = f"built layer {plain.get('name', '?')}"
            raise HdlgenError.of(
                [Mistake(where, f"lacks {n}") for n in sorted(names - set(plain))]
                + [Mistake(where, f"{n} is not known") for n in sorted(set(plain) - names)]
            )
        values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in plain.items()}
        return cls(**values)

    @property
    def window(self) -> Window:
        """Which inputs an output position sees; of a convtranspose a position of all phases."""
        if self.kind == "convtranspose":
            return self._transposed.window
        return Window(*self.in_shape, self.kernel, (self.stride, self.stride), (self.padding,) * 4)

    @property
    def weights(self) -> int:
        """Taps × channels."""
        taps = self.kernel[0] * self.kernel[1] * self.in_shape[2]
        return taps * self.channels

    @property
    def columns(self) -> int:
        """Channels on tiles: those of all phases of a convtranspose."""
        return self.channels * (self.stride**2 if self.kind == "convtranspose" else 1)

    @property
    def levels(self) -> NDArray[np.bool_]:
        """bool[tap, column]: where the layer on tiles has a weight."""
        if self.kind != "convtranspose":
            return np.ones((self.window.taps, self.channels), np.bool_)
        whole = np.ones((*self.kernel, self.in_shape[2], self.channels), np.int8)
        return self._transposed.phases(whole).reshape(self.window.taps, -1) > 0

    @property
    def _transposed(self) -> Transposed:
        stride, sides = (self.stride, self.stride), (self.padding,) * 4
        return Transposed(*self.in_shape, self.kernel, stride, sides, (0, 0), self.channels)


def dense_usage(layers: Sequence[BuiltLayer], hardware: Hardware) -> Usage:
    """What `layers` use on tiles as `hardware` says if no weight is zero; there are as many tiles as it takes.

    layers  the first one reads the image that enters the network

    Each layer is mapped by itself, by the same rules as a compressed network, so layers may branch and join. The cycles
    are those of the slowest layer, or of the image at one channel a cycle.
    """
    stages = tuple(_usage(layer, replace(hardware, tile_budget=0)) for layer in layers)
    return Usage(stages, max(int(np.prod(layers[0].in_shape)), *(s.cycles for s in stages)))


def _usage(layer: BuiltLayer, hardware: Hardware) -> StageUsage:
    in_type, out = Int(layer.in_bits), Int(8, signed=True)
    largest = Slices(layer.weight_bits, hardware.cell_bits).w_max  # no slice of it is zero
    weights = np.where(layer.levels, largest, 0).astype(np.int8)
    requant = Requant((1,) * layer.columns, (0,) * layer.columns, 0, out.lo, out.hi)
    graph = Graph(
        layer.name,
        (
            InputNode("x", layer.in_shape, in_type),
            ArrayNode(layer.name, ("x",), layer.window, in_type, weights, layer.weight_bits, requant, None, out),
        ),
    )
    (stage,) = map_graph(graph, hardware, queued=False).array_stages
    return StageUsage.of(stage, hardware)
