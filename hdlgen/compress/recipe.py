"""`Recipe`: everything that training depends on but the images. One YAML file."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from hdlgen_sim import quantity
from pydantic import BeforeValidator, Field, PrivateAttr, ValidationError

from hdlgen import nets
from hdlgen.errors import Mistake, SpecError
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


def parse_model(value: object) -> object:
    """As `parse_factory`, or the path of an ONNX file."""
    return value if isinstance(value, str) and value.endswith(".onnx") else parse_factory(value)


def parse_time(value: object) -> float:
    """Text of the form 1d or 2.5 h, as seconds."""
    try:
        return quantity.parse(value, "s")
    except ValueError as error:
        raise refusal(str(error)) from None


Model = Annotated[str, BeforeValidator(parse_model)]
"""module:function, as of `Factory`, or the path of an ONNX file."""
Epochs = Annotated[int, Field(ge=0)]
Factory = Annotated[str, BeforeValidator(parse_factory)]
"""module:function. The module is imported, from beside the recipe first: it is code that you trust."""
LossName = Literal["cross_entropy", "bce_dice"]
Amount = Annotated[int, Field(ge=1)] | Annotated[float, Field(gt=0, le=1)]
"""A whole number counts, a fraction is a share."""


class Augment(Part):
    """Random changes of training images."""

    flip: bool = False
    """Half of the images are mirrored, left to right."""
    flip_down: bool = False
    """Half of the images are mirrored, top to bottom."""
    quarters: bool = False
    """Images, which are squares, are turned by none to three quarters."""
    crop: Annotated[int, Field(ge=0)] = 0
    """Largest move by whole pixels, both ways; zeros come in from outside."""
    shift: Annotated[float, Field(ge=0)] = 0
    """Largest move by parts of a pixel, both ways."""
    degrees: Annotated[float, Field(ge=0, le=180)] = 0
    """Largest turn, both ways."""
    scale: Annotated[float, Field(ge=0, lt=1)] = 0
    """Sizes are 1 − scale .. 1 + scale."""
    gain: Annotated[float, Field(ge=0, lt=1)] = 0
    """Pixels, as 0..1, are multiplied by 1 − gain .. 1 + gain; masks stay, here and below."""
    offset: Annotated[float, Field(ge=0, lt=1)] = 0
    """Largest that is then added to pixels, or taken from them."""
    gamma: Annotated[float, Field(ge=0, le=4)] = 0
    """Before that, pixels are taken to powers of 1/(1 + gamma) .. 1 + gamma."""


class Phase(Part):
    """A stretch of training."""

    epochs: Epochs
    rate: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = None
    """The highest learning rate. May be left out where there are no epochs."""
    optimizer: Literal["adam", "sgd"] = "adam"
    """sgd: with a Nesterov momentum of 0.9."""
    weight_decay: Annotated[float, Field(ge=0)] = 0
    """Of weights; not of biases, norms and steps of quantizers."""


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


Structure = (
    Literal["kernels", "kernel_groups"] | Annotated[tuple[Literal["channels", "taps"], ...], Field(min_length=1)]
)
"""Single kernels, those of an input channel and all channels that are converted together, or rows and columns."""


class Prune(Part):
    """How steps prune."""

    method: Literal["magnitude", "importance", "admm"] = "magnitude"
    """What stays: the largest weights; those without which the loss changes most; those that ADMM drew apart."""
    admm: AdmmKeys | None = None
    """Only for that method; its defaults if left out."""
    structure: Structure | None = None
    """What steps with a budget remove: channels and taps if left out."""
    remove_unused: bool = False
    """Removes, with each step that prunes, channels that no one reads or that have no input."""

    @property
    def units(self) -> Structure:
        """What steps with a budget remove."""
        return self.structure or ("channels", "taps")


class Distill(Part):
    """The float network teaches whatever is trained after it."""

    temperature: Annotated[float, Field(gt=0)]
    share: Annotated[float, Field(gt=0, le=1)]
    """Of the loss; the rest is that of the labels."""


class ColumnLimitKeys(Part):
    """No sum of a column's levels clips in the converters of `hardware`, whatever the activations."""

    shift: Annotated[int, Field(ge=0, le=31)] = 0
    """k of the converters; with 0 they round nothing either."""


class Quantize(Part):
    """Bits as in the network file."""

    weight_bits: Annotated[int, Field(ge=2, le=8)]
    activation_bits: Annotated[int, Field(ge=1, le=8)]
    output_bits: Annotated[int, Field(ge=2, le=8)] = 8
    levels: Literal["uniform", "device"] = "uniform"
    """device: weights are made of what cells of `device` hold on average, at the card's first time."""
    column_limit: ColumnLimitKeys | None = None


class MismatchKeys(Part):
    """Each batch meets a chip of its own. Only what is trained does: nothing is measured with it."""

    card: Annotated[str, Field(min_length=1)] | None = None
    """As `hdlgen eval --device` takes it, with the cell_bits of `device`; by default `device` itself."""
    time: Annotated[float, BeforeValidator(parse_time)] | None = None
    """Since programming; by default the card's first."""
    strength: Annotated[float, Field(ge=0)] = 1.0
    """Factor of all deviations."""
    trimmed: bool = False
    """Chips will be trimmed: the gain that all levels have in common is left out."""


class ThresholdKeys(Part):
    """Each batch meets activation units with thresholds of its own. Only what is trained does."""

    largest: Annotated[float, Field(gt=0, lt=1)]
    """Over the sum that becomes the largest activation; a batch's chip has less, or none."""
    spread: Annotated[float, Field(ge=0, le=1)] = 0.0
    """Sigma of a device's threshold over the chip's."""


class BudgetKeys(Part):
    """What all layers together may take; one of these. A share is of the unpruned network's."""

    weights: Amount | None = None
    """Rows × columns."""
    tiles: Amount | None = None
    """Of `hardware`; layers share none."""
    energy: Annotated[float, Field(gt=0, le=1)] | None = None
    """Of converters and row drivers, for an image."""
    multiplications: Amount | None = None
    """Of an image: output positions × weights, those that quantization makes zero and padding included."""
    conversions: Amount | None = None
    """Of an image: times that the converters of a tile work."""


class Step(Phase):
    """Prunes to `keep` or to a `budget`, or quantizes, or neither; then trains."""

    keep: dict[str, Kept] | None = None
    """By layer."""
    budget: BudgetKeys | None = None
    """Ratios of the layers are found, by the importance of their weights."""
    approach_epochs: Epochs = 0
    """Trained before pruning, by methods that draw weights towards what will stay; at the same rate."""
    quantize: Quantize | None = None
    """From here on; a later step may quantize anew."""
    mismatch: MismatchKeys | None = None
    """While the step trains its `epochs`, of a network that is quantized."""
    thresholds: ThresholdKeys | None = None
    """Likewise, of the recipe's `units`."""

    @property
    def kind(self) -> str:
        """What the step does, in a word."""
        return "prune" if self.prunes else "quantize" if self.quantize else "train"

    @property
    def prunes(self) -> bool:
        """Whether it removes something."""
        return self.keep is not None or self.budget is not None


class Recipe(Part):
    """How a network is trained, pruned and quantized."""

    recipe: Version
    """Version of this format."""
    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]
    """Of the network that is made."""
    model: Model
    """Gives an nn.Module that `frontend.torch.check` accepts, or is a float network in ONNX."""
    weights: Annotated[str, Field(min_length=1)] | None = None
    """State dict with which the module starts: .safetensors or of torch.save; an ONNX file has its own."""
    dataset: Factory
    """Called with the data directory or None; gives an `hdlgen.nets.dataset.Dataset`."""
    hold_out: Amount | None = None
    """Training images that are not trained on, evenly spaced: in place of test images what choices are made by."""
    seed: Annotated[int, Field(ge=0)]
    threads: Annotated[int, Field(ge=1)] = 1
    """Of PyTorch; results depend on it in their last bits."""
    bfloat16: bool = False
    """Float networks are trained with products in bfloat16: faster, where the processor can. Measured ones never."""
    batch: Annotated[int, Field(ge=1)] = 128
    loss: LossName | None = None
    """bce_dice: of masks, binary cross entropy plus soft Dice. By default what the dataset and the logits are for."""
    augment: Augment = Augment()
    train: Phase
    distill: Distill | None = None
    prune: Prune = Prune()
    units: tuple[Annotated[str, Field(min_length=1)], ...] = ()
    """Layers with weights whose activation memristive units make, and the max pool behind it."""
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    """One after the other."""
    hardware: HardwareSpec
    """Goes into the network file, as does `device`; each may be the path of a file, as there."""
    device: DeviceSpec
    _document: Document = PrivateAttr(default_factory=Document)

    @property
    def widths(self) -> Quantize:
        """Bits of the network that is made: those of the last step that quantizes."""
        return [s.quantize for s in self.steps if s.quantize][-1]

    @property
    def folder(self) -> Path | None:
        """Where the recipe's file is, if it was read from one."""
        return self._document.files[0].parent if self._document.files else None

    def beside(self, name: str) -> Path:
        """The file `name` of the recipe, which lies beside it."""
        return (self.folder or Path()) / name

    def located(self, source: str) -> str:
        """A card's name, or its path from the working directory, where the recipe says `source`."""
        return checks.located(self._document, (), source) if self._document.files else source

    @property
    def files(self) -> tuple[Path, ...]:
        """Files that it was read from, and that it names."""
        named = [self.model if self.model.endswith(".onnx") else None, self.weights]
        return (*self._document.files, *(self.beside(name) for name in named if name))

    def mistake(self, key: Key, what: str, fix: str = "") -> Mistake:
        """A mistake at `key`, with its line if the recipe was read from a file."""
        return self._document.mistake(key, what, fix)


def recipe_file(name: str) -> Path:
    """The recipe that `name` means: a file that is there, else that of the bundled network. Raises HdlgenError."""
    return Path(name) if nets.is_path(name) else nets.bundled_recipe(name)


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
                *_card(doc, recipe.device),
                *_pruning(doc, recipe.prune),
                *_rate(doc, ("train",), recipe.train, recipe.train.epochs),
                *(m for i, step in enumerate(recipe.steps) for m in _step(doc, recipe, ("steps", i), step)),
                *_quantizes(doc, recipe.steps),
            ]
            if not mistakes:
                recipe._document = doc
                return recipe
    raise SpecError.of(mistakes)


def _card(doc: Document, device: DeviceSpec) -> list[Mistake]:
    """A card that the network file could not name: it is written somewhere else, and may be moved."""
    found = checks.located(doc, ("device",), device.card) if device.card else ""
    if found == device.card or "/" not in found:
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
    return mistakes


def _rate(doc: Document, at: Key, phase: Phase, epochs: int) -> list[Mistake]:
    """Nothing, if a phase at key `at` that trains `epochs` has a rate."""
    if phase.rate is not None or not epochs:
        return []
    return [
        doc.mistake((*at, "rate"), "is missing", f"give the highest learning rate of {epochs} epochs, as in 1.0e-3")
    ]


def _step(doc: Document, recipe: Recipe, at: Key, step: Step) -> list[Mistake]:
    """What does not go together in a step at key `at`."""
    mistakes = _rate(doc, at, step, step.epochs + step.approach_epochs)
    if step.keep is not None and step.budget:
        mistakes.append(doc.mistake(at, "says what to keep and gives a budget", "leave one of them out"))
    if step.budget and len(step.budget.model_fields_set) != 1:
        what = f"names {len(step.budget.model_fields_set)} things to spend"
        mistakes.append(doc.mistake((*at, "budget"), what, f"give one of {', '.join(BudgetKeys.model_fields)}"))
    elif step.budget:
        mistakes += _kernels(doc, recipe, (*at, "budget"), *step.budget.model_fields_set)
    if step.prunes and step.quantize:
        mistakes.append(doc.mistake(at, "prunes and quantizes", "make two steps of it, with epochs of their own"))
    approach: Key = (*at, "approach_epochs")
    if not step.prunes and step.approach_epochs:
        mistakes.append(doc.mistake(approach, "is for steps that prune", "add them to epochs, or say what to keep"))
    elif step.prunes and recipe.prune.method == "admm" and not step.approach_epochs:
        what = "is 0: method admm trains before it prunes"
        mistakes.append(doc.mistake(approach, what, "give it some epochs, about as many as epochs"))
    elif recipe.prune.method != "admm" and step.approach_epochs:
        what = f"is for method admm: {recipe.prune.method} prunes at once"
        mistakes.append(doc.mistake(approach, what, "add them to epochs, or write method: admm"))
    if step.quantize and step.quantize.column_limit and recipe.hardware.tile.segments == "clustered":
        what = "is of rows that are driven together in their order, and hardware.tile.segments is clustered"
        mistakes.append(doc.mistake((*at, "quantize", "column_limit"), what, "leave one of them out"))
    if step.quantize:
        key: Key = (*at, "quantize", "weight_bits")
        mistakes += checks.cells(doc, key, step.quantize.weight_bits, recipe.hardware, recipe.device)
    return mistakes


def _kernels(doc: Document, recipe: Recipe, at: Key, spent: str) -> list[Mistake]:
    """Nothing, if what pruning removes saves what a budget at key `at` counts."""
    units = recipe.prune.units
    if not isinstance(units, str) or spent == "multiplications":
        return []
    if spent != "conversions":
        what = f"is not saved by {units}, which leave rows and columns"
        return [doc.mistake((*at, spent), what, "give multiplications or conversions, or prune channels and taps")]
    if units == "kernels":
        what = "are saved by kernels of all channels that are converted together"
        return [doc.mistake((*at, spent), what, "write prune: {structure: kernel_groups}")]
    if recipe.hardware.tile.segments != "clustered":
        what = "are saved by kernel groups only where each word may have segments of its own"
        return [doc.mistake((*at, spent), what, "write hardware: {tile: {segments: clustered}}")]
    return []


def _quantizes(doc: Document, steps: Sequence[Step]) -> list[Mistake]:
    """Nothing, if there is a step that quantizes."""
    if any(s.quantize for s in steps):
        return []
    return [doc.mistake(("steps",), "never quantize", "end with a step that has quantize: {weight_bits: ..., ...}")]


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
