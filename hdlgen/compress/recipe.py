"""`Recipe`: everything that training depends on but the images. One YAML file."""

from __future__ import annotations

import importlib
import re
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BeforeValidator, Field, PrivateAttr, ValidationError

from hdlgen.errors import HdlgenError, Mistake, SpecError
from hdlgen.spec import DeviceSpec, HardwareSpec, checks, document
from hdlgen.spec.document import Document, Key
from hdlgen.spec.names import taken
from hdlgen.spec.parts import surplus, words
from hdlgen.spec.types import Part, Version, refusal, shown


def parse_factory(value: object) -> object:
    """Text of the form module:function."""
    if not isinstance(value, str) or not re.fullmatch(r"[\w.]+:\w+", value):
        raise refusal(f"must be module:function, not {shown(value)}", "write it as in my_package.my_module:my_function")
    return value


Epochs = Annotated[int, Field(ge=0)]
Factory = Annotated[str, BeforeValidator(parse_factory)]
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


class KeptBlocks(Part):
    """Blocks of a crossbar, of the matrix without the channels and taps that are gone."""

    rows: Annotated[int, Field(ge=1)]
    """Taps of a block."""
    columns: Annotated[int, Field(ge=1)]
    """Channels of a block."""
    keep: Amount
    """Blocks that may have weights; a share is of those of the matrix."""


class Kept(Part):
    """What stays of a layer, at most; what is left out stays as it was."""

    channels: Amount | None = None
    """Filters or neurons; a share is of those that were built."""
    taps: Amount | None = None
    """Rows of the weight matrix; a share is of those whose inputs are left."""
    kernels: Amount | None = None
    """Pairs of an input and an output channel of a convolution; a share is of those whose channels are left."""
    blocks: KeptBlocks | None = None
    """Blocks of a crossbar."""


class Step(Phase):
    """Prunes to `keep`, then retrains."""

    keep: dict[str, Kept]
    """By layer."""
    approach_epochs: Epochs = 0
    """Trained before pruning, by methods that draw weights towards what will stay; at the same rate."""


class Rho(Part):
    """The weight of ADMM's penalty, ρ/2·‖W − Z + U‖². The defaults let LeNet-5 converge within six updates."""

    start: Annotated[float, Field(gt=0)] = 0.1
    factor: Annotated[float, Field(ge=1)] = 3.0
    """Times which it grows with each update."""
    largest: Annotated[float, Field(gt=0)] = 10.0


class AdmmKeys(Part):
    """What method `admm` needs to know."""

    interval: Annotated[int, Field(ge=1)] = 1
    """Epochs between two updates of what weights are drawn to."""
    rho: Rho = Rho()
    levels: bool = False
    """Draws weights towards the levels of `quantize.weight_bits` too."""


class Prune(Part):
    """Pruning, in steps."""

    method: Literal["magnitude", "admm"] = "magnitude"
    admm: AdmmKeys | None = None
    """Only for that method; its defaults if left out."""
    remove_unused: bool = False
    """Removes, with each step, channels that no one reads or that have no input."""
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

    recipe: Version
    """Version of this format."""
    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]
    """Of the network that is made."""
    model: Factory
    """Gives an nn.Module that `compress.check` accepts."""
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
    _document: Document = PrivateAttr(default_factory=Document)

    def mistake(self, key: Key, what: str, fix: str = "") -> Mistake:
        """A mistake at `key`, with its line if the recipe was read from a file."""
        return self._document.mistake(key, what, fix)


def load_recipe(path: Path) -> Recipe:
    """The recipe in YAML file `path`. Raises SpecError with every mistake in it, each with its line."""
    doc = document.read(path)
    mistakes = list(doc.mistakes)
    if not mistakes:
        try:
            recipe = Recipe.model_validate(doc.data)
        except ValidationError as error:
            mistakes = [_mistake(doc, e) for e in error.errors(include_url=False)]
        else:
            mistakes = [
                *(doc.mistake(("name",), what, fix) for _, what, fix in taken(recipe.name, ())),
                *checks.hardware(doc, recipe.hardware),
                *checks.device(doc, recipe.device),
                *checks.cells(
                    doc, ("quantize", "weight_bits"), recipe.quantize.weight_bits, recipe.hardware, recipe.device
                ),
                *_card(doc, recipe.device),
                *_pruning(doc, recipe.prune),
            ]
            if not mistakes:
                recipe._document = doc
                return recipe
    raise SpecError.of(mistakes)


def _card(doc: Document, device: DeviceSpec) -> list[Mistake]:
    """A card that the network file could not name: it is written somewhere else, and may be moved."""
    if device.card is None or checks.located(doc, ("device",), device.card) == device.card:
        return []
    what = f"is the path {device.card}, which the network file will not find where it is written"
    return [doc.mistake(("device", "card"), what, "name a card of `hdlgen device list`, or give `eval` your --device")]


def _pruning(doc: Document, prune: Prune) -> list[Mistake]:
    """What does not go together in `prune`."""
    mistakes = []
    if prune.method != "admm" and prune.admm:
        mistakes.append(
            doc.mistake(
                ("prune", "admm"), f"is for method admm, not {prune.method}", "write method: admm, or remove it"
            )
        )
    if prune.admm and prune.admm.rho.largest < prune.admm.rho.start:
        what = f"{prune.admm.rho.largest} is below start, {prune.admm.rho.start}"
        mistakes.append(doc.mistake(("prune", "admm", "rho", "largest"), what, "give both, largest not below start"))
    for i, step in enumerate(prune.steps):
        key: Key = ("prune", "steps", i, "approach_epochs")
        if prune.method == "admm" and not step.approach_epochs:
            mistakes.append(
                doc.mistake(
                    key, "is 0: method admm trains before it prunes", "give it some epochs, about as many as epochs"
                )
            )
        if prune.method == "magnitude" and step.approach_epochs:
            mistakes.append(
                doc.mistake(
                    key, "is for method admm: magnitude prunes at once", "add them to epochs, or write method: admm"
                )
            )
    return mistakes


def _mistake(doc: Document, error: Any) -> Mistake:
    """A mistake of form, from pydantic's error."""
    loc = error["loc"]
    # without the steps by which pydantic names the members of a union
    key: Key = tuple(s for i, s in enumerate(loc) if i == len(loc) - 1 or doc.get(loc[: i + 1]) is not None)
    if doc.get(key) is None and error["type"] not in ("missing", "extra_forbidden"):
        key = key[:-1]
    what, fix = surplus(doc, key, _keys(key[:-1])) if error["type"] == "extra_forbidden" else words(error)
    return doc.mistake(key, what, fix)


def _keys(key: Key) -> list[str]:
    """Keys that the mapping at `key` of a recipe may have."""
    kind: Any = Recipe
    for step in key:
        inner = get_args(kind)
        if get_origin(kind) in (dict, tuple):
            kind = inner[1] if get_origin(kind) is dict else inner[0]
        else:
            kind = kind.model_fields[step].annotation
        if get_origin(kind) in (Union, UnionType):  # a mapping or None
            kind = get_args(kind)[0]
    return list(kind.model_fields)


def resolve(place: str, key: str) -> Any:
    """What `module:name` names. key: of the recipe, for the HdlgenError if there is no such thing."""
    module, _, name = place.partition(":")
    try:
        return getattr(importlib.import_module(module), name)
    except (ImportError, AttributeError) as error:
        raise HdlgenError(
            key, f"{place!r} cannot be imported: {error}", fix="give module:function, importable from here"
        ) from error
