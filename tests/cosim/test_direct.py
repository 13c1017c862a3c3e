"""The direct engine against cocotb: the same streams, counters and noise, the same findings, and what it refuses."""

import math
import re
from dataclasses import replace

import numpy as np
import pytest
from hdlgen_sim import Device, Periphery, Wires, native, packed

from hdlgen.cosim import cosimulate as module
from hdlgen.cosim.cosimulate import cosimulate
from hdlgen.cosim.direct.engine import require
from hdlgen.emit.package import emit
from hdlgen.errors import DesignError, HdlgenError, ToolError
from hdlgen.mapping import map_graph
from hdlgen.mapping.design import load_design
from hdlgen.mapping.engines import Engine
from hdlgen.mapping.pace import pace_of
from hdlgen.reference import Chip, tiled
from tests.cosim.faults import NAMES, RULES, broken_rules, faults, inject
from tests.cosim.test_faults import small_network
from tests.cosim.test_identity import PERIPHERY, chip_device
from tests.mapping.networks import hardware, random_images
from tests.mapping.test_parallel import QUEUED

SMALL = hardware(rows=16, columns=16, adcs=4, adc_bits=12)
USUAL = map_graph(QUEUED, SMALL)
COUNTERS = ("IMAGES_IN", "IMAGES_OUT", "INPUT_BEATS", "WINDOWS", "DISPATCHES", "PHASES", "CONVERSIONS", "BEATS")
pytestmark = pytest.mark.skipif(native.library() is None, reason="there is no C++ compiler")


@pytest.fixture(scope="module")
def accelerator(tmp_path_factory):
    """One with engines, copies, a queue of windows and tiles that share few converters, on cells with every effect."""
    plan = map_graph(QUEUED, replace(SMALL, tile_budget=12, adc_budget=48, shared=2))
    kinds = [(len(s.geometry.engines) > 1, any(e.copies > 1 for e in s.geometry.engines)) for s in plan.array_stages]
    assert kinds == [(False, True), (True, False), (True, False)]
    assert plan["conv1"].geometry.queue
    assert plan["conv1"].geometry.positions % plan["conv1"].geometry.engines[0].copies
    assert [s.geometry.lanes.adcs for s in plan.array_stages] == [4, 4, 1]
    assert [s.geometry.macros for s in plan.array_stages] == [3, 5, 2]
    assert plan["fc"].geometry.engines == (Engine(2, 1), Engine(2, 1))
    out = tmp_path_factory.mktemp("direct") / "net"
    emit(plan, out)
    chip = Chip.of(plan, chip_device(plan.hardware.cell_bits), 3, periphery=PERIPHERY)
    return chip, out, np.random.default_rng(0).integers(0, 16, (8, *QUEUED.input.shape))


def test_engines_and_copies_keep_the_pace_that_is_predicted(accelerator):
    chip, out, x = accelerator
    outcome = cosimulate(chip, out, x, engine="direct")
    assert math.ceil(outcome.initiation_interval) == pace_of(chip.plan).interval
    assert outcome.initiation_interval * 1.5 < USUAL.bound_cycles
    assert round(max(outcome.busy.values()), 2) <= 1


def test_streams_counters_and_noise_are_those_of_cocotb_whatever_the_jobs(accelerator):
    """Each copy must give its reads the noise of their numbers, as the executor does."""
    chip, out, x = accelerator
    assert (tiled.run(chip, x, numbers=np.arange(1, 9))["fc"] != tiled.run(chip, x)["fc"]).any()
    stalls = {"source_stall": 0x11, "sink_stall": 0x0F0F}
    slow = cosimulate(chip, out, x, **stalls)
    fast = cosimulate(chip, out, x, engine="direct", **stalls)
    assert replace(fast, seconds=slow.seconds, python_share=slow.python_share, outputs={}) == replace(slow, outputs={})
    parts = cosimulate(chip, out, x, engine="direct", jobs=3)  # in each the turn is another copy's
    assert (parts.images, parts.products) == (slow.images, slow.products)
    assert any(path.split(".")[-1] == "CONVERSIONS" for path in parts.registers)
    for path, value in parts.registers.items():
        if path.split(".")[-1] in COUNTERS:
            assert value == slow.registers[path], path


def test_codes_that_are_read_as_soon_as_they_can_be(tmp_path):
    """Arrays that settle and convert in a cycle each: in the cycle of the answer."""
    graph = small_network()
    plan = map_graph(graph, hardware(rows=16, columns=16, adcs=4, adc_bits=6, settle_cycles=1, conversion_cycles=1))
    emit(plan, tmp_path / "net")
    assert cosimulate(Chip.of(plan), tmp_path / "net", random_images(graph, 2), engine="direct").images == 2


def test_an_array_with_a_flipped_bit_is_found(accelerator, monkeypatch):
    chip, out, x = accelerator
    pack = packed.pack

    def flipped(readers):
        readers[0].compiled().arrays["table"][0] ^= 1 << 14  # in every sum of the first rows
        return pack(readers)

    monkeypatch.setattr(packed, "pack", flipped)
    with pytest.raises(
        DesignError, match=r"\w+: image \d, row \d, column \d, channel \d, cycle \d+: expected -?\d+, got"
    ):
        cosimulate(chip, out, x, engine="direct", jobs=2)


def test_a_difference_in_a_later_part_has_the_number_of_its_image(accelerator, monkeypatch):
    chip, out, x = accelerator
    expected = tiled.run(chip, x)
    expected["fc"][6, 0, 0, 2] ^= 1
    monkeypatch.setattr(module.tiled, "run", lambda *_, **__: expected)
    want = int(expected["fc"][6, 0, 0, 2])
    with pytest.raises(
        DesignError, match=f"fc: image 6, row 0, column 0, channel 2, .*: expected {want}, got {want ^ 1}"
    ):
        cosimulate(chip, out, x, engine="direct")
    with pytest.raises(DesignError, match=r"fc: image 6, .*; cycles are those of the process that began with image 5"):
        cosimulate(chip, out, x, engine="direct", jobs=3)


def test_a_simulation_that_takes_too_long_is_ended(accelerator):
    chip, out, x = accelerator
    with pytest.raises(ToolError, match="did not end in time"):
        cosimulate(chip, out, x, engine="direct", timeout_s=0)


def test_what_it_cannot_do_is_refused_with_the_reason(accelerator, tmp_path, monkeypatch):
    chip, out, x = accelerator

    def refused(error, message, made=chip, **how):
        with pytest.raises(error, match=message):
            cosimulate(made, out, x, **how)

    refused(HdlgenError, "--jobs: is of the direct engine alone", jobs=2)
    refused(HdlgenError, r"is C\+\+ around the C\+\+ that Verilator makes: icarus", engine="direct", simulator="icarus")
    refused(HdlgenError, "records no waves", engine="direct", waves=tmp_path / "w.vcd")
    gated = Chip.of(chip.plan, Device.simple(3, 1e-6, 4e-5), periphery=Periphery(Wires(row_ohm=1.0, inputs="gate")))
    refused(HdlgenError, "arrays whose inputs gate their cells are solved by SciPy", gated, engine="direct")
    monkeypatch.setattr(native, "find", lambda: (None, ""))
    refused(ToolError, "needs the compiled reader of arrays, and there is none", engine="direct")


def test_units_that_pool_are_refused():
    with pytest.raises(HdlgenError, match="units that pool in front of the converters of conv1 are modelled in NumPy"):
        require(Chip.of(load_design("lenet_threshold").plan))


@pytest.mark.campaign
@pytest.mark.parametrize("name", [*NAMES, *RULES])
def test_faults_are_found_as_by_cocotb(name, tmp_path):
    graph = small_network()
    plan = map_graph(graph, hardware(rows=16, columns=16, adcs=4, adc_bits=6))
    emit(plan, tmp_path / "rtl")
    (fault,) = [f for f in (*faults(plan), *broken_rules(plan)) if f.name == name]
    inject(tmp_path / "rtl", fault)
    said = []
    for engine in ("cocotb", "direct"):
        with pytest.raises(DesignError) as e:
            cosimulate(Chip.of(plan), tmp_path / "rtl", random_images(graph, 2), engine=engine)
        said.append(re.sub(r"\(cycle \d+\)", "", str(e.value)) if "nothing moved" in str(e.value) else str(e.value))
    assert said[0] == said[1]
