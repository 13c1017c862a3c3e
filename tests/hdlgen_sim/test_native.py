"""The compiler and what it made: missing, refusing, damaged, not to be kept."""

import os
import subprocess
import sys

import pytest
from hdlgen_sim import native

SHOW = "from hdlgen_sim import native; print(native.library() is not None)"


def library_in(cache, **environment):
    """What a process of its own finds."""
    made = subprocess.run(
        [sys.executable, "-c", SHOW],
        env={**os.environ, "PYTHONPATH": "sim", "HDLGEN_CACHE": str(cache), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    return made.stdout.strip() or made.stderr.strip().splitlines()[-1]


@pytest.fixture(scope="module")
def cache(tmp_path_factory):
    if native.library() is None:
        pytest.skip("there is no C++ compiler")
    where = tmp_path_factory.mktemp("cache")
    assert library_in(where) == "True"
    return where


def test_a_damaged_library_is_built_again(cache):
    (library,) = cache.glob("reader-*/reader.so")
    whole = library.read_bytes()
    library.write_bytes(whole[:100])
    assert library_in(cache) == "True"
    (library,) = cache.glob("reader-*/reader.so")
    assert library.stat().st_size == len(whole)


def test_a_cache_that_cannot_be_written_costs_time_alone(tmp_path):
    (tmp_path / "file").write_text("")
    assert library_in(tmp_path / "file") == "True"


def test_numpy_takes_its_place_where_it_is_asked_for_or_there_is_no_compiler(tmp_path):
    assert library_in(tmp_path, HDLGEN_SIM_NUMPY="1") == "False"
    assert library_in(tmp_path, CXX="no-such-compiler") == "False"


def test_a_compiler_that_makes_nothing_is_named(tmp_path):
    assert "true cannot build reader.cpp; set HDLGEN_SIM_NUMPY=1" in library_error(tmp_path)


def library_error(tmp_path):
    made = subprocess.run(
        [sys.executable, "-c", SHOW],
        env={**os.environ, "PYTHONPATH": "sim", "HDLGEN_CACHE": str(tmp_path), "CXX": "true"},
        capture_output=True,
        text=True,
        check=False,
    )
    return made.stderr
