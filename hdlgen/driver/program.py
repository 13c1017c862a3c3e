"""`Program`: what is loaded into an accelerator, and the file that it is kept in (docs/loading.md)."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from hdlgen.driver import addresses
from hdlgen.driver.errors import ProgramError

MAGIC = b"HDLPROG\0"
VERSION = 1
"""Of the file format."""
_HEADER = struct.Struct("<8sII16s16sIII")
_BLOCK = struct.Struct("<II")
_WORD = struct.Struct("<I")


@dataclass(frozen=True)
class Block:
    """`words` of 32 bits, one behind the other from byte `address` on."""

    address: int
    words: tuple[int, ...]

    def writes(self) -> Iterator[tuple[int, int]]:
        """(address, word) of each."""
        return zip(range(self.address, self.address + 4 * len(self.words), 4), self.words, strict=True)


@dataclass(frozen=True)
class Program:
    """What is loaded.

    hdlgen    word of the register VERSION of the accelerators that take it
    geometry  first 16 bytes of the digest of their geometry
    digest    of the program, its first 16 bytes
    blocks    what is written, in this order
    """

    hdlgen: int
    geometry: bytes
    digest: bytes
    blocks: tuple[Block, ...]

    def __post_init__(self) -> None:
        for name in ("geometry", "digest"):
            if len(getattr(self, name)) != 16:
                raise ProgramError(f"a digest of {len(getattr(self, name))} bytes as {name}, not 16")
        for block in self.blocks:
            if block.address % 4 or not 0 <= block.address <= (1 << 32) - 4 * len(block.words):
                raise ProgramError(f"block at {block.address:#x}: no multiple of 4 of 32 bits, or its end has more")
            if not all(0 <= word < 1 << 32 for word in block.words):
                raise ProgramError(f"block at {block.address:#x}: has words of more than 32 bits")

    @property
    def words(self) -> int:
        """Words of all blocks."""
        return sum(len(block.words) for block in self.blocks)

    @property
    def version(self) -> str:
        """Version of hdlgen that it is for."""
        return version_text(self.hdlgen)

    def _digests(self) -> Block:
        return Block(addresses.PROGRAM_DIGEST, digest_words(self.digest))

    @property
    def crc(self) -> int:
        """What PROGRAM_CRC must be: CRC-32 of what the accelerator is, and of the words of the program behind that."""
        identity = Block(addresses.VERSION, (self.hdlgen, *digest_words(self.geometry)))
        blocks = (identity, *self.blocks, self._digests())
        return zlib.crc32(b"".join(_BLOCK.pack(*write) for block in blocks for write in block.writes()))

    def writes(self) -> Iterator[tuple[int, int]]:
        """(address, word) of all that loading it is, in order; the accelerator is stopped and not busy."""
        yield addresses.PROGRAM, addresses.CLEAR
        for block in self.blocks:
            yield from block.writes()
        yield from self._digests().writes()
        yield addresses.PROGRAM_CRC, self.crc
        yield addresses.PROGRAM, addresses.COMMIT

    def to_bytes(self) -> bytes:
        """The file. Same program, same bytes."""
        count = len(self.blocks), self.words, self.crc
        body = [_HEADER.pack(MAGIC, VERSION, self.hdlgen, self.geometry, self.digest, *count)]
        body += [_BLOCK.pack(block.address, len(block.words)) for block in self.blocks]
        body += [_WORD.pack(word) for block in self.blocks for word in block.words]
        data = b"".join(body)
        return data + _WORD.pack(zlib.crc32(data))

    @classmethod
    def from_bytes(cls, data: bytes) -> Program:
        """The program in a file. Raises ProgramError if it is none, truncated, damaged or of another version."""
        if not data.startswith(MAGIC):
            raise ProgramError("is no program of hdlgen: it does not begin with HDLPROG")
        if len(data) < _HEADER.size + 4:
            raise ProgramError(f"is truncated: {len(data)} bytes, and a program has at least {_HEADER.size + 4}")
        _, version, hdlgen, geometry, digest, count, words, crc = _HEADER.unpack_from(data)
        if version != VERSION:
            raise ProgramError(f"is of version {version} of the format, and this driver reads version {VERSION}")
        size = _HEADER.size + _BLOCK.size * count + 4 * words + 4
        if len(data) != size:
            how = "truncated" if len(data) < size else "too long"
            raise ProgramError(f"is {how}: {len(data)} bytes, and by its header {size}")
        if zlib.crc32(data[:-4]) != _WORD.unpack(data[-4:])[0]:
            raise ProgramError("is damaged: its CRC-32 is not that of its bytes")
        places = list(_BLOCK.iter_unpack(data[_HEADER.size : _HEADER.size + _BLOCK.size * count]))
        payload = struct.unpack(f"<{words}I", data[-4 - 4 * words : -4])
        if sum(n for _, n in places) != words:
            raise ProgramError("is damaged: its blocks do not add up to its words")
        blocks, at = [], 0
        for address, n in places:
            blocks.append(Block(address, payload[at : at + n]))
            at += n
        program = cls(hdlgen, geometry, digest, tuple(blocks))
        if program.crc != crc:
            raise ProgramError("is damaged: the CRC-32 for the accelerator is not that of its words")
        return program


def digest_words(digest: bytes) -> tuple[int, ...]:
    """What registers hold of a digest's first 16 bytes: the first byte in the top of the first word."""
    return struct.unpack(">4I", digest[:16])


def digest_of(words: Sequence[int]) -> bytes:
    """The 16 bytes in four such registers."""
    return struct.pack(">4I", *words)


def version_text(word: int) -> str:
    """A version of hdlgen as the register VERSION has it."""
    return f"{word >> 16}.{word >> 8 & 255}.{word & 255}"


def to_text(writes: Iterable[tuple[int, int]]) -> str:
    """A write a line: address and data in hexadecimal."""
    return "".join(f"{address:08x} {data:08x}\n" for address, data in writes)
