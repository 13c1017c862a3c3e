"""Gain and offset of each tile's converters, from training images."""

from __future__ import annotations

import numpy as np
from hdlgen_sim import Device, Periphery, Trim, trim

from hdlgen.arith.integer import Ints
from hdlgen.ir.graph import ArrayNode, Graph
from hdlgen.mapping.plan import Plan
from hdlgen.mapping.stages import ArrayStage
from hdlgen.reference import exact, tiled
from hdlgen.reference.chip import Chip, block_readers
from hdlgen.reference.chunks import parts


def fit_trims(
    graph: Graph,
    plan: Plan,
    images: Ints,
    *,
    device: Device,
    periphery: Periphery | None = None,
    seed: int = 0,
) -> dict[str, Trim]:
    """The trims, by tile (layer/number), that bring a chip's codes nearest to those of ideal tiles on `images`.

    What a test station can do: every layer gets the activations of the exact network, the tiles' codes are compared
    with those that they should be, and each tile's reference and offset are set once. The conductances are not known.

    images  int64[image, row, column, channel]
    """
    chip, ideal = Chip.of(plan, device, seed, periphery=periphery), Chip.of(plan)
    assert graph.input.out.holds(images), f"images outside {graph.input.out}"
    numbers = np.arange(len(images))
    trims: dict[str, Trim] = {}
    for node, (x, *_), _ in exact.walk(graph, images.astype(np.int16), exact.apply_narrow):
        if not isinstance(node, ArrayNode):
            continue
        stage = plan[node.name]
        assert isinstance(stage, ArrayStage)
        found = [trim.Moments()] * len(stage.tile_names)
        real, perfect = (block_readers(stage, c.arrays[stage.name]) for c in (chip, ideal))
        for part in parts(len(x), exact.elements(node)):
            words, products = tiled.driven(stage, x[part].astype(np.int64)), stage.geometry.products(numbers[part])
            for b, p in zip(real, perfect, strict=True):
                own = b.own(len(words), products)
                got, want = (each.reader.codes(words[own][:, b.taps], products[own]) for each in (b, p))
                found[b.number] += trim.Moments.of(got, want, bits=stage.adc.bits)
        trims |= {str(name): moments.fit() for name, moments in zip(stage.tile_names, found, strict=True)}
    return trims
