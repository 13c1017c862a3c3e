"""`Document`: YAML files as plain data, with the file and line of every key."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from hdlgen.errors import Mistake

Data = object
"""dict[str, Data], tuple[Data, ...], str, int, float, bool or None."""

Key = tuple[str | int, ...]
"""The way to a value from the top of the network file: ("network", "layers", 2, "kernel")."""

INCLUDABLE = ("network", "hardware", "device", "ranges")
"""Top-level keys whose value may be the path of a file."""


INT_DIGITS = 40
"""No size is longer; Python itself refuses to read more than 4300."""


def spelled(key: Key) -> str:
    """A key as users write it: network.layers[2].kernel."""
    return "".join(f"[{k}]" if isinstance(k, int) else f".{k}" for k in key).lstrip(".")


class _Loader(yaml.SafeLoader):
    """Composes YAML 1.2 core scalars: `1e-6` is a number and `no` a name. No aliases: a short file stays short.

    A node with a tag in the file has that tag as it is written, `!!int` or `!mine`; any other has the resolved one.
    """

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - as in PyYAML

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            mark = self.peek_event().start_mark  # type: ignore[no-untyped-call]
            raise yaml.MarkedYAMLError(problem="aliases (*name) are not part of this format", problem_mark=mark)
        tag = getattr(self.peek_event(), "tag", None)  # type: ignore[no-untyped-call]
        node = super().compose_node(parent, index)
        if node and tag:
            node.tag = tag.replace(_TAG, "!!")
        return node


_TAG = "tag:yaml.org,2002:"
_Loader.add_implicit_resolver(f"{_TAG}null", re.compile(r"^(?:~|null|)$"), ["~", "n", ""])
_Loader.add_implicit_resolver(f"{_TAG}bool", re.compile(r"^(?:true|false)$"), ["t", "f"])
_Loader.add_implicit_resolver(f"{_TAG}int", re.compile(r"^[-+]?[0-9]+$"), list("-+0123456789"))
_Loader.add_implicit_resolver(
    f"{_TAG}float", re.compile(r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$"), list("-+0123456789.")
)


@dataclass
class Document:
    """What the files say, and where.

    data      of the network file, with the files it names spliced in
    places    file and 1-based line of every key
    folders   of the file each top-level section stands in; () is the network file's own
    files     that were read, the network file first
    unread    top-level sections whose file could not be read
    mistakes  of syntax, found while reading
    """

    data: Data = None
    places: dict[Key, tuple[str, int]] = field(default_factory=dict)
    folders: dict[Key, Path] = field(default_factory=dict)
    files: list[Path] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    mistakes: list[Mistake] = field(default_factory=list)

    def mistake(self, key: Key, what: str, fix: str = "") -> Mistake:
        """A mistake at `key`, with the place of it or of the nearest key above."""
        at = next((key[:n] for n in range(len(key), -1, -1) if key[:n] in self.places), ())
        file, line = self.places.get(at, ("", 0))
        return Mistake(spelled(key) or "network file", what, fix, file, line)

    def get(self, key: Key) -> Data:
        """The value at `key`; None when there is none."""
        here = self.data
        for step in key:
            if isinstance(here, dict):
                here = here.get(step)
            elif isinstance(here, tuple) and isinstance(step, int):
                here = here[step] if step < len(here) else None
            else:
                return None
        return here


def read(path: Path, *, without: str = "") -> Document:
    """The network file at `path` and the files it names. Mistakes of syntax are in the result, none is raised.

    without  top-level section that is left out if it names a file, which need not be there
    """
    doc = Document()
    ok, doc.data = _file(doc, path, ())
    if not ok or not isinstance(doc.data, dict):
        return doc
    for name in INCLUDABLE:
        value = doc.data.get(name)
        if isinstance(value, str) and name == without:
            del doc.data[name]
        elif isinstance(value, str):
            ok, doc.data[name] = _file(doc, path.parent / value, (name,))
            if not ok:
                doc.unread.add(name)
                del doc.data[name]
    return doc


def _file(doc: Document, path: Path, key: Key) -> tuple[bool, Data]:
    """Whether `path` could be read, and its data; its places are added to `doc` under `key`."""
    where = spelled(key) or "network file"
    try:
        text = path.read_bytes().decode()
    except UnicodeDecodeError as e:
        doc.mistakes.append(Mistake(where, f"is not UTF-8 text (byte {e.start})", "give a YAML file", str(path)))
        return False, None
    except (OSError, ValueError) as e:  # ValueError: a NUL in the path
        what = f"cannot read {str(path)!r}: {getattr(e, 'strerror', None) or e}"
        doc.mistakes.append(doc.mistake(key, what, "give the path of a file"))
        return False, None
    doc.files.append(path)
    doc.folders[key] = path.parent
    doc.places[key] = (str(path), 1)
    try:
        node = yaml.compose(text, Loader=_Loader)
        if node is None:
            doc.mistakes.append(Mistake(where, "is empty", "", str(path), 1))
            return False, None
        return True, _data(doc, node, key, str(path))
    except yaml.MarkedYAMLError as e:
        mark = e.problem_mark or e.context_mark
        what = ", ".join(t for t in (e.context, e.problem) if t)
        fix = "indent with spaces" if "'\\t'" in what else "mend the YAML syntax"
        doc.mistakes.append(Mistake(where, what, fix, str(path), mark.line + 1 if mark else 0))
    except yaml.YAMLError as e:
        doc.mistakes.append(Mistake(where, str(e).split("\n")[0], "remove the character", str(path)))
    except RecursionError:
        doc.mistakes.append(Mistake(where, "is nested too deeply", "", str(path), 1))
    return False, None


def _data(doc: Document, node: yaml.Node, key: Key, file: str) -> Data:
    """Plain data of a YAML node; fills in `doc.places`."""
    doc.places.setdefault(key, (file, node.start_mark.line + 1))
    if node.tag.startswith("!"):
        what, line = f"has the tag {node.tag!r}", node.start_mark.line + 1
        doc.mistakes.append(Mistake(spelled(key) or "network file", what, "write a plain value", file, line))
    if isinstance(node, yaml.SequenceNode):
        return tuple(_data(doc, v, (*key, i), file) for i, v in enumerate(node.value))
    if isinstance(node, yaml.MappingNode):
        out: dict[str, Data] = {}
        where = spelled(key) or "network file"
        for k, v in node.value:
            line = k.start_mark.line + 1
            if not isinstance(k, yaml.ScalarNode):
                doc.mistakes.append(Mistake(where, "has a key that is not a name", "", file, line))
            elif k.value in out:
                first = doc.places[(*key, k.value)][1]
                doc.mistakes.append(
                    Mistake(
                        spelled((*key, k.value)),
                        f"is given twice; first in line {first}",
                        "remove one of the two",
                        file,
                        line,
                    )
                )
            else:
                doc.places[(*key, k.value)] = (file, line)
                out[k.value] = _data(doc, v, (*key, k.value), file)
        return out
    assert isinstance(node, yaml.ScalarNode)
    return _scalar(doc, node, key, file)


def _scalar(doc: Document, node: yaml.ScalarNode, key: Key, file: str) -> Data:
    """Value of a scalar node."""
    kind, text = node.tag.removeprefix(_TAG), node.value
    if kind == "str":
        return str(text)
    if kind == "int" and len(text) <= INT_DIGITS:
        return int(text)
    if kind == "float":
        return float(text)
    if kind == "bool":
        return bool(text == "true")
    if kind == "int":
        what = f"the number {text[:20]}… is too long"
        doc.mistakes.append(Mistake(spelled(key), what, "write a plain value", file, node.start_mark.line + 1))
    return None
