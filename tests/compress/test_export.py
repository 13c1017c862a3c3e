"""The integers that are written compute what the trained network computes."""

import numpy as np
import pytest
import torch
import yaml
from safetensors.numpy import load_file
from torch import nn

from hdlgen.compress.export import fold, scales
from hdlgen.compress.quantize import Widths, quantize, unquantized
from hdlgen.compress.structure import Keep
from hdlgen.errors import HdlgenError
from hdlgen.mapping.design import load_design
from hdlgen.reference import exact
from hdlgen.spec.writer import write_network
from tests.compress.networks import chain
from tests.compress.plain_integers import execute
from tests.compress.pruned import magnitude

WIDTHS = Widths(4, 4, 8)


@pytest.mark.parametrize(
    ("scale", "bias", "m", "b", "n"),
    [
        ([0.5], [0.25], [16384], [8192], 15),  # 2^14/2^15: the next power would need 17 bits
        ([0.75, 0.1], [0, -1], [24576, 3277], [0, -32768], 15),
        ([1.0], [3], [16384], [49152], 14),
        ([32767.0], [1], [32767], [1], 0),
        ([2.0**-60], [0], [0], [0], 46),
    ],
)
def test_multipliers_use_their_bits(scale, bias, m, b, n):
    got = scales("layer", np.array(scale), np.array(bias, np.float64))
    assert (got[0].tolist(), got[1].tolist(), got[2]) == (m, b, n)


def test_a_scale_beyond_the_multiplier_is_refused():
    with pytest.raises(HdlgenError, match="layer: multiplies by 4e\\+04, too much for 16 bits"):
        scales("layer", np.array([40000.0]), np.zeros(1))


@pytest.mark.parametrize(("scale", "bias"), [([np.nan], [0]), ([np.inf], [0]), ([0.5], [np.nan]), ([0.0], [0])])
def test_what_is_no_number_becomes_no_integer(scale, bias):
    with pytest.raises(HdlgenError, match="layer: multiplies or adds what is no number"):
        scales("layer", np.array(scale), np.array(bias, np.float64))


def test_a_bias_beyond_its_integers_is_refused():
    with pytest.raises(HdlgenError, match="layer: adds 1e\\+16 steps of its output, too much for 63 bits"):
        scales("layer", np.array([0.5]), np.array([1e16]))


@torch.no_grad()
@pytest.mark.parametrize("factor", [0.5, 1.0, 2.1, 3.3])
def test_a_ceiling_becomes_one_of_integers(tmp_path, images, factor):
    torch.manual_seed(1)
    layers = {"conv": nn.Conv2d(1, 4, 3), "pool": nn.MaxPool2d(2), "clip": nn.ReLU6(), "flat": nn.Flatten()}
    network = chain(**layers, fc=nn.Linear(16, 3))
    network.conv.weight *= 20  # so that activations go beyond 6
    pixels = images.float() / 255
    network = quantize(network, WIDTHS, pixels)
    clip = network.clip
    clip.log_step += np.log(factor)
    hardware = {
        "tile": {"rows": 16, "columns": 16},
        "adc": {"bits": 8, "count": 4, "settle_cycles": 2, "conversion_cycles": 2},
    }
    device = {"cell_bits": 3, "g_min_siemens": 1e-6, "g_max_siemens": 4e-5}
    path = write_network(tmp_path, "tiny", (6, 6, 1), *fold(network, WIDTHS), hardware, device, dense_weights=100)
    said = yaml.safe_load(path.read_text())["network"]["layers"][0]["activation"]
    most = min(15, int(6 / float(clip.step) + 0.5))
    assert said == ("relu" if most == 15 else {"clip": most})
    assert (most == 15) == (factor <= 1)
    design = load_design(path, ranges={})
    (got,) = exact.run(design.graph, images.permute(0, 2, 3, 1).numpy().astype(np.int64), keep=False).values()
    wanted = network(pixels) / network.fc_out.step
    torch.testing.assert_close(torch.from_numpy(got.reshape(-1, 3)).float(), wanted.round(), rtol=0, atol=0)
    assert network(pixels).unique().numel() > 20
    assert repr(unquantized(network).clip) == repr(nn.Hardtanh(0.0, 6.0))


@torch.no_grad()
@pytest.mark.parametrize("order", ["conv pool1 pool2 rise", "conv pool1 rise pool2", "conv rise pool1 pool2"])
def test_pools_and_relu_change_places_and_the_integers_stay(tmp_path, images, order):
    torch.manual_seed(1)
    layers = {"conv": nn.Conv2d(1, 4, 3), "rise": nn.ReLU(), "pool1": nn.MaxPool2d(2), "pool2": nn.MaxPool2d(2)}
    network = chain(**{n: layers[n] for n in order.split()}, flat=nn.Flatten(), fc=nn.Linear(4, 3))
    pixels = images.float() / 255
    network = quantize(network, WIDTHS, pixels)
    path = write_network(tmp_path, "tiny", (6, 6, 1), *fold(network, WIDTHS), {}, {}, dense_weights=100)
    wanted = network(pixels) / network.fc_out.step
    got = torch.from_numpy(execute(path, images.permute(0, 2, 3, 1).numpy()))
    torch.testing.assert_close(got.float(), wanted.round(), rtol=0, atol=0)
    assert got.unique().numel() > 20


def write(folder, network, images):
    network = magnitude(network, {"conv": Keep(3, 7), "fc1": Keep(5, 9)})
    network = quantize(network, WIDTHS, images.float() / 255)
    path = write_network(
        folder,
        "tiny",
        (6, 6, 1),
        *fold(network, WIDTHS),
        {"tile": {"rows": 16}},
        {"cell_bits": 3},
        dense_weights=1000,
        ranges={"fc1": 2},
    )
    return network, path


@torch.no_grad()
def test_integers_equal_the_trained_network(tmp_path, network, images):
    network, path = write(tmp_path, network, images)
    got = execute(path, images.permute(0, 2, 3, 1).numpy())
    wanted = network(images.float() / 255) / network.fc2_out.step
    torch.testing.assert_close(wanted, wanted.round(), rtol=0, atol=1e-3)
    # multipliers have 15 bits: a value within 2^-15 of a half may round the other way, and a logit then moves by little
    difference = np.abs(got - wanted.round().numpy())
    assert np.ptp(got) > 50
    assert (difference > 0).mean() < 0.05
    assert difference.max() <= 8


def test_files_are_as_the_format_says(tmp_path, network, images):
    _, path = write(tmp_path, network, images)
    document = yaml.safe_load(path.read_text())
    assert document["network"]["layers"] == [
        {
            "name": "conv",
            "type": "conv",
            "channels": 3,
            "kernel": 3,
            "stride": 1,
            "padding": 0,
            "weight_bits": 4,
            "activation": "relu",
            "out": "uint4",
        },
        {"name": "pool", "type": "maxpool", "kernel": 2},
        {"name": "fc1", "type": "linear", "features": 5, "weight_bits": 4, "activation": "relu", "out": "uint4"},
        {"name": "fc2", "type": "linear", "features": 3, "weight_bits": 4, "activation": "none", "out": "int8"},
    ]
    assert document["network"]["input"] == {"shape": [6, 6, 1], "type": "uint8"}
    tensors = load_file(tmp_path / document["network"]["weights"])
    assert {n: (str(t.dtype), t.shape) for n, t in tensors.items() if n.startswith("conv")} == {
        "conv.weight": ("int8", (3, 1, 3, 3)),
        "conv.multiplier": ("int32", (3,)),
        "conv.bias": ("int64", (3,)),
        "conv.shift": ("int32", (1,)),
    }
    for name in ("conv", "fc1", "fc2"):
        assert np.abs(tensors[f"{name}.weight"]).max() <= 7
        assert np.abs(tensors[f"{name}.multiplier"]).max() < 1 << 15
    assert np.count_nonzero(tensors["fc1.weight"].any(axis=0)) == 9
    assert np.count_nonzero(tensors["conv.weight"].any(axis=0)) == 7


def test_same_network_same_bytes(tmp_path, network, images):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder, network, images)
    for name in ("tiny.yaml", "tiny.safetensors"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_the_order_in_memory_does_not_matter(tmp_path):
    weight = np.arange(24, dtype=np.int8).reshape(2, 3, 2, 2)
    turned = np.ascontiguousarray(weight.transpose(0, 2, 3, 1)).transpose(0, 3, 1, 2)
    assert not turned.flags.c_contiguous
    path = write_network(tmp_path, "tiny", (6, 6, 1), [], {"a.weight": turned}, {}, {}, dense_weights=9)
    np.testing.assert_array_equal(load_file(path.with_suffix(".safetensors"))["a.weight"], weight)
