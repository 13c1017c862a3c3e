"""Events of stages, which registers count or keep: their names, and how many there can be in a cycle."""

from __future__ import annotations

from hdlgen.mapping.stages import ArrayStage, Stage


def stage_event(stage: Stage, counter: str) -> str:
    """Name of the event that the stage's register `counter` (WINDOWS, PHASES, …) counts or keeps."""
    return f"{stage.name}.{counter.lower()}"


def event_bits(stage: Stage, event: str) -> int:
    """Of the number of such events in a cycle: there are several where engines work at once."""
    engines = stage.geometry.engines if isinstance(stage, ArrayStage) else ()
    return sum(engine.copies for engine in engines).bit_length() if engines and event != "faults" else 1


def stage_events(stage: Stage, counter: str) -> tuple[str, ...]:
    """That event's, or where several can come in a cycle those of the bits of their number, lowest first."""
    name, bits = stage_event(stage, counter), event_bits(stage, counter.lower())
    return (name,) if bits == 1 else tuple(f"{name}.{n}" for n in range(bits))
