"""Queues where ways part and meet: how many pixels less make the accelerator slower, or stop and say at which queue.

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
from hdlgen.mapping.plan import RESULT
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


def deep(plan):
    """The queues that hold more than two pixels."""
    for edge in plan.edges:
        stream = plan[edge.source].leaving if edge.target == RESULT else plan[edge.target].entering[edge.operand]
        if edge.depth > max(2, 2 * stream.pixel_beats):
            yield edge


def outcome(plan, loaded, directory):
    emit(plan, directory, force=True)
    return cosimulate(Chip.of(plan), directory, images(loaded.graph, IMAGES, 0), simulator=SIMULATOR)


def spare(loaded, directory):
    """Of each deep queue, how many pixels it has too many: with one more gone the accelerator is slower, or stops."""
    plan = loaded.plan
    usual = outcome(plan, loaded, directory)
    for edge in deep(plan):
        stream = plan[edge.source].leaving if edge.target == RESULT else plan[edge.target].entering[edge.operand]
        for pixels in range(1, edge.depth // stream.pixel_beats + 1):
            depth = max(1, edge.depth - pixels * stream.pixel_beats)
            short = replace(plan, edges=tuple(replace(e, depth=depth) if e is edge else e for e in plan.edges))
            try:
                slower = outcome(short, loaded, directory).initiation_interval > usual.initiation_interval
            except DesignError as error:
                named(edge_text(edge, plan), str(error))
                slower = True
            if slower:
                break
        yield edge, pixels - 1


def named(edge, message):
    """Asserts that bench and register name the edge."""
    assert re.search(rf"lets nothing through: .*not taken: .*{edge}; .*register STUCK: \d+, {edge}", message)


def test_a_residual_block_keeps_its_pace_and_has_few_pixels_too_many(tmp_path):
    loaded = planned(residual, tmp_path)
    ((edge, pixels),) = spare(loaded, tmp_path / "rtl")
    assert (edge.source, edge.target) == ("stem", "sum")
    assert pixels <= 3
    shown = outcome(loaded.plan, loaded, tmp_path / "rtl")
    assert shown.initiation_interval == shown.bound


@pytest.mark.campaign
def test_queues_have_few_pixels_too_many(tmp_path):
    found = []
    for make in ALL:
        folder = tmp_path / make.__name__
        folder.mkdir()
        for edge, pixels in spare(planned(make, folder), folder / "rtl"):
            print(
                f"{make.__name__}: {edge.source} -> {edge.target}.{edge.operand}, {edge.depth} deep: {pixels} too many"
            )
            found.append(pixels)
    print(sorted(found))
    assert len(found) > 10
    assert sorted(found)[len(found) // 2] <= 3
