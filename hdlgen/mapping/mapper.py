"""Graph → Plan."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from hdlgen.arith import Adc, MaxPool, Phases, Requant, Slices
from hdlgen.errors import HdlgenError
from hdlgen.ir.graph import AddNode, ArrayNode, AvgPoolNode, Graph, InputNode, MaxPoolNode, Node, phases_of
from hdlgen.mapping.blocks import cut, pack
from hdlgen.mapping.plan import IMAGE, AddStage, ArrayStage, Hardware, Lanes, Plan, PoolStage, Stage
from hdlgen.mapping.ranges import smallest_shift, sum_range
from hdlgen.mapping.units import misfits, pool_misfits, pool_of, sum_ranges, take_references

Sources = tuple[str, ...] | None
"""What a stage reads; None for the stage before."""


def map_graph(graph: Graph, hardware: Hardware, ranges: Mapping[str, int] | None = None) -> Plan:
    """Places every non-zero weight of `graph` on tiles.

    ranges  ADC shift k of array layers; a missing layer gets the smallest k that cannot clip (`ranges.sum_range`)

    Raises HdlgenError if the graph has no layer, if `ranges` names no array layer, if a weight does not fit a tile, if
    layers cannot have the memristive units that they ask for (all of them), or if the tiles exceed the budget.
    """
    ranges = ranges or {}
    _require_layers(graph, ranges)
    _require_units(graph, hardware)
    stages: list[Stage] = []
    depths: list[int] = []
    lanes = {graph.input.name: 1}
    for before, node in itertools.pairwise(graph.nodes):
        assert not isinstance(node, InputNode), "the input is the first node of a legal graph"
        names = tuple(IMAGE if name == graph.input.name else name for name in node.inputs)
        sources = None if node.inputs == (before.name,) else names
        in_lanes = [lanes[name] for name in node.inputs]
        stage: Stage
        if isinstance(node, ArrayNode):
            stage = _array_stage(node, hardware, ranges.get(node.name), in_lanes[0], pool_of(graph, node), sources)
        elif isinstance(node, AddNode):
            stage = _add_stage(node, names, in_lanes)
        else:
            stage = _pool_stage(node, in_lanes[0], sources)
        lanes[node.name] = stage.out_lanes if isinstance(stage, ArrayStage) else stage.lanes
        depths.append(_fifo_depth(stage, node, in_lanes) if stages else 0)
        stages.append(stage)
    plan = Plan(graph.name, hardware, graph.input.shape, graph.input.out, tuple(stages), tuple(depths))
    _require_budget(plan)
    return plan


def _fifo_depth(stage: Stage, node: Node, in_lanes: Sequence[int]) -> int:
    """Beats that the FIFO in front of `stage` holds, of an add each operand's.

    In front of one stream a stage that waits for its successor holds up only those before it, and the successor waits
    for nothing but this stream. So no depth, not even 0, can deadlock, and the FIFO only evens out: two positions, so
    that a stage can work on one while the next arrives.

    Two ways that meet in an add come from one fork, and the fork waits for the fuller. While the add waits for element
    e of an image on one way, the other has brought what comes from e on. If its FIFO holds an image and is full, the
    fork has sent both ways all of e's image, and no stage needs more of its input to make e. So one image is enough.
    """
    beats = -(-node.shape[2] // min(in_lanes)) if isinstance(stage, AddStage) else -(-_channels_in(node) // in_lanes[0])
    positions = node.shape[0] * node.shape[1] if isinstance(stage, AddStage) else 2
    return max(2, positions * beats)


def _require_layers(graph: Graph, ranges: Mapping[str, int]) -> None:
    if len(graph.nodes) < 2:
        raise HdlgenError(graph.name, "has no layer behind its input", fix="give the network at least one layer")
    names = [n.name for n in graph.arrays]
    for name in ranges:
        if name not in names:
            raise HdlgenError(f"ranges.{name}", "is no layer with weights", fix=f"use some of {names}")


def _require_units(graph: Graph, hardware: Hardware) -> None:
    mistakes = [m for node in graph.arrays if node.unit == "memristor" for m in misfits(node, hardware)]
    for node in graph.nodes:
        if isinstance(node, MaxPoolNode) and node.unit == "memristor":
            mistakes += pool_misfits(node, graph)
    if mistakes:
        raise HdlgenError.of(mistakes)


def _require_budget(plan: Plan) -> None:
    budget = plan.hardware.tile_budget
    if budget and plan.tiles > budget:
        layers = ", ".join(f"{s.name} {s.tiles}" for s in plan.array_stages)
        raise HdlgenError(
            "hardware.tile.budget",
            f"{plan.tiles} tiles are needed ({layers}) and there are {budget}",
            fix="raise the budget, enlarge the tiles or prune more",
        )


def _channels_in(node: Node) -> int:
    if isinstance(node, ArrayNode):
        return node.window.channels
    assert isinstance(node, MaxPoolNode | AvgPoolNode)
    return node.pool.channels


def _pool_stage(node: MaxPoolNode | AvgPoolNode, lanes: int, sources: Sources) -> PoolStage:
    if isinstance(node, MaxPoolNode):
        pooled = node.unit == "memristor" or None
        return PoolStage(node.name, node.pool, node.out, None, node.out, lanes, pooled, sources)
    return PoolStage(node.name, node.pool, node.in_type, node.requant, node.out, lanes, sources=sources)


def _add_stage(node: AddNode, sources: tuple[str, ...], in_lanes: Sequence[int]) -> AddStage:
    a, b = in_lanes
    return AddStage(node.name, sources, node.shape, node.add, node.out, (a, b), min(a, b))


def _array_stage(
    node: ArrayNode, hardware: Hardware, shift: int | None, in_lanes: int, pool: MaxPool | None, sources: Sources
) -> ArrayStage:
    phases = phases_of(node, hardware.dac_bits)
    slices = Slices(node.weight_bits, hardware.cell_bits)
    lanes = Lanes.of(slices.count, hardware.adcs)
    parts = cut(node.weights, lanes, hardware.rows)
    segments = tuple(segment for segment, _ in parts)
    blocks = tuple(pack(node.name, [(i, words) for i, (_, words) in enumerate(parts)], lanes, hardware))
    requant, references = without_offset(node, phases), None
    if node.unit == "memristor":
        references, requant = take_references(requant, sum_ranges(node, phases))
    stage = ArrayStage(
        name=node.name,
        window=node.window,
        phases=phases,
        slices=slices,
        lanes=lanes,
        adc=Adc(hardware.adc_bits, shift or 0),
        weights=node.weights,
        segments=segments,
        blocks=blocks,
        tiles=1 + max(b.tile for b in blocks),
        requant=requant,
        table=node.table,
        out=node.out,
        in_lanes=in_lanes,
        out_lanes=1,
        settle_cycles=hardware.settle_cycles,
        conversion_cycles=hardware.conversion_cycles,
        references=references,
        pool=pool,
        sources=sources,
    )
    if shift is None:
        stage = replace(stage, adc=Adc(hardware.adc_bits, smallest_shift(hardware.adc_bits, *sum_range(stage))))
    return replace(stage, out_lanes=_out_lanes(stage))


def _out_lanes(stage: ArrayStage) -> int:
    """The narrowest output that leaves within the time of a position; a whole word if none does."""
    word = stage.lanes.word
    divisors = [n for n in range(1, word + 1) if word % n == 0]
    return next((n for n in divisors if -(-stage.channels // n) <= stage.position_cycles), word)


def without_offset(node: ArrayNode, phases: Phases) -> Requant:
    """`node.requant` for accumulators of activations that the row drivers offset (`Phases.offset`).

    Every tap carries the offset, padding too: the drivers hold it where the window holds zero. A tap that no segment
    drives has no weight, so the sum over all taps is that over the driven ones.
    """
    r = node.requant
    sums = node.weights.astype(np.int64).sum(axis=0)
    bias = (b - m * phases.offset * int(s) for m, b, s in zip(r.multiplier, r.bias, sums, strict=True))
    return replace(r, bias=tuple(bias))
