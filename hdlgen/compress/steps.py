"""What each pruning step of a recipe keeps, in numbers; checked before anything is trained."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from torch import nn

from hdlgen.compress.network import Network, taps, weighted
from hdlgen.compress.recipe import Kept, Step
from hdlgen.compress.structure import Blocks, Keep
from hdlgen.compress.wiring import inputs
from hdlgen.errors import Mistake, SpecError
from hdlgen.spec.document import Key

Fault = tuple[Key, str, str]
"""Key within a layer's entry, what is wrong, how to mend it."""


@dataclass(frozen=True)
class Layer:
    """A layer as it was built.

    channels   filters or neurons
    inputs     channels that it reads
    per_input  taps that each of them feeds: kernel elements, times positions behind a flatten
    before     the layer that it reads; empty for the first
    is_conv    it has kernels
    is_last    its channels are the network's outputs
    """

    channels: int
    inputs: int
    per_input: int
    before: str
    is_conv: bool
    is_last: bool


def keep_counts(
    network: Network, steps: Sequence[Step], mistake: Callable[[Key, str, str], Mistake]
) -> list[dict[str, Keep]]:
    """For each step, what every layer of float network `network` keeps at most.

    mistake  `Recipe.mistake`, which knows the lines of the file. Raises SpecError with all that cannot be.
    """
    layers = _layers(network)
    names = list(layers)
    now = {n: Keep(layer.channels, layer.inputs * layer.per_input) for n, layer in layers.items()}
    result, mistakes = [], []
    for i, step in enumerate(steps):
        key: Key = ("prune", "steps", i, "keep")
        for name in step.keep.keys() - layers.keys():
            mistakes.append(mistake((*key, name), "names no layer with weights", f"use one of {names}"))
        keep: dict[str, Keep] = {}
        for name, layer in layers.items():
            left = keep[layer.before].channels if layer.before else layer.inputs
            keep[name], faults = _keep(step.keep.get(name, Kept()), layer, now[name], left)
            mistakes += [mistake((*key, name, *at), what, fix) for at, what, fix in faults]
        now = keep
        result.append(keep)
    if mistakes:
        raise SpecError.of(mistakes)
    return result


def _layers(network: Network) -> dict[str, Layer]:
    modules = weighted(network)
    before = {after: name for name, after in pairwise(modules)}
    reads = inputs(network)
    return {
        n: Layer(
            channels=len(m.weight),
            inputs=reads[n],
            per_input=taps(m) // reads[n],
            before=before.get(n, ""),
            is_conv=isinstance(m, nn.Conv2d),
            is_last=n == next(reversed(modules)),
        )
        for n, m in modules.items()
    }


def _keep(kept: Kept, layer: Layer, now: Keep, read: int) -> tuple[Keep, list[Fault]]:
    """What a step keeps of a layer that has `now` left and `read` channels to read; and what is wrong with that."""
    faults: list[Fault] = []
    channels = _count(kept.channels, layer.channels, now.channels)
    if channels > now.channels:
        faults.append((("channels",), f"{channels} are more than the {now.channels} left", ""))
    if layer.is_last and channels != layer.channels:
        faults.append((("channels",), "are the network's outputs", "prune its taps only"))

    fed = read * layer.per_input if layer.before else now.taps
    left = min(now.taps, fed)
    rows = _count(kept.taps, fed, left)
    if rows > left:
        faults.append((("taps",), f"{rows} are more than the {left} left", "leave the key out to keep them all"))

    kernels = None
    if kept.kernels is not None:
        kernels = _count(kept.kernels, channels * read, 0)
        if not layer.is_conv:
            faults.append((("kernels",), "a linear layer has none", "keep taps or blocks of it"))
        elif kernels > channels * read:
            what = f"{kernels} are more than the {channels} × {read} left"
            faults.append((("kernels",), what, "leave the key out to keep them all"))

    blocks = None
    if kept.blocks:
        whole = -(-rows // kept.blocks.rows) * -(-channels // kept.blocks.columns)
        blocks = Blocks(kept.blocks.rows, kept.blocks.columns, _count(kept.blocks.keep, whole, 0))
        if blocks.count > whole:
            what = f"{blocks.count} are more than the {whole} in {rows} taps × {channels} channels"
            faults.append((("blocks", "keep"), what, "leave blocks out to keep them all"))
    return Keep(channels, rows, kernels, blocks), faults


def _count(wanted: int | float | None, whole: int, otherwise: int) -> int:
    """`wanted` as a number: an int is one, a float is a share of `whole`, None is `otherwise`; at least 1."""
    if wanted is None:
        return otherwise
    return wanted if isinstance(wanted, int) else max(1, round(wanted * whole))
