"""`Activation`: the memristive units of a tile, as the file of a periphery describes them."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, fields, replace

import numpy as np
from numpy.typing import NDArray

from hdlgen_sim.activation_unit import ActivationUnit
from hdlgen_sim.max_pool_unit import MaxPoolUnit
from hdlgen_sim.parameters import check, choice, key, number
from hdlgen_sim.threshold_device import ThresholdDevice

NEEDED = ("v_threshold", "r_on", "r_load", "volts_per_level")
"""Without one of them there is no circuit."""
NEEDED_TO_POOL = ("pool_r_load", "pool_v_bias", "pool_volts_per_level")
"""Likewise of units that pool; without any of them these are ideal."""


@dataclass(frozen=True)
class Activation:
    """Stands between amplifier and hold in the columns of a stage that uses such units; other columns have none.

    By default a unit is ideal: it passes max(s, 0) of a sum s. Else it is an `ActivationUnit`, and `NEEDED` are given.
    The converters' references are made for its gain: a sum that passes counts as s.

    Where a stage pools in front of its converters, a unit for each column takes the largest of a window behind the
    activation units. By default it is exact. Else it is a `MaxPoolUnit` of such devices, and `NEEDED_TO_POOL` are
    given, too; references are made for its gain and its drop.

    v_threshold      volt, > 0; nominal
    v_hold           volt, 0..v_threshold
    r_on             ohm, > 0
    r_off            ohm, above r_on; None for a device that does not leak
    threshold_d2d    device to device: sigma of a device's threshold over v_threshold, drawn once, 0..1
    threshold_c2c    0: arrays draw no threshold at every read
    r_load           ohm, > 0
    volts_per_level  of the amplifier in front, for a level step; > 0
    pool_r_load      ohm, > 0
    pool_v_bias      volt, > 0
    pool_volts_per_level  of the drivers between the units, for a level step that has passed; > 0. They cannot be those
                     of the amplifier: sums that pass an activation unit are too large for a pooling one
    gain             fixed: volts per level are these. range: they are those of a code step, as amplifiers and drivers
                     change their gain with the converters' range: thresholds are then so many codes in every layer

    Raises ValueError for any other value.
    """

    v_threshold: float | None = number(None, 0, unit="volts")
    v_hold: float = number(0.0, 0, unit="volts")
    r_on: float | None = number(None, 0, unit="ohm")
    r_off: float | None = number(None, 0, unit="ohm")
    threshold_d2d: float = number(0.0, 0, 1)
    threshold_c2c: float = number(0.0, 0, 1)
    r_load: float | None = number(None, 0, unit="ohm")
    volts_per_level: float | None = number(None, 0)
    pool_r_load: float | None = number(None, 0, unit="ohm")
    pool_v_bias: float | None = number(None, 0, unit="volts")
    pool_volts_per_level: float | None = number(None, 0)
    gain: str = choice("fixed", "range")

    def __post_init__(self) -> None:
        check(self)
        if self.threshold_c2c:
            raise ValueError(
                f"threshold_c2c {self.threshold_c2c} needs a new threshold at every read, which arrays do not draw: "
                "leave it out (ActivationUnit.apply has it)"
            )
        if not self.ideal:
            needed = NEEDED if self.pools_exactly else (*NEEDED, *NEEDED_TO_POOL)
            missing = [key(f) for f in fields(self) if f.name in needed and getattr(self, f.name) is None]
            if missing:
                raise ValueError(f"{', '.join(missing)} must be given, too; give nothing for ideal units")
            self.circuit()
            if not self.pools_exactly:
                self.pool_circuit(2)

    @property
    def ideal(self) -> bool:
        """Whether max(s, 0) passes."""
        return all(getattr(self, f.name) == f.default for f in fields(self))

    @property
    def pools_exactly(self) -> bool:
        """Whether the largest of a window is found, and nothing else."""
        return all(getattr(self, name) is None for name in NEEDED_TO_POOL)

    def at(self, adc_shift: int) -> Activation:
        """That of an array whose converters have the range `adc_shift`: with a fixed gain."""
        if self.gain == "fixed":
            return self
        levels = 1 << adc_shift
        volts, pool_volts = (v and v / levels for v in (self.volts_per_level, self.pool_volts_per_level))
        return replace(self, gain="fixed", volts_per_level=volts, pool_volts_per_level=pool_volts)

    def circuit(self) -> ActivationUnit:
        """The activation unit; there is none if it is ideal."""
        assert self.r_load is not None
        assert self.volts_per_level is not None
        return ActivationUnit(self._device(), self.r_load, self.volts_per_level)

    def pool_circuit(self, inputs: int) -> MaxPoolUnit:
        """The unit that pools windows of `inputs` sums; there is none if it is ideal. Raises ValueError as it does."""
        assert self.pool_r_load is not None
        assert self.pool_v_bias is not None
        assert self.pool_volts_per_level is not None
        try:
            return MaxPoolUnit(self._device(), inputs, self.pool_r_load, self.pool_v_bias, self.pool_volts_per_level)
        except ValueError as error:
            raise ValueError(f"a unit that pools {inputs} sums: {error}") from None

    def _device(self) -> ThresholdDevice:
        assert self.v_threshold is not None
        assert self.r_on is not None
        r_off = math.inf if self.r_off is None else self.r_off
        return ThresholdDevice(self.v_threshold, self.v_hold, self.r_on, r_off, self.threshold_d2d)

    def referred(
        self, wanted: NDArray[np.float64], places: NDArray[np.integer], *, seed: int, name: str
    ) -> NDArray[np.float64]:
        """Least sums float64[column, n], level steps, that count as `wanted` [column, n] or more; −inf if all do.

        The columns stand at `places` int[column] of the array whose name and seed these are.
        """
        if self.ideal:
            return np.where(wanted > 0, wanted, -math.inf)
        unit = self.circuit()
        thresholds = unit.thresholds(1 + int(places.max(initial=-1)), seed=seed, name=name)[places]
        return unit.referred(wanted, thresholds)

    def pooling(
        self, inputs: int, places: NDArray[np.integer], columns: int, *, seed: int, name: str
    ) -> Callable[[NDArray[np.float64]], NDArray[np.float64]]:
        """What makes of sums float64[..., input, column], level steps, what counts of each window float64[..., column].

        A result depends on its own window alone. The columns stand at `places` int[column] of the array, of `columns`,
        whose name and seed these are; each has devices of its own.
        """
        if self.ideal:
            return lambda s: np.maximum(s.max(axis=-2), 0.0)
        unit = self.circuit()
        own = unit.thresholds(columns, seed=seed, name=name)[places]
        if self.pools_exactly:
            return lambda s: unit.counted(s, own).max(axis=-2)
        pool = self.pool_circuit(inputs)
        rivals = pool.thresholds(columns, seed=seed, name=f"{name}.pool")[:, places]
        return lambda s: pool.counted(unit.counted(s, own), rivals)
