"""`ThresholdDevice`: a volatile two-terminal switch, generic.

Guo et al. (Cognitive Neurodynamics 18, 2024, 233–245) make an activation unit and a max-pooling unit of the threshold
that a memristor has. We have seen no numbers of their device, and this is no model of it: whoever makes a
`ThresholdDevice` says where its numbers come from.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hdlgen_sim.randomness import normals

MARGIN_SIGMAS = 4.0
"""A device this many sigmas from nominal is still designed for: 3 of 100,000 are further out on a side. Our choice."""


@dataclass(frozen=True)
class ThresholdDevice:
    """A resistor r_off that becomes r_on at |v| ≥ v_threshold and r_off again at |v| < v_hold; nothing outlives 0 V.

    v_threshold    volt, > 0; nominal
    v_hold         volt, 0..v_threshold; 0: a limit, in which a device that is on needs no voltage to stay on
    r_on           ohm, > 0
    r_off          ohm, above r_on; math.inf for a device that does not leak
    threshold_d2d  device to device: sigma of a device's threshold over v_threshold, drawn once, 0..1
    threshold_c2c  cycle to cycle: sigma of the threshold over the device's own, new each time it turns on, 0..1

    Both variations are Gaussian and leave no threshold below v_hold. The resistances and v_hold do not vary.

    Raises ValueError for any other value.
    """

    v_threshold: float
    v_hold: float
    r_on: float
    r_off: float
    threshold_d2d: float = 0.0
    threshold_c2c: float = 0.0

    def __post_init__(self) -> None:
        require_positive("v_threshold", self.v_threshold, "V")
        if not 0 <= self.v_hold <= self.v_threshold:
            raise ValueError(
                f"v_hold {self.v_hold} V must lie in 0..{self.v_threshold} V (v_threshold): "
                "a device must not turn off where it turns on"
            )
        require_positive("r_on", self.r_on, "ohm")
        if not self.r_on < self.r_off:
            raise ValueError(f"r_on {self.r_on} ohm must lie below r_off {self.r_off} ohm; are they swapped?")
        for what, sigma in (("threshold_d2d", self.threshold_d2d), ("threshold_c2c", self.threshold_c2c)):
            if not 0 <= sigma <= 1:
                raise ValueError(f"{what} must lie in 0..1, not {sigma}; it is a sigma over the threshold")

    @property
    def weakest_threshold(self) -> float:
        """Threshold, volt, of the weakest device that is designed for."""
        return max(self.v_threshold * (1 - self._margin), self.v_hold)

    @property
    def strongest_threshold(self) -> float:
        """Threshold, volt, of the strongest device that is designed for."""
        return self.v_threshold * (1 + self._margin)

    @property
    def _margin(self) -> float:
        return MARGIN_SIGMAS * math.hypot(self.threshold_d2d, self.threshold_c2c)

    def thresholds(self, shape: int | tuple[int, ...], *, seed: int, name: str) -> NDArray[np.float64]:
        """Mean thresholds of devices, volt, float64[shape]: a function of (seed, name) and of a device's place."""
        z = normals(seed, name, "threshold", shape)
        return np.maximum(self.v_threshold * (1 + self.threshold_d2d * z), self.v_hold)

    def iv_curve(self, voltages: NDArray[np.float64], *, z: NDArray[np.float64] | None = None) -> NDArray[np.float64]:
        """Currents, ampere, float64[point], of a nominal device that is off at first and sees `voltages` in turn.

        A step from one sign to the other passes 0 V.

        voltages  volt, float64[point], the whole voltage across the device; no series resistor, no compliance
        z         standard normal float64[event], for threshold_c2c: number n is for the n-th turning on.
                  As many as points are always enough. None: no variation
        """
        out = np.empty(len(voltages))
        on, events, before = False, 0, 0.0
        threshold = self._cycle_threshold(z, 0)
        for i, v in enumerate(voltages.tolist()):
            if on and self.v_hold > 0 and (abs(v) < self.v_hold or v * before < 0):
                on = False
                threshold = self._cycle_threshold(z, events)
            if not on and abs(v) >= threshold:
                on, events = True, events + 1
            out[i] = v / (self.r_on if on else self.r_off)
            before = v
        return out

    def _cycle_threshold(self, z: NDArray[np.float64] | None, event: int) -> float:
        if z is None:
            return self.v_threshold
        if event >= len(z):
            raise ValueError(f"z has {len(z)} numbers and the device turns on more often; give one for each point")
        return max(self.v_threshold * (1 + self.threshold_c2c * float(z[event])), self.v_hold)


def require_positive(what: str, value: float, unit: str) -> None:
    """Raises ValueError unless `value` is above 0 and finite."""
    if not 0 < value < math.inf:
        raise ValueError(f"{what} must be above 0 {unit} and finite, not {value} {unit}")
