"""From cells and circuits to the numbers of a `Readout`: everything static becomes tables of integers.

A row's contribution to a column is a function of the row's digit, whatever the driver, the cell and the wires make of
it; a column's amplifier, its hold and its converter's reference are factors. Noise keeps its variance, row by row.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from hdlgen_sim import randomness, wires
from hdlgen_sim.cells import Cells
from hdlgen_sim.reader import Solver
from hdlgen_sim.readout import Ints, Noise, Readout

Floats = NDArray[np.float64]
VARIANCE_BITS = 28
"""The largest variance of a column has so many bits: its rounding is nothing beside the noise, and it fits the lanes of
the sums."""
FARTHEST = 2.0**62
"""A threshold that no sum reaches, or every sum: those of a reader are below 2^53 units."""
LEAST_HELD = 2.0**-100
"""Of a value that is lost before its conversion: thresholds are divided by it."""


class Assembly:
    """Some columns of an array, with the digits of a driver.

    array        programmed
    dac_bits     bits of a digit
    chosen       int64[column]: which columns
    order        int64[column]: conversions between the hold and this column's
    pooled       whether sums are pooled before they are held: they are then those of the amplifiers
    """

    def __init__(self, array: Cells, dac_bits: int, chosen: Ints, order: Ints, *, pooled: bool = False) -> None:
        self.array, self.dac_bits, self.chosen = array, dac_bits, chosen
        p = array.periphery
        self._grid_bits = 0 if array.exact else array.device.grid_bits
        self._drive = p.dac.levels(array.rows, dac_bits, seed=array.seed, name=array.name)
        self._pooled, self._held = pooled, p.hold.factor(order) * array.trim.gain
        self._left = np.ones(len(chosen)) if pooled else self._held
        gain = p.amplifier.gain(array.columns, seed=array.seed, name=array.name)
        self._gains = gain * array.trim.gain
        self._scale = gain[chosen] * self._left

    def readout(
        self,
        phases: int,
        adc_bits: int,
        adc_shift: int,
        rows: int,
        converters: Ints,
        adcs: int,
        references: NDArray[np.integer] | None = None,
    ) -> Readout:
        """The numbers of `rows` driven rows, of the chosen columns and their `converters` [column] among `adcs`.

        references  level steps int[column] that are taken from the sums in front of activation units; None: no units
        """
        array, p = self.array, self.array.periphery
        level, code_step = 1 << self._grid_bits, 1 << (adc_shift + self._grid_bits)
        table, at_zero = self._table()
        offset = p.amplifier.offset(array.columns, seed=array.seed, name=array.name)[self.chosen] * level * self._left
        in_front = references is not None and not self._pooled
        steps, half = self._steps(adc_bits, code_step, adcs, uniform=p.adc.uniform and not in_front)
        if references is not None:
            offset = offset - references * level * self._scale
        if in_front and steps is not None:  # each column has a unit of its own in front of the converter
            steps = self._in_front_of_units(steps[converters] - half[:, None], level, adc_shift)
            half = np.zeros_like(half)
            converters = np.arange(len(self.chosen))
        thresholds = None if steps is None else whole(steps)
        saturation = p.amplifier.saturation
        return Readout(
            phases=phases,
            dac_bits=self.dac_bits,
            adc_bits=adc_bits,
            table=table[:rows],
            bias=at_zero + rounded(offset),
            half=half,
            shift=adc_shift + self._grid_bits,
            ceiling=None if saturation is None else rounded(saturation * level * self._left),
            thresholds=thresholds,
            converters=None if thresholds is None else converters,
            noise=self._noise(rows, code_step),
        )

    def conversion(self, adc_bits: int, adc_shift: int, converters: Ints, adcs: int) -> Readout:
        """How what is held of pooled sums becomes codes, with the converters' noise; no row adds anything to it."""
        array, p, columns = self.array, self.array.periphery, len(self.chosen)
        code_step = 1 << (adc_shift + self._grid_bits)
        steps, half = self._steps(adc_bits, code_step, adcs, uniform=p.adc.uniform)
        nothing = np.zeros((0, 1 << self.dac_bits, columns), np.int64)
        key = randomness.key(array.seed, array.name, "conversion")
        variance = np.full(columns, (p.adc.noise * code_step) ** 2)
        return Readout(
            phases=1,
            dac_bits=self.dac_bits,
            adc_bits=adc_bits,
            table=nothing,
            bias=np.zeros(columns, np.int64),
            half=half,
            shift=adc_shift + self._grid_bits,
            thresholds=None if steps is None else whole(steps),
            converters=None if steps is None else converters,
            noise=Noise("white", 0, key, self.chosen, nothing, 1.0, variance) if p.adc.noise else None,
        )

    def pooling(self, inputs: int, adc_shift: int) -> Callable[[Ints], Ints]:
        """What makes of sums int64[vector, input, column] of amplifiers what is held int64[vector, column]."""
        array = self.array
        largest = array.periphery.activation.at(adc_shift).pooling(
            inputs, self.chosen, array.columns, seed=array.seed, name=array.name
        )
        level = 1 << self._grid_bits
        return lambda sums: rounded(largest(sums / level) * level * self._held)

    def _steps(self, adc_bits: int, code_step: int, adcs: int, *, uniform: bool) -> tuple[Floats | None, Ints]:
        """Thresholds float64[converter, n], grid units of what is held, or None; int64[column] that is added first."""
        array = self.array
        late = np.full(len(self.chosen), round(array.trim.offset * code_step))
        if uniform:
            return None, late + (code_step >> 1)
        return array.periphery.adc.thresholds(adcs, adc_bits, seed=array.seed, name=array.name) * code_step, late

    def _in_front_of_units(self, wanted: Floats, level: int, adc_shift: int) -> Floats:
        """Least sums float64[column, n] that give the converters at least `wanted`, both in grid units of what is held.

        A unit sees the amplifier's output before it is held and droops.
        """
        array = self.array
        held = (level * np.maximum(self._left, LEAST_HELD))[:, None]
        activation = array.periphery.activation.at(adc_shift)
        least = activation.referred(wanted / held, self.chosen, seed=array.seed, name=array.name)
        return np.asarray(least * held, np.float64)

    def solver(self) -> Solver | None:
        """How sums come about if the inputs gate the cells and wires have a resistance; else None."""
        p = self.array.periphery
        if p.wires.inputs == "line" or p.wires.ideal:
            return None
        if self.dac_bits > 1:
            raise ValueError(f"inputs that gate the cells have digits of one bit, not dac_bits {self.dac_bits}")
        if not p.dac.ideal:
            raise ValueError("inputs that gate the cells have no row drivers: leave the dac ideal, or say inputs: line")
        conductances = self._conductances() * self.array.device.grid_siemens
        arrays = np.split(conductances, self.array.joined, axis=1)

        def solve(driven: NDArray[np.bool_]) -> Ints:
            full = np.zeros((len(driven), self.array.rows), bool)
            full[:, : driven.shape[1]] = driven
            each = zip(arrays, np.split(full, len(arrays), axis=1), strict=True)
            positive, negative = np.sum([wires.gated_pairs(g, p.wires, rows) for g, rows in each], axis=0)
            currents = (positive - negative)[:, self.chosen] / self.array.device.grid_siemens
            return rounded(currents * self._scale)

        return solve

    def _conductances(self) -> Floats:
        """Grid units float64[2, row, column]: what the cells are at the read voltage."""
        device = self.array.device
        return device.current(self.array.pairs, device.read_volts)

    def _table(self) -> tuple[Ints, Ints]:
        """Grid units int64[row, digit, column] that a row's digit adds to a column, and int64[column] for digits 0."""
        array, p = self.array, self.array.periphery
        digits = np.arange(1 << self.dac_bits)
        if array.exact:
            levels = (array.pairs[0] - array.pairs[1])[:, self.chosen] >> array.device.grid_bits
            return digits[:, None] * levels[:, None, :], np.zeros(len(self.chosen), np.int64)
        if p.wires.ideal and p.dac.ideal and array.device.ohmic and np.all(self._scale == 1):
            difference = (array.pairs[0] - array.pairs[1])[:, self.chosen]
            return digits[:, None] * difference[:, None, :], np.zeros(len(self.chosen), np.int64)
        if p.wires.ideal and not array.device.ohmic and self.dac_bits > 1:
            volts = self._drive * array.device.read_volts / digits[-1]
            cells = array.pairs[:, :, self.chosen]
            each = [array.device.current(cells, volts[:, d, None]) for d in digits]
            difference = np.stack([positive - negative for positive, negative in each], axis=1)
        else:  # ohmic cells; others conduct below the read voltage as they do at it
            positive, negative = array.arriving
            difference = (positive - negative)[:, None, self.chosen]
        table = rounded(self._drive[:, :, None] * difference * self._scale)
        at_zero = table[:, 0].copy()
        return table - at_zero[:, None], at_zero.sum(axis=0)

    def _noise(self, rows: int, code_step: int) -> Noise | None:
        array, p, device = self.array, self.array.periphery, self.array.device
        amplifier = p.amplifier.noise * (1 << self._grid_bits) * self._left
        constant = amplifier**2
        if not self._pooled:
            constant = constant + (p.adc.noise * code_step) ** 2
        if device.noise == "none" and not constant.any():
            return None
        variance, largest = np.zeros((rows, 1 << self.dac_bits, len(self.chosen))), 0.0
        if device.noise != "none":
            sigma = device.noise_sigma(array.pairs)
            if not p.wires.ideal:
                # Of a cell's current a part arrives, and the same part of its noise. What arrives from a row of cells
                # that hardly conduct is not theirs: it has come through others.
                cells = array.pairs.astype(np.float64)
                part = np.divide(array.arriving, cells, out=np.ones(sigma.shape), where=cells > 0)
                sigma = sigma * np.minimum(part, 1.0)
            # Of the whole array: the unit is that of all its readers.
            each = np.square(sigma).sum(axis=0) * self._gains**2
            drive = np.square(self._drive - self._drive[:, :1])
            largest = float((drive.max(axis=1)[:, None] * each).sum(axis=0).max())
            hold = np.square(self._left / array.trim.gain)
            variance = drive[:rows, :, None] * (each[:rows, self.chosen] * hold)[:, None, :]
        unit = 2.0 ** (math.frexp(largest)[1] - VARIANCE_BITS)
        return Noise(
            kind="flicker" if device.noise == "flicker" else "white",
            octaves=device.octaves,
            key=randomness.key(array.seed, array.name, "read"),
            places=self.chosen,
            variance=rounded(variance / unit),
            variance_unit=unit,
            constant=constant,
        )


def rounded(x: Floats) -> Ints:
    """The nearest integers, halves up."""
    return np.floor(x + 0.5).astype(np.int64)


def whole(steps: Floats) -> Ints:
    """Thresholds for integers."""
    return np.ceil(steps).clip(-FARTHEST, FARTHEST).astype(np.int64)
