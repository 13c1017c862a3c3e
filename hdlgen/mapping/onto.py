"""`map_onto`: a network on hardware that exists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from hdlgen.arith import Signal, by
from hdlgen.errors import HdlgenError, Mistake
from hdlgen.ir.graph import ArrayNode, ComputeNode, Graph, InputNode, OperatorNode
from hdlgen.ir.widen import widened
from hdlgen.mapping.blocks import Layout, cut, cut_as, pack
from hdlgen.mapping.clusters import Parts, clusterings
from hdlgen.mapping.constants import room_of, structure_of
from hdlgen.mapping.loader import with_order
from hdlgen.mapping.mapper import behind_arrays
from hdlgen.mapping.plan import IMAGE, RESULT, Plan
from hdlgen.mapping.program import Program
from hdlgen.mapping.ranges import smallest_shift, sum_range
from hdlgen.mapping.stages import ArrayStage, OperatorStage, Stage
from hdlgen.mapping.units import misfits, pool_misfits, pool_of


def map_onto(graph: Graph, plan: Plan, ranges: Mapping[str, int] | None = None) -> tuple[Plan, Graph]:
    """Programs with which the hardware of `plan` computes `graph`, whose layers are the same and may be narrower.

    Geometries, queues and names stay those of `plan`. Blocks without a weight are in no table.

    ranges  ADC shift k of array layers; a missing layer gets the smallest k that cannot clip (`ranges.sum_range`)

    Returns the plan, and the graph that it computes: `graph` with as many channels as the hardware has (`widened`).
    Raises HdlgenError with everything that does not fit.
    """
    mistakes = list(_layers(graph, plan))
    if mistakes:
        raise HdlgenError.of(mistakes)
    wide = widened(graph, {s.name: s.geometry.channels for s in plan.array_stages})
    stages: list[Stage] = []
    for stage in plan.stages:
        node = wide[stage.name]
        if isinstance(stage, ArrayStage) and isinstance(node, ArrayNode):
            faults = list(_unlike(stage, node, wide, plan))
            if not faults:
                stage, faults = _programmed(stage, node, plan, (ranges or {}).get(node.name))
        elif isinstance(stage, OperatorStage) and isinstance(node, OperatorNode):
            faults = list(_other_operator(stage, node, wide))
            stage = replace(stage, op=node.op)
        else:
            faults = [Mistake(stage.name, f"is a {type(node).__name__}, and in the hardware a {type(stage).__name__}")]
        mistakes += faults
        stages.append(stage)
    if mistakes:
        raise HdlgenError.of(mistakes)
    return replace(plan, stages=tuple(stages)), wide


def _layers(graph: Graph, plan: Plan) -> Iterator[Mistake]:
    """Other layers, or layers that read others."""
    nodes: dict[str, ComputeNode] = {n.name: n for n in graph.nodes if not isinstance(n, InputNode)}
    names = [stage.name for stage in plan.stages]
    if list(nodes) != names:
        yield Mistake(graph.name, f"has the layers {', '.join(nodes)}, and the hardware {', '.join(names)}")
        return
    image, taken = Signal(graph.input.shape, graph.input.out), Signal(plan.in_shape, plan.in_type)
    if image != taken:
        what = f"is {by(image.shape)} {image.type}, and the hardware takes {by(taken.shape)} {taken.type}"
        yield Mistake(graph.input.name, what)
    for name, read in {**{n.name: n.inputs for n in nodes.values()}, RESULT: graph.ends}.items():
        sources = tuple(IMAGE if source == graph.input.name else source for source in read)
        there = tuple(edge.source for edge in plan.into(name))
        if sources != there:
            yield Mistake(name, f"reads {', '.join(sources)}, and in the hardware {', '.join(there)}")


def _unlike(stage: ArrayStage, node: ArrayNode, graph: Graph, plan: Plan) -> Iterator[Mistake]:
    """What of a layer is not as the hardware has it."""
    g = stage.geometry
    for what, wanted, there in (
        ("window", node.window, g.window),
        ("input type", str(node.in_type), str(g.phases.act)),
        ("output type", str(node.out), str(g.out)),
        ("bits a weight", node.weight_bits, g.slices.weight_bits),
        ("memristive units", node.unit == "memristor", g.units),
        ("memristive pool", pool_of(graph, node), g.pool),
    ):
        if wanted != there:
            yield Mistake(stage.name, f"has the {what} {wanted}, and the hardware {there}")
    if node.partial_sums == "digital" and g.joined > 1:
        what = f"has digital partial sums, and the hardware joins the columns of {g.joined} tiles"
        yield Mistake(stage.name, what, "use partial_sums: analog")
    if node.unit == "memristor":
        yield from misfits(node, plan.hardware)


def _programmed(stage: ArrayStage, node: ArrayNode, plan: Plan, shift: int | None) -> tuple[ArrayStage, list[Mistake]]:
    """`stage` with the program of `node`, and what of it does not fit.

    Where it does not when it is cut anew, the segments stay as they are, but for those without a weight: no pruning of
    what `stage` computes has more of them, or takes longer to load. Words have segments of their own where the hardware
    allows it, there is room for them, and it takes fewer conversions, and no more cycles, loading included, and energy.
    """
    g = stage.geometry
    cuts = (
        cut(node.weights, g.lanes, g.capacity.rows, node.window.channels if node.grouped else 0),
        cut_as(node.weights, g.lanes, stage.program),
    )
    found, mistakes = _of_parts(stage, node, plan, shift, cuts[0])
    if mistakes and cuts[1]:
        again, others = _of_parts(stage, node, plan, shift, cuts[1])
        if not others:
            found, mistakes = again, []
    if plan.hardware.clustered and node.weights.any():
        more = (cuts[1], *clusterings(node.weights, g.lanes, g.capacity.rows))
        for other, faults in (_of_parts(stage, node, plan, shift, parts) for parts in more if parts):
            if not faults and (mistakes or _saves(other, found)):
                found, mistakes = other, []
    return found, mistakes


def _saves(stage: ArrayStage, other: ArrayStage) -> bool:
    """Whether `stage` takes fewer conversions than `other`, and no more cycles, loading included, and energy."""
    layouts = [Layout(s.geometry.lanes, s.program.segments, s.program.blocks) for s in (stage, other)]
    channels = stage.geometry.channels
    costs, limits = (
        (layout.conversions(channels), s.loaded_cycles, layout.energy(channels))
        for layout, s in zip(layouts, (stage, other), strict=True)
    )
    return costs < limits and all(a <= b for a, b in zip(costs, limits, strict=True))


def _of_parts(
    stage: ArrayStage, node: ArrayNode, plan: Plan, shift: int | None, parts: Parts
) -> tuple[ArrayStage, list[Mistake]]:
    """As `_programmed`, with segments and words that are given."""
    g = stage.geometry
    adcs = g.lanes.adcs
    room = replace(plan.hardware, rows=g.capacity.rows, columns=g.capacity.groups * adcs, adcs=adcs)
    try:
        blocks = pack(node.name, [(i, words) for i, (_, words) in enumerate(parts)], node.channels, g.lanes, room)
    except HdlgenError as e:
        return stage, list(e.mistakes)
    requant, references = behind_arrays(node, g.phases)
    segments = tuple(segment for segment, _ in parts)
    program = Program(node.weights, segments, tuple(blocks), requant, node.table, shift or 0, references)
    if g.fetch:
        program = with_order(program, g.fetch)
    stage = replace(stage, program=program)
    if shift is None:
        program = replace(program, adc_shift=smallest_shift(g.adc_bits, *sum_range(stage)))
    return replace(stage, program=program), [Mistake(stage.name, what) for what in g.holds(program)]


def _other_operator(stage: OperatorStage, node: OperatorNode, graph: Graph) -> Iterator[Mistake]:
    """What of an operator is not as the hardware has it; its constants may be others, of as many bits."""
    new, old = node.op, stage.op
    if type(new) is not type(old) or structure_of(new) != structure_of(old):
        yield Mistake(stage.name, f"is {new}, and in the hardware {old}")
        return
    for what, wanted, there in (
        ("input types", [str(operand.type) for operand in node.operands], [str(s.type) for s in stage.entering]),
        ("output type", str(node.out), str(stage.out)),
        ("memristive units", node.unit == "memristor", stage.pooled),
    ):
        if wanted != there:
            yield Mistake(stage.name, f"has the {what} {wanted}, and the hardware {there}")
    if node.unit == "memristor":
        yield from pool_misfits(node, graph)
    for n, ((m, b), (m_room, b_room)) in enumerate(zip(room_of(new), stage.room, strict=True)):
        if (m == 0) != (m_room == 0):
            yield Mistake(stage.name, f"operand {n} is requantized {'by the hardware' if m_room else 'here'} alone")
        elif m > m_room or b > b_room:
            yield Mistake(stage.name, f"has constants of {m} and {b} bits, and there is room for {m_room} and {b_room}")
