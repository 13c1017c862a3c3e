"""`integers`: a quantized `Source` as the layers and tensors of a network file, with the same meaning.

A value on a grid, k·scale, is one that hardware has: the integer k. What a layer makes of such values is real until the
author's next quantizer; its requantizer does in one step what lies between (`fit`): bias, batch norm, clip, rounding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, assert_never

import numpy as np

from hdlgen.arith import Int
from hdlgen.errors import Mistake, SpecError
from hdlgen.frontend.fit import Reals
from hdlgen.frontend.layers import WIDEST, described, sums, weight_bits, weights_of
from hdlgen.frontend.made import Bounds, Fixed, Join, Made, Plain, RefusedError, Summed
from hdlgen.frontend.operators import (
    Add,
    Affine,
    ArgMax,
    Average,
    Clip,
    Concat,
    Conv,
    ConvTransposed,
    Function,
    Grid,
    Linear,
    MaxPool,
    Quant,
    Scale,
    Upsample,
    Weighted,
)
from hdlgen.frontend.source import Node, Source
from hdlgen.spec.names import INPUT
from hdlgen.spec.writer import Layers, Tensors

QUANTIZE = "put a quantizer there, or give the float network and --bits"


@dataclass(frozen=True, eq=False)
class Open:
    """What `node` makes of values on grids, before a quantizer: clip(Σ·gain + offset, lo, hi), then `behind`.

    node     a layer; or the first of what stands alone between two quantizers
    gain     float64[channel] of what a layer sums, float64[operand] of a sum, a product or a concat
    offset   float64[channel]
    behind   pools and upsamplings: they choose among results, and may as well choose among quantized ones
    """

    node: Node
    operands: tuple[Fixed, ...]
    gain: Reals
    offset: Reals
    lo: float = -np.inf
    hi: float = np.inf
    behind: tuple[Node, ...] = ()


@dataclass(frozen=True, eq=False)
class Curve:
    """A function of the integers that a layer gives: float64[integer], from the least one on.

    name  of the layer, or of what chooses among its results
    """

    layer: Summed
    name: str
    values: Reals
    behind: tuple[Node, ...] = ()


Value = Fixed | Open | Curve


@dataclass(frozen=True)
class Result:
    """What leaves the network.

    label   what its author calls it
    layer   that gives it
    scale   what a step means
    """

    label: str
    layer: str
    scale: float


@dataclass(frozen=True, eq=False)
class Imported:
    """What stands in a network file.

    pixel  type of the image's elements
    wrong  of layers that do not round as the author's quantizers: how many of how many inputs give another integer
    halves  those of them where these are halves that the author rounds to the even number, and hardware up
    """

    layers: Layers
    tensors: Tensors
    pixel: Int
    results: tuple[Result, ...]
    wrong: dict[str, tuple[int, int]]
    halves: frozenset[str]


def integers(source: Source, image: Grid) -> Imported:
    """The layers of `source`, whose images lie on the grid `image`. Raises SpecError with all that cannot be taken."""
    return _Lowering(source, image).run()


def _multiple(value: Value) -> tuple[Value, float]:
    """A value of a sum as one on a grid, and what its integers are multiplied by; itself if it is no such multiple."""
    if isinstance(value, Fixed):
        return value, value.scale
    if not isinstance(value, Open) or not isinstance(value.node.op, Affine) or value.behind or value.offset.any():
        return value, 0.0
    if (value.gain != value.gain[0]).any() or (value.lo, value.hi) != (-np.inf, np.inf):
        return value, 0.0
    return value.operands[0], float(value.gain[0])


@dataclass
class _Lowering:
    source: Source
    image: Grid
    values: dict[str, Value] = field(default_factory=dict)
    made: dict[str, Made] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)
    given: dict[str, tuple[tuple[object, ...], Bounds, Fixed]] = field(default_factory=dict)

    def run(self) -> Imported:
        self.values[INPUT] = Fixed(INPUT, float(self.image.scale[0]), self.image.lo, self.image.hi)
        for node in self.source.nodes:
            if all(name in self.values for name in node.inputs):  # else behind a mistake
                try:
                    self.values[node.name] = self._value(node, [self.values[name] for name in node.inputs])
                except RefusedError as refused:
                    self.mistakes.append(Mistake(node.where, refused.what, refused.fix))
        results = [self._result(*output) for output in zip(self.source.outputs, self.source.labels, strict=True)]
        layers, tensors, wrong, halves = self._finished()
        if not layers and not self.mistakes:
            self.mistakes.append(Mistake("network", "has no layer", "give a network that computes something"))
        if self.mistakes:
            raise SpecError.of(self.mistakes)
        pixel = Int.spanning(self.image.lo, self.image.hi)
        return Imported(layers, tensors, pixel, tuple(r for r in results if r), wrong, frozenset(halves))

    def _result(self, name: str, label: str) -> Result | None:
        value = self.values.get(name)
        if isinstance(value, Fixed) and value.layer == INPUT:
            self.mistakes.append(Mistake(f"result {label}", "is the image itself", "leave it out"))
            return None
        if isinstance(value, Fixed):
            return Result(label, value.layer, value.scale)
        if value:
            fix = "end with a quantizer, or give images with --data, from which hdlgen finds one"
            self.mistakes.append(Mistake(self.source[name].where, "is a result that is not quantized", fix))
        return None

    def _finished(self) -> tuple[Layers, Tensors, dict[str, tuple[int, int]], list[str]]:
        layers: Layers = []
        tensors: Tensors = {}
        wrong, halves = {}, []
        for name, made in self.made.items():
            if isinstance(made, Plain):
                layers.append(made.entry)
                continue
            try:
                entry, own, fitted = made.finished()
            except RefusedError as refused:
                self.mistakes.append(Mistake(self.source[name].where, refused.what, refused.fix))
                continue
            layers.append(entry)
            tensors |= own
            if fitted.wrong:
                wrong[name] = (fitted.wrong, fitted.of)
                halves += [name] if fitted.halves else []
        return layers, tensors, wrong, halves

    def _value(self, node: Node, entering: Sequence[Value]) -> Value:
        """What `node` gives."""
        op, first = node.op, entering[0]
        match op:
            case Quant():
                if isinstance(first, Open) and self._is_whole(first, op.grid):
                    return replace(first, gain=np.full(len(first.gain), op.grid.scale[0]))
                return self._quantized(node, op.grid, first)
            case Affine():
                return self._affine(node, op, first)
            case Clip():
                return self._clipped(node, op, first)
            case Function():
                return self._curve(node, op, *self._fixed(node, entering))
            case MaxPool() | Upsample():
                if isinstance(first, Fixed):
                    return self._chosen(node, first)
                return replace(first, behind=(*first.behind, node))
            case Conv() | ConvTransposed() | Linear():
                (x,) = self._fixed(node, entering)
                if op.grid is None:
                    raise RefusedError("has weights that are not quantized", QUANTIZE)
                return Open(node, (x,), x.scale * np.broadcast_to(op.grid.scale, op.bias.shape), op.bias)
            case Average():
                (x,) = self._fixed(node, entering)
                shape = self.source.shapes[node.inputs[0]]
                gain = np.full(shape[2], x.scale / op.window(shape).elements)
                return Open(node, (x,), gain, np.zeros(shape[2]))
            case Add():
                multiples = [_multiple(value) for value in entering]
                a, b = self._fixed(node, [fixed for fixed, _ in multiples])
                return Open(node, (a, b), np.array([gain for _, gain in multiples]), np.zeros(1))
            case Scale():
                x, gates = self._fixed(node, entering)
                return Open(node, (x, gates), np.array([x.scale * gates.scale]), np.zeros(1))
            case Concat():
                return self._concat(node, self._fixed(node, entering))
            case ArgMax():
                (x,) = self._fixed(node, entering)
                self.made[node.name] = Plain({"name": node.name, "type": "argmax", "input": x.layer})
                return Fixed(node.name, 1.0, 0, self.source.shapes[node.inputs[0]][2] - 1)
        assert_never(op)

    def _fixed(self, node: Node, entering: Sequence[Value]) -> list[Fixed]:
        """What enters, if all of it is on grids."""
        for name, value in zip(node.inputs, entering, strict=True):
            if not isinstance(value, Fixed):
                raise RefusedError(f"reads what {self.source[name].where} gives, which is not quantized", QUANTIZE)
        fixed = [value for value in entering if isinstance(value, Fixed)]
        if len({value.layer for value in fixed}) < len(fixed):
            raise RefusedError("reads one value more than once", "scale it, or give it a layer for each time")
        return fixed

    def _opened(self, node: Node, value: Fixed | Open) -> Open:
        """A value that something is done to before a quantizer; to one on a grid, by a requantizer of its own."""
        if isinstance(value, Open):
            return value
        channels = self.source.shapes[node.inputs[0]][2]
        return Open(node, (value,), np.full(channels, value.scale), np.zeros(channels))

    def _is_whole(self, value: Open, grid: Grid) -> bool:
        """Whether `value` sums integers, and `grid` only says that they are; as it stands in front of a Trunc."""
        if not isinstance(value.node.op, Average) or value.offset.any() or value.behind:
            return False
        if len(grid.scale) > 1 or Int.spanning(grid.lo, grid.hi).bits <= WIDEST:
            return False
        (x,) = value.operands
        elements = value.node.op.window(self.source.shapes[value.node.inputs[0]]).elements
        inside = grid.lo <= min(x.lo * elements, 0) and x.hi * elements <= grid.hi
        return inside and np.allclose(value.gain, grid.scale[0], rtol=1e-6, atol=0)

    def _alone(self, layer: str, node: Node) -> bool:
        """Whether `node` alone reads what `layer` gives, under whatever name."""
        same = [name for name, value in self.values.items() if isinstance(value, Fixed) and value.layer == layer]
        readers = {reader.name for name in same for reader in self.source.readers[name]} - {*same, node.name}
        return not readers and not set(same) & set(self.source.outputs)

    def _affine(self, node: Node, op: Affine, value: Value) -> Value:
        gain, offset = op.gain, op.offset
        one = gain[0] > 0 and (gain == gain[0]).all()  # all channels are scaled alike, and keep their order
        if isinstance(value, Curve):
            if not one or (offset != offset[0]).any():
                raise RefusedError("scales channels differently behind a function", "put it in front of the function")
            return replace(value, values=value.values * gain[0] + offset[0])
        value = self._opened(node, value)
        if value.behind and not (gain > 0).all():
            raise RefusedError("multiplies what was pooled by numbers that are not above 0", "put it before the pool")
        if isinstance(value.node.op, Add | Scale | Concat):
            if not one or offset.any():
                raise RefusedError("scales or shifts channels behind a sum, a product or a concat", "put it before it")
            return replace(value, gain=value.gain * gain[0], lo=value.lo * gain[0], hi=value.hi * gain[0])
        clipped = np.isfinite([value.lo, value.hi]).any()
        if clipped and (not one or offset.any()):
            raise RefusedError("scales or shifts channels behind a clip", "put it before the activation")
        ends = (value.lo * gain[0], value.hi * gain[0]) if clipped else (-np.inf, np.inf)
        return replace(value, gain=value.gain * gain, offset=value.offset * gain + offset, lo=ends[0], hi=ends[1])

    def _clipped(self, node: Node, op: Clip, value: Value) -> Value:
        if isinstance(value, Curve):
            return replace(value, values=value.values.clip(op.lo, op.hi))
        value = self._opened(node, value)
        return replace(value, lo=float(np.clip(value.lo, op.lo, op.hi)), hi=float(np.clip(value.hi, op.lo, op.hi)))

    def _concat(self, node: Node, parts: Sequence[Fixed]) -> Value:
        joined = Fixed(node.name, parts[0].scale, min(p.lo for p in parts), max(p.hi for p in parts))
        if len({p.scale for p in parts}) > 1:
            return Open(node, tuple(parts), np.array([p.scale for p in parts]), np.zeros(1))
        entry = {"name": node.name, "type": "concat", "inputs": [p.layer for p in parts]}
        if len({p.type for p in parts}) == 1:
            self.made[node.name] = Plain(entry | {"out": str(joined.type)})
            return replace(joined, lo=joined.type.lo, hi=joined.type.hi)
        bounds = Bounds(joined.type.lo, joined.type.hi)
        self.made[node.name] = Join(entry, tuple(parts), (1.0,) * len(parts), "half_up", bounds)
        return replace(joined, lo=bounds.lo, hi=bounds.hi)

    def _curve(self, node: Node, op: Function, x: Fixed) -> Curve:
        """A table behind the layer that gives `x`, or that gives what is pooled or upsampled to `x`."""
        k = np.arange(x.lo, x.hi + 1)
        values = np.asarray(op.apply(k * x.scale), np.float64)
        name, rises = x.layer, bool((np.diff(values) >= 0).all())
        reader = node
        while True:
            layer = self.made.get(name)
            if not self._alone(name, reader):
                what = f"is a {op.name} of what others read without it"
                raise RefusedError(what, "give these a layer of their own, without the function")
            # The largest value of a function that rises is that of the largest number.
            if not isinstance(layer, Plain) or layer.entry["type"] not in ("upsample", "maxpool" if rises else ""):
                break
            reader, name = self.source[name], layer.entry["input"]
        if not isinstance(layer, Summed) or not layer.tables or layer.bounds.table is not None:
            fix = "put it right behind the quantizer of a convolution or a linear layer"
            raise RefusedError(f"is a {op.name} behind {name}, which has no table", fix)
        return Curve(layer, x.layer, values)

    def _chosen(self, node: Node, x: Fixed) -> Fixed:
        """A maximum or an upsampling of integers, which gives integers of the same grid."""
        self.made[node.name] = Plain({"name": node.name, **described(node.op), "input": x.layer})
        return replace(x, layer=node.name)

    def _quantized(self, node: Node, grid: Grid, value: Value) -> Fixed:
        if len(grid.scale) > 1:
            raise RefusedError("quantizes activations with a scale for each channel", "use one for the whole tensor")
        kind, scale = Int.spanning(grid.lo, grid.hi), float(grid.scale[0])
        if isinstance(value, Fixed):
            k = np.arange(value.lo, value.hi + 1)
            if (grid.integers(k * value.scale) == k).all():
                return replace(value, scale=scale)
        if kind.bits > WIDEST:
            what = f"gives integers of {grid.lo} to {grid.hi} steps, which takes {kind.bits} bits"
            raise RefusedError(what, f"use {WIDEST} bits or fewer, and no zero point or one at an end or in the middle")
        if isinstance(value, Curve):
            return self._tabulated(grid, value)
        value = self._opened(node, value)
        ends = (grid.lo - 1.0) * scale, (grid.hi + 1.0) * scale
        lo, hi = (int(grid.integers(np.array([v]))[0]) for v in np.clip((value.lo, value.hi), *ends))
        if lo == hi:
            raise RefusedError("gives one number for all images", "clip and quantize to ranges that overlap")
        fixed = self._narrowed(value, grid, lo, hi) or self._once(value, grid, lo, hi)
        for choice in value.behind:
            fixed = self._chosen(choice, fixed)
        return fixed

    def _tabulated(self, grid: Grid, value: Curve) -> Fixed:
        layer = value.layer
        if layer.bounds.table is not None:
            what = f"quantizes a function behind {value.name}, which another quantizes, too"
            raise RefusedError(what, "let its readers read what one quantizer gives")
        layer.bounds = replace(layer.bounds, table=grid.integers(value.values).astype(np.int64))
        fixed = Fixed(value.name, float(grid.scale[0]), *layer.bounds.results)
        for choice in value.behind:
            fixed = self._chosen(choice, fixed)
        return fixed

    def _narrowed(self, value: Open, grid: Grid, lo: int, hi: int) -> Fixed | None:
        """What the layer in front gives, if its integers are but clipped and nobody else reads it."""
        (x, *others), scale = value.operands, float(grid.scale[0])
        layer = self.made.get(x.layer)
        clips = isinstance(value.node.op, Affine | Clip | Quant) and not others and (value.gain == scale).all()
        if not clips or value.offset.any() or x.scale != scale or grid.rounding == "sign":
            return None
        if not isinstance(layer, Summed | Join) or not self._alone(x.layer, value.node):
            return None
        layer.bounds = layer.bounds.clipped(lo, hi)
        return Fixed(x.layer, scale, *layer.bounds.results)

    def _once(self, value: Open, grid: Grid, lo: int, hi: int) -> Fixed:
        """The layer of `value`, which others may have quantized already: alike, as a layer has one requantizer."""
        name = value.node.name
        wanted = (*value.gain, *value.offset, value.lo, value.hi, *grid.scale, lo, hi, grid.rounding)
        if name in self.given:
            layer, (was, bounds, fixed) = self.made[name], self.given[name]
            if wanted != was or isinstance(layer, Plain) or layer.bounds is not bounds:
                fix = "let its readers read what one quantizer gives"
                raise RefusedError(f"quantizes {value.node.where}, which another quantizes otherwise", fix)
            return fixed
        fixed, layer = self._layer(value, grid, lo, hi), self.made[name]
        assert not isinstance(layer, Plain), "it has a requantizer"
        self.given[name] = wanted, layer.bounds, fixed
        return fixed

    def _layer(self, value: Open, grid: Grid, lo: int, hi: int) -> Fixed:
        """The layer of `value`, whose results are integers lo..hi of `grid`."""
        node, op, scale = value.node, value.node.op, float(grid.scale[0])
        if isinstance(op, Add | Scale | Concat):
            if grid.rounding == "sign":
                raise RefusedError("is quantized to its sign", "use a quantizer of two bits or more")
            kind, inputs = type(op).__name__.lower(), [x.layer for x in value.operands]
            entry: dict[str, Any] = {"name": node.name, "type": kind, "inputs": inputs}
            gains = tuple((value.gain / scale).tolist())
            self.made[node.name] = Join(entry, value.operands, gains, grid.rounding, Bounds(lo, hi))
            return Fixed(node.name, scale, lo, hi)
        (x,) = value.operands
        bounds = Bounds(0, 1, np.array([-1, 1])) if grid.rounding == "sign" else Bounds(lo, hi)
        entry = {"name": node.name, **described(op), "input": x.layer}
        tensors: Tensors = {}
        if isinstance(op, Weighted):
            k = weights_of(op)
            entry["weight_bits"] = weight_bits(op, k)
            tensors[f"{node.name}.weight"] = k.astype(np.int8)
            first, last = sums(op, k, x.type)
        else:
            elements = op.window(self.source.shapes[node.inputs[0]]).elements if isinstance(op, Average) else 1
            first, last = (np.full(len(value.gain), end * elements) for end in (x.type.lo, x.type.hi))
        gain, offset = value.gain / scale, np.broadcast_to(value.offset / scale, value.gain.shape)
        tables = isinstance(op, Weighted)
        self.made[node.name] = Summed(entry, gain, offset, first, last, grid.rounding, bounds, tables, tensors)
        return Fixed(node.name, scale, *bounds.results)
