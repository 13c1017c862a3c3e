"""What the blocks of a card say: the laws that they become, and what is wrong with them.

A card has `title`, `reference`, maybe a `note`, and blocks, each with `source` and `basis`. Numbers are quantities with
unit; those that have none by nature are plain. {value, source, basis} in place of a number gives it its own source.

cell         g_min, g_max (conductances, or resistances), read (voltage); levels: how many, or states: conductances
programming  model: none | pulses (by `write`) | gaussian_fraction (sigma: share of g_max) | uniform (half_window)
             | gaussian_linear (sigma = offset + slope·g) | gaussian_polynomial (g_reference, sigma: a list of
             {time, coefficients}, one without a time if it holds at any) | gaussian_saturating (in the current:
             sigma: a list of {time, a, b, shift}, most_current, shift_unit);
             device_to_device: share of the error's variance that a cell keeps when it is programmed again
relaxation   model: logarithmic; mean_slope, sigma_slope, sigma_offset
drift        model: power_law; first_read (time), nu_mean, nu_sigma (functions of the state: `Block.state_law`)
noise        model: white (sigma: share of g_max) | white_saturating (a, b: currents) | flicker (read_time, relative:
             function of the state) | flicker_logarithmic (read_time, amplitude, unit)
current      model: cubic; n2, n3, low, high (conductances), most_voltage
stuck        low, high: shares of the cells
write        model: soft_bounds; the fields of `PulseWrite`
threshold    the fields of `ThresholdDevice`: of a card without cell

`cell` and `programming` are required, or `threshold` alone; what is left out does not happen.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from hdlgen_sim.card_reader import Block
from hdlgen_sim.physics import (
    ByTime,
    CubicCurrent,
    ErrorLaw,
    LinearError,
    LogRelaxation,
    PolynomialError,
    PowerDrift,
    SaturatingError,
    UniformError,
)
from hdlgen_sim.read_noise import FlickerNoise, ReadNoise, SaturatingNoise, WhiteNoise
from hdlgen_sim.threshold_device import ThresholdDevice
from hdlgen_sim.write_verify import PulseWrite


@dataclass(frozen=True)
class Cell:
    """Range and levels of a cell that stores a conductance.

    read_volts      voltage of a read
    levels          states that can be told apart; None for a continuous range
    states_siemens  mean of each measured state, ascending; empty if levels are uniform from g_min to g_max
    """

    g_min_siemens: float
    g_max_siemens: float
    read_volts: float
    levels: int | None
    states_siemens: tuple[float, ...]


@dataclass
class Parts:
    """The blocks of a card that a cell may have."""

    programming: ErrorLaw | None = None
    fixed_share: float = 0.0
    pulsed: bool = False
    relaxation: LogRelaxation | None = None
    drift: PowerDrift | None = None
    noise: ReadNoise | None = None
    current: CubicCurrent | None = None
    stuck: tuple[float, float] = (0.0, 0.0)
    write: PulseWrite | None = None


def read_cell(b: Block) -> Cell:
    """The block `cell`."""
    g_min, g_max = b.quantity("g_min", "S", least=0), b.quantity("g_max", "S", least=0)
    read = b.quantity("read", "V", least=0)
    levels = b.integer("levels", 2, 256) if b.has("levels") else None
    states = b.quantities("states", "S") if b.has("states") else ()
    b.done()
    if g_min >= g_max:
        b.wrong("g_min", f"is {g_min:g} S, and must be below g_max {g_max:g} S")
    if read == 0:
        b.wrong("read", "is 0 V, and must be above it: a read needs a current")
    if states and not all(a < c for a, c in pairwise(states)):
        b.wrong("states", "must ascend")
    if states and not (g_min <= states[0] and states[-1] <= g_max and len(states) > 1):
        b.wrong("states", f"must be two or more within g_min {g_min:g} S and g_max {g_max:g} S")
    if states and levels not in (None, len(states)):
        b.wrong("levels", f"is {levels}, but {len(states)} states are given: leave levels out")
    return Cell(g_min, g_max, read, len(states) or levels, states)


def read_parts(root: Block, cell: Cell) -> Parts:
    """The blocks beside `cell`."""
    parts = Parts()
    block = root.block("programming").sourced()
    model = block.choice("model", ["none", "pulses", *_ERRORS])
    parts.pulsed = model == "pulses"
    if model in _ERRORS:
        parts.programming = _ERRORS[model](block, cell)
        parts.fixed_share = block.quantity("device_to_device", "1", 0.0, 1.0)
        _check_sigma(block, parts.programming, cell)
    if model:
        block.done()
    if root.has("relaxation"):
        parts.relaxation = _relaxation(root.block("relaxation").sourced())
    if root.has("drift"):
        parts.drift = _drift(root.block("drift").sourced())
    if root.has("noise"):
        block = root.block("noise").sourced()
        model = block.choice("model", _NOISES)
        if model:
            parts.noise = _NOISES[model](block, cell)
            block.done()
    if root.has("current"):
        parts.current = _current(root.block("current").sourced(), cell)
    if root.has("stuck"):
        block = root.block("stuck").sourced()
        parts.stuck = block.quantity("low", "1", 0.0, 1.0), block.quantity("high", "1", 0.0, 1.0)
        block.done()
        if sum(parts.stuck) > 1:
            block.wrong("low", "and high must not be more than 100 % together")
    if root.has("write"):
        parts.write = _write(root.block("write").sourced())
    elif parts.pulsed:
        root.wrong("programming.model", "is pulses, but there is no write block that says what a pulse does")
    return parts


def _by_time(block: Block, key: str, row: Callable[[Block], tuple[float, ...]], log: bool) -> ByTime:
    """The rows of a list, each with its `time`; a list of one row without a time holds at any time."""
    rows = block.blocks(key)
    timeless = len(rows) == 1 and not rows[0].has("time")
    times = () if timeless else tuple(r.quantity("time", "s", least=0.0) for r in rows)
    values = tuple(row(r) for r in rows)
    for r in rows:
        r.done()
    if not all(a < b for a, b in pairwise(times)) and not any(map(math.isnan, times)):
        block.wrong(key, "must be in the order of their times, each time once")
    if log and times and times[0] == 0:
        block.wrong(f"{key}.0.time", "must be above 0: values are interpolated in the logarithm of the time")
    if len({len(v) for v in values}) > 1:
        block.wrong(key, "must have equally many coefficients at each time")
    return ByTime(times, values, log)


def _polynomial(b: Block, cell: Cell) -> ErrorLaw:
    table = _by_time(b, "sigma", lambda r: r.quantities("coefficients", "S"), log=True)
    return PolynomialError(b.positive("g_reference", "S"), table)


def _linear(b: Block, cell: Cell) -> ErrorLaw:
    return LinearError(b.quantity("offset", "S"), b.number("slope"))


def _fraction(b: Block, cell: Cell) -> ErrorLaw:
    return LinearError(b.quantity("sigma", "1", 0.0, 1.0) * cell.g_max_siemens, 0.0)


def _uniform(b: Block, cell: Cell) -> ErrorLaw:
    return UniformError(b.quantity("half_window", "S", least=0) / math.sqrt(3), 0.0)


def _saturating(b: Block, cell: Cell) -> ErrorLaw:
    curve = _by_time(
        b, "sigma", lambda r: (r.quantity("a", "A", 0.0), r.positive("b", "A"), *r.coefficients("shift")), False
    )
    unit, most = b.quantity("shift_unit", "A", least=0), b.quantity("most_current", "A", least=0)
    if cell.g_max_siemens * cell.read_volts > most:
        b.wrong("most_current", f"is {most:g} A; the cell carries {cell.g_max_siemens * cell.read_volts:g} A at g_max")
    shift = ByTime(curve.times, tuple(r[2:] for r in curve.rows), False)
    return SaturatingError(cell.read_volts, ByTime(curve.times, tuple(r[:2] for r in curve.rows), False), shift, unit)


_ERRORS: dict[str, Callable[[Block, Cell], ErrorLaw]] = {
    "gaussian_fraction": _fraction,
    "gaussian_linear": _linear,
    "gaussian_polynomial": _polynomial,
    "gaussian_saturating": _saturating,
    "uniform": _uniform,
}


def _check_sigma(block: Block, law: ErrorLaw, cell: Cell) -> None:
    """A sigma below zero somewhere in the cell's range is a wrong coefficient."""
    if block.reading.mistakes:
        return
    g = np.linspace(cell.g_min_siemens, cell.g_max_siemens, 257)
    times = law.coefficients.times if isinstance(law, PolynomialError) else ()
    for time in times or (0.0,):
        sigma = law.sigma(g, time)
        worst = int(sigma.argmin())
        if sigma[worst] < 0:
            at = f" at {time:g} s" if times else ""
            block.wrong("model", f"gives a negative sigma, {sigma[worst]:.3g} S, for g = {g[worst]:.3g} S{at}")


def _relaxation(b: Block) -> LogRelaxation:
    b.choice("model", ["logarithmic"])
    law = LogRelaxation(
        b.quantity("mean_slope", "S"), b.quantity("sigma_slope", "S", least=0), b.quantity("sigma_offset", "S", least=0)
    )
    b.done()
    return law


def _drift(b: Block) -> PowerDrift:
    b.choice("model", ["power_law"])
    first = b.quantity("first_read", "s", least=0)
    if first == 0:
        b.wrong("first_read", "is 0 s, and must be above it: the power law is stated relative to it")
    law = PowerDrift(first, b.state_law("nu_mean"), b.state_law("nu_sigma"))
    b.done()
    return law


def _white(b: Block, cell: Cell) -> ReadNoise:
    return WhiteNoise(b.quantity("sigma", "1", 0.0, 1.0) * cell.g_max_siemens)


def _saturating_noise(b: Block, cell: Cell) -> ReadNoise:
    return SaturatingNoise(cell.read_volts, b.quantity("a", "A", least=0), b.positive("b", "A"))


def _flicker(b: Block, cell: Cell) -> ReadNoise:
    return FlickerNoise(b.positive("read_time", "s"), b.state_law("relative"))


def _flicker_log(b: Block, cell: Cell) -> ReadNoise:
    return FlickerNoise(b.positive("read_time", "s"), b.quantity("amplitude", "S", least=0), b.positive("unit", "S"))


_NOISES: dict[str, Callable[[Block, Cell], ReadNoise]] = {
    "white": _white,
    "white_saturating": _saturating_noise,
    "flicker": _flicker,
    "flicker_logarithmic": _flicker_log,
}


def _current(b: Block, cell: Cell) -> CubicCurrent:
    b.choice("model", ["cubic"])
    curve = CubicCurrent(
        b.coefficients("n2"), b.coefficients("n3"), b.quantity("low", "S", least=0), b.quantity("high", "S", least=0),
        b.quantity("most_voltage", "V", least=0),
    )  # fmt: skip
    b.done()
    if not 0 < curve.low_siemens < curve.high_siemens and not math.isnan(curve.low_siemens + curve.high_siemens):
        b.wrong("low", f"is {curve.low_siemens:g} S, and must be above 0 and below high {curve.high_siemens:g} S")
    if cell.read_volts > curve.most_volts:
        b.wrong("most_voltage", f"is {curve.most_volts:g} V, but cells are read at {cell.read_volts:g} V")
    return curve


def _write(b: Block) -> PulseWrite:
    b.choice("model", ["soft_bounds"])
    law = PulseWrite(
        set_step=b.quantity("set_step", "1", 0.0, 1.0),
        reset_step=b.quantity("reset_step", "1", 0.0, 1.0),
        step_device=b.number("step_device", 0.0),
        step_cycle=b.quantity("step_cycle", "1", 0.0),
        verify_noise=b.quantity("verify_noise", "1", 0.0, 1.0),
        tolerance=b.quantity("tolerance", "1", 0.0, 1.0),
        pulses=b.integer("pulses", 1, 65535),
    )
    b.done()
    return law


def read_threshold(b: Block) -> ThresholdDevice | None:
    """The block `threshold`; None if it is wrong."""
    volts = [b.quantity(key, "V") for key in ("v_threshold", "v_hold")]
    ohms = [b.quantity(key, "Ohm") for key in ("r_on", "r_off")]
    shares = [b.quantity(key, "1") for key in ("threshold_d2d", "threshold_c2c")]
    b.done()
    if not any(map(math.isnan, volts + ohms + shares)):
        try:
            return ThresholdDevice(*volts, *ohms, *shares)
        except ValueError as error:
            b.wrong("", str(error))
    return None
