"""Counters that the streaming units share."""

from __future__ import annotations

from amaranth import Mux, Signal, Value

from hdlgen.rtl.macro import index_bits


def index(count: int, name: str, init: int = 0) -> Signal:
    """A register that holds 0..count − 1; at least one bit wide."""
    return Signal(index_bits(count), name=name, init=init)


def following(counter: Signal, last: int) -> Value:
    """The value after `counter` when it runs over 0..last."""
    return Mux(counter == last, 0, (counter + 1)[: len(counter)])
