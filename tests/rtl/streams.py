"""Drives a unit's streams in Amaranth's simulator, with stalls at both ends, and watches the stream rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from amaranth import ClockDomain, Module
from amaranth.sim import Simulator
from numpy.typing import NDArray

Pattern = tuple[int, ...]

FREE: Pattern = (1,)
SLOW: Pattern = (1, 0, 0, 1, 1, 0, 1)
SLOWER: Pattern = (0, 0, 1, 0, 1, 1, 0, 0, 0, 1)
STALLS = [(FREE, FREE), (SLOW, FREE), (FREE, SLOWER), (SLOWER, SLOW)]
"""(source, sink) patterns: a 1 is a cycle in which a beat is offered, or taken."""


@dataclass
class Run:
    """What went through.

    words      accepted payloads of the output
    sent_at    cycle in which each input beat was accepted; of `streams_through`, which gives these for each input, none
    got_at     cycle in which each output beat was accepted
    valid_at   cycle in which each output beat was first offered
    """

    words: list[int] = field(default_factory=list)
    sent_at: list[int] = field(default_factory=list)
    got_at: list[int] = field(default_factory=list)
    valid_at: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Port:
    """Signals of a stream that does not have Amaranth's names."""

    valid: Any
    ready: Any
    payload: Any


def stream_through(
    unit: Any,
    words: Sequence[int],
    count: int,
    *,
    source: Pattern = FREE,
    sink: Pattern = FREE,
    reset_after: int | None = None,
    i: Any = None,
    o: Any = None,
    each_cycle: Callable[[Any, int], None] | None = None,
    slack: int = 200,
) -> Run:
    """Sends `words` into `unit` until `count` beats came out, then watches for surplus ones.

    reset_after  accept that many beats first, then reset for a cycle; they and what they caused are not in the result
    each_cycle   called with the simulator's context and the cycle, when its inputs are set and before its edge
    slack        cycles without any transfer after which the unit counts as stuck

    Asserts that valid does not follow ready, and that an offered beat stays until it is taken.
    """
    i, o = i or unit.i, o or unit.o
    (sent_at,), (run,) = streams_through(
        unit,
        [(i, words)],
        [(o, count)],
        sources=(source,),
        sinks=(sink,),
        reset_after=reset_after,
        each_cycle=each_cycle,
        slack=slack,
    )
    return replace(run, sent_at=sent_at)


def streams_through(
    unit: Any,
    inputs: Sequence[tuple[Any, Sequence[int]]],
    outputs: Sequence[tuple[Any, int]],
    *,
    sources: Sequence[Pattern] = (FREE,),
    sinks: Sequence[Pattern] = (FREE,),
    reset_after: int | None = None,
    each_cycle: Callable[[Any, int], None] | None = None,
    slack: int = 200,
) -> tuple[list[list[int]], list[Run]]:
    """As `stream_through`: the cycles in which each input's beats were accepted, and what came out of each output.

    inputs          (stream, payloads)
    outputs         (stream, beats that are to come)
    sources, sinks  patterns of the inputs and outputs; the last is also that of the ones behind it
    reset_after     beats of all inputs after which the unit is reset; they and what they caused are not in the result

    Asserts that no valid follows a ready, that an offered beat stays until it is taken, and that none is too many.
    """
    top = Module()
    top.domains.sync = clock = ClockDomain("sync")
    top.submodules.unit = unit
    sent: list[list[int]] = [[] for _ in inputs]
    runs = [Run() for _ in outputs]

    def pattern(patterns: Sequence[Pattern], n: int, cycle: int) -> int:
        chosen = patterns[min(n, len(patterns) - 1)]
        return chosen[cycle % len(chosen)]

    async def bench(ctx: Any) -> None:
        nonlocal sent, runs
        cycle = quiet = 0
        offering = [False for _ in inputs]
        held: list[int | None] = [None for _ in outputs]
        to_reset = reset_after
        done = 40 + 3 * max(map(len, sinks))
        while quiet < slack:
            if quiet > done and all(len(run.words) >= count for run, (_, count) in zip(runs, outputs, strict=True)):
                break
            ctx.set(clock.rst, int(to_reset is not None and sum(map(len, sent)) >= to_reset))
            for n, (i, words) in enumerate(inputs):
                offering[n] |= len(sent[n]) < len(words) and bool(pattern(sources, n, cycle))
                ctx.set(i.valid, offering[n])
                # What is not valid must not matter.
                garbage = (0xA5A5A5A5A5A5A5A5 << (cycle % 7)) % (1 << len(i.payload))
                ctx.set(i.payload, words[len(sent[n])] if offering[n] else garbage)
            for o, _ in outputs:
                ctx.set(o.ready, 0)
            valid = [ctx.get(o.valid) for o, _ in outputs]
            for n, (o, _) in enumerate(outputs):
                ctx.set(o.ready, pattern(sinks, n, cycle))
            assert valid == [ctx.get(o.valid) for o, _ in outputs], "valid follows ready"
            for n, (o, _) in enumerate(outputs):
                if held[n] is not None:
                    assert (valid[n], ctx.get(o.payload)) == (1, held[n]), "an offered beat changed before it was taken"
            if each_cycle:
                each_cycle(ctx, cycle)
            ports = [signal for i, _ in inputs for signal in (i.valid, i.ready)]
            ports += [signal for o, _ in outputs for signal in (o.valid, o.ready, o.payload)]
            _, reset, *values = await ctx.tick().sample(*ports)
            quiet += 1
            for n in range(len(inputs)):
                if values[2 * n] and values[2 * n + 1]:
                    sent[n].append(cycle)
                    offering[n], quiet = False, 0
            for n, (run, (_, count)) in enumerate(zip(runs, outputs, strict=True)):
                is_valid, taken, payload = values[2 * len(inputs) + 3 * n :][:3]
                if is_valid and held[n] is None:
                    run.valid_at.append(cycle)
                if is_valid and taken:
                    run.words.append(payload)
                    run.got_at.append(cycle)
                    quiet = 0
                    assert len(run.words) <= count, f"a beat more than {count} came out"
                held[n] = payload if is_valid and not taken else None
            cycle += 1
            if reset:
                sent, runs = [[] for _ in inputs], [Run() for _ in outputs]
                offering, held = [False for _ in inputs], [None for _ in outputs]
                to_reset, quiet = None, 0

    simulator = Simulator(top)
    simulator.add_clock(1e-6)
    simulator.add_testbench(bench)
    simulator.run()
    for run, (_, count) in zip(runs, outputs, strict=True):
        assert len(run.words) == count, f"{len(run.words)} beats came out, not {count}"
    for cycles, (_, words) in zip(sent, inputs, strict=True):
        assert len(cycles) == len(words), f"{len(cycles)} of {len(words)} beats were accepted"
    return sent, runs


def packed(values: NDArray[np.int64], bits: int) -> int:
    """One payload of the elements of `values`, the first lowest."""
    return sum((int(v) & ((1 << bits) - 1)) << (n * bits) for n, v in enumerate(values.reshape(-1)))


def beats(x: NDArray[np.int64], lanes: int, bits: int, *, surplus: int = 0) -> list[int]:
    """Payloads of `x` [..., channel], `lanes` channels each; lanes left over hold `surplus`."""
    flat = x.reshape(-1, x.shape[-1])
    filled = np.pad(flat, ((0, 0), (0, -flat.shape[1] % lanes)), constant_values=surplus)
    return [packed(beat, bits) for beat in filled.reshape(-1, lanes)]


def unpacked(word: int, count: int, bits: int, signed: bool) -> NDArray[np.int64]:
    """int64[count] of a payload."""
    half = (1 << (bits - 1)) if signed else 0
    mask = (1 << bits) - 1
    return np.array([(((word >> (n * bits)) + half) & mask) - half for n in range(count)], np.int64)


def from_beats(words: Sequence[int], channels: int, lanes: int, bits: int, signed: bool) -> NDArray[np.int64]:
    """int64[position, channel] of payloads; asserts that lanes left over are 0."""
    filled = np.array([unpacked(w, lanes, bits, signed) for w in words]).reshape(-1, -(-channels // lanes) * lanes)
    assert not filled[:, channels:].any(), "surplus lanes are not 0"
    return filled[:, :channels]
