"""What the steps of a recipe want of arrays beside bits: levels of real cells, limited columns, chips to train on."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from hdlgen_sim import Device
from numpy.typing import NDArray

from hdlgen.compress.column_limit import ColumnLimit, limit_columns
from hdlgen.compress.levels import device_levels, use_levels
from hdlgen.compress.mismatch import with_mismatch
from hdlgen.compress.quantize import PIXELS
from hdlgen.compress.recipe import MismatchKeys, Quantize, Recipe
from hdlgen.errors import HdlgenError, Mistake, SpecError
from hdlgen.frontend.torch.network import Network
from hdlgen.mapping.hardware import Hardware
from hdlgen.reference import device_of
from hdlgen.spec.document import Key


@dataclass(frozen=True, eq=False)
class Chips:
    """The chips that a step trains on. Arguments of `with_mismatch`."""

    device: Device
    strength: float
    trimmed: bool


@dataclass(frozen=True, eq=False)
class Arrays:
    """What one step wants.

    seed    of the samples of cells
    levels  float64[2^cell_bits] that cells hold, if weights are to be made of them
    limit   shift of the converters that no column's sum may exceed, if there is one
    chips   with whose mismatch the step trains, if it does
    """

    hardware: Hardware
    seed: int
    levels: NDArray[np.float64] | None = None
    limit: int | None = None
    chips: Chips | None = None

    @property
    def said(self) -> dict[str, Any] | None:
        """What training depends on of `hardware`, for `Checkpoints.note`; what cells hold is in the network."""
        return asdict(self.hardware) if self.limit is not None or self.chips else None

    def on_cells(self, network: Network) -> Network:
        """A network that was just quantized, with the levels or the limit; itself without either."""
        if self.levels is not None:
            return use_levels(network, self.levels)
        return network if self.limit is None else limit_columns(network, self.hardware, self.limit)

    def on_chips(self, network: Network) -> Network:
        """A copy that trains with the mismatch."""
        assert self.chips, "only of a step with mismatch"
        return with_mismatch(
            network,
            self.chips.device,
            self.hardware,
            seed=self.seed,
            strength=self.chips.strength,
            trimmed=self.chips.trimmed,
        )


def arrays(recipe: Recipe) -> list[Arrays]:
    """What each step wants. Raises SpecError with all that cannot be, each with its line."""
    found = []
    mistakes: list[Mistake] = []
    hardware = Hardware.of(recipe.hardware, recipe.device)
    for i, step in enumerate(recipe.steps):
        at: Key = ("steps", i)
        levels = limit = chips = None
        if step.quantize:
            levels, limit = _cells(recipe, hardware, (*at, "quantize"), step.quantize, mistakes)
        if step.mismatch:
            if not any(s.quantize for s in recipe.steps[: i + 1]):
                what = "is for quantized networks, and no step up to this one quantizes"
                mistakes.append(recipe.mistake((*at, "mismatch"), what, "train with it later"))
            chips = _chips(recipe, (*at, "mismatch"), step.mismatch, mistakes)
        if step.thresholds:
            quantized = any(s.quantize for s in recipe.steps[: i + 1])
            mistakes += _thresholds(recipe, (*at, "thresholds"), quantized=quantized)
        found.append(Arrays(hardware, recipe.seed, levels, limit, chips))
    if mistakes:
        raise SpecError.of(mistakes)
    return found


def _thresholds(recipe: Recipe, at: Key, *, quantized: bool) -> Iterator[Mistake]:
    if not quantized:
        what = "is for quantized networks, and no step up to this one quantizes"
        yield recipe.mistake(at, what, "train with it later")
    if not recipe.units:
        yield recipe.mistake(at, "is for the layers of `units`, and there are none", "name some: units: [conv1]")


def _cells(
    recipe: Recipe, hardware: Hardware, at: Key, quantize: Quantize, mistakes: list[Mistake]
) -> tuple[NDArray[np.float64] | None, int | None]:
    """Levels and limit of a step that quantizes; what is wrong is added to `mistakes`."""
    levels = limit = None
    if quantize.levels == "device" and quantize.column_limit:
        what = "does not go with levels: device: a column counts whole levels, and a device has others"
        mistakes.append(recipe.mistake((*at, "column_limit"), what, "leave one of them out"))
    elif quantize.levels == "device":
        with _told(recipe, (*at, "levels"), mistakes):
            levels = device_levels(device_of(recipe.device), seed=recipe.seed)
    elif quantize.column_limit:
        with _told(recipe, (*at, "column_limit"), mistakes):
            limit = quantize.column_limit.shift
            ColumnLimit.of(hardware, quantize.weight_bits, PIXELS, limit)  # no activations have larger digits
    return levels, limit


def _chips(recipe: Recipe, at: Key, mismatch: MismatchKeys, mistakes: list[Mistake]) -> Chips | None:
    """The chips of a step that trains with mismatch; None if something is wrong, which is added to `mistakes`."""
    card = recipe.located(mismatch.card) if mismatch.card else None
    device = None
    with _told(recipe, (*at, "card"), mistakes):
        device = device_of(recipe.device, card=card)
    if device and mismatch.time is not None:
        with _told(recipe, (*at, "time"), mistakes):
            device = device_of(recipe.device, card=card, time_s=mismatch.time)
    spec = recipe.device
    if not (card or spec.card or spec.programming_error or spec.stuck.low or spec.stuck.high):
        what = "has no card, and the cells of device do not differ from one another"
        mistakes.append(recipe.mistake(at, what, "give it one of `hdlgen device list`, or device.programming_error"))
    return Chips(device, mismatch.strength, mismatch.trimmed) if device else None


@contextmanager
def _told(recipe: Recipe, key: Key, mistakes: list[Mistake]) -> Iterator[None]:
    """Adds what is refused inside to `mistakes`, at `key` of the recipe."""
    try:
        yield
    except HdlgenError as error:
        mistakes += [recipe.mistake(key, m.what, m.fix) for m in error.mistakes]
    except ValueError as error:  # of a card
        mistakes.append(recipe.mistake(key, str(error)))
