"""What a trained network is once it is integers: ranges of its converters, and how good it is."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from hdlgen_sim import files

from hdlgen import progress
from hdlgen.compress.log import placed, tell
from hdlgen.compress.recipe import Recipe
from hdlgen.errors import HdlgenError
from hdlgen.mapping.design import load_design
from hdlgen.nets.dataset import Dataset
from hdlgen.nets.scores import found_in, score, share
from hdlgen.reference import Chip, calibrate, exact, tiled
from hdlgen.spec.writer import write_ranges

RANGE_IMAGES, RANGE_PIXELS = 1000, 1 << 20
"""Training images from which the converters' ranges are found, at most."""
REPORT = "report.json"
REPORT_BYTES = 1 << 26
"""Of a report: hundreds of times those of a large one."""


def measure(recipe: Recipe, dataset: Dataset, folder: Path, *, quiet: bool = False) -> float:
    """What the network that `recipe` trained into `folder` classifies, tile by tile: 0..1 of the test images, or Dice.

    dataset  training images as they were trained on: from the first of them come the converters' ranges

    The ranges are written into the network's file, and what was measured into the report. Raises HdlgenError if
    `folder` holds no network of this recipe, or one that was measured already.
    """
    report = unmeasured(recipe, folder)
    path = folder / f"{recipe.name}.yaml"
    design = load_design(path, ranges={})
    if recipe.widths.column_limit:
        ranges = {s.name: s.adc.shift for s in design.plan.array_stages}  # the least that never clip
    else:
        there = dataset.train_images
        images = there[: min(RANGE_IMAGES, RANGE_PIXELS // there[0, ..., 0].size)].astype(np.int64)
        with progress.bar("ranges", "layer", len(design.plan.array_stages), quiet=quiet) as bar:
            ranges = calibrate(design.graph, design.plan, images, progress=bar.update).ranges
    write_ranges(path, ranges)
    design = load_design(path)
    images = dataset.test_images.astype(np.int64)
    found: dict[str, float] = {}
    for title, run in (
        ("integers", partial(exact.run, design.graph)),
        ("tile by tile", partial(tiled.run, Chip.of(design.plan))),
    ):
        with progress.bar(title, "image", len(images), quiet=quiet) as bar:
            (last,) = run(images, keep=False, progress=bar.update).values()
        found = score(found_in(last, dataset.segments), dataset.test_labels)
        before = report["phases"][-1]
        report["phases"].append(
            {"phase": title, "epoch": before["epoch"], **found, "weights": before["weights"],
             "layers": placed(design.plan)}
        )  # fmt: skip
        if not quiet:
            tell(title, found, "test", before["weights"])
    write_report(folder, report)
    return share(found)


def unmeasured(recipe: Recipe, folder: Path) -> dict[str, Any]:
    """The report of the network that `recipe` trained into `folder`. Raises HdlgenError as `measure` does."""
    path = folder / REPORT
    fix = f"train it: hdlgen compress --out {folder}"
    try:
        report = json.loads(files.read(path, REPORT_BYTES))
        of, last = report["recipe"], report["phases"][-1]["phase"]
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise HdlgenError(str(path), "is no report of a network that was trained", fix=fix) from error
    if of != recipe.model_dump(mode="json"):
        raise HdlgenError(str(path), "is of another recipe", fix="give the recipe that trained it, as it was")
    if last == "tile by tile":
        raise HdlgenError(str(path), "is of a network that was measured already", fix="use it: nothing is left to do")
    return report


def write_report(folder: Path, report: dict[str, Any]) -> None:
    """Writes it."""
    (folder / REPORT).write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
