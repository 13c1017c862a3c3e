"""A write-verify controller and a macro with another user, as Verilog for `cocotb_tests.bench_write_verify`."""

from amaranth import Module
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out, connect, flipped

from hdlgen.emit import macro_views
from hdlgen.emit.library import Library
from hdlgen.rtl import parts
from hdlgen.rtl.macro import Macro, MacroPlace
from hdlgen.rtl.macro_share import MacroShare
from hdlgen.rtl.write_verify import WriteVerify, WriteVerifyParams

TILE = "tile/0"
HEADER = "// test"


class WriteVerifyTop(wiring.Component):
    """The controller, the macro, and what shares it; the pins of the macro's user are the top's."""

    def __init__(self, params: WriteVerifyParams) -> None:
        self.params = p = params
        super().__init__(
            {
                "control": In(p.control),
                "status": Out(p.status),
                "targets": In(stream.Signature(2 * p.target_bits)),
                "failures": Out(stream.Signature(p.address_bits)),
                "wants": Out(1),
                "user": In(p.macro.signature),
                "busy": In(1),
                "held": Out(1),
            }
        )

    def elaborate(self, platform):
        m = Module()
        writer = parts.add(m, platform, "writer", WriteVerify, self.params)
        macro = parts.add(m, platform, "macro", Macro, MacroPlace(self.params.macro, TILE, self.params.macro.phases))
        share = parts.add(m, platform, "share", MacroShare, self.params.macro)
        connect(m, writer.macro, share.writer)
        connect(m, share.macro, macro)
        connect(m, flipped(self.user), share.user)
        for name in ("control", "status", "targets", "failures"):
            connect(m, flipped(getattr(self, name)), getattr(writer, name))
        m.d.comb += [
            share.wants.eq(writer.wants),
            writer.granted.eq(share.granted),
            share.busy.eq(self.busy),
            self.held.eq(share.held),
            self.wants.eq(writer.wants),
        ]
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
