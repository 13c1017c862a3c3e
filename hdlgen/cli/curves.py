"""`hdlgen curves`: several runs of `hdlgen compress` in one plot."""

from __future__ import annotations

import argparse
from typing import Any

from hdlgen import outputs
from hdlgen.cli import run_files
from hdlgen.errors import HdlgenError, Mistake

EXAMPLES = """\
examples:
  hdlgen curves trained/magnitude trained/admm --out plots   accuracy against compression and against training
"""


def register(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the command line."""
    parser = sub.add_parser(
        "curves",
        help="draw several runs of `hdlgen compress` in one plot",
        description="Reads the report.json of each run and draws accuracy against compression and against training.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "runs", nargs="+", type=run_files.path, metavar="DIR", help="what `hdlgen compress --out` wrote"
    )
    parser.add_argument(
        "--out", type=run_files.path, required=True, metavar="DIR", help="where curves.png and .svg are written"
    )
    run_files.add_force(parser)


def run(args: argparse.Namespace) -> int:
    """Draws; prints where."""
    from hdlgen_sim.files import read_json

    from hdlgen.report import curves

    reports: dict[str, Any] = {}
    mistakes = []
    for folder in args.runs:
        label = folder.resolve().name
        try:
            report = read_json(folder / "report.json")
            curves.check(report)
        except (OSError, ValueError) as error:
            mistakes.append(Mistake(str(folder / "report.json"), f"is no report of hdlgen compress: {error}"))
            continue
        if label in reports:
            mistakes.append(Mistake(str(folder), f"is a second run named {label}", "rename one of them"))
        reports[label] = report
    if mistakes:
        raise HdlgenError.of(mistakes)
    read = [folder / "report.json" for folder in args.runs]
    outputs.write(args.out, curves.plot(reports), read, force=args.force)
    print(f"{len(reports)} runs in {args.out / 'curves.png'}")
    return 0
