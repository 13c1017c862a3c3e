"""What may stay of a layer's weights: channels, taps, kernels, blocks of a crossbar; several of them at once.

A weight matrix is [channel, tap]. Each kind of structure divides it into groups of weights and lets only so many groups
differ from zero. The nearest such matrix, by Euclidean distance, is the one that keeps the groups of largest norm.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor

from hdlgen.compress.wiring import Wiring

MAX_SWEEPS = 10
"""Of `choose`, at most: on a trained LeNet-5 nothing is gained after the third."""


@dataclass(frozen=True)
class Blocks:
    """Blocks of the compacted matrix: of the channels that stay and the taps that still have a weight.

    Taps are in the order of mapping: position by position, and at each the channels that are read.

    rows     taps of a block; the last block of a column of blocks may have fewer
    columns  channels of a block; likewise
    count    blocks that may differ from zero
    """

    rows: int
    columns: int
    count: int


@dataclass(frozen=True)
class KernelGroups:
    """Kernels between one input channel and the channels of a word: a group stays or goes.

    channels  of a word; they follow one another, and the last word may have fewer
    inputs    of each word: input channels whose kernels may differ from zero
    """

    channels: int
    inputs: tuple[int, ...]


@dataclass(frozen=True)
class Keep:
    """What may stay of a layer, at most.

    channels  filters or neurons
    taps      rows of the weight matrix, of those whose inputs are left
    kernels   pairs of an input channel and an output channel of a convolution; None: all
    blocks    of a crossbar; None: all
    groups    of kernels, of a layer that keeps all its channels; None: all
    """

    channels: int
    taps: int
    kernels: int | None = None
    blocks: Blocks | None = None
    groups: KernelGroups | None = None


@dataclass(frozen=True)
class Choice:
    """What stays of a layer. channels: bool[channel]. weights: bool[channel, tap], none of a channel that goes."""

    channels: Tensor
    weights: Tensor


def choose(
    weights: Mapping[str, Tensor],
    masks: Mapping[str, Tensor],
    keep: Mapping[str, Keep],
    wiring: Wiring,
    *,
    sweeps: int = 1,
) -> dict[str, Choice]:
    """What stays of each layer, first to last: at most what `keep` says, and the largest of it.

    weights  float[channel, input, ...] by layer, first to last; an input channel may be several inputs behind a flatten
    masks    bool[channel, tap]: the weights that are left now
    keep     for each layer to prune; the others lose only the taps whose channels go
    wiring   of the network. Layers that share their channels keep the least of what `keep` says of them, by the norm
             over all of them together, chosen before anything else. `keep` has to leave what is `fixed` alone
    sweeps   1: channels are chosen first, of them the taps, then the kernels, then the blocks. More: each kind is
             chosen anew, the others given, as long as that leaves more of the weights' squares. Exact for one kind;
             for several the best that this search meets.
    """
    chosen = {g: _shared(layers, weights, masks, keep) for g, layers in wiring.groups.items() if len(layers) > 1}
    choices: dict[str, Choice] = {}
    for name, weight in weights.items():
        mask, group = masks[name], wiring.writes[name]
        channels, taps = mask.shape
        fed, inputs = torch.ones(taps, dtype=torch.bool), weight.shape[1]
        before = chosen.get(wiring.reads[name])
        if before is not None:
            fed, inputs = before.repeat_interleave(taps // len(before)), len(before)
        own = keep.get(name, Keep(channels, taps))
        choices[name] = _choose(weight.detach(), mask, fed, inputs, own, sweeps, chosen.get(group))
        chosen[group] = choices[name].channels
    return choices


def _shared(
    layers: Sequence[str],
    weights: Mapping[str, Tensor],
    masks: Mapping[str, Tensor],
    keep: Mapping[str, Keep],
) -> Tensor:
    """bool[channel]: those that stay of layers that share them."""
    matrix = torch.cat([weights[n].detach().flatten(1) * masks[n] for n in layers], dim=1)
    of_channel = torch.arange(len(matrix))[:, None].expand_as(matrix)
    return largest(matrix, of_channel, min([len(matrix), *(keep[n].channels for n in layers if n in keep)]))[:, 0]


def _choose(
    weight: Tensor, mask: Tensor, fed: Tensor, inputs: int, keep: Keep, sweeps: int, shared: Tensor | None
) -> Choice:
    """`choose` for one layer that reads `inputs` channels.

    fed     bool[tap]: whether the tap's channel stays
    shared  bool[channel]: those that stay, if they are chosen already
    """
    matrix = weight.flatten(1)
    count, taps_count = matrix.shape
    of_channel = torch.arange(count)[:, None].expand_as(matrix)
    of_tap = torch.arange(taps_count).expand_as(matrix)
    of_kernel = of_channel * taps_count + of_tap // weight[0, 0].numel()
    channels = taps = kernels = blocks = torch.ones_like(mask)
    if shared is not None:
        channels = shared[:, None].expand_as(mask)
    left, most = mask, -1.0
    for sweep in range(sweeps):
        if shared is None:
            channels = largest(matrix * (left & taps & kernels & blocks), of_channel, keep.channels)
        left = mask & fed  # the first choice of channels counts all that feeds them now
        taps = largest(matrix * (left & channels & kernels & blocks), of_tap, keep.taps)
        if keep.kernels is not None:
            kernels = largest(matrix * (left & channels & taps & blocks), of_kernel, keep.kernels)
        if keep.groups:
            kernels = of_words(matrix * (left & channels & taps & blocks), keep.groups, weight[0, 0].numel())
        if keep.blocks:
            stays = left & channels & taps & kernels
            of_block = grid(stays, channels[:, 0], keep.blocks.rows, keep.blocks.columns, inputs)
            blocks = largest(matrix * stays, of_block, keep.blocks.count)
        stays = left & channels & taps & kernels & blocks
        square = float((matrix * stays).double().square().sum())
        if sweep and square <= most:
            break
        choice, most = Choice(channels[:, 0], stays), square
    return choice


def largest(matrix: Tensor, groups: Tensor, count: int) -> Tensor:
    """bool, shape of `matrix`: the weights of the `count` groups of largest Euclidean norm; of equal ones the first.

    groups  int64, shape of `matrix`: which group each weight is in; the groups divide the matrix
    """
    squares = torch.bincount(groups.flatten(), matrix.double().square().flatten())
    stays = torch.zeros(len(squares), dtype=torch.bool)
    stays[squares.argsort(descending=True, stable=True)[:count]] = True
    return stays[groups]


def of_words(matrix: Tensor, keep: KernelGroups, kernel: int) -> Tensor:
    """bool, shape of `matrix`: the weights of each word's kernel groups of largest Euclidean norm; as `largest`.

    kernel  taps of an input channel
    """
    words = matrix.split(keep.channels)
    assert len(words) == len(keep.inputs), f"{len(words)} words, and counts of {len(keep.inputs)}"
    of_input = torch.arange(matrix.shape[1]) // kernel
    return torch.cat([largest(w, of_input.expand_as(w), n) for w, n in zip(words, keep.inputs, strict=True)])


def grid(stays: Tensor, channels: Tensor, rows: int, columns: int, inputs: int) -> Tensor:
    """int64[channel, tap]: which of `Blocks` each weight of the compacted matrix is in, row by row of blocks.

    stays     bool[channel, tap]: weights that are left; taps without any are not in the compacted matrix
    channels  bool[channel]: those in the compacted matrix
    inputs    channels that the layer reads
    """
    # PyTorch has taps channel by channel, and within each the positions
    by_position = stays.any(dim=0).reshape(inputs, -1).T
    ranks = (by_position.flatten().cumsum(0) - 1).clamp_min(0).reshape(by_position.shape).T.flatten()
    band = ranks // rows
    column = (channels.cumsum(0) - 1).clamp_min(0) // columns
    return band * (-(-len(channels) // columns)) + column[:, None]


def occupied(stays: Tensor, rows: int, columns: int, inputs: int) -> tuple[int, int]:
    """Blocks of rows × columns that have a weight, as mapping will count them, and all blocks of the compacted matrix.

    stays   bool[channel, tap]: weights that are left
    inputs  channels that the layer reads
    """
    blocks = grid(stays, torch.ones(len(stays), dtype=torch.bool), rows, columns, inputs)
    return blocks[stays].unique().numel(), -(-int(stays.any(dim=0).sum()) // rows) * -(-len(stays) // columns)
