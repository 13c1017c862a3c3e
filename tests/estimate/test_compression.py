import json
import shutil
from dataclasses import replace

import numpy as np
import pytest
from hdlgen_sim import Device
from safetensors.numpy import load_file

from hdlgen import nets
from hdlgen.arith import Window
from hdlgen.errors import HdlgenError
from hdlgen.estimate.compression import Compression, Figure, TileRule
from hdlgen.estimate.dense import BuiltLayer
from hdlgen.estimate.usage import Usage
from hdlgen.mapping import map_graph
from hdlgen.mapping.design import Design, load_design
from tests.mapping.networks import hardware, one_layer

CONV1 = BuiltLayer("conv1", "conv", (28, 28, 1), (5, 5), 1, 0, 20, 4, 8)
CONV2 = BuiltLayer("conv2", "conv", (12, 12, 20), (5, 5), 1, 0, 50, 4, 4)
FC1 = BuiltLayer("fc1", "linear", (4, 4, 50), (4, 4), 1, 0, 500, 4, 4)
FC2 = BuiltLayer("fc2", "linear", (1, 1, 500), (1, 1), 1, 0, 10, 4, 4)
BUILT = (CONV1, CONV2, FC1, FC2)
"""LeNet-5 as it was before the bundled one was pruned: 20-50-500-10, 430,500 weights."""


@pytest.fixture(scope="module")
def lenet():
    return Compression.of(load_design("lenet_q4"), BUILT)


def sides(compression):
    return {f.key: (f.built, f.left) for f in compression.figures}


def test_weights_and_bits_of_the_bundled_network(lenet):
    found = sides(lenet)
    tensors = load_file(nets.bundled("lenet_q4").with_suffix(".safetensors"))
    matrices = {n: t.reshape(len(t), -1) for n, t in tensors.items() if n.endswith(".weight")}
    kept = {n: int((m != 0).any(axis=0).sum()) * len(m) for n, m in matrices.items()}
    nonzero = {n: int(np.count_nonzero(m)) for n, m in matrices.items()}
    convs = ("conv1.weight", "conv2.weight")
    assert found["conv3_weights"] == found["conv_weights"] == (500 + 25000, sum(kept[n] for n in convs))
    assert found["conv3_nonzero"] == found["conv_nonzero"] == (25500, sum(nonzero[n] for n in convs))
    assert found["weights"] == (430500, sum(kept.values()))
    assert found["nonzero"] == (430500, sum(nonzero.values()))
    assert found["bits"] == (430500 * 32, sum(kept.values()) * 4)
    assert found["bits_same"] == (430500 * 4, sum(kept.values()) * 4)


def test_copies_are_no_loss_of_compression(lenet):
    """A budget makes a network faster on more tiles; what compression saved stays as it was."""
    design = load_design("lenet_q4")
    plan = map_graph(design.graph, replace(design.plan.hardware, tile_budget=16), design.file.ranges)
    assert plan.tiles == 16
    richer = Compression.of(replace(design, plan=plan), BUILT)
    assert richer.figures == lenet.figures
    assert richer.rule == lenet.rule


def test_tiles_of_the_unpruned_network_by_hand(lenet):
    # 128 × 128 with 8 converters: conv1 25 × 20: 1. conv2 500 × 50: 4 segments of 7 groups of 8 columns, two a tile: 2.
    # fc1 800 × 500: 7 segments of 63 groups, 16 a tile: 3 and one of 15 in which no other has room: 28. fc2: 4 × 2: 1.
    assert sides(lenet)["tiles_128x128"] == (1 + 2 + 28 + 1, load_design("lenet_q4").plan.tiles)
    # 32 × 32, 4 groups a tile. conv1: 3 groups, 1. conv2: 16 segments, a full tile and a rest of 3 each: 32.
    # fc1: 25 segments of 15 full tiles and a rest of 3: 400. fc2: 16 segments of 2 groups: 8.
    assert sides(lenet)["tiles_32x32"][0] == 1 + 32 + 400 + 8
    assert [f.key for f in lenet.figures if f.key.startswith("tiles")] == [
        "tiles_128x128",
        "tiles_32x32",
        "tiles_128x64",
    ]


def test_events_of_the_unpruned_network_by_hand(lenet):
    found = sides(lenet)
    groups = 24**2 * 8 * 3 + 8**2 * 4 * 4 * 7 + 4 * 7 * 63 + 4 * 4 * 2  # positions, phases, segments, groups
    assert found["codes"][0] == 8 * groups
    integrations = 24**2 * 8 + 8**2 * 4 * 4 + 4 * 7 * 4 + 4 * 4
    assert found["integrations"][0] == integrations
    assert found["cycles"] == (24**2 * 8 * 3 * 2, 24**2 * 8 * 1 * 2)  # conv1: 8 of 20 channels are left


def test_estimates_are_there_and_power_is_at_two_paces(lenet):
    found = sides(lenet)
    assert lenet.missing == ()
    area, energy, same, own = (found[k] for k in ("area", "energy", "power_same_pace", "power"))
    assert area[0] > area[1] > 0
    assert energy[0] > energy[1] > 0
    seconds = [cycles / lenet.clock_hz for cycles in found["cycles"]]
    assert same == pytest.approx((energy[0] / seconds[0], energy[1] / seconds[0]))
    assert own == pytest.approx((energy[0] / seconds[0], energy[1] / seconds[1]))


def test_an_unpruned_network_is_as_large_as_it_was_built():
    graph = one_layer(np.full((9 * 4, 20), -7), window=Window(6, 5, 4, (3, 3), (1, 1), (1,) * 4))
    design = Design(None, graph, map_graph(graph, hardware()))
    layer = BuiltLayer("fc", "conv", (6, 5, 4), (3, 3), 1, 1, 20, 4, 4)
    figures = Compression.of(design, [layer], device=Device.simple(3, 1e-6, 4e-5)).figures
    assert {f.key: f.ratio for f in figures} == {f.key: pytest.approx(1) for f in figures} | {"bits": 32 / 4}
    assert len(figures) == 6 + 4 + 2 + 4 + 3 + 5


def test_multiplications_branches_and_their_static_power_by_hand():
    """Two taps, three channels, one without cells, two slices of two bits: 5 = 1·4 + 1, 4 = 1·4, −2, and zeros."""
    weights = np.array([[5, 0, -2], [4, 0, 0]])
    graph = one_layer(weights, window=Window(2, 3, 2, (1, 1)))
    plan = map_graph(graph, hardware(cell_bits=2, columns=16))
    layer = BuiltLayer("fc", "conv", (2, 3, 2), (1, 1), 1, 0, 4, 4, 4)
    device = Device.simple(2, 1e-6, 31e-6)  # levels 1, 11, 21, 31 µS
    found = sides(Compression.of(Design(None, graph, plan), [layer], device=device, read_volts=0.5))
    assert found["multiplications"] == (6 * 2 * 4, 6 * 3)
    assert found["branches"] == (8 * 4 / 3, 4)
    on, off = 11e-6 * 3 + 21e-6, 1e-6 * (2 * 2 * 4 - 4)
    assert found["static_power"] == pytest.approx((0.25 * on * 8 / 3, 0.25 * on))
    # built: eight weights of two pairs
    assert found["static_power_all"] == pytest.approx(
        (0.25 * (on * 8 / 3 + 1e-6 * (32 - 8 * 4 / 3)), 0.25 * (on + off))
    )


def test_the_read_voltage_is_the_devices_and_the_share_of_converters_is_that_of_the_energy(lenet):
    assert all("all rows at 0.2 V" in f.counts for f in lenet.figures if f.key.startswith("static"))
    before, after = lenet.costs
    assert sides(lenet)["adc_share"] == tuple(
        100 * c.shares["converters"].energy_j / c.energy_j for c in (before, after)
    )


def test_small_and_pointwise_convolutions_are_counted_apart():
    design = load_design("lenet_q4")
    pointwise = BuiltLayer("fc2", "conv", (1, 1, 500), (1, 1), 1, 0, 10, 4, 4)
    found = sides(Compression.of(design, (*BUILT[:3], pointwise)))
    assert found["conv3_weights"][0] == 25500
    assert found["conv_weights"][0] == 25500 + 5000
    none = sides(Compression.of(design, [BuiltLayer(b.name, "linear", *ends(b)) for b in BUILT]))
    assert "conv_weights" not in none
    assert none["weights"][0] > 0


def ends(layer):
    return (layer.in_shape, layer.in_shape[:2], 1, 0, layer.channels, 4, layer.in_bits)


def changed(folder, **changes):
    """The bundled network with some texts of its file replaced: name=(old, new)."""
    text = nets.bundled("lenet_q4").read_text()
    for old, new in changes.values():
        assert old in text
        text = text.replace(old, new)
    path = folder / "lenet_q4.yaml"
    path.write_text(text)
    shutil.copy(nets.bundled("lenet_q4").with_suffix(".safetensors"), folder)
    return load_design(path)


def test_without_an_estimate_the_counts_are_there_and_the_reason(tmp_path):
    design = changed(tmp_path, adc=("adc: {bits: 8", "adc: {bits: 11"))
    compression = Compression.of(design, BUILT)
    assert not {"area", "energy", "power", "power_same_pace"} & set(sides(compression))
    assert {"tiles_128x128", "codes", "weights"} <= set(sides(compression))
    assert [(m.where, m.what) for m in compression.missing] == [("hardware.adc.bits", "there is no estimate for 11")]
    assert compression.to_dict()["costs"] is None
    assert compression.to_dict()["missing"][0]["what"] == "there is no estimate for 11"


def test_memristive_units_are_counted_on_tiles_that_could_not_have_them(tmp_path):
    """128 taps: on 128 rows their sum is complete, on 32 rows it is not. Units change no weight and so no tile."""
    design = changed(
        tmp_path,
        conv2=("name: conv2, ", "name: conv2, unit: memristor, "),
        pool2=("name: pool2, ", "name: pool2, unit: memristor, "),
        dac=("dac: {bits: 1}", "dac: {bits: 4}"),
    )
    digital = load_design("lenet_q4")
    found, plain = sides(Compression.of(design, BUILT)), sides(Compression.of(digital, BUILT))
    assert {k: v for k, v in found.items() if "tiles" in k} == {k: v for k, v in plain.items() if "tiles" in k}
    assert not Compression.of(design, BUILT).missing


def test_layers_that_are_not_those_of_the_network_are_refused():
    narrow = BuiltLayer("conv1", "conv", (28, 28, 1), (5, 5), 1, 0, 4, 4, 8)
    with pytest.raises(HdlgenError) as e:
        Compression.of(load_design("lenet_q4"), (narrow, FC1, FC2))
    assert [(m.where, m.what) for m in e.value.mistakes] == [
        ("conv1", "has 25 taps × 8 channels, more than built: 25 × 4"),
        ("conv2", "is not among the layers built"),
    ]


@pytest.mark.parametrize(("adcs", "tiles", "holds"), [(2, 2, True), (4, 4, False), (8, 8, False)])
def test_tiles_are_well_used_or_not(adcs, tiles, holds):
    """8 segments of 2 channels, 4, 2 or 1 a tile. 128 weights are two tiles of 8 × 8: 1.3 · 2 + 1 = 3.6 are allowed."""
    w = np.ones((64, 2))
    plan = map_graph(one_layer(w), hardware(adcs=adcs))
    rule = TileRule.of(plan, Usage.of(plan))
    assert rule.most == pytest.approx(3.6)
    assert (rule.tiles, rule.holds) == (tiles, holds)


def test_a_weight_of_two_slices_fills_two_columns():
    plan = map_graph(one_layer(np.ones((8, 4)), weight_bits=5), hardware())
    assert TileRule.of(plan, Usage.of(plan)).most == pytest.approx(1.3 + 1)


def test_nothing_left_has_no_ratio():
    assert Figure("k", "t", 6, 4, "", "c").ratio == 1.5
    assert Figure("k", "t", 6, 0, "", "c").ratio is None


def test_it_can_be_json_and_each_figure_says_what_it_counts(lenet):
    plain = json.loads(json.dumps(lenet.to_dict()))
    assert (plain["network"], plain["hardware"]["rows"], plain["clock_hz"]) == ("lenet_q4", 128, 1e8)
    assert plain["tile_rule"] == {
        "slack": 1.3,
        "tiles": 4,
        "most": pytest.approx(1.3 * 21320 / 128**2 + 4),
        "holds": True,
    }
    assert len({f["key"] for f in plain["figures"]}) == len(plain["figures"])
    for key, share in (("area", "area_mm2"), ("energy", "energy_j")):
        figure = next(f for f in plain["figures"] if f["key"] == key)
        for side, shares in plain["costs"].items():
            assert figure[side] == pytest.approx(sum(s[share] for s in shares.values()))
    weights = next(f for f in plain["figures"] if f["key"] == "weights")
    assert weights == {
        "key": "weights",
        "title": "weights",
        "built": 430500,
        "left": 21320,
        "unit": "",
        "counts": "weights of all layers; left: rows with a weight × columns",
        "ratio": 430500 / 21320,
    }
