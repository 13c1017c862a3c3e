"""A recipe from beginning to end: train, then prune or quantize and train again step by step, fold, write, measure."""

from __future__ import annotations

import copy
import os
import random
import shutil
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
import torch
from hdlgen_sim import scratch
from torch import Tensor

import hdlgen
from hdlgen import outputs
from hdlgen.compress import train
from hdlgen.compress.admm import Admm
from hdlgen.compress.arrays import arrays
from hdlgen.compress.augment import changes
from hdlgen.compress.checkpoint import Checkpoints
from hdlgen.compress.export import fold
from hdlgen.compress.folder import prepare
from hdlgen.compress.images import channels_first, check_fit, hold_out
from hdlgen.compress.importance import importance
from hdlgen.compress.log import Log, built_layers
from hdlgen.compress.loss import Loss, loss_of
from hdlgen.compress.measure import REPORT, measure, unmeasured, write_report
from hdlgen.compress.method import Magnitude, PruningMethod
from hdlgen.compress.mismatch import without_mismatch
from hdlgen.compress.norms import fold_batch_norms, scaled_weights
from hdlgen.compress.prune import masks_of, prune
from hdlgen.compress.quantize import PIXEL, Widths, quantize
from hdlgen.compress.ratios import Ratios, as_weights
from hdlgen.compress.recipe import AdmmKeys, Phase, Recipe
from hdlgen.compress.rehearsal import rehearse
from hdlgen.compress.start import start
from hdlgen.compress.steps import keep_counts
from hdlgen.compress.train import Penalty, Schedule, Trainer
from hdlgen.compress.units import with_thresholds, without_thresholds
from hdlgen.compress.unused import remove_unused
from hdlgen.compress.wiring import wiring
from hdlgen.errors import HdlgenError, SpecError, naming
from hdlgen.frontend.functions import call
from hdlgen.frontend.torch.network import CPU, Network, without
from hdlgen.nets.dataset import Dataset
from hdlgen.spec.writer import write_network

CALIBRATION_IMAGES = 512
"""Training images from which the quantizers' first steps are found."""
IMPORTANCE_BATCHES = 40
"""Batches of training images from which the importance of weights is found."""
REPORTS = (
    REPORT, "compression.json", "compression.png", "compression.svg", "residuals.png", "residuals.svg",
)  # fmt: skip
"""What is written beside the network, here and by the command."""


@dataclass(frozen=True)
class Result:
    """What was made.

    network   path of the YAML file
    accuracy  of the tile-by-tile executor on ideal cells, 0..1, on the test images, or their mean Dice; None: not
              measured yet
    weights   rows × columns kept, biases not counted
    built     weights of the float network
    """

    network: Path
    accuracy: float | None
    weights: int
    built: int


def compress(
    recipe: Recipe,
    data: Path | None,
    out: Path,
    *,
    checkpoints: Path | None = None,
    device: torch.device = CPU,
    measured: bool = True,
    quiet: bool = False,
    force: bool = False,
) -> Result:
    """Runs `recipe` and writes NAME.yaml, NAME.safetensors and report.json into `out`.

    data         directory of the dataset; None leaves the choice to the dataset
    checkpoints  folder that keeps the training, for recipes that begin alike; by default one in `out` that goes when
                 all is done. What is in it is not trained again: a run that was stopped goes on
    device       where networks are trained
    measured     False stops where training ends, which needs no GPU any more: `measure` does the rest
    quiet        no progress on stderr
    force        whether files in `out` may be written over that hdlgen did not make

    On one machine the same recipe gives the same bytes. Test images, or those that are held out, are
    measured after each phase; they decide nothing.
    """
    _deterministic(recipe)
    network = start(recipe)
    keeps = keep_counts(network, recipe.steps, recipe.mistake)
    wanted = arrays(recipe)
    names = [f"{recipe.name}.yaml", f"{recipe.name}.safetensors", *REPORTS]
    inputs = [*recipe.files, *([data] if data else [])]
    prepare(out, names, inputs, force=force)
    if checkpoints:
        prepare(checkpoints, (), option="--checkpoints")
    dataset = _dataset(recipe, data)
    held = None
    if recipe.hold_out is not None:
        dataset, held = hold_out(dataset, recipe.hold_out)
    loss = loss_of(recipe, dataset, check_fit(network, dataset, recipe.batch))
    built = built_layers(network, dataset, recipe.widths)
    ratios = Ratios.of(recipe, network, built)
    rehearse(recipe, network, keeps, wanted, dataset, built)
    log = Log(recipe, dataset, built, device, quiet, held)
    trainer = _trainer(recipe, dataset, loss, Checkpoints(checkpoints or out / ".checkpoints"), device, quiet)

    trainer.fit(network, _schedule(recipe.train), title="float")
    network = without(network, (torch.nn.Dropout, torch.nn.Dropout2d))
    log.add("float", network, epochs=recipe.train.epochs)
    teacher = copy.deepcopy(fold_batch_norms(network)).to(device)
    distill = train.Distill(teacher, recipe.distill.temperature, recipe.distill.share) if recipe.distill else None

    widths = None
    method = _method(recipe)
    for i, (step, keep, want) in enumerate(zip(recipe.steps, keeps, wanted, strict=True), 1):
        title = f"{step.kind} {i}/{len(keeps)}"
        fit = partial(trainer.fit, distill=distill, exact=bool(step.quantize or widths))
        said = [part.model_dump(exclude_none=True) for part in (recipe.prune, step)]
        trainer.checkpoints.note(*said, want.said)
        if step.prunes:
            scores = _importance(network, trainer) if step.budget or recipe.prune.method == "importance" else {}
            if step.budget:
                keep = ratios.keep(network, scores, step.budget)
            trainer.checkpoints.note(repr(method), {n: asdict(k) for n, k in keep.items()})
            approach = _Approach(partial(fit, network, title=f"{title}, approach"), _schedule(step))
            residuals = method.approach(network, keep, step.approach_epochs, approach)
            if residuals:
                log.add(f"{title}, approached", network, epochs=step.approach_epochs, residuals=residuals)
            weights = {n: w.detach() for n, w in scaled_weights(network).items()}
            if recipe.prune.method == "importance":
                weights = as_weights(scores)
            network = prune(network, method.choose(weights, masks_of(network), keep, wiring(network)))
            if recipe.prune.remove_unused:
                network = remove_unused(network)
            log.add(f"{title}, cut", network)
        if step.quantize:
            widths = Widths.of(step.quantize)
            sample = trainer.images[torch.randperm(len(trainer.images))[:CALIBRATION_IMAGES]]
            network = want.on_cells(quantize(fold_batch_norms(network), widths, sample.float() * PIXEL))
            log.add(f"{title}, rounded", network)
        if step.mismatch:
            network = want.on_chips(network)
        if step.thresholds:
            network = with_thresholds(network, recipe.units, step.thresholds.largest, step.thresholds.spread)
        fit(network, _schedule(step), title=title)
        if step.thresholds:
            network = without_thresholds(network)
        if step.mismatch:
            network = without_mismatch(network)
        log.add(title, network, epochs=step.epochs)
    assert widths
    with scratch.folder() as aside, naming(aside):
        _write(recipe, dataset, network, widths, log, aside, trainer.bfloat16)
        accuracy = measure(recipe, dataset, aside, quiet=quiet) if measured else None
        outputs.write(out, {name: aside / name for name in names[:3]}, inputs, force=force)
    if checkpoints is None:
        trainer.checkpoints.discard()
    return Result(out / names[0], accuracy, log.weights, log.built_weights)


def finish(recipe: Recipe, data: Path | None, out: Path, *, quiet: bool = False, force: bool = False) -> Result:
    """What `compress` left to do in `out` when it was told not to measure; arguments as there.

    The files are then those of a whole run. Raises HdlgenError as `measure` does.
    """
    report = unmeasured(recipe, out)
    names = [f"{recipe.name}.yaml", f"{recipe.name}.safetensors", REPORT]
    inputs = [*recipe.files, *([data] if data else [])]
    prepare(out, names, inputs, force=force)
    dataset = _dataset(recipe, data)
    if recipe.hold_out is not None:
        dataset, _ = hold_out(dataset, recipe.hold_out)
    with scratch.folder() as aside, naming(aside):
        for name in names:
            shutil.copyfile(out / name, aside / name)
        accuracy = measure(recipe, dataset, aside, quiet=quiet)
        outputs.write(out, {name: aside / name for name in names}, inputs, force=force)
    return Result(out / names[0], accuracy, report["kept_weights"], report["built_weights"])


def _dataset(recipe: Recipe, data: Path | None) -> Dataset:
    """What the recipe's function makes of `data`."""
    dataset = call(recipe.dataset, "dataset", recipe.folder, data)
    if not isinstance(dataset, Dataset):
        what = f"{recipe.dataset!r} gives a {type(dataset).__name__}"
        raise HdlgenError("dataset", what, fix="return a hdlgen.nets.dataset.Dataset")
    return dataset


def _trainer(
    recipe: Recipe, dataset: Dataset, loss: Loss, checkpoints: Checkpoints, device: torch.device, quiet: bool
) -> Trainer:
    """With checkpoints that know all that steps do not say.

    Float networks are trained in bfloat16 only where the device multiplies it; checkpoints go by what is done, not by
    what the recipe wants.
    """
    bfloat16 = recipe.bfloat16 and train.multiplies_bfloat16(device)
    if recipe.bfloat16 and not bfloat16:
        print(f"bfloat16: {device.type} has no instructions for it; trains in float32", file=sys.stderr)
    images = channels_first(dataset.train_images)
    labels = torch.from_numpy(dataset.train_labels.astype(np.int64))
    said = recipe.model_dump(include={"threads", "bfloat16", "batch", "augment", "distill"}) | {"bfloat16": bfloat16}
    said |= {"loss": type(loss).__name__}
    checkpoints.note(torch.__version__, hdlgen.__version__, device.type, said, images, labels)
    rows, columns = images.shape[2:]
    if recipe.augment.quarters and rows != columns:
        what = f"turns squares, and images are {rows}×{columns}"
        raise SpecError.of([recipe.mistake(("augment", "quarters"), what, "leave it out, or use degrees: 90")])
    change = changes(recipe.augment)
    return Trainer(images, labels, recipe.batch, change, bfloat16, quiet, device, loss, checkpoints)


@dataclass(frozen=True)
class _Approach:
    """`method.Fit` of a step: the stretches of training between which a method decides anew."""

    fit: Callable[..., None]
    schedule: Schedule

    def __call__(self, *, epochs: int, penalty: Penalty) -> None:
        self.fit(schedule=replace(self.schedule, epochs=epochs), penalty=penalty)


def _schedule(phase: Phase) -> Schedule:
    return Schedule(phase.epochs, phase.rate or 0, phase.optimizer, phase.weight_decay)


def _importance(network: Network, trainer: Trainer) -> dict[str, Tensor]:
    """Of the weights, from images of the training set as they are."""
    chosen = torch.randperm(len(trainer.images))[: IMPORTANCE_BATCHES * trainer.batch].split(trainer.batch)
    batches = [(trainer.images[c].float() * PIXEL, trainer.labels[c]) for c in chosen if len(c) == trainer.batch]
    return importance(network, batches, trainer.loss.of, trainer.device)


def _method(recipe: Recipe) -> PruningMethod:
    """The method that the recipe names."""
    if recipe.prune.method != "admm":
        return Magnitude()
    keys = recipe.prune.admm or AdmmKeys()
    bits = recipe.widths.weight_bits if keys.levels else None
    return Admm(keys.interval, keys.rho.start, keys.rho.factor, keys.rho.largest, bits)


def _write(
    recipe: Recipe, dataset: Dataset, network: Network, widths: Widths, log: Log, out: Path, bfloat16: bool
) -> None:
    """Folds `network` and writes it, without ranges of converters, and the report so far into `out`."""
    write_network(
        out,
        recipe.name,
        dataset.train_images.shape[1:],
        *fold(network, widths, recipe.units),
        recipe.hardware.model_dump(mode="json", exclude_unset=True),
        recipe.device.model_dump(mode="json", exclude_unset=True),
        dense_weights=log.built_weights,
    )
    said = {"recipe": recipe.model_dump(mode="json"), "torch": torch.__version__, "bfloat16": bfloat16}
    write_report(out, said | log.summary())


def _deterministic(recipe: Recipe) -> None:
    """One seed for everything, sums in the same order each time, and products of float32 that are ones."""
    os.environ.setdefault("CUBLAS_WORKSPACE_CONFIG", ":4096:8")  # the sums of cuBLAS, which reads it when it starts
    torch.backends.cudnn.allow_tf32 = False  # 10 bits of 23: integers times steps would be measured as others
    random.seed(recipe.seed)
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(recipe.threads)
    torch.use_deterministic_algorithms(True)
    torch.utils.deterministic.fill_uninitialized_memory = False  # type: ignore[attr-defined]  # nobody reads it
