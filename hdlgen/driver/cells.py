"""`CellWriter`: writes the cells of an accelerator's tiles, through its own controller."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from hdlgen.driver import addresses as at
from hdlgen.driver.errors import BusError, DeviceError

Targets = Sequence[Sequence[tuple[int, int]]]
"""Codes of the positive and the negative cell of each column of each row."""
ERRORS = {
    1: "there is no such tile or row",
    2: "codes of a verifying read did not come in their cycle, or came in another",
    3: "a pulse was not done in the time that it may take",
    4: "it was aborted",
}
"""Why a write ended before its last cell."""


@dataclass(frozen=True)
class Pulses:
    """A cell is read; while its code is not within `tolerance` of the target, it gets a pulse towards it.

    tolerance        codes
    pulses           most that a cell gets, 0..65535; 0: cells are read alone
    set_amplitude    of the first SET pulse
    reset_amplitude  of the first RESET pulse
    increment        by which each further one in the same direction is stronger
    most             largest amplitude that increments lead to
    width            of every pulse
    gain             of reads, 0..15: a code is a level step / 2^gain
    timeout          cycles in which a pulse has to be done

    Amplitudes and widths are codes of the macro's pins, 0..255.
    """

    tolerance: int
    pulses: int
    set_amplitude: int
    reset_amplitude: int
    gain: int
    increment: int = 0
    most: int = 255
    width: int = 4
    timeout: int = 1 << 16


@dataclass(frozen=True)
class Written:
    """What a write has done, or has done so far.

    row, column, polarity  the cell that it is at, or comes to next
    cells     that are done, converged or not
    pulses    that were given
    failed    cells that did not converge
    failures  (row, column, polarity) of these, in their order; of a write that goes on none
    overflow  more of them did not converge than the list held when they did not
    busy      it goes on
    """

    row: int
    column: int
    polarity: int
    cells: int
    pulses: int
    failed: int
    failures: tuple[tuple[int, int, int], ...]
    overflow: bool
    busy: bool


class CellWriter:
    """Cells of an accelerator that was emitted with --write-verify. It is stopped, and empty from the first write on.

    read, write, write_many  as of `Accelerator`
    rows, columns            of a tile; a column is a pair of cells
    tiles                    that there are, in the order of the stages
    largest                  target

    Raises DeviceError if there is no such controller.
    """

    def __init__(
        self,
        read: Callable[[int], int],
        write: Callable[[int, int], object],
        write_many: Callable[[Iterable[tuple[int, int]]], object],
    ) -> None:
        self._read, self._write, self._write_many = read, write, write_many
        try:
            size, tiles = read(at.WRITE_SIZE), read(at.WRITE_TILES)
        except BusError as error:
            raise DeviceError(f"the accelerator has no controller that writes cells: {error}") from error
        self.rows, self.columns = size & 0xFFFF, size >> 16
        self.tiles, self.largest = tiles & 0xFFFF, (1 << (tiles >> 20 & 15)) - 1

    def write(self, tile: int, targets: Targets, how: Pulses, *, first_row: int = 0) -> Written:
        """Writes rows of a tile, from `first_row` on as many as there are `targets`.

        Cells that are right get no pulse: after a reset a host goes on with the row that it saw last.

        Raises DeviceError, and nothing is written, for tiles, rows and numbers that there are not and while the
        accelerator runs; later for a write that ended before its last cell.
        """
        self._begin(tile, targets, how, first_row)
        failures: list[tuple[int, int, int]] = []
        for row in targets:
            wanted = 0
            while not wanted:
                wanted = self._status() & at.WANTED
                failures += self._failures()
            try:
                self._write_many((at.WRITE_TARGETS, at.TAKE | negative << 16 | positive) for positive, negative in row)
            except BusError as error:
                self._status()
                raise DeviceError(f"targets were refused: {error}") from error
        while self._status() & at.WRITING:
            failures += self._failures()
        failures += self._failures()
        return self.progress(tuple(failures))

    def progress(self, failures: tuple[tuple[int, int, int], ...] = ()) -> Written:
        """Where the write is that was started last."""
        row, column, polarity = _place(self._read(at.WRITE_AT))
        cells, pulses, failed = (self._read(a) for a in (at.WRITE_CELLS, at.WRITE_PULSES, at.WRITE_FAILED))
        status = self._read(at.WRITE_STATUS)
        overflow, busy = bool(status & at.OVERFLOW), bool(status & at.WRITING)
        return Written(row, column, polarity, cells, pulses, failed, failures, overflow, busy)

    @property
    def complete(self) -> bool:
        """Whether the write that was started last has ended with its last cell. Not after a reset."""
        return bool(self._read(at.WRITE_STATUS) & at.COMPLETE)

    def pause(self) -> None:
        """Lets a write wait before its next read; the cells will be those of one that did not."""
        self._write(at.WRITE_CONTROL, at.PAUSE)

    def resume(self) -> None:
        """Lets it go on."""
        self._write(at.WRITE_CONTROL, 0)

    def abort(self) -> None:
        """Ends a write before its next read; who waits for it gets a DeviceError."""
        self._write(at.WRITE_CONTROL, at.ABORT)

    def confirm(self) -> None:
        """Says that all cells are as they must be: written, or known to be so since before a reset.

        Without it no program is loaded. Raises DeviceError after a write that ended before its last cell, and while the
        accelerator runs or one goes on.
        """
        try:
            self._write(at.WRITE, at.CONFIRM)
        except BusError as error:
            raise DeviceError(f"cells are confirmed while nothing runs and no write goes on: {error}") from error
        if self._read(at.STATUS) & at.UNCONFIRMED:
            self._status()
            raise DeviceError("the accelerator does not take it that its cells are as they must be")

    def _begin(self, tile: int, targets: Targets, how: Pulses, first_row: int) -> None:
        self._require(tile, targets, how, first_row)
        last_row = first_row + len(targets) - 1
        amplitudes = how.most << 24 | how.increment << 16 | how.reset_amplitude << 8 | how.set_amplitude
        try:
            for address, word in (
                (at.WRITE_TILE, tile),
                (at.WRITE_ROWS, last_row << 16 | first_row),
                (at.WRITE_LIMITS, how.tolerance << 16 | how.pulses),
                (at.WRITE_AMPLITUDES, amplitudes),
                (at.WRITE_PULSE, how.gain << 8 | how.width),
                (at.WRITE_TIMEOUT, how.timeout),
            ):
                self._write(address, word)
            for _ in self._failures():
                pass  # of a write that nobody waited for
            self._write(at.WRITE, at.START)
        except BusError as error:
            raise DeviceError(f"cells are written while nothing runs and no other write goes on: {error}") from error

    def _require(self, tile: int, targets: Targets, how: Pulses, first_row: int) -> None:
        rows = len(targets)
        if not 0 <= tile < self.tiles:
            raise DeviceError(f"there is no tile {tile} of {self.tiles}")
        if not (rows and 0 <= first_row <= self.rows - rows):
            raise DeviceError(f"there are no {rows} rows from row {first_row} on, of {self.rows}")
        if any(len(row) != self.columns for row in targets):
            raise DeviceError(f"a row of targets has not {self.columns} columns")
        if not all(0 <= code <= self.largest for row in targets for pair in row for code in pair):
            raise DeviceError(f"targets must lie in 0..{self.largest}")
        limits = {"tolerance": self.largest, "pulses": 0xFFFF, "gain": 15, "timeout": (1 << 24) - 1}
        for name, value in vars(how).items():
            if not 0 <= value <= (most := limits.get(name, 255)):
                raise DeviceError(f"{name} {value} must lie in 0..{most}")

    def _status(self) -> int:
        """WRITE_STATUS. Raises DeviceError if the write has ended with an error."""
        status = self._read(at.WRITE_STATUS)
        if error := status >> 8 & 7:
            row, column, polarity = _place(self._read(at.WRITE_AT))
            what = ERRORS.get(error, f"error {error}")
            raise DeviceError(f"the write has ended at row {row}, column {column}, polarity {polarity}: {what}")
        return status

    def _failures(self) -> Iterator[tuple[int, int, int]]:
        """Takes what is in the list of cells that did not converge."""
        while (word := self._read(at.WRITE_FAILURE)) & at.VALID:
            self._write(at.WRITE_FAILURE, at.NEXT)
            yield _place(word)


def _place(word: int) -> tuple[int, int, int]:
    """Row, column and polarity of a cell in a register."""
    mask = (1 << at.INDEX_BITS) - 1
    return word & mask, word >> at.INDEX_BITS & mask, word >> 2 * at.INDEX_BITS & 1
