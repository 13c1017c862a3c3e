"""`Recipe`: everything that training depends on but the images. One YAML file."""

from __future__ import annotations

import importlib
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, ValidationError

from hdlgen.errors import HdlgenError, SpecError
from hdlgen.spec import DeviceSpec, HardwareSpec, document
from hdlgen.spec.types import Part

Epochs = Annotated[int, Field(ge=0)]
Factory = Annotated[str, Field(pattern=r"^[\w.]+:\w+$")]
"""module:function. The module is imported: it is code that you trust."""
Amount = Annotated[int, Field(ge=1)] | Annotated[float, Field(gt=0, le=1)]
"""A whole number counts, a fraction is a share."""


class Augment(Part):
    """Random changes of training images."""

    shift: Annotated[float, Field(ge=0)] = 0
    """Largest, in pixels, both ways."""
    degrees: Annotated[float, Field(ge=0, le=180)] = 0
    """Largest turn, both ways."""
    scale: Annotated[float, Field(ge=0, lt=1)] = 0
    """Sizes are 1 − scale .. 1 + scale."""


class Phase(Part):
    """A stretch of training."""

    epochs: Epochs
    rate: Annotated[float, Field(gt=0)]
    """The highest learning rate."""


class Kept(Part):
    """What stays of a layer; what is left out stays as it was."""

    channels: Amount | None = None
    """Filters or neurons; a share is of those that were built."""
    taps: Amount | None = None
    """Rows of the weight matrix; a share is of those whose inputs are left."""


class Step(Phase):
    """Prunes to `keep`, then retrains."""

    keep: dict[str, Kept]
    """By layer."""
    approach_epochs: Epochs = 0
    """Trained before pruning, by methods that draw weights towards what will stay."""


class Prune(Part):
    """Pruning, in steps."""

    method: Literal["magnitude"] = "magnitude"
    """A key of `hdlgen.compress.prune.METHODS`."""
    steps: tuple[Step, ...]


class Distill(Part):
    """The float network teaches whatever is trained after it."""

    temperature: Annotated[float, Field(gt=0)]
    share: Annotated[float, Field(gt=0, le=1)]
    """Of the loss; the rest is that of the labels."""


class Quantize(Phase):
    """Bits as in the network file, and the training with them."""

    weight_bits: Annotated[int, Field(ge=2, le=8)]
    activation_bits: Annotated[int, Field(ge=1, le=8)]
    output_bits: Annotated[int, Field(ge=2, le=8)] = 8


class Recipe(Part):
    """How a network is trained, pruned and quantized."""

    recipe: Literal[1]
    """Version of this format."""
    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]
    """Of the network that is made."""
    model: Factory
    """Gives an nn.Sequential."""
    dataset: Factory
    """Called with the data directory or None; gives an `hdlgen.nets.dataset.Dataset`."""
    seed: Annotated[int, Field(ge=0)]
    threads: Annotated[int, Field(ge=1)] = 1
    """Of PyTorch; results depend on it in their last bits."""
    bfloat16: bool = False
    """Float networks are trained with products in bfloat16: faster, where the processor can. Measured ones never."""
    batch: Annotated[int, Field(ge=1)] = 128
    augment: Augment = Augment()
    train: Phase
    distill: Distill | None = None
    prune: Prune
    quantize: Quantize
    hardware: HardwareSpec
    """Goes into the network file, as does `device`; each may be the path of a file, as there."""
    device: DeviceSpec


def load_recipe(path: Path) -> Recipe:
    """The recipe in YAML file `path`. Raises SpecError with every mistake in it, each with its line."""
    doc = document.read(path)
    mistakes = list(doc.mistakes)
    if not mistakes:
        try:
            return Recipe.model_validate(doc.data)
        except ValidationError as error:
            for e in error.errors(include_url=False):
                # without the steps by which pydantic names the members of a union
                key = tuple(
                    s
                    for i, s in enumerate(e["loc"])
                    if i == len(e["loc"]) - 1 or doc.get(e["loc"][: i + 1]) is not None
                )
                if doc.get(key) is None and e["type"] not in ("missing",):
                    key = key[:-1]
                mistakes.append(doc.mistake(key, e["msg"]))
    raise SpecError.of(mistakes)


def resolve(place: str, key: str) -> Any:
    """What `module:name` names. key: of the recipe, for the HdlgenError if there is no such thing."""
    module, _, name = place.partition(":")
    try:
        return getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise HdlgenError(
            key, f"{place!r} cannot be imported: {error}", fix="give module:function, importable from here"
        ) from error
