import os
import pwd
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hdlgen_sim import build_cache


def write(text):
    return lambda home: (home / "file").write_text(text)


def test_an_entry_is_made_once(tmp_path):
    first, was_there = build_cache.entry(tmp_path, "key", write("one"))
    assert (first / "file").read_text() == "one"
    assert not was_there
    again, was_there = build_cache.entry(tmp_path, "key", write("two"))
    assert again == first
    assert was_there
    assert (again / "file").read_text() == "one"


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_a_failed_build_leaves_nothing_that_is_taken_for_an_entry(tmp_path, error):
    def fail(home):
        (home / "file").write_text("half")
        raise error

    with pytest.raises(error):
        build_cache.entry(tmp_path, "key", fail)
    assert [p.name for p in tmp_path.iterdir()] == ["key.lock"]
    home, was_there = build_cache.entry(tmp_path, "key", write("whole"))
    assert not was_there
    assert (home / "file").read_text() == "whole"


def test_two_at_a_time_build_once(tmp_path):
    made = []

    def slow(home):
        made.append(home)
        time.sleep(0.3)
        (home / "file").write_text("whole")

    got = []
    threads = [threading.Thread(target=lambda: got.append(build_cache.entry(tmp_path, "key", slow))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 1
    assert sorted(was_there for _, was_there in got) == [False, True, True]
    assert {(home / "file").read_text() for home, _ in got} == {"whole"}


def test_what_nobody_used_for_long_is_deleted(tmp_path):
    for key in ("old", "used", "new"):
        build_cache.entry(tmp_path, key, write(key))
    (tmp_path / "left.aside").mkdir()
    ago = time.time() - 86400 * (build_cache.UNUSED_DAYS + 1)
    for name in ("old", "used", "left.aside"):
        os.utime(tmp_path / name, (ago, ago))
    build_cache.entry(tmp_path, "used", write("used"))
    build_cache.entry(tmp_path, "another", write("another"))
    assert {p.name for p in tmp_path.iterdir() if p.is_dir()} == {"used", "new", "another"}


def test_what_killed_builds_left_goes_at_once(tmp_path):
    code = (
        "import os, sys, pathlib; from hdlgen_sim import build_cache\n"
        "build_cache.entry(pathlib.Path(sys.argv[1]), sys.argv[2], lambda home: os.kill(os.getpid(), 9))"
    )
    for key in ("one", "two"):
        subprocess.run([sys.executable, "-c", code, tmp_path, key], check=False)
        assert [p.name.split(".")[0] for p in tmp_path.glob("*.aside")] == [key]  # that of another is gone already

    def while_another_builds(home):
        build_cache.entry(tmp_path, "three", write("three"))
        assert home.is_dir()
        (home / "file").write_text("two")

    build_cache.entry(tmp_path, "two", while_another_builds)
    assert list(tmp_path.glob("*.aside")) == []


def test_a_folder_of_another_that_ends_like_ours_stays(tmp_path):
    for name in ("theirs.aside", "their.own.aside"):
        (tmp_path / name).mkdir()
    (tmp_path / "link.own.aside").symlink_to(tmp_path / "theirs.aside")
    (tmp_path / "link.lock").touch()
    build_cache.entry(tmp_path, "key", write("key"))
    assert len(list(tmp_path.glob("*.aside"))) == 3
    assert (tmp_path / "theirs.aside").is_dir()


def test_a_root_that_takes_no_file_is_not_usable(tmp_path):
    (tmp_path / "file").touch()
    assert build_cache.usable(tmp_path / "a" / "b")
    assert not build_cache.usable(tmp_path / "file" / "below")
    assert not build_cache.usable(Path("/proc"))


def test_a_user_without_a_home_has_a_root(monkeypatch):
    for name in ("HDLGEN_CACHE", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(pwd, "getpwuid", lambda uid: {}[uid])
    assert build_cache.default_root() == Path("/.cache/hdlgen")


def test_a_digest_sees_contents_order_and_boundaries_but_no_names(tmp_path):
    a, b = tmp_path / "a", tmp_path / "b"
    a.write_text("text")
    b.write_text("text")
    assert build_cache.digest(a) == build_cache.digest(b) == build_cache.digest("text") == build_cache.digest(b"text")
    distinct = [("ab", "c"), ("a", "bc"), ("c", "ab"), ("abc",), ("", "abc"), ()]
    assert len({build_cache.digest(*parts) for parts in distinct}) == len(distinct)


def test_the_root_follows_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("HDLGEN_CACHE", str(tmp_path / "own"))
    assert build_cache.default_root() == tmp_path / "own"
    monkeypatch.delenv("HDLGEN_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert build_cache.default_root() == tmp_path / "hdlgen"
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert build_cache.default_root() == tmp_path / ".cache" / "hdlgen"
