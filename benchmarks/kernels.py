"""What segments of words' own save where kernels are gone: `python -m benchmarks.kernels`, a minute.

Layers of 256 → 256 channels, 3×3, with random kernels, and the convolutions of the bundled vgg16_cifar, whose smallest
kernels are removed; single ones, or those of an input channel and a word together. Of 4-bit weights on 3-bit cells,
tiles of 128×128 with 16 converters of 8 bits. Conversions, tiles and energy are those of `estimate`, without
segments of words' own and with them.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from hdlgen.arith import Int, Requant, Window
from hdlgen.estimate.cost import cost
from hdlgen.estimate.parts import load_parts
from hdlgen.estimate.usage import StageUsage, Usage
from hdlgen.ir.graph import ArrayNode, Graph, InputNode, frozen
from hdlgen.mapping import map_graph
from hdlgen.mapping.design import load_design
from hdlgen.mapping.hardware import Hardware

HARDWARE = Hardware(128, 128, 3, 1, 8, 16, 2, 2)
WORD = 16
SHARES = (0.5, 0.75, 0.9)
Weights = NDArray[np.int8]
Layer = tuple[Weights, int, int]
"""int8[tap, channel], the side of its output, its input channels."""


def without(weights: Weights, inputs: int, word: int, share: float, scores: NDArray[np.float64]) -> Weights:
    """`weights` without a `share` of the kernels of an input channel and `word` channels, those of least score.

    scores  [input channel, channel]
    """
    firsts = np.arange(0, weights.shape[1], word)
    groups = np.add.reduceat(scores, firsts, axis=1)
    gone = groups < np.quantile(groups, share)
    of_channel = np.arange(weights.shape[1]) // word
    kept: Weights = np.where(gone[:, of_channel], 0, weights.reshape(-1, inputs, weights.shape[1])).astype(np.int8)
    return kept.reshape(weights.shape)


def random_layer() -> Layer:
    """Dense."""
    rng = np.random.default_rng(0)
    return (rng.integers(1, 8, (9 * 256, 256)) * rng.choice((-1, 1), (9 * 256, 256))).astype(np.int8), 8, 256


def trained() -> Iterator[Layer]:
    """The convolutions of vgg16_cifar, whose rows and columns are pruned."""
    for node in load_design("vgg16_cifar").graph.arrays:
        if node.window.elements == 9:
            yield node.weights, node.window.out_height, node.window.channels


def pruned(layers: list[Layer], word: int, share: float, *, by_size: bool) -> list[Layer]:
    """`layers` without kernels: at random, or the smallest."""
    rng, found = np.random.default_rng(1), []
    for weights, side, inputs in layers:
        cubes = weights.reshape(-1, inputs, weights.shape[1]).astype(np.float64)
        firsts = np.arange(0, weights.shape[1], word)
        scores = np.square(cubes).sum(axis=0)
        if not by_size:
            scores = rng.random((inputs, len(firsts))).repeat(word, axis=1)[:, : weights.shape[1]]
        found.append((without(weights, inputs, word, share, scores), side, inputs))
    return found


def squares(layers: list[Layer]) -> float:
    """Of all weights, summed up: what pruning by size wants to keep."""
    return sum(float(np.square(weights.astype(np.float64)).sum()) for weights, *_ in layers)


def used(layers: list[Layer], hardware: Hardware) -> tuple[int, int, int, float, float]:
    """Blocks, conversions, tiles, energy of an image in µJ, and seconds that the slowest layer took to map."""
    stages: list[StageUsage] = []
    slowest = 0.0
    for weights, side, inputs in layers:
        window = Window(side, side, inputs, (3, 3), (1, 1), (1, 1, 1, 1))
        kind, n = Int(4), weights.shape[1]
        node = ArrayNode(
            "a", ("x",), window, kind, frozen(weights), 4, Requant((1,) * n, (0,) * n, 8, 0, 15), None, kind
        )
        begin = time.perf_counter()
        plan = map_graph(Graph("a", (InputNode("x", (side, side, inputs), kind), node)), hardware)
        slowest = max(slowest, time.perf_counter() - begin)
        stages += Usage.of(plan).stages
    total = Usage(tuple(stages), max(s.cycles for s in stages))
    energy = cost(total, hardware, load_parts(), 1e8).energy_j
    return total.total.blocks, total.total.conversions, total.total.tiles, 1e6 * energy, slowest


def main() -> None:
    """Prints the table."""
    columns = "layers", "kernels gone", "squares lost", "blocks", "conversions", "tiles", "energy, µJ", "s a layer"
    print(f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}")
    for title, layers, by_size in (
        ("random 256 → 256", [random_layer()], False),
        ("vgg16_cifar", list(trained()), True),
    ):
        for word in (1, WORD):
            for share in SHARES:
                some = pruned(layers, word, share, by_size=by_size)
                before, after = (used(some, replace(HARDWARE, clustered=c)) for c in (False, True))
                numbers = [f"{a:,} → {b:,}" for a, b in zip(before[:3], after[:3], strict=True)]
                energy = f"{before[3]:.3g} → {after[3]:.3g}"
                lost = f"{1 - squares(some) / squares(layers):.0%}"
                what = f"{share:.0%}, {'single' if word == 1 else 'groups'}"
                print(f"| {title} | {what} | {lost} | {' | '.join(numbers)} | {energy} | {after[4]:.1f} |", flush=True)


if __name__ == "__main__":
    main()
