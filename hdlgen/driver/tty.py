"""`Tty`: a serial port of the operating system."""

from __future__ import annotations

import errno
import fcntl
import os
import select
import struct
import termios
import time
from contextlib import suppress

from hdlgen.driver.errors import LinkError

BAUD = 3_000_000
"""Of the bitstreams that hdlgen makes, if nothing else is said."""
WRITE_SECONDS = 10.0
"""In which a line takes what is written."""
_SERIAL_STRUCT, _FLAGS_AT, _LOW_LATENCY = 72, 16, 1 << 13  # linux/serial.h: struct serial_struct, ASYNC_LOW_LATENCY


class Tty:
    """A `Port`: bytes as they are, 8 bits, no parity, one stop bit, no flow control; nobody else may open it.

    path     /dev/ttyUSB0, a link to one, or a pseudo-terminal
    baud     that the operating system knows
    seconds  in which a line that has gone comes back

    Raises LinkError for another baud rate, and OSError if there is no such port, or somebody has it.
    """

    def __init__(self, path: str, baud: int = BAUD, *, seconds: float = 30.0) -> None:
        speed = getattr(termios, f"B{baud}", None)
        if speed is None:
            raise LinkError(f"this system has no baud rate {baud}")
        self._path, self._speed, self._seconds = path, speed, seconds
        self._line = self._open()

    def write(self, data: bytes) -> None:
        """Sends; waits while the line takes nothing."""
        until = time.monotonic() + WRITE_SECONDS
        while data:
            rest = max(0.0, until - time.monotonic())
            if not select.select([], [self._line], [], rest)[1]:
                raise TimeoutError(errno.ETIMEDOUT, f"takes nothing for {WRITE_SECONDS:g} s", self._path)
            data = data[os.write(self._line, data) :]

    def read(self, seconds: float) -> bytes:
        """What has come; nothing if nothing comes for so long."""
        if not select.select([self._line], [], [], seconds)[0]:
            return b""
        data = os.read(self._line, 1 << 16)
        if not data:
            raise OSError(errno.EIO, "was hung up", self._path)
        return data

    def reopen(self) -> None:
        """Opens it anew. Raises OSError if it does not come back."""
        self.close()
        until = time.monotonic() + self._seconds
        while True:
            try:
                self._line = self._open()
                return
            except OSError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.1)

    def close(self) -> None:
        """Lets others have it."""
        with suppress(OSError):
            os.close(self._line)

    def _open(self) -> int:
        line = os.open(self._path, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        try:
            fcntl.flock(line, fcntl.LOCK_EX | fcntl.LOCK_NB)
            eight_bits = termios.CS8 | termios.CREAD | termios.CLOCAL
            characters = termios.tcgetattr(line)[6]
            characters[termios.VMIN], characters[termios.VTIME] = 1, 0
            termios.tcsetattr(line, termios.TCSANOW, [0, 0, eight_bits, 0, self._speed, self._speed, characters])
            termios.tcflush(line, termios.TCIOFLUSH)
        except termios.error as error:
            os.close(line)
            raise OSError(*error.args[:2], self._path) from error
        except OSError:
            os.close(line)
            raise
        with suppress(OSError):  # adapters wait up to 16 ms for more bytes otherwise; a pseudo-terminal does not
            state = bytearray(_SERIAL_STRUCT)
            fcntl.ioctl(line, termios.TIOCGSERIAL, state)
            (flags,) = struct.unpack_from("i", state, _FLAGS_AT)
            struct.pack_into("i", state, _FLAGS_AT, flags | _LOW_LATENCY)
            fcntl.ioctl(line, termios.TIOCSSERIAL, bytes(state))
        return line
