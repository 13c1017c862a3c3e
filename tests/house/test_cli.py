"""What a user meets when a command ends."""

import os
import re
import subprocess
import sys
import types
from pathlib import Path

import pytest

from hdlgen import __version__
from hdlgen.cli import main as cli
from hdlgen.errors import DesignError, HdlgenError, Mistake, SpecError, ToolError

ROOT = Path(__file__).parents[2]


@pytest.fixture
def command(monkeypatch):
    """Makes `hdlgen fake` do what the test says."""

    def install(run):
        module = types.ModuleType("hdlgen.cli.fake")
        module.__spec__ = types.SimpleNamespace(name="hdlgen.cli.fake")
        module.register = lambda sub: sub.add_parser("fake", help="a command")
        module.run = run
        monkeypatch.setitem(sys.modules, "hdlgen.cli.fake", module)
        monkeypatch.setattr(cli, "COMMANDS", ("fake",))

    return install


def failing(error):
    def run(args):
        raise error

    return run


@pytest.mark.parametrize(
    ("error", "code"),
    [(HdlgenError("w", "x"), 2), (SpecError("w", "x"), 2), (DesignError("w", "x"), 1), (ToolError("w", "x"), 3)],
)
def test_an_error_becomes_its_exit_code(command, capsys, error, code):
    command(failing(error))
    assert cli.main(["fake"]) == code
    assert capsys.readouterr().err == "w: x\n"


def test_all_mistakes_of_a_file_are_printed(command, capsys):
    mistakes = [Mistake("a.b", "is 3", "make it 4", "net.yaml", 7), Mistake("c", "is missing")]
    command(failing(SpecError.of(mistakes)))
    assert cli.main(["fake"]) == 2
    assert capsys.readouterr().err == "net.yaml:7: a.b: is 3\n    fix: make it 4\nc: is missing\n"


def test_an_interrupt_is_130(command, capsys):
    command(failing(KeyboardInterrupt()))
    assert cli.main(["fake"]) == 130
    assert "interrupted" in capsys.readouterr().err


def test_a_bug_of_ours_is_not_hidden(command):
    command(failing(ZeroDivisionError("ours")))
    with pytest.raises(ZeroDivisionError):
        cli.main(["fake"])


def test_a_result_is_passed_on(command):
    command(lambda args: 1)
    assert cli.main(["fake"]) == 1


def test_a_command_that_registers_another_name_is_refused(command, monkeypatch):
    command(lambda args: 0)
    monkeypatch.setattr(sys.modules["hdlgen.cli.fake"], "register", lambda sub: sub.add_parser("other"))
    with pytest.raises(RuntimeError, match="registered no command 'fake'"):
        cli.main(["fake"])


@pytest.mark.parametrize("argv", [[], ["no-such-command"]])
def test_a_wrong_command_line_is_2_and_shows_the_usage(argv, capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(argv)
    assert left.value.code == 2
    assert "usage: hdlgen" in capsys.readouterr().err


def test_help_lists_every_command_and_the_exit_codes(capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(["--help"])
    assert left.value.code == 0
    said = capsys.readouterr().out
    assert [name for name in cli.COMMANDS if not re.search(rf"^    {name}\s", said, re.MULTILINE)] == []
    assert "130 interrupted" in said


def test_a_reader_that_leaves_early_is_no_traceback():
    code = "import sys; from hdlgen.cli import main as m; sys.exit(m.main(['doctor', '--json']))"
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as gone:
        done = subprocess.run([sys.executable, "-c", code], stdout=gone, stderr=subprocess.PIPE, text=True, cwd=ROOT)
    assert done.returncode == 141
    assert done.stderr == ""


def test_the_package_can_be_run():
    done = subprocess.run([sys.executable, "-m", "hdlgen", "--version"], capture_output=True, text=True, cwd=ROOT)
    assert (done.returncode, done.stdout) == (0, f"hdlgen {__version__}\n")
    failed = subprocess.run([sys.executable, "-m", "hdlgen", "check", "no_such"], capture_output=True, cwd=ROOT)
    assert failed.returncode == 2
