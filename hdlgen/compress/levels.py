"""The levels that a device really has, in place of equally spaced ones, while weights are trained.

As in Yuan et al., An ultra-efficient memristor-based DNN framework with structured weight pruning and quantization
using ADMM, 2019: weights may be the means of the states that were measured, and nothing else.
"""

from __future__ import annotations

import copy

import numpy as np
import torch
from hdlgen_sim import Device
from numpy.typing import NDArray
from torch import Tensor

from hdlgen.arith import Slices
from hdlgen.compress.pairs import level_means, weight_values
from hdlgen.compress.quantizer import Quantizer, best_steps, masked_weight, replace_quantizer, weight_quantizer
from hdlgen.errors import HdlgenError
from hdlgen.frontend.torch.network import Network, Weighted, weighted


class LevelQuantizer(Quantizer):
    """x → step · the nearest of ±values, of two that are equally near the larger; `step` is learned.

    Integers are the places in `values`, with sign: what the network file holds, and what cells are told to hold. With
    the values 0, 1, 2, … it is a `Quantizer`, bit for bit.

    values  float64[hi + 1], steps; 0 first. They need not ascend: slices of few large levels can overlap
    """

    table: Tensor
    means: Tensor
    signed: Tensor
    bounds: Tensor

    def __init__(self, step: Tensor, values: NDArray[np.float64]) -> None:
        hi = len(values) - 1
        super().__init__(step, -hi, hi)
        both = np.concatenate([-values[:0:-1], values])
        order = np.argsort(both, kind="stable")
        means = both[order]
        # `nearest` adds 1/2 as Quantizer does: its rounding is the same too
        bounds = (means[:-1] + means[1:]) / 2 + 0.5
        for name, array in (("table", values), ("means", means), ("signed", order - hi), ("bounds", bounds)):
            kept = torch.from_numpy(array.copy())
            self.register_buffer(name, kept.to(step.dtype) if name in ("means", "bounds") else kept, persistent=False)

    @property
    def values(self) -> Tensor:
        """float64[hi + 1]: what a pair of each level holds on average, in steps."""
        return self.table

    @property
    def limits(self) -> tuple[float, float]:
        """Plus and minus the largest value."""
        return -float(self.means[-1]), float(self.means[-1])

    def nearest(self, soft: Tensor) -> Tensor:
        """As `Quantizer.nearest`: one of ±values."""
        return self.means[self._place(soft)]

    def integers(self, x: Tensor) -> Tensor:
        """As `Quantizer.integers`: places in `values`, with sign."""
        return self.signed[self._place(x.detach() / self.step.detach())]

    def _place(self, soft: Tensor) -> Tensor:
        return torch.bucketize((soft + 0.5).contiguous(), self.bounds, right=True)


def device_levels(device: Device, *, seed: int, trimmed: bool = False) -> NDArray[np.float64]:
    """What a pair of cells holds on average for each level at `device.time_s`: float64[2^cell_bits], level steps.

    Level 0 is 0, as both sides of a pair have it; −m is minus m. Ideal cells give 0, 1, 2, … exactly.

    seed     of the samples of which these are the means, as of `pairs.level_means`
    trimmed  for chips whose tiles are trimmed: the gain common to all levels is divided out

    Raises HdlgenError for a device whose levels do not ascend: means of states that cannot be told apart.
    """
    levels = level_means(device, seed=seed, trimmed=trimmed)
    falls = np.flatnonzero(np.diff(levels) <= 0)
    if falls.size:
        m = int(falls[0])
        what = f"level {m + 1} of card {device.card.name} is {levels[m + 1]:.3g} steps on average, level {m} is"
        raise HdlgenError(
            "quantize.levels",
            f"{what} {levels[m]:.3g}: they must ascend",
            fix="use fewer cell_bits, an earlier time, or levels: uniform",
        )
    return levels


def use_levels(network: Network, levels: NDArray[np.float64]) -> Network:
    """A copy of a quantized network whose weights are made of `levels`, steps found anew (of least squared error).

    What is written is what cells are told: integers. An executor of ideal cells takes them for equally spaced levels,
    and computes another network than the one that was trained: the worse, the less equal the levels are. One of this
    device's card, at the time of `levels`, computes what was trained, but for the cells' spread. So it is worth its
    while where a chip of the card is what counts, and its levels are unequal or have drifted unequally; `Mismatch`
    then adds the spread alone. A gain common to all levels (drift) is best left to the trim: `device_levels(…,
    trimmed=True)`.

    levels  float64[2^cell_bits] as of `device_levels`; a weight of several slices is Σ 2^(cell_bits·t)·levels

    Raises HdlgenError for a network whose quantizers are not plain ones.
    """
    network = copy.deepcopy(network)
    for name, layer in weighted(network).items():
        if type(weight_quantizer(layer)) is not Quantizer:
            raise HdlgenError(
                name,
                "has its levels or its columns limited already: a column counts whole levels, a device has others",
                fix="use one of quantize.levels: device and quantize.column_limit",
            )
        replace_quantizer(layer, _quantizer(layer, levels))
    return network


@torch.no_grad()
def _quantizer(layer: Weighted, levels: NDArray[np.float64]) -> LevelQuantizer:
    """The quantizer of a layer that has a plain one."""
    plain = weight_quantizer(layer)
    slices = Slices(plain.hi.bit_length() + 1, len(levels).bit_length() - 1)
    quantizer = LevelQuantizer(plain.step, weight_values(levels, slices))
    lo, top = quantizer.limits
    steps = best_steps(masked_weight(layer), top, lambda x: quantizer.nearest(x.clamp(lo, top)))
    quantizer.log_step.copy_(steps.log())
    return quantizer
