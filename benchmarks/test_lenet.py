"""Images a second of a dense LeNet-5, tile by tile, one core; what is named is what is not ideal."""

from __future__ import annotations

import pytest
from hdlgen_sim import Device, Periphery, Wires, load_card

from benchmarks import lenet
from hdlgen.reference import Chip, tiled

IMAGES = 1000
CELL_BITS = lenet.HARDWARE.cell_bits
REAL = Device.simple(CELL_BITS, 1e-6, 40e-6, programming_error=0.03, stuck_low=0.01, stuck_high=0.01)
CASES = {
    "ideal": (None, None),
    "programming_error_stuck_cells": (REAL, None),
    "ir_drop": (REAL, Periphery(Wires(row_ohm=0.29, column_ohm=0.86))),
    "white_read_noise": (Device(load_card("neurram_hfox_1t1r"), CELL_BITS), None),
    "flicker_noise": (Device(load_card("pcm_nandakumar_joshi"), CELL_BITS, 86400.0), None),
}


@pytest.mark.parametrize("case", CASES)
def test_lenet(benchmark, case):
    device, periphery = CASES[case]
    chip = Chip.of(lenet.plan(lenet.graph()), device, periphery=periphery)
    images = lenet.images(IMAGES)
    tiled.run(chip, images[:10], keep=False)
    benchmark.extra_info["images"] = IMAGES
    benchmark(tiled.run, chip, images, keep=False)
