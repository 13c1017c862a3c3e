"""A register map with a field of every kind, for the tests of `Csr`."""

from __future__ import annotations

from hdlgen.rtl.register_map import Field, Kind, Register, RegisterMap

MAP = RegisterMap(
    "toy",
    (
        Register("ID", 0x000, "Constant.", (Field("value", Kind.CONSTANT, "Fixed.", value=0x48444C47),)),
        Register(
            "CONTROL",
            0x004,
            "Controls.",
            (
                Field("run", Kind.CONTROL, "Run.", 0, 1),
                Field("clear", Kind.PULSE, "Clear.", 1, 1),
                Field("gain", Kind.CONTROL, "A reset value, across two bytes.", 4, 8, value=0xA5),
            ),
        ),
        Register(
            "STATUS",
            0x008,
            "States.",
            (
                Field("busy", Kind.BUSY, "Busy.", 0, 1, events=("part", "enter", "leave", "drop")),
                Field("error", Kind.STICKY, "Error.", 9, 1, events=("error",)),
                Field("level", Kind.STATUS, "Input.", 12, 4),
            ),
        ),
        Register("CYCLES_LO", 0x00C, "Low.", (Field("count", Kind.CYCLES, "Low word."),)),
        Register("CYCLES_HI", 0x010, "High.", (Field("count", Kind.CYCLES_HIGH, "High word."),)),
        Register("SCRATCH", 0x014, "32 bits.", (Field("word", Kind.CONTROL, "Any.", value=0x01234567),)),
        # 0x018 .. 0x0FF: nothing.
        Register("PARTS", 0x100, "Always.", (Field("count", Kind.COUNTER, "n.", events=("part",)),), "stage"),
        Register(
            "WAITS", 0x104, "Gated.", (Field("count", Kind.COUNTER, "n.", events=("wait",), gated=True),), "stage"
        ),
        Register("FIRST", 0x108, "First.", (Field("cycle", Kind.FIRST, "t.", events=("leave",)),), "stage"),
        Register("LAST", 0x10C, "Last.", (Field("cycle", Kind.LATEST, "t.", events=("leave",)),), "stage"),
    ),
)
