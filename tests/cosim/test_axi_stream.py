"""An emitted accelerator between AXI4-Stream and AXI4-Lite models that we did not write."""

import numpy as np

from hdlgen.arith import Int, MaxPool, Window
from hdlgen.cosim.preparation import prepare
from hdlgen.emit.package import emit
from hdlgen.ir.graph import Graph, InputNode
from hdlgen.mapping import map_graph
from hdlgen.reference import Chip, tiled
from tests.cosim.bare import filled_up, run_bare
from tests.mapping.networks import hardware, layer, maximum, random_images

BEATS = 9 * 8
RIGHT = 3
"""Images whose frames are right, in front of the others."""


def network():
    """9×8 image, convolution, a pool that drops a row, fully connected: results leave before the last row has come."""
    rng = np.random.default_rng(1)
    conv, fc = rng.integers(-7, 8, (9, 4)), rng.integers(-7, 8, (36, 5))
    return Graph(
        "net",
        (
            InputNode("x", (9, 8, 1), Int(4)),
            layer("conv", "x", conv, window=Window(9, 8, 1, (3, 3)), multiplier=(9,) * 4, bias=(40, -30, 20, 0),
                  shift=7),
            maximum("pool", "conv", MaxPool(7, 6, 4, (2, 2), (2, 2)), Int(4)),
            layer("fc", "pool", fc, window=Window(3, 3, 4, (3, 3)), multiplier=(30,) * 5, bias=(1, 2, 3, 4, 5), shift=7,
                  out=Int(8, True)),
        ),
    )  # fmt: skip


def frames():
    """Beats of each frame: right ones, then wrong ones of every kind among right ones."""
    rng = np.random.default_rng(3)
    wrong = [1, 2, BEATS // 2, BEATS - 1, BEATS + 1, 2 * BEATS, 3 * BEATS + 5]
    mixed = [*wrong, *wrong[::-1], *rng.integers(1, 2 * BEATS, 6), *[BEATS] * 8]
    return np.array([*[BEATS] * RIGHT, *rng.permutation(mixed), BEATS])


def test_frames_in_frames_out(simulator, tmp_path):
    graph = network()
    plan = map_graph(graph, hardware(rows=16, columns=16, adcs=4, adc_bits=6), {})
    lengths = frames()
    images = filled_up(random_images(graph, len(lengths)), lengths)
    out, job = tmp_path / "net", tmp_path / "job"
    emit(plan, out)
    want = tiled.run(Chip.of(plan), images)
    prepare(Chip.of(plan), out, images, want, job)
    answers = want[plan.stages[-1].name].reshape(len(images), -1)
    assert plan.stages[-1].leaving.lanes == 1  # a byte a beat: no surplus bytes in a frame
    np.save(job / "answers.npy", answers.astype(np.int8))
    np.save(job / "lengths.npy", lengths)
    results = run_bare(simulator, out, job, "bench_axi_stream", tmp_path / "run")
    assert len(results.passed) == 4 + 4 + 4
