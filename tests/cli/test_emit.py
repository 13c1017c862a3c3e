import json
import re
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load_file, save_file

from hdlgen.cli.emit import _text
from hdlgen.cli.main import main
from hdlgen.spec.writer import write_network

KEYS = {
    "out",
    "name",
    "loadable",
    "write_verify",
    "configuration",
    "tiles",
    "converters",
    "modules",
    "weights",
    "bound",
    "busy",
    "interval",
    "limits",
    "filled",
    "queue_bits",
    "queues",
    "pace_not_proved",
    "stages",
}


ROW = next(
    x
    for x in (Path(__file__).parents[2] / "docs/format.md").read_text("utf-8").splitlines()
    if x.startswith("| `emit` |")
)
DOCUMENTED = set(re.findall(r"`(\w+)`", ROW))


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")


def test_json_is_one_object_with_the_documented_keys(net, capsys):
    assert main(["emit", "--net", str(net), "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result.keys() == KEYS
    assert {*KEYS, *result["limits"], *result["weights"], *result["stages"][1]} <= DOCUMENTED
    assert result["out"] == "rtl_out/dots"
    assert (result["tiles"], result["converters"]) == (1, 8)
    w = load_file(net.with_suffix(".safetensors"))["fc.weight"].astype(int)
    assert result["weights"] == {"mapped": 10 * np.count_nonzero(w.any(axis=0)), "dense": 490}
    sums = [w.clip(max=0).sum(axis=1).min(), w.clip(min=0).sum(axis=1).max()]
    # 28·28 pixels come in one a cycle; the layer has one position of 8 phases, two groups of 8 columns, 2 cycles each
    assert result["bound"] == 784
    assert result["stages"] == [
        {"name": "pool", "shape": [7, 7, 1], "bound": 784},
        {"name": "fc", "shape": [1, 1, 10], "bound": 32, "tiles": 1, "blocks": 2, "blocks_of_dense": 2, "phases": 8,
         "conversions": 16, "cycles": 32, "adc_shift": 2, "inputs": 1, "adcs": 8, "engines": [[1, 1]], "busy": 0.0408,
         "joined": 1, "sums": sums},
    ]  # fmt: skip
    # 16 conversions of 2 cycles on one tile; a beat a cycle
    assert (result["interval"], result["busy"]) == (784, 0.0408)
    assert result["limits"] == {"converters": 32, "series": 32, "streams": 784, "least": 784}


def test_the_table_names_every_stage_and_the_files_are_there(net, tmp_path, capsys):
    assert main(["emit", "--net", str(net), "--out", "here"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == [
        "stage",
        "output",
        "tiles",
        "blocks",
        "phases",
        "conversions",
        "cycles",
        "bound",
        "busy",
    ]
    assert lines[1].split() == ["pool", "7×7×1", "784", "784"]
    assert lines[2].split() == ["fc", "1×1×10", "1", "2/2", "8", "16", "32", "32", "4%"]
    said = "limits: 32 cycles with all converters always busy, 784 on so many tiles however blocks are dealt out,"
    assert said in lines
    assert "32 with each layer's blocks one after the other, 784 for streams alone" in lines
    assert (tmp_path / "work" / "here" / "rtl" / "dots.v").is_file()


def test_what_units_pool_is_told(tmp_path, capsys):
    conv = {"channels": 2, "kernel": 3, "weight_bits": 4, "activation": "relu", "out": "uint4", "unit": "memristor"}
    layers = [
        {"name": "conv", "type": "conv", **conv},
        {"name": "pool", "type": "maxpool", "kernel": 2, "unit": "memristor"},
    ]
    tensors = {
        "conv.weight": np.ones((2, 1, 3, 3), np.int8),
        "conv.multiplier": np.ones(2, np.int32),
        "conv.bias": np.zeros(2, np.int64),
        "conv.shift": np.array([4], np.int32),
    }
    arrays = {"tile": {"rows": 16, "columns": 16}, "dac": {"bits": 8}}
    adc = {"bits": 8, "count": 1, "settle_cycles": 2, "conversion_cycles": 2}
    device = {"cell_bits": 3, "g_min_siemens": 1.0e-6, "g_max_siemens": 40.0e-6}
    path = write_network(tmp_path, "squares", (10, 10, 1), layers, tensors, {**arrays, "adc": adc}, device)
    assert main(["emit", "--net", str(path), "--out", "here"]) == 0
    # 4 × 4 squares of 4 positions, two channels of one conversion each
    out = capsys.readouterr().out
    assert "conv: memristive units pool 4 positions for a conversion: 32, and not 128\n" in out
    assert out.splitlines()[1].split() == ["conv", "4×4×2", "1", "2/2", "64", "32", "128", "128", "50%"]


def test_engines_and_copies_are_said(tmp_path, capsys):
    """Of a network whose first layer is slow, with budgets."""
    document, tensors = slow()
    (tmp_path / "slow.yaml").write_text(document)
    save_file(tensors, tmp_path / "slow.safetensors")
    assert main(["emit", "--net", str(tmp_path / "slow.yaml"), "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    conv = result["stages"][0]
    # 36 positions of 8 phases of 4 cycles on one tile: 1,152 cycles; with 5 of the 6 tiles a fifth of that
    assert (conv["tiles"], conv["engines"], conv["cycles"], conv["bound"]) == (5, [[1, 5]], 231, 231)
    assert (result["tiles"], result["limits"]["series"], result["limits"]["least"]) == (6, 1152, 231)
    assert main(["emit", "--net", str(tmp_path / "slow.yaml"), "--force"]) == 0
    out = capsys.readouterr().out
    assert "conv: 1 × 5 copies of 1 tile at once\n" in out
    # Two conversions of 2 cycles take no longer than 4 cycles of settling; fc has time for more.
    assert "11 converters; a tile has 2 in conv, 1 in fc\n" in out
    assert main(["emit", "--net", str(tmp_path / "slow.yaml"), "--program", "loadable", "--out", "other"]) == 2
    assert (
        "conv: would have several engines, whose taps are wired to rows and cannot be loaded" in capsys.readouterr().err
    )


def slow():
    """A network file and its tensors."""
    rng = np.random.default_rng(0)
    tensors = {}
    for name, shape in (("conv", (4, 1, 3, 3)), ("fc", (3, 144))):
        tensors |= {
            f"{name}.weight": rng.integers(1, 8, shape).astype(np.int8),
            f"{name}.multiplier": np.ones(shape[0], np.int32),
            f"{name}.bias": np.zeros(shape[0], np.int64),
            f"{name}.shift": np.array([5], np.int32),
        }
    usual = "weight_bits: 4, activation: relu, out: uint4"
    document = f"""\
hdlgen: 1
name: slow
network:
  weights: slow.safetensors
  input: {{shape: [8, 8, 1], type: uint8}}
  layers:
    - {{name: conv, type: conv, channels: 4, kernel: 3, {usual}}}
    - {{name: fc, type: linear, features: 3, {usual}}}
hardware:
  tile: {{rows: 144, columns: 8, budget: 6}}
  adc: {{bits: 12, count: 4, budget: 23, settle_cycles: 4, conversion_cycles: 2}}
device: {{cell_bits: 3, g_min_siemens: 1.0e-6, g_max_siemens: 40.0e-6}}
"""
    return document, tensors


def test_joined_tiles_are_said_with_what_converters_then_see(net, capsys):
    text = net.read_text().replace("rows: 64, columns: 32", "rows: 32, columns: 32, joined: 2")
    net.write_text(text.replace("out: int8}", "out: int8, partial_sums: analog}"))
    assert main(["emit", "--net", str(net)]) == 0
    table = capsys.readouterr().out
    w = load_file(net.with_suffix(".safetensors"))["fc.weight"].astype(int)
    least, most = w.clip(max=0).sum(axis=1).min(), w.clip(min=0).sum(axis=1).max()
    said = "fc: the columns of 2 tiles are joined in front of converters: they see sums of"
    assert f"{said} {least} to {most} level steps, of which a code is 4" in table  # of 6 bits
    assert ", on 2 tiles, of whose cells" in table


def test_tiles_that_share_converters_are_said(net, capsys):
    text = net.read_text().replace("rows: 64, columns: 32", "rows: 32, columns: 16")
    net.write_text(text.replace("count: 8", "count: 8, shared: 4"))
    assert main(["emit", "--net", str(net), "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    fc = result["stages"][1]
    assert (fc["tiles"], fc["shared"], fc["macros"], result["converters"]) == (2, 4, 1, 8)
    assert fc.keys() <= DOCUMENTED
    table = _text(result)
    assert "8 converters; tiles of an engine are in macros that share them: 1 in fc\na macro has 8 in fc\n" in table
    pins = Path("rtl_out/dots/macro/pins.md").read_text()
    assert "It has 2 such arrays" in pins
    assert "| array | in | 1 | digital, clk |" in pins


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


def test_twins_are_emitted_with_what_they_are_simulated_with(net, capsys):
    chip = ["--programming-error", "0.05", "--seed", "7"]
    assert main(["emit", "--net", str(net), "--twin", "--images", "2", *chip, "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result.keys() == {*KEYS, "twin"}
    assert {"twin", *result["twin"]} <= DOCUMENTED
    assert result["twin"] == {"conversion_cycles": 8, "images": 2}
    out = Path(result["out"])
    assert len((out / "sim" / "images.hex").read_text().split()) == 2 * 784
    assert (out / "dots_fpga.f").read_text().split() == [
        line for line in (out / "dots_sim.f").read_text().split() if line != "sim/tb.v"
    ]
    contents = {p.name: p.read_bytes() for p in (out / "macro" / "fpga").glob("*.hex")}
    assert main(["emit", "--net", str(net), "--twin", "--images", "2", *chip[:-1], "8"]) == 0
    assert "twins of its tiles convert in 8 cycles; make -C rtl_out/dots/sim plays 2 images" in capsys.readouterr().out
    assert contents != {p.name: p.read_bytes() for p in (out / "macro" / "fpga").glob("*.hex")}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--twin", "--program", "loadable"], "--twin: is configured with an FPGA"),
        (["--seed", "7"], "--seed: says what twins are of or are simulated with"),
        (["--twin", "--conversion-cycles", "3"], "hardware.adc.conversion_cycles: is 3, and a twin of"),
    ],
)
def test_twins_that_cannot_be_are_refused(net, options, message, capsys):
    assert main(["emit", "--net", str(net), *options]) == 2
    assert message in capsys.readouterr().err
