import os
import signal
import sys
import termios
import threading
import time

import pytest

from hdlgen.cli import stopping
from hdlgen.cli.stopping import Stopped


def send(number):
    os.kill(os.getpid(), number)
    time.sleep(10)  # a signal that is heard breaks it off


@pytest.mark.parametrize(
    ("number", "code", "said"),
    [
        (signal.SIGINT, 130, "interrupted"),
        (signal.SIGTERM, 143, "stopped by SIGTERM"),
        (signal.SIGHUP, 129, "stopped by SIGHUP"),
    ],
)
def test_a_signal_is_an_exception_with_the_exit_code_of_a_shell(number, code, said):
    before = signal.getsignal(number)
    with pytest.raises(Stopped) as stop, stopping.stopping():
        send(number)
    assert (stop.value.exit_code, str(stop.value)) == (code, said)
    assert signal.getsignal(number) is before


def test_a_second_signal_does_not_break_off_the_clearing_away():
    cleared = []

    def work():
        try:
            send(signal.SIGTERM)
        finally:
            os.kill(os.getpid(), signal.SIGINT)
            os.kill(os.getpid(), signal.SIGTERM)
            cleared.append(True)

    with pytest.raises(Stopped, match="SIGTERM"), stopping.stopping():
        work()
    assert cleared == [True]


def test_a_signal_whose_exception_was_lost_may_be_sent_again(monkeypatch):
    monkeypatch.setattr(stopping, "AGAIN_S", 0.0)
    with stopping.stopping():
        for number in (signal.SIGINT, signal.SIGTERM):
            with pytest.raises(Stopped):
                send(number)


def test_what_nohup_ignores_stays_ignored():
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with stopping.stopping():
            os.kill(os.getpid(), signal.SIGHUP)
        assert signal.getsignal(signal.SIGHUP) == signal.SIG_IGN
    finally:
        signal.signal(signal.SIGHUP, before)


def test_other_threads_hear_nothing():
    entered = []

    def work():
        with stopping.stopping():
            entered.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert entered == [signal.SIG_DFL]


def test_a_closed_terminal_ends_a_command_that_writes_to_it(tmp_path):
    """The child is alone on a terminal of its own, whose other end is closed while it shows its progress."""
    pid, terminal = os.forkpty()
    if pid == 0:
        code = (
            "import sys, time; from pathlib import Path; from hdlgen import progress\n"
            "from hdlgen.cli.stopping import Stopped, stopping\n"
            "progress.DELAY_S = 0\n"
            "try:\n"
            "    with stopping(), progress.step('working'): time.sleep(60)\n"
            "except Stopped as stop:\n"
            "    print(stop, flush=True); Path(sys.argv[1]).write_text('cleared'); sys.exit(stop.exit_code)\n"
        )
        termios.tcsetwinsize(0, (24, 80))  # on one without columns nothing is shown
        os.execv(sys.executable, [sys.executable, "-c", code, str(tmp_path / "end")])
    shown = b""
    while b"working" not in shown:
        shown += os.read(terminal, 1000)
    os.close(terminal)
    _, status = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(status) == 129
    assert (tmp_path / "end").read_text() == "cleared"
