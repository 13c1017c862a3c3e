"""Area and energy by kind of component, each price with its source."""

from __future__ import annotations

from dataclasses import dataclass

from hdlgen.estimate.cost import PARTS, Cost
from hdlgen.estimate.parts import Parts
from hdlgen.mapping.hardware import Hardware


@dataclass(frozen=True)
class Source:
    """Where a price stands, and how sure it is."""

    text: str
    basis: str


@dataclass(frozen=True)
class Row:
    """A kind of component: how many, their area; events of an image, their energy; shares of all; sources."""

    name: str
    count: int
    area_mm2: float
    area_share: float
    events: int
    energy_j: float
    energy_share: float
    area: Source
    energy: Source


def rows(found: Cost, hardware: Hardware, parts: Parts) -> list[Row]:
    """Those of `found`, which has the prices of `parts`; what takes the most energy first."""
    made = []
    for name, share in found.shares.items():
        part = getattr(parts, PARTS[name])
        sources = (Source(each.source, each.basis) for each in (part.area, part.energy))
        area, energy = share.area_mm2 / found.area_mm2, share.energy_j / found.energy_j
        made.append(Row(name, share.count, share.area_mm2, area, share.events, share.energy_j, energy, *sources))
    return sorted(made, key=lambda row: -row.energy_j)
