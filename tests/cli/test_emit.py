import json
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file

from hdlgen.cli.main import main

KEYS = {
    "out",
    "name",
    "loadable",
    "write_verify",
    "configuration",
    "tiles",
    "modules",
    "weights",
    "bound",
    "filled",
    "queue_bits",
    "queues",
    "pace_not_proved",
    "stages",
}


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")


def test_json_is_one_object_with_the_documented_keys(net, capsys):
    assert main(["emit", "--net", str(net), "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result.keys() == KEYS
    assert result["out"] == "rtl_out/dots"
    assert result["tiles"] == 1
    live_rows = np.count_nonzero(load_file(net.with_suffix(".safetensors"))["fc.weight"].any(axis=0))
    assert result["weights"] == {"mapped": 10 * live_rows, "dense": 490}
    # 28·28 pixels come in one a cycle; the layer has one position of 8 phases, two groups of 8 columns, 2 cycles each
    assert result["bound"] == 784
    assert result["stages"] == [
        {"name": "pool", "shape": [7, 7, 1], "bound": 784},
        {"name": "fc", "shape": [1, 1, 10], "bound": 32, "tiles": 1, "blocks": 2, "blocks_of_dense": 2, "phases": 8,
         "conversions": 16, "cycles": 32, "adc_shift": 2},
    ]  # fmt: skip


def test_the_table_names_every_stage_and_the_files_are_there(net, tmp_path, capsys):
    assert main(["emit", "--net", str(net), "--out", "here"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["stage", "output", "tiles", "blocks", "phases", "conversions", "cycles", "bound"]
    assert lines[1].split() == ["pool", "7×7×1", "784", "784"]
    assert lines[2].split() == ["fc", "1×1×10", "1", "2/2", "8", "16", "32", "32"]
    assert (tmp_path / "work" / "here" / "rtl" / "dots.v").is_file()


def test_the_largest_queue_is_named(net, capsys):
    assert main(["emit", "--net", str(net), "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    (queue,) = result["queues"]
    assert (queue["source"], queue["target"], queue["operand"]) == ("pool", "fc", 0)
    assert queue["bits"] == result["queue_bits"] == queue["beats"] * 8  # a beat is one pixel, uint8
    assert main(["emit", "--net", str(net), "--force"]) == 0
    bits = f"{queue['bits']:,}"
    assert f"queues between stages hold {bits} bits, the largest, pool → fc, {bits}\n" in capsys.readouterr().out


def test_a_directory_that_is_not_ours_is_left_alone(net, tmp_path, capsys):
    (tmp_path / "work" / "mine").mkdir()
    (tmp_path / "work" / "mine" / "notes.txt").write_text("keep")
    assert main(["emit", "--net", str(net), "--out", "mine"]) == 2
    assert "was not written by hdlgen" in capsys.readouterr().err
    assert [p.name for p in (tmp_path / "work" / "mine").iterdir()] == ["notes.txt"]


def test_an_edited_file_is_written_over_by_force_alone(net, capsys):
    command = ["emit", "--net", str(net), "--out", "here"]
    assert main(command) == 0
    files = [Path("here") / name for name in ("rtl/dots.v", "constraints/dots.sdc")]
    emitted = [path.read_text() for path in files]
    for path, text in zip(files, emitted, strict=True):
        path.write_text(text.replace("10", "5") + "mine")
    capsys.readouterr()
    assert main(command) == 2
    assert "here: holds constraints/dots.sdc, rtl/dots.v, which was edited" in capsys.readouterr().err
    assert all(path.read_text().endswith("mine") for path in files)
    assert main([*command, "--force"]) == 0
    assert [path.read_text() for path in files] == emitted


def test_cells_are_written_through_registers_where_programs_are_loaded(net, tmp_path, capsys):
    assert main(["emit", "--net", str(net), "--write-verify", "--out", "here"]) == 2
    assert "--write-verify: is for accelerators whose programs are loaded" in capsys.readouterr().err
    assert list((tmp_path / "work").iterdir()) == []
    assert main(["emit", "--net", str(net), "--program", "loadable", "--write-verify", "--out", "here"]) == 0
    assert capsys.readouterr().out.endswith("; write its cells, then load a program: `hdlgen program`\n")
    assert "WRITE_TARGETS" in Path("here/registers/registers.rdl").read_text()
    assert main(["program", "--net", str(net), "--onto", "here", "--out", "program"]) == 0


def test_a_wrong_file_writes_nothing(net, tmp_path, capsys):
    net.write_text(net.read_text().replace("features: 10", "features: 11"))
    assert main(["emit", "--net", str(net)]) == 2
    assert "fc.weight: has shape [10, 49], not [11, 49]" in capsys.readouterr().err
    assert list((tmp_path / "work").iterdir()) == []
