from dataclasses import asdict
from math import ceil

import pytest

from hdlgen.errors import HdlgenError
from hdlgen.estimate.dense import BuiltLayer, dense_usage
from tests.mapping.networks import hardware

CONV = {
    "name": "conv",
    "kind": "conv",
    "in_shape": [8, 6, 16],
    "kernel": [3, 3],
    "stride": 1,
    "padding": 1,
    "channels": 40,
    "weight_bits": 4,
    "in_bits": 4,
}


def conv(**changes):
    return BuiltLayer.of({**CONV, **changes})


def test_a_layer_survives_json():
    layer = conv()
    assert (layer.in_shape, layer.kernel, layer.weights) == ((8, 6, 16), (3, 3), 3 * 3 * 16 * 40)
    assert BuiltLayer.of(asdict(layer)) == layer


@pytest.mark.parametrize(("rows", "columns", "adcs"), [(32, 32, 8), (64, 16, 4), (128, 128, 8)])
def test_a_dense_layer_in_closed_form(rows, columns, adcs):
    h = hardware(rows=rows, columns=columns, adcs=adcs, settle_cycles=3, conversion_cycles=2)
    usage = dense_usage([conv()], h)
    (stage,) = usage.stages
    taps, channels, positions, phases = 144, 40, 8 * 6, 4
    segments = ceil(taps / rows)
    groups = ceil(channels / adcs)  # of a segment
    per_tile = columns // adcs
    pieces = [per_tile] * (groups // per_tile) + [groups % per_tile] * (groups % per_tile > 0)
    # full pieces have a tile of their own; rests share one while they fit
    rest = groups % per_tile
    tiles = segments * (groups // per_tile) + (ceil(segments / (per_tile // rest)) if rest else 0)
    assert (stage.tiles, stage.weights, stage.nonzero) == (tiles, taps * channels, taps * channels)
    assert stage.codes == positions * phases * segments * groups * adcs
    assert stage.drives == positions * phases * taps * len(pieces)
    # a piece has fewer columns than converters × groups where the channels end
    assert stage.cycles == positions * phases * segments * sum(max(3, 2 * p) for p in pieces)
    assert usage.cycles == stage.cycles


def test_layers_of_the_size_of_resnet_18():
    """The layer of most weights and the classifier on 128 × 128: 36 · 4 tiles and 4; branches do not matter."""
    wide = conv(name="wide", in_shape=[4, 4, 512], channels=512)
    side = conv(name="side", in_shape=[8, 8, 256], kernel=[1, 1], stride=2, padding=0, channels=512)
    last = conv(name="last", kind="linear", in_shape=[1, 1, 512], kernel=[1, 1], padding=0, channels=10)
    h = hardware(rows=128, columns=128, adcs=8, tile_budget=1)
    usage = dense_usage([wide, side, last], h)
    assert [s.tiles for s in usage.stages] == [144, 8, 1]
    assert [s.weights for s in usage.stages] == [9 * 512 * 512, 256 * 512, 5120]
    # every cell of a weight is raised: 8 bits in cells of 3 are 3 of them
    narrow = dense_usage([conv(weight_bits=8)], h).stages[0]
    assert narrow.raised_cells == 3 * narrow.weights


def test_the_image_can_be_slower_than_any_layer():
    layer = conv(in_shape=[8, 8, 64], kernel=[8, 8], padding=0, channels=1, in_bits=1)
    usage = dense_usage([layer], hardware(rows=4096, columns=8, adcs=8, settle_cycles=1, conversion_cycles=1))
    assert usage.stages[0].cycles == 1
    assert usage.cycles == 8 * 8 * 64


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"kind": "pool"}, "conv.kind: must be conv, linear or convtranspose, not 'pool'"),
        ({"kind": "linear"}, r"conv: is linear, with a window of \(3, 3\) on an image of \(8, 6\)"),
        ({"channels": 0}, "conv.channels: must be at least 1, not 0"),
        ({"in_bits": 9}, "conv.in_bits: must lie in 1..8, not 9"),
        ({"weight_bits": 1}, "weight_bits: must lie in 2..8, not 1"),
        ({"kernel": [11, 3]}, "kernel: reaches over 11×3, more than the padded image of 10×8"),
        ({"padding": 3}, "padding: must lie in 0..2"),
        ({"shape": 3}, "built layer conv: shape is not known"),
    ],
)
def test_what_is_no_layer_is_refused(changes, said):
    with pytest.raises(HdlgenError, match=said):
        conv(**changes)


def test_all_that_a_layer_lacks_is_told():
    plain = {k: v for k, v in CONV.items() if k not in ("stride", "in_bits")}
    with pytest.raises(HdlgenError) as e:
        BuiltLayer.of({**plain, "bits": 4})
    assert [m.what for m in e.value.mistakes] == ["lacks in_bits", "lacks stride", "bits is not known"]
