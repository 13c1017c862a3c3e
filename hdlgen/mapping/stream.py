"""`Stream`: how images pass from one stage to another."""

from __future__ import annotations

from dataclasses import dataclass

from hdlgen.arith import Int, Shape


@dataclass(frozen=True)
class Stream:
    """How images pass from one stage to another: pixel by pixel, row by row, `lanes` channels a beat.

    Where the lanes do not divide the channels, the last beat of a pixel has surplus ones.
    """

    shape: Shape
    type: Int
    lanes: int

    @property
    def pixel_beats(self) -> int:
        """Beats of a pixel."""
        return -(-self.shape[2] // self.lanes)

    @property
    def pixels(self) -> int:
        """Pixels of an image."""
        return self.shape[0] * self.shape[1]

    @property
    def beats(self) -> int:
        """Beats of an image."""
        return self.pixels * self.pixel_beats

    @property
    def bits(self) -> int:
        """Of a beat."""
        return self.lanes * self.type.bits
