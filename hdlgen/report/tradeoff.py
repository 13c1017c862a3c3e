"""What was explored: as plain data, as text, as a picture, and as a page to look around in."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from hdlgen.explore.points import Record
from hdlgen.explore.space import Space, named
from hdlgen.explore.trade import counted, front
from hdlgen.report.figures import BLUE, GREY, ORANGE, STYLE, figure, saved
from hdlgen.report.page.environment import environment
from hdlgen.report.quantities import quantity

FILES = ("front.json", "front.html", "front.png", "front.svg")
"""What is written beside the ledger."""
UNITS = {"energy": "J", "area": "mm²"}
TITLES = {
    "score": "score, %",
    "worst": "worst chip, %",
    "energy": "energy an image, nJ",
    "area": "area, mm²",
    "interval": "cycles an image",
    "tiles": "tiles",
    "converters": "converters",
}
FACTORS = {"score": 100.0, "worst": 100.0, "energy": 1e9}
"""From a value to what a title names."""
LOGARITHMIC = ("energy", "area", "interval", "tiles", "converters")


def plain(net: str, space: Space, records: Sequence[Record]) -> dict[str, Any]:
    """What `hdlgen explore --json` prints, but for where it is."""
    best = {record.digest for record in front(records, space)}
    return {
        "net": net,
        "objectives": dict(space.objectives),
        "axes": {key: list(values) for key, values in space.values.items()},
        "points": len(records),
        **counted(records),
        "front": [_plain(r) for r in front(records, space)],
        "others": [{**_plain(r), "state": r.state, **({"why": r.why} if r.why else {})}
                   for r in sorted(records, key=lambda r: named(r.point)) if r.digest not in best],
    }  # fmt: skip


def _plain(record: Record) -> dict[str, Any]:
    return {"point": dict(record.point), "values": dict(record.values), "images": record.images, "chips": record.chips}


def text(result: Mapping[str, Any]) -> str:
    """The front as a table."""
    found, metrics = result["front"], _metrics(result)
    axes = [key for key, values in result["axes"].items() if len(values) > 1]
    rows = [[*(key.removeprefix("hardware.") for key in axes), *metrics]]
    for f in found:
        values = (_words(name, f["values"][name]) for name in metrics)
        rows.append([*(_short(f["point"][key]) for key in axes), *values])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    traded = ", ".join(f"{name} {way}" for name, way in result["objectives"].items())
    known = f", {result['known']} of which were there already" if result["known"] else ""
    return "\n".join(
        [
            f"{result['points']} points of {result['net']}{known}: {result['whole']} measured whole, "
            f"{result['given up']} beaten early, {result['refused']} are no machine",
            f"front of {len(found)}: {traded}",
            "",
            *lines,
            "",
            f"{', '.join(FILES)} in {result['out']}",
        ]
    )


def _metrics(result: Mapping[str, Any]) -> list[str]:
    """Objectives first."""
    return [*result["objectives"], *(name for name in TITLES if name not in result["objectives"])]


def _short(value: Any) -> str:
    if isinstance(value, dict):
        return " ".join(f"{v}" for v in value.values()) or "-"
    return "-" if value is None else f"{value}"


def _words(name: str, value: float) -> str:
    return f"{100 * value:.2f} %" if name in ("score", "worst") else quantity(value, UNITS.get(name, ""))


def files(result: Mapping[str, Any]) -> dict[str, bytes]:
    """By name, as FILES says."""
    data = json.dumps(result, indent=1).encode() + b"\n"
    return {"front.json": data, "front.html": _page(result).encode(), **plot(result)}


def _page(result: Mapping[str, Any]) -> str:
    return environment().get_template("front.html.j2").render(
        result=result, titles=TITLES, factors=FACTORS, logarithmic=LOGARITHMIC, metrics=_metrics(result)
    )  # fmt: skip


def plot(result: Mapping[str, Any]) -> dict[str, bytes]:
    """front.png and front.svg: the first objective against each other one; the front joined, the others behind it."""
    import matplotlib as mpl

    first, *others = result["objectives"]
    others = others or [name for name in ("energy", "score") if name != first][:1]
    with mpl.rc_context(STYLE):
        drawn = figure(0.6 + 4.4 * len(others), 3.6)
        for axes, name in zip(drawn.subplots(1, len(others), squeeze=False)[0], others, strict=True):
            _panel(axes, result, name, first)
        title = f"{result['net']}: {len(result['front'])} of {result['points']} points on the front"
        drawn.suptitle(title, fontsize=10)
        return saved("front", drawn)


def _panel(axes: Any, result: Mapping[str, Any], name: str, first: str) -> None:
    seen = [r for r in result["others"] if r["state"] == "whole"]
    faint, strong = {"color": GREY, "alpha": 0.35, "markersize": 3}, {"color": BLUE, "markersize": 5}
    for some, style in ((seen, faint), (result["front"], strong)):
        x, y = ([r["values"][n] * FACTORS.get(n, 1.0) for r in some] for n in (name, first))
        axes.plot(x, y, "o", markeredgewidth=0, **style)
    axes.plot(*_stairs(result, name, first), color=ORANGE, linewidth=1.2, zorder=0)
    if name in LOGARITHMIC:
        axes.set_xscale("log")
    axes.set(xlabel=TITLES[name], ylabel=TITLES[first])


def _stairs(result: Mapping[str, Any], name: str, first: str) -> tuple[list[float], list[float]]:
    """Of the front the points that are best of these two objectives alone, in the order of `name`."""
    signs = {n: 1 if result["objectives"].get(n) == "highest" else -1 for n in (name, first)}
    values = [r["values"] for r in result["front"]]
    values.sort(key=lambda v: (-signs[name] * v[name], -signs[first] * v[first]))
    x: list[float] = []
    y: list[float] = []
    for each in values:
        here = each[first] * FACTORS.get(first, 1.0)
        if not y or signs[first] * here > signs[first] * y[-1]:
            x.append(each[name] * FACTORS.get(name, 1.0))
            y.append(here)
    return x, y
