import errno
import json
from fractions import Fraction

import pytest

from hdlgen.errors import HdlgenError
from hdlgen.explore.ledger import FILE, Entry
from hdlgen.explore.ledger import opened as opened_at


def opened(folder, **options):
    return opened_at(folder / FILE, Entry.parse, "hdlgen eval", **options)


FIRST, SECOND = Entry("ab", "card", 0, 200, 190), Entry("ab", "card", 1, 200, 191)
SHARES = [0.1, 1 / 3, 1.0]
MASKS = Entry("cd", "card", 1, 3, dice=SHARES)


def test_what_was_added_is_there_again(tmp_path):
    with opened(tmp_path / "new" / "folder") as ledger:
        ledger.add(FIRST)
        assert (tmp_path / "new" / "folder" / FILE).read_text().count("\n") == 1  # already on the disk
        ledger.add(SECOND)
        ledger.add(MASKS)
    with opened(tmp_path / "new" / "folder") as ledger:
        assert ledger.entries == {("ab", 0): FIRST, ("ab", 1): SECOND, ("cd", 1): MASKS}
        assert (FIRST.mean, MASKS.mean) == (0.95, float(sum(map(Fraction, SHARES))) / 3)
    lines = (tmp_path / "new" / "folder" / FILE).read_text().splitlines()
    assert json.loads(lines[1]) == {"digest": "ab", "subject": "card", "seed": 1, "images": 200, "correct": 191}
    assert json.loads(lines[2]) == {"digest": "cd", "subject": "card", "seed": 1, "images": 3, "dice": SHARES}


def test_a_line_that_was_cut_off_is_removed(tmp_path):
    with opened(tmp_path) as ledger:
        ledger.add(FIRST)
    path = tmp_path / FILE
    whole = path.read_text()
    path.write_text(whole + whole[:20])
    with opened(tmp_path) as ledger:
        assert list(ledger.entries) == [("ab", 0)]
        assert path.read_text() == whole
        ledger.add(SECOND)
    with opened(tmp_path) as ledger:
        assert len(ledger.entries) == 2


WHOLE = {"digest": "ab", "subject": "card", "seed": 1, "images": 2}


@pytest.mark.parametrize("line", [
    "text", "[1, 2]", '{"digest": "ab"}', '{"seed": 3, "other": 1}',
    *(json.dumps(WHOLE | more) for more in (
        {}, {"correct": 3}, {"correct": 1.0}, {"images": 0, "dice": []}, {"dice": [0.5]}, {"dice": [0.5, 1.5]},
        {"dice": [0.5, float("nan")]}, {"dice": [0.5, True]}, {"dice": "ab"}, {"dice": 2},
        {"correct": 1, "dice": [0.5, 1.0]},
    )),
])  # fmt: skip
def test_a_line_of_somebody_else_is_refused(tmp_path, line):
    with opened(tmp_path) as ledger:
        ledger.add(FIRST)
    path = tmp_path / FILE
    path.write_text(path.read_text() + line + "\n")
    with pytest.raises(HdlgenError, match=r"seeds\.jsonl:2: is no result of `hdlgen eval`\n    fix: remove the line"):
        opened(tmp_path).__enter__()


def test_two_runs_do_not_write_the_same_file(tmp_path):
    with opened(tmp_path), pytest.raises(HdlgenError, match="is being written by another run\n    fix: wait for it"):
        opened(tmp_path).__enter__()
    with opened(tmp_path) as ledger:  # the first one has ended
        assert ledger.entries == {}


def test_a_folder_that_cannot_be_made_is_refused(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(
        HdlgenError, match=r"cannot be written: (Not a directory|File exists)\n    fix: name another --out"
    ):
        opened(tmp_path / "file").__enter__()


def test_a_file_of_somebody_else_is_whole(tmp_path):
    path = tmp_path / FILE
    for text in ("one line without an end", '{"mine": 1}'):
        path.write_text(text)
        with pytest.raises(HdlgenError, match=r"seeds\.jsonl:1: is no result"):
            opened(tmp_path).__enter__()
        assert path.read_text() == text


def test_a_full_disk_is_named_and_nothing_else_is_blamed_on_it(tmp_path, monkeypatch):
    def full(_number):
        raise OSError(errno.ENOSPC, "No space left on device")

    with opened(tmp_path) as ledger:
        monkeypatch.setattr("os.fsync", full)
        with pytest.raises(HdlgenError, match=r"seeds\.jsonl: cannot be written: No space left on device"):
            ledger.add(FIRST)
    with pytest.raises(OSError, match="of something else"), opened(tmp_path):
        raise OSError(errno.EIO, "of something else")
