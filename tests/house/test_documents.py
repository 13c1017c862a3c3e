"""What the documents show can be done."""

import json
import re
import subprocess
import sys
from pathlib import Path

from hdlgen_sim import Device, load_card

from hdlgen.cli.main import main

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


def test_the_output_in_the_readme_is_that_of_the_committed_design():
    text = (ROOT / "README.md").read_text()
    manifest = json.loads((ROOT / "rtl_out" / "lenet_q4" / "manifest.json").read_text())
    modules = len(list((ROOT / "rtl_out" / "lenet_q4" / "rtl").glob("*.v")))
    assert f"{modules} modules in rtl_out/lenet_q4, configuration {manifest['configuration'][:16]}" in text


def test_every_file_that_the_documents_link_to_is_there():
    for document in ("README.md", "docs/architecture.md", "docs/arrays.md", "docs/format.md"):
        for link in re.findall(r"\]\(([^)#:]+)\)", (ROOT / document).read_text()):
            assert ((ROOT / document).parent / link).exists(), f"{document}: {link}"
