import json
import re

import pytest

from hdlgen.cli.main import main
from hdlgen.cosim import simulators
from hdlgen.errors import DesignError, ToolError

KEYS = {
    "images", "differences", "initiation_interval", "bound", "interval_over_bound", "busy", "cycles", "loading_cycles",
    "cycles_per_image", "products", "images_per_s", "python_share", "simulator", "registers", "engine",
    "correct",
}  # fmt: skip


def test_json_is_one_object_with_the_documented_keys(net, capsys):
    assert main(["cosim", "--net", str(net), "--images", "4", "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result.keys() == KEYS
    assert (result["images"], result["differences"], result["products"]) == (4, 0, 4)
    assert result["bound"] == 784  # the input stream
    assert result["interval_over_bound"] == 1.0
    assert result["registers"]["IMAGES_OUT"] == 4
    assert result["registers"]["INPUT_BEATS"] == 4 * 784
    assert result["registers"]["fc.PHASES"] == 4 * 8
    assert result["registers"]["fc.CONVERSIONS"] == 4 * 16
    assert result["simulator"].startswith("verilator ")


def test_a_difference_ends_with_exit_code_1_and_says_where(net, tmp_path, capsys):
    assert main(["emit", "--net", str(net), "--out", str(tmp_path / "rtl")]) == 0
    biases = tmp_path / "rtl" / "rtl" / "dots_fc_bias_table.v"
    text = biases.read_text()
    bias = re.search(r"\d+'h0+:\s+found = \d+'h([0-9a-f]+);", text)
    biases.write_text(text.replace(bias[0], bias[0].replace(f"h{bias[1]};", f"h{int(bias[1], 16) ^ 1024:x};")))
    capsys.readouterr()
    code = main(["cosim", "--net", str(net), "--rtl", str(tmp_path / "rtl"), "--images", "2", "--json"])
    said = capsys.readouterr()
    assert code == 1
    result = json.loads(said.out)
    assert result["differences"] == 1
    assert result["difference"]["where"] == "fc"
    assert "image 0, row 0, column 0, channel" in said.err


def test_devices_that_are_not_ideal_and_stalls_change_no_agreement(net, capsys):
    command = [
        "cosim",
        "--net",
        str(net),
        "--images",
        "3",
        "--programming-error",
        "0.05",
        "--stuck-low",
        "0.01",
        "--stuck-high",
        "0.01",
        "--seed",
        "5",
        "--stall",
        "0x11,0x0f0f",
    ]
    assert main(command) == 0
    assert "0 differences in any stage's stream" in capsys.readouterr().out


@pytest.mark.parametrize(("argument", "value", "message"), [
    ("--programming-error", "-1", "device: programming_error must lie in 0..1, not -1.0"),
    ("--programming-error", "inf", "device: programming_error must lie in 0..1, not inf"),
    ("--programming-error", "1e12", "device: programming_error must lie in 0..1, not 1000000000000.0"),
    ("--stuck-low", "2", "must lie in 0..1"),
    ("--rtl", "nowhere", "holds no manifest.json of hdlgen"),
        ("--waves", "nowhere/w.vcd", "there is no directory nowhere"),
        ("--waves", "w.fst", "this Verilator writes VCD alone"),
    ("--images", "201", "must lie in 1..200"),
])  # fmt: skip
def test_refusals(net, capsys, argument, value, message):
    assert main(["cosim", "--net", str(net), "--images", "1", argument, value]) == 2
    assert message in capsys.readouterr().err


def test_a_stall_pattern_that_never_lets_go_is_refused(net, capsys):
    with pytest.raises(SystemExit):
        main(["cosim", "--net", str(net), "--stall", "0xffffffff,0"])
    assert "at least one of them is 0" in capsys.readouterr().err


def test_a_design_for_another_network_is_refused(net, tmp_path, capsys):
    assert main(["emit", "--net", str(net), "--out", str(tmp_path / "rtl")]) == 0
    net.write_text(net.read_text().replace("settle_cycles: 2", "settle_cycles: 3"))
    capsys.readouterr()
    assert main(["cosim", "--net", str(net), "--rtl", str(tmp_path / "rtl"), "--images", "2"]) == 2
    assert "was emitted for configuration" in capsys.readouterr().err


def test_cells_that_were_cut_off_are_named_before_anything_is_built(net, tmp_path, capsys):
    assert main(["emit", "--net", str(net), "--out", str(tmp_path / "rtl")]) == 0
    (tmp_path / "rtl" / "cells.safetensors").write_bytes(b"cut")
    capsys.readouterr()
    assert main(["cosim", "--net", str(net), "--rtl", str(tmp_path / "rtl"), "--images", "1"]) == 2
    assert "cells.safetensors: cannot be read" in capsys.readouterr().err


def test_waves_are_recorded(net, tmp_path, capsys):
    waves = tmp_path / "waves.vcd"
    assert main(["cosim", "--net", str(net), "--images", "1", "--waves", str(waves)]) == 0
    assert "$enddefinitions" in waves.read_text()[:2_000_000]


def test_a_card_a_periphery_and_a_trim_change_no_agreement(net, card, amplifiers, capsys):
    chip = ["--device", str(card), "--time", "1d", "--periphery", str(amplifiers), "--seed", "5"]
    for trim in ("0", "20"):
        assert main(["cosim", "--net", str(net), "--images", "3", *chip, "--trim", trim]) == 0
        assert "0 differences in any stage's stream" in capsys.readouterr().out


def test_where_no_build_can_be_kept_the_run_builds_for_itself(net, tmp_path, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("HDLGEN_CACHE", str(tmp_path / "file" / "cache"))
    asked = []

    def build(tool, *, cache_dir, **more):
        asked.append(cache_dir)
        raise DesignError("test", "ends here")

    monkeypatch.setattr(simulators, "build", build)
    assert main(["cosim", "--net", str(net), "--images", "1"]) == 1
    (place,) = asked
    assert place.name == "cache"
    assert place.parent.name.startswith("hdlgen-")
    assert not place.parent.exists()


def test_a_simulator_that_is_missing_is_said_before_anything_is_done(capsys, monkeypatch):
    def missing(name):
        raise ToolError(name, "is missing")

    monkeypatch.setattr(simulators, "find", missing)
    assert main(["cosim", "--net", "no_such_network"]) == 3
    assert capsys.readouterr().err == "verilator: is missing\n"


def test_hardware_that_is_loaded_has_its_own_time_of_a_conversion(capsys):
    assert main(["cosim", "--net", "lenet_q4", "--rtl", "x", "--program", "y", "--conversion-cycles", "5"]) == 2
    assert "--conversion-cycles: is what x was emitted with" in capsys.readouterr().err
