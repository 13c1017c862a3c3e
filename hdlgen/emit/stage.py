"""The kinds of stages, one file each: their units and events."""

from __future__ import annotations

from typing import assert_never

from amaranth.lib import wiring

from hdlgen.emit import array_stage, operator_stage
from hdlgen.mapping.hardware import Hardware
from hdlgen.mapping.stages import ArrayStage, OperatorStage, Stage


def unit_of(stage: Stage, hardware: Hardware, *, loaded: bool = False, verify: bool = False) -> wiring.Component:
    """The stage's unit: streams that enter (`rtl.interfaces.operands`), `o`, its events, and `loading.members`.

    loaded  whether programs are loaded; then nothing of the unit depends on that of `stage`
    verify  whether cells are written through registers; a unit of arrays has `writer` then
    """
    match stage:
        case ArrayStage():
            return array_stage.ArrayStageUnit(stage, hardware, loaded=loaded, verify=verify)
        case OperatorStage():
            return operator_stage.OperatorStageUnit(stage, loaded=loaded)
    assert_never(stage)


def events(stage: Stage) -> tuple[str, ...]:
    """The stage's event ports; each is named as the register that hears it."""
    match stage:
        case ArrayStage():
            return tuple(array_stage.EVENTS)
        case OperatorStage():
            return operator_stage.EVENTS
    assert_never(stage)
