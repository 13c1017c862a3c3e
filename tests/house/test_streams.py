"""A command ends as it should wherever its words go."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from hdlgen.errors import naming

ROOT = Path(__file__).parents[2]
CHECK = ["-m", "hdlgen", "check", "lenet_q4"]


def run(*words, env=(), **more):
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'sim'}", **dict(env)}
    more = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "cwd": ROOT, **more}
    return subprocess.run([sys.executable, *words], env=environment, check=False, **more)


@pytest.mark.parametrize(
    "env", [{"PYTHONIOENCODING": "ascii"}, {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}]
)
def test_letters_that_an_encoding_lacks_are_spelled(env):
    done = run(*CHECK, env=env)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b" 24x24x8 " in done.stdout
    asked = run("-m", "hdlgen", "emit", "--help", env=env)
    assert asked.returncode == 0
    assert b"a bundled network -> rtl_out/lenet_q4" in asked.stdout


def test_a_name_of_any_bytes_is_printed_as_it_is():
    name = b"caf\xe9\xc3\x97.yaml"
    for env in ({}, {"PYTHONIOENCODING": "ascii"}):
        done = run("-m", "hdlgen", "check", name, env=env)
        assert done.returncode == 2
        assert b"Traceback" not in done.stderr
        assert b"caf\\udce9" in done.stderr or b"caf\xe9" in done.stderr


@pytest.mark.parametrize("closed", [(1,), (2,), (0, 1, 2)])
def test_closed_streams_change_no_exit_code(closed):
    words = [sys.executable, *CHECK]

    def code(*more):
        shut = " ".join(f"{n}>&-" for n in closed)
        command = [*words[:-1], *more] if more else words
        return subprocess.run(["sh", "-c", f'"$@" {shut}', "sh", *command], cwd=ROOT, capture_output=True, check=False)

    done = code()
    assert (done.returncode, done.stderr) == (0, b"")
    assert code("no_such").returncode == 2


def test_what_is_opened_first_is_not_written_into(tmp_path):
    code = (
        "import sys, os; from pathlib import Path; from hdlgen.cli import streams; streams.prepare(); "
        f"file = open({str(tmp_path / 'file')!r}, 'w'); print('words', flush=True); os.system('echo more')"
    )
    words = ["sh", "-c", '"$@" >&-', "sh", sys.executable, "-c", code]
    assert subprocess.run(words, cwd=ROOT, check=False).returncode == 0
    assert (tmp_path / "file").read_text() == ""


def test_a_full_disk_behind_standard_output_is_said():
    with Path("/dev/full").open("w") as full:
        done = run(*CHECK, stdout=full)
        assert (done.returncode, done.stderr) == (2, b"standard output: No space left on device\n")
        assert run("-m", "hdlgen", "--help", stdout=full).returncode == 2


def test_a_reader_of_errors_that_has_gone_changes_no_exit_code():
    read, write = os.pipe()
    os.close(read)
    with os.fdopen(write, "w") as gone:
        assert run("-m", "hdlgen", "check", "no_such", stdout=gone, stderr=gone).returncode == 2


def test_a_full_disk_is_named():
    with pytest.raises(OSError, match="No space left on device: '/a/place'"), naming("/a/place"):  # noqa: SIM117
        with Path("/dev/full").open("w") as full:
            full.write("words")
    with pytest.raises(FileNotFoundError, match="'/no/file'"), naming("/a/place"):
        Path("/no/file").read_bytes()
