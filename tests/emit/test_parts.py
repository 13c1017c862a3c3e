"""Units as parts of others: one module for equal ones, and no joint between what does not fit."""

import gc
import re

import pytest
from amaranth.hdl import Module
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out, connect, flipped

from hdlgen.emit.library import Library
from hdlgen.rtl import parts
from hdlgen.rtl.fifo import Fifo, FifoParams
from hdlgen.rtl.ram import RamParams

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
"""Amaranth's, about parts that were refused or only looked at."""


@pytest.fixture(autouse=True)
def collected():
    """Within the test: the warning comes when such a part is collected."""
    yield
    gc.collect()


class Chain(wiring.Component):
    """Queues of `widths` bits, one behind the other."""

    def __init__(self, widths):
        self.params = widths
        super().__init__({"i": In(stream.Signature(widths[0])), "o": Out(stream.Signature(widths[-1]))})

    def elaborate(self, platform):
        m = Module()
        before = flipped(self.i)
        for n, width in enumerate(self.params):
            queue = parts.add(m, platform, f"queue_{n}", Fifo, FifoParams(width, 4))
            connect(m, before, queue.i)
            before = queue.o
        connect(m, before, flipped(self.o))
        return m


def test_equal_units_are_one_module_and_others_are_not():
    library = Library("net")
    library.add(Chain((8, 8, 8)), "net")
    assert list(library.modules) == ["net_ram_4x8", "net_fifo", "net"]
    text = library.verilog()["net"]
    assert all(f"net_fifo u_queue_{n} (" in text for n in range(3))
    library.placed(Fifo, FifoParams(8, 5), "other")
    assert list(library.modules) == ["net_ram_4x8", "net_fifo", "net", "net_ram_5x8", "net_fifo_2"]


def test_memories_are_counted_by_shape():
    library = Library("net")
    library.add(Chain((8, 8, 8)), "part")
    library.placed(Fifo, FifoParams(3, 5), "other")  # nobody's
    library.add(Chain((8, 8)), "net")
    assert [(m.module, m.shape, m.count) for m in library.memories()] == [
        ("net_ram_4x8", RamParams(8, 4), 2),
        ("net_ram_5x3", RamParams(3, 5), 0),
    ]
    holds = re.compile(r"reg \[\d+:\d+\] \w+ \[")
    assert [name for name, text in library.verilog().items() if holds.search(text)] == ["net_ram_4x8", "net_ram_5x3"]


@pytest.mark.parametrize("platform", [Library("net"), None], ids=["emitted", "simulated"])
def test_streams_of_different_widths_are_not_joined(platform):
    with pytest.raises(wiring.ConnectionError, match=r"the shape widths \(6 and 8\) do not match"):
        Chain((8, 6)).elaborate(platform)


def test_an_output_that_is_not_driven_is_a_fault_of_ours():
    class Silent(wiring.Component):
        def __init__(self):
            super().__init__({"o": Out(3)})

        def elaborate(self, platform):
            return Module()

    with pytest.raises(AssertionError, match=r"net\.o is no output"):
        Library("net").add(Silent(), "net")


def test_what_a_unit_does_not_have_is_named():
    queue = Library("net").placed(Fifo, FifoParams(8, 4), "queue")
    with pytest.raises(AttributeError, match="net_fifo has no level"):
        _ = queue.level
