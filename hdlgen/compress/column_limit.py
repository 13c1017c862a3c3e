"""Weights whose column sums fit a converter: a smaller ADC then suffices, and loses nothing.

What counts is a column of the rows that are driven together: the sum of its positive levels, and that of its negative
ones, each with all of its rows at the largest digit that the layer's activations have. Mapping chooses k by such sums
where a network file gives none. That is a promise for any activations, and costs accuracy where the converter is far
too small: real ones drive fewer rows at a time, and `calibrate` finds ranges that they hardly ever exceed.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass

import torch
from torch import Tensor

from hdlgen.arith import Adc, Int, Phases, Slices
from hdlgen.compress.quantize import read_types
from hdlgen.compress.quantizer import (
    Quantizer,
    best_steps,
    masked_weight,
    replace_quantizer,
    weight_quantizer,
    whole,
)
from hdlgen.compress.segments import columns, driven, matrix_of
from hdlgen.compress.wiring import inputs
from hdlgen.errors import HdlgenError
from hdlgen.frontend.torch.network import Network, Weighted, weighted
from hdlgen.mapping.hardware import Hardware

STEPS_TRIED = 32
"""Of a channel whose columns exceed the limit, from its own step to the one at which its largest weight is 1."""


@dataclass(frozen=True)
class ColumnLimit:
    """The largest sums of a column's levels.

    rows      driven together, at most: those of a tile
    slices    of a weight; each slice is a column of its own
    positive  largest sum of the positive levels of a column, ≥ 1
    negative  largest magnitude of the sum of the negative ones, ≥ 1
    """

    rows: int
    slices: Slices
    positive: int
    negative: int

    @classmethod
    def of(cls, hardware: Hardware, weight_bits: int, act: Int, shift: int = 0) -> ColumnLimit:
        """With which a converter of the hardware clips no sum of activations `act` at shift k = `shift`.

        With k = 0 it rounds none either: the accelerator is lossless. Raises HdlgenError if no weight would be left.
        """
        adc = Adc(hardware.adc_bits, shift)
        half, digit_max = (1 << shift) >> 1, int(Phases(act, hardware.dac_bits).largest.max())
        largest = ((adc.code.hi + 1) << shift) - 1 - half
        least = (adc.code.lo << shift) - half
        limit = cls(hardware.rows, Slices(weight_bits, hardware.cell_bits), largest // digit_max, -least // digit_max)
        if min(limit.positive, limit.negative) < 1:
            raise HdlgenError(
                "quantize.column_limit",
                f"{adc.bits} bits at shift {shift} hold sums of {least}..{largest}, and one level at the largest digit "
                f"of {act} through {hardware.dac_bits}-bit drivers is {digit_max}",
                fix="give hardware.adc.bits or shift more, or hardware.dac.bits less",
            )
        return limit

    def apply(self, soft: Tensor, reads: int) -> Tensor:
        """Whole numbers near `soft` float[channel, ...] whose columns, as mapping will cut them, keep the limit.

        With one slice and one segment of rows the nearest there are, by squares: where a column's sum exceeds, units
        are taken from the weights that were rounded up most, or down least. Signs stay, and magnitudes never grow
        beyond the rounded ones (halves up). Rows left without a weight make others move up: this is repeated until all
        that are then driven together keep the limit. With several slices each is limited as if it were alone, the most
        significant first; the limit is kept, but the result need not be the nearest.

        soft   in steps; its rounded values within ±slices.w_max
        reads  channels that the layer reads
        """
        matrix = soft.flatten(1)
        found = torch.floor(matrix + 0.5)
        live = found.any(dim=0)
        while True:
            taps = driven(live, reads)
            parts = columns(found, taps, self.rows).flatten(0, 1)
            if not self._exceeds(parts):
                return found.reshape(soft.shape)
            errors = columns(matrix - found, taps, self.rows).flatten(0, 1)
            parts = self._within(parts, errors, 1, self.positive) + self._within(parts, errors, -1, self.negative)
            found = matrix_of(parts.unflatten(0, (len(found), -1)), taps, found.shape[1])
            live = found.any(dim=0)

    def _exceeds(self, parts: Tensor) -> bool:
        """Whether a column of whole numbers [column, row] exceeds."""
        for t in range(self.slices.count):
            levels = self._levels(parts, t)
            if (levels.clamp_min(0).sum(dim=1) > self.positive).any():
                return True
            if (levels.clamp_max(0).sum(dim=1) < -self.negative).any():
                return True
        return False

    def _levels(self, parts: Tensor, t: int) -> Tensor:
        """Signed levels of slice t, shape of `parts`."""
        if self.slices.count == 1:
            return parts
        magnitude = torch.floor(parts.abs() / self.slices.weight(t)) % (1 << self.slices.cell_bits)
        return parts.sign() * magnitude

    def _within(self, parts: Tensor, errors: Tensor, sign: int, most: int) -> Tensor:
        """The weights [column, row] of one sign, with sums of at most `most`; the others as 0. errors: soft − parts."""
        left, error = (parts * sign).clamp_min(0), errors * sign
        for t in reversed(range(self.slices.count)):
            levels = self._levels(left, t)
            over = levels.sum(dim=1) > most
            if over.any():
                taken = left.new_zeros(left.shape)
                taken[over] = _cheapest(levels[over], error[over], most) * self.slices.weight(t)
                left, error = left - taken, error + taken
        return left * sign


def _cheapest(levels: Tensor, error: Tensor, most: int) -> Tensor:
    """Units to take from `levels` ≥ 0 [column, row], so that each column's sum is `most`: where it costs least.

    Taking one more unit costs 2·(error + taken) + 1: all lose as many units as one another, as far as they have them,
    but for a last one, which those lose first whose error is least.
    """
    excess = levels.sum(dim=1) - most
    rounds = range(int(levels.max()) + 1)
    taken_by = torch.stack([levels.clamp_max(n).sum(dim=1) for n in rounds])  # [round, column], ascending
    done = (taken_by <= excess).sum(dim=0) - 1
    all_lose = torch.minimum(levels, done[:, None].to(levels.dtype))
    last = excess - all_lose.sum(dim=1)
    has_more = levels > all_lose
    rank = torch.where(has_more, error, torch.inf).argsort(dim=1, stable=True).argsort(dim=1)
    return all_lose + (rank < last[:, None])


class LimitedQuantizer(Quantizer):
    """A `Quantizer` of a weight float[channel, ...] whose integers keep a `ColumnLimit`, at every step of training.

    Gradients pass as those of `Quantizer`: a weight from which units were taken is trained on.

    per_input  taps that each channel feeds which the layer reads: kernel elements, or positions behind a flatten
    """

    def __init__(self, step: Tensor, lo: int, hi: int, limit: ColumnLimit, per_input: int) -> None:
        super().__init__(step, lo, hi)
        self.limit, self.per_input = limit, per_input

    def nearest(self, soft: Tensor) -> Tensor:
        """As `Quantizer.nearest`, within the limit."""
        return self.limit.apply(soft, soft[0].numel() // self.per_input)


def limit_columns(network: Network, hardware: Hardware, shift: int = 0) -> Network:
    """A copy of a quantized network whose weights keep, from now on, the `ColumnLimit.of` what each layer reads.

    Channels that exceed it begin with the step of least squared error within it, of `STEPS_TRIED`; all others are bit
    for bit what they were. The limit is that of each layer as it is: if mapping then finds that channels before it are
    constant, because all their weights have become 0, it drives other rows together. `mapping.ranges` tells of its
    plan. Raises HdlgenError for a network whose quantizers are not plain ones, or if a layer would have no weight left.
    """
    network = copy.deepcopy(network)
    reads, types = inputs(network), read_types(network)
    for name, layer in weighted(network).items():
        plain = weight_quantizer(layer)
        if type(plain) is not Quantizer:
            raise HdlgenError(
                name,
                "has its levels or its columns limited already: a column counts whole levels, a device has others",
                fix="use one of quantize.levels: device and quantize.column_limit",
            )
        limit = ColumnLimit.of(hardware, plain.hi.bit_length() + 1, types[name], shift)
        replace_quantizer(layer, _limited(layer, plain, limit, reads[name]))
    return network


@torch.no_grad()
def _limited(layer: Weighted, plain: Quantizer, limit: ColumnLimit, reads: int) -> LimitedQuantizer:
    """`plain` with a limit, and with larger steps for the channels that exceed it, where that loses less."""
    weight = masked_weight(layer)
    quantizer = LimitedQuantizer(plain.step, plain.lo, plain.hi, limit, weight[0].numel() // reads)
    quantizer.log_step.copy_(plain.log_step)
    exceeds = (quantizer(weight) != plain(weight)).flatten(1).any(dim=1)
    factors = torch.logspace(0, 1, STEPS_TRIED, base=plain.hi)
    errors = []
    for factor in factors:
        step = plain.step * factor
        within = limit.apply((weight / step).clamp(plain.lo, plain.hi), reads) * step
        errors.append((within - weight).square().flatten(1).sum(dim=1))
    best = factors[torch.stack(errors).argmin(dim=0)]
    quantizer.log_step.add_(torch.where(exceeds, best.log(), 0.0).reshape(plain.log_step.shape))
    return quantizer


@torch.no_grad()
def project(weights: Mapping[str, Tensor], limit: ColumnLimit, reads: Mapping[str, int]) -> dict[str, Tensor]:
    """The nearest weights whose columns keep `limit`, whole numbers or not: what ADMM draws weights towards.

    A level is the step that `nearest_levels` would give the channel. Each column's weights of one sign are projected
    onto the ball of their sum (Duchi et al., Efficient projections onto the ℓ1-ball, 2008): those of too large a sum
    move towards 0 by one amount, as far as they can.

    weights  float[channel, ...] by layer; a tap without a weight has no row
    reads    channels that each layer reads

    Raises HdlgenError for weights of several slices, whose levels are no linear function of the weight.
    """
    if limit.slices.count > 1:
        what = f"takes {limit.slices.count} slices a weight, and weights are projected onto columns of one alone"
        raise HdlgenError("quantize.column_limit", what, fix="use cells of weight_bits − 1 bits, or another method")
    top = limit.slices.w_max
    out = {}
    for name, weight in weights.items():
        steps = best_steps(weight, top, whole(-top, top))
        matrix = (weight / steps).flatten(1)
        taps = driven(matrix.any(dim=0), reads[name])
        parts = columns(matrix, taps, limit.rows)
        near = _ball(parts.clamp_min(0), limit.positive) - _ball((-parts).clamp_min(0), limit.negative)
        out[name] = matrix_of(near, taps, matrix.shape[1]).reshape(weight.shape) * steps
    return out


def _ball(parts: Tensor, most: int) -> Tensor:
    """The nearest to `parts` ≥ 0 [..., row] of those with sums of at most `most`."""
    falling = parts.sort(dim=-1, descending=True).values
    rows = torch.arange(1, parts.shape[-1] + 1)
    shifts = (falling.cumsum(dim=-1) - most) / rows  # what the largest n would move by if they alone stayed
    stay = (falling > shifts).sum(dim=-1, keepdim=True).clamp_min(1)
    shift = shifts.gather(-1, stay - 1).clamp_min(0)
    return (parts - shift).clamp_min(0)
