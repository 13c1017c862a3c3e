"""`Limits`: what an image cannot be faster than, and how near a plan comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hdlgen.ir.graph import Graph
from hdlgen.mapping import balance
from hdlgen.mapping.balance import Room
from hdlgen.mapping.mapper import ways_of
from hdlgen.mapping.parallel import floor_of, layer_of
from hdlgen.mapping.plan import Plan
from hdlgen.mapping.stages import ArrayStage


@dataclass(frozen=True)
class Limits:
    """Cycles between images.

    converters  if all converters of the tiles were busy all the time: conversions ÷ converters
    series      of the slowest layer on one copy of its tiles, one after the other
    streams     with any number of tiles: a beat a cycle
    least       that no deal of the layers' blocks to so many tiles, and converters, can be below (`balance`)
    """

    converters: float
    series: int
    streams: int
    least: int

    @classmethod
    def of(cls, plan: Plan, graph: Graph) -> Limits:
        """Those of the layers of `graph` and of as many tiles, and converters, as `plan` has."""
        stages, hardware, streams = plan.array_stages, plan.hardware, floor_of(plan)
        layers = [layer_of(stage, hardware) for stage in stages]
        work = sum(layer.conversions * layer.adcs for layer in layers)
        return cls(
            converters=work / max(1, plan.converters),
            series=max((layer.interval(layer.one) for layer in layers), default=0),
            streams=streams,
            least=_least(plan, graph, streams) if layers else streams,
        )


def _least(plan: Plan, graph: Graph, streams: int) -> int:
    """With a budget of converters of all ways to have them on tiles; without copies where these have no budget."""
    hardware = plan.hardware
    if not hardware.adc_budget:
        return balance.least([[layer_of(stage, hardware)] for stage in plan.array_stages], Room(plan.arrays), streams)
    copied = bool(hardware.tile_budget) or any(stage.geometry.engines for stage in plan.array_stages)
    shifts = {stage.name: stage.program.adc_shift for stage in plan.array_stages}
    every = ways_of(graph, hardware, shifts).values()
    layers = [[layer_of(way, hardware, copied=copied) for way in ways] for ways in every]
    room = Room(plan.arrays if copied else balance.ENDLESS, hardware.adc_budget)
    return balance.least(layers, room, max(plan.image.beats, sum(stage.leaving.pixels for stage in plan.results)))


def busy(stages: Sequence[ArrayStage], interval: float) -> float:
    """Share of the time in which the converters of some stages convert, with images so many cycles apart.

    0 without stages.
    """
    converted = sum(_converted(stage) for stage in stages)
    return converted / (max(1, sum(stage.converters for stage in stages)) * interval)


def _converted(stage: ArrayStage) -> int:
    """Cycles of an image in which a converter converts, those of all together."""
    g = stage.geometry
    groups = sum(map(g.groups, stage.program.blocks))
    return len(g.reads) // g.inputs * g.phases.count * groups * g.conversion_cycles * g.lanes.adcs
