"""`WriteVerify`: programs the cells of macros, pulse by pulse, each followed by a read through their own converters."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from amaranth import Cat, Module, Mux, Signal, Value, signed
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
TIMEOUT_BITS = 24
"""Of the cycles that a pulse may take."""


class WriteError(IntEnum):
    """Why a write ended before its last cell."""

    NONE = 0
    PLACE = 1  # there is no such tile or row: it did not begin
    CODES = 2  # codes did not come when they had to, or came when they had not
    TIMEOUT = 3  # a pulse did not end
    ABORTED = 4


@dataclass(frozen=True)
class WriteVerifyParams:
    """macro: whose cells are programmed, one with verifying reads; failures: addresses that the list holds.

    tiles        how many such macros there are
    seam_cycles  from this unit's pins to theirs; outputs of theirs come without delay
    """

    macro: MacroParams
    failures: int
    tiles: int = 1
    seam_cycles: int = 0

    def __post_init__(self) -> None:
        if not self.macro.verify:
            raise HdlgenError("write_verify.macro", "has no verifying reads", fix="use a macro with verify=True")
        if self.macro.adc_bits < 2:
            raise HdlgenError("write_verify.macro", "has codes of a bit, none of which says more than a sign")
        for name, least in (("failures", 1), ("tiles", 1), ("seam_cycles", 0)):
            if getattr(self, name) < least:
                raise HdlgenError(f"write_verify.{name}", f"must be at least {least}, not {getattr(self, name)}")

    @property
    def target_bits(self) -> int:
        """Of a target: a code that is not negative."""
        return self.macro.adc_bits - 1

    @property
    def tile_bits(self) -> int:
        """Of a tile's number."""
        return index_bits(self.tiles)

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
        """What the host says; all but `start`, `pause` and `abort` stay as they are while a write is `busy`.

        start            begins a write of the rows first_row .. last_row of a tile, in a cycle in which none is busy.
                         What is counted and flagged begins anew, the list does not
        pause            while 1, no read begins, and so no pulse: a write waits, and goes on as if it had not
        abort            a write ends before its next read
        confirm          the host knows that all cells are as they must be
        tile, first_row, last_row
        tolerance        codes, up to which a read may differ from the target
        pulses           most that a cell gets
        set_amplitude, reset_amplitude  of the first pulse in a direction
        increment, most  of each further one in the same direction, up to an amplitude
        width            of every pulse
        gain             a code is a level step / 2^gain
        timeout          cycles behind a pulse's strobe in which it may end
        """
        return wiring.Signature(
            {
                "start": Out(1),
                "pause": Out(1),
                "abort": Out(1),
                "confirm": Out(1),
                "tile": Out(self.tile_bits),
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
                "timeout": Out(TIMEOUT_BITS),
            }
        )

    @property
    def status(self) -> wiring.Signature:
        """What the host sees.

        busy       from `start` until the last cell is done, or an error
        complete   the last write that was started has ended with its last cell; 0 after a reset
        error      the `WriteError` with which it ended
        wanted     no target waits: those of a whole row have room
        row, column, polarity  the cell that it is at, or comes to next
        cells      that are done, converged or not
        pulses     given
        failed     cells that did not converge
        overflow   some of these found no place in the list
        confirmed  the host has confirmed the cells, since a reset, the last start, and any error
        """
        return wiring.Signature(
            {
                "busy": Out(1),
                "complete": Out(1),
                "error": Out(len(WriteError).bit_length()),
                "wanted": Out(1),
                "row": Out(self.row_bits),
                "column": Out(self.column_bits),
                "polarity": Out(1),
                "cells": Out(COUNT_BITS),
                "pulses": Out(COUNT_BITS),
                "failed": Out(COUNT_BITS),
                "overflow": Out(1),
                "confirmed": Out(1),
            }
        )


class WriteVerify(wiring.Component):
    """Brings the cells of some rows of a tile near their targets: reads each, and pulses it while it is too far off.

    Row by row, column by column, the positive cell first. A read takes settle + conversion + seam + 3 cycles, a pulse
    seam + 1 more than there are from its strobe to `prog_done`, both counted, and a pair of cells one besides; where
    the precharge is longer than conversion + seam + 3, the next read waits for it. Nothing is remembered of a cell but
    the pulses it got and the last one's direction and amplitude, so that a write that waits (`pause`) ends as one that
    does not.

    Nothing else drives, integrates or converts in any of the macros while a write is busy: that is the host's part. The
    first strobe comes three cycles after `start` or later, and behind the precharge. Strobes are registers; while none
    is busy all are 0, and `macros.tile`, too.

    Members
    -------
    control : In                 As `WriteVerifyParams.control`.
    status : Out                 As `WriteVerifyParams.status`.
    targets : In(stream)         Two targets a beat, in codes: of the positive cell (lowest), and of the negative one.
                                 Ready only while a write is busy, and for as many as a row has; what a write leaves is
                                 dropped by the next.
    failures : Out(stream)       Addresses of the cells that did not converge, in their order.
    macros : Out                 As `MacroParams.writing`.
    """

    def __init__(self, params: WriteVerifyParams) -> None:
        self.params = p = params
        super().__init__(
            {
                "control": In(p.control),
                "status": Out(p.status),
                "targets": In(stream.Signature(2 * p.target_bits)),
                "failures": Out(stream.Signature(p.address_bits)),
                "macros": Out(p.macro.writing(p.tiles)),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        p, macro, control, status = self.params, self.params.macro, self.control, self.status
        read, program = self.macros.read, self.macros.program
        failed = parts.add(m, platform, "failures", Fifo, FifoParams(p.address_bits, p.failures))
        connect(m, failed.o, wiring.flipped(self.failures))
        row_of_targets = parts.add(m, platform, "targets", Fifo, FifoParams(2 * p.target_bits, macro.columns))

        targets = Signal(2 * p.target_bits)
        count = Signal(PULSE_BITS)  # pulses that the cell got
        fresh = Signal()  # none yet
        before, amplitude = Signal(), Signal(8)  # of the last pulse: SET or RESET, and how strong
        driven = Signal(macro.rows)
        group, lane = Signal(index_bits(macro.groups)), Signal(index_bits(macro.adcs))  # of the column
        converting = macro.conversion_cycles + p.seam_cycles
        left = Signal(range(max(macro.settle_cycles, converting) + 1))
        waited = Signal(TIMEOUT_BITS)  # cycles that are left to a pulse
        code = Signal(signed(macro.adc_bits))
        most = max(0, macro.precharge_cycles - 1)
        precharge = Signal(range(max(1, most) + 1), init=most)  # cycles that are left of it, but for this one
        taking, aborting = Signal(), Signal()

        target = targets.word_select(status.polarity, p.target_bits)
        error = Signal(signed(macro.adc_bits + 1))
        up, near = Signal(), Signal()
        further = amplitude + control.increment
        m.d.comb += [
            row_of_targets.i.payload.eq(self.targets.payload),
            row_of_targets.i.valid.eq(self.targets.valid & taking),
            self.targets.ready.eq(row_of_targets.i.ready & taking),
            status.wanted.eq(taking & ~row_of_targets.o.valid),
            self.macros.tile.eq(Cat(status.busy & (control.tile == tile) for tile in range(p.tiles))),
            error.eq(Mux(status.polarity, -code, code) - target),
            up.eq(error < 0),
            near.eq(Mux(up, -error, error) <= control.tolerance),
            failed.i.payload.eq(Cat(status.polarity, status.column, status.row)),
            read.drive.eq(Cat(Cat(row, *[0] * (macro.dac_bits - 1)) for row in driven)),
            read.select.eq(group),
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
        with m.If(control.abort & status.busy):
            m.d.sync += aborting.eq(1)
        with m.If(control.confirm & ~status.busy & (status.error == WriteError.NONE)):
            m.d.sync += status.confirmed.eq(1)

        def end(why: WriteError) -> None:
            m.d.sync += [status.busy.eq(0), status.error.eq(why), taking.eq(0), program.prog_verify.eq(0)]
            m.next = "rest"

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
            with m.Elif(status.row != control.last_row):
                m.d.sync += [status.column.eq(0), group.eq(0), lane.eq(0), status.row.eq(status.row + 1)]
                m.next = "fetch"
            with m.Else():
                end(WriteError.NONE)
                m.d.sync += status.complete.eq(1)

        with m.FSM():
            with m.State("rest"), m.If(control.start):
                m.d.sync += [
                    status.confirmed.eq(0), status.complete.eq(0), status.overflow.eq(0), aborting.eq(0),
                    status.row.eq(control.first_row), status.column.eq(0), status.polarity.eq(0),
                    group.eq(0), lane.eq(0), count.eq(0), fresh.eq(1), precharge.eq(most),
                    status.cells.eq(0), status.pulses.eq(0), status.failed.eq(0),
                ]  # fmt: skip
                with m.If(self._there()):
                    m.d.sync += [status.busy.eq(1), status.error.eq(WriteError.NONE)]
                    m.next = "clear"
                with m.Else():
                    m.d.sync += status.error.eq(WriteError.PLACE)
            with m.State("clear"):
                m.d.comb += row_of_targets.o.ready.eq(1)
                with m.If(~row_of_targets.o.valid):
                    m.d.sync += taking.eq(1)
                    m.next = "fetch"
            with m.State("fetch"):
                with m.If(aborting):
                    end(WriteError.ABORTED)
                with m.Elif(row_of_targets.o.valid):
                    # Kept from pair to pair, unless the host has none.
                    m.d.comb += row_of_targets.o.ready.eq(1)
                    m.d.sync += [targets.eq(row_of_targets.o.payload), count.eq(0), fresh.eq(1)]
                    m.next = "ready"
            with m.State("ready"):
                with m.If(aborting):
                    end(WriteError.ABORTED)
                with m.Elif(~control.pause & ~precharge.any()):
                    m.d.sync += [driven.bit_select(status.row, 1).eq(1), read.integrate.eq(1)]
                    m.d.sync += [read.hold.eq(macro.settle_cycles == 1), left.eq(macro.settle_cycles - 1)]
                    m.d.sync += program.prog_verify.eq(1)
                    m.next = "integrate"
            with m.State("integrate"):
                m.d.sync += [left.eq(left - 1), read.hold.eq(left == 1)]
                with m.If(left == 0):
                    m.d.sync += [driven.eq(0), read.integrate.eq(0)]
                    m.d.sync += [read.convert.eq(1), left.eq(converting)]
                    m.next = "convert"
            with m.State("convert"):
                m.d.sync += left.eq(left - 1)
                with m.If(read.code_valid != (left == 0)):
                    end(WriteError.CODES)
                with m.Elif(left == 0):
                    m.d.sync += program.prog_verify.eq(0)
                    m.d.sync += code.eq(read.codes.word_select(lane, macro.adc_bits))
                    m.next = "compare"
            with m.State("compare"):
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
                m.d.sync += [program.prog_set.eq(before), program.prog_reset.eq(~before), waited.eq(control.timeout)]
                m.next = "wait"
            with m.State("wait"):
                m.d.sync += waited.eq(waited - 1)
                with m.If(program.prog_done):
                    m.d.sync += [count.eq(count + 1), status.pulses.eq(status.pulses + 1)]
                    m.next = "ready"
                with m.Elif(waited == 0):
                    end(WriteError.TIMEOUT)
        return m

    def _there(self) -> Value:
        """Whether there are the tile and the rows that the host names."""
        p, control = self.params, self.control
        limits = ((control.tile, p.tiles), (control.last_row, p.macro.rows))
        inside = [value < count for value, count in limits if count < 1 << len(value)]
        return Cat(control.first_row <= control.last_row, *inside).all()
