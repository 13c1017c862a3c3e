"""What the processes of the tests do: other processes import it."""

import os
import signal
import sys
import time

from hdlgen.errors import HdlgenError, Mistake


def double(state, task, progress):
    progress(task)
    return state + 2 * task


def refuse(state, task, progress):
    if task == 2:
        raise HdlgenError.of([Mistake("a", "is wrong", "mend it"), Mistake("b", "too")])
    return task


def die(state, task, progress):
    os.kill(os.getpid(), signal.SIGKILL)


def crash(state, task, progress):
    sys.stderr = open(os.devnull, "w")  # noqa: PTH123, SIM115 - the traceback is not for who reads the tests' output
    raise ZeroDivisionError


def sleep(state, task, progress):
    if task:
        time.sleep(600)
    return task


def surroundings(state, task, progress):
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, []) & {signal.SIGINT, signal.SIGTERM, signal.SIGHUP}
    return os.getpid(), len(blocked), os.environ.get("OMP_NUM_THREADS")
