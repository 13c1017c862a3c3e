"""`ActivationUnit`: an activation function made of a threshold device, in the analog domain.

It is not linear, so it can stand only where its input is the complete sum of a layer: the activation in one phase (as
many DAC bits as it has), the weight in one slice (cells of as many bits as its magnitude), all taps in one block of
rows. A part of a sum that falls under the threshold is lost, whatever the other parts are.

The bias of a layer enters as the reference of its column: a current taken out of the amplifier's summing node, in level
steps minus the bias. The unit passes what exceeds the reference: a sum, here, is always one less its reference.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hdlgen_sim.threshold_device import ThresholdDevice, require_positive


@dataclass(frozen=True)
class ActivationUnit:
    """A threshold device in series with a load, one for each column.

        column ──▷── v_in ──[ device ]──┬── v_out ──▷ converter or next array
             amplifier,                 │
             no negative supply      [r_load]
                                        │
                                       0 V

    The amplifier gives v_in = volts_per_step·s for a sum of s level steps, and 0 V for a negative one. Each read starts
    at 0 V, so that the device is off. Where v_in reaches the threshold the device turns on, and the divider passes
    r_load/(r_load + r_on) of v_in; below it leaks r_load/(r_load + r_off) of v_in. v_out is counted in the same volts
    a level step: r_on ≪ r_load ≪ r_off gives s from the threshold on and 0 below.

    A device that is on and sees less than v_hold falls off again, and the two would oscillate. A load that is so large
    at the nominal threshold is refused; a single device with a lower threshold counts as passing from there on where it
    stays on.

    r_load          ohm, > 0
    volts_per_step  of the amplifier, > 0

    Raises ValueError for any other value.
    """

    device: ThresholdDevice
    r_load: float
    volts_per_step: float

    def __post_init__(self) -> None:
        require_positive("r_load", self.r_load, "ohm")
        require_positive("volts_per_step", self.volts_per_step, "V")
        if self.threshold < self.least_threshold:
            d = self.device
            largest = d.r_on * (d.v_threshold - d.v_hold) / (d.v_hold - d.v_threshold * d.r_on / d.r_off)
            raise ValueError(
                f"r_load {self.r_load} ohm leaves a device at its threshold less than v_hold {d.v_hold} V once it is "
                f"on, so that it falls off again; use at most {0.99 * largest:.3g} ohm, or a device of lower v_hold"
            )

    @property
    def threshold(self) -> float:
        """Least sum that a nominal device passes, level steps."""
        return self.device.v_threshold * self._turn_on

    @property
    def least_threshold(self) -> float:
        """Least sum that keeps a device on, level steps; no threshold is lower."""
        return self.device.v_hold * (1 + self.r_load / self.device.r_on) / self.volts_per_step

    @property
    def gain(self) -> float:
        """Share of a sum that passes."""
        return self.r_load / (self.r_load + self.device.r_on)

    @property
    def leakage(self) -> float:
        """Share of a sum below the threshold that passes nevertheless."""
        return self.r_load / (self.r_load + self.device.r_off)

    @property
    def _turn_on(self) -> float:
        """Level steps a volt across a device that is off."""
        return (1 + self.r_load / self.device.r_off) / self.volts_per_step

    def thresholds(self, columns: int, *, seed: int, name: str) -> NDArray[np.float64]:
        """Mean thresholds float64[column], level steps: a function of (seed, name) and of the column alone."""
        return np.maximum(self.device.thresholds(columns, seed=seed, name=name) * self._turn_on, self.least_threshold)

    def transfer(self, s: NDArray[np.float64]) -> NDArray[np.float64]:
        """What a nominal unit makes of sums `s`, level steps; same shape."""
        return self.apply(s, np.array(self.threshold))

    def apply(
        self, s: NDArray[np.float64], thresholds: NDArray[np.float64], z: NDArray[np.float64] | None = None
    ) -> NDArray[np.float64]:
        """What passes of sums `s` float64[..., column], level steps; same shape.

        thresholds  float64[column], as from `thresholds`
        z           standard normal float64[..., column], new for each read, for threshold_c2c; None: no such variation

        A result is the rounded product of its sum and of `gain` or `leakage`, and depends on nothing else in `s`.
        """
        if z is not None:
            thresholds = np.maximum(thresholds * (1 + self.device.threshold_c2c * z), self.least_threshold)
        v_in = np.maximum(s, 0.0)
        out: NDArray[np.float64] = v_in * np.where(v_in >= thresholds, self.gain, self.leakage)
        return out

    def counted(self, s: NDArray[np.float64], thresholds: NDArray[np.float64]) -> NDArray[np.float64]:
        """What passes of sums `s` float64[..., column] over `gain`; same shape, thresholds as in `apply`.

        It is what counts behind references that are made for the gain: s itself from the threshold on.
        """
        v_in = np.maximum(s, 0.0)
        share = (self.r_load + self.device.r_on) / (self.r_load + self.device.r_off)
        return np.where(v_in >= thresholds, v_in, v_in * share)

    def referred(self, wanted: NDArray[np.float64], thresholds: NDArray[np.float64]) -> NDArray[np.float64]:
        """Least sums float64[column, n], level steps, of which gain·`wanted` or more pass; −inf where every sum does.

        What passes never decreases with the sum: a unit and a converter are a converter with these thresholds.

        wanted      float64[column, n], level steps
        thresholds  float64[column], as from `thresholds`
        """
        positive = np.where(wanted > 0, wanted, 1.0)
        leaking = positive * ((self.r_load + self.device.r_off) / (self.r_load + self.device.r_on))
        on = thresholds[:, None]
        least = np.where(leaking < on, leaking, np.maximum(on, positive))
        return np.where(wanted > 0, least, -math.inf)
