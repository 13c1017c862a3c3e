"""`Bits`: how many bits each layer of a float network gets, by a word like W4A8 or by a small YAML file.

    default: W4A8
    layers: {conv1: W8A8, fc: W6}

W are those of a layer's weights, A those of what it gives.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from hdlgen_sim import files, yaml_reader
from hdlgen_sim.yaml_reader import Key

from hdlgen.errors import HdlgenError, Mistake, SpecError
from hdlgen.spec.parts import suggestion

WEIGHTS = range(2, 9)
ACTIVATIONS = range(1, 9)
_WORD = re.compile(r"(?:W(\d{1,3}))?(?:A(\d{1,3}))?", re.IGNORECASE)
FORM = f"write W and {WEIGHTS[0]}..{WEIGHTS[-1]}, A and {ACTIVATIONS[0]}..{ACTIVATIONS[-1]}, as in W4A8"


@dataclass(frozen=True)
class Pair:
    """Bits of a layer's weights and of what it gives; None where nothing is said."""

    weights: int | None = None
    activations: int | None = None


@dataclass(frozen=True)
class Bits:
    """Of every layer.

    default  of all that `layers` does not name, both known
    file     path as the user gave it, of a file
    lines    of the layers in it
    """

    default: Pair
    layers: Mapping[str, Pair] = field(default_factory=dict)
    file: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)

    def weights(self, layer: str, otherwise: int | None = None) -> int:
        """Of the weights of `layer`; where it is not named, `otherwise` if that is given."""
        bits = self.layers.get(layer, Pair()).weights or otherwise or self.default.weights
        assert bits, "a default"
        return bits

    def activations(self, layer: str, otherwise: int | None = None) -> int:
        """Of what `layer` gives; where it is not named, `otherwise` if that is given."""
        bits = self.layers.get(layer, Pair()).activations or otherwise or self.default.activations
        assert bits, "a default"
        return bits

    def check(self, weighted: Collection[str], others: Collection[str]) -> None:
        """Raises SpecError with every layer that is named and is none, or has no weights.

        weighted  layers with weights; others: layers without, that requantize
        """
        mistakes = []
        for name, pair in self.layers.items():
            where = f"layers.{name}"
            if name not in {*weighted, *others}:
                fix = suggestion(name, [*weighted, *others])
                mistakes.append(Mistake(where, "is no layer that quantizes", fix, self.file, self.lines.get(name, 0)))
            elif pair.weights and name not in weighted:
                what = f"has no weights that could have {pair.weights} bits"
                fix = f"write A{pair.activations}" if pair.activations else "leave it out"
                mistakes.append(Mistake(where, what, fix, self.file, self.lines.get(name, 0)))
        if mistakes:
            raise SpecError.of(mistakes)


def read_bits(given: str) -> Bits:
    """The bits that `given` says: a word like W4A8, or the path of a YAML file. Raises SpecError with every mistake."""
    if Path(given).suffix.lower() in (".yaml", ".yml"):
        return _of_file(given)
    pair = _pair(given)
    if isinstance(pair, Mistake):
        raise SpecError("--bits", pair.what, fix=f"{pair.fix}, or name a .yaml file")
    if not pair.weights or not pair.activations:
        raise SpecError("--bits", f"{given!r} says nothing of {'activations' if pair.weights else 'weights'}", fix=FORM)
    return Bits(pair)


def _pair(value: object) -> Pair | Mistake:
    """What a word says; a mistake without a place."""
    match = _WORD.fullmatch(value) if isinstance(value, str) and value else None
    if not match:
        return Mistake("", f"{value!r} is no number of bits", FORM)
    pair = Pair(*(int(number) if number else None for number in match.groups()))
    for bits, allowed, kind in ((pair.weights, WEIGHTS, "weights"), (pair.activations, ACTIVATIONS, "activations")):
        if bits is not None and bits not in allowed:
            return Mistake("", f"{bits} bits of {kind} do not lie in {allowed[0]}..{allowed[-1]}", FORM)
    return pair


def _of_file(path: str) -> Bits:
    try:
        parsed = yaml_reader.parse(files.read(path).decode())
    except OSError as error:
        raise HdlgenError(path, f"cannot be read: {error.strerror or error}", fix="name a file with bits") from error
    except UnicodeDecodeError as error:
        raise HdlgenError(path, "is no text in UTF-8", fix="write it in UTF-8") from error
    mistakes = [Mistake(".".join(map(str, f.key)) or "text", f.what, f.fix, path, f.line) for f in parsed.faults]
    if parsed.broken:
        raise SpecError.of(mistakes)

    def mistake(key: Key, what: str, fix: str) -> None:
        mistakes.append(Mistake(".".join(map(str, key)) or "text", what, fix, path, parsed.lines.get(key, 0)))

    data = parsed.data
    if not isinstance(data, dict):
        mistake((), "is no mapping", "write `default: W4A8`, and `layers:` below")
        raise SpecError.of(mistakes)
    for name in data:
        if name not in ("default", "layers"):
            mistake((name,), "is not known here", suggestion(name, ["default", "layers"]))
    default = _pair(data["default"]) if "default" in data else Mistake("", "is missing", FORM)
    if isinstance(default, Pair) and not (default.weights and default.activations):
        said = "activations" if default.weights else "weights"
        default = Mistake("", f"{data['default']!r} says nothing of {said}", FORM)
    if isinstance(default, Mistake):
        mistake(("default",), default.what, default.fix)
    layers = data.get("layers")
    if layers is not None and not isinstance(layers, dict):
        mistake(("layers",), "is no mapping", "write layers: {conv1: W8A8}")
    pairs: dict[str, Pair] = {}
    for name, value in layers.items() if isinstance(layers, dict) else ():
        pair = _pair(value)
        if isinstance(pair, Mistake):
            mistake(("layers", name), pair.what, pair.fix)
        else:
            pairs[name] = pair
    if mistakes or isinstance(default, Mistake):
        raise SpecError.of(mistakes)
    return Bits(default, pairs, path, {name: parsed.lines[("layers", name)] for name in pairs})
