"""Layers with memristive activation units, through the executor."""

from dataclasses import replace

import numpy as np
import pytest
from hdlgen_sim import Activation, Amplifier, Device, Periphery, load_card, load_periphery

from hdlgen.arith import Int, MaxPool, Table, Window
from hdlgen.ir.graph import Graph, InputNode, OperatorNode
from hdlgen.mapping import check, map_graph
from hdlgen.reference import Chip, calibrate, exact, fit_trims, tiled, watch
from hdlgen.reference.chip import block_readers
from tests.mapping.networks import UINT4, changed, hardware, layer, maximum, random_images

WIDE = hardware(rows=32, columns=16, adcs=4, dac_bits=4, adc_bits=13)


def network(seed, unit="memristor", bias=300, in_type=UINT4):
    """Convolution with padding and a threshold, max pool, convolution, fully connected; all with relu but the last."""
    rng = np.random.default_rng(seed)

    def array(name, source, window, channels, in_type, **kw):
        w = rng.integers(-7, 8, (window.taps, channels))
        w[rng.random(window.taps) < 0.3] = 0
        w[:, 1] = 0  # a channel that its bias alone decides
        m = rng.integers(1, 40, channels)
        m[0] = 0
        b = rng.integers(-bias, bias + 1, channels) * m
        kw = {"multiplier": tuple(m.tolist()), "bias": tuple(b.tolist()), "shift": 9, "lo": 0, **kw}
        return layer(name, source, w, window=window, in_type=in_type, **kw)

    step = Table(0, tuple(v if v >= 3 else 0 for v in range(16)))
    arrays = (
        array("conv1", "x", Window(6, 6, 2, (3, 3), (1, 1), (1,) * 4), 6, in_type, table=step),
        array("conv2", "pool1", Window(3, 3, 6, (2, 2)), 5, UINT4, hi=11),
        array("fc", "conv2", Window(2, 2, 5, (2, 2)), 7, UINT4, out=Int(8, True), lo=-128),
    )
    conv1, conv2, fc = arrays
    pool = maximum("pool1", "conv1", MaxPool(6, 6, 6, (2, 2), (2, 2)), UINT4)
    nodes = (InputNode("x", (6, 6, 2), in_type), replace(conv1, unit=unit), pool, replace(conv2, unit=unit), fc)
    return Graph("net", nodes)


def outputs(graph, images, hardware=WIDE, ranges=None, **kw):
    plan = map_graph(graph, hardware, ranges or {})
    check(plan, graph)
    return tiled.run(Chip.of(plan, **kw), images), plan


def assert_equal(got, want):
    assert got.keys() == want.keys()
    for name in want:
        np.testing.assert_array_equal(got[name], want[name], err_msg=name)


@pytest.mark.parametrize("in_type", [UINT4, Int(4, True)])
@pytest.mark.parametrize("seed", range(4))
def test_ideal_units_behind_lossless_converters_compute_the_network(seed, in_type):
    """With references of both signs and of columns that are always on or off, and with the offset of signed inputs."""
    graph = network(seed, in_type=in_type)
    images = random_images(graph, 40, seed)
    got, plan = outputs(graph, images)
    assert {s.adc.shift for s in plan.array_stages} == {0}
    if seed == 0:
        both = np.array([*plan["conv1"].program.references, *plan["conv2"].program.references])
        assert both.min() < 0 < both.max()
    assert_equal(got, exact.run(graph, images))
    assert len(np.unique(got["fc"])) > 5


@pytest.mark.parametrize("shift", [2, 5])
def test_without_bias_an_ideal_unit_is_the_digital_relu_behind_any_converter(shift):
    graph, digital = network(1, bias=0), network(1, "digital", bias=0)
    images = random_images(graph, 40)
    ranges = dict.fromkeys(("conv1", "conv2", "fc"), shift)
    got, _ = outputs(graph, images, ranges=ranges)
    want, _ = outputs(digital, images, ranges=ranges)
    assert_equal(got, want)
    assert any((got[name] != lossless).any() for name, lossless in exact.run(graph, images).items())


def test_with_bias_a_coarse_converter_moves_a_result_by_one_step_at_most():
    graph = network(2)
    images = random_images(graph, 40)
    got, plan = outputs(graph, images, ranges={"conv1": 3})
    # half a code is 4 level steps: at most 39·4/2^9 = 0.3 output steps
    want = exact.apply(replace(graph["conv1"], table=None), [images])
    plan = replace(plan, stages=(changed(plan["conv1"], table=None),))
    got = tiled.run(Chip.of(plan), images)["conv1"]
    assert np.abs(got - want).max() == 1


def test_a_threshold_silences_small_sums_and_nothing_else():
    w = np.array([[3], [-2]])
    graph = Graph("net", (InputNode("x", (1, 1, 2), UINT4), replace(layer("fc", "x", w, out=Int(8)), unit="memristor")))
    images = np.array(np.meshgrid(range(16), range(16))).T.reshape(-1, 1, 1, 2)
    unit = Activation(0.205, r_on=1.0, r_load=1e9, volts_per_level=0.02)  # it passes 11 level steps, and not 10
    got, _ = outputs(graph, images, periphery=Periphery(activation=unit))
    s = 3 * images[:, 0, 0, 0] - 2 * images[:, 0, 0, 1]
    assert got["fc"].ravel().tolist() == [v if v >= 11 else 0 for v in s.tolist()]


def test_real_units_differ_from_column_to_column_and_from_chip_to_chip():
    graph = network(1, bias=0)
    images = random_images(graph, 40)
    # a threshold of 75 level steps: more than the 28 or so that round up to an output step
    spread = Periphery(activation=replace(load_periphery("typical").activation, volts_per_level=0.004))
    a, _ = outputs(graph, images, periphery=spread, seed=1)
    b, _ = outputs(graph, images, periphery=spread, seed=2)
    again, _ = outputs(graph, images, periphery=spread, seed=1)
    assert_equal(a, again)
    assert (a["conv1"] != b["conv1"]).any()
    digital, _ = outputs(network(1, "digital", bias=0), images, periphery=spread, seed=1)
    assert_equal(digital, exact.run(graph, images))  # columns without units do not see them


def pooling(graph):
    """`graph` with a memristive pool1."""
    nodes = (
        replace(n, unit="memristor") if isinstance(n, OperatorNode) and isinstance(n.op, MaxPool) else n
        for n in graph.nodes
    )
    return Graph("net", tuple(nodes))


@pytest.mark.parametrize("in_type", [UINT4, Int(4, True)])
@pytest.mark.parametrize("seed", range(4))
def test_ideal_pools_in_front_of_lossless_converters_compute_the_network(seed, in_type):
    graph = pooling(network(seed, in_type=in_type))
    images = random_images(graph, 40, seed)
    got, _ = outputs(graph, images)
    want = exact.run(graph, images)
    assert_equal(got, {**want, "conv1": want["pool1"]})  # conv1 hands on what is pooled already


NOISY = Device.simple(3, 1e-6, 40e-6, 0.02)
PCM = Device(load_card("pcm_nandakumar_joshi"), 3)


@pytest.mark.parametrize("device", [NOISY, PCM])
def test_every_position_keeps_the_noise_that_it_has_without_a_pool(device):
    """The largest of the codes is the code of the largest sum, where the converter adds nothing of its own."""
    graph = network(1)
    images = random_images(graph, 20)
    units = replace(load_periphery("typical").activation, volts_per_level=0.004)
    around = Periphery(amplifier=Amplifier(0.01, 2.0, saturation=400, noise=3.0), activation=units)
    kw = {"device": device, "periphery": around, "seed": 5, "ranges": {"conv1": 1, "conv2": 1, "fc": 1}}
    want, _ = outputs(graph, images, **kw)
    got, _ = outputs(pooling(graph), images, **kw)
    assert_equal(got, {**want, "conv1": want["pool1"]})
    quiet, _ = outputs(graph, images, **{**kw, "periphery": Periphery(activation=units), "device": NOISY})
    assert (quiet["pool1"] != want["pool1"]).any()


def test_images_have_the_outputs_of_real_pools_in_any_batch_and_order():
    graph = pooling(network(2))
    images = random_images(graph, 17)
    typical = load_periphery("typical")
    units = replace(typical.activation, pool_r_load=2e4, pool_v_bias=0.4, pool_volts_per_level=3e-4)
    chip = Chip.of(map_graph(graph, WIDE), PCM, 3, periphery=replace(typical, activation=units))
    whole = tiled.run(chip, images)
    for part in (np.array([4]), np.arange(5, 12), np.array([16, 0, 9])):
        some = tiled.run(chip, images[part], numbers=part)
        assert_equal(some, {name: out[part] for name, out in whole.items()})
    exactly = tiled.run(Chip.of(chip.plan, PCM, 3, periphery=typical), images)
    assert (exactly["conv1"] != whole["conv1"]).any()  # devices that differ let another input win


def test_a_pool_that_cannot_be_built_says_so_before_a_run():
    graph = pooling(network(2))
    units = replace(
        load_periphery("typical").activation, pool_r_load=2e4, pool_v_bias=0.3602, pool_volts_per_level=0.001
    )
    chip = Chip.of(map_graph(graph, WIDE), periphery=Periphery(activation=units))
    with pytest.raises(ValueError, match=r"a unit that pools 4 sums: v_bias 0.3602 V does not turn on every device"):
        tiled.run(chip, random_images(graph, 1))


def test_calibration_trims_and_warnings_are_those_of_pooled_conversions():
    graph, digital = pooling(network(3)), network(3)
    images = random_images(graph, 30)
    narrow = replace(WIDE, adc_bits=6)
    plan, other = map_graph(graph, narrow), map_graph(digital, narrow)
    tried = {layer.name: layer.tried for layer in calibrate(graph, plan, images).layers}
    # ideal pooling of codes is rounding of what is pooled: the same errors at every shift, of the pooled positions
    x, node, stage = images, digital["conv1"], other["conv1"]
    scale, bias = np.array(node.requant.multiplier), np.array(node.requant.bias)
    acc = exact.accumulate(node, x)
    want = ((acc * scale + bias) / 2**9).clip(0, 15).reshape(30, 6, 6, 6)
    for candidate in tried["conv1"]:
        readers = block_readers(stage, Chip.of(other).arrays["conv1"], candidate.shift)
        got = tiled.accumulate(stage, readers, tiled.driven(stage, x)) * scale + np.array(stage.program.requant.bias)
        got = (got / 2**9).clip(0, 15).reshape(30, 6, 6, 6)
        both = [v.reshape(30, 3, 2, 3, 2, 6).max(axis=(2, 4)) for v in (got, want)]
        assert candidate.error == pytest.approx(np.square(both[0] - both[1]).mean(), rel=1e-12)
    assert tried["fc"] == {layer.name: layer.tried for layer in calibrate(digital, other, images).layers}["fc"]

    clipping = map_graph(graph, narrow, {"conv1": 0})
    chip = Chip.of(clipping)
    shares = {c.channel: c.share for w in watch(chip, images) if w.layer == "conv1" for c in w.columns if not c.dead}
    passed = acc - np.array(clipping["conv1"].program.references)
    largest = passed.reshape(30, 3, 2, 3, 2, 6).max(axis=(2, 4)).reshape(-1, 6)
    assert shares == {c: share for c, share in enumerate((largest > 31).mean(axis=0).tolist()) if share > 1e-3}
    assert max(shares.values()) > 0.05

    typical = load_periphery("typical")
    trims = fit_trims(graph, plan, images, device=NOISY, periphery=typical, seed=3)
    assert set(trims) == {str(name) for s in plan.array_stages for name in s.tile_names}
    chip = Chip.of(plan, NOISY, 3, periphery=typical)
    assert calibrate(graph, plan, images, chip=chip).ranges.keys() == {"conv1", "conv2", "fc"}


def test_calibration_and_trims_end_on_chips_with_noise_and_units():
    graph = network(0)
    images = random_images(graph, 16)
    narrow = replace(WIDE, adc_bits=6)
    plan = map_graph(graph, narrow)
    typical = load_periphery("typical")
    chip = Chip.of(plan, Device.simple(3, 1e-6, 40e-6), 3, periphery=typical)
    layers = calibrate(graph, plan, images, chip=chip).layers
    widest = {layer.name: layer.tried[-1].shift for layer in layers}
    assert [layer.chosen in layer.tried for layer in layers] == [True] * 3
    # the first shift that holds every sum is that of ideal tiles, or one more for gain and offset
    assert all(0 <= shift - plan[name].adc.shift <= 1 for name, shift in widest.items())
    trims = fit_trims(graph, plan, images, device=chip.device, periphery=typical, seed=3)
    assert set(trims) == {str(name) for s in plan.array_stages for name in s.tile_names}
