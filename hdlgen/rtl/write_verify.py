"""`WriteVerify`: programs the cells of a macro, pulse by pulse, each followed by a read through its own converters."""

from __future__ import annotations

from dataclasses import dataclass

from amaranth import Cat, Module, Mux, Signal, signed
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out, connect

from hdlgen.errors import HdlgenError
from hdlgen.rtl import parts
from hdlgen.rtl.fifo import Fifo, FifoParams
from hdlgen.rtl.macro import GAIN_BITS, MacroParams, index_bits

PULSE_BITS = 16
"""Of the most pulses that a cell may get."""
COUNT_BITS = 32
"""Of what is counted over a whole write."""


@dataclass(frozen=True)
class WriteVerifyParams:
    """macro: whose cells are programmed, one with verifying reads; failures: addresses that the list holds."""

    macro: MacroParams
    failures: int

    def __post_init__(self) -> None:
        if not self.macro.verify:
            raise HdlgenError("write_verify.macro", "has no verifying reads", fix="use a macro with verify=True")
        if self.macro.adc_bits < 2:
            raise HdlgenError("write_verify.macro", "has codes of a bit, none of which says more than a sign")
        if self.failures < 1:
            raise HdlgenError("write_verify.failures", f"must be at least 1, not {self.failures}")

    @property
    def target_bits(self) -> int:
        """Of a target: a code that is not negative."""
        return self.macro.adc_bits - 1

    @property
    def row_bits(self) -> int:
        """Of a row's number."""
        return index_bits(self.macro.rows)

    @property
    def column_bits(self) -> int:
        """Of a column's number."""
        return index_bits(self.macro.columns)

    @property
    def address_bits(self) -> int:
        """Of a cell's address: polarity lowest, column, row."""
        return 1 + self.column_bits + self.row_bits

    @property
    def control(self) -> wiring.Signature:
        """What the host says; all but `start` and `run` stay as they are while a write is `busy`.

        start            begins a write of the rows first_row .. last_row, in a cycle in which none is busy, or one that
                         is does not run: that is given up. Its counters and flags begin anew, the list does not
        run              while 0, no read begins, and so no pulse: a write waits, and goes on as if it had not
        first_row, last_row
        tolerance        codes, up to which a read may differ from the target
        pulses           most that a cell gets
        set_amplitude, reset_amplitude  of the first pulse in a direction
        increment, most  of each further one in the same direction, up to an amplitude
        width            of every pulse
        gain             a code is a level step / 2^gain
        """
        return wiring.Signature(
            {
                "start": Out(1),
                "run": Out(1),
                "first_row": Out(self.row_bits),
                "last_row": Out(self.row_bits),
                "tolerance": Out(self.target_bits),
                "pulses": Out(PULSE_BITS),
                "set_amplitude": Out(8),
                "reset_amplitude": Out(8),
                "increment": Out(8),
                "most": Out(8),
                "width": Out(8),
                "gain": Out(GAIN_BITS),
            }
        )

    @property
    def status(self) -> wiring.Signature:
        """What the host sees.

        busy      from `start` until the last cell is done, or a fault
        row, column, polarity  the cell that it is at, or comes to next
        cells     that are done, converged or not
        pulses    given
        failed    cells that did not converge
        overflow  some of these found no place in the list
        fault     codes did not come when they had to, or came when they had not: the write has ended
        """
        return wiring.Signature(
            {
                "busy": Out(1),
                "row": Out(self.row_bits),
                "column": Out(self.column_bits),
                "polarity": Out(1),
                "cells": Out(COUNT_BITS),
                "pulses": Out(COUNT_BITS),
                "failed": Out(COUNT_BITS),
                "overflow": Out(1),
                "fault": Out(1),
            }
        )


class WriteVerify(wiring.Component):
    """Brings the cells of some rows near their targets: reads each, and gives it pulses while it is too far off.

    Row by row, column by column, the positive cell first. A read takes settle + conversion + 3 cycles, a pulse one more
    than there are from its strobe to `prog_done`, both counted, and a pair of cells one besides; where the precharge is
    longer than conversion + 3, the next read waits for it. Nothing is remembered of a cell but the pulses it got and
    the last one's direction and amplitude, so that a write that waits (`run`) ends as one that does not.

    The macro is shared: `wants` asks for it, `granted` says that nothing else drives it, integrates or converts, and
    stays while `wants` does. Strobes are registers, and no pulse leaves without the grant.

    Members
    -------
    control : In                 As `WriteVerifyParams.control`.
    status : Out                 As `WriteVerifyParams.status`.
    targets : In(stream)         Two targets a beat, in codes: of the positive cell (lowest), and of the negative one.
    failures : Out(stream)       Addresses of the cells that did not converge, in their order.
    wants : Out(1), granted : In(1)
    macro : Out                  As `MacroParams.signature`.
    """

    def __init__(self, params: WriteVerifyParams) -> None:
        self.params = p = params
        super().__init__(
            {
                "control": In(p.control),
                "status": Out(p.status),
                "targets": In(stream.Signature(2 * p.target_bits)),
                "failures": Out(stream.Signature(p.address_bits)),
                "wants": Out(1),
                "granted": In(1),
                "macro": Out(p.macro.signature),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        p, macro, control, status = self.params, self.params.macro, self.control, self.status
        read, program = self.macro.read, self.macro.program
        failed = parts.add(m, platform, "failures", Fifo, FifoParams(p.address_bits, p.failures))
        connect(m, failed.o, wiring.flipped(self.failures))

        targets = Signal(2 * p.target_bits)
        last_row = Signal(p.row_bits)
        count = Signal(PULSE_BITS)  # pulses that the cell got
        fresh = Signal()  # none yet
        before, amplitude = Signal(), Signal(8)  # of the last pulse: SET or RESET, and how strong
        driven = Signal(macro.rows)
        group, lane = Signal(index_bits(macro.groups)), Signal(index_bits(macro.adcs))  # of the column
        left = Signal(range(max(macro.settle_cycles, macro.conversion_cycles) + 1))
        code = Signal(signed(macro.adc_bits))
        most = max(0, macro.precharge_cycles - 1)
        precharge = Signal(range(most + 1), init=most)  # cycles that are left of it, but for this one

        target = targets.word_select(status.polarity, p.target_bits)
        error = Signal(signed(macro.adc_bits + 1))
        up, near = Signal(), Signal()
        further = amplitude + control.increment
        m.d.comb += [
            error.eq(Mux(status.polarity, -code, code) - target),
            up.eq(error < 0),
            near.eq(Mux(up, -error, error) <= control.tolerance),
            failed.i.payload.eq(Cat(status.polarity, status.column, status.row)),
            read.drive.eq(Cat(Cat(row, *[0] * (macro.dac_bits - 1)) for row in driven)),
            read.row_word.eq(Cat(Cat(row, *[0] * (macro.word_bits - 1)) for row in driven)),
            read.select.eq(group),
            read.phase.eq(0),
            read.adc_shift.eq(0),
            program.prog_row.eq(status.row),
            program.prog_column.eq(status.column),
            program.prog_polarity.eq(status.polarity),
            program.prog_amplitude.eq(amplitude),
            program.prog_width.eq(control.width),
            program.prog_gain.eq(control.gain),
        ]
        m.d.sync += [read.hold.eq(0), read.convert.eq(0), program.prog_set.eq(0), program.prog_reset.eq(0)]

        with m.If(read.hold):
            m.d.sync += precharge.eq(most)
        with m.Elif(precharge.any()):
            m.d.sync += precharge.eq(precharge - 1)

        def begin() -> None:
            """A write, if the host says so."""
            with m.If(control.start):
                m.d.sync += [
                    status.busy.eq(1), status.fault.eq(0), status.overflow.eq(0),
                    status.row.eq(control.first_row), last_row.eq(control.last_row),
                    status.column.eq(0), group.eq(0), lane.eq(0), status.polarity.eq(0),
                    status.cells.eq(0), status.pulses.eq(0), status.failed.eq(0),
                ]  # fmt: skip
                m.next = "fetch"

        def cell_done() -> None:
            m.d.sync += [status.cells.eq(status.cells + 1), status.polarity.eq(~status.polarity), count.eq(0)]
            m.d.sync += fresh.eq(1)
            with m.If(~status.polarity):
                m.next = "ready"
            with m.Elif(status.column != macro.columns - 1):
                m.d.sync += [status.column.eq(status.column + 1), lane.eq(lane + 1)]
                with m.If(lane == macro.adcs - 1):
                    m.d.sync += [lane.eq(0), group.eq(group + 1)]
                m.next = "fetch"
            with m.Elif(status.row != last_row):
                m.d.sync += [status.column.eq(0), group.eq(0), lane.eq(0), status.row.eq(status.row + 1)]
                m.next = "fetch"
            with m.Else():
                m.d.sync += status.busy.eq(0)
                m.next = "rest"

        with m.FSM():
            with m.State("rest"):
                begin()
            with m.State("fetch"):
                # Kept from pair to pair, unless the host has none.
                m.d.comb += [self.targets.ready.eq(1), self.wants.eq(control.run & self.targets.valid)]
                with m.If(self.targets.valid):
                    m.d.sync += [targets.eq(self.targets.payload), count.eq(0), fresh.eq(1)]
                    m.next = "ready"
                with m.Elif(~control.run):
                    begin()
            with m.State("ready"):
                m.d.comb += self.wants.eq(control.run)
                with m.If(control.run & self.granted & ~precharge.any()):
                    m.d.sync += [driven.bit_select(status.row, 1).eq(1), read.integrate.eq(1)]
                    m.d.sync += [read.hold.eq(macro.settle_cycles == 1), left.eq(macro.settle_cycles - 1)]
                    m.d.sync += program.prog_verify.eq(1)
                    m.next = "integrate"
                with m.Elif(~control.run):
                    begin()
            with m.State("integrate"):
                m.d.comb += self.wants.eq(1)
                m.d.sync += [left.eq(left - 1), read.hold.eq(left == 1)]
                with m.If(left == 0):
                    m.d.sync += [driven.eq(0), read.integrate.eq(0)]
                    m.d.sync += [read.convert.eq(1), left.eq(macro.conversion_cycles)]
                    m.next = "convert"
            with m.State("convert"):
                m.d.comb += self.wants.eq(1)
                m.d.sync += left.eq(left - 1)
                with m.If(read.code_valid != (left == 0)):
                    m.d.sync += [status.fault.eq(1), status.busy.eq(0), program.prog_verify.eq(0)]
                    m.next = "rest"
                with m.Elif(left == 0):
                    m.d.sync += program.prog_verify.eq(0)
                    m.d.sync += code.eq(read.codes.word_select(lane, macro.adc_bits))
                    m.next = "compare"
            with m.State("compare"):
                m.d.comb += self.wants.eq(1)
                m.d.sync += [before.eq(up), fresh.eq(0)]
                with m.If(fresh | (up != before)):
                    m.d.sync += amplitude.eq(Mux(up, control.set_amplitude, control.reset_amplitude))
                with m.Else():
                    m.d.sync += amplitude.eq(Mux(further > control.most, control.most, further))
                with m.If(near):
                    cell_done()
                with m.Elif(count == control.pulses):
                    m.d.comb += failed.i.valid.eq(1)
                    m.d.sync += status.failed.eq(status.failed + 1)
                    with m.If(~failed.i.ready):
                        m.d.sync += status.overflow.eq(1)
                    cell_done()
                with m.Else():
                    m.next = "pulse"
            with m.State("pulse"):
                m.d.comb += self.wants.eq(1)
                with m.If(self.granted):
                    m.d.sync += [program.prog_set.eq(before), program.prog_reset.eq(~before)]
                    m.next = "wait"
            with m.State("wait"):
                m.d.comb += self.wants.eq(1)
                with m.If(program.prog_done):
                    m.d.sync += [count.eq(count + 1), status.pulses.eq(status.pulses + 1)]
                    m.next = "ready"
        return m
