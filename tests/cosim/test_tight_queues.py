"""Queues are tight: with one beat less the accelerator is slower, or stops and says at which queue.

All networks, with a line for each queue:

    pytest -s -m campaign tests/cosim/test_tight_queues.py
"""

import re
import shutil
from dataclasses import replace

import pytest

from examples.builder import Builder
from hdlgen.cosim.cosimulate import cosimulate
from hdlgen.emit.package import emit
from hdlgen.emit.registers import edge_text
from hdlgen.errors import DesignError
from hdlgen.mapping.flow import LEAST
from hdlgen.reference import Chip
from tests.cosim.random_networks import images, load

SIMULATOR = "icarus" if shutil.which("iverilog") else "verilator"
HARDWARE = {
    "tile": {"rows": 32, "columns": 32},
    "dac": {"bits": 1},
    "adc": {"bits": 8, "count": 8, "settle_cycles": 2, "conversion_cycles": 1},
}
IMAGES = 4
LINEAR = {"activation": "none", "out": "int8"}


def residual():
    b = Builder("net", (6, 6, 2), "uint4", seed=1)
    b.conv("stem", 4)
    b.conv("one", 4)
    b.conv("two", 4, activation="none", out="int8")
    b.join("add", "sum", "two", "stem", activation="relu")
    b.linear("fc", 5, **LINEAR)
    return b, None


def strided():
    """A block whose shorter way has a convolution, too, and one behind it."""
    b = Builder("net", (8, 8, 2), "uint4", seed=2)
    b.conv("one", 4, 3, "input", stride=2)
    b.conv("two", 4, activation="none", out="int8")
    b.conv("short", 4, 1, "input", stride=2, activation="none", out="int8")
    b.join("add", "sum", "two", "short", activation="relu")
    b.conv("three", 4)
    b.join("add", "sum2", "three", "sum")
    return b, None


def inception():
    b = Builder("net", (6, 6, 3), "uint4", seed=3)
    ways = [b.conv("one", 4, 1, "input"), b.conv("three", 4, 3, "input")]
    b.conv("five", 3, 3, "input")
    ways.append(b.conv("five2", 4))
    b.add("maxpool", "pool", "input", kernel=3, stride=1, padding=1)
    ways.append(b.conv("pool2", 2, 1))
    b.join("concat", "all", *ways)
    return b, None


def dense():
    b = Builder("net", (6, 5, 4), "uint4", seed=4)
    stream = "input"
    for n in range(2):
        b.conv(f"grow{n}", 3, 3, stream)
        stream = b.join("concat", f"cat{n}", stream, f"grow{n}")
    b.conv("last", 4, 1)
    return b, None


def squeeze():
    b = Builder("net", (5, 6, 2), "uint4", seed=5)
    b.conv("conv", 6)
    b.squeeze("se", 3)
    b.conv("last", 4)
    return b, None


def hourglass():
    b = Builder("net", (8, 6, 2), "uint4", seed=6)
    b.conv("enc", 4)
    b.add("maxpool", "down", kernel=2)
    b.conv("bottom", 4)
    b.add("upsample", "up", factor=2)
    b.join("concat", "both", "up", "enc")
    b.array("convtranspose", "larger", channels=2, kernel=2, stride=2)
    b.add("argmax", "classes")
    return b, None


def results():
    """A map that is there long before the classes that leave first, and one of the middle."""
    b = Builder("net", (6, 6, 2), "uint4", seed=7)
    b.conv("one", 4)
    b.conv("map", 3, 1, **LINEAR)
    b.conv("two", 4, 3, "one", stride=2)
    b.linear("fc", 5, **LINEAR)
    return b, ["fc", "map", "two"]


ALL = (residual, strided, inception, dense, squeeze, hourglass, results)


def planned(make, directory):
    """The network that `make` gives, in `directory`, mapped."""
    builder, outputs = make()
    return load(builder.write(directory, HARDWARE, **({"outputs": outputs} if outputs else {})))


def outcome(plan, loaded, directory):
    emit(plan, directory, force=True)
    return cosimulate(Chip.of(plan), directory, images(loaded.graph, IMAGES, 0), simulator=SIMULATOR)


def one_less(loaded, directory):
    """Of each queue of more than two beats, what an image takes with one beat less: "" for as many cycles as before."""
    plan = loaded.plan
    usual = outcome(plan, loaded, directory)
    assert usual.initiation_interval == usual.bound
    for edge in plan.edges:
        if edge.depth <= LEAST:
            continue
        short = replace(plan, edges=tuple(replace(e, depth=e.depth - 1) if e is edge else e for e in plan.edges))
        try:
            cycles = outcome(short, loaded, directory).initiation_interval
            yield edge, f"{cycles:,.0f} cycles, not {usual.bound:,.0f}" if cycles > usual.bound else ""
        except DesignError as error:
            named(edge_text(edge, plan), str(error))
            yield edge, "stops"


def named(edge, message):
    """Asserts that bench and register name the edge."""
    assert re.search(rf"lets nothing through: .*not taken: .*{edge}; .*register STUCK: \d+, {edge}", message)


def test_a_residual_block_is_slower_with_one_beat_less(tmp_path):
    ((edge, what),) = one_less(planned(residual, tmp_path), tmp_path / "rtl")
    assert (edge.source, edge.target) == ("stem", "sum")
    assert what


@pytest.mark.campaign
def test_nine_of_ten_queues_are_tight(tmp_path):
    found = []
    for make in ALL:
        folder = tmp_path / make.__name__
        folder.mkdir()
        for edge, what in one_less(planned(make, folder), folder / "rtl"):
            print(f"{make.__name__}: {edge.source} → {edge.target}, {edge.depth} deep: {what or 'as fast'}")
            found.append(bool(what))
    assert len(found) > 10
    assert sum(found) >= 0.9 * len(found)
