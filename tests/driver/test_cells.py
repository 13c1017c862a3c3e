"""The Python driver of cells and the C driver against one model of an accelerator: same accesses, same refusals."""

from __future__ import annotations

import re
import struct
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

import hdlgen.driver
from hdlgen.driver import Accelerator, BusError, DeviceError, DriverError, Program, Pulses
from tests.driver.model import COLUMNS, GEOMETRY, ROWS, TILES, VERSION, CellModel, Model

HERE = Path(__file__).parent
DRIVER = Path(hdlgen.driver.__file__).parent / "c"
HOW = Pulses(
    tolerance=3, pulses=100, set_amplitude=1, reset_amplitude=2, gain=5, increment=3, most=4, width=6, timeout=77777
)
TARGETS = [[(10 * r + c, c) for c in range(COLUMNS)] for r in range(ROWS)]


@dataclass(frozen=True)
class Said:
    """What a driver said: what went wrong, "" for nothing, and numbers."""

    error: str
    numbers: tuple[int, ...] = ()


Run = Callable[..., Said]
"""run(model, what, tile, targets, how, first_row): what is write, progress, pause, resume, abort, confirm or size."""


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    program = tmp_path_factory.mktemp("c") / "cells"
    flags = ["-std=c99", "-Wall", "-Wextra", "-Wconversion", "-Werror", "-pedantic", "-I", str(DRIVER)]
    sources = [str(HERE / "cells.c"), str(DRIVER / "hdlgen_cells.c"), str(DRIVER / "hdlgen_driver.c")]
    subprocess.run(["cc", *flags, "-o", str(program), *sources], check=True, timeout=60)
    return program


def in_python(model: Model, what: str, tile: int, targets: Any, how: Pulses, first_row: int) -> Said:
    try:
        cells = Accelerator(model.read, model.write).cells
        if what == "write":
            done = cells.write(tile, targets, how, first_row=first_row)
            assert not done.busy
            assert done.overflow == (done.failed > len(done.failures))
            return Said("", (done.cells, done.pulses, done.failed, *(n for cell in done.failures for n in cell)))
        if what == "progress":
            at = cells.progress()
            return Said("", (at.row, at.column, at.polarity, at.cells, at.pulses, at.failed))
        if what == "size":
            return Said("", (cells.rows, cells.columns, cells.tiles))
        getattr(cells, what)()
    except DriverError as error:
        return Said(str(error))
    return Said("")


@pytest.fixture(params=["python", "c"])
def run(request: pytest.FixtureRequest, compiled: Path, tmp_path: Path) -> Run:
    def in_c(model: Model, what: str, tile: int, targets: Any, how: Pulses, first_row: int) -> Said:
        numbers = [
            how.tolerance, how.pulses, how.set_amplitude, how.reset_amplitude, how.increment, how.most, how.width,
            how.gain, how.timeout & 0xFFFF, how.timeout >> 16,
        ]  # fmt: skip
        flat = [code for row in targets for pair in row for code in pair]
        words = [tile, first_row, len(targets), *numbers, *flat]
        (tmp_path / "words").write_bytes(struct.pack(f"<{len(words)}H", *words))
        command = [str(compiled), what, *([str(tmp_path / "words"), "16"] if what == "write" else [])]
        said: tuple[int, ...] = ()
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdin
            assert process.stdout
            for line in process.stdout:
                kind, *rest = line.split()
                if kind == "=":
                    return Said("", said) if rest[0] == "0" else Said(" ".join(rest[1:]))
                if kind == "+":
                    said = tuple(map(int, rest))
                    continue
                try:
                    given = [int(word, 16) for word in rest]
                    reply = f"{model.read(*given):x}" if kind == "r" else (model.write(*given) or ".")
                except BusError:
                    reply = "!"
                process.stdin.write(f"{reply}\n")
                process.stdin.flush()
        raise AssertionError("the C driver died")

    chosen = in_python if request.param == "python" else in_c

    def call(
        model: Model, what: str, tile: int = 1, targets: Any = TARGETS, how: Pulses = HOW, first_row: int = 0
    ) -> Said:
        return chosen(model, what, tile, targets, how, first_row)

    return call


def test_rows_are_written_one_after_the_other(run: Run) -> None:
    model = CellModel(waiting=3)
    pulses = sum(code for row in TARGETS for pair in row for code in pair)
    assert run(model, "write") == Said("", (24, pulses, 0))
    assert model.log == [
        (0xB0, 1), (0xB4, 3 << 16), (0xB8, 3 << 16 | 100), (0xBC, 0x04030201), (0xC0, 5 << 8 | 6), (0xC4, 77777),
        (0xA8, 1), *((0xC8, 1 << 31 | q << 16 | p) for row in TARGETS for p, q in row),
    ]  # fmt: skip
    assert run(model, "progress") == Said("", (4, 0, 0, 24, pulses, 0))
    assert run(model, "size") == Said("", (ROWS, COLUMNS, TILES))


def test_cells_that_did_not_converge_are_listed(run: Run) -> None:
    few = replace(HOW, pulses=20)
    over = (3, 0, 0), (3, 1, 0), (3, 2, 0)
    listed = [n for cell in (*((2, c, 0) for c in (1, 2)), *over) for n in cell]
    found = run(CellModel(), "write", how=few)
    assert found.numbers[2:] == (5, *listed)
    # The list is emptied before every row.
    assert run(CellModel(room=3), "write", how=few).numbers[2:] == (5, *listed)
    assert run(CellModel(room=1), "write", how=few).numbers[2:] == (5, 2, 1, 0, 3, 0, 0)
    left = CellModel(failures=[7])  # of a write before
    assert run(left, "write").numbers[2:] == (0,)


def test_a_host_goes_on_with_a_row(run: Run) -> None:
    model = CellModel()
    assert run(model, "write", targets=TARGETS[2:], first_row=2).numbers[0] == 12
    assert (0xB4, 3 << 16 | 2) in model.log


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"tile": 2}, "no such tile|no tile 2 of 2"),
        ({"first_row": 1}, "no such tile or row|no 4 rows from row 1 on, of 4"),
        ({"targets": []}, "no such tile or row|no 0 rows"),
        ({"targets": [[(0, 0), (0, 128), (0, 0)]]}, r"too large|must lie in 0\.\.127"),
        ({"how": replace(HOW, tolerance=128)}, r"too large|tolerance 128 must lie in 0\.\.127"),
        ({"how": replace(HOW, gain=16)}, r"too large|gain 16 must lie in 0\.\.15"),
        ({"how": replace(HOW, timeout=1 << 24)}, r"too large|timeout 16777216 must lie in 0\.\.16777215"),
    ],
)
def test_what_there_is_not_is_not_written(run: Run, changes: dict[str, Any], message: str) -> None:
    model = CellModel()
    assert re.search(message, run(model, "write", **changes).error)
    assert model.log == []


def test_rows_of_another_width_are_refused() -> None:
    with pytest.raises(DeviceError, match="a row of targets has not 3 columns"):
        Accelerator(CellModel().read, CellModel().write).cells.write(0, [[(1, 1)]], HOW)


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (1, "no such tile or row"),
        (2, "did not come in their cycle"),
        (3, "a pulse was not done"),
        (4, "it was aborted"),
    ],
)
@pytest.mark.parametrize("after", [4, 6])
def test_a_write_that_ends_early_says_why(run: Run, error: int, message: str, after: int) -> None:
    """In a row and behind one; its cells are not confirmed."""
    model = CellModel(broken=(after, error))
    assert re.search(message, run(model, "write").error)
    assert re.search(message, run(model, "confirm").error)
    assert model.unconfirmed
    model.broken = None
    assert run(model, "write").error == ""
    assert run(model, "confirm") == Said("")
    assert not model.unconfirmed


def test_while_it_runs_no_cell_is_written(run: Run) -> None:
    message = "(while nothing runs and no other write goes on)|(cells are confirmed while nothing runs)"
    for what in ("write", "confirm"):
        assert re.search(message, run(CellModel(busy=True), what).error)
        assert re.search(message, run(CellModel(status=1, left=1), what).error)


def test_an_accelerator_without_a_controller_says_so(run: Run) -> None:
    assert "has no controller that writes cells" in run(Model(), "size").error


def test_a_write_waits_goes_on_and_ends(run: Run) -> None:
    model = CellModel(status=1, left=1)
    for what in ("pause", "resume", "abort"):
        assert run(model, what) == Said("")
    assert model.log == [(0xAC, 1), (0xAC, 0), (0xAC, 2)]
    assert not Accelerator(model.read, model.write).cells.complete


def test_no_program_is_loaded_before_the_cells_are_confirmed() -> None:
    model = CellModel()
    program = Program(VERSION, GEOMETRY, bytes(16), ())
    accelerator = Accelerator(model.read, model.write)
    with pytest.raises(DeviceError, match="nobody has confirmed the cells"):
        accelerator.load(program)
    assert model.log == []
    accelerator.cells.confirm()
    accelerator.load(program)
    assert not accelerator.empty
