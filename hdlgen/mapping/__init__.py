"""Where every weight is and who runs when: Graph → Plan, and an independent checker of Plans."""

from hdlgen.mapping.checker import check
from hdlgen.mapping.mapper import map_graph
from hdlgen.mapping.plan import ArrayStage, Block, Edge, Hardware, Lanes, OperatorStage, Plan, Segment, Stage, Stream
from hdlgen.mapping.serialize import from_json, to_json

__all__ = [
    "ArrayStage",
    "Block",
    "Edge",
    "Hardware",
    "Lanes",
    "OperatorStage",
    "Plan",
    "Segment",
    "Stage",
    "Stream",
    "check",
    "from_json",
    "map_graph",
    "to_json",
]
