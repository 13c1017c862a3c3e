"""Rows that mapping will drive together, of a weight that is still PyTorch's."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn.functional import pad


def driven(live: Tensor, reads: int) -> Tensor:
    """int64[row]: the taps that mapping gives a row, in its order: position by position, and at each the channels.

    live   bool[tap]: the taps that have a weight; PyTorch has them channel by channel, and within each the positions
    reads  channels that the layer reads
    """
    order = torch.arange(len(live), device=live.device).reshape(reads, -1).T.flatten()
    return order[live[order]]


def segment_of(live: Tensor, rows: int, reads: int) -> Tensor:
    """int64[tap]: the segment of `rows` rows in which mapping drives each tap; 0 for taps that are not live."""
    taps = driven(live, reads)
    found = torch.zeros(len(live), dtype=torch.int64, device=live.device)
    found[taps] = torch.arange(len(taps), device=live.device) // rows
    return found


def columns(matrix: Tensor, taps: Tensor, rows: int) -> Tensor:
    """[channel, segment, row] of a weight matrix [channel, tap] with `taps` on the rows; 0 on rows that are left over.

    taps  as `driven` gives them
    """
    return pad(matrix[:, taps], (0, -len(taps) % rows)).unflatten(1, (-1, rows))


def matrix_of(found: Tensor, taps: Tensor, count: int) -> Tensor:
    """[channel, tap], `count` taps, of columns as `columns` gives them; 0 where a tap has no row."""
    matrix = found.new_zeros(len(found), count)
    matrix[:, taps] = found.flatten(1)[:, : len(taps)]
    return matrix
