"""`Design`: a network file, read and mapped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hdlgen import ir, spec
from hdlgen.ir import passes
from hdlgen.ir.graph import Graph
from hdlgen.mapping.checker import check, check_queues
from hdlgen.mapping.hardware import Hardware
from hdlgen.mapping.mapper import map_graph
from hdlgen.mapping.onto import map_onto
from hdlgen.mapping.plan import Plan
from hdlgen.spec.models import NetworkFile


@dataclass(frozen=True, eq=False)
class Design:
    """What a network file says (`file`), means (`graph`) and becomes (`plan`)."""

    file: NetworkFile
    graph: Graph
    plan: Plan


def load_design(
    net: str | Path,
    *,
    ranges: Mapping[str, int] | None = None,
    loadable: bool = False,
    conversion_cycles: int = 0,
    changes: Mapping[str, Any] | None = None,
) -> Design:
    """Reads, simplifies, maps and checks the network file at `net`, or the bundled network of that name.

    ranges    ADC shifts in place of the file's, whose own file is not read then; {} for the smallest that cannot clip
    loadable  whether programs are loaded: all windows come segment by segment then
    conversion_cycles  in place of the file's; 0 for those
    changes   as `spec.load` takes them

    Raises HdlgenError for whatever is wrong on the way.
    """
    file = spec.load(net, without="" if ranges is None else "ranges", changes=changes)
    graph = passes.simplify(ir.lower(file))
    hardware = Hardware.of(file.hardware, file.device)
    hardware = replace(hardware, conversion_cycles=conversion_cycles or hardware.conversion_cycles)
    shifts, spares = file.ranges if ranges is None else ranges, file.hardware.tile.spare_groups
    target = file.hardware.target_interval
    plan = map_graph(graph, hardware, shifts, segmented=loadable, spare_groups=spares, target_interval=target)
    check(plan, graph)
    check_queues(plan)
    return Design(file, graph, plan)


def load_onto(net: str | Path, hardware: Plan) -> Design:
    """Reads the network file at `net`, or the bundled network of that name, and places it on `hardware`, and checks.

    The ADC shifts of the file are taken where its arrays and converters are those of `hardware`; else, as for layers
    that have none, the smallest that cannot clip. The graph has as many channels as the hardware.

    Raises HdlgenError for whatever is wrong on the way, and with everything that does not fit.
    """
    file = spec.load(net)
    graph = passes.simplify(ir.lower(file))
    own = Hardware.of(file.hardware, file.device)
    given = replace(hardware.hardware, tile_budget=own.tile_budget, adc_budget=own.adc_budget, shared=own.shared)
    alike = own == given
    plan, wide = map_onto(graph, hardware, file.ranges if alike else {})
    check(plan, wide)
    check_queues(plan)
    return Design(file, wide, plan)
