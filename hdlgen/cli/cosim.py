"""`hdlgen cosim`: the emitted Verilog in a simulator, bit for bit against the reference."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from hdlgen import outputs
from hdlgen.cli import chip_options, run_files
from hdlgen.cli.images import DATA, Takes, count, labelled
from hdlgen.errors import DesignError, HdlgenError

if TYPE_CHECKING:
    from hdlgen.cosim.cosimulate import Outcome

EXAMPLES = """\
examples:
  hdlgen cosim --net lenet_q4 --images 20                      bundled images, Verilator
  hdlgen cosim --net lenet_q4 --simulator icarus --images 2    another simulator
  hdlgen cosim --net lenet_q4 --programming-error 0.03 --stuck-low 0.001 --seed 7
  hdlgen cosim --net lenet_q4 --device neurram_hfox_1t1r --time 1d --periphery typical --seed 7
                                                               the chip that `hdlgen eval` measures with this seed
  hdlgen cosim --net lenet_q4 --data DIR --images 10000 --engine direct --jobs 2
                                                               without Python in the loop, in two processes
  hdlgen cosim --net my.yaml --rtl build/my --waves my.vcd     Verilog that was emitted before, with waves
  hdlgen cosim --net my.yaml --rtl build/chip --program build/my   loads what `hdlgen program` wrote
"""


def register(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the command line."""
    parser = sub.add_parser(
        "cosim",
        help="run the Verilog against the reference",
        epilog=EXAMPLES,
        description="Simulates the emitted accelerator with its arrays answered by hdlgen_sim, and compares the output "
        "and every stage's output stream with the Plan executor. A difference stops the run, names layer, image, "
        "position, channel, cycle, expected and got, and ends with exit code 1.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--net", required=True, metavar="NET", help="a network file, or the name of a bundled network")
    parser.add_argument("--images", type=count, default=20, metavar="N", help="how many images (default: 20)")
    parser.add_argument(
        "--data", type=run_files.path, metavar="PATH", help=f"{DATA} (default: HDLGEN_DATA, or the bundled images)"
    )
    parser.add_argument("--simulator", choices=("verilator", "icarus"), default="verilator", help="default: verilator")
    parser.add_argument(
        "--engine",
        choices=("cocotb", "direct"),
        default="cocotb",
        help="what answers the arrays' products: Python by cocotb (default), the reference, or compiled models in "
        "Verilator's program, for many images; both show the same",
    )
    parser.add_argument(
        "--jobs", type=count, default=1, metavar="N", help="with --engine direct: processes that share the images"
    )
    parser.add_argument(
        "--rtl", type=run_files.path, metavar="DIR", help="simulate what was emitted here, without emitting again"
    )
    parser.add_argument(
        "--program",
        type=run_files.path,
        metavar="DIR",
        help="load what `hdlgen program` wrote here into the accelerator of --rtl (default: what it would write)",
    )
    parser.add_argument(
        "--conversion-cycles",
        type=count,
        metavar="N",
        help="as `hdlgen emit` was told for --rtl, or emits with (default: the network file's)",
    )
    chip_options.add(parser)
    parser.add_argument(
        "--stall",
        type=_pattern,
        default=(0, 0),
        metavar="IN,OUT",
        help="32-cycle patterns of pauses at input and output, in hexadecimal: 0x5,0xff",
    )
    parser.add_argument("--waves", type=run_files.path, metavar="FILE", help="record waves: .vcd, or .fst with Icarus")
    run_files.add_force(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Runs the cosimulation and prints what it showed."""
    from hdlgen_sim import scratch

    from hdlgen import progress
    from hdlgen.cosim import simulators
    from hdlgen.cosim.cosimulate import cosimulate
    from hdlgen.emit.package import emit
    from hdlgen.emit.program import hardware_in, is_loadable
    from hdlgen.mapping.design import load_design, load_onto
    from hdlgen.report import verdicts

    simulators.find(args.simulator)  # before minutes of work
    if args.program and not args.rtl:
        raise HdlgenError("--program", "is loaded into an accelerator that exists", fix="give its folder by --rtl")
    onto = args.rtl and (args.program or is_loadable(args.rtl))
    if onto and args.conversion_cycles:
        raise HdlgenError("--conversion-cycles", f"is what {args.rtl} was emitted with", fix="leave it out")
    cycles = args.conversion_cycles or 0
    design = (
        load_onto(args.net, hardware_in(args.rtl).plan) if onto else load_design(args.net, conversion_cycles=cycles)
    )
    read = run_files.inputs(args, design)
    if args.waves:
        outputs.claim([args.waves], read, force=args.force, option="--waves")
    images, labels = labelled(Takes.of(design.graph), args.data, "test", args.images, any_image=True)
    chip = chip_options.chip(args, design)
    chip_options.warn_of_gates(chip.periphery, design, len(images))
    with scratch.folder() as temporary:
        directory = args.rtl or temporary / design.plan.name
        if args.rtl is None:
            with progress.step("emitting"):
                emit(design.plan, directory)
        try:
            outcome = cosimulate(
                chip, directory, images, program=args.program, simulator=args.simulator,
                engine=args.engine, jobs=args.jobs,
                source_stall=args.stall[0], sink_stall=args.stall[1], waves=args.waves,
            )  # fmt: skip
        except DesignError as error:
            if args.json:  # scripts get their object in any case
                print(
                    json.dumps(
                        {"images": len(images), "differences": 1, "difference": asdict(error.mistakes[0])}, indent=2
                    )
                )
            raise
    result = summary(outcome) | {"engine": args.engine} | verdicts.plain(design.graph, outcome.outputs, labels)
    print(json.dumps(result, indent=2) if args.json else _text(result))
    return 0


def summary(outcome: Outcome) -> dict[str, Any]:
    """What `hdlgen cosim --json` prints, but for the labels."""
    interval = outcome.initiation_interval
    return {
        "images": outcome.images,
        "differences": 0,
        "initiation_interval": interval,
        "bound": outcome.bound,
        "interval_over_bound": None if interval is None else round(interval / outcome.bound, 4),
        "busy": {name: round(share, 4) for name, share in outcome.busy.items()},
        "cycles": outcome.cycles,
        "loading_cycles": outcome.loading_cycles,
        "cycles_per_image": round(outcome.cycles / outcome.images, 1),
        "products": outcome.products,
        "images_per_s": round(outcome.images_per_s, 2),
        "python_share": round(outcome.python_share, 3),
        "simulator": outcome.simulator,
        "registers": outcome.registers,
    }


def _pattern(text: str) -> tuple[int, int]:
    try:
        source, sink = (int(part, 16) for part in text.split(","))
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not two hexadecimal numbers, as in 0x5,0xff") from None
    if not (0 <= source < 0xFFFFFFFF and 0 <= sink < 0xFFFFFFFF):
        raise argparse.ArgumentTypeError(f"{text!r}: patterns have 32 bits and at least one of them is 0")
    return source, sink


def _text(r: dict[str, Any]) -> str:
    from hdlgen.report.verdicts import words

    interval = "-" if r["initiation_interval"] is None else f"{r['initiation_interval']:,.1f}"
    how = ", direct" if r["engine"] == "direct" else ""
    ratio = "-" if r["interval_over_bound"] is None else f"{r['interval_over_bound']:.3f}"
    return "\n".join(
        [
            f"{r['images']} images in {r['simulator']}{how}: 0 differences in any stage's stream" + words(r),
            f"  initiation interval {interval} cycles, bound {r['bound']:,.1f}, ratio {ratio} "
            "(from the accelerator's counters)",
            *(["  converters busy: " + ", ".join(f"{n} {x:.0%}" for n, x in r["busy"].items())] if r["busy"] else []),
            *([f"  a program was loaded in {r['loading_cycles']:,} cycles"] if r["loading_cycles"] else []),
            f"  {r['cycles']:,} cycles, {r['products']:,} array products, {r['images_per_s']:g} images/s, "
            + (f"{r['python_share']:.0%} of the time in Python's handlers" if r["engine"] == "cocotb" else "no Python"),
        ]
    )
