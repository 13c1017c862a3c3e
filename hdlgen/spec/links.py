"""Which layer reads which: names of earlier layers, shapes that agree, and no layer that nobody reads."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from hdlgen.arith import Signal
from hdlgen.errors import HdlgenError, Mistake
from hdlgen.spec.document import Document, Key
from hdlgen.spec.models import AnyLayer, ArgMaxLayer, JoinLayer
from hdlgen.spec.names import INPUT
from hdlgen.spec.parts import Parts, suggestion
from hdlgen.spec.shapes import after


@dataclass(frozen=True)
class Links:
    """What each layer reads, layer by layer.

    sources   names of layers, or `input`; none where the layer is not well-formed
    entering  the signals behind them; None where mistakes hide it
    """

    sources: tuple[tuple[str, ...], ...]
    entering: tuple[tuple[Signal | None, ...], ...]


def layer_key(index: int, *rest: str | int) -> Key:
    """The key of a layer, or of a key in it."""
    return ("network", "layers", index, *rest)


def follow(doc: Document, parts: Parts) -> tuple[Links, list[Mistake]]:
    """What enters each layer, and every mistake on the way there."""
    names = [str(doc.get(layer_key(i, "name"))) for i in range(len(parts.layers))]
    signals: dict[str, Signal | None] = {INPUT: Signal(parts.input.shape, parts.input.type) if parts.input else None}
    sources: list[tuple[str, ...]] = []
    entering: list[tuple[Signal | None, ...]] = []
    mistakes: list[Mistake] = []
    for i, layer in enumerate(parts.layers):
        read = layer.sources(names[i - 1] if i else INPUT) if layer else ()
        found = [signals.get(name) for name in read]
        sources.append(read)
        entering.append(tuple(found))
        signals[names[i]] = None
        if layer is None:
            continue
        mistakes += (doc.mistake(*m) for m in _names(i, layer, names))
        mistakes += (doc.mistake(*m) for m in _classes(i, layer, read, parts))
        given = [signal for signal in found if signal]
        if given and len(given) == len(found):
            try:
                signals[names[i]] = after(layer, given)
            except HdlgenError as e:
                fault = e.mistakes[0]
                mistakes.append(doc.mistake(layer_key(i, fault.where.split(".")[-1]), fault.what, fault.fix))
    if parts.layers and all(parts.layers):
        mistakes += (doc.mistake(*m) for m in _unread(names, sources, parts.outputs))
    mistakes += (doc.mistake(*m) for m in _outputs(names, parts.outputs))
    return Links(tuple(sources), tuple(entering)), mistakes


def _names(i: int, layer: AnyLayer, names: list[str]) -> Iterator[tuple[Key, str, str]]:
    """Names in a layer that are not those of earlier layers."""
    if isinstance(layer, JoinLayer):
        given = [(layer_key(i, "inputs", n), name) for n, name in enumerate(layer.inputs)]
        for n, (key, name) in enumerate(given):
            if name in layer.inputs[:n]:
                yield key, f"{name!r} is another of the inputs, too", "name each layer once"
    else:
        given = [(layer_key(i, "input"), layer.input)] if layer.input else []
    known = [INPUT, *names[:i]]
    for key, name in given:
        if name in names[i:] and name not in known:
            what = "is the layer itself" if name == names[i] else "comes later"
            yield key, f"{name!r} {what}", "read an earlier layer, or put the layers in another order"
        elif name not in known:
            yield key, f"{name!r} is no layer of this network", suggestion(name, known)


def _classes(i: int, layer: AnyLayer, read: tuple[str, ...], parts: Parts) -> Iterator[tuple[Key, str, str]]:
    """Classes are no activations: nothing reads an argmax."""
    ends = {other.name for other in parts.layers if isinstance(other, ArgMaxLayer)}
    for n, name in enumerate(read):
        if name in ends:
            key = (
                layer_key(i, "inputs", n)
                if isinstance(layer, JoinLayer)
                else layer_key(i, "input" if layer.input else "name")
            )
            yield key, f"{name!r} gives classes, which no layer computes with", "read the layer in front of it"


def _outputs(names: list[str], outputs: tuple[str, ...]) -> Iterator[tuple[Key, str, str]]:
    """Outputs that are no layers, or named twice."""
    for n, name in enumerate(outputs):
        if name not in names:
            yield ("network", "outputs", n), f"{name!r} is no layer of this network", suggestion(name, names)
        elif name in outputs[:n]:
            yield ("network", "outputs", n), f"{name!r} is named twice", "name each layer once"


def _unread(
    names: list[str], sources: list[tuple[str, ...]], outputs: tuple[str, ...]
) -> Iterator[tuple[Key, str, str]]:
    """Layers that nobody reads, and that are no output."""
    ends = outputs or (names[-1],)
    read = {name for each in sources for name in each}
    what = f"the network's output is that of {', '.join(map(repr, ends))}"
    for i, name in enumerate(names):
        if name not in read and name not in ends:
            fix = "name it in a later layer or in network.outputs, or remove it"
            yield layer_key(i, "name"), f"nobody reads {name!r}, and {what}", fix
