"""Equalized networks compute what they did, and their layers are as wide in front of a channel as behind."""

from dataclasses import replace

import numpy as np
import pytest

from hdlgen.frontend.operators import Average, Clip, Conv, Function, Linear, MaxPool
from hdlgen.frontend.quantize.equalize import equalize
from hdlgen.spec.names import INPUT
from tests.frontend.quantize.networks import ALL, RELU, Maker


def wide(source, rng):
    """`source` with channels of very unlike weights, computing something else."""
    nodes = []
    for node in source.nodes:
        if isinstance(node.op, Conv | Linear):
            by = 10.0 ** rng.uniform(-1, 1, len(node.op.bias))
            weight = node.op.weight * by.reshape(-1, *[1] * (node.op.weight.ndim - 1))
            node = replace(node, op=replace(node.op, weight=weight, bias=node.op.bias * by))
        nodes.append(node)
    return replace(source, nodes=tuple(nodes))


@pytest.mark.parametrize("name", [n for n in ALL if n != "unet"])
def test_the_function_stays(name):
    m, source = ALL[name]()
    source = wide(source, m.rng)
    images = m.images() / 255
    before, after = source.run(images), equalize(source).run(images)
    for result in source.outputs:
        assert np.abs(after[result] - before[result]).max() < 1e-5 * np.abs(before[result]).max()


def test_channels_are_as_wide_in_front_as_behind():
    m = Maker("pairs", seed=7)
    x = m.add("relu1", RELU, m.conv("conv1", INPUT, 4))
    x = m.add("relu2", RELU, m.conv("deep", x, 4, groups=4))
    x = m.add("pool", MaxPool((2, 2), (2, 2)), x)
    x = m.add("mean", Average((2, 2), (2, 2)), m.add("relu3", RELU, m.conv("conv2", x, 6, groups=2)))
    source = wide(m.source(m.linear("fc", x, 3)), m.rng)
    made = equalize(source)
    conv1, deep, conv2, fc = (made[n].op.weight for n in ("conv1", "deep", "conv2", "fc"))
    first, second = np.abs(conv1).max(axis=(1, 2, 3)), np.abs(deep).max(axis=(1, 2, 3))
    np.testing.assert_allclose(first, second, rtol=1e-2)
    behind = [np.abs(conv2[(c // 2) * 3 : (c // 2) * 3 + 3, c % 2]).max() for c in range(4)]
    np.testing.assert_allclose(second, behind, rtol=1e-2)
    np.testing.assert_allclose(
        np.abs(conv2).max(axis=(1, 2, 3)), np.abs(fc).reshape(3, 6, 4).max(axis=(0, 2)), rtol=1e-2
    )


@pytest.mark.parametrize("between", [Clip(0.0, 6.0), Function("silu"), Clip(-1.0, 1.0)])
def test_nothing_goes_through_what_has_a_scale_of_its_own(between):
    m = Maker("bent")
    source = wide(m.source(m.conv("conv2", m.add("between", between, m.conv("conv1", INPUT, 4)), 3)), m.rng)
    made = equalize(source)
    for name in ("conv1", "conv2"):
        np.testing.assert_array_equal(made[name].op.weight, source[name].op.weight)


def test_nothing_goes_to_a_value_that_others_read_or_that_leaves():
    m = Maker("read")
    x = m.add("relu", RELU, m.conv("conv1", INPUT, 4))
    y, z = m.conv("conv2", x, 3), m.conv("conv3", x, 3)
    source = wide(m.source(y, z), m.rng)
    assert all((equalize(source)[n].op.weight == source[n].op.weight).all() for n in ("conv1", "conv2", "conv3"))
    m = Maker("leaves")
    x = m.conv("conv1", INPUT, 4)
    source = wide(m.source(m.conv("conv2", x, 3), x), m.rng)
    assert all((equalize(source)[n].op.weight == source[n].op.weight).all() for n in ("conv1", "conv2"))


def test_channels_that_nobody_reads_stay():
    m = Maker("dead")
    source = m.source(m.conv("conv2", m.add("relu", RELU, m.conv("conv1", INPUT, 4)), 3))
    ops = {n.name: n.op for n in source.nodes}
    ops["conv1"].weight[1] = 0
    ops["conv2"].weight[:, 2] = 0
    made = equalize(source)
    np.testing.assert_array_equal(made["conv1"].op.weight[2], ops["conv1"].weight[2])
    np.testing.assert_array_equal(made["conv2"].op.weight[:, 1], ops["conv2"].weight[:, 1])
    assert all(np.isfinite(made[n].op.weight).all() for n in ("conv1", "conv2"))
