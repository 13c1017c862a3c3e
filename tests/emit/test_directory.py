"""An output directory is replaced whole or not at all."""

from pathlib import Path

import pytest

from hdlgen.emit.directory import replace_directory
from hdlgen.errors import HdlgenError

OLD = {"mark.json": b'{"hdlgen": "1", "outputs": {"a/gone.v": ""}}', "a/gone.v": b"old"}
NEW = {"mark.json": b'{"hdlgen": "1", "outputs": {"b/c/new.v": ""}}', "b/c/new.v": b"new"}


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
    with pytest.raises(HdlgenError, match=r"holds notes.txt, which was not written by hdlgen"):
        replace_directory(tmp_path / "out", NEW, "mark.json")
    assert (tmp_path / "out" / "notes.txt").read_text() == "mine"


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(HdlgenError, match=r"out: cannot be made: .*\n.*fix: name a directory that can"):
        replace_directory(tmp_path / "file" / "out", NEW, "mark.json")


def test_a_file_in_the_way_is_refused(tmp_path):
    (tmp_path / "out").write_bytes(b"a file")
    with pytest.raises(HdlgenError, match="out: is a file"):
        replace_directory(tmp_path / "out", NEW, "mark.json")


@pytest.mark.parametrize("failing_call", [1, 2])
def test_an_interrupted_run_leaves_the_old_one_whole(tmp_path, monkeypatch, failing_call):
    out = tmp_path / "out"
    replace_directory(out, OLD, "mark.json")
    rename, calls = Path.rename, 0

    def interrupted(source, target):
        nonlocal calls
        calls += 1
        if calls == failing_call:
            raise KeyboardInterrupt
        rename(source, target)

    monkeypatch.setattr(Path, "rename", interrupted)
    with pytest.raises(KeyboardInterrupt):
        replace_directory(out, NEW, "mark.json")
    assert files(tmp_path) == {f"out/{name}": data for name, data in OLD.items()}


def test_a_failed_write_leaves_nothing_behind(tmp_path):
    with pytest.raises(OSError, match="File name too long"):
        replace_directory(tmp_path / "out", {**NEW, "x" * 300: b""}, "mark.json")
    assert files(tmp_path) == {}
    assert list(tmp_path.iterdir()) == []
