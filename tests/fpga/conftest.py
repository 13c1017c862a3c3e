import numpy as np
import pytest
from safetensors.numpy import save_file

FILE = """\
hdlgen: 1
name: tiny
network:
  weights: tiny.safetensors
  input: {shape: [4, 4, 1], type: uint4}
  layers:
    - {name: conv, type: conv, channels: 2, kernel: 2, weight_bits: 2, activation: relu, out: uint4}
    - {name: fc, type: linear, features: 3, weight_bits: 2, activation: none, out: int8}
hardware:
  tile: {rows: 16, columns: 8}
  dac: {bits: 1}
  adc: {bits: 6, count: 4, settle_cycles: 1, conversion_cycles: 2}
device: {cell_bits: 1, g_min_siemens: 1.0e-6, g_max_siemens: 40.0e-6}
"""


@pytest.fixture
def net(tmp_path, monkeypatch):
    """A network file of two small layers with random weights."""
    monkeypatch.delenv("HDLGEN_DATA", raising=False)
    rng, tensors = np.random.default_rng(1), {}
    for name, shape in (("conv", (2, 1, 2, 2)), ("fc", (3, 18))):
        tensors |= {
            f"{name}.weight": rng.integers(-1, 2, shape).astype(np.int8),
            f"{name}.multiplier": np.ones(shape[0], np.int32),
            f"{name}.bias": np.zeros(shape[0], np.int64),
            f"{name}.shift": np.array([1], np.int32),
        }
    save_file(tensors, tmp_path / "tiny.safetensors")
    (tmp_path / "tiny.yaml").write_text(FILE)
    return tmp_path / "tiny.yaml"
