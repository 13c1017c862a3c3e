"""`Rates`: which beats of its operands a part needs for which beat of its result, what it holds, and how fast it is.

What the queues between stages are computed from, and judged by. A stage is several parts, one behind the other, each
with a rule that says to a cycle when it takes and gives beats. The numbers are those of the units in `rtl`; tests hold
the times that follow from them against simulations of these.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from hdlgen.arith.flow import WindowFlow
from hdlgen.arith.integer import Ints
from hdlgen.mapping.stream import Stream


@dataclass(frozen=True, eq=False)
class Rates:
    """A part's dealings with the beats of an image; every array counts from the image's first beat.

    A result is offered `latency` cycles behind the last beat that it needs, `gap` cycles behind the one before it has
    left, whichever is later. A beat is taken when it is there, a cycle behind the one before it, and `room` cycles
    behind the result has left without which `takes` does not allow it.

    beats    of the operands' images
    needs    of each operand int64[beat of the result]: beats that have been taken before it can leave; ascending
    takes    of each operand int64[beats of the result that have left]: beats that can be taken while no more leave;
             those beyond the image's are of the images behind it. One entry more than the result has beats: the last
             is the first of the next image
    latency  int64[beat of the result]: cycles from the last beat that it needs until it is offered
    pixels   of the result, each of as many beats
    gap      cycles from a result that has left to the next one, int64[beat of the result], or the same for all
    room     0 where `ready` follows that of the result in the same cycle, 1 where it is a function of registers
    turns    where beats of several operands are taken together or in turn: of each operand int64[beat], when; beats of
             one turn are taken together, turns follow one another; none where operands do not wait for each other
    windows  what forms windows with row memories: `takes` is the least over all histories, latency if nothing waits
    least    cycles that an image takes at the least, besides those of its beats
    lag      the result that a result is `gap` cycles behind: that of a copy of an engine is so many before. Results are
             a cycle behind one another then
    behind   the parts of the same stage that it reads; none for the one before it
    """

    beats: tuple[int, ...]
    needs: tuple[Ints, ...]
    takes: tuple[Ints, ...]
    latency: Ints
    pixels: int
    room: int = 0
    gap: int | Ints = 1
    turns: tuple[Ints, ...] = ()
    windows: WindowFlow | None = None
    least: int = 0
    lag: int = 1
    behind: tuple[str, ...] = ()

    @property
    def cycles(self) -> int:
        """Fewest cycles an image takes."""
        turns = [int(turn.max()) + 1 for turn in self.turns]
        gaps = -(-int(np.broadcast_to(self.gap, self.count).sum()) // self.lag)
        return max(gaps, *self.beats, *turns, self.least)

    @property
    def count(self) -> int:
        """Beats of the result."""
        return len(self.latency)


def one_operand(
    beats: int,
    needs: ArrayLike,
    takes: ArrayLike,
    delay: ArrayLike,
    pixels: int,
    *,
    room: int = 0,
    gap: int | Ints = 1,
) -> Rates:
    """Those of a part with one operand."""
    needs = np.asarray(needs, np.int64)
    each = np.broadcast_to(np.asarray(delay, np.int64), needs.shape)
    return Rates((beats,), (needs,), (np.asarray(takes, np.int64),), each, pixels, room, gap)


def pipeline(stream: Stream, registers: int, room: int = 0) -> Rates:
    """A queue of `registers` beats that takes as many cycles."""
    count = np.arange(stream.beats + 1)
    return one_operand(stream.beats, count[1:], count + registers, registers, stream.pixels, room=room)


def together(rates: Rates, operands: int) -> Rates:
    """`rates`, of so many operands whose beats are taken together."""
    turn = np.arange(rates.beats[0])
    return replace(
        rates,
        beats=rates.beats * operands,
        needs=rates.needs * operands,
        takes=rates.takes * operands,
        turns=(turn,) * operands,
    )
