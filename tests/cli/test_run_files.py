"""No command writes over what it reads, or over what is not hdlgen's."""

import shutil

import pytest

from hdlgen.cli.main import main

COMMANDS = {
    "calibrate": ["calibrate", "--net", "{net}", "--device", "{card}", "--periphery", "{around}", "--out", "{out}"],
    "export-spice": [
        "export-spice", "--net", "{net}", "--tile", "fc/0", "--device", "{card}", "--periphery", "{around}",
        "--out", "{out}",
    ],
    "cosim": [
        "cosim", "--net", "{net}", "--images", "1", "--device", "{card}", "--periphery", "{around}", "--waves", "{out}",
    ],
}  # fmt: skip


def words(command, net, card, amplifiers, out):
    return [word.format(net=net, card=card, around=amplifiers, out=out) for word in COMMANDS[command]]


@pytest.mark.parametrize("command", COMMANDS)
def test_an_output_is_no_input(net, card, amplifiers, tmp_path, capsys, command):
    (tmp_path / "link").symlink_to(net)
    inputs = [net, net.with_suffix(".safetensors"), card, amplifiers, tmp_path / "link"]
    before = [path.read_bytes() for path in inputs]
    option = "--waves" if command == "cosim" else "--out"
    for path in inputs:
        assert main([*words(command, net, card, amplifiers, path), "--force"]) == 2
        assert capsys.readouterr().err == f"{path}: is an input of this run\n    fix: name another {option}\n"
    assert [path.read_bytes() for path in inputs] == before


@pytest.mark.parametrize("command", COMMANDS)
def test_a_file_of_somebody_else_is_refused(net, card, amplifiers, tmp_path, capsys, command):
    out = tmp_path / "out.vcd"
    out.write_text("mine")
    assert main(words(command, net, card, amplifiers, out)) == 2
    assert "out.vcd: was not made by hdlgen\n" in capsys.readouterr().err
    assert out.read_text() == "mine"


def test_netlists_are_written_again(net, card, amplifiers, tmp_path):
    command = words("export-spice", net, card, amplifiers, tmp_path / "t.sp")
    assert main(command) == main(command) == 0


@pytest.mark.parametrize("name", ["summary.json", "accuracy.svg"])
def test_results_of_many_chips_are_not_written_over_others(net, tmp_path, capsys, name):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).write_text("mine")
    assert main(["eval", "--net", str(net), "--images", "5", "--out", str(tmp_path / "out")]) == 2
    assert f"{name}: was not made by hdlgen" in capsys.readouterr().err
    assert [p.name for p in (tmp_path / "out").iterdir()] == [name]


def test_plots_are_not_written_over_others(card, tmp_path, capsys):
    shutil.copy(card, tmp_path / "mine.png")
    command = ["device", "show", str(card), "--cell-bits", "1", "--out", str(tmp_path)]
    assert main(command) == 2
    assert "mine.png: was not made by hdlgen" in capsys.readouterr().err
