import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hdlgen.cli.main import main

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")


def accuracy_of(net, card, seed, capsys):
    """Of one chip, as eval measures it without `--seeds`."""
    assert main(["eval", "--net", str(net), "--device", str(card), "--seed", str(seed), "--json"]) == 0
    return json.loads(capsys.readouterr().out)["accuracy"]


def test_many_chips_are_the_single_ones(net, card, capsys):
    command = [
        "eval",
        "--net",
        str(net),
        "--device",
        str(card),
        "--time",
        "0s",
        "--seed",
        "5",
        "--seeds",
        "3",
        "--json",
    ]
    assert main(command) == 0
    result = json.loads(capsys.readouterr().out)
    assert result.keys() == {"network", "images", "accuracy", "devices", "resumed", "images_per_s", "out"}
    (device,) = result["devices"]
    want = {str(seed): accuracy_of(net, card, seed, capsys)["plan"] for seed in (5, 6, 7)}
    assert device["accuracies"] == want
    assert (device["device"], device["time_s"], device["seeds"]) == ("mine", 0.0, 3)
    assert result["accuracy"]["exact"] == accuracy_of(net, card, 0, capsys)["exact"]
    assert result["out"] == "runs/dots_mine"
    folder = Path("runs/dots_mine")
    assert sorted(p.name for p in folder.glob("[!.]*")) == [
        "accuracy.png",
        "accuracy.svg",
        "seeds.jsonl",
        "summary.json",
    ]
    assert {**json.loads((folder / "summary.json").read_text()), "out": "runs/dots_mine"} == result
    assert len((folder / "seeds.jsonl").read_text().splitlines()) == 5


def test_two_processes_and_a_second_run_change_nothing(net, card, capsys, tmp_path):
    command = ["eval", "--net", str(net), "--device", str(card), "--device", "yuan2019", "--out", str(tmp_path / "out")]
    assert main([*command, "--seeds", "2", "--jobs", "2"]) == 0
    said = capsys.readouterr()
    lines = said.out.splitlines()
    assert [line.split()[:2] for line in lines[4:6]] == [["mine", "2"], ["yuan2019", "2"]]
    assert lines[-1] == f"  summary.json, accuracy.png, accuracy.svg in {tmp_path / 'out'}"
    assert main([*command, "--seeds", "2"]) == 0
    again = capsys.readouterr()
    assert again.err == f"{tmp_path / 'out'}: 6 of 6 results are there already\n"
    assert again.out.splitlines() == [line for line in lines if "images/s" not in line]


def test_one_chip_on_two_processes_is_the_chip(net, card, capsys):
    assert main(["eval", "--net", str(net), "--device", str(card), "--seeds", "1", "--jobs", "2", "--json"]) == 0
    (device,) = json.loads(capsys.readouterr().out)["devices"]
    assert device["mean"] == accuracy_of(net, card, 0, capsys)["plan"]
    assert device["sigma"] is None


def _ended(group):
    """Whether all processes of a group end within ten seconds. One that init has not collected yet has ended."""
    for _ in range(200):
        stats = [_fields(path) for path in Path("/proc").glob("[0-9]*/stat")]
        if not any(int(process_group) == group and state != "Z" for state, _, process_group in stats):
            return True
        time.sleep(0.05)
    return False


def _fields(path):
    """State, parent and group of a process; of one that is gone by now, those of none."""
    try:
        return path.read_text().rsplit(")", 1)[1].split()[:3]
    except OSError:
        return "Z", "0", "0"


def test_an_interrupt_ends_all_processes_and_the_next_run_goes_on(net, card, capsys):
    command = ["eval", "--net", str(net), "--device", str(card), "--seeds", "20000", "--jobs", "2"]
    ledger = Path("runs/dots_mine/seeds.jsonl")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "sim")])}
    process = subprocess.Popen(
        [sys.executable, "-m", "hdlgen", *command], stderr=subprocess.PIPE, text=True, env=env, start_new_session=True
    )
    while not ledger.is_file() or ledger.read_text().count("\n") < 6:
        assert process.poll() is None, process.stderr.read()
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)  # what a terminal does: to all of them
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert said.splitlines()[-2:] == ["runs/dots_mine: the same command goes on from what is there", "interrupted"]
    assert "Traceback" not in said
    assert _ended(process.pid)
    lines = ledger.read_text().splitlines()
    done = [json.loads(line)["seed"] for line in lines if json.loads(line)["subject"] == "mine"]
    command[command.index("20000")] = str(max(done) + 1)
    assert main([*command, "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["resumed"] == len(done)
    after = ledger.read_text().splitlines()
    assert after[: len(lines)] == lines
    assert len(after) == max(done) + 3  # and those of the integer network and of ideal arrays
    assert len(set(after)) == len(after)


def test_a_folder_of_something_else_is_refused(net, card, capsys, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "seeds.jsonl").write_text("notes\n")
    assert main(["eval", "--net", str(net), "--seeds", "1", "--out", str(tmp_path / "out")]) == 2
    assert "seeds.jsonl:1: is no result of `hdlgen eval`" in capsys.readouterr().err


def test_a_device_that_is_given_twice_is_refused(net, capsys):
    assert main(["eval", "--net", str(net), "--device", "yuan2019", "--device", "yuan2019"]) == 2
    assert "yuan2019: is given twice\n    fix: give each device a card" in capsys.readouterr().err


@pytest.mark.parametrize("option", ["--seeds", "--jobs"])
def test_numbers_of_chips_and_processes_are_at_least_1(net, capsys, option):
    with pytest.raises(SystemExit):
        main(["eval", "--net", str(net), option, "0"])
    assert f"argument {option}: must be a number of at least 1, not '0'" in capsys.readouterr().err


def test_a_chip_that_cannot_be_built_is_refused_by_a_process_too(net, tmp_path, capsys):
    net.write_text(net.read_text().replace("hardware:\n", "hardware:\n  dac: {bits: 2}\n"))
    (tmp_path / "gate.yaml").write_text("wires: {row_ohm: 1, inputs: gate}\n")
    command = ["eval", "--net", str(net), "--periphery", str(tmp_path / "gate.yaml"), "--seeds", "2", "--jobs", "2"]
    assert main(command) == 2
    assert "the chip: inputs that gate the cells have digits of one bit, not dac_bits 2" in capsys.readouterr().err
