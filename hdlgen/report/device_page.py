"""A page of plots of a device."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from hdlgen_sim.card import Card
from hdlgen_sim.state_law import Floats

from hdlgen.report.durations import duration
from hdlgen.report.figures import BLUE, GREY, ORANGE, STYLE, figure, saved

if TYPE_CHECKING:
    from hdlgen.explore.devices import Population, Survey

MICRO = 1e6
SWEPT = 6
"""Levels whose mean and current are drawn: more lines are clutter."""
BINS = 160
HIGHEST = 4
"""Times the usual height that a distribution may have in a drawing: beside one sharp level nothing else is seen."""
CYCLES = 12
"""Loops of a threshold device that are drawn."""
Panel = Callable[[Any], None]


def page(card: Card, found: Survey | None) -> dict[str, bytes]:
    """NAME.png and NAME.svg: what the cells of a card hold and how they err, or the loop of a threshold device.

    found  of the card; None for a threshold device
    """
    import matplotlib as mpl

    panels = _loop(card) if found is None else _cells(found)
    with mpl.rc_context(STYLE):
        rows = (len(panels) + 1) // 2
        drawn = figure(9.0, 2.9 * rows + 0.5)
        drawn.suptitle(f"{card.name} · {card.title}", x=0.02, ha="left", fontsize=11)
        places = drawn.subplots(rows, 2, squeeze=False).ravel()
        for place, panel in zip(places, panels, strict=False):
            panel(place)
        for place in places[len(panels) :]:
            place.set_axis_off()
        return saved(card.name, drawn)


def _cells(found: Survey) -> list[Panel]:
    panels: list[Panel] = [lambda axes: _distribution(axes, found, found.first)]
    later = found.later
    if later is not None:
        panels.append(lambda axes: _distribution(axes, found, later))
    if _spread(found):
        panels.append(lambda axes: _against_g(axes, found, "sigma", "of cells", "spread of cells against conductance"))
    if found.first.noise.any():
        panels.append(lambda axes: _against_g(axes, found, "noise", "of a read", "read noise against conductance"))
    if len(found.times) > 1:
        panels.append(lambda axes: _over_time(axes, found, found.means, "mean", "mean conductance"))
        panels.append(lambda axes: _over_time(axes, found, found.sigmas, "spread", "sigma of cells"))
    if not found.first.device.ohmic:
        panels.append(lambda axes: _current(axes, found))
    return panels


def _spread(found: Survey) -> float:
    """The largest sigma of a level, siemens."""
    return max(float(p.sigma.max()) for p in (found.first, found.later) if p is not None)


def _spaced(count: int, most: int) -> list[int]:
    """At most `most` of `count` levels, from the first to the last."""
    return sorted({round(i) for i in np.linspace(0, count - 1, min(count, most))})


def _shades(count: int) -> list[Any]:
    """Colours of levels, dark for the first: a map that is even in lightness."""
    import matplotlib as mpl

    return [mpl.colormaps["viridis"](0.9 * i / max(count - 1, 1)) for i in range(count)]


def _distribution(axes: Any, found: Survey, cells: Population) -> None:
    everything = [p.cells * (p.device.grid_siemens * MICRO) for p in (found.first, found.later) if p is not None]
    low, high = min(float(g.min()) for g in everything), max(float(g.max()) for g in everything)
    margin = 0.03 * (high - low)
    axes.set_xlim(low - margin, high + margin)  # the same at both times
    if _spread(found):
        _densities(axes, cells.g * MICRO, np.linspace(low, high, BINS + 1))
    else:
        axes.vlines(cells.device.targets_siemens * MICRO, 0, 1, colors=_shades(len(cells.cells)), linewidth=2)
        axes.set_ylabel("all cells of a level alike")
        axes.set_yticks([])
    axes.set_xlabel("conductance, µS")
    when = f", {duration(cells.device.time_s)} after programming" if found.later else ""
    axes.set_title(f"{len(cells.cells)} levels{when}")


def _densities(axes: Any, g: Floats, edges: Floats) -> None:
    peaks = []
    for level, colour in zip(g, _shades(len(g)), strict=True):
        share = np.histogram(level, edges)[0] / len(level) / (edges[1] - edges[0])
        some = np.flatnonzero(share)
        first, stop = some[0], some[-1] + 1
        face = (*colour[:3], 0.35)
        axes.stairs(
            share[first:stop], edges[first : stop + 1], fill=True, facecolor=face, edgecolor=colour, linewidth=0.9
        )
        peaks.append(float(share.max()))
    top = min(1.08 * max(peaks), HIGHEST * float(np.median(peaks)))
    axes.set_ylim(0, top)
    axes.set_ylabel("density, 1/µS" + (", highest cut off" if max(peaks) > top else ""))


def _against_g(axes: Any, found: Survey, what: str, of: str, title: str) -> None:
    styles: tuple[dict[str, Any], ...] = (
        {"color": BLUE, "marker": "o", "markersize": 7, "fillstyle": "none"},
        {"color": ORANGE, "marker": "s"},
    )
    for cells, style in zip((found.first, found.later), styles, strict=True):
        if cells is not None:
            label = f"after {duration(cells.device.time_s)}" if found.later else None
            sigma = getattr(cells, what) * MICRO
            axes.plot(cells.mean * MICRO, sigma, **{"markersize": 3.5, **style}, label=label)
    step = found.first.device.step_siemens * MICRO
    axes.set(xlabel="mean conductance, µS", ylabel=f"sigma {of}, µS", title=title)
    axes.set_ylim(bottom=0)
    share = axes.secondary_yaxis("right", functions=(lambda y: y / step, lambda y: y * step))
    share.set_ylabel("level steps")
    if found.later:
        axes.legend()


def _over_time(axes: Any, found: Survey, values: Floats, what: str, label: str) -> None:
    chosen = _spaced(values.shape[1], SWEPT)
    for level, colour in zip(chosen, _shades(len(chosen)), strict=True):
        y = values[:, level] * MICRO
        axes.semilogx(found.times, y, color=colour, label=f"{level}")
        axes.annotate(
            f"{level}",
            (found.times[-1], y[-1]),
            (4, 0),
            textcoords="offset points",
            va="center",
            fontsize=8,
            color=colour,
        )
    for time, name in ((60.0, "1 min"), (3600.0, "1 h"), (86400.0, "1 d"), (30 * 86400.0, "30 d")):
        if found.times[0] <= time <= found.times[-1]:
            axes.axvline(time, color=GREY, linewidth=0.6, linestyle=":")
            axes.annotate(
                name, (time, 0), (2, 2), xycoords=("data", "axes fraction"), textcoords="offset points", fontsize=7
            )
    axes.margins(y=0.12)
    axes.set(xlabel="time since programming, s", ylabel=f"{label}, µS", title=f"{what} of some levels over time")


def _current(axes: Any, found: Survey) -> None:
    device = found.first.device
    most = device.card.current.most_volts if device.card.current else device.read_volts
    volts = np.linspace(0, most, 101)
    chosen = _spaced(len(found.first.mean), SWEPT)
    for level, colour in zip(chosen, _shades(len(chosen)), strict=True):
        g = np.array(round(float(device.targets_siemens[level]) / device.grid_siemens))
        current = device.current(g, volts) * device.grid_siemens * volts
        axes.plot(volts, current * MICRO, color=colour, label=f"{level}")
        axes.plot(volts, device.targets_siemens[level] * volts * MICRO, color=colour, linewidth=0.8, linestyle=":")
    axes.axvline(device.read_volts, color=GREY, linewidth=0.8, linestyle="--")
    axes.set(xlabel="voltage, V", ylabel="current, µA", title="current of some levels; dotted: ohmic, dashed: read")
    axes.legend(title="level", title_fontsize=8)


def _loop(card: Card) -> list[Panel]:
    device = card.threshold
    assert device is not None, "a card has a cell or a threshold"
    top = 1.5 * device.v_threshold
    half = np.concatenate([np.linspace(0, top, 301), np.linspace(top, 0, 301)])
    sweep = np.concatenate([half, -half])

    def loop(axes: Any) -> None:
        from hdlgen_sim.randomness import normals

        for cycle in range(CYCLES):
            z = normals(0, card.name, f"loop {cycle}", len(sweep))
            axes.semilogy(sweep, np.abs(device.iv_curve(sweep, z=z)), color="#b8b8b8", linewidth=0.7)
        axes.semilogy(sweep, np.abs(device.iv_curve(sweep)), color=BLUE)
        for volts, name, side in ((device.v_threshold, "on", 1), (device.v_hold, "off", -1)):
            axes.axvline(volts, color=GREY, linewidth=0.8, linestyle="--")
            axes.annotate(f"{name} at {volts:g} V", (volts, 0.94), (4 * side, 0), xycoords=("data", "axes fraction"),
                          textcoords="offset points", fontsize=8, ha="left" if side > 0 else "right")  # fmt: skip
        axes.set(xlabel="voltage, V", ylabel="|current|, A", title=f"sweep; grey: {CYCLES} cycles of one device")

        axes.set_ylim(top=5 * top / device.r_on)

    def thresholds(axes: Any) -> None:
        volts = device.thresholds(10_000, seed=0, name=card.name)
        axes.hist(volts, bins=80, color=BLUE, alpha=0.6)
        axes.axvline(device.v_threshold, color=GREY, linewidth=0.8, linestyle="--")
        axes.set(xlabel="threshold, V", ylabel="devices", title="thresholds of 10,000 devices")

    return [loop, thresholds]
