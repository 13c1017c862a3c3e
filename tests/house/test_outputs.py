"""What a command writes is whole, known again, and never over what is somebody else's."""

import os
import subprocess
from pathlib import Path

import pytest

from hdlgen.errors import HdlgenError
from hdlgen.outputs import REGISTER, claim, write


def contents(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_what_hdlgen_wrote_is_written_over(tmp_path):
    folder = tmp_path / "a" / "b"
    write(folder, {"x": b"1", "y": b"2"})
    write(folder, {"x": b"3"})
    assert {n: d for n, d in contents(folder).items() if n != REGISTER} == {"x": b"3", "y": b"2"}
    subprocess.run(["sha256sum", "--check", "--strict", "--quiet", REGISTER], cwd=folder, check=True)


def test_a_file_to_copy_is_copied(tmp_path):
    (tmp_path / "from").write_text("text")
    write(tmp_path / "to", {"x": tmp_path / "from"})
    assert (tmp_path / "to" / "x").read_text() == "text"


@pytest.mark.parametrize(
    ("old", "said"), [(None, "was not made by hdlgen"), (b"1", "was edited since hdlgen wrote it")]
)
def test_what_is_somebody_elses_is_refused_but_by_force(tmp_path, old, said):
    if old:
        write(tmp_path, {"x": old})
    (tmp_path / "x").write_text("mine")
    before = contents(tmp_path)
    with pytest.raises(HdlgenError, match=rf"x: {said}\n    fix: name another --out, or give --force"):
        write(tmp_path, {"new": b"", "x": b"2"})
    assert contents(tmp_path) == before
    write(tmp_path, {"new": b"", "x": b"2"}, force=True)
    assert (tmp_path / "x").read_bytes() == b"2"
    write(tmp_path, {"x": b"3"})


def test_every_file_that_is_in_the_way_is_named(tmp_path):
    (tmp_path / "x").write_text("mine")
    (tmp_path / "y").mkdir()
    with pytest.raises(HdlgenError) as error:
        claim([tmp_path / "x", tmp_path / "y", tmp_path / "z"])
    assert [m.what for m in error.value.mistakes] == ["was not made by hdlgen", "is a folder where a file goes"]


@pytest.mark.parametrize("name", ["net.yaml", "symbolic", "hard", "below/net.yaml"])
def test_an_input_is_refused_whatever_is_said(tmp_path, name):
    write(tmp_path, {"net.yaml": b"my network"})
    (tmp_path / "symbolic").symlink_to("net.yaml")
    (tmp_path / "hard").hardlink_to(tmp_path / "net.yaml")
    (tmp_path / "below").symlink_to(".")
    before = contents(tmp_path)
    with pytest.raises(HdlgenError, match=r"is an input of this run\n    fix: name another --waves$"):
        write(tmp_path, {name: b""}, [tmp_path / "net.yaml"], force=True, option="--waves")
    assert contents(tmp_path) == before


def test_what_lies_in_a_folder_that_is_read_is_an_input_unless_hdlgen_wrote_it(tmp_path):
    write(tmp_path, {"ours": b"1"})
    (tmp_path / "images").write_text("pixels")
    write(tmp_path, {"ours": b"2", "new": b""}, [tmp_path])
    with pytest.raises(HdlgenError, match="is an input of this run"):
        write(tmp_path, {"images": b""}, [tmp_path], force=True)


def test_an_empty_file_is_taken(tmp_path):  # as mktemp makes it
    (tmp_path / "x").touch()
    write(tmp_path, {"x": b"1"})
    assert (tmp_path / "x").read_bytes() == b"1"


def test_a_link_is_followed(tmp_path):
    (tmp_path / "disk").mkdir()
    (tmp_path / "x").symlink_to("disk/real")
    for data in (b"1", b"2"):
        write(tmp_path, {"x": data})
        assert (tmp_path / "x").is_symlink()
        assert (tmp_path / "disk" / "real").read_bytes() == data


def test_a_ring_of_links_is_refused(tmp_path):
    (tmp_path / "x").symlink_to("y")
    (tmp_path / "y").symlink_to("x")
    with pytest.raises(HdlgenError, match="x: cannot be written: "):
        write(tmp_path, {"x": b"1"})


def test_devices_and_pipes_are_written_into(tmp_path):
    write(Path("/dev"), {"null": b"1"})
    assert Path("/dev/null").is_char_device()
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    write(tmp_path, {"pipe": b"text"})
    assert os.read(reader, 10) == b"text"
    os.close(reader)


def test_a_full_disk_is_named(tmp_path):
    with pytest.raises(
        HdlgenError, match="/dev/full: cannot be written: No space left on device\n    fix: name another --out"
    ):
        write(Path("/dev"), {"full": b"1"})


def test_a_place_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(HdlgenError, match=r"file: cannot be written: Not a directory\n    fix: name another --out"):
        write(tmp_path / "file", {"x": b""})


def test_a_failure_leaves_what_was_there(tmp_path):
    write(tmp_path, {"x": b"1"})
    before = contents(tmp_path)
    with pytest.raises(HdlgenError, match="cannot be written: No such file"):
        write(tmp_path, {"x": b"2", "y": tmp_path / "none"})
    assert contents(tmp_path) == before


def test_names_of_any_bytes_are_known_again(tmp_path):
    name = os.fsdecode(b"caf\xe9")
    write(tmp_path, {name: b"1"})
    write(tmp_path, {name: b"2"})


@pytest.mark.parametrize("name", ["a\nb", "a\rb", "\n", "\\n\n\\", "a\x0cb\u2028c", "a\\b", "\\a"])
def test_names_of_several_lines_are_known_again(tmp_path, name):
    write(tmp_path, {name: b"1", "x": b"1"})
    subprocess.run(["sha256sum", "--check", "--strict", REGISTER], cwd=tmp_path, check=True)
    write(tmp_path, {name: b"2"})
    (tmp_path / name).write_bytes(b"mine")
    with pytest.raises(HdlgenError, match="was edited since"):
        write(tmp_path, {name: b"3"})


def test_a_register_that_never_ends_is_not_read(tmp_path):
    (tmp_path / REGISTER).symlink_to("/dev/zero")
    write(tmp_path, {"x": b"1"})
    (tmp_path / REGISTER).unlink()
    os.mkfifo(tmp_path / REGISTER)
    write(tmp_path, {"y": b"1"})


def test_a_register_of_somebody_else_is_no_matter(tmp_path):
    (tmp_path / REGISTER).write_bytes(b"\xff no digests\n\n")
    write(tmp_path, {"x": b"1"})
    write(tmp_path, {"x": b"2"})


@pytest.mark.parametrize("locks", [True, False])
def test_what_a_killed_run_left_aside_is_swept_where_nobody_else_can_be_at_work(tmp_path, monkeypatch, locks):
    def refuse(*_):
        raise OSError(9, "Bad file descriptor")  # as NFS says of a folder

    if not locks:
        monkeypatch.setattr("fcntl.flock", refuse)
    (tmp_path / ".hdlgen-abc.aside").mkdir()
    (tmp_path / ".hdlgen-abc.aside" / "new0").write_text("half")
    write(tmp_path, {"x": b"1"})
    assert (tmp_path / ".hdlgen-abc.aside").exists() == (not locks)
    assert (tmp_path / "x").read_bytes() == b"1"
