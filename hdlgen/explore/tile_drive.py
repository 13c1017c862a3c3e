"""`drive_of`: what a tile's rows see while it computes one phase of one product."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from hdlgen_sim import spice, wires
from hdlgen_sim.array import Array
from numpy.typing import NDArray

from hdlgen.arith.integer import Ints
from hdlgen.errors import HdlgenError
from hdlgen.mapping.plan import IMAGE
from hdlgen.mapping.stages import ArrayStage
from hdlgen.mapping.units import require_no_pools
from hdlgen.reference import Chip, tiled

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Drive:
    """A programmed tile and the digits on its rows.

    tile                    layer/number
    image, position, phase  which product, and which of its phases
    block                   of the stage's blocks: the first one on this tile
    digits                  int64[row]; rows that the block does not drive have 0
    """

    tile: str
    image: int
    position: int
    phase: int
    block: int
    array: Array
    dac_bits: int
    digits: Ints

    @property
    def siemens(self) -> Floats:
        """Conductances float64[array, row, physical column] at the read voltage; joined arrays in their order."""
        array, device = self.array, self.array.device
        g = device.current(array.pairs, device.read_volts) * device.grid_siemens
        joined = np.split(g, array.joined, axis=1)
        return np.concatenate([wires.physical(one, array.periphery.wires) for one in joined])

    @property
    def volts(self) -> Floats:
        """Of the rows' drivers, float64[row]."""
        array, top = self.array, (1 << self.dac_bits) - 1
        if self.gates is not None:
            return np.full(array.rows, array.device.read_volts)
        drive = array.periphery.dac.levels(array.rows, self.dac_bits, seed=array.seed, name=array.name)
        return np.asarray(drive[np.arange(array.rows), self.digits] * (array.device.read_volts / top))

    @property
    def gates(self) -> NDArray[np.bool_] | None:
        """Rows whose cells are connected, bool[row]; None where the inputs drive the lines."""
        return self.digits != 0 if self.array.periphery.wires.inputs == "gate" else None

    @property
    def currents(self) -> Floats:
        """What the sense amplifiers should see, ampere, float64[array, physical column]."""
        around, arrays = self.array.periphery.wires, zip(self.siemens, self._by_array(), strict=True)
        if self.gates is not None:
            volts = self.array.device.read_volts
            each = [wires.gated_currents(g, around, gates[None])[0] * volts for g, (_, gates) in arrays]
        else:
            each = [row_volts @ wires.transfer(g, around) for g, (row_volts, _) in arrays]
        return np.stack(each)

    def _by_array(self) -> list[tuple[Floats, Any]]:
        """Volts and gates of the rows of each array of `siemens`."""
        joined, gates = self.array.joined, self.gates
        volts = np.split(self.volts, joined)
        opened = [None] * joined if gates is None else np.split(gates, joined)
        kinds = len(self.siemens) // joined
        return [rows for rows in zip(volts, opened, strict=True) for _ in range(kinds)]

    def netlists(self) -> dict[str, str]:
        """A netlist for each physical array, by what is added to its name: nothing if there is one alone."""
        around, joined = self.array.periphery.wires, self.array.joined
        kinds = ("_positive", "_negative") if around.pairs == "separate" else ("",)
        names = [f"_{n}{kind}" if joined > 1 else kind for n in range(joined) for kind in kinds]
        texts = {}
        for name, g, (volts, gates), currents in zip(names, self.siemens, self._by_array(), self.currents, strict=True):
            made = spice.netlist(g, around, volts, gates=gates, title=self.title)
            texts[name] = "\n".join([*self._head(currents), made])
        return texts

    @property
    def title(self) -> str:
        """What it is, in a line."""
        return f"tile {self.tile}, image {self.image}, position {self.position}, phase {self.phase}"

    def _head(self, currents: Floats) -> list[str]:
        """Comments above a netlist."""
        array = self.array
        driven = np.flatnonzero(self.digits)
        kept = "columns 2j and 2j + 1 are the positive and the negative column of pair j"
        if array.periphery.wires.pairs == "separate":
            kept = "column j belongs to pair j"
        ohmic = "" if array.device.ohmic else ", as resistors of their conductance at the read voltage"
        return [
            f"* {self.title}; seed {array.seed}",
            f"* cells: {array.device.card.name}, {array.device.cell_bits} bits, {array.device.time_s:g} s{ohmic}",
            f"* block {self.block}, {len(driven)} of {array.rows} rows driven; {kept}",
            "* expected, without noise of reads, amplifiers and converters:",
            *(f"* i(vsense_{c}) = {i:.16e}" for c, i in enumerate(currents)),
            "",
        ]


def drive_of(
    chip: Chip, images: Ints, tile: str, *, image: int = 0, position: int | None = None, phase: int | None = None
) -> Drive:
    """What tile `tile` (layer/number) of `chip` sees when number `image` of `images` is classified.

    images    int64[image, row, column, channel]
    position  of the output, row by row; by default the first from the middle on at which a row is driven
    phase     by default the first in which a row is driven; 0 if none is

    Raises HdlgenError for a tile, an image, a position or a phase that there is none of, and for memristive pooling.
    """
    require_no_pools(chip.plan, "memristive pooling is no part of the netlist of a tile", "export a tile that has none")
    stage, number = _stage(chip, tile)
    geometry, program = stage.geometry, stage.program
    positions, phases, dac_bits = geometry.window.positions, geometry.phases.count, geometry.phases.dac_bits
    for option, value, count in (
        ("--image", image, len(images)), ("--position", position, positions), ("--phase", phase, phases)
    ):  # fmt: skip
        if value is not None and not 0 <= value < count:
            raise HdlgenError(option, f"must lie in 0..{count - 1}, not {value}")
    seat = geometry.seats[number]
    block = next(i for i, b in enumerate(program.blocks) if b.tile == seat.tile)
    taps = list(program.segments[program.blocks[block].segment].taps)
    words = tiled.driven(stage, _entering(chip, stage, images[image][None], image))[:, taps].astype(np.int64)
    order = np.roll(np.arange(positions), -(positions // 2))
    order = order[(image * positions + order) % seat.copies == seat.copy]
    if position is not None and position not in order:
        raise HdlgenError("--position", f"{position} of image {image} is another copy's than that of {tile}")
    if position is None and not order.size:
        raise HdlgenError("--image", f"no position of image {image} is that copy's which has {tile}")
    if position is None:
        position = int(order[words[order].any(axis=1).argmax()])
    digits = (words[position] >> (dac_bits * np.arange(phases))[:, None]) & ((1 << dac_bits) - 1)
    if phase is None:
        phase = int(digits.any(axis=1).argmax())
    array = chip.arrays[stage.name][number]
    on_rows = np.zeros(array.rows, np.int64)
    on_rows[: len(taps)] = digits[phase]
    return Drive(tile, image, position, phase, block, array, dac_bits, on_rows)


def _stage(chip: Chip, tile: str) -> tuple[ArrayStage, int]:
    tiles = {str(name): (s, name.number) for s in chip.plan.array_stages for name in s.occupied}
    if tile not in tiles:
        raise HdlgenError("--tile", f"there is no tile {tile}", fix=f"use one of {', '.join(tiles)}")
    return tiles[tile]


def _entering(chip: Chip, stage: ArrayStage, image: Ints, number: int) -> Ints:
    """What enters `stage` when the chip classifies `image` int64[1, row, column, channel]."""
    (source,) = chip.plan.sources[stage.name]
    if source == IMAGE:
        return image
    return tiled.run(chip, image, numbers=np.array([number]))[source]
