"""`MaxPoolUnit`: the largest value of a window, by threshold devices on a common node.

It can stand where `ActivationUnit` can, behind it or behind the columns themselves: where the values of a window are
complete sums and are there at the same time, each on a hold or a column of its own.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hdlgen_sim.threshold_device import ThresholdDevice, require_positive


@dataclass(frozen=True)
class MaxPoolUnit:
    """Winner take all: as many of these as there are columns (channels), each with a device for each input.

        v_1 ──[ device 1 ]──┐
        v_2 ──[ device 2 ]──┼──── v_node ──▷ converter or next array
         …                  │
        v_m ──[ device m ]──┤
                         [r_load]
                            │
                         −v_bias

    Drivers give v_i = volts_per_step·s_i for values of s_i level steps; their rails are 0 V and `full_scale`. The node
    and all inputs begin at full scale: every device is off. The inputs take their values and the node falls through the
    load. The device with the largest v_i − threshold_i turns on first and pulls the node up to nearly its input, which
    keeps the others off. The winner is therefore the input with the largest s_i − threshold_i, the first of equals; a
    threshold above nominal is an offset of that input downward, and inputs closer than the spread of thresholds may
    win either. Then, by the currents into the node, in level steps,

        output = gain · winner's value + leakage · sum of the losers' values − drop

    r_on ≪ r_load ≪ r_off gives the maximum itself.

    inputs          m, ≥ 2
    r_load          ohm, > 0
    v_bias          volt, > 0
    volts_per_step  of the drivers, > 0

    Raises ValueError for any other value, and where a device within `MARGIN_SIGMAS` of nominal would not turn on, not
    stay on or turn on when it should not: that no input can win, or two.
    """

    device: ThresholdDevice
    inputs: int
    r_load: float
    v_bias: float
    volts_per_step: float

    def __post_init__(self) -> None:
        if self.inputs < 2:
            raise ValueError(f"inputs must be 2 or more, not {self.inputs}")
        require_positive("r_load", self.r_load, "ohm")
        require_positive("v_bias", self.v_bias, "V")
        require_positive("volts_per_step", self.volts_per_step, "V")
        d = self.device
        needed = d.strongest_threshold * (1 + self.inputs * self.r_load / d.r_off)
        if self.v_bias < needed:
            raise ValueError(
                f"v_bias {self.v_bias} V does not turn on every device at an input of 0; "
                f"use at least {1.01 * needed:.3g} V"
            )
        if self._load_share * self.v_bias < d.v_hold:
            largest = d.r_on * (self.v_bias - d.v_hold) / (d.v_hold * self._losers)
            raise ValueError(
                f"r_load {self.r_load} ohm leaves a winner at 0 less than v_hold {d.v_hold} V, so that it falls off "
                f"again; use at most {0.99 * largest:.3g} ohm"
            )
        if not self.full_scale > 0:
            raise ValueError(
                f"r_load {self.r_load} ohm, v_bias {self.v_bias} V and a weakest threshold of "
                f"{d.weakest_threshold:.4g} V leave no range in which one device alone turns on; "
                "use a larger r_load, or devices that vary less"
            )

    @property
    def _losers(self) -> float:
        """Conductances at the node over that of the winner, without the load: 1 and the losers'."""
        return 1 + (self.inputs - 1) * self.device.r_on / self.device.r_off

    @property
    def _load_share(self) -> float:
        """The load's part of all conductances at the node."""
        load = self.device.r_on / self.r_load
        return load / (self._losers + load)

    @property
    def gain(self) -> float:
        """Share of the winner's value in the output."""
        return 1 / (self._losers + self.device.r_on / self.r_load)

    @property
    def leakage(self) -> float:
        """Share of each loser's value in the output."""
        return self.device.r_on / self.device.r_off * self.gain

    @property
    def drop(self) -> float:
        """What the load takes off the output, level steps, whatever the inputs are."""
        return self._load_share * self.v_bias / self.volts_per_step

    @property
    def full_scale(self) -> float:
        """Largest value, level steps; larger ones are cut to it.

        Up to it no loser turns on: one at 0 backwards, by the winner's value, or an equal one by the winner's drop.
        """
        d = self.device
        backwards = d.weakest_threshold
        # The winner drops at most (1 − gain)·v + load share·v_bias, with the losers at 0.
        forwards = (
            (d.weakest_threshold - self._load_share * self.v_bias) / (1 - self.gain) if self.gain < 1 else math.inf
        )
        return min(backwards, forwards) / self.volts_per_step

    @property
    def resolution(self) -> float:
        """Level steps between two inputs that make the smaller one win in 16 of 100 cases; in proportion to sigma."""
        d = self.device
        return math.sqrt(2) * d.v_threshold * math.hypot(d.threshold_d2d, d.threshold_c2c) / self.volts_per_step

    def thresholds(self, columns: int, *, seed: int, name: str) -> NDArray[np.float64]:
        """Mean thresholds float64[input, column], level steps: a function of (seed, name) and of the place alone."""
        return self.device.thresholds((self.inputs, columns), seed=seed, name=name) / self.volts_per_step

    def transfer(self, s: NDArray[np.float64], rival: float) -> NDArray[np.float64]:
        """Output of a nominal unit at inputs `s` float64[point], `rival` and else 0; all in level steps. Same shape."""
        window = np.zeros((len(s), self.inputs, 1))
        window[:, 0, 0], window[:, 1, 0] = s, rival
        nominal = np.full((self.inputs, 1), self.device.v_threshold / self.volts_per_step)
        return self.apply(window, nominal)[:, 0]

    def winners(
        self, s: NDArray[np.float64], thresholds: NDArray[np.float64], z: NDArray[np.float64] | None = None
    ) -> NDArray[np.intp]:
        """Which input wins, intp[..., column], of values `s` float64[..., input, column]; the arguments of `apply`."""
        if s.shape[-2:] != thresholds.shape or s.shape[-2] != self.inputs:
            raise ValueError(
                f"values {list(s.shape)} and thresholds {list(thresholds.shape)} are not [..., input, column] and "
                f"[input, column] of {self.inputs} inputs"
            )
        if z is not None:
            least = self.device.v_hold / self.volts_per_step
            thresholds = np.maximum(thresholds * (1 + self.device.threshold_c2c * z), least)
        found: NDArray[np.intp] = np.argmax(np.clip(s, 0.0, self.full_scale) - thresholds, axis=-2)
        return found

    def apply(
        self, s: NDArray[np.float64], thresholds: NDArray[np.float64], z: NDArray[np.float64] | None = None
    ) -> NDArray[np.float64]:
        """Outputs float64[..., column], level steps, of values `s` float64[..., input, column], level steps.

        thresholds  float64[input, column], as from `thresholds`
        z           standard normal float64[..., input, column], new each read, for threshold_c2c; None: no variation

        Every operation is rounded by itself, in the order of the formula, losers from the first input to the last: an
        output depends on its own window alone.

        Raises ValueError if the shapes do not belong together.
        """
        won, lost = self._won_and_lost(s, thresholds, z)
        out: NDArray[np.float64] = self.gain * won + self.leakage * lost - self.drop
        return out

    def counted(self, s: NDArray[np.float64], thresholds: NDArray[np.float64]) -> NDArray[np.float64]:
        """(output + drop)/gain, float64[..., column], of values `s` float64[..., input, column]; otherwise as `apply`.

        It is what counts behind references that are made for gain and drop: the winner's value, and what leaks.
        """
        won, lost = self._won_and_lost(s, thresholds, None)
        return won + self.device.r_on / self.device.r_off * lost

    def _won_and_lost(
        self, s: NDArray[np.float64], thresholds: NDArray[np.float64], z: NDArray[np.float64] | None
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The winner's value and the sum of the others, float64[..., column] each."""
        winners = self.winners(s, thresholds, z)
        values = np.clip(s, 0.0, self.full_scale)
        won = np.take_along_axis(values, winners[..., None, :], axis=-2)[..., 0, :]
        lost = np.zeros(won.shape)
        for i in range(self.inputs):  # a sum by NumPy would add in an order that depends on the shape
            lost += np.where(winners == i, 0.0, values[..., i, :])
        return won, lost
