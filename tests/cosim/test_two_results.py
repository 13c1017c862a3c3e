"""An emitted accelerator with two results: their order, their marks, and flushes among them."""

import shutil

import numpy as np
import pytest

from hdlgen.arith import Int, Window
from hdlgen.cosim.cosimulate import cosimulate
from hdlgen.cosim.preparation import prepare
from hdlgen.emit.package import emit
from hdlgen.emit.top import output_params
from hdlgen.errors import DesignError
from hdlgen.ir.graph import Graph, InputNode
from hdlgen.mapping import map_graph
from hdlgen.reference import Chip, tiled
from tests.cosim.bare import filled_up, run_bare
from tests.mapping.networks import UINT4, hardware, layer, random_images

SIMULATOR = "icarus" if shutil.which("iverilog") else "verilator"
SHAPE = (5, 4, 1)
BEATS = 5 * 4


def network():
    """A map of the image and, much later, its classes: 12 positions of 3 channels, and one of 5 in two bytes each."""
    rng = np.random.default_rng(1)
    conv, head, fc = rng.integers(-7, 8, (4, 4)), rng.integers(-7, 8, (4, 3)), rng.integers(-7, 8, (48, 5))
    return Graph(
        "net",
        (
            InputNode("x", SHAPE, UINT4),
            layer("conv", "x", conv, window=Window(*SHAPE, (2, 2)), multiplier=(9,) * 4, bias=(400,) * 4, shift=5),
            layer("head", "conv", head, window=Window(4, 3, 4, (1, 1)), multiplier=(9,) * 3, shift=5, out=Int(4, True)),
            layer("fc", "conv", fc, window=Window(4, 3, 4, (4, 3)), multiplier=(30,) * 5, shift=4, out=Int(9, True)),
        ),
        ("head", "fc"),
    )  # fmt: skip


HARDWARE = hardware(rows=16, columns=16, adcs=4, adc_bits=6, conversion_cycles=4)


def expected(plan, outputs, count):
    """int64[image, beat, (data, tlast, tuser, tdest)] of right images."""
    frames = []
    for n, (frame, stage) in enumerate(zip(output_params(plan).frames, plan.results, strict=True)):
        x = outputs[stage.name].reshape(count, -1, stage.out_shape[2])
        x = np.pad(x, ((0, 0), (0, 0), (0, -stage.out_shape[2] % frame.lanes))).reshape(count, -1, frame.lanes)
        data = ((x % (1 << frame.lane_bits)) << np.arange(frame.lanes) * frame.lane_bits).sum(2)
        beats = np.stack([data, np.zeros_like(data), np.zeros_like(data), np.full_like(data, n)], axis=2)
        beats[:, -1, 1] = 1
        frames.append(beats)
    return np.concatenate(frames, axis=1)


def test_two_results_leave_in_turn(tmp_path):
    """As the bench sees them, with stalls: what it says of tdest and of the bits above a frame's."""
    plan = map_graph(network(), HARDWARE, {})
    assert len({frame.data_bits for frame in output_params(plan).frames}) == 2
    emit(plan, tmp_path / "net")
    x = random_images(network(), 5)
    for stalls in ({}, {"source_stall": 0x11, "sink_stall": 0x0F}):
        outcome = cosimulate(Chip.of(plan), tmp_path / "net", x, simulator=SIMULATOR, **stalls)
        assert list(outcome.outputs) == ["head", "fc"]


def given_otherwise(directory, name, bits, change):
    """Lets the accelerator's output `name` be what `change` makes of it."""
    path = directory / "tb" / "tb.v"
    text = path.read_text()
    for old, new in (
        (f".{name}({name})", f".{name}(given)"),
        (f"  wire [{bits - 1}:0] {name};", f"  wire [{bits - 1}:0] given;\n  wire [{bits - 1}:0] {name} = {change};"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    path.write_text(text)


@pytest.mark.parametrize(
    ("fault", "message"),
    [
        (("m_axis_tdest", 1, "~given"), "m_axis_0: has another tdest than that of the frame whose turn it is"),
        (
            ("m_axis_tdata", 16, "given | (m_axis_tdest == 0 ? 16'h8000 : 0)"),
            "m_axis_0: has bits of tdata above those of its frame that are not 0",
        ),
    ],
)
def test_a_result_that_breaks_a_rule_is_found(fault, message, tmp_path):
    plan = map_graph(network(), HARDWARE, {})
    emit(plan, tmp_path / "net")
    given_otherwise(tmp_path / "net", *fault)
    with pytest.raises(DesignError, match=message):
        cosimulate(Chip.of(plan), tmp_path / "net", random_images(network(), 1), simulator=SIMULATOR)


def test_frames_and_flushes(simulator, tmp_path):
    graph = network()
    plan = map_graph(graph, HARDWARE, {})
    rng = np.random.default_rng(3)
    wrong = [1, 2, BEATS // 2, BEATS - 1, BEATS + 1, 2 * BEATS, 3 * BEATS + 5]
    lengths = np.array([BEATS, BEATS, *rng.permutation([*wrong, *wrong, *[BEATS] * 8]), BEATS])
    images = filled_up(random_images(graph, len(lengths)), lengths)
    out, job = tmp_path / "net", tmp_path / "job"
    emit(plan, out)
    want = tiled.run(Chip.of(plan), images)
    prepare(Chip.of(plan), out, images, want, job)
    np.save(job / "answers.npy", expected(plan, want, len(images)))
    np.save(job / "lengths.npy", lengths)
    results = run_bare(simulator, out, job, "bench_two_results", tmp_path / "run")
    assert len(results.passed) == 4 + 2 + 1
