"""Gain and offset of each tile's converters, from training images."""

from __future__ import annotations

import numpy as np
from hdlgen_sim import Device, Periphery, Trim, trim
from numpy.typing import NDArray

from hdlgen.arith.integer import Ints
from hdlgen.ir.graph import ArrayNode, Graph
from hdlgen.mapping.plan import ArrayStage, Plan
from hdlgen.reference import exact, tiled
from hdlgen.reference.chip import Chip, block_readers

Codes = NDArray[np.int16]


def fit_trims(
    graph: Graph,
    plan: Plan,
    images: Ints,
    *,
    device: Device,
    periphery: Periphery | None = None,
    seed: int = 0,
) -> dict[str, Trim]:
    """The trims, by tile (layer.number), that bring a chip's codes nearest to those of ideal tiles on `images`.

    What a test station can do: every layer gets the activations of the exact network, the tiles' codes are compared
    with those that they should be, and each tile's reference and offset are set once. The conductances are not known.

    images  int64[image, row, column, channel]
    """
    chip, ideal = Chip.of(plan, device, seed, periphery=periphery), Chip.of(plan)
    numbers = np.arange(len(images))
    trims = {}
    for node, (x, *_), _ in exact.walk(graph, images, exact.apply):
        if not isinstance(node, ArrayNode):
            continue
        stage = plan[node.name]
        assert isinstance(stage, ArrayStage)
        words, products = tiled.driven(stage, x), tiled.products(stage, numbers)
        measured: list[list[Codes]] = [[] for _ in range(stage.tiles)]
        wanted: list[list[Codes]] = [[] for _ in range(stage.tiles)]
        real = block_readers(stage, chip.arrays[stage.name])
        for b, perfect in zip(real, block_readers(stage, ideal.arrays[stage.name]), strict=True):
            measured[b.block.tile].append(b.reader.codes(words[:, b.taps], products).ravel())
            wanted[b.block.tile].append(perfect.reader.codes(words[:, b.taps], products).ravel())
        for tile in range(stage.tiles):
            got, want = np.concatenate(measured[tile]), np.concatenate(wanted[tile])
            trims[f"{stage.name}.{tile}"] = trim.fit(got, want, bits=stage.adc.bits)
    return trims
