"""JSON that hdlgen wrote and reads back, damaged or made up meanwhile: exit code 2 and the name of the file."""

import json
from contextlib import suppress

import numpy as np
import pytest

from hdlgen.errors import HdlgenError
from hdlgen.mapping import from_json, to_json
from hdlgen.mapping.design import load_design
from tests.cases.conftest import images_of
from tests.cases.test_yaml import HOSTILE

DEEP = "[" * 100_000
NO_JSON = ["", "{", "\0", '{"a": 1}{', DEEP, '{"phases":' + DEEP, "9" * 5000]


def changed(data):
    """Each way to put something else in the place of one value of nested mappings and lists."""
    for junk in (None, True, -1, 1e400, 10**400, "text", [], {}, [[]], float("nan")):
        for way in list(_ways(data)):
            copy = json.loads(json.dumps(data))
            here = copy
            for step in way[:-1]:
                here = here[step]
            here[way[-1]] = junk
            yield way, junk, copy


def _ways(node, way=()):
    for key, value in node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ():
        yield (*way, key)
        yield from _ways(value, (*way, key))


@pytest.mark.parametrize("text", [*NO_JSON, "[]", "1", '"a"', "null"], ids=range(len(NO_JSON) + 4))
def test_a_report_that_is_none(hdlgen, tmp_path, text):
    (tmp_path / "report.json").write_text(text)
    hdlgen("curves", tmp_path, "--out", "plots").refuses("report.json: is no report of hdlgen compress: ")


def test_a_report_with_anything_else_in_it_is_drawn_or_refused(hdlgen, tmp_path, monkeypatch):
    phase = {"phase": "train", "epoch": 1, "accuracy": 0.5, "weights": 10}
    report = {"recipe": {"prune": {"method": "admm"}}, "test_images": 10, "built_weights": 10, "phases": [phase, phase]}
    from hdlgen.report import curves

    curves.check(report)
    monkeypatch.setattr(curves, "plot", lambda reports: {"curves.png": b""})  # what it would be given is known
    for way, junk, damaged in changed(report):
        (tmp_path / "report.json").write_text(json.dumps(damaged))
        said = hdlgen("curves", tmp_path, "--out", "plots")
        if said.code:
            said.refuses("report.json: is no report of hdlgen compress: ")
        else:  # a text is as good as another, and so is an epoch
            assert isinstance(junk, str), (way, junk)
            assert way[-1] in ("method", "phase")


@pytest.mark.parametrize("text", [*NO_JSON, "[]", "{}", '"a"'], ids=range(len(NO_JSON) + 3))
def test_a_plan_that_is_none(text):
    with pytest.raises(HdlgenError, match=r"plan: is no JSON|hdlgen_plan: the file's version is None"):
        from_json(text)


def test_a_plan_with_anything_else_in_it_is_read_or_refused(tiny):
    plan = json.loads(to_json(load_design(tiny).plan))
    for _, _, damaged in changed(plan):
        with suppress(HdlgenError):
            from_json(json.dumps(damaged))


@pytest.mark.parametrize("change", [
    {"seed": "0"}, {"images": 0}, {"correct": 9}, {"correct": -1}, {"correct": 0.5}, {"digest": 1}, {"images": True},
    {"more": 1},
], ids=str)  # fmt: skip
def test_a_ledger_with_impossible_results(hdlgen, tiny, tmp_path, change):
    np.savez(tmp_path / "own.npz", images=images_of([0]), labels=[0])
    (tmp_path / "runs").mkdir()
    entry = {"digest": "a", "subject": "b", "seed": 0, "images": 1, "correct": 1} | change
    (tmp_path / "runs" / "seeds.jsonl").write_text(json.dumps(entry) + "\n")
    hdlgen("eval", "--net", tiny, "--data", "own.npz", "--seeds", "1", "--out", "runs").refuses(
        "seeds.jsonl:1: is no result of `hdlgen eval`\n    fix: remove the line"
    )


@pytest.mark.parametrize("text", [*NO_JSON, "[]", "{}", '{"configuration": 1}'], ids=range(len(NO_JSON) + 3))
def test_a_manifest_that_is_none(hdlgen, tiny, tmp_path, text):
    np.savez(tmp_path / "own.npz", images=images_of([0]), labels=[0])
    (tmp_path / "rtl").mkdir()
    (tmp_path / "rtl" / "manifest.json").write_text(text)
    hdlgen("cosim", "--net", tiny, "--data", "own.npz", "--images", "1", "--rtl", "rtl").refuses(
        "rtl: ", "    fix: emit"
    )


@pytest.mark.parametrize("time", ["1e9999999999s", "-1e9999999999999999999999s", *(v for v in HOSTILE if v != "0 s")])
def test_times_on_the_command_line(hdlgen, time, capsys):
    with pytest.raises(SystemExit) as stopped:
        hdlgen("device", "show", "neurram_hfox_1t1r", f"--time={time}")
    assert stopped.value.code == 2
    assert "argument --time: " in capsys.readouterr().err
