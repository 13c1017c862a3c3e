"""An accelerator as its control bus shows it, written from docs/loading.md: windows, CRC, what is refused when."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass, field

from hdlgen.driver import BusError

VERSION = 0x00000203
GEOMETRY = bytes(range(0x10, 0x20))
WINDOWS = {0x1000: 0x40, 0x1040: 0x08, 0x2000: 0x1000}
"""Base address and bytes of each."""


@dataclass
class Model:
    """log: of all writes that it took; flip: address whose words are kept with a wrong bit."""

    version: int = VERSION
    geometry: bytes = GEOMETRY
    mark: int = 0x48444C47
    flip: int | None = None
    busy: bool = False
    log: list[tuple[int, int]] = field(default_factory=list)
    memory: dict[int, int] = field(default_factory=dict)
    registers: dict[int, int] = field(default_factory=dict)
    empty: bool = True

    def __post_init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """As PROGRAM.clear."""
        words = [(4, self.version), *((8 + 4 * n, w) for n, w in enumerate(struct.unpack(">4I", self.geometry)))]
        self.crc, self.words, self.empty = 0, 0, True
        for address, word in words:
            self.count(address, word)
        self.words = 0

    def count(self, address: int, word: int) -> None:
        self.crc, self.words = zlib.crc32(struct.pack("<II", address, word), self.crc), self.words + 1

    @property
    def locked(self) -> bool:
        return self.busy or bool(self.registers.get(0x1C, 0) & 1)

    def inside(self, address: int) -> bool:
        return any(base <= address < base + size for base, size in WINDOWS.items())

    def read(self, address: int) -> int:
        """Raises BusError."""
        if address == 0x00:
            return self.mark
        if address == 0x04:
            return self.version
        if 0x08 <= address < 0x18:
            return int.from_bytes(self.geometry[address - 8 : address - 4], "big")
        if address == 0x20:
            return int(self.busy) | int(self.empty) << 4
        if address in (0x6C, 0x70):
            return self.words if address == 0x6C else self.crc
        if address == 0x1C or 0x58 <= address < 0x6C:
            return self.registers.get(address, 0)
        if self.inside(address) and not self.locked:
            return self.memory.get(address, 0xDEADBEEF)
        raise BusError(f"reading {address:#x} is answered with SLVERR")

    def write(self, address: int, word: int) -> None:
        """Raises BusError."""
        self.log.append((address, word))
        if address == 0x1C:
            self.registers[address] = word
        elif self.locked:
            raise BusError(f"writing {address:#x} is answered with SLVERR")
        elif address == 0x54:
            if word & 2:
                self.clear()
            elif word & 1:
                self.empty = not (self.words and self.crc == self.registers.get(0x58))
        elif address == 0x58:
            self.registers[address] = word
        elif 0x5C <= address < 0x6C:
            self.registers[address] = word
            self.count(address, word)
            self.empty = True
        elif self.inside(address):
            self.memory[address] = word ^ (address == self.flip)
            self.count(address, word)
            self.empty = True
        else:
            raise BusError(f"writing {address:#x} is answered with DECERR")
