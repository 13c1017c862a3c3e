"""When stages work on an image, by the timetable, and what they waited for, by the counters of the RTL."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from hdlgen.mapping.plan import IMAGE, RESULT, Plan
from hdlgen.mapping.stages import ArrayStage
from hdlgen.mapping.timetable import Times

TICKS = 8
"""Marks of the axis, at most."""


@dataclass(frozen=True)
class Bar:
    """A stage with an image: from its first beat in to its last beat out, cycles; of the image that is shown."""

    name: str
    kind: str
    begin: int
    first_out: int
    end: int


@dataclass(frozen=True)
class Chart:
    """Bars of an image.

    period  cycles from one image to the next
    end     cycles from an image's first beat to its last result
    others  images before and after that are inside meanwhile: by how many periods they are later
    ticks   cycles at which the axis has a mark
    """

    bars: tuple[Bar, ...]
    period: int
    end: int
    others: tuple[int, ...]
    ticks: tuple[int, ...]


def chart(plan: Plan, period: int, times: Times) -> Chart:
    """Of the timetable of images that follow one another every `period` cycles."""
    kinds = {stage.name: "arrays" if isinstance(stage, ArrayStage) else "operator" for stage in plan.stages}
    kinds = {IMAGE: "image", **kinds, RESULT: "result"}
    bars = [_bar(name, kind, times) for name, kind in kinds.items()]
    end = max(bar.end for bar in bars)
    after = range(1, -(-end // period))
    return Chart(tuple(bars), period, end, (*(-n for n in after), *after), _ticks(end))


def _bar(name: str, kind: str, times: Times) -> Bar:
    out, gone = times.offered[name], times.gone[name]
    parts = f"{name}.", f"{name}←"
    taken = [t for link, t in times.taken.items() if link.target == name or link.target.startswith(parts)]
    begin = min((int(t.min()) for t in taken), default=int(out.min()))
    return Bar(name, kind, begin, int(out.min()), int(gone.max()) + 1)


def _ticks(end: int) -> tuple[int, ...]:
    """Round numbers up to `end`."""
    step = 10 ** int(np.log10(max(1, end)))
    while end / step < TICKS / 2 and step > 1:
        step = step // 2 if str(step)[0] == "1" or step % 5 == 0 else step // 5
    return tuple(range(0, end + 1, max(1, step)))


@dataclass(frozen=True)
class Waits:
    """What a stage's counters say: events, and shares of all cycles of the run in which

    busy     its converters converted
    starved  its arrays waited for a window
    blocked  they waited for results to leave
    """

    name: str
    windows: int
    dispatches: int
    phases: int
    conversions: int
    busy: float
    starved: float
    blocked: float


def waits(plan: Plan, cosim: Mapping[str, Any] | None) -> list[Waits]:
    """Of each stage with weights; none where there was no cosimulation."""
    return [_waits(stage, cosim) for stage in plan.array_stages] if cosim else []


def _waits(stage: ArrayStage, cosim: Mapping[str, Any]) -> Waits:
    registers = cosim["registers"]
    cycles = registers["CYCLES_LO"] + (registers["CYCLES_HI"] << 32)
    engines = sum(engine.copies for engine in stage.geometry.all_engines)
    converted = registers[f"{stage.name}.CONVERSIONS"]
    return Waits(
        stage.name,
        registers[f"{stage.name}.WINDOWS"],
        registers[f"{stage.name}.DISPATCHES"],
        registers[f"{stage.name}.PHASES"],
        converted,
        converted * stage.geometry.conversion_cycles / (stage.converters // stage.geometry.lanes.adcs * cycles),
        registers[f"{stage.name}.STARVED"] / (engines * cycles),
        registers[f"{stage.name}.BLOCKED"] / (engines * cycles),
    )
