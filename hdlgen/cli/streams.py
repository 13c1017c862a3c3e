"""Standard output and error as a command finds them: closed, full, without a reader, or of another encoding."""

from __future__ import annotations

import codecs
import io
import os
import sys
import warnings
from contextlib import suppress
from pathlib import Path

from hdlgen.errors import naming

PLAIN = {
    "×": "x", "·": ".", "−": "-", "–": "-", "…": "...", "→": "->", "±": "+-", "≥": ">=", "≤": "<=", "≈": "~", "÷": "/",
    "µ": "u", "μ": "u", "Ω": "Ohm", "Σ": "sum", "σ": "sigma", "ρ": "rho", "²": "^2", "³": "^3", "⁻": "^-", "∞": "inf",
}  # fmt: skip
"""What is printed where an encoding lacks a letter."""


class _Output(io.TextIOWrapper):
    """Standard output that is named by its errors."""

    def write(self, text: str) -> int:
        with naming("standard output"):
            return super().write(text)

    def flush(self) -> None:
        with naming("standard output"):
            super().flush()


def prepare() -> None:
    """Makes whatever a command prints printable. Called once, before anything is opened."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:  # closed: the next file that is opened would get the number, and be written into
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)
    sys.stdout = sys.stdout or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  # to the end
    sys.stderr = sys.stderr or Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    codecs.register_error("hdlgen", _plain)
    if sys.stdout is sys.__stdout__ and type(sys.stdout) is io.TextIOWrapper:  # nobody captures it
        tty = sys.stdout.isatty()
        sys.stdout = _Output(sys.stdout.buffer, sys.stdout.encoding, line_buffering=tty)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="hdlgen")
    warnings.formatwarning = _warning


def tell(text: object) -> None:
    """Prints to standard error, if there is somebody to read it."""
    with suppress(OSError):
        print(text, file=sys.stderr, flush=True)


def settle() -> None:
    """Prints what is still to be printed; what cannot be is not tried again when Python ends."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _plain(error: UnicodeError) -> tuple[str | bytes, int]:
    """Handler of letters that cannot be encoded; bytes of file names come out as they are."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    letter = error.object[error.start]
    if "\udc80" <= letter <= "\udcff":
        return bytes([ord(letter) - 0xDC00]), error.start + 1
    return PLAIN.get(letter) or letter.encode("ascii", "backslashreplace").decode(), error.start + 1


def _warning(message: Warning | str, *_: object, **__: object) -> str:
    return f"warning: {message}\n"
