"""`page`: one HTML file that shows a design, and loads nothing."""

from __future__ import annotations

from typing import Any

from hdlgen.errors import HdlgenError
from hdlgen.estimate.cost import Cost, cost
from hdlgen.estimate.parts import Parts, load_parts
from hdlgen.estimate.usage import Usage
from hdlgen.mapping.design import Design
from hdlgen.mapping.limits import Limits
from hdlgen.mapping.pace import paced
from hdlgen.report.page import facts, network, prices, schedule, tiles
from hdlgen.report.page.environment import environment
from hdlgen.report.page.runs import Runs


def page(design: Design, runs: Runs, clock_hz: float, parts: Parts | None = None) -> str:
    """The page of `design`.

    runs      what was measured of it
    clock_hz  for times and power
    parts     what components cost; those at 32 nm if None
    """
    plan, parts = design.plan, parts or load_parts()
    pace, times = paced(plan)
    estimate: Cost | None = None
    missing: tuple[Any, ...] = ()
    try:
        estimate = cost(Usage.of(plan), plan.hardware, parts, clock_hz)
    except HdlgenError as error:
        missing = error.mistakes
    limits = Limits.of(plan, design.graph)
    maps = tiles.maps(plan)
    return (
        environment()
        .get_template("page.html.j2")
        .render(
            plan=plan,
            runs=runs,
            head=facts.head(design, pace, estimate, clock_hz),
            network=network.drawing(plan),
            stages=facts.stages(plan, pace.interval),
            limits=facts.limits(limits, pace.interval),
            schedule=schedule.chart(plan, pace.interval, times),
            waits=schedule.waits(plan, runs.cosim),
            maps=maps,
            shades=tiles.shades(maps),
            described=tiles.described(plan),
            queues=facts.queues(plan),
            prices=prices.rows(estimate, plan.hardware, parts) if estimate else [],
            missing=missing,
            estimate=estimate,
            clock_mhz=clock_hz / 1e6,
            registers=facts.registers(plan),
            digests=facts.digests(design),
            checked=facts.checked(pace),
        )
    )
