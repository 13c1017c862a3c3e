"""`PoolReader`: codes of the largest sum of each window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from hdlgen_sim.reader import CHUNK_ELEMENTS, Reader, Solver
from hdlgen_sim.readout import Ints, Readout


class PoolReader(Reader):
    """A Reader of one phase whose words are windows: `inputs` that follow one another have one code a column.

    Every word is a read of its own, with its noise. The sums of a window meet in the columns' units, and what these
    give is held and converted once; the conversion has the number of the window's first product.

    readout     of the sums in front of the units
    solver      as of a Reader
    inputs      words of a window
    pooling     held values int64[vector, column] of sums int64[vector, input, column]
    conversion  of what is held
    """

    def __init__(
        self,
        readout: Readout,
        solver: Solver | None,
        inputs: int,
        pooling: Callable[[Ints], Ints],
        conversion: Readout,
    ) -> None:
        super().__init__(readout, solver)
        self._inputs, self._pooling, self._conversion = inputs, pooling, conversion
        self.noisy |= conversion.noise is not None
        # Units give more for larger sums, so that the ends are those of windows whose sums are all least, or largest.
        ends = np.stack(readout.range())
        ends = ends if readout.ceiling is None else ends.clip(-readout.ceiling, readout.ceiling)
        lo, hi = pooling(np.repeat(ends[:, None], inputs, axis=1))
        self.clips = replace(conversion, bias=lo).clips or replace(conversion, bias=hi).clips

    def codes(self, words: NDArray[np.uint8], products: Ints | None = None) -> NDArray[np.int16]:
        """Codes int16[vector, 1, column] of windows uint8[vector·input, row]; `products` int64[vector·input]."""
        out = np.empty((len(words) // self._inputs, 1, self.columns), np.int16)
        for part, held in self._held(words, products):
            out[part] = self._conversion.codes(held)
        return out

    def accumulate(self, words: NDArray[np.uint8], weights: Ints, products: Ints | None = None) -> Ints:
        """Codes·weights[0], int64[vector, column]; words and products as in `codes`."""
        return self.codes(words, products)[:, 0] * weights

    def counts(self, words: NDArray[np.uint8], products: Ints | None = None) -> tuple[Ints, Ints]:
        """As of a Reader; a window has one conversion."""
        clipped, nonzero = np.zeros((2, self.columns), np.int64)
        for _, held in self._held(words, products):
            found = self._conversion.counts(held)
            clipped, nonzero = clipped + found[0], nonzero + found[1]
        return clipped, nonzero

    def _held(self, words: NDArray[np.uint8], products: Ints | None) -> Iterator[tuple[slice, Ints]]:
        """Some windows, and what the converters see of them int64[vector, 1, column], again and again."""
        m, conversion = self._inputs, self._conversion
        if len(words) % m:
            raise ValueError(f"words must be windows of {m}, and {len(words)} are no multiple of it")
        products = np.arange(len(words)) if products is None else products
        size = max(1, CHUNK_ELEMENTS // (m * self.columns))
        for first in range(0, len(words) // m, size):
            reads = slice(first * m, (first + size) * m)
            sums = self.sums(words[reads], products[reads]).reshape(-1, m, self.columns)
            held = self._pooling(sums)[:, None]
            yield (
                slice(first, first + size),
                conversion.with_noise(held, np.zeros_like(held), products[reads][::m]),
            )
