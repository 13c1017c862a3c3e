"""An emitted accelerator without the bench that is emitted beside it: one of `cocotb_tests` drives its buses."""

from pathlib import Path

import numpy as np

from hdlgen.cosim import simulators

ROOT = Path(__file__).parents[2]


def filled_up(images, lengths):
    """What the accelerator makes of `images` [image, …] of whose frames so many beats, one a pixel, come."""
    flat = images.reshape(len(images), -1).copy()
    flat[np.arange(flat.shape[1]) >= lengths[:, None]] = 0
    return flat.reshape(images.shape)


def run_bare(simulator, out, job, module, work):
    """The results of bench `module`, told of `job`, for the accelerator in `out`, named net; runs in folder `work`."""
    sources = [out / line for line in (out / "net_cosim.f").read_text().split() if not line.startswith("tb/")]
    waivers = job / "all.vlt"
    waivers.write_text(
        (out / "lint" / "waivers.vlt").read_text() + 'lint_off -file "*macro/cosim/*"\n'
        'public_flat_rw -module "net" -var "*"\npublic_flat_rw -module "xbar_*" -var "*"\n'
    )
    build = simulators.build(simulator, sources=sources, top="net", waivers=waivers)
    results = simulators.run(
        build,
        module=module,
        env={"HDLGEN_TEST_JOB": str(job)},
        workdir=work,
        python_path=[ROOT, ROOT / "cocotb_tests"],
        timeout_s=300,
    )
    results.check()
    return results
