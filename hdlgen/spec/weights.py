"""Tensors of a network: read from safetensors, never unpickled, and checked against the layers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from hdlgen_sim import files
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open

from hdlgen.arith import Int, Shape, Signal, Slices
from hdlgen.arith.requant import PRODUCT_BITS, SHIFT_MAX
from hdlgen.arith.rescale import MULTIPLIER_BITS
from hdlgen.errors import Mistake
from hdlgen.spec.models import (
    AnyLayer,
    ArrayLayer,
    AvgPoolLayer,
    ConcatLayer,
    ConvLayer,
    JoinLayer,
    ScaleLayer,
    TransposedLayer,
)
from hdlgen.spec.parts import suggestion

DTYPES = {"weight": "I8", "multiplier": "I32", "bias": "I64", "shift": "I32"}
ARRAY_TENSORS = ("weight", "multiplier", "bias", "shift")
"""Tensors of a conv or linear layer."""
POOL_TENSORS = ("multiplier", "bias", "shift")
"""Tensors of an average pool that requantizes."""
JOIN_TENSORS = ("multiplier", "shift")
"""Tensors of an add, a scale, a concat that requantizes: multipliers, one shift."""
WORDS = {"I8": "int8", "I32": "int32", "I64": "int64"}
FILE_BYTES = 1 << 31
"""Of the file; ResNet-152 takes 6·10^7."""
JOIN_MULTIPLIER = (1 << MULTIPLIER_BITS) - 1
"""Largest |m| of a join."""
PEAK_ROWS = 128
"""Rows of weights that are added at a time: 128 · 128 fits 16 bits, which is ten times as fast as 64."""
WEIGHTS = "network.weights"
"""Where a mistake of the whole file is."""

Tensors = dict[str, NDArray[np.integer]]
Sizes = tuple[int | None, ...]
"""None is a size that nothing says."""


@dataclass(frozen=True)
class Wanted:
    """A layer whose tensors must be there, and what enters it (None when that is not known)."""

    layer: AnyLayer
    signal: Signal | None

    @property
    def grouped(self) -> bool:
        """Whether the layer's groups divide its channels, as far as these are known; if not, the layer is refused."""
        if not isinstance(self.layer, ConvLayer | TransposedLayer):
            return True
        entering = self.signal.shape[2] if self.signal else 0
        return entering % self.layer.groups == self.layer.outputs % self.layer.groups == 0

    def shape(self, kind: str) -> Sizes:
        """Shape of the tensor NAME.kind."""
        if kind == "shift":
            return (1,)
        layer = self.layer
        if isinstance(layer, JoinLayer):
            return (1 if isinstance(layer, ScaleLayer) else len(layer.inputs),)
        shape: Shape | None = self.signal.shape if self.signal else None
        if isinstance(layer, AvgPoolLayer):
            return (shape[2] if shape else None,)
        assert isinstance(layer, ArrayLayer), "no other layer has tensors"
        if kind != "weight":
            return (layer.outputs,)
        if isinstance(layer, ConvLayer):
            of_group = shape[2] // layer.groups if shape and self.grouped else None
            return (layer.outputs, of_group, *layer.kernel)
        if isinstance(layer, TransposedLayer):
            of_group = layer.outputs // layer.groups if self.grouped else None
            return (shape[2] if shape else None, of_group, *layer.kernel)
        return (layer.outputs, shape[0] * shape[1] * shape[2] if shape else None)


def kinds(layer: AnyLayer) -> tuple[str, ...]:
    """What a layer has tensors of."""
    if isinstance(layer, ArrayLayer):
        return ARRAY_TENSORS
    if isinstance(layer, AvgPoolLayer):
        return POOL_TENSORS if layer.requantize else ()
    joins = isinstance(layer, JoinLayer) and not (isinstance(layer, ConcatLayer) and not layer.requantize)
    return JOIN_TENSORS if joins else ()


def read(path: Path, wanted: Sequence[Wanted], names: Sequence[str]) -> tuple[Tensors, list[Mistake]]:
    """The tensors of `path` that are right, read-only, and every mistake of the file.

    names  of the tensors of all layers, those included that cannot be checked
    """
    tensors: Tensors = {}
    mistakes: list[Mistake] = []
    try:
        files.opened(path, FILE_BYTES).close()
    except OSError as e:
        what = f"cannot read {str(path)!r}: {e.strerror or e}"
        return {}, [Mistake(WEIGHTS, what, "give the path of a safetensors file")]
    try:
        with safe_open(path, framework="numpy") as f:
            present = list(f.keys())
            mistakes += (
                Mistake(n, "belongs to no layer", suggestion(n, names), str(path)) for n in present if n not in names
            )
            for w in wanted:
                for kind in kinds(w.layer):
                    name, dtype = f"{w.layer.name}.{kind}", DTYPES[kind]
                    if name not in present:
                        fix = f"store it as {WORDS[dtype]}{_sizes(w.shape(kind))}"
                        mistakes.append(Mistake(name, "is missing", fix, str(path)))
                        continue
                    info = f.get_slice(name)
                    fault = _form(info.get_dtype(), tuple(info.get_shape()), dtype, w.shape(kind))
                    if fault:
                        mistakes.append(Mistake(name, *fault, str(path)))
                        continue
                    tensors[name] = f.get_tensor(name)
                    tensors[name].setflags(write=False)
    except (SafetensorError, OSError) as e:
        return {}, [
            Mistake(WEIGHTS, f"{str(path)!r} is no safetensors file: {e}", "write it with safetensors.numpy.save_file")
        ]
    for w in wanted:
        mistakes += (Mistake(name, what, fix, str(path)) for name, what, fix in _values(w, tensors))
    return tensors, mistakes


def _sizes(shape: Sizes) -> str:
    return "[" + ", ".join("?" if n is None else str(n) for n in shape) + "]"


def _form(dtype: str, shape: tuple[int, ...], right: str, sizes: Sizes) -> tuple[str, str] | None:
    """What is wrong with a tensor's type or shape, and how to mend it."""
    if dtype != right:
        return f"is {dtype}, not {right} ({WORDS[right]})", f"convert it to {WORDS[right]}"
    if len(shape) != len(sizes) or any(r not in (None, n) for n, r in zip(shape, sizes, strict=True)):
        return f"has shape {_sizes(shape)}, not {_sizes(sizes)}", "store it in PyTorch's layout, or mend the layer"
    return None


def _values(w: Wanted, tensors: Mapping[str, NDArray[np.integer]]) -> Iterator[tuple[str, str, str]]:
    """Name, what and fix of every tensor of a layer whose values are out of range."""
    name, layer = w.layer.name, w.layer
    weight, m, b, n = (tensors.get(f"{name}.{kind}") for kind in ARRAY_TENSORS)
    fault = _shift(n) if n is not None else None
    if fault:
        yield f"{name}.shift", *fault
    if isinstance(layer, JoinLayer):
        if m is not None and (wrong := np.abs(m.astype(np.int64)) > JOIN_MULTIPLIER).any():
            what = f"must lie in −{JOIN_MULTIPLIER}..{JOIN_MULTIPLIER}, not {int(m[wrong][0])}"
            yield f"{name}.multiplier", what, "scale the multipliers down and lower the shift"
        return
    if isinstance(layer, ArrayLayer) and weight is not None:
        w_max = Slices(layer.weight_bits, 1).w_max
        if (wrong := (weight > w_max) | (weight < -w_max)).any():
            yield (
                f"{name}.weight",
                f"{int(wrong.sum())} of {weight.size} weights lie outside −{w_max}..{w_max} "
                f"(weight_bits {layer.weight_bits}), the first is {int(weight[wrong][0])}",
                "quantize again or raise weight_bits",
            )
    if m is not None and (m == -(1 << 31)).any():
        yield f"{name}.multiplier", "must lie above −2^31", "use −2^31 + 1"
    taps = _taps(w, weight)
    if taps is None or m is None or b is None or n is None or w.signal is None or fault:
        return
    peaks = peak(taps, m.tolist(), b.tolist(), int(n[0]), w.signal.type)
    worst = max(range(len(peaks)), key=peaks.__getitem__)
    if peaks[worst] >= 1 << PRODUCT_BITS:
        yield (
            f"{name}.multiplier",
            f"channel {worst}: accumulator·m + b reaches {peaks[worst]}, 2^{PRODUCT_BITS} or more",
            "scale multiplier and bias down and lower the shift",
        )


def _taps(w: Wanted, weight: NDArray[np.integer] | None) -> NDArray[np.integer] | None:
    """[tap, channel]: what a layer with a requantizer multiplies by, as far as it is known; a pool by 1."""
    if isinstance(w.layer, AvgPoolLayer) and w.signal:
        rows, columns, channels = w.signal.shape
        kernel = (rows, columns) if w.layer.kernel == "all" else w.layer.kernel
        return np.ones((kernel[0] * kernel[1], channels), np.int8)
    return taps_of(w.layer, weight) if isinstance(w.layer, ArrayLayer) and weight is not None and w.grouped else None


def taps_of(layer: ArrayLayer, weight: NDArray[np.integer]) -> NDArray[np.integer]:
    """[tap, output channel] of the tensor of `layer`: all that a channel is ever multiplied by."""
    if not isinstance(layer, TransposedLayer):
        return weight.reshape(len(weight), -1).T
    each = weight.reshape(layer.groups, -1, layer.outputs // layer.groups, *layer.kernel)
    return each.transpose(1, 3, 4, 0, 2).reshape(-1, layer.outputs)


def _shift(n: NDArray[np.integer]) -> tuple[str, str] | None:
    """What is wrong with a shift, and how to mend it."""
    if 0 <= int(n[0]) <= SHIFT_MAX:
        return None
    return f"must lie in 0..{SHIFT_MAX}, not {int(n[0])}", "scale the multipliers"


def peak(
    weights: NDArray[np.integer], multiplier: Sequence[int], bias: Sequence[int], shift: int, act: Int
) -> list[int]:
    """Bound of |acc·m + b + half| for each channel, for any activations of type `act`.

    weights  [tap, channel], |w| ≤ 128
    """
    sums = np.zeros(weights.shape[1], np.int64)
    for start in range(0, len(weights), PEAK_ROWS):
        sums += np.abs(weights[start : start + PEAK_ROWS].astype(np.int16)).sum(axis=0, dtype=np.int16)
    sums *= max(-act.lo, act.hi)
    half = (1 << shift) >> 1
    return [int(s) * abs(m) + abs(b) + half for s, m, b in zip(sums, multiplier, bias, strict=True)]
