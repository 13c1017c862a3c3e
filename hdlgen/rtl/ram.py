"""`Ram`: a memory of one shape, in a module of its own that an SRAM macro can stand for."""

from __future__ import annotations

from dataclasses import dataclass

from amaranth import Module, Mux, Signal, Value
from amaranth.lib import memory, wiring
from amaranth.lib.wiring import In, Out

from hdlgen.errors import HdlgenError
from hdlgen.rtl.macro import index_bits


@dataclass(frozen=True)
class RamParams:
    """width: bits of a word; depth: words, at least 2."""

    width: int
    depth: int

    def __post_init__(self) -> None:
        for name, least in (("width", 1), ("depth", 2)):
            if getattr(self, name) < least:
                raise HdlgenError(f"ram.{name}", f"must be at least {least}, not {getattr(self, name)}")


class Ram(wiring.Component):
    """One port that writes and one that reads, both on the clock; nothing is in it before it is written.

    The word at `read_address` is on `read_data` in the cycle after `read`, and stays until the next `read`. What is
    read of a word in the cycle in which it is written is not defined: no unit looks at it.

    Members
    -------
    write : In(1)
    write_address : In
    write_data : In(width)
    read : In(1)
    read_address : In
    read_data : Out(width)
    """

    def __init__(self, params: RamParams) -> None:
        self.params = p = params
        super().__init__(
            {
                "write": In(1),
                "write_address": In(index_bits(p.depth)),
                "write_data": In(p.width),
                "read": In(1),
                "read_address": In(index_bits(p.depth)),
                "read_data": Out(p.width),
            }
        )

    def elaborate(self, platform: object) -> Module:
        m = Module()
        m.submodules.words = words = memory.Memory(shape=self.params.width, depth=self.params.depth, init=[])
        write, read = words.write_port(), words.read_port()
        m.d.comb += [
            write.en.eq(self.write),
            write.addr.eq(self.write_address),
            write.data.eq(self.write_data),
            read.en.eq(self.read),
            read.addr.eq(self.read_address),
            self.read_data.eq(read.data),
        ]
        return m


def passing(m: Module, ram: Ram) -> Value:
    """What `ram.read_data` is if a word that is written in the cycle in which it is read passes to the reader."""
    passes = Signal()
    passed = Signal.like(ram.read_data, name="passed", reset_less=True)  # nobody looks at it before a word has passed
    with m.If(ram.read):
        m.d.sync += [passes.eq(ram.write & (ram.write_address == ram.read_address)), passed.eq(ram.write_data)]
    return Mux(passes, passed, ram.read_data)


@dataclass(frozen=True)
class RomParams:
    """width: bits of a word; words: the contents, at least 2; file: where an emitted design finds them."""

    width: int
    words: tuple[int, ...]
    file: str

    def __post_init__(self) -> None:
        RamParams(self.width, len(self.words))
        if not all(0 <= word < 1 << self.width for word in self.words):
            raise HdlgenError("rom.words", f"must lie in 0..2^{self.width} − 1")

    @property
    def signature(self) -> wiring.Signature:
        """Of the memory."""
        address = index_bits(len(self.words))
        return wiring.Signature({"read": In(1), "address": In(address), "data": Out(self.width)})


class Rom(wiring.Component):
    """The reading port of a `Ram` that nobody writes: its words are there when power comes, as only FPGAs have it.

    Members
    -------
    read : In(1)
    address : In
    data : Out(width)   As a `Ram`'s `read_data`.
    """

    def __init__(self, params: RomParams) -> None:
        self.params = params
        super().__init__(params.signature)

    def elaborate(self, platform: object) -> Module:
        m = Module()
        p = self.params
        m.submodules.words = words = memory.Memory(shape=p.width, depth=len(p.words), init=p.words)
        port = words.read_port()
        m.d.comb += [port.en.eq(self.read), port.addr.eq(self.address), self.data.eq(port.data)]
        return m
