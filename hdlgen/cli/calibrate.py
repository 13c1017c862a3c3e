"""`hdlgen calibrate`: chooses the ranges of the converters."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from hdlgen.cli.images import count, labelled
from hdlgen.errors import HdlgenError

if TYPE_CHECKING:
    from hdlgen.reference import Calibration

EXAMPLES = """\
examples:
  hdlgen calibrate --net lenet_q4 --data mnist
  hdlgen calibrate --net my.yaml --data mnist --images 500 --out my.ranges.yaml
                                                     then `ranges: my.ranges.yaml` in my.yaml
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
        type=Path,
        metavar="DIR",
        help="directory of MNIST, whose training images are used (default: the bundled test images)",
    )
    parser.add_argument("--images", type=count, metavar="N", help="how many (default: 1000, or all bundled ones)")
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="of the devices' errors (default: 0)")
    parser.add_argument("--out", type=Path, metavar="FILE", help="write the ranges as YAML")


def run(args: argparse.Namespace) -> int:
    """Prints the table of ranges and writes them."""
    from tqdm import tqdm

    from hdlgen.mapping.design import load_design
    from hdlgen.reference import Chip, calibrate, device_of

    design = load_design(args.net, ranges={})
    limit = args.images or (1000 if args.data else None)
    images, _ = labelled(design.graph, args.data, "train", limit)
    chip = Chip.of(design.plan, device_of(design.file.device), args.seed)
    with tqdm(total=len(design.plan.array_stages), desc="calibrate", unit="layer", leave=False, delay=2) as bar:
        result = calibrate(design.graph, design.plan, images, chip=chip, progress=bar.update)
    print(_table(result))
    if args.out:
        text = "".join(f"{name}: {shift}\n" for name, shift in result.ranges.items())
        try:
            args.out.write_text(text, encoding="utf-8")
        except OSError as e:
            raise HdlgenError(
                str(args.out), f"cannot be written: {e.strerror}", fix="name a file that can be written"
            ) from e
    return 0


def _table(result: Calibration) -> str:
    lines = ["layer        adc shift   mean square error   clipped"]
    for layer in result.layers:
        for c in layer.tried:
            mark = "  <" if c is layer.chosen else ""
            lines.append(f"{layer.name:<12} {c.shift:>9}   {c.error:>17.6g}   {c.share:>7.3%}{mark}")
    return "\n".join([*lines, *(f"warning: {w}" for w in result.warnings)])
