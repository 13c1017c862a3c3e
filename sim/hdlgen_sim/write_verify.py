"""`PulseWrite`: programming pulse by pulse, each followed by a read, until a cell is near enough to its target.

Conductances are stated as places x in the cell's window: 0 at g_min, 1 at g_max.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hdlgen_sim.randomness import GAUSSIAN_BITS, gaussian, key, normals, philox
from hdlgen_sim.state_law import Floats


@dataclass(frozen=True, eq=False)
class Placed:
    """Cells after write-verify; all arrays have the shape of the targets.

    x          float64 place in the window, 0..1
    pulses     int64 pulses that each cell received
    converged  bool: whether its last read was within the tolerance
    """

    x: Floats
    pulses: NDArray[np.int64]
    converged: NDArray[np.bool_]


@dataclass(frozen=True)
class PulseWrite:
    """A cell with soft bounds: a pulse moves it by a share of what is left to the end of its window.

    set_step      share that one SET pulse moves a cell from x = 0, 0..1; at x it is set_step·(1 − x)
    reset_step    share that one RESET pulse moves a cell from x = 1, 0..1; at x it is reset_step·x
    step_device   sigma of the logarithm of a cell's own factor on both steps (device to device), ≥ 0
    step_cycle    sigma of a single step over the cell's step in the middle of its window (cycle to cycle), ≥ 0
    verify_noise  sigma of one verifying read, share of the window
    tolerance     a cell is done when a read is not further than this from the target, share of the window
    pulses        most pulses that a cell receives, 1..65535
    """

    set_step: float
    reset_step: float
    step_device: float
    step_cycle: float
    verify_noise: float
    tolerance: float
    pulses: int

    def factors(self, shape: int | tuple[int, ...], *, seed: int, name: str) -> Floats:
        """Each cell's own factor on its steps, float64[shape]; the same whenever it is programmed."""
        return np.exp(self.step_device * normals(seed, name, "write step", shape))

    def pulse(self, x: Floats, up: NDArray[np.bool_], factor: Floats, z: Floats) -> Floats:
        """Places float64[...] after one pulse of cells at `x`, SET where `up`, else RESET.

        factor  of each cell, from `factors`
        z       standard normal numbers: the pulse's cycle-to-cycle variation
        """
        step = np.where(up, self.set_step, self.reset_step) * factor
        rest = np.where(up, 1 - x, x)
        move = step * (rest + 0.5 * self.step_cycle * z)
        return np.clip(np.where(up, x + move, x - move), 0.0, 1.0)

    def draws(
        self, cells: NDArray[np.integer], count: int | NDArray[np.integer], *, seed: int, name: str, cycle: int
    ) -> tuple[Floats, Floats]:
        """Standard normal numbers of the read after `count` pulses, and of the pulse after it; float64[cell] each.

        cells  places in the array, in C order, < 2^32
        count  of all cells, or of each
        cycle  how often the array was programmed before, 0..2^16 − 1
        """
        counter = np.zeros((len(cells), 4), np.uint32)
        counter[:, 0], counter[:, 1], counter[:, 2] = cells, count, cycle
        bits = philox(counter, key(seed, name, "write pulse"))
        read, pulse = np.moveaxis(gaussian(bits[:, :2]), 1, 0) / (1 << GAUSSIAN_BITS)
        return read, pulse

    def program(self, target: Floats, *, seed: int, name: str, cycle: int = 0, start: Floats | float = 0.0) -> Placed:
        """Brings cells from `start` (0: reset) to `target` float64[...], both 0..1.

        A read comes first; a cell whose read is within the tolerance is left alone from then on, any other receives a
        pulse towards its target, up to `pulses` times. The outcome depends on (seed, name, cycle) and on a cell's
        place in `target`, nothing else.
        """
        goal = np.asarray(target, np.float64).ravel()
        x = np.broadcast_to(np.asarray(start, np.float64), np.shape(target)).flatten()
        pulses, converged = np.zeros(goal.size, np.int64), np.zeros(goal.size, bool)
        factors = self.factors(goal.size, seed=seed, name=name)
        left = np.arange(goal.size)
        for count in range(self.pulses + 1):
            noise, z = self.draws(left, count, seed=seed, name=name, cycle=cycle)
            error = x[left] + self.verify_noise * noise - goal[left]
            done = np.abs(error) <= self.tolerance
            converged[left[done]] = True
            left, error, z = left[~done], error[~done], z[~done]
            if count == self.pulses or not left.size:
                break
            x[left] = self.pulse(x[left], error < 0, factors[left], z)
            pulses[left] += 1
        shape = np.shape(target)
        return Placed(x.reshape(shape), pulses.reshape(shape), converged.reshape(shape))
