"""Networks whose ways fork and meet: the executors against plain formulas, and against each other."""

import json
import weakref
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hdlgen_sim import Device

from hdlgen import ir, spec
from hdlgen.arith import Add, AnyOperator, Int
from hdlgen.cli.main import main
from hdlgen.explore.tile_drive import drive_of
from hdlgen.ir import Graph, InputNode
from hdlgen.ir.passes import simplify
from hdlgen.mapping import check, from_json, map_graph, to_json
from hdlgen.mapping.design import load_design
from hdlgen.mapping.emittable import require_emittable
from hdlgen.reference import Chip, calibrate, exact, fit_trims, tiled, watch
from tests.mapping.networks import added, evaluate, hardware, kind, layer, random_images, random_residual
from tests.reference import large

REAL = Device.simple(3, 1e-6, 40e-6, programming_error=0.02, stuck_low=0.01, stuck_high=0.01)


def small_resnet(folder, **more):
    """Two groups of one block; lossless converters."""
    usual = {"widths": (6, 8), "blocks": 1, "size": 8, "rows": 32, "adc_bits": 10, "channels": 0.7, "taps": 0.5}
    return large.resnet(folder, **usual | more)


@pytest.mark.parametrize("seed", range(60))
def test_random_networks_follow_the_formulas(seed):
    graph = random_residual(seed, closed=bool(seed % 3))
    images = random_images(graph, 3, seed)
    want, got = evaluate(graph, images), exact.run(graph, images)
    assert list(got) == [n.name for n in graph.nodes[1:]]
    for name, output in got.items():
        np.testing.assert_array_equal(output, want[name])


@pytest.mark.parametrize("seed", range(15))
@pytest.mark.parametrize("changes", [{"adc_bits": 8}, {"adc_bits": 12, "dac_bits": 3, "rows": 16, "cell_bits": 1}])
def test_lossless_converters_make_the_plan_equal_to_the_formulas(changes, seed):
    graph = random_residual(seed, closed=bool(seed % 3))
    plan = map_graph(graph, hardware(**changes), {})
    check(plan, graph)
    assert {s.adc.shift for s in plan.array_stages} == {0}
    images = random_images(graph, 3, seed)
    want = evaluate(graph, images)
    for part in (plan, from_json(to_json(plan))):
        for name, output in tiled.run(Chip.of(part), images).items():
            np.testing.assert_array_equal(output, want[name])


def test_the_random_networks_have_operators_and_adds_of_every_kind():
    graphs = [random_residual(seed, closed=bool(seed % 3)) for seed in range(60)]
    operators = Counter(kind(n) for g in graphs for n in g.nodes)
    assert all(operators[op.__name__] >= 3 for op in AnyOperator.__args__), operators
    operands = Counter(kind(g[name]) for g in graphs for n in g.nodes if kind(n) == "Add" for name in n.inputs)
    kinds = ("InputNode", "ArrayNode", "Add", "MaxPool", "Average", "Concat", "Scale", "Upsample")
    assert all(operands[name] >= 2 for name in kinds), operands
    last = [g.nodes[-1] for g in graphs[::3]]
    assert sum(kind(n) == "Add" for n in last) >= 3


def test_a_sum_of_the_image_and_of_a_layer_by_hand():
    conv = layer("conv", "x", [[2]], in_type=Int(4), out=Int(5))
    add = added("sum", "conv", "x", (1, 1, 1), Add((Int(5), Int(4)), (1, 3), 1, 0, 31), Int(5))
    graph = Graph("net", (InputNode("x", (1, 1, 1), Int(4)), conv, add))
    images = np.array([0, 1, 7, 15]).reshape(4, 1, 1, 1)
    # (2x + 3x + 1) >> 1, at most 31
    assert exact.run(graph, images)["sum"].ravel().tolist() == [0, 3, 18, 31]
    plan = map_graph(graph, hardware(), {})
    assert tiled.run(Chip.of(plan), images, keep=False)["sum"].ravel().tolist() == [0, 3, 18, 31]
    assert plan.sources == {"conv": ("input",), "sum": ("conv", "input")}


def test_the_results_that_the_network_names_are_kept():
    graph = random_residual(2, closed=True)
    names = [n.name for n in graph.nodes[1:]]
    graph = replace(graph, outputs=(names[-1], names[2], names[0]))
    images = random_images(graph, 3)
    plan = map_graph(graph, hardware(adc_bits=12), {})
    check(plan, graph)
    want = {name: output for name, output in evaluate(graph, images).items() if name in graph.outputs}
    for got in (exact.run(graph, images, keep=False), tiled.run(Chip.of(plan), images, keep=False)):
        assert set(got) == set(want)
        for name, output in want.items():
            np.testing.assert_array_equal(got[name], output)


def test_nothing_is_kept_that_is_read_no_more():
    class Named(np.ndarray):
        """An output that is in `there` as long as somebody has it."""

    there, done, last = set(), [], set()
    graph = random_residual(4)

    def named(name):
        out = np.zeros((1, 1), np.int64).view(Named)
        weakref.finalize(out, there.remove, name)
        there.add(name)
        return out

    def step(node, inputs):
        later = [n for n in graph.nodes[1:] if n.name not in done]
        waiting = {name for n in later for name in n.inputs if name in there}
        # beside the image there may be what was yielded last: it is still in the hands of whoever got it
        assert waiting <= there <= waiting | last | {graph.input.name}
        done.append(node.name)
        last.clear()
        last.update({node.name, *node.inputs})
        return named(node.name)

    walk = exact.walk(graph, named(graph.input.name), step)
    for _ in walk:
        pass
    assert done == [n.name for n in graph.nodes[1:]]


def test_a_small_resnet_is_the_same_exactly_and_on_tiles(tmp_path):
    design = load_design(small_resnet(tmp_path))
    assert sum(kind(s) == "Add" for s in design.plan.stages) == 2
    assert design.graph["stem"].channels == 4  # of 6: the others are zero in everything that is added to them
    assert {s.adc.shift for s in design.plan.array_stages} == {0}
    images = random_images(design.graph, 20)
    got, want = tiled.run(Chip.of(design.plan), images), exact.run(design.graph, images)
    formulas = evaluate(design.graph, images)
    for name, output in want.items():
        np.testing.assert_array_equal(got[name], output)
        np.testing.assert_array_equal(formulas[name], output)
    assert len(np.unique(want["fc"])) > 5


def test_chunks_and_order_do_not_change_a_real_chip_with_branches(tmp_path, monkeypatch):
    design = load_design(small_resnet(tmp_path, adc_bits=6))
    chip = Chip.of(design.plan, REAL, seed=1)
    images = random_images(design.graph, 9)
    whole = tiled.run(chip, images)
    assert (whole["fc"] != exact.run(design.graph, images)["fc"]).any()
    monkeypatch.setattr("hdlgen.reference.chunks.CHUNK_ELEMENTS", 3000)
    np.testing.assert_array_equal(tiled.run(chip, images, keep=False)["fc"], whole["fc"])


def test_columns_are_watched_with_what_enters_their_stage():
    # the second layer reads the image, not the layer before it
    one = layer("one", "x", [[0], [1]], in_type=Int(1), out=Int(1))
    two = layer("two", "x", [[1], [0]], in_type=Int(1), out=Int(1))
    add = added("sum", "one", "two", (1, 1, 1), Add((Int(1), Int(1)), (1, 1), 0, 0, 3), Int(2))
    graph = Graph("net", (InputNode("x", (1, 1, 2), Int(1)), one, two, add))
    images = np.zeros((5, 1, 1, 2), np.int64)
    images[..., 0] = 1
    plan = map_graph(graph, hardware(), {})
    assert [w.layer for w in watch(Chip.of(plan), images)] == ["one"]


def test_calibration_and_trims_drive_each_layer_with_what_the_exact_network_gives_it(tmp_path):
    design = load_design(small_resnet(tmp_path, adc_bits=5), ranges={})
    graph, images = design.graph, random_images(design.graph, 70)  # more than one chunk
    found = calibrate(graph, design.plan, images)
    assert [layer.name for layer in found.layers] == [s.name for s in design.plan.array_stages]
    outputs = evaluate(graph, images)
    down = found.layers[[s.name for s in design.plan.array_stages].index("g1b0_down")]
    for shift, tried in enumerate(down.tried):
        stage = map_graph(graph, design.plan.hardware, {"g1b0_down": shift})["g1b0_down"]
        source = Graph("one", (InputNode("in", graph["g0b0_add"].shape, graph["g0b0_add"].out),))
        assert source.input.shape == stage.entering[0].shape
        # the layer on its own, behind what the plain formulas give it
        alone = Graph("one", (source.input, replace(graph["g1b0_down"], inputs=("in",))))
        plan = map_graph(alone, design.plan.hardware, {})
        single = calibrate(alone, plan, outputs["g0b0_add"]).layers[0].tried[shift]
        assert single == tried
    trims = fit_trims(graph, design.plan, images, device=REAL, seed=3)
    assert set(trims) == {str(name) for s in design.plan.array_stages for name in s.tile_names}
    tiled.run(Chip.of(design.plan, REAL, 3, trims=trims), images[:2])


def test_a_tile_behind_a_branch_is_driven_by_what_its_layer_reads(tmp_path):
    design = load_design(small_resnet(tmp_path))
    images = random_images(design.graph, 2)
    entering = evaluate(design.graph, images)["g0b0_add"][1]
    stage = design.plan["g1b0_down"]  # 1×1, stride 2
    for phase in range(4):
        drive = drive_of(
            Chip.of(design.plan), images, "g1b0_down/0", image=1, position=5, phase=phase
        )  # row 1, column 1
        taps = list(stage.program.segments[stage.program.blocks[0].segment].taps)
        assert drive.digits[: len(taps)].tolist() == [int(v) >> phase & 1 for v in entering[2, 2][taps]]


def test_eval_measures_a_residual_network(tmp_path, capsys):
    path = small_resnet(tmp_path)
    design = load_design(path)
    images = random_images(design.graph, 12)
    want = evaluate(design.graph, images)["fc"].reshape(12, -1).argmax(axis=1)
    np.savez(tmp_path / "data.npz", images=images, labels=np.where(np.arange(12) < 9, want, (want + 1) % 10))
    given = ["--net", str(path), "--data", str(tmp_path / "data.npz"), "--json"]
    assert main(["eval", *given]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["accuracy"] == {"exact": 0.75, "plan": 0.75}
    assert result["outputs_that_differ"] == 0
    out = tmp_path / "chips"
    assert main(["eval", *given, "--device", "neurram_hfox_1t1r", "--seeds", "2", "--out", str(out)]) == 0
    assert json.loads(capsys.readouterr().out)["accuracy"]["ideal"] == 0.75
    assert main(["calibrate", *given]) == 0
    assert set(json.loads(capsys.readouterr().out)["ranges"]) == {s.name for s in design.plan.array_stages}


def test_a_network_of_branches_is_emitted(tmp_path):
    design = load_design(small_resnet(tmp_path))
    require_emittable(design.plan)
    assert main(["emit", "--net", str(tmp_path / "resnet.yaml"), "--out", str(tmp_path / "rtl")]) == 0
    names = {path.stem for path in (tmp_path / "rtl").rglob("*.v")}
    assert any("g0b0_add" in name for name in names), names


@pytest.mark.parametrize("compressed", [True, pytest.param(False, marks=pytest.mark.campaign)])
@pytest.mark.parametrize("network", [large.resnet, large.vgg])
def test_networks_of_full_size_run(tmp_path, network, compressed):
    path = network(tmp_path, **({"channels": 0.29, "taps": 0.165} if compressed else {}))
    design = load_design(path)
    assert (design.file.network.dense_weights > 55 * design.plan.mapped_weights) is compressed
    graph, images = design.graph, random_images(design.graph, 2)
    lossless = map_graph(graph, hardware(rows=128, columns=128, adcs=16, adc_bits=12), {})
    want = exact.run(graph, images, keep=False)["fc"]
    np.testing.assert_array_equal(tiled.run(Chip.of(lossless), images, keep=False)["fc"], want)
    np.testing.assert_array_equal(evaluate(graph, images)["fc"], want)
    assert np.ptp(want) > 2


def test_passes_leave_the_file_network_what_it_is(tmp_path):
    whole = ir.lower(spec.load(small_resnet(tmp_path)))
    images = random_images(whole, 10)
    simple = simplify(whole)
    assert simple["g1b0_add"].shape[2] < whole["g1b0_add"].shape[2] == 8
    np.testing.assert_array_equal(evaluate(simple, images)["fc"], evaluate(whole, images)["fc"])


def test_trims_do_not_depend_on_chunks(tmp_path, monkeypatch):
    design = load_design(small_resnet(tmp_path, adc_bits=6))
    images = random_images(design.graph, 11)
    real = Device.simple(3, 1e-6, 40e-6, programming_error=0.1)
    whole = fit_trims(design.graph, design.plan, images, device=real, seed=3)
    assert any(trim.gain != 1 for trim in whole.values())
    monkeypatch.setattr("hdlgen.reference.chunks.CHUNK_ELEMENTS", 20_000)
    assert fit_trims(design.graph, design.plan, images, device=real, seed=3) == whole
