"""Every kind of node of a Graph in standard ONNX operators."""

from __future__ import annotations

import math
from typing import assert_never

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith import Add, ArgMax, Average, Concat, Interleave, MaxPool, Scale, Table, Upsample
from hdlgen.arith.sliding import Sliding
from hdlgen.frontend.onnx.builder import ZERO, Builder
from hdlgen.frontend.onnx.requant import requantized, shifted
from hdlgen.ir.graph import ArrayNode, ComputeNode, OperatorNode


def add_layer(b: Builder, node: ComputeNode) -> None:
    """Adds the tensor `node.name`, int64[N, C, H, W], what `node` makes of the tensors of the nodes that it reads.

    Sums of products must be below 2^31: ConvInteger gives int32.
    """
    if isinstance(node, ArrayNode):
        _array(b, node)
    else:
        _operator(b, node)


def _array(b: Builder, node: ArrayNode) -> None:
    name, source, groups = node.name, node.inputs[0], groups_of(node)
    # Unsigned bytes too: where an x86 processor has no VNNI, ONNX Runtime adds pairs of products of unsigned and signed
    # bytes in 16 bits, which saturate (its pull request 12088, 2022).
    weight = b.constant(f"{name}/weight", _of_groups(_kernels(node), groups).astype(np.int16) + ZERO, np.uint8)
    zeros = b.zero(source, node.in_type), b.constant(f"{name}/weight_zero", ZERO, np.uint8)
    x, window = b.narrow(source, node.in_type), _sliding(node.window)
    sums = b.cast(f"{name}/sums", b.node(f"{name}/int32", "ConvInteger", x, weight, *zeros, group=groups, **window))
    if node.table is None:
        requantized(b, name, sums, node.requant)
    else:
        _looked_up(b, name, requantized(b, f"{name}/index", sums, node.requant), node.table)


def _kernels(node: ArrayNode) -> NDArray[np.int8]:
    """[out, in, kernel row, kernel column], with the zeros between groups."""
    taps = node.weights.reshape(*node.window.kernel, node.window.channels, node.channels)
    return taps.transpose(3, 2, 0, 1)


def _of_groups(kernels: NDArray[np.int8], groups: int) -> NDArray[np.int8]:
    """[out, in of a group, kernel row, kernel column] of [out, in, …]."""
    out, into, *kernel = kernels.shape
    apart = kernels.reshape(groups, out // groups, groups, into // groups, *kernel)
    return np.concatenate([apart[group, :, group] for group in range(groups)])


def groups_of(node: ArrayNode) -> int:
    """The most groups of channels between which all weights are 0; 1 where the layer has none."""
    used = np.asarray(_kernels(node).any(axis=(2, 3)))
    out, into = used.shape
    most = math.gcd(out, into) if node.grouped else 1
    rows, columns = np.arange(out)[:, None], np.arange(into)
    apart = (g for g in range(most, 0, -1) if most % g == 0 and not used[rows * g // out != columns * g // into].any())
    return next(apart)


def _looked_up(b: Builder, name: str, index: str, table: Table) -> None:
    entry = b.node(f"{name}/entry", "Sub", index, b.constant(f"{name}/first", table.lo))
    b.node(name, "Gather", b.constant(f"{name}/table", table.entries), entry)


def _sliding(window: Sliding) -> dict[str, list[int]]:
    """The attributes of a window."""
    return {
        "kernel_shape": [*window.kernel],
        "strides": [*window.stride],
        "pads": [*window.padding],
        "dilations": [*window.dilation],
    }


def _operator(b: Builder, node: OperatorNode) -> None:
    name, op, sources, kinds = node.name, node.op, node.inputs, [signal.type for signal in node.operands]
    match op:
        case MaxPool():
            x = b.narrow(sources[0], kinds[0])
            b.widen(name, b.node(f"{name}/largest", "MaxPool", x, **_sliding(op)), kinds[0])
        case Average():
            x, zero = b.narrow(sources[0], kinds[0]), b.zero(sources[0], kinds[0])
            ones = b.constant(f"{name}/ones", np.ones((op.pool.channels, 1, *op.pool.kernel)), np.uint8)
            int32 = b.node(f"{name}/int32", "ConvInteger", x, ones, zero, group=op.pool.channels, **_sliding(op.pool))
            requantized(b, name, b.cast(f"{name}/sums", int32), op.requant)
        case Add():
            products = [
                b.node(f"{name}/products{n}", "Mul", b.wide(source), b.constant(f"{name}/multiplier{n}", m))
                for n, (source, m) in enumerate(zip(sources, op.multiplier, strict=True))
            ]
            shifted(b, name, b.node(f"{name}/sums", "Add", *products), 0, op.shift, op.lo, op.hi)
        case Scale():
            gated = b.node(f"{name}/gated", "Mul", *map(b.wide, sources))
            scaled = b.node(f"{name}/products", "Mul", gated, b.constant(f"{name}/multiplier", op.multiplier))
            shifted(b, name, scaled, 0, op.shift, op.lo, op.hi)
        case Concat():
            requants = op.requants or (None,) * len(sources)
            parts = [
                requantized(b, f"{name}/part{n}", b.wide(source), requant) if requant else b.wide(source)
                for n, (source, requant) in enumerate(zip(sources, requants, strict=True))
            ]
            b.node(name, "Concat", *parts, axis=1)
        case Upsample():
            x = b.narrow(sources[0], kinds[0])
            factors = b.constant(f"{name}/factors", [1, 1, op.factor, op.factor], np.float32)
            how = {"mode": "nearest", "coordinate_transformation_mode": "asymmetric", "nearest_mode": "floor"}
            b.widen(name, b.node(f"{name}/repeated", "Resize", x, "", factors, **how), kinds[0])
        case Interleave():
            _interleaved(b, name, b.wide(sources[0]), op)
        case ArgMax():
            x = b.narrow(sources[0], kinds[0])
            b.node(name, "ArgMax", x, axis=1, keepdims=1)  # of equals the first
        case _:
            assert_never(op)


def _interleaved(b: Builder, name: str, x: str, op: Interleave) -> None:
    (rows, columns, _), (sy, sx) = op.in_shape, op.block
    apart = b.constant(f"{name}/apart", [0, sy, sx, op.channels, rows, columns])  # 0: as many images as there are
    blocks = b.node(f"{name}/blocks", "Reshape", x, apart)
    ordered = b.node(f"{name}/ordered", "Transpose", blocks, perm=[0, 3, 4, 1, 5, 2])
    together = b.constant(f"{name}/together", [0, op.channels, rows * sy, columns * sx])
    whole = b.node(f"{name}/whole", "Reshape", ordered, together)
    cut = [b.constant(f"{name}/{word}", at) for word, at in
           (("starts", [0, 0]), ("ends", [op.height, op.width]), ("axes", [2, 3]))]  # fmt: skip
    b.node(name, "Slice", whole, *cut)
