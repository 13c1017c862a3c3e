"""The names of a plan, once more before they become Verilog: a plan need not come from a network file."""

from __future__ import annotations

from hdlgen.errors import HdlgenError, Mistake
from hdlgen.mapping.plan import Plan
from hdlgen.spec.names import taken


def require_names(plan: Plan) -> None:
    """Raises HdlgenError with every name of `plan` that would be a word of Verilog or stand for two things."""
    layers = [stage.name for stage in plan.stages]
    mistakes = [Mistake("name" if i is None else layers[i], what, fix) for i, what, fix in taken(plan.name, layers)]
    if mistakes:
        raise HdlgenError.of(mistakes)
