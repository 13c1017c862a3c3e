"""What a cosimulation is told and what it says: files between the process of the user and that of the simulator."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

JOB, OUTCOME, PROGRESS = "job.json", "outcome.json", "progress"
ENVIRONMENT = "HDLGEN_JOB"
"""Variable that names the job's directory."""


@dataclass(frozen=True)
class TileJob:
    """How the products of a tile are answered.

    tile          its name: layer/number
    array         the name that its cells are drawn by; where other images were before, of the copy whose turn it is
    path          of a macro below the bench; which tile its first array is, it says itself
    rows          that are ever driven
    groups        column groups that are ever converted: 0..groups − 1
    requests      of image 0, in order: which product, and the first group of the block whose part of it is asked. Of
                  a copy of an engine, while as many images pass as there are copies
    products      of an image, or of these: those of the next ones have numbers higher by so many
    trim          gain and offset of the converters
    references    level steps of the columns in these groups, in front of memristive units; None: no units
    inputs        products of which a conversion sees the largest sum; as many requests that follow one another have one
                  answer
    prompt        whether codes may be read in the cycle in which they are asked for
    slot          which of its macro's arrays it is; None where that is one array
    begin         number of product 0, where other images were before
    """

    tile: str
    array: str
    path: str
    rows: int
    groups: int
    requests: tuple[tuple[int, int], ...]
    products: int
    trim: tuple[float, float]
    all_groups: int
    adcs: int
    phases: int
    dac_bits: int
    adc_bits: int
    references: tuple[int, ...] | None
    inputs: int
    joined: int
    prompt: bool
    slot: int | None
    begin: int = 0

    @property
    def first_groups(self) -> tuple[int, ...]:
        """The first groups of the blocks that are asked, in ascending order."""
        return tuple(sorted({first for _, first in self.requests}))

    def number(self, turn: int, product: int) -> int:
        """That of a product, as readers number them: of the requests when they come for the `turn`-th time, from 0."""
        return self.begin + turn * self.products + product


@dataclass(frozen=True)
class WatchJob:
    """A stream to be compared.

    name            of the stage, or of the accelerator's output
    beats           of a row
    lanes, lane_bits, value_bits, signed, channels, rows  how a row's bits are read
    """

    name: str
    beats: int
    lanes: int
    lane_bits: int
    value_bits: int
    signed: bool
    rows: int
    channels: int

    @property
    def beats_per_position(self) -> int:
        """Beats of a position."""
        return -(-self.channels // self.lanes)

    @property
    def row_bytes(self) -> int:
        """Bytes of a row as `pack` makes it."""
        return -(-self.beats * self.lanes * self.lane_bits // 8)

    def pack(self, x: NDArray[np.int64]) -> NDArray[np.uint8]:
        """Rows as the stream shows them, uint8[row, byte], first beat lowest, of x [image, row, column, channel]."""
        surplus = -self.channels % self.lanes
        flat = np.pad(x, ((0, 0), (0, 0), (0, 0), (0, surplus))).reshape(len(x) * self.rows, -1)
        bits = (flat[..., None] >> np.arange(self.lane_bits)) & 1
        return np.packbits(bits.reshape(len(flat), -1).astype(np.uint8), axis=1, bitorder="little")

    def value(self, row: int, beat: int, lane: int) -> int:
        """A channel's value in a row's bits."""
        raw = row >> ((beat * self.lanes + lane) * self.lane_bits) & ((1 << self.value_bits) - 1)
        return raw - (1 << self.value_bits) if self.signed and raw >> (self.value_bits - 1) else raw


@dataclass(frozen=True)
class EdgeJob:
    """Where one stage reads another.

    name     as the accelerator's registers call it
    source   name of the stream that it begins with
    branch   bit of the bench's register of blocked forks; None where the stream has one reader
    target   what it ends at: a stage, or the accelerator's output as in the watches
    """

    name: str
    source: str
    branch: int | None
    target: str


@dataclass(frozen=True)
class Job:
    """A whole cosimulation.

    images          how many; pixels and expected streams are in files of their own beside this one
    cells           safetensors file with the cell levels of the tiles
    program         file of what is loaded first; empty where nothing is
    device, periphery  `to_dict()` of those of hdlgen_sim
    addresses       of the registers, by path
    identity        register → what it must hold before anything runs
    totals          register → what it must hold at the end
    quiet_cycles    to wait for surplus beats at the end
    source_stall, sink_stall  32-cycle patterns, see the bench
    timeout_cycles  without anything happening
    edges           in the order of the plan's, which is that of the numbers in the accelerator's register STUCK
    stuck_after     for STUCK_AFTER, where the accelerator has it: well below timeout_cycles
    """

    images: int
    cells: str
    program: str
    device: dict[str, Any]
    periphery: dict[str, Any]
    seed: int
    tiles: tuple[TileJob, ...]
    watches: tuple[WatchJob, ...]
    addresses: dict[str, int]
    identity: dict[str, int]
    totals: dict[str, int]
    quiet_cycles: int
    source_stall: int
    sink_stall: int
    timeout_cycles: int
    edges: tuple[EdgeJob, ...]
    stuck_after: int

    def write(self, directory: Path) -> None:
        """Writes the job's own file."""
        (directory / JOB).write_text(json.dumps(asdict(self), indent=1))

    @classmethod
    def read(cls, directory: Path) -> Job:
        """The job in a directory."""
        data = json.loads((directory / JOB).read_text())
        data["tiles"] = tuple(TileJob(**t) for t in data["tiles"])
        data["edges"] = tuple(EdgeJob(**e) for e in data["edges"])
        data["watches"] = tuple(WatchJob(**w) for w in data["watches"])
        return cls(**data)


def images_file(directory: Path) -> Path:
    """uint8[image, byte]: the bytes of the input stream."""
    return directory / "images.npy"


def expected_file(directory: Path, watch: str) -> Path:
    """uint8[row, byte]: what a stream must show."""
    return directory / f"expected_{watch}.npy"
