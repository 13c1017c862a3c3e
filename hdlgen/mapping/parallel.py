"""Layers as `balance` sees them, and what becomes of the stages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from hdlgen.arith import Concat
from hdlgen.arith.flow import WindowFlow
from hdlgen.errors import HdlgenError
from hdlgen.mapping.alone import alone
from hdlgen.mapping.balance import ENDLESS, Balance, Deal, Layer, Piece, Room, Ways, reaching, within
from hdlgen.mapping.emittable import WIDEST
from hdlgen.mapping.engines import Engine
from hdlgen.mapping.hardware import Hardware
from hdlgen.mapping.plan import Plan
from hdlgen.mapping.program import Block
from hdlgen.mapping.stages import ArrayStage, OperatorStage, Stage
from hdlgen.mapping.window_queue import with_queues


def parallel(
    stages: Mapping[str, Sequence[ArrayStage]],
    hardware: Hardware,
    target: int,
    floor: int,
    made: Callable[[Mapping[str, ArrayStage]], Plan],
) -> Plan:
    """The plan of `stages`, each as one engine, with engines and copies for as much as `hardware` has.

    What the arrays need for an image is balanced first. Layers that take longer, since their windows do not come
    evenly, get a queue of windows, and then more tiles as long as there are some and it helps.

    stages  of each layer the ways in which it may be laid out, those with more converters a macro first
    target  cycles between images, which as few tiles as possible reach; 0 for as few cycles as possible
    floor   cycles that an image takes whatever the arrays do
    made    the plan of such stages, without queues

    Raises HdlgenError if the arrays cannot reach `target`, or if there are too few converters.
    """
    copied = bool(hardware.tile_budget or target)
    layers = [[layer_of(way, hardware, copied=copied) for way in ways] for ways in stages.values()]
    room = Room(hardware.tile_budget or ENDLESS, hardware.adc_budget or ENDLESS)
    found = _balance(layers, room, target, floor)
    own = {name: ways[n] for (name, ways), n in zip(stages.items(), found.ways, strict=True)}
    seen = dict(zip(stages, (ways[n] for ways, n in zip(layers, found.ways, strict=True)), strict=True))
    deals = dict(zip(stages, found.deals, strict=True))
    goal = target or found.interval
    if not hardware.tile_budget:
        room = replace(room, tiles=2 * _tiles(within(layers, Room(converters=room.converters), floor)))
    best: tuple[int, Plan] | None = None
    while True:
        plan = with_queues(made({name: dealt(stage, deals[name]) for name, stage in own.items()}), goal)
        slow = {stage.name: alone(stage) for stage in plan.array_stages if stage.geometry.engines}
        slowest = max(slow.values(), default=goal)
        if best is None or slowest < best[0]:
            best = slowest, plan
        if slowest <= goal:
            return plan
        name = max(slow, key=slow.__getitem__)
        faster = _faster(seen[name], deals[name])
        if faster is None or not _fits({**deals, name: faster}, seen, room):
            return best[1]
        deals[name] = faster


def _tiles(found: Balance | None) -> int:
    return found.tiles if found else 0


def _fits(deals: Mapping[str, Deal], layers: Mapping[str, Layer], room: Room) -> bool:
    taken = [layers[name].takes(deal) for name, deal in deals.items()]
    return sum(tiles for tiles, _ in taken) <= room.tiles and sum(adcs for _, adcs in taken) <= room.converters


def _faster(layer: Layer, deal: Deal) -> Deal | None:
    """What keeps a shorter pace than `deal`; None where nothing does, or windows do not come so fast: one a cycle."""
    pace = layer.interval(deal) - 1
    return layer.deal(pace) if pace >= layer.positions else None


def _balance(layers: Sequence[Ways], room: Room, target: int, floor: int) -> Balance:
    best = within(layers, room, floor)
    if best is None:
        fewest = sum(min(way.takes(way.one)[1] for way in ways) for ways in layers)
        what = f"{room.converters} are too few: one engine a layer, with the fewest a macro can have, takes {fewest}"
        fix = "raise it, take larger tiles, or let tiles share converters (shared)"
        raise HdlgenError("hardware.adc.budget", what, fix=fix)
    if not target:
        return best
    found = reaching(layers, target, replace(room, tiles=ENDLESS), floor)
    if found is None:
        what = f"no number of tiles lets an image take {target:,} cycles: its streams take {floor:,}"
        raise HdlgenError("hardware.target_interval", what, fix="raise it")
    if found.tiles > room.tiles:
        what = f"an image every {target:,} cycles takes {found.tiles} tiles, and hardware.tile.budget is {room.tiles}"
        raise HdlgenError("hardware.target_interval", what, fix=f"raise the budget, or wait {best.interval:,} cycles")
    return found


def floor_of(plan: Plan) -> int:
    """Cycles that an image takes at least, however many tiles there are: a beat a cycle, of as many channels as can be.

    The image comes a channel a beat; a layer with weights gives a word at most; a concat takes its operands' beats one
    by one.
    """
    beats = [plan.image.beats, sum(stage.leaving.pixels for stage in plan.results)]
    beats += [stage.leaving.pixels for stage in plan.stages]
    beats += [sum(stream.pixels for stream in s.entering) for s in plan.stages if _concats(s)]
    beats += [_streams(stage) for stage in plan.array_stages]
    return max(beats)


def _concats(stage: Stage) -> bool:
    return isinstance(stage, OperatorStage) and isinstance(stage.op, Concat)


def _streams(stage: ArrayStage) -> int:
    """Cycles that an image takes in `stage` at least: a word of results a cycle, a pixel of its windows a cycle."""
    geometry = stage.geometry
    leaving = replace(stage.leaving, lanes=geometry.lanes.word)
    return max(leaving.beats, WindowFlow(geometry.buffered, 1).interval())


def layer_of(stage: ArrayStage, hardware: Hardware, *, copied: bool = True) -> Layer:
    """What `balance` sees of a stage on tiles with the columns of `hardware`; as it is if it may not be `copied`."""
    g, p = stage.geometry, stage.program
    act = g.phases.act.bits
    words = words_of(stage)
    pieces = [_piece(b, words[b.segment]) for b in p.blocks]
    tiles = tuple(
        tuple(piece for b, piece in zip(p.blocks, pieces, strict=True) if b.tile == tile) for tile in range(g.tiles)
    )
    return Layer(
        positions=g.positions,
        phases=g.phases.count,
        integration=g.sampling_cycles,
        conversion=g.conversion_cycles,
        groups=hardware.columns // g.lanes.adcs,
        segments=tuple(tuple(g.lanes.groups(v, g.channels) for v in own) for own in words),
        tiles=tiles,
        fixed=not copied or g.pool is not None or _window_bits(stage) > WIDEST,
        widest=WIDEST // act,
        rows=tuple(len(segment.taps) for segment in p.segments),
        adcs=g.lanes.adcs,
        streams=_streams(stage),
        joined=g.joined,
        shared=g.shared,
    )


def words_of(stage: ArrayStage) -> list[tuple[int, ...]]:
    """The words in which each segment has weights, in ascending order."""
    found: list[set[int]] = [set() for _ in stage.program.segments]
    for b in stage.program.blocks:
        found[b.segment] |= set(b.words)
    return [tuple(sorted(words)) for words in found]


def _piece(b: Block, words: Sequence[int]) -> Piece:
    return Piece(b.segment, words.index(b.words[0]), len(b.words))


def _window_bits(stage: ArrayStage) -> int:
    """Of the window that is wired to the rows of several engines."""
    g, w = stage.geometry, stage.geometry.window
    return w.kernel[0] * w.kernel[1] * -(-w.channels // g.in_lanes) * g.in_lanes * g.phases.act.bits


def dealt(stage: ArrayStage, deal: Deal) -> ArrayStage:
    """`stage` with the engines of `deal`; itself where it has one and no copies."""
    words, g = words_of(stage), stage.geometry
    blocks: list[Block] = []
    for tile, pieces in enumerate(pieces for engine in deal for pieces in engine.tiles):
        taken = 0
        for piece in pieces:
            own = words[piece.segment][piece.first : piece.first + piece.count]
            blocks.append(Block(piece.segment, tile, taken, own))
            taken += sum(g.lanes.groups(v, g.channels) for v in own)
    engines = tuple(Engine(len(engine.tiles), engine.copies) for engine in deal)
    if engines == (Engine(g.tiles, 1),):
        return stage
    tiles = sum(engine.tiles for engine in engines)
    program = replace(stage.program, blocks=tuple(blocks))
    if sum(engine.copies for engine in engines) == 1:
        engines = ()
    found = replace(stage, geometry=replace(g, tiles=tiles, engines=engines), program=program)
    return found.fitted
