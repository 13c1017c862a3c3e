"""`Dac`: what drives the rows."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hdlgen_sim import randomness
from hdlgen_sim.parameters import LARGEST_RELATIVE_SIGMA, check, number


@dataclass(frozen=True)
class Dac:
    """One string of 2^D − 1 resistors a tile, and a buffer for each row.

        reference ─ R ─┬─ R ─┬─ … ─ R ─ ground         D = dac_bits
                       │     │
                     taps 2^D−2 … 1                     every row's switch picks a tap,
                         switch ─▷─ row                 its buffer (▷) drives the row

    The buffers have gains and offsets of their own; what the string and its reference do is common to all rows. The
    string is monotonic, whatever its resistors are. With one bit the string has only its ends and is exact.

    gain_error      relative error of the reference, −0.5..0.5
    gain_sigma      sigma of the buffers' relative gain errors, 0..0.15
    offset_sigma    sigma of the buffers' offsets, digit steps, ≥ 0; a row with digit 0 has it, too
    resistor_sigma  relative sigma of a resistor of the string, 0..0.15. In the middle of the string the sigma of the
                    INL is sqrt(2^D − 1)/2 of it, in digit steps (a random walk that is tied down at both ends)

    Noise of the drivers has no place here: one draw would reach all columns of a tile, in proportion to the row's
    cells, and no table of single columns can hold that.

    Raises ValueError for any other value.
    """

    gain_error: float = number(0.0, -0.5, 0.5)
    gain_sigma: float = number(0.0, 0, LARGEST_RELATIVE_SIGMA)
    offset_sigma: float = number(0.0, 0, unit="digits")
    resistor_sigma: float = number(0.0, 0, LARGEST_RELATIVE_SIGMA)

    def __post_init__(self) -> None:
        check(self)

    @property
    def ideal(self) -> bool:
        """Whether digit d is driven as exactly d steps, in every row."""
        return self == Dac()

    def levels(self, rows: int, dac_bits: int, *, seed: int, name: str) -> NDArray[np.float64]:
        """What each row drives for each digit: float64[row, 2^dac_bits], in ideal digit steps.

        rows      of the tile, ≥ 1; a row's errors do not depend on how many there are
        dac_bits  1..8
        """
        if rows < 1 or not 1 <= dac_bits <= 8:
            raise ValueError(f"rows {rows} must be 1 or more and dac_bits {dac_bits} lie in 1..8")
        top = (1 << dac_bits) - 1
        resistors = 1 + self.resistor_sigma * randomness.normals(seed, name, "dac.string", top)
        taps = np.concatenate([[0.0], np.cumsum(resistors)])
        string = taps / taps[-1] * top
        gain = (1 + self.gain_error) * (1 + self.gain_sigma * randomness.normals(seed, name, "dac.gain", rows))
        offset = self.offset_sigma * randomness.normals(seed, name, "dac.offset", rows)
        levels: NDArray[np.float64] = gain[:, None] * string + offset[:, None]
        return levels
