"""`Limits`: what an image cannot be faster than, and how near a plan comes."""

from __future__ import annotations

from dataclasses import dataclass

from hdlgen.mapping import balance
from hdlgen.mapping.parallel import floor_of, layer_of
from hdlgen.mapping.plan import ArrayStage, Plan


@dataclass(frozen=True)
class Limits:
    """Cycles between images.

    converters  if all converters of the tiles were busy all the time: conversions ÷ converters
    series      of the slowest layer on one copy of its tiles, one after the other
    streams     with any number of tiles: a beat a cycle
    least       that no deal of the layers' blocks to so many tiles can be below (`balance`)
    """

    converters: float
    series: int
    streams: int
    least: int

    @classmethod
    def of(cls, plan: Plan) -> Limits:
        """Those of the layers and the tiles of `plan`."""
        layers = [layer_of(stage, plan.hardware) for stage in plan.array_stages]
        streams = floor_of(plan)
        return cls(
            converters=sum(layer.conversions for layer in layers) / max(1, plan.tiles),
            series=max((layer.interval(layer.one) for layer in layers), default=0),
            streams=streams,
            least=balance.least(layers, plan.arrays, streams) if layers else streams,
        )


def busy(stage: ArrayStage, interval: float) -> float:
    """Share of the time in which the converters of a stage convert, with images so many cycles apart."""
    g = stage.geometry
    groups = sum(map(g.groups, stage.program.blocks))
    converted = len(g.reads) // g.inputs * g.phases.count * groups * g.conversion_cycles
    return converted / (len(g.seats) * interval)
