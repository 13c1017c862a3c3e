"""Ratios found under a budget: what a pruning step keeps of each layer when the recipe says only what all may take."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from hdlgen.arith import Int, Phases, Slices
from hdlgen.compress.budget import Budget, allocate, allocate_kernels, smallest, total
from hdlgen.compress.cost import Arrays, Conversions, Cost, Energy, Multiplications, Tiles, Weights, Work
from hdlgen.compress.kernels import (
    KernelConversions,
    KernelCost,
    KernelLayer,
    KernelMultiplications,
    RemainingKernels,
    kernels_total,
)
from hdlgen.compress.prune import mask_of, rows_kept
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
    works   what an image has each layer do
    built   its layers before anything was pruned
    kernels the same, of which kernels are removed
    """

    recipe: Recipe
    works: Mapping[str, Work]
    built: Mapping[str, Layer]
    kernels: Mapping[str, KernelLayer]

    @classmethod
    def of(cls, recipe: Recipe, network: Network, built: Sequence[BuiltLayer]) -> Ratios:
        """Of float network `network`. Raises SpecError with every budget of the recipe that no pruning can meet."""
        dac_bits = recipe.hardware.dac.bits
        works = {b.name: Work(b.window.positions, Phases(Int(b.in_bits), dac_bits).count) for b in built}
        found = cls(recipe, works, _layers(network, works), _kernel_layers(network, works))
        found._check()
        return found

    def keep(self, network: Network, importance: Mapping[str, Tensor], keys: BudgetKeys) -> dict[str, Keep]:
        """What each layer of `network`, as it is now, keeps.

        importance  float64 of each weight by layer, shaped like it
        """
        scores = {n: s.flatten(1).numpy() for n, s in importance.items()}
        units = self.recipe.prune.units
        if isinstance(units, str):
            return allocate_kernels(_kernel_layers(network, self.works), scores, self._kernel_budget(keys))
        return allocate(_layers(network, self.works), scores, self._budget(keys), units=units)

    def _budget(self, keys: BudgetKeys) -> Budget[Cost]:
        (name,) = keys.model_fields_set
        amount, cost = getattr(keys, name), self._cost(name)
        return Budget(cost, amount if isinstance(amount, int) else amount * total(self.built, cost))

    def _kernel_budget(self, keys: BudgetKeys) -> Budget[KernelCost]:
        (name,) = keys.model_fields_set
        amount, arrays = getattr(keys, name), self._arrays
        word = arrays.lanes.word if self.recipe.prune.units == "kernel_groups" else 1
        cost: KernelCost = KernelConversions(arrays) if name == "conversions" else KernelMultiplications(word)
        return Budget(cost, amount if isinstance(amount, int) else amount * kernels_total(self.kernels, cost))

    @property
    def _arrays(self) -> Arrays:
        hardware = Hardware.of(self.recipe.hardware, self.recipe.device)
        slices = Slices(self.recipe.widths.weight_bits, hardware.cell_bits).count
        return Arrays(hardware, Lanes.of(slices, hardware.adcs))

    def _cost(self, name: str) -> Cost:
        arrays = self._arrays
        hardware = arrays.hardware
        plain: dict[str, Cost] = {
            "weights": Weights(),
            "tiles": Tiles(arrays),
            "multiplications": Multiplications(),
            "conversions": Conversions(arrays),
        }
        if name in plain:
            return plain[name]
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
                most, least, unit, of = self._limits(step.budget)
            except HdlgenError as error:
                mistakes += error.mistakes
                continue
            if most < least:
                what = f"allows {most:,.10g} {unit}; {of} take {least:,.10g}"
                mistakes.append(self.recipe.mistake(("steps", i, "budget"), what, "give more"))
        if mistakes:
            raise SpecError.of(mistakes)

    def _limits(self, keys: BudgetKeys) -> tuple[float, float, str, str]:
        """What a budget allows, the least that there can be, their unit, and what takes the least."""
        if isinstance(self.recipe.prune.units, str):
            spent = self._kernel_budget(keys)
            zeros = {n: np.zeros(m.live.shape) for n, m in self.kernels.items()}
            least = RemainingKernels(self.kernels, zeros, spent.cost).smallest
            return spent.most, least, spent.cost.unit, "one kernel group of each word"
        budget = self._budget(keys)
        return budget.most, smallest(self.built, budget.cost), budget.cost.unit, "one channel and row a layer"


def _kernel_layers(network: Network, works: Mapping[str, Work]) -> dict[str, KernelLayer]:
    layers = weighted(network)
    return {n: KernelLayer(mask_of(m).numpy(), m.weight.shape[1], works[n]) for n, m in layers.items()}


def _layers(network: Network, works: Mapping[str, Work]) -> dict[str, Layer]:
    wires = wiring(network)
    free = {n: "" if group in wires.fixed else group for n, group in wires.writes.items()}
    return {
        n: Layer(
            channels=len(m.weight),
            taps=rows_kept(m).numpy(),
            work=works[n],
            reads="" if wires.reads[n] in wires.fixed else wires.reads[n],
            writes=free[n],
        )
        for n, m in weighted(network).items()
    }


def as_weights(importance: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """What `structure.choose` takes for weights, so that squares of its norms are sums of importance."""
    return {n: torch.sqrt(s) for n, s in importance.items()}
