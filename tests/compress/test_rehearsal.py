"""What would be refused in the end is refused before anything is trained; what would not be is not."""

import pytest
import torch
from torch import nn

from hdlgen.cli.main import main
from hdlgen.compress.pipeline import compress
from hdlgen.compress.recipe import load_recipe
from hdlgen.errors import HdlgenError

SQUARE = """
import torch
from collections import OrderedDict
from torch import nn
from bars_task import load, small
import bars_task

def seq(**m): return nn.Sequential(OrderedDict(m))
def load_wide(directory):
    d = load(directory)
    return type(d)(d.train_images[:, :, :8], d.train_labels, d.test_images[:, :, :8], d.test_labels, 4)
def averaged():
    pool = nn.AdaptiveAvgPool2d(1)
    return seq(c=nn.Conv2d(1, 4, 3, padding=1), r=nn.ReLU(), p=pool, f=nn.Flatten(), fc=nn.Linear(4, 4))
def nan():
    network = small()
    network.fc1.weight.data[0, 3] = torch.nan
    network.norm.running_var[1] = torch.inf
    return network
def lost():
    network = small()
    network.load_state_dict(torch.load("lost.pt", weights_only=True))
    return network
def other():
    small().load_state_dict(averaged().state_dict())
def nothing(directory): return 5
"""


@pytest.fixture
def beside(recipe_file, monkeypatch):
    """The recipe with a module beside it; training fails."""
    (recipe_file.parent / "square_task.py").write_text(SQUARE)
    monkeypatch.setattr("hdlgen.compress.train.Trainer.fit", lambda *_, **__: pytest.fail("it trains"))
    return recipe_file


STEPS = (
    "steps:\n  - {epochs: 9, rate: 1.0e-3, quantize: {weight_bits: 4, activation_bits: 4, output_bits: 6}}\nhardware:"
)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("bars_task:small", "square_task:averaged", "p: averages 12×8 positions\n    fix: let it average a square"),
        ("rows: 32,", "rows: 32, budget: 2,", r"hardware.tile.budget: \d+ tiles are needed .* \(when written\)"),
        (
            "bars_task:small",
            "square_task:nan",
            "model, norm.running_var: holds inf or NaN.*\n.*\nmodel, fc1.weight: holds",
        ),
        (
            "bars_task:small",
            "square_task:lost",
            r"model: 'square_task:lost' fails: FileNotFoundError: .*square_task.py:22\)",
        ),
        ("bars_task:small", "square_task:other", "fails: RuntimeError: Error.* in loading state_dict for Sequential"),
        ("bars_task:small", "square_task:gone", "model: 'square_task:gone' cannot be imported"),
        ("bars_task:load", "square_task:nothing", "dataset: 'square_task:nothing' gives a int\n    fix: return a"),
        ("{epochs: 4, rate: 5.0e-3}", "{epochs: 4}", "train.rate: is missing"),
        ("rate: 5.0e-3}", "rate: .inf}", "train.rate: "),
    ],
)
def test_it_is_refused_before_training(beside, tmp_path, old, new, message):
    text = beside.read_text()
    text = text[: text.index("steps:")] + STEPS + text[text.index("hardware:") + 9 :]
    if "averaged" in new:
        text = text.replace("bars_task:load", "square_task:load_wide")
    assert old in text
    beside.write_text(text.replace(old, new))
    with pytest.raises(HdlgenError, match=f"(?s){message}") as error:
        compress(load_recipe(beside), None, tmp_path / "out", quiet=True)
    assert error.value.exit_code == 2
    assert not list((tmp_path / "out").glob("*"))


def test_folders_that_cannot_be_written_are_refused_before_training(beside, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(HdlgenError, match=r"file: is a file\n.*with --checkpoints DIR"):
        compress(load_recipe(beside), None, tmp_path / "out", checkpoints=tmp_path / "file", quiet=True)
    (tmp_path / "out" / "compression.png").mkdir()
    with pytest.raises(HdlgenError, match=r"compression\.png: is a folder where a file goes"):
        compress(load_recipe(beside), None, tmp_path / "out", quiet=True)


TRAINED = """
import torch
from pathlib import Path
from bars_task import small
def trained():
    network = small()
    network.load_state_dict(torch.load(Path(__file__).with_name("bars.pt"), weights_only=True))
    return network
"""
QUANTIZED = """train: {epochs: 0}
steps:
  - {epochs: 0, quantize: {weight_bits: 8, activation_bits: 8, output_bits: 8}}
"""


def test_a_network_that_is_trained_already_is_quantized_as_it_is(recipe_file, tmp_path, capsys):
    """As docs/compression.md says: a factory that loads a state dict, and no epochs."""
    import bars_task

    torch.manual_seed(0)
    network, data = bars_task.small(), bars_task.load(None)
    images = torch.from_numpy(data.train_images).permute(0, 3, 1, 2) / 255
    optimizer = torch.optim.Adam(network.parameters(), 5e-3)
    for part, labels in zip(images.split(50), torch.from_numpy(data.train_labels).long().split(50), strict=True):
        optimizer.zero_grad()
        nn.functional.cross_entropy(network(part), labels).backward()
        optimizer.step()
    torch.save(network.state_dict(), tmp_path / "bars.pt")
    classes = network.eval()(torch.from_numpy(data.test_images).permute(0, 3, 1, 2) / 255).argmax(1).numpy()
    (tmp_path / "trained_task.py").write_text(TRAINED)

    text = recipe_file.read_text().replace("bars_task:small", "trained_task:trained")
    start, end = text.index("train:"), text.index("hardware:")
    recipe_file.write_text(text[:start] + QUANTIZED + text[end:])
    result = compress(load_recipe(recipe_file), None, tmp_path / "out", quiet=True)
    assert result.accuracy == pytest.approx((classes == data.test_labels).mean(), abs=0.01)
    assert result.accuracy > 0.5
    assert main(["check", str(result.network)]) == 0
