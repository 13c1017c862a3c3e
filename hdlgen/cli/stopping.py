"""`stopping`: signals that ask hdlgen to end become an exception, so that everything is cleared away."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from hdlgen_sim.child import STOPS

AGAIN_S = 10.0
"""A second signal within this time is not heard: clearing away takes less, and nothing may break it off. After that it
is, in case the first exception was lost, as in a destructor."""


class Stopped(KeyboardInterrupt):
    """This process was asked to end by a signal, its argument."""

    @property
    def exit_code(self) -> int:
        """As that of a shell's command that died of the signal."""
        return 128 + int(self.args[0])

    def __str__(self) -> str:
        number = signal.Signals(self.args[0])
        return "interrupted" if number == signal.SIGINT else f"stopped by {number.name}"


@contextmanager
def stopping() -> Iterator[None]:
    """Within the block SIGINT, SIGTERM and SIGHUP raise Stopped; those that were ignored before, as of nohup, stay so.

    Only the main thread hears signals: in others the block changes nothing.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    terminals = [fd for fd in (1, 2) if os.isatty(fd)]
    heard = -AGAIN_S

    def stop(number: int, frame: FrameType | None) -> None:
        nonlocal heard
        now = time.monotonic()
        if now - heard < AGAIN_S:
            return
        heard = now
        if number == signal.SIGHUP and terminals:  # the terminal is gone: whoever writes to it would fail
            nowhere = os.open(os.devnull, os.O_WRONLY)
            for fd in terminals:
                os.dup2(nowhere, fd)
            os.close(nowhere)
        raise Stopped(number)

    before = {number: signal.getsignal(number) for number in STOPS}
    try:
        for number, handler in before.items():
            if handler not in (signal.SIG_IGN, None):
                signal.signal(number, stop)
        yield
    finally:
        for number, handler in before.items():
            if handler is not None:
                signal.signal(number, handler)
