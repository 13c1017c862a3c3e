"""What flows between layers: the window or pool of a layer, and the signal behind it."""

from __future__ import annotations

from dataclasses import dataclass

from hdlgen.arith import Int, MaxPool, SumPool, Window
from hdlgen.spec.models import AnyLayer, ArrayLayer, AvgPoolLayer, ConvLayer, LinearLayer, MaxPoolLayer

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
    return Window(*shape, kernel=layer.kernel, stride=layer.stride, padding=layer.padding)


def after(layer: AnyLayer, signal: Signal) -> Signal:
    """What `layer` makes of `signal`; HdlgenError when kernel or padding do not fit the image."""
    if isinstance(layer, ConvLayer | LinearLayer):
        window = window_of(layer, signal.shape)
        return Signal((window.out_height, window.out_width, layer.outputs), layer.out)
    assert isinstance(layer, MaxPoolLayer | AvgPoolLayer)
    kind = MaxPool if isinstance(layer, MaxPoolLayer) else SumPool
    pool = kind(*signal.shape, kernel=layer.kernel)
    out = layer.out if isinstance(layer, AvgPoolLayer) and layer.out else signal.type
    return Signal((pool.out_height, pool.out_width, pool.channels), out)
