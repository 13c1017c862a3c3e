"""What a chip is made of: the options that the commands share."""

from __future__ import annotations

import argparse
import dataclasses
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from hdlgen.cli.images import Takes, count, labelled
from hdlgen.errors import HdlgenError, Mistake

if TYPE_CHECKING:
    import numpy as np
    from hdlgen_sim.device import Device
    from hdlgen_sim.periphery import Periphery
    from numpy.typing import NDArray

    from hdlgen.mapping.design import Design
    from hdlgen.reference import Chip


def add(parser: argparse.ArgumentParser, *, several: bool = False, trim: bool = True) -> None:
    """Adds the options to a command that has `--data`.

    several  whether `--device` may be given more than once; `args.device` is then a list
    trim     whether chips may be trimmed, which needs ranges that are already chosen
    """
    group = parser.add_argument_group("the chip")
    group.add_argument(
        "--device",
        action="append" if several else "store",
        metavar="CARD",
        help="a card of `hdlgen device list`, or a YAML file, in place of the network file's device"
        + ("; several times for several devices" if several else ""),
    )
    group.add_argument(
        "--time", type=time, metavar="T", help="since programming: 1d, 2h, 30min, 1e3s (default: the card's first)"
    )
    group.add_argument(
        "--periphery",
        metavar="NAME",
        help="wires, drivers and converters: ideal, typical, or a YAML file (default: the network file's)",
    )
    group.add_argument(
        "--seed", type=int, default=0, metavar="S", help="of everything that varies from chip to chip (default: 0)"
    )
    parser.set_defaults(trim=0)
    if trim:
        group.add_argument(
            "--trim",
            type=_images,
            metavar="N",
            help="calibrate gain and offset of each tile's converters on N training images (default: 0, not)",
        )
    group.add_argument(
        "--programming-error", type=float, metavar="X", help="sigma over g_max, in place of the network file's"
    )
    group.add_argument(
        "--stuck-low", type=float, metavar="P", help="share of cells at g_min, in place of the card's or the file's"
    )
    group.add_argument("--stuck-high", type=float, metavar="P", help="share of cells at g_max, likewise")


def device(args: argparse.Namespace, design: Design) -> Device:
    """The device that the options and the network file give. Raises HdlgenError if they give none."""
    return _device(args, design, args.device)


def devices(args: argparse.Namespace, design: Design) -> tuple[Device, ...]:
    """The devices of a command that takes several."""
    return tuple(_device(args, design, card) for card in args.device or [None])


def periphery(args: argparse.Namespace, design: Design) -> Periphery:
    """The periphery that the options or the network file give; else an ideal one."""
    from hdlgen_sim.periphery import Periphery, load_periphery

    given = args.periphery is not None  # an empty one is an unset variable of a script: refused, not passed over
    source = args.periphery if given else design.file.periphery
    with refused("--periphery" if given else "periphery"):
        return Periphery() if source is None else load_periphery(source)


def training(args: argparse.Namespace, design: Design) -> NDArray[np.int64] | None:
    """The images of `--trim`; None if there is to be no trimming."""
    return labelled(Takes.of(design.graph), args.data, "train", args.trim, option="--trim")[0] if args.trim else None


def chip(args: argparse.Namespace, design: Design) -> Chip:
    """The chip of `--seed`."""
    from hdlgen.explore.study import build

    made, around = device(args, design), periphery(args, design)
    return build(design.graph, design.plan, made, around, args.seed, training(args, design))


GATED_S = 0.1
"""Seconds to solve a vector where inputs gate the cells of a 128×128 tile: 0.03–0.3 were measured, by rows driven."""


def warn_of_gates(around: Periphery, design: Design, images: int) -> None:
    """Says on stderr how long gated inputs will take, before they do."""
    if around.wires.inputs == "line" or around.wires.ideal:
        return
    stages = design.plan.array_stages
    each = sum(len(s.geometry.reads) * s.geometry.phases.count * len(s.program.blocks) for s in stages)
    print(
        f"inputs that gate the cells are solved vector by vector: {images * each:,} vectors, about "
        f"{images * each * GATED_S / 60:,.0f} minutes on tiles of 128×128; fewer --images, or inputs: line, take less",
        file=sys.stderr,
    )


@contextmanager
def refused(where: str) -> Iterator[None]:
    """Makes of a ValueError of the array models an HdlgenError with all its mistakes."""
    try:
        yield
    except ValueError as error:
        parts = re.split(r"\n(?! )", str(error))  # what is indented belongs to the line above
        raise HdlgenError.of([Mistake(where, part) for part in parts]) from None


def _device(args: argparse.Namespace, design: Design, card: str | None) -> Device:
    from hdlgen.reference import device_of

    spec = design.file.device
    where, named = ("--device", card) if card is not None else ("device", spec.card)
    stuck = {"stuck_low": args.stuck_low, "stuck_high": args.stuck_high}
    changes = {name: share for name, share in stuck.items() if share is not None}
    with refused(where):
        if named is None and args.time is not None:
            what = "has no meaning for a device that is no card: it does not change with time"
            raise HdlgenError("--time", what, fix="leave it out, or give --device CARD")
        if args.programming_error is not None:
            if named:
                fix = f"leave it out: card {named} has its own"
                raise HdlgenError("--programming-error", "is for a device that is no card", fix=fix)
            spec = spec.model_copy(update={"programming_error": args.programming_error})
        made = device_of(spec, card=card, time_s=args.time)
        return dataclasses.replace(made, **changes)


def time(text: str) -> float:
    """A time on the command line, in seconds."""
    from hdlgen_sim import quantity

    try:
        return quantity.parse(text, "s")
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _images(text: str) -> int:
    return 0 if text == "0" else count(text)
