"""What each pruning step of a recipe keeps, in numbers; checked before anything is trained."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from torch import nn

from hdlgen.compress.recipe import Kept, Step
from hdlgen.compress.structure import Blocks, Keep
from hdlgen.compress.wiring import inputs, wiring
from hdlgen.errors import Mistake, SpecError
from hdlgen.frontend.torch.network import Network, taps, weighted
from hdlgen.spec.document import Key
from hdlgen.spec.names import INPUT

Fault = tuple[Key, str, str]
"""Key within a layer's entry, what is wrong, how to mend it."""


@dataclass(frozen=True)
class Layer:
    """A layer as it was built.

    channels   filters or neurons
    inputs     channels that it reads
    per_input  taps that each of them feeds: kernel elements, times positions behind a flatten
    reads      the group of `Wiring` that they are
    is_conv    it has kernels
    """

    channels: int
    inputs: int
    per_input: int
    reads: str
    is_conv: bool


def keep_counts(
    network: Network, steps: Sequence[Step], mistake: Callable[[Key, str, str], Mistake]
) -> list[dict[str, Keep]]:
    """For each step, what every layer of float network `network` keeps at most; empty for one that names no layers.

    mistake  `Recipe.mistake`, which knows the lines of the file. Raises SpecError with all that cannot be.
    """
    wires, reads = wiring(network), inputs(network)
    layers = {
        n: Layer(len(m.weight), reads[n], taps(m) // reads[n], wires.reads[n], not isinstance(m, nn.Linear))
        for n, m in weighted(network).items()
    }
    now = {n: Keep(layer.channels, layer.inputs * layer.per_input) for n, layer in layers.items()}
    result: list[dict[str, Keep]] = []
    mistakes = []
    for i, step in enumerate(steps):
        if step.keep is None:
            result.append({})
            continue
        key: Key = ("steps", i, "keep")
        for name in step.keep.keys() - layers.keys():
            mistakes.append(mistake((*key, name), "names no layer with weights", f"use one of {list(layers)}"))
        channels: dict[str, int] = {}  # by group
        for group, members in wires.groups.items():
            channels[group], wrong = _channels(step.keep, layers, members, now[members[0]], group in wires.fixed)
            mistakes += [mistake((*key, *at), what, fix) for at, what, fix in wrong]
        keep: dict[str, Keep] = {}
        for name, layer in layers.items():
            left = channels.get(layer.reads, layer.inputs)
            kept = step.keep.get(name, Kept())
            keep[name], wrong = _keep(kept, layer, now[name], channels[wires.writes[name]], left)
            mistakes += [mistake((*key, name, *at), what, fix) for at, what, fix in wrong]
        now = keep
        result.append(keep)
    if mistakes:
        raise SpecError.of(mistakes)
    return result


def _channels(
    keep: Mapping[str, Kept], layers: Mapping[str, Layer], members: Sequence[str], now: Keep, is_fixed: bool
) -> tuple[int, list[Fault]]:
    """Channels that a step keeps of layers which share them and have `now` left; and what is wrong with that.

    is_fixed  they are the network's outputs, or are added to the image
    """
    wanted = {n: _count(keep[n].channels, layers[n].channels, now.channels) for n in members if n in keep}
    wanted = {n: count for n, count in wanted.items() if keep[n].channels is not None}
    faults: list[Fault] = []
    for name, count in wanted.items():
        first = next(iter(wanted))
        if count > now.channels:
            faults.append(((name, "channels"), f"{count} are more than the {now.channels} left", ""))
        if is_fixed and count != layers[name].channels:
            what = "are the network's outputs, or are added to its input"
            faults.append(((name, "channels"), what, "prune its taps only"))
        if count != wanted[first]:
            what = f"{count} are not the {wanted[first]} of {first}; an add or a scale joins them"
            faults.append(((name, "channels"), what, f"give the same to all of {', '.join(members)}, or to one alone"))
    return min(wanted.values(), default=now.channels), faults


def _keep(kept: Kept, layer: Layer, now: Keep, channels: int, read: int) -> tuple[Keep, list[Fault]]:
    """What a step keeps of a layer with `now` left: `channels`, that read `read` of them; and what is wrong with it."""
    faults: list[Fault] = []
    fed = read * layer.per_input if layer.reads != INPUT else now.taps
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
