"""`hdlgen explore`: trade-offs over many machines."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from hdlgen import outputs
from hdlgen.cli import run_files
from hdlgen.cli.images import DATA, Takes, count, labelled
from hdlgen.errors import HdlgenError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hdlgen.explore.points import Problem, Record
    from hdlgen.explore.processes import Executor
    from hdlgen.explore.space import Space

POINTS = 100
"""That a search other than the grid asks for."""
SEARCHES = ("grid", "random", "tpe", "nsga2")

EXAMPLES = """\
examples:
  hdlgen explore --net lenet_62x --space space.yaml --jobs 2            the whole grid
  hdlgen explore --net lenet_62x --space space.yaml --search nsga2 --points 200
  hdlgen explore --net lenet_62x --space space.yaml --scheduler tcp://head:8786

space.yaml:
  explore: 1
  axes:
    hardware.adc.bits: {from: 4, to: 8}
    hardware.tile: [{rows: 64, columns: 64}, {rows: 128, columns: 128}]
    chip: [{card: neurram_hfox_1t1r, time: 1d}]
  objectives: {score: highest, energy: lowest}
  limits: {area: {most: 0.1}}
  measure: {images: 1000, chips: 3}

A run that was interrupted goes on when the same command is given again; several runs may share --out.
"""


def register(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the command line."""
    parser = sub.add_parser(
        "explore",
        help="trade-offs over many machines",
        epilog=EXAMPLES,
        description="Measures a network on machines that differ in whatever a space says, keys of the network file and "
        "cells, and finds those that nobody beats.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--net", required=True, metavar="NET", help="a network file, or the name of a bundled network")
    parser.add_argument("--space", required=True, type=run_files.path, metavar="FILE", help="axes and objectives, YAML")
    parser.add_argument(
        "--data", type=run_files.path, metavar="PATH", help=f"{DATA} (default: HDLGEN_DATA, or the bundled images)"
    )
    parser.add_argument("--search", choices=SEARCHES, default="grid", help="which points (default: grid)")
    parser.add_argument(
        "--points", type=count, metavar="N", help=f"at most (default: the whole grid, {POINTS} of other searches)"
    )
    parser.add_argument("--seed", type=int, default=0, metavar="S", help="of the search (default: 0)")
    parser.add_argument("--jobs", type=count, default=1, metavar="N", help="processes (default: 1)")
    parser.add_argument("--scheduler", metavar="ADDRESS", help="of dask.distributed, whose workers work instead")
    parser.add_argument(
        "--out", type=run_files.path, metavar="DIR", help="where the results are (default: explored/NET)"
    )
    run_files.add_force(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Explores, and prints the front."""
    from hdlgen import progress
    from hdlgen.explore.search import search_of
    from hdlgen.explore.space import load_space
    from hdlgen.explore.trade import explore
    from hdlgen.report import tradeoff

    space = load_space(args.space)
    if args.scheduler and args.jobs > 1:
        raise HdlgenError("--jobs", "is for processes of this machine", fix="leave it out: the scheduler has workers")
    problem, read = _problem(args, space)
    folder = args.out or Path("explored") / Path(args.net).stem
    outputs.claim([folder / name for name in tradeoff.FILES], read, force=args.force)
    number = args.points or (space.size if args.search == "grid" else POINTS)
    search = search_of(args.search, space, number, args.seed)
    with _executor(args) as executor, progress.bar("points", "point", min(number, space.size)) as bar:
        there = 0

        def told(record: Record, known: bool) -> None:
            nonlocal there
            there += known
            bar.update()

        try:
            found = explore(problem, space, search, folder, executor, progress=lambda n: None, told=told)
        except KeyboardInterrupt:
            print(f"\n{folder}: the same command goes on from what is there", file=sys.stderr)
            raise
    result = tradeoff.plain(problem.net, space, found)
    outputs.write(folder, tradeoff.files(result), read, force=args.force)
    result |= {"out": str(folder), "known": there}
    print(json.dumps(result, indent=2) if args.json else tradeoff.text(result))
    return 0


def _problem(args: argparse.Namespace, space: Space) -> tuple[Problem, list[Path]]:
    """What is explored, and the files that the run reads."""
    import numpy as np

    from hdlgen.explore.points import Problem
    from hdlgen.mapping.design import load_design

    design = load_design(args.net, ranges={})
    takes, measure = Takes.of(design.graph), space.measure
    images, labels = labelled(takes, args.data, "test", None, at_most=measure.images)
    if labels is None:
        raise HdlgenError("--data", "has no labels, and a score needs them", fix="add an array `labels`, or `masks`")
    training, _ = labelled(takes, args.data, "train", None, at_most=max(measure.calibrate, 1))
    shown, trained = images.astype(np.int16), training.astype(np.int16)
    read = [*run_files.inputs(args, design), args.space]
    return Problem(str(args.net), shown, labels.astype(np.uint8), trained, measure), read


@contextmanager
def _executor(args: argparse.Namespace) -> Iterator[Executor]:
    if args.scheduler:
        from hdlgen.explore.cluster import connected

        with connected(args.scheduler) as cluster:
            yield cluster
    else:
        from hdlgen.explore.processes import Processes

        yield Processes(args.jobs)
