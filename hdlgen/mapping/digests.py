"""Two digests of a Plan: of the hardware, and of what is loaded into it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

from hdlgen.mapping.constants import constants_of, structure_of
from hdlgen.mapping.plan import Plan
from hdlgen.mapping.serialize import VERSION, encode
from hdlgen.mapping.stages import ArrayStage, Stage


def geometry_digest(plan: Plan) -> bytes:
    """SHA-256 of what the Verilog depends on if programs are loaded; 32 bytes.

    Two trainings of one structure have the same. Names count: they are those of modules.
    """
    bare = replace(plan, stages=(), hardware=replace(plan.hardware, tile_budget=0))
    return _digest("geometry", encode(bare) | {"stages": [_geometry(stage) for stage in plan.stages]})


def program_digest(plan: Plan) -> bytes:
    """SHA-256 of what is loaded, the programs of layers with weights and the constants of operators; 32 bytes."""
    return _digest("program", {stage.name: _program(stage) for stage in plan.stages})


def _digest(of: str, content: dict[str, Any]) -> bytes:
    """Of canonical JSON: sorted keys, no blanks, ASCII."""
    text = json.dumps({f"hdlgen_{of}": VERSION, of: content}, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).digest()


def _geometry(stage: Stage) -> dict[str, Any]:
    if isinstance(stage, ArrayStage):
        return {"name": stage.name, "geometry": encode(stage.geometry)}
    op = {"kind": type(stage.op).__name__, **_encoded(structure_of(stage.op))}
    fields: dict[str, Any] = encode(stage)
    return fields | {"op": op}


def _program(stage: Stage) -> Any:
    return encode(stage.program) if isinstance(stage, ArrayStage) else _encoded(constants_of(stage.op))


def _encoded(fields: dict[str, Any]) -> dict[str, Any]:
    return {name: encode(value) for name, value in fields.items()}
