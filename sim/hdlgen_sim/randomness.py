"""Random numbers that depend on their key and place alone.

What is drawn once (a cell's error, a converter's offset) comes from `normals` and `uniforms`: a function of (seed,
name, purpose) and of the number's place in its array. What is drawn at every read comes from `philox` and `gaussian`:
a function of (seed, name, purpose) and of a counter that says which read it is. Everything is integer arithmetic up to
the last multiplication: the numbers are the same in NumPy, in compiled code and on another machine.
"""

from __future__ import annotations

import hashlib
import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

GAUSSIAN_BITS = 24
"""Binary places of `gaussian`."""
OCTAVES, SEGMENTS = 32, 128
"""The table of the normal distribution: tail probabilities 2^-2 … 2^-33 in octaves of linear pieces each."""

ROUNDS = 10
MULTIPLIERS = (0xD2511F53, 0xCD9E8D57)
WEYL = (0x9E3779B9, 0xBB67AE85)
"""Philox 4×32 as in Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011, and its reference code."""


def key(seed: int, name: str, purpose: str, bits: int = 64) -> int:
    """A key of `bits` bits (a multiple of 8, at most 512) for each (seed, name, purpose)."""
    digest = hashlib.blake2b(f"{seed}/{name}/{purpose}".encode(), digest_size=bits // 8).digest()
    return int.from_bytes(digest, "little")


def normals(seed: int, name: str, purpose: str, shape: int | tuple[int, ...]) -> NDArray[np.float64]:
    """Standard normal numbers float64[shape], |z| < 6.4."""
    return gaussian((_raw(seed, name, purpose, shape) >> np.uint64(32)).astype(np.uint32)) / (1 << GAUSSIAN_BITS)


def uniforms(seed: int, name: str, purpose: str, shape: int | tuple[int, ...]) -> NDArray[np.float64]:
    """Numbers float64[shape] in [0, 1), multiples of 2^-53."""
    return np.ldexp((_raw(seed, name, purpose, shape) >> np.uint64(11)).astype(np.float64), -53)


def _raw(seed: int, name: str, purpose: str, shape: int | tuple[int, ...]) -> NDArray[np.uint64]:
    """64 random bits each; NumPy promises that a bit generator's raw stream never changes."""
    count = math.prod((shape,) if isinstance(shape, int) else shape)
    return np.random.Philox(key=key(seed, name, purpose, 128)).random_raw(count).reshape(shape)


@cache
def gaussian_table() -> NDArray[np.int32]:
    """Standard normal quantiles int32[octave, segment + 1], 2^-GAUSSIAN_BITS units; read-only.

    Entry [e, i] belongs to the tail probability (1 + i/SEGMENTS)·2^(−2 − e).
    """
    from statistics import NormalDist

    table = np.array(
        [
            [-NormalDist().inv_cdf((1 + i / SEGMENTS) * 2.0 ** (-2 - e)) for i in range(SEGMENTS + 1)]
            for e in range(OCTAVES)
        ]
    )
    fixed: NDArray[np.int32] = np.rint(table * (1 << GAUSSIAN_BITS)).astype(np.int32)
    fixed.setflags(write=False)
    return fixed


def gaussian(bits: NDArray[np.uint32]) -> NDArray[np.int32]:
    """Standard normal numbers int32[...], in units of 2^-GAUSSIAN_BITS, of random `bits` uint32[...].

    The highest bit is the sign; the others, with a 1 below them, are the tail probability times 2^33.
    """
    tail = (bits << np.uint32(1)) | np.uint32(1)
    octave = 31 - (np.frexp(tail.astype(np.float64))[1] - 1)  # leading zeros; float64 holds 32 bits exactly
    leading = tail << octave.astype(np.uint32)
    segment = ((leading >> np.uint32(24)) & np.uint32(SEGMENTS - 1)).astype(np.intp)
    fraction = ((leading >> np.uint32(8)) & np.uint32(0xFFFF)).astype(np.int64)
    table = gaussian_table()
    low, high = table[octave, segment].astype(np.int64), table[octave, segment + 1]
    z = low + (((high - low) * fraction) >> 16)
    signed: NDArray[np.int32] = np.where(bits >> np.uint32(31), -z, z).astype(np.int32)
    return signed


def philox(counter: NDArray[np.uint32], key: int) -> NDArray[np.uint32]:
    """Random bits uint32[..., 4] of `counter` uint32[..., 4] under a 64-bit key: Philox 4×32, 10 rounds."""
    c = [counter[..., i].astype(np.uint64) for i in range(4)]
    k = [key & 0xFFFFFFFF, key >> 32]
    low = np.uint64(0xFFFFFFFF)
    for _ in range(ROUNDS):
        products = [c[0] * np.uint64(MULTIPLIERS[0]), c[2] * np.uint64(MULTIPLIERS[1])]
        c = [
            (products[1] >> np.uint64(32)) ^ c[1] ^ np.uint64(k[0]),
            products[1] & low,
            (products[0] >> np.uint64(32)) ^ c[3] ^ np.uint64(k[1]),
            products[0] & low,
        ]
        k = [(word + step) & 0xFFFFFFFF for word, step in zip(k, WEYL, strict=True)]
    return np.stack(c, axis=-1).astype(np.uint32)
