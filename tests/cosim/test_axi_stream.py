"""An emitted accelerator between AXI4-Stream and AXI4-Lite models that we did not write."""

from pathlib import Path

import numpy as np

from hdlgen.cosim import simulators
from hdlgen.cosim.cosimulate import prepare
from hdlgen.emit.package import emit
from hdlgen.mapping import map_graph
from hdlgen.reference import Chip, tiled
from tests.mapping.networks import hardware, random_images, random_network

ROOT = Path(__file__).parents[2]


def test_frames_in_frames_out(simulator, tmp_path):
    graph = random_network(5)
    plan = map_graph(graph, hardware(), {})
    images = random_images(graph, 3)
    out, job = tmp_path / "net", tmp_path / "job"
    emit(plan, out)
    want = tiled.run(Chip.of(plan), images)
    prepare(Chip.of(plan), out, images, want, job)
    answers = want[plan.stages[-1].name].reshape(len(images), -1)
    assert plan.stages[-1].out_shape[2] % plan.stages[-1].out_lanes == 0  # no surplus bytes in a frame
    np.save(job / "answers.npy", answers.astype(np.int8))
    sources = [out / line for line in (out / "net_cosim.f").read_text().split() if not line.startswith("tb/")]
    waivers = tmp_path / "all.vlt"
    waivers.write_text(
        (out / "lint" / "waivers.vlt").read_text() + 'lint_off -file "*macro/cosim/*"\n'
        'public_flat_rw -module "net" -var "*"\npublic_flat_rw -module "xbar_*" -var "*"\n'
    )
    build = simulators.build(simulator, sources=sources, top="net", waivers=waivers)
    results = simulators.run(
        build,
        module="bench_axi_stream",
        env={"HDLGEN_TEST_JOB": str(job)},
        workdir=tmp_path / "run",
        python_path=[ROOT, ROOT / "cocotb_tests"],
        timeout_s=300,
    )
    results.check()
    assert len(results.passed) == 4
