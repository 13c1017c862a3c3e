"""What the form of a file does not say: sizes, names and values that must agree with each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from hdlgen_sim import files

from hdlgen.arith import Slices
from hdlgen.errors import Mistake
from hdlgen.spec.document import Document, Key
from hdlgen.spec.links import Links, follow, layer_key
from hdlgen.spec.models import (
    AddLayer,
    ArrayLayer,
    DeviceSpec,
    HardwareSpec,
    MaxPoolLayer,
    ScaleLayer,
    TransposedLayer,
)
from hdlgen.spec.names import INPUT, pixels, taken
from hdlgen.spec.parts import Parts, suggestion
from hdlgen.spec.types import Clip, Function, Lookup, Threshold
from hdlgen.spec.weights import ARRAY_TENSORS, JOIN_TENSORS, POOL_TENSORS

MOST_CELLS = 1 << 22
"""Cells of a tile, 2,048 × 2,048: the array models keep some 50 bytes of each, and a layer takes one tile at least."""
LEAST_WINDOW = 1e-3
"""Least (g_max − g_min)/g_max: that of `hdlgen_sim.Device`, which says why."""

CELL = ("g_min_siemens", "g_max_siemens", "programming_error", "stuck")
"""Keys of `device` that describe a simple cell; a card takes the place of them all."""


def check(doc: Document, parts: Parts) -> tuple[Links, list[Mistake]]:
    """What each layer reads, and every mistake among the well-formed parts."""
    links, mistakes = follow(doc, parts)
    if parts.layers and not array_names(doc) and all(parts.layers):
        mistakes.append(doc.mistake(("network", "layers"), "has no layer with weights", "add a conv or linear layer"))
    mistakes += _names(doc, parts)
    for i, layer in enumerate(parts.layers):
        if isinstance(layer, ArrayLayer | AddLayer | ScaleLayer):
            mistakes += _activation(doc, i, layer)
        if isinstance(layer, ArrayLayer):
            mistakes += _table_in(doc, i, layer)
            mistakes += _partial_sums(doc, i, layer, parts)
            if parts.hardware and parts.device:
                mistakes += cells(doc, layer_key(i, "weight_bits"), layer.weight_bits, parts.hardware, parts.device)
        elif isinstance(layer, MaxPoolLayer) and layer.unit == "memristor":
            mistakes += _pool_unit(doc, parts, links, i)
    if parts.hardware:
        mistakes += hardware(doc, parts.hardware)
    mistakes += device(doc, parts.device) if parts.device else _card(doc)
    mistakes += _periphery(doc)
    mistakes += _ranges(doc, parts)
    return links, mistakes


def array_names(doc: Document) -> list[str]:
    """Names of the layers with weights, well-formed or not."""
    return [str(d.get("name")) for d in _layers(doc) if d.get("type") in ("conv", "convtranspose", "linear")]


def tensor_names(doc: Document) -> list[str]:
    """Names of the tensors that belong to layers, well-formed or not."""
    names = [f"{name}.{kind}" for name in array_names(doc) for kind in ARRAY_TENSORS]
    for layer in _layers(doc):
        kind = layer.get("type")
        if kind in ("add", "scale") or (kind in ("concat", "avgpool") and layer.get("requantize")):
            kinds = POOL_TENSORS if kind == "avgpool" else JOIN_TENSORS
            names += [f"{layer.get('name')}.{k}" for k in kinds]
    return names


def _layers(doc: Document) -> list[dict[str, Any]]:
    """What the file says of each layer, as far as it is a mapping."""
    layers = doc.get(("network", "layers"))
    return [d for d in layers if isinstance(d, dict)] if isinstance(layers, tuple) else []


def _names(doc: Document, parts: Parts) -> Iterator[Mistake]:
    given = [doc.get(layer_key(i, "name")) for i in range(len(parts.layers))]
    layers = [name if isinstance(name, str) else None for name in given]
    for i, what, fix in taken(str(doc.get(("name",))), layers):
        yield doc.mistake(("name",) if i is None else layer_key(i, "name"), what, fix)
    orders = {
        pixels(t.name).lower(): t.name for t in parts.layers if isinstance(t, TransposedLayer) and max(t.stride) > 1
    }
    for i, name in enumerate(layers):
        if name and (before := orders.get(name.lower())):
            what = f"{name!r} is the name of what puts the results of {before} in order"
            yield doc.mistake(layer_key(i, "name"), what, "rename the layer")


def _activation(doc: Document, i: int, layer: ArrayLayer | AddLayer | ScaleLayer) -> Iterator[Mistake]:
    act, out = layer.activation, layer.out
    if isinstance(act, Clip) and not 1 <= act.clip <= out.hi:
        yield doc.mistake(
            layer_key(i, "activation", "clip"),
            f"must lie in 1..{out.hi} ({out}), not {act.clip}",
            "lower the ceiling or widen out",
        )
    if isinstance(act, Threshold) and not 0 <= act.threshold <= out.hi:
        yield doc.mistake(
            layer_key(i, "activation", "threshold"),
            f"must lie in 0..{out.hi} ({out}), not {act.threshold}",
            "change the threshold or widen out",
        )
    if act == "relu" and out.hi == 0:
        yield doc.mistake(layer_key(i, "out"), f"{out} holds nothing above 0: relu is always 0", "use an unsigned type")


def _table_in(doc: Document, i: int, layer: ArrayLayer) -> Iterator[Mistake]:
    act, out = layer.activation, layer.out
    if isinstance(act, Lookup):
        index = layer.table_in or out
        key = layer_key(i, "activation", "table")
        if len(act.table) != 1 << index.bits:
            source = "table_in" if layer.table_in else "out, as there is no table_in"
            yield doc.mistake(
                key,
                f"has {len(act.table)} entries, not the {1 << index.bits} of {index} ({source})",
                f"give one entry for each value of {index}, from {index.lo} to {index.hi}",
            )
        for n, y in enumerate(act.table):
            if not out.lo <= y <= out.hi:
                yield doc.mistake(
                    (*key, n), f"must lie in {out.lo}..{out.hi} ({out}), not {y}", "change it or widen out"
                )
    elif isinstance(act, Function):
        if act.slope is not None and act.function != "leaky_relu":
            yield doc.mistake(layer_key(i, "activation", "slope"), f"{act.function} has none", "remove it")
    elif layer.table_in:
        yield doc.mistake(layer_key(i, "table_in"), "has no meaning without a table", "remove it")


def _partial_sums(doc: Document, i: int, layer: ArrayLayer, parts: Parts) -> Iterator[Mistake]:
    if layer.partial_sums == "analog" and parts.hardware and parts.hardware.tile.joined == 1:
        yield doc.mistake(
            layer_key(i, "partial_sums"),
            "needs a macro that adds up the currents of several tiles, and hardware.tile.joined is 1",
            "write digital, or, if the macro can, as hardware.tile.joined how many tiles it joins",
        )


def _pool_unit(doc: Document, parts: Parts, links: Links, i: int) -> Iterator[Mistake]:
    """Whether a memristive pool has activation units in front of it; a layer that is not well-formed may have them."""
    (source,) = links.sources[i]
    before = next((layer for layer in parts.layers if layer and layer.name == source), None)
    array = before if isinstance(before, ArrayLayer) else None
    if array and array.unit == "memristor":
        others = [doc.get(layer_key(n, "name")) for n, read in enumerate(links.sources) if source in read and n != i]
        layer = parts.layers[i]
        assert isinstance(layer, MaxPoolLayer)
        if layer.stride not in (None, layer.kernel) or any(layer.padding):
            yield doc.mistake(
                layer_key(i, "unit"), "pools windows that do not overlap, without padding", "write digital"
            )
        else_of = [f"read by {', '.join(map(str, others))}"] if others else []
        else_of += ["a result of the network"] if source in parts.outputs else []
        if else_of:
            what = f"pools {source} before it is converted, and it is also {' and '.join(else_of)}"
            yield doc.mistake(layer_key(i, "unit"), what, "write digital")
        return
    if before is None and source != INPUT:
        return
    yield doc.mistake(
        layer_key(i, "unit"),
        f"needs activation units in front of it, and {before.name if before else 'the input'} has none",
        f"write digital, or unit: memristor in {source}, too" if array else "write digital",
    )


def padded_slices(slices: int, adcs: int) -> int:
    """Columns that a channel takes: `slices`, padded until conversions of `adcs` columns and channels divide evenly."""
    return next(s for s in range(slices, slices + adcs) if s % adcs == 0 or adcs % s == 0)


def cells(doc: Document, key: Key, weight_bits: int, hardware: HardwareSpec, device: DeviceSpec) -> Iterator[Mistake]:
    """The mistake at `key` if a weight of `weight_bits` does not fit a tile."""
    tile, adcs = hardware.tile, hardware.adc.count
    slices = Slices(weight_bits, device.cell_bits).count
    columns = padded_slices(slices, adcs)
    if tile.columns % adcs == 0 and columns > tile.columns:
        yield doc.mistake(
            key,
            f"a weight of {weight_bits} bits takes {columns} columns ({slices} cells of "
            f"{device.cell_bits} bits, {adcs} ADCs), a tile has {tile.columns}",
            "use fewer weight_bits, more cell_bits or more columns",
        )


def hardware(doc: Document, hardware: HardwareSpec) -> Iterator[Mistake]:
    """What does not agree in the key `hardware` of `doc`."""
    rows, columns, adcs = hardware.tile.rows, hardware.tile.columns, hardware.adc.count
    cells, joined = rows * columns * hardware.tile.joined, hardware.tile.joined
    if cells > MOST_CELLS:
        each = f"{joined} joined tiles of " if joined > 1 else ""
        what = f"{each}{rows:,} rows × {columns:,} columns are {cells:,} cells, and a tile has at most {MOST_CELLS:,}"
        yield doc.mistake(("hardware", "tile", "rows"), what, "use several smaller tiles")
    if columns % adcs:
        below = next(n for n in range(min(adcs, columns), 0, -1) if columns % n == 0)
        yield doc.mistake(
            ("hardware", "adc", "count"),
            f"{adcs} does not divide the {columns} columns of a tile",
            f"use {below}, or another divisor of {columns}",
        )
    elif hardware.tile.spare_groups >= columns // adcs:
        yield doc.mistake(
            ("hardware", "tile", "spare_groups"),
            f"{hardware.tile.spare_groups} are all {columns // adcs} column groups of a tile, or more",
            f"use at most {columns // adcs - 1}",
        )


def device(doc: Document, device: DeviceSpec) -> Iterator[Mistake]:
    """What does not agree in the key `device` of `doc`."""
    yield from _card(doc)
    g_min, g_max = device.g_min_siemens, device.g_max_siemens
    if g_min is not None and g_max is not None:
        yield from _window(doc, g_min, g_max)
    low, high = device.stuck.low, device.stuck.high
    if low + high > 1:
        yield doc.mistake(("device", "stuck"), f"low {low} and high {high} are more than all cells", "lower one")


def _card(doc: Document) -> Iterator[Mistake]:
    """What is wrong with the card of `device`, well-formed or not, and with what stands beside it or for it."""
    given = doc.get(("device",))
    if not isinstance(given, dict):
        return
    card, bits = given.get("card"), given.get("cell_bits")
    if card is None:
        for key in CELL[:2]:
            if given.get(key) is None:
                yield doc.mistake(("device", key), "is missing", "give it, or name a card (`hdlgen device list`)")
        return
    for key in CELL:
        if key in given:
            yield doc.mistake(("device", key), "does not go with a card, which has its own", "remove it, or the card")
    if isinstance(card, str) and card:
        from hdlgen_sim.card import load_card  # only whoever has a card waits for SciPy
        from hdlgen_sim.device import Device

        try:
            Device(load_card(located(doc, ("device",), card)), bits if type(bits) is int and 1 <= bits <= 8 else 1)
        except ValueError as error:
            yield doc.mistake(("device", "card"), str(error))


def _window(doc: Document, g_min: float, g_max: float) -> Iterator[Mistake]:
    if g_min >= g_max:
        yield doc.mistake(
            ("device", "g_min_siemens"), f"{g_min} is not below g_max_siemens {g_max}", "make g_min the smaller one"
        )
    elif g_max - g_min < LEAST_WINDOW * g_max:
        yield doc.mistake(
            ("device", "g_min_siemens"),
            f"{g_min} is closer to g_max_siemens {g_max} than {LEAST_WINDOW} of it",
            "put g_min and g_max further apart",
        )


def located(doc: Document, section: Key, source: str) -> str:
    """A card or a periphery as `source` in a section of `doc` means it: a name, or a path from the working directory.

    What has a slash or ends in .yaml or .yml is a path, relative to the file where the section stands; but NAME.yaml is
    what comes with hdlgen if there is no such file.
    """
    from hdlgen_sim import list_cards, list_peripheries

    folder = doc.folders.get(section, doc.folders[()])
    source = files.without_ending(source, (*list_cards(), *list_peripheries()), folder)
    if not re.search(r"/|\.ya?ml$", source) or source.startswith("/"):
        return source
    return f"{folder}/{source}"


def _periphery(doc: Document) -> Iterator[Mistake]:
    source = doc.get(("periphery",))
    if not isinstance(source, str) or not source:
        return
    from hdlgen_sim.periphery import load_periphery

    try:
        load_periphery(located(doc, (), source))
    except ValueError as error:
        yield from (doc.mistake(("periphery",), mistake) for mistake in str(error).splitlines())


def _ranges(doc: Document, parts: Parts) -> Iterator[Mistake]:
    arrays = array_names(doc)
    pools = {layer.name for layer in parts.layers if layer and not isinstance(layer, ArrayLayer)}
    for name in parts.ranges:
        if name in pools:
            yield doc.mistake(("ranges", name), "is a layer without an ADC", "remove it")
        elif name not in arrays:
            yield doc.mistake(("ranges", name), "is no layer of this network", suggestion(name, arrays))
