"""`opened`: an ONNX file as its graph, checked as far as a graph can be without knowing its operators."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from google.protobuf.message import DecodeError
from hdlgen_sim import files
from onnx import GraphProto, ModelProto, ValueInfoProto

from hdlgen.errors import Mistake, SpecError
from hdlgen.frontend.onnx.reading.names import where
from hdlgen.frontend.onnx.reading.tensors import MOST_BYTES

OPSETS = range(9, 24)
"""Of ONNX's own operators, those that are read."""
STANDARD = ("", "ai.onnx")
"""What ONNX calls the domain of its own operators."""
QONNX = ("qonnx.custom_op.general", "onnx.brevitas", "finn.custom_op.general")
"""What the domain of QONNX's operators was called over time."""
MOST_NODES = 100_000
"""Of a graph: a hundred times a large network's."""


@dataclass(frozen=True, eq=False)
class Model:
    """The graph of a file.

    versions  of the operators, by domain; STANDARD's is that of ""
    folder    where other files with its constants may lie
    """

    graph: GraphProto
    versions: dict[str, int]
    folder: Path
    proto: ModelProto

    def version(self, domain: str) -> int:
        """Of the operators of a domain, 1 where the file names none."""
        return self.versions.get("" if domain in STANDARD else domain, 1)

    @cached_property
    def images(self) -> list[ValueInfoProto]:
        """The inputs that are no constants."""
        constants = {tensor.name for tensor in self.graph.initializer}
        return [value for value in self.graph.input if value.name not in constants]

    @cached_property
    def readers(self) -> dict[str, int]:
        """How many nodes, and outputs of the graph, read each tensor."""
        found: dict[str, int] = {}
        for name in (*(name for node in self.graph.node for name in node.input), *(v.name for v in self.graph.output)):
            found[name] = found.get(name, 0) + 1
        return found


def opened(path: Path) -> Model:
    """The model in the file. Raises SpecError with all that is wrong with it as a file and as a graph."""

    def wrong(what: str, fix: str = "") -> SpecError:
        return SpecError.of([Mistake("model", what, fix, str(path))])

    try:
        data = files.read(path, MOST_BYTES)
    except OSError as error:
        raise wrong(f"cannot be read: {error.strerror}") from None
    if not data:
        raise wrong("the file is empty", "export it again")
    proto = ModelProto()
    try:
        proto.ParseFromString(data)
    except DecodeError:
        raise wrong("is no ONNX file, or not a whole one", "export it again, or copy it again") from None
    if not proto.HasField("graph") or not proto.graph.node:
        raise wrong("holds no graph", "give a file that an ONNX exporter wrote")
    if not all(isinstance(text, str) for text in _texts(proto)):  # protobuf leaves what is no UTF-8 as bytes
        raise wrong("has names that are no text", "export it again, or copy it again")
    model = Model(proto.graph, _versions(proto), path.parent, proto)
    mistakes = [Mistake(m.where, m.what, m.fix, str(path)) for m in (*_faults(model), *_order(model.graph))]
    if mistakes:
        raise SpecError.of(mistakes)
    return model


def _texts(proto: ModelProto) -> Iterator[object]:
    """The names in a file."""
    graph = proto.graph
    for named in (*graph.input, *graph.output, *graph.value_info, *graph.initializer, *proto.functions):
        yield named.name
    for entry in proto.opset_import:
        yield entry.domain
    for node in graph.node:
        yield from (node.name, node.op_type, node.domain, *node.input, *node.output)
        yield from (attribute.name for attribute in node.attribute)
        yield from (text for entry in node.metadata_props for text in (entry.key, entry.value))


def _versions(proto: ModelProto) -> dict[str, int]:
    return {"" if entry.domain in STANDARD else entry.domain: entry.version for entry in proto.opset_import}


def _faults(model: Model) -> Iterator[Mistake]:
    """What is wrong with the model as a whole."""
    graph = model.graph
    version = model.versions.get("")
    standard = any(node.domain in STANDARD for node in graph.node)
    if standard and version is None:
        yield Mistake("model", "does not say which opset it uses", "export it again")
    if version is not None and version not in OPSETS:
        yield Mistake(
            "model",
            f"uses opset {version}, and {OPSETS[0]} to {OPSETS[-1]} are read",
            f"export with opset_version={min(max(version, 17), OPSETS[-1])}",
        )
    if len(graph.node) > MOST_NODES:
        yield Mistake("model", f"has {len(graph.node):,} nodes; {MOST_NODES:,} are the most")
    if model.proto.functions:
        names = ", ".join(sorted({function.name for function in model.proto.functions}))
        yield Mistake(
            "model",
            f"has functions of its own: {names}",
            "put their nodes in place with onnx.inliner.inline_local_functions",
        )
    if graph.sparse_initializer:
        yield Mistake("model", "has sparse constants", "export the weights with their zeros")
    if len(model.images) != 1:
        names = ", ".join(value.name for value in model.images)
        what = f"has {len(model.images)} inputs ({names})" if model.images else "has no input"
        yield Mistake("model", what, "export a network of one image")
    if not graph.output:
        yield Mistake("model", "has no output", "name what it computes")


def _order(graph: GraphProto) -> Iterator[Mistake]:
    """Tensors that are made twice, or read before anything makes them."""
    there = {tensor.name for tensor in graph.initializer} | {value.name for value in graph.input}
    made: set[str] = set()
    for node in graph.node:
        for name in node.input:
            if name and name not in there and name not in made:
                yield Mistake(where(node), f"reads {name!r}, which nothing in front of it makes", "export it again")
                there.add(name)
        for name in filter(None, node.output):
            if name in made or name in there:
                yield Mistake(where(node), f"makes {name!r}, which something else makes, too", "export it again")
            made.add(name)
    for value in graph.output:
        if value.name not in made and value.name not in there:
            yield Mistake("model", f"nothing makes its output {value.name!r}", "export it again")
