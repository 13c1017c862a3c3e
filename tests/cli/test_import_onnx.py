"""`hdlgen import` of ONNX files, from the command line."""

import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("onnx", reason="comes with hdlgen[onnx]")
pytest.importorskip("onnxruntime", reason="computes what was read")

from hdlgen.cli.main import main
from hdlgen.cosim.cosimulate import cosimulate
from hdlgen.emit.package import emit
from hdlgen.mapping.design import load_design
from hdlgen.reference import Chip

MODELS = Path(__file__).parents[1] / "frontend" / "models"


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def imported(model, *more, capsys):
    """What is printed as JSON."""
    assert main(["import", str(MODELS / f"{model}.onnx"), "--json", "--images", "20", *more]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(
    ("model", "shape", "tool"),
    [
        ("brevitas_cnn", (14, 14, 1), "QONNX"),
        ("brevitas_mobile", (16, 16, 3), "QONNX"),
        ("brevitas_residual", (12, 12, 1), "QONNX"),
        ("qdq_symmetric", (16, 16, 3), "ONNX Runtime"),
    ],
)
def test_quantized_networks_are_taken_exactly(model, shape, tool, capsys):
    np.savez("images.npz", images=np.random.default_rng(0).integers(-128, 128, (20, *shape)).astype(np.int8))
    found = imported(model, "--pixel", "network", "--data", "images.npz", capsys=capsys)
    assert "Infinity" not in json.dumps(found)  # which is no JSON
    assert found["quantized_by"] == "its author"
    assert found["tool"].startswith(tool)
    (result,) = found["results"]
    assert result["values"] == result["equal"] == result["equal_to_tool"]
    assert all(layer["rounds_otherwise"] == 0 for layer in found["layers"])


def test_a_network_of_brevitas_runs_in_a_simulator(here, capsys):
    imported("brevitas_cnn", "--pixel", "network", capsys=capsys)
    design = load_design(here / "brevitas_cnn.yaml")
    emit(design.plan, here / "rtl")
    images = np.random.default_rng(1).integers(-128, 128, (2, 14, 14, 1))
    outcome = cosimulate(Chip.of(design.plan), here / "rtl", images, simulator="verilator")
    assert outcome.initiation_interval == outcome.bound


def test_a_float_network_is_quantized(capsys):
    images = np.random.default_rng(0).integers(0, 256, (40, 16, 16, 3)).astype(np.uint8)
    np.savez("images.npz", images=images, labels=np.arange(40) % 5)
    more = ("--bits", "W6A8", "--rounding", "nearest", "--data", "images.npz", "--calibration", "30")
    found = imported("cnn_torchscript", *more, capsys=capsys)
    assert found["quantized_by"] == "hdlgen"
    (result,) = found["results"]
    assert result["values"] == result["equal"]
    assert result["noise_decibel"] < -15
    assert {"original", "integers"} == set(found["accuracy"])
    layers = {loss["layer"] for loss in found["losses"]["layers"]}
    assert {layer["name"] for layer in found["layers"] if layer["weights"]} <= layers


def test_images_may_have_masks(capsys):
    images = np.random.default_rng(0).integers(0, 256, (40, 16, 16)).astype(np.uint8)
    np.savez("images.npz", images=images, masks=images // 128, test=np.arange(40) % 2)
    more = ("--bits", "W6A8", "--rounding", "nearest", "--data", "images.npz")
    found = imported("unet_torchscript", *more, capsys=capsys)
    assert "accuracy" not in found
    dice = found["dice"]
    assert {"original", "integers"} == set(dice)
    assert dice["original"] == pytest.approx(found["losses"]["exact"])  # of the same network, computed by us
    assert dice["integers"] == pytest.approx(dice["original"], abs=0.01)
    assert 0.3 < dice["original"] < 0.9  # of classes that are neither right nor wrong


def test_a_result_that_is_not_quantized_needs_images(capsys):
    assert main(["import", str(MODELS / "brevitas_residual.onnx"), "--pixel", "network"]) == 2
    assert "is not quantized\n    fix: give images with --data" in capsys.readouterr().err


def test_asymmetric_activations_are_refused_all_at_once(here, capsys):
    assert main(["import", str(MODELS / "qdq_default.onnx")]) == 2
    told = capsys.readouterr().err
    assert "gives integers of -64 to 191 steps, which takes 9 bits" in told
    assert "use 8 bits or fewer, and no zero point or one at an end or in the middle" in told
    assert not list(here.iterdir())
