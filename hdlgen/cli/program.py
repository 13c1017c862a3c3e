"""`hdlgen program`: a network file becomes a program for an accelerator that exists."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hdlgen.cli import run_files

if TYPE_CHECKING:
    from hdlgen.driver import Program
    from hdlgen.mapping.design import Design

EXAMPLES = """\
examples:
  hdlgen emit --net lenet_q4 --program loadable --out build/chip
  hdlgen program --net retrained.yaml --onto build/chip --out build/retrained
  hdlgen cosim --net retrained.yaml --rtl build/chip --program build/retrained
"""


def register(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the command line."""
    parser = sub.add_parser(
        "program",
        help="write the program with which hardware that exists computes a network",
        epilog=EXAMPLES,
        description="Places the network on an accelerator that was emitted with --program loadable, and writes what is "
        "loaded into it: one binary (docs/loading.md), the same as a C array, the list of all writes, and the levels "
        "of the cells. Everything that does not fit is said at once.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--net", required=True, metavar="NET", help="a network file, or the name of a bundled network")
    parser.add_argument(
        "--onto", type=run_files.path, required=True, metavar="DIR", help="where the accelerator was emitted"
    )
    parser.add_argument(
        "--out", type=run_files.path, metavar="DIR", help="where to (default: rtl_out/NAME_program, NAME the network's)"
    )
    run_files.add_force(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Writes the program and prints what is in it."""
    from hdlgen import progress
    from hdlgen.emit.program import hardware_in, write_program
    from hdlgen.mapping.design import load_onto

    hardware = hardware_in(args.onto)
    with progress.step("placing the network"):
        design = load_onto(args.net, hardware.plan)
    name = design.file.name
    out = args.out or Path("rtl_out") / f"{name}_program"
    read = [*design.file.files, *hardware.files]
    inputs = {path.name: path.read_bytes() for path in read}
    program = write_program(design.plan, name, out, inputs, read=[*read, args.onto], force=args.force)
    result = summary(design, program, out)
    print(json.dumps(result, indent=2) if args.json else _text(result))
    return 0


def summary(design: Design, program: Program, out: Path) -> dict[str, Any]:
    """What `hdlgen program --json` prints."""
    stages = [
        {
            "name": stage.name,
            "blocks": stage.program.kept_blocks,
            "cycles": stage.geometry.positions * stage.position_cycles,
            "adc_shift": stage.program.adc_shift,
        }
        for stage in design.plan.array_stages
    ]
    return {
        "out": str(out),
        "name": design.file.name,
        "accelerator": design.plan.name,
        "geometry": program.geometry.hex(),
        "program": program.digest.hex(),
        "bytes": len(program.to_bytes()),
        "writes": sum(1 for _ in program.writes()),
        "bound": design.plan.bound_cycles,
        "stages": stages,
    }


def _text(result: dict[str, Any]) -> str:
    lines = [f"{'stage':<12} {'blocks':>7} {'cycles':>9} {'ADC shift':>9}"]
    lines += [f"{s['name']:<12} {s['blocks']:>7,} {s['cycles']:>9,} {s['adc_shift']:>9}" for s in result["stages"]]
    return "\n".join(
        [
            *lines,
            "",
            f"per image; at best an image every {result['bound']:,} cycles",
            f"program {result['program'][:16]} for {result['accelerator']}, geometry {result['geometry'][:16]}: "
            f"{result['writes']:,} writes, {result['bytes']:,} bytes in {result['out']}",
        ]
    )
