"""A small network that is right, for tests to break."""

import copy

import numpy as np
import pytest
import yaml
from safetensors.numpy import save_file

TINY = {
    "hdlgen": 1,
    "name": "tiny",
    "network": {
        "weights": "tiny.safetensors",
        "input": {"shape": [8, 8, 2], "type": "uint4"},
        "layers": [
            {
                "name": "conv1",
                "type": "conv",
                "channels": 3,
                "kernel": 3,
                "padding": 1,
                "weight_bits": 4,
                "activation": "relu",
                "out": "uint4",
            },
            {"name": "pool1", "type": "maxpool", "kernel": 2},
            {"name": "fc1", "type": "linear", "features": 5, "weight_bits": 4, "out": "int8"},
        ],
    },
    "hardware": {
        "tile": {"rows": 64, "columns": 32},
        "dac": {"bits": 1},
        "adc": {"bits": 8, "count": 4, "settle_cycles": 2, "conversion_cycles": 1},
    },
    "device": {"cell_bits": 3, "g_min_siemens": 1e-6, "g_max_siemens": 4e-5},
    "ranges": {"conv1": 1},
}


@pytest.fixture
def description():
    """What the YAML file says, to be changed."""
    return copy.deepcopy(TINY)


@pytest.fixture
def residual(description):
    """The small network with a second way around its first layer, to be changed; its tensors are `residual_tensors`."""
    conv1, pool1, fc1 = description["network"]["layers"]
    down = conv1 | {"name": "down", "kernel": 1, "padding": 0, "input": "input", "activation": "none", "out": "int4"}
    add1 = {"name": "add1", "type": "add", "inputs": ["conv1", "down"], "activation": "relu", "out": "uint4"}
    description["network"]["layers"] = [conv1, down, add1, pool1, fc1]
    return description


@pytest.fixture
def residual_tensors(tensors):
    """The weights of `residual`, to be changed."""
    for kind in ("multiplier", "bias", "shift"):
        tensors[f"down.{kind}"] = tensors[f"conv1.{kind}"]
    tensors["down.weight"] = np.ones((3, 2, 1, 1), np.int8)
    tensors["add1.multiplier"] = np.array([3, -2], np.int32)
    tensors["add1.shift"] = np.array([2], np.int32)
    return tensors


@pytest.fixture
def tensors():
    """The weights, to be changed."""
    rng = np.random.default_rng(1)
    shapes = {"conv1": (3, 2, 3, 3), "fc1": (5, 48)}  # 48 = 3 channels × 4 × 4
    out = {}
    for name, shape in shapes.items():
        out[f"{name}.weight"] = rng.integers(-7, 8, shape).astype(np.int8)
        out[f"{name}.multiplier"] = rng.integers(1, 99, shape[0]).astype(np.int32)
        out[f"{name}.bias"] = rng.integers(-99, 99, shape[0]).astype(np.int64)
        out[f"{name}.shift"] = np.array([7], np.int32)
    return out


@pytest.fixture
def written(tmp_path):
    """Writes a description (a mapping, or text as it is) and tensors; returns the path of the network file."""

    def write(description, tensors=None):
        path = tmp_path / "net.yaml"
        text = description if isinstance(description, str) else yaml.safe_dump(description, sort_keys=False)
        path.write_text(text)
        if tensors is not None:
            save_file(tensors, tmp_path / "tiny.safetensors")
        return path

    return write
