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
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

import numpy as np

from hdlgen.compress.cost import Cost, Ints
from hdlgen.compress.kernels import KernelCost, KernelLayer, RemainingKernels
from hdlgen.compress.remaining import Floats, Layer, Remaining
from hdlgen.compress.runs import Place, Run, Unit, places, remove, run_of
from hdlgen.compress.structure import Keep
from hdlgen.errors import HdlgenError

C = TypeVar("C", bound=Cost | KernelCost, covariant=True)


@dataclass(frozen=True)
class Budget(Generic[C]):
    """At most `most` of a cost, in its unit."""

    cost: C
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
    return float(cost.of(np.asarray(rows), np.asarray(columns), layer.work))


def allocate(
    layers: Mapping[str, Layer],
    scores: Mapping[str, Floats],
    budget: Budget[Cost],
    *,
    units: Collection[Unit] = ("channels", "taps"),
    least: int = 1,
    factor: float = math.inf,
) -> dict[str, Keep]:
    """Channels and taps of each layer that stay; `budget` is met. A network that meets it already stays as it is.

    layers  by name
    scores  float64[channel, tap], ≥ 0 and finite, by layer: importance of each weight, of one unit in all layers or not
    units   what is removed
    least   channels and taps that each layer keeps, if it has them; ≥ 1
    factor  of a layer's channels, and of its taps whose channels stay, 1/factor or more stays; ≥ 1

    Raises HdlgenError if the budget cannot be met.
    """
    return _spend(_Matrices(Remaining(layers, scores, budget.cost), units, least, factor), layers, budget, factor)


def allocate_kernels(
    layers: Mapping[str, KernelLayer], scores: Mapping[str, Floats], budget: Budget[KernelCost]
) -> dict[str, Keep]:
    """Groups of kernels of each layer that stay, at least one of each word; as `allocate` for the rest."""
    return _spend(RemainingKernels(layers, scores, budget.cost), layers, budget)


class Left(Protocol):
    """What is left of a network while it is made smaller."""

    @property
    def cost(self) -> float:
        """Of the network."""

    def runs(self, changed: Iterable[str]) -> Iterable[tuple[Place, Run]]:
        """What may go next of places that depend on layers `changed`."""

    def remove(self, place: Place, gone: Ints) -> Iterable[str]:
        """Removes it, and returns the layers that shrank."""

    def counts(self) -> dict[str, Keep]:
        """What is left of each layer."""


@dataclass(frozen=True)
class _Matrices:
    """`Left` of channels and taps; units, least, factor: as of `allocate`."""

    left: Remaining
    units: Collection[Unit]
    least: int
    factor: float

    @property
    def cost(self) -> float:
        return self.left.cost

    def runs(self, changed: Iterable[str]) -> Iterable[tuple[Place, Run]]:
        for place in places(self.left.layers, changed, self.units):
            yield place, run_of(self.left, place, self.least, self.factor)

    def remove(self, place: Place, gone: Ints) -> Iterable[str]:
        return remove(self.left, place, gone)

    def counts(self) -> dict[str, Keep]:
        return self.left.counts()


def _spend(left: Left, layers: Iterable[str], budget: Budget[C], factor: float = math.inf) -> dict[str, Keep]:
    """Removes of `left` until `budget` is met."""
    runs = dict(left.runs(layers))
    while (excess := left.cost - budget.most) > 0:
        useful = [run for run in runs.values() if run.saves > 0]
        if not useful:
            raise _unmet(budget, left.cost, factor)
        run = min(useful, key=lambda r: r.rate)
        count = run.best
        if run.savings[count - 1] >= excess:  # the last removal: what loses least, whatever else it saves
            run = min((r for r in useful if r.saves >= excess), key=lambda r: r.losses[r.until(excess) - 1])
            count = run.until(excess)
        runs.update(left.runs(left.remove(run.place, run.order[:count])))
    return left.counts()


def _unmet(budget: Budget[C], reached: float, factor: float) -> HdlgenError:
    name, unit, need = budget.cost.name, budget.cost.unit, f"{math.ceil(reached):,}"
    return HdlgenError(
        f"budget.{name}",
        f"{budget.most:,.10g} {unit} cannot be met: "
        + (f"with 1/{factor:g} of each layer's channels and taps " if factor < math.inf else "")
        + f"the smallest network takes {need}",
        fix=f"give {need} or more" + (", or prune in more steps" if factor < math.inf else ""),
    )
