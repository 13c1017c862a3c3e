"""`hdlgen emit`: a network file becomes Verilog."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hdlgen.cli import chip_options, run_files
from hdlgen.cli.images import DATA, Takes, count, labelled
from hdlgen.errors import HdlgenError

if TYPE_CHECKING:
    from hdlgen.emit.simulation import Twinned
    from hdlgen.mapping.design import Design

TWIN_IMAGES = 20
OF_TWINS = (
    "images",
    "data",
    "device",
    "time",
    "periphery",
    "seed",
    "trim",
    "programming_error",
    "stuck_low",
    "stuck_high",
)
"""Options that say which chip twins are of, and what they are simulated with."""
TWIN_CYCLES = 8
"""Of a conversion by a twin, where nobody says: of 128 rows it adds up 32 a cycle then."""

EXAMPLES = """\
examples:
  hdlgen emit --net lenet_q4                    a bundled network → rtl_out/lenet_q4
  hdlgen emit --net my.yaml --out build/my      somewhere else
  hdlgen emit --net my.yaml --program loadable  hardware with the room that this network needs: see `hdlgen program`
  hdlgen emit --net my.yaml --program loadable --write-verify  and its cells are written through its registers, too
  hdlgen emit --net my.yaml --json              what was emitted, for a script
  hdlgen emit --net lenet_q4 --twin             with FPGA twins of its tiles; then: make -C rtl_out/lenet_q4/sim
  hdlgen emit --net lenet_q4 --twin --programming-error 0.03 --stuck-low 0.001 --seed 7
                                                the chip that `hdlgen cosim` simulates with these options
"""


def register(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the command line."""
    parser = sub.add_parser(
        "emit",
        help="lower a network to Verilog",
        epilog=EXAMPLES,
        description="Maps the network on tiles and writes the accelerator: Verilog, views of the analog macro, cell "
        "levels, registers, file lists and a manifest.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--net", required=True, metavar="NET", help="a network file, or the name of a bundled network")
    parser.add_argument("--out", type=run_files.path, metavar="DIR", help="where to (default: rtl_out/NAME)")
    parser.add_argument(
        "--program",
        choices=("fixed", "loadable"),
        default="fixed",
        help="whether tables and constants are part of the hardware, or loaded over its control bus (default: fixed)",
    )
    parser.add_argument(
        "--write-verify",
        action="store_true",
        help="with a controller that writes the cells of all tiles, pulse by pulse (with --program loadable)",
    )
    group = parser.add_argument_group("twins")
    group.add_argument(
        "--twin",
        action="store_true",
        help="with a synthesizable twin of each tile of the chip, and a simulation that needs no Python",
    )
    group.add_argument(
        "--conversion-cycles",
        type=count,
        metavar="N",
        help="of a conversion, in place of hardware.adc.conversion_cycles: twins take a few, and are smaller with more "
        f"(default with --twin: {TWIN_CYCLES}, or the file's if it has more)",
    )
    group.add_argument("--images", type=count, metavar="N", help=f"that the simulation plays (default: {TWIN_IMAGES})")
    group.add_argument(
        "--data", type=run_files.path, metavar="PATH", help=f"{DATA} (default: HDLGEN_DATA, or the bundled images)"
    )
    chip_options.add(parser)
    run_files.add_force(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Emits and prints a table of stages."""
    from hdlgen.mapping.design import load_design

    loadable = args.program == "loadable"
    if args.twin and loadable:
        what = "is configured with an FPGA, and what is loaded over the control bus would not change it"
        raise HdlgenError("--twin", what, fix="leave --program loadable out")
    if not args.twin and (given := [name for name in OF_TWINS if getattr(args, name)]):
        option = f"--{given[0].replace('_', '-')}"
        raise HdlgenError(option, "says what twins are of or are simulated with", fix="add --twin, or leave it out")
    cycles = args.conversion_cycles or 0
    design = load_design(args.net, loadable=loadable, conversion_cycles=cycles)
    if args.twin and not cycles and design.plan.hardware.conversion_cycles < TWIN_CYCLES:
        design = load_design(args.net, conversion_cycles=TWIN_CYCLES)
    out = args.out or Path("rtl_out") / design.plan.name
    twinned = _twinned(args, design) if args.twin else None
    read = run_files.inputs(argparse.Namespace(**{**vars(args), "program": None}))
    options = {"loadable": loadable, "write_verify": args.write_verify, "twinned": twinned}
    result = write(design, out, **options, read=read, force=args.force)
    print(json.dumps(result, indent=2) if args.json else _text(result))
    return 0


def _twinned(args: argparse.Namespace, design: Design) -> Twinned:
    """Twins of the chip, and what leaves its stages for the images."""
    from hdlgen import progress
    from hdlgen.emit.simulation import Twinned
    from hdlgen.emit.twins import twins_of
    from hdlgen.reference import tiled

    images, _ = labelled(Takes.of(design.graph), args.data, "test", args.images or TWIN_IMAGES, any_image=True)
    chip = chip_options.chip(args, design)
    twins = twins_of(design.plan, chip.arrays)
    with progress.bar("reference", "image", len(images)) as bar:
        expected = tiled.run(chip, images, progress=bar.update)
    return Twinned(twins, images, expected)


def write(
    design: Design,
    out: Path,
    *,
    loadable: bool = False,
    write_verify: bool = False,
    twinned: Twinned | None = None,
    read: Iterable[Path] = (),
    force: bool = False,
) -> dict[str, Any]:
    """Emits `design` to `out`; returns what `hdlgen emit --json` prints."""
    from hdlgen import progress
    from hdlgen.emit.package import emit
    from hdlgen.mapping.limits import Limits, busy
    from hdlgen.mapping.pace import pace_of
    from hdlgen.mapping.ranges import sum_range
    from hdlgen.mapping.stages import ArrayStage

    with progress.step("emitting"):
        inputs = {path.name: path.read_bytes() for path in design.file.files}
        emission = emit(
            design.plan, out, inputs, loadable=loadable, write_verify=write_verify, twinned=twinned,
            read=[*design.file.files, *read], force=force,
        )  # fmt: skip
    stages = []
    pace = pace_of(design.plan)
    for stage in design.plan.stages:
        row: dict[str, Any] = {"name": stage.name, "shape": list(stage.out_shape), "bound": stage.bound_cycles}
        if isinstance(stage, ArrayStage):
            geometry, program = stage.geometry, stage.program
            phases = geometry.positions * geometry.phases.count
            row |= {
                "tiles": geometry.arrays,
                "joined": geometry.joined,
                "adcs": geometry.lanes.adcs,
                **({"shared": geometry.shared, "macros": geometry.macros} if geometry.switched else {}),
                "engines": [[engine.tiles, engine.copies] for engine in geometry.all_engines],
                "blocks": program.kept_blocks,
                "blocks_of_dense": geometry.all_blocks(design.plan.hardware.rows_of(geometry)),
                "phases": phases * len(program.blocks) * geometry.inputs,
                "conversions": phases * sum(map(geometry.groups, program.blocks)),
                "cycles": stage.image_cycles,
                "busy": round(busy([stage], pace.interval), 4),
                "adc_shift": program.adc_shift,
                "sums": sum_range(stage),
                "inputs": geometry.inputs,
            }
        stages.append(row)
    plan = design.plan
    return {
        "out": str(out),
        "name": plan.name,
        "loadable": loadable,
        "write_verify": write_verify,
        "geometry" if loadable else "configuration": emission.digest,
        "tiles": plan.arrays,
        "converters": plan.converters,
        "modules": len(emission.modules),
        "weights": {
            "mapped": plan.mapped_weights,
            "dense": design.file.network.dense_weights or design.file.weight_count,
        },
        "filled": round(plan.filled, 4),
        "bound": plan.bound_cycles,
        "interval": pace.interval,
        "busy": round(busy(plan.array_stages, pace.interval), 4),
        "limits": asdict(Limits.of(plan, design.graph)),
        "queue_bits": plan.queue_bits,
        "pace_not_proved": [f"{where}: {what}" for where, what in pace.slower],
        "queues": [
            {"source": e.source, "target": e.target, "operand": e.operand, "beats": e.depth, "bits": e.bits}
            for e in plan.edges
            if e.depth
        ],
        "stages": stages,
        **(
            {"twin": {"conversion_cycles": plan.hardware.conversion_cycles, "images": len(twinned.images)}}
            if twinned
            else {}
        ),
    }


def _twin_text(result: dict[str, Any]) -> str:
    twin = result["twin"]
    return (
        f"twins of its tiles convert in {twin['conversion_cycles']} cycles; make -C {result['out']}/sim plays "
        f"{twin['images']} images"
    )


def _largest(queues: list[dict[str, Any]]) -> str:
    """Which of the queues is the largest, where there are some."""
    if not queues:
        return ""
    most = max(queues, key=lambda q: q["bits"])
    return f", the largest, {most['source']} → {most['target']}, {most['bits']:,}"


def _above(result: dict[str, Any]) -> str:
    """How far the interval is from what no deal of blocks to so many tiles can be below, where it is."""
    share = result["interval"] / result["limits"]["least"] - 1
    return f" ({share:.1%} above the least)" if share > 0 else ""


def _engines(stages: list[dict[str, Any]]) -> list[str]:
    """A line for each stage of which several tiles work at once."""
    found = []
    for s in stages:
        engines = s.get("engines", [])
        if len(engines) > 1 or any(copies > 1 for _, copies in engines):
            kinds = Counter(map(tuple, engines))
            each = (
                f"{count} × {copies} cop{'y' if copies == 1 else 'ies'} of {tiles} tile{'s' * (tiles > 1)}"
                for (tiles, copies), count in kinds.items()
            )
            found.append(f"{s['name']}: {', '.join(each)} at once")
    return ["", *found] if found else []


def _converters(result: dict[str, Any]) -> list[str]:
    """How many converters there are, and where, if tiles have different numbers of them or share them."""
    each = {s["name"]: s["adcs"] for s in result["stages"] if "adcs" in s}
    macros = {s["name"]: s["macros"] for s in result["stages"] if "macros" in s}
    if len(set(each.values())) < 2 and not macros:
        return []
    counts = ", ".join(f"{count} in {name}" for name, count in each.items())
    if not macros:
        return [f"{result['converters']:,} converters; a tile has {counts}"]
    tiles = ", ".join(f"{count} in {name}" for name, count in macros.items())
    return [
        f"{result['converters']:,} converters; tiles of an engine are in macros that share them: {tiles}",
        f"a macro has {counts}",
    ]


def _made_for(result: dict[str, Any]) -> str:
    name = "geometry" if result["loadable"] else "configuration"
    then = "; write its cells, then load a program" if result["write_verify"] else "; load a program"
    return f"{name} {result[name][:16]}" + (f"{then}: `hdlgen program`" if result["loadable"] else "")


def _text(result: dict[str, Any]) -> str:
    from hdlgen.arith import by

    head = f"{'stage':<12} {'output':>12} {'tiles':>5} {'blocks':>9} {'phases':>9} {'conversions':>11} "
    lines = [f"{head}{'cycles':>9} {'bound':>9} {'busy':>5}"]
    for s in result["stages"]:
        shape = by(s["shape"])
        if "tiles" in s:
            blocks = f"{s['blocks']}/{s['blocks_of_dense']}"
            lines.append(
                f"{s['name']:<12} {shape:>12} {s['tiles']:>5} {blocks:>9} {s['phases']:>9,} {s['conversions']:>11,} "
                f"{s['cycles']:>9,} {s['bound']:>9,} {s['busy']:>5.0%}"
            )
        else:
            lines.append(
                f"{s['name']:<12} {shape:>12} {'':>5} {'':>9} {'':>9} {'':>11} {s['bound']:>9,} {s['bound']:>9,}"
            )
    joined = [s for s in result["stages"] if s.get("joined", 1) > 1]
    pooled = [s for s in result["stages"] if s.get("inputs", 1) > 1]
    weights, limits = result["weights"], result["limits"]
    lines += [
        *_engines(result["stages"]),
        "",
        *(
            f"{s['name']}: the columns of {s['joined']} tiles are joined in front of converters: they see sums of "
            f"{s['sums'][0]:,} to {s['sums'][1]:,} level steps, of which a code is {1 << s['adc_shift']}"
            for s in joined
        ),
        *(
            f"{s['name']}: memristive units pool {s['inputs']} positions for a conversion: {s['conversions']:,}, "
            f"and not {s['conversions'] * s['inputs']:,}"
            for s in pooled
        ),
        f"per image; blocks: kept/all; an image every {result['interval']:,} cycles{_above(result)}, the tiles' "
        f"converters busy for {result['busy']:.0%}",
        f"limits: {limits['converters']:,.0f} cycles with all converters always busy, {limits['least']:,} on so many "
        "tiles however blocks are dealt out,",
        f"{limits['series']:,} with each layer's blocks one after the other, {limits['streams']:,} for streams alone",
        f"{weights['mapped']:,} of {weights['dense']:,} weights are mapped, on {result['tiles']} tiles, of whose cells "
        f"their blocks take {result['filled']:.0%}",
        *_converters(result),
        f"queues between stages hold {result['queue_bits']:,} bits{_largest(result['queues'])}",
        *(f"whether it keeps this pace is not proved: {line}" for line in result["pace_not_proved"]),
        f"{result['modules']} modules in {result['out']}, {_made_for(result)}",
        *([_twin_text(result)] if "twin" in result else []),
    ]
    return "\n".join(lines)
