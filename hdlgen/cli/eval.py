"""`hdlgen eval`: how well the network and its accelerator classify."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hdlgen.cli.images import DATA, count, labelled
from hdlgen.errors import HdlgenError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from hdlgen.mapping.design import Design

WATCHED_IMAGES = 200
"""Images over which the columns are watched: enough to meet one conversion in a thousand in any layer."""

EXAMPLES = """\
examples:
  hdlgen eval --net lenet_q4                             the 200 images that come with hdlgen
  hdlgen eval --net my.yaml --data mnist                 all test images of MNIST
  hdlgen eval --net my.yaml --data mnist --seed 3 --json another chip of the same design
"""


def register(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the command line."""
    parser = sub.add_parser(
        "eval",
        help="accuracy of the integer network and of its tiles",
        epilog=EXAMPLES,
        description="Classifies images twice: with the exact integer network, and tile by tile with the converters and "
        "the device of the network file.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--net", required=True, metavar="NET", help="a network file, or the name of a bundled network")
    parser.add_argument(
        "--data", type=Path, metavar="PATH", help=f"{DATA} (default: HDLGEN_DATA, or the bundled images)"
    )
    parser.add_argument("--images", type=count, metavar="N", help="only the first N images")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="of the devices' errors (default: 0)")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Prints the measurements."""
    from hdlgen.mapping.design import load_design

    design = load_design(args.net)
    images, labels = labelled(design.graph, args.data, "test", args.images)
    if labels is None:
        raise HdlgenError(
            "--data",
            "has no labels, and an accuracy needs them",
            fix="add an array `labels`, an integer for each image",
        )
    result = measure(design, images, labels, args.seed)
    before = "before compression" if design.file.network.dense_weights else "in the file"
    print(json.dumps(result, indent=2) if args.json else _text(design.graph.name, result, before))
    return 0


def measure(design: Design, images: NDArray[np.int64], labels: NDArray[np.int64], seed: int) -> dict[str, Any]:
    """What `hdlgen eval --json` prints, for `images` int64[image, row, column, channel] and `labels` int64[image]."""
    import time

    from tqdm import tqdm

    from hdlgen.reference import Chip, device_of, exact, tiled, watch

    graph, plan, last = design.graph, design.plan, design.plan.stages[-1].name
    chip = Chip.of(plan, device_of(design.file.device), seed)
    with tqdm(total=len(images), desc="exact", unit="image", leave=False, delay=2) as bar:
        want = exact.run(graph, images, keep=False, progress=bar.update)[last].reshape(len(images), -1)
    began = time.perf_counter()
    with tqdm(total=len(images), desc="tiles", unit="image", leave=False, delay=2) as bar:
        got = tiled.run(chip, images, keep=False, progress=bar.update)[last].reshape(len(images), -1)
    seconds = time.perf_counter() - began
    warnings = watch(chip, images[:WATCHED_IMAGES])
    dense = design.file.network.dense_weights or design.file.weight_count
    return {
        "images": len(images),
        "accuracy": {
            "exact": float((want.argmax(axis=1) == labels).mean()),
            "plan": float((got.argmax(axis=1) == labels).mean()),
        },
        "outputs_that_differ": float((want != got).mean()),
        "images_per_s": round(len(images) / seconds, 1),
        "tiles": plan.tiles,
        "weights": {
            "dense": dense,
            "file": design.file.weight_count,
            "mapped": plan.mapped_weights,
            "ratio": round(dense / plan.mapped_weights, 2),
        },
        "layers": [
            {
                "name": s.name,
                "tiles": s.tiles,
                "blocks": s.kept_blocks,
                "blocks_of_dense": s.all_blocks(plan.hardware.rows),
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
        f"  accuracy  {r['accuracy']['exact']:.2%} exact, {r['accuracy']['plan']:.2%} tile by tile "
        f"({r['outputs_that_differ']:.2%} of the outputs differ)",
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
