"""What registers and memories hold before reset and before they are written is of no consequence."""

import shutil

import pytest

from hdlgen.cosim import simulators
from hdlgen.cosim.cosimulate import cosimulate
from hdlgen.emit.package import emit
from hdlgen.errors import DesignError
from hdlgen.mapping import map_graph
from hdlgen.mapping.design import load_design
from hdlgen.nets import mnist
from hdlgen.reference import Chip
from tests.mapping.networks import hardware, random_images, random_network

SEEDS = (0, 1, 2, 3)
VERILOG = """
module waking(input wire clk, output reg [31:0] kept, output wire [31:0] word);
  reg [31:0] memory [0:3];
  assign word = memory[2];
  always @(posedge clk) kept <= kept;
endmodule
"""
BENCH = """
import os
from pathlib import Path
import cocotb
from cocotb.triggers import Timer

@cocotb.test()
async def waking(dut):
    await Timer(1, unit="ns")
    Path("found").write_text(f"{dut.kept.value} {dut.word.value}")
"""


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """Convolutions, pools, a table, several tiles: the plan, its images, the accelerator."""
    graph = random_network(3, signed=True)
    plan = map_graph(graph, hardware(dac_bits=2, cell_bits=2), {})
    directory = tmp_path_factory.mktemp("power_up") / "rtl"
    emit(plan, directory)
    return plan, random_images(graph, 2), directory


def test_power_up_is_random_in_verilator_and_unknown_in_icarus(simulator, tmp_path):
    (tmp_path / "waking.v").write_text(VERILOG)
    (tmp_path / "waking_benches.py").write_text(BENCH)
    build = simulators.build(simulator, sources=[tmp_path / "waking.v"], top="waking", cache_dir=tmp_path / "cache")
    found = []
    for seed in ("1", "1", "2"):
        simulators.run(
            build,
            module="waking_benches",
            workdir=tmp_path,
            env={"COCOTB_RANDOM_SEED": seed},
            python_path=[tmp_path],
            timeout_s=60,
        ).check()
        found.append((tmp_path / "found").read_text())
    if simulator.name == "icarus":
        assert found == [f"{'X' * 32} {'X' * 32}"] * 3
    else:
        assert found[0] == found[1]
        assert all(a != b and set(a) == {"0", "1"} for a, b in zip(found[0].split(), found[2].split(), strict=True))


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_is_there_at_power_up_results_are_the_same(small, seed):
    plan, x, directory = small
    assert cosimulate(Chip.of(plan, seed=seed), directory, x).images == len(x)


def test_a_register_that_is_not_reset_is_found(small, tmp_path):
    plan, x, directory = small
    edited = shutil.copytree(directory, tmp_path / "rtl")
    (scheduler,) = (edited / "rtl").glob(f"*_{plan.array_stages[0].name}_tile_scheduler.v")
    text = scheduler.read_text()
    assert text.count("if (rst) begin") > 5
    scheduler.write_text(text.replace("if (rst) begin", "if (rst & 1'b0) begin"))
    with pytest.raises(DesignError):
        cosimulate(Chip.of(plan), edited, x)


@pytest.mark.skipif(shutil.which("iverilog") is None, reason="Icarus is not installed (apt install iverilog)")
def test_the_bundled_network_begins_with_everything_unknown(tmp_path):
    plan = load_design("lenet_q4").plan
    emit(plan, tmp_path / "rtl")
    x = mnist.bundled_images()[0][:1, ..., None].astype("int64")
    assert cosimulate(Chip.of(plan), tmp_path / "rtl", x, simulator="icarus").images == 1
