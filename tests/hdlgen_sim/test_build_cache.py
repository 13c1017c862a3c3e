import os
import pwd
import stat
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


def aged(*paths):
    ago = time.time() - 86400 * (build_cache.UNUSED_DAYS + 30)
    for path in paths:
        os.utime(path, (ago, ago), follow_symlinks=False)


@pytest.mark.parametrize("damage", [
    lambda home: (home / "file").write_text(""),
    lambda home: (home / "file").unlink(),
    lambda home: (home / "file").rename(home / "other"),
    lambda home: (home / build_cache.MARK).write_text(""),
])  # fmt: skip
def test_an_entry_that_is_not_as_it_was_made_is_made_again(tmp_path, damage):
    home, _ = build_cache.entry(tmp_path, "key", write("whole"))
    damage(home)
    again, was_there = build_cache.entry(tmp_path, "key", write("whole"))
    assert (again, was_there, (home / "file").read_text()) == (home, False, "whole")
    assert build_cache.entry(tmp_path, "key", write("never"))[1]


def test_what_lost_its_mark_is_named(tmp_path):
    home, _ = build_cache.entry(tmp_path, "key", write("whole"))
    (home / build_cache.MARK).unlink()
    with pytest.raises(OSError, match="is no entry of hdlgen's"):
        build_cache.entry(tmp_path, "key", write("whole"))


def test_what_nobody_used_for_long_is_deleted(tmp_path):
    for key in ("old", "used", "new", "left.aside"):
        build_cache.entry(tmp_path, key, write(key))
    aged(tmp_path / "old", tmp_path / "used", tmp_path / "left.aside")
    build_cache.entry(tmp_path, "used", write("used"))
    build_cache.entry(tmp_path, "another", write("another"))
    assert {p.name for p in tmp_path.iterdir() if p.is_dir()} == {"used", "new", "another"}


def test_what_is_no_entry_is_never_deleted(tmp_path):
    elsewhere, _ = build_cache.entry(tmp_path / "elsewhere", "key", write("kept"))
    root = tmp_path / "root"
    build_cache.entry(root, "first", write("first"))
    (root / "thesis").mkdir()
    (root / "thesis" / "data.txt").write_text("three years of work")
    (root / "reader-0123456789abcdef0123456789abcdef").mkdir()  # as entries were named before they had a mark
    (root / "link").symlink_to(elsewhere)
    aged(*root.iterdir(), elsewhere)
    build_cache.entry(root, "second", write("second"))
    assert {p.name for p in root.iterdir() if p.is_dir()} == {
        "thesis", "reader-0123456789abcdef0123456789abcdef", "link", "second",
    }  # fmt: skip
    assert (root / "thesis" / "data.txt").read_text() == "three years of work"
    assert (elsewhere / "file").read_text() == "kept"


def test_a_lock_that_is_a_link_is_not_followed(tmp_path):
    victim = tmp_path / "victim"
    victim.write_text("precious")
    root = tmp_path / "root"
    root.mkdir(mode=0o700)
    (root / "key.lock").symlink_to(victim)
    with pytest.raises(OSError, match="symbolic links") as caught:
        build_cache.entry(root, "key", write("one"))
    assert caught.value.filename == str(root / "key.lock")
    assert victim.read_text() == "precious"


def test_a_lock_is_not_emptied(tmp_path):
    (tmp_path / "key.lock").hardlink_to(_written(tmp_path / "victim"))
    build_cache.entry(tmp_path, "key", write("one"))
    assert (tmp_path / "victim").read_text() == "precious"


def _written(path):
    path.write_text("precious")
    return path


def test_nobody_else_can_write_what_is_kept(tmp_path):
    mask = os.umask(0)
    try:
        home, _ = build_cache.entry(tmp_path / "a" / "root", "key", write("one"))
    finally:
        os.umask(mask)
    for path in (home, home / "file", home.parent, home.parent / "key.lock", home.parents[1]):
        assert not path.stat().st_mode & (stat.S_IWGRP | stat.S_IWOTH), path


@pytest.mark.parametrize("which", ["a", "a/top", "a/top/key", "a/top/key/file"])
def test_what_others_can_write_is_refused(tmp_path, which):
    home, _ = build_cache.entry(tmp_path / "a" / "top", "key", write("one"))
    path = tmp_path / which
    path.chmod(path.stat().st_mode | stat.S_IWOTH)
    with pytest.raises(
        PermissionError, match="can be written by them; set HDLGEN_CACHE to a folder of your own"
    ) as caught:
        build_cache.entry(home.parent, "key", write("two"))
    assert caught.value.filename == str(path)


def test_what_belongs_to_others_is_refused(tmp_path, monkeypatch):
    build_cache.entry(tmp_path, "key", write("one"))
    monkeypatch.setattr(os, "geteuid", lambda: os.getuid() + 1)
    with pytest.raises(PermissionError, match="belongs to others"):
        build_cache.entry(tmp_path, "key", write("two"))


def test_a_folder_for_all_is_taken_where_it_is_sticky(tmp_path):
    (tmp_path / "all").mkdir()
    (tmp_path / "all").chmod(0o1777)
    home, _ = build_cache.entry(tmp_path / "all" / "mine", "key", write("one"))
    assert stat.S_IMODE(home.parent.stat().st_mode) == 0o700


def test_a_root_behind_a_link_of_the_user_is_used(tmp_path):
    (tmp_path / "disk").mkdir(mode=0o700)
    (tmp_path / "link").symlink_to(tmp_path / "disk")
    home, _ = build_cache.entry(tmp_path / "link", "key", write("one"))
    assert home == tmp_path.resolve() / "disk" / "key"


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
    assert build_cache.default_root() == Path(f"/.cache/hdlgen-cache-{os.getuid()}")


def test_a_digest_sees_contents_order_and_boundaries_but_no_names(tmp_path):
    a, b = tmp_path / "a", tmp_path / "b"
    a.write_text("text")
    b.write_text("text")
    assert build_cache.digest(a) == build_cache.digest(b) == build_cache.digest("text") == build_cache.digest(b"text")
    distinct = [("ab", "c"), ("a", "bc"), ("c", "ab"), ("abc",), ("", "abc"), ()]
    assert len({build_cache.digest(*parts) for parts in distinct}) == len(distinct)


def test_the_root_is_a_folder_of_its_own_in_what_the_environment_names(monkeypatch, tmp_path):
    own = f"hdlgen-cache-{os.getuid()}"
    monkeypatch.setenv("HDLGEN_CACHE", str(tmp_path / "own"))
    assert build_cache.default_root() == tmp_path / "own" / own
    monkeypatch.delenv("HDLGEN_CACHE")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert build_cache.default_root() == tmp_path / own
    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert build_cache.default_root() == tmp_path / ".cache" / own


def test_a_full_disk_is_named(tmp_path):
    def fill(home):
        with open("/dev/full", "w") as full:  # noqa: PTH123
            full.write("words")

    with pytest.raises(OSError, match="No space left on device") as caught:
        build_cache.entry(tmp_path, "key", fill)
    assert caught.value.filename.startswith(str(tmp_path / "key."))
