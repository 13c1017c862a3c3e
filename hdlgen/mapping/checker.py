"""An independent judge of Plans: reads a Plan as a description of hardware and asks whether it computes the Graph.

It shares no code with the mapper and believes none of the Plan's derived properties about weights: cells are written
tile by tile from the definition of a block, the layer's matrix is read back from them, and the levels that the Plan
gives for each tile of each copy must be those.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Iterator

import numpy as np

from hdlgen.arith import ArgMax, Interleave, Requant
from hdlgen.errors import DesignError, Mistake
from hdlgen.ir.graph import ArrayNode, Graph, InputNode, OperatorNode
from hdlgen.mapping.geometry import Geometry
from hdlgen.mapping.plan import IMAGE, RESULT, Plan
from hdlgen.mapping.program import Block
from hdlgen.mapping.queues import deadlocks
from hdlgen.mapping.read_back import matrix
from hdlgen.mapping.stages import ArrayStage, OperatorStage
from hdlgen.mapping.stream import Stream
from hdlgen.mapping.tables import schedule


def check(plan: Plan, graph: Graph) -> None:
    """Raises DesignError, naming every violation, unless `plan` computes `graph` within its hardware."""
    mistakes = [Mistake(where, what) for where, what in _violations(plan, graph)]
    if mistakes:
        raise DesignError.of(mistakes)


def check_queues(plan: Plan) -> None:
    """Raises DesignError, naming a queue, if with the queues of `plan` its accelerator can stop.

    For a plan that `check` has passed.
    """
    mistakes = [Mistake(where, what) for where, what in deadlocks(plan)]
    if mistakes:
        raise DesignError.of(mistakes)


def _violations(plan: Plan, graph: Graph) -> Iterator[tuple[str, str]]:
    yield from _sequence(plan, graph)
    yield from _streams(plan)
    for stage in plan.stages:
        node = next((n for n in graph.nodes if n.name == stage.name), None)
        if isinstance(stage, ArrayStage) and isinstance(node, ArrayNode):
            yield from ((stage.name, what) for what in _array(stage, node, plan))
            yield from ((stage.name, what) for what in _pooled(stage, graph))
        elif isinstance(stage, OperatorStage) and isinstance(node, OperatorNode):
            yield from ((stage.name, what) for what in _operator(stage, node))
        elif node is not None:
            yield stage.name, f"is a {type(stage).__name__} and the network has a {type(node).__name__} there"
    needed = sum(s.geometry.joined * _occupied(s.geometry) for s in plan.stages if isinstance(s, ArrayStage))
    if plan.hardware.tile_budget and needed > plan.hardware.tile_budget:
        yield "tiles", f"{needed} are occupied and there are {plan.hardware.tile_budget}"
    arrays = [s for s in plan.stages if isinstance(s, ArrayStage)]
    converters = sum(len(set(_macros(s.geometry))) * s.geometry.lanes.adcs for s in arrays)
    if plan.hardware.adc_budget and converters > plan.hardware.adc_budget:
        yield "converters", f"{converters} are on the tiles and there are {plan.hardware.adc_budget}"


def _sequence(plan: Plan, graph: Graph) -> Iterator[tuple[str, str]]:
    """Stages are the network's layers, and read what these read."""
    stages, nodes = [s.name for s in plan.stages], [n.name for n in graph.nodes if not isinstance(n, InputNode)]
    if stages != nodes:
        yield "stages", f"are {stages} and the network's layers are {nodes}"
    if (plan.in_shape, plan.in_type) != (graph.input.shape, graph.input.out):
        yield "input", f"is {plan.in_type} {plan.in_shape} and the network's is {graph.input.out} {graph.input.shape}"
    wanted = {n.name: n.inputs for n in graph.nodes if not isinstance(n, InputNode)} | {RESULT: graph.ends}
    for name, inputs in wanted.items():
        edges = [edge for edge in plan.edges if edge.target == name]
        if [edge.operand for edge in edges] != list(range(len(edges))):
            yield name, f"has operands {[edge.operand for edge in edges]}, not 0, 1, …"
        read = [edge.source for edge in edges]
        layers = [IMAGE if source == graph.input.name else source for source in inputs]
        if read != layers:
            yield name, f"reads {', '.join(read) or 'nothing'} and the network's layer reads {', '.join(layers)}"
    for edge in plan.edges:
        if edge.target not in wanted:
            yield edge.target, f"reads {edge.source} and is no stage"


def _streams(plan: Plan) -> Iterator[tuple[str, str]]:
    """Edges carry what their source gives and their target takes, in order."""
    streams = {IMAGE: Stream(plan.in_shape, plan.in_type, 1)}
    for s in plan.stages:
        if isinstance(s, ArrayStage):
            lanes, word = s.geometry.out_lanes, s.geometry.lanes.word
            if lanes < 1 or word % lanes:
                yield s.name, f"out_lanes {lanes} does not divide the {word} channels of a word"
        edges = [edge for edge in plan.edges if edge.target == s.name]
        if len(edges) != len(s.entering):
            yield s.name, f"reads {len(edges)} streams, not {len(s.entering)}"
        for edge, stream in zip(edges, s.entering, strict=False):
            given = streams.get(edge.source)
            if given is None:
                yield s.name, f"reads {edge.source}, which is not before it"
                continue
            if stream.lanes != edge.lanes:
                yield s.name, f"takes {stream.lanes} lanes and the stream in front of it has {edge.lanes}"
            if stream.shape != given.shape:
                yield s.name, f"takes an image of {stream.shape} and gets one of {given.shape}"
            if stream.type != given.type:
                yield s.name, f"takes {stream.type} and gets {given.type}"
        streams[s.name] = s.leaving
    for edge in plan.edges:
        given = streams.get(edge.source)
        where = f"{edge.source} → {edge.target}"
        if given and edge.type != given.type:
            yield where, f"carries {edge.type} and its source gives {given.type}"
        if edge.lanes < 1:
            yield where, f"has {edge.lanes} lanes"
        if given and edge.target == RESULT and edge.lanes != given.lanes:
            yield where, f"has {edge.lanes} lanes, and a result leaves in its {given.lanes}"
        if edge.depth < 0:
            yield where, f"has a queue of {edge.depth} beats"


def _operator(stage: OperatorStage, node: OperatorNode) -> Iterator[str]:
    if (stage.op, stage.leaving.type) != (node.op, node.out):
        yield f"the {type(node.op).__name__} or its output type is not the network's"
    shapes = tuple(stream.shape for stream in stage.entering)
    operands = tuple(signal.shape for signal in node.operands)
    wanted = node.op.shape(*operands)
    if shapes != ((wanted,) if stage.pooled else operands):
        yield f"takes {shapes} and the network's layer other images"
    if stage.leaving.shape != wanted:
        yield f"gives {stage.leaving.shape} and the network's layer {wanted}"
    if stage.pooled != (node.unit == "memristor"):
        yield f"its unit is {node.unit} and it {'passes on what enters' if stage.pooled else 'computes'}"
    lanes = {stream.lanes for stream in (*stage.entering, stage.leaving)}
    if len(lanes) > 1 and not isinstance(stage.op, ArgMax):
        yield f"has {sorted(lanes)} lanes in and out, which must be the same"
    if isinstance(stage.op, Interleave) and stage.op.channels % stage.leaving.lanes:
        yield f"{stage.leaving.lanes} lanes do not divide {stage.op.channels} channels"


def _pooled(stage: ArrayStage, graph: Graph) -> Iterator[str]:
    """What is pooled in front of converters is what the layer behind says, and the requantizer keeps its order."""
    geometry, program = stage.geometry, stage.program
    behind = [n for n in graph.nodes if stage.name in n.inputs]
    wanted = [n.op for n in behind if isinstance(n, OperatorNode) and n.unit == "memristor"]
    if wanted != ([geometry.pool] if geometry.pool else []):
        yield f"pools {geometry.pool} in front of its converters, and the layer behind it says {wanted or 'nothing'}"
    if geometry.pool and stage.name in graph.ends:
        yield "pools in front of its converters, and its result leaves the network"
    if geometry.pool and program.references is None:
        yield "pools in front of its converters and has no activation units there"
    if geometry.pool and program.table and any(b < a for a, b in itertools.pairwise(program.table.entries)):
        yield "pools in front of a table that descends"


def _array(stage: ArrayStage, node: ArrayNode, plan: Plan) -> Iterator[str]:
    geometry, program = stage.geometry, stage.program
    h, lanes = plan.hardware, geometry.lanes
    if (geometry.window, program.table, stage.out) != (node.window, node.table, node.out):
        yield "the window, the table or the output type is not the network's"
    if (geometry.slices.weight_bits, geometry.slices.cell_bits) != (node.weight_bits, h.cell_bits):
        yield f"slices {geometry.slices} are not of {node.weight_bits}-bit weights in {h.cell_bits}-bit cells"
    if (geometry.phases.act, geometry.phases.dac_bits) != (node.in_type, h.dac_bits):
        yield f"phases {geometry.phases} are not of {node.in_type} through {h.dac_bits}-bit drivers"
    fewer = h.adc_budget and h.adcs % lanes.adcs == 0
    if geometry.adc_bits != h.adc_bits or not (lanes.adcs == h.adcs or fewer):
        yield f"{lanes.adcs} ADCs of {geometry.adc_bits} bits, and the hardware has {h.adcs} of {h.adc_bits}"
    precharge, settle, conversion = geometry.precharge_cycles, geometry.settle_cycles, geometry.conversion_cycles
    if (precharge, settle, conversion) != (h.precharge_cycles, h.settle_cycles, h.conversion_cycles):
        yield (
            f"precharges in {precharge}, settles in {settle} and converts in {conversion} cycles, not as the hardware"
        )
    if geometry.channels != node.channels:
        yield f"{geometry.channels} channels, and the network has {node.channels}"
        return
    if node.table and not geometry.has_table:
        yield "has no table behind its requantizer, and the network has one"
    if (node.unit == "memristor") != geometry.units:
        yield f"its activation is {node.unit} and its converters have {'no ' * (not geometry.units)}units in front"
    if geometry.queue and (geometry.queue < 2 or not geometry.engines):
        yield f"has a queue of {geometry.queue} windows in front of {len(geometry.engines)} engines"
    if geometry.windows < 2:
        yield f"accumulators have room for {geometry.windows} windows, and need it for 2"
    if lanes.slices < geometry.slices.count:
        yield f"{lanes.slices} columns a channel do not hold {geometry.slices.count} slices"
        return
    if (program.references is None) != (node.unit == "digital"):
        yield f"its activation is {node.unit} and it has {'no ' if program.references is None else ''}references"
    elif program.references is not None and len(program.references) != node.channels:
        yield f"{len(program.references)} references for {node.channels} channels"
        return
    if program.references is not None:
        yield from _units(stage, node)
    yield from _requant(stage, node)
    if geometry.joined > (h.joined if node.partial_sums == "analog" else 1):
        yield f"joins {geometry.joined} tiles, and its partial sums are {node.partial_sums}, and macros join {h.joined}"
    if not 1 <= geometry.shared <= h.shared:
        yield f"has macros of {geometry.shared} tiles, and converters can be switched to {h.shared}"
        return
    rows = h.rows * geometry.joined
    faults = [*_segments(stage, rows), *_blocks(stage, h.columns), *_engines(stage)]
    yield from faults
    by = stage.geometry.fetch
    if by and (by.window, by.in_lanes, stage.geometry.pool) != (stage.geometry.window, stage.geometry.in_lanes, None):
        yield "taps are fetched of another window, or of other beats, or in another order of positions"
    if program.weights.shape != node.weights.shape:
        yield f"weights of shape {program.weights.shape}, and the network's are {node.weights.shape}"
    elif not faults:
        yield from _amounts(stage)
        yield from _turns(stage)
        yield from matrix(stage, node, rows, h.columns)


def _requant(stage: ArrayStage, node: ArrayNode) -> Iterator[str]:
    """An image of zeros, as the drivers hold it, must requantize to the network's bias."""
    geometry, program = stage.geometry, stage.program
    words = geometry.phases.word(np.zeros(geometry.window.taps, np.int64))
    acc = words @ node.weights.astype(np.int64) - np.array(program.references or 0)
    got, want = program.requant, node.requant
    seen = tuple(int(a) * m + b for a, m, b in zip(acc, got.multiplier, got.bias, strict=False))
    if Requant(got.multiplier, seen, got.shift, got.lo, got.hi) != want:
        yield "the requantizer does not give the network's results for what the row drivers hold"


def _units(stage: ArrayStage, node: ArrayNode) -> Iterator[str]:
    """Units see complete sums, and lose nothing that the requantizer would have kept."""
    geometry, program = stage.geometry, stage.program
    weights, slices = geometry.phases.weights.tolist(), geometry.slices.count
    if weights != [1] or slices != 1:
        yield f"units see parts of sums: phases of weight {weights}, {slices} slices"
        return
    seen = [v for b in program.blocks for v in b.words]
    for v in sorted({v for v in seen if seen.count(v) > 1}):
        yield f"units see parts of the sums of word {v}, which is in {seen.count(v)} blocks"
    if program.requant.lo < 0:
        yield f"units pass no negative sum and results begin at {program.requant.lo}"
    top = 2**node.in_type.bits - 1
    for c, (m, b, r) in enumerate(
        zip(program.requant.multiplier, program.requant.bias, program.references or (), strict=False)
    ):
        if r and not any(c // geometry.lanes.word == v for v in seen):
            yield f"channel {c} has the reference {r} and is in no block"
        least = sum(top * int(w) for w in node.weights[:, c] if w < 0)
        if m < 0 or (m and b > 0 and least < r):
            yield f"channel {c} loses sums below its reference {r} that its requantizer (m {m}, b {b}) would keep"


def _segments(stage: ArrayStage, rows: int) -> Iterator[str]:
    geometry, program = stage.geometry, stage.program
    for i, segment in enumerate(program.segments):
        if not 1 <= len(segment.taps) <= rows:
            yield f"segment {i} has {len(segment.taps)} rows and a tile has {rows}"
        for tap in segment.taps:
            if not 0 <= tap < geometry.window.taps:
                yield f"segment {i} drives tap {tap} of a window of {geometry.window.taps}"
        if len(set(segment.taps)) != len(segment.taps):
            yield f"segment {i} drives a tap twice"


def _occupied(geometry: Geometry) -> int:
    """Tiles of a stage, those of all copies of its engines."""
    return sum(e.tiles * e.copies for e in geometry.engines) if geometry.engines else geometry.tiles


def _macros(geometry: Geometry) -> list[tuple[int, int, int]]:
    """Of each tile of a stage, by its number, the macro that it is in: an engine, a copy, and a number there."""
    each = [(e.tiles, e.copies) for e in geometry.engines] or [(geometry.tiles, 1)]
    return [
        (engine, copy, tile // geometry.shared)
        for engine, (tiles, copies) in enumerate(each)
        for copy in range(copies)
        for tile in range(tiles)
    ]


def _turns(stage: ArrayStage) -> Iterator[str]:
    """Tiles of a macro never integrate or convert at once: all are one copy's, whose table names one of them at a time.

    A copy integrates one row of its table at a time and converts one, so what is left to see is that each row is the
    array, in the macro, that has its block.
    """
    shared = stage.geometry.shared
    if [(seat.engine, seat.copy, seat.macro) for seat in stage.geometry.seats] != _macros(stage.geometry):
        yield "has tiles in macros of other engines or copies, which work at the same time"
    for part in stage.parts if shared > 1 else ():
        for b, row in zip(part.program.blocks, schedule(part)[0], strict=True):
            if not 0 <= row.array < shared or row.tile * shared + row.array != b.tile:
                yield f"a block on tile {b.tile} is run on array {row.array} of macro {row.tile}"


def _engines(stage: ArrayStage) -> Iterator[str]:
    """Each tile is one engine's, all of whose copies have it: so every copy of a layer has what the program has."""
    geometry, first = stage.geometry, 0
    if not geometry.engines:
        return
    if geometry.fetch or geometry.pool:
        yield "has several engines or copies, and its windows are no wires or are read square by square"
    used = {b.tile for b in stage.program.blocks}
    for i, engine in enumerate(geometry.engines):
        if engine.tiles < 1 or engine.copies < 1:
            yield f"engine {i} has {engine.tiles} tiles in {engine.copies} copies"
        elif not used & set(range(first, first + engine.tiles)):
            yield f"engine {i} has no block"
        first += engine.tiles
    if first != geometry.tiles:
        yield f"its engines have {first} tiles and its program {geometry.tiles}"


def _blocks(stage: ArrayStage, columns: int) -> Iterator[str]:
    geometry, program = stage.geometry, stage.program
    a_channel, a_group = geometry.lanes.slices, geometry.lanes.adcs
    a_word = math.lcm(a_channel, a_group)
    groups, words = columns // a_group, -(-geometry.channels * a_channel // a_word)
    taken: dict[tuple[int, int], int] = {}
    for i, b in enumerate(program.blocks):
        if not 0 <= b.segment < len(program.segments):
            yield f"block {i} is of segment {b.segment} and there are {len(program.segments)}"
        if not 0 <= b.tile < geometry.tiles:
            yield f"block {i} is on tile {b.tile} and the stage has {geometry.tiles}"
        if not b.words or len(set(b.words)) != len(b.words):
            yield f"block {i} has no word, or one twice: {b.words}"
        for v in b.words:
            if not 0 <= v < words:
                yield f"block {i} has word {v} and the {geometry.channels} channels make {words}"
        # Of the layer's last word, groups without a channel are neither there nor converted: nothing can follow it.
        rest = geometry.channels * a_channel - (words - 1) * a_word
        if words - 1 in b.words[:-1] and rest <= a_word - a_group:
            yield f"block {i} has words behind word {words - 1}, which is not full"
        last = _end(b, geometry)
        if b.first_group < 0 or last > groups:
            yield f"block {i} takes column groups {b.first_group}..{last - 1} and a tile has {groups}"
        for group in range(b.first_group, last):
            other = taken.setdefault((b.tile, group), i)
            if other != i:
                yield f"blocks {other} and {i} share column group {group} of tile {b.tile}"


def _end(b: Block, geometry: Geometry) -> int:
    """The column group behind those of `b`, whose last word alone may be the layer's, which need not be full."""
    a_channel, a_group = geometry.lanes.slices, geometry.lanes.adcs
    a_word = math.lcm(a_channel, a_group)
    words = -(-geometry.channels * a_channel // a_word)
    rest = geometry.channels * a_channel - (words - 1) * a_word
    width = (len(b.words) - 1) * a_word + rest if b.words[-1:] == (words - 1,) else len(b.words) * a_word
    return b.first_group - (-width // a_group)


def _amounts(stage: ArrayStage) -> Iterator[str]:
    """Programs have no more of anything than the geometry has room for."""
    geometry, program, room = stage.geometry, stage.program, stage.geometry.capacity
    rows = [len(segment.taps) for segment in program.segments]
    ends = [_end(b, geometry) for b in program.blocks]
    words = [v for b in program.blocks for v in b.words]
    k, n = program.adc_shift, program.requant.shift
    factors = [m << max(0, k - n) for m in program.requant.multiplier]
    biases = [(b + (2**n >> 1)) >> min(k, n) for b in program.requant.bias]
    for what, needed, most in (
        ("segments", len(rows), room.segments),
        ("rows in a segment", max(rows), room.rows),
        ("rows in all segments", sum(rows), room.taps),
        ("blocks", len(ends), room.blocks),
        ("conversions", sum(ends) - sum(b.first_group for b in program.blocks), room.conversions),
        ("column groups of a tile", max(ends), room.groups),
        ("blocks of one word", max(words.count(v) for v in words), room.depth),
        ("multiplier bits", 1 + max((f if f >= 0 else ~f).bit_length() for f in factors), room.multiplier_bits),
        ("load cycles", _load_cycles(stage), room.load_cycles),
        ("bias bits", 1 + max((b if b >= 0 else ~b).bit_length() for b in biases), room.bias_bits),
    ):
        if needed > most:
            yield f"{needed} {what}, and there is room for {most}"


def _load_cycles(stage: ArrayStage) -> int:
    """Those of a window: of each `lanes` rows as many as the most of them that are in one bank."""
    by, program, cycles, before = stage.geometry.fetch, stage.program, 0, -1
    if by is None:
        return 0
    for b in program.blocks:
        taps = program.segments[b.segment].taps if b.segment != before else ()
        for first in range(0, len(taps), by.lanes):
            cycles += max(Counter(map(by.bank, taps[first : first + by.lanes])).values())
        before = b.segment
    return cycles
