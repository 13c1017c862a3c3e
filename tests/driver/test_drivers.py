"""The Python driver and the C driver against one model of an accelerator: same writes, same refusals."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

import hdlgen.driver
from hdlgen.driver import Accelerator, Block, BusError, DeviceError, DriverError, Program
from tests.driver.model import GEOMETRY, VERSION, Model

WORDS = tuple(0x9E3779B9 * n & 0xFFFFFFFF for n in range(600))
PROGRAM = Program(
    VERSION, GEOMETRY, bytes(range(16)), (Block(0x1000, WORDS[:16]), Block(0x1040, (7,)), Block(0x2000, WORDS))
)
HERE = Path(__file__).parent
DRIVER = Path(hdlgen.driver.__file__).parent

Run = Callable[[Model, str, bytes], str]
"""What to do (load, verify, start, stop) with which program, on a model; returns what went wrong, "" for nothing."""


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    program = tmp_path_factory.mktemp("c") / "main"
    flags = ["-std=c99", "-Wall", "-Wextra", "-Wconversion", "-Werror", "-pedantic", "-I", str(DRIVER / "c")]
    sources = [str(HERE / "main.c"), str(DRIVER / "c" / "hdlgen_driver.c")]
    subprocess.run(["cc", *flags, "-o", str(program), *sources], check=True, timeout=60)
    return program


def in_python(model: Model, what: str, data: bytes) -> str:
    accelerator = Accelerator(model.read, model.write)
    try:
        match what:
            case "start":
                accelerator.start()
            case "stop":
                accelerator.stop()
            case _:
                accelerator.load(Program.from_bytes(data), verify=what == "verify")
    except DriverError as error:
        return str(error)
    return ""


@pytest.fixture(params=["python", "c"])
def run(request: pytest.FixtureRequest, compiled: Path, tmp_path: Path) -> Run:
    if request.param == "python":
        return in_python

    def in_c(model: Model, what: str, data: bytes) -> str:
        (tmp_path / "program").write_bytes(data)
        command = [compiled, tmp_path / "program", what]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdin
            assert process.stdout
            for line in process.stdout:
                kind, *rest = line.split(maxsplit=2)
                if kind == "=":
                    return "" if rest[0] == "0" else rest[1].strip()
                try:
                    numbers = [int(word, 16) for word in rest]
                    reply = f"{model.read(*numbers):x}" if kind == "r" else (model.write(*numbers) or ".")
                except BusError:
                    reply = "!"
                process.stdin.write(f"{reply}\n")
                process.stdin.flush()
        raise AssertionError("the C driver died")

    return in_c


def test_a_program_is_loaded(run: Run) -> None:
    model = Model()
    assert run(model, "load", PROGRAM.to_bytes()) == ""
    assert not model.empty
    assert model.memory == {a: w for block in PROGRAM.blocks for a, w in block.writes()}
    assert model.log == list(PROGRAM.writes())
    assert run(model, "start", b"") == ""
    assert run(model, "stop", b"") == ""
    assert model.log[-2:] == [(0x1C, 1), (0x1C, 0)]


def test_what_is_read_back_is_compared(run: Run) -> None:
    model = Model()
    assert run(model, "verify", PROGRAM.to_bytes()) == ""
    assert model.log == list(PROGRAM.writes())
    for address in (0x1000, 0x1040, 0x2000 + 4 * 599):
        model = Model(flip=address)
        assert "reads back as" in run(model, "verify", PROGRAM.to_bytes())
        assert model.empty  # it was not committed
    assert run(Model(flip=0x1000), "load", PROGRAM.to_bytes()) == ""  # which is what verifying is for


@pytest.mark.parametrize(
    ("model", "message"),
    [
        (Model(mark=0), "there is no accelerator of hdlgen"),
        (Model(geometry=bytes(16)), "(is for another accelerator|is for the geometry 10111213)"),
        (Model(version=VERSION + 1), "was written by (another version of hdlgen|hdlgen 0.2.3, and .* is of 0.2.4)"),
        (Model(busy=True), "(stop it first|that is stopped; it runs or is busy)"),
        (Model(registers={0x1C: 1}), "(stop it first|that is stopped; it runs or is busy)"),
    ],
)
def test_an_accelerator_that_does_not_take_it_is_not_written_to(run: Run, model: Model, message: str) -> None:
    model = replace(model, log=[])
    assert re.search(message, run(model, "load", PROGRAM.to_bytes()))
    assert model.log == []


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda data: b"\x7fELF" + data[4:], "is no program"),
        (lambda data: data[:70], "truncated"),
        (lambda data: data[:-1], "truncated"),
        (lambda data: data + b"\0", "too long"),
        (lambda data: data[:8] + b"\2" + data[9:], "of (another )?version"),
        (lambda data: data[:200] + bytes([data[200] ^ 1]) + data[201:], "damaged"),
    ],
)
def test_a_bad_file_is_not_loaded(run: Run, change: Callable[[bytes], bytes], message: str) -> None:
    model = Model()
    assert re.search(message, run(model, "load", change(PROGRAM.to_bytes())))
    assert model.log == []


def test_a_write_that_is_refused_ends_the_loading(run: Run) -> None:
    model = Model()
    astray = replace(PROGRAM, blocks=(*PROGRAM.blocks, Block(0x9000, (1,))))
    assert re.search("(answered with an error|was refused: writing 0x9000)", run(model, "load", astray.to_bytes()))
    assert model.empty


@pytest.mark.parametrize("verify", [False, True])
def test_who_is_started_by_another_says_so(verify: bool) -> None:
    """Behind the last word, before the commit."""

    class Started(Model):
        def write(self, address: int, word: int) -> None:
            super().write(address, word)
            if address == 0x58:
                self.busy = True

    model = Started()
    with pytest.raises(DeviceError, match=r"an access of the loading was refused: .*; it runs or is busy"):
        Accelerator(model.read, model.write).load(PROGRAM, verify=verify)
    assert model.empty


def test_an_accelerator_that_saw_something_else_is_empty(run: Run) -> None:
    """A word is lost on the way."""

    class Lossy(Model):
        def write(self, address: int, word: int) -> None:
            if address != 0x2010:
                super().write(address, word)

    model = Lossy()
    message = run(model, "load", PROGRAM.to_bytes())
    assert re.search("(did not take the program and is empty|620 words .* came, and it has 621)", message)
    assert model.empty
    assert re.search("no program is loaded", run(model, "start", b""))
    assert model.log[-1] == (0x54, 1)


def test_many_words_go_through_one_call() -> None:
    model, calls = Model(), []

    def write_many(words: object) -> None:
        calls.append(list(words))  # type: ignore[call-overload]
        for word in calls[-1]:
            model.write(*word)

    Accelerator(model.read, model.write, write_many=write_many).load(PROGRAM)
    *words, _ = PROGRAM.writes()
    assert calls == [words]


def test_registers_have_names() -> None:
    model = Model()
    text = '{"registers": {"STATUS": {"address": 32}, "PROGRAM_WORDS": {"address": 108}}}'
    accelerator = Accelerator(model.read, model.write, registers=Accelerator.addresses(text))
    with pytest.raises(DeviceError, match="no program is loaded"):
        _ = accelerator.program
    accelerator.load(PROGRAM)
    assert accelerator.program == PROGRAM.digest
    assert accelerator.counters() == {"STATUS": 0, "PROGRAM_WORDS": PROGRAM.words + 4}
    assert accelerator.counters("STATUS") == {"STATUS": 0}
    with pytest.raises(DeviceError, match="there is no register CYCLES"):
        accelerator.register("CYCLES")
    assert (accelerator.busy, accelerator.faulty, accelerator.empty) == (False, False, False)
    assert accelerator.identify().geometry == GEOMETRY


def test_it_needs_nothing_but_python() -> None:
    allowed = {*sys.stdlib_module_names, "hdlgen.driver"}
    for path in DRIVER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                assert name.split(".")[0] in allowed or name.startswith("hdlgen.driver"), f"{path.name} imports {name}"
