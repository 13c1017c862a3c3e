import numpy as np
import pytest

from hdlgen.arith import Int
from hdlgen.errors import SpecError
from hdlgen.spec import load
from hdlgen.spec.weights import peak


def mistakes(path):
    with pytest.raises(SpecError) as error:
        load(path)
    return [(m.where, m.what) for m in error.value.mistakes]


def test_tensors_that_are_missing_extra_or_of_another_form(written, description, tensors):
    del tensors["conv1.bias"]
    tensors["fc2.weight"] = tensors["fc1.weight"]
    tensors["fc1.bias"] = tensors["fc1.bias"].astype(np.int32)
    tensors["fc1.weight"] = np.ascontiguousarray(tensors["fc1.weight"].T)
    tensors["fc1.shift"] = np.array(7, np.int32)
    assert sorted(mistakes(written(description, tensors))) == [
        ("conv1.bias", "is missing"),
        ("fc1.bias", "is I32, not I64 (int64)"),
        ("fc1.shift", "has shape [], not [1]"),
        ("fc1.weight", "has shape [48, 5], not [5, 48]"),
        ("fc2.weight", "belongs to no layer"),
    ]


def test_tensors_of_an_add(written, residual, residual_tensors):
    residual_tensors["add1.bias"] = np.zeros(2, np.int64)
    residual_tensors["add1.multiplier"] = np.array([1, 2, 3], np.int32)
    del residual_tensors["add1.shift"]
    assert sorted(mistakes(written(residual, residual_tensors))) == [
        ("add1.bias", "belongs to no layer"),
        ("add1.multiplier", "has shape [3], not [2]"),
        ("add1.shift", "is missing"),
    ]


def test_tensors_of_a_concat_and_of_a_scale(written, residual, residual_tensors):
    conv1, down, add1, pool1, fc1 = residual["network"]["layers"]
    concat = {"name": "concat1", "type": "concat", "inputs": ["add1", "conv1", "input"], "out": "uint4"}
    mean = {"name": "mean", "type": "avgpool", "kernel": "all", "input": "conv1"}
    scale = {"name": "scale1", "type": "scale", "inputs": ["conv1", "mean"], "out": "uint4"}
    cut = {"name": "cut", "type": "concat", "inputs": ["concat1", "scale1"], "requantize": True, "out": "uint4"}
    residual["network"]["layers"] = [conv1, down, add1, concat, mean, scale, cut, pool1, fc1]
    residual_tensors["fc1.weight"] = np.ones((5, 11 * 16), np.int8)
    residual_tensors |= {f"{name}.shift": np.array([0], np.int32) for name in ("scale1", "cut")}
    residual_tensors |= {f"{n}.multiplier": np.ones(m, np.int32) for n, m in (("scale1", 1), ("cut", 2))}
    load(written(residual, residual_tensors))
    residual_tensors["concat1.shift"] = np.array([0], np.int32)  # which does not requantize
    residual_tensors["scale1.multiplier"] = np.array([2**24, 1], np.int32)
    residual_tensors["cut.multiplier"] = np.array([1, -(2**24)], np.int32)
    residual_tensors["cut.shift"][0] = -1
    assert sorted(mistakes(written(residual, residual_tensors))) == [
        ("concat1.shift", "belongs to no layer"),
        ("cut.multiplier", "must lie in −16777215..16777215, not -16777216"),
        ("cut.shift", "must lie in 0..46, not -1"),
        ("scale1.multiplier", "has shape [2], not [1]"),
    ]


def test_tensors_of_groups_and_of_transposed_convolutions(written, description, tensors):
    conv, _, fc = description["network"]["layers"]
    conv |= {"channels": 4, "groups": 2, "kernel": [3, 1], "dilation": [2, 1], "padding": [2, 0, 2, 0]}
    up = {"name": "up", "type": "convtranspose", "channels": 6, "groups": 2, "kernel": [2, 3], "stride": [2, 1]}
    up |= {"padding": [0, 1, 0, 1], "weight_bits": 4, "out": "uint4"}
    description["network"]["layers"] = [conv, up, fc]
    for name, channels in (("conv1", 4), ("up", 6)):
        tensors |= {
            f"{name}.{kind}": np.ones(channels, t) for kind, t in (("multiplier", np.int32), ("bias", np.int64))
        }
        tensors[f"{name}.shift"] = np.array([7], np.int32)
    tensors["conv1.weight"] = np.ones((4, 1, 3, 1), np.int8)
    tensors["up.weight"] = np.ones((4, 3, 2, 3), np.int8)
    tensors["fc1.weight"] = np.ones((5, 6 * 16 * 8), np.int8)
    load(written(description, tensors))
    tensors["conv1.weight"] = np.ones((4, 2, 3, 1), np.int8)
    tensors["up.weight"] = np.ones((3, 4, 2, 3), np.int8)
    assert sorted(mistakes(written(description, tensors))) == [
        ("conv1.weight", "has shape [4, 2, 3, 1], not [4, 1, 3, 1]"),
        ("up.weight", "has shape [3, 4, 2, 3], not [4, 3, 2, 3]"),
    ]


def test_the_peak_of_a_transposed_convolution_is_that_of_its_output_channels(written, description, tensors):
    up = {"name": "up", "type": "convtranspose", "channels": 2, "groups": 2, "kernel": 2, "stride": 2}
    description["network"]["layers"] = [up | {"weight_bits": 4, "out": "uint4"}]
    description["ranges"] = {}
    weight = np.zeros((2, 1, 2, 2), np.int8)
    weight[1] = [[1, 2], [-3, 4]]  # of input channel 1 and so of output channel 1: 10 · 15, all phases together
    given = {"up.weight": weight, "up.multiplier": np.array([1, 1], np.int32), "up.shift": np.array([0], np.int32)}
    load(written(description, given | {"up.bias": np.array([2**62 - 1, 2**62 - 151], np.int64)}))
    assert mistakes(written(description, given | {"up.bias": np.array([2**62 - 1, 2**62 - 150], np.int64)})) == [
        ("up.multiplier", f"channel 1: accumulator·m + b reaches {2**62}, 2^62 or more")
    ]


@pytest.mark.parametrize("value", [2**24, -(2**24), 2**31 - 1, -(2**31)])
def test_values_of_an_add_out_of_range(written, residual, residual_tensors, value):
    residual_tensors["add1.multiplier"] = np.array([2**24 - 1, 1 - 2**24], np.int32)
    residual_tensors["add1.shift"] = np.array([46], np.int32)
    load(written(residual, residual_tensors))
    residual_tensors["add1.multiplier"][1] = value
    residual_tensors["add1.shift"][0] = 47
    assert sorted(mistakes(written(residual, residual_tensors))) == [
        ("add1.multiplier", f"must lie in −16777215..16777215, not {value}"),
        ("add1.shift", "must lie in 0..46, not 47"),
    ]


def test_values_out_of_range(written, description, tensors):
    tensors["conv1.weight"][2, 1, 0, 0] = -8
    tensors["conv1.weight"][2, 1, 0, 1] = 8
    tensors["conv1.shift"][0] = 47
    tensors["fc1.multiplier"][3] = -(2**31)
    assert sorted(mistakes(written(description, tensors))) == [
        ("conv1.shift", "must lie in 0..46, not 47"),
        ("conv1.weight", "2 of 54 weights lie outside −7..7 (weight_bits 4), the first is -8"),
        ("fc1.multiplier", "must lie above −2^31"),
    ]


def test_minus_128_is_out_of_range_too(written, description, tensors):
    description["network"]["layers"][0]["weight_bits"] = 8
    tensors["conv1.weight"][0, 0, 0, 0] = -128
    assert mistakes(written(description, tensors)) == [
        ("conv1.weight", "1 of 54 weights lie outside −127..127 (weight_bits 8), the first is -128")
    ]


def test_products_of_62_bits_are_refused(written, description, tensors):
    tensors["conv1.weight"][:] = 0
    tensors["conv1.weight"][1, 0, 0, 0] = 1  # |acc| ≤ 15
    tensors["conv1.multiplier"][1] = 1
    tensors["conv1.shift"][0] = 1  # a half of 1
    tensors["conv1.bias"][1] = 2**62 - 17
    load(written(description, tensors))
    tensors["conv1.bias"][1] += 1
    assert mistakes(written(description, tensors)) == [
        ("conv1.multiplier", f"channel 1: accumulator·m + b reaches {2**62}, 2^62 or more")
    ]


def test_the_peak_is_that_of_the_worst_activations():
    w = np.array([[3, -1], [-2, 0]], np.int8)  # [tap, channel]
    assert peak(w, [10, -4], [-7, 5], 3, Int(4)) == [5 * 15 * 10 + 7 + 4, 1 * 15 * 4 + 5 + 4]
    assert peak(w, [10, -4], [-7, 5], 0, Int(4, signed=True)) == [5 * 8 * 10 + 7, 1 * 8 * 4 + 5]


def test_files_that_are_no_safetensors(written, description):
    path = written(description)
    assert [w for w, _ in mistakes(path)] == ["network.weights"]
    (path.parent / "tiny.safetensors").write_bytes(b"\x80\x04pickle")
    ((where, what),) = mistakes(path)
    assert where == "network.weights"
    assert "is no safetensors file" in what


def test_form_is_checked_as_far_as_it_is_known(written, description, tensors):
    description["network"]["layers"][0]["kernel"] = 0  # then nobody knows what enters fc1
    tensors["fc1.weight"] = tensors["fc1.weight"][:4]
    assert mistakes(written(description, tensors)) == [
        ("network.layers[0].kernel", "must be one or two integers of at least 1, not 0"),
        ("fc1.weight", "has shape [4, 48], not [5, ?]"),
    ]


def test_the_peak_of_many_extreme_weights_is_exact():
    w = np.full((1000, 3), -128, np.int8)
    w[:, 1] = 127
    w[::2, 2] = 0
    assert peak(w, [1] * 3, [0] * 3, 0, Int(8)) == [1000 * 128 * 255, 1000 * 127 * 255, 500 * 128 * 255]
