import gzip

import numpy as np
import pytest
from safetensors.numpy import save_file

from hdlgen.nets import mnist

FILE = """\
hdlgen: 1
name: dots
network:
  weights: dots.safetensors
  input: {shape: [28, 28, 1], type: uint8}
  layers:
    - {name: pool, type: maxpool, kernel: 4}
    - {name: fc, type: linear, features: 10, weight_bits: 4, activation: none, out: int8}
hardware:
  tile: {rows: 64, columns: 32}
  adc: {bits: 6, count: 8, settle_cycles: 2, conversion_cycles: 2}
device: {cell_bits: 3, g_min_siemens: 1.0e-6, g_max_siemens: 40.0e-6}
"""


@pytest.fixture(autouse=True)
def no_data_from_outside(monkeypatch):
    monkeypatch.delenv("HDLGEN_DATA", raising=False)


@pytest.fixture
def net(tmp_path):
    """A network file whose one layer holds the mean image of each bundled digit: far better than chance."""
    images, labels = mnist.bundled_images()
    pooled = images.reshape(-1, 7, 4, 7, 4).max(axis=(2, 4)).reshape(-1, 49).astype(float)
    means = np.stack([pooled[labels == d].mean(0) for d in range(10)])
    scale = 9 / np.abs(means - means.mean(0)).max()
    weight = np.clip(np.rint((means - means.mean(0)) * scale), -7, 7)
    # the nearest mean: (x − middle)·w − |w|²/2
    bias = np.rint(-weight @ means.mean(0) - (weight**2).sum(1) / 2 / scale)
    tensors = {
        "fc.weight": weight.astype(np.int8),
        "fc.multiplier": np.ones(10, np.int32),
        "fc.bias": bias.astype(np.int64),
        "fc.shift": np.array([7], np.int32),
    }
    save_file(tensors, tmp_path / "dots.safetensors")
    path = tmp_path / "dots.yaml"
    path.write_text(FILE)
    return path


@pytest.fixture
def data(tmp_path):
    """A directory of MNIST files: the bundled images, the first 150 of them for training, all of them to test."""
    images, labels = mnist.bundled_images()
    folder = tmp_path / "mnist"
    folder.mkdir()
    for name, count in (("train", 150), ("t10k", 200)):
        for kind, array in (("images-idx3", images[:count]), ("labels-idx1", labels[:count])):
            head = bytes([0, 0, 8, array.ndim]) + np.array(array.shape, ">u4").tobytes()
            (folder / f"{name}-{kind}-ubyte.gz").write_bytes(gzip.compress(head + array.tobytes()))
    return folder


CARD = """\
title: cells with a Gaussian error and a noise
reference: a test
cell: {source: a test, basis: generic, g_min: 1 uS, g_max: 41 uS, read: 0.2 V}
programming: {source: a test, basis: generic, model: gaussian_fraction, sigma: 6 %, device_to_device: 0 %}
drift:
  {source: a test, basis: generic, model: power_law, first_read: 1 s, nu_mean: {polynomial: [0.05]},
   nu_sigma: {polynomial: [0.01]}}
noise: {source: a test, basis: generic, model: white, sigma: 3 %}
"""


@pytest.fixture
def card(tmp_path):
    """A device card beside the network file."""
    path = tmp_path / "mine.yaml"
    path.write_text(CARD)
    return path


@pytest.fixture
def amplifiers(tmp_path):
    """A periphery whose amplifiers have offsets and gains."""
    path = tmp_path / "around.yaml"
    path.write_text("amplifier: {gain_sigma: 0.1, offset_sigma_levels: 5}\n")
    return path
