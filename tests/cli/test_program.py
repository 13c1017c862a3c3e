import json

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

import hdlgen
from hdlgen.cli.main import main
from hdlgen.driver import Program


@pytest.fixture
def chip(net, tmp_path):
    """The accelerator of `net`, whose programs are loaded."""
    assert main(["emit", "--net", str(net), "--program", "loadable", "--out", str(tmp_path / "chip")]) == 0
    return tmp_path / "chip"


@pytest.fixture
def retrained(net, tmp_path):
    """Another training, without weights of half of the rows."""
    tensors = load_file(net.with_suffix(".safetensors"))
    weight = -tensors["fc.weight"]
    weight[:, ::2] = 0
    save_file({**tensors, "fc.weight": np.ascontiguousarray(weight)}, tmp_path / "again.safetensors")
    path = tmp_path / "again.yaml"
    path.write_text(
        net.read_text().replace("name: dots", "name: again").replace("dots.safetensors", "again.safetensors")
    )
    return path


def program(retrained, chip, out, *options):
    return main(["program", "--net", str(retrained), "--onto", str(chip), "--out", str(out), *options])


def test_a_network_becomes_a_program_and_runs(net, retrained, chip, tmp_path, capsys):
    capsys.readouterr()
    assert program(retrained, chip, tmp_path / "p", "--json") == 0
    result = json.loads(capsys.readouterr().out)
    data = (tmp_path / "p" / "again.hdlprog").read_bytes()
    loaded = Program.from_bytes(data)
    assert result["bytes"] == len(data)
    assert result["writes"] == len((tmp_path / "p" / "again.writes").read_text().splitlines()) == loaded.words + 7
    assert (result["name"], result["accelerator"], result["program"]) == ("again", "dots", loaded.digest.hex())
    assert [s["name"] for s in result["stages"]] == ["fc"]

    run = ["cosim", "--net", str(retrained), "--rtl", str(chip), "--images", "2", "--json"]
    assert main([*run, "--program", str(tmp_path / "p")]) == 0
    with_program = json.loads(capsys.readouterr().out)
    assert with_program["differences"] == 0
    assert with_program["loading_cycles"] > 2 * loaded.words
    assert main(run) == 0  # makes the same program itself
    without = json.loads(capsys.readouterr().out)
    assert (without["registers"], without["cycles"]) == (with_program["registers"], with_program["cycles"])
    assert main(["cosim", "--net", str(net), "--rtl", str(chip), "--program", str(tmp_path / "p")]) == 2
    assert "p: is no program of this network for this accelerator" in capsys.readouterr().err


def test_the_text_says_what_it_takes(retrained, chip, tmp_path, capsys):
    capsys.readouterr()
    assert program(retrained, chip, tmp_path / "p") == 0
    said = capsys.readouterr().out
    assert "at best an image every 784 cycles" in said
    assert "for dots, geometry " in said
    before = {p.name: p.read_bytes() for p in (tmp_path / "p").iterdir()}
    assert program(retrained, chip, tmp_path / "p") == 0  # the same bytes, and over its own files
    assert {p.name: p.read_bytes() for p in (tmp_path / "p").iterdir()} == before


def test_everything_that_does_not_fit_is_said_at_once(retrained, chip, tmp_path, capsys):
    text = retrained.read_text().replace("weight_bits: 4", "weight_bits: 3").replace("out: int8", "out: int7")
    tensors = load_file(retrained.with_suffix(".safetensors"))
    save_file({**tensors, "fc.weight": tensors["fc.weight"] // 4}, retrained.with_suffix(".safetensors"))
    retrained.write_text(text)
    capsys.readouterr()
    assert program(retrained, chip, tmp_path / "p") == 2
    said = capsys.readouterr().err
    assert "fc: has the bits a weight 3, and the hardware 4" in said
    assert "fc: has the output type int7, and the hardware int8" in said
    assert not (tmp_path / "p").exists()


def test_what_is_no_accelerator_for_programs(net, chip, retrained, tmp_path, capsys):
    assert main(["emit", "--net", str(net), "--out", str(tmp_path / "fixed")]) == 0
    capsys.readouterr()
    for folder, message in (
        (tmp_path, "holds no accelerator of hdlgen"),
        (tmp_path / "fixed", "was emitted for one program, which is part of it"),
    ):
        assert program(retrained, folder, tmp_path / "p") == 2
        assert message in capsys.readouterr().err
    manifest, plan = chip / "manifest.json", chip / "plan.json"
    text = plan.read_text()
    plan.write_text(text[:-9])
    assert program(retrained, chip, tmp_path / "p") == 2
    assert f"{plan}: is no JSON" in capsys.readouterr().err
    plan.write_text(text)
    manifest.write_text(manifest.read_text().replace(f'"hdlgen": "{hdlgen.__version__}"', '"hdlgen": "0.0.0"'))
    assert program(retrained, chip, tmp_path / "p") == 2
    assert "was emitted by hdlgen 0.0.0" in capsys.readouterr().err
    assert main(["cosim", "--net", str(net), "--program", str(tmp_path / "p")]) == 2
    assert "--program: is loaded into an accelerator that exists" in capsys.readouterr().err


def test_a_program_is_not_written_over_the_accelerator(retrained, chip, capsys):
    capsys.readouterr()
    assert program(retrained, chip, chip, "--force") == 2
    assert "is an input of this run" in capsys.readouterr().err
