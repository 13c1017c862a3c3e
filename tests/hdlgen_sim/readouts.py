"""Readouts of all kinds, for the tests."""

import numpy as np
from hdlgen_sim.readout import Noise, Readout


def readout(
    rows=20, columns=11, phases=8, dac_bits=1, adc_bits=8, top=15, shift=2, seed=0,
    noise=None, ceiling=False, thresholds=False, linear=True, constant=9.0, variance=5,
):  # fmt: skip
    rng = np.random.default_rng(seed)
    digits = np.arange(1 << dac_bits)
    table = digits[:, None] * rng.integers(-top, top + 1, (rows, 1, columns))
    if not linear:
        table = rng.integers(-top, top + 1, table.shape)
        table[:, 0] = 0
    made = None
    if noise:
        variances = rng.integers(0, variance + 1, table.shape)
        variances[:, 0] = 0
        places = rng.choice(200, columns, replace=False)
        octaves = 12 if noise == "flicker" else 0
        made = Noise(noise, octaves, 0xFEDCBA9876543210, places, variances, 0.5, np.full(columns, constant))
    edges = None
    if thresholds:
        edges = np.sort(rng.integers(-top * rows // 2, top * rows // 2, (3, (1 << adc_bits) - 1)), axis=1)
    return Readout(
        phases=phases,
        dac_bits=dac_bits,
        adc_bits=adc_bits,
        table=table,
        bias=rng.integers(-top, top + 1, columns),
        half=rng.integers(0, (1 << shift) + 1, columns),
        shift=shift,
        ceiling=rng.integers(top, 4 * top, columns) if ceiling else None,
        thresholds=edges,
        converters=np.arange(columns) % 3 if thresholds else None,
        noise=made,
    )


def words(r, vectors=30, seed=1):
    top = 1 << min(8, r.phases * r.dac_bits)
    return np.random.default_rng(seed).integers(0, top, (vectors, r.rows)).astype(np.uint8)


KINDS = {
    "integers": {},
    "one_bit_cells": {"top": 1, "shift": 0},
    "grid": {"top": 1 << 16, "shift": 14},
    "wide": {"top": 1 << 35, "shift": 33},
    "no_rounding": {"shift": 0, "adc_bits": 14},
    "digits_of_two_bits": {"dac_bits": 2, "phases": 4},
    "digits_of_three_bits": {"dac_bits": 3, "phases": 3},
    "digits_of_eight_bits": {"dac_bits": 8, "phases": 1, "shift": 9},
    "one_phase": {"phases": 1},
    "nonlinear": {"dac_bits": 2, "phases": 4, "linear": False},
    "saturating": {"ceiling": True},
    "thresholds": {"thresholds": True},
    "white": {"noise": "white", "top": 1 << 16, "shift": 14, "variance": 1 << 24, "constant": 1e6},
    "flicker": {"noise": "flicker", "top": 1 << 16, "shift": 14, "variance": 1 << 24, "constant": 1e6},
    "everything": {
        "noise": "flicker", "dac_bits": 2, "phases": 4, "linear": False, "ceiling": True, "thresholds": True,
        "variance": 1 << 10,
    },
    "many_columns": {"columns": 150, "rows": 70},
    "one_row": {"rows": 1, "columns": 1},
}  # fmt: skip
