"""`Branches`: a network as a circuit of memristor branches that all conduct at once.

So convolution-kernel-first work counts (Chen et al., TNNLS 33(4), 2022): each cell is a branch between its row at the
read voltage and a virtual ground, and power is the sum of V²G over them. An accelerator that reads its tiles in turn,
for as long as a phase takes, spends energy and not this power.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from hdlgen_sim import Device

from hdlgen.estimate.dense import BuiltLayer
from hdlgen.mapping.plan import Plan
from hdlgen.mapping.stages import ArrayStage


@dataclass(frozen=True)
class Branches:
    """Of a network.

    on            cells above g_min: each slice of a weight that is not zero has one, of its pair
    off           the other cells of weights that have a pair: of the pair, or of both if the slice is zero
    on_siemens    conductance of the cells that are on
    off_siemens   of the others, at g_min
    """

    on: float
    off: float
    on_siemens: float
    off_siemens: float

    @classmethod
    def of(cls, stage: ArrayStage, device: Device) -> Branches:
        """Of the pairs in the blocks of `stage`, on cells that hold exactly their levels; copies are not counted."""
        g, targets = stage.geometry, device.targets_siemens
        counts = np.zeros(len(targets), np.int64)
        for block in stage.program.blocks:
            taps = np.array(stage.program.segments[block.segment].taps)
            weights = stage.program.weights[np.ix_(taps, g.placed(block)[0])].astype(np.int64)
            counts += np.bincount(np.abs(g.slices.apply(weights)).ravel(), minlength=len(targets))
        on, off = int(counts[1:].sum()), int(2 * counts.sum() - counts[1:].sum())
        return cls(on, off, float(counts[1:] @ targets[1:]), float(off * targets[0]))

    @classmethod
    def sides(cls, plan: Plan, built: Sequence[BuiltLayer], device: Device) -> tuple[Branches, Branches]:
        """Of the unpruned network, whose weights are as large as those that are left on average, and of `plan`."""
        stages = {s.name: s for s in plan.array_stages}
        left = {name: cls.of(stage, device) for name, stage in stages.items()}
        nonzero = {name: int(np.count_nonzero(s.program.weights)) for name, s in stages.items()}
        total, weights = cls.total(left.values()), max(1, sum(nonzero.values()))
        slices = max((s.geometry.slices.count for s in stages.values()), default=1)
        before = []
        for layer in built:
            own, each = (left[layer.name], nonzero[layer.name]) if nonzero.get(layer.name) else (total, weights)
            pairs = layer.weights * (stages[layer.name].geometry.slices.count if layer.name in stages else slices)
            on = layer.weights * own.on / each
            off = 2 * pairs - on
            g_min = float(device.targets_siemens[0])
            before.append(cls(on, off, layer.weights * own.on_siemens / each, off * g_min))
        return cls.total(before), total

    @classmethod
    def total(cls, parts: Iterable[Branches]) -> Branches:
        """The sum."""
        sums = zip(*((p.on, p.off, p.on_siemens, p.off_siemens) for p in parts), strict=True)
        return cls(*map(sum, sums))

    def power_w(self, volts: float, *, off: bool) -> float:
        """Σ V²G of the cells that are on; with those that are `off` too."""
        return volts**2 * (self.on_siemens + (self.off_siemens if off else 0))
