"""`ProgramWatch`: whether a whole program is loaded, and whether its tables are still what was loaded."""

from __future__ import annotations

from dataclasses import dataclass

from amaranth.hdl import Module, Mux, Signal
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from hdlgen.errors import HdlgenError
from hdlgen.rtl.crc import crc_step
from hdlgen.rtl.interfaces import written


@dataclass(frozen=True)
class ProgramWatchParams:
    """What is watched.

    address_bits  of an address on the bus
    seed          CRC-32 that a program's begins with
    stages        that may have faults
    """

    address_bits: int
    seed: int
    stages: int

    def __post_init__(self) -> None:
        if not 1 <= self.address_bits <= 32:
            raise HdlgenError("program_watch.address_bits", f"must lie in 1..32, not {self.address_bits}")
        if self.stages < 1:
            raise HdlgenError("program_watch.stages", f"must be at least 1, not {self.stages}")


class ProgramWatch(wiring.Component):
    """Empty after reset. A program is loaded by `commit` with the CRC-32 of all that was written since `clear`.

    Of each word the address is taken, as 32 bits, and then the data (`crc_step`). Another CRC, or none of what was
    written, leaves it empty, and so does whatever is written behind a commit: no half of a program and no mixture of
    two is ever taken for one. `clear` begins anew.

    A fault counts while a program is loaded. It stays until `clear`, and so does the number of the stage that had the
    first; of several in a cycle the lowest.

    Members
    -------
    written : In(written)   Words of a program, at least two cycles apart.
    commit, clear : In(1)   Pulses; `commit` two cycles after the last word, or later.
    expected : In(32)       The program's CRC.
    read : In(1)            A word of a table is read.
    faults : In(stages)     A table of the stage gave a row that is not what was written.
    empty : Out(1)          No program is loaded; a register.
    failed : Out(1)         Pulse: `commit` with another CRC.
    restart : Out(1)        Pulse when a program is loaded, in the first cycle in which it is not empty, and when a word
                            was read: what has read tables begins again, as after a reset.
    crc, words : Out(32)    Of what was written, and how many words; registers.
    faulty : Out(stages)    Stages that had a fault; registers.
    first : Out             Number of the stage that had the first fault, plus 1; 0: none had. A register.
    marked : Out(1)         A stage had a fault, or has one in this cycle: results are of no use.
    """

    def __init__(self, params: ProgramWatchParams) -> None:
        self.params = params
        super().__init__(
            {
                "written": In(written(params.address_bits)),
                "commit": In(1),
                "clear": In(1),
                "expected": In(32),
                "read": In(1),
                "faults": In(params.stages),
                "empty": Out(1, init=1),
                "failed": Out(1),
                "restart": Out(1),
                "crc": Out(32, init=params.seed),
                "words": Out(32),
                "faulty": Out(params.stages),
                "first": Out(range(params.stages + 1)),
                "marked": Out(1),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        data_next = Signal()  # the address was taken, the data is next
        whole = Signal()
        m.d.comb += [
            whole.eq((self.crc == self.expected) & self.words.any()),
            self.failed.eq(self.commit & ~whole),
        ]
        m.d.sync += [data_next.eq(self.written.valid), self.restart.eq(self.read)]
        with m.If(self.written.valid | data_next):
            m.d.sync += self.crc.eq(crc_step(self.crc, Mux(data_next, self.written.data, self.written.address)))
        with m.If(self.commit):
            m.d.sync += [self.empty.eq(~whole), self.restart.eq(whole)]
        with m.If(self.written.valid):
            m.d.sync += [self.words.eq(self.words + 1), self.empty.eq(1)]

        found = Signal(self.params.stages)
        m.d.comb += [
            found.eq(Mux(self.empty | self.restart, 0, self.faults)),  # nothing of before the restart counts
            self.marked.eq((self.faulty | found).any()),
        ]
        m.d.sync += self.faulty.eq(self.faulty | found)
        with m.If(self.first == 0):
            for stage in reversed(range(self.params.stages)):
                with m.If(found[stage]):
                    m.d.sync += self.first.eq(stage + 1)
        with m.If(self.clear):
            m.d.sync += [
                self.crc.eq(self.params.seed),
                self.words.eq(0),
                self.empty.eq(1),
                self.faulty.eq(0),
                self.first.eq(0),
            ]
        return m
