"""`Lanes`: how the columns of a tile are divided among its converters."""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd


@dataclass(frozen=True)
class Lanes:
    """How the columns of a tile are divided among its converters.

    Columns of a word are numbered channel·slices + slice; converter c reads column part·adcs + c in the word's
    conversion `part`.

    slices             columns a channel takes, padding included
    adcs               columns a conversion reads
    """

    slices: int
    adcs: int

    @classmethod
    def of(cls, slice_count: int, adcs: int) -> Lanes:
        """The least padding with which conversions hold whole channels or channels take whole conversions."""
        return cls(next(s for s in range(slice_count, slice_count + adcs) if s % adcs == 0 or adcs % s == 0), adcs)

    @property
    def word(self) -> int:
        """M: channels whose sums `groups_per_word` conversions complete; the fewest that take whole conversions."""
        return self.adcs // gcd(self.slices, self.adcs)

    @property
    def groups_per_word(self) -> int:
        """Conversions that a word takes."""
        return self.slices // gcd(self.slices, self.adcs)

    def groups(self, word: int, channels: int) -> int:
        """Conversions that word number `word` of `channels` takes: of the last one, those with a channel's column."""
        return -(-min(self.word, channels - word * self.word) * self.slices // self.adcs)
