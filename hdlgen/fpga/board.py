"""`Board`: what is known of a board."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from hdlgen.errors import HdlgenError

LEDS = 4
"""That the design lights."""


@dataclass(frozen=True)
class Pin:
    """port: of the design, with its bit where it has several; site: of the package; pull: UP where it may be open."""

    port: str
    site: str
    pull: Literal["", "UP"] = ""


@dataclass(frozen=True)
class Board:
    """A board whose USB adapter has a serial line to the FPGA.

    name          as `hdlgen fpga` takes it
    title         its maker's
    family        ecp5: a bitstream is made; artix7: a project for Vivado
    part          of the FPGA, as the family's tools call it
    oscillator_hz of the clock at the port `clock`
    pins          of the design's ports: clock, from_host, to_host, button (0 while pressed), keep_on, leds
    source        where the pins are from
    luts          that the part has
    """

    name: str
    title: str
    family: Literal["ecp5", "artix7"]
    part: str
    oscillator_hz: int
    pins: tuple[Pin, ...]
    source: str
    luts: int


def _leds(*sites: str) -> tuple[Pin, ...]:
    assert len(sites) == LEDS
    return tuple(Pin(f"leds[{n}]", site) for n, site in enumerate(sites))


def _ulx3s(size: int, luts: int) -> Board:
    return Board(
        f"ulx3s-{size}f",
        f"ULX3S with an LFE5U-{size}F",
        "ecp5",
        f"LFE5U-{size}F-6BG381C",
        25_000_000,
        (
            Pin("clock", "G2"),
            Pin("from_host", "M1", "UP"),  # ftdi_txd
            Pin("to_host", "L4"),  # ftdi_rxd
            Pin("button", "D6", "UP"),  # PWR
            Pin("keep_on", "L2", "UP"),  # GPIO0 of the ESP32: at 0 that may reset the board
            *_leds("B2", "C2", "C1", "D2"),
        ),
        "amaranth-boards 0.0.21, ulx3s.py",
        luts,
    )


_ARTY = Board(
    "arty-a7-100",
    "Digilent Arty A7-100T",
    "artix7",
    "xc7a100tcsg324-1",
    100_000_000,
    (
        Pin("clock", "E3"),
        Pin("from_host", "A9"),
        Pin("to_host", "D10"),
        Pin("button", "C2"),  # RESET
        Pin("keep_on", "E1"),  # a blue LED
        *_leds("H5", "J5", "T9", "T10"),
    ),
    "amaranth-boards 0.0.21, arty_a7.py",
    63_400,
)

BOARDS = {board.name: board for board in (_ulx3s(85, 83_640), _ulx3s(45, 43_848), _ulx3s(25, 24_288), _ARTY)}
SHORT = {"ulx3s": "ulx3s-85f", "arty": "arty-a7-100"}
"""Boards that are meant by a shorter name."""


def find(name: str) -> Board:
    """The board of that name. Raises HdlgenError if there is none."""
    board = BOARDS.get(SHORT.get(name, name))
    if board is None:
        raise HdlgenError("--board", f"{name} is no board that is known", fix=f"use {', '.join((*SHORT, *BOARDS))}")
    return board
