import multiprocessing
import os
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from hdlgen_sim import child

from hdlgen.errors import HdlgenError, ToolError
from hdlgen.explore.processes import run
from tests.explore import workers


def results(work, tasks, jobs, progress=lambda n: None):
    with closing(run(work, 100, tasks, jobs, progress)) as done:
        return list(done)


@pytest.mark.parametrize("jobs", [1, 2])
def test_every_task_is_done_once_and_progress_is_heard(jobs):
    heard = []
    done = results(workers.double, [3, 1, 4, 1, 5], jobs, heard.append)
    assert sorted(done) == [(1, 102), (1, 102), (3, 106), (4, 108), (5, 110)]
    assert sorted(heard) == [1, 1, 3, 4, 5]


def test_no_task_is_no_result():
    assert results(workers.double, [], 2) == []


def test_processes_leave_signals_to_their_parent_and_have_one_thread_each(monkeypatch):
    monkeypatch.delenv("OMP_NUM_THREADS")
    done = [result for _, result in results(workers.surroundings, [0, 1], 2)]
    assert {(blocked, threads) for _, blocked, threads in done} == {(3, "1")}
    assert os.getpid() not in [pid for pid, _, _ in done]
    assert "OMP_NUM_THREADS" not in os.environ
    assert not child.STOPS & signal.pthread_sigmask(signal.SIG_BLOCK, [])


def test_a_mistake_in_a_process_arrives_as_it_was():
    with pytest.raises(HdlgenError) as error:
        results(workers.refuse, [1, 2], 2)
    assert str(error.value) == "a: is wrong\n    fix: mend it\nb: too"


def test_a_process_that_is_killed_is_a_missing_tool():
    with pytest.raises(ToolError, match="a process: was killed by signal 9\n    fix: was there enough memory"):
        results(workers.die, [1, 2], 2)


def test_a_bug_in_a_process_is_not_hidden():
    with pytest.raises(RuntimeError, match="a process failed"):
        results(workers.crash, [1, 2], 2)


def test_processes_end_at_once_when_nobody_listens_any_more():
    began = time.monotonic()
    with closing(run(workers.sleep, 0, [0, 1, 1], 2, lambda n: None)) as done:
        assert next(done) == (0, 0)
        assert len(multiprocessing.active_children()) == 2
    assert multiprocessing.active_children() == []
    assert time.monotonic() - began < 60


def test_processes_end_when_their_parent_is_killed():
    code = (
        "import multiprocessing; from hdlgen.explore.processes import run; from tests.explore import workers\n"
        "done = run(workers.sleep, 0, [0, 1, 1], 2, lambda n: None); next(done)\n"
        "print(*[p.pid for p in multiprocessing.active_children()], flush=True); next(done)"
    )
    root = Path(__file__).parents[2]
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=root) as process:
        pids = process.stdout.readline().split()
        process.kill()
    assert len(pids) == 2
    end = time.monotonic() + 20
    while any(_runs(pid.decode()) for pid in pids):
        assert time.monotonic() < end
        time.sleep(0.02)


def _runs(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False
