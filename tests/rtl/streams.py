"""Drives a unit's streams in Amaranth's simulator, with stalls at both ends, and watches the stream rules."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
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
    sent_at    cycle in which each input beat was accepted
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
    top = Module()
    top.domains.sync = clock = ClockDomain("sync")
    top.submodules.unit = unit
    run = Run()
    width = len(i.payload)

    async def bench(ctx: Any) -> None:
        nonlocal run
        cycle = quiet = sent = 0
        offering = False
        held: int | None = None
        to_reset = reset_after
        while quiet < slack and not (len(run.words) >= count and quiet > 40 + 3 * len(sink)):
            offering = offering or (sent < len(words) and bool(source[cycle % len(source)]))
            ctx.set(clock.rst, 0)
            if to_reset is not None and sent >= to_reset:
                ctx.set(clock.rst, 1)
            ctx.set(i.valid, offering)
            # What is not valid must not matter.
            ctx.set(i.payload, words[sent] if offering else (0xA5A5A5A5A5A5A5A5 << (cycle % 7)) % (1 << width))
            ctx.set(o.ready, 0)
            valid = ctx.get(o.valid)
            ctx.set(o.ready, sink[cycle % len(sink)])
            assert ctx.get(o.valid) == valid, "valid follows ready"
            if held is not None:
                assert (valid, ctx.get(o.payload)) == (1, held), "an offered beat changed before it was taken"
            if each_cycle:
                each_cycle(ctx, cycle)
            _, reset, accepted, valid, taken, payload = await ctx.tick().sample(i.ready, o.valid, o.ready, o.payload)
            quiet += 1
            if valid and held is None:
                run.valid_at.append(cycle)
            if valid and taken:
                run.words.append(payload)
                run.got_at.append(cycle)
                quiet = 0
                assert len(run.words) <= count, f"a beat more than {count} came out"
            held = payload if valid and not taken else None
            if offering and accepted:
                run.sent_at.append(cycle)
                sent, offering, quiet = sent + 1, False, 0
            cycle += 1
            if reset:
                run, sent, offering, held, to_reset, quiet = Run(), 0, False, None, None, 0

    simulator = Simulator(top)
    simulator.add_clock(1e-6)
    simulator.add_testbench(bench)
    simulator.run()
    assert len(run.words) == count, f"{len(run.words)} beats came out, not {count}"
    assert len(run.sent_at) == len(words), f"{len(run.sent_at)} of {len(words)} beats were accepted"
    return run


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
