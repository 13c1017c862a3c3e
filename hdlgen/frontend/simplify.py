"""`simplify`: a `Source` without what exporters leave in it, computing the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from hdlgen.arith import Shape
from hdlgen.frontend.operators import Affine, Clip, Conv, ConvTransposed, Linear
from hdlgen.frontend.source import Node, Source
from hdlgen.spec.names import INPUT


def simplify(source: Source) -> Source:
    """`source` without nodes that nobody reads, batch norms and scales folded into float weights.

    Weights on a grid stay as they are, and what scales their results stays a node of its own. A shift in front of a
    convolution that pads stays, too: there zeros are put around the shifted image.
    """
    source = _needed(source)
    for rule in (_affines, _clips, _into_layer_before, _into_layer_behind):
        source = _merged(source, rule)
    return source


def _needed(source: Source) -> Source:
    """Without nodes on which no output depends."""
    needed = set(source.outputs)
    for node in reversed(source.nodes):
        if node.name in needed:
            needed.update(node.inputs)
    return replace(source, nodes=tuple(n for n in source.nodes if n.name in needed))


def _merged(source: Source, rule: Callable[[Node, Node, Shape], Node | None]) -> Source:
    """With two nodes made one wherever `rule` does so.

    rule  of a node, of the one that alone reads it, and of the shape that enters the first
    """
    at = {INPUT: INPUT}  # which node now has each value
    nodes: dict[str, Node] = {}
    for node in source.nodes:
        node = replace(node, inputs=tuple(at[name] for name in node.inputs))
        before = nodes.get(node.inputs[0])
        merged = None
        if before and len(node.inputs) == 1 and at[before.name] == before.name:
            read = [name for name, now in at.items() if now == before.name]
            alone = sum(len(source.readers[name]) for name in read) == len(read)
            if alone and not set(read) & set(source.outputs):
                entering = source.shapes[next(n for n in source.nodes if n.name == before.name).inputs[0]]
                merged = rule(before, node, entering)
        if before and merged:
            del nodes[before.name]
            at |= {name: merged.name for name, now in at.items() if now == before.name}
        kept = merged or node
        nodes[kept.name] = kept
        at[node.name] = at[kept.name] = kept.name
    return replace(source, nodes=tuple(nodes.values()), outputs=tuple(at[name] for name in source.outputs))


def _affines(before: Node, node: Node, entering: Shape) -> Node | None:
    a, b = before.op, node.op
    if not isinstance(a, Affine) or not isinstance(b, Affine):
        return None
    return replace(before, op=Affine(a.gain * b.gain, a.offset * b.gain + b.offset))


def _clips(before: Node, node: Node, entering: Shape) -> Node | None:
    a, b = before.op, node.op
    if not isinstance(a, Clip) or not isinstance(b, Clip):
        return None
    lo, hi = (float(np.clip(end, b.lo, b.hi)) for end in (a.lo, a.hi))
    return replace(before, op=Clip(lo, hi))


def _into_layer_before(before: Node, node: Node, entering: Shape) -> Node | None:
    op, affine = before.op, node.op
    if not isinstance(affine, Affine) or not isinstance(op, Conv | ConvTransposed | Linear) or op.grid:
        return None
    gain = affine.gain
    if isinstance(op, ConvTransposed):  # [in, out of a group, ...]
        gain = gain.reshape(op.groups, -1).repeat(len(op.weight) // op.groups, axis=0)
        weight = op.weight * gain[:, :, None, None]
    else:
        weight = op.weight * gain.reshape(-1, *[1] * (op.weight.ndim - 1))
    return replace(before, op=replace(op, weight=weight, bias=op.bias * affine.gain + affine.offset))


def _into_layer_behind(before: Node, node: Node, entering: Shape) -> Node | None:
    affine, op = before.op, node.op
    if not isinstance(affine, Affine) or not isinstance(op, Conv | Linear) or op.grid:
        return None
    if isinstance(op, Linear):
        pixels = entering[0] * entering[1]
        weight = op.weight * affine.gain.repeat(pixels)
        bias = op.bias + op.weight @ affine.offset.repeat(pixels)
    elif any(op.padding) and affine.offset.any():
        return None
    else:
        per_out = len(op.weight) // op.groups
        gain, offset = (a.reshape(op.groups, -1).repeat(per_out, axis=0) for a in (affine.gain, affine.offset))
        weight = op.weight * gain[:, :, None, None]
        bias = op.bias + (op.weight * offset[:, :, None, None]).sum(axis=(1, 2, 3))
    return replace(node, inputs=before.inputs, op=replace(op, weight=weight, bias=bias))
