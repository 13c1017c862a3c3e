"""What flows between layers: the window or operator of a layer, and the signal behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never, overload

from hdlgen.arith import ArgMax, Concat, Int, MaxPool, Shape, Signal, SumPool, Transposed, Upsample, Window, by, mean
from hdlgen.errors import HdlgenError
from hdlgen.spec.models import (
    AddLayer,
    AnyLayer,
    ArgMaxLayer,
    AvgPoolLayer,
    ConcatLayer,
    ConvLayer,
    LinearLayer,
    MaxPoolLayer,
    PlainLayer,
    PoolLayer,
    ScaleLayer,
    TransposedLayer,
    UpsampleLayer,
)


def window_of(layer: ConvLayer | LinearLayer, shape: Shape) -> Window:
    """The window of a conv or linear layer on images of `shape`; HdlgenError when it does not fit."""
    if isinstance(layer, LinearLayer):
        return Window(*shape, kernel=shape[:2])
    return Window(*shape, layer.kernel, layer.stride, layer.padding, layer.dilation)


def transposed_of(layer: TransposedLayer, shape: Shape) -> Transposed:
    """What a transposed convolution does with images of `shape`; HdlgenError when it does not fit."""
    return Transposed(*shape, layer.kernel, layer.stride, layer.padding, layer.output_padding, layer.channels)


@overload
def pool_of(layer: MaxPoolLayer, shape: Shape) -> MaxPool: ...
@overload
def pool_of(layer: AvgPoolLayer, shape: Shape) -> SumPool: ...
def pool_of(layer: PoolLayer, shape: Shape) -> MaxPool | SumPool:
    """The windows of a pool on images of `shape`; HdlgenError when they do not fit."""
    kind = MaxPool if isinstance(layer, MaxPoolLayer) else SumPool
    kernel = shape[:2] if layer.kernel == "all" else layer.kernel
    return kind(*shape, kernel, layer.stride or kernel, layer.padding)


def operator_of(layer: PlainLayer, entering: Signal) -> tuple[MaxPool | Upsample | ArgMax, Int]:
    """What a layer without tensors is, and the type of its result; HdlgenError when `entering` does not fit it."""
    match layer:
        case MaxPoolLayer():
            return pool_of(layer, entering.shape), entering.type
        case UpsampleLayer():
            return Upsample(layer.factor), entering.type
        case ArgMaxLayer():
            op = ArgMax(entering.shape[2])
            return op, op.out
    assert_never(layer)


def after(layer: AnyLayer, signals: Sequence[Signal]) -> Signal:
    """What `layer` makes of `signals`; HdlgenError where a layer cannot be that of its inputs."""
    first = signals[0]
    match layer:
        case ConvLayer() | TransposedLayer() | LinearLayer():
            return Signal(_array(layer, first.shape), layer.out)
        case AvgPoolLayer():
            pool, out = pool_of(layer, first.shape), layer.out or first.type
            if not layer.requantize:
                mean(pool.elements, first.type, 1, out)  # refuses what no requantizer divides exactly
            return Signal((pool.out_height, pool.out_width, pool.channels), out)
        case AddLayer():
            _alike(layer, signals, 3, "give both one shape: a convolution of kernel 1 on one way, for example")
            return Signal(first.shape, layer.out)
        case ScaleLayer():
            (image, gates), wanted = layer.inputs, (1, 1, first.shape[2])
            if signals[1].shape != wanted:
                raise HdlgenError(
                    "inputs",
                    f"{image} gives {by(first.shape)} and {gates} gives {by(signals[1].shape)}, which is not one gate "
                    "for each channel",
                    fix=f"give it gates of {by(wanted)}: an avgpool of kernel all, then fully connected layers",
                )
            return Signal(first.shape, layer.out)
        case ConcatLayer():
            _alike(layer, signals, 2, "give all one plane: pool or upsample some of them")
            odd = next((n for n, s in enumerate(signals) if s.type != layer.out), None)
            if odd is not None and not layer.requantize:
                what = f"{layer.inputs[odd]} gives {signals[odd].type}, and the result is {layer.out}"
                raise HdlgenError("inputs", what, fix="write requantize: true and give the layer its tensors")
            return Signal(Concat(tuple(s.shape[2] for s in signals)).shape(*(s.shape for s in signals)), layer.out)
        case _:
            op, out = operator_of(layer, first)
            return Signal(op.shape(first.shape), out)


def _array(layer: ConvLayer | TransposedLayer | LinearLayer, shape: Shape) -> Shape:
    if not isinstance(layer, LinearLayer):
        for what, channels in (
            (f"{shape[2]} channels that enter", shape[2]),
            (f"{layer.channels} channels", layer.channels),
        ):
            if channels % layer.groups:
                raise HdlgenError("groups", f"{layer.groups} groups do not divide the {what}", fix="use a divisor")
    if isinstance(layer, TransposedLayer):
        size = transposed_of(layer, shape)
        return size.out_height, size.out_width, layer.outputs
    window = window_of(layer, shape)
    return window.out_height, window.out_width, layer.outputs


def _alike(layer: AddLayer | ConcatLayer, signals: Sequence[Signal], sizes: int, fix: str) -> None:
    """Raises HdlgenError unless the first `sizes` of the shapes of `signals` are the same."""
    if len({s.shape[:sizes] for s in signals}) > 1:
        given = [f"{name} gives {by(s.shape)}" for name, s in zip(layer.inputs, signals, strict=True)]
        raise HdlgenError("inputs", f"{', '.join(given[:-1])} and {given[-1]}", fix=fix)
