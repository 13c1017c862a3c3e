"""`Reader`: codes of many vectors, or of one, by the cheapest way that gives the numbers of a `Readout`."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from hdlgen_sim import native, randomness
from hdlgen_sim.readout import Ints, Readout

CHUNK_ELEMENTS = 1 << 18
"""Elements held at a time where NumPy does the work: with their sums they stay in a core's second-level cache."""
SMALL_TABLE_BYTES = 1 << 15
"""A table of groups of eight rows may have so many bytes: it stays in the first-level cache. Else groups have four."""
SUMS, CODES, ACCUMULATE = range(3)
NOISE_KINDS = {"white": 1, "flicker": 2}

Floats = NDArray[np.floating]
Solver = Callable[[NDArray[np.bool_]], Ints]
"""Sums int64[vector, column], bias not included, of driven rows bool[vector, row]."""


class Reader:
    """Matrix-vector products of words with some columns of an array, through their converters.

    All sums are integers, and noise is a function of the read's number: codes are the same for one vector and for many,
    in any order.

    readout  what the codes are
    solver   how sums come about that are no sum over rows: arrays whose inputs gate their cells
    """

    def __init__(self, readout: Readout, solver: Solver | None = None) -> None:
        self.readout = readout
        self.rows, self.columns, self.phases = readout.rows, readout.columns, readout.phases
        self.dac_bits, self.adc_bits = readout.dac_bits, readout.adc_bits
        self._solver = solver
        self._digits_add = solver is None and _linear(readout.table)
        self.rounds = readout.shift > 0 or readout.thresholds is not None
        self.clips = readout.clips
        self.noisy = readout.noise is not None
        self._native = native.library()
        self._compiled: dict[tuple[int, ...], Compiled] = {}

    def codes(self, words: NDArray[np.uint8], products: Ints | None = None) -> NDArray[np.int16]:
        """Codes int16[vector, phase, column] of `words` uint8[vector, row].

        products  int64[vector]: which product of the array each is, image·positions + position; 0, 1, … by default
        """
        out = np.empty((len(words), self.phases, self.columns), np.int16)
        self._run(CODES, words, products, out)
        return out

    def accumulate(self, words: NDArray[np.uint8], weights: Ints, products: Ints | None = None) -> NDArray[np.int64]:
        """Σ_p codes[vector, p, column]·weights[p], int64[vector, column], of `words` uint8[vector, row].

        weights   int64[phase], the significance of each phase
        products  as in `codes`
        """
        if self._digits_add and self.readout.uniform and not self.rounds and not self.clips:
            return self._product(words, weights)
        out = np.empty((len(words), self.columns), np.int64)
        self._run(ACCUMULATE, words, products, out, weights)
        return out

    def counts(self, words: NDArray[np.uint8], products: Ints | None = None) -> tuple[Ints, Ints]:
        """How many conversions of each column clip, and how many give another code than 0: int64[column] each."""
        clipped, nonzero = np.zeros((2, self.columns), np.int64)
        products = np.arange(len(words)) if products is None else products
        for part in self._parts(words):
            found = self.readout.counts(self.sums(words[part], products[part]))
            clipped, nonzero = clipped + found[0], nonzero + found[1]
        return clipped, nonzero

    def sums(self, words: NDArray[np.uint8], products: Ints | None = None) -> Ints:
        """Sums int64[vector, phase, column] of `words` uint8[vector, row] with their noise, held to the ceiling."""
        out = np.empty((len(words), self.phases, self.columns), np.int64)
        self._run(SUMS, words, products, out)
        return out

    def one(self, word: int | NDArray[np.uint8], product: int = 0) -> NDArray[np.int16]:
        """Codes int16[phase, column] of one vector.

        word  uint8[row], or an int with row i's word at bits [i·phases·dac_bits, (i+1)·phases·dac_bits)
        """
        codes: NDArray[np.int16] = self.codes(
            (self._unpacked(word) if isinstance(word, int) else word)[None], np.array([product])
        )[0]
        return codes

    def together(self, words: Sequence[int], products: Sequence[int]) -> NDArray[np.int16]:
        """Codes int16[phase, column] of as many words as have one together; words and products as of `one`."""
        unpacked = np.stack([self._unpacked(word) for word in words])
        codes: NDArray[np.int16] = self.codes(unpacked, np.array(products, np.int64))[0]
        return codes

    def _unpacked(self, word: int) -> NDArray[np.uint8]:
        bits = self.phases * self.dac_bits
        packed = np.frombuffer(word.to_bytes(-(-self.rows * bits // 8), "little"), np.uint8)
        if bits == 8:
            return packed
        each = np.unpackbits(packed, count=self.rows * bits, bitorder="little").reshape(self.rows, bits)
        return np.packbits(each, axis=1, bitorder="little")[:, 0]

    def _product(self, words: NDArray[np.uint8], weights: Ints) -> Ints:
        """`accumulate` where each code is the sum itself: the digits are put together before the product."""
        shifts = self.dac_bits * np.arange(self.phases)
        values = ((np.arange(256)[:, None] >> shifts) & ((1 << self.dac_bits) - 1)) @ weights
        matrix = self.readout.table[:, 1]
        top = int(np.abs(values).max()) * int(np.abs(matrix).sum(axis=0).max(initial=0))
        assert top < 1 << 53, f"sums up to {top} are not exact in any float"
        dtype = np.float32 if top < 1 << 24 else np.float64
        floats: Floats = matrix.astype(dtype)
        significant: Floats = values.astype(dtype)
        out = np.empty((len(words), self.columns), np.int64)
        for part in self._parts(words):
            out[part] = significant[words[part]] @ floats
        return out + (self.readout.bias + self.readout.half) * int(weights.sum())

    def _parts(self, words: NDArray[np.uint8]) -> Iterator[slice]:
        self._check(words)
        size = max(1, CHUNK_ELEMENTS // (self.phases * (self.rows + self.columns + 1)))
        return (slice(first, first + size) for first in range(0, len(words), size))

    def _check(self, words: NDArray[np.uint8]) -> None:
        if words.ndim != 2 or words.shape[1] != self.rows or words.dtype != np.uint8:
            raise ValueError(f"words are {words.dtype}{list(words.shape)}, not uint8[vector, {self.rows}]")

    def _run(
        self,
        mode: int,
        words: NDArray[np.uint8],
        products: Ints | None,
        out: NDArray[np.int16] | Ints,
        weights: Ints | None = None,
    ) -> None:
        """Writes to `out` what `mode` says."""
        self._check(words)
        products = np.arange(len(words)) if products is None else np.ascontiguousarray(products, np.int64)
        if products.shape != (len(words),) or (products < 0).any():
            raise ValueError(f"products must be {len(words)} numbers of at least 0, one for each vector")
        if weights is not None and len(weights) != self.phases:
            raise ValueError(f"weights must be {self.phases}, one for each phase, not {len(weights)}")
        if self._native is not None and self._solver is None:
            self._lanes(self._native, mode, weights).read(mode, np.ascontiguousarray(words), products, out)
            return
        readout = self.readout
        for part in self._parts(words):
            sums = readout.sums(words[part]) if self._solver is None else self._solved(words[part])
            variances = readout.variances(words[part]) if readout.noise else None
            sums = readout.with_noise(sums, variances, products[part])
            if mode == SUMS:
                out[part] = sums
            elif weights is None:
                out[part] = readout.codes(sums)
            else:
                out[part] = np.tensordot(readout.codes(sums), weights, axes=(1, 0))

    def _solved(self, words: NDArray[np.uint8]) -> Ints:
        assert self._solver is not None
        digits = self.readout.digits(words)
        sums = self._solver(digits.reshape(-1, self.rows) != 0)
        return self.readout.bias + sums.reshape(*digits.shape[:2], self.columns)

    def compiled(self) -> Compiled:
        """What the compiled reader needs for `codes`. Raises ValueError where NumPy must do."""
        if self._native is None:
            raise ValueError("there is no compiled reader on this machine")
        if self._solver is not None:
            raise ValueError("sums of arrays whose inputs gate their cells are not for the compiled reader")
        return self._lanes(self._native, CODES, None)

    def _lanes(self, library: ctypes.CDLL, mode: int, weights: Ints | None) -> Compiled:
        key = (mode == SUMS, *(weights.tolist() if weights is not None else ()))
        if key not in self._compiled:
            self._compiled[key] = Compiled(library, self.readout, self.readout.uniform and mode != SUMS, weights)
        return self._compiled[key]


class Compiled:
    """A Readout as reader.cpp wants it.

    arrays  that the struct points to, by the names of its fields; None for a null pointer. They live as long as this
    """

    def __init__(self, library: ctypes.CDLL, readout: Readout, uniform: bool, weights: Ints | None) -> None:
        self._library = library
        vector_bytes = native.vector_bytes(library)
        r, noise = readout, readout.noise
        tables = [r.table] if noise is None else [r.table, noise.variance]
        bias = r.bias + r.half if uniform else r.bias
        weights = np.ones(r.phases, np.int64) if weights is None else np.ascontiguousarray(weights, np.int64)
        significance = int(np.abs(weights).sum())
        top = max(
            int(np.abs(bias).max(initial=0))
            + max(int(np.abs(t).max(axis=1).sum(axis=0).max(initial=0)) for t in tables),
            (significance << (r.adc_bits - 1)) if uniform else 0,
            int(uniform) << min(r.shift + 1, 62),  # shifts that lanes can do
        )
        lane = np.dtype(np.int16 if top < 1 << 15 else np.int32 if top < 1 << 31 else np.int64)
        self.lane_bytes, self.uniform = lane.itemsize, uniform and lane.itemsize < 8
        if uniform and not self.uniform:
            bias = r.bias
        padded = -(-r.columns * lane.itemsize // vector_bytes) * vector_bytes // lane.itemsize
        line = padded * len(tables)
        group_rows = self._group_rows(r, line * lane.itemsize)
        groups = -(-r.rows // group_rows)
        table = np.zeros((groups, 1 << (r.dac_bits * group_rows), line), lane)
        for n, each in enumerate(tables):
            table[..., n * padded : n * padded + r.columns] = _grouped(each, groups, group_rows)
        self.table = _aligned(table, vector_bytes)
        self.bias = _aligned(np.pad(bias, (0, padded - r.columns)).astype(lane), vector_bytes)
        self.half = np.ascontiguousarray(r.half, np.int64)
        self.ceiling = None if r.ceiling is None else np.ascontiguousarray(r.ceiling, np.int64)
        self.weights = weights
        self.thresholds = None if r.thresholds is None else np.ascontiguousarray(r.thresholds, np.int64)
        self.converters = None if r.converters is None else np.ascontiguousarray(r.converters, np.int64)
        self.gaussian = _packed_gaussian()
        blocks, which = np.unique(noise.places // 4 if noise else np.empty(0, np.int64), return_inverse=True)
        self.blocks = blocks
        self.places = None if noise is None else 4 * which + noise.places % 4
        self.variance = None if noise is None else np.ascontiguousarray(noise.constant, np.float64)
        named = ["table", "bias", "half", "ceiling", "weights", "thresholds", "converters", "gaussian"]
        named += ["blocks", "places", "variance"]
        self.arrays: dict[str, NDArray[np.generic] | None] = {name: getattr(self, name) for name in named}
        self.struct = native.ReaderStruct(
            r.rows, r.phases, r.dac_bits, group_rows, groups, r.columns, line,
            _at(self.table), _at(self.bias), _at(self.half), _at(self.ceiling),
            r.shift, r.lo, r.hi, _at(self.weights), _at(self.thresholds), _at(self.converters), r.adc_bits,
            NOISE_KINDS[noise.kind] if noise else 0, noise.octaves if noise else 0, noise.key if noise else 0,
            _at(self.gaussian), _at(self.blocks), len(self.blocks), _at(self.places),
            noise.variance_unit if noise else 0.0, _at(self.variance),
        )  # fmt: skip

    @staticmethod
    def _group_rows(r: Readout, line_bytes: int) -> int:
        """Rows whose digits together index a line: more make fewer additions and a larger table."""
        if r.dac_bits == 1:
            return 8 if -(-r.rows // 8) * 256 * line_bytes <= SMALL_TABLE_BYTES else 4
        return max(1, 4 // r.dac_bits)

    def read(self, mode: int, words: NDArray[np.uint8], products: Ints, out: NDArray[np.int16] | Ints) -> None:
        """Writes to `out` what `mode` says."""
        self._library.hdlgen_read(
            ctypes.addressof(self.struct), self.lane_bytes, int(self.uniform), mode,
            words.ctypes.data, products.ctypes.data, len(words), out.ctypes.data,
        )  # fmt: skip


@cache
def _packed_gaussian() -> Ints:
    """The normal distribution's table int64[octave, segment]: a value, and the step to the next in the high half."""
    table = randomness.gaussian_table().astype(np.int64)
    return np.ascontiguousarray((table[:, :-1] & 0xFFFFFFFF) | (np.diff(table, axis=1) << 32))


def _at(array: NDArray[np.generic] | None) -> int | None:
    return None if array is None else array.ctypes.data


def _aligned(array: NDArray[np.generic], multiple: int) -> NDArray[np.generic]:
    """`array` at an address that is a multiple of `multiple` bytes."""
    space = np.empty(array.nbytes + multiple, np.uint8)
    first = -space.ctypes.data % multiple
    out = space[first : first + array.nbytes].view(array.dtype).reshape(array.shape)
    out[...] = array
    return out


def _grouped(table: Ints, groups: int, group_rows: int) -> Ints:
    """Sums int64[group, index, column] of the rows of each group; digit of row i at bits i·dac_bits of the index."""
    rows, digits, columns = table.shape
    padded = np.pad(table, ((0, groups * group_rows - rows), (0, 0), (0, 0)))
    each = padded.reshape(groups, group_rows, digits, columns)
    out = each[:, 0]
    for i in range(1, group_rows):  # a later row's digit is a higher place of the index
        out = (each[:, i, :, None] + out[:, None]).reshape(groups, -1, columns)
    return out


def _linear(table: Ints) -> bool:
    """Whether a row's contribution is its digit times what it gives for digit 1."""
    return bool((table == np.arange(table.shape[1])[:, None] * table[:, 1:2]).all())
