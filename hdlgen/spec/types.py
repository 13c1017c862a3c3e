"""The values of the network file that are not plain numbers: integer types, kernels, activations."""

from __future__ import annotations

import re
from functools import partial
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    PlainSerializer,
    PlainValidator,
    Tag,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from hdlgen.arith import Int


def refusal(what: str, fix: str = "") -> PydanticCustomError:
    """The error a validator raises; `what` and `fix` become those of the `Mistake`."""
    return PydanticCustomError("hdlgen", "{what}", {"what": what, "fix": fix})


def shown(value: object) -> str:
    """A value of the file, for a message."""
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "a mapping"
    if isinstance(value, tuple):
        return "a list"
    text = repr(value)
    return text if len(text) <= 40 else text[:37] + "..."


class Part(BaseModel):
    """A mapping of the file: no key too many, no value of another type, not to be changed."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", strict=True, allow_inf_nan=False, use_attribute_docstrings=True
    )


def parse_version(value: object) -> object:
    """1, which neither `true` nor `1.0` is."""
    if type(value) is not int or value != 1:
        raise refusal(f"must be 1, not {shown(value)}", "this version of hdlgen reads no other")
    return value


Version = Annotated[Literal[1], BeforeValidator(parse_version)]


def parse_int(value: object) -> Int:
    """`uint4` or `int8` as an `Int`."""
    if isinstance(value, Int):
        return value
    match = re.fullmatch(r"(u?)int([1-8])", value) if isinstance(value, str) else None
    if match is None:
        raise refusal(f"must be a type of 1 to 8 bits, not {shown(value)}", "write uint1 … uint8 or int1 … int8")
    return Int(int(match[2]), signed=not match[1])


IntType = Annotated[
    Int, PlainValidator(parse_int), PlainSerializer(str), WithJsonSchema({"type": "string", "pattern": "^u?int[1-8]$"})
]


def parse_sides(count: int, least: int, fix: str, value: object) -> object:
    """n as (n, n, …): `count` integers of at least `least`."""
    sides = value if isinstance(value, tuple) else (value,) * count
    if len(sides) != count or not all(type(v) is int and v >= least for v in sides):
        given = f"[{', '.join(map(shown, value))}]" if isinstance(value, tuple) else shown(value)
        counts = {2: "two", 4: "four"}[count]
        raise refusal(f"must be one or {counts} integers of at least {least}, not {given}", fix)
    return sides


def parse_pool_kernel(value: object) -> object:
    """`all`, or as `parse_sides`."""
    return value if value == "all" else parse_sides(2, 1, "write n, [rows, columns] or all", value)


def _schemas(count: int, least: int) -> list[dict[str, object]]:
    """What `parse_sides` takes, as JSON schemas."""
    side = {"type": "integer", "minimum": least}
    return [side, {"type": "array", "items": side, "minItems": count, "maxItems": count}]


AXES = "write n or [rows, columns]"
Both = Annotated[
    tuple[int, int], BeforeValidator(partial(parse_sides, 2, 1, AXES)), WithJsonSchema({"anyOf": _schemas(2, 1)})
]
Extra = Annotated[
    tuple[int, int], BeforeValidator(partial(parse_sides, 2, 0, AXES)), WithJsonSchema({"anyOf": _schemas(2, 0)})
]
Padding = Annotated[
    tuple[int, int, int, int],
    BeforeValidator(partial(parse_sides, 4, 0, "write n or [top, left, bottom, right]")),
    WithJsonSchema({"anyOf": _schemas(4, 0)}),
]
PoolKernel = Annotated[
    tuple[int, int] | Literal["all"],
    BeforeValidator(parse_pool_kernel),
    WithJsonSchema({"anyOf": [*_schemas(2, 1), {"const": "all"}]}),
]


class Clip(Part):
    """ReLU with a ceiling."""

    clip: int
    """Largest output."""


class Threshold(Part):
    """ReLU, then 0 below a threshold."""

    threshold: int
    """Smallest output that is not made 0."""


class Lookup(Part):
    """Any function, as a table."""

    table: tuple[int, ...]
    """y = table[v − lo] of the requantized v, whose type is `table_in`."""


class Function(Part):
    """A function by its name, as a table that is made from the scales."""

    function: Literal["sigmoid", "hard_sigmoid", "tanh", "hard_swish", "silu", "gelu", "leaky_relu"]
    """As PyTorch defines it."""
    in_scale: Annotated[float, Field(gt=0)]
    """What a step of the requantized v means, whose type is `table_in`."""
    out_scale: Annotated[float, Field(gt=0)]
    """What a step of the output means."""
    slope: Annotated[float, Field(ge=0, le=1)] | None = None
    """Of leaky_relu below 0; 0.01 when left out."""


def _forms(*keys: str, fix: str) -> Discriminator:
    """Which form of an activation a value has: one of two words, or a mapping with one of `keys`."""

    def form(value: object) -> str | None:
        if isinstance(value, Part):
            value = value.model_dump()
        if isinstance(value, dict):
            return next((k for k in keys if k in value), None)
        return "word" if value in ("none", "relu") else None

    return Discriminator(
        form,
        custom_error_type="hdlgen_activation",
        custom_error_message="is no activation",
        custom_error_context={"fix": fix},
    )


Activation = Annotated[
    Annotated[Literal["none", "relu"], Tag("word")]
    | Annotated[Clip, Tag("clip")]
    | Annotated[Threshold, Tag("threshold")]
    | Annotated[Lookup, Tag("table")]
    | Annotated[Function, Tag("function")],
    _forms(
        "clip",
        "threshold",
        "table",
        "function",
        fix="use none, relu, {clip: hi}, {threshold: t}, {table: [...]} or {function: NAME, in_scale: s, out_scale: s}",
    ),
]
SumActivation = Annotated[
    Annotated[Literal["none", "relu"], Tag("word")] | Annotated[Clip, Tag("clip")],
    _forms("clip", fix="use none, relu or {clip: hi}"),
]
"""What may follow the sum of two layers."""
