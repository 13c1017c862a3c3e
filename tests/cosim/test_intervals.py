"""The interval between images, measured, where the arrays are never held up and where they must be."""

import dataclasses
import shutil

import numpy as np
import pytest

from hdlgen.arith import Window
from hdlgen.cosim.cosimulate import cosimulate
from hdlgen.emit.array_stage import schedule_of
from hdlgen.emit.package import emit
from hdlgen.mapping import map_graph
from hdlgen.reference import Chip
from tests.mapping.networks import changed, hardware, one_layer, random_images

SIMULATOR = "icarus" if shutil.which("iverilog") else "verilator"


@pytest.mark.parametrize(
    ("lanes", "windows", "interval"),
    [
        # 16 positions of 4 phases · 2 conversions = 8 cycles. The results, 8 beats, begin 5 cycles after the last
        # conversion: three windows of room hide that.
        (2, 3, 16 * 8),
        # With two, every other window waits: 8 cycles of its own and 5 + 8 until there is room again.
        (2, 2, 16 * (8 + 13) // 2),
        # 2 beats and 5 cycles before them are in time for two.
        (8, 2, 16 * 8),
        # 16 beats a position are the pace themselves.
        (1, 3, 16 * 16),
    ],
)
def test_the_accumulators_room_decides_whether_the_arrays_wait(lanes, windows, interval, tmp_path):
    w = np.random.default_rng(0).integers(-7, 8, (9, 16))
    graph = one_layer(w, window=Window(6, 6, 1, (3, 3)))
    plan = map_graph(graph, hardware(rows=16, columns=64, adcs=8, settle_cycles=1, conversion_cycles=1))
    (stage,) = plan.array_stages
    assert (stage.geometry.out_lanes, stage.geometry.windows, plan.bound_cycles) == (2, 3, 128)
    entering, leaving = plan.edges
    edges = (entering, dataclasses.replace(leaving, lanes=lanes))
    plan = dataclasses.replace(plan, stages=(changed(stage, out_lanes=lanes, windows=windows),), edges=edges)
    if (lanes, windows) != (2, 2):
        assert plan.array_stages[0].paced_windows == windows
    emit(plan, tmp_path / "rtl")
    outcome = cosimulate(Chip.of(plan), tmp_path / "rtl", random_images(graph, 6), simulator=SIMULATOR)
    assert outcome.initiation_interval == interval


@pytest.mark.parametrize(("precharge", "phase"), [(0, 4), (1, 4), (3, 5)])
def test_arrays_are_precharged_while_codes_are_converted(precharge, phase, tmp_path):
    w = np.random.default_rng(0).integers(-7, 8, (9, 4))
    graph = one_layer(w, window=Window(6, 6, 1, (3, 3)))
    plan = map_graph(graph, hardware(rows=16, precharge_cycles=precharge))  # settle 2, two conversions of 2
    emit(plan, tmp_path / "rtl")
    outcome = cosimulate(Chip.of(plan), tmp_path / "rtl", random_images(graph, 4), simulator=SIMULATOR)
    assert outcome.initiation_interval == outcome.bound == plan.bound_cycles == 16 * 4 * phase


@pytest.mark.parametrize(
    ("slices", "channels", "conversions"),
    [
        (3, 16, 3),  # a whole word; 4 with channels of 4 columns
        (5, 16, 5),  # 8 with channels of 8 columns
        (3, 21, 4),  # the last word's 5 channels take one conversion of three
    ],
)
def test_slices_that_do_not_divide_the_converters_meet_the_bound(slices, channels, conversions, tmp_path):
    top = 2**slices - 1
    w = np.random.default_rng(0).integers(-top, top + 1, (9, channels))
    graph = one_layer(w, window=Window(6, 6, 1, (3, 3)), weight_bits=slices + 1)
    plan = map_graph(graph, hardware(rows=16, columns=96, adcs=16, cell_bits=1, settle_cycles=1, conversion_cycles=2))
    assert len(schedule_of(plan.array_stages[0], plan.hardware, loaded=False).conversions) == conversions
    emit(plan, tmp_path / "rtl")
    outcome = cosimulate(Chip.of(plan), tmp_path / "rtl", random_images(graph, 4), simulator=SIMULATOR)
    # 16 positions, 4 phases, 2 cycles a conversion
    assert outcome.initiation_interval == outcome.bound == plan.bound_cycles == 16 * 4 * conversions * 2
