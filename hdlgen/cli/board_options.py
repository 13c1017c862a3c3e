"""What an accelerator on a board is made of: the options that `fpga` and `run` share."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from hdlgen.cli import chip_options, run_files
from hdlgen.cli.images import DATA, count

if TYPE_CHECKING:
    from hdlgen.mapping.design import Design


def add(parser: argparse.ArgumentParser) -> None:
    """Adds the options to a command."""
    from hdlgen.driver.tty import BAUD

    parser.add_argument("--net", required=True, metavar="NET", help="a network file, or the name of a bundled network")
    parser.add_argument("--baud", type=count, default=BAUD, metavar="N", help=f"of the serial line (default: {BAUD})")
    parser.add_argument(
        "--conversion-cycles",
        type=count,
        metavar="N",
        help="of a conversion by the arrays' twins (default: as many as make them smallest)",
    )
    parser.add_argument(
        "--data", type=run_files.path, metavar="PATH", help=f"{DATA} (default: HDLGEN_DATA, or the bundled images)"
    )
    chip_options.add(parser)


def design(args: argparse.Namespace) -> Design:
    """The design of `--net`, with conversions as slow as twins' are."""
    from hdlgen.fpga.package import smallest_twins
    from hdlgen.mapping.design import load_design

    cycles = args.conversion_cycles or smallest_twins(load_design(args.net).plan)
    return load_design(args.net, conversion_cycles=cycles)
