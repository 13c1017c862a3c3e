"""Graph → Plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np

from hdlgen.arith import MaxPool, Phases, Requant, Slices
from hdlgen.errors import HdlgenError
from hdlgen.ir.graph import ArrayNode, ComputeNode, Graph, InputNode, OperatorNode, phases_of
from hdlgen.mapping.blocks import Layout
from hdlgen.mapping.flow import with_depths
from hdlgen.mapping.geometry import Capacity, Geometry
from hdlgen.mapping.hardware import Hardware
from hdlgen.mapping.loader import with_windows
from hdlgen.mapping.operators import operator_stage
from hdlgen.mapping.pace import pace_of
from hdlgen.mapping.parallel import floor_of, parallel
from hdlgen.mapping.plan import IMAGE, RESULT, Edge, Plan
from hdlgen.mapping.program import Program
from hdlgen.mapping.ranges import smallest_shift, sum_range
from hdlgen.mapping.spares import with_spares
from hdlgen.mapping.stages import ArrayStage, Stage
from hdlgen.mapping.stream import Stream
from hdlgen.mapping.units import misfits, pool_misfits, pool_of, sum_ranges, take_references


def map_graph(
    graph: Graph,
    hardware: Hardware,
    ranges: Mapping[str, int] | None = None,
    *,
    segmented: bool = False,
    spare_groups: int = 0,
    target_interval: int = 0,
    queued: bool = True,
) -> Plan:
    """Places every non-zero weight of `graph` on tiles: on as few as it takes, or with a budget on as many as help.

    With a budget of converters the macros of layers that are fast have fewer of them, a divisor of `hardware.adcs`.

    ranges        ADC shift k of array layers; a missing layer gets the smallest k that cannot clip
                  (`ranges.sum_range`)
    segmented     whether all windows come segment by segment, as what is loaded needs them; if not, only those for
                  which that takes fewer registers than taps that are wired to rows
    spare_groups  column groups of each tile that are left free, for words that would meet bad cells (`spares.avoid`)
    target_interval  cycles between images that as few tiles as possible reach; 0 for none. With a budget of tiles alone
                     images come as close to one another as so many tiles allow (`mapping.balance`)
    queued        whether queues get the depths that the pace needs; without, the plan is for counting alone

    Raises HdlgenError if the graph has no layer, if `ranges` names no array layer, if a weight does not fit a tile, if
    layers cannot have the memristive units that they ask for (all of them), if the tiles or their converters exceed a
    budget, if the target cannot be reached, or if programs are to be loaded into several engines.
    """
    ranges = ranges or {}
    _require_layers(graph, ranges)
    _require_units(graph, hardware)
    groups = hardware.columns // hardware.adcs
    if not 0 <= spare_groups < groups:
        what = f"must lie in 0..{groups - 1}, not {spare_groups}: a tile has {groups} column groups"
        raise HdlgenError("hardware.tile.spare_groups", what)
    used = replace(hardware, columns=(groups - spare_groups) * hardware.adcs)
    ways = ways_of(graph, used, ranges)
    arrays = {name: each[0] for name, each in ways.items()}
    image = Stream(graph.input.shape, graph.input.out, 1)

    def made(arrays: Mapping[str, ArrayStage]) -> Plan:
        """The plan with these stages for the layers with weights, without queues."""
        pace = max([image.beats, *(stage.bound_cycles for stage in arrays.values())])
        return _joined(graph, hardware, lambda node, given: stage_of(node, given, pace, arrays))

    def stage_of(node: ComputeNode, given: Sequence[Stream], pace: int, arrays: Mapping[str, ArrayStage]) -> Stage:
        if isinstance(node, OperatorNode):
            return operator_stage(node, given, pace)
        array = arrays[node.name]
        stage = replace(array, geometry=replace(array.geometry, in_lanes=given[0].lanes))
        if not array.geometry.engines:
            stage = with_windows(stage, pace, segmented=segmented)
        narrower = hardware.adcs // stage.geometry.lanes.adcs
        return with_spares(stage, spare_groups * narrower, groups * narrower)

    plan = made(arrays)
    _require_budget(ways, hardware.tile_budget)
    if arrays and (hardware.tile_budget or hardware.adc_budget or target_interval):
        floor = floor_of(plan)
        plan = parallel(
            ways,
            used,
            target_interval,
            floor,
            lambda dealt: made({name: _with_lanes(stage) for name, stage in dealt.items()}),
        )
        _require_fixed(plan, segmented)
    if not queued:
        return plan
    plan = with_depths(plan)
    _require_target(plan, target_interval)
    return plan


def _joined(graph: Graph, hardware: Hardware, stage_of: Callable[[ComputeNode, Sequence[Stream]], Stage]) -> Plan:
    """The stages of all nodes, each made by `stage_of` of what it is given, and edges without queues."""
    streams = {graph.input.name: Stream(graph.input.shape, graph.input.out, 1)}
    stages: list[Stage] = []
    edges: list[Edge] = []

    def join(target: str, names: Sequence[str], taken: Sequence[Stream]) -> None:
        for operand, (name, stream) in enumerate(zip(names, taken, strict=True)):
            source = IMAGE if name == graph.input.name else name
            edges.append(Edge(source, target, operand, stream.lanes, stream.type, 0))

    for node in graph.nodes:
        if isinstance(node, InputNode):
            continue
        stage = stage_of(node, [streams[name] for name in node.inputs])
        join(node.name, node.inputs, stage.entering)
        streams[node.name] = stage.leaving
        stages.append(stage)
    join(RESULT, graph.ends, [streams[name] for name in graph.ends])
    return Plan(graph.name, hardware, graph.input.shape, graph.input.out, tuple(stages), tuple(edges))


def _require_fixed(plan: Plan, segmented: bool) -> None:
    several = [stage.name for stage in plan.array_stages if stage.geometry.engines]
    if segmented and several:
        raise HdlgenError(
            several[0],
            "would have several engines, whose taps are wired to rows and cannot be loaded",
            fix="leave hardware.tile.budget and hardware.target_interval out, or emit it for one program",
        )


def _require_target(plan: Plan, target: int) -> None:
    """What balances arrays knows neither how windows come nor of what is between layers."""
    interval = pace_of(plan).interval if target else 0
    if interval > target:
        what = f"no number of tiles is found with which an image takes {target:,} cycles, and not {interval:,}"
        raise HdlgenError("hardware.target_interval", what, fix=f"wait {interval:,} cycles")


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
        if isinstance(node, OperatorNode) and node.unit == "memristor":
            mistakes += pool_misfits(node, graph)
    if mistakes:
        raise HdlgenError.of(mistakes)


def _require_budget(ways: Mapping[str, Sequence[ArrayStage]], budget: int) -> None:
    fewest = {name: min(stage.geometry.arrays for stage in each) for name, each in ways.items()}
    needed = sum(fewest.values())
    if budget and needed > budget:
        layers = ", ".join(f"{name} {tiles}" for name, tiles in fewest.items())
        raise HdlgenError(
            "hardware.tile.budget",
            f"{needed} tiles are needed ({layers}) and there are {budget}",
            fix="raise the budget, enlarge the tiles or prune more",
        )


def ways_of(graph: Graph, hardware: Hardware, ranges: Mapping[str, int]) -> dict[str, tuple[ArrayStage, ...]]:
    """Each layer's stages as one engine: with a budget of converters one for each number of them that a macro may have.

    Those with the most come first. As `map_graph` for the rest.
    """
    most = hardware.adcs
    numbers = [n for n in range(most, 0, -1) if most % n == 0 and (n == most or hardware.adc_budget)]
    found = {}
    for node in graph.arrays:
        shift, pool = ranges.get(node.name), pool_of(graph, node)
        found[node.name] = tuple(_array_stage(node, replace(hardware, adcs=n), shift, pool) for n in numbers)
    return found


def _array_stage(node: ArrayNode, hardware: Hardware, shift: int | None, pool: MaxPool | None) -> ArrayStage:
    """The stage of `node`, as if a channel a beat entered."""
    phases = phases_of(node, hardware.dac_bits)
    slices = Slices(node.weight_bits, hardware.cell_bits)
    joined, layout = _layout(node, slices.count, hardware)
    requant, references = behind_arrays(node, phases)
    program = Program(
        node.weights, layout.segments, layout.blocks, requant, node.table, adc_shift=shift or 0, references=references
    )
    geometry = Geometry(
        window=node.window,
        channels=node.channels,
        out=node.out,
        phases=phases,
        slices=slices,
        lanes=layout.lanes,
        adc_bits=hardware.adc_bits,
        tiles=layout.tiles,
        in_lanes=1,
        out_lanes=1,
        settle_cycles=hardware.settle_cycles,
        precharge_cycles=hardware.precharge_cycles,
        conversion_cycles=hardware.conversion_cycles,
        windows=2,
        has_table=node.table is not None,
        units=references is not None,
        pool=pool,
        capacity=Capacity.of(program, layout.lanes),
        joined=joined,
        shared=hardware.shared,
    )
    stage = ArrayStage(node.name, geometry, program)
    if shift is None:
        smallest = smallest_shift(hardware.adc_bits, *sum_range(stage))
        stage = replace(stage, program=replace(program, adc_shift=smallest))
    return _with_lanes(replace(stage, geometry=geometry))


def _layout(node: ArrayNode, slice_count: int, hardware: Hardware) -> tuple[int, Layout]:
    """Of how many arrays each tile of `node` is made, and what is on the tiles.

    Where partial sums may be analog it is what takes the fewest conversions, then the fewest arrays; memristive units
    need complete sums first of all.
    """
    grouped = node.window.channels if node.grouped else 0
    most = hardware.joined if node.partial_sums == "analog" else 1
    layouts = {
        n: Layout.of(node.name, node.weights, slice_count, replace(hardware, rows=n * hardware.rows), grouped)
        for n in range(1, most + 1)
    }

    def cost(n: int) -> tuple[bool, int, int]:
        found = layouts[n]
        return node.unit == "memristor" and found.split, found.conversions(node.channels), n * found.tiles

    joined = min(layouts, key=cost)
    return joined, layouts[joined]


def _with_lanes(stage: ArrayStage) -> ArrayStage:
    return replace(stage, geometry=replace(stage.geometry, out_lanes=_out_lanes(stage))).fitted


def _out_lanes(stage: ArrayStage) -> int:
    """The narrowest output that leaves within the time of a position; a whole word if none does."""
    geometry, cycles = stage.geometry, stage.image_cycles // stage.geometry.positions
    word = geometry.lanes.word
    divisors = [n for n in range(1, word + 1) if word % n == 0]
    return next((n for n in divisors if -(-geometry.channels // n) <= cycles), word)


def behind_arrays(node: ArrayNode, phases: Phases) -> tuple[Requant, tuple[int, ...] | None]:
    """The requantizer of what arrays make of `node`, and the references of the units in front of it, if any."""
    requant = without_offset(node, phases)
    if node.unit != "memristor":
        return requant, None
    references, rest = take_references(requant, sum_ranges(node, phases))
    return rest, references


def without_offset(node: ArrayNode, phases: Phases) -> Requant:
    """`node.requant` for accumulators of activations that the row drivers offset (`Phases.offset`).

    Every tap carries the offset, padding too: the drivers hold it where the window holds zero. A tap that no segment
    drives has no weight, so the sum over all taps is that over the driven ones.
    """
    r = node.requant
    sums = node.weights.astype(np.int64).sum(axis=0)
    bias = (b - m * phases.offset * int(s) for m, b, s in zip(r.multiplier, r.bias, sums, strict=True))
    return replace(r, bias=tuple(bias))
