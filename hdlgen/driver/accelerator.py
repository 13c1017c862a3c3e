"""`Accelerator`: an accelerator behind two functions that read and write a word."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from hdlgen.driver import addresses as at
from hdlgen.driver.cells import CellWriter
from hdlgen.driver.errors import BusError, DeviceError
from hdlgen.driver.program import Program, digest_of, version_text

Read = Callable[[int], int]
Write = Callable[[int, int], object]
WriteMany = Callable[[Iterable[tuple[int, int]]], object]


@dataclass(frozen=True)
class Identity:
    """What an accelerator is.

    hdlgen    word of the register VERSION
    geometry  first 16 bytes of the digest of its geometry
    """

    hdlgen: int
    geometry: bytes


class Accelerator:
    """An accelerator whose programs are loaded.

    read, write  of the word at a byte address; raise `BusError` when the bus answers with an error
    write_many   of (address, word) in their order; `write` of one after the other if not given
    registers    path → byte address, for `counters` and `register`: "registers" in the registers.json of an emission
    """

    def __init__(
        self,
        read: Read,
        write: Write,
        *,
        write_many: WriteMany | None = None,
        registers: Mapping[str, int] | None = None,
    ) -> None:
        self._read, self._write = read, write
        self._write_many = write_many or self._one_by_one
        self._registers = registers or {}

    @staticmethod
    def addresses(text: str) -> dict[str, int]:
        """`registers` of the class, from the text of a registers.json."""
        return {path: int(register["address"]) for path, register in json.loads(text)["registers"].items()}

    def identify(self) -> Identity:
        """Raises DeviceError if there is no accelerator of hdlgen."""
        if (mark := self._read(at.ID)) != at.MAGIC:
            raise DeviceError(f"register ID is {mark:#010x}, not {at.MAGIC:#010x}: there is no accelerator of hdlgen")
        geometry = digest_of([self._read(at.GEOMETRY + 4 * n) for n in range(4)])
        return Identity(self._read(at.VERSION), geometry)

    @property
    def cells(self) -> CellWriter:
        """What writes its cells. Raises DeviceError if it has none."""
        return CellWriter(self._read, self._write, self._write_many)

    @property
    def empty(self) -> bool:
        """Whether no program is loaded."""
        return bool(self._read(at.STATUS) & at.EMPTY)

    @property
    def program(self) -> bytes:
        """First 16 bytes of the digest of the program that is loaded. Raises DeviceError if there is none."""
        if self.empty:
            raise DeviceError("no program is loaded")
        return digest_of([self._read(at.PROGRAM_DIGEST + 4 * n) for n in range(4)])

    def load(self, program: Program, *, verify: bool = False) -> None:
        """Loads `program` into an accelerator that is stopped and not busy.

        verify  reads everything back before it is committed

        Raises DeviceError, and nothing is written, for another geometry or version of hdlgen, while the accelerator
        runs, and where nobody has confirmed the cells that it writes; later for an access that was refused, a word that
        reads back as another, and a program that the accelerator does not take. It is empty then.
        """
        self._require(program)
        *words, commit = program.writes()
        try:
            self._write_many(words)
            if verify:
                self._verify(program)
            self._write(*commit)
        except BusError as error:
            raise DeviceError(f"an access of the loading was refused: {error}; {self._state()}") from error
        if self.empty:
            written, crc = self._read(at.PROGRAM_WORDS), self._read(at.PROGRAM_SUM)
            raise DeviceError(
                f"the accelerator did not take the program: {written} words of CRC-32 {crc:#010x} came, and it has "
                f"{program.words + 4} of {program.crc:#010x}"
            )

    def start(self) -> None:
        """Lets images in. Raises DeviceError if no program is loaded."""
        if self.empty:
            raise DeviceError("no program is loaded: load one before the start")
        self._write(at.CONTROL, at.RUN)

    def stop(self) -> None:
        """Lets no further image in; those that are inside go on."""
        self._write(at.CONTROL, 0)

    @property
    def busy(self) -> bool:
        """Whether an image is inside."""
        return bool(self._read(at.STATUS) & at.BUSY)

    @property
    def faulty(self) -> bool:
        """Whether a table gave a row that is not what was loaded; results are marked until it is loaded again."""
        return bool(self._read(at.STATUS) & at.PARITY_FAULT)

    def register(self, path: str) -> int:
        """A register by its path. Raises DeviceError for one that there is not."""
        if path not in self._registers:
            raise DeviceError(f"there is no register {path}; `registers` names {len(self._registers)}")
        return self._read(self._registers[path])

    def counters(self, *paths: str) -> dict[str, int]:
        """Registers by path; of none given all."""
        return {path: self.register(path) for path in paths or self._registers}

    def _one_by_one(self, words: Iterable[tuple[int, int]]) -> None:
        for address, word in words:
            self._write(address, word)

    def _require(self, program: Program) -> None:
        found = self.identify()
        if found.geometry != program.geometry:
            raise DeviceError(
                f"the program is for the geometry {program.geometry.hex()}, and the accelerator's is "
                f"{found.geometry.hex()}"
            )
        if found.hdlgen != program.hdlgen:
            raise DeviceError(
                f"the program was written by hdlgen {program.version}, and the accelerator is of "
                f"{version_text(found.hdlgen)}"
            )
        if self._running():
            raise DeviceError(f"a program is loaded into an accelerator that is stopped; {self._state()}")
        if self._read(at.STATUS) & at.UNCONFIRMED:
            raise DeviceError("nobody has confirmed the cells since a reset or a write: `cells.write`, `cells.confirm`")

    def _running(self) -> bool:
        return bool(self._read(at.CONTROL) & at.RUN or self._read(at.STATUS) & at.BUSY)

    def _state(self) -> str:
        return "it runs or is busy" if self._running() else "it is stopped"

    def _verify(self, program: Program) -> None:
        for block in program.blocks:
            for address, word in block.writes():
                if (found := self._read(address)) != word:
                    raise DeviceError(f"the word at {address:#x} reads back as {found:#010x}, not {word:#010x}")
