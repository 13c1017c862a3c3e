"""`Part`: what handles beats, and what is in front of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

import numpy as np

from hdlgen.mapping.array_rates import array_rates
from hdlgen.mapping.operator_rates import operator_rates, regrouped
from hdlgen.mapping.plan import RESULT, Plan
from hdlgen.mapping.rates import Rates, pipeline
from hdlgen.mapping.stages import ArrayStage, OperatorStage, Stage
from hdlgen.mapping.stream import Stream


@dataclass(frozen=True, eq=False)
class Part:
    """A part of a stage, or of what changes the lanes in front of one, or of what lets results leave.

    sources  what it reads, operand by operand: parts, or IMAGE
    queues   of each operand the target and operand of the edge whose queue is in front of it; None where it takes what
             the source offers
    """

    rates: Rates
    sources: tuple[str, ...]
    queues: tuple[tuple[str, int] | None, ...]


def parts_of(plan: Plan) -> dict[str, Part]:
    """What handles beats, by name, each behind its sources. The part that gives a stage's results has its name."""
    found: dict[str, Part] = {}
    for target in (*(s.name for s in plan.stages), RESULT):
        taken = [s.leaving for s in plan.results] if target == RESULT else plan[target].entering
        ends: list[tuple[str, tuple[str, int] | None]] = []
        for edge, entering in zip(plan.into(target), taken, strict=True):
            given, source = plan.given(edge.source), edge.source
            if given.lanes != entering.lanes:
                source = f"{target}←{edge.operand}.lanes"
                found[source] = Part(regrouped(given, entering), (edge.source,), (None,))
            ends.append((source, (target, edge.operand)))
        if target == RESULT:
            rates = {**{f"←{n}": _skid(s) for n, s in enumerate(taken)}, "": frames(taken)}
        else:
            rates = rates_of(plan[target])
        found |= joined(target, rates, ends)
    return found


def joined(
    target: str, rates: dict[str, Rates], ends: list[tuple[str, tuple[str, int] | None]]
) -> Iterator[tuple[str, Part]]:
    """The parts of `target`, behind the `ends` of its edges: sources and queues."""
    for suffix, each in rates.items():
        name = target + suffix
        if suffix.startswith("←"):
            operand = int(suffix[1:])
            source, queue = ends[operand]
            yield name, Part(each, (source,), (queue,))
            ends[operand] = (name, None)
        elif each.behind:
            yield name, Part(each, tuple(target + s for s in each.behind), (None,) * len(each.behind))
            ends = [(name, None)]
        else:
            sources, queues = zip(*ends, strict=True)
            yield name, Part(each, sources, queues)
            ends = [(name, None)]


def rates_of(stage: Stage) -> dict[str, Rates]:
    """The rates of the parts of `stage`, one behind the other, by what follows the stage's name; the last has "".

    Those of an operand alone, "←0", "←1", …, come first.
    """
    match stage:
        case ArrayStage():
            return array_rates(stage)
        case OperatorStage():
            return operator_rates(stage)
    assert_never(stage)


def frames(results: Sequence[Stream]) -> Rates:
    """What lets the results of an image leave one after the other."""
    beats = [stream.beats for stream in results]
    count = np.arange(sum(beats))
    needs, takes, turns = [], [], []
    for n, own in enumerate(beats):
        before = sum(beats[:n])
        needs.append(np.clip(count + 1 - before, 0, own))
        takes.append(np.append(np.clip(count + 1 - before, 0, own), own + (before == 0)))
        turns.append(before + np.arange(own))
    delay = np.ones(len(count), np.int64)
    return Rates(tuple(beats), tuple(needs), tuple(takes), delay, len(count), turns=tuple(turns))


def _skid(stream: Stream) -> Rates:
    return replace(pipeline(stream, 2, room=1), latency=np.ones(stream.beats, np.int64))
