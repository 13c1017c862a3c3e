"""`hdlgen eval`: how right the network and its accelerator are, on one chip or on many."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hdlgen import outputs
from hdlgen.cli import chip_options, run_files
from hdlgen.cli.images import DATA, Takes, count, labelled, names
from hdlgen.errors import HdlgenError

if TYPE_CHECKING:
    from collections.abc import Mapping

    import numpy as np
    from numpy.typing import NDArray

    from hdlgen.explore import Study, Summary
    from hdlgen.mapping.design import Design
    from hdlgen.reference import Chip

WATCHED_IMAGES = 200
"""Images over which the columns are watched: enough to meet one conversion in a thousand in any layer."""

OVERLAYS = ("overlays.png", "dice.png", "dice.svg", "dice.json")
"""What `--overlays` writes."""

EXAMPLES = """\
examples:
  hdlgen eval --net lenet_q4                             the 200 images that come with hdlgen
  hdlgen eval --net my.yaml --data mnist                 all test images of MNIST
  hdlgen eval --net my.yaml --device neurram_hfox_1t1r --time 1d --seed 3
                                                         a chip of cells that were programmed a day ago
  hdlgen eval --net my.yaml --device neurram_hfox_1t1r --time 1d --seeds 20 --jobs 2
                                                         20 chips: mean, spread, worst, and a plot
  hdlgen eval --net my_seg.yaml --data DIR/montgomery_lung_128.npz --overlays shown
                                                         segmentation: Dice, and pictures of it

With --seeds, --jobs or --out many chips are measured: seed S, S + 1, …. Results, summary.json and accuracy.svg (of
masks dice.svg) go to --out; a run that was interrupted goes on there when the same command is given again.
"""


def register(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the command line."""
    parser = sub.add_parser(
        "eval",
        help="accuracy, or Dice of masks, of the integer network and of its tiles",
        epilog=EXAMPLES,
        description="Classifies images, or marks things in them where there are masks, twice: with the exact integer "
        "network, and tile by tile with converters and devices; on one chip, or on many that differ by their seed.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--net", required=True, metavar="NET", help="a network file, or the name of a bundled network")
    parser.add_argument(
        "--data", type=run_files.path, metavar="PATH", help=f"{DATA} (default: HDLGEN_DATA, or the bundled images)"
    )
    parser.add_argument("--images", type=count, metavar="N", help="only the first N images")
    parser.add_argument(
        "--overlays",
        type=run_files.path,
        metavar="DIR",
        help="of masks: pictures of the best, the median and the worst image, and Dice of each",
    )
    chip_options.add(parser, several=True)
    many = parser.add_argument_group("many chips")
    many.add_argument("--seeds", type=count, metavar="N", help="N chips of each device")
    many.add_argument("--jobs", type=count, metavar="N", help="processes (default: 1)")
    many.add_argument(
        "--out", type=run_files.path, metavar="DIR", help="where the results are (default: runs/NET_DEVICE)"
    )
    run_files.add_force(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Prints the measurements."""
    from hdlgen.mapping.design import load_design

    design = load_design(args.net)
    images, labels = labelled(Takes.of(design.graph), args.data, "test", args.images)
    if labels is None:
        rows, columns, _ = design.graph[design.graph.ends[0]].shape
        raise HdlgenError(
            "--data",
            "has no labels, and an accuracy needs them",
            fix="add an array `labels`, an integer for each image"
            + (", or `masks`, an integer for each pixel" if rows * columns > 1 else ""),
        )
    many = args.seeds or args.jobs or args.out or len(args.device or ()) > 1
    if args.overlays and (many or labels.ndim == 1):
        what = "shows one chip, and many are measured" if many else "shows masks, and these images have classes"
        raise HdlgenError("--overlays", what, fix="leave it out")
    return (_many if many else _one)(args, design, images, labels)


def _one(args: argparse.Namespace, design: Design, images: NDArray[np.int64], labels: NDArray[np.int64]) -> int:
    """Measures one chip, prints that, and writes pictures of it if they are wanted."""
    from hdlgen.report import overlays

    read = run_files.inputs(args, design)
    if args.overlays:
        outputs.claim([args.overlays / name for name in OVERLAYS], read, force=args.force, option="--overlays")
    args.device = args.device and args.device[0]
    chip = chip_options.chip(args, design)
    chip_options.warn_of_gates(chip.periphery, design, len(images))
    ran = execute(design, images, chip)
    result = measure(design, ran, images, labels, chip)
    before = "before compression" if design.file.network.dense_weights else "in the file"
    lines = _text(design.graph.name, result, before)
    if args.overlays:
        marked = overlays.Marked.of(design.graph, ran.exact, ran.plan, images, labels, names(args.data, "test"))
        outputs.write(args.overlays, overlays.files(marked), read, force=args.force, option="--overlays")
        result["overlays"] = str(args.overlays)
        lines += f"\n  {', '.join(OVERLAYS)} in {args.overlays}"
    print(json.dumps(result, indent=2) if args.json else lines)
    return 0


def _many(args: argparse.Namespace, design: Design, images: NDArray[np.int64], labels: NDArray[np.int64]) -> int:
    """Measures the chips that are missing, and writes and prints the summary of all."""
    from hdlgen.explore import Study
    from hdlgen.report import accuracies

    devices, around = chip_options.devices(args, design), chip_options.periphery(args, design)
    chip_options.warn_of_gates(around, design, len(images) * (args.seeds or 1) * len(devices))
    study = Study(design.graph, design.plan, devices, around, images, labels, chip_options.training(args, design))
    names = [device.card.name for device in devices]
    folder = args.out or Path("runs") / "_".join([design.graph.name, *(names if len(names) == 1 else ())])
    read = run_files.inputs(args, design)
    results = ("summary.json", f"{study.score}.png", f"{study.score}.svg")
    outputs.claim([folder / name for name in results], read, force=args.force)
    summary = _measured(study, range(args.seed, args.seed + (args.seeds or 1)), folder, args.jobs or 1)
    result = accuracies.plain(summary)
    files = {"summary.json": json.dumps(result, indent=2).encode() + b"\n", **accuracies.plot(summary)}
    outputs.write(folder, files, read, force=args.force)
    result["out"] = str(folder)
    print(
        json.dumps(result, indent=2) if args.json else accuracies.text(summary) + f"\n  {', '.join(files)} in {folder}"
    )
    return 0


def _measured(study: Study, seeds: range, folder: Path, jobs: int) -> Summary:
    """The summary, with progress and what there is to say of an interruption on stderr."""
    from hdlgen import progress
    from hdlgen.explore import measure as measure_all
    from hdlgen.explore.processes import Processes

    with progress.bar("chips", "image") as bar:

        def began(missing: int, done: int) -> None:
            if done:
                print(f"{folder}: {done} of {done + missing} results are there already", file=sys.stderr)
            bar.reset(missing * len(study.images))

        try:
            return measure_all(study, seeds, folder, executor=Processes(jobs), began=began, progress=bar.update)
        except KeyboardInterrupt:
            print(f"\n{folder}: the same command goes on from what is there", file=sys.stderr)
            raise


def _differing(want: Mapping[str, NDArray[np.int64]], got: Mapping[str, NDArray[np.int64]]) -> float:
    """Share of the outputs that are not the same."""
    different = sum(int((want[name] != got[name]).sum()) for name in want)
    return different / sum(y.size for y in want.values())


@dataclass(frozen=True)
class Ran:
    """Outputs of the integer network and of the chip, int64[image, row, column, channel] by node."""

    exact: Mapping[str, NDArray[np.int64]]
    plan: Mapping[str, NDArray[np.int64]]
    seconds: float
    """That the chip took."""


def execute(design: Design, images: NDArray[np.int64], chip: Chip) -> Ran:
    """Runs images int64[image, row, column, channel] exactly, and tile by tile."""
    import time

    from hdlgen import progress
    from hdlgen.reference import exact, tiled

    with progress.bar("exact", "image", len(images)) as bar:
        exactly = exact.run(design.graph, images, keep=False, progress=bar.update)
    began = time.perf_counter()
    with progress.bar("tiles", "image", len(images)) as bar:
        found = tiled.run(chip, images, keep=False, progress=bar.update)
    return Ran(exactly, found, time.perf_counter() - began)


def measure(
    design: Design, ran: Ran, images: NDArray[np.int64], labels: NDArray[np.int64], chip: Chip
) -> dict[str, Any]:
    """What `hdlgen eval --json` prints of one chip.

    ran     what came of `images` int64[image, row, column, channel]
    labels  int64[image], or masks int64[image, row, column]
    """
    from hdlgen import progress
    from hdlgen.reference import watch
    from hdlgen.report import verdicts

    graph, plan = design.graph, design.plan
    with progress.step("watching the columns"):
        warnings = watch(chip, images[:WATCHED_IMAGES])
    dense = design.file.network.dense_weights or design.file.weight_count
    judge = verdicts.accuracy if labels.ndim == 1 else verdicts.of_masks
    return {
        "images": len(images),
        "accuracy" if labels.ndim == 1 else "dice": {
            "exact": judge(graph, ran.exact, labels),
            "plan": judge(graph, ran.plan, labels),
        },
        "outputs_that_differ": _differing(ran.exact, ran.plan),
        "images_per_s": round(len(images) / ran.seconds, 1),
        "tiles": plan.arrays,
        "weights": {
            "dense": dense,
            "file": design.file.weight_count,
            "mapped": plan.mapped_weights,
            "ratio": round(dense / plan.mapped_weights, 2),
        },
        "layers": [
            {
                "name": s.name,
                "tiles": s.geometry.arrays,
                "blocks": s.program.kept_blocks,
                "blocks_of_dense": s.geometry.all_blocks(plan.hardware.rows_of(s.geometry)),
                "adc_shift": s.adc.shift,
            }
            for s in plan.array_stages
        ],
        "bound_cycles": plan.bound_cycles,
        "warnings": list(map(str, warnings)),
    }


def _text(name: str, r: dict[str, Any], before: str) -> str:
    lines = [
        f"{name}: {r['images']} images, {r['images_per_s']:g} images/s tile by tile",
        *_scores(r),
        f"  weights   {r['weights']['mapped']:,} mapped of {r['weights']['dense']:,} {before}: "
        f"{r['weights']['ratio']:.2f}× fewer",
        f"  tiles     {r['tiles']}; at least {r['bound_cycles']:,} cycles an image",
        "  layer         tiles  blocks  of dense  adc shift",
    ]
    lines += [
        f"  {s['name']:<12} {s['tiles']:>6} {s['blocks']:>7} {s['blocks_of_dense']:>9} {s['adc_shift']:>10}"
        for s in r["layers"]
    ]
    return "\n".join([*lines, *(f"  warning: {w}" for w in r["warnings"])])


def _scores(r: dict[str, Any]) -> list[str]:
    from hdlgen.report import verdicts

    differ = f"({r['outputs_that_differ']:.2%} of the outputs differ)"
    if "accuracy" in r:
        accuracy = r["accuracy"]
        return [f"  accuracy  {accuracy['exact']:.2%} exact, {accuracy['plan']:.2%} tile by tile {differ}"]
    exact, plan = ((verdicts.dice(of), f"IoU {of['iou']:.2%} mean") for of in (r["dice"]["exact"], r["dice"]["plan"]))
    return [
        f"  Dice      {exact[0]}; {exact[1]}: exact",
        f"            {plan[0]}; {plan[1]}: tile by tile {differ}",
    ]
