"""`parse`: the one reader of YAML. Plain data, the line of every key, and every fault of the text.

YAML 1.2 core scalars: `1e-6` is a number, `no`, `1:30` and dates are words. No aliases, no tags, no key twice, and
limits on depth and on the count of values: what a file becomes is no larger than the file.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import yaml

Key = tuple[str | int, ...]
"""The way to a value from the top: ("network", "layers", 2, "kernel")."""

INT_DIGITS = 40
"""No size is longer; Python itself refuses to read more than 4300."""
DEPTH = 32
"""Of mappings and lists in each other: four times what any format of hdlgen needs."""
HALF = "half of a surrogate pair, which is no character"
VALUES = 100_000
"""Keys count, too. PyYAML takes some 50 µs for each."""


def located(key: Key, line: int) -> str:
    """A key path and its line, for a message: `adc.bits (line 3)`."""
    path = ".".join(map(str, key))
    return f"{path} (line {line})" if path and line else path or (f"line {line}" if line else "text")


@dataclass(frozen=True)
class Fault:
    """One thing wrong with the text. line: 1-based; 0 when unknown."""

    key: Key
    what: str
    fix: str
    line: int

    def __str__(self) -> str:
        return f"{located(self.key, self.line)}: {self.what}"


@dataclass
class Parsed:
    """What a text says.

    data    dict[str, data], sequences, str, int, float, bool or None; None if the text has a fault of syntax
    lines   1-based, of every key; () is the top
    faults  in their order
    """

    data: Any = None
    lines: dict[Key, int] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    broken: bool = False
    """Whether it is empty or no YAML at all: there is no data."""


def parse(text: str, sequence: Callable[[list[Any]], Any] = list) -> Parsed:
    """Reads a YAML text. sequence: makes of a list what `data` is to have in its place."""
    parsed = Parsed()
    try:
        node = yaml.compose(text, Loader=_Loader)
    except yaml.MarkedYAMLError as e:
        mark = e.problem_mark or e.context_mark
        what = ", ".join(t for t in (e.context, e.problem) if t)
        fix = "indent with spaces" if "'\\t'" in what else "mend the YAML syntax"
        return _broken(what, fix, mark.line + 1 if mark else 0)
    except yaml.YAMLError as e:
        return _broken(str(e).split("\n")[0], "remove the character")
    except (ValueError, OverflowError) as e:  # PyYAML does not look at numbers of escapes and directives
        return _broken(f"has an escape or a directive with a number that is none: {e}", "mend the YAML syntax")
    if node is None:
        return _broken("is empty", "", 1)
    parsed.data = _data(parsed, node, (), sequence)
    return parsed


def _broken(what: str, fix: str, line: int = 0) -> Parsed:
    return Parsed(faults=[Fault((), what, fix, line)], broken=True)


class _Loader(yaml.SafeLoader):
    """Composes nodes. One with a tag in the file has that tag as it is written, `!!int` or `!mine`."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - as in PyYAML

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._depth = self._values = 0

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        event = self.peek_event()  # type: ignore[no-untyped-call]
        self._depth += 1
        self._values += 1
        if isinstance(event, yaml.AliasEvent):
            problem = "aliases (*name) are not part of this format"
        elif self._depth > DEPTH:
            problem = f"is nested too deeply: more than {DEPTH} lists and mappings in each other"
        elif self._values > VALUES:
            problem = f"holds more than {VALUES:,} keys and values"
        else:
            node = super().compose_node(parent, index)
            if node and event.tag:
                node.tag = event.tag.replace(_TAG, "!!")
            self._depth -= 1
            return node
        raise yaml.MarkedYAMLError(problem=problem, problem_mark=event.start_mark)


_TAG = "tag:yaml.org,2002:"
_Loader.add_implicit_resolver(f"{_TAG}null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])
_Loader.add_implicit_resolver(f"{_TAG}bool", re.compile(r"^(?:true|false)$"), ["t", "f"])
_Loader.add_implicit_resolver(f"{_TAG}int", re.compile(r"^[-+]?[0-9]+$"), list("-+0123456789"))
_Loader.add_implicit_resolver(
    f"{_TAG}float", re.compile(r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$"), list("-+0123456789.")
)


def _data(parsed: Parsed, node: yaml.Node, key: Key, sequence: Callable[[list[Any]], Any]) -> Any:
    """Plain data of a node; fills in lines and faults."""
    line = node.start_mark.line + 1
    parsed.lines.setdefault(key, line)
    if node.tag.startswith("!"):
        parsed.faults.append(Fault(key, f"has the tag {node.tag!r}", "write a plain value", line))
    if isinstance(node, yaml.SequenceNode):
        return sequence([_data(parsed, v, (*key, i), sequence) for i, v in enumerate(node.value)])
    if isinstance(node, yaml.MappingNode):
        out: dict[str, Any] = {}
        for k, v in node.value:
            line = k.start_mark.line + 1
            if not isinstance(k, yaml.ScalarNode):
                parsed.faults.append(Fault(key, "has a key that is not a name", "", line))
            elif _halved(k.value):
                parsed.faults.append(Fault(key, f"has a key with {HALF}", "write the character itself", line))
            elif k.value in out:
                below = (*key, k.value)
                what = f"is given twice; first in line {parsed.lines[below]}"
                parsed.faults.append(Fault(below, what, "remove one of the two", line))
            else:
                parsed.lines[(*key, k.value)] = line
                out[k.value] = _data(parsed, v, (*key, k.value), sequence)
        return out
    assert isinstance(node, yaml.ScalarNode)
    kind, text = node.tag.removeprefix(_TAG), node.value
    if kind == "str" and not _halved(text):
        return str(text)
    if kind == "int" and len(text) <= INT_DIGITS:
        return int(text)
    if kind == "float":
        return float(text)
    if kind == "bool":
        return bool(text == "true")
    if kind == "str":
        parsed.faults.append(Fault(key, f"has {HALF}", "write the character itself", line))
    if kind == "int":
        parsed.faults.append(Fault(key, f"the number {text[:20]}… is too long", "write a plain value", line))
    return None


def _halved(text: str) -> bool:
    """Whether an escape made of it what nothing can print."""
    return any("\ud800" <= c <= "\udfff" for c in text)
