"""Plans as JSON: same plan, same bytes."""

from __future__ import annotations

import base64
import dataclasses
import json
from typing import Any, get_args

import numpy as np

from hdlgen.arith import AnyOperator, Int, Phases, Requant, SegmentFetch, Slices, SumPool, Table, Window
from hdlgen.errors import HdlgenError
from hdlgen.mapping.engines import Engine
from hdlgen.mapping.geometry import Capacity, Geometry
from hdlgen.mapping.hardware import Hardware
from hdlgen.mapping.lanes import Lanes
from hdlgen.mapping.plan import Edge, Plan
from hdlgen.mapping.program import Block, Program, Segment
from hdlgen.mapping.stages import ArrayStage, OperatorStage
from hdlgen.mapping.stream import Stream

VERSION = 4
_KINDS: dict[str, type] = {
    cls.__name__: cls
    for cls in (
        *get_args(AnyOperator),
        ArrayStage,
        Block,
        Capacity,
        Edge,
        Engine,
        Geometry,
        Hardware,
        Int,
        Lanes,
        OperatorStage,
        Phases,
        Plan,
        Program,
        Requant,
        Segment,
        SegmentFetch,
        Slices,
        Stream,
        SumPool,
        Table,
        Window,
    )
}


def to_json(plan: Plan) -> str:
    """`plan` as JSON text with sorted keys: objects carry their class as "kind", weights are int8 in base64."""
    return json.dumps({"hdlgen_plan": VERSION, "plan": encode(plan)}, sort_keys=True, indent=1) + "\n"


def from_json(text: str) -> Plan:
    """The plan that `to_json` wrote. Raises HdlgenError if `text` is none."""
    try:
        data = json.loads(text)
    except (ValueError, RecursionError) as e:
        raise HdlgenError("plan", f"is no JSON: {e}", fix="give a file that `hdlgen.mapping.to_json` wrote") from e
    if not isinstance(data, dict) or data.get("hdlgen_plan") != VERSION:
        version = data.get("hdlgen_plan") if isinstance(data, dict) else None
        raise HdlgenError("hdlgen_plan", f"the file's version is {version}, not {VERSION}", fix="map the network again")
    plan = _decode(data.get("plan"), "plan")
    if not isinstance(plan, Plan):
        raise HdlgenError("plan", "is no Plan", fix="map the network again")
    return plan


def encode(value: Any) -> Any:
    """A part of a plan as JSON has it: as `to_json` says."""
    if isinstance(value, np.ndarray):
        data = base64.b64encode(np.ascontiguousarray(value, np.int8).tobytes()).decode()
        return {"kind": "int8", "shape": list(value.shape), "base64": data}
    if dataclasses.is_dataclass(value):
        fields = {f.name: encode(getattr(value, f.name)) for f in dataclasses.fields(value) if _written(value, f)}
        return {"kind": type(value).__name__, **fields}
    if isinstance(value, tuple):
        return [encode(v) for v in value]
    assert value is None or isinstance(value, int | str), f"a plan holds no {type(value).__name__}"
    return value


def _written(value: Any, field: dataclasses.Field[Any]) -> bool:
    return not field.metadata.get("omitted") or getattr(value, field.name) != field.default


def _decode(value: Any, where: str) -> Any:
    if isinstance(value, list):
        return tuple(_decode(v, f"{where}[{i}]") for i, v in enumerate(value))
    if not isinstance(value, dict):
        return value
    kind = value.get("kind")
    try:
        if kind == "int8":
            weights = np.frombuffer(base64.b64decode(value["base64"], validate=True), np.int8)
            return weights.reshape(value["shape"])
        if kind not in _KINDS:
            raise HdlgenError(where, f"is of unknown kind {kind!r}", fix="map the network again")
        fields = {k: _decode(v, f"{where}.{k}") for k, v in value.items() if k != "kind"}
        return _KINDS[kind](**fields)
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError) as e:
        raise HdlgenError(where, f"is no {kind}: {e}", fix="map the network again") from e
