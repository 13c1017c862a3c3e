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
    unconfirmed: bool = False

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
            return int(self.busy) | int(self.empty) << 4 | int(self.unconfirmed) << 6
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
                self.empty = self.unconfirmed or not (self.words and self.crc == self.registers.get(0x58))
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


ROWS, COLUMNS, TILES, TARGET_BITS = 4, 3, 2, 7


@dataclass
class CellModel(Model):
    """With a controller that writes cells: a cell takes a pulse for each code of its target, at most as many as it may.

    broken   (cells that are done, error): with which writes end
    waiting  readings of WRITE_STATUS for which a row of targets is at work
    """

    unconfirmed: bool = True
    broken: tuple[int, int] | None = None
    waiting: int = 0
    room: int = 64
    status: int = 0
    counts: list[int] = field(default_factory=lambda: [0, 0, 0])
    failures: list[int] = field(default_factory=list)
    left: int = 0
    waited: int = 0

    @property
    def at(self) -> int:
        row, rest = divmod(self.counts[0], 2 * COLUMNS)
        return (self.registers.get(0xB4, 0) & 0xFFFF) + row | rest // 2 << 14 | rest % 2 << 28

    def read(self, address: int) -> int:
        """Raises BusError."""
        if address == 0xA0:
            return COLUMNS << 16 | ROWS
        if address == 0xA4:
            return self.room << 24 | TARGET_BITS << 20 | TILES
        if address == 0xCC:
            self.waited = max(0, self.waited - 1)
            wanted = bool(self.status & 1 and self.waited == 0 and self.left % COLUMNS == 0 and self.left)
            if self.status & 1 and not self.left and not self.waited:
                self.status = 2 | self.status & 16
            return self.status | int(wanted) << 3
        if address == 0xD0:
            return self.at
        if address in (0xD4, 0xD8, 0xDC):
            return self.counts[(address - 0xD4) // 4]
        if address == 0xE0:
            return 1 << 30 | self.failures[0] if self.failures else 0
        return super().read(address)

    def write(self, address: int, word: int) -> None:
        """Raises BusError."""
        if not 0xA0 <= address < 0xE4:
            super().write(address, word)
            return
        self.log.append((address, word))
        if address == 0xAC:
            if word & 2 and self.status & 1:
                self.status = 4 << 8
        elif address == 0xE0:
            self.failures.pop(0)
        elif address == 0xC8 and self.status & 1 and self.left:
            self.targets(word)
        elif address == 0xC8 or self.locked or self.status & 1:
            raise BusError(f"writing {address:#x} is answered with SLVERR")
        elif address == 0xA8 and word & 2:
            self.unconfirmed &= bool(self.status >> 8)
        elif address == 0xA8 and word & 1:
            rows = self.registers[0xB4]
            self.status, self.counts, self.empty, self.unconfirmed = 1, [0, 0, 0], True, True
            self.left = ((rows >> 16) - (rows & 0xFFFF) + 1) * COLUMNS
        else:
            self.registers[address] = word

    def targets(self, word: int) -> None:
        assert word >> 31
        most = self.registers[0xB8] & 0xFFFF
        for target in (word & 0x7FFF, word >> 16 & 0x7FFF):
            if target > most:
                self.counts[2] += 1
                if len(self.failures) < self.room:
                    self.failures.append(self.at)
                else:
                    self.status |= 16
            self.counts[1] += min(target, most)
            self.counts[0] += 1
        self.left, self.waited = self.left - 1, self.waiting
        if self.broken and self.counts[0] >= self.broken[0]:
            self.status = self.broken[1] << 8
