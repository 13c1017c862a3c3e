import os
import subprocess
import sys
import time

import pytest
from hdlgen_sim import scratch


@pytest.fixture
def left(tmp_path):
    """A folder whose run was killed."""
    code = (
        "import os, sys; from pathlib import Path; from hdlgen_sim import scratch\n"
        "with scratch.folder(Path(sys.argv[1])) as made:\n"
        "    (made / 'sub').mkdir(); (made / 'sub' / 'file').touch(); print(made, flush=True); os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=False)
    (found,) = tmp_path.iterdir()
    assert str(found) == done.stdout.strip()
    return found


def test_a_folder_goes_after_its_block(tmp_path):
    with scratch.folder(tmp_path) as made:
        assert made.parent == tmp_path
        (made / "file").touch()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_a_folder_goes_after_an_error(tmp_path, error):
    with pytest.raises(error), scratch.folder(tmp_path, keep=(OSError,)):
        raise error
    assert list(tmp_path.iterdir()) == []


def test_an_error_that_points_to_a_folder_leaves_it_to_the_user(tmp_path):
    def fail():
        with scratch.folder(tmp_path, keep=(OSError,)) as made:
            (made / "log").touch()
            raise OSError(f"see {made}")

    with pytest.raises(OSError, match="see ") as error:
        fail()
    scratch.sweep(tmp_path)
    (made,) = tmp_path.iterdir()
    assert str(error.value) == f"see {made}"
    assert [p.name for p in made.iterdir()] == ["log"]


def test_what_a_killed_run_left_is_deleted_by_the_next(tmp_path, left):
    with scratch.folder(tmp_path) as made:
        assert not left.exists()
        assert made.exists()


def test_a_folder_in_use_stays(tmp_path):
    with scratch.folder(tmp_path) as one, scratch.folder(tmp_path):
        code = "import sys, pathlib; from hdlgen_sim import scratch; scratch.sweep(pathlib.Path(sys.argv[1]))"
        subprocess.run([sys.executable, "-c", code, tmp_path], check=True)
        scratch.sweep(tmp_path)
        assert one.exists()


def test_only_the_given_prefix_is_swept(tmp_path, left):
    scratch.sweep(tmp_path, ".hdlgen-")
    assert left.exists()


def test_what_others_made_stays(tmp_path, left):
    foreign = []
    for name, mark in (("none", None), ("text", b"notes"), ("longer", scratch.TEXT + b"more"), ("empty", b"")):
        foreign.append(tmp_path / f"{scratch.PREFIX}{name}")
        foreign[-1].mkdir()
        if mark is not None:
            (foreign[-1] / scratch.MARK).write_bytes(mark)
    linked, fifo, file = (tmp_path / f"{scratch.PREFIX}{name}" for name in ("linked", "fifo", "file"))
    linked.mkdir()
    (linked / scratch.MARK).symlink_to(tmp_path / "kept" / scratch.MARK)  # a mark that is a link
    fifo.mkdir()
    os.mkfifo(fifo / scratch.MARK)  # whoever opens it would wait
    file.write_bytes(scratch.TEXT)
    kept = tmp_path / "kept"
    left.rename(kept)  # a marked folder behind a link
    link = tmp_path / f"{scratch.PREFIX}link"
    link.symlink_to(kept)
    scratch.sweep(tmp_path)
    assert all(path.exists() for path in [*foreign, linked, fifo, file, link, kept / "sub" / "file"])


def test_links_in_a_left_folder_are_not_followed(tmp_path, left):
    precious = tmp_path / "precious"
    precious.mkdir()
    (precious / "file").touch()
    (left / "link").symlink_to(precious)
    scratch.sweep(tmp_path)
    assert not left.exists()
    assert (precious / "file").exists()


def test_a_place_that_is_not_there_is_no_error(tmp_path):
    scratch.sweep(tmp_path / "nowhere")


def test_without_locks_there_are_folders_all_the_same(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError

    monkeypatch.setattr(scratch.fcntl, "flock", refuse)
    with scratch.folder(tmp_path) as made:
        assert list(made.iterdir()) == []
    assert list(tmp_path.iterdir()) == []


def test_a_folder_made_at_the_same_moment_is_not_taken_for_one_that_was_left(tmp_path):
    """One process sweeps all the time while this one makes folders."""
    code = (
        "import sys, pathlib; from hdlgen_sim import scratch\n"
        "print(flush=True)\nwhile True: scratch.sweep(pathlib.Path(sys.argv[1]))"
    )
    with subprocess.Popen([sys.executable, "-c", code, tmp_path], stdout=subprocess.PIPE) as sweeper:
        sweeper.stdout.readline()
        end = time.monotonic() + 1
        while time.monotonic() < end:
            with scratch.folder(tmp_path) as made:
                (made / "file").touch()
                assert (made / "file").exists()
        sweeper.kill()
