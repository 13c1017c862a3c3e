"""What a matrix takes of the hardware: by hand, and as mapping packs it with padded slices, which is the most."""

import numpy as np
import pytest

from hdlgen.compress.cost import Arrays, Conversions, Energy, Multiplications, Tiles, Weights, Work
from hdlgen.mapping.blocks import Layout, cut, pack
from hdlgen.mapping.hardware import Hardware
from hdlgen.mapping.lanes import Lanes


def arrays(rows=4, columns=8, adcs=2, slices=1):
    hardware = Hardware(
        rows=rows,
        columns=columns,
        cell_bits=1,
        dac_bits=1,
        adc_bits=8,
        adcs=adcs,
        settle_cycles=1,
        conversion_cycles=1,
    )
    return Arrays(hardware, Lanes.of(slices, adcs))


def cost(model, rows, columns, drives=1):
    return float(model.of(np.asarray(rows), np.asarray(columns), Work(drives, 1)))


def test_weights_are_rows_times_columns():
    assert Weights().of(np.array([1, 2, 3]), np.array(5), Work(99, 1)).tolist() == [5, 10, 15]


@pytest.mark.parametrize(
    ("rows", "columns", "tiles"),
    [
        (4, 8, 1),
        (5, 8, 2),  # a row too many
        (4, 9, 2),
        (9, 12, 5),  # three full tiles, and three rests of half a tile
        (8, 3, 1),  # two segments of two words side by side
        (12, 3, 2),
        (16, 1, 1),
    ],
)
def test_tiles_by_hand(rows, columns, tiles):
    assert cost(Tiles(arrays()), rows, columns) == tiles


@pytest.mark.parametrize("seed", range(40))
def test_tiles_and_conversions_are_those_of_a_mapped_matrix(seed):
    rng = np.random.default_rng(seed)
    adcs, slices = int(rng.integers(1, 6)), int(rng.integers(1, 6))
    lanes = Lanes.of(slices, adcs)
    a = arrays(int(rng.integers(1, 9)), adcs * lanes.groups_per_word * int(rng.integers(1, 6)), adcs, slices)
    rows, columns = int(rng.integers(1, 40)), int(rng.integers(1, 40))
    parts = cut(np.ones((rows, columns), np.int8), lanes, a.hardware.rows)
    blocks = pack("a", [(i, words) for i, (_, words) in enumerate(parts)], columns, lanes, a.hardware)
    assert cost(Tiles(a), rows, columns) == len({b.tile for b in blocks})

    conversions = adcs * sum(len(b.words) * lanes.groups_per_word for b in blocks)
    driven = sum(len(parts[b.segment][0].taps) for b in blocks)
    assert cost(Energy(a, 1, 0), rows, columns, 7) == 7 * conversions
    assert cost(Energy(a, 0, 1), rows, columns, 7) == 7 * driven

    assert adcs * cost(Conversions(a), rows, columns, 7) == 7 * conversions

    layout = Layout.of("a", np.ones((rows, columns), np.int8), slices, a.hardware)
    assert layout.tiles <= cost(Tiles(a), rows, columns)
    read = adcs * sum(layout.lanes.groups(v, columns) for b in layout.blocks for v in b.words)
    assert 7 * read <= cost(Energy(a, 1, 0), rows, columns, 7)


def test_multiplications_are_of_positions_and_not_of_phases():
    assert float(Multiplications().of(np.asarray(4), np.asarray(3), Work(10, 8))) == 120


def test_energy_by_hand():
    # 5 rows are 2 segments; 9 columns are 5 words of 2, on 2 tiles: 3 · (1.5 · 2 · 10 + 0.25 · 5 · 2)
    assert cost(Energy(arrays(), 1.5, 0.25), 5, 9, 3) == 3 * (30 + 2.5)


@pytest.mark.parametrize("model", [Weights(), Tiles(arrays()), Energy(arrays(), 1.5, 0.25), Conversions(arrays())])
def test_fewer_rows_or_columns_never_cost_more(model):
    costs = model.of(np.arange(1, 40)[:, None], np.arange(1, 40), Work(3, 1))
    assert costs.shape == (39, 39)
    assert (np.diff(costs, axis=0) >= 0).all()
    assert (np.diff(costs, axis=1) >= 0).all()
