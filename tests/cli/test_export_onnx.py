import json

import onnx
import pytest

from hdlgen import ir, spec
from hdlgen.cli.main import main
from hdlgen.nets import mnist
from hdlgen.reference import exact
from tests.frontend.onnx.runtime import run


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")


def test_it_says_what_was_written(net, tmp_path, capsys):
    assert main(["export-onnx", "--net", str(net)]) == 0
    size = (tmp_path / "work" / "dots.onnx").stat().st_size
    assert capsys.readouterr().out.splitlines() == [
        f"dots.onnx: 10 nodes of opset 13, IR version 7, {size:,} bytes",
        "takes  input  uint8[N, 1, 28, 28], values of uint8: 0..255",
        "gives  fc     int64[N, 10, 1, 1], values of int8: -128..127",
    ]


def test_json_is_one_object(net, tmp_path, capsys):
    assert main(["export-onnx", "--net", str(net), "--out", "made/it.onnx", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {
        "out": "made/it.onnx",
        "name": "dots",
        "bytes": (tmp_path / "work" / "made" / "it.onnx").stat().st_size,
        "nodes": 10,
        "opset": 13,
        "ir_version": 7,
        "inputs": [{"name": "input", "type": "uint8", "shape": ["N", 1, 28, 28], "values": "uint8: 0..255"}],
        "outputs": [{"name": "fc", "type": "int64", "shape": ["N", 10, 1, 1], "values": "int8: -128..127"}],
    }


def test_the_file_computes_the_network(net):
    assert main(["export-onnx", "--net", str(net)]) == 0
    x = mnist.bundled_images()[0][..., None].astype("int64")
    got = run(onnx.load("dots.onnx"), x)
    assert (got["fc"] == exact.run(ir.lower(spec.load(net)), x)["fc"]).all()


def test_it_writes_over_its_own_file_and_over_no_other(net, tmp_path, capsys):
    path = tmp_path / "work" / "dots.onnx"
    for _ in range(2):
        assert main(["export-onnx", "--net", str(net)]) == 0
    path.write_text("mine")
    assert main(["export-onnx", "--net", str(net)]) == 2
    assert "dots.onnx: was edited since hdlgen wrote it" in capsys.readouterr().err
    assert path.read_text() == "mine"
    assert main(["export-onnx", "--net", str(net), "--force"]) == 0
    assert onnx.load(path).graph.name == "dots"


def test_what_it_reads_is_not_written_over(net, capsys):
    weights = net.with_suffix(".safetensors")
    before = weights.read_bytes()
    assert main(["export-onnx", "--net", str(net), "--out", str(weights), "--force"]) == 2
    assert "dots.safetensors: is an input of this run" in capsys.readouterr().err
    assert weights.read_bytes() == before


def test_without_onnx_it_says_how_to_get_it(net, monkeypatch, capsys):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert main(["export-onnx", "--net", str(net)]) == 3
    said = capsys.readouterr().err
    assert said == "export-onnx: needs onnx, which is not installed\n    fix: pip install 'hdlgen[onnx]'\n"


def test_help_shows_examples(capsys):
    with pytest.raises(SystemExit):
        main(["export-onnx", "--help"])
    assert "examples:\n  hdlgen export-onnx" in capsys.readouterr().out
