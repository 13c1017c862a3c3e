"""Which sums a stage's converters can see, and the range that they need for them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith import Int
from hdlgen.arith.integer import Ints
from hdlgen.mapping.stages import ArrayStage


def sum_range(stage: ArrayStage) -> tuple[int, int]:
    """Least and largest sum that any of the stage's converters can see on ideal cells, in level steps; lo ≤ 0 ≤ hi.

    Of all activations of the stage's input type, which are independent of one another: both ends are reached, in the
    phase and at the position where most rows are driven most. Behind memristive units sums are what exceeds the
    references.
    """
    lo = hi = 0
    references = np.array(stage.program.references or (0,))
    for n, segment in enumerate(stage.program.segments):
        taps = list(segment.taps)
        # of other channels there is no block: what they have in these rows is in other segments
        converted = [stage.geometry.placed(b)[0] for b in stage.program.blocks if b.segment == n]
        channels = np.concatenate([np.zeros(0, np.int64), *converted])
        if not len(channels):
            continue
        weights = stage.program.weights[np.ix_(np.array(taps), channels)].astype(np.int64)
        levels = stage.geometry.slices.apply(weights)
        for free in _free(stage, taps):
            least, most = _sums(stage, levels, free)
            if stage.program.references is None:
                lo, hi = min(lo, int(least.min())), max(hi, int(most.max()))
            else:
                hi = max(hi, int((most[:, 0] - references[channels]).max()))
    return lo, hi


def _sums(stage: ArrayStage, levels: Ints, free: NDArray[np.bool_]) -> tuple[Ints, Ints]:
    """Least and largest sum of any phase, int64[channel, slice], of signed `levels` int64[row, channel, slice].

    free  bool[row]: the rows that an activation drives; the others are driven by the padding
    """
    phases = stage.geometry.phases
    driven, fixed = levels[free], levels[~free]
    padding = phases.apply(np.zeros(1, np.int64))[0]
    at_rest = fixed.sum(axis=0) * padding[:, None, None]  # [phase, channel, slice]
    largest = phases.largest[:, None, None]
    least = at_rest + driven.clip(max=0).sum(axis=0) * largest
    most = at_rest + driven.clip(min=0).sum(axis=0) * largest
    return least.min(axis=0), most.max(axis=0)


def _free(stage: ArrayStage, taps: list[int]) -> NDArray[np.bool_]:
    """bool[pattern, tap]: which of `taps` lie in the image, at the positions that are read; one pattern if all can.

    Padding drives a row with the digits of 0, which are within those of activations: where a position sees the image
    alone, no other can have a larger sum or a smaller one.
    """
    window = stage.geometry.window
    if not window.padded:
        return np.ones((1, len(taps)), np.bool_)
    inside = replace(window, channels=1).apply(np.ones((1, window.height, window.width, 1), np.uint8))[0]
    inside = inside[stage.geometry.reads][:, np.array(taps) // window.channels].astype(np.bool_)
    return inside[inside.all(axis=1)][:1] if inside.all(axis=1).any() else np.unique(inside, axis=0)


def smallest_shift(adc_bits: int, lo: int, hi: int) -> int:
    """Smallest k with which a converter of `adc_bits` clips no sum in lo..hi."""
    code = Int(adc_bits, signed=True)
    shift = 0
    while not (code.lo <= _rounded(lo, shift) and _rounded(hi, shift) <= code.hi):
        shift += 1
    return shift


def _rounded(s: int, shift: int) -> int:
    return (s + ((1 << shift) >> 1)) >> shift


def needed_bits(lo: int, hi: int) -> int:
    """Bits of the smallest converter that neither clips nor rounds a sum in lo..hi, at k = 0; lo ≤ 0 ≤ hi."""
    return 1 + max(hi.bit_length(), (-lo - 1).bit_length() if lo else 0)
