"""Seeded faults: a cosimulation must find each, and name the layer where it shows."""

import re
import shutil

import numpy as np
import pytest

from hdlgen.arith import Int, MaxPool, Window
from hdlgen.cosim.cosimulate import cosimulate
from hdlgen.emit.package import emit
from hdlgen.errors import DesignError
from hdlgen.ir.graph import Graph, InputNode
from hdlgen.mapping import map_graph
from hdlgen.mapping.design import load_design
from hdlgen.reference import Chip, tiled
from tests.cosim.faults import NAMES, RULES, broken_rules, faults, inject
from tests.mapping.networks import hardware, layer, maximum, random_images

DIFFERENCE = re.compile(
    r"(?P<layer>\w+): image (?P<image>\d+), row (?P<row>\d+), column (?P<column>\d+), channel (?P<channel>\d+), "
    r"cycle (?P<cycle>\d+): expected (?P<expected>-?\d+), got (?P<got>-?\d+|X)"
)


def small_network():
    """8×8 image, convolution 3×3, max pool, fully connected in three segments."""
    rng = np.random.default_rng(1)
    conv, fc = rng.integers(-7, 8, (9, 4)), rng.integers(-7, 8, (36, 5))
    return Graph(
        "faulty",
        (
            InputNode("x", (8, 8, 1), Int(4)),
            layer("conv", "x", conv, window=Window(8, 8, 1, (3, 3)), multiplier=(9,) * 4, bias=(40, -30, 20, 0),
                  shift=7),
            maximum("pool", "conv", MaxPool(6, 6, 4, (2, 2), (2, 2)), Int(4)),
            layer("fc", "pool", fc, window=Window(3, 3, 4, (3, 3)), multiplier=(30,) * 5, bias=(1, 2, 3, 4, 5), shift=7,
                  out=Int(8, True)),
        ),
    )  # fmt: skip


def emitted(graph, plan, directory):
    """The plan, images, what every layer must give, and the accelerator, which works."""
    x = random_images(graph, 2)
    emit(plan, directory)
    assert cosimulate(Chip.of(plan), directory, x, simulator=SIMULATOR).images == len(x)
    return plan, x, tiled.run(Chip.of(plan), x), directory


SIMULATOR = "icarus" if shutil.which("iverilog") else "verilator"
"""The one that builds faster."""


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    graph = small_network()
    plan = map_graph(graph, hardware(rows=16, columns=16, adcs=4, adc_bits=6))
    return emitted(graph, plan, tmp_path_factory.mktemp("small") / "rtl")


@pytest.fixture(scope="module")
def bundled(tmp_path_factory):
    design = load_design("lenet_q4")
    return emitted(design.graph, design.plan, tmp_path_factory.mktemp("bundled") / "rtl")


def found(accelerator, name, directory):
    """The error's text, after the values it names have been compared with the reference."""
    plan, x, expected, original = accelerator
    (fault,) = [f for f in faults(plan) if f.name == name]
    shutil.copytree(original, directory / "rtl")
    inject(directory / "rtl", fault)
    with pytest.raises(DesignError) as e:
        cosimulate(Chip.of(plan), directory / "rtl", x, simulator=SIMULATOR)
    m = DIFFERENCE.fullmatch(str(e.value))
    assert m, str(e.value)
    assert m["layer"] == fault.layer
    at = tuple(int(m[k]) for k in ("image", "row", "column", "channel"))
    assert int(m["expected"]) == expected[fault.layer][at]
    assert m["got"] != m["expected"]
    assert int(m["cycle"]) > 0
    return m


@pytest.mark.parametrize("name", NAMES)
def test_a_fault_is_found_where_it_is(small, name, tmp_path):
    found(small, name, tmp_path)


def test_a_wrong_bias_is_off_by_a_step_in_its_channel(small, tmp_path):
    m = found(small, "requantization constant", tmp_path)
    assert int(m["channel"]) == 0
    assert abs(int(m["got"]) - int(m["expected"])) == 1


WORDS = {
    "tlast never comes": "has tlast on a beat that is not an image's last, or not on that",
    "a right image is marked": "has tuser on the last beat of an image whose frame was right",
    "tvalid waits for tready": "lets nothing through",
    "rows do not rest": "drives rows while nothing integrates",
    "unused rows are driven": "drives rows",
    "identification": "this was emitted for another configuration",
    "counter": "is 0 at the end, not",
    "another tile's name": "is tile 'gone/0' by its parameter TILE",
}


def broken(accelerator, name, directory):
    """A fault that changes no value is found by the rule it breaks."""
    plan, x, _, original = accelerator
    (fault,) = [f for f in broken_rules(plan) if f.name == name]
    shutil.copytree(original, directory / "rtl")
    inject(directory / "rtl", fault)
    with pytest.raises(DesignError) as e:
        cosimulate(Chip.of(plan), directory / "rtl", x, simulator=SIMULATOR)
    assert str(e.value).startswith(f"{fault.layer}: ")
    assert WORDS[name] in str(e.value)


@pytest.mark.parametrize("name", RULES)
def test_a_broken_rule_is_found(small, name, tmp_path):
    broken(small, name, tmp_path)


def test_the_stage_that_is_stuck_is_named(small, tmp_path):
    plan, x, _, original = small
    shutil.copytree(original, tmp_path / "rtl")
    path = tmp_path / "rtl" / "rtl" / "faulty_fc_array_datapath.v"
    text, count = re.subn(r"(u_schedule \([^;]*\.turn_valid\()\w+\)", r"\g<1>1'b0)", path.read_text())
    assert count == 1
    path.write_text(text)
    with pytest.raises(DesignError, match=r"fc: lets nothing through: nothing moved for .*conv .* valid 1 ready 0"):
        cosimulate(Chip.of(plan), tmp_path / "rtl", x.repeat(6, axis=0), simulator=SIMULATOR)


GIVEN = """  reg [31:0] given = 0;
  always @(posedge clk) if (code_now) given <= given + 1;
  assign code_valid = code_now & ~(TILE == "conv/0" && given == {number});
"""


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (5, "conv: image 0, row 0, column 1, channel 0, cycle [^;]*"),  # a digit is missing from the second window
        (2 * 36 * 4 - 1, "conv: lets nothing through: nothing moved for .*"),  # the last one: its window never ends
    ],
)
def test_a_code_valid_that_does_not_come_is_said_by_the_stage_that_waits_for_it(small, number, said, tmp_path):
    plan, x, _, original = small
    shutil.copytree(original, tmp_path / "rtl")
    (macro,) = (tmp_path / "rtl" / "macro" / "cosim").glob("*.v")
    text, count = re.subn("  assign code_valid = code_now;\n", GIVEN.format(number=number), macro.read_text())
    assert count == 1
    macro.write_text(text)
    register = r"; register conv\.FAULTS: its macros' codes did not come in their cycle, or came in another$"
    with pytest.raises(DesignError, match=said + register):
        cosimulate(Chip.of(plan), tmp_path / "rtl", x, simulator=SIMULATOR)


@pytest.mark.campaign
@pytest.mark.parametrize("name", NAMES)
def test_a_fault_in_the_bundled_network_is_found(bundled, name, tmp_path):
    found(bundled, name, tmp_path)


@pytest.mark.campaign
@pytest.mark.parametrize("name", RULES)
def test_a_broken_rule_in_the_bundled_network_is_found(bundled, name, tmp_path):
    broken(bundled, name, tmp_path)
