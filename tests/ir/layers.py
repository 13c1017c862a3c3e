"""Layers, and what `lower` reads of a file that has them."""

from types import SimpleNamespace

import numpy as np

from hdlgen.arith import Int
from hdlgen.spec import AvgPoolLayer, ConvLayer, LinearLayer, MaxPoolLayer
from hdlgen.spec.models import TransposedLayer


def network(rng, shape, layers, outputs=None):
    """What `lower` reads of a NetworkFile, with random tensors for layers that follow one another."""
    tensors = {}
    h, w, c = shape
    for layer in layers:
        if isinstance(layer, ConvLayer):
            size = (layer.channels, c // layer.groups, *layer.kernel)
            top, left, bottom, right = layer.padding
            (sy, sx), (ky, kx), (dy, dx) = layer.stride, layer.kernel, layer.dilation
            h, w = (h + top + bottom - dy * (ky - 1) - 1) // sy + 1, (w + left + right - dx * (kx - 1) - 1) // sx + 1
            c = layer.channels
        elif isinstance(layer, TransposedLayer):
            size = (c, layer.channels // layer.groups, *layer.kernel)
            c = layer.channels
        elif isinstance(layer, LinearLayer):
            size = (layer.features, c * h * w)
            h, w, c = 1, 1, layer.features
        else:
            if isinstance(layer, MaxPoolLayer | AvgPoolLayer):
                h, w = (1, 1) if layer.kernel == "all" else (h // layer.kernel[0], w // layer.kernel[1])
            continue
        tensors[f"{layer.name}.weight"] = rng.integers(-7, 8, size).astype(np.int8)
        tensors[f"{layer.name}.multiplier"] = rng.integers(1, 50, c).astype(np.int32)
        tensors[f"{layer.name}.bias"] = rng.integers(-500, 500, c)
        tensors[f"{layer.name}.shift"] = np.array([9], np.int32)
    image = SimpleNamespace(shape=shape, type=Int(4))
    described = SimpleNamespace(input=image, layers=tuple(layers), outputs=outputs)
    return SimpleNamespace(name="net", weights=tensors, network=described)


def conv(name="c", **more):
    return ConvLayer(
        **{
            "name": name,
            "type": "conv",
            "channels": 3,
            "kernel": 3,
            "weight_bits": 4,
            "activation": "relu",
            "out": "uint4",
        }
        | more
    )


def linear(name="f", **more):
    return LinearLayer(**{"name": name, "type": "linear", "features": 5, "weight_bits": 4, "out": "int8"} | more)
