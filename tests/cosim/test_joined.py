"""Tiles whose columns are joined, in a simulated accelerator."""

import shutil
from dataclasses import replace

import pytest
from hdlgen_sim import Device, Periphery, load_periphery, native

from hdlgen.cosim.cosimulate import cosimulate
from hdlgen.emit.package import emit
from hdlgen.errors import DesignError
from hdlgen.mapping import map_graph
from hdlgen.mapping.checker import check_queues
from hdlgen.reference import Chip
from tests.mapping.networks import random_images
from tests.mapping.test_joined import GRAPH, H, analog

SIMULATOR = "icarus" if shutil.which("iverilog") else "verilator"
NET = analog(GRAPH)


@pytest.mark.parametrize(
    ("budget", "device", "periphery", "numpy"),
    [
        (0, None, Periphery(), ""),
        (22, Device.simple(3, 1e-6, 40e-6, 0.02), load_periphery("typical"), "1"),
        (22, Device.simple(3, 1e-6, 40e-6, 0.02), load_periphery("typical"), ""),
    ],
    ids=["loaded", "typical, read by NumPy", "typical"],
)
def test_the_accelerator_shows_the_executors_streams(tmp_path, monkeypatch, budget, device, periphery, numpy):
    """Of one engine whose program is loaded, and of several, on tiles that differ in their rows.

    The one has two tiles of three arrays, which share converters.
    """
    arrays = replace(H, rows=8, adc_bits=6, joined=3, tile_budget=budget, shared=1 if budget else 2)
    plan = map_graph(NET, arrays, segmented=not budget)
    check_queues(plan)
    assert [stage.geometry.joined for stage in plan.array_stages] == [1, 3, 3]
    assert any(stage.geometry.engines for stage in plan.array_stages) == bool(budget)
    assert [stage.geometry.macros for stage in plan.array_stages] == ([6, 2, 1] if budget else [1, 1, 1])
    emit(plan, tmp_path / "rtl", loadable=not budget)
    pins = (tmp_path / "rtl/macro/pins.md").read_text()
    assert "24 rows × 16 column pairs" in pins
    assert "It is 3 arrays of 8 rows" in pins
    chip, images = Chip.of(plan, device, 3, periphery=periphery), random_images(NET, 3)
    native.library()  # the executor has it, whatever the simulation reads with
    monkeypatch.setenv("HDLGEN_SIM_NUMPY", numpy)
    outcome = cosimulate(chip, tmp_path / "rtl", images, simulator=SIMULATOR)  # raises at the first difference
    assert outcome.images == 3
    if not budget:
        assert "has 2 such arrays" in pins
        wrong_arrays_are_found(chip, tmp_path / "rtl", images[:1])


def wrong_arrays_are_found(chip, directory, images):
    """Of the macro that two tiles share: another array in the second digit of a product, and array 0 alone."""
    (path,) = (directory / "rtl").glob("*_conv2_array_datapath.v")
    text, pin = path.read_text(), ".array(tile_0_array)"
    assert text.count(pin) == 1
    for wrong, said in (
        ("tile_0_array ^ tile_0_phase[0]", "conv2/0: is switched to another array in a product"),
        ("1'b0", r"conv2: image 0, row 0, column 0, channel \d"),
    ):
        path.write_text(text.replace(pin, f".array({wrong})"))
        with pytest.raises(DesignError, match=said):
            cosimulate(chip, directory, images, simulator=SIMULATOR)
