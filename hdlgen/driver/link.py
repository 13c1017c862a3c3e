"""`Link`: an accelerator's registers and streams at the other end of a line of bytes that may lose some."""

from __future__ import annotations

import secrets
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from hdlgen.driver.errors import BusError, DeviceError, LinkError
from hdlgen.driver.packets import CRC_BYTES, Unframer, frame

VERSION = 1
BEGIN, WRITE, READ, EXCHANGE = range(4)
MARKED = 0x80
"""In a command: BEGIN resets the accelerator; the last beat of an EXCHANGE ends a frame."""
TAG_BYTES, END_BYTES = 4, 3
LAST, USER = 1, 2
"""In the mark of a beat; tdest is above."""
RESPONSES = {1: "EXOKAY", 2: "SLVERR", 3: "DECERR"}


class Port(Protocol):
    """A line of bytes. What is written may be lost, doubled and changed, and so may what is read."""

    def write(self, data: bytes) -> None:
        """Sends. Raises OSError if the line is gone."""

    def read(self, seconds: float) -> bytes:
        """What has come; nothing if nothing comes for so long. Raises OSError if the line is gone."""

    def reopen(self) -> None:
        """Opens the line anew, waiting for it for a while. Raises OSError if it does not come back."""


class Beat(NamedTuple):
    """Of results: bytes, and what the stream says beside them."""

    data: bytes
    last: bool
    user: bool
    dest: int


@dataclass(frozen=True)
class Peer:
    """What is at the other end.

    in_bytes, out_bytes  of a beat of images and of results
    clock_hz             of the accelerator
    room                 bytes of a packet with its CRC
    """

    in_bytes: int
    out_bytes: int
    clock_hz: int
    room: int

    @property
    def beats(self) -> int:
        """Of images that a packet has room for."""
        return (self.room - CRC_BYTES - TAG_BYTES - 1) // self.in_bytes


class Link:
    """A conversation: every packet is done once and answered, whatever happens to bytes on the way.

    port      the line
    seconds   that an answer may take; a packet is then sent again
    attempts  packets that are sent in vain before the line is given up

    retries   packets that were sent again
    damaged   frames that came damaged

    All methods raise LinkError when there is no answer, or no line.
    """

    def __init__(self, port: Port, *, seconds: float = 0.5, attempts: int = 6) -> None:
        self.port = port
        self.retries = 0
        self._seconds, self._attempts = seconds, attempts
        self._unframer = Unframer()
        self._tag = 0
        self._peer: Peer | None = None

    @property
    def damaged(self) -> int:
        """Frames that came damaged."""
        return self._unframer.damaged

    @property
    def peer(self) -> Peer:
        """What is at the other end of the conversation that was begun."""
        if self._peer is None:
            raise LinkError("no conversation was begun: `begin`")
        return self._peer

    def begin(self, *, reset: bool) -> Peer:
        """Begins a conversation. reset: the accelerator, with all that is in it, and results that were kept.

        Raises DeviceError if the other end speaks another version.
        """
        self._tag = secrets.randbits(8 * TAG_BYTES)
        body, _, _ = self._answer(bytes([BEGIN | MARKED * reset]))
        if not body or body[0] != VERSION:
            raise DeviceError(f"the link is of version {body[0] if body else 0}, and this driver of {VERSION}")
        clock, room = (int.from_bytes(body[at : at + 4], "little") for at in (3, 7))
        self._peer = Peer(body[1], body[2], clock, room)
        return self._peer

    def read(self, address: int) -> int:
        """A register. Raises BusError where the bus refuses."""
        (word,) = self.read_many([address])
        return word

    def read_many(self, addresses: Sequence[int]) -> list[int]:
        """Registers, in their order. Raises BusError for the first that the bus refuses."""
        found: list[int] = []
        most = (self.peer.room - CRC_BYTES - TAG_BYTES - 1) // 4
        while rest := addresses[len(found) :]:
            body, done, response = self._ask(READ, b"".join(map(_word, rest[:most])))
            found += [int.from_bytes(body[at : at + 4], "little") for at in range(0, 4 * done, 4)]
            _check(response, f"reading register {rest[min(done, len(rest) - 1)]:#x}")
        return found

    def write(self, address: int, word: int) -> None:
        """Writes a register. Raises BusError where the bus refuses."""
        self.write_many([(address, word)])

    def write_many(self, words: Iterable[tuple[int, int]]) -> None:
        """Writes (address, word) in their order. Raises BusError for the first that the bus refuses."""
        rest, most = list(words), (self.peer.room - CRC_BYTES - TAG_BYTES - 1) // 8
        while rest:
            some = rest[:most]
            _, done, response = self._ask(WRITE, b"".join(_word(a) + _word(w) for a, w in some))
            _check(response, f"writing register {some[min(done, len(some) - 1)][0]:#x}")
            rest = rest[done:]

    def exchange(self, beats: bytes = b"", *, end: bool = False) -> tuple[int, list[Beat]]:
        """Gives beats of images, whole ones and at most `peer.beats`, and takes results that are there.

        end  the last beat ends a frame

        Returns how many beats the accelerator has taken, and the results: those that are not taken are to be given
        again.
        """
        size = self.peer.out_bytes + 1
        body, done, _ = self._ask(EXCHANGE | MARKED * end, beats)
        found = (body[at : at + size] for at in range(0, len(body), size))
        return done, [Beat(b[:-1], bool(b[-1] & LAST), bool(b[-1] & USER), b[-1] >> 2) for b in found]

    def _ask(self, command: int, body: bytes) -> tuple[bytes, int, int]:
        assert self._peer is not None, "no conversation was begun"
        self._tag = self._tag & ~0xFF | self._tag + 1 & 0xFF
        return self._answer(bytes([command]) + body)

    def _answer(self, question: bytes) -> tuple[bytes, int, int]:
        """What is answered: what the command gives, how much was done, and the bus's response."""
        tag = _word(self._tag)
        try:
            for attempt in range(self._attempts):
                self.retries += attempt > 0
                self.port.write(frame(tag + question))
                if (packet := self._packet(tag)) is not None:
                    end = packet[-END_BYTES:]
                    return packet[TAG_BYTES:-END_BYTES], int.from_bytes(end[:2], "little"), end[2]
        except OSError as error:
            raise LinkError(f"the line is gone: {error.strerror or error}") from error
        raise LinkError(f"no answer to {self._attempts} packets, in {self._seconds:g} s each")

    def _packet(self, tag: bytes) -> bytes | None:
        """The packet with the tag, if it comes in time; others are answers of before."""
        until = time.monotonic() + self._seconds
        while (rest := until - time.monotonic()) > 0 and (data := self.port.read(rest)):
            for packet in self._unframer.feed(data):
                if packet[:TAG_BYTES] == tag and len(packet) >= TAG_BYTES + END_BYTES:
                    return packet
        return None


def _word(value: int) -> bytes:
    return value.to_bytes(4, "little")


def _check(response: int, doing: str) -> None:
    if response:
        raise BusError(f"{doing} is answered with {RESPONSES.get(response, response)}")
