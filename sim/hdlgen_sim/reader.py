"""`Reader`: drivers, sample-and-hold and converters around some columns of an array."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]

CHUNK_ELEMENTS = 1 << 18
"""Digits held at a time: with their sums they stay in a core's second-level cache."""


class Reader:
    """Matrix-vector products of words with a matrix of cell pairs, phase by phase.

    In phase p, row i applies digit p of its word (dac_bits bits, least significant digit first); a column gives
    s = Σ_i digit_ip · difference_ij, and its code is clip(floor(s / 2^k + 1/2)) to adc_bits, s in level steps. All sums
    are exact, so that the codes are the same for one vector and for many.

    difference  int64[row, column] in units of a level step / 2^grid_bits; not modified
    phases      ≥ 1; phases·dac_bits bits of a word are read
    dac_bits    1..8
    adc_bits    1..16
    adc_shift   k ≥ 0

    Not for use by several threads at once: `one` keeps its intermediate results in the object.
    """

    def __init__(
        self, difference: NDArray[np.int64], grid_bits: int, phases: int, dac_bits: int, adc_bits: int, adc_shift: int
    ) -> None:
        if phases < 1 or not 1 <= dac_bits <= 8 or not 1 <= adc_bits <= 16 or adc_shift < 0:
            raise ValueError(
                f"phases {phases}, dac_bits {dac_bits}, adc_bits {adc_bits} or adc_shift {adc_shift} is out of range"
            )
        self.rows, self.columns = difference.shape
        self.phases, self.dac_bits, self.adc_bits, self.adc_shift = phases, dac_bits, adc_bits, adc_shift
        self.lo, self.hi = -(1 << (adc_bits - 1)), (1 << (adc_bits - 1)) - 1
        digit_max = (1 << dac_bits) - 1
        self._s_lo = difference.clip(max=0).sum(axis=0) * digit_max
        self._s_hi = difference.clip(min=0).sum(axis=0) * digit_max
        self._scale_bits = adc_shift + grid_bits
        half = (1 << self._scale_bits) >> 1
        # The matrix is scaled by a power of two and has the half in a row of its own that is always driven, so that the
        # product is s / 2^k + 1/2 at once. Floats add it exactly: every term is a multiple of the unit and the whole
        # stays below 2^24 (or 2^53) of them.
        with_half = np.vstack([difference, np.full((1, self.columns), half, np.int64)])
        self._dtype = _float_for(int(max(self._s_hi.max(initial=0), -self._s_lo.min(initial=0))) + half)
        self._matrix = np.ldexp(with_half, -self._scale_bits).astype(self._dtype)
        self._difference = difference
        self.rounds = self._scale_bits > 0
        self.clips = self._can_clip()
        self._digits = np.ones((phases, self.rows + 1), self._dtype)
        self._sums = np.zeros((phases, self.columns), self._dtype)
        self._word_bits = phases * dac_bits
        self._places = (1 << np.arange(dac_bits)).astype(np.uint8)

    def _can_clip(self) -> bool:
        half = (1 << self._scale_bits) >> 1
        lo, hi = (self._s_lo + half) >> self._scale_bits, (self._s_hi + half) >> self._scale_bits
        return bool((lo < self.lo).any() or (hi > self.hi).any())

    def codes(self, words: NDArray[np.uint8]) -> NDArray[np.int16]:
        """Codes int16[vector, phase, column] of `words` uint8[vector, row]."""
        out = np.empty((len(words), self.phases, self.columns), np.int16)
        for part, phase, codes in self._converted(words):
            out[part, phase] = codes
        return out

    def accumulate(self, words: NDArray[np.uint8], weights: NDArray[np.int64]) -> NDArray[np.int64]:
        """Σ_p codes[vector, p, column]·weights[p], int64[vector, column], of `words` uint8[vector, row].

        weights  int64[phase], the significance of each phase
        """
        if not self.rounds and not self.clips:
            return self._product(words, weights)
        out = np.zeros((len(words), self.columns), self._dtype)
        # codes < 2^15 and weights of at most 16 bits in sum: exact in float32, too, up to 2^24
        assert (1 << (self.adc_bits - 1)) * int(np.abs(weights).sum()) <= 1 << 24, "accumulators too large"
        for part, phase, codes in self._converted(words):
            out[part] += np.multiply(codes, self._dtype.type(weights[phase]), out=codes)
        return out.astype(np.int64)

    def _product(self, words: NDArray[np.uint8], weights: NDArray[np.int64]) -> NDArray[np.int64]:
        """`accumulate` where each code is the sum itself: the digits are put together before the product."""
        shifts = self.dac_bits * np.arange(self.phases)
        digits = (np.arange(256)[:, None] >> shifts) & ((1 << self.dac_bits) - 1)
        values = digits @ weights
        top = int(np.abs(values).max()) * int(np.abs(self._difference).sum(axis=0).max(initial=0))
        dtype = _float_for(top)
        matrix, values = self._difference.astype(dtype), values.astype(dtype)
        out = np.empty((len(words), self.columns), np.int64)
        for part in self._parts(words):
            out[part] = values[words[part]] @ matrix
        return out

    def counts(self, words: NDArray[np.uint8]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """How many conversions of each column clip, and how many give another code than 0: int64[column] each."""
        clipped, nonzero = np.zeros((2, self.columns), np.int64)
        for _, _, codes in self._rounded(words):
            clipped += ((codes < self.lo) | (codes > self.hi)).sum(axis=0)
            nonzero += (codes != 0).sum(axis=0)
        return clipped, nonzero

    def _converted(self, words: NDArray[np.uint8]) -> Iterator[tuple[slice, int, Floats]]:
        """Codes of a part of the vectors in a phase, as floats [vector, column]."""
        for part, phase, codes in self._rounded(words):
            if self.clips:
                np.clip(codes, self.lo, self.hi, out=codes)
            yield part, phase, codes

    def _rounded(self, words: NDArray[np.uint8]) -> Iterator[tuple[slice, int, Floats]]:
        """As `_converted`, not yet clipped."""
        mask = np.uint8((1 << self.dac_bits) - 1)
        for part in self._parts(words):
            some = words[part]
            digits = np.ones((len(some), self.rows + 1), self._dtype)
            for phase in range(self.phases):
                np.bitwise_and(some >> np.uint8(phase * self.dac_bits), mask, out=digits[:, :-1], casting="unsafe")
                sums = digits @ self._matrix
                if self.rounds:
                    np.floor(sums, out=sums)
                yield part, phase, sums

    def _parts(self, words: NDArray[np.uint8]) -> list[slice]:
        if words.ndim != 2 or words.shape[1] != self.rows or words.dtype != np.uint8:
            raise ValueError(f"words are {words.dtype}{list(words.shape)}, not uint8[vector, {self.rows}]")
        size = max(1, CHUNK_ELEMENTS // (self.rows + self.columns + 1))
        return [slice(first, first + size) for first in range(0, len(words), size)]

    def one(self, word: int | NDArray[np.uint8]) -> NDArray[np.int16]:
        """Codes int16[phase, column] of one vector, as quickly as Python can.

        word  uint8[row], or an int with row i's word at bits [i·phases·dac_bits, (i+1)·phases·dac_bits)
        """
        codes: NDArray[np.int16]
        if not isinstance(word, int):
            codes = self.codes(word[None])[0]
            return codes
        packed = np.frombuffer(word.to_bytes(-(-self.rows * self._word_bits // 8), "little"), np.uint8)
        bits = np.unpackbits(packed, count=self.rows * self._word_bits, bitorder="little")
        if self.dac_bits == 1:
            self._digits[:, :-1] = bits.reshape(self.rows, self.phases).T
        else:
            self._digits[:, :-1] = (bits.reshape(self.rows, self.phases, self.dac_bits) @ self._places).T
        sums = np.dot(self._digits, self._matrix, out=self._sums)
        if self.rounds:
            np.floor(sums, out=sums)
        if self.clips:
            np.maximum(sums, self.lo, out=sums)
            np.minimum(sums, self.hi, out=sums)
        codes = sums.astype(np.int16)
        return codes


def _float_for(top: int) -> np.dtype[np.floating]:
    """The float type that holds all integers up to `top` exactly."""
    assert top < 1 << 53, f"sums up to {top} are not exact in any float"
    return np.dtype(np.float32 if top < 1 << 24 else np.float64)
