"""Training that was stopped goes on, and ends with the same bytes."""

import os
import signal
import subprocess
import sys
import time

import pytest
import torch
from torch import nn

from hdlgen.compress.augment import random_affine
from hdlgen.compress.checkpoint import Checkpoints, Stretch
from hdlgen.compress.pipeline import compress
from hdlgen.compress.recipe import load_recipe
from hdlgen.compress.train import Schedule, Trainer
from hdlgen.errors import HdlgenError
from tests.compress.test_pipeline import admm

FILES = ("bars.yaml", "bars.safetensors", "report.json")


class PowerCutError(Exception):
    """Stands for a power cut."""


@pytest.fixture
def stopping(monkeypatch):
    """A function that lets so many epochs be kept, and stops training right after; None lets all be."""
    keep = Stretch.keep
    left = [None]

    def counted(*args, **more):
        keep(*args, **more)
        if left[0] is not None:
            left[0] -= 1
            if not left[0]:
                raise PowerCutError

    def after(epochs):
        left[0] = epochs

    monkeypatch.setattr(Stretch, "keep", counted)
    return after


@pytest.mark.parametrize("method", ["magnitude", "admm", "levels", "column_limit"])
def test_a_run_that_is_stopped_again_and_again_ends_with_the_same_bytes(recipe_file, tmp_path, stopping, method):
    quantize = {
        "levels": "6, levels: device}, mismatch: {card: neurram_hfox_1t1r, time: 1d}",
        "column_limit": "6, column_limit: {}}, mismatch: {card: neurram_hfox_1t1r}",
    }
    text = recipe_file.read_text().replace("output_bits: 6}", f"output_bits: {quantize.get(method, '6}')}")
    if method == "levels":
        text = text[: text.index("device: {")] + "device: {cell_bits: 3, card: milo2021_hfo2_1t1r}\n"
    recipe_file.write_text(text.replace("adc: {bits: 8", "adc: {bits: 5"))
    recipe = load_recipe(admm(recipe_file) if method == "admm" else recipe_file)
    compress(recipe, None, tmp_path / "whole", quiet=True)
    stops = 0
    while True:
        stopping(2)
        try:
            compress(recipe, None, tmp_path / "stopped", quiet=True)
            break
        except PowerCutError:
            stops += 1
            assert (tmp_path / "stopped" / ".checkpoints").is_dir()
            assert not (tmp_path / "stopped" / "bars.yaml").exists()
    assert stops == (7 if method == "admm" else 5)  # of 15 and of 11 epochs two each time
    for file in FILES:
        assert (tmp_path / "stopped" / file).read_bytes() == (tmp_path / "whole" / file).read_bytes()
    assert not (tmp_path / "stopped" / ".checkpoints").exists()


def test_a_killed_process_resumes(recipe_file, tmp_path):
    text = recipe_file.read_text()
    recipe_file.write_text(text.replace("epochs: 3", "epochs: 12"))
    line = [sys.executable, "-m", "hdlgen", "compress", "--recipe", str(recipe_file), "--quiet", "--out"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path / "code"), *sys.path])}
    kept = tmp_path / "killed" / ".checkpoints"
    with subprocess.Popen([*line, str(tmp_path / "killed")], env=environment) as process:
        while process.poll() is None and len(list(kept.glob("*.safetensors"))) < 3:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert not (tmp_path / "killed" / "bars.yaml").exists()
    subprocess.run([*line, str(tmp_path / "killed")], env=environment, check=True)
    subprocess.run([*line, str(tmp_path / "whole")], env=environment, check=True)
    for file in FILES:
        assert (tmp_path / "killed" / file).read_bytes() == (tmp_path / "whole" / file).read_bytes()


def test_a_folder_of_checkpoints_is_shared_by_recipes_that_begin_alike(recipe_file, tmp_path, stopping):
    recipe = load_recipe(recipe_file)
    folder = tmp_path / "kept"
    compress(recipe, None, tmp_path / "a", checkpoints=folder, quiet=True)
    assert len(list(folder.iterdir())) == 4  # float and three steps
    stopping(1)
    compress(recipe, None, tmp_path / "b", checkpoints=folder, quiet=True)  # trains nothing
    assert (tmp_path / "b" / "report.json").read_bytes() == (tmp_path / "a" / "report.json").read_bytes()
    last = recipe.steps[-1].model_copy(update={"epochs": 1})
    stopping(2)
    compress(recipe.model_copy(update={"steps": (*recipe.steps[:-1], last)}), None, tmp_path / "c",
             checkpoints=folder, quiet=True)  # fmt: skip
    assert len(list(folder.iterdir())) == 5


@pytest.mark.parametrize("change", ["seed", "batch", "augment", "rate", "images", "pools"])
def test_what_changes_the_training_finds_no_checkpoint(recipe_file, tmp_path, stopping, change):
    recipe = load_recipe(recipe_file)
    compress(recipe, None, tmp_path / "a", checkpoints=tmp_path / "kept", quiet=True)
    changed = {
        "seed": lambda: recipe.model_copy(update={"seed": 4}),
        "batch": lambda: recipe.model_copy(update={"batch": 40}),
        "augment": lambda: recipe.model_copy(update={"augment": recipe.augment.model_copy(update={"shift": 0.25})}),
        "rate": lambda: recipe.model_copy(update={"train": recipe.train.model_copy(update={"rate": 4e-3})}),
        "images": lambda: recipe.model_copy(update={"dataset": "bars_other:load"}),
        "pools": lambda: recipe.model_copy(update={"model": "bars_pools:small"}),  # no value of the network differs
    }[change]()
    task = (tmp_path / "code" / "bars_task.py").read_text()
    (tmp_path / "code" / "bars_other.py").write_text(task.replace("+= 150", "+= 151"))
    (tmp_path / "code" / "bars_pools.py").write_text(task.replace("MaxPool2d", "AvgPool2d"))
    stopping(1)
    with pytest.raises(PowerCutError):
        compress(changed, None, tmp_path / "b", checkpoints=tmp_path / "kept", quiet=True)


@pytest.mark.parametrize("change", ["bits", "tiles"])
def test_what_changes_an_approach_finds_no_checkpoint_of_it(recipe_file, tmp_path, stopping, change):
    """What weights are drawn to depends on the bits of a later step, and under a budget on the hardware."""
    text = admm(recipe_file).read_text()
    start, end = text.index("    - {") if "    - {" in text else text.index("  - {"), text.index("  - {epochs: 3")
    step = "  - {approach_epochs: 1, epochs: 1, rate: 3.0e-3, budget: {energy: 0.8}}\n"
    recipe_file.write_text(text[:start] + step + text[end:])
    recipe = load_recipe(recipe_file)
    compress(recipe, None, tmp_path / "a", checkpoints=tmp_path / "kept", quiet=True)
    old, new = {"bits": ("weight_bits: 4", "weight_bits: 3"), "tiles": ("rows: 32", "rows: 16")}[change]
    recipe_file.write_text(recipe_file.read_text().replace(old, new))
    stopping(1)
    with pytest.raises(PowerCutError):
        compress(load_recipe(recipe_file), None, tmp_path / "b", checkpoints=tmp_path / "kept", quiet=True)
    assert len(list((tmp_path / "kept").iterdir())) == 5  # float, approach, step, quantize; and another approach


def test_a_stretch_goes_on_in_the_middle_bit_for_bit(tmp_path, stopping):
    """With every kind of state: moments, the rate's course, running means of a norm, draws of dropout and of images."""

    def train(folder, optimizer):
        torch.manual_seed(2)
        network = nn.Sequential(
            nn.Conv2d(1, 6, 3), nn.BatchNorm2d(6), nn.ReLU(), nn.Dropout(0.3), nn.Flatten(), nn.Linear(6 * 36, 3)
        )
        images = torch.randint(0, 256, (60, 1, 8, 8), dtype=torch.uint8)
        trainer = Trainer(images, torch.arange(60) % 3, 20, random_affine(shift=1, degrees=5, scale=0),
                          quiet=True, checkpoints=Checkpoints(folder))  # fmt: skip
        trainer.fit(network, Schedule(4, 0.01, optimizer, 1e-3), title="")
        return {**network.state_dict(), "draw": torch.rand(3)}

    for optimizer in ("adam", "sgd"):
        want = train(None, optimizer)
        for epochs in (1, 2, 3, 4):
            folder = tmp_path / f"{optimizer}{epochs}"
            stopping(epochs)
            with pytest.raises(PowerCutError):
                train(folder, optimizer)
            stopping(None)
            got = train(folder, optimizer)
            assert want.keys() == got.keys()
            assert all(torch.equal(want[name], got[name]) for name in want), (optimizer, epochs)


def test_a_damaged_checkpoint_is_told(recipe_file, tmp_path):
    recipe = load_recipe(recipe_file)
    compress(recipe, None, tmp_path / "a", checkpoints=tmp_path / "kept", quiet=True)
    for path in (tmp_path / "kept").iterdir():
        path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(HdlgenError, match=r"safetensors: is no checkpoint: .*\n.*fix: remove it"):
        compress(recipe, None, tmp_path / "b", checkpoints=tmp_path / "kept", quiet=True)
