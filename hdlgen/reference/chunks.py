"""Many images in bounded memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from hdlgen.arith.integer import Ints

Progress = Callable[[int], object]
"""Called with the number of images that have just been done, as `tqdm.update` wants it."""

CHUNK_ELEMENTS = 1 << 22
"""Largest array of one chunk, about: some ten megabytes."""


def in_chunks(
    images: Ints,
    elements: int,
    run: Callable[[Ints], Iterator[tuple[str, Ints]]],
    *,
    keep: bool,
    progress: Progress | None,
) -> dict[str, Ints]:
    """What `run` yields for `images` [image, ...], chunk after chunk, put together again by name.

    elements  that the largest intermediate array has for one image
    run       yields (layer, its output) in order
    keep      all layers; else the last one alone
    """
    size = max(1, CHUNK_ELEMENTS // elements)
    parts: dict[str, list[Ints]] = {}
    for first in range(0, max(len(images), 1), size):
        chunk = images[first : first + size]
        name = ""
        for name, output in run(chunk):
            if keep:
                parts.setdefault(name, []).append(output)
        if not keep:
            parts.setdefault(name, []).append(output)
        if progress:
            progress(len(chunk))
    return {name: np.concatenate(outputs) for name, outputs in parts.items()}
