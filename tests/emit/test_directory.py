"""An output directory is replaced whole or not at all."""

import hashlib
import json
import os
from contextlib import contextmanager
from pathlib import Path

import pytest

from hdlgen import outputs
from hdlgen.emit.directory import replace_directory
from hdlgen.errors import HdlgenError


def emission(**contents: str) -> dict[str, bytes]:
    """Files with their manifest."""
    data = {name.replace("__", "/") + ".v": text.encode() for name, text in contents.items()}
    outputs = {name: hashlib.sha256(text).hexdigest() for name, text in data.items()}
    return {**data, "mark.json": json.dumps({"hdlgen": "1", "outputs": outputs}).encode()}


OLD = emission(a__gone="old", same="old")
NEW = emission(b__c__new="new", same="new")


def files(directory: Path) -> dict[str, bytes]:
    return {str(p.relative_to(directory)): p.read_bytes() for p in directory.rglob("*") if p.is_file()}


def test_what_was_there_before_is_gone(tmp_path):
    replace_directory(tmp_path / "deep" / "out", OLD, "mark.json")
    replace_directory(tmp_path / "deep" / "out", NEW, "mark.json")
    assert files(tmp_path / "deep") == {f"out/{name}": data for name, data in NEW.items()}


def test_an_empty_directory_is_taken(tmp_path):
    (tmp_path / "out").mkdir()
    replace_directory(tmp_path / "out", NEW, "mark.json")
    assert files(tmp_path / "out") == NEW


def test_somebody_elses_directory_is_refused(tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.tex").write_bytes(b"years of work")
    with pytest.raises(HdlgenError, match=r"holds no mark.json of hdlgen.*\n.*fix: name another directory"):
        replace_directory(tmp_path / "out", NEW, "mark.json")
    assert files(tmp_path) == {"out/thesis.tex": b"years of work"}


@pytest.mark.parametrize(
    "manifest", ["my web app", '{"name": "my web app"}', '["hdlgen"]', '{"outputs": {"thesis.tex": 1}}']
)
def test_a_manifest_of_somebody_else_does_not_make_it_ours(tmp_path, manifest):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mark.json").write_text(manifest)
    (tmp_path / "out" / "thesis.tex").write_bytes(b"years of work")
    with pytest.raises(HdlgenError, match="was not written by hdlgen"):
        replace_directory(tmp_path / "out", NEW, "mark.json")
    assert (tmp_path / "out" / "thesis.tex").read_bytes() == b"years of work"


def test_what_somebody_put_beside_our_files_is_kept(tmp_path):
    replace_directory(tmp_path / "out", OLD, "mark.json")
    (tmp_path / "out" / "notes.txt").write_text("mine")
    with pytest.raises(HdlgenError, match=r"holds notes\.txt, which was not written by hdlgen"):
        replace_directory(tmp_path / "out", NEW, "mark.json")
    assert (tmp_path / "out" / "notes.txt").read_text() == "mine"


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(HdlgenError, match=r"out: cannot be written: Not a directory\n.*fix: name a directory that can"):
        replace_directory(tmp_path / "file" / "out", NEW, "mark.json")


def test_a_file_in_the_way_is_refused(tmp_path):
    (tmp_path / "out").write_bytes(b"a file")
    with pytest.raises(HdlgenError, match="out: is a file"):
        replace_directory(tmp_path / "out", NEW, "mark.json")


@pytest.mark.parametrize("failing_call", range(1, 7))
def test_an_interrupted_run_leaves_the_old_one_whole(tmp_path, monkeypatch, failing_call):
    out = tmp_path / "out"
    replace_directory(out, OLD, "mark.json")
    calls = 0

    def counted(method):
        def wrapped(*args, **keywords):
            nonlocal calls
            calls += 1
            if calls == failing_call:
                raise KeyboardInterrupt
            return method(*args, **keywords)

        return wrapped

    for name in ("replace", "unlink"):
        monkeypatch.setattr(Path, name, counted(getattr(Path, name)))
    with pytest.raises(KeyboardInterrupt):
        replace_directory(out, NEW, "mark.json")
    assert files(tmp_path) == {f"out/{name}": data for name, data in OLD.items()}
    monkeypatch.undo()
    replace_directory(out, NEW, "mark.json")
    assert files(tmp_path) == {f"out/{name}": data for name, data in NEW.items()}


@pytest.mark.parametrize("fatal_call", range(1, 8))
def test_after_a_kill_every_file_is_whole_and_the_next_run_goes_on(tmp_path, fatal_call):
    out = tmp_path / "out"
    replace_directory(out, OLD, "mark.json")
    pid = os.fork()
    if not pid:  # a child that dies as by SIGKILL: nothing is cleaned up
        left = iter(range(1, fatal_call))
        for name in ("replace", "unlink"):
            method = getattr(Path, name)
            setattr(Path, name, lambda *a, method=method, **k: method(*a, **k) if next(left, 0) else os._exit(9))
        replace_directory(out, NEW, "mark.json")
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) in (0, 9)
    assert (out / "same.v").read_bytes() in (b"old", b"new")
    replace_directory(out, NEW, "mark.json")
    left = {n for n in files(tmp_path) if n not in ("out/a/gone.v", "out/.hdlgen.sha256")}
    assert left == {f"out/{name}" for name in NEW}


def test_a_failed_write_leaves_nothing_behind(tmp_path):
    with pytest.raises(HdlgenError, match="out: cannot be written: File name too long"):
        replace_directory(tmp_path / "deep" / "out", {**NEW, "x" * 300: b""}, "mark.json")
    assert list(tmp_path.iterdir()) == []


def test_an_edited_file_is_kept_unless_it_is_forced(tmp_path):
    out = tmp_path / "out"
    replace_directory(out, OLD, "mark.json")
    (out / "same.v").write_text("mine")
    (out / "a" / "gone.v").write_text("mine, too")
    before = files(out)
    match = r"out: holds a/gone\.v, same\.v, which was edited since hdlgen wrote it\n.*fix: .* or give --force"
    with pytest.raises(HdlgenError, match=match):
        replace_directory(out, NEW, "mark.json")
    assert files(out) == before
    replace_directory(out, NEW, "mark.json", force=True)
    assert files(out) == NEW


def test_force_keeps_what_is_not_in_the_way(tmp_path):
    (tmp_path / "same.v").write_text("foreign")
    (tmp_path / "thesis.tex").write_text("years of work")
    replace_directory(tmp_path, NEW, "mark.json", force=True)
    assert files(tmp_path) == {**NEW, "thesis.tex": b"years of work"}


@pytest.mark.parametrize("link", ["symlink_to", "hardlink_to"])
def test_nothing_is_written_over_an_input(tmp_path, link):
    read = tmp_path / "net.yaml"
    read.write_text("my network")
    (tmp_path / "out").mkdir()
    getattr(tmp_path / "out" / "same.v", link)(read)
    with pytest.raises(HdlgenError, match=r"same\.v: is an input of this run"):
        replace_directory(tmp_path / "out", NEW, "mark.json", [read], force=True)
    assert read.read_text() == (tmp_path / "out" / "same.v").read_text() == "my network"
    assert len(files(tmp_path)) == 2


def test_a_link_is_followed(tmp_path):
    (tmp_path / "disk").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "disk")
    for emitted in (OLD, NEW):
        replace_directory(tmp_path / "out", emitted, "mark.json")
        assert files(tmp_path / "disk") == emitted
    assert (tmp_path / "out").is_symlink()


def test_an_edited_file_behind_a_link_to_a_folder_is_kept(tmp_path):
    replace_directory(tmp_path / "out", NEW, "mark.json")
    (tmp_path / "out" / "b").rename(tmp_path / "b")
    (tmp_path / "out" / "b").symlink_to(tmp_path / "b")
    replace_directory(tmp_path / "out", NEW, "mark.json")
    edited = tmp_path / "b" / "c" / "new.v"
    edited.write_text("mine")
    with pytest.raises(HdlgenError, match=r"b/c/new\.v, which was edited"):
        replace_directory(tmp_path / "out", NEW, "mark.json")
    assert edited.read_text() == "mine"


@pytest.mark.parametrize("put", [os.mkfifo, lambda path: path.symlink_to("nowhere")], ids=["pipe", "link to nothing"])
def test_what_is_no_file_in_the_place_of_one_is_not_ours(tmp_path, put):
    replace_directory(tmp_path, OLD, "mark.json")
    (tmp_path / "same.v").unlink()
    put(tmp_path / "same.v")
    with pytest.raises(HdlgenError, match=r"same\.v, which was edited"):
        replace_directory(tmp_path, NEW, "mark.json")
    replace_directory(tmp_path, NEW, "mark.json", force=True)
    assert files(tmp_path) == NEW


def test_of_two_at_a_time_the_later_replaces_the_other(tmp_path, monkeypatch):
    replace_directory(tmp_path, OLD, "mark.json")
    locked = outputs._locked

    @contextmanager
    def after_another(folder):
        monkeypatch.setattr(outputs, "_locked", locked)
        replace_directory(tmp_path, emission(other="other"), "mark.json")  # while this one waits for the lock
        with locked(folder) as alone:
            yield alone

    monkeypatch.setattr(outputs, "_locked", after_another)
    replace_directory(tmp_path, NEW, "mark.json")
    assert files(tmp_path) == NEW


def test_the_folder_that_one_stands_in_is_taken(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for emitted in (OLD, NEW):
        replace_directory(Path(), emitted, "mark.json")
        assert files(tmp_path) == emitted


def test_what_another_command_wrote_beside_our_files_stays(tmp_path):
    replace_directory(tmp_path, OLD, "mark.json")
    outputs.write(tmp_path, {"waves.vcd": b"waves"})
    replace_directory(tmp_path, NEW, "mark.json")
    assert files(tmp_path).keys() == {*NEW, "waves.vcd", ".hdlgen.sha256"}
    outputs.write(tmp_path, {"waves.vcd": b"more waves"})
