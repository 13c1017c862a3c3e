"""`MacroShare`: a macro that computes, and whose cells are programmed, never both at a time."""

from __future__ import annotations

from amaranth import Module, Mux
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from hdlgen.rtl.macro import MacroParams


class MacroShare(wiring.Component):
    """Gives the pins of a macro to its user, or to the writer of its cells.

    The writer gets them a cycle after it `wants` them while the user is not `busy`, and keeps them until a cycle after
    it no longer does. A user that sees `held` begins nothing. Neither sees codes of the other.

    Members
    -------
    user : In            As `MacroParams.signature`; of its programming pins none is looked at.
    busy : In(1)         The user integrates, precharges or converts, or begins in this cycle.
    held : Out(1)        The writer has the macro, or is about to.
    writer : In          As `MacroParams.signature`.
    wants : In(1), granted : Out(1)
    macro : Out          As `MacroParams.signature`.
    """

    def __init__(self, params: MacroParams) -> None:
        self.params = params
        super().__init__(
            {
                "user": In(params.signature),
                "busy": In(1),
                "held": Out(1),
                "writer": In(params.signature),
                "wants": In(1),
                "granted": Out(1),
                "macro": Out(params.signature),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        granted, user, writer, macro = self.granted, self.user, self.writer, self.macro
        m.d.sync += granted.eq(self.wants & (granted | ~self.busy))
        m.d.comb += self.held.eq(self.wants | granted)
        for pin in self.params.pins:
            group = "program" if pin.name.startswith("prog_") else "read"
            to, own, other = (getattr(getattr(side, group), pin.name) for side in (macro, writer, user))
            if pin.direction == "in":
                m.d.comb += to.eq(Mux(granted, own, 0 if group == "program" else other))
            else:
                strobe = pin.name != "codes"
                m.d.comb += own.eq(to & granted if strobe else to)
                m.d.comb += other.eq(to & ~granted if strobe else to)
        return m
