"""`Cells`: programmed pairs at every crossing of an array, and what surrounds them."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Self

import numpy as np
from numpy.typing import NDArray

from hdlgen_sim import wires
from hdlgen_sim.device import Device
from hdlgen_sim.periphery import Periphery
from hdlgen_sim.readout import Ints
from hdlgen_sim.trim import Trim


@dataclass(frozen=True, eq=False)
class Cells:
    """Differential pairs at every crossing.

    pairs      int64[2, row, column]: conductances of the positive and the negative cells, in grid units of the device;
               read-only
    seed, name what all random numbers of this array depend on
    trim       of its converters
    joined     arrays that the rows are of, as many each: each has wires of its own, and columns of the same number meet
               at the virtual ground of one amplifier
    """

    pairs: Ints
    device: Device
    periphery: Periphery = field(default_factory=Periphery)
    seed: int = 0
    name: str = ""
    trim: Trim = field(default_factory=Trim)
    joined: int = 1

    @classmethod
    def program(
        cls,
        levels: NDArray[np.integer],
        device: Device,
        periphery: Periphery | None = None,
        *,
        seed: int,
        name: str,
        trim: Trim | None = None,
        joined: int = 1,
    ) -> Self:
        """Pairs programmed to the signed `levels` int16[row, column], |level| ≤ 2^cell_bits − 1.

        A positive level raises the positive cell, a negative one the negative cell; the other is told to hold level 0.
        What is random is a function of (seed, name) alone. Ideal cells hold exactly the conductances of their levels.
        """
        if levels.ndim != 2 or not levels.size or levels.dtype.kind not in "iu":
            raise ValueError(f"levels must be integers [row, column], not {levels.dtype}{list(levels.shape)}")
        if joined < 1 or len(levels) % joined:
            raise ValueError(f"{joined} joined arrays do not divide {len(levels)} rows")
        wide = levels.astype(np.int64)
        pairs = device.program(np.stack([wide.clip(min=0), (-wide).clip(min=0)]), seed=seed, name=name)
        pairs.setflags(write=False)
        return cls(pairs, device, periphery or Periphery(), seed, name, trim or Trim(), joined)

    @property
    def exact(self) -> bool:
        """Whether nothing at all is non-ideal: sums are whole level steps."""
        return self.device.ideal and self.periphery.ideal and self.trim == Trim()

    @property
    def rows(self) -> int:
        """Rows of the array."""
        return int(self.pairs.shape[1])

    @property
    def columns(self) -> int:
        """Differential columns of the array."""
        return int(self.pairs.shape[2])

    @property
    def siemens(self) -> NDArray[np.float64]:
        """Conductances float64[2, row, column] at small voltages."""
        return self.pairs.astype(np.float64) * self.device.grid_siemens

    @cached_property
    def arriving(self) -> NDArray[np.float64]:
        """Grid units float64[2, row, column]: current at a column's amplifier for each volt of a row's driver."""
        device = self.device
        g = device.current(self.pairs, device.read_volts)
        if self.periphery.wires.ideal or self.periphery.wires.inputs == "gate":
            return g
        arrays = np.split(g * device.grid_siemens, self.joined, axis=1)
        found = [wires.transfer_pairs(one, self.periphery.wires) for one in arrays]
        return np.concatenate(found, axis=1) / device.grid_siemens
