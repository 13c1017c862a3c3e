"""Quantizers stand where integers are needed, and nowhere else."""

import numpy as np
import pytest

from hdlgen.frontend.operators import (
    Add,
    Affine,
    ArgMax,
    Average,
    Clip,
    Concat,
    Conv,
    Function,
    MaxPool,
    Scale,
    Upsample,
)
from hdlgen.frontend.quantize.bits import Bits, Pair
from hdlgen.frontend.quantize.place import layers, nonnegative, place, without_table
from hdlgen.frontend.quantize.rewrite import with_tables
from hdlgen.spec.names import INPUT
from tests.frontend.quantize.networks import RELU, Maker, chain, dense, gated, odd, residual, unet

W4A4 = Bits(Pair(4, 4))


def points(source, bits=W4A4, positive=True):
    """Where, whose, how many bits, with a sign."""
    return [(p.at, p.layer, p.bits, p.signed) for p in place(source, bits, positive=positive).points]


def test_a_quantizer_stands_behind_activation_and_pool():
    _, source = chain()
    assert points(source) == [("pool1", "conv1", 4, False), ("relu2", "conv2", 4, False), ("fc", "fc", 8, True)]


def test_a_normalized_image_has_all_bits_and_an_add_reads_integers():
    _, source = residual()
    assert points(source) == [
        ("normalize", "normalize", 8, True),
        ("relu1", "conv1", 4, False),
        ("relu2", "conv2", 4, False),
        ("conv3", "conv3", 4, True),
        ("relu3", "sum", 4, False),
        ("mean", "mean", 4, False),
        ("fc", "fc", 8, True),
    ]


def test_functions_have_an_index_of_eight_bits_and_gates_no_sign():
    _, source = gated()
    assert points(source) == [
        ("conv1", "conv1", 8, True),
        ("swish", "conv1", 4, True),
        ("relu6", "deep", 4, False),
        ("mean", "mean", 4, False),
        ("relu", "squeeze", 4, False),
        ("excite", "excite", 8, True),
        ("gate", "excite", 4, False),
        ("scale", "scale", 4, False),
        ("conv2", "conv2", 8, True),
    ]


def test_parts_of_a_concat_share_a_grid_through_all_that_follow():
    _, source = dense()
    found = {p.at: p for p in place(source, W4A4, positive=True).points}
    assert [at for at, p in found.items() if p.tie == "conv1"] == ["conv1", "grow1", "grow2"]
    assert {p.tie for at, p in found.items() if at not in ("conv1", "grow1", "grow2")} == {*found} - {
        "conv1",
        "grow1",
        "grow2",
    }
    assert not {"join1", "join2"} & {*found}


@pytest.mark.parametrize("named", [{"grow1": Pair(activations=5)}, {"join1": Pair(activations=4)}])
def test_a_concat_of_unlike_parts_or_with_bits_of_its_own_requantizes(named):
    _, source = dense()
    found = {p.at: p for p in place(source, Bits(Pair(4, 4), named), positive=True).points}
    assert "join1" in found
    assert found["conv1"].tie != found["grow1"].tie


def test_a_concat_with_a_clip_behind_it_requantizes_with_it():
    _, source = unet()
    assert points(source)[-3:] == [("tall", "tall", 4, True), ("relu4", "join", 4, False), ("conv4", "conv4", 8, True)]


def test_where_there_is_no_table_the_clip_is_known():
    _, source = odd()
    found = {p.layer: p for p in place(with_tables(source), W4A4).points}
    assert (found["again"].whole, found["again"].lo, found["again"].hi) == (True, -1.0, 1.0)
    assert not found["conv1"].whole


@pytest.mark.parametrize(
    ("bits", "signed", "integers"),
    [(1, False, (0, 1)), (8, False, (0, 255)), (1, True, (-2, 1)), (4, True, (-8, 7)), (8, True, (-128, 127))],
)
def test_integers_of_a_quantizer(bits, signed, integers):
    m = Maker("one")
    x = m.conv("conv", INPUT, 2)
    out = x if signed else m.add("relu", RELU, x)
    (point,) = place(m.source(out), Bits(Pair(4, 4), {"conv": Pair(activations=bits)})).points
    assert point.integers == integers


NARROW = Affine(np.array([0.5, 0.5]), np.zeros(2))
BY_CHANNEL = Affine(np.array([0.5, 2.0]), np.zeros(2))
SHIFTED = Affine(np.array([1.0, 1.0]), np.array([0.5, 0.5]))
TURNED = Affine(np.array([-1.0, 1.0]), np.zeros(2))
POOL = MaxPool((2, 2), (2, 2))


@pytest.mark.parametrize(
    ("ops", "where"),
    [
        ([BY_CHANNEL], ["x1"]),
        ([RELU, NARROW], ["x2"]),
        ([RELU, BY_CHANNEL], ["x1", "x2"]),
        ([Clip(-1, 1), SHIFTED], ["x1", "x2"]),
        ([POOL, BY_CHANNEL], ["x2"]),
        ([POOL, TURNED], ["x1", "x2"]),
        ([Upsample(2), POOL, RELU], ["x3"]),
        ([Function("tanh"), SHIFTED], ["x0", "x2"]),
        ([Function("tanh"), BY_CHANNEL], ["x0", "x1", "x2"]),
        ([Average(None), BY_CHANNEL], ["x0", "x2"]),
        ([POOL, ArgMax()], ["x1"]),
    ],
)
def test_what_stays_in_one_requantizer(ops, where):
    m = Maker("chain")
    x = m.add("x0", Conv(np.ones((2, 2, 1, 1)), np.zeros(2)), INPUT)
    for i, op in enumerate(ops, 1):
        x = m.add(f"x{i}", op, x)
    assert [p.at for p in place(m.source(x), W4A4).points] == where


@pytest.mark.parametrize(("op", "where"), [(NARROW, ["x2"]), (SHIFTED, ["x1", "x2"]), (BY_CHANNEL, ["x1", "x2"])])
def test_behind_an_add_all_channels_are_scaled_alike(op, where):
    m = Maker("add")
    a, b = (m.add(f"a{i}", Conv(np.ones((2, 2, 1, 1)), np.zeros(2)), INPUT) for i in (0, 1))
    x = m.add("x2", op, m.add("x1", Add(), a, b))
    assert [p.at for p in place(m.source(x), W4A4).points][2:] == where


def test_what_cannot_be_negative():
    m = Maker("signs")
    a = m.add("relu", RELU, m.conv("conv", INPUT, 2))
    b = m.add("pool", POOL, INPUT)
    m.add("mean", Average(None), a)
    m.add("sum", Add(), a, a)
    m.add("part", Add(), a, m.built.nodes["conv"].name)
    g = m.add("gate", Function("sigmoid"), m.conv("gates", b, 2))
    m.add("tanh", Function("tanh"), a)
    m.add("silu", Function("silu"), "conv")
    m.add("scaled", Scale(), a, m.add("one", Average(None), g))
    m.add("join", Concat(), a, "conv")
    m.add("low", Clip(-1.0, 1.0), a)
    m.add("above", Affine(np.ones(2), np.ones(2)), a)
    m.add("below", Affine(np.ones(2), -np.ones(2)), a)
    without = {"relu", "mean", "sum", "gate", "tanh", "one", "scaled", "low", "above"}
    assert nonnegative(m.source("join"), False) == without
    assert nonnegative(m.source("join"), True) == without | {INPUT, "pool"}


def test_layers_that_bits_can_be_given_to():
    assert layers(dense()[1]) == (["conv1", "grow1", "grow2", "fc"], ["norm1", "join1", "norm2", "join2", "mean"])
    assert layers(residual()[1]) == (["conv1", "conv2", "conv3", "fc"], ["normalize", "sum", "mean"])


@pytest.mark.parametrize(
    ("ops", "bare"),
    [
        ([Function("silu")], False),
        ([BY_CHANNEL, Clip(-3.0, 3.0), Function("silu")], False),
        ([POOL, Function("silu")], True),
        ([POOL, Function("tanh")], False),
        ([Upsample(2), Function("gelu")], False),
        ([Upsample(2), POOL, Function("gelu")], True),
        ([RELU, BY_CHANNEL, Function("sigmoid")], True),
        ([Average(None), Function("sigmoid")], True),
        ([Function("tanh"), Function("tanh")], True),
    ],
)
def test_functions_that_no_layer_carries(ops, bare):
    m = Maker("chain")
    x = m.add("x0", Conv(np.ones((2, 2, 1, 1)), np.zeros(2)), INPUT)
    for i, op in enumerate(ops, 1):
        x = m.add(f"x{i}", op, x)
    assert without_table(m.source(x)) == ({x} if bare else set())


def test_functions_of_what_others_read_have_no_layer():
    m = Maker("shared")
    x = m.conv("conv", INPUT, 2)
    y = m.add("sigmoid", Function("sigmoid"), x)
    assert without_table(m.source(y)) == set()
    assert without_table(m.source(x, y)) == {"sigmoid"}
    assert without_table(m.source(m.add("sum", Add(), x, y))) == {"sigmoid"}
