"""`hdlgen device`: the memristors that hdlgen knows, and what a card says."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from hdlgen import outputs
from hdlgen.cli import chip_options, run_files
from hdlgen.cli.images import count

EXAMPLES = """\
examples:
  hdlgen device list                                    all cards that come with hdlgen
  hdlgen device show neurram_hfox_1t1r                  levels, errors, and every number with its source
  hdlgen device show neurram_hfox_1t1r --out plots      and a page of plots: PNG and SVG
  hdlgen device show my_card.yaml --cell-bits 2 --time 1h
"""


def register(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the command line."""
    parser = sub.add_parser(
        "device",
        help="list memristors, or show one with its sources and plots",
        epilog=EXAMPLES,
        description="Device cards: what publications say of memristors, every number with its source.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    actions = parser.add_subparsers(metavar="action", dest="action", required=True)
    table = actions.add_parser("list", help="all cards that come with hdlgen")
    table.add_argument("--json", action="store_true", help="print JSON")
    show = actions.add_parser("show", help="one card: levels, errors, sources, plots")
    show.add_argument("card", metavar="CARD", help="a card of `hdlgen device list`, or a YAML file")
    show.add_argument("--cell-bits", type=count, metavar="C", help="2^C levels (default: 4, or what the card allows)")
    show.add_argument(
        "--time", type=chip_options.time, metavar="T", help="the later time that is shown: 1h, 30d (default: 1d)"
    )
    show.add_argument("--out", type=run_files.path, metavar="DIR", help="write a page of plots, CARD.png and CARD.svg")
    run_files.add_force(show)
    show.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Prints the table, or a card."""
    return _list(args.json) if args.action == "list" else _show(args)


def _list(as_json: bool) -> int:
    from hdlgen_sim.card import list_cards, load_card

    from hdlgen.report import device_text

    rows = [device_text.row(load_card(name)) for name in list_cards()]
    print(json.dumps(list(map(device_text.plain_row, rows)), indent=2) if as_json else device_text.table(rows))
    return 0


def _show(args: argparse.Namespace) -> int:
    from hdlgen_sim.card import load_card

    from hdlgen.explore import devices
    from hdlgen.report import device_page, device_text

    with chip_options.refused("device"):
        card = load_card(args.card)
        if args.out:
            names = [args.out / f"{card.name}.{kind}" for kind in ("png", "svg")]
            outputs.claim(names, [Path(args.card)], force=args.force)
        found = None
        if card.cell is not None:
            found = devices.survey(card, args.cell_bits or devices.usual_bits(card), args.time)
    if args.out:
        plots = device_page.page(card, found)
        outputs.write(args.out, plots, [Path(args.card)], force=args.force)
        print(f"{', '.join(plots)} in {args.out}", file=sys.stderr)
    if args.json:
        print(json.dumps({**device_text.plain(card), **({"cells": devices.plain(found)} if found else {})}, indent=2))
    else:
        print(device_text.text(card, found))
    return 0
