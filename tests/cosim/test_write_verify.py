"""The write-verify controller in Verilog: the cells that it leaves are those of the offline model, bit for bit."""

import json
from pathlib import Path

import numpy as np
import pytest
from hdlgen_sim import Device, Periphery, PulsedCells, WriteLoop, load_card, load_periphery, verify_gain

from hdlgen.cosim import simulators
from hdlgen.rtl.macro import MacroParams
from hdlgen.rtl.write_verify import WriteVerifyParams
from tests.cosim.write_verify_top import sources

ROOT = Path(__file__).parents[2]
PULSED = load_card("gong2022_hfo2_pulsed")


def run(simulator, folder, device, loop, macro, failures, periphery, tests):
    """Runs some of the benches on a tile of random levels; returns what the controller said."""
    params = WriteVerifyParams(macro, failures)
    gain = verify_gain(device, macro.adc_bits)
    cells = {"rows": macro.rows, "columns": macro.columns, "adcs": macro.adcs, "adc_bits": macro.adc_bits}
    cells |= {"gain": gain, "dac_bits": macro.dac_bits, "seed": 5, "name": "tile.0"}
    top = (1 << device.cell_bits) - 1
    levels = np.random.default_rng(0).integers(-top, top + 1, (macro.rows, macro.columns))
    targets = PulsedCells(device, periphery=periphery, **cells).targets(levels)
    np.save(folder / "targets.npy", targets)
    job = {
        "device": device.to_dict(),
        "periphery": periphery.to_dict(),
        "cells": cells,
        "loop": vars(loop),
        "failures": failures,
        "settle": macro.settle_cycles,
        "conversion": macro.conversion_cycles,
        "precharge": macro.precharge_cycles,
    }
    (folder / "job.json").write_text(json.dumps(job))
    rtl = folder / "rtl"
    rtl.mkdir()
    waivers = folder / "all.vlt"
    waivers.write_text('`verilator_config\nlint_off -file "*"\npublic_flat_rw -module "*" -var "*"\n')
    build = simulators.build(simulator, sources=sources(params, rtl), top="top", waivers=waivers)
    found = simulators.run(
        build,
        module="cocotb_tests.bench_write_verify",
        env={"HDLGEN_TEST_JOB": str(folder), "COCOTB_TEST_FILTER": tests},
        workdir=folder / "run",
        python_path=[ROOT],
        timeout_s=500,
    )
    found.check()
    return found


LOOP = WriteLoop(tolerance=4, pulses=100, set_amplitude=0, reset_amplitude=8, increment=8, most=128, width=3)
TILE = MacroParams(16, 16, 8, 8, 8, 2, 2, verify=True)


def test_a_tile_is_that_of_the_offline_model(tmp_path):
    """Alone; with interruptions; with a reset in the middle; and what ends a write."""
    tests = r"stall=0\.0|waits|goes_on|codes_that|a_pulse|aborted"
    found = run(simulators.find("verilator"), tmp_path, Device(PULSED, 2), LOOP, TILE, 16, Periphery(), tests)
    assert len(found.passed) == 6


def test_small_tiles_with_real_converters_and_stuck_cells(simulator, tmp_path):
    """More cells are stuck than the list holds."""
    typical = load_periphery("typical")
    periphery = Periphery(dac=typical.dac, amplifier=typical.amplifier, hold=typical.hold, adc=typical.adc)
    device = Device(PULSED, 2, stuck_low=0.05, stuck_high=0.05)
    macro = MacroParams(5, 6, 3, 8, 8, 1, 3, verify=True)
    few = WriteLoop(tolerance=6, pulses=12, set_amplitude=40, reset_amplitude=48, increment=4, most=80, width=4)
    tests = "writes_what_the_offline_model_writes|power|row_that"
    found = run(simulator, tmp_path, device, few, macro, 2, periphery, tests)
    assert len(found.passed) == 4


@pytest.mark.parametrize(("settle", "precharge"), [(1, 4), (3, 9)])
def test_fast_and_slow_arrays(settle, precharge, tmp_path):
    """Precharged as long as from a hold to the next read, and longer."""
    macro = MacroParams(2, 4, 4, 8, 10, settle, 1, precharge_cycles=precharge, verify=True)
    run(simulators.find("verilator"), tmp_path, Device(PULSED, 1), LOOP, macro, 2, Periphery(), "writes_what")
