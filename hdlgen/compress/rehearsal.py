"""`rehearse`: a recipe without its training. What would be refused in the end is refused in the beginning."""

from __future__ import annotations

import copy
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import nn

from hdlgen.compress.arrays import Arrays
from hdlgen.compress.export import TooLargeError, fold
from hdlgen.compress.images import channels_first
from hdlgen.compress.method import Magnitude
from hdlgen.compress.norms import fold_batch_norms, scaled_weights
from hdlgen.compress.prune import masks_of, prune, rows_kept
from hdlgen.compress.quantize import PIXEL, Widths, quantize
from hdlgen.compress.recipe import Recipe
from hdlgen.compress.structure import Keep
from hdlgen.compress.unused import remove_unused
from hdlgen.compress.wiring import wiring
from hdlgen.errors import HdlgenError, Mistake
from hdlgen.estimate.compression import Compression
from hdlgen.estimate.dense import BuiltLayer
from hdlgen.frontend.torch.network import Network, weighted, without
from hdlgen.mapping.design import load_design
from hdlgen.nets.dataset import Dataset
from hdlgen.reference import calibrate
from hdlgen.spec.writer import write_network

IMAGES = 2
"""With which steps are rehearsed."""


def rehearse(
    recipe: Recipe,
    network: Network,
    keeps: Sequence[Mapping[str, Keep]],
    wanted: Sequence[Arrays],
    dataset: Dataset,
    built: Sequence[BuiltLayer],
) -> None:
    """Prunes, quantizes, writes, maps and runs an untrained copy of `network` as `recipe` says, and forgets it.

    Layers are pruned to as much as they will be, though not to the same weights; where a budget will find ratios, every
    layer keeps the first of its taps. Raises whatever HdlgenError comes, but for sizes that training decides. Random
    numbers are as they were.
    """
    random = torch.get_rng_state()
    try:
        _rehearse(recipe, network, keeps, wanted, dataset, built)
    except TooLargeError:
        pass  # of weights that will be trained
    finally:
        torch.set_rng_state(random)


def _rehearse(
    recipe: Recipe,
    network: Network,
    keeps: Sequence[Mapping[str, Keep]],
    wanted: Sequence[Arrays],
    dataset: Dataset,
    built: Sequence[BuiltLayer],
) -> None:
    network = without(copy.deepcopy(network).eval(), (nn.Dropout, nn.Dropout2d))
    pixels = dataset.train_images[:IMAGES]
    images = channels_first(pixels).float() * PIXEL
    widths = None
    for step, keep, want in zip(recipe.steps, keeps, wanted, strict=True):
        if step.prunes:
            weights = {n: w.detach() for n, w in scaled_weights(network).items()}
            keep = keep or _few(network)
            network = prune(network, Magnitude().choose(weights, masks_of(network), keep, wiring(network)))
            if recipe.prune.remove_unused:
                network = remove_unused(network)
        if step.quantize:
            widths = Widths.of(step.quantize)
            network = want.on_cells(quantize(fold_batch_norms(network), widths, images))
        if step.mismatch:
            want.on_chips(network)
    assert widths
    layers, tensors = fold(network, widths, recipe.units)
    hardware = recipe.hardware.model_dump(mode="json", exclude_unset=True)
    if any(step.budget for step in recipe.steps):
        hardware["tile"].pop("budget", None)  # what is left is not known yet
    with tempfile.TemporaryDirectory() as aside:
        path = write_network(
            Path(aside), recipe.name, dataset.train_images.shape[1:], layers, tensors, hardware,
            recipe.device.model_dump(mode="json", exclude_unset=True), dense_weights=sum(b.weights for b in built),
        )  # fmt: skip
        try:
            design = load_design(path, ranges={})
            calibrate(design.graph, design.plan, pixels[:1].astype("int64"))
            Compression.of(design, built)
        except HdlgenError as error:  # its file is gone when it is read
            raise type(error).of(
                [Mistake(m.where, f"{m.what} (when written)", m.fix) for m in error.mistakes]
            ) from error


def _few(network: Network) -> dict[str, Keep]:
    """A tap or two of each layer."""
    return {n: Keep(len(m.weight), max(1, int(rows_kept(m).sum()) // 64)) for n, m in weighted(network).items()}
