"""`Device`: the cells of an array, of one card, with so many levels, at one time after programming."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from hdlgen_sim import programming
from hdlgen_sim.card import Card, Cell
from hdlgen_sim.programming import Grid, Written
from hdlgen_sim.read_noise import FlickerNoise
from hdlgen_sim.state_law import Floats

LEAST_WINDOW = 1e-3
"""Least (g_max − g_min)/g_max. Conductances are counted in parts of a level step: of the smallest steps allowed, g_max
has about 2^30 parts (cells of 8 bits), and sums over 2^12 rows, errors included, are still exact in 53 bits."""


@dataclass(frozen=True, init=False)
class Device:
    """Cells with 2^cell_bits target conductances.

    Conductances live on an integer grid, `grid_bits` binary places finer than a level step, so that sums of them do not
    depend on the order of the additions. What an array holds is the state at `time_s`.

    card        the memristor; one that stores a conductance
    cell_bits   1..8, and no more than the card's levels allow
    time_s      seconds since programming, within the card's span. Default: the first of them. A card that says nothing
                of time takes 0 alone
    stuck_low   share of the cells that stay at g_min, 0..1. Default: the card's
    stuck_high  share of the cells that stay at g_max, 0..1. Default: the card's

    Shares of 1.75 % and 9.04 % are often quoted for stuck cells (after C.-Y. Chen et al., IEEE Trans. Computers 64,
    2015), but with the polarities both ways round: no card has them, and who wants them says which is which.

    Levels are equally spaced from g_min to g_max. Of a card with measured states they are these, or, where the card has
    more of them, those next to equally spaced ones. Raises ValueError for what the card does not allow.
    """

    card: Card
    cell_bits: int
    time_s: float
    stuck_low: float
    stuck_high: float

    def __init__(
        self,
        card: Card,
        cell_bits: int,
        time_s: float | None = None,
        stuck_low: float | None = None,
        stuck_high: float | None = None,
    ) -> None:
        span = card.span or (0.0, 0.0)
        values = (
            card,
            cell_bits,
            span[0] if time_s is None else float(time_s),
            card.stuck_low if stuck_low is None else float(stuck_low),
            card.stuck_high if stuck_high is None else float(stuck_high),
        )
        for field, value in zip(self.__dataclass_fields__, values, strict=True):
            object.__setattr__(self, field, value)
        self._check()

    @classmethod
    def simple(
        cls,
        cell_bits: int,
        g_min_siemens: float,
        g_max_siemens: float,
        programming_error: float = 0.0,
        stuck_low: float = 0.0,
        stuck_high: float = 0.0,
    ) -> Device:
        """A device of a card made on the spot: equally spaced levels, a Gaussian programming error.

        cell_bits            1..8
        g_min_siemens        conductance of level 0, ≥ 0
        g_max_siemens        conductance of the top level; above g_min by LEAST_WINDOW of it or more
        programming_error    sigma of a programmed conductance over g_max, 0..1
        stuck_low            share of the cells that stay at g_min, 0..1
        stuck_high           share of the cells that stay at g_max, 0..1

        Raises ValueError for any other value.
        """
        if not 0 <= g_min_siemens < g_max_siemens < math.inf:
            raise ValueError(f"g_min {g_min_siemens} S must lie between 0 and g_max {g_max_siemens} S")
        if not 0 <= programming_error <= 1:  # nor is it NaN
            raise ValueError(f"programming_error must lie in 0..1, not {programming_error}")
        given = {"source": "given by the user", "basis": "generic"}
        g_min, g_max = f"{float(g_min_siemens)!r} S", f"{float(g_max_siemens)!r} S"
        programming: dict[str, Any] = {**given, "model": "none"}
        if programming_error:
            sigma = f"{Decimal(repr(float(programming_error))) * 100} %"
            programming = {**given, "model": "gaussian_fraction", "sigma": sigma, "device_to_device": "0 %"}
        card = {
            "title": "a cell with a Gaussian programming error",
            "reference": "given by the user",
            "cell": {**given, "g_min": g_min, "g_max": g_max, "read": "0.2 V"},
            "programming": programming,
        }
        return cls(Card.from_mapping(card, "simple"), cell_bits, None, stuck_low, stuck_high)

    def _check(self) -> None:
        name, card = self.card.name, self.card
        if card.cell is None:
            raise ValueError(f"card {name}: a threshold device stores no conductance; choose a card with a cell")
        if not 1 <= self.cell_bits <= 8:
            raise ValueError(f"cell_bits must lie in 1..8, not {self.cell_bits}")
        levels = card.cell.levels
        if levels is not None and 1 << self.cell_bits > levels:
            raise ValueError(
                f"card {name}: its cell has {levels} levels, and cell_bits {self.cell_bits} needs "
                f"{1 << self.cell_bits}; at most {levels.bit_length() - 1} bits"
            )
        if card.span is None and self.time_s != 0:
            raise ValueError(f"card {name}: says nothing of time; leave the time of {self.time_s:g} s out")
        first, last = card.span or (0.0, 0.0)
        if not first <= self.time_s <= last or self.time_s == math.inf:
            raise ValueError(f"card {name}: is known from {first:g} s to {last:g} s, not at {self.time_s:g} s")
        if not (min(self.stuck_low, self.stuck_high) >= 0 and self.stuck_low + self.stuck_high <= 1):
            raise ValueError(f"stuck shares {self.stuck_low} and {self.stuck_high} must lie in 0..1, as must their sum")
        targets, g_max = self.targets_siemens, card.cell.g_max_siemens
        if targets[-1] - targets[0] < LEAST_WINDOW * g_max:
            raise ValueError(f"g_min {targets[0]} S is closer to g_max {g_max} S than {LEAST_WINDOW} of it")
        if not (np.diff(targets) > 0).all():
            raise ValueError(f"card {name}: its states lie too unevenly for {1 << self.cell_bits} levels")
        if card.programming and (worst := card.programming.sigma(targets, self.time_s).max()) > g_max:
            raise ValueError(f"card {name}: a programming error of {worst:g} S is more than g_max {g_max:g} S")
        if card.current and (least := card.current.secant(targets, self.read_volts).min()) <= 0:
            raise ValueError(f"card {name}: its current law gives {least:g} S at {self.read_volts:g} V, less than 0")

    def to_dict(self) -> dict[str, Any]:
        """Plain data (JSON can hold it) of which `from_dict` makes an equal device in any process."""
        return {
            "card": dict(self.card.mapping),
            "name": self.card.name,
            "cell_bits": self.cell_bits,
            "time_s": self.time_s,
            "stuck_low": self.stuck_low,
            "stuck_high": self.stuck_high,
        }

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Device:
        """The device that `to_dict` wrote down."""
        card = Card.from_mapping(data["card"], data["name"])
        return cls(card, data["cell_bits"], data["time_s"], data["stuck_low"], data["stuck_high"])

    @property
    def _cell(self) -> Cell:
        cell = self.card.cell
        assert cell is not None
        return cell

    @property
    def g_min_siemens(self) -> float:
        """The least conductance of the card's cell: what stuck_low cells hold."""
        return self._cell.g_min_siemens

    @property
    def g_max_siemens(self) -> float:
        """The greatest conductance of the card's cell: what stuck_high cells hold."""
        return self._cell.g_max_siemens

    @property
    def read_volts(self) -> float:
        """Voltage across a cell at the top digit."""
        return self._cell.read_volts

    @cached_property
    def targets_siemens(self) -> Floats:
        """Conductances float64[2^cell_bits] that cells of each level are programmed to; ascending, read-only."""
        cell = self._cell
        states = np.array(cell.states_siemens or (cell.g_min_siemens, cell.g_max_siemens))
        targets = np.linspace(states[0], states[-1], 1 << self.cell_bits)
        if len(states) == len(targets):
            targets = states
        elif cell.states_siemens:
            targets = states[np.abs(states[:, None] - targets).argmin(axis=0)]
        targets.setflags(write=False)
        return targets

    @property
    def step_siemens(self) -> float:
        """Δ: conductance between two levels, on average."""
        return float(self.targets_siemens[-1] - self.targets_siemens[0]) / ((1 << self.cell_bits) - 1)

    @property
    def ohmic(self) -> bool:
        """Whether the current is the conductance times the voltage."""
        return self.card.current is None

    @cached_property
    def ideal(self) -> bool:
        """Whether every cell holds exactly its level at every read, levels are equally spaced and cells ohmic."""
        card = self.card
        exact = not (card.programming or card.pulsed or card.relaxation or card.drift or card.noise)
        return exact and self.ohmic and self.stuck_low == self.stuck_high == 0 and not self._cell.states_siemens

    @property
    def grid_bits(self) -> int:
        """Binary places of the grid below a level step: g_max is at least 2^15 grid units."""
        return max(12, 16 - self.cell_bits)

    @property
    def grid_siemens(self) -> float:
        """Conductance of a grid unit."""
        return self.step_siemens / (1 << self.grid_bits)

    @cached_property
    def targets_grid(self) -> Grid:
        """Targets in grid units, int64[2^cell_bits]."""
        low = round(float(self.targets_siemens[0]) / self.grid_siemens)
        if not self._cell.states_siemens:
            return low + (np.arange(1 << self.cell_bits, dtype=np.int64) << self.grid_bits)
        return np.rint(self.targets_siemens / self.grid_siemens).astype(np.int64)

    def program(self, levels: NDArray[np.integer], *, seed: int, name: str, cycle: int = 0) -> Grid:
        """Conductances at `time_s`, in grid units, of cells that were told to hold `levels`; int64, same shape, ≥ 0.

        levels  any shape, 0..2^cell_bits − 1
        cycle   how often the array was programmed before: what varies from cycle to cycle is drawn anew, what varies
                from device to device is not

        The cells' errors are a function of (seed, name, cycle) and of a cell's place in `levels`, nothing else; they do
        not depend on `time_s`, so that an array may be looked at as it ages. The cells that are stuck depend on
        (seed, name) and their shares alone. Raises ValueError for levels that the cell does not have.
        """
        return programming.program(self, levels, seed, name, cycle)

    def write(self, levels: NDArray[np.integer], *, seed: int, name: str, cycle: int = 0) -> Written:
        """Programming pulse by pulse by the card's `write`, from reset cells.

        The state is that of the last verifying read; nothing has relaxed or drifted. A stuck cell does not move, and
        receives all pulses unless it is where it should be. Arguments as for `program`. Raises ValueError for a card
        that does not say what a pulse does.
        """
        return programming.write(self, levels, seed, name, cycle)

    @property
    def window_grid(self) -> tuple[int, int]:
        """g_min and g_max in grid units; the first and the last target where levels are equally spaced."""
        if not self._cell.states_siemens:
            return int(self.targets_grid[0]), int(self.targets_grid[-1])
        return round(self.g_min_siemens / self.grid_siemens), round(self.g_max_siemens / self.grid_siemens)

    @property
    def noise(self) -> Literal["none", "white", "flicker"]:
        """How conductances vary from read to read."""
        if self.card.noise is None:
            return "none"
        return "flicker" if isinstance(self.card.noise, FlickerNoise) else "white"

    @property
    def clock_s(self) -> float:
        """Time that flicker noise counts: sources whose drift starts at a first read count from before it."""
        return self.time_s + (self.card.drift.first_read_s if self.card.drift else 0.0)

    @property
    def octaves(self) -> int:
        """Octaves of flicker noise that vary from read to read, 0..16: octave i for about 2^i reads on end.

        The slower ones up to `time_s` are part of what `program` gives. 0 for other noise.
        """
        return self.card.noise.octaves(self.clock_s) if isinstance(self.card.noise, FlickerNoise) else 0

    def noise_sigma(self, g: NDArray[np.integer] | Floats) -> Floats:
        """Standard deviation float64[...], grid units, of conductances `g` [...] in grid units.

        White noise: of one read. Flicker noise: of one octave; all have the same. No noise: 0.
        """
        law, unit = self.card.noise, self.grid_siemens
        siemens = np.asarray(g, np.float64) * unit
        if law is None:
            return np.zeros_like(siemens)
        if not isinstance(law, FlickerNoise):
            return law.sigma(siemens) / unit
        amplitude = law.amplitude(siemens, self._programmed(siemens), self.g_max_siemens)
        return amplitude * (math.sqrt(math.log(2)) / unit)

    def _programmed(self, g: Floats) -> Floats:
        """What cells held at first, on average, that hold `g` siemens now: the state that flicker noise goes by."""
        if (drift := self.card.drift) is None:
            return g
        before = np.linspace(0, 2 * self.g_max_siemens, 4097)  # twice g_max: programming errors beyond it
        now = before * np.exp(-drift.nu_mean(before / self.g_max_siemens) * drift.log_time(self.time_s))
        return np.interp(g, np.maximum.accumulate(now), before)

    def current(self, g: NDArray[np.integer] | Floats, volts: Floats | float) -> Floats:
        """Current over voltage float64[...], grid units, of cells of conductance `g` [...] in grid units.

        volts  across the cells, broadcast against `g`; at 0 V the slope. Raises ValueError outside the range in which
               the card knows the current.
        """
        if self.card.current is None:
            return np.broadcast_to(np.asarray(g, np.float64), np.broadcast_shapes(np.shape(g), np.shape(volts)))
        return self.card.current.secant(np.asarray(g, np.float64) * self.grid_siemens, volts) / self.grid_siemens
