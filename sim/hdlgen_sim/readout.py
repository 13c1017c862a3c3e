"""`Readout`: some columns of an array with their drivers and converters, as numbers; and what the numbers mean."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from hdlgen_sim import randomness

Ints = NDArray[np.int64]
FLICKER_KIND = 0x100
"""Counter word of octave 0 of the flicker noise; white noise has the phase there."""


@dataclass(frozen=True, eq=False)
class Noise:
    """Noise of every read.

    kind           white: independent from read to read; flicker: a sum of octaves, of which octave o changes every 2^o
                   reads, beside the constant part, which is white
    octaves        of flicker noise; 0 for white
    key            64 bits, of the array and the seed
    places         int64[column]: places in the array, which tell the columns' random numbers apart
    variance       int64[row, digit, column]: what a driven row adds to the variance (of one octave, if the noise is
                   flicker), in units of variance_unit; 0 for digit 0
    variance_unit  squares of grid units
    constant       float64[column]: variance of every read, squares of grid units
    """

    kind: Literal["white", "flicker"]
    octaves: int
    key: int
    places: Ints
    variance: Ints
    variance_unit: float
    constant: NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Readout:
    """How words become codes: phase after phase, all sums in grid units (a level step / 2^grid_bits).

    In a phase, row i applies digit d_i of its word, least significant first. A column gives
    s = bias + Σ_i table[i, d_i] + noise, is held to ±ceiling, and its code is clip(floor((s + half) / 2^shift)); with
    `thresholds`, code lo plus the number of its converter's thresholds that s + half reaches.

    phases, dac_bits  phases·dac_bits ≤ 8 bits of a word are read
    adc_bits          1..16; codes are two's complement
    table             int64[row, digit, column]; 0 for digit 0
    bias, half        int64[column]
    shift             ≥ 0
    ceiling           int64[column] ≥ 0, or None
    thresholds        int64[converter, 2^adc_bits − 1], ascending, or None for uniform steps
    converters        int64[column]: whose thresholds
    noise             or None
    largest           digit of any word; None: 2^dac_bits − 1
    """

    phases: int
    dac_bits: int
    adc_bits: int
    table: Ints
    bias: Ints
    half: Ints
    shift: int
    ceiling: Ints | None = None
    thresholds: Ints | None = None
    converters: Ints | None = None
    noise: Noise | None = None
    largest: int | None = None

    @property
    def rows(self) -> int:
        """Rows that are driven."""
        return int(self.table.shape[0])

    @property
    def columns(self) -> int:
        """Columns that are read."""
        return int(self.table.shape[2])

    @property
    def lo(self) -> int:
        """Least code."""
        return -(1 << (self.adc_bits - 1))

    @property
    def hi(self) -> int:
        """Largest code."""
        return (1 << (self.adc_bits - 1)) - 1

    @property
    def uniform(self) -> bool:
        """Whether a code is the shifted sum, clipped."""
        return self.noise is None and self.ceiling is None and self.thresholds is None

    def range(self) -> tuple[Ints, Ints]:
        """Least and largest sum of each column without noise, int64[column]."""
        table = self.table if self.largest is None else self.table[:, : self.largest + 1]
        return (
            self.bias + table.min(axis=1, initial=0).sum(axis=0),
            self.bias + table.max(axis=1, initial=0).sum(axis=0),
        )

    @property
    def clips(self) -> bool:
        """Whether a sum without noise can lie beyond the outermost codes; they are as wide as the ideal ones."""
        lo, hi = (
            self.half + (s if self.ceiling is None else s.clip(-self.ceiling, self.ceiling)) for s in self.range()
        )
        if self.thresholds is None:
            return bool((lo >> self.shift < self.lo).any() or (hi >> self.shift > self.hi).any())
        edges = self.thresholds[self.converters]
        step = 1 << self.shift
        return bool((lo < edges[:, 0] - step).any() or (hi >= edges[:, -1] + step).any())

    # The definition, in NumPy: what the compiled reader must equal, and what runs where there is no compiler.

    def digits(self, words: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Digits uint8[vector, phase, row] of `words` uint8[vector, row]."""
        shifts = (self.dac_bits * np.arange(self.phases)).astype(np.uint8)
        return (words[:, None, :] >> shifts[:, None]) & np.uint8((1 << self.dac_bits) - 1)

    def sums(self, words: NDArray[np.uint8]) -> Ints:
        """Sums int64[vector, phase, column] of `words` uint8[vector, row], without noise, not held to the ceiling."""
        return self.bias + self._looked_up(self.table, words)

    def variances(self, words: NDArray[np.uint8]) -> Ints:
        """Variances int64[vector, phase, column] in units of the noise's variance_unit, but for the constant part."""
        assert self.noise is not None
        return self._looked_up(self.noise.variance, words)

    def _looked_up(self, table: Ints, words: NDArray[np.uint8]) -> Ints:
        digits = self.digits(words)
        out = np.zeros((len(words), self.phases, self.columns), np.int64)
        if not table.size:
            return out
        top = int(np.abs(table).max(axis=1).sum(axis=0).max())
        assert top < 1 << 53, f"sums up to {top} are not exact in any float"
        dtype = np.float32 if top < 1 << 24 else np.float64
        for digit in range(1, 1 << self.dac_bits):  # a matrix product of floats is fast, and exact here
            chosen = (digits == digit).reshape(-1, self.rows).astype(dtype)
            out += (chosen @ table[:, digit].astype(dtype)).reshape(out.shape).astype(np.int64)
        return out

    def with_noise(self, sums: Ints, variances: Ints | None, products: Ints) -> Ints:
        """`sums` int64[vector, phase, column] with their noise, and held to the ceiling.

        products  int64[vector]: image·positions + position; with the phase and the column it says which read this is
        """
        s = sums
        if self.noise is not None and variances is not None:
            unit = 2.0**-randomness.GAUSSIAN_BITS
            variance = variances * self.noise.variance_unit
            white = _drawn(self.noise, products[:, None], np.arange(self.phases))
            if self.noise.kind == "white":
                error = white * np.sqrt(variance + self.noise.constant) * unit
            else:
                reads = products[:, None] * self.phases + np.arange(self.phases)
                slow = sum(
                    (_drawn(self.noise, reads >> k, FLICKER_KIND + k) for k in range(self.noise.octaves)),
                    start=np.zeros(s.shape, np.int64),
                )
                error = (slow * np.sqrt(variance) + white * np.sqrt(self.noise.constant)) * unit
            s = s + np.floor(error + 0.5).astype(np.int64)
        return s if self.ceiling is None else s.clip(-self.ceiling, self.ceiling)

    def rounded(self, sums: Ints) -> Ints:
        """Codes int64[..., column] of sums with noise, not yet clipped if the steps are uniform."""
        s = sums + self.half
        if self.thresholds is None:
            return s >> self.shift
        assert self.converters is not None
        codes = np.empty_like(s)
        for column, converter in enumerate(self.converters):
            codes[..., column] = self.lo + np.searchsorted(self.thresholds[converter], s[..., column], side="right")
        return codes

    def codes(self, sums: Ints) -> Ints:
        """Codes int64[..., column] of sums with noise."""
        return self.rounded(sums).clip(self.lo, self.hi)

    def counts(self, sums: Ints) -> tuple[Ints, Ints]:
        """How many conversions of `sums` int64[..., column] clip and how many are not 0: int64[column] each."""
        codes = self.rounded(sums).reshape(-1, self.columns)
        if self.thresholds is None:
            clipped = (codes < self.lo) | (codes > self.hi)
        else:  # counting thresholds cannot leave the range: the last code stands for all that lies beyond it
            clipped = (codes == self.lo) | (codes == self.hi)
        return clipped.sum(axis=0), (codes != 0).sum(axis=0)


def _drawn(noise: Noise, counts: Ints, kinds: Ints | int) -> Ints:
    """Standard normal numbers int64[..., column], 2^-GAUSSIAN_BITS units, of counters that broadcast to [...]."""
    counts, kinds = np.broadcast_arrays(counts, kinds)
    blocks, lanes = np.divmod(noise.places, 4)
    counter = np.empty((*counts.shape, len(blocks), 4), np.uint32)
    counter[..., 0] = (counts & 0xFFFFFFFF)[..., None]
    counter[..., 1] = (counts >> 32)[..., None]
    counter[..., 2] = kinds[..., None]
    counter[..., 3] = blocks
    bits = randomness.philox(counter, noise.key)
    chosen = np.take_along_axis(bits, np.broadcast_to(lanes[:, None], (*counts.shape, len(blocks), 1)), axis=-1)[..., 0]
    return randomness.gaussian(chosen).astype(np.int64)
