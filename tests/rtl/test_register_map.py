"""`RegisterMap`: addresses of bits, and what it refuses."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from cocotb_tests.csr_map import MAP
from hdlgen.errors import HdlgenError
from hdlgen.rtl.register_map import Field, Kind, Register, RegisterMap


def field(**changes: object) -> Field:
    return Field(**{"name": "x", "kind": Kind.CONSTANT, "description": "", **changes})  # type: ignore[arg-type]


def register(**changes: object) -> Register:
    return Register(**{"name": "X", "address": 0, "description": "", "fields": (field(),), **changes})  # type: ignore[arg-type]


def without(path: str) -> RegisterMap:
    return replace(MAP, registers=tuple(r for r in MAP.registers if r.path != path))


def with_register(last: Register) -> RegisterMap:
    return replace(MAP, registers=(*MAP.registers, last))


def test_bits_are_numbered_in_the_order_of_the_addresses() -> None:
    assert MAP.events == ("part", "enter", "leave", "drop", "error", "wait")
    assert [MAP.event(e) for e in ("part", "error", "wait")] == [0, 4, 5]
    assert MAP.control("CONTROL.run") == slice(0, 1)
    assert MAP.control("CONTROL.clear") == slice(1, 2)
    assert MAP.control("CONTROL.gain") == slice(2, 10)
    assert MAP.control("SCRATCH.word") == slice(10, 42)
    assert MAP.status("STATUS.level") == slice(0, 4)
    assert (MAP.control_bits, MAP.status_bits, MAP.address_bits) == (42, 4, 12)


def test_a_map_of_more_than_a_page_has_wider_addresses() -> None:
    far = register(address=0x1000)
    assert with_register(far).address_bits == 13
    assert with_register(replace(far, address=0xFFC)).address_bits == 12


def test_reset_values_are_put_together_from_the_fields() -> None:
    assert MAP["CONTROL"].reset == 0xA50
    assert MAP["stage.PARTS"].reset == 0
    assert [r.path for r in MAP.registers if r.writable] == ["CONTROL", "STATUS", "SCRATCH"]


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: field(name="2x"), "field 2x: is no identifier"),
        (lambda: field(low=30, bits=3), "bits 30..32 do not lie in a word of 32"),
        (lambda: field(low=-1, bits=3), "bits -1..1 do not lie in a word of 32"),
        (lambda: field(bits=0), "bits 0..-1 do not lie in a word of 32"),
        (lambda: field(bits=4, value=16), "value 16 does not fit 4 bits"),
        (lambda: field(value=-1), "value -1 does not fit 32 bits"),
        (lambda: field(kind=Kind.STATUS, value=1), "a status field has no value"),
        (lambda: field(kind=Kind.COUNTER), "a counter field takes 1 events, not 0"),
        (lambda: field(kind=Kind.BUSY, bits=1, events=("a",)), "a busy field takes 4 events, not 1"),
        (lambda: field(events=("a",)), "a constant field takes 0 events, not 1"),
        (lambda: field(gated=True), "a constant field cannot be gated"),
        (lambda: field(kind=Kind.COUNTER, bits=16, events=("a",)), "a counter field has 32 bits, not 16"),
        (lambda: field(kind=Kind.STICKY, bits=2, events=("a",)), "a sticky field has 1 bit, not 2"),
        (lambda: register(name="run"), "register run: is no register name"),
        (lambda: register(name="A__B"), "register A__B: is no register name"),
        (lambda: register(address=6), "address 0x6 is no multiple of 4"),
        (lambda: register(fields=()), "register X: has no field"),
        (
            lambda: register(fields=(field(bits=8), field(name="y", low=7, bits=1))),
            "y begins at bit 7, below bit 8",
        ),
        (lambda: register(fields=(field(bits=8), field(low=8, bits=8))), "has two fields x"),
        (lambda: replace(MAP, registers=MAP.registers[::-1]), "is not above 0x10c"),
        (
            lambda: replace(MAP, registers=(*MAP.registers, register(name="ID", address=0x200))),
            "register ID: is there twice",
        ),
        (lambda: replace(MAP, clear="CONTROL.run"), "CONTROL.run: must be a one-bit field of kind pulse"),
        (lambda: replace(MAP, clear="CONTROL.nothing"), "CONTROL.nothing: must be a one-bit field of kind pulse"),
        (
            lambda: replace(MAP, active=("CONTROL.gain",)),
            "CONTROL.gain: must be a one-bit field of kind control",
        ),
        (lambda: without("CYCLES_HI"), "toy: has 0 cycles_high fields, not one"),
        (lambda: MAP.event("nothing"), "nothing: is no event of the register map"),
        (lambda: MAP.control("STATUS.level"), "STATUS.level: is no control or pulse field"),
        (lambda: MAP.status("CONTROL.run"), "CONTROL.run: is no status field"),
        (lambda: MAP["PARTS"], "PARTS: is no register of toy"),
    ],
)
def test_refusals(make: Callable[[], object], message: str) -> None:
    with pytest.raises(HdlgenError) as error:
        make()
    assert message in str(error.value)
