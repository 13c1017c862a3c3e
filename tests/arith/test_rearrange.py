"""`Concat`, `Upsample`, `Interleave`, against PyTorch in float64."""

import numpy as np
import pytest
import torch

from hdlgen.arith import Concat, Interleave, Upsample
from hdlgen.errors import HdlgenError


def images(seed, *shape):
    return np.random.default_rng(seed).integers(-128, 128, shape)


def channels_first(x):
    return torch.from_numpy(x).double().permute(0, 3, 1, 2)


def channels_last(y):
    return y.permute(0, 2, 3, 1).numpy().astype(np.int64)


@pytest.mark.parametrize("channels", [(3, 5, 1), (17,), (2, 2), (64, 32)])
def test_concat_is_pytorchs(channels):
    x = [images(n, 16, 40, 40, c) for n, c in enumerate(channels)]
    concat = Concat(channels)
    got = concat.apply(*x)
    assert got.size >= 100_000
    np.testing.assert_array_equal(got, channels_last(torch.cat([channels_first(operand) for operand in x], dim=1)))
    for first, operand, c in zip(concat.first, x, channels, strict=True):
        np.testing.assert_array_equal(got[..., first : first + c], operand)


@pytest.mark.parametrize("factor", [1, 2, 3, 5])
def test_upsample_is_pytorchs(factor):
    x = images(factor, 4, 60 // factor, 70 // factor, 8)
    got = Upsample(factor).apply(x)
    assert got.size >= 100_000
    expected = torch.nn.functional.interpolate(channels_first(x), scale_factor=factor, mode="nearest")
    np.testing.assert_array_equal(got, channels_last(expected))


@pytest.mark.parametrize("block", [1, 2, 3, 4])
@pytest.mark.parametrize("dropped", [(0, 0), (1, 0), (0, 2), (3, 3)])
def test_interleave_is_pytorchs_pixel_shuffle(block, dropped):
    below, beside = (min(d, block - 1) for d in dropped)
    rows, columns, channels = 84 // block, 96 // block, 5
    order = Interleave((block, block), rows * block - below, columns * block - beside, channels)
    assert order.in_shape == (rows, columns, block**2 * channels)
    x = images(block, 3, *order.in_shape)
    # PyTorch has the channel of the result before the place in the block.
    theirs = x.reshape(3, rows, columns, block**2, channels).swapaxes(3, 4).reshape(x.shape)
    expected = channels_last(torch.nn.functional.pixel_shuffle(channels_first(theirs), block))
    got = order.apply(x)
    assert got.size >= 100_000
    np.testing.assert_array_equal(got, expected[:, : order.height, : order.width])


@pytest.mark.parametrize(
    ("block", "height", "width", "channels"), [((2, 3), 5, 7, 2), ((1, 4), 3, 9, 1), ((3, 1), 7, 2, 3)]
)
def test_interleave_by_its_definition(block, height, width, channels):
    order = Interleave(block, height, width, channels)
    x = images(1, 2, *order.in_shape)
    sy, sx = block
    expected = [
        [
            [image[r // sy, c // sx, ((r % sy) * sx + c % sx) * channels :][:channels].tolist() for c in range(width)]
            for r in range(height)
        ]
        for image in x
    ]
    assert order.apply(x).tolist() == expected


@pytest.mark.parametrize("channels", [(), (3, 0)])
def test_an_operand_without_channels_is_refused(channels):
    with pytest.raises(HdlgenError, match=r"concat\.channels: must be at least 1 each, not \("):
        Concat(channels)


def test_a_factor_below_one_is_refused():
    with pytest.raises(HdlgenError, match="factor: must be at least 1, not 0"):
        Upsample(0)


@pytest.mark.parametrize("sizes", [((0, 1), 1, 1, 1), ((1, 0), 1, 1, 1), ((1, 1), 0, 1, 1), ((1, 1), 1, 1, 0)])
def test_a_size_below_one_is_refused(sizes):
    with pytest.raises(HdlgenError, match=r"interleave: has a size below 1: Interleave\("):
        Interleave(*sizes)
