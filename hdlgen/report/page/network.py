"""The network as a drawing: layers in ranks, edges past them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from hdlgen.arith import by
from hdlgen.mapping.plan import IMAGE, RESULT, Edge, Plan
from hdlgen.mapping.stages import ArrayStage, OperatorStage

WIDTH, HEIGHT = 150, 40
"""Of a box."""
BESIDE, BELOW = 26, 34
"""Between boxes, and for an edge that passes one."""
SWEEPS = 6
"""Over the ranks, down and up: edges cross less after each."""

Place = tuple[float, float]


@dataclass(frozen=True)
class Box:
    """A stage: left upper corner, two lines of text, and what kind it is: image, arrays, operator or result."""

    x: float
    y: float
    name: str
    detail: str
    kind: str


@dataclass(frozen=True)
class Way:
    """An edge: its path, what is said of it, and where its queue's depth stands."""

    path: str
    title: str
    depth: int
    label: Place


@dataclass(frozen=True)
class Drawing:
    """All of it, in units of a pixel."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    ways: tuple[Way, ...]
    box: tuple[int, int] = (WIDTH, HEIGHT)


def drawing(plan: Plan) -> Drawing:
    """The stages of `plan`, each below all that it reads."""
    ranks = _ranks(plan)
    routes = {n: _route(edge, ranks, n) for n, edge in enumerate(plan.edges)}
    rows = _rows(ranks, routes)
    places, width = _places(rows)
    names = {IMAGE: ("image", by(plan.in_shape), "image"), RESULT: ("result", "", "result")}
    for stage in plan.stages:
        kind = "arrays" if isinstance(stage, ArrayStage) else "operator"
        what = type(stage.op).__name__ if isinstance(stage, OperatorStage) else _tiles(stage.geometry.arrays)
        names[stage.name] = stage.name, f"{what} · {by(stage.out_shape)}", kind
    boxes = tuple(Box(places[name][0] - WIDTH / 2, places[name][1] - HEIGHT / 2, *names[name]) for name in names)
    ways = tuple(_way(plan, edge, [places[at] for at in routes[n]]) for n, edge in enumerate(plan.edges))
    return Drawing(width, len(rows) * (HEIGHT + BELOW) - BELOW + 4, boxes, ways)


def _tiles(count: int) -> str:
    return f"{count} tile{'s' if count != 1 else ''}"


def _ranks(plan: Plan) -> dict[str, int]:
    """Rows of boxes from the image on."""
    ranks = {IMAGE: 0}
    for name in (*(stage.name for stage in plan.stages), RESULT):
        ranks[name] = 1 + max(ranks[edge.source] for edge in plan.into(name))
    return ranks


def _route(edge: Edge, ranks: Mapping[str, int], number: int) -> list[str]:
    """The places that an edge goes through: its ends, and one in each rank between."""
    between = range(ranks[edge.source] + 1, ranks[edge.target])
    return [edge.source, *(f"{number}@{rank}" for rank in between), edge.target]


def _rows(ranks: Mapping[str, int], routes: Mapping[int, list[str]]) -> list[list[str]]:
    """Places of each rank from left to right, such that few edges cross: each near the mean of those beside it."""
    rows: list[list[str]] = [[] for _ in range(1 + max(ranks.values()))]
    for name, rank in ranks.items():
        rows[rank].append(name)
    above, below = defaultdict(list), defaultdict(list)
    for route in routes.values():
        for place in route[1:-1]:
            rows[int(place.split("@")[1])].append(place)
        for upper, lower in pairwise(route):
            above[lower].append(upper)
            below[upper].append(lower)
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        for n in range(1, len(rows)) if down else range(len(rows) - 2, -1, -1):
            beside = rows[n - 1 if down else n + 1]
            _sort(rows[n], beside, above if down else below)
    return rows


def _sort(row: list[str], beside: Sequence[str], joined: Mapping[str, Sequence[str]]) -> None:
    at = {name: (n + 0.5) / len(beside) for n, name in enumerate(beside)}
    own = {name: (n + 0.5) / len(row) for n, name in enumerate(row)}
    means = {
        name: sum(at[other] for other in joined[name]) / len(joined[name]) if joined.get(name) else own[name]
        for name in row
    }
    row.sort(key=lambda name: means[name])


def _places(rows: Sequence[Sequence[str]]) -> tuple[dict[str, Place], float]:
    """Middles of all places, rows in the middle of the drawing, and its width."""
    widths = [[BESIDE if "@" in name else WIDTH for name in row] for row in rows]
    whole = max(sum(row) + BESIDE * (len(row) - 1) for row in widths) + 2 * BESIDE
    places = {}
    for n, (row, each) in enumerate(zip(rows, widths, strict=True)):
        left = (whole - sum(each) - BESIDE * (len(row) - 1)) / 2
        for name, width in zip(row, each, strict=True):
            places[name] = left + width / 2, n * (HEIGHT + BELOW) + HEIGHT / 2 + 2
            left += width + BESIDE
    return places, whole


def _way(plan: Plan, edge: Edge, places: Sequence[Place]) -> Way:
    half, path, last = HEIGHT / 2, "", len(places) - 1
    for n, ((x, y), (to_x, to_y)) in enumerate(pairwise(places)):
        begin, end = y + half, to_y - half
        middle = (begin + end) / 2
        if not n:
            path = f"M{x:g} {begin:g}"
        path += f"C{x:g} {middle:g} {to_x:g} {middle:g} {to_x:g} {end:g}"
        if n + 1 < last:
            path += f"V{to_y + half:g}"
    given = plan.given(edge.source)
    queue = f"queue of {edge.depth:,} beats, {edge.bits:,} bits" if edge.depth else "no queue"
    title = f"{edge.source} → {edge.target}: {by(given.shape)}, {edge.lanes} × {edge.type} a beat; {queue}"
    (x, y), (to_x, to_y) = places[-2:]
    return Way(path, title, edge.depth, (0.7 * x + 0.3 * to_x + 5, (y + to_y) / 2 + 4))
