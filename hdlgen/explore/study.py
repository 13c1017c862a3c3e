"""`Study`: the chips of one design that see the same images."""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, TypeAlias

import numpy as np
from hdlgen_sim.device import Device
from hdlgen_sim.periphery import Periphery
from numpy.typing import NDArray

import hdlgen
from hdlgen.arith.integer import Ints
from hdlgen.errors import HdlgenError
from hdlgen.ir.graph import Graph
from hdlgen.mapping import to_json
from hdlgen.mapping.plan import Plan
from hdlgen.reference import Chip, exact, fit_trims, tiled
from hdlgen.reference.chip import block_readers
from hdlgen.reference.classify import Score, Scores, score

EXACT, IDEAL = "exact", "ideal"
"""What devices are compared with: the integer network; its tiles with ideal cells and an ideal periphery."""
SOURCES = ("hdlgen_sim", "hdlgen.arith", "hdlgen.mapping", "hdlgen.nets", "hdlgen.reference")
"""Packages whose code decides what a chip computes, and how right that is."""

Small: TypeAlias = NDArray[np.integer[Any]]


@dataclass(frozen=True)
class Trial:
    """Some images on one chip.

    subject      EXACT, IDEAL, or the name of a device's card
    seed         of a device's chip; 0 for the others
    first, stop  the images
    """

    subject: str
    seed: int
    first: int
    stop: int


@dataclass(frozen=True, eq=False)
class Verdict:
    """What came of a trial.

    scores   float64[image], 0..1: 1 or 0 of a class that is right or wrong, the Dice coefficient of a mask
    seconds  that the images took
    """

    scores: Scores
    seconds: float


@dataclass(frozen=True, eq=False)
class Study:
    """What all trials share.

    devices    each with a card of another name
    images     int[image, row, column, channel] of the network's input type
    labels     int[image], or masks int[image, row, column]
    training   images by which each chip is trimmed; None: it is not
    """

    graph: Graph
    plan: Plan
    devices: tuple[Device, ...]
    periphery: Periphery
    images: Small
    labels: Small
    training: Small | None = None

    def __post_init__(self) -> None:
        names = [device.card.name for device in self.devices]
        for name in names:
            if names.count(name) > 1 or name in (EXACT, IDEAL):
                what = "is given twice" if names.count(name) > 1 else "is the name of something else in a study"
                raise HdlgenError(name, what, fix="give each device a card, and each card a name, of its own")

    @property
    def score(self) -> Score:
        """What is measured."""
        return "accuracy" if self.labels.ndim == 1 else "dice"

    def chip(self, subject: str, seed: int) -> Chip:
        """The chip of a device, or the one with nothing but ideal parts. Raises HdlgenError if it cannot be built."""
        if subject == IDEAL:
            return Chip.of(self.plan)
        (device,) = (d for d in self.devices if d.card.name == subject)
        return build(self.graph, self.plan, device, self.periphery, seed, self.training)

    def digest(self, subject: str) -> str:
        """Hex digest of everything that decides how right a subject is about the images, but the seed."""
        settings: dict[str, Any] = {"subject": subject}
        for device in self.devices:
            if device.card.name == subject:
                settings = {
                    "device": device.to_dict(),
                    "periphery": self.periphery.to_dict(),
                    "training": self._trained,
                }
        text = json.dumps({**settings, "plan": self._planned, "images": self._shown, "code": code()}, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:32]

    @cached_property
    def _planned(self) -> str:
        return hashlib.sha256(to_json(self.plan).encode()).hexdigest()

    @cached_property
    def _shown(self) -> list[str]:
        return [digest_of(self.images), digest_of(self.labels)]

    @cached_property
    def _trained(self) -> str | None:
        return None if self.training is None else digest_of(self.training)


def build(
    graph: Graph, plan: Plan, device: Device, periphery: Periphery, seed: int, training: Small | None = None
) -> Chip:
    """The chip of `seed`, trimmed by the images `training` if there are any.

    Raises HdlgenError for what its parts do not do together.
    """
    try:
        trims = None
        if training is not None:
            wide = training.astype(np.int64)
            trims = fit_trims(graph, plan, wide, device=device, periphery=periphery, seed=seed)
        chip = Chip.of(plan, device, seed, periphery=periphery, trims=trims)
        for stage in plan.array_stages:  # what cannot be read is refused here, not in the middle of a run
            block_readers(stage, chip.arrays[stage.name])
        return chip
    except ValueError as error:  # of hdlgen_sim, which knows no HdlgenError
        raise HdlgenError("the chip", str(error)) from None


def evaluate(study: Study, trial: Trial, progress: Callable[[int], object]) -> Verdict:
    """Runs a trial; calls `progress` with the images that have just been done.

    An image enters with its own number, whichever trial it is in: noise does not change when images are divided.
    """
    part = slice(trial.first, trial.stop)
    images = study.images[part].astype(np.int64)
    if trial.subject == EXACT:
        began = time.perf_counter()
        outputs = exact.run(study.graph, images, keep=False, progress=progress)
    else:
        chip = study.chip(trial.subject, trial.seed)
        began = time.perf_counter()
        numbers: Ints = np.arange(trial.first, trial.first + len(images))
        outputs = tiled.run(chip, images, numbers=numbers, keep=False, progress=progress)
    seconds = time.perf_counter() - began
    return Verdict(score(study.graph, outputs, study.labels[part]), seconds)


def digest_of(images: Small) -> str:
    """SHA-256 of an array with its type and shape, in hexadecimal."""
    head = f"{images.dtype}{images.shape}".encode()
    return hashlib.sha256(head + np.ascontiguousarray(images).tobytes()).hexdigest()


@cache
def code() -> list[str]:
    """Versions and a digest of the code that a result depends on."""
    versions = [f"{name} {importlib.metadata.version(name)}" for name in ("numpy", "scipy")]
    total = hashlib.sha256()
    for package in SOURCES:
        for name, data in sorted(_sources(resources.files(package), package)):
            total.update(f"{name} {len(data)} ".encode() + data)
    return [f"hdlgen {hdlgen.__version__}", *versions, total.hexdigest()]


def _sources(folder: Traversable, path: str) -> list[tuple[str, bytes]]:
    found = []
    for entry in folder.iterdir():
        if entry.is_dir():
            found += _sources(entry, f"{path}/{entry.name}")
        elif entry.name.endswith((".py", ".cpp", ".h")):
            found.append((f"{path}/{entry.name}", entry.read_bytes()))
    return found
