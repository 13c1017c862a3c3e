"""Reads a YAML mapping of sourced quantities; every mistake is collected, with its key path and line."""

from __future__ import annotations

import difflib
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from hdlgen_sim import quantity
from hdlgen_sim.state_law import LogLaw, PolynomialLaw, PowerLaw, SplitLaw, StateLaw
from hdlgen_sim.yaml_reader import parse

BASES = ("seen", "derived", "recall", "generic")
"""How a number came into a card: read in its source; computed from it; remembered and not checked; made up."""


LARGEST = 1e30
"""Of a number without unit: what is computed of it stays finite."""


class CardError(ValueError):
    """A card that cannot be used; the text names every mistake, its key path and, in a file, its line."""


@dataclass(frozen=True)
class Number:
    """A number of a card as written, and where it comes from; `basis` is one of BASES."""

    path: str
    text: str
    source: str
    basis: str


@dataclass
class Reading:
    """What is found while a card is read: mistakes and sourced numbers. `lines` gives the line of a key path."""

    lines: Mapping[str, int] = field(default_factory=dict)
    mistakes: list[str] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)

    def mistake(self, path: str, what: str) -> None:
        """Notes what is wrong at a key path."""
        at = path
        while at and at not in self.lines:
            at = at.rpartition(".")[0]
        where = f" (line {self.lines[at]})" if at else ""
        self.mistakes.append(f"{path or 'card'}{where}: {what}")


class Block:
    """One mapping of a card; `source` and `basis` are its own or those of the block around it.

    Every method that reads a key notes what is wrong with it and then returns something of the right type, so that
    reading goes on: NaN for a number.
    """

    def __init__(self, reading: Reading, data: Any, path: str, outer: Block | None = None) -> None:
        self.reading, self.path = reading, path
        self._asked: set[str] = set()
        self._data: dict[str, Any] = {str(k): v for k, v in data.items()} if isinstance(data, dict) else {}
        if not isinstance(data, dict):
            reading.mistake(path, f"must be a mapping, not {_kind(data)}")
            self.reading = Reading()  # one mistake is enough: what it lacks is of no interest
        self.source: str = outer.source if outer else ""
        self.basis: str = outer.basis if outer else ""

    def sourced(self) -> Block:
        """The same block once its `source` and `basis` have been read; both must be there."""
        self.source = self.text("source")
        self.basis = self.choice("basis", BASES)
        return self

    def has(self, key: str) -> bool:
        """Whether the key is given; asking makes it a known key."""
        self._asked.add(key)
        return key in self._data

    def wrong(self, key: str, what: str) -> None:
        """Notes a mistake at a key; at the block itself if the key is empty."""
        self.reading.mistake(f"{self.path}.{key}".strip("."), what)

    def _get(self, key: str, wanted: str) -> Any:
        if self.has(key) and self._data[key] is None:
            self.wrong(key, f"is empty: {wanted}")
        elif not self.has(key):
            near = difflib.get_close_matches(key, [k for k in self._data if k not in self._asked], 1)
            self.wrong(key, f"is missing: {wanted}" + (f" (there is {near[0]!r})" if near else ""))
        return self._data.get(key)

    def text(self, key: str, default: str | None = None) -> str:
        """Words; `default` where they are not given."""
        if default is not None and not self.has(key):
            return default
        value = self._get(key, "words are wanted")
        if isinstance(value, str) and value.strip():
            return " ".join(value.split())
        if value is not None:
            self.wrong(key, f"must be words, not {value!r}")
        return ""

    def choice(self, key: str, options: Iterable[str]) -> str:
        """One of `options`; "" if it is none."""
        listed = list(options)
        value = self._get(key, f"one of {', '.join(listed)}")
        if value in listed:
            return str(value)
        if value is not None:
            near = difflib.get_close_matches(str(value), listed, 1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            self.wrong(key, f"must be one of {', '.join(listed)}, not {value!r}{hint}")
        return ""

    def _values(self, key: str, wanted: str) -> Any:
        """The value of a key; a mapping {value, source, basis} around it gives it a source of its own."""
        value, source, basis = self._get(key, wanted), self.source, self.basis
        if isinstance(value, dict):
            own = Block(self.reading, value, f"{self.path}.{key}".lstrip(".")).sourced()
            source, basis, value = own.source, own.basis, own._get("value", wanted)
            own.done()
        if value is not None:
            text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
            self.reading.numbers.append(Number(f"{self.path}.{key}".lstrip("."), text, source, basis))
        return value

    def _limited(self, key: str, value: float, text: object, least: float, most: float) -> float:
        if not least <= value <= most:
            limit = f"at least {least:g}" if most == math.inf else f"{least:g}..{most:g}"
            self.wrong(key, f"is {text}, and must be {limit}")
            return math.nan
        return value

    def positive(self, key: str, unit: str) -> float:
        """A quantity above 0, in SI units."""
        value = self.quantity(key, unit, least=0)
        if value == 0:
            self.wrong(key, f"is 0 {unit}, and must be above it")
        return value

    def quantity(
        self, key: str, unit: str, least: float = -math.inf, most: float = math.inf, default: float | None = None
    ) -> float:
        """A quantity with unit, in SI units; `unit` is a dimension of `hdlgen_sim.quantity`."""
        if default is not None and not self.has(key):
            return default
        name, example = quantity.NAMES[unit]
        value = self._values(key, f'{name}, as in "{example}"')
        return math.nan if value is None else self._quantity(key, value, unit, least, most)

    def _quantity(self, key: str, value: object, unit: str, least: float, most: float) -> float:
        try:
            return self._limited(key, quantity.parse(value, unit), value, least, most)
        except ValueError as error:
            self.wrong(key, str(error))
            return math.nan

    def quantities(self, key: str, unit: str) -> tuple[float, ...]:
        """A list of one or more quantities of one dimension, in SI units."""
        return tuple(self._quantity(key, v, unit, -math.inf, math.inf) for v in self._list(key, None))

    def number(self, key: str, least: float = -math.inf, most: float = math.inf) -> float:
        """A number without unit."""
        value = self._values(key, "a number is wanted")
        return math.nan if value is None else self._limited(key, self._number(key, value), value, least, most)

    def integer(self, key: str, least: int, most: int) -> int:
        """A whole number; `least` if it is none."""
        value = self.number(key, least, most)
        if value == value and value != int(value):
            self.wrong(key, f"must be a whole number, not {value:g}")
        return int(value) if value == value else least

    def coefficients(self, key: str, count: int | None = None) -> tuple[float, ...]:
        """A list of numbers without unit; `count` of them, or one and more."""
        return tuple(self._number(key, v) for v in self._list(key, count)) or (0.0,) * (count or 1)

    def _list(self, key: str, count: int | None) -> list[object]:
        wanted = "a list" if count is None else f"a list of {count}"
        value = self._values(key, f"{wanted} is wanted")
        if value is None:
            return []
        if not isinstance(value, list) or not value or (count is not None and len(value) != count):
            self.wrong(key, f"must be {wanted}, not {value!r}")
            return []
        return value

    def _number(self, key: str, value: object) -> float:
        try:
            number = math.nan if isinstance(value, bool) else float(value)  # type: ignore[arg-type]
        except (TypeError, ValueError, OverflowError):  # YAML takes 1e-3 for words
            number = math.nan
        if not abs(number) <= LARGEST:
            limit = f"of at most {LARGEST:g} " if abs(number) > LARGEST else ""
            self.wrong(key, f"must be a number {limit}without unit, not {value!r}")
            return 0.0
        return number

    def block(self, key: str) -> Block:
        """The mapping under a key; its numbers have this block's source."""
        value, path = self._get(key, "a mapping is wanted"), f"{self.path}.{key}".lstrip(".")
        return Block(Reading() if value is None else self.reading, value, path, self)

    def blocks(self, key: str) -> list[Block]:
        """The mappings of a list under a key, one or more."""
        value = self._get(key, "a list of mappings is wanted")
        if not isinstance(value, list) or not value:
            if value is not None:
                self.wrong(key, f"must be a list of mappings, not {_kind(value)}")
            return []
        return [Block(self.reading, v, f"{self.path}.{key}.{i}".lstrip("."), self) for i, v in enumerate(value)]

    def state_law(self, key: str) -> StateLaw:
        """A function of the state x = g/g_max, as a mapping.

        {log: [slope, offset], clip: [low, high]}, {power: [factor, exponent], clip: [low, high]},
        {polynomial: [c0, c1, …]} or {split: x, below: law, above: law}; numbers without unit.
        """
        block = self.block(key)
        law: StateLaw
        if block.has("split"):
            law = SplitLaw(block.number("split", 0.0, 1.0), block.state_law("below"), block.state_law("above"))
        elif block.has("log") or block.has("power"):
            form = LogLaw if block.has("log") else PowerLaw
            (a, b), (low, high) = block.coefficients("log" if form is LogLaw else "power", 2), _pair(block)
            law = form(a, b, low, high)
        else:
            law = PolynomialLaw(block.coefficients("polynomial"))
        block.done()
        return law

    def done(self) -> None:
        """Notes every key that nobody asked for."""
        for key in self._data:
            if key not in self._asked:
                near = difflib.get_close_matches(key, sorted(self._asked), 1)
                hint = f"did you mean {near[0]!r}?" if near else f"there are {', '.join(sorted(self._asked))}"
                self.wrong(key, f"is not a key of this block; {hint}")


def _pair(block: Block) -> Sequence[float]:
    low, high = block.coefficients("clip", 2)
    if not 0 <= low <= high:
        block.wrong("clip", f"must be two numbers, 0 <= low <= high, not {low:g} and {high:g}")
    return low, high


def _kind(value: object) -> str:
    return "empty" if value is None else f"{type(value).__name__} {value!r}"


def parse_card(text: str, where: str) -> tuple[Any, dict[str, int]]:
    """Plain data of a YAML text, and the line of every key path.

    Raises CardError with every fault of the text.
    """
    parsed = parse(text)
    if parsed.faults:
        raise CardError("\n".join(f"{where}: {fault}" for fault in parsed.faults))
    return parsed.data, {".".join(map(str, key)): line for key, line in parsed.lines.items()}
