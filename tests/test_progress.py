import io
import sys
import time

import pytest

from hdlgen import progress


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def open_terminal(monkeypatch):
    """Called in the test itself: between a fixture and its test pytest puts a stderr of its own in place."""

    def opened():
        monkeypatch.setattr(progress, "DELAY_S", 0.05)
        monkeypatch.setattr(sys, "stderr", Terminal())
        return sys.stderr

    return opened


def await_(terminal, text):
    end = time.monotonic() + 10
    while text not in terminal.getvalue():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_bar_shows_itself_on_a_terminal_though_nobody_moves_it(open_terminal):
    terminal = open_terminal()
    with progress.bar("images", "image", 7):
        await_(terminal, "images:   0%")
    assert terminal.getvalue().endswith("\r")  # it is gone


def test_a_step_shows_its_name_and_the_time(open_terminal):
    terminal = open_terminal()
    with progress.step("building"):
        await_(terminal, "building… 00:00")


def test_a_bar_counts(open_terminal):
    terminal = open_terminal()
    with progress.bar("images", "image", 8, begin=2) as bar:
        bar.update(2)
        await_(terminal, "4/8")


def test_what_is_quick_and_what_is_quiet_says_nothing(open_terminal, monkeypatch):
    terminal = open_terminal()
    with progress.bar("images", "image", 7, quiet=True):
        time.sleep(0.2)
    monkeypatch.setattr(progress, "DELAY_S", 60)
    with progress.step("building"), progress.bar("images", "image", 7) as bar:
        bar.update(7)
    assert terminal.getvalue().strip("\r ") == ""


@pytest.mark.parametrize("stream", [io.StringIO(), None])
def test_elsewhere_there_is_nothing(monkeypatch, stream):
    monkeypatch.setattr(progress, "DELAY_S", 0)
    monkeypatch.setattr(sys, "stderr", stream)
    with progress.step("building"), progress.bar("images", "image", 7) as bar:
        bar.update(3)
        time.sleep(0.05)
    assert stream is None or stream.getvalue() == ""
