import tracemalloc

import numpy as np
import pytest
from hdlgen_sim import Device

from hdlgen.arith import Int
from hdlgen.mapping import map_graph
from hdlgen.reference import Chip, calibrate, exact, tiled, watch
from hdlgen.reference.chip import block_readers
from tests.mapping.networks import hardware, one_layer, random_images, random_network

ONES = one_layer(np.ones((8, 1)), in_type=Int(1), out=Int(4))  # sums 0..8


def test_sums_that_stay_small_get_a_fine_range():
    # worst case 8 needs k = 1 with 4 bits (8 > 7); these images never exceed 2
    images = np.eye(8, dtype=np.int64)[:, None, None, :]
    plan = map_graph(ONES, hardware(adc_bits=4), {})
    assert plan.stages[0].adc.shift == 1
    result = calibrate(ONES, plan, images)
    assert result.ranges == {"fc": 0}
    assert result.layers[0].chosen.error == 0


def test_digits_that_activations_do_not_have_ask_for_no_range():
    images = np.ones((4, 1, 1, 8), np.int64)
    result = calibrate(ONES, map_graph(ONES, hardware(adc_bits=4, dac_bits=8), {}), images)
    assert [c.shift for c in result.layers[0].tried] == [0, 1]  # 8 > 7; digits of 255 would ask for 9


def test_errors_and_shares_by_hand():
    # three bits: codes −4..3. Images with sums 8, 1, 1, 0.
    images = np.zeros((4, 1, 1, 8), np.int64)
    images[0] = 1
    images[1:3, ..., 0] = 1
    result = calibrate(ONES, map_graph(ONES, hardware(adc_bits=3), {}), images)
    got = [(c.shift, c.error, c.share) for c in result.layers[0].tried]
    # k = 0: 8 → 3, the rest exact. k = 1: 8 → 3·2 = 6, 1 → 2. k = 2: 8 → 2·4, 1 → 0; no sum clips
    assert got == [(0, 25 / 4, 1 / 4), (1, (4 + 1 + 1) / 4, 1 / 4), (2, (1 + 1) / 4, 0)]
    assert result.ranges == {"fc": 2}


def test_a_negative_sum_under_a_relu_may_clip():
    graph = one_layer([[7, 1]] + [[-7, 0]] * 7, in_type=Int(1), out=Int(4))
    images = np.array([[0] + [1] * 7, [1] + [0] * 7])[:, None, None]
    result = calibrate(graph, map_graph(graph, hardware(adc_bits=5), {}), images)
    assert result.ranges == {"fc": 0}
    assert result.layers[0].chosen.share == 1 / 4


@pytest.mark.parametrize("device", [None, Device.simple(3, 1e-6, 40e-6, programming_error=0.02)])
def test_the_best_range_is_found(device):
    """Second method: run the first layer with every range and compare outputs wide enough not to be cut."""
    graph = random_network(1)
    images = random_images(graph, 70)
    plan = map_graph(graph, hardware(adc_bits=4), {})
    tried = calibrate(graph, plan, images, chip=Chip.of(plan, device, 3)).layers[0].tried
    want = exact.run(graph, images)["conv1"]
    loss = []
    for c in tried:
        chip = Chip.of(map_graph(graph, hardware(adc_bits=4), {"conv1": c.shift}), device, 3)
        loss.append(np.square(tiled.run(chip, images)["conv1"] - want).mean())
    assert len(tried) > 2
    # rounding of the outputs adds 1/6 of a squared step where either is not saturated
    np.testing.assert_allclose([c.error for c in tried], loss, rtol=0.15, atol=0.17)
    assert np.argmin(loss) == np.argmin([c.error for c in tried])


def test_every_layer_is_judged_by_the_exact_activations_that_enter_it():
    """Second method: the inputs of each layer from the exact executor, all at once."""
    graph = random_network(2)
    images = random_images(graph, 70)  # more than a chunk
    plan = map_graph(graph, hardware(adc_bits=5), {})
    chip, outputs = Chip.of(plan), {graph.input.name: images, **exact.run(graph, images)}
    layers = calibrate(graph, plan, images).layers
    assert [layer.name for layer in layers] == [s.name for s in plan.array_stages]
    for layer in layers:
        stage, node = plan[layer.name], graph[layer.name]
        x = outputs[node.inputs[0]]
        for c in layer.tried:
            got = tiled.accumulate(
                stage, block_readers(stage, chip.arrays[stage.name], c.shift), tiled.driven(stage, x)
            )
            want = exact.accumulate(node, x).reshape(got.shape)
            ends = (
                np.clip((acc * np.array(r.multiplier) + np.array(r.bias)) / 2**r.shift, r.lo, r.hi)
                for acc, r in ((want, node.requant), (got, stage.program.requant))
            )
            assert c.error == pytest.approx(np.square(np.subtract(*ends)).mean(), rel=1e-12)


def test_memory_does_not_grow_with_the_depth():
    graph = random_network(2)
    images = random_images(graph, 500)
    plan = map_graph(graph, hardware(adc_bits=8), {})
    largest = 2 * max(int(np.prod(n.shape)) for n in graph.nodes)
    tracemalloc.start()
    try:
        calibrate(graph, plan, images)
        before = tracemalloc.get_traced_memory()[1]
        tracemalloc.reset_peak()
        calibrate(graph, plan, np.concatenate([images] * 4))
        after = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    # the images themselves, and the outputs of two layers at two bytes each
    assert after - before < 1500 * (8 * int(np.prod(graph.input.shape)) + 3 * largest)


def test_columns_that_clip_or_are_dead_are_named():
    w = np.zeros((8, 4))
    w[:, 0] = 7
    w[0, 1] = 1  # tap 0 is never driven
    w[1, 2] = 1
    graph = one_layer(w, in_type=Int(1), weight_bits=4)
    images = np.ones((10, 1, 1, 8), np.int64)
    images[..., 0] = 0
    images[:5, ..., 2:] = 0
    plan = map_graph(graph, hardware(adc_bits=5), {"fc": 0})
    (warning,) = watch(Chip.of(plan), images)
    # 49 > 15 in half of the images
    assert [(c.block, c.channel, c.slice, c.share) for c in warning.columns] == [(0, 0, 0, 0.5), (0, 1, 0, 0)]
    assert str(warning) == (
        "fc: 12.50% of its conversions clip, in 1 of 4 columns more than 0.1%; most in block 0, channel 0, slice 0 "
        "(50.00%); 1 of 4 columns always convert to 0; the first is block 0, channel 1, slice 0"
    )


def test_a_layer_has_one_warning_however_many_columns_clip():
    graph = random_network(2)
    plan = map_graph(graph, hardware(adc_bits=2), {"conv1": 0, "conv2": 0, "fc": 0})
    warnings = watch(Chip.of(plan), random_images(graph, 20))
    assert [w.layer for w in warnings] == ["conv1", "conv2", "fc"]
    assert len(warnings[0].columns) > 5
    assert all("\n" not in str(w) for w in warnings)


def test_layers_behind_the_first_are_watched_with_what_they_get():
    graph = random_network(2)
    plan = map_graph(graph, hardware(adc_bits=5), {"conv1": 0, "conv2": 0, "fc": 0})
    assert {w.layer for w in watch(Chip.of(plan), random_images(graph, 20))} >= {"conv1", "conv2"}


def test_calibration_warns_as_the_chosen_ranges_deserve():
    graph = one_layer([[1, 0]] * 4 + [[0, 1]], in_type=Int(1))
    images = np.ones((3, 1, 1, 5), np.int64)
    images[..., 4] = 0
    (warning,) = calibrate(graph, map_graph(graph, hardware(), {}), images).warnings
    assert (warning.layer, [(c.channel, c.dead) for c in warning.columns]) == ("fc", [(1, True)])
    assert str(warning) == "fc: 1 of 2 columns always convert to 0; the first is block 0, channel 1, slice 0"
