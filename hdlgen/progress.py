"""Progress on stderr, for who looks on: what takes more than two seconds shows itself on a terminal."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn, TypeAlias

from tqdm import tqdm

Bar: TypeAlias = "tqdm[NoReturn]"  # nobody iterates over it
DELAY_S = 2.0
"""What is done by then says nothing."""


def shown() -> bool:
    """Whether somebody looks on."""
    try:
        return sys.stderr.isatty()
    except (AttributeError, ValueError):  # there is none, or it is closed
        return False


@contextmanager
def bar(title: str, unit: str, total: int | None = None, *, begin: int = 0, quiet: bool = False) -> Iterator[Bar]:
    """A bar that counts to `total`, if that is known; `update(n)` moves it.

    It shows the time that has passed also while nobody moves it. On a terminal it is gone after the block.

    begin  of how many are done already
    quiet  never shown
    """
    with tqdm(total=total, initial=begin, desc=title, unit=unit, leave=False, delay=DELAY_S,
              disable=quiet or not shown()) as made, _ticking(made):  # fmt: skip
        yield made


@contextmanager
def step(title: str, *, quiet: bool = False) -> Iterator[None]:
    """Shows `title` and the time that has passed, for what cannot be counted; never if `quiet`."""
    timed = "{desc}… {elapsed}"
    hidden = quiet or not shown()
    with tqdm(desc=title, leave=False, delay=DELAY_S, bar_format=timed, disable=hidden) as made, _ticking(made):
        yield


@contextmanager
def _ticking(shows: Bar) -> Iterator[None]:
    """Draws `shows` each second, from DELAY_S on."""
    if shows.disable:
        yield
        return
    ended = threading.Event()

    def tick() -> None:
        left = ended.wait(DELAY_S)
        while not left:
            shows.delay = 0.0  # else it would not clear away what it has not drawn by itself
            shows.refresh()
            left = ended.wait(1)

    clock = threading.Thread(target=tick, daemon=True)
    clock.start()
    try:
        yield
    finally:
        ended.set()
        clock.join()
