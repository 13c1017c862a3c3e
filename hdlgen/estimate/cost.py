"""`cost`: area, energy and power of a mapped network, from its counts and from what its parts cost.

Counted: the tiles with their drivers, cells, holds, converters, shift-adders and input registers, and the buffers of
windows. Not counted: accumulators, requantizers, pooling, FIFOs, schedulers and the bus; wires between tiles, clock and
leakage; programming of the cells. A cell costs the same whatever its conductance and whatever drives its row, a
converter of signed codes as much as one of unsigned ones. So the figures compare mappings of one kind with each other;
they are not those of a chip.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from hdlgen.errors import HdlgenError, Mistake
from hdlgen.estimate.parts import Parts, Price
from hdlgen.estimate.usage import Usage
from hdlgen.mapping.hardware import Hardware

PARTS = {
    "converters": "adc",
    "row drivers": "driver",
    "cells": "cell",
    "sample and hold": "hold",
    "shift-add": "shift_add",
    "input registers": "input_register",
    "buffers": "buffer",
    "memristive units": "unit",
}
"""Field of `Parts` that has the price of each kind of component."""


@dataclass(frozen=True)
class Share:
    """What one kind of component adds: its area, and its energy for an image.

    count   of components; bits of buffers
    events  of an image
    """

    area_mm2: float
    energy_j: float
    count: int
    events: int


@dataclass(frozen=True)
class Cost:
    """What a network costs.

    shares   by kind of component
    image_s  time between two images, the least there can be
    """

    shares: Mapping[str, Share]
    image_s: float

    @property
    def area_mm2(self) -> float:
        """Of all components."""
        return sum(s.area_mm2 for s in self.shares.values())

    @property
    def energy_j(self) -> float:
        """For an image."""
        return sum(s.energy_j for s in self.shares.values())

    @property
    def power_w(self) -> float:
        """While image follows image as fast as can be."""
        return self.energy_j / self.image_s

    @property
    def images_s_mm2(self) -> float:
        """Images a second and mm²."""
        return 1 / (self.image_s * self.area_mm2)

    @property
    def images_s_w(self) -> float:
        """Images a second and watt: an image's energy is all that counts, since nothing leaks."""
        return 1 / self.energy_j


def cost(usage: Usage, hardware: Hardware, parts: Parts, clock_hz: float) -> Cost:
    """What `usage` of tiles as `hardware` says costs: component by component, number × `parts`.

    Components of a tile: `rows` drivers, 2·rows·columns cells, `columns` holds (more where squares are pooled), its
    converters and shift-adders, one input register; a memristive unit for each column where there are such. Joined
    tiles have holds, units, converters and shift-adders in common, and so have those of a macro; what joins them, or
    the multiplexer between them, costs nothing. Their events: drives, cell reads, holds, codes, integrations, sums that
    units pass. Buffers: bits held, bits moved.
    Energy does not depend on the clock; power is energy ÷ (cycles of an image ÷ `clock_hz`).

    Raises HdlgenError if `parts` has no such component, or if the converters are not that fast.
    """
    total, h = usage.total, hardware
    prices = _prices(h, parts, clock_hz)
    amounts = {
        "converters": (total.codes, total.converters),
        "row drivers": (total.drives, total.tiles * h.rows),
        "cells": (total.cell_reads, total.tiles * 2 * h.rows * h.columns),
        "sample and hold": (total.holds, total.holders),
        "shift-add": (total.codes, total.converters),
        "input registers": (total.integrations, total.tiles),
        "buffers": (total.moved_bits, total.buffer_bits),
        **({"memristive units": (total.passed, total.memristive)} if total.memristive else {}),
    }
    shares = {
        name: Share(count * prices[name].area_um2 * 1e-6, events * prices[name].energy_pj * 1e-12, count, events)
        for name, (events, count) in amounts.items()
    }
    return Cost(shares, usage.cycles / clock_hz)


def _prices(hardware: Hardware, parts: Parts, clock_hz: float) -> dict[str, Price]:
    """By kind of component. Raises HdlgenError with everything that has no estimate."""
    h = hardware
    lookups: dict[str, Callable[[], Price]] = {
        "converters": lambda: parts.adc.at(h.adc_bits, "hardware.adc.bits"),
        "row drivers": lambda: parts.driver.at(h.dac_bits, "hardware.dac.bits"),
        "cells": lambda: parts.cell.covering(h.cell_bits, "device.cell_bits"),
        "input registers": lambda: parts.input_register.covering(h.rows, "hardware.tile.rows"),
        "sample and hold": lambda: parts.hold.price,
        "shift-add": lambda: parts.shift_add.price,
        "buffers": lambda: parts.buffer.price,
        "memristive units": lambda: parts.unit.price,
    }
    prices = {}
    mistakes = [*_too_fast(h, parts, clock_hz)]
    for name, find in lookups.items():
        try:
            prices[name] = find()
        except HdlgenError as error:
            mistakes += error.mistakes
    if mistakes:
        raise HdlgenError.of(mistakes)
    return prices


def _too_fast(hardware: Hardware, parts: Parts, clock_hz: float) -> Iterator[Mistake]:
    if clock_hz <= 0:
        yield Mistake("clock", f"must be above 0 Hz, not {clock_hz:g}")
    cycles, most = hardware.conversion_cycles, parts.adc.rate.value * 1e9
    if clock_hz / cycles > most:
        what = f"{clock_hz:g} Hz with {cycles} cycles a conversion, and an ADC makes {most:g} a second"
        yield Mistake("clock", what, "lower the clock or raise hardware.adc.conversion_cycles")
