"""`hdlgen calibrate`: chooses the ranges of the converters."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING, Any

from hdlgen import outputs
from hdlgen.cli import chip_options, run_files
from hdlgen.cli.images import DATA, Takes, count, labelled

if TYPE_CHECKING:
    from hdlgen.reference import Calibration

IMAGES = 1000
"""Images, if the command line does not say how many: our choice."""

EXAMPLES = """\
examples:
  hdlgen calibrate --net lenet_q4 --data mnist
  hdlgen calibrate --net my.yaml --data mnist --images 500 --out my.ranges.yaml
                                                     then `ranges: my.ranges.yaml` in my.yaml
  hdlgen calibrate --net my.yaml --data my.npz --json     images of your own
  hdlgen calibrate --net my.yaml --device pcm_nandakumar_joshi --time 1d --periphery typical
                                                     ranges for such chips
"""


def register(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the command line."""
    parser = sub.add_parser(
        "calibrate",
        help="choose the ADC range of each layer from images",
        epilog=EXAMPLES,
        description="Tries every ADC range that loses something on training images and chooses, layer by layer, the "
        "one with the least squared error.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--net", required=True, metavar="NET", help="a network file, or the name of a bundled network")
    parser.add_argument(
        "--data",
        type=run_files.path,
        metavar="PATH",
        help=f"{DATA}; of a directory, the training images are used (default: HDLGEN_DATA, or the bundled test images)",
    )
    parser.add_argument(
        "--images", type=count, metavar="N", help=f"how many (default: {IMAGES}, or all where there are fewer)"
    )
    chip_options.add(parser, trim=False)
    parser.add_argument("--out", type=run_files.path, metavar="FILE", help="write the ranges as YAML")
    run_files.add_force(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Prints the table of ranges and writes them."""
    from hdlgen import progress
    from hdlgen.mapping.design import load_design
    from hdlgen.reference import calibrate

    design = load_design(args.net, ranges={})
    read = run_files.inputs(args, design)
    if args.out:
        outputs.claim([args.out], read, force=args.force)
    images, _ = labelled(Takes.of(design.graph), args.data, "train", args.images, at_most=IMAGES)
    chip = chip_options.chip(args, design)
    with progress.bar("calibrate", "layer", len(design.plan.array_stages)) as bar:
        result = calibrate(design.graph, design.plan, images, chip=chip, progress=bar.update)
    if args.out:
        text = "".join(f"{name}: {shift}\n" for name, shift in result.ranges.items())
        outputs.write(args.out.parent, {args.out.name: text.encode()}, read, force=args.force)
    print(json.dumps(_summary(result), indent=2) if args.json else _table(result))
    return 0


def _summary(result: Calibration) -> dict[str, Any]:
    """What `hdlgen calibrate --json` prints."""
    return {
        "ranges": result.ranges,
        "layers": [
            {"name": s.name, "shift": s.chosen.shift, "error": s.chosen.error, "clipped": s.chosen.share}
            for s in result.layers
        ],
        "warnings": list(map(str, result.warnings)),
    }


def _table(result: Calibration) -> str:
    lines = ["layer        adc shift   mean square error   clipped"]
    for layer in result.layers:
        for c in layer.tried:
            mark = "  <" if c is layer.chosen else ""
            lines.append(f"{layer.name:<12} {c.shift:>9}   {c.error:>17.6g}   {c.share:>7.3%}{mark}")
    return "\n".join([*lines, *(f"warning: {w}" for w in result.warnings)])
