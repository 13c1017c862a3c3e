"""Rows are driven together as mapping cuts them."""

import numpy as np
import pytest
import torch

from hdlgen.compress.segments import columns, driven, matrix_of, segment_of
from hdlgen.mapping.blocks import cut
from hdlgen.mapping.lanes import Lanes


def test_rows_are_in_the_order_of_positions_and_then_channels():
    # two channels of three positions; PyTorch: c0p0 c0p1 c0p2 c1p0 c1p1 c1p2
    live = torch.tensor([True, True, False, True, True, True])
    assert driven(live, 2).tolist() == [0, 3, 1, 4, 5]
    assert segment_of(live, 2, 2).tolist() == [0, 1, 0, 0, 1, 2]


@pytest.mark.parametrize(("reads", "rows", "share"), [(1, 5, 0.5), (4, 7, 0.1), (4, 24, 0.3), (3, 100, 0.3), (4, 7, 0)])
def test_columns_are_those_of_mapping(reads, rows, share):
    rng = np.random.default_rng(reads * rows)
    matrix = rng.integers(-7, 8, (6, 24)) * (rng.random((6, 24)) < share) * (rng.random(24) < 0.7)
    tap_major = matrix.reshape(6, reads, -1).transpose(2, 1, 0).reshape(24, 6)  # as lowering does it
    segments = [s.taps for s, _ in cut(tap_major.astype(np.int8), Lanes(1, 2), rows)] if matrix.any() else []
    live = torch.from_numpy(matrix).any(dim=0)
    taps = driven(live, reads)
    got = columns(torch.from_numpy(matrix), taps, rows)
    assert got.shape == (6, len(segments), rows)
    for i, segment in enumerate(segments):
        np.testing.assert_array_equal(got[:, i, : len(segment)], tap_major[list(segment)].T)
        assert not got[:, i, len(segment) :].any()
    assert torch.equal(matrix_of(got, taps, 24), torch.from_numpy(matrix))
    by_tap = segment_of(live, rows, reads).reshape(reads, -1).T.flatten()
    for i, segment in enumerate(segments):
        assert set(by_tap[list(segment)].tolist()) == {i}
