"""FPGA twins of a plan's macros: `twins_of` takes them from programmed arrays, `views` writes them as Verilog.

The twin of a macro is a module of the macro's own name, so that an accelerator's macros are twins wherever the files
of `views` are read in place of `macro/blackbox` or `macro/cosim`. Contents of memories are hex files, which the Verilog
names as seen from the folder of the emitted design: tools run there, as file lists want it, too.

A twin gives the codes of hdlgen_sim's reader, always: both add up the same integers (`Readout`), conductances on the
device's grid with every static error, in any order. What is no sum of integers over rows is refused: noise of reads,
saturation, converters with thresholds of their own, inputs that gate cells of a wired array; and so are memristive
units and verifying reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from hdlgen_sim import Array

from hdlgen.arith.integer import Ints
from hdlgen.emit.array_stage import macro_of
from hdlgen.emit.library import Library, joined
from hdlgen.emit.macro_views import environment
from hdlgen.errors import HdlgenError
from hdlgen.mapping.hardware import Hardware
from hdlgen.mapping.plan import Plan
from hdlgen.mapping.stages import ArrayStage, TileName
from hdlgen.rtl.macro import MacroParams
from hdlgen.rtl.twin import Twin, TwinParams

FOLDER = "macro/fpga"


def twins_of(plan: Plan, arrays: Mapping[str, Sequence[Array]]) -> dict[str, TwinParams]:
    """Of each macro by the name of its first tile, `conv1/0`.

    arrays  of each stage with weights, by tile: those of a `reference.Chip`

    Raises HdlgenError for a tile whose codes a twin cannot give, and if converters of `plan` are faster than a twin.
    """
    return {
        str(names[0]): _twin(stage, names, plan.hardware, arrays[stage.name])
        for stage in plan.array_stages
        for names in stage.macro_names
    }


def _twin(stage: ArrayStage, names: Sequence[TileName], hardware: Hardware, arrays: Sequence[Array]) -> TwinParams:
    """Of a macro that is the tiles `names`: each has as many rows and column groups as the largest of them."""
    part = stage.parts[stage.geometry.seats[names[0].number].engine]
    macro, own = macro_of(part, hardware), [arrays[name.number] for name in names]
    found = [_sums(stage, name, hardware, array) for name, array in zip(names, own, strict=True)]
    grids = [0 if array.exact else array.device.grid_bits for array in own]
    rows, columns = (max(table.shape[axis] for table, _ in found) for axis in (0, 2))
    table = np.zeros((rows, 1 << hardware.dac_bits, macro.arrays, columns), np.int64)
    bias = np.zeros((macro.arrays, columns), np.int64)
    for n, ((sums, offset), grid) in enumerate(zip(found, grids, strict=True)):
        table[: len(sums), :, n, : len(offset)] = sums << (max(grids) - grid)
        bias[n, : len(offset)] = offset << (max(grids) - grid)
    flat = table.reshape(*table.shape[:2], -1)
    return TwinParams(macro, flat, bias.ravel(), max(grids), f"{FOLDER}/{_identifier(names[0])}")


def _sums(stage: ArrayStage, name: TileName, hardware: Hardware, array: Array) -> tuple[Ints, Ints]:
    """`table` and `bias` of a tile, as `TwinParams` has them."""
    _require_integers(name, array)
    geometry, adcs, shift = stage.geometry, stage.geometry.lanes.adcs, stage.adc.shift
    blocks = [b for b in stage.program.blocks if b.tile == geometry.seats[name.number].tile]
    rows = max((len(stage.program.segments[b.segment].taps) for b in blocks), default=1)
    columns = adcs * max((b.first_group + geometry.groups(b) for b in blocks), default=1)
    table, bias = np.zeros((rows, 1 << hardware.dac_bits, columns), np.int64), np.zeros(columns, np.int64)
    for b in blocks:
        first = b.first_group * adcs
        own = slice(first, first + geometry.groups(b) * adcs)
        driven = len(stage.program.segments[b.segment].taps)
        readout = array.reader(
            rows=driven,
            columns=own,
            phases=geometry.phases.count,
            dac_bits=hardware.dac_bits,
            adc_bits=hardware.adc_bits,
            adc_shift=shift,
            adcs=adcs,
            first_group=b.first_group,
        ).readout
        if not readout.uniform:
            _refuse(
                name, "noise at every read" if readout.noise else "converters or amplifiers that are no uniform steps"
            )
        table[:driven, :, own] = readout.table
        bias[own] = readout.bias + readout.half - ((1 << readout.shift) >> 1)
    return table, bias


def _require_integers(name: TileName, array: Array) -> None:
    wires = array.periphery.wires
    if wires.inputs == "gate" and not wires.ideal:
        _refuse(name, "inputs that gate cells on wires with a resistance")


def _refuse(name: TileName, what: str) -> None:
    fix = "leave that out of the card (--device FILE) or the periphery: static errors of cells stay; or cosimulate"
    raise HdlgenError(str(name), f"has {what}, and a twin adds up integers", fix=fix)


def _identifier(name: TileName) -> str:
    return f"{name.stage}_{name.number}"


def views(plan: Plan, twins: Mapping[str, TwinParams], header: str) -> dict[str, bytes]:
    """Path below the folder of the emitted design → Verilog and contents of the twins that `twins_of` made.

    Of each macro the module that has its name comes last. header: comment at the top of each Verilog file
    """
    library, files = Library(plan.name), {}
    kinds: dict[str, list[tuple[str, str]]] = {}
    macros: dict[str, MacroParams] = {}
    for tile, params in twins.items():
        module = f"{params.macro.module}_{params.name.rpartition('/')[2]}"
        library.add(Twin(params), module)
        kinds.setdefault(params.macro.module, []).append((tile, module))
        macros[params.macro.module] = params.macro
        for memory in (memory for lane in params.memories for memory in lane):
            digits = -(-memory.width // 4)
            files[memory.file] = "".join(f"{word:0{digits}x}\n" for word in memory.words).encode()
    templates, common = environment(), {"header": header, "top": plan.name}
    files[f"{FOLDER}/{plan.name}_rom.v"] = templates.get_template("rom.v.j2").render(**common).encode()
    for module, text in library.verilog().items():
        files[f"{FOLDER}/{module}.v"] = f"{header}\n`default_nettype none\n{text}\n`default_nettype wire\n".encode()
    for module, macro in macros.items():
        fields = {"macro": macro, "tiles": kinds[module], "ports": tuple(_ports(macro))}
        shell = templates.get_template("macro_twin.v.j2").render(**common, **fields)
        files[f"{FOLDER}/{module}.v"] = shell.encode()
    return files


def _ports(macro: MacroParams) -> Iterable[tuple[str, str]]:
    """A twin's ports, and the macro's pins that they are."""
    for path, member in macro.signature.members.flatten():
        if member.is_port:
            yield joined(path), str(path[-1])
