"""Every kind of YAML file that a user gives, and how it is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hdlgen_sim import CardError, PeripheryError, load_card, load_periphery

from hdlgen import nets
from hdlgen.compress.recipe import load_recipe
from hdlgen.errors import HdlgenError
from hdlgen.estimate.parts import DEFAULT, load_parts
from hdlgen.spec import load
from tests.cases.conftest import CARD, NETWORK, PERIPHERY

REFUSALS = (HdlgenError, CardError, PeripheryError)
"""What a reader may raise. Commands make of each exit code 2."""


@dataclass(frozen=True)
class Reader:
    """A kind of file: what reads it, and a text that is right."""

    read: Callable[[Path], Any]
    text: str

    def refusal(self, path: Path) -> str:
        """The message; the file must be refused."""
        try:
            self.read(path)
        except REFUSALS as error:
            return str(error)
        raise AssertionError(f"{path} was taken")


def _section(name: str) -> Callable[[Path], Any]:
    def read(path: Path) -> Any:
        lines = NETWORK.splitlines()
        first = (
            next(i for i, line in enumerate(lines) if line.startswith(f"{name}:")) if name != "ranges" else len(lines)
        )
        last = next((i for i in range(first + 1, len(lines)) if lines[i][0] != " "), len(lines))
        outer = path.with_name("tiny.yaml")
        outer.write_text("\n".join([*lines[:first], f"{name}: {path.name}", *lines[last:]]) + "\n")
        return load(outer)

    return read


HARDWARE = """\
tile: {rows: 16, columns: 16}
adc: {bits: 8, count: 4, settle_cycles: 2, conversion_cycles: 2}
"""
READERS = {
    "network": Reader(load, NETWORK),
    "hardware": Reader(_section("hardware"), HARDWARE),
    "ranges": Reader(_section("ranges"), "fc: 1\n"),
    "recipe": Reader(load_recipe, nets.bundled_recipe("lenet_hybrid").read_text()),
    "parts": Reader(load_parts, DEFAULT.read_text()),
    "card": Reader(load_card, CARD),
    "periphery": Reader(load_periphery, PERIPHERY),
}
