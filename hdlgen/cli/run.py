"""`hdlgen run`: images on a board, compared with the executor."""

from __future__ import annotations

import argparse
import json
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hdlgen.cli import board_options, chip_options, run_files
from hdlgen.cli.images import Takes, count, labelled
from hdlgen.errors import DesignError, HdlgenError

if TYPE_CHECKING:
    from hdlgen.arith.integer import Ints
    from hdlgen.mapping.design import Design

SECONDS = {"port": 0.5, "simulated": 120.0}
"""That an answer may take, and a simulated one."""

EXAMPLES = """\
examples:
  hdlgen run --net lenet_q4 --port /dev/ttyUSB0 --images 100        a board with the bitstream of `hdlgen fpga`
  hdlgen run --net lenet_q4 --netlist fpga_out/lenet_q4_ulx3s-85f --images 3
                                                                   no board: what was placed and routed, in Verilator
  hdlgen run --net lenet_q4 --rtl fpga_out/lenet_q4_ulx3s-85f --images 3   likewise before synthesis, which is faster
"""


def register(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the command line."""
    parser = sub.add_parser(
        "run",
        help="play images on a board",
        epilog=EXAMPLES,
        description="Plays images on an accelerator over its serial line and compares every result with the Plan "
        "executor. Bytes that are lost or damaged on the line are sent again; a line that is lost is opened again. A "
        "difference ends with exit code 1. Options of the chip are those that `hdlgen fpga` was given.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--port", metavar="TTY", help="the board's serial port")
    where.add_argument(
        "--netlist", type=run_files.path, metavar="DIR", help="what `hdlgen fpga` wrote: simulates what was routed"
    )
    where.add_argument("--rtl", type=run_files.path, metavar="DIR", help="likewise: simulates its Verilog")
    parser.add_argument("--images", type=count, default=20, metavar="N", help="how many images (default: 20)")
    parser.add_argument(
        "--timeout", type=float, metavar="S", help="seconds that an answer may take (default: 0.5; simulated 120)"
    )
    board_options.add(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Plays the images and prints what came of them."""
    from hdlgen import progress
    from hdlgen.cosim.preparation import totals
    from hdlgen.driver import DriverError, Link, LinkError
    from hdlgen.driver.tty import Tty
    from hdlgen.fpga.host import Host, image_bytes, result_values
    from hdlgen.reference import tiled
    from hdlgen.report import verdicts

    design = board_options.design(args)
    images, labels = labelled(Takes.of(design.graph), args.data, "test", args.images, any_image=True)
    chip = chip_options.chip(args, design)
    expected = tiled.run(chip, images, keep=False)
    simulated = args.port is None
    seconds = args.timeout or SECONDS["simulated" if simulated else "port"]
    with _port(args, design) as port:
        try:
            link = Link(Tty(port, args.baud), seconds=seconds)
            host = Host(design.plan, link, 20 * seconds)
            start = time.monotonic()
            with progress.bar("images", "image", len(images)) as bar:
                results = []
                for result in host.player.play(image_bytes(design.plan, images)):
                    results.append(result)
                    bar.update(1)
            took = time.monotonic() - start
            host.require(totals(design.plan, host.player.entered))
            outputs = result_values(design.plan, results)
        except LinkError as error:
            fix = "see that the board is on, has the bitstream of this network, and --baud is that of its link"
            raise HdlgenError(port, str(error), fix=fix) from error
        except DriverError as error:
            raise DesignError(port, str(error)) from error
        except OSError as error:
            what = f"cannot be opened: {error.strerror or error}"
            raise HdlgenError(port, what, fix="name the board's port, which nobody else has open") from error
    _compare(expected, outputs)
    said: dict[str, Any] = {
        "images": len(images),
        "differences": 0,
        "images_per_s": round(len(images) / took, 2),
        "retries": link.retries,
        "restarts": host.player.restarted,
        "damaged": link.damaged,
        "clock_hz": link.peer.clock_hz,
        "simulated": simulated,
    }
    said |= verdicts.plain(design.graph, outputs, labels)
    print(json.dumps(said, indent=2) if args.json else _text(said))
    return 0


def _compare(expected: dict[str, Ints], outputs: dict[str, Ints]) -> None:
    """Raises DesignError with the first value that is another."""
    import numpy as np

    for name, values in outputs.items():
        wrong = np.argwhere(values != expected[name])
        if len(wrong):
            image, row, column, channel = (int(n) for n in wrong[0])
            here = (image, row, column, channel)
            where = f"image {image}, row {row}, column {column}, channel {channel}"
            values_ = f"expected {expected[name][here]}, got {values[here]}"
            raise DesignError(
                name,
                f"{where}: {values_}; {len(wrong)} of {values.size} values differ",
                fix="give the options of the chip that the bitstream was made with",
            )


@contextmanager
def _port(args: argparse.Namespace, design: Design) -> Iterator[str]:
    """The port to open: the board's, or that of a simulated board while the block lasts."""
    if args.port is not None:
        yield args.port
        return
    from hdlgen import progress
    from hdlgen.fpga import ecp5
    from hdlgen.fpga.package import simulated_sources
    from hdlgen.fpga.simulator import serving

    folder: Path = args.netlist or args.rtl
    top, bit_cycles, sources = simulated_sources(folder, design.plan, routed=args.netlist is not None)
    with ExitStack() as stack:
        if args.netlist:
            sources = [stack.enter_context(ecp5.cell_models()), *sources]
        with progress.step("building the simulated board"):
            name = stack.enter_context(serving(sources, top, bit_cycles, folder))
        yield name


def _text(said: dict[str, Any]) -> str:
    from hdlgen.report.verdicts import words

    lost = f"{said['retries']} packets sent again, {said['damaged']} frames damaged, {said['restarts']} restarts"
    return (
        f"{said['images']} images {'in Verilator' if said['simulated'] else 'on the board'} at "
        f"{said['clock_hz'] / 1e6:g} MHz: 0 differences"
        + words(said)
        + f"\n  {said['images_per_s']:g} images/s; {lost}"
    )
