"""`PulsedCells`: the cells of a tile while they are programmed, pulse by pulse, as the pins of their macro have it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from hdlgen_sim.array import Array
from hdlgen_sim.assembly import Assembly, rounded
from hdlgen_sim.device import Device
from hdlgen_sim.periphery import Periphery
from hdlgen_sim.programming import stuck
from hdlgen_sim.randomness import GAUSSIAN_BITS, gaussian, key, philox
from hdlgen_sim.readout import Ints
from hdlgen_sim.state_law import Floats

CODES = 256
"""Amplitudes that a code of the pins can say; and widths."""
SIGNS: Ints = np.array([[1], [-1]])
"""Of the codes of positive and negative cells: a converter sees the current of a negative one subtracted."""


@dataclass(frozen=True)
class PulseDriver:
    """What the codes of a pulse are.

    A pulse makes the card's step times width/width_one · 2^((amplitude − amplitude_one)/octave). The shape is that of
    switching kinetics, exponential in the voltage; the numbers are generic, no device's.

    amplitude_one  amplitude code of the card's pulse
    octave         amplitude codes that double the step, ≥ 1
    width_one      width code of the card's pulse, ≥ 1
    """

    amplitude_one: int = 64
    octave: int = 32
    width_one: int = 4

    @cached_property
    def _table(self) -> Floats:
        return np.exp2((np.arange(CODES) - self.amplitude_one) / self.octave)

    def strength(self, amplitude: NDArray[np.integer] | int, width: NDArray[np.integer] | int) -> Floats:
        """Steps of the card's pulse that one of `amplitude` and `width`, 0..255, makes: float64[...]."""
        return np.asarray(self._table[amplitude] * (np.asarray(width, np.float64) / self.width_one))


class PulsedCells:
    """Pairs of cells at every crossing of a tile, reset, that pulses move and that are read one by one.

    What is random is a function of (seed, name, cycle), of the cell and of the pulses that it has received: neither the
    order of the cells nor an interruption changes anything, and a cell that is read twice gives the same code twice.

    device     with a card that says what a pulse does (a write block)
    rows, columns  of the tile; a column is a differential pair
    adcs       converters, of which number c reads the columns c, c + adcs, …
    adc_bits   of a code, two's complement
    gain       of verifying reads: a code is a level step / 2^gain
    dac_bits   of the drivers' digits; a cell is read with its row at digit 1
    cycle      how often the tile was programmed before

    x          float64[2, row, column]: places in the window of the positive and the negative cells, 0..1
    pulses     int64[2, row, column]: that each has received

    Raises ValueError for a card without pulses, for wires (a read would depend on all cells of the tile) and for a gain
    that the grid of conductances does not resolve.
    """

    def __init__(
        self,
        device: Device,
        rows: int,
        columns: int,
        *,
        adcs: int,
        adc_bits: int,
        gain: int,
        dac_bits: int = 1,
        periphery: Periphery | None = None,
        driver: PulseDriver | None = None,
        seed: int,
        name: str,
        cycle: int = 0,
    ) -> None:
        if device.card.write is None:
            raise ValueError(f"card {device.card.name}: does not say what a pulse does (no write block)")
        self.periphery = periphery or Periphery()
        if not self.periphery.wires.ideal:
            raise ValueError("verifying reads are simulated without wires: leave the wires of the periphery ideal")
        if not 0 <= gain <= device.grid_bits:
            raise ValueError(f"gain {gain} must lie in 0..{device.grid_bits}: conductances are no finer")
        self.device, self.gain, self.seed, self.name, self.cycle = device, gain, seed, name, cycle
        self.adc_bits, self._law, self._driver = adc_bits, device.card.write, driver or PulseDriver()
        shape = (2, rows, columns)
        low, high = stuck(device, shape, seed, name)
        self.x = high.astype(np.float64)
        self.pulses = np.zeros(shape, np.int64)
        self._free = ~(low | high)
        self._factors = self._law.factors(shape, seed=seed, name=name)
        self._cells = np.arange(2 * rows * columns).reshape(shape)
        p, every = self.periphery, np.arange(columns)
        blank = Array(np.zeros(shape, np.int64), device, p, seed, name)
        # Converted first after the hold. No row adds to these sums: what the cells add is looked up as they are.
        assembly = Assembly(blank, dac_bits, every, np.zeros(columns, np.int64))
        self._readout = assembly.readout(1, adc_bits, -gain, 0, every % adcs, adcs)
        self._drive = p.dac.levels(rows, dac_bits, seed=seed, name=name)
        self._amplified = p.amplifier.gain(columns, seed=seed, name=name)
        self._volts = device.read_volts / ((1 << dac_bits) - 1)
        self._key = key(seed, name, "verifying read")

    @property
    def g(self) -> Ints:
        """Conductances int64[2, row, column], grid units of the device."""
        return self._conductance(self.x)

    def array(self) -> Array:
        """What the cells are now, to be read as any array."""
        pairs = self.g
        pairs.setflags(write=False)
        return Array(pairs, self.device, self.periphery, self.seed, self.name)

    def targets(self, levels: NDArray[np.integer]) -> Ints:
        """Codes int64[2, row, column], not negative, of cells that hold the signed `levels` int[row, column] exactly.

        Raises ValueError where the converters have no such code, or none above it.
        """
        wide = levels.astype(np.int64)
        wanted = self.device.targets_grid[np.stack([wide.clip(min=0), (-wide).clip(min=0)])]
        shift = self.device.grid_bits - self.gain
        codes: Ints = (wanted + ((1 << shift) >> 1)) >> shift
        if codes.max() > self._readout.hi - 1:
            raise ValueError(
                f"a level needs code {codes.max()} and converters end at {self._readout.hi}: lower the gain"
            )
        return codes

    def read(self, row: int) -> Ints:
        """Codes int64[2, column] of verifying reads of the positive cells of `row`, and of the negative ones."""
        counts, cells = self.pulses[:, row], self._cells[:, row].ravel()
        noise = self._law.draws(cells, counts.ravel(), seed=self.seed, name=self.name, cycle=self.cycle)[0]
        g = self._conductance(self.x[:, row] + self._law.verify_noise * noise.reshape(counts.shape))
        sums = SIGNS * self._current(g, self._drive[row, 1])
        rest = self._drive[:, 0]
        for other in np.flatnonzero(rest):
            if other != row:
                sums = sums + SIGNS * self._current(self.g[:, other], rest[other])
        sums = sums + self._readout.bias
        if self._readout.noise is not None:
            counter = np.zeros((len(cells), 4), np.uint32)
            counter[:, 0], counter[:, 1], counter[:, 2] = cells, counts.ravel(), self.cycle
            z = gaussian(philox(counter, self._key)[:, 0]).reshape(counts.shape) / (1 << GAUSSIAN_BITS)
            sums = sums + rounded(z * np.sqrt(self._readout.noise.constant))
        if self._readout.ceiling is not None:
            sums = sums.clip(-self._readout.ceiling, self._readout.ceiling)
        return self._readout.codes(sums)

    def pulse(
        self,
        row: int,
        cells: NDArray[np.bool_],
        up: NDArray[np.bool_],
        amplitude: NDArray[np.integer] | int,
        width: int,
    ) -> None:
        """A pulse for each of the `cells` bool[2, column] of a row: SET where `up` bool[2, column], else RESET.

        amplitude  code of each, int[2, column], or of all
        width      code of all
        """
        counts = self.pulses[:, row]
        z = self._law.draws(
            self._cells[:, row].ravel(), counts.ravel(), seed=self.seed, name=self.name, cycle=self.cycle
        )[1]
        factor = self._factors[:, row] * self._driver.strength(amplitude, width)
        moved = self._law.pulse(self.x[:, row], up, factor, z.reshape(counts.shape))
        self.x[:, row] = np.where(cells & self._free[:, row], moved, self.x[:, row])
        counts += cells

    def pulse_one(self, row: int, column: int, polarity: int, up: bool, amplitude: int, width: int) -> None:
        """A pulse for one cell: polarity 0 is the positive one of the pair; SET if `up`, else RESET."""
        one = np.zeros((2, self.x.shape[2]), np.bool_)
        one[polarity, column] = True
        self.pulse(row, one, np.full(one.shape, up), amplitude, width)

    def _conductance(self, x: Floats) -> Ints:
        low, high = self.device.window_grid
        return np.rint(low + x * (high - low)).astype(np.int64)

    def _current(self, g: Ints, drive: float) -> Ints:
        """Of cells int64[2, column] of a row that is driven to `drive` digit steps, grid units."""
        volts = self.device.read_volts if self._drive.shape[1] == 2 else drive * self._volts
        return rounded(drive * self.device.current(g, volts) * self._amplified)
