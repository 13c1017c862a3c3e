"""Sleepers stand for simulations, and for compilers that a make has started."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hdlgen_sim import child

SLEEPER = "exec 0<&- 1>&- 2>&-; echo $$ >{0}/a.new; mv {0}/a.new {0}/a; exec sleep 600"
TREE = f"({SLEEPER.replace('/a', '/b')}) & {SLEEPER}"
"""A process and one that it started; their numbers are in the files a and b."""


def running(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def pids(folder):
    """Of the tree, when both are there."""
    files = [folder / "a", folder / "b"]
    await_(lambda: all(f.is_file() for f in files))
    return [int(f.read_text()) for f in files]


def await_(condition):
    end = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_a_program_is_run_to_its_end(tmp_path):
    done = child.run(
        ["sh", "-c", "cat; echo bad >&2; pwd; echo $X; exit 3"], stdin="in\n", cwd=tmp_path, env={"X": "1"}
    )
    assert (done.returncode, done.stdout, done.stderr) == (3, f"in\n{tmp_path}\n1\n", "bad\n")


def test_words_that_are_no_text_are_no_error():
    assert child.run(["printf", r"\377a"]).stdout == "\N{REPLACEMENT CHARACTER}a"


def test_a_log_gets_both_streams_behind_what_is_there(tmp_path):
    log = tmp_path / "log"
    log.write_text("before\n")
    assert child.run(["sh", "-c", "echo a; echo b >&2"], log=log).returncode == 0
    assert log.read_text() == "before\na\nb\n"


def test_a_program_that_is_not_there_leaves_no_pipe():
    before = len(list(Path("/proc/self/fd").iterdir()))
    with pytest.raises(FileNotFoundError):
        child.run(["no-such-program-of-ours"])
    assert len(list(Path("/proc/self/fd").iterdir())) == before


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_all_that_was_started_ends_with_the_block(tmp_path, error):
    def begin():
        with child.started(["sh", "-c", TREE.format(tmp_path)]):
            tree.extend(pids(tmp_path))
            raise error

    tree = []
    with pytest.raises(error):
        begin()
    await_(lambda: not any(map(running, tree)))


def test_what_a_program_leaves_behind_ends_with_it(tmp_path):
    child.run(["sh", "-c", f"({SLEEPER.format(tmp_path)}) & while [ ! -f {tmp_path}/a ]; do sleep 0.01; done"])
    left = int((tmp_path / "a").read_text())
    await_(lambda: not running(left))


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP, signal.SIGSEGV])
def test_all_that_was_started_ends_with_this_process(tmp_path, number):
    code = f"from hdlgen_sim import child; child.run(['sh', '-c', {TREE.format(tmp_path)!r}])"
    with subprocess.Popen([sys.executable, "-c", code]) as process:
        tree = pids(tmp_path)
        process.send_signal(number)
    assert process.returncode == -number
    await_(lambda: not any(map(running, tree)))


def test_a_signal_to_the_group_that_ends_the_program_alone_is_no_loss(tmp_path):
    """As of `timeout`, which signals its whole group: the guard is in another."""
    with child.started(["sleep", "600"]) as process:
        assert os.getpgid(process.pid) != os.getpgid(0)
        os.killpg(os.getpgid(process.pid), signal.SIGTERM)
        assert process.wait(10) == -signal.SIGTERM
