"""`Array`: a crossbar of programmed cell pairs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hdlgen_sim.device import Device
from hdlgen_sim.reader import Reader


@dataclass(frozen=True, eq=False)
class Array:
    """Differential pairs at every crossing.

    difference  int64[row, column]: g⁺ − g⁻ in units of a level step / 2^grid_bits; read-only
    grid_bits   ≥ 0
    """

    difference: NDArray[np.int64]
    grid_bits: int

    @classmethod
    def program(cls, levels: NDArray[np.integer], device: Device, *, seed: int, name: str) -> Array:
        """Pairs programmed to the signed `levels` int16[row, column], |level| ≤ 2^cell_bits − 1.

        A positive level raises the positive cell, a negative one the negative cell; the other is told to hold level 0.
        Errors are drawn once, from (seed, name) alone. An ideal device holds exactly `levels`.
        """
        wide = levels.astype(np.int64)
        pairs = np.stack([wide.clip(min=0), (-wide).clip(min=0)])
        positive, negative = device.program(pairs, seed=seed, name=name)
        difference = positive - negative
        difference.setflags(write=False)
        return cls(difference, device.grid_bits)

    @property
    def rows(self) -> int:
        """Rows of the array."""
        return int(self.difference.shape[0])

    @property
    def columns(self) -> int:
        """Differential columns of the array."""
        return int(self.difference.shape[1])

    def reader(
        self,
        *,
        phases: int,
        dac_bits: int,
        adc_bits: int,
        adc_shift: int,
        rows: int | None = None,
        columns: slice | NDArray[np.integer] = slice(None),
    ) -> Reader:
        """What reads some columns while the first rows are driven and the others are at rest.

        rows       that are driven; None for all
        columns    that are read: a slice, or their indices
        phases     digits of a word, least significant first
        dac_bits   bits of a digit
        adc_bits   bits of a code, two's complement
        adc_shift  k: one code step is 2^k level steps
        """
        return Reader(self.difference[:rows, columns], self.grid_bits, phases, dac_bits, adc_bits, adc_shift)

    def codes(
        self, words: NDArray[np.uint8], *, phases: int, dac_bits: int, adc_bits: int, adc_shift: int
    ) -> NDArray[np.int16]:
        """Codes int16[vector, phase, column] of `words` uint8[vector, row]; rows beyond those given are at rest."""
        reader = self.reader(
            phases=phases, dac_bits=dac_bits, adc_bits=adc_bits, adc_shift=adc_shift, rows=words.shape[1]
        )
        return reader.codes(words)
