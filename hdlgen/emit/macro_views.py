"""The simulation view of a macro."""

from __future__ import annotations

from collections.abc import Iterable

from jinja2 import Environment, PackageLoader, StrictUndefined

from hdlgen.rtl.macro import MacroParams, index_bits


def environment() -> Environment:
    """Where the templates of an emitted design are found; a name that is not given is an error."""
    return Environment(
        loader=PackageLoader("hdlgen.emit"), undefined=StrictUndefined, autoescape=False, keep_trailing_newline=True
    )


def simulation(macro: MacroParams, header: str, tiles: Iterable[str]) -> str:
    """Pins that behave cycle by cycle, and codes from outside.

    tiles  the names that instances may have
    """
    pulse = sum(pin.bits for pin in macro.pins if pin.name in PULSE_PINS)
    return (
        environment()
        .get_template("macro_cosim.v.j2")
        .render(
            macro=macro,
            header=header,
            phase_bits=index_bits(macro.phases),
            address_bits=index_bits(2 * macro.groups),
            array_bits=index_bits(macro.arrays),
            name_bytes=max(map(len, tiles)),
            pulse_pins=PULSE_PINS,
            pulse_bits=pulse,
        )
    )


PULSE_PINS = ("prog_set", "prog_polarity", "prog_amplitude", "prog_width", "prog_column", "prog_row")
"""What the simulation view shows of a pulse, in its register `pulse`, highest bits first."""
