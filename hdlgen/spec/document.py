"""`Document`: YAML files as plain data, with the file and line of every key."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from hdlgen_sim import files, yaml_reader

from hdlgen.errors import Mistake, SpecError

Data = object
"""dict[str, Data], tuple[Data, ...], str, int, float, bool or None."""

Key = yaml_reader.Key
"""The way to a value from the top of the network file: ("network", "layers", 2, "kernel")."""

INCLUDABLE = ("network", "hardware", "device", "ranges")
"""Top-level keys whose value may be the path of a file."""


def spelled(key: Key) -> str:
    """A key as users write it: network.layers[2].kernel."""
    return "".join(f"[{k}]" if isinstance(k, int) else f".{k}" for k in key).lstrip(".")


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

    def change(self, key: str, value: Data) -> None:
        """Puts `value` at `key`, spelled with dots; into a mapping that is there its keys are put.

        An entry of a list is found by its `name`. Raises SpecError if there is no mapping that `key` could be in.
        """
        here, (*way, last) = self.data, key.split(".")
        for step in way:
            if isinstance(here, tuple):
                here = next((each for each in here if isinstance(each, dict) and each.get("name") == step), None)
            elif isinstance(here, dict):
                here = here.setdefault(step, {})
        if not isinstance(here, dict):
            raise SpecError(key, "is no key of a mapping in the network file", fix="write it as in hardware.adc.bits")
        old = here.get(last)
        here[last] = {**old, **value} if isinstance(old, dict) and isinstance(value, dict) else value


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
        text = files.read(path).decode()
    except UnicodeDecodeError as e:
        doc.mistakes.append(Mistake(where, f"is not UTF-8 text (byte {e.start})", "give a YAML file", str(path)))
        return False, None
    except OSError as e:
        what = f"cannot read {str(path)!r}: {e.strerror or e}"
        doc.mistakes.append(doc.mistake(key, what, "give the path of a file"))
        return False, None
    doc.files.append(path)
    doc.folders[key] = path.parent
    doc.places[key] = (str(path), 1)
    parsed = yaml_reader.parse(text, tuple)
    doc.places.update({(*key, *below): (str(path), line) for below, line in parsed.lines.items()})
    doc.mistakes += (
        Mistake(spelled((*key, *fault.key)) or where, fault.what, fault.fix, str(path), fault.line)
        for fault in parsed.faults
    )
    return not parsed.broken, parsed.data
