"""`Amplifier` and `Hold`: what stands between a column and its converter."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hdlgen_sim import randomness
from hdlgen_sim.parameters import LARGEST_RELATIVE_SIGMA, check, number


@dataclass(frozen=True)
class Amplifier:
    """Turns a column's signed differential current into what is held and converted.

    Of a sum s it makes gain·s + offset + noise, limited to ±saturation; all in level steps.

    gain_sigma    sigma of the columns' relative gain errors, 0..0.15
    offset_sigma  sigma of the columns' offsets, level steps, ≥ 0
    saturation    largest magnitude, level steps, ≥ 1; None for no limit
    noise         sigma at every read, level steps, ≥ 0

    Raises ValueError for any other value.
    """

    gain_sigma: float = number(0.0, 0, LARGEST_RELATIVE_SIGMA)
    offset_sigma: float = number(0.0, 0, unit="levels")
    saturation: float | None = number(None, 1, 1e9, unit="levels")
    noise: float = number(0.0, 0, unit="levels")

    def __post_init__(self) -> None:
        check(self)

    @property
    def ideal(self) -> bool:
        """Whether a sum passes as it is."""
        return self == Amplifier()

    def gain(self, columns: int, *, seed: int, name: str) -> NDArray[np.float64]:
        """Gain of each column's amplifier, float64[column], positive, 1 if ideal."""
        return 1 + self.gain_sigma * randomness.normals(seed, name, "amplifier.gain", columns)

    def offset(self, columns: int, *, seed: int, name: str) -> NDArray[np.float64]:
        """Offset of each column's amplifier, float64[column], level steps."""
        return self.offset_sigma * randomness.normals(seed, name, "amplifier.offset", columns)


@dataclass(frozen=True)
class Hold:
    """Keeps a column's value while the converter works through the columns before it.

    droop  share of the held value that is lost while one conversion lasts, 0..1; the decay is exponential

    Raises ValueError for any other value.
    """

    droop: float = number(0.0, 0, 1)

    def __post_init__(self) -> None:
        check(self)

    @property
    def ideal(self) -> bool:
        """Whether nothing is lost."""
        return self.droop == 0

    def factor(self, order: NDArray[np.integer]) -> NDArray[np.float64]:
        """What is left of a value at the start of its conversion, float64[...], 0..1.

        order  int[...] ≥ 0: conversions of the same converter between the hold and this one; 0 for the first
        """
        if order.size and order.min() < 0:
            raise ValueError(f"order must be 0 or more, not {order.min()}")
        # A product, not a power: multiplications give the same bits on every machine.
        left = np.cumprod(np.concatenate([[1.0], np.full(int(order.max(initial=0)), 1 - self.droop)]))
        factor: NDArray[np.float64] = left[order]
        return factor
