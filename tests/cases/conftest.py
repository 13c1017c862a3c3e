"""What came from outside and failed: a module for each kind of case, a test for each case.

To add one: find the module of its kind, or make `test_KIND.py`. Say in the name of the test what is right. Make the
input in the test, as small as it can be and still be wrong; commit a file only where it cannot be made. Run the command
with the fixture `hdlgen`, in this process: what is no exit code is a traceback, and fails. Then assert the right value,
or exit code 2 and what the message says of file, line, key and mending. Add the siblings: the same mistake in every
other file and command.
"""

from __future__ import annotations

import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import pytest
from safetensors.numpy import save_file

from hdlgen.cli.main import main

NETWORK = """\
hdlgen: 1
name: tiny
network:
  weights: tiny.safetensors
  input: {shape: [2, 3, 1], type: uint4}
  layers:
    - {name: fc, type: linear, features: 3, weight_bits: 4, activation: none, out: int8}
hardware:
  tile: {rows: 16, columns: 16}
  adc: {bits: 8, count: 4, settle_cycles: 2, conversion_cycles: 2}
device: {cell_bits: 3, g_min_siemens: 1.0e-6, g_max_siemens: 40.0e-6}
"""
CARD = """\
title: a cell
reference: a test
cell: {source: a test, basis: generic, g_min: 1 uS, g_max: 41 uS, read: 0.2 V}
programming: {source: a test, basis: generic, model: gaussian_fraction, sigma: 6 %, device_to_device: 0 %}
noise: {source: a test, basis: generic, model: white, sigma: 3 %}
"""
PERIPHERY = "amplifier: {gain_sigma: 0.1}\nadc: {kind: sar, noise_codes: 0.5}\n"


@dataclass(frozen=True)
class Said:
    """What a command answered."""

    code: int
    out: str
    err: str

    def refuses(self, *parts: str) -> None:
        """Asserts exit code 2 and that the message has all `parts`."""
        assert self.code == 2, self.out + self.err
        for part in parts:
            assert part in self.err, self.err


@pytest.fixture
def hdlgen(tmp_path, monkeypatch, capsys) -> Callable[..., Said]:
    """Runs a command in this process, in the folder of the test, without data from outside."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("HDLGEN_DATA", raising=False)

    def run(*argv: object) -> Said:
        capsys.readouterr()
        code = main([str(a) for a in argv])
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return run


@pytest.fixture
def tiny(tmp_path):
    """A network of three outputs for images of 2×3, uint4: tiny.yaml and its weights. An output is a column's sum."""
    (tmp_path / "tiny.yaml").write_text(NETWORK)
    weight = np.zeros((3, 2, 3), np.int8)
    for output in range(3):
        weight[output, :, output] = 1
    tensors = {
        "fc.weight": weight.reshape(3, 6),
        "fc.multiplier": np.ones(3, np.int32),
        "fc.bias": np.zeros(3, np.int64),
        "fc.shift": np.zeros(1, np.int32),
    }
    save_file(tensors, tmp_path / "tiny.safetensors")
    return tmp_path / "tiny.yaml"


@pytest.fixture
def card(tmp_path):
    """A device card, cell.yaml."""
    (tmp_path / "cell.yaml").write_text(CARD)
    return tmp_path / "cell.yaml"


def images_of(labels):
    """uint8[image, 2, 3]: the column of the label is the largest."""
    images = np.ones((len(labels), 2, 3), np.uint8)
    for image, label in zip(images, labels, strict=True):
        image[:, label] = 3
    return images


@contextmanager
def little_memory(more: int = 1 << 29) -> Iterator[None]:
    """The process may take `more` bytes, and no more: whoever believes a file that claims gigabytes fails."""
    with open("/proc/self/statm", "rb") as file:  # noqa: PTH123 - no file of ours
        now = int(file.read().split()[0]) * resource.getpagesize()
    old = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (now + more, old[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, old)
