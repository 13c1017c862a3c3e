"""`hdlgen export-spice`: a programmed tile as an ngspice netlist."""

from __future__ import annotations

import argparse

from hdlgen import outputs
from hdlgen.cli import chip_options, run_files
from hdlgen.cli.images import DATA, Takes, labelled

SHOWN = 4
"""Columns whose currents are printed; the file has them all."""

EXAMPLES = """\
examples:
  hdlgen export-spice --net lenet_q4 --tile conv1/0 --out tile.sp
  hdlgen export-spice --net lenet_q4 --tile conv2/0 --device neurram_hfox_1t1r --time 1d --periphery typical \\
                      --seed 7 --image 3 --position 12 --phase 0 --out tile.sp
  ngspice -n -b tile.sp
"""


def register(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the command line."""
    parser = sub.add_parser(
        "export-spice",
        help="a programmed tile as an ngspice netlist",
        epilog=EXAMPLES,
        description="Writes cells, wires, drivers and virtual grounds of one tile, with rows driven as in one phase of "
        "one product. The currents that the array model expects stand in the file as comments.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--net", required=True, metavar="NET", help="a network file, or the name of a bundled network")
    parser.add_argument("--tile", required=True, metavar="LAYER/N", help="a layer and the number of its tile: conv1/0")
    parser.add_argument("--out", type=run_files.path, required=True, metavar="FILE", help="the netlist")
    parser.add_argument("--image", type=int, default=0, metavar="I", help="which image enters (default: 0)")
    parser.add_argument(
        "--position",
        type=int,
        metavar="P",
        help="of the layer's output; default: the middle, or the next where a row is driven",
    )
    parser.add_argument("--phase", type=int, metavar="K", help="default: the first in which a row is driven")
    parser.add_argument(
        "--data", type=run_files.path, metavar="PATH", help=f"{DATA} (default: HDLGEN_DATA, or the bundled images)"
    )
    run_files.add_force(parser)
    chip_options.add(parser, trim=False)


def run(args: argparse.Namespace) -> int:
    """Writes the netlist, or one for each array of a pair; prints how to run it."""
    from hdlgen.explore.tile_drive import drive_of
    from hdlgen.mapping.design import load_design

    design = load_design(args.net)
    read = run_files.inputs(args, design)
    outputs.claim([args.out], read, force=args.force)
    images, _ = labelled(Takes.of(design.graph), args.data, "test", None)
    chip = chip_options.chip(args, design)
    with chip_options.refused("the tile"):
        drive = drive_of(
            chip, images, args.tile, image=args.image, position=args.position, phase=args.phase
        )  # fmt: skip
        netlists = drive.netlists()
        currents = drive.currents
    files = {f"{args.out.stem}{name}{args.out.suffix}": text.encode() for name, text in netlists.items()}
    outputs.write(args.out.parent, files, read, force=args.force)
    rows = f"{int((drive.digits != 0).sum())} of {drive.array.rows} rows driven"
    print(f"{drive.title}: {rows}, {currents.shape[1]} columns")
    for name, expected in zip(files, currents, strict=True):
        path = args.out.parent / name
        print(f"run:      ngspice -n -b {path}")
        print(f"expected: {', '.join(f'{i:.6e} A' for i in expected[:SHOWN])}, …; all of them in {path}")
    return 0
