"""`walked`: the nodes of a graph, one after the other, as a `Source`; behind a mistake it goes on."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from onnx import NodeProto, ValueInfoProto, defs

from hdlgen.errors import HdlgenError, Mistake, SpecError
from hdlgen.frontend.names import free_name
from hdlgen.frontend.onnx.reader import Arranged, Reading
from hdlgen.frontend.onnx.reading.attributes import Attributes
from hdlgen.frontend.onnx.reading.builder import Builder
from hdlgen.frontend.onnx.reading.call import Call
from hdlgen.frontend.onnx.reading.codes import RANGES, range_of
from hdlgen.frontend.onnx.reading.constants import FOLDED, fold
from hdlgen.frontend.onnx.reading.infer import inferred
from hdlgen.frontend.onnx.reading.inputs import candidates, sizes
from hdlgen.frontend.onnx.reading.model import QONNX, STANDARD, Model, opened
from hdlgen.frontend.onnx.reading.names import where
from hdlgen.frontend.onnx.reading.operators import EITHER, INSTEAD, OF_QONNX, STREAMED
from hdlgen.frontend.onnx.reading.pending import Lost, Softmax
from hdlgen.frontend.onnx.reading.tensors import Tensors, numpy_kind
from hdlgen.frontend.onnx.reading.values import MANY, Codes, Fixed, Stream, Value, refused
from hdlgen.frontend.operators import Grid, Quant
from hdlgen.frontend.source import Source


def walked(path: Path) -> Reading:
    """The network in the file; of the ways in which its input's axes can be read, the first that leaves no mistake."""
    model = opened(path)
    try:
        ways = candidates(model)
    except HdlgenError as error:
        raise SpecError.of(_in_file(error.mistakes, path)) from None
    fewest: list[Mistake] = []
    for images in ways:
        reading, mistakes = _Walk(model, images, path.stem).result()
        if reading:
            return reading
        if not fewest or len(mistakes) < len(fewest):
            fewest = mistakes
    raise SpecError.of(_in_file(fewest, path))


def _in_file(mistakes: Iterable[Mistake], path: Path) -> list[Mistake]:
    return [replace(mistake, file=str(path)) for mistake in mistakes]


class _Walk:
    """One reading of a graph whose input holds `images`."""

    def __init__(self, model: Model, images: Stream, name: str) -> None:
        self._model, self._images, self._name = model, images, name
        self._mistakes: list[Mistake] = []
        self._builder = Builder(images.shape)
        self._tensors = Tensors(model.folder)
        self._constants = {tensor.name: tensor for tensor in model.graph.initializer}
        self._values: dict[str, Value | None] = {}
        self._hidden: set[str] = set()  # constants that a mistake hides
        self._inferred: dict[str, ValueInfoProto] | None = None

    def result(self) -> tuple[Reading | None, list[Mistake]]:
        """The network, or all that cannot be taken."""
        (entry,) = self._model.images
        self._values[entry.name] = self._entered(entry)
        needed = _needed(self._model)
        for node in self._model.graph.node:
            if needed.intersection(node.output):
                self._read(node)
        outputs, arranged = [], []
        for value in self._model.graph.output:
            found = self._value(value.name)
            if isinstance(found, Fixed):
                self._mistakes.append(
                    Mistake(
                        f"output {value.name!r}",
                        "does not depend on the image",
                        "return only what does (Brevitas: return_quant_tensor=False)",
                    )
                )
            elif found:
                op, behind = self._builder.op(found.node), ""
                if isinstance(op, Softmax):
                    behind = type(op).__name__
                    found = replace(found, node=self._builder.inputs(found.node)[0], axes=op.axes)
                outputs.append(found.node)
                arranged.append(_arranged(value, found, behind))
        nodes, names, unfinished = self._builder.nodes(outputs)
        self._mistakes += unfinished
        if self._mistakes:
            return None, self._mistakes
        labels = tuple(value.name for value in self._model.graph.output)
        source = Source(free_name(self._name, ()), self._images.shape, nodes, names, labels)
        return Reading(source, _arranged(entry, self._images), tuple(arranged)), []

    def _entered(self, entry: ValueInfoProto) -> Stream:
        """The images; where they are integers, as such."""
        kind = numpy_kind(entry.type.tensor_type.elem_type)
        if kind.kind not in "iu":
            return self._images
        lo, hi = range_of(kind)
        name = self._builder.add(
            Quant(Grid(np.ones(1), lo, hi)), [self._images.node], f"input {entry.name!r}", entry.name
        )
        return replace(self._images, node=name, codes=Codes(1.0, 0, lo, hi))

    def _value(self, name: str) -> Value | None:
        """A tensor; None where a mistake hides it."""
        if name not in self._values and name in self._constants:
            try:
                array = self._tensors.array(self._constants[name])
                self._tensors.count(array)
                self._values[name] = Fixed(array)
            except HdlgenError as error:
                self._note(f'constant "{name}"', error)
                self._values[name] = None
                self._hidden.add(name)
        return self._values.get(name)

    def _note(self, place: str, error: HdlgenError) -> None:
        self._mistakes += (
            Mistake(place, f"{mistake.where}: {mistake.what}" if mistake.where else mistake.what, mistake.fix)
            for mistake in error.mistakes
        )

    def _read(self, node: NodeProto) -> None:
        """Takes a node, or notes why not; its results are known then."""
        known = all(self._value(name) is not None for name in node.input if name)
        try:
            _check(node, self._model.version(node.domain))
            if known:
                results = self._taken(node)
                for name, result in zip(node.output, results, strict=False):
                    self._values[name] = result
                return
        except HdlgenError as error:
            self._note(where(node), error)
        for name in filter(None, node.output):
            self._values[name] = self._guess(node, name)

    def _taken(self, node: NodeProto) -> Sequence[Value]:
        call = Call(
            node,
            where(node),
            self._model.version(node.domain),
            tuple(self._value(name) if name else None for name in node.input),
            tuple(self._model.readers[name] for name in node.input),
            tuple(bool(name) and self._model.readers.get(name, 0) > 0 for name in node.output),
            Attributes(node, self._tensors),
            self._builder,
        )
        own = node.domain in STANDARD
        if own and node.op_type in FOLDED and not any(isinstance(value, Stream) for value in call.inputs):
            found: Value | tuple[Value, ...] = fold(call, self._tensors)
        else:
            takes = EITHER | STREAMED if own else OF_QONNX
            if node.op_type not in takes:
                raise refused(
                    f"the operator {node.op_type} is read only of constants, and an image enters",
                    INSTEAD.get(node.op_type, ""),
                )
            found = takes[node.op_type](call)
        unread = list(call.attributes.unread())
        if unread:
            raise HdlgenError.of([mistake for error in unread for mistake in error.mistakes])
        return found if isinstance(found, tuple) else (found,)

    def _guess(self, node: NodeProto, made: str) -> Value | None:
        """A result that a mistake hides, where its shape is known: what reads it is checked, too."""
        if self._inferred is None:
            self._inferred = inferred(self._model)
        value = self._inferred.get(made)
        found = sizes(value) if value else None
        inputs = {name: self._value(name) for name in node.input if name}
        streams = [value for value in inputs.values() if isinstance(value, Stream)]
        if all(isinstance(value, Fixed) or name in self._hidden for name, value in inputs.items()):
            self._hidden.add(made)
            return None
        first = streams[0] if streams else self._images
        if not value or not found or None in found[1:]:
            return None
        dims = tuple(first.batch if size is None else size for size in found)
        if streams and dims == first.dims:
            shape, axes = first.shape, first.axes
        elif len(dims) == 4:
            shape, axes = (dims[2] or 0, dims[3] or 0, dims[1] or 0), ("N", "C", "H", "W")
        elif len(dims) == 2:
            shape, axes = (1, 1, dims[1] or 0), ("N", "C")
        else:
            return None
        if min(shape) < 1 or math.prod(shape) >= MANY * MANY:
            return None
        lost = self._builder.add(Lost(shape), [], where(node), made)
        kind = value.type.tensor_type.elem_type
        codes = (first.codes or Codes(1.0, 0, *RANGES[kind])) if kind in RANGES else None
        return replace(first.over(lost, shape, axes), codes=codes)


def _arranged(value: ValueInfoProto, found: Stream, behind: str = "") -> Arranged:
    """Of an input or an output of the graph."""
    codes = found.codes
    return Arranged(
        value.name,
        found.axes,
        found.shape,
        None if found.batch == MANY else found.batch,
        numpy_kind(value.type.tensor_type.elem_type).name,
        codes.scale if codes else 1.0,
        codes.zero if codes else 0,
        behind,
    )


def _needed(model: Model) -> set[str]:
    """The tensors that the outputs depend on."""
    needed = {value.name for value in model.graph.output}
    for node in reversed(model.graph.node):
        if needed.intersection(node.output):
            needed.update(node.input)
    return needed - {""}


def _check(node: NodeProto, version: int) -> None:
    """Raises HdlgenError where nobody takes such an operator, or where ONNX has no such one."""
    instead = INSTEAD.get(node.op_type, "")
    if node.domain in QONNX and node.op_type in OF_QONNX:
        return
    if node.domain not in STANDARD:
        raise refused(f"the operator {node.domain}.{node.op_type} is not read", instead)
    if node.op_type not in STREAMED and node.op_type not in EITHER and node.op_type not in FOLDED:
        raise refused(f"the operator {node.op_type} is not read", instead)
    try:
        schema = defs.get_schema(node.op_type, max_inclusive_version=version)
        there = not schema.deprecated
    except defs.SchemaError:
        there = False
    if not there:
        raise refused(f"opset {version} has no such operator", "export again, with one opset")
    inputs, outputs = len(node.input), len(node.output)
    if not (schema.min_input <= inputs <= schema.max_input and schema.min_output <= outputs <= schema.max_output):
        raise refused(f"has {inputs} inputs and {outputs} outputs", "export again, with one opset")
    given = {attribute.name for attribute in node.attribute}
    missing = [name for name, attribute in schema.attributes.items() if attribute.required and name not in given]
    if missing:
        raise refused(f"has no attribute {', '.join(missing)}", "export again, with one opset")
