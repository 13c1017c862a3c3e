"""What a Plan may say that the emitted hardware does not do."""

from __future__ import annotations

from collections.abc import Iterator

from hdlgen.errors import HdlgenError, Mistake
from hdlgen.mapping.plan import AddStage, Plan
from hdlgen.mapping.units import pooled


def require_emittable(plan: Plan) -> None:
    """Raises HdlgenError, naming the layers, if `plan` is more than a chain of stages that hardware is emitted for."""
    mistakes = [*pooled(plan), *_branches(plan)]
    if mistakes:
        raise HdlgenError.of(mistakes)


def _branches(plan: Plan) -> Iterator[Mistake]:
    adds = [stage.name for stage in plan.stages if isinstance(stage, AddStage)]
    others = [stage.name for stage in plan.stages if stage.sources is not None and stage.name not in adds]
    found = []
    if adds:
        found.append(f"{', '.join(adds)} {'add' if len(adds) > 1 else 'adds'} two layers")
    if others:
        found.append(f"{', '.join(others)} {'read' if len(others) > 1 else 'reads'} another layer than the one before")
    if found:
        what = f"{' and '.join(found)}; branches are in the array models alone: the emitted accelerator is a chain"
        yield Mistake(plan.name, what, "use `hdlgen eval` and `hdlgen calibrate`, or a network that is a chain")
