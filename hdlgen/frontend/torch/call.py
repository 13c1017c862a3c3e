"""`Call`: one call of a PyTorch operator: what it reads, and whether all of its arguments were looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import torch
from torch import Tensor, fx

from hdlgen.arith import Shape, by
from hdlgen.frontend.builder import Builder, UnknownError
from hdlgen.frontend.fit import Reals
from hdlgen.frontend.operators import AnyOperator, Grid

WITHOUT_EFFECT = frozenset({"cudnn_enabled", "momentum", "dtype", "memory_format", "out_dtype"})
"""Arguments that change no value here."""
ARRANGED = frozenset(
    {"alias", "clone", "contiguous", "detach", "numpy_T", "permute", "reshape", "t", "transpose", "unsqueeze", "view"}
)
"""Of constants, these leave every number as it is."""
Sides = tuple[int, int, int, int]


@dataclass(frozen=True)
class Stream:
    """What node `name` of the Source gives.

    padding  zeros that its readers have around it: top, left, bottom, right; empty if there are none
    label    of what is told from it by a softmax or the like, the node in front of that
    grid     of what was quantized and is integers as yet
    """

    name: str
    padding: Sides | tuple[()] = ()
    label: str = ""
    grid: Grid | None = None


@dataclass(frozen=True)
class Constant:
    """A parameter, a buffer, or what is computed of these.

    grid  on which its last quantizer left it
    axis  of the tensor, along which the grid has its scales
    """

    tensor: Tensor
    grid: Grid | None = None
    axis: int = 0


class Call:
    """A call's arguments, by the names of the operator's schema.

    kind    name of the operator without namespace, overload and underscore: conv2d, relu
    path    where the call is, for its author
    called  what its layer is called
    """

    def __init__(
        self, node: fx.Node, path: str, called: str, values: Mapping[fx.Node, object], builder: Builder
    ) -> None:
        self.node, self.path, self.called, self.builder = node, path, called, builder
        self._values, self._seen = values, set[str]()
        schema = getattr(node.target, "_schema", None)
        if schema is None:
            self.kind, self._defaults = getattr(node.target, "__name__", str(node.target)), dict[str, Any]()
            self._given: dict[str, Any] = dict(enumerate(node.args))  # type: ignore[arg-type]
            return
        self.kind = str(schema.name).partition("::")[2].rstrip("_")
        self._defaults = {a.name: a.default_value if a.has_default_value() else None for a in schema.arguments}
        self._given = dict(zip(self._defaults, node.args, strict=False)) | dict(node.kwargs)

    def __getitem__(self, name: str) -> Any:
        """The argument `name`, or its default."""
        self._seen.add(name)
        return self._given.get(name, self._defaults.get(name))

    def get(self, name: str, default: Any) -> Any:
        """The argument `name`; `default` if the operator has none of this name."""
        return self[name] if name in self else default  # noqa: SIM401 (this is what `get` is)

    def __contains__(self, name: str) -> bool:
        return name in self._defaults

    def shows(self, *names: str) -> None:
        """Says that what these arguments do is seen in the shape of the result, or is nothing."""
        self._seen.update(names)

    def pair(self, name: str) -> tuple[int, int]:
        """An argument of one number or two, as two."""
        value = self[name]
        values = list(value) if isinstance(value, list | tuple) else [value]
        return values[0], values[-1]

    def must(self, name: str, right: object) -> None:
        """Raises UnknownError unless the argument is `right`."""
        if (value := self[name]) != right:
            raise UnknownError(f"has a {self.kind} with {name}={value}, for which there is no hardware", f"use {right}")

    def unseen(self) -> Iterator[str]:
        """Arguments that are not the default and that nobody looked at."""
        for name, value in self._given.items():
            if name not in self._seen | WITHOUT_EFFECT and value != self._defaults.get(name):
                yield f"{name}={value}"

    @property
    def constant_alone(self) -> bool:
        """Whether it reads no images."""
        return all(isinstance(self._values[n], Constant) for n in self.node.all_input_nodes)

    def computed(self) -> Constant:
        """What it gives of constants; on their grid if they are only arranged. Raises UnknownError if it is random."""
        if torch.Tag.nondeterministic_seeded in getattr(self.node.target, "tags", ()) and "train" not in self:
            raise UnknownError(f"has a {self.kind}, which is another one each time", "compute the same for all images")
        found = Constant(self._of_constants(lambda constant: constant.tensor))
        first = self._values[self.node.all_input_nodes[0]] if self.node.all_input_nodes else None
        if self.kind not in ARRANGED or not isinstance(first, Constant) or first.grid is None:
            return found
        count = torch.arange(first.tensor.shape[first.axis]).reshape(-1, *[1] * (first.tensor.ndim - first.axis - 1))
        place = self._of_constants(lambda constant: count.expand(constant.tensor.shape))
        along = [axis for axis in range(place.ndim) if (place != place.narrow(axis, 0, 1)).any()]
        if len(first.grid.scale) > 1 and len(along) != 1:
            return found
        return Constant(found.tensor, first.grid, along[0] if along else 0)

    def _of_constants(self, part: Callable[[Constant], Tensor]) -> Tensor:
        """What it gives of `part` of each constant that it reads."""

        def held(node: fx.Node) -> Tensor:
            value = self._values[node]
            assert isinstance(value, Constant)
            return part(value)

        args, kwargs = fx.node.map_arg((self.node.args, self.node.kwargs), held)
        with torch.no_grad():
            return self.node.target(*args, **kwargs)  # type: ignore[operator]

    def is_constant(self, name: str) -> bool:
        """Whether the argument is a number or a tensor that no image changes."""
        value = self[name]
        return not isinstance(value, fx.Node) or isinstance(self._values[value], Constant)

    def constant(self, name: str) -> Reals | None:
        """The argument's numbers, float64; None if it is None."""
        value = self[name]
        if value is None:
            return None
        if isinstance(value, fx.Node):
            held = self._values[value]
            if not isinstance(held, Constant):
                raise UnknownError(f"has a {self.kind} whose {name} depends on the images", "use parameters")
            value = held.tensor.detach().double().numpy()
        array = np.asarray(value, np.float64)
        if not np.isfinite(array).all():
            raise UnknownError(f"has a {name} with numbers that are not finite", "train it again")
        return array

    def grid(self, name: str, axis: int) -> Grid | None:
        """The grid of constant weights whose output channels are `axis`."""
        value = self._values.get(self[name])
        if not isinstance(value, Constant) or value.grid is None:
            return None
        if (value.grid.scale == value.grid.scale[0]).all():
            return replace(value.grid, scale=value.grid.scale[:1])
        if value.axis != axis:
            what = f"has weights with scales along axis {value.axis}, and axis {axis} are its output channels"
            raise UnknownError(what, "quantize by output channel, or with one scale")
        return value.grid

    def shape(self, name: str) -> tuple[int, ...]:
        """Of the argument, as PyTorch has it."""
        return tuple(self[name].meta["val"].shape)

    def of_one_rank(self, *names: str) -> None:
        """Raises UnknownError if one of these arguments is a vector and another an image."""
        shapes = [self.shape(name) for name in names]
        if len({len(shape) for shape in shapes}) > 1:
            both = " and ".join(by(shape[1:]) for shape in shapes)
            what = f"has a {self.kind} of {both}, of which PyTorch lets the last axes meet"
            raise UnknownError(what, "give the vector two axes of 1: v[:, :, None, None]")

    @property
    def out_shape(self) -> tuple[int, ...]:
        """Of the result, as PyTorch has it."""
        return tuple(self.node.meta["val"].shape)

    def raw(self, name: str) -> Stream:
        """The argument, which depends on the images."""
        value = self._values.get(self[name])
        if not isinstance(value, Stream):
            raise UnknownError(f"has a {self.kind} of constants", "compute it of images")
        return value

    def of(self, node: fx.Node) -> Stream:
        """One of several that an argument lists."""
        value = self._values[node]
        if not isinstance(value, Stream) or value.padding:
            raise UnknownError(f"has a {self.kind} of constants or of what is padded", "compute it of images")
        return value

    def stream(self, name: str) -> str:
        """Name of the argument's node in the Source."""
        value = self.raw(name)
        if value.padding:
            raise UnknownError("reads what is padded", "pad in front of convolutions alone")
        return self.shown(value, self.shape(name))

    def shown(self, value: Stream, shape: tuple[int, ...]) -> str:
        """Name of a value's node, if PyTorch sees it as it is: [image, channel, row, column], or flattened."""
        if value.label:
            raise UnknownError("reads a softmax", "let it read what the softmax reads")
        if value.grid:
            raise UnknownError("reads integers that are not dequantized", "put a dequantizer between")
        rows, columns, channels = self.builder.shapes[value.name]
        if shape[1:] not in ((channels, rows, columns), (rows * columns * channels,)):
            given = by((rows, columns, channels))
            raise UnknownError(f"reads {by(shape[1:])} of an image of {given}", "flatten with torch.flatten(x, 1)")
        return value.name

    def add(self, op: AnyOperator, *inputs: str) -> Stream:
        """A node."""
        return Stream(self.builder.add(self.called, self.path, op, *inputs))

    def op(self, name: str) -> AnyOperator | None:
        """Of a stream; None for the image."""
        node = self.builder.nodes.get(name)
        return node.op if node else None

    def image(self, name: str) -> Shape:
        """Rows, columns, channels of a stream."""
        return self.builder.shapes[name]
