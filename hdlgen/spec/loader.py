"""`load`: a network by path or by name, checked as a whole."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from hdlgen_sim import files

from hdlgen.errors import HdlgenError, Mistake, SpecError
from hdlgen.spec import checks, document, weights
from hdlgen.spec.models import NetworkFile
from hdlgen.spec.parts import parse


def path_of(net: str | Path) -> Path:
    """The network file that `net` means: a Path, else a file that is there, else the name of a bundled network.

    Raises SpecError, with the names that there are, if it is none of them.
    """
    from hdlgen import nets

    path = Path(net)
    folder = bool(str(net)) and os.path.isdir(path)  # noqa: PTH112 - Path.is_dir raises OSError where a name is too long
    if isinstance(net, Path) or nets.is_path(net):
        if folder:
            raise SpecError(str(net), "is a folder", fix="give the path of the network's YAML file")
        return path
    try:
        return nets.bundled(net)
    except HdlgenError:
        near = difflib.get_close_matches(net.removesuffix(".yaml"), nets.names(), 1)
        hint = f"did you mean {near[0]!r}? " if near else ""
        what = f"is {'a folder, and no' if folder else 'neither a file nor a'} bundled network"
        fix = f"{hint}Give the path of a file, or one of {', '.join(nets.names())}"
        raise SpecError(net if net else repr(net), what, fix=fix) from None


def load(net: str | Path, *, without: str = "", changes: Mapping[str, Any] | None = None) -> NetworkFile:
    """The network file that `net` means to `path_of`, with its weights.

    without  as `document.read` takes it
    changes  values in place of the file's, by key, as in hardware.adc.bits; a layer's is network.layers.NAME.…
             A mapping is merged into the one that is there

    Raises SpecError with every mistake of all files.
    """
    doc = document.read(path_of(net), without=without)
    for key, value in (changes or {}).items():
        doc.change(key, value)
    mistakes = doc.mistakes
    if not isinstance(doc.data, dict):
        raise SpecError.of(mistakes or [doc.mistake((), "must hold a mapping", "begin with `hdlgen: 1`")])
    parts, form = parse(doc)
    links, sense = checks.check(doc, parts)
    mistakes = [*mistakes, *form, *sense]

    name = doc.get(("network", "weights"))
    tensors: weights.Tensors = {}
    device, periphery = parts.device, doc.get(("periphery",))
    if device and device.card:
        device = device.model_copy(update={"card": checks.located(doc, ("device",), device.card)})
    if isinstance(periphery, str):
        periphery = checks.located(doc, (), periphery)
    doc.files += (Path(p) for p in (device and device.card, periphery) if isinstance(p, str) and files.there(p))
    if isinstance(name, str) and name:
        path = doc.folders.get(("network",), doc.folders[()]) / name
        wanted = [
            weights.Wanted(layer, signals[0] if signals else None)
            for layer, signals in zip(parts.layers, links.entering, strict=True)
            if layer and weights.kinds(layer)
        ]
        tensors, faults = weights.read(path, wanted, checks.tensor_names(doc))
        mistakes += (
            doc.mistake(("network", "weights"), m.what, m.fix) if m.where == weights.WEIGHTS else m for m in faults
        )
        doc.files.append(path)
    if mistakes or parts.file is None:
        raise SpecError.of(sorted(mistakes, key=_order(doc)))
    fields = {k: getattr(parts.file, k) for k in type(parts.file).model_fields}
    fields |= {"device": device, "periphery": periphery}
    return NetworkFile(**fields, weights=tensors, files=tuple(doc.files))


def _order(doc: document.Document) -> Callable[[Mistake], tuple[int, int]]:
    """Sort key of mistakes: file by file in the order they were read, then by line."""
    files = [str(f) for f in doc.files]

    def key(m: Mistake) -> tuple[int, int]:
        return (files.index(m.file) if m.file in files else len(files), m.line)

    return key
