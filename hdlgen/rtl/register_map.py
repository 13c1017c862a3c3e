"""`RegisterMap`: the one description of the address space, from which hardware and every document are printed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from hdlgen.errors import HdlgenError

NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
ACTIVE = ("CONTROL.run", "STATUS.busy")
"""Fields by which an accelerator without more is active."""


class Kind(Enum):
    """What a field is. Counters and stamps are cleared by the map's `clear` field, sticky fields only by software."""

    CONSTANT = "constant"  # reads as `value`
    CONTROL = "control"  # read and written; drives an output; `value` after reset
    PULSE = "pulse"  # writing 1 raises its output for one cycle; reads as 0
    STATUS = "status"  # reads an input of the unit
    BUSY = "busy"  # 1 while something is under way; events (part, enter, leave, drop), see Csr
    STICKY = "sticky"  # set by its event, cleared by writing 1; an event in the cycle of the write wins
    COUNTER = "counter"  # counts events; of several, they are the bits of how many come in a cycle, lowest first; wraps
    CYCLES = "cycles"  # low word of the 64-bit count of active cycles; reading it latches the high word
    CYCLES_HIGH = "cycles_high"  # high word of the count at the last read of the low word
    FIRST = "first"  # low word of the cycle count at the first event since the last clear
    LATEST = "latest"  # low word of the cycle count at the latest event

    @property
    def writable(self) -> bool:
        """Whether software can change the field."""
        return self in (Kind.CONTROL, Kind.PULSE, Kind.STICKY)

    @property
    def event_count(self) -> int:
        """Events that a field of this kind listens to."""
        if self is Kind.BUSY:
            return 4
        return int(self in (Kind.STICKY, Kind.COUNTER, Kind.FIRST, Kind.LATEST))


@dataclass(frozen=True)
class Field:
    """Some bits of a register.

    name         identifier, lower case
    kind         what it is
    description  one sentence for whoever programs against it
    low, bits    its place: bits low .. low + bits − 1
    value        of a constant; after reset, of a control
    events       names of the inputs it listens to; as many as `kind.event_count`, of a counter that or more
    gated        a counter that counts only in active cycles
    """

    name: str
    kind: Kind
    description: str
    low: int = 0
    bits: int = 32
    value: int = 0
    events: tuple[str, ...] = ()
    gated: bool = False

    def __post_init__(self) -> None:
        where = f"field {self.name}"
        if not NAME.fullmatch(self.name):
            raise HdlgenError(where, "is no identifier", fix="use letters, digits and _, a letter first")
        if self.low < 0 or self.bits < 1 or self.low + self.bits > 32:
            raise HdlgenError(where, f"bits {self.low}..{self.low + self.bits - 1} do not lie in a word of 32")
        if not 0 <= self.value < 1 << self.bits:
            raise HdlgenError(where, f"value {self.value} does not fit {self.bits} bits")
        if self.value and self.kind not in (Kind.CONSTANT, Kind.CONTROL):
            raise HdlgenError(where, f"a {self.kind.value} field has no value", fix="leave `value` out")
        count = self.kind.event_count
        if len(self.events) < count or (len(self.events) > count and self.kind is not Kind.COUNTER):
            raise HdlgenError(
                where, f"a {self.kind.value} field takes {self.kind.event_count} events, not {len(self.events)}"
            )
        if self.gated and self.kind is not Kind.COUNTER:
            raise HdlgenError(where, f"a {self.kind.value} field cannot be gated", fix="gate counters only")
        if self.bits != 32 and self.kind in (Kind.COUNTER, Kind.CYCLES, Kind.CYCLES_HIGH, Kind.FIRST, Kind.LATEST):
            raise HdlgenError(where, f"a {self.kind.value} field has 32 bits, not {self.bits}")
        if self.bits != 1 and self.kind in (Kind.PULSE, Kind.BUSY, Kind.STICKY):
            raise HdlgenError(where, f"a {self.kind.value} field has 1 bit, not {self.bits}")

    @property
    def mask(self) -> int:
        """The field's bits within the register."""
        return ((1 << self.bits) - 1) << self.low


@dataclass(frozen=True)
class Register:
    """A 32-bit word of the address space.

    name     identifier, upper case
    address  in bytes, a multiple of 4
    fields   in ascending order of their bits
    block    what it belongs to: "" for the whole accelerator, else a stage
    locked   a write in an active cycle is refused with SLVERR
    loaded   part of a program: locked, written as a whole word, and every write goes past `Csr.written`
    guard    path of a one-bit status field: a write while it is 0, or of less than a word, is refused with SLVERR
    """

    name: str
    address: int
    description: str
    fields: tuple[Field, ...]
    block: str = ""
    locked: bool = False
    loaded: bool = False
    guard: str = ""

    def __post_init__(self) -> None:
        where = f"register {self.path}"
        _require_name(where, self.name)
        if self.loaded and not self.locked:
            raise HdlgenError(where, "is loaded and not locked")
        if self.guard and self.locked:
            raise HdlgenError(where, "is locked and has a guard")
        if self.address < 0 or self.address % 4:
            raise HdlgenError(where, f"address {self.address:#x} is no multiple of 4")
        if not self.fields:
            raise HdlgenError(where, "has no field")
        top, names = 0, set()
        for field in self.fields:
            if field.low < top:
                raise HdlgenError(
                    where,
                    f"field {field.name} begins at bit {field.low}, below bit {top}",
                    fix="order the fields by their bits, without overlap",
                )
            if field.name in names:
                raise HdlgenError(where, f"has two fields {field.name}")
            names.add(field.name)
            top = field.low + field.bits

    @property
    def path(self) -> str:
        """The name that is unique in the map: NAME or block.NAME."""
        return f"{self.block}.{self.name}" if self.block else self.name

    @property
    def writable(self) -> bool:
        """Whether a write can have an effect; a write to another register is refused with SLVERR."""
        return any(f.kind.writable for f in self.fields)

    @property
    def reset(self) -> int:
        """What the register reads as after reset, its inputs at 0."""
        return sum(f.value << f.low for f in self.fields)


def _require_name(where: str, name: str) -> None:
    if not NAME.fullmatch(name) or name != name.upper() or "__" in name:
        raise HdlgenError(where, "is no register name", fix="use capitals, digits and single _, a letter first")


@dataclass(frozen=True)
class LoadWindow:
    """A table in the address space: row r, word w of `words` at address + 4·(r·words + w), the lowest word first.

    name     identifier, upper case
    address  in bytes, a multiple of `size`
    rows     that there are
    bits     of a row; those of its words above them read as 0
    block    the stage that has it
    """

    name: str
    address: int
    description: str
    rows: int
    bits: int
    block: str

    def __post_init__(self) -> None:
        where = f"window {self.path}"
        _require_name(where, self.name)
        for name in ("rows", "bits"):
            if getattr(self, name) < 1:
                raise HdlgenError(where, f"{name} must be at least 1, not {getattr(self, name)}")
        if self.address < 0 or self.address % self.size:
            raise HdlgenError(where, f"address {self.address:#x} is no multiple of its size {self.size:#x}")

    @property
    def path(self) -> str:
        """The name that is unique in the map: block.NAME."""
        return f"{self.block}.{self.name}"

    @property
    def row_words(self) -> int:
        """Words that hold bits of a row."""
        return -(-self.bits // 32)

    @property
    def words(self) -> int:
        """Words from a row to the next: a power of two, of which `row_words` hold bits."""
        return 1 << (self.row_words - 1).bit_length()

    @property
    def size(self) -> int:
        """Bytes of the address space: a power of two. Behind the last row there may be some that are not used."""
        return 4 * self.words << (self.rows - 1).bit_length()


@dataclass(frozen=True)
class RegisterMap:
    """All registers and, behind them, windows.

    name       of the accelerator
    registers  in ascending order of their addresses
    clear      path (REGISTER.field) of the pulse that clears counters and stamps
    active     paths of the one-bit fields of which one is 1 in an active cycle
    windows    in ascending order of their addresses; the number of each is its table's on the load bus
    """

    name: str
    registers: tuple[Register, ...]
    clear: str = "CONTROL.clear"
    active: tuple[str, ...] = ACTIVE
    windows: tuple[LoadWindow, ...] = ()

    def __post_init__(self) -> None:
        paths: set[str] = set()
        last = -4
        for register in self.registers:
            where = f"register {register.path}"
            if register.address <= last:
                raise HdlgenError(
                    where,
                    f"address {register.address:#x} is not above {last:#x}",
                    fix="order the registers by their addresses, each its own",
                )
            if register.path in paths:
                raise HdlgenError(where, "is there twice")
            last = register.address
            paths.add(register.path)
        end = last + 4
        for window in self.windows:
            where = f"window {window.path}"
            if window.address < end:
                raise HdlgenError(where, f"address {window.address:#x} is below {end:#x}, where what is before it ends")
            if window.path in paths:
                raise HdlgenError(where, "is there twice")
            end = window.address + window.size
            paths.add(window.path)
        self._require(self.clear, (Kind.PULSE,))
        for path in self.active:
            self._require(path, (Kind.CONTROL, Kind.STATUS, Kind.BUSY))
        for register in self.registers:
            if register.guard:
                self._require(register.guard, (Kind.STATUS,))
        for kind in (Kind.CYCLES, Kind.CYCLES_HIGH):
            count = len(self.of_kind(kind))
            if count != 1:
                raise HdlgenError(self.name, f"has {count} {kind.value} fields, not one")

    def _require(self, path: str, kinds: tuple[Kind, ...]) -> None:
        field = dict(self.fields).get(path)
        if field is None or field.kind not in kinds or field.bits != 1:
            raise HdlgenError(path, f"must be a one-bit field of kind {' or '.join(k.value for k in kinds)}")

    def __getitem__(self, path: str) -> Register:
        for register in self.registers:
            if register.path == path:
                return register
        raise HdlgenError(path, f"is no register of {self.name}")

    @cached_property
    def fields(self) -> tuple[tuple[str, Field], ...]:
        """Every field with its path (REGISTER.field or block.REGISTER.field)."""
        return tuple((f"{r.path}.{f.name}", f) for r in self.registers for f in r.fields)

    def of_kind(self, *kinds: Kind) -> tuple[tuple[str, Field], ...]:
        """The fields of these kinds, with their paths, in the order of their addresses."""
        return tuple((path, f) for path, f in self.fields if f.kind in kinds)

    @property
    def blocks(self) -> tuple[tuple[str, tuple[Register, ...]], ...]:
        """(block, its registers), in the order of their addresses."""
        names = dict.fromkeys(r.block for r in self.registers)
        return tuple((name, tuple(r for r in self.registers if r.block == name)) for name in names)

    @property
    def address_bits(self) -> int:
        """Width of an AXI address.

        Enough for the last register and window, and at least the 4 kB page that AXI sets apart for a slave, so that an
        address in the page but not in the map is refused and not taken for another.
        """
        last = self.windows[-1].address + self.windows[-1].size if self.windows else self.registers[-1].address + 4
        return max(12, (last - 1).bit_length())

    @cached_property
    def events(self) -> tuple[str, ...]:
        """Names of the bits of `Csr.events`, bit 0 first. Several fields may listen to one event."""
        return tuple(dict.fromkeys(e for _, f in self.fields for e in f.events))

    def event(self, name: str) -> int:
        """Index of an event's bit in `Csr.events`."""
        if name not in self.events:
            raise HdlgenError(name, "is no event of the register map", fix=f"use one of {', '.join(self.events)}")
        return self.events.index(name)

    def control(self, path: str) -> slice:
        """Bits of a control or pulse field in `Csr.control`."""
        return self._bits(path, (Kind.CONTROL, Kind.PULSE))

    def status(self, path: str) -> slice:
        """Bits of a status field in `Csr.status`."""
        return self._bits(path, (Kind.STATUS,))

    @property
    def control_bits(self) -> int:
        """Width of `Csr.control`."""
        return sum(f.bits for _, f in self.of_kind(Kind.CONTROL, Kind.PULSE))

    @property
    def status_bits(self) -> int:
        """Width of `Csr.status`; the port is absent when 0."""
        return sum(f.bits for _, f in self.of_kind(Kind.STATUS))

    def _bits(self, path: str, kinds: tuple[Kind, ...]) -> slice:
        for at, name, field in self._packed(kinds):
            if name == path:
                return slice(at, at + field.bits)
        raise HdlgenError(path, f"is no {' or '.join(k.value for k in kinds)} field of the register map")

    def _packed(self, kinds: tuple[Kind, ...]) -> Iterator[tuple[int, str, Field]]:
        at = 0
        for path, field in self.of_kind(*kinds):
            yield at, path, field
            at += field.bits
