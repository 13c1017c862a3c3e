"""Registers and windows of an accelerator whose programs are loaded."""

from __future__ import annotations

import struct
import zlib

from hdlgen.emit.register_rows import Row
from hdlgen.mapping.plan import Plan
from hdlgen.mapping.tables import tables_of
from hdlgen.rtl.register_map import Field, Kind, LoadWindow, RegisterMap

FAILED_EVENT, STARTED_EVENT = "program_failed", "started_empty"
IDENTITY = ("VERSION", *(f"GEOMETRY{i}" for i in range(4)))
"""Registers whose words a program's CRC begins with, each as if it were written: only its own hardware takes it."""
TABLES = {
    "segments": "One row: load cycles of a window, minus 1.",
    "taps": "A load cycle: what each lane fetches of the window.",
    "dispatch": "Blocks in the order in which they run: last of a segment or not, tile, first conversion, how many "
    "more, last of a window or not.",
    "conversions": "Conversions of the blocks: column group, accumulator word, part of it.",
    "multiplier": "m of the requantizer, a beat of channels a row.",
    "bias": "b of the requantizer with the half that rounds, a beat of channels a row.",
    "constants": "What all channels share: n, clip, ADC shift; or what an operator multiplies with.",
    "table": "What a requantized value becomes; the row of a value is the value modulo 256.",
}
"""Tables by name; of those for one of several operands without its number."""

EMPTY = Field(
    "empty",
    Kind.STATUS,
    "1: no program is loaded. CONTROL.run has no effect then, and no beat on s_axis is accepted.",
    low=4,
    bits=1,
)
PARITY_FAULT = Field(
    "parity_fault",
    Kind.STATUS,
    "1: a row of a table was not what was loaded; PARITY says of which stage. Images leave with m_axis_tuser = 1 on "
    "their last beat until PROGRAM.clear.",
    low=5,
    bits=1,
)
COMMIT = Field(
    "commit",
    Kind.PULSE,
    "Writing 1 ends the loading of a program: if PROGRAM_CRC is the CRC-32 of what was written since the last clear, "
    "it is loaded; if not, the accelerator is empty.",
    0,
    1,
)
CLEAR = Field("clear", Kind.PULSE, "Writing 1 begins anew: the accelerator is empty, without faults.", 1, 1)
ERRORS = (
    Field(
        "crc",
        Kind.STICKY,
        "1: a commit found another CRC than PROGRAM_CRC, or nothing written. Writing 1 clears it.",
        0,
        1,
        events=(FAILED_EVENT,),
    ),
    Field(
        "started_empty",
        Kind.STICKY,
        "1: CONTROL.run was 1 while no program was loaded. Writing 1 clears it.",
        1,
        1,
        events=(STARTED_EVENT,),
    ),
)
STATES = (EMPTY, PARITY_FAULT)
STAGE_PARITY = Field(
    "parity", Kind.STATUS, "1: a row of a table was not what was loaded. PROGRAM.clear clears it.", low=1, bits=1
)


def rows(stages: int) -> list[Row]:
    """The registers of the whole accelerator, which has so many stages."""
    word = Field("word", Kind.CONTROL, "What the program says that it is; the accelerator does not look at it.")
    return [
        Row("PROGRAM", "Loading. Written while the accelerator is stopped and not busy.", (COMMIT, CLEAR), locked=True),
        Row(
            "PROGRAM_CRC",
            "CRC-32 of a program (zlib.crc32): of address and data, both of four bytes, the lowest first, of VERSION, "
            "of GEOMETRY0 to GEOMETRY3, and of each word that is then written to a window or to PROGRAM_DIGEST0 to 3.",
            (Field("crc", Kind.CONTROL, "Written before a commit."),),
            locked=True,
        ),
        *(
            Row(
                f"PROGRAM_DIGEST{i}",
                f"Digest of the program, bytes {4 * i} to {4 * i + 3}, the first in the top byte. Written last.",
                (word,),
                locked=True,
                loaded=True,
            )
            for i in range(4)
        ),
        Row("PROGRAM_WORDS", "Words of a program since the last clear.", (Field("count", Kind.STATUS, "Wraps."),)),
        Row("PROGRAM_SUM", "What PROGRAM_CRC has to be.", (Field("crc", Kind.STATUS, "Of what was written."),)),
        Row("PROGRAM_ERROR", "Why no program was loaded or none started.", ERRORS),
        Row(
            "PARITY",
            "Which stage had the first row of a table that was not what was loaded.",
            (Field("stage", Kind.STATUS, "Its number, from 1 on; 0: none had.", 0, stages.bit_length()),),
        ),
    ]


def windows(plan: Plan, start: int) -> tuple[LoadWindow, ...]:
    """Windows of all tables of `plan`, in the order of its stages, from address `start` on."""
    found: list[LoadWindow] = []
    for stage in plan.stages:
        for table in tables_of(stage):
            name = window_name(table.name)
            text = TABLES[table.name.rstrip("_0123456789")]
            size = LoadWindow(name, 0, text, table.rows, table.bits, stage.name).size
            at = -(-start // size) * size
            found.append(LoadWindow(name, at, text, table.rows, table.bits, stage.name))
            start = at + size
    return tuple(found)


def window_name(table: str) -> str:
    """What the window of a table of `mapping.tables` is called. Registers of a stage have other names."""
    return f"{'LOOK_UP' if table == 'table' else table.upper()}_TABLE"


def program_seed(registers: RegisterMap) -> int:
    """CRC-32 that every program's begins with: that of the registers `IDENTITY`."""
    words = [registers[name] for name in IDENTITY]
    return zlib.crc32(b"".join(struct.pack("<II", register.address, register.reset) for register in words))
