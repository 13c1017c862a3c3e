"""`hdlgen report`: one page that shows a design."""

from __future__ import annotations

import argparse
from pathlib import Path

from hdlgen import outputs
from hdlgen.cli import run_files

EXAMPLES = """\
examples:
  hdlgen report --net lenet_q4                                 lenet_q4.html: network, stages, schedule, tiles, costs
  hdlgen cosim --net lenet_q4 --json > run/cosim.json
  hdlgen report --net lenet_q4 --run run --run runs/lenet_q4   with what was counted in RTL and measured on chips
"""


def register(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the command line."""
    parser = sub.add_parser(
        "report",
        help="one HTML page that shows a design",
        epilog=EXAMPLES,
        description="Writes one HTML file that loads nothing: the network, its stages with bounds and converters, the "
        "schedule, every tile's cells, energy and area with their sources, queues, registers, what was verified; and "
        "what other commands measured.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--net", required=True, metavar="NET", help="a network file, or the name of a bundled network")
    parser.add_argument(
        "--run",
        dest="runs",
        type=run_files.path,
        action="append",
        default=[],
        metavar="DIR",
        help="what was measured: a folder of hdlgen eval, compress or emit, or one with a cosim.json of hdlgen cosim "
        "--json; several times for several folders",
    )
    parser.add_argument("--clock", type=_megahertz, default=100.0, metavar="MHZ", help="for times (default: 100)")
    parser.add_argument("--out", type=run_files.path, metavar="FILE", help="the page (default: NET's name.html)")
    run_files.add_force(parser)


def run(args: argparse.Namespace) -> int:
    """Writes the page; prints where."""
    from hdlgen import progress
    from hdlgen.mapping.design import load_design
    from hdlgen.report.page import page
    from hdlgen.report.page.runs import read

    design = load_design(args.net)
    out = args.out or Path(f"{design.plan.name}.html")
    runs = read(args.runs, design)
    files = [*run_files.inputs(args, design), *args.runs]
    outputs.claim([out], files, force=args.force)
    with progress.step("page"):
        text = page(design, runs, args.clock * 1e6).encode()
    outputs.write(out.parent, {out.name: text}, files, force=args.force)
    print(f"{out}: {len(text):,} bytes")
    return 0


def _megahertz(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = 0.0
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"must be a frequency above 0 in MHz, not {text!r}")
    return value
