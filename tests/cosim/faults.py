"""Faults that are put into an emitted accelerator: each is one edit of one file, in a place that must exist once."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file, save_file

from hdlgen.arith import MaxPool
from hdlgen.mapping import ArrayStage, OperatorStage, Plan


@dataclass(frozen=True)
class Fault:
    """A fault, and the layer whose output shows it first.

    edit  of the emitted directory
    """

    name: str
    layer: str
    edit: Callable[[Path], None]


def inject(directory: Path, fault: Fault) -> None:
    """Puts `fault` into the accelerator in `directory`."""
    fault.edit(directory)


def faults(plan: Plan) -> tuple[Fault, ...]:
    """A fault of each kind; `plan` has a layer with several segments, and a max pool."""
    first = plan.array_stages[0]
    blocks = next(s for s in plan.array_stages if len(s.program.segments) > 1)
    pool = next(s for s in plan.stages if isinstance(s, OperatorStage) and isinstance(s.op, MaxPool))
    return (
        Fault("cell", first.name, lambda d: _cell(d, first)),
        Fault("requantization constant", first.name, lambda d: _bias(d, first)),
        Fault("dispatch entry", blocks.name, lambda d: _table(d, blocks, "dispatch_table")),
        Fault("conversion entry", blocks.name, lambda d: _table(d, blocks, "conversion_table")),
        Fault("ADC range", first.name, lambda d: _range(d, first)),
        Fault("pool comparison", pool.name, lambda d: _comparison(d, pool)),
        Fault("stream ready", first.name, lambda d: _ready(d, first)),
        Fault("window tap", first.name, lambda d: _tap(d, first)),
    )


def broken_rules(plan: Plan) -> tuple[Fault, ...]:
    """Faults that change no value but break a rule; `plan`'s first layer has one tile, whose rows are not all used."""
    first = plan.array_stages[0]
    rules = (
        Fault("tlast never comes", "m_axis", lambda d: _last(d, plan)),
        Fault("a right image is marked", "m_axis", lambda d: _marked(d, plan)),
        Fault("tvalid waits for tready", "m_axis", lambda d: _valid_waits(d, plan)),
        Fault("rows do not rest", str(first.tile_names[0]), lambda d: _rest(d, first)),
        Fault("unused rows are driven", str(first.tile_names[0]), lambda d: _unused(d, first)),
        Fault("identification", "ID", lambda d: _replace(
            d / "rtl" / f"{plan.name}_csr.v", "32'd1212435527", lambda m: "32'd7")),
        Fault("counter", f"{first.name}.PHASES", lambda d: _deaf(d, first)),
        Fault("another tile's name", str(first.tile_names[0]), lambda d: _replace(
            _unit_file(d, first, "u_array"), r'TILE\("\w+/0"\)', lambda m: 'TILE("gone/0")')),
    )  # fmt: skip
    assert tuple(f.name for f in rules) == RULES
    return rules


RULES = ("tlast never comes", "a right image is marked", "tvalid waits for tready", "rows do not rest",
         "unused rows are driven", "identification", "counter", "another tile's name")  # fmt: skip
NAMES = ("cell", "requantization constant", "dispatch entry", "conversion entry", "ADC range", "pool comparison",
         "stream ready", "window tap")  # fmt: skip


def _replace(path: Path, pattern: str, change: Callable[[re.Match[str]], str]) -> None:
    text = path.read_text()
    found = list(re.finditer(pattern, text, re.DOTALL))
    assert len(found) == 1, f"{path.name}: {pattern!r} is there {len(found)} times"
    changed = text[: found[0].start()] + change(found[0]) + text[found[0].end() :]
    assert changed != text, f"{path.name}: the edit changes nothing"
    path.write_text(changed)


def _stage_file(directory: Path, stage: ArrayStage | OperatorStage) -> Path:
    (path,) = (directory / "rtl").glob(f"*_{stage.name}_stage.v")
    return path


def _unit_file(directory: Path, stage: ArrayStage | OperatorStage, *path: str) -> Path:
    """The module at the end of a path of instances that begins in the stage."""
    file = _stage_file(directory, stage)
    for instance in path:
        (module,) = re.findall(rf"^  (\w+) {instance} \($", file.read_text(), re.MULTILINE)
        file = directory / "rtl" / f"{module}.v"
    return file


def _cell(directory: Path, stage: ArrayStage) -> None:
    """The strongest cell of the first tile is programmed on the wrong side of its pair."""
    path = directory / "cells.safetensors"
    cells = load_file(path)
    tile = cells[f"{stage.name}/0"].copy()
    at = np.unravel_index(np.abs(tile).argmax(), tile.shape)
    tile[at] = -tile[at]
    save_file({**cells, f"{stage.name}/0": tile}, path)


def _bias(directory: Path, stage: ArrayStage) -> None:
    """The bias of channel 0 is off by half a step of the output."""
    _row(_unit_file(directory, stage, "u_requant", "u_bias_table"), 1 << (stage.program.requant.shift - 1))


def _table(directory: Path, stage: ArrayStage, table: str) -> None:
    """The lowest field of a table's first row, the segment or the column group, is another one."""
    _row(_unit_file(directory, stage, "u_array", "u_schedule", f"u_{table}"), 1)


def _row(table: Path, bits: int) -> None:
    """These bits of a table's first row are others."""
    _replace(table, r"(\d+'h0+:\s+\w+ = \d+'h)([0-9a-f]+);", lambda m: f"{m[1]}{int(m[2], 16) ^ bits:x};")


def _range(directory: Path, stage: ArrayStage) -> None:
    """The first tile's converters work in the next larger range."""
    _replace(_unit_file(directory, stage, "u_array"), r"(u_tile_0 \(\s+\.adc_shift\(5'h)([0-9a-f]+)\)",
             lambda m: f"{m[1]}{int(m[2], 16) + 1:02x})")  # fmt: skip


def _comparison(directory: Path, pool: OperatorStage) -> None:
    """Lane 0 keeps the smaller element."""
    _replace(_unit_file(directory, pool, "u_pool"), r"(i_data(?:\[\d+:0\])?\)?) > (\S+)(?=;)",
             lambda m: f"{m[1]} < {m[2]}")  # fmt: skip


def _ready(directory: Path, stage: ArrayStage) -> None:
    """The window buffer and the datapath are given each other's `ready`."""
    path = _stage_file(directory, stage)
    text = path.read_text()
    window, sums = (re.findall(rf"{unit} \([^;]*?\.o_ready\((\w+)\)", text) for unit in ("u_window", "u_array"))
    assert len(window) == len(sums) == 1
    for unit, ready in (("u_window", sums[0]), ("u_array", window[0])):
        _replace(path, rf"({unit} \([^;]*?\.o_ready\()\w+\)", lambda m, ready=ready: f"{m[1]}{ready})")


def _tap(directory: Path, stage: ArrayStage) -> None:
    """The last two rows of the window change places."""
    _replace(_unit_file(directory, stage, "u_window"), r"assign o_data = \{ ([^,{}]+), ([^,{}]+)",
             lambda m: f"assign o_data = {{ {m[2]}, {m[1]}")  # fmt: skip


def _last(directory: Path, plan: Plan) -> None:
    _replace(
        directory / "rtl" / f"{plan.name}_axis_output.v", r"m_axis_tlast <= \S+ ;", lambda m: "m_axis_tlast <= 1'b0;"
    )


def _marked(directory: Path, plan: Plan) -> None:
    path = directory / "rtl" / f"{plan.name}_axis_output.v"
    _replace(path, r"m_axis_tuser <= \S+ ;", lambda m: f"m_axis_tuser <= {m[0].split()[2]} | m_axis_tlast;")


def _valid_waits(directory: Path, plan: Plan) -> None:
    path = directory / "rtl" / f"{plan.name}.v"
    _replace(path, r"\.m_axis_tvalid\(m_axis_tvalid\)", lambda m: ".m_axis_tvalid(waiting)")
    _replace(path, r"  output m_axis_tvalid;",
             lambda m: f"  wire waiting;\n  assign m_axis_tvalid = waiting & m_axis_tready;\n{m[0]}")  # fmt: skip


def _rest(directory: Path, stage: ArrayStage) -> None:
    _replace(_unit_file(directory, stage, "u_array", "u_rows"), r"assign drive = turn_integrate \?",
             lambda m: "assign drive = 1'b1 ?")  # fmt: skip


def _unused(directory: Path, stage: ArrayStage) -> None:
    _replace(_unit_file(directory, stage, "u_array", "u_rows"), r"(assign row_word = \{ \d+'h0*)0, segment_0 \}",
             lambda m: f"{m[1]}1, segment_0 }}")  # fmt: skip


def _deaf(directory: Path, stage: ArrayStage) -> None:
    """Nobody hears when a phase is held."""
    path = _stage_file(directory, stage)
    _replace(path, r"\.held\(phases\)", lambda m: ".held(unheard)")
    _replace(path, r"  wire phases;", lambda m: "  wire phases;\n  wire unheard;\n  assign phases = 1'b0;")
