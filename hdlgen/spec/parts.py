"""`parse`: a document as models, as far as it goes, and the mistakes of form."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from hdlgen.errors import Mistake
from hdlgen.spec.document import Document, Key
from hdlgen.spec.models import LAYERS, AnyLayer, DeviceSpec, FileModel, HardwareSpec, Input, Layer
from hdlgen.spec.types import shown

SUGGESTION_CUTOFF = 0.6
"""Least similarity of a suggested name: difflib's own default."""

LAYER: TypeAdapter[AnyLayer] = TypeAdapter(Layer)
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True)
class Parts:
    """The well-formed parts of a file; None where a part is not.

    file    everything, when nothing is wrong with the form
    layers  one for each entry of network.layers
    outputs names of the layers whose results leave, as far as they are text; none if the file names none
    ranges  those entries that are integers
    """

    file: FileModel | None
    input: Input | None
    layers: tuple[AnyLayer | None, ...]
    outputs: tuple[str, ...]
    hardware: HardwareSpec | None
    device: DeviceSpec | None
    ranges: Mapping[str, int]


def suggestion(word: object, known: Iterable[str]) -> str:
    """What `word` should perhaps have been, else all that is known."""
    names = list(known)
    near = difflib.get_close_matches(str(word), names, 1, SUGGESTION_CUTOFF)
    return f"did you mean {near[0]!r}?" if near else f"use one of: {', '.join(names)}" if names else ""


def parse(doc: Document) -> tuple[Parts, list[Mistake]]:
    """The parts of `doc` and every mistake of form."""
    file, mistakes = None, []
    try:
        file = FileModel.model_validate(doc.data)
    except ValidationError as e:
        mistakes = [
            _mistake(doc, error)
            for error in e.errors(include_url=False)
            if not (error["type"] == "missing" and error["loc"][-1] in doc.unread and len(error["loc"]) == 1)
        ]
    raw = doc.get(("network", "layers"))
    outputs = doc.get(("network", "outputs"))
    ranges = doc.get(("ranges",))
    return Parts(
        file=file,
        input=_part(Input, doc.get(("network", "input"))),
        layers=tuple(map(_layer, raw)) if isinstance(raw, tuple) else (),
        outputs=tuple(v for v in outputs if isinstance(v, str)) if isinstance(outputs, tuple) else (),
        hardware=_part(HardwareSpec, doc.get(("hardware",))),
        device=_part(DeviceSpec, doc.get(("device",))),
        ranges={k: v for k, v in ranges.items() if type(v) is int} if isinstance(ranges, dict) else {},
    ), mistakes


def _part(model: type[M], data: object) -> M | None:
    try:
        return model.model_validate(data)
    except ValidationError:
        return None


def _layer(data: object) -> AnyLayer | None:
    try:
        return LAYER.validate_python(data)
    except ValidationError:
        return None


def _mistake(doc: Document, error: Any) -> Mistake:
    key = _key(doc, error)
    what, fix = words(error)
    if error["type"] == "extra_forbidden":
        what, fix = surplus(doc, key, _keys(doc, key[:-1]))
    return doc.mistake(key, what, fix)


def surplus(doc: Document, key: Key, known: Iterable[str]) -> tuple[str, str]:
    """What is wrong with `key`, which is none of the `known` keys of its mapping, and how to mend it."""
    return "is not a key here", suggestion(key[-1], [k for k in known if k not in _given(doc, key)]) or "remove it"


def _key(doc: Document, error: Any) -> Key:
    """Where an error is in the file: pydantic's location without the tags of unions."""
    key: Key = ()
    tagged = False
    for step in error["loc"]:
        here = doc.get(key)
        if key[-1:] == ("activation",) and not tagged:
            tagged = True  # the form of the activation, which may also be one of its keys
        elif (isinstance(here, dict) and step in here) or (isinstance(here, tuple) and isinstance(step, int)):
            key = (*key, step)
    if error["type"] == "missing" and (not key or key[-1] != error["loc"][-1]):
        key = (*key, error["loc"][-1])
    return (*key, "type") if error["type"].startswith("union_tag") else key


def _given(doc: Document, key: Key) -> Iterable[str]:
    here = doc.get(key[:-1])
    return here if isinstance(here, dict) else ()


def _keys(doc: Document, key: Key) -> list[str]:
    """Keys that the mapping at `key` may have."""
    model: Any = FileModel
    for n, step in enumerate(key, 1):
        if isinstance(step, int):
            model = LAYERS.get(str(doc.get((*key[:n], "type"))), Input)
        elif step == "activation":
            return []  # one key alone, and it is there
        elif step != "layers":
            model = model.model_fields[step].annotation
    return list(model.model_fields)


NOUNS = {
    "bool_type": "true or false",
    "int_type": "an integer",
    "int_from_float": "an integer",
    "float_type": "a number",
    "string_type": "text",
    "finite_number": "a finite number",
    "tuple_type": "a list",
    "model_type": "a mapping",
    "dict_type": "a mapping",
    "model_attributes_type": "a mapping",
}
BOUNDS = {
    "greater_than_equal": ("at least", "ge"),
    "greater_than": ("above", "gt"),
    "less_than_equal": ("at most", "le"),
    "less_than": ("below", "lt"),
}


def words(error: Any) -> tuple[str, str]:
    """What is wrong and how to mend it, from pydantic's error."""
    kind, value, ctx = error["type"], error["input"], error.get("ctx", {})
    if kind == "hdlgen":
        return ctx["what"], ctx["fix"]
    if kind in NOUNS:
        return f"must be {NOUNS[kind]}, not {shown(value)}", ""
    if kind in BOUNDS:
        word, bound = BOUNDS[kind]
        return f"must be {word} {ctx[bound]}, not {shown(value)}", ""
    if kind == "union_tag_invalid":
        return f"layer type {ctx['tag']!r} is not supported", suggestion(ctx["tag"], LAYERS)
    if kind in ("missing", "union_tag_not_found"):
        return "is missing", f"use one of: {', '.join(LAYERS)}" if kind != "missing" else ""
    if kind == "hdlgen_activation":
        return f"must be an activation, not {shown(value)}", ctx["fix"]
    if kind == "literal_error":
        return f"must be {ctx['expected']}, not {shown(value)}", ""
    if kind == "string_pattern_mismatch":
        small = "A-Z" not in ctx["pattern"]
        return (
            f"{shown(value)} is no identifier",
            f"use {'small ' if small else ''}letters, digits and _, a letter first",
        )
    if kind == "too_short" and ctx["actual_length"]:
        return f"has {ctx['actual_length']} entries, fewer than {ctx['min_length']}", ""
    if kind in ("too_short", "string_too_short"):
        return "is empty", ""
    if kind == "too_long":
        return f"has {ctx['actual_length']} entries, not {ctx['max_length']}", ""
    return str(error["msg"]), ""
