"""Kernels go by groups, the least important for what they save; counts are those that the weights then have."""

from dataclasses import replace
from itertools import product

import numpy as np
import pytest
import torch

from hdlgen.compress.budget import Budget, allocate_kernels
from hdlgen.compress.cost import Arrays, Work
from hdlgen.compress.kernels import KernelConversions, KernelLayer, KernelMultiplications, kernels_total
from hdlgen.compress.structure import choose
from hdlgen.errors import HdlgenError
from hdlgen.mapping.blocks import Layout
from hdlgen.mapping.hardware import Hardware
from hdlgen.mapping.lanes import Lanes
from tests.compress.networks import wired

HARDWARE = Hardware(8, 16, 3, 1, 8, 2, 1, 1, clustered=True)
ARRAYS = Arrays(HARDWARE, Lanes.of(1, 2))
COSTS = [KernelMultiplications(1), KernelMultiplications(2), KernelConversions(ARRAYS)]


def network(seed, channels=5, inputs=6, kernel=4):
    """Two layers, of kernels and linear, and scores of all sizes; some weights of the first are gone."""
    rng = np.random.default_rng(seed)
    live = rng.random((channels, inputs * kernel)) < 0.9
    layers = {
        "a": KernelLayer(live, inputs, Work(50, 4)),
        "b": KernelLayer(np.ones((4, 12), np.bool_), 12, Work(3, 2)),
    }
    return layers, {n: rng.lognormal(0, 2, m.live.shape) for n, m in layers.items()}


def pruned(layers, scores, keep):
    """bool[channel, tap] by layer: what then stays."""
    found = {}
    for name, m in layers.items():
        weight = torch.from_numpy(np.sqrt(scores[name])).reshape(len(m.live), m.inputs, -1)
        choice = choose({name: weight}, {name: torch.from_numpy(m.live)}, {name: keep[name]}, wired(name))
        found[name] = choice[name].weights.numpy()
    return found


@pytest.mark.parametrize("cost", COSTS, ids=["kernels", "groups", "conversions"])
@pytest.mark.parametrize("seed", range(3))
def test_budgets_are_met_by_what_is_then_left(cost, seed):
    layers, scores = network(seed)
    whole = kernels_total(layers, cost)
    reached = []
    for share in (1.0, 0.8, 0.6, 0.4):
        left = pruned(layers, scores, allocate_kernels(layers, scores, Budget(cost, share * whole)))
        now = {n: KernelLayer(left[n], m.inputs, m.work) for n, m in layers.items()}
        reached.append(kernels_total(now, cost) / whole)
        assert 0.6 * share < reached[-1] <= share
        for name, m in layers.items():
            kernels = left[name].reshape(-1, m.inputs, m.live.shape[1] // m.inputs)
            words = [kernels[i : i + cost.word].any(axis=(0, 2)) for i in range(0, len(kernels), cost.word)]
            assert all(word.any() for word in words)
            for i, word in enumerate(words):  # whole groups go
                own = slice(i * cost.word, (i + 1) * cost.word)
                whole_groups = m.live[own].reshape(-1, *kernels.shape[1:]) & word[:, None]
                np.testing.assert_array_equal(kernels[own], whole_groups)
    assert reached[0] == 1
    assert reached == sorted(reached, reverse=True)


@pytest.mark.parametrize("seed", range(3))
def test_conversions_are_those_of_the_mapped_layers(seed):
    layers, scores = network(seed, channels=24, inputs=32)
    wide = replace(HARDWARE, columns=32, adcs=8)
    cost = KernelConversions(Arrays(wide, Lanes.of(1, 8)))
    most = 0.3 * kernels_total(layers, cost)
    keep = allocate_kernels(layers, scores, Budget(cost, most))
    total = dict.fromkeys((True, False), 0)
    for name, live in pruned(layers, scores, keep).items():
        for clustered in total:
            layout = Layout.of(name, live.T.astype(np.int8), 1, replace(wide, clustered=clustered))
            total[clustered] += layers[name].work.drives * layout.conversions(len(live))
    assert 0.9 * most < total[True] <= most < total[False]


def test_the_least_loss_is_found_for_multiplications_of_one_layer():
    scores = np.array([[1.0, 5.0, 3.0], [2.0, 7.0, 8.0]])
    layers = {"a": KernelLayer(np.ones((2, 3), np.bool_), 3, Work(10, 1))}
    for most in range(20, 70, 10):
        keep = allocate_kernels(layers, {"a": scores}, Budget(KernelMultiplications(1), most))
        left = pruned(layers, {"a": scores}, keep)["a"]
        ways = (np.array(w).reshape(2, 3) for w in product((False, True), repeat=6))
        fit = [w for w in ways if 10 * w.sum() <= most and w.any(axis=1).all()]
        assert (scores * left).sum() == max((scores * w).sum() for w in fit)


def test_a_budget_below_a_group_of_each_word_is_refused():
    layers, scores = network(0)
    with pytest.raises(HdlgenError, match=r"budget.multiplications.*cannot be met.*smallest network"):
        allocate_kernels(layers, scores, Budget(KernelMultiplications(2), 10))
