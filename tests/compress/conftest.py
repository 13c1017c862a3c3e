"""A small network and a task that it learns in seconds."""

from collections import OrderedDict

import numpy as np
import pytest
import torch
from torch import nn

from hdlgen.frontend.torch.check import check

TASK = '''
from collections import OrderedDict
import numpy as np
from torch import nn
from hdlgen.nets.dataset import Dataset

def bars(count, seed):
    """A bright bar, lying or standing, in the first or second half: four classes."""
    rng = np.random.default_rng(seed)
    images = rng.integers(0, 60, (count, 12, 12, 1), np.uint8)
    labels = rng.integers(0, 4, count).astype(np.uint8)
    for image, label in zip(images, labels):
        at = rng.integers(0, 6) + 6 * (label % 2)
        bar = image[at, :, 0] if label < 2 else image[:, at, 0]
        bar += 150
    return images, labels

def load(directory):
    return Dataset(*bars(2000, 1), *bars(300, 2), classes=4)

def small():
    return nn.Sequential(OrderedDict(
        conv1=nn.Conv2d(1, 8, 3), norm=nn.BatchNorm2d(8), relu1=nn.ReLU(), pool1=nn.MaxPool2d(2),
        conv2=nn.Conv2d(8, 12, 3, padding=1, stride=2), relu2=nn.ReLU(),
        flatten=nn.Flatten(), fc1=nn.Linear(108, 24), relu3=nn.ReLU(), fc2=nn.Linear(24, 4)))
'''

RECIPE = """\
recipe: 1
name: bars
model: bars_task:small
dataset: bars_task:load
seed: 3
threads: 1
batch: 50
augment: {shift: 0.5}
train: {epochs: 4, rate: 5.0e-3}
distill: {temperature: 2, share: 0.5}
steps:
  - {epochs: 2, rate: 3.0e-3, keep: {conv1: {channels: 0.75}, conv2: {channels: 8, taps: 0.6}, fc1: {channels: 12}}}
  - {epochs: 2, rate: 3.0e-3, keep: {conv2: {taps: 24}, fc1: {channels: 10, taps: 40}}}
  - {epochs: 3, rate: 3.0e-3, quantize: {weight_bits: 4, activation_bits: 4, output_bits: 6}}
hardware:
  tile: {rows: 32, columns: 32}
  adc: {bits: 8, count: 8, settle_cycles: 2, conversion_cycles: 2}
device: {cell_bits: 3, g_min_siemens: 1.0e-6, g_max_siemens: 40.0e-6}
"""


@pytest.fixture
def recipe_file(tmp_path, monkeypatch):
    """A recipe that trains in seconds, and the module it names."""
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "bars_task.py").write_text(TASK)
    monkeypatch.syspath_prepend(tmp_path / "code")
    path = tmp_path / "bars.recipe.yaml"
    path.write_text(RECIPE)
    return path


@pytest.fixture
def network():
    """conv 1→4, 3×3; pool; fc 16→5; fc 5→3, on 6×6 images, with random weights."""
    torch.manual_seed(5)
    return check(
        nn.Sequential(
            OrderedDict(
                conv=nn.Conv2d(1, 4, 3),
                relu1=nn.ReLU(),
                pool=nn.MaxPool2d(2),
                flatten=nn.Flatten(),
                fc1=nn.Linear(16, 5),
                relu2=nn.ReLU(),
                fc2=nn.Linear(5, 3),
            )
        )
    )


@pytest.fixture
def images():
    """uint8[40, 1, 6, 6]."""
    return torch.from_numpy(np.random.default_rng(0).integers(0, 256, (40, 1, 6, 6), np.uint8))
