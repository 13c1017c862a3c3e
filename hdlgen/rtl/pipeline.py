"""A pipeline: registers through which beats move on as soon as there is room before them."""

from __future__ import annotations

from typing import Any

from amaranth import Module, Signal, Value


def pipeline(m: Module, i: Any, o: Any, registers: int) -> list[Signal]:
    """Lets beats of stream `i` go through so many registers to stream `o`; returns when each takes what is before it.

    A register takes a beat, or that there is none, when it is empty or gives its own away. So gaps between beats close
    while the last one waits: the pipeline is a queue of `registers` beats that takes as many cycles. `i.ready` follows
    `o.ready` only while all are full.
    """
    return [move for move, _ in beats(m, i, o, registers)]


def beats(m: Module, i: Any, o: Any, registers: int) -> list[tuple[Signal, Value]]:
    """As `pipeline`; of each register also whether what is before it is a beat."""
    valid = [*(Signal(name=f"valid_{k}") for k in range(1, registers)), o.valid]
    moves = [Signal(name=f"move_{k}") for k in range(1, registers + 1)]
    for move, full, behind in zip(moves, valid, [*moves[1:], o.ready], strict=True):
        m.d.comb += move.eq(~full | behind)
    m.d.comb += i.ready.eq(moves[0])
    for move, before, after in zip(moves, [i.valid, *valid], valid, strict=False):
        with m.If(move):
            m.d.sync += after.eq(before)
    return list(zip(moves, [i.valid, *valid], strict=False))
