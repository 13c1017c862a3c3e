"""`hdlgen fpga`: a network file becomes a bitstream for a board."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hdlgen.cli import board_options, chip_options, run_files
from hdlgen.cli.images import Takes, count, labelled

if TYPE_CHECKING:
    from hdlgen.fpga.board import Board
    from hdlgen.fpga.package import BoardDesign
    from hdlgen.mapping.design import Design

IMAGES = 3
"""Of the simulation that is written beside."""

EXAMPLES = """\
examples:
  hdlgen fpga --net lenet_q4 --seeds 3                   a bitstream for the ULX3S → fpga_out/lenet_q4_ulx3s-85f
  hdlgen fpga --net lenet_q4 --seeds 4 --clock 105       place and route four times, and take the fastest
  hdlgen fpga --net lenet_q4 --device neurram_hfox_1t1r --time 1d --seed 7
                                                         static errors of a chip's cells, as far as a twin has them
  hdlgen fpga --net lenet_q4 --board arty                a project script for Vivado, which is not tried
"""


def register(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the command line."""
    parser = sub.add_parser(
        "fpga",
        help="make a bitstream for a board",
        epilog=EXAMPLES,
        description="Emits the accelerator with twins of its arrays in block memory, and around it a clock, a serial "
        "link and LEDs; synthesizes, places and routes it with Yosys and nextpnr as pip installs them "
        "(pip install 'hdlgen[fpga]'), and writes the bitstream, the netlist in it and a report. `hdlgen run` plays "
        "images on it.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--board", default="ulx3s", metavar="BOARD", help="ulx3s, ulx3s-45f, arty, … (default: ulx3s)")
    parser.add_argument("--out", type=run_files.path, metavar="DIR", help="where to (default: fpga_out/NAME_BOARD)")
    parser.add_argument("--clock", type=_mhz, default=100_000_000, metavar="MHZ", help="of everything (default: 100)")
    parser.add_argument(
        "--seeds",
        type=count,
        default=1,
        metavar="N",
        help="place and route with seeds 1 to N, take the fastest (default: 1)",
    )
    board_options.add(parser)
    run_files.add_force(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Builds and prints the report."""
    from hdlgen.emit.simulation import Twinned
    from hdlgen.emit.twins import twins_of
    from hdlgen.fpga import ecp5
    from hdlgen.fpga.board import find
    from hdlgen.fpga.package import board_design
    from hdlgen.reference import tiled

    board = find(args.board)
    if board.family == "ecp5":
        ecp5.require_tools()
    design = board_options.design(args)
    images, _ = labelled(Takes.of(design.graph), args.data, "test", IMAGES, any_image=True)
    chip = chip_options.chip(args, design)
    twinned = Twinned(twins_of(design.plan, chip.arrays), images, tiled.run(chip, images))
    made = board_design(design.plan, twinned, board, args.clock, args.baud)
    out = args.out or Path("fpga_out") / f"{design.plan.name}_{board.name}"
    result = _write(args, design, made, board, out)
    print(json.dumps(result, indent=2) if args.json else result["text"])
    return 0


def _write(args: argparse.Namespace, design: Design, made: BoardDesign, board: Board, out: Path) -> dict[str, Any]:
    """Builds and writes everything; returns what `--json` prints."""
    from hdlgen_sim import scratch

    from hdlgen import progress
    from hdlgen.emit.directory import replace_directory
    from hdlgen.emit.package import MANIFEST, manifest
    from hdlgen.fpga.build import build

    files = dict(made.files)
    said: dict[str, Any] = {"out": str(out), "name": design.plan.name, "board": board.name}
    if board.family == "ecp5":
        with scratch.folder() as folder:
            for name, data in files.items():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                (folder / name).write_bytes(data)
            built = build(
                made, board, folder, clock_hz=args.clock, baud=args.baud, seeds=range(1, args.seeds + 1),
                conversion_cycles=design.plan.hardware.conversion_cycles, step=progress.step,
            )  # fmt: skip
        report = built.report
        said |= report.to_dict() | {
            "text": f"{report.text(board)}\n{out}/{made.top}.bit, {len(built.bitstream):,} bytes"
        }
        files |= {f"{made.top}.bit": built.bitstream, f"{made.top}_routed.v": built.netlist}
        files |= {"report.json": (json.dumps(report.to_dict(), indent=2) + "\n").encode()}
        files |= {"report.txt": (report.text(board) + "\n").encode()}
    else:
        said["text"] = f"{out}/board/vivado.tcl makes the bitstream with Vivado; it was not tried with Vivado"
    inputs = {path.name: path.read_bytes() for path in design.file.files}
    files[MANIFEST] = manifest(design.plan, files, inputs)
    replace_directory(
        out, files, MANIFEST, run_files.inputs(argparse.Namespace(**vars(args)), design), force=args.force
    )
    return said


def _mhz(text: str) -> int:
    try:
        hertz = round(float(text) * 1e6)
    except ValueError:
        hertz = 0
    if not 1_000_000 <= hertz <= 400_000_000:
        raise argparse.ArgumentTypeError(f"must be 1 to 400 MHz, not {text!r}")
    return hertz
