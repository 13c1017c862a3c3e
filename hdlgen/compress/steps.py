"""What each pruning step of a recipe keeps, in numbers; checked before anything is trained."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from torch import nn

from hdlgen.compress.chain import taps, weighted
from hdlgen.compress.prune import Keep
from hdlgen.compress.recipe import Step
from hdlgen.errors import Mistake, SpecError


def keep_counts(network: nn.Sequential, steps: Sequence[Step]) -> list[dict[str, Keep]]:
    """For each step, what every layer of float network `network` keeps. Raises SpecError with all that cannot be."""
    layers = weighted(network)
    names = list(layers)
    built = {n: len(m.weight) for n, m in layers.items()}
    # inputs that one channel of the layer before feeds: kernel elements, times positions behind a flatten
    inputs = {n: taps(layers[n]) // built[before] for before, n in pairwise(names)}
    now = {n: Keep(built[n], taps(m)) for n, m in layers.items()}
    result, mistakes = [], []
    for i, step in enumerate(steps):
        for name in step.keep.keys() - layers.keys():
            mistakes.append(
                Mistake(f"prune.steps.{i}.keep.{name}", "names no layer with weights", f"use one of {names}")
            )
        before = ""
        for name in names:
            where = f"prune.steps.{i}.keep.{name}"
            kept = step.keep.get(name)
            channels = _count(kept.channels if kept else None, built[name], now[name].channels)
            rows_left = now[before].channels * inputs[name] if before else now[name].taps
            rows = _count(kept.taps if kept else None, rows_left, min(now[name].taps, rows_left))
            if channels > now[name].channels:
                mistakes.append(Mistake(f"{where}.channels", f"{channels} are more than the {now[name].channels} left"))
            if name == names[-1] and channels != built[name]:
                mistakes.append(Mistake(f"{where}.channels", "are the network's outputs", "prune its taps only"))
            if rows > min(rows_left, now[name].taps):
                mistakes.append(
                    Mistake(
                        f"{where}.taps",
                        f"{rows} are more than the {min(rows_left, now[name].taps)} left",
                        "leave the key out to keep them all",
                    )
                )
            now[name] = Keep(channels, rows)
            before = name
        result.append(dict(now))
    if mistakes:
        raise SpecError.of(mistakes)
    return result


def _count(wanted: int | float | None, whole: int, otherwise: int) -> int:
    """`wanted` as a number: an int is one, a float is a share of `whole`, None is `otherwise`; at least 1."""
    if wanted is None:
        return otherwise
    return wanted if isinstance(wanted, int) else max(1, round(wanted * whole))
