"""`SegmentFetch`: where the pixels of an image lie in banks of memory, and how the taps of a segment are fetched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from hdlgen.arith.integer import Ints
from hdlgen.arith.window import Window
from hdlgen.errors import HdlgenError

LATENCY = 6
"""Cycles from the beat that a window waits for until a row register holds the first of its taps."""

Cycle = tuple[tuple[int, int], ...]
"""What a load cycle fetches: rows of the tile, and the tap on each. All are of the same `lanes` rows."""


@dataclass(frozen=True)
class SegmentFetch:
    """What `rtl.SegmentLoader` is built from and what others may rely on.

    Pixels are numbered row by row, from image to image, and lie in a circular memory of `depth` words a bank. Channel c
    of pixel n is in channel bank c mod `channel_banks` of pixel bank n mod `pixel_banks`: two taps are in different
    banks in all windows or in none.

    A load cycle fetches at most one tap of each bank for rows of a tile that follow one another, one a *lane*: row r is
    in lane r mod `lanes`.

    window       of the image
    in_lanes     channels a beat of the input
    lanes        taps that are fetched in a cycle
    beat_banks   beats of a pixel that are in different banks, a power of two
    pixel_banks  pixels that are in different banks, a power of two; 1 if a pixel has more beats than `beat_banks`
    """

    window: Window
    in_lanes: int
    lanes: int
    beat_banks: int
    pixel_banks: int

    def __post_init__(self) -> None:
        for name in ("in_lanes", "lanes", "beat_banks", "pixel_banks"):
            if getattr(self, name) < 1:
                raise HdlgenError(f"fetch.{name}", f"must be at least 1, not {getattr(self, name)}")
        for name in ("beat_banks", "pixel_banks"):
            if getattr(self, name).bit_count() > 1:
                raise HdlgenError(f"fetch.{name}", f"must be a power of two, not {getattr(self, name)}")
        if self.pixel_banks > 1 and self.beats > self.beat_banks:
            raise HdlgenError("fetch.pixel_banks", f"must be 1 where a pixel has {self.beats} beats")

    @classmethod
    def of(cls, window: Window, in_lanes: int, lanes: int, banks: int) -> SegmentFetch:
        """With at least so many banks, a power of two; of channels while a pixel has so many beats, then of pixels."""
        whole = 1 << (-(-window.channels // in_lanes) - 1).bit_length()
        wanted = -(-banks // in_lanes)
        beat_banks = min(whole, 1 << (wanted - 1).bit_length())
        pixel_banks = 1 << (-(-wanted // beat_banks) - 1).bit_length()
        return cls(window, in_lanes, lanes, beat_banks, pixel_banks)

    @property
    def beats(self) -> int:
        """Beats of a pixel."""
        return -(-self.window.channels // self.in_lanes)

    @property
    def in_beats(self) -> int:
        """Beats of an image."""
        return self.window.height * self.window.width * self.beats

    @property
    def channel_banks(self) -> int:
        """Channels that are in different banks."""
        return self.in_lanes * self.beat_banks

    @property
    def banks(self) -> int:
        """Memories."""
        return self.pixel_banks * self.channel_banks

    @property
    def groups(self) -> int:
        """Words that a pixel takes in its banks."""
        return -(-self.beats // self.beat_banks)

    @property
    def last_top(self) -> int:
        """Row of the padded image with which the last row of windows begins."""
        return (self.window.out_height - 1) * self.window.stride[0]

    @property
    def room(self) -> int:
        """Pixels for which there is room, padded rows of an image included that are above those stored.

        While the windows of a row are driven, the rows that the next ones need are stored, in the same image or in the
        next, and the pixels that come until room is made are as many as a window takes to be loaded.
        """
        w = self.window
        next_row = w.reach[0] + w.stride[0] if w.out_height > 1 else 0
        next_image = w.height + w.padding[0] - self.last_top + w.reach[0]
        return max(next_row, next_image) * w.width + -(-LATENCY // self.beats)

    @property
    def pixels(self) -> int:
        """Pixels that the memory holds."""
        return -(-self.room // self.pixel_banks) * self.pixel_banks

    @property
    def places(self) -> int:
        """Numbers of places: a pixel has `groups`; the lowest bits of a place are its pixel bank."""
        return self.pixels * self.groups

    @property
    def depth(self) -> int:
        """Words of a bank."""
        return self.places // self.pixel_banks

    def place(self, pixels: int) -> int:
        """The place of the pixel that is so many behind the one in place 0; before it, if negative."""
        return pixels % self.pixels * self.groups

    @property
    def first_place(self) -> int:
        """The place of the first window's upper left corner, which may be in the padding."""
        top, left, _, _ = self.window.padding
        return self.place(-top * self.window.width - left)

    @property
    def steps(self) -> tuple[int, int, int]:
        """Places from a window to the next one in its row, in the next row, in the next image."""
        w = self.window
        back = (w.out_width - 1) * w.stride[1]
        rows = w.stride[0], w.height - self.last_top
        return self.place(w.stride[1]), *(self.place(n * w.width - back) for n in rows)  # type: ignore[return-value]

    @property
    def needs(self) -> Ints:
        """int64[position]: beats of the image that must be there before the first tap of the window is fetched."""
        return np.maximum.accumulate((self.window.last_pixels + 1) * self.beats)

    @property
    def freed(self) -> Ints:
        """int64[row of windows + 1]: pixels for which there is room again when so many rows of windows are loaded.

        Counted from the image's first; those of the padding count. The last is that of the next image.
        """
        w = self.window
        rows = np.arange(w.out_height + 1) * w.stride[0]
        rows[-1] = w.height
        return np.asarray((rows - w.padding[0]) * w.width, np.int64)

    @cached_property
    def fields(self) -> dict[str, int]:
        """Bits of what a row of the table says of a lane, lowest first.

        valid    whether a tap is fetched for it
        channel  channel bank
        place    counted from that of the window's upper left corner
        row      of the kernel, if rows are padded
        column   of the kernel, if columns are padded
        """
        top, left, bottom, right = self.window.padding
        fields = {
            "valid": 1,
            "channel": (self.channel_banks - 1).bit_length(),
            "place": (self.places - 1).bit_length(),
            "row": (self.window.kernel[0] - 1).bit_length() if top or bottom else 0,
            "column": (self.window.kernel[1] - 1).bit_length() if left or right else 0,
        }
        return {name: bits for name, bits in fields.items() if bits}

    @property
    def row_bits(self) -> int:
        """Bits of a row of the table: `lanes` times `fields`, then `next` and `last`.

        next  the load cycle ends what is loaded into `lanes` rows of the tile: the next one is for those behind
        last  it ends a segment
        """
        return self.lanes * sum(self.fields.values()) + 2

    def tap(self, tap: int) -> dict[str, int]:
        """What the table says of tap number `tap` of the window: `fields`, and those that have no bits."""
        w = self.window
        element, channel = divmod(tap, w.channels)
        row, column = divmod(element, w.kernel[1])
        pixel = row * w.dilation[0] * w.width + column * w.dilation[1]
        place = self.place(pixel) + channel // self.channel_banks  # padding may reach farther than pixels are kept
        return {"valid": 1, "channel": channel % self.channel_banks, "place": place, "row": row, "column": column}

    def bank(self, tap: int) -> tuple[int, int]:
        """Taps with the same bank cannot be fetched in one cycle: channel bank, and pixel bank if that is turned."""
        w = self.window
        element, channel = divmod(tap, w.channels)
        row, column = divmod(element, w.kernel[1])
        pixel = row * w.dilation[0] * w.width + column * w.dilation[1]
        return channel % self.channel_banks, pixel % self.pixel_banks

    def cycles(self, taps: Sequence[int]) -> list[Cycle]:
        """The load cycles of a segment with `taps` on the rows of a tile, in their order; as few as there can be."""
        found: list[Cycle] = []
        for first in range(0, len(taps), self.lanes):
            rows = list(enumerate(taps))[first : first + self.lanes]
            while rows:
                taken: dict[tuple[int, int], tuple[int, int]] = {}
                for row, tap in rows:
                    taken.setdefault(self.bank(tap), (row, tap))
                found.append(tuple(taken.values()))
                rows = [each for each in rows if each not in found[-1]]
        return found

    def row(self, cycle: Cycle, *, next: bool, last: bool) -> int:
        """`cycle` as a row of the table."""
        lane_bits = sum(self.fields.values())
        value = (next | last << 1) << self.lanes * lane_bits
        for row, tap in cycle:
            at, said = row % self.lanes * lane_bits, self.tap(tap)
            for name, bits in self.fields.items():
                value |= said[name] << at
                at += bits
        return value

    def table(self, segments: Sequence[Sequence[int]]) -> tuple[int, ...]:
        """Rows of the table with which segments with these taps are loaded for a window, one after the other."""
        rows = []
        for taps in segments:
            cycles = self.cycles(taps)
            parts = [cycle[0][0] // self.lanes for cycle in cycles]
            for n, cycle in enumerate(cycles):
                last = n + 1 == len(cycles)
                rows.append(self.row(cycle, next=not last and parts[n] != parts[n + 1], last=last))
        return tuple(rows)

    def ordered(self, taps: Sequence[int]) -> tuple[int, ...]:
        """`taps` in an order in which they are loaded in nearly the fewest cycles; as they are if that is the fewest.

        Each `lanes` rows get a tap of each of the fullest banks, as often as it takes.
        """
        if len(self.cycles(taps)) == -(-len(taps) // self.lanes):
            return tuple(taps)
        banks: dict[tuple[int, int], list[int]] = {}
        for tap in reversed(taps):
            banks.setdefault(self.bank(tap), []).append(tap)
        found: list[int] = []
        while any(banks.values()):
            part: list[int] = []
            while len(part) < self.lanes and any(banks.values()):
                fullest = sorted(filter(None, banks.values()), key=len, reverse=True)
                part += [bank.pop() for bank in fullest[: self.lanes - len(part)]]
            found += sorted(part)
        return tuple(found)
