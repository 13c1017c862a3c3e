"""`Card`: a memristor as its publication describes it, every number with unit and source."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from hdlgen_sim import files
from hdlgen_sim.card_blocks import Cell, Parts, read_cell, read_parts, read_threshold
from hdlgen_sim.card_reader import Block, CardError, Number, Reading, parse_card
from hdlgen_sim.physics import CubicCurrent, ErrorLaw, LogRelaxation, PowerDrift, Span
from hdlgen_sim.read_noise import FlickerNoise, ReadNoise
from hdlgen_sim.threshold_device import ThresholdDevice
from hdlgen_sim.write_verify import PulseWrite

__all__ = ["Card", "CardError", "Cell", "Number", "list_cards", "load_card"]


@dataclass(frozen=True)
class Card:
    """What is known of a memristor; None for what is not.

    A card has a `cell`, or it has a `threshold`. All numbers are in SI units.

    programming   error of a programmed conductance; None for a cell without error, or one that `write` programs
    fixed_share   part of that error's variance that a cell keeps when it is programmed again (device to device);
                  the rest is drawn at each programming (cycle to cycle)
    pulsed        whether programming is simulated pulse by pulse, by `write`
    stuck_low     share of the cells that stay at g_min
    stuck_high    share of the cells that stay at g_max
    numbers       every number with its source, in the order of the card
    mapping       the card as plain data
    """

    name: str
    title: str
    reference: str
    note: str
    cell: Cell | None
    programming: ErrorLaw | None
    fixed_share: float
    pulsed: bool
    relaxation: LogRelaxation | None
    drift: PowerDrift | None
    noise: ReadNoise | None
    current: CubicCurrent | None
    stuck_low: float
    stuck_high: float
    write: PulseWrite | None
    threshold: ThresholdDevice | None
    numbers: tuple[Number, ...] = field(repr=False)
    mapping: Mapping[str, Any] = field(hash=False, repr=False)

    @classmethod
    def from_mapping(cls, mapping: Any, name: str, lines: Mapping[str, int] | None = None) -> Card:
        """The card that `mapping` describes; `lines` gives the line of a key path, for messages.

        Raises CardError with every mistake.
        """
        reading = Reading(lines or {})
        card = _card(Block(reading, mapping, ""), name, mapping, reading)
        if reading.mistakes:
            count = len(reading.mistakes)
            listed = "".join(f"\n  {m}" for m in reading.mistakes)
            raise CardError(f"card {name}: {count} mistake{'s' if count > 1 else ''}{listed}")
        return card

    @property
    def span(self) -> Span | None:
        """The first and the last time since programming at which all of the card holds; None if time plays no part."""
        spans = [p.span for p in (self.programming, self.relaxation, self.drift) if p and p.span]
        if isinstance(self.noise, FlickerNoise):
            spans.append(self.noise.span)
        return (max(s[0] for s in spans), min(s[1] for s in spans)) if spans else None


@cache
def list_cards() -> tuple[str, ...]:
    """Names of the cards that come with the package, sorted."""
    return tuple(sorted(f.name.removesuffix(".yaml") for f in _home().iterdir() if f.name.endswith(".yaml")))


def load_card(name_or_path: str | Path) -> Card:
    """The card of a name in `list_cards()`, or of a YAML file: whatever ends in .yaml or .yml, or is a Path.

    A name may end in .yaml, too, unless such a file is there.

    Raises CardError for a name that is not known, a file that cannot be read and a card with mistakes.
    """
    if isinstance(name_or_path, str):
        name_or_path = files.without_ending(name_or_path, list_cards())
    if isinstance(name_or_path, Path) or name_or_path.endswith((".yaml", ".yml")):
        path = Path(name_or_path)
        try:
            text = files.read(path).decode()
        except (OSError, UnicodeDecodeError) as error:
            reason = error.strerror if isinstance(error, OSError) else "not UTF-8 text"
            raise CardError(f"card {path}: cannot be read: {reason}") from None
        mapping, lines = parse_card(text, f"card {path}")
        return Card.from_mapping(mapping, path.stem, lines)
    if name_or_path not in list_cards():
        near = difflib.get_close_matches(name_or_path, list_cards(), 1, 0.4)  # names are long: a part of one will do
        hint = f" (did you mean {near[0]}?)" if near else ""
        raise CardError(f"card {name_or_path} is not known{hint}; there are {', '.join(list_cards())}")
    mapping, lines = parse_card((_home() / f"{name_or_path}.yaml").read_text(encoding="utf-8"), f"card {name_or_path}")
    return Card.from_mapping(mapping, name_or_path, lines)


def _home() -> Any:
    return resources.files("hdlgen_sim") / "cards"


def _card(root: Block, name: str, mapping: Any, reading: Reading) -> Card:
    title, reference, note = root.text("title"), root.text("reference"), root.text("note", "")
    if root.has("threshold"):
        threshold = read_threshold(root.block("threshold").sourced())
        cell, parts = None, Parts()
    else:
        threshold = None
        cell = read_cell(root.block("cell").sourced())
        parts = read_parts(root, cell)
    root.done()
    return Card(
        name, title, reference, note, cell, parts.programming, parts.fixed_share, parts.pulsed, parts.relaxation,
        parts.drift, parts.noise, parts.current, parts.stuck[0], parts.stuck[1], parts.write, threshold,
        tuple(reading.numbers), mapping,
    )  # fmt: skip
