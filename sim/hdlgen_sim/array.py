"""`Array`: programmed cells that can be read."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from hdlgen_sim.assembly import Assembly
from hdlgen_sim.cells import Cells
from hdlgen_sim.pool_reader import PoolReader
from hdlgen_sim.reader import Reader


@dataclass(frozen=True, eq=False)
class Array(Cells):
    """A crossbar with its drivers and converters."""

    def reader(
        self,
        *,
        phases: int,
        dac_bits: int,
        adc_bits: int,
        adc_shift: int,
        rows: int | None = None,
        columns: slice | NDArray[np.integer] = slice(None),
        adcs: int | None = None,
        first_group: int = 0,
        references: NDArray[np.integer] | None = None,
        inputs: int = 1,
        largest_digit: int | None = None,
    ) -> Reader:
        """What reads some columns while the first rows are driven and the others are at rest.

        phases       digits of a word, least significant first
        dac_bits     bits of a digit
        adc_bits     bits of a code, two's complement
        adc_shift    k: one code step is 2^k level steps
        rows         that are driven; None for all
        columns      that are read: a slice, or their indices
        adcs         converters, of which number c reads the columns c, c + adcs, …; None: one for each column
        first_group  adcs·first_group is the column that is converted first after the hold
        references   level steps int[column read]: every column that is read has an activation unit, which passes what
                     the sum exceeds its reference by; None: no units
        inputs       words in a row whose largest sum a column converts, as a PoolReader does: it has a unit that pools
                     behind its activation unit. 1: no such units
        largest_digit  that any word will have, which `clips` goes by; None: 2^dac_bits − 1
        """
        if not 1 <= dac_bits <= 8 or phases < 1 or (phases - 1) * dac_bits > 7:
            raise ValueError(f"phases {phases} of dac_bits {dac_bits} must be the digits of a word of 1 to 8 bits")
        if not 1 <= adc_bits <= 16 or not 0 <= adc_shift <= 31:
            raise ValueError(f"adc_bits {adc_bits} must lie in 1..16, and adc_shift {adc_shift} in 0..31")
        chosen = np.arange(self.columns)[columns]
        if not 1 <= (self.rows if rows is None else rows) <= self.rows or not chosen.size:
            raise ValueError(f"rows {rows} must lie in 1..{self.rows}, and one column at least must be read")
        if (adcs is not None and adcs < 1) or first_group < 0:
            raise ValueError(f"adcs {adcs} must be at least 1, and first_group {first_group} not negative")
        if references is not None and (phases > 1 or references.shape != chosen.shape):
            raise ValueError(
                f"activation units need complete sums, in 1 phase and not {phases}, and a reference for each of "
                f"{len(chosen)} columns, not {list(references.shape)}"
            )
        if inputs < 1 or (inputs > 1 and references is None):
            raise ValueError(f"inputs {inputs} must be at least 1, and 1 without activation units (references)")
        adcs = self.columns if adcs is None else adcs
        order = np.maximum(chosen // adcs - first_group, 0)
        assembly = Assembly(self, dac_bits, chosen, order, pooled=inputs > 1)
        driven = self.rows if rows is None else rows
        readout = assembly.readout(phases, adc_bits, adc_shift, driven, chosen % adcs, adcs, references)
        if largest_digit is not None:
            if not 0 <= largest_digit < 1 << dac_bits:
                raise ValueError(f"largest_digit {largest_digit} must lie in 0..{(1 << dac_bits) - 1}")
            readout = replace(readout, largest=largest_digit)
        if inputs == 1:
            return Reader(readout, assembly.solver())
        conversion = assembly.conversion(adc_bits, adc_shift, chosen % adcs, adcs)
        return PoolReader(readout, assembly.solver(), inputs, assembly.pooling(inputs, adc_shift), conversion)

    def codes(
        self, words: NDArray[np.uint8], *, phases: int, dac_bits: int, adc_bits: int, adc_shift: int
    ) -> NDArray[np.int16]:
        """Codes int16[vector, phase, column] of `words` uint8[vector, row]; rows beyond those given are at rest."""
        reader = self.reader(
            phases=phases, dac_bits=dac_bits, adc_bits=adc_bits, adc_shift=adc_shift, rows=words.shape[1]
        )
        return reader.codes(words)
