"""A Xilinx Artix-7: its clock, its constraints, and a project script for Vivado, which hdlgen does not run."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from hdlgen.errors import HdlgenError
from hdlgen.fpga.board import Board


@dataclass(frozen=True)
class Mmcm:
    """Of an MMCME2_BASE: the output is oscillator · multiply / divide.

    Limits: Xilinx, Artix-7 data sheet DS181, speed grade −1: 600 to 1200 MHz between the two.
    """

    multiply: float
    divide: float

    @classmethod
    def of(cls, oscillator_hz: int, clock_hz: int) -> Mmcm:
        """Factors, of eighths, for `clock_hz`. Raises HdlgenError if there are none."""
        for eighths in range(16, 512):
            middle = Fraction(oscillator_hz * eighths, 8)
            divide = middle / clock_hz
            if 600_000_000 <= middle <= 1_200_000_000 and (8 * divide).denominator == 1 and 1 <= divide <= 128:
                return cls(eighths / 8, float(divide))
        what = f"{clock_hz / 1e6:g} MHz cannot be made of {oscillator_hz / 1e6:g} MHz"
        raise HdlgenError("--clock", what, fix="use a multiple of 5 MHz")


def constraints(board: Board) -> str:
    """The constraints file for Vivado (XDC)."""
    lines = [f"# {board.title}; pins as in {board.source}. Not tried with Vivado."]
    for pin in board.pins:
        properties = f"PACKAGE_PIN {pin.site} IOSTANDARD LVCMOS33" + (" PULLUP true" if pin.pull == "UP" else "")
        lines.append(f"set_property -dict {{{properties}}} [get_ports {{{pin.port}}}]")
    lines.append(f"create_clock -period {1e9 / board.oscillator_hz:.3f} [get_ports clock]")
    lines.append("set_false_path -from [get_ports {from_host button}]")
    lines.append("set_false_path -to [get_ports {to_host keep_on leds[*]}]")
    return "\n".join(lines) + "\n"
