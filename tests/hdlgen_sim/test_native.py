"""The compiler and what it made: missing, refusing, damaged, not to be kept."""

import os
import subprocess
import sys

import pytest
from hdlgen_sim import native

SHOW = "from hdlgen_sim import native; print(native.library() is not None)"


def process(cache, **environment):
    """A process of its own that looks for the library."""
    return subprocess.run(
        [sys.executable, "-c", SHOW],
        env={**os.environ, "PYTHONPATH": "sim", "HDLGEN_CACHE": str(cache), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def library_in(cache, **environment):
    """What it finds."""
    made = process(cache, **environment)
    return made.stdout.strip() or made.stderr.strip().splitlines()[-1]


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    if native.library() is None:
        pytest.skip("there is no C++ compiler")
    where = tmp_path_factory.mktemp("cache")
    assert library_in(where) == "True"
    return where


def test_a_damaged_library_is_built_again(cache):
    (library,) = cache.glob("hdlgen-cache-*/reader-*/reader.so")
    whole = library.read_bytes()
    library.write_bytes(whole[:100])
    assert library_in(cache) == "True"
    (library,) = cache.glob("hdlgen-cache-*/reader-*/reader.so")
    assert library.stat().st_size == len(whole)


def test_a_cache_that_cannot_be_written_costs_time_alone(tmp_path):
    (tmp_path / "file").write_text("")
    assert library_in(tmp_path / "file") == "True"


def test_numpy_takes_its_place_where_it_is_asked_for_or_there_is_no_compiler(tmp_path):
    assert library_in(tmp_path, HDLGEN_SIM_NUMPY="1") == "False"
    assert library_in(tmp_path, CXX="no-such-compiler") == "False"


def broken(folder, script):
    """A compiler that is there."""
    path = folder / "g++"
    path.write_text(script)
    path.chmod(0o755)
    return str(path)


@pytest.mark.parametrize(("script", "said"), [
    ("#!/bin/sh\necho no assembler >&2; exit 1\n", "cannot build reader.cpp in {}(exit code 1): no assembler"),
    ("#!/bin/sh\nexit 0\n", "cannot build reader.cpp"),
    ("\x7fELF of another machine", "cannot be run: Exec format error"),
    ('#!/bin/sh\nfor word; do [ "$before" = -o ] && echo no ELF > "$word"; before=$word; done; exit 0\n', "reader.so"),
])  # fmt: skip
def test_numpy_takes_the_place_of_a_compiler_that_cannot_build(tmp_path, script, said):
    made = process(tmp_path / "cache", CXX=broken(tmp_path, script))
    assert made.stdout == "False\n"
    for part in said.split("{}"):
        assert part in made.stderr
    assert "NumPy reads the arrays, more slowly; mend the compiler, or set HDLGEN_SIM_NUMPY=1" in made.stderr


def test_a_compiler_with_a_lone_quote_is_named(tmp_path):
    made = process(tmp_path, CXX="g++ '")
    assert made.stdout == "False\n"
    assert "$CXX is no command: No closing quotation" in made.stderr


def test_what_others_can_write_is_not_loaded(cache):
    (library,) = cache.glob("hdlgen-cache-*/reader-*/reader.so")
    whole = library.read_bytes()
    library.write_bytes(b"planted")
    library.parent.chmod(0o777)
    made = process(cache)
    library.parent.chmod(0o700)
    assert made.stdout == "True\n"
    assert "belongs to others or can be written by them" in made.stderr
    assert "reader.cpp is built for this process alone" in made.stderr
    assert library.read_bytes() == b"planted" != whole
