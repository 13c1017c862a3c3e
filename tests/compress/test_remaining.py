"""What is left stays counted and summed, however it was removed."""

import numpy as np
import pytest

from hdlgen.compress.cost import Weights, Work
from hdlgen.compress.remaining import Layer, Remaining
from hdlgen.compress.structure import Keep


def network():
    """A stem, a layer that adds to what it reads, one behind a flatten of two positions, and a side branch."""
    rng = np.random.default_rng(1)
    left = np.ones(12, np.bool_)
    left[[0, 5]] = False
    layers = {
        "stem": Layer(4, np.ones(9, np.bool_), Work(1, 1), "", "a"),
        "body": Layer(4, left, Work(1, 1), "a", "a"),
        "side": Layer(3, np.ones(4, np.bool_), Work(1, 1), "a", ""),
        "head": Layer(2, np.ones(8, np.bool_), Work(1, 1), "a", ""),
    }
    return layers, {n: rng.random((m.channels, len(m.taps))) for n, m in layers.items()}


def test_at_first_all_is_there():
    left = Remaining(*network(), Weights())
    assert left.counts() == {"stem": Keep(4, 9), "body": Keep(4, 10), "side": Keep(3, 4), "head": Keep(2, 8)}
    assert left.cost == 36 + 40 + 12 + 16
    assert left.writers == {"a": ["stem", "body"]}
    assert left.readers == {"a": ["body", "side", "head"]}


def test_a_channel_goes_from_all_that_write_and_read_it():
    left = Remaining(*network(), Weights())
    assert set(left.remove_channels("a", np.array([1]))) == {"stem", "body", "side", "head"}
    # of the body, taps 3, 4 and 5, the last of which was gone
    assert left.counts() == {"stem": Keep(3, 9), "body": Keep(3, 8), "side": Keep(3, 3), "head": Keep(2, 6)}
    assert left.cost == 27 + 24 + 9 + 12
    assert np.flatnonzero(~left.fed("body")).tolist() == [0, 3, 4, 5]
    assert np.flatnonzero(~left.fed("head")).tolist() == [2, 3]
    assert left.by_channel("head", np.arange(8)).tolist() == [1, 0, 9, 13]


@pytest.mark.parametrize("seed", range(5))
def test_sums_are_those_of_the_weights_that_are_left(seed):
    layers, scores = network()
    left = Remaining(layers, scores, Weights())
    rng = np.random.default_rng(seed)
    for _ in range(4):
        name = rng.choice(list(layers))
        left.remove_taps(name, rng.permutation(np.flatnonzero(left.taps[name]))[:2])
        there = np.flatnonzero(left.channels["a"])
        if len(there) > 1:
            left.remove_channels("a", rng.choice(there, 1))
    for name, layer in layers.items():
        taps = left.taps[name]
        channels = left.channels["a"] if layer.writes else np.ones(layer.channels, np.bool_)
        kept = scores[name] * np.outer(channels, taps)
        np.testing.assert_allclose(left.tap_scores[name][taps], kept.sum(0)[taps], atol=1e-12)
        np.testing.assert_allclose(left.channel_scores[name][channels], kept.sum(1)[channels], atol=1e-12)
        assert left.layer_cost(name) == np.count_nonzero(taps) * np.count_nonzero(channels)
