"""Layers whose activation and pooling memristive units make in the analog domain: what they need, and references.

A unit passes max(s − r, 0) of a column's sum s. The reference r takes the bias off in whole level steps; what is left
of it stays with the requantizer. An ideal unit then changes no result: where s < r, both ways clip to 0.

Units behind it may take the largest of a window: all that follows, up to the layer's result, keeps the order of sums.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from hdlgen.arith import MaxPool, Phases, Requant, Slices
from hdlgen.errors import HdlgenError, Mistake
from hdlgen.ir.graph import ArrayNode, Graph, OperatorNode, phases_of
from hdlgen.mapping.blocks import cut
from hdlgen.mapping.hardware import Hardware
from hdlgen.mapping.lanes import Lanes
from hdlgen.mapping.plan import Plan
from hdlgen.mapping.stages import OperatorStage

DIGITAL = "use unit: digital"


def misfits(node: ArrayNode, hardware: Hardware) -> Iterator[Mistake]:
    """Why the sums of `node` are not complete in the analog domain, or its activation is not that of a unit."""

    def mistake(what: str, fix: str) -> Mistake:
        return Mistake(node.name, f"memristive units {what}", f"{fix}, or {DIGITAL}")

    phases, slices = phases_of(node, hardware.dac_bits), Slices(node.weight_bits, hardware.cell_bits)
    if phases.count > 1 or phases.negative_top:
        drive = f"{phases.count} phases" if phases.count > 1 else "a phase that counts negative"
        yield mistake(
            f"need an activation in one phase, and {hardware.dac_bits}-bit drivers give {node.in_type} in {drive}",
            f"make hardware.dac.bits at least {max(node.in_type.bits, 1 + node.in_type.signed)}",
        )
    if slices.count > 1:
        yield mistake(
            f"need a weight in one cell, and {node.weight_bits} bits take {slices.count} cells of "
            f"{hardware.cell_bits} bits",
            f"make device.cell_bits at least {node.weight_bits - 1}",
        )
    grouped = node.window.channels if node.grouped else 0
    joined = hardware.joined if node.partial_sums == "analog" else 1
    parts = cut(node.weights, Lanes.of(slices.count, hardware.adcs), joined * hardware.rows, grouped)
    words = [v for _, words in parts for v in words]
    if len(set(words)) < len(words):
        rows = int(node.weights.any(axis=1).sum())
        yield mistake(
            f"need all taps of a channel in one block, and {rows} taps with weights are on {len(parts)} times "
            f"{joined * hardware.rows} rows",
            f"make hardware.tile.rows at least {rows}, prune more taps, join more tiles (partial_sums: analog)",
        )
    negative = [c for c, m in enumerate(node.requant.multiplier) if m < 0]
    if negative:
        some = ", ".join(map(str, negative[:5])) + (", …" if len(negative) > 5 else "")
        yield mistake(
            f"pass large sums, and the multipliers of {len(negative)} channels are negative ({some})",
            "turn the signs of their weights and multipliers",
        )
    if node.requant.lo < 0:
        yield mistake(
            f"pass no negative sum, and the layer's results begin at {node.requant.lo}",
            "make its activation relu, {clip: hi} or {threshold: t}",
        )


def pool_misfits(node: OperatorNode, graph: Graph) -> Iterator[Mistake]:
    """Why memristive units cannot find the largest of the sums that become what enters `node`."""
    before = graph[node.inputs[0]]
    others = [n.name for n in graph.consumers(before.name) if n.name != node.name]
    if not (isinstance(before, ArrayNode) and before.unit == "memristor"):
        what = f"needs activation units in front of it, and {before.name} has none"
        fix = f"give {before.name} unit: memristor, or {DIGITAL}" if isinstance(before, ArrayNode) else DIGITAL
        yield Mistake(node.name, f"memristive pooling {what}", fix)
        return
    pool = node.op
    if isinstance(pool, MaxPool) and (pool.stride != pool.kernel or pool.padded):
        yield Mistake(node.name, "memristive pooling takes windows that do not overlap, without padding", DIGITAL)
    if others:
        what = f"leaves nothing else of {before.name}, and it is also read by {', '.join(others)}"
        yield Mistake(node.name, f"memristive pooling {what}", DIGITAL)
    if before.name in graph.ends:
        what = f"leaves nothing else of {before.name}, and it is also a result of the network"
        yield Mistake(node.name, f"memristive pooling {what}", DIGITAL)
    if before.table and (np.diff(before.table.entries) < 0).any():
        what = f"takes the largest sum, and the table of {before.name} makes less of a larger one"
        yield Mistake(node.name, f"memristive pooling {what}", f"let the table ascend, or {DIGITAL}")


def pool_of(graph: Graph, node: ArrayNode) -> MaxPool | None:
    """The pool that memristive units make of the sums of `node`; None where each sum is converted."""
    for n in graph.consumers(node.name):
        if isinstance(n, OperatorNode) and isinstance(n.op, MaxPool) and n.unit == "memristor":
            return n.op
    return None


def require_no_pools(plan: Plan, what: str, fix: str) -> None:
    """Raises HdlgenError if memristive units pool in `plan`: `what` cannot be, `fix` mends it."""
    mistakes = [
        Mistake(stage.name, what, f"{fix}, or {DIGITAL}")
        for stage in plan.stages
        if isinstance(stage, OperatorStage) and stage.pooled
    ]
    if mistakes:
        raise HdlgenError.of(mistakes)


def sum_ranges(node: ArrayNode, phases: Phases) -> list[tuple[int, int]]:
    """Least and largest sum of each channel on ideal cells, level steps; least ≤ 0 ≤ largest."""
    assert phases.count == 1, "a sum in several phases has no range of its own"
    top, weights = int(phases.largest[0]), node.weights.astype(np.int64)
    return [(int(w.clip(max=0).sum()) * top, int(w.clip(min=0).sum()) * top) for w in weights.T]


def take_references(requant: Requant, ranges: list[tuple[int, int]]) -> tuple[tuple[int, ...], Requant]:
    """References of the channels, level steps, within what their sums can be; and the requantizer behind the units.

    requant  of the sums as they are, with the row drivers' offset
    ranges   as `sum_ranges` gives them
    """
    taken = tuple(
        min(max(-b // m, lo), hi) if m else 0
        for m, b, (lo, hi) in zip(requant.multiplier, requant.bias, ranges, strict=True)
    )
    rest = tuple(b + m * r for m, b, r in zip(requant.multiplier, requant.bias, taken, strict=True))
    return taken, replace(requant, bias=rest)
