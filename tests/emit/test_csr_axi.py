"""The emitted Verilog of a `Csr` on real simulators, driven by cocotbext-axi."""

from __future__ import annotations

from pathlib import Path

import pytest

from cocotb_tests.csr_map import MAP
from cocotb_tests.window_map import WINDOW_MAP
from hdlgen.cosim import simulators
from hdlgen.cosim.simulators import Simulator
from hdlgen.emit.library import Library
from hdlgen.rtl.csr import Csr
from hdlgen.rtl.register_map import RegisterMap

ROOT = Path(__file__).parents[2]
WAIVERS = """`verilator_config
lint_off -rule CASEINCOMPLETE
lint_off -rule PROCASSINIT
lint_off -rule WIDTHEXPAND
lint_off -rule WIDTHTRUNC
public_flat_rw -module "csr" -var "*"
"""


@pytest.mark.parametrize(("registers", "module", "benches"), [(MAP, "bench_csr", 9), (WINDOW_MAP, "bench_windows", 6)])
def test_an_axi_master_that_we_did_not_write_gets_along_with_it(
    simulator: Simulator, tmp_path: Path, registers: RegisterMap, module: str, benches: int
) -> None:
    source, waivers = tmp_path / "csr.v", tmp_path / "csr.vlt"
    library = Library("")
    library.add(Csr(registers), "csr")
    source.write_text(library.verilog()["csr"])
    waivers.write_text(WAIVERS)
    build = simulators.build(simulator, sources=[source], top="csr", waivers=waivers)
    results = simulators.run(
        build, module=module, workdir=tmp_path / "run", python_path=[ROOT, ROOT / "cocotb_tests"], timeout_s=120
    )
    results.check()
    assert len(results.passed) == benches
