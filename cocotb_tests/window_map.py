"""A register map with windows and registers of a program, for the tests of `Csr` and of what is printed from a map."""

from __future__ import annotations

from cocotb_tests.csr_map import MAP
from hdlgen.rtl.register_map import Field, Kind, LoadWindow, Register, RegisterMap

WINDOW_MAP = RegisterMap(
    "toy",
    (
        *MAP.registers[:6],
        Register("LOCK", 0x018, "Locked.", (Field("word", Kind.CONTROL, "Any."),), locked=True),
        Register("MARK", 0x01C, "Loaded.", (Field("word", Kind.CONTROL, "Any."),), locked=True, loaded=True),
        *MAP.registers[6:],
    ),
    windows=(
        LoadWindow("NARROW", 0x120, "Five rows of a word.", 5, 7, "stage"),
        LoadWindow("WIDE", 0x140, "Two rows of three words in four.", 2, 70, "stage"),
        LoadWindow("LONE", 0x160, "One row of one word.", 1, 32, "other"),
        LoadWindow("FAR", 0x1000, "Above the page.", 300, 33, "other"),
    ),
)
