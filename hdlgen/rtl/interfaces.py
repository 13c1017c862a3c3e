"""Signatures between units and of buses, each from the side that drives most of it."""

from __future__ import annotations

from typing import Any

from amaranth.lib.wiring import In, Out, Signature

from hdlgen.rtl.macro import index_bits


def turning(segments: int) -> Signature:
    """Scheduler → row driver.

    segment    to drive; none if `segments` is 0: the row driver then has one at a time
    integrate  drive the rows; they are 0 otherwise
    advance    next digit, from the next cycle on
    ends       the digit is the last one of the held window, or segment: with `advance` these are done with
    valid      from the row driver: one is held
    """
    segment = {"segment": Out(index_bits(segments))} if segments else {}
    return Signature({**segment, "integrate": Out(1), "advance": Out(1), "ends": Out(1), "valid": In(1)})


def loads(lanes: int, bits: int) -> Signature:
    """Segment loader → rows: a load cycle, `lanes` activations for rows that follow one another.

    valid, ready  it is taken where both are 1; as of a stream
    lanes         which of the rows it has an activation for
    values        these
    next          the next one is for the rows behind
    last          it ends a segment
    frees         and with it a row of windows
    freed         from the rows: such a segment is gone to be driven
    """
    return Signature(
        {
            "valid": Out(1),
            "ready": In(1),
            "lanes": Out(lanes),
            "values": Out(lanes * bits),
            "next": Out(1),
            "last": Out(1),
            "frees": Out(1),
            "freed": In(1),
        }
    )


def places(phases: int, words: int, parts: int) -> dict[str, Out]:
    """Members that say what codes are: digit, accumulator word, part of it, and whether they end a window."""
    return {
        "phase": Out(index_bits(phases)),
        "word": Out(index_bits(words)),
        "part": Out(index_bits(parts)),
        "last": Out(1),
    }


def origin(tiles: int, phases: int, words: int, parts: int) -> Signature:
    """Scheduler → column reader: which tile's converters work, and what their codes are."""
    return Signature({"tile": Out(index_bits(tiles)), **places(phases, words, parts)})


def codes(bits: int, phases: int, words: int, parts: int) -> Signature:
    """Column reader → shift-add: the codes of a conversion, new where `valid`."""
    return Signature({"valid": Out(1), "codes": Out(bits), **places(phases, words, parts)})


def sums(words: int, bits: int) -> Signature:
    """Shift-add → accumulator: what is added to a word; `last` ends a window. `sums` come a cycle behind the others."""
    return Signature({"valid": Out(1), "word": Out(index_bits(words)), "last": Out(1), "sums": Out(bits)})


def axi_stream(bits: int, *, user: bool = False, dest: int = 0) -> Signature:
    """AXI4-Stream with `bits` bits of data, a bit of tuser if there is `user`, `dest` of tdest; from its source."""
    marks = {"tlast": Out(1), **({"tuser": Out(1)} if user else {}), **({"tdest": Out(dest)} if dest else {})}
    return Signature({"tdata": Out(bits), "tvalid": Out(1), "tready": In(1), **marks})


def axi_lite(address_bits: int) -> Signature:
    """AXI4-Lite with 32 bits of data; from its master."""
    return Signature(
        {
            "awaddr": Out(address_bits),
            "awprot": Out(3),
            "awvalid": Out(1),
            "awready": In(1),
            "wdata": Out(32),
            "wstrb": Out(4),
            "wvalid": Out(1),
            "wready": In(1),
            "bresp": In(2),
            "bvalid": In(1),
            "bready": Out(1),
            "araddr": Out(address_bits),
            "arprot": Out(3),
            "arvalid": Out(1),
            "arready": In(1),
            "rdata": In(32),
            "rresp": In(2),
            "rvalid": In(1),
            "rready": Out(1),
        }
    )


LOAD_BITS = 32
"""Of a word of the load bus."""
LOAD_READ_CYCLES = 2
"""From the cycle of `read` to that of its `read_data`."""


def load_bus(tables: int, address_bits: int) -> Signature:
    """Registers → tables that are loaded; its signals come from registers.

    select     number of the table
    address    of a word of 32 bits in it: row · W + word, where a row has W words
    data       to write
    write      writes the word, in this cycle
    read       asks for the word; `read_data` has it LOAD_READ_CYCLES later
    """
    return Signature({"select": Out(index_bits(tables)), **_loading(address_bits)})


def load_port(tables: int, address_bits: int) -> Signature:
    """As `load_bus`, for a unit with so many of the tables: `select` has a bit for each, and read_data is else 0."""
    return Signature({"select": Out(tables), **_loading(address_bits)})


def _loading(address_bits: int) -> dict[str, Any]:
    return {
        "address": Out(address_bits),
        "data": Out(LOAD_BITS),
        "write": Out(1),
        "read": Out(1),
        "read_data": In(LOAD_BITS),
    }


def written(address_bits: int) -> Signature:
    """Registers → what watches over programs: a word of a program was written; `address` in bytes. They stay."""
    return Signature({"valid": Out(1), "address": Out(address_bits), "data": Out(32)})


def ports(count: int) -> list[str]:
    """Names of the streams that enter a unit with so many operands."""
    return ["i"] if count == 1 else [f"i_{n}" for n in range(count)]


def operands(unit: Any, count: int) -> list[Any]:
    """These streams of `unit`."""
    return [getattr(unit, name) for name in ports(count)]
