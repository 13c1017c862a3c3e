"""A queue that is too short for its network: the accelerator stops, and the bench and the register say where."""

import re
import shutil
from dataclasses import replace

import numpy as np
import pytest

from hdlgen.arith import Add, Window
from hdlgen.cosim.cosimulate import cosimulate
from hdlgen.emit.package import emit
from hdlgen.errors import DesignError
from hdlgen.ir.graph import Graph, InputNode
from hdlgen.mapping import map_graph
from hdlgen.reference import Chip
from tests.mapping.networks import UINT4, added, hardware, layer, random_images

SIMULATOR = "icarus" if shutil.which("iverilog") else "verilator"
SHAPE = (6, 6, 2)


def array(name, source, kernel, channels=2, shape=SHAPE):
    """A convolution that keeps the image's size; a fully connected layer with a kernel of that."""
    window = Window(*shape, (kernel, kernel), (1, 1), (kernel % 2 * (kernel // 2),) * 4)
    w = np.random.default_rng(len(name)).integers(-7, 8, (window.taps, channels))
    return layer(name, source, w, window=window, multiplier=(9,) * channels, bias=(400,) * channels, shift=7)


def residual():
    """A block whose long way is two rows of two convolutions behind the short one, and a classifier."""
    nodes = (
        InputNode("x", SHAPE, UINT4),
        array("stem", "x", 3),
        array("one", "stem", 3),
        array("two", "one", 3),
        added("sum", "two", "stem", SHAPE, Add((UINT4, UINT4), (1, 1), 1, 0, 15), UINT4),
        array("fc", "sum", 6, 5),
    )
    return Graph("block", nodes)


def shortened(plan, source, target, depth):
    """`plan` with another depth of the queue between two stages."""
    assert any((e.source, e.target) == (source, target) for e in plan.edges)
    return replace(
        plan,
        edges=tuple(replace(e, depth=depth) if (e.source, e.target) == (source, target) else e for e in plan.edges),
    )


HARDWARE = hardware(rows=32, columns=16, adcs=4, adc_bits=8)


def test_a_queue_that_is_too_short_is_named(tmp_path):
    graph = residual()
    plan = map_graph(graph, HARDWARE, {})
    x = random_images(graph, 2)
    emit(plan, tmp_path / "right")
    outcome = cosimulate(Chip.of(plan), tmp_path / "right", x, simulator=SIMULATOR, source_stall=0x11, sink_stall=0x0F)
    assert outcome.registers["STUCK"] == 0
    assert outcome.registers["STUCK_AFTER"] > 0
    short = shortened(plan, "stem", "sum", 2)
    emit(short, tmp_path / "short")
    with pytest.raises(DesignError) as error:
        cosimulate(Chip.of(short), tmp_path / "short", x, simulator=SIMULATOR)
    message = str(error.value)
    assert message.startswith("sum: lets nothing through: nothing moved for ")
    assert "not taken: stem -> sum, operand 1; " in message
    assert "register STUCK: 5, stem -> sum, operand 1 " in message


def test_a_stage_behind_the_ways_that_takes_nothing_is_named(tmp_path):
    """Those before it wait, too, and on both ways."""
    graph = residual()
    plan = map_graph(graph, HARDWARE, {})
    emit(plan, tmp_path / "rtl")
    path = tmp_path / "rtl" / "rtl" / "block_fc_array_datapath.v"
    text, count = re.subn(r"(u_schedule \([^;]*\.turn_valid\()\w+\)", r"\g<1>1'b0)", path.read_text())
    assert count == 1
    path.write_text(text)
    with pytest.raises(DesignError) as error:
        cosimulate(Chip.of(plan), tmp_path / "rtl", random_images(graph, 6), simulator=SIMULATOR)
    message = str(error.value)
    assert message.startswith("fc: lets nothing through: ")
    assert "stem -> sum, operand 1; sum -> fc; " in message
    assert "register STUCK: 6, sum -> fc " in message
