"""Figures of a design in words and rows."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from hdlgen.arith import by
from hdlgen.emit.package import configuration_digest
from hdlgen.emit.registers import register_map
from hdlgen.estimate.cost import Cost
from hdlgen.mapping.design import Design
from hdlgen.mapping.digests import geometry_digest, program_digest
from hdlgen.mapping.limits import Limits, busy
from hdlgen.mapping.pace import Pace
from hdlgen.mapping.plan import Edge, Plan
from hdlgen.mapping.stages import ArrayStage
from hdlgen.report.quantities import quantity


@dataclass(frozen=True)
class Fact:
    """A figure: its value in words, what it is, and what it counts."""

    value: str
    name: str
    meaning: str


def head(design: Design, pace: Pace, estimate: Cost | None, clock_hz: float) -> list[Fact]:
    """What a reader wants to know first."""
    plan, hardware = design.plan, design.plan.hardware
    dense = design.file.network.dense_weights or design.file.weight_count
    size = f"{hardware.rows} × {hardware.columns}"
    images_s = f"{clock_hz / pace.interval:,.0f} images/s at {clock_hz / 1e6:g} MHz"
    facts = [
        Fact(f"{plan.mapped_weights:,}", "weights on tiles", f"of {dense:,} before compression"),
        Fact(f"{plan.arrays:,}", f"tiles of {size}", f"blocks take {plan.filled:.0%} of their pairs of cells"),
        Fact(f"{plan.converters:,}", f"converters of {hardware.adc_bits} bits", "on these tiles"),
        Fact(f"{pace.interval:,}", "cycles an image", images_s),
        Fact(f"{busy(plan.array_stages, pace.interval):.0%}", "converters busy", "of the time, all together"),
        Fact(f"{plan.queue_bits:,} bit", "queues between stages", "as deep as the pace needs"),
    ]
    if estimate:
        power = quantity(estimate.energy_j * clock_hz / pace.interval, "W")
        facts += [
            Fact(quantity(estimate.energy_j, "J"), "energy an image", f"{power} at that pace; estimated"),
            Fact(quantity(estimate.area_mm2, "mm²"), "area", "of tiles and window buffers; estimated"),
        ]
    return facts


@dataclass(frozen=True)
class StageRow:
    """A stage in the table; what operators do not have is None."""

    name: str
    kind: str
    shape: str
    bound: int
    share: float
    arrays: dict[str, Any] | None


def stages(plan: Plan, interval: int) -> list[StageRow]:
    """All, in their order."""
    return [
        StageRow(
            stage.name,
            _kind(stage),
            by(stage.out_shape),
            stage.bound_cycles,
            stage.bound_cycles / interval,
            _arrays(stage, plan, interval) if isinstance(stage, ArrayStage) else None,
        )
        for stage in plan.stages
    ]


def _kind(stage: Any) -> str:
    if not isinstance(stage, ArrayStage):
        return type(stage.op).__name__
    rows, columns = stage.geometry.window.kernel
    return f"{rows}×{columns} on arrays"


def _arrays(stage: ArrayStage, plan: Plan, interval: int) -> dict[str, Any]:
    g, p = stage.geometry, stage.program
    phases = g.positions * g.phases.count
    return {
        "tiles": g.arrays,
        "engines": ", ".join(f"{e.tiles}×{e.copies}" for e in g.engines) or "1",
        "blocks": p.kept_blocks,
        "all": g.all_blocks(plan.hardware.rows_of(g)),
        "adcs": g.lanes.adcs,
        "bits": f"{g.phases.act} × {g.slices.weight_bits}",
        "conversions": phases * sum(map(g.groups, p.blocks)),
        "shift": p.adc_shift,
        "busy": busy([stage], interval),
    }


def limits(found: Limits, interval: int) -> list[Fact]:
    """What an image cannot be faster than, beside what it is."""
    return [
        Fact(f"{interval:,}", "this design", "as queues and all stages' parts have it"),
        Fact(f"{found.least:,}", "any deal of the blocks", "to so many tiles, however blocks are dealt out"),
        Fact(f"{found.converters:,.0f}", "converters", "if all of them were busy all the time"),
        Fact(f"{found.series:,}", "one engine a layer", "each layer's blocks one after the other"),
        Fact(f"{found.streams:,}", "streams", "a beat a cycle, with any number of tiles"),
    ]


def queues(plan: Plan) -> list[Edge]:
    """The deepest first."""
    return sorted((edge for edge in plan.edges if edge.depth), key=lambda edge: -edge.bits)


def registers(plan: Plan) -> list[tuple[str, Sequence[Any]]]:
    """By stage, "" for those of the whole accelerator."""
    return list(register_map(plan, configuration_digest(plan)).blocks)


def digests(design: Design) -> list[Fact]:
    """Of what the design is made of, and of what it is."""
    plan = design.plan
    found = [Fact(hashlib.sha256(path.read_bytes()).hexdigest(), path.name, "input") for path in design.file.files]
    return [
        *found,
        Fact(configuration_digest(plan).hex(), "plan.json", "the contract of all that is emitted: registers DIGEST"),
        Fact(geometry_digest(plan).hex(), "geometry", "of the hardware; equal where programs can be exchanged"),
        Fact(program_digest(plan).hex(), "program", "of weights, tables and constants"),
    ]


def checked(pace: Pace) -> list[str]:
    """What was proved when the page was made, in sentences."""
    proved = [
        "Every weight that is not zero stands in exactly one block of each copy, in range, on its tile: an independent "
        "checker read the plan.",
        "No pattern of stalls can make the stages and queues wait for one another for ever: proved by counting.",
    ]
    if pace.slower:
        return [*proved, *(f"Not proved: {where}: {what}" for where, what in pace.slower)]
    return [*proved, f"A timetable with an image every {pace.interval:,} cycles keeps every rule of stages and queues."]
