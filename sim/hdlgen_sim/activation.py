"""`Activation`: the memristive activation units of a tile, as the file of a periphery describes them."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from hdlgen_sim.activation_unit import ActivationUnit
from hdlgen_sim.parameters import check, key, number
from hdlgen_sim.threshold_device import ThresholdDevice

NEEDED = ("v_threshold", "r_on", "r_load", "volts_per_level")
"""Without one of them there is no circuit."""


@dataclass(frozen=True)
class Activation:
    """Stands between amplifier and hold in the columns of a stage that uses such units; other columns have none.

    By default a unit is ideal: it passes max(s, 0) of a sum s. Else it is an `ActivationUnit`, and `NEEDED` are given.
    The converters' references are made for its gain: a sum that passes counts as s.

    v_threshold      volt, > 0; nominal
    v_hold           volt, 0..v_threshold
    r_on             ohm, > 0
    r_off            ohm, above r_on; None for a device that does not leak
    threshold_d2d    device to device: sigma of a device's threshold over v_threshold, drawn once, 0..1
    threshold_c2c    0: arrays draw no threshold at every read
    r_load           ohm, > 0
    volts_per_level  of the amplifier in front, for a level step; > 0

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

    def __post_init__(self) -> None:
        check(self)
        if self.threshold_c2c:
            raise ValueError(
                f"threshold_c2c {self.threshold_c2c} needs a new threshold at every read, which arrays do not draw: "
                "leave it out (ActivationUnit.apply has it)"
            )
        if not self.ideal:
            missing = [key(f) for f in fields(self) if f.name in NEEDED and getattr(self, f.name) is None]
            if missing:
                raise ValueError(f"{', '.join(missing)} must be given, too; give nothing for ideal units")
            self.circuit()

    @property
    def ideal(self) -> bool:
        """Whether max(s, 0) passes."""
        return all(getattr(self, f.name) == f.default for f in fields(self))

    def circuit(self) -> ActivationUnit:
        """The unit; there is none if it is ideal."""
        assert self.v_threshold is not None
        assert self.r_on is not None
        assert self.r_load is not None
        assert self.volts_per_level is not None
        r_off = math.inf if self.r_off is None else self.r_off
        device = ThresholdDevice(self.v_threshold, self.v_hold, self.r_on, r_off, self.threshold_d2d)
        return ActivationUnit(device, self.r_load, self.volts_per_level)

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
