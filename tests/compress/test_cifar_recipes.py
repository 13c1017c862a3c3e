"""Recipes for CIFAR-10: their whole path on a slice, and in full size all that needs no training."""

import json
import os
import subprocess
import sys
import tarfile

import numpy as np
import pytest
import torch
import yaml
from torch import nn

from benchmarks.cifar10 import shorter
from hdlgen.compress.budget import total
from hdlgen.compress.captured import Captured, backward
from hdlgen.compress.export import fold
from hdlgen.compress.images import channels_first, check_fit
from hdlgen.compress.importance import importance
from hdlgen.compress.log import built_layers
from hdlgen.compress.norms import fold_batch_norms, norms
from hdlgen.compress.pipeline import compress
from hdlgen.compress.prune import masks_of, prune, rows_kept
from hdlgen.compress.quantize import PIXEL, Widths, quantize
from hdlgen.compress.ratios import Ratios, as_weights
from hdlgen.compress.recipe import AdmmKeys, BudgetKeys, Prune, load_recipe
from hdlgen.compress.structure import choose
from hdlgen.compress.unused import remove_unused
from hdlgen.compress.wiring import wiring
from hdlgen.frontend.functions import resolve
from hdlgen.frontend.torch.check import check
from hdlgen.frontend.torch.network import weighted
from hdlgen.mapping.design import load_design
from hdlgen.nets import bundled_recipe
from hdlgen.nets.dataset import Dataset
from hdlgen.reference import Chip, exact, tiled
from tests.compress import cifar_slice
from tests.compress.plain_integers import execute

RECIPES = ("resnet18_cifar", "resnet18_cifar_safe", "vgg16_cifar", "convnet_cifar", "resnet20_cifar")
CUDA = pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no GPU")


def sliced(method):
    """The recipe of ResNet-18 for a narrow one: an epoch a step, budgets that suit it, converters that lose nothing."""
    recipe = load_recipe(bundled_recipe("resnet18_cifar"))
    budgets = [{"weights": 0.5}, {"weights": 0.25}, {"tiles": 21}]
    approach = {"approach_epochs": 1} if method == "admm" else {}
    prunes = [
        step.model_copy(update={"epochs": 1, "budget": BudgetKeys(**budget), **approach})
        for step, budget in zip(recipe.steps, budgets, strict=False)
    ]
    quantizes = recipe.steps[-1].model_copy(update={"epochs": 1})
    adc = recipe.hardware.adc.model_copy(update={"bits": 12})
    return recipe.model_copy(
        update={
            "model": "tests.compress.cifar_slice:narrow",
            "dataset": "tests.compress.cifar_slice:load",
            "hold_out": 20,
            "batch": 40,
            "threads": 1,
            "bfloat16": False,
            "train": recipe.train.model_copy(update={"epochs": 2, "rate": 0.05}),
            "prune": Prune(method=method, admm=AdmmKeys() if method == "admm" else None, remove_unused=True),
            "steps": (*prunes, quantizes),
            "hardware": recipe.hardware.model_copy(update={"adc": adc}),
        }
    )


@pytest.mark.parametrize("method", ["importance", "admm"])
def test_the_whole_path_on_a_slice(tmp_path, method):
    result = compress(sliced(method), None, tmp_path, quiet=True)
    report = json.loads((tmp_path / "report.json").read_text())
    phases = {p["phase"]: p for p in report["phases"]}
    assert (report["held_out"], report["test_images"]) == (20, 40)
    assert (20 * phases["float"]["accuracy"]).is_integer()
    assert report["built_weights"] == 11_164_352 // 64 + (3 * 64 * 9 + 512 * 10) * 7 // 64  # stem and fc: an eighth
    assert phases["prune 1/4"]["weights"] <= 0.5 * report["built_weights"]
    assert phases["prune 2/4"]["weights"] <= 0.25 * report["built_weights"]
    assert sum(layer["tiles"] for layer in phases["tile by tile"]["layers"].values()) <= 21
    assert phases["tile by tile"]["accuracy"] == phases["integers"]["accuracy"] == result.accuracy

    design = load_design(result.network)
    pixels = cifar_slice.images(12, 3)[0]
    (exactly,) = exact.run(design.graph, pixels.astype(np.int64), keep=False).values()
    (by_tiles,) = tiled.run(Chip.of(design.plan), pixels.astype(np.int64), keep=False).values()
    np.testing.assert_array_equal(by_tiles, exactly)
    np.testing.assert_array_equal(exactly.reshape(12, 10), execute(result.network, pixels))  # a second way
    assert len(np.unique(exactly)) > 20


def test_recipes_are_trained_beside_one_another(tmp_path):
    """As on a GPU that is lent: two that begin alike, what is home in the end, and going on where they stopped."""
    files = []
    for name in ("one", "two"):
        recipe = sliced("importance").model_copy(update={"name": name})
        files.append(tmp_path / f"{name}.recipe.yaml")
        files[-1].write_text(yaml.safe_dump(recipe.model_dump(mode="json", exclude_unset=True)))
    out = tmp_path / "out"
    command = [sys.executable, "-m", "benchmarks.cifar10", "--data", str(tmp_path), "--out", str(out), "--minutes"]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}

    def train(minutes):
        return subprocess.run([*command, minutes, *map(str, files)], env=environment, capture_output=True, text=True)

    cut = train("0")
    assert cut.returncode == 1
    assert cut.stdout.splitlines() == ["one: never begun", "two: never begun"]
    whole = train("5")
    assert whole.returncode == 0, whole.stdout + whole.stderr
    assert whole.stdout.count("the same command with --measure-only does the rest") == 2
    with tarfile.open(out / "trained.tar") as tar:
        assert {"one/one.yaml", "one/one.safetensors", "one/report.json", "two.log"} <= set(tar.getnames())
    logs = [(out / f"{name}.log").read_text() for name in ("one", "two")]
    assert ["float: epoch 1 of 2" in log for log in logs] == [True, False]  # the second found it
    assert (out / "one" / "one.safetensors").read_bytes() == (out / "two" / "two.safetensors").read_bytes()


def test_a_share_of_the_epochs_is_a_recipe_of_its_own(tmp_path):
    whole = bundled_recipe("resnet20_cifar")
    assert shorter(whole, 1, tmp_path) == whole
    recipe, half = load_recipe(whole), load_recipe(shorter(whole, 0.5, tmp_path))
    assert half.train.epochs == recipe.train.epochs / 2
    steps = zip(half.steps, recipe.steps, strict=True)
    assert all(abs(short.epochs - step.epochs / 2) <= 0.5 and short.budget == step.budget for short, step in steps)
    assert {phase.epochs for phase in load_recipe(shorter(whole, 1e-6, tmp_path)).steps} == {1}


@CUDA
@pytest.mark.parametrize("method", ["importance", "admm"])
def test_the_same_bytes_come_twice_from_a_gpu(tmp_path, method):
    recipe = sliced(method).model_copy(update={"bfloat16": True})
    made = [compress(recipe, None, tmp_path / n, device=torch.device("cuda"), quiet=True).network for n in "ab"]
    assert made[0].with_suffix(".safetensors").read_bytes() == made[1].with_suffix(".safetensors").read_bytes()


@CUDA
def test_a_captured_step_leaves_the_gradients_of_single_kernels():
    torch.manual_seed(0)
    network = check(cifar_slice.narrow()).train().cuda()
    x, labels = torch.rand(8, 3, 32, 32, device="cuda"), torch.randint(0, 10, (8,), device="cuda")

    def loss(x, labels):
        return nn.functional.cross_entropy(network(x), labels)

    captured = Captured(network, loss)
    for _ in range(5):
        value = captured(x, labels).clone()
    gradients = [p.grad.clone() for p in network.parameters()]
    assert torch.equal(value, backward(network, loss)(x, labels))
    assert all(torch.equal(g, p.grad) for g, p in zip(gradients, network.parameters(), strict=True))


@CUDA
def test_what_waits_for_the_processor_goes_on_kernel_by_kernel(capsys):
    layer = nn.Linear(4, 2).cuda()

    def loss(x, labels):
        return nn.functional.cross_entropy(layer(x + torch.rand(1).to(x.device)), labels)

    drawn = Captured(layer, loss)
    x, labels = torch.rand(8, 4, device="cuda"), torch.randint(0, 2, (8,), device="cuda")
    losses = {drawn(x, labels).item() for _ in range(6)}
    assert len(losses) == 6
    assert capsys.readouterr().err.count("a step is not captured") == 1


def few():
    """24 images in place of CIFAR-10."""
    return Dataset(*cifar_slice.images(24, 1), *cifar_slice.images(4, 2), classes=10)


@pytest.mark.parametrize("name", RECIPES)
def test_the_recipes_can_be_followed(name):
    recipe, data = load_recipe(bundled_recipe(name)), few()
    assert recipe.name == name
    network = check(resolve(recipe.model, "model")())
    check_fit(network, data, 2)
    Ratios.of(recipe, network, built_layers(network, data, recipe.widths))
    assert callable(resolve(recipe.dataset, "dataset"))
    assert recipe.widths.weight_bits <= 5
    assert recipe.widths.activation_bits <= 8


@pytest.mark.campaign
@pytest.mark.parametrize(
    ("name", "times", "tiles"), [("resnet18_cifar", 60, 25), ("resnet18_cifar_safe", 10, 1), ("vgg16_cifar", 50, 1)]
)
def test_budgets_are_met_in_full_size(name, times, tiles):
    """Untrained: about 25 s each on one core."""
    recipe, data = load_recipe(bundled_recipe(name)), few()
    torch.manual_seed(recipe.seed)
    network = check(resolve(recipe.model, "model")())
    ratios = Ratios.of(recipe, network, built_layers(network, data, recipe.widths))
    built = {
        n: (m.weight.numel(), isinstance(m, nn.Conv2d) and m.kernel_size == (3, 3))
        for n, m in weighted(network).items()
    }
    x, y = channels_first(data.train_images).float() * PIXEL, torch.from_numpy(data.train_labels).long()
    network.train()(x)
    for step in recipe.steps:
        if step.budget:
            scores = importance(network, [(x, y)], nn.functional.cross_entropy)
            keep = ratios.keep(network, scores, step.budget)
            network = remove_unused(
                prune(network, choose(as_weights(scores), masks_of(network), keep, wiring(network)))
            )
    assert norms(network)
    layers = weighted(network)
    left = sum(int(rows_kept(layers[n]).sum()) * len(layers[n].weight) for n, (_, counts) in built.items() if counts)
    assert sum(count for count, counts in built.values() if counts) >= times * left
    cost = ratios._cost("tiles")
    reads = ratios.built
    after = sum(
        float(cost.of(rows_kept(m).sum().numpy(), np.int64(len(m.weight)), reads[n].work)) for n, m in layers.items()
    )
    assert total(reads, cost) >= tiles * after
    widths = Widths(recipe.widths.weight_bits, recipe.widths.activation_bits, recipe.widths.output_bits)
    described, _ = fold(quantize(fold_batch_norms(network), widths, x[:4]), widths)
    assert {d["name"] for d in described if d["type"] in ("conv", "linear")} == set(layers)
