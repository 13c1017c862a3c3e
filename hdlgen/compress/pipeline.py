"""A recipe from beginning to end: train, prune and retrain in steps, quantize and retrain, fold, write, measure."""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from hdlgen.arith import Slices
from hdlgen.compress import train
from hdlgen.compress.admm import Admm
from hdlgen.compress.check import check
from hdlgen.compress.export import fold, write_network
from hdlgen.compress.folder import prepare
from hdlgen.compress.method import Magnitude, PruningMethod, Residual
from hdlgen.compress.network import Network, Weighted, fold_batch_norms, taps, weighted
from hdlgen.compress.prune import mask_of, masks_of, prune
from hdlgen.compress.quantize import PIXEL, Widths, quantize
from hdlgen.compress.recipe import AdmmKeys, Recipe, resolve
from hdlgen.compress.steps import keep_counts
from hdlgen.compress.structure import occupied
from hdlgen.compress.unused import remove_unused
from hdlgen.compress.wiring import inputs, wiring
from hdlgen.mapping.design import load_design
from hdlgen.mapping.plan import Hardware, Lanes, Plan
from hdlgen.nets.dataset import Dataset
from hdlgen.reference import Chip, calibrate, exact, tiled

CALIBRATION_IMAGES = 512
"""Training images from which the quantizers' first steps are found."""
RANGE_IMAGES = 1000
"""Training images from which the converters' ranges are found."""


@dataclass(frozen=True)
class Result:
    """What was made.

    network   path of the YAML file
    accuracy  of the tile-by-tile executor on ideal cells, 0..1, on the test images
    weights   rows × columns kept, biases not counted
    built     weights of the float network
    """

    network: Path
    accuracy: float
    weights: int
    built: int


def compress(recipe: Recipe, data: Path | None, out: Path, *, quiet: bool = False) -> Result:
    """Runs `recipe` and writes NAME.yaml, NAME.safetensors and report.json into `out`.

    data   directory of the dataset; None leaves the choice to the dataset
    quiet  no progress bars

    On one machine the same recipe gives the same bytes. Test images are measured after each phase; they decide nothing.
    """
    _deterministic(recipe)
    network = check(resolve(recipe.model, "model")())
    steps = keep_counts(network, recipe.prune.steps, recipe.mistake)
    prepare(out, [f"{recipe.name}.yaml", f"{recipe.name}.safetensors", "report.json"])
    dataset = resolve(recipe.dataset, "dataset")(data)
    log = _Log(recipe, dataset, sum(m.weight.numel() for m in weighted(network).values()), quiet)
    trainer = train.Trainer(
        _channels_first(dataset.train_images),
        torch.from_numpy(dataset.train_labels.astype(np.int64)),
        recipe.batch,
        train.random_affine(shift=recipe.augment.shift, degrees=recipe.augment.degrees, scale=recipe.augment.scale),
        recipe.bfloat16,
        quiet,
    )

    trainer.fit(network, title="float", epochs=recipe.train.epochs, rate=recipe.train.rate)
    network = fold_batch_norms(network)
    log.add("float", network)
    distill = None
    if recipe.distill:
        distill = train.Distill(network, recipe.distill.temperature, recipe.distill.share)

    method = _method(recipe)
    for i, (step, keep) in enumerate(zip(recipe.prune.steps, steps, strict=True), 1):
        title = f"prune {i}/{len(steps)}"
        fit = partial(trainer.fit, network, title=f"{title}, approach", rate=step.rate, distill=distill)
        residuals = method.approach(network, keep, step.approach_epochs, fit)
        if residuals:
            log.add(f"{title}, approached", network, residuals)
        weights = {n: m.weight.detach() for n, m in weighted(network).items()}
        network = prune(network, method.choose(weights, masks_of(network), keep, wiring(network)))
        if recipe.prune.remove_unused:
            network = remove_unused(network)
        log.add(f"{title}, cut", network)
        trainer.fit(network, title=title, epochs=step.epochs, rate=step.rate, distill=distill)
        log.add(title, network)

    q = recipe.quantize
    widths = Widths(q.weight_bits, q.activation_bits, q.output_bits)
    sample = torch.randperm(len(trainer.images))[:CALIBRATION_IMAGES]
    network = quantize(network, widths, trainer.images[sample].float() * PIXEL)
    log.add("quantize", network)
    trainer.fit(network, title="quantize", epochs=q.epochs, rate=q.rate, distill=distill, exact=True)
    log.add("quantize, retrained", network)

    with tempfile.TemporaryDirectory(dir=out, prefix=".") as aside:
        write = partial(
            write_network,
            Path(aside),
            recipe.name,
            dataset.train_images.shape[1:],
            *fold(network, widths),
            recipe.hardware.model_dump(mode="json", exclude_unset=True),
            recipe.device.model_dump(mode="json", exclude_unset=True),
            dense_weights=log.built,
        )
        design = load_design(write(), ranges={})
        ranges = calibrate(design.graph, design.plan, dataset.train_images[:RANGE_IMAGES].astype(np.int64)).ranges
        written = write(ranges=ranges)
        accuracy = log.integers(written)
        report = {"recipe": recipe.model_dump(mode="json"), "torch": torch.__version__, **log.summary()}
        (Path(aside) / "report.json").write_text(json.dumps(report, indent=1) + "\n")
        for file in (written.with_suffix(".safetensors"), written, Path(aside) / "report.json"):
            file.replace(out / file.name)
    return Result(out / f"{recipe.name}.yaml", accuracy, log.weights, log.built)


def _method(recipe: Recipe) -> PruningMethod:
    """The method that the recipe names."""
    if recipe.prune.method == "magnitude":
        return Magnitude()
    keys = recipe.prune.admm or AdmmKeys()
    bits = recipe.quantize.weight_bits if keys.levels else None
    return Admm(keys.interval, keys.rho.start, keys.rho.factor, keys.rho.largest, bits)


class _Log:
    """What the report says: after each phase, accuracy and what is left of each layer."""

    def __init__(self, recipe: Recipe, dataset: Dataset, built: int, quiet: bool) -> None:
        hardware = Hardware.of(recipe.hardware, recipe.device)
        lanes = Lanes.of(Slices(recipe.quantize.weight_bits, hardware.cell_bits).count, hardware.adcs)
        self.block = (hardware.rows, lanes.word)
        self.dataset = dataset
        self.images = _channels_first(dataset.test_images)
        self.built = built
        self.weights = built
        self.quiet = quiet
        self.phases: list[dict[str, Any]] = []

    def add(self, title: str, network: Network, residuals: Sequence[Residual] = ()) -> None:
        """Measures `network` as it is now. residuals: of the training that made it, if there are any."""
        reads = inputs(network)
        layers = {n: self._left(m, reads[n]) for n, m in weighted(network).items()}
        self.weights = sum(layer["weights"] for layer in layers.values())
        share = self._share(train.predict(network, self.images))
        phase = {"phase": title, "accuracy": share, "weights": self.weights, "layers": layers}
        self._tell({**phase, "residuals": [asdict(r) for r in residuals]} if residuals else phase)

    def _left(self, layer: Weighted, read: int) -> dict[str, int]:
        """What is left of a layer that reads `read` channels.

        weights: rows × columns; nonzero: those of them that are not masked; blocks: that mapping will occupy.
        """
        stays = mask_of(layer)
        rows = int(stays.any(dim=0).sum())
        blocks, of_blocks = occupied(stays, *self.block, read)
        return {
            "channels": len(stays),
            "taps": rows,
            "of_taps": taps(layer),
            "weights": len(stays) * rows,
            "nonzero": int(stays.sum()),
            "blocks": blocks,
            "of_blocks": of_blocks,
        }

    def integers(self, path: Path) -> float:
        """Measures the network file that was written: exact integers, then tile by tile with the converters: 0..1."""
        design, images = load_design(path), self.dataset.test_images.astype(np.int64)
        share = 0.0
        for title, outputs in (
            ("integers", exact.run(design.graph, images, keep=False)),
            ("tile by tile", tiled.run(Chip.of(design.plan), images, keep=False)),
        ):
            (last,) = outputs.values()
            share = self._share(last.reshape(len(last), -1).argmax(axis=1))
            self._tell({"phase": title, "accuracy": share, "weights": self.weights, "layers": _placed(design.plan)})
        return share

    def summary(self) -> dict[str, Any]:
        """All of it."""
        return {
            "test_images": len(self.images),
            "built_weights": self.built,
            "block": {"rows": self.block[0], "columns": self.block[1]},
            "phases": self.phases,
            "kept_weights": self.weights,
            "fewer_weights": round(self.built / self.weights, 2),
        }

    def _tell(self, phase: dict[str, Any]) -> None:
        self.phases.append(phase)
        if not self.quiet:
            print(
                f"{phase['phase']}: {100 * phase['accuracy']:.2f} % of the test images, {phase['weights']:,} weights",
                file=sys.stderr,
            )

    def _share(self, predicted: NDArray[np.integer]) -> float:
        return round(float((predicted == self.dataset.test_labels).mean()), 6)


def _placed(plan: Plan) -> dict[str, dict[str, int]]:
    """What mapping placed of each layer, after it removed what it found constant or unused."""
    return {
        s.name: {
            "channels": s.channels,
            "taps": sum(len(segment.taps) for segment in s.segments),
            "nonzero": int(np.count_nonzero(s.weights)),
            "blocks": sum(len(b.words) for b in s.blocks),
            "tiles": s.tiles,
        }
        for s in plan.array_stages
    }


def _channels_first(images: NDArray[np.uint8]) -> Tensor:
    """PyTorch's order uint8[image, channel, row, column] of images [image, row, column, channel]."""
    return torch.from_numpy(images.transpose(0, 3, 1, 2).copy())


def _deterministic(recipe: Recipe) -> None:
    """One seed for everything, and sums in the same order each time."""
    random.seed(recipe.seed)
    torch.manual_seed(recipe.seed)
    torch.set_num_threads(recipe.threads)
    torch.use_deterministic_algorithms(True)
