"""The kinds of stages that are emitted, one file each: their units, streams and events."""

from __future__ import annotations

from amaranth.lib import wiring

from hdlgen.emit import array_stage, pool_stage
from hdlgen.mapping.plan import ArrayStage, Hardware, PoolStage, Stage

UNEMITTED = "plans with other stages are refused before"


def unit_of(stage: Stage, hardware: Hardware) -> wiring.Component:
    """The stage's unit: streams `i` and `o`, and its events."""
    if isinstance(stage, ArrayStage):
        return array_stage.ArrayStageUnit(stage, hardware)
    assert isinstance(stage, PoolStage), UNEMITTED
    return pool_stage.PoolStageUnit(stage)


def stream_bits(stage: Stage) -> tuple[int, int]:
    """Bits of a beat that enters, of one that leaves."""
    if isinstance(stage, ArrayStage):
        return array_stage.in_bits(stage), array_stage.out_bits(stage)
    assert isinstance(stage, PoolStage), UNEMITTED
    return pool_stage.in_bits(stage), pool_stage.out_bits(stage)


def events(stage: Stage) -> tuple[str, ...]:
    """The stage's event ports; each is named as the register that counts it."""
    if isinstance(stage, ArrayStage):
        return tuple(array_stage.EVENTS)
    assert isinstance(stage, PoolStage), UNEMITTED
    return pool_stage.EVENTS
