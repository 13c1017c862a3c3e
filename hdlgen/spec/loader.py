"""`load`: a network by path or by name, checked as a whole."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from hdlgen.errors import Mistake, SpecError
from hdlgen.spec import checks, document, weights
from hdlgen.spec.models import AddLayer, ConvLayer, LinearLayer, NetworkFile
from hdlgen.spec.parts import parse, suggestion


def path_of(net: str | Path) -> Path:
    """The network file that `net` means: a path, or the name of a bundled network. SpecError if there is none."""
    path = Path(net)
    if path.is_file() or isinstance(net, Path) or path.suffix or "/" in net:
        if path.is_dir():
            raise SpecError(str(net), "is a folder", fix="give the path of the network's YAML file")
        return path
    from hdlgen import nets

    if net not in nets.names():
        raise SpecError(net, "is neither a file nor a bundled network", fix=suggestion(net, nets.names()))
    return nets.bundled(net)


def load(net: str | Path, *, without: str = "") -> NetworkFile:
    """The network file at path `net`, or the bundled network of that name, with its weights.

    without  as `document.read` takes it

    Raises SpecError with every mistake of all files.
    """
    doc = document.read(path_of(net), without=without)
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
    doc.files += (Path(p) for p in (device and device.card, periphery) if isinstance(p, str) and Path(p).is_file())
    if isinstance(name, str) and name:
        path = doc.folders.get(("network",), doc.folders[()]) / name
        wanted = [
            weights.Wanted(layer, signal)
            for layer, signal in zip(parts.layers, links.entering, strict=True)
            if isinstance(layer, ConvLayer | LinearLayer | AddLayer)
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
