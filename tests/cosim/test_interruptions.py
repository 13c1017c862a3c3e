"""Reset and stop in the middle of an image, for a whole accelerator."""

from pathlib import Path

from hdlgen.cosim import simulators
from hdlgen.cosim.preparation import prepare
from hdlgen.emit.package import emit
from hdlgen.mapping import map_graph
from hdlgen.reference import Chip, tiled
from tests.cosim.test_faults import small_network
from tests.mapping.networks import hardware, random_images

ROOT = Path(__file__).parents[2]


def test_resets_and_stops(simulator, tmp_path):
    graph = small_network()
    plan = map_graph(graph, hardware(rows=16, columns=16, adcs=4, adc_bits=6))
    images = random_images(graph, 4)
    out, job = tmp_path / "net", tmp_path / "job"
    emit(plan, out)
    prepare(Chip.of(plan), out, images, tiled.run(Chip.of(plan), images), job, source_stall=0x11, sink_stall=0x0F)
    sources = [out / line for line in (out / f"{plan.name}_cosim.f").read_text().split()]
    build = simulators.build(simulator, sources=sources, top="tb", waivers=out / "tb" / "tb.vlt")
    results = simulators.run(
        build,
        module="bench_interruptions",
        env={"HDLGEN_TEST_JOB": str(job)},
        workdir=tmp_path / "run",
        python_path=[ROOT, ROOT / "cocotb_tests"],
        timeout_s=300,
    )
    results.check()
    assert len(results.passed) == 2
