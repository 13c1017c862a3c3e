"""A write-verify controller and its macro, as Verilog for `cocotb_tests.bench_write_verify`."""

from amaranth import Cat, Const, Module
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out, connect, flipped

from hdlgen.emit import macro_views
from hdlgen.emit.library import Library
from hdlgen.rtl import parts
from hdlgen.rtl.macro import Macro, MacroPlace
from hdlgen.rtl.write_verify import WriteVerify, WriteVerifyParams

TILE = "tile/0"
HEADER = "// test"


class WriteVerifyTop(wiring.Component):
    """The controller and the macro."""

    def __init__(self, params: WriteVerifyParams) -> None:
        self.params = p = params
        super().__init__(
            {
                "control": In(p.control),
                "status": Out(p.status),
                "targets": In(stream.Signature(2 * p.target_bits)),
                "failures": Out(stream.Signature(p.address_bits)),
            }
        )

    def elaborate(self, platform):
        m = Module()
        writer = parts.add(m, platform, "writer", WriteVerify, self.params)
        macro = parts.add(m, platform, "macro", Macro, MacroPlace(self.params.macro, TILE, self.params.macro.phases))
        for name in ("control", "status", "targets", "failures"):
            connect(m, flipped(getattr(self, name)), getattr(writer, name))
        for side in ("read", "program"):
            for name, member in writer.macros.signature.members[side].signature.members.items():
                pin, own = getattr(getattr(macro, side), name), getattr(getattr(writer.macros, side), name)
                m.d.comb += pin.eq(own) if member.flow is Out else own.eq(pin)
        digit, word = self.params.macro.dac_bits, self.params.macro.word_bits
        digits = (macro.read.drive.word_select(row, digit) for row in range(self.params.macro.rows))
        m.d.comb += macro.read.row_word.eq(Cat(Cat(value, Const(0, word - digit)) for value in digits))
        return m


def sources(params, folder):
    """Verilog files, the top's last, written into `folder`."""
    library = Library("test")
    library.add(WriteVerifyTop(params), "top")
    files = {f"{name}.v": text for name, text in library.verilog().items()}
    files = {f"{params.macro.module}.v": macro_views.simulation(params.macro, HEADER, [TILE]), **files}
    for name, text in files.items():
        (folder / name).write_text(text)
    return [folder / name for name in files]
