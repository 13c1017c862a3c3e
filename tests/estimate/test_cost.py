from dataclasses import replace

import numpy as np
import pytest

from hdlgen.arith import Int, MaxPool, Window
from hdlgen.errors import HdlgenError
from hdlgen.estimate.cost import cost
from hdlgen.estimate.parts import Parts, load_parts
from hdlgen.estimate.usage import Usage
from hdlgen.ir.graph import Graph, InputNode
from hdlgen.mapping import map_graph
from tests.mapping.networks import hardware, layer, maximum, one_layer, random_network


def sourced(unit, **value):
    return {**value, "unit": unit, "source": "a test", "basis": "generic"}


def sized(size, pj, um2):
    return {"energy": sourced("pJ", values={size: pj}), "area": sourced("um2", values={size: um2})}


def plain(pj, um2):
    return {"energy": sourced("pJ", value=pj), "area": sourced("um2", value=um2)}


PRIMES = Parts.model_validate(
    {
        "adc": {**sized("8", 2.0, 3.0), "rate": sourced("GHz", value=1.0)},
        "driver": sized("1", 5.0, 7.0),
        "cell": sized("3", 11.0, 13.0),
        "hold": plain(17.0, 19.0),
        "shift_add": plain(23.0, 29.0),
        "input_register": sized("8", 31.0, 37.0),
        "buffer": plain(41.0, 43.0),
        "unit": plain(47.0, 53.0),
    }
)
"""Prices that no sum confuses."""


def test_each_component_is_its_number_times_its_price():
    # one tile of 8 rows × 8 pairs, 2 ADCs; 3 rows of 4 bits in 4 phases, 4 channels in 2 conversions of 2 cycles
    graph = one_layer(np.ones((3, 4)))
    h = hardware()
    found = cost(Usage.of(map_graph(graph, h)), h, PRIMES, clock_hz=1e6)
    pj = {
        "converters": 4 * 2 * 2 * 2.0,
        "row drivers": 4 * 3 * 5.0,
        "cells": 4 * 3 * 16 * 11.0,
        "sample and hold": 4 * 8 * 17.0,
        "shift-add": 4 * 2 * 2 * 23.0,
        "input registers": 4 * 31.0,
        "buffers": (3 + 3) * 4 * 41.0,
    }
    um2 = {
        "converters": 2 * 3.0,
        "row drivers": 8 * 7.0,
        "cells": 8 * 16 * 13.0,
        "sample and hold": 8 * 19.0,
        "shift-add": 2 * 29.0,
        "input registers": 37.0,
        "buffers": 3 * 4 * 43.0,
    }
    assert {name: share.energy_j for name, share in found.shares.items()} == pytest.approx(
        {name: v * 1e-12 for name, v in pj.items()}
    )
    assert {name: share.area_mm2 for name, share in found.shares.items()} == pytest.approx(
        {name: v * 1e-6 for name, v in um2.items()}
    )
    assert found.energy_j == pytest.approx(sum(pj.values()) * 1e-12)
    assert found.area_mm2 == pytest.approx(sum(um2.values()) * 1e-6)
    assert found.image_s == pytest.approx(4 * 2 * 2 / 1e6)
    assert found.power_w == pytest.approx(sum(pj.values()) * 1e-12 / 16e-6)
    assert found.images_s_w == pytest.approx(1e12 / sum(pj.values()))
    assert found.images_s_mm2 == pytest.approx(1e6 / sum(um2.values()) / 16e-6)


def test_energy_does_not_depend_on_the_clock_and_power_does():
    h = hardware()
    usage = Usage.of(map_graph(random_network(1), h))
    slow, fast = (cost(usage, h, load_parts(), clock_hz) for clock_hz in (1e6, 1e9))
    assert (slow.energy_j, slow.area_mm2) == (fast.energy_j, fast.area_mm2)
    assert fast.power_w == pytest.approx(1000 * slow.power_w)


def refusal(graph, h, parts=None, clock_hz=1e8):
    with pytest.raises(HdlgenError) as e:
        cost(Usage.of(map_graph(graph, h)), h, parts or load_parts(), clock_hz)
    return {m.where: m.what for m in e.value.mistakes}


def test_everything_without_an_estimate_is_told_at_once():
    h = hardware(adc_bits=11, dac_bits=5, rows=512, cell_bits=7)
    missing = refusal(one_layer(np.ones((3, 4))), h, clock_hz=4e9)
    assert missing == {
        "clock": "4e+09 Hz with 2 cycles a conversion, and an ADC makes 1.2e+09 a second",
        "hardware.adc.bits": "there is no estimate for 11",
        "hardware.dac.bits": "there is no estimate for 5",
        "device.cell_bits": "there is no estimate for 7",
        "hardware.tile.rows": "there is no estimate for 512",
    }


def test_a_clock_that_stands_still_is_refused():
    assert refusal(one_layer(np.ones((3, 4))), hardware(), clock_hz=0) == {"clock": "must be above 0 Hz, not 0"}


def test_memristive_units_cost_what_they_pass_and_holds_of_a_square_are_counted():
    # 4 × 4 positions of a tile of 8 columns: 4 squares of 4
    window = Window(4, 4, 3, (1, 1))
    fc = replace(layer("fc", "x", np.ones((3, 4)), window=window, in_type=Int(1), lo=0, hi=15), unit="memristor")
    pool = maximum("pool", "fc", MaxPool(4, 4, 4, (2, 2), (2, 2)), Int(4), "memristor")
    h = hardware()
    found = cost(Usage.of(map_graph(Graph("net", (InputNode("x", (4, 4, 3), Int(1)), fc, pool)), h)), h, PRIMES, 1e6)
    shares = {name: (share.energy_j * 1e12, share.area_mm2 * 1e6) for name, share in found.shares.items()}
    assert shares["memristive units"] == pytest.approx((16 * 4 * 47.0, 8 * 53.0))
    assert shares["sample and hold"] == pytest.approx(((16 + 4) * 8 * 17.0, 8 * 5 * 19.0))
    assert shares["converters"] == pytest.approx((4 * 2 * 2 * 2.0, 2 * 3.0))
