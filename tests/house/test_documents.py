"""What the documents show can be done."""

import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import yaml
from hdlgen_sim import Device, load_card
from safetensors.numpy import save_file

from hdlgen.cli.main import main
from hdlgen.mapping.design import load_design

ROOT = Path(__file__).parents[2]


def block(document, language, containing):
    """The one fenced block of a document with that text in it."""
    blocks = re.findall(rf"^```{language}\n(.*?)^```$", (ROOT / document).read_text(), re.MULTILINE | re.DOTALL)
    (found,) = [b for b in blocks if containing in b]
    return found


def test_the_network_of_the_readme_with_the_weights_of_the_format(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HDLGEN_DATA", raising=False)
    Path("tiny.yaml").write_text(block("README.md", "yaml", "name: tiny"))
    subprocess.run([sys.executable, "-c", block("docs/format.md", "python", "save_file")], check=True)
    assert main(["emit", "--net", "tiny.yaml", "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert [s["name"] for s in result["stages"]] == ["conv1", "pool1", "fc1"]
    assert main(["eval", "--net", "tiny.yaml", "--images", "20", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["accuracy"]["exact"] < 0.5  # random weights


def test_the_array_and_the_card_of_the_document_work(tmp_path):
    program = block("docs/arrays.md", "python", "load_periphery")
    subprocess.run([sys.executable, "-c", f"{program}assert codes.shape == (1000, 8, 128)"], check=True)
    (tmp_path / "ours.yaml").write_text(block("docs/arrays.md", "yaml", "a cell of ours"))
    device = Device(load_card(str(tmp_path / "ours.yaml")), 4)
    assert (device.noise, device.stuck_low) == ("white", 0.003)


def test_the_tile_that_the_document_writes_is_told_as_it_is():
    program = block("docs/arrays.md", "python", "WriteLoop")
    said = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True).stdout
    assert f"# {said.strip()}\n" in program


def test_the_comparison_with_onnx_runtime_of_the_document_holds(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["export-onnx", "--net", "lenet_q4"]) == 0
    said = [f"    {line}" for line in capsys.readouterr().out.splitlines()]
    assert "\n".join(said) in (ROOT / "docs" / "import.md").read_text()
    subprocess.run([sys.executable, "-c", block("docs/import.md", "python", "import onnxruntime")], check=True)


def test_the_residual_block_of_the_format(tmp_path):
    layers = yaml.safe_load(block("docs/format.md", "yaml", "type: add"))
    head = yaml.safe_load(block("docs/format.md", "yaml", "name: lenet_q4"))
    stem = layers[0] | {"name": "stem", "channels": 4, "stride": 1}
    head["network"] |= {"weights": "net.safetensors", "layers": [stem, *layers]}
    head |= {"name": "block", "ranges": {}}
    tensors = {"add1.multiplier": np.array([3, 2], np.int32), "add1.shift": np.array([2], np.int32)}
    for name, shape in {
        "stem": (4, 1, 3, 3),
        "conv1": (16, 4, 3, 3),
        "conv2": (16, 16, 3, 3),
        "down": (16, 4, 1, 1),
    }.items():
        tensors |= {
            f"{name}.weight": np.ones(shape, np.int8),
            f"{name}.multiplier": np.ones(shape[0], np.int32),
            f"{name}.bias": np.zeros(shape[0], np.int64),
            f"{name}.shift": np.array([5], np.int32),
        }
    save_file(tensors, tmp_path / "net.safetensors")
    (tmp_path / "net.yaml").write_text(yaml.safe_dump(head))
    graph = load_design(tmp_path / "net.yaml").graph
    assert [n.inputs for n in graph.nodes[2:]] == [("stem",), ("conv1",), ("stem",), ("conv2", "down")]
    assert graph["add1"].shape == (14, 14, 16)


def test_the_output_in_the_readme_is_that_of_the_committed_design():
    text = (ROOT / "README.md").read_text()
    manifest = json.loads((ROOT / "rtl_out" / "lenet_q4" / "manifest.json").read_text())
    modules = len(list((ROOT / "rtl_out" / "lenet_q4" / "rtl").glob("*.v")))
    assert f"{modules} modules in rtl_out/lenet_q4, configuration {manifest['configuration'][:16]}" in text


def test_every_file_that_the_documents_link_to_is_there():
    for document in (
        "README.md",
        *(f"docs/{name}.md" for name in ("architecture", "arrays", "compression", "format", "import")),
    ):
        for link in re.findall(r"\]\(([^)#:]+)\)", (ROOT / document).read_text()):
            assert ((ROOT / document).parent / link).exists(), f"{document}: {link}"
