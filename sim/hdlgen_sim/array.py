"""`Array`: a crossbar of programmed cell pairs, with what surrounds it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from hdlgen_sim import wires
from hdlgen_sim.assembly import Assembly
from hdlgen_sim.device import Device, fine_grid_bits
from hdlgen_sim.periphery import Periphery
from hdlgen_sim.reader import Reader
from hdlgen_sim.readout import Ints
from hdlgen_sim.trim import Trim


@dataclass(frozen=True, eq=False)
class Array:
    """Differential pairs at every crossing.

    pairs      int64[2, row, column]: conductances of the positive and the negative cells, in units of a level step /
               2^grid_bits; read-only
    grid_bits  0 if nothing at all is non-ideal
    seed, name what all random numbers of this array depend on
    trim       of its converters
    """

    pairs: Ints
    grid_bits: int
    device: Device
    periphery: Periphery = field(default_factory=Periphery)
    seed: int = 0
    name: str = ""
    trim: Trim = field(default_factory=Trim)

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
    ) -> Array:
        """Pairs programmed to the signed `levels` int16[row, column], |level| ≤ 2^cell_bits − 1.

        A positive level raises the positive cell, a negative one the negative cell; the other is told to hold level 0.
        What is random is a function of (seed, name) alone. Ideal cells behind an ideal periphery hold exactly `levels`.
        """
        wide = levels.astype(np.int64)
        pairs = device.program(np.stack([wide.clip(min=0), (-wide).clip(min=0)]), seed=seed, name=name)
        periphery, trim = periphery or Periphery(), trim or Trim()
        grid_bits = device.grid_bits
        if not grid_bits and not (periphery.ideal and trim == Trim()):  # ideal cells, but sums that are no integers
            grid_bits = fine_grid_bits(device.cell_bits)
            pairs = pairs << grid_bits
        pairs.setflags(write=False)
        return cls(pairs, grid_bits, device, periphery, seed, name, trim)

    @property
    def rows(self) -> int:
        """Rows of the array."""
        return int(self.pairs.shape[1])

    @property
    def columns(self) -> int:
        """Differential columns of the array."""
        return int(self.pairs.shape[2])

    @property
    def grid_siemens(self) -> float:
        """Conductance of a grid unit."""
        return self.device.step_siemens / (1 << self.grid_bits)

    @property
    def siemens(self) -> NDArray[np.float64]:
        """Conductances float64[2, row, column] at small voltages."""
        return self.pairs.astype(np.float64) * self.grid_siemens

    @property
    def unit(self) -> float:
        """Grid units of the array in one of the device."""
        return float(1 << (self.grid_bits - self.device.grid_bits))

    @property
    def on_device_grid(self) -> Ints:
        """`pairs` in grid units of the device."""
        return self.pairs >> (self.grid_bits - self.device.grid_bits)

    @cached_property
    def arriving(self) -> NDArray[np.float64]:
        """Grid units float64[2, row, column]: current at a column's amplifier for each volt of a row's driver."""
        device = self.device
        g = device.current(self.on_device_grid, device.read_volts) * self.unit
        if self.periphery.wires.ideal or self.periphery.wires.inputs == "gate":
            return g
        return wires.transfer_pairs(g * self.grid_siemens, self.periphery.wires) / self.grid_siemens

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
        """
        if phases < 1 or not 1 <= dac_bits <= 8 or not 1 <= adc_bits <= 16 or adc_shift < 0:
            raise ValueError(
                f"phases {phases}, dac_bits {dac_bits}, adc_bits {adc_bits} or adc_shift {adc_shift} is out of range"
            )
        chosen = np.arange(self.columns)[columns]
        adcs = self.columns if adcs is None else adcs
        order = np.maximum(chosen // adcs - first_group, 0)
        assembly = Assembly(self, dac_bits, chosen, order)
        driven = self.rows if rows is None else rows
        readout = assembly.readout(phases, adc_bits, adc_shift, driven, chosen % adcs, adcs)
        return Reader(readout, assembly.solver())

    def codes(
        self, words: NDArray[np.uint8], *, phases: int, dac_bits: int, adc_bits: int, adc_shift: int
    ) -> NDArray[np.int16]:
        """Codes int16[vector, phase, column] of `words` uint8[vector, row]; rows beyond those given are at rest."""
        reader = self.reader(
            phases=phases, dac_bits=dac_bits, adc_bits=adc_bits, adc_shift=adc_shift, rows=words.shape[1]
        )
        return reader.codes(words)
