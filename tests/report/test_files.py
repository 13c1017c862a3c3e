import pytest

from hdlgen.errors import HdlgenError
from hdlgen.report.files import write


def test_files_replace_what_was_there(tmp_path):
    write(tmp_path / "a" / "b", {"x": b"1", "y": b"2"})
    write(tmp_path / "a" / "b", {"x": b"3"})
    assert {p.name: p.read_bytes() for p in (tmp_path / "a" / "b").iterdir()} == {"x": b"3", "y": b"2"}


def test_a_place_that_cannot_be_written_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(HdlgenError, match=r"file: cannot be written: .*\n    fix: name another --out"):
        write(tmp_path / "file", {"x": b""})
