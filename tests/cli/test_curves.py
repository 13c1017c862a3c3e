"""Runs in one plot, or what is wrong with each."""

import json

from hdlgen.cli.main import main
from tests.report.compression_report import report


def test_runs_are_drawn_together(tmp_path, capsys):
    for name, more in (("a", {}), ("b", {"method": "magnitude", "shift": 0.01})):
        (tmp_path / name).mkdir()
        (tmp_path / name / "report.json").write_text(json.dumps(report(**more)))
    assert main(["curves", str(tmp_path / "a"), str(tmp_path / "b"), "--out", str(tmp_path / "plots")]) == 0
    assert "2 runs in" in capsys.readouterr().out
    assert sorted(p.name for p in (tmp_path / "plots").glob("[!.]*")) == ["curves.png", "curves.svg"]


def test_what_is_no_run_is_told_and_nothing_written(tmp_path, capsys):
    good = tmp_path / "x" / "good"
    good.mkdir(parents=True)
    (good / "report.json").write_text(json.dumps(report()))
    twin = tmp_path / "y" / "good"
    twin.mkdir(parents=True)
    (twin / "report.json").write_text(json.dumps(report()))
    for name, text in (("no", "{"), ("list", "[]"), ("old", json.dumps({**report(), "phases": [{"accuracy": 1}]}))):
        (tmp_path / name).mkdir()
        (tmp_path / name / "report.json").write_text(text)
    folders = [str(tmp_path / n) for n in ("none", "no", "list", "old")]
    assert main(["curves", str(good), str(twin), *folders, "--out", str(tmp_path / "plots")]) == 2
    said = capsys.readouterr().err
    assert "is a second run named good" in said
    assert said.count("is no report of hdlgen compress") == 4
    assert "its phases lack phase, epoch, accuracy (or dice) or weights" in said
    assert not (tmp_path / "plots").exists()
