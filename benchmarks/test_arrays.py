"""Vectors a second of one 128×128 tile: 8 input bits, differential columns, an ADC after every bit. One core.

    OPENBLAS_NUM_THREADS=1 pytest benchmarks --benchmark-columns=median,min,rounds

`plain_numpy` is the same product as one writes it first; `sgemm` is the matrix product alone that bit planes need.
"""

from __future__ import annotations

import numpy as np
import pytest
from hdlgen_sim import Adc, Amplifier, Array, Dac, Device, Hold, Periphery, Reader, Wires, load_card

VECTORS = 8192
SIZE = 128
PLACES = 1 << np.arange(8)
REAL = Device.simple(4, 1e-6, 40e-6, programming_error=0.03, stuck_low=0.01, stuck_high=0.01)
WIRES = Wires(row_ohm=0.29, column_ohm=0.86)
CIRCUITS = Periphery(
    WIRES, Dac(gain_sigma=0.01), Amplifier(0.01, 0.5), Hold(1e-4), Adc("sar", capacitor_sigma=0.01, noise=0.3)
)
CASES = {
    "integer_cells_1_bit": (Device.simple(1, 0.0, 1e-6), None),
    "integer_cells_4_bits": (Device.simple(4, 0.0, 1e-6), None),
    "programming_error_stuck_cells": (REAL, None),
    "ir_drop": (REAL, Periphery(WIRES)),
    "white_read_noise": (Device(load_card("neurram_hfox_1t1r"), 4), None),
    "flicker_noise": (Device(load_card("pcm_nandakumar_joshi"), 4, 86400.0), None),
    "every_circuit": (Device(load_card("neurram_hfox_1t1r"), 4), CIRCUITS),
}


@pytest.fixture(scope="module")
def words() -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (VECTORS, SIZE)).astype(np.uint8)


def reader(device: Device, periphery: Periphery | None) -> Reader:
    top = (1 << device.cell_bits) - 1
    levels = np.random.default_rng(1).integers(-top, top + 1, (SIZE, SIZE)).astype(np.int16)
    array = Array.program(levels, device, periphery, seed=0, name="benchmark")
    return array.reader(phases=8, dac_bits=1, adc_bits=8, adc_shift=device.cell_bits - 1, adcs=8)


@pytest.mark.parametrize("case", CASES)
def test_tile(benchmark, words, case):
    tile = reader(*CASES[case])
    benchmark.extra_info["vectors"] = VECTORS
    benchmark(tile.accumulate, words, PLACES)


def test_sgemm(benchmark, words):
    planes = np.stack([(words >> p) & 1 for p in range(8)]).reshape(-1, SIZE).astype(np.float32)
    matrix = np.random.default_rng(1).random((SIZE, SIZE), np.float32)
    out = np.empty((8 * 512, SIZE), np.float32)

    def multiply() -> None:
        for first in range(0, len(planes), len(out)):
            np.matmul(planes[first : first + len(out)], matrix, out=out)

    benchmark.extra_info["vectors"] = VECTORS
    benchmark(multiply)


def test_plain_numpy(benchmark, words):
    matrix = np.random.default_rng(1).integers(-15, 16, (SIZE, SIZE)).astype(np.float32)

    def product() -> np.ndarray:
        acc = np.zeros((VECTORS, SIZE), np.int64)
        for p in range(8):
            sums = ((words >> p) & 1).astype(np.float32) @ matrix
            acc += np.clip(np.floor(sums / 8 + 0.5), -128, 127).astype(np.int64) << p
        return acc

    benchmark.extra_info["vectors"] = VECTORS
    benchmark(product)
