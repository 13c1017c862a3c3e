import pytest
from amaranth import Module, Mux, Signal

from hdlgen.rtl.ram import Ram


@pytest.fixture(autouse=True)
def nobody_looks_at_a_word_that_is_read_as_it_is_written(monkeypatch):
    """Every memory gives garbage then, as an SRAM may."""
    elaborate = Ram.elaborate

    def with_garbage(self, platform):
        m = Module()
        m.submodules.ram = ram = Ram(self.params)
        monkeypatch.setattr(ram, "elaborate", lambda platform: elaborate(ram, platform))
        clash = Signal()
        for name, member in self.signature.members.items():
            ours, its = getattr(self, name), getattr(ram, name)
            m.d.comb += its.eq(ours) if member.flow.name == "In" else ours.eq(Mux(clash, ~its, its))
        with m.If(self.read):
            m.d.sync += clash.eq(self.write & (self.write_address == self.read_address))
        return m

    monkeypatch.setattr(Ram, "elaborate", with_garbage)
