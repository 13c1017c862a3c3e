"""Images a second of ResNet-18 and VGG-16 for 32×32 images with 60 times fewer weights, tile by tile, one core.

4-bit weights and activations, tiles of 128×128, 8-bit converters; random weights with whole channels and taps pruned.
"""

from __future__ import annotations

import numpy as np
import pytest
from hdlgen_sim import Device, load_card

from hdlgen.mapping.design import load_design
from hdlgen.reference import Chip, tiled
from tests.reference import large

IMAGES = 64
NETWORKS = {
    "resnet18": (large.resnet, {"channels": 0.295, "taps": 0.18}),
    "vgg16": (large.vgg, {"channels": 0.295, "taps": 0.206}),
}
CELLS = {"ideal": None, "neurram_hfox_1t1r": Device(load_card("neurram_hfox_1t1r"), 3, 86400.0)}


@pytest.mark.parametrize("cells", CELLS)
@pytest.mark.parametrize("network", NETWORKS)
def test_large(benchmark, tmp_path, network, cells):
    write, shares = NETWORKS[network]
    design = load_design(write(tmp_path, **shares))
    fewer = design.file.network.dense_weights / design.plan.mapped_weights
    assert 57 < fewer < 63
    chip = Chip.of(design.plan, CELLS[cells], seed=1)
    images = np.random.default_rng(0).integers(0, 256, (IMAGES, *design.graph.input.shape))
    tiled.run(chip, images[:2], keep=False)
    benchmark.extra_info |= {"images": IMAGES, "fewer_weights": round(fewer, 1), "tiles": design.plan.tiles}
    benchmark(tiled.run, chip, images, keep=False)
