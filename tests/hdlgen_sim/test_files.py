"""Foreign files: what may be opened, how much of it, and what names mean. Special files are in tests/cases."""

import pytest
from hdlgen_sim import files


def test_a_file_of_the_limit_is_read_and_a_larger_one_refused(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"12345678")
    assert files.read(path, 8) == b"12345678"
    with pytest.raises(OSError, match="Has more than 7 bytes") as error:
        files.read(path, 7)
    assert error.value.filename == str(path)


def test_what_has_no_size_is_limited_while_it_is_read():
    with pytest.raises(OSError, match="Has more than 10 bytes"):
        files.read("/proc/self/maps", 10)  # of size 0, as stat sees it


def test_json(tmp_path):
    (tmp_path / "a").write_text('{"a": [1, 2]}')
    assert files.read_json(tmp_path / "a") == {"a": [1, 2]}
    (tmp_path / "a").write_bytes(b"\xff\xfe{}")
    with pytest.raises(ValueError, match="utf-8"):
        files.read_json(tmp_path / "a")


def test_a_name_loses_its_ending_unless_there_is_such_a_file(tmp_path):
    def known(source):
        return files.without_ending(source, ["typical"], tmp_path)

    assert [known(s) for s in ("typical", "typical.yaml", "other.yaml", "./typical.yaml", "typical.yml")] == [
        "typical", "typical", "other.yaml", "./typical.yaml", "typical.yml",
    ]  # fmt: skip
    (tmp_path / "typical.yaml").mkdir()
    assert known("typical.yaml") == "typical"
    (tmp_path / "typical.yaml").rmdir()
    (tmp_path / "typical.yaml").touch()
    assert known("typical.yaml") == "typical.yaml"


@pytest.mark.parametrize("path", ["x" * 5000, "\0", "\ud800", "", "/"])
def test_what_can_be_no_file_is_not_there(path):
    assert not files.there(path)
    with pytest.raises(OSError, match=r".+") as error:
        files.read(path)
    assert error.value.strerror
