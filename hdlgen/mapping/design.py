"""`Design`: a network file, read and mapped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hdlgen import ir, spec
from hdlgen.ir import passes
from hdlgen.ir.graph import Graph
from hdlgen.mapping.checker import check, check_queues
from hdlgen.mapping.mapper import map_graph
from hdlgen.mapping.plan import Hardware, Plan
from hdlgen.spec.models import NetworkFile


@dataclass(frozen=True, eq=False)
class Design:
    """What a network file says (`file`), means (`graph`) and becomes (`plan`)."""

    file: NetworkFile
    graph: Graph
    plan: Plan


def load_design(net: str | Path, *, ranges: Mapping[str, int] | None = None) -> Design:
    """Reads, simplifies, maps and checks the network file at `net`, or the bundled network of that name.

    ranges  ADC shifts in place of the file's, whose own file is not read then; {} for the smallest that cannot clip

    Raises HdlgenError for whatever is wrong on the way.
    """
    file = spec.load(net, without="" if ranges is None else "ranges")
    graph = passes.simplify(ir.lower(file))
    plan = map_graph(graph, Hardware.of(file.hardware, file.device), file.ranges if ranges is None else ranges)
    check(plan, graph)
    check_queues(plan)
    return Design(file, graph, plan)
