import numpy as np
import pytest
from amaranth import Module, Signal
from amaranth.lib import wiring
from amaranth.lib.wiring import In

from hdlgen.errors import HdlgenError
from hdlgen.rtl.ram import Ram, RamParams, passing
from tests.rtl.datapath import simulate


@pytest.fixture(autouse=True)
def nobody_looks_at_a_word_that_is_read_as_it_is_written():
    """Here somebody does: in place of the fixture of all other units."""


class Passing(wiring.Component):
    """The memory with `shown` beside it."""

    def __init__(self, params):
        self.ram = Ram(params)
        super().__init__({name: member for name, member in self.ram.signature.members.items() if member.flow == In})
        self.shown = Signal(params.width)

    def elaborate(self, platform):
        m = Module()
        m.submodules.ram = self.ram
        m.d.comb += [getattr(self.ram, name).eq(getattr(self, name)) for name in self.signature.members]
        m.d.comb += self.shown.eq(passing(m, self.ram))
        return m


@pytest.mark.parametrize("depth", [2, 5, 8])
@pytest.mark.parametrize("passes", [False, True])
def test_a_word_comes_a_cycle_later_and_stays_until_the_next(depth, passes):
    unit = (Passing if passes else Ram)(RamParams(9, depth))
    shown = unit.shown if passes else unit.read_data
    rng = np.random.default_rng(depth)
    words, held = {}, None

    async def bench(ctx, reset):
        nonlocal held
        for _ in range(400):
            write, read = (int(x) for x in rng.integers(2, size=2))
            at, word, read_at = int(rng.integers(depth)), int(rng.integers(1 << 9)), int(rng.integers(depth))
            for name, value in (("write", write), ("write_address", at), ("write_data", word)):
                ctx.set(getattr(unit, name), value)
            ctx.set(unit.read, read)
            ctx.set(unit.read_address, read_at)
            if held is not None:
                assert ctx.get(shown) == held
            await ctx.tick()
            before = words.get(read_at)
            if write:
                words[at] = word
            if read:
                held = words.get(read_at) if passes else None if write and at == read_at else before

    simulate(unit, bench)
    assert len(words) == depth


@pytest.mark.parametrize(
    ("width", "depth", "message"),
    [(0, 4, r"ram\.width: must be at least 1, not 0"), (4, 1, r"ram\.depth: must be at least 2, not 1")],
)
def test_what_is_no_memory_is_refused(width, depth, message):
    with pytest.raises(HdlgenError, match=message):
        RamParams(width, depth)
