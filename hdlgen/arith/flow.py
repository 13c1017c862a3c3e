"""`WindowFlow`: how many pixels the hardware form of a window takes in, and when its windows come out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from hdlgen.arith.integer import Ints
from hdlgen.arith.window import Window


@dataclass(frozen=True)
class WindowFlow:
    """What `rtl.WindowBuffer` is built from and what others may rely on. A pixel has `beats` beats, one a cycle.

    The rows that a row of windows sees are read side by side, column by column, into a chain of pixels. Padding is
    not read: a window that reaches beyond the right end is complete when the chain has moved on, by pixels of the next
    row of windows if those are there, else by dummy ones.
    """

    window: Window
    beats: int

    @property
    def in_beats(self) -> int:
        """Beats of an image."""
        return self.window.height * self.window.width * self.beats

    @property
    def stored_rows(self) -> int:
        """Rows of an image that some window sees or passes over; those below them are dropped."""
        w = self.window
        return min(w.height, (w.out_height - 1) * w.stride[0] + w.reach[0] - w.padding[0])

    @property
    def row_banks(self) -> int:
        """Row memories; 0 if the taps alone hold all that is needed.

        As many as keep the input running: while the windows of a row are formed, the rows that the next ones need are
        stored, in the same image or in the next.
        """
        w = self.window
        every_row = w.reach[0] == w.stride[0] == 1
        image = w.out_height == 1 and w.reach == w.kernel and w.kernel[1] == w.width
        if not w.padded and (every_row or image):
            return 0
        last_rows = self.stored_rows + w.padding[0] - (w.out_height - 1) * w.stride[0]
        next_row = w.reach[0] + w.stride[0] if w.out_height > 1 else 0
        return max(next_row, last_rows + w.reach[0] - w.padding[0])

    @property
    def columns(self) -> Ints:
        """int64[output column]: the column that completes a window; from `width` on it lies in the padding."""
        w = self.window
        return np.arange(w.out_width, dtype=np.int64) * w.stride[1] - w.padding[1] + w.reach[1] - 1

    @property
    def read_columns(self) -> int:
        """Columns of the image that are read."""
        return min(self.window.width, int(self.columns[-1]) + 1)

    @property
    def late_columns(self) -> int:
        """Columns in the padding on the right that windows reach over."""
        return max(0, int(self.columns[-1]) + 1 - self.window.width)

    @property
    def whole_pixels(self) -> bool:
        """Whether rows begin with whole pixels behind dummy ones: where windows may be due when the next row ends.

        Elsewhere a row takes the place of dummy beats as soon as it can.
        """
        return min(self.late_columns, int(self.columns[0])) > self.window.width

    @property
    def row_steps(self) -> int:
        """Least cycles from a row of windows to the next.

        Without padding those of the columns that are read. Padding adds none while its two sides together are less
        than the kernel's reach; beyond that two windows would be complete at once, and with stride 1 a row takes
        left + right + 1 − reach dummy pixels, in general max(0, (out_width − 1)·stride + 1 − width).
        """
        w = self.window
        if not self.row_banks:
            return self.in_beats // w.out_height
        return max(self.read_columns, (w.out_width - 1) * w.stride[1] + 1) * self.beats

    @property
    def turn(self) -> int:
        """Least cycles from the last window of a row to the first one of the next."""
        w = self.window
        return self.row_steps - (w.out_width - 1) * w.stride[1] * self.beats

    @property
    def latency(self) -> Ints:
        """int64[position]: least cycles from the last beat that the window waits for (`needs`) until it is offered.

        So many if windows are taken at once and rows are read as fast as they come: after a row of windows that
        dummy pixels moved on, the next one may be up to `late_columns` pixels later.
        """
        w = self.window
        if not self.row_banks:
            return np.ones(w.positions, np.int64)
        beyond = self.columns - (self.read_columns - 1)
        rows = self._rows_again[:, None]
        pixels = np.where(rows, rows * self.row_steps // self.beats + beyond, np.maximum(beyond, 0))
        return np.asarray(3 + pixels.ravel() * self.beats, np.int64)

    @property
    def _rows_again(self) -> Ints:
        """int64[output row]: rows of windows, up to this one, that see only what the one before them has waited for."""
        w = self.window
        first_of_all = max(0, -(-(w.height + w.padding[0] - w.reach[0]) // w.stride[0]))
        return np.maximum(np.arange(w.out_height, dtype=np.int64) - first_of_all, 0)

    def interval(self, pace: int = 1) -> int:
        """Cycles from image to image if the input never pauses and a window is taken `pace` cycles after the last one.

        Where input and windows limit an image alike, the first images may take a few cycles more.
        """
        w = self.window
        row = (w.out_width - 1) * max(pace, w.stride[1] * self.beats) + max(pace, self.turn)
        return max(self.in_beats, w.out_height * row)

    @property
    def needs(self) -> Ints:
        """int64[position]: beats of the image that must be there before the window can be offered.

        Those up to the last pixel that it or a window before it sees.
        """
        return np.maximum.accumulate((self.window.last_pixels + 1) * self.beats)

    @property
    def takes(self) -> Ints:
        """int64[position + 1]: beats that are accepted while so many windows of the image are taken and no more are.

        Counted from the image's first one; those beyond `in_beats` are the next image's. All windows of the images
        before are taken. It is the least over all histories. More may have been accepted where pixels of the next
        row stood in for dummy ones and brought it to its end (only if `late_columns` ≥ `width`, or `width` − 1 with
        one beat a pixel), and where an image has more rows of windows than rows: the first rows of windows then make
        less room than the last ones of the image before.
        """
        w = self.window
        if not self.row_banks:
            return np.append(self.needs, self.in_beats + self.needs[0])
        # Pixel steps at which rows of windows begin; before one that waits for the input there are dummy pixels.
        whole = int(self.columns[-1]) + 1
        row_pixels = np.append(np.where(self._rows_again[1:], self.row_steps // self.beats, whole), whole)
        begins = np.append(0, np.cumsum(row_pixels))
        # The beat after the one that completes a window is read too.
        beats_read = (begins[:-1, None] + self.columns + 1).ravel() * self.beats + 1
        rows_read = np.searchsorted((begins + self.read_columns) * self.beats, beats_read, side="right")
        image, row = np.divmod(rows_read, w.out_height)
        stored = image * self.stored_rows + row * w.stride[0] - w.padding[0] + self.row_banks
        image, row = np.divmod(stored, self.stored_rows)
        taken = (image * w.height + row) * w.width * self.beats
        return np.append(taken, self.in_beats + taken[0])
