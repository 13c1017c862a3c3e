"""Many images in bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator

import numpy as np

from hdlgen.arith.integer import Ints

Progress = Callable[[int], object]
"""Called with the number of images that have just been done, as `tqdm.update` wants it."""

CHUNK_ELEMENTS = 1 << 22
"""Largest array of one chunk, about: some ten megabytes."""


CHUNK_IMAGES = 64
"""Most images of a chunk of `parts`."""


def parts(count: int, elements: int) -> Iterator[slice]:
    """`count` images in chunks, for what is kept of them or summed up elsewhere.

    elements  that the largest intermediate array has for one image
    """
    size = max(1, min(CHUNK_IMAGES, CHUNK_ELEMENTS // elements))
    return (slice(first, min(first + size, count)) for first in range(0, count, size))


def in_chunks(
    count: int,
    elements: int,
    run: Callable[[slice], Iterator[tuple[str, Ints]]],
    *,
    keep: Collection[str] | None,
    progress: Progress | None,
) -> dict[str, Ints]:
    """What `run` yields for `count` images, chunk after chunk, put together again by name.

    elements  that the largest intermediate array has for one image
    run       yields (layer, its output) in order, for a slice of the images
    keep      names of the layers whose outputs are kept; None for all
    """
    size = max(1, CHUNK_ELEMENTS // elements)
    parts: dict[str, list[Ints]] = {}
    for first in range(0, max(count, 1), size):
        for name, output in run(slice(first, first + size)):
            if keep is None or name in keep:
                parts.setdefault(name, []).append(output)
        if progress:
            progress(min(size, count - first))
    return {name: np.concatenate(outputs) for name, outputs in parts.items()}
