"""Drives units that have several streams: as `streams.stream_through`, with a pattern of stalls for each of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from amaranth import ClockDomain, Module
from amaranth.sim import Simulator

from tests.rtl.streams import FREE, Pattern, Run


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
    """The cycles in which each input's beats were accepted, and what came out of each output.

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
