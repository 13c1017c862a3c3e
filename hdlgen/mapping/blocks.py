"""Which blocks a layer needs, and which columns of which tile they take."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from hdlgen.errors import HdlgenError
from hdlgen.mapping.plan import Block, Hardware, Lanes, Segment


def cut(weights: NDArray[np.int8], lanes: Lanes, rows: int, grouped: int = 0) -> list[tuple[Segment, tuple[int, ...]]]:
    """Segments of a weight matrix [tap, channel], each with the words in which it has a non-zero weight.

    A tap without a weight is in no segment. A layer without any weight keeps one segment of one tap and one word:
    its stage must still produce a result for every position.

    grouped  the input channels of a layer with groups of them, between which there is no weight, such as a depthwise
             convolution; 0 for other layers. Taps are numbered position by position, channel fastest. They keep this
             order, as compression counts on; but the taps of a group follow one another, so that a segment has as few
             words as can be
    """
    live = np.flatnonzero(weights.any(axis=1))
    if grouped:
        groups = _groups(np.asarray(weights.reshape(-1, grouped, weights.shape[1]).any(axis=0)))
        live = live[np.argsort(groups[live % grouped], kind="stable")]
    if not live.size:
        return [(Segment((0,)), (0,))]
    parts = []
    for first in range(0, len(live), rows):
        taps = live[first : first + rows]
        channels = np.flatnonzero(weights[taps].any(axis=0))
        words = tuple(int(v) for v in np.unique(channels // lanes.word))
        parts.append((Segment(tuple(int(t) for t in taps)), words))
    return parts


def _groups(joined: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Which group each input channel is in, int64[input channel], the groups numbered by their first channels.

    joined  bool[input channel, output channel]: whether there is a weight between them
    """
    groups = np.full(len(joined), -1, np.int64)
    for first in range(len(joined)):
        if groups[first] >= 0:
            continue
        members = np.zeros(len(joined), np.bool_)
        members[first] = True
        while True:
            more = members | joined[:, joined[members].any(axis=0)].any(axis=1)
            if (more == members).all():
                break
            members = more
        groups[members] = first
    return groups


def pack(name: str, parts: list[tuple[int, tuple[int, ...]]], lanes: Lanes, hardware: Hardware) -> list[Block]:
    """Blocks of a layer `name`, side by side on as few tiles as first-fit finds, in the order of `parts`.

    parts  (segment, its words); one block each, but one that is wider than a tile is cut into full tiles and a rest

    Raises HdlgenError if not even one word fits on a tile.
    """
    groups = hardware.columns // hardware.adcs
    words_per_tile = groups // lanes.groups_per_word
    if words_per_tile < 1:
        need = lanes.groups_per_word * hardware.adcs
        raise HdlgenError(
            name,
            f"a weight takes {need} columns and a tile has {hardware.columns}",
            fix="use wider tiles, fewer ADCs, more bits a cell or fewer bits a weight",
        )
    used: list[int] = []
    blocks = []
    for segment, words in parts:
        for first in range(0, len(words), words_per_tile):
            piece = words[first : first + words_per_tile]
            width = len(piece) * lanes.groups_per_word
            tile = next((t for t, taken in enumerate(used) if taken + width <= groups), len(used))
            if tile == len(used):
                used.append(0)
            blocks.append(Block(segment, tile, used[tile], piece))
            used[tile] += width
    return blocks
