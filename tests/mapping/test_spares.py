"""Words that leave bad cells."""

import copy
from dataclasses import replace

import numpy as np
import pytest
from hdlgen_sim import Array, Card, Device, PulsedCells, WriteLoop, load_card, verify_gain

from hdlgen import spec
from hdlgen.arith import Int
from hdlgen.errors import HdlgenError
from hdlgen.ir import lower
from hdlgen.ir.passes import simplify
from hdlgen.mapping import Hardware, avoid, check, map_graph
from hdlgen.mapping.checker import check_queues
from hdlgen.mapping.digests import geometry_digest
from hdlgen.mapping.onto import map_onto
from hdlgen.nets import mnist
from hdlgen.reference import Chip, exact, tiled
from tests.mapping.networks import hardware, one_layer, random_images, random_network

H = hardware(rows=16, columns=32, adcs=4, adc_bits=12, settle_cycles=2, conversion_cycles=2)
"""Eight column groups a tile."""


def dense(taps=6, channels=20, rows=None):
    """A fully connected layer of weights that are 1 everywhere but in `rows`."""
    weights = np.ones((taps, channels), np.int64)
    weights[list(rows or ())] = 0
    return one_layer(weights, out=Int(8))


def places(plan):
    """(tile, first group, words) of the blocks of the first stage."""
    return [(b.tile, b.first_group, b.words) for b in plan.array_stages[0].program.blocks]


def test_spare_groups_stay_free_and_have_room():
    graph = dense(channels=32)  # eight words of a group each
    plain, plan = map_graph(graph, H), map_graph(graph, H, spare_groups=2)
    assert places(plain) == [(0, 0, tuple(range(8)))]
    assert places(plan) == [(0, 0, tuple(range(6))), (1, 0, (6, 7))]
    room = plan.array_stages[0].geometry.capacity
    assert (room.groups, room.blocks) == (8, 8)  # 2 + 4 · 2, and words are 8
    check(plan, graph)
    none = map_graph(graph, H, spare_groups=0)
    assert none == plain


def test_a_word_is_moved_and_its_block_cut():
    graph = dense()
    plan = map_graph(graph, H, spare_groups=2)
    assert places(plan) == [(0, 0, (0, 1, 2, 3, 4))]
    new = avoid(plan, {"fc/0": {(0, 9)}})  # of group 2
    assert places(new) == [(0, 0, (0, 1)), (0, 5, (2,)), (0, 3, (3, 4))]
    check(new, graph)
    check_queues(new)
    assert geometry_digest(new) == geometry_digest(plan)
    assert new.array_stages[0].position_cycles == plan.array_stages[0].position_cycles
    assert places(avoid(plan, {"fc/0": {(0, 0), (1, 21)}})) == [(0, 6, (0,)), (0, 1, (1, 2, 3, 4))]


def test_cells_that_no_word_uses_move_nothing():
    """Rows below a segment's last, groups behind the last word, and what pads a channel."""
    graph = dense()
    plan = map_graph(graph, H, spare_groups=2)
    assert avoid(plan, {"fc/0": {(6, 0), (15, 9), (0, 20), (3, 31)}}) == plan
    assert avoid(plan, {}) == plan
    padded = map_graph(one_layer(np.full((4, 5), 4)), replace(H, cell_bits=1), spare_groups=1)  # 3 slices, padded to 4
    (stage,) = padded.array_stages
    if stage.geometry.lanes.slices > stage.geometry.slices.count:
        assert avoid(padded, {"fc/0": {(0, 3)}}) == padded


def chip_of(plan, bad):
    """A chip whose pairs `bad`, by tile, are at their highest level whatever they are told."""
    h = plan.hardware
    made, arrays = Chip.of(plan), {}
    for stage in plan.array_stages:
        tiles = []
        for name in stage.tile_names:
            levels = stage.levels(name.number, h.rows, h.columns)
            for row, column in bad.get(str(name), ()):
                levels[row, column] = (1 << h.cell_bits) - 1
            tiles.append(Array.program(levels, made.device, seed=0, name=name.array))
        arrays[stage.name] = tuple(tiles)
    return replace(made, arrays=arrays)


def test_a_bad_cell_does_harm_and_then_none():
    graph = dense()
    plan = map_graph(graph, H, spare_groups=3)
    bad = {"fc/0": {(0, 9), (1, 16), (2, 20)}}  # the last in a spare group
    images = random_images(graph, 5)
    want = exact.run(graph, images)["fc"]
    harmed = tiled.run(chip_of(plan, bad), images)["fc"] != want
    assert np.flatnonzero(harmed.any(axis=(0, 1, 2))).tolist() == [9, 16]
    new = avoid(plan, bad)
    np.testing.assert_array_equal(tiled.run(chip_of(new, bad), images)["fc"], want)


def written(plan, device, seed):
    """A chip of `plan` whose cells a write loop has written, and the pairs of which one did not converge."""
    h, made, arrays, bad = plan.hardware, Chip.of(plan), {}, {}
    loop = WriteLoop(tolerance=4, pulses=60, set_amplitude=0, reset_amplitude=0, increment=4, most=64)
    for stage in plan.array_stages:
        tiles = []
        for name in stage.tile_names:
            gain = verify_gain(device, h.adc_bits)
            cells = PulsedCells(
                device, h.rows, h.columns, adcs=h.adcs, adc_bits=h.adc_bits, gain=gain, seed=seed, name=name.array
            )
            told = loop.run(cells, cells.targets(stage.levels(name.number, h.rows, h.columns)))
            bad[str(name)] = {(row, column) for row, column, _ in told.failed}
            tiles.append(cells.array())
        arrays[stage.name] = tuple(tiles)
    return replace(made, device=device, arrays=arrays), bad


@pytest.mark.parametrize("seed", [1, 2, 3])  # chips whose stuck cells do harm, and not more than there are spares for
def test_write_list_move_and_write_again(seed):
    """Until no cell of a weight is left that does not converge: then, with fine steps, the integers are right."""
    card = copy.deepcopy(dict(load_card("gong2022_hfo2_pulsed").mapping))
    card["write"].update(set_step="20 %", reset_step="20 %", step_device=0.2, step_cycle="20 %", verify_noise="0 %")
    device = Device(Card.from_mapping(card, "fine"), 3, stuck_low=0.004, stuck_high=0.004)
    rng = np.random.default_rng(seed)
    graph = one_layer(rng.integers(-7, 8, (16, 16)), shift=2, out=Int(8, True))
    plan = first = map_graph(graph, H, spare_groups=4)
    images, bad = random_images(graph, 20), {}
    want = exact.run(graph, images)["fc"]
    chip, failed = written(plan, device, seed)
    assert (tiled.run(chip, images)["fc"] != want).any()
    while any(failed[tile] - bad.get(tile, set()) for tile in failed):
        bad = {tile: bad.get(tile, set()) | failed[tile] for tile in failed}
        plan = avoid(first, bad)
        check(plan, graph)
        chip, failed = written(plan, device, seed)
    assert plan != first
    np.testing.assert_array_equal(tiled.run(chip, images)["fc"], want)


@pytest.mark.parametrize("seed", range(8))
def test_what_is_computed_stays(seed):
    """Random networks with random bad cells: every weight is somewhere once, and no bad cell does harm."""
    rng = np.random.default_rng(seed)
    graph = simplify(random_network(seed, signed=bool(seed % 2)))
    plan = map_graph(graph, replace(H, rows=32, columns=64), spare_groups=6)
    h = plan.hardware
    bad = {
        str(name): {(int(rng.integers(h.rows)), int(rng.integers(h.columns))) for _ in range(3)}
        for stage in plan.array_stages
        for name in stage.tile_names
    }
    new = avoid(plan, bad)
    check(new, graph)
    check_queues(new)
    images = random_images(graph, 3)
    want, got = exact.run(graph, images), tiled.run(chip_of(new, bad), images)
    for name in graph.ends:
        np.testing.assert_array_equal(got[name], want[name])


def test_a_pruned_network_on_hardware_with_bad_cells():
    graph = dense(taps=20, channels=20)
    plan = map_graph(graph, H, spare_groups=2)
    pruned = dense(taps=20, channels=20, rows=range(10))
    placed, wide = map_onto(pruned, plan)
    new = avoid(placed, {"fc/0": {(2, 2)}})
    assert new != placed
    check(new, wide)


def test_what_does_not_fit_is_said():
    graph = dense()
    plan = map_graph(graph, H, spare_groups=1)
    with pytest.raises(HdlgenError, match=r"fc/0: word 1 of segment 0 has a bad cell, and no other 1 groups are free"):
        avoid(plan, {"fc/0": {(0, 0), (0, 4)}})  # one free group, and word 0's is bad for word 1 too
    with pytest.raises(HdlgenError) as error:
        avoid(plan, {"fd/0": {(0, 0)}, "fc/0": {(16, 0), (0, 32)}})
    said = str(error.value)
    assert "fd/0: is no tile of this network" in said
    assert "fc/0: has no row 16, column 0: it has 16 rows and 32 columns" in said
    assert "fc/0: has no row 0, column 32" in said
    (stage,) = plan.stages
    room = replace(stage.geometry.capacity, blocks=2)
    tight = replace(plan, stages=(replace(stage, geometry=replace(stage.geometry, capacity=room)),))
    with pytest.raises(HdlgenError, match=r"fc: needs 3 blocks, and there is room for 2"):
        avoid(tight, {"fc/0": {(0, 4)}})
    for spare in (-1, 8):
        with pytest.raises(HdlgenError, match=rf"hardware\.tile\.spare_groups: must lie in 0\.\.7, not {spare}"):
            map_graph(graph, H, spare_groups=spare)


def test_lines_that_broke_cost_lenet_its_accuracy_until_their_words_are_moved():
    """Every cell of four columns is at its highest level. With their words moved, every output is as it was."""
    file = spec.load("lenet_q4")
    graph = simplify(lower(file))
    plan = map_graph(graph, Hardware.of(file.hardware, file.device), file.ranges, spare_groups=3)
    lines = {"conv1/0": [5], "conv2/0": [9], "fc1/0": [40], "fc2/0": [3]}
    bad = {tile: {(row, column) for column in columns for row in range(128)} for tile, columns in lines.items()}
    images, labels = mnist.bundled_images()
    x = images[..., None].astype(np.int64)
    whole = tiled.run(Chip.of(plan), x, keep=False)["fc2"]
    new = avoid(plan, bad)
    check(new, graph)
    before, after = (tiled.run(chip_of(p, bad), x, keep=False)["fc2"] for p in (plan, new))

    def right(outputs):
        return int((outputs.reshape(len(x), -1).argmax(axis=1) == labels).sum())

    assert (right(whole), right(before), right(after)) == (200, 16, 200)
    np.testing.assert_array_equal(after, whole)
    assert new.bound_cycles == plan.bound_cycles
