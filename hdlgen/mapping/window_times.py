"""`WindowTimes`: to a cycle, when a window buffer with row memories takes beats and offers windows."""

from __future__ import annotations

from functools import cache
from math import gcd

import numpy as np

from hdlgen.arith.flow import WindowFlow
from hdlgen.arith.integer import Ints

LONG_AGO = np.iinfo(np.int64).min // 4


def at(times: Ints, index: Ints, period: int) -> Ints:
    """The times of what is counted from an image's first, and comes again every `period` cycles; below 0 before it."""
    image, rest = np.divmod(index, len(times))
    return np.asarray(times[rest] + image * period, np.int64)


def earlier(times: Ints, beats: int, period: int) -> Ints:
    """The times of what comes so many beats before, in the same image or an earlier one."""
    images, beats = divmod(beats, len(times))
    cut = len(times) - beats
    found = np.empty_like(times)
    np.subtract(times[:cut], images * period, out=found[beats:])
    np.subtract(times[cut:], (images + 1) * period, out=found[:beats])
    return found


@cache
def _steps(count: int, pace: int) -> Ints:
    return pace * np.arange(count)


def spaced(times: Ints, period: int, pace: int | Ints = 1) -> Ints:
    """`times`, each at least `pace` after the one before, the image before included.

    pace  cycles, or int64 of each of `times`
    """
    steps = _steps(len(times), pace) if isinstance(pace, int) else np.cumsum(pace)
    image = int(steps[-1]) + pace if isinstance(pace, int) else int(steps[-1])
    found = times - steps
    np.maximum.accumulate(found, out=found)
    np.maximum(found, found[-1] + image - period, out=found)
    found += steps
    return found


def in_turn(times: Ints, period: int, pace: int, copies: int) -> Ints:
    """`times`, each at least `pace` after that of the same copy's before, where so many copies take turns."""
    images = copies // gcd(len(times), copies) + 1  # in which each copy has had each place that it can have
    before = np.concatenate([times - n * period for n in range(images)[::-1]])
    before = np.concatenate([np.full(-len(before) % copies, LONG_AGO), before]).reshape(-1, copies)
    steps = pace * np.arange(len(before))[:, None]
    found = np.maximum.accumulate(before - steps, axis=0) + steps
    return np.asarray(found.ravel()[-len(times) :], np.int64)


class WindowTimes:
    """Steps of the chains of `flow`, whose images are `period` apart; see `rtl.window_buffer`.

    Rows of windows read `columns` pixels each, one step a beat. A read comes a cycle behind its beat at the earliest,
    and a step a cycle behind its read. A window is offered behind the step that completes it, and there is no step
    before it has left. A row with windows that reach beyond its end goes on for some steps, whatever comes: the next
    one takes their place, but for those that its own first window forbids, as soon as all beats for them are there.
    """

    def __init__(self, flow: WindowFlow, period: int) -> None:
        w = flow.window
        self.flow, self.period = flow, period
        self.rows, self.each, self.length = w.out_height, flow.beats, flow.read_columns * flow.beats
        row_beats = w.width * flow.beats
        # The last row of the image that each row of windows sees.
        last_row = np.minimum(np.arange(self.rows) * w.stride[0] - w.padding[0] + w.reach[0], flow.stored_rows) - 1
        self.beat = np.maximum(last_row, 0)[:, None] * row_beats + np.arange(self.length)
        steps = (flow.columns + 1) * self.each  # from the row's beginning to what completes each of its windows
        self.late = np.maximum(steps - self.length, 0)  # steps beyond its end
        own = self.late == 0
        windows = np.arange(w.positions).reshape(self.rows, -1)
        self.own, self.behind = windows[:, own].ravel(), windows[:, ~own]
        self.own_step = (np.arange(self.rows)[:, None] * self.length + steps[own] - 1).ravel()
        self.late = self.late[~own]
        self.beyond = flow.late_columns * self.each
        self.forced = max(0, self.beyond - int(flow.columns[0]) * self.each)
        self.freeing = self._freeing(row_beats)

    def _freeing(self, row_beats: int) -> Ints:
        """Of each beat of an image the row of windows that makes room for it; -1 << 40 for what is not stored."""
        w, flow = self.flow.window, self.flow
        count = np.arange(-4 * self.rows - 4 * w.height, 4 * self.rows + 4 * w.height)
        image, row = np.divmod(count, self.rows)
        room = image * flow.stored_rows + row * w.stride[0] - w.padding[0] + flow.row_banks  # rows stored by then
        room = np.minimum.accumulate(room[::-1])[::-1]
        found = count[np.searchsorted(room, np.arange(w.height), side="right")] - 1
        found[flow.stored_rows :] = -1 << 40
        return found.repeat(row_beats)

    def room(self, read: Ints) -> Ints:
        """When each beat of an image can be taken, if rows of windows have been `read` then; cycles."""
        times = at(read, np.maximum(self.freeing, -(1 << 20)), self.period) + 1
        return np.where(self.freeing > -(1 << 20), times, LONG_AGO)

    def __call__(self, taken: Ints, gone: Ints) -> tuple[Ints, Ints]:
        """When windows are offered, and rows of windows have been read, int64[row].

        taken  when beats are
        gone   when windows have left
        """
        low = taken[self.beat] + 2
        flat = low.ravel()
        after = self.own_step + 1
        wraps = after == flat.size
        free = np.where(wraps, gone[self.own] - self.period, gone[self.own])
        after = np.where(wraps, 0, after)
        flat[after] = np.maximum(flat[after], free)
        steps = spaced(flat, self.period)
        offered = np.empty(len(gone), np.int64)
        begins = None
        if self.beyond:
            steps, begins, beyond = self._with_late(flat, steps, taken, gone)
            offered[self.behind] = beyond[:, self.late] + 1
        offered[self.own] = steps[self.own_step] + 1
        shaped = steps.reshape(self.rows, -1)
        end = taken[self.beat[:, -1]] + 1
        if self.length > 1:
            read = np.maximum(end, shaped[:, -2])
        elif begins is not None:
            read = begins
        else:
            read = np.maximum(end, earlier(steps, 1, self.period))
        return offered, np.asarray(read, np.int64)

    def _with_late(self, flat: Ints, steps: Ints, taken: Ints, gone: Ints) -> tuple[Ints, Ints, Ints]:
        """Steps, when rows are begun to be read, and the steps at and beyond the end of each row, int64[row, step]."""
        rows = np.arange(self.rows)
        optional = self.beyond - self.forced
        first = self.beat[:, 0]
        # Beats that must be there for a row that begins n steps behind those forced.
        needed = np.minimum(optional - 1 - np.arange(optional), self.length - 1)
        there = taken[first[:, None] + needed] + 1
        if self.flow.whole_pixels:
            there[:] = np.iinfo(np.int64).max // 4
        free = gone[self.behind]
        last_own = self.own_step.reshape(self.rows, -1)[:, -1] if len(self.own) else np.full(self.rows, -1)
        waits = np.where(last_own == rows * self.length + self.length - 1, True, False)
        on_end = gone[self.own.reshape(self.rows, -1)[:, -1]] if len(self.own) else rows
        while True:
            beyond = np.full((self.rows, self.beyond + 1), LONG_AGO)
            beyond[:, 0] = steps.reshape(self.rows, -1)[:, -1]
            beyond[waits, 1] = on_end[waits]
            for n, step in enumerate(self.late):
                if step < self.beyond:
                    beyond[:, step + 1] = np.maximum(beyond[:, step + 1], free[:, n])
            count = np.arange(self.beyond + 1)
            beyond = np.maximum.accumulate(beyond - count, axis=1) + count
            before = np.roll(beyond, 1, axis=0)
            before[0] -= self.period
            free_before = np.roll(free, 1, axis=0)
            free_before[0] -= self.period
            fits = there <= before[:, self.forced : self.beyond]
            instead = np.where(fits.any(axis=1), fits.argmax(axis=1), optional) if optional else np.zeros_like(rows)
            begins = before[rows, self.forced + instead]
            begins = np.where(instead == optional, np.maximum(begins, taken[first] + 1), begins)
            low = flat.copy().reshape(self.rows, -1)
            low[:, 0] = np.maximum(low[:, 0], begins + 1)
            for n, step in enumerate(self.late):
                i = np.clip(step - self.forced - instead, 0, self.length - 1)
                low[rows, i] = np.maximum(low[rows, i], free_before[:, n])
            again = np.maximum(steps, spaced(low.ravel(), self.period))
            if (again == steps).all():
                return steps, begins, beyond
            steps = again
