"""Layers as `balance` sees them, and what becomes of the stages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from hdlgen.arith.flow import WindowFlow
from hdlgen.errors import HdlgenError
from hdlgen.mapping.alone import alone
from hdlgen.mapping.balance import Balance, Deal, Layer, Piece, reaching, within
from hdlgen.mapping.emittable import WIDEST
from hdlgen.mapping.engines import Engine
from hdlgen.mapping.plan import ArrayStage, Hardware, Plan
from hdlgen.mapping.program import Block

ENDLESS = 1 << 60
"""More tiles than any layers can use."""


def parallel(
    stages: Mapping[str, ArrayStage],
    hardware: Hardware,
    target: int,
    floor: int,
    made: Callable[[Mapping[str, ArrayStage]], Plan],
) -> Plan:
    """The plan of `stages`, each as one engine, with engines and copies for as many tiles as `hardware` has.

    What the arrays need for an image is balanced first. Then layers that take longer, since their windows do not come
    evenly, get more tiles as long as there are some and it helps.

    target  cycles between images, which as few tiles as possible reach; 0 for as few cycles as possible
    floor   cycles that an image takes whatever the arrays do
    made    the plan of such stages, without queues

    Raises HdlgenError if the arrays cannot reach `target`.
    """
    layers = {name: layer_of(stage, hardware) for name, stage in stages.items()}
    found = _balance(list(layers.values()), hardware.tile_budget, target, floor)
    deals = dict(zip(layers, found.deals, strict=True))
    goal = target or found.interval
    most = hardware.tile_budget or 2 * within(list(layers.values()), ENDLESS, floor).tiles
    best: tuple[int, Plan] | None = None
    while True:
        plan = made({name: dealt(stage, deals[name]) for name, stage in stages.items()})
        slow = {stage.name: alone(stage) for stage in plan.array_stages if stage.geometry.engines}
        slowest = max(slow.values(), default=goal)
        if best is None or slowest < best[0]:
            best = slowest, plan
        if slowest <= goal:
            return plan
        name = max(slow, key=slow.__getitem__)
        faster = _faster(layers[name], deals[name])
        if faster is None or sum(layers[n].arrays(deal) for n, deal in {**deals, name: faster}.items()) > most:
            return best[1]
        deals[name] = faster


def _faster(layer: Layer, deal: Deal) -> Deal | None:
    """What keeps a shorter pace than `deal`; None where nothing does, or windows do not come so fast: one a cycle."""
    pace = layer.interval(deal) - 1
    return layer.deal(pace) if pace >= layer.positions else None


def _balance(layers: Sequence[Layer], budget: int, target: int, floor: int) -> Balance:
    found = reaching(layers, target, floor) if target else within(layers, budget, floor)
    if found is None:
        what = f"no number of tiles lets an image take {target:,} cycles: its streams take {floor:,}"
        raise HdlgenError("hardware.target_interval", what, fix="raise it")
    if budget and found.tiles > budget:
        best = within(layers, budget, floor).interval
        what = f"an image every {target:,} cycles takes {found.tiles} tiles, and hardware.tile.budget is {budget}"
        raise HdlgenError("hardware.target_interval", what, fix=f"raise the budget, or wait {best:,} cycles")
    return found


def floor_of(plan: Plan) -> int:
    """Cycles that an image takes at least, however many tiles there are: a beat a cycle, of as many channels as can be.

    The image comes a channel a beat; a layer with weights gives a word at most.
    """
    beats = [plan.image.beats, sum(stage.leaving.pixels for stage in plan.results)]
    beats += [stage.leaving.pixels for stage in plan.stages]
    for stage in plan.array_stages:
        geometry = stage.geometry
        beats.append(replace(stage.leaving, lanes=geometry.lanes.word).beats)
        beats.append(WindowFlow(geometry.buffered, 1).interval())
    return max(beats)


def layer_of(stage: ArrayStage, hardware: Hardware) -> Layer:
    """What `balance` sees of a stage on tiles with the columns of `hardware`."""
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
        groups=hardware.columns // hardware.adcs,
        segments=tuple(tuple(g.lanes.groups(v, g.channels) for v in own) for own in words),
        tiles=tiles,
        fixed=g.pool is not None or _window_bits(stage) > WIDEST,
        widest=WIDEST // act,
        rows=tuple(len(segment.taps) for segment in p.segments),
        joined=g.joined,
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
