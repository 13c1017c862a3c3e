"""`WriteLoop`: write-verify as a controller beside the array does it, in codes of the array's own converters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from hdlgen_sim.device import Device
from hdlgen_sim.pulsed_cells import CODES, SIGNS, PulsedCells
from hdlgen_sim.readout import Ints


@dataclass(frozen=True, eq=False)
class Verified:
    """Of every cell of the rows that were written, int64 and bool [2, row, column].

    pulses     that the loop gave it
    converged  whether its last read was within the tolerance
    reads      verifying reads
    """

    pulses: Ints
    converged: NDArray[np.bool_]
    reads: Ints

    @property
    def failed(self) -> tuple[tuple[int, int, int], ...]:
        """(row, column, polarity) of the cells that did not converge, in the order of the controller."""
        found = np.argwhere(~self.converged.transpose(1, 2, 0))
        return tuple((int(row), int(column), int(polarity)) for row, column, polarity in found)


@dataclass(frozen=True)
class WriteLoop:
    """A cell is read; while its code is not within `tolerance` of the target, it gets a pulse towards it.

    The first pulse in a direction has that direction's amplitude, each further one `increment` more, up to `most`; one
    that turns round begins anew. Numbers are those of the pins: amplitudes and widths 0..255.

    tolerance        codes
    pulses           most that a cell gets, 0..65535
    set_amplitude    of the first SET pulse
    reset_amplitude  of the first RESET pulse
    increment        0..255
    most             largest amplitude that increments lead to
    width            of every pulse

    Raises ValueError for other values.
    """

    tolerance: int
    pulses: int
    set_amplitude: int
    reset_amplitude: int
    increment: int = 0
    most: int = CODES - 1
    width: int = 4

    def __post_init__(self) -> None:
        limits = dict.fromkeys(vars(self), CODES - 1) | {"tolerance": (1 << 15) - 1, "pulses": (1 << 16) - 1}
        for name, top in limits.items():
            if not 0 <= getattr(self, name) <= top:
                raise ValueError(f"{name} {getattr(self, name)} must lie in 0..{top}")

    def run(self, cells: PulsedCells, targets: Ints, rows: Iterable[int] | None = None) -> Verified:
        """Writes `rows` (all, by default) of `cells`, which are changed, to `targets` int64[2, row, column] of codes.

        Cells of a row depend on no other column, so that a row is written at once; rows one after the other, as rows at
        rest may add to a sum. Cells of other rows have received nothing and count as converged.
        """
        given, reads, converged = np.zeros_like(targets), np.zeros_like(targets), np.ones(targets.shape, np.bool_)
        first = np.array([self.reset_amplitude, self.set_amplitude])
        for row in range(targets.shape[1]) if rows is None else rows:
            left = np.ones(targets[:, row].shape, np.bool_)
            before = np.full(left.shape, -1)  # direction of the pulse before; -1 for none
            amplitude = np.zeros(left.shape, np.int64)
            for count in range(self.pulses + 1):
                error = SIGNS * cells.read(row) - targets[:, row]
                reads[:, row] += left
                left &= np.abs(error) > self.tolerance
                if count == self.pulses or not left.any():
                    break
                up = error < 0
                further = np.minimum(amplitude + self.increment, self.most)
                amplitude = np.where(up == before, further, first[up.astype(np.intp)])
                before = up.astype(np.int64)
                cells.pulse(row, left, up, amplitude, self.width)
                given[:, row] += left
            converged[:, row] = ~left
        return Verified(given, converged, reads)


def verify_gain(device: Device, adc_bits: int) -> int:
    """Largest gain at which codes of `adc_bits` bits reach from 0 to half a level above the top one of `device`.

    Raises ValueError where there is none.
    """
    top, most = (1 << (adc_bits - 1)) - 1, int(device.targets_grid[-1]) / (1 << device.grid_bits) + 0.5
    if most > top:
        raise ValueError(f"codes end at {top}, and a cell has {most - 0.5:g} level steps: use wider converters")
    return min(device.grid_bits, int(np.floor(np.log2(top / most))))
