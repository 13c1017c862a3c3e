"""What flows between layers: the window or pool of a layer, and the signal behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hdlgen.arith import Int, MaxPool, SumPool, Window, mean
from hdlgen.errors import HdlgenError
from hdlgen.spec.models import AddLayer, AnyLayer, ArrayLayer, AvgPoolLayer, ConvLayer, LinearLayer, MaxPoolLayer

Shape = tuple[int, int, int]


@dataclass(frozen=True)
class Signal:
    """Images of `shape` (rows, columns, channels) whose elements have type `type`."""

    shape: Shape
    type: Int


def window_of(layer: ArrayLayer, shape: Shape) -> Window:
    """The window of a conv or linear layer on images of `shape`; HdlgenError when it does not fit."""
    if isinstance(layer, LinearLayer):
        return Window(*shape, kernel=shape[:2])
    return Window(*shape, layer.kernel, layer.stride, layer.padding, layer.dilation)


def pool_of(layer: MaxPoolLayer | AvgPoolLayer, shape: Shape) -> MaxPool | SumPool:
    """The windows of a pool on images of `shape`; HdlgenError when they do not fit."""
    kind = MaxPool if isinstance(layer, MaxPoolLayer) else SumPool
    return kind(*shape, layer.kernel, layer.stride or layer.kernel, layer.padding)


def by(shape: tuple[int, ...]) -> str:
    """A shape for a message: 4×4×16."""
    return "×".join(map(str, shape))


def after(layer: AnyLayer, signals: Sequence[Signal]) -> Signal:
    """What `layer` makes of `signals`; HdlgenError where a layer cannot be that of its inputs."""
    if isinstance(layer, AddLayer):
        (one, other), (a, b) = layer.inputs, signals
        if a.shape != b.shape:
            raise HdlgenError(
                "inputs",
                f"{one} gives {by(a.shape)} and {other} gives {by(b.shape)}",
                fix="give both one shape: a convolution of kernel 1 on one way, for example",
            )
        return Signal(a.shape, layer.out)
    (signal,) = signals
    if isinstance(layer, ConvLayer | LinearLayer):
        window = window_of(layer, signal.shape)
        return Signal((window.out_height, window.out_width, layer.outputs), layer.out)
    assert isinstance(layer, MaxPoolLayer | AvgPoolLayer)
    pool = pool_of(layer, signal.shape)
    out = signal.type
    if isinstance(layer, AvgPoolLayer):
        out = layer.out or out
        mean(pool.elements, signal.type, 1, out)  # refuses what no requantizer divides exactly
    return Signal((pool.out_height, pool.out_width, pool.channels), out)
