import numpy as np
import pytest
from hdlgen_sim import Device

from hdlgen.arith import Int, Window
from hdlgen.mapping import check, from_json, map_graph, to_json
from hdlgen.reference import Chip, exact, tiled
from tests.mapping.networks import hardware, one_layer, random_images, random_network

REAL = Device.simple(3, 1e-6, 40e-6, programming_error=0.02, stuck_low=0.01, stuck_high=0.01)
LOSSLESS = [
    {"adc_bits": 8},
    {"adc_bits": 8, "cell_bits": 1, "columns": 32, "adcs": 4},  # 7 slices: 4 channels in 7 conversions
    {"adc_bits": 8, "cell_bits": 1, "columns": 16, "adcs": 4},  # padded to 8: two conversions a channel
    {"adc_bits": 9, "cell_bits": 2, "adcs": 8},
    {"adc_bits": 12, "dac_bits": 3, "rows": 16},
    {"adc_bits": 16, "dac_bits": 8, "cell_bits": 7, "rows": 1, "columns": 12, "adcs": 3},
    {"adc_bits": 10, "dac_bits": 4, "rows": 5, "columns": 64, "adcs": 16},
]


@pytest.mark.parametrize("changes", LOSSLESS)
@pytest.mark.parametrize("seed", range(4))
def test_lossless_converters_make_the_plan_equal_to_the_graph(changes, seed):
    graph = random_network(seed, signed=bool(seed % 2))
    plan = map_graph(graph, hardware(**changes), {})
    check(plan, graph)
    assert {s.adc.shift for s in plan.array_stages} == {0}
    images = random_images(graph, 4, seed)
    got, want = tiled.run(Chip.of(plan), images), exact.run(graph, images)
    assert got.keys() == want.keys()
    for name, output in want.items():
        np.testing.assert_array_equal(got[name], output)
    assert len(np.unique(want["fc"])) > 5  # the network says something


def test_one_bit_drivers_take_signed_activations_through_padding():
    graph = one_layer(
        np.arange(-7, 2)[:, None],
        window=Window(2, 2, 1, (3, 3), (1, 1), (1,) * 4),
        in_type=Int(4, True),
        out=Int(8, True),
    )
    images = np.array([-8, 7, 3, -1]).reshape(1, 2, 2, 1)
    for dac_bits in (1, 2, 4):
        plan = map_graph(graph, hardware(dac_bits=dac_bits, adc_bits=12), {})
        # windows by hand: taps −7 −6 −5 / −4 −3 −2 / −1 0 1 around each pixel
        want = [24 - 14 + 0 - 1, 32 - 21 - 3 + 0, 48 - 35 - 9 + 2, 56 - 42 - 12 + 3]
        assert tiled.run(Chip.of(plan), images)["fc"].ravel().tolist() == want


def by_definition(stage, arrays, x):
    """Accumulators [position][channel] of one image, code by code, in Python's integers."""
    out = []
    for window in stage.geometry.window.apply(x[None])[0].tolist():
        acc = [0] * stage.geometry.channels
        for b in stage.program.blocks:
            taps = stage.program.segments[b.segment].taps
            for i, v in enumerate(b.words):
                for c in range(stage.geometry.lanes.word):
                    channel = v * stage.geometry.lanes.word + c
                    if channel >= stage.geometry.channels:
                        continue
                    for t in range(stage.geometry.slices.count):
                        group = b.first_group + i * stage.geometry.lanes.groups_per_word
                        column = group * stage.geometry.lanes.adcs + c * stage.geometry.lanes.slices + t
                        for p in range(stage.geometry.phases.count):
                            d = [
                                (stage.geometry.phases.word(window[tap]) >> (p * stage.geometry.phases.dac_bits))
                                & (2**stage.geometry.phases.dac_bits - 1)
                                for tap in taps
                            ]
                            a = arrays[b.tile]
                            s = sum(dd * int(a.pairs[0, r, column] - a.pairs[1, r, column]) for r, dd in enumerate(d))
                            unit = 2 ** (stage.adc.shift + a.device.grid_bits)
                            code = (2 * s + unit) // (2 * unit)
                            code = max(stage.adc.code.lo, min(stage.adc.code.hi, code))
                            place = stage.geometry.phases.weight(p) * stage.geometry.slices.weight(t)
                            acc[channel] += code * 2**stage.adc.shift * place
        out.append(acc)
    return out


@pytest.mark.parametrize("device", [None, REAL])
@pytest.mark.parametrize(
    ("changes", "ranges"),
    [
        ({"adc_bits": 4}, {}),
        ({"adc_bits": 4}, {"conv1": 0, "conv2": 1, "fc": 0}),
        ({"adc_bits": 5, "columns": 24, "adcs": 8, "rows": 6}, {"conv1": 1}),
        ({"adc_bits": 6, "dac_bits": 2, "columns": 12, "adcs": 3}, {"conv1": 1, "conv2": 1}),
    ],
)
def test_finite_converters_and_real_devices_follow_the_definition(device, changes, ranges):
    graph = random_network(3, signed=True)
    plan = map_graph(graph, hardware(**changes), ranges)
    chip = Chip.of(plan, device, seed=4)
    images = random_images(graph, 2)
    outputs = {"x": images, **tiled.run(chip, images)}
    for stage in plan.array_stages:
        for i, x in enumerate(outputs[graph[stage.name].inputs[0]]):
            y = stage.program.requant.apply(np.array(by_definition(stage, chip.arrays[stage.name], x)))
            y = stage.program.table.apply(y) if stage.program.table else y
            np.testing.assert_array_equal(outputs[stage.name][i], y.reshape(stage.out_shape))
    assert (outputs["fc"] != exact.run(graph, images)["fc"]).any()  # something was lost


def test_clipping_by_hand():
    # eight rows of 7 at 15: 56 in each of four phases, cut to 7 by four bits at k = 0
    graph = one_layer([[7]] * 8, out=Int(8), multiplier=(1,))
    image = np.full((1, 1, 1, 8), 15)

    def run(k):
        return tiled.run(Chip.of(map_graph(graph, hardware(adc_bits=4), {"fc": k})), image)["fc"].item()

    assert run(0) == 7 * 15
    assert run(1) == 7 * 2 * 15


def test_chunks_do_not_change_the_numbers_of_a_real_chip(monkeypatch):
    graph = random_network(0)
    chip = Chip.of(map_graph(graph, hardware(adc_bits=5), {}), REAL, seed=1)
    images = random_images(graph, 9)
    whole = tiled.run(chip, images)["fc"]
    singles = [tiled.run(chip, image[None], keep=False)["fc"][0] for image in images]
    np.testing.assert_array_equal(whole, singles)
    monkeypatch.setattr("hdlgen.reference.chunks.CHUNK_ELEMENTS", 3000)
    monkeypatch.setattr("hdlgen_sim.reader.CHUNK_ELEMENTS", 200)
    np.testing.assert_array_equal(whole, tiled.run(chip, images)["fc"])


def test_a_chip_is_a_function_of_its_seed():
    graph = random_network(0)
    plan = map_graph(graph, hardware(), {})
    images = random_images(graph, 5)
    first, again, other = (tiled.run(Chip.of(plan, REAL, seed), images)["conv1"] for seed in (0, 0, 1))
    np.testing.assert_array_equal(first, again)
    assert (first != other).any()


def test_a_plan_read_from_json_runs_alike():
    graph = random_network(1)
    plan = map_graph(graph, hardware(adc_bits=5), {})
    images = random_images(graph, 3)
    np.testing.assert_array_equal(
        tiled.run(Chip.of(plan), images)["fc"], tiled.run(Chip.of(from_json(to_json(plan))), images)["fc"]
    )


def test_no_two_reads_of_a_tile_have_one_number():
    plan = map_graph(random_network(0), hardware(), {})
    for stage in plan.array_stages:
        numbers = stage.geometry.products(np.arange(5))
        np.testing.assert_array_equal(numbers, np.arange(5 * stage.geometry.window.positions))
