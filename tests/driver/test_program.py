"""The program file: byte by byte, and what is no program."""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace

import pytest

from hdlgen.driver import Block, Program, ProgramError
from hdlgen.driver.program import to_text

PROGRAM = Program(0x00010203, bytes(range(16)), bytes(range(16, 32)), (Block(0x100, (1, 2, 3)), Block(0x200, (4,))))
DATA = PROGRAM.to_bytes()


def test_the_file_is_what_the_document_says() -> None:
    """Written out from docs/loading.md."""
    identity = [(0x04, 0x00010203), (0x08, 0x00010203), (0x0C, 0x04050607), (0x10, 0x08090A0B), (0x14, 0x0C0D0E0F)]
    words = [(0x100, 1), (0x104, 2), (0x108, 3), (0x200, 4)]
    digest = [(0x5C, 0x10111213), (0x60, 0x14151617), (0x64, 0x18191A1B), (0x68, 0x1C1D1E1F)]
    crc = zlib.crc32(b"".join(struct.pack("<II", *write) for write in [*identity, *words, *digest]))
    want = b"HDLPROG\0" + struct.pack("<II", 1, 0x00010203) + bytes(range(32)) + struct.pack("<III", 2, 4, crc)
    want += struct.pack("<4I", 0x100, 3, 0x200, 1) + struct.pack("<4I", 1, 2, 3, 4)
    assert want + struct.pack("<I", zlib.crc32(want)) == DATA
    assert PROGRAM.crc == crc
    assert list(PROGRAM.writes()) == [(0x54, 2), *words, *digest, (0x58, crc), (0x54, 1)]
    assert (PROGRAM.version, PROGRAM.words) == ("1.2.3", 4)


def test_a_file_is_read_as_it_was_written() -> None:
    assert Program.from_bytes(DATA) == PROGRAM
    nothing = replace(PROGRAM, blocks=())
    assert Program.from_bytes(nothing.to_bytes()) == nothing


def test_every_flipped_bit_and_every_length_is_noticed() -> None:
    for bit in range(8 * len(DATA)):
        wrong = bytearray(DATA)
        wrong[bit // 8] ^= 1 << bit % 8
        with pytest.raises(ProgramError):
            Program.from_bytes(bytes(wrong))
    for length in range(len(DATA)):
        with pytest.raises(ProgramError, match="truncated" if length >= 8 else "is no program"):
            Program.from_bytes(DATA[:length])
    with pytest.raises(ProgramError, match=f"is too long: {len(DATA) + 1} bytes, and by its header {len(DATA)}"):
        Program.from_bytes(DATA + b"\0")


def sealed(data: bytes) -> bytes:
    """With the CRC of its bytes at the end."""
    return data[:-4] + struct.pack("<I", zlib.crc32(data[:-4]))


@pytest.mark.parametrize(
    ("at", "word", "message"),
    [
        (8, 2, "is of version 2 of the format, and this driver reads version 1"),
        (56, 0, "the CRC-32 for the accelerator is not that of its words"),
        (64, 2, "its blocks do not add up to its words"),
        (60, 0x102, "block at 0x102: no multiple of 4"),
        (60, 0xFFFFFFF8, "or its end has more"),
    ],
)
def test_a_file_that_is_whole_and_wrong(at: int, word: int, message: str) -> None:
    with pytest.raises(ProgramError, match=message):
        Program.from_bytes(sealed(DATA[:at] + struct.pack("<I", word) + DATA[at + 4 :]))


def test_what_no_file_can_hold() -> None:
    with pytest.raises(ProgramError, match="has words of more than 32 bits"):
        replace(PROGRAM, blocks=(Block(0, (1 << 32,)),))
    with pytest.raises(ProgramError, match="a digest of 15 bytes as geometry, not 16"):
        replace(PROGRAM, geometry=bytes(15))


def test_writes_as_text() -> None:
    assert to_text(PROGRAM.writes()).splitlines()[:3] == ["00000054 00000002", "00000100 00000001", "00000104 00000002"]
