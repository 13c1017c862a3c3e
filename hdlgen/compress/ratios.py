"""Ratios found under a budget: what a pruning step keeps of each layer when the recipe says only what all may take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from hdlgen.arith import Int, Phases, Slices
from hdlgen.compress.budget import Budget, allocate, smallest, total
from hdlgen.compress.cost import Arrays, Cost, Energy, Tiles, Weights
from hdlgen.compress.prune import rows_kept
from hdlgen.compress.recipe import BudgetKeys, Recipe
from hdlgen.compress.remaining import Layer
from hdlgen.compress.structure import Keep
from hdlgen.compress.wiring import wiring
from hdlgen.errors import HdlgenError, Mistake, SpecError
from hdlgen.estimate.dense import BuiltLayer
from hdlgen.estimate.parts import load_parts
from hdlgen.frontend.torch.network import Network, weighted
from hdlgen.mapping.hardware import Hardware
from hdlgen.mapping.lanes import Lanes


@dataclass(frozen=True)
class Ratios:
    """What budgets of a recipe mean for a network.

    recipe  its hardware and bits
    drives  of each layer: output positions × phases
    built   its layers before anything was pruned
    """

    recipe: Recipe
    drives: Mapping[str, int]
    built: Mapping[str, Layer]

    @classmethod
    def of(cls, recipe: Recipe, network: Network, built: Sequence[BuiltLayer]) -> Ratios:
        """Of float network `network`. Raises SpecError with every budget of the recipe that no pruning can meet."""
        dac_bits = recipe.hardware.dac.bits
        drives = {b.name: b.window.positions * Phases(Int(b.in_bits), dac_bits).count for b in built}
        found = cls(recipe, drives, _layers(network, drives))
        found._check()
        return found

    def keep(self, network: Network, importance: Mapping[str, Tensor], keys: BudgetKeys) -> dict[str, Keep]:
        """What each layer of `network`, as it is now, keeps.

        importance  float64 of each weight by layer, shaped like it
        """
        scores = {n: s.flatten(1).numpy() for n, s in importance.items()}
        return allocate(_layers(network, self.drives), scores, self._budget(keys))

    def _budget(self, keys: BudgetKeys) -> Budget:
        (name,) = keys.model_fields_set
        amount, cost = getattr(keys, name), self._cost(name)
        return Budget(cost, amount if isinstance(amount, int) else amount * total(self.built, cost))

    def _cost(self, name: str) -> Cost:
        hardware = Hardware.of(self.recipe.hardware, self.recipe.device)
        slices = Slices(self.recipe.widths.weight_bits, hardware.cell_bits).count
        arrays = Arrays(hardware, Lanes.of(slices, hardware.adcs))
        if name == "weights":
            return Weights()
        if name == "tiles":
            return Tiles(arrays)
        parts = load_parts()
        converter = parts.adc.at(hardware.adc_bits, "hardware.adc.bits")
        driver = parts.driver.at(hardware.dac_bits, "hardware.dac.bits")
        return Energy(arrays, converter.energy_pj, driver.energy_pj)

    def _check(self) -> None:
        mistakes: list[Mistake] = []
        for i, step in enumerate(self.recipe.steps):
            if step.budget is None:
                continue
            try:
                budget = self._budget(step.budget)
            except HdlgenError as error:
                mistakes += error.mistakes
                continue
            least = smallest(self.built, budget.cost)
            if budget.most < least:
                what = f"allows {budget.most:,.10g} {budget.cost.unit}; one channel and row a layer take {least:,.10g}"
                mistakes.append(self.recipe.mistake(("steps", i, "budget"), what, "give more"))
        if mistakes:
            raise SpecError.of(mistakes)


def _layers(network: Network, drives: Mapping[str, int]) -> dict[str, Layer]:
    wires = wiring(network)
    free = {n: "" if group in wires.fixed else group for n, group in wires.writes.items()}
    return {
        n: Layer(
            channels=len(m.weight),
            taps=rows_kept(m).numpy(),
            drives=drives[n],
            reads="" if wires.reads[n] in wires.fixed else wires.reads[n],
            writes=free[n],
        )
        for n, m in weighted(network).items()
    }


def as_weights(importance: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """What `structure.choose` takes for weights, so that squares of its norms are sums of importance."""
    return {n: torch.sqrt(s) for n, s in importance.items()}
