"""A budget is met, with what is worth least; the best that there is, or close to it; what cannot be met is refused."""

import math
from itertools import chain, combinations, product

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812

from hdlgen.compress.augment import random_affine
from hdlgen.compress.budget import Budget, allocate, smallest, total
from hdlgen.compress.cost import Arrays, Conversions, Energy, Multiplications, Tiles, Weights, Work
from hdlgen.compress.importance import importance
from hdlgen.compress.lenet import lenet5
from hdlgen.compress.predict import predict
from hdlgen.compress.quantize import PIXEL
from hdlgen.compress.remaining import Layer
from hdlgen.compress.structure import Keep
from hdlgen.compress.train import Schedule, Trainer
from hdlgen.compress.wiring import inputs
from hdlgen.errors import HdlgenError
from hdlgen.frontend.torch.check import check
from hdlgen.frontend.torch.network import taps, weighted
from hdlgen.mapping.hardware import Hardware
from hdlgen.mapping.lanes import Lanes
from hdlgen.nets.mnist import bundled_images
from tests.compress.pruned import magnitude

ARRAYS = Arrays(Hardware(8, 8, 3, 1, 8, 2, 1, 1), Lanes.of(1, 2))
COSTS = [Weights(), Tiles(ARRAYS), Energy(ARRAYS, 1.67, 0.42), Multiplications(), Conversions(ARRAYS)]


def layer(channels, taps, reads="", writes="", drives=1):
    return Layer(channels, np.ones(taps, np.bool_), Work(drives, 1), reads, writes)


def alone(scores, **limits):
    """Of a layer that stands alone with its channels fixed, how many taps a budget of weights leaves."""
    scores = np.asarray(scores, np.float64)
    most = limits.pop("most")
    layers = {"a": layer(*scores.shape)}
    return allocate(layers, {"a": scores}, Budget(Weights(), most), **limits)["a"].taps


def random_chain(seed):
    """Three layers, the second of 3×3 kernels, the third behind a flatten of two positions; scores of all sizes."""
    rng = np.random.default_rng(seed)
    layers = {
        "a": layer(12, 9, "", "a", 50),
        "b": layer(16, 108, "a", "b", 20),
        "c": layer(10, 32, "b", ""),
    }
    shapes = {n: (m.channels, len(m.taps)) for n, m in layers.items()}
    return layers, {n: rng.lognormal(0, 2, (c, 1)) * rng.lognormal(0, 2, (c, t)) for n, (c, t) in shapes.items()}


@pytest.mark.parametrize(("most", "left"), [(12, 4), (11, 3), (9, 3), (8, 2), (3, 1)])
def test_taps_of_one_layer_fill_the_budget(most, left):
    assert alone(np.ones((3, 4)), most=most) == left


def nonempty(n):
    return list(chain.from_iterable(combinations(range(n), k) for k in range(1, n + 1)))


def lost(kept, scores):
    return -math.log(kept / scores.sum())


def test_little_more_is_lost_than_by_the_best_of_all_networks():
    """Two layers, 4 × 5 and 3 × 4: all that may stay of both is tried."""
    excess = []
    for seed in range(20):
        rng = np.random.default_rng(seed)
        scores = {"a": rng.lognormal(0, 1, (4, 5)), "b": rng.lognormal(0, 1, (3, 4))}
        layers = {"a": layer(4, 5, "", "a"), "b": layer(3, 4, "a", "")}
        losses: dict[tuple[int, int, int], float] = {}  # the least for channels and taps of a and taps of b
        for channels, rows in product(nonempty(4), nonempty(5)):
            first = lost(scores["a"][np.ix_(channels, rows)].sum(), scores["a"])
            worth = np.sort(scores["b"].sum(axis=0)[list(channels)])[::-1].cumsum()
            for count in range(1, len(channels) + 1):
                key = (len(channels), len(rows), count)
                losses[key] = min(losses.get(key, math.inf), first + lost(worth[count - 1], scores["b"]))
        for most in (28, 22, 16, 10, 6):
            kept = allocate(layers, scores, Budget(Weights(), most))
            a, b = kept["a"], kept["b"]
            assert a.channels * a.taps + 3 * b.taps <= most
            best = min(loss for (c, t, u), loss in losses.items() if c * t + 3 * u <= most)
            excess.append(losses[a.channels, a.taps, b.taps] - best)
    # the importance that is kept, both layers' shares multiplied, as a part of the most that could be
    kept_parts = np.exp(-np.array(excess))
    assert kept_parts.min() > 0.35
    assert np.median(kept_parts) > 0.88


@pytest.mark.parametrize("cost", COSTS, ids=lambda c: c.name)
@pytest.mark.parametrize("seed", range(4))
def test_budgets_are_met_and_not_by_far(cost, seed):
    layers, scores = random_chain(seed)
    whole = total(layers, cost)
    reached = []
    for share in (1.0, 0.8, 0.5, 0.2):
        kept = allocate(layers, scores, Budget(cost, share * whole))
        now = {n: layer(k.channels, k.taps, drives=layers[n].work.drives) for n, k in kept.items()}
        reached.append(total(now, cost) / whole)
        assert (0.9 if cost.name == "weights" else 0.6) * share <= reached[-1] <= share
        assert kept["c"].channels == 10
        assert kept["b"].taps <= 9 * kept["a"].channels
        assert kept["c"].taps <= 2 * kept["b"].channels
        assert all(k.channels >= 1 and k.taps >= 1 for k in kept.values())
    assert reached == sorted(reached, reverse=True)


def test_a_network_within_the_budget_stays_as_it_is():
    layers, scores = random_chain(0)
    want = {"a": Keep(12, 9), "b": Keep(16, 108), "c": Keep(10, 32)}
    assert allocate(layers, scores, Budget(Weights(), total(layers, Weights()))) == want
    assert total(layers, Weights()) == 108 + 1728 + 320


def test_what_is_worth_nothing_goes_first():
    layers = {"a": layer(6, 8, "", "a"), "b": layer(3, 12, "a", "")}
    scores = {"a": np.ones((6, 8)), "b": np.ones((3, 12))}
    scores["a"][:, [0, 5]] = 0  # two taps
    scores["a"][2] = 0  # a channel that reads nothing
    scores["b"][:, 8:10] = 0  # a channel that no one reads
    assert allocate(layers, scores, Budget(Weights(), 4 * 6 + 3 * 8)) == {"a": Keep(4, 6), "b": Keep(3, 8)}


def test_of_two_layers_the_one_whose_importance_is_in_few_taps_shrinks_more():
    scores = {"a": np.ones((4, 20)), "b": np.full((4, 20), 1e-3)}
    scores["b"][:, :5] = 1
    layers = {"a": layer(4, 20), "b": layer(4, 20)}
    kept = allocate(layers, scores, Budget(Weights(), 100))
    assert kept == {"a": Keep(4, 20), "b": Keep(4, 5)}
    # however large its numbers are
    scores["b"] *= 1e6
    assert allocate(layers, scores, Budget(Weights(), 100)) == kept


def test_layers_that_write_one_group_lose_their_channels_together():
    """A residual add: what is worth nothing to one branch may be all of another."""
    scores = {"stem": np.ones((4, 3)), "body": np.ones((4, 4)), "head": np.ones((2, 4))}
    scores["stem"][1] = 0
    scores["body"][2] = 0
    scores["stem"][3] = scores["body"][3] = 0.01
    layers = {
        "stem": layer(4, 3, "", "sum"),
        "body": layer(4, 4, "sum", "sum"),
        "head": layer(2, 4, "sum", ""),
    }
    # without a channel: 3 · 3, 3 · 3 and 2 · 3
    kept = allocate(layers, scores, Budget(Weights(), 24))
    assert kept == {"stem": Keep(3, 3), "body": Keep(3, 3), "head": Keep(2, 3)}
    whole = allocate(layers, scores, Budget(Weights(), 36))
    assert whole == {"stem": Keep(4, 3), "body": Keep(4, 4), "head": Keep(2, 4)}


def test_tiles_are_given_up_whole():
    # 8 channels fill a tile of 8 columns: 20 taps take three, of which 16 need two
    layers, scores = {"a": layer(8, 20)}, {"a": np.ones((8, 20))}
    assert [allocate(layers, scores, Budget(Tiles(ARRAYS), n))["a"].taps for n in (3, 2, 1)] == [20, 16, 8]


def test_energy_is_saved_where_images_drive_often():
    layers = {"often": layer(8, 16, drives=100), "rarely": layer(8, 16, drives=1)}
    scores = {n: np.ones((8, 16)) for n in layers}
    cost = Energy(ARRAYS, 1.67, 0.42)
    kept = allocate(layers, scores, Budget(cost, 0.6 * total(layers, cost)))
    assert kept["rarely"].taps == 16
    assert kept["often"].taps <= 8


def test_a_layer_keeps_the_taps_that_it_must():
    # all that is left of b is fed by channel 2, the least important of a
    some = np.zeros(6, np.bool_)
    some[4:] = True
    layers = {"a": layer(3, 2, "", "a"), "b": Layer(2, some, Work(1, 1), "a", "")}
    scores = {"a": np.array([[9.0, 9], [5, 5], [1, 1]]), "b": np.ones((2, 6)) * some}
    kept = allocate(layers, scores, Budget(Weights(), 2 + 4))
    assert kept == {"a": Keep(1, 2), "b": Keep(2, 2)}


def test_least_and_factor_bound_what_goes():
    assert alone(np.ones((1, 20)), most=6, least=6) == 6
    with pytest.raises(HdlgenError, match=r"budget.weights: 5 weights cannot be met: the smallest network takes 6\n"):
        alone(np.ones((1, 20)), most=5, least=6)
    assert alone(np.ones((1, 20)), most=7, factor=3) == 7
    with pytest.raises(
        HdlgenError, match=r"6 weights cannot be met: with 1/3 of .* takes 7\n.*give 7 or more, or prune in more"
    ):
        alone(np.ones((1, 20)), most=6, factor=3)
    layers, scores = random_chain(0)
    kept = allocate(layers, scores, Budget(Weights(), 0.3 * total(layers, Weights())), factor=2)
    assert kept["a"].channels >= 6
    assert kept["b"].channels >= 8
    assert kept["a"].taps >= 5
    assert 2 * kept["b"].taps >= 9 * kept["a"].channels
    assert kept["c"].taps >= kept["b"].channels


@pytest.mark.parametrize("cost", COSTS, ids=lambda c: c.name)
@pytest.mark.parametrize("least", [1, 3])
def test_the_smallest_chain_is_reached_and_nothing_below_it(cost, least):
    layers, scores = random_chain(3)
    bound = smallest(layers, cost, least=least)
    kept = allocate(layers, scores, Budget(cost, bound), least=least)
    now = {n: layer(k.channels, k.taps, drives=layers[n].work.drives) for n, k in kept.items()}
    assert total(now, cost) == bound
    if cost.name == "weights":
        assert bound == least * least + least * least + 10 * least
    with pytest.raises(HdlgenError, match=f"budget.{cost.name}: .* cannot be met: .* takes {math.ceil(bound):,}"):
        allocate(layers, scores, Budget(cost, bound - 0.5), least=least)


def test_scores_of_nothing_are_no_trouble():
    layers, scores = random_chain(0)
    kept = allocate(layers, {n: np.zeros_like(s) for n, s in scores.items()}, Budget(Weights(), 200))
    assert sum(k.channels * k.taps for k in kept.values()) <= 200


def test_a_trained_network_loses_less_than_by_the_same_share_everywhere():
    torch.manual_seed(0)
    images, labels = bundled_images()
    x, y = torch.from_numpy(images[:, None].copy()), torch.from_numpy(labels.astype(np.int64))
    network = check(lenet5())
    trainer = Trainer(x, y, 20, random_affine(shift=0, degrees=0, scale=0), quiet=True)
    trainer.fit(network, Schedule(10, 2e-3), title="")
    batches = [(a.float() * PIXEL, b) for a, b in zip(x.split(20), y.split(20), strict=True)]
    scores = {n: s.flatten(1).numpy() for n, s in importance(network, batches, F.cross_entropy).items()}
    names = list(weighted(network))
    layers = {
        n: layer(
            len(m.weight), taps(m), names[i - 1] if i else "", n if n != names[-1] else "", drives=inputs(network)[n]
        )
        for i, (n, m) in enumerate(weighted(network).items())
    }
    share = 0.31  # of channels and of taps: a tenth of the weights
    uniform = {"conv1": Keep(6, 8), "conv2": Keep(16, 47), "fc1": Keep(155, 79), "fc2": Keep(10, 155)}
    assert uniform["fc1"].channels == round(500 * share)
    most = sum(k.channels * k.taps for k in uniform.values())
    found = allocate(layers, scores, Budget(Weights(), most))

    def right(keep):
        return float((predict(magnitude(network, keep), x) == labels).mean())

    assert right(found) > right(uniform) + 0.2
