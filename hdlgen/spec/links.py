"""Which layer reads which: names of earlier layers, shapes that agree, and no layer that nobody reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hdlgen.errors import HdlgenError, Mistake
from hdlgen.spec.document import Document, Key
from hdlgen.spec.models import AddLayer, AnyLayer
from hdlgen.spec.names import INPUT
from hdlgen.spec.parts import Parts, suggestion
from hdlgen.spec.shapes import Signal, after


@dataclass(frozen=True)
class Links:
    """What each layer reads, layer by layer.

    sources   names of layers, or `input`; none where the layer is not well-formed
    entering  the signal behind the first of them; None where mistakes hide it
    """

    sources: tuple[tuple[str, ...], ...]
    entering: tuple[Signal | None, ...]


def layer_key(index: int, *rest: str | int) -> Key:
    """The key of a layer, or of a key in it."""
    return ("network", "layers", index, *rest)


def follow(doc: Document, parts: Parts) -> tuple[Links, list[Mistake]]:
    """What enters each layer, and every mistake on the way there."""
    names = [str(doc.get(layer_key(i, "name"))) for i in range(len(parts.layers))]
    signals: dict[str, Signal | None] = {INPUT: Signal(parts.input.shape, parts.input.type) if parts.input else None}
    sources: list[tuple[str, ...]] = []
    entering: list[Signal | None] = []
    mistakes: list[Mistake] = []
    for i, layer in enumerate(parts.layers):
        read = layer.sources(names[i - 1] if i else INPUT) if layer else ()
        found = [signals.get(name) for name in read]
        sources.append(read)
        entering.append(found[0] if found else None)
        signals[names[i]] = None
        if layer is None:
            continue
        mistakes += (doc.mistake(*m) for m in _names(i, layer, names))
        given = [signal for signal in found if signal]
        if given and len(given) == len(found):
            try:
                signals[names[i]] = after(layer, given)
            except HdlgenError as e:
                fault = e.mistakes[0]
                mistakes.append(doc.mistake(layer_key(i, fault.where.split(".")[-1]), fault.what, fault.fix))
    if all(parts.layers):
        mistakes += (doc.mistake(*m) for m in _unread(names, sources))
    return Links(tuple(sources), tuple(entering)), mistakes


def _names(i: int, layer: AnyLayer, names: list[str]) -> Iterator[tuple[Key, str, str]]:
    """Names in a layer that are not those of earlier layers."""
    if isinstance(layer, AddLayer):
        given = [(layer_key(i, "inputs", n), name) for n, name in enumerate(layer.inputs)]
        if layer.inputs[0] == layer.inputs[1]:
            yield given[1][0], f"{layer.inputs[1]!r} is the other operand, too", "name two layers"
    else:
        given = [(layer_key(i, "input"), layer.input)] if layer.input else []
    known = [INPUT, *names[:i]]
    for key, name in given:
        if name in names[i:] and name not in known:
            what = "is the layer itself" if name == names[i] else "comes later"
            yield key, f"{name!r} {what}", "read an earlier layer, or put the layers in another order"
        elif name not in known:
            yield key, f"{name!r} is no layer of this network", suggestion(name, known)


def _unread(names: list[str], sources: list[tuple[str, ...]]) -> Iterator[tuple[Key, str, str]]:
    """Layers but the last that nobody reads."""
    read = {name for each in sources for name in each}
    for i, name in enumerate(names[:-1]):
        if name not in read:
            what = f"nobody reads {name!r}, and the network's output is that of the last layer, {names[-1]!r}"
            yield layer_key(i, "name"), what, "name it in a later layer, or remove it"
