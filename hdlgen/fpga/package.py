"""What is written for a board: the accelerator with twins of its arrays, and around it the board's own design."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from hdlgen_sim.files import read_json
from jinja2 import Environment, PackageLoader, StrictUndefined

import hdlgen
from hdlgen.driver.tty import BAUD
from hdlgen.emit.package import configuration_digest, contents
from hdlgen.emit.registers import register_map
from hdlgen.emit.simulation import Twinned
from hdlgen.emit.top import input_params, output_params
from hdlgen.errors import HdlgenError
from hdlgen.fpga import artix7, ecp5
from hdlgen.fpga.board import Board
from hdlgen.fpga.top import BoardTopParams, modules
from hdlgen.mapping.plan import Plan
from hdlgen.rtl.host_link import HostLinkParams
from hdlgen.rtl.twin import INDEX_BITS, LATENCY
from hdlgen.rtl.uart import UartParams

FOLDER = "board"
FACTS = "board.json"
"""In that folder: top, clock, cycles of a bit."""


@dataclass(frozen=True)
class BoardDesign:
    """A board's design as files.

    top         its module
    files       path below the folder of the emitted design → contents: all that `emit` writes, and the board's
    sources     Verilog that is read for the board, in order
    """

    top: str
    files: dict[str, bytes]
    sources: tuple[str, ...]


def board_design(plan: Plan, twinned: Twinned, board: Board, clock_hz: int, baud: int = BAUD) -> BoardDesign:
    """The design of `plan` for a board.

    Raises HdlgenError for a clock that the board cannot make, or of which there is no such baud rate.
    """
    digest = configuration_digest(plan)
    files = contents(plan, digest, loadable=False, twinned=twinned)
    top = f"{plan.name}_{FOLDER}"
    header = (
        f"// SPDX-License-Identifier: Apache-2.0\n// {plan.name} on a board, emitted by hdlgen {hdlgen.__version__}."
    )
    uart = UartParams.of(clock_hz, baud)
    registers = register_map(plan, digest)
    source, sink = input_params(plan), output_params(plan)
    link = HostLinkParams(clock_hz, registers.address_bits, source.data_bits // 8, sink.data_bits // 8, sink.dest_bits)
    own = modules(BoardTopParams(plan.name, f"{top}_clock", uart, link), top)
    accelerator = files[f"{plan.name}_fpga.f"].decode().split()
    common = {
        "header": header,
        "module": f"{top}_clock",
        "clock_mhz": f"{clock_hz / 1e6:g}",
        "oscillator_mhz": board.oscillator_hz / 1e6,
        "top": top,
        "title": board.title,
        "part": board.part,
    }
    clocks = {"clock": f"{FOLDER}/{top}_clock.v", "clock_sim": f"{FOLDER}/sim/{top}_clock.v"}
    verilog = [*accelerator, *(f"{FOLDER}/rtl/{name}.v" for name in own)]
    made: dict[str, str] = {
        f"{FOLDER}/rtl/{name}.v": f"{header}\n`default_nettype none\n{text}\n`default_nettype wire\n"
        for name, text in own.items()
    }
    made[clocks["clock_sim"]] = _render("clock_sim.v.j2", common)
    sources = [clocks["clock"], *verilog]
    if board.family == "ecp5":
        pll = ecp5.Pll.of(board.oscillator_hz, clock_hz)
        made[clocks["clock"]] = _render("clock_ecp5.v.j2", common | {"pll": pll})
        made[f"{FOLDER}/{top}.lpf"] = ecp5.constraints(board)
    else:
        mmcm = artix7.Mmcm.of(board.oscillator_hz, clock_hz)
        made[clocks["clock"]] = _render("clock_artix7.v.j2", common | {"mmcm": mmcm})
        made[f"{FOLDER}/{top}.xdc"] = artix7.constraints(board)
        made[f"{FOLDER}/vivado.tcl"] = _render("vivado.tcl.j2", common | {"files": sources})
    made[f"{top}.f"] = "".join(f"{name}\n" for name in sources)
    made[f"{top}_sim.f"] = "".join(f"{name}\n" for name in [clocks["clock_sim"], *verilog])
    facts = {"top": top, "board": board.name, "clock_hz": clock_hz, "bit_cycles": uart.bit_cycles}
    made[f"{FOLDER}/{FACTS}"] = json.dumps(facts, indent=2) + "\n"
    made[f"{top}.core"] = _render(
        "board.core.j2",
        common
        | {"board": board, "sources": sources, "version": hdlgen.__version__, "nextpnr_options": _nextpnr(board)},
    )
    files |= {name: text.encode() for name, text in made.items()}
    return BoardDesign(top, files, tuple(sources))


def smallest_twins(plan: Plan) -> int:
    """Cycles of a conversion with which twins of the plan's tiles read a line a cycle, and are smallest."""
    taps = (len(segment.taps) for stage in plan.array_stages for segment in stage.program.segments)
    line = max(1, INDEX_BITS // plan.hardware.dac_bits)
    return max(plan.hardware.conversion_cycles, -(-max(taps, default=1) // line) + LATENCY)


def simulated_sources(folder: Path, plan: Plan, *, routed: bool) -> tuple[str, int, list[Path]]:
    """Top, cycles of a bit and Verilog of the board's design in `folder`, as emitted or as `routed`.

    Raises HdlgenError if that is not what is there.
    """
    top = f"{plan.name}_{FOLDER}"
    try:
        facts = read_json(folder / FOLDER / FACTS)
        names = [f"{top}_routed.v"] if routed else (folder / f"{top}_sim.f").read_text().split()
        bit_cycles, found = int(facts["bit_cycles"]), facts["top"]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise HdlgenError(
            str(folder), f"holds no design for a board: {error}", fix="`hdlgen fpga` writes one"
        ) from None
    sources = [folder / name for name in names]
    if found != top or not all(source.is_file() for source in sources):
        what = f"holds {found}" if found != top else f"holds no {names[0]}"
        raise HdlgenError(
            str(folder), f"{what}, and not what is simulated of {plan.name}", fix="`hdlgen fpga` writes it"
        )
    return top, bit_cycles, sources


def _nextpnr(board: Board) -> list[str]:
    return ecp5.part_options(board) if board.family == "ecp5" else []


def _render(template: str, fields: dict[str, object]) -> str:
    environment = Environment(
        loader=PackageLoader("hdlgen.fpga"), undefined=StrictUndefined, autoescape=False, keep_trailing_newline=True
    )
    return environment.get_template(template).render(**fields)
