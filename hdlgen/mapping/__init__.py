"""Where every weight is and who runs when: Graph → Plan, and an independent checker of Plans."""

from hdlgen.mapping.checker import check
from hdlgen.mapping.geometry import Geometry
from hdlgen.mapping.hardware import Hardware
from hdlgen.mapping.lanes import Lanes
from hdlgen.mapping.mapper import map_graph
from hdlgen.mapping.plan import Edge, Plan
from hdlgen.mapping.program import Block, Program, Segment
from hdlgen.mapping.serialize import from_json, to_json
from hdlgen.mapping.spares import avoid
from hdlgen.mapping.stages import ArrayStage, OperatorStage, Stage
from hdlgen.mapping.stream import Stream

__all__ = [
    "ArrayStage",
    "Block",
    "Edge",
    "Geometry",
    "Hardware",
    "Lanes",
    "OperatorStage",
    "Plan",
    "Program",
    "Segment",
    "Stage",
    "Stream",
    "avoid",
    "check",
    "from_json",
    "map_graph",
    "to_json",
]
