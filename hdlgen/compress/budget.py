"""How many channels and taps of each layer stay, so that the network fits a budget and little importance is lost.

A layer that keeps a share p of its importance has lost −ln p; these add up over the layers. So what is left of a layer
becomes dearer as it shrinks. Plain sums do not know that it must do the work of what went, and empty large layers: of a
LeNet-5 on MNIST cut to 1,790 of 430,500 weights at once and trained for an epoch, they leave 89.8 %, shares 93.9 %.

Counts are found for the weights of highest score. A method of pruning that chooses others loses more than was reckoned,
and may leave fewer taps than it was allowed: channels that it keeps may have lost theirs in an earlier step.

Removals are greedy: of all that could go next, what loses least for each unit of cost that it saves. What could go are
the least important channels of a group or taps of a layer, as many as is cheapest: for tiles, down to a boundary.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from hdlgen.compress.cost import Cost
from hdlgen.compress.remaining import Floats, Layer, Remaining
from hdlgen.compress.runs import places, remove, run_of
from hdlgen.compress.structure import Keep
from hdlgen.errors import HdlgenError


@dataclass(frozen=True)
class Budget:
    """At most `most` of a cost, in its unit."""

    cost: Cost
    most: float


def total(layers: Mapping[str, Layer], cost: Cost) -> float:
    """The cost of a network."""
    return sum(_cost(cost, m, m.rows, m.channels) for m in layers.values())


def smallest(layers: Mapping[str, Layer], cost: Cost, *, least: int = 1) -> float:
    """The cost if each layer kept `least` taps and channels, or all that it has. No pruning leaves less."""
    return sum(
        _cost(cost, m, min(least, m.rows), min(least, m.channels) if m.writes else m.channels) for m in layers.values()
    )


def _cost(cost: Cost, layer: Layer, rows: int, columns: int) -> float:
    return float(cost.of(np.asarray(rows), np.asarray(columns), layer.drives))


def allocate(
    layers: Mapping[str, Layer],
    scores: Mapping[str, Floats],
    budget: Budget,
    *,
    least: int = 1,
    factor: float = math.inf,
) -> dict[str, Keep]:
    """Channels and taps of each layer that stay; `budget` is met. A network that meets it already stays as it is.

    layers  by name
    scores  float64[channel, tap], ≥ 0 and finite, by layer: importance of each weight, of one unit in all layers or not
    least   channels and taps that each layer keeps, if it has them; ≥ 1
    factor  of a layer's channels, and of its taps whose channels stay, 1/factor or more stays; ≥ 1

    Raises HdlgenError if the budget cannot be met.
    """
    left = Remaining(layers, scores, budget.cost)
    runs = {place: run_of(left, place, least, factor) for place in places(layers, layers)}
    while (excess := left.cost - budget.most) > 0:
        useful = [run for run in runs.values() if run.saves > 0]
        if not useful:
            raise _unmet(budget, left.cost, factor)
        run = min(useful, key=lambda r: r.rate)
        count = run.best
        if run.savings[count - 1] >= excess:  # the last removal: what loses least, whatever else it saves
            run = min((r for r in useful if r.saves >= excess), key=lambda r: r.losses[r.until(excess) - 1])
            count = run.until(excess)
        for place in places(layers, remove(left, run.place, run.order[:count])):
            runs[place] = run_of(left, place, least, factor)
    return left.counts()


def _unmet(budget: Budget, reached: float, factor: float) -> HdlgenError:
    name, unit, need = budget.cost.name, budget.cost.unit, f"{math.ceil(reached):,}"
    return HdlgenError(
        f"budget.{name}",
        f"{budget.most:,.10g} {unit} cannot be met: "
        + (f"with 1/{factor:g} of each layer's channels and taps " if factor < math.inf else "")
        + f"the smallest network takes {need}",
        fix=f"give {need} or more" + (", or prune in more steps" if factor < math.inf else ""),
    )
