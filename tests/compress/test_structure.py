"""What stays is the largest that the structure allows, and is counted as mapping counts it."""

from itertools import combinations

import numpy as np
import pytest
import torch

from hdlgen.compress.structure import Blocks, Keep, choose, occupied
from hdlgen.compress.wiring import Wiring
from hdlgen.mapping.blocks import cut
from hdlgen.mapping.lanes import Lanes
from hdlgen.spec.names import INPUT
from tests.compress.networks import wired


def choice(weight, keep, *, sweeps=1, mask=None):
    """What `keep` chooses of a layer float[channel, input, ...] that stands alone."""
    mask = torch.ones(len(weight), weight[0].numel(), dtype=torch.bool) if mask is None else mask
    return choose({"a": weight}, {"a": mask}, {"a": keep}, wired("a"), sweeps=sweeps)["a"]


def every_way(groups, count):
    """Each way to keep `count` of the groups, lists of (channel, tap): bool masks."""
    for chosen in combinations(groups, count):
        mask = torch.zeros(4, 8, dtype=torch.bool)
        for channel, tap in (place for group in chosen for place in group):
            mask[channel, tap] = True
        yield mask


# a convolution of two inputs, 2×2 kernels and four filters: 4 × 8
GROUPS = {
    "channels": [[(c, t) for t in range(8)] for c in range(4)],
    "taps": [[(c, t) for c in range(4)] for t in range(8)],
    "kernels": [[(c, 4 * i + e) for e in range(4)] for c in range(4) for i in range(2)],
    "blocks": [
        [(c, t) for c in range(4) for t in range(8) if c // 2 == column and (2 * (t % 4) + t // 4) // 3 == band]
        for band in range(3)
        for column in range(2)
    ],
}
KEEPS = {
    "channels": (Keep(2, 8), 2),
    "taps": (Keep(4, 3), 3),
    "kernels": (Keep(4, 8, kernels=5), 5),
    "blocks": (Keep(4, 8, blocks=Blocks(rows=3, columns=2, count=4)), 4),
}


@pytest.mark.parametrize("sweeps", [1, 5])
@pytest.mark.parametrize("kind", list(GROUPS))
def test_one_kind_is_the_nearest_of_all_matrices_that_it_allows(kind, sweeps):
    keep, count = KEEPS[kind]
    for seed in range(5):
        weight = torch.randn(4, 2, 2, 2, generator=torch.Generator().manual_seed(seed))
        matrix = weight.flatten(1)
        got = choice(weight, keep, sweeps=sweeps).weights
        distances = [float((matrix - matrix * mask).norm()) for mask in every_way(GROUPS[kind], count)]
        assert float((matrix - matrix * got).norm()) == pytest.approx(min(distances), rel=1e-6)
        assert any(torch.equal(got, mask) for mask in every_way(GROUPS[kind], count))


def test_kinds_are_chosen_in_turn_or_each_given_the_others():
    weight = torch.tensor([[3.0, 3.0, 3.0, 3.0], [4.0, 4.0, 0.0, 0.0]])
    keep = Keep(channels=1, taps=2)
    # squares: the first channel has 36 and the second 32, but of two taps 18 and 32
    assert choice(weight, keep).channels.tolist() == [True, False]
    best = choice(weight, keep, sweeps=5)
    assert best.channels.tolist() == [False, True]
    assert best.weights.tolist() == [[False] * 4, [True, True, False, False]]


def test_alternating_is_never_worse_and_never_better_than_the_best():
    worse = 0
    for seed in range(30):
        weight = torch.randn(4, 6, generator=torch.Generator().manual_seed(seed))
        squares = weight.square()
        once, often = (float(squares[choice(weight, Keep(2, 2), sweeps=n).weights].sum()) for n in (1, 10))
        best = max(
            float(squares[list(c)][:, list(t)].sum())
            for c in combinations(range(4), 2)
            for t in combinations(range(6), 2)
        )
        assert once <= often <= best + 1e-5
        worse += once < often
    assert worse  # it is worth the while


def test_several_kinds_hold_at_once():
    weight = torch.randn(12, 5, 3, 3, generator=torch.Generator().manual_seed(0))
    for sweeps in (1, 10):
        got = choice(weight, Keep(9, 30, kernels=30, blocks=Blocks(8, 4, 7)), sweeps=sweeps)
        assert int(got.channels.sum()) == 9
        assert not got.weights[~got.channels].any()
        stays = got.weights[got.channels]
        assert int(stays.any(dim=0).sum()) <= 30
        assert int(stays.reshape(9, 5, 9).any(dim=2).sum()) <= 30
        assert occupied(stays, 8, 4, 5)[0] <= 7


def test_of_equal_ones_the_first_stay():
    assert choice(torch.ones(2, 5), Keep(2, 2)).weights.tolist() == [[True, True, False, False, False]] * 2


def test_what_is_gone_stays_gone():
    mask = torch.tensor([[True, False, True], [False, False, True]])
    got = choice(torch.tensor([[1.0, 9.0, 1.0], [9.0, 9.0, 2.0]]), Keep(2, 3), mask=mask)
    assert torch.equal(got.weights, mask)


def test_channels_that_go_take_the_taps_they_fed():
    weights = {"a": torch.tensor([[1.0], [3.0], [2.0]]), "b": torch.ones(2, 6)}  # two positions of each channel
    masks = {"a": torch.ones(3, 1, dtype=torch.bool), "b": torch.ones(2, 6, dtype=torch.bool)}
    got = choose(weights, masks, {"a": Keep(2, 1)}, wired("a", "b"))
    assert got["a"].channels.tolist() == [False, True, True]
    assert got["b"].weights.tolist() == [[False, False, True, True, True, True]] * 2
    assert got["b"].channels.tolist() == [True, True]


def test_layers_whose_outputs_meet_keep_the_same_channels():
    # a and c share two channels: by themselves a would keep the first and c the second
    weights = {"a": torch.tensor([[4.0], [3.0]]), "b": torch.ones(3, 2), "c": torch.tensor([[2.0, 0, 0], [0, 0, 4]])}
    wiring = Wiring(
        writes={"a": "a", "b": "b", "c": "a", "d": "d"},
        reads={"a": INPUT, "b": "a", "c": "b", "d": "a"},
        fixed=frozenset({INPUT, "d"}),
    )
    weights["d"] = torch.ones(1, 4)  # two positions of each
    masks = {n: torch.ones(w.shape, dtype=torch.bool) for n, w in weights.items()}
    for sweeps in (1, 10):
        got = choose(weights, masks, {"a": Keep(1, 1), "c": Keep(1, 2)}, wiring, sweeps=sweeps)
        # 16 + 4 against 9 + 16
        assert got["a"].channels.tolist() == got["c"].channels.tolist() == [False, True]
        assert got["b"].weights.tolist() == [[False, True]] * 3
        assert got["c"].weights.tolist() == [[False] * 3, [True, False, True]]
        assert got["d"].weights.tolist() == [[False, False, True, True]]
    masks["c"][1, 2] = False  # what is gone does not count: 16 + 4 against 9
    got = choose(weights, masks, {"c": Keep(1, 3)}, wiring)  # what is said of one holds for all
    assert got["a"].channels.tolist() == [True, False]


@pytest.mark.parametrize(
    ("rows", "columns", "blocks"),
    [
        (1, 1, (4, 6)),
        # without the second tap, which has no weight: 3 × 2
        (2, 1, (3, 4)),
        (2, 2, (2, 2)),
        (9, 9, (1, 1)),
    ],
)
def test_blocks_are_counted_in_the_compacted_matrix(rows, columns, blocks):
    stays = torch.tensor([[1, 0, 1, 1], [0, 0, 0, 1]], dtype=torch.bool)
    assert occupied(stays, rows, columns, 4) == blocks


def test_blocks_are_cut_position_by_position_as_mapping_cuts_them():
    # two inputs with three positions each: mapping's order of taps is 0, 3, 1, 4, 2, 5
    stays = torch.tensor([[1, 0, 0, 1, 0, 0], [0, 1, 1, 0, 1, 1]], dtype=torch.bool)
    assert occupied(stays, 2, 1, 2) == (3, 6)
    assert occupied(stays, 2, 1, 6) == (5, 6)  # as six inputs: 0 1, 2 3, 4 5 → both channels, both, the second
    got = choose(
        {"a": torch.tensor([[[2.0, 1.0, 1.0], [2.0, 1.0, 1.0]]])},
        {"a": torch.ones(1, 6, dtype=torch.bool)},
        {"a": Keep(1, 6, blocks=Blocks(2, 1, 1))},
        wired("a"),
    )
    assert got["a"].weights.tolist() == [[True, False, False, True, False, False]]


@pytest.mark.parametrize("seed", range(10))
def test_blocks_that_are_counted_are_those_that_mapping_occupies(seed):
    rng = np.random.default_rng(seed)
    channels, taps, rows = rng.integers(1, 20), rng.integers(1, 60), int(rng.integers(1, 12))
    weights = (rng.random((channels, taps)) < 0.08) * rng.integers(1, 8, (channels, taps))
    weights[0, 0] = 1
    lanes = Lanes.of(1, int(rng.integers(1, 5)))
    parts = cut(weights.T.astype(np.int8), lanes, rows)
    stays = torch.from_numpy(weights != 0)
    assert occupied(stays, rows, lanes.word, int(taps))[0] == sum(len(words) for _, words in parts)
    assert sum(len(segment.taps) for segment, _ in parts) == int(stays.any(dim=0).sum())
