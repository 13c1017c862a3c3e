"""Whole recipes, small: what is promised is written, again and again the same, and measured honestly."""

import json
from pathlib import Path

import numpy as np
import pytest

from hdlgen.cli.main import main
from hdlgen.compress.lenet import lenet5
from hdlgen.compress.pipeline import compress
from hdlgen.compress.recipe import AdmmKeys, load_recipe
from hdlgen.compress.steps import keep_counts
from hdlgen.errors import HdlgenError, SpecError
from hdlgen.estimate.dense import BuiltLayer, dense_usage
from hdlgen.estimate.usage import Usage
from hdlgen.frontend.functions import resolve
from hdlgen.frontend.torch.check import check
from hdlgen.mapping.design import load_design
from hdlgen.spec import load
from tests.compress.plain_integers import execute


def test_a_recipe_gives_a_network_that_computes_what_the_report_says(recipe_file, tmp_path):
    recipe = load_recipe(recipe_file)
    result = compress(recipe, None, tmp_path / "out", quiet=True)
    assert sorted(p.name for p in result.network.parent.glob("[!.]*")) == [
        "bars.safetensors",
        "bars.yaml",
        "report.json",
    ]
    data = resolve(recipe.dataset, "dataset")(None)
    share = float((execute(result.network, data.test_images).argmax(1) == data.test_labels).mean())
    assert result.accuracy == pytest.approx(share, abs=1e-6)
    assert share > 0.9  # four classes
    # 6·9 + 8·24 + 10·40 + 4·10, from 8·9 + 12·72 + 24·108 + 4·24
    assert (result.weights, result.built) == (686, 3624)

    report = json.loads((tmp_path / "out" / "report.json").read_text())
    assert [p["phase"] for p in report["phases"]] == [
        "float",
        "prune 1/3, cut",
        "prune 1/3",
        "prune 2/3, cut",
        "prune 2/3",
        "quantize 3/3, rounded",
        "quantize 3/3",
        "integers",
        "tile by tile",
    ]
    assert report["phases"][-2]["accuracy"] == pytest.approx(share, abs=1e-6)
    # tiles of 32 rows, words of 8 channels
    assert report["block"] == {"rows": 32, "columns": 8}
    assert report["phases"][4]["layers"]["conv2"] == {
        "channels": 8, "taps": 24, "of_taps": 54, "weights": 192, "nonzero": 192, "blocks": 1, "of_blocks": 1,
    }  # fmt: skip
    assert report["phases"][4]["layers"]["fc1"]["blocks"] == 4  # 2 × 32 rows, 2 × 8 channels
    assert report["kept_weights"] == 686
    weights = load(result.network).weights
    assert int(weights["conv2.weight"].reshape(8, -1).any(axis=0).sum()) <= 24
    assert int(weights["fc1.weight"].any(axis=0).sum()) <= 40
    assert all(np.abs(weights[f"{n}.weight"]).max() <= 7 for n in ("conv1", "conv2", "fc1", "fc2"))

    again = compress(recipe, None, tmp_path / "again", quiet=True)
    for file in ("bars.yaml", "bars.safetensors", "report.json"):
        assert (again.network.parent / file).read_bytes() == (result.network.parent / file).read_bytes()


FILES = ("bars.yaml", "bars.safetensors", "report.json", "compression.json", "compression.svg")


def test_training_and_measuring_apart_give_the_files_of_both_at_once(recipe_file, tmp_path, capsys):
    line = ["compress", "--recipe", str(recipe_file), "--quiet", "--out"]
    assert main([*line, str(tmp_path / "whole")]) == 0
    whole = capsys.readouterr().out
    assert main([*line, str(tmp_path / "parts"), "--train-only"]) == 0
    assert "trained, 686 of 3,624 weights (5.3× fewer)" in capsys.readouterr().out
    phases = json.loads((tmp_path / "parts" / "report.json").read_text())["phases"]
    assert phases[-1]["phase"] == "quantize 3/3"
    assert main([*line, str(tmp_path / "parts"), "--measure-only"]) == 0
    assert capsys.readouterr().out == whole.replace(str(tmp_path / "whole"), str(tmp_path / "parts"))
    for name in FILES:
        assert (tmp_path / "parts" / name).read_bytes() == (tmp_path / "whole" / name).read_bytes(), name

    assert main([*line, str(tmp_path / "parts"), "--measure-only"]) == 2
    assert "was measured already" in capsys.readouterr().err
    assert main([*line, str(tmp_path / "empty"), "--measure-only"]) == 2
    assert "is no report of a network that was trained" in capsys.readouterr().err
    recipe_file.write_text(recipe_file.read_text().replace("seed: ", "seed: 1"))
    assert main([*line, str(tmp_path / "parts"), "--measure-only"]) == 2
    assert "is of another recipe" in capsys.readouterr().err
    assert main([*line, str(tmp_path / "parts"), "--train-only", "--min-accuracy", "5"]) == 2
    assert "give it with --measure-only" in capsys.readouterr().err


ADMM = """prune:
  method: admm
  admm: {interval: 2, rho: {start: 0.02, factor: 2, largest: 0.05}, levels: true}
  remove_unused: true
"""


def admm(path):
    """The recipe at `path` with ADMM, and with kernels and blocks to keep."""
    text = (
        path.read_text()
        .replace("steps:\n", ADMM + "steps:\n")
        .replace("{epochs: 2,", "{approach_epochs: 3, epochs: 1,")
    )
    blocks = "blocks: {rows: 10, columns: 4, keep: 0.6}"
    path.write_text(text.replace("fc1: {channels: 10, taps: 40}", f"fc1: {{channels: 10, taps: 40, {blocks}}}")
                        .replace("conv2: {taps: 24}", "conv2: {taps: 24, kernels: 20}"))  # fmt: skip
    return path


def test_admm_prunes_every_kind_of_structure_and_reports_its_residuals(recipe_file, tmp_path):
    recipe = load_recipe(admm(recipe_file))
    result = compress(recipe, None, tmp_path / "out", quiet=True)
    assert result.accuracy > 0.9
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    phases = {p["phase"]: p for p in report["phases"]}
    assert [p for p in phases if p.startswith("prune 1")] == ["prune 1/3, approached", "prune 1/3, cut", "prune 1/3"]

    residuals = phases["prune 1/3, approached"]["residuals"]
    assert [(r["epoch"], r["rho"]) for r in residuals if r["layer"] == "fc1" and r["constraint"] == "levels"] == [
        (2, 0.02),
        (3, 0.04),
    ]
    assert {r["layer"] for r in residuals} == {"conv1", "conv2", "fc1", "fc2"}
    assert all(r["primal"] >= 0 and r["dual"] >= 0 for r in residuals)

    left = phases["prune 2/3"]["layers"]
    assert left["conv2"]["channels"] <= 8
    assert left["fc1"]["nonzero"] <= 7 * 10 * 4  # of 4 × 3 blocks 7
    assert left["fc1"]["nonzero"] < left["fc1"]["weights"]
    weights = load(result.network).weights
    conv2 = weights["conv2.weight"]
    assert conv2.shape[0] == left["conv2"]["channels"]
    assert int(conv2.any(axis=(2, 3)).sum()) <= 20  # kernels
    # integers may round to 0, and nothing else
    placed = phases["integers"]["layers"]
    assert all(placed[n]["blocks"] <= left[n]["blocks"] and placed[n]["nonzero"] <= left[n]["nonzero"] for n in left)
    assert all(placed[n]["nonzero"] == np.count_nonzero(weights[f"{n}.weight"]) for n in left)


def test_the_pruning_in_the_documents_can_be_followed(recipe_file):
    text = (Path(__file__).parents[2] / "docs" / "format.md").read_text()
    example = text[text.index("```yaml\nprune:") + len("```yaml\n") :].split("```")[0]
    recipe_text = recipe_file.read_text()
    before, after = recipe_text[: recipe_text.index("steps:")], recipe_text[recipe_text.index("hardware:") :]
    recipe_file.write_text(before + example + after)
    recipe = load_recipe(recipe_file)
    defaults = {"interval": 1, "rho": {"start": 0.1, "factor": 3.0, "largest": 10.0}, "levels": False}
    assert recipe.prune.admm.model_dump() == AdmmKeys().model_dump() == defaults
    keep_counts(check(lenet5()), recipe.steps, recipe.mistake)


def test_the_command_draws_the_residuals(recipe_file, tmp_path):
    admm(recipe_file)
    assert main(["compress", "--recipe", str(recipe_file), "--out", str(tmp_path / "out"), "--quiet"]) == 0
    made = sorted(p.name for p in (tmp_path / "out").glob("[!.]*"))
    assert made == [
        "bars.safetensors", "bars.yaml", "compression.json", "compression.png", "compression.svg", "report.json",
        "residuals.png", "residuals.svg",
    ]  # fmt: skip


def test_what_does_not_go_together_is_told_with_its_lines(recipe_file):
    text = admm(recipe_file).read_text()
    recipe_file.write_text(
        text.replace("approach_epochs: 3", "approach_epochs: 0", 1).replace("largest: 0.05", "largest: 0.01")
    )
    with pytest.raises(SpecError) as error:
        load_recipe(recipe_file)
    assert [(m.where, m.line, m.what) for m in error.value.mistakes] == [
        ("prune.admm.rho.largest", 13, "0.01 is below start, 0.02"),
        ("steps[0].approach_epochs", 16, "is 0: method admm trains before it prunes"),
    ]
    recipe_file.write_text(text.replace("method: admm", "method: magnitude"))
    with pytest.raises(SpecError) as error:
        load_recipe(recipe_file)
    assert [(m.where, m.what, m.fix) for m in error.value.mistakes] == [
        ("prune.admm", "is for method admm, not magnitude", "write method: admm, or remove it"),
        *(
            (
                f"steps[{i}].approach_epochs",
                "is for method admm: magnitude prunes at once",
                "add them to epochs, or write method: admm",
            )
            for i in (0, 1)
        ),
    ]


@pytest.fixture
def untrained(monkeypatch):
    """Fails whatever trains."""
    monkeypatch.setattr("hdlgen.compress.train.Trainer.fit", lambda *_args, **_more: pytest.fail("trains"))


BUDGETS = """\
prune: {method: importance}
steps:
  - {epochs: 2, rate: 3.0e-3, budget: {weights: 0.4}}
  - {epochs: 2, rate: 3.0e-3, budget: {%s}}
"""


@pytest.mark.parametrize(("budget", "most"), [("weights: 700", 700), ("tiles: 5", 5), ("energy: 0.75", 0.75)])
def test_ratios_are_found_under_a_budget(recipe_file, tmp_path, budget, most):
    text = recipe_file.read_text()
    rest = text[text.index("  - {epochs: 3") :]
    recipe_file.write_text(text[: text.index("steps:")] + BUDGETS % budget + rest)
    result = compress(load_recipe(recipe_file), None, tmp_path / "out", quiet=True)
    assert result.accuracy > 0.85
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    first, last = (next(p for p in report["phases"] if p["phase"] == f"prune {i}/3") for i in (1, 2))
    assert first["weights"] <= 0.4 * 3624
    if "weights" in budget:
        assert 0.9 * most < last["weights"] <= most
    placed = sum(layer["tiles"] for layer in report["phases"][-1]["layers"].values())
    if "tiles" in budget:
        assert placed <= most
    if "energy" in budget:  # counted by another formula: what the plan converts and drives
        plan = load_design(result.network).plan
        dense = dense_usage([BuiltLayer.of(b) for b in report["built"]], plan.hardware).total
        left = Usage.of(plan).total
        picojoules = lambda t: 1.67 * t.codes + 0.4167 * t.drives  # noqa: E731
        assert picojoules(left) <= most * picojoules(dense)


KERNELS = """\
prune: {method: admm, structure: kernel_groups}
steps:
  - {epochs: 1, approach_epochs: 1, rate: 3.0e-3, budget: {multiplications: 0.5}}
  - {epochs: 1, approach_epochs: 1, rate: 3.0e-3, budget: {conversions: 0.9}}
"""


def test_groups_of_kernels_are_removed_under_a_budget_of_what_they_save(recipe_file, tmp_path):
    text = recipe_file.read_text()
    rest = text[text.index("  - {epochs: 3") :].replace("tile: {", "tile: {segments: clustered, ")
    before = text[: text.index("steps:")].replace("train: {epochs: 4", "train: {epochs: 2")
    recipe_file.write_text(before + KERNELS + rest)
    result = compress(load_recipe(recipe_file), None, tmp_path / "out", quiet=True)
    assert result.accuracy > 0.7
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    built = [BuiltLayer.of(b) for b in report["built"]]
    dense = sum(b.window.positions * b.weights for b in built)
    first = next(p for p in report["phases"] if p["phase"] == "prune 1/3")["layers"]
    assert 0.4 * dense < sum(b.window.positions * first[b.name]["nonzero"] for b in built) <= 0.5 * dense
    design = load_design(result.network)
    assert Usage.of(design.plan).total.conversions <= 0.9 * dense_usage(built, design.plan.hardware).total.conversions
    word = design.plan["conv2"].geometry.lanes.word
    kernels = load(result.network).weights["conv2.weight"].any(axis=(2, 3))
    assert word == 8
    assert len(np.unique(kernels[:word], axis=0)) == 1
    assert not kernels.all()


@pytest.mark.usefixtures("untrained")
@pytest.mark.parametrize(
    ("prune", "budget", "where", "message"),
    [
        ("structure: kernels", "tiles: 4", "budget.tiles", "is not saved by kernels, which leave rows and columns"),
        ("structure: kernels", "conversions: 0.5", "budget.conversions", "are saved by kernels of all channels that"),
        (
            "structure: kernel_groups",
            "conversions: 0.5",
            "budget.conversions",
            "only where each word may have segments",
        ),
        (
            "structure: kernels",
            "multiplications: 9",
            "budget",
            "allows 9 multiplications; one kernel group of each word",
        ),
    ],
)
def test_budgets_that_kernels_do_not_save_are_refused(recipe_file, tmp_path, prune, budget, where, message):
    text = recipe_file.read_text()
    step = f"prune: {{{prune}}}\nsteps:\n  - {{epochs: 1, rate: 0.1, budget: {{{budget}}}}}\n"
    recipe_file.write_text(text.replace("steps:\n", step))
    with pytest.raises(SpecError) as error:
        compress(load_recipe(recipe_file), None, tmp_path / "out", quiet=True)
    (told,) = [m for m in error.value.mistakes if m.where == f"steps[0].{where}"]
    assert message in told.what


@pytest.mark.usefixtures("untrained")
@pytest.mark.parametrize(
    ("step", "where", "message"),
    [
        ("budget: {weights: 5}", "steps[0].budget", "allows 5 weights; one channel and row a layer take 7"),
        ("budget: {}", "steps[0].budget", "names 0 things to spend"),
        ("budget: {weights: 5, tiles: 1}", "steps[0].budget", "names 2 things to spend"),
        ("budget: {area: 5}", "steps[0].budget.area", "is not a key here"),
        ("budget: {energy: 2}", "steps[0].budget.energy", "must be at most 1.0, not 2"),
        ("budget: {tiles: 4}, keep: {}", "steps[0]", "says what to keep and gives a budget"),
        ("budget: {tiles: 4}, quantize: {weight_bits: 4, activation_bits: 4}", "steps[0]", "prunes and quantizes"),
        ("approach_epochs: 2", "steps[0].approach_epochs", "is for steps that prune"),
    ],
)
def test_budgets_that_cannot_be_are_refused_before_training(recipe_file, tmp_path, step, where, message):
    text = recipe_file.read_text()
    text = text.replace("steps:\n", f"steps:\n  - {{epochs: 1, rate: 0.1, {step}}}\n")
    recipe_file.write_text(text)
    with pytest.raises(SpecError) as error:
        compress(load_recipe(recipe_file), None, tmp_path / "out", quiet=True)
    ((told,),) = [[m for m in error.value.mistakes if m.where == where]]
    assert (told.what, told.line) == (message, 12)


@pytest.mark.usefixtures("untrained")
def test_a_dataset_that_does_not_fit_is_told_before_training(recipe_file, tmp_path):
    task = (tmp_path / "code" / "bars_task.py").read_text()
    for name, old, new, message in (
        (
            "rows",
            "(count, 12, 12, 1)",
            "(count, 9, 9, 1)",
            "dataset: has images of 9×9×1, which the network cannot read",
        ),
        (
            "deep",
            "(count, 12, 12, 1)",
            "(count, 12, 12, 3)",
            "dataset: has images of 12×12×3, which the network cannot",
        ),
        ("more", "classes=4", "classes=5", r"model: gives \(4,\) values an image for 5 classes"),
        ("none", "bars(300, 2)", "bars(0, 2)", "dataset.test: has no images"),
        ("few", "bars(2000, 1)", "bars(49, 1)", "batch: 50 are more than the 49 training images"),
    ):
        changed = task.replace(old, new).replace("rng.integers(0, 6) + 6", "rng.integers(0, 3) + 5")
        (tmp_path / "code" / f"bars_{name}.py").write_text(changed)
        recipe = load_recipe(recipe_file).model_copy(update={"dataset": f"bars_{name}:load"})
        with pytest.raises(HdlgenError, match=message):
            compress(recipe, None, tmp_path / "out", quiet=True)
    assert not list((tmp_path / "out").glob("*"))


def quick(path):
    """The recipe at `path`, all but untrained."""
    path.write_text(
        path.read_text()
        .replace("epochs: 4", "epochs: 1")
        .replace("epochs: 2", "epochs: 0")
        .replace("epochs: 3", "epochs: 0")
    )
    return path


def test_the_command_says_what_it_made_and_fails_below_the_wanted_accuracy(recipe_file, tmp_path, capsys):
    line = ["compress", "--recipe", str(quick(recipe_file)), "--out", str(tmp_path / "out"), "--quiet"]
    assert main(line) == 0
    assert "686 of 3,624 weights (5.3× fewer)" in capsys.readouterr().out
    assert main([*line, "--min-accuracy", "100"]) == 1
    assert "% of the test images, less than 100 %" in capsys.readouterr().err
    assert main([*line, "--min-accuracy", "101"]) == 2
    assert "--min-accuracy: must lie in 0..100, not 101" in capsys.readouterr().err


def test_a_processor_without_bfloat16_trains_in_float32_and_says_so(recipe_file, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("hdlgen.compress.train.multiplies_bfloat16", lambda device: False)
    text = quick(recipe_file).read_text()
    bytes_of = []
    for wanted in ("true", "false"):
        recipe_file.write_text(text.replace("seed: 3\n", f"seed: 3\nbfloat16: {wanted}\n"))
        result = compress(load_recipe(recipe_file), None, tmp_path / wanted, quiet=True)
        bytes_of.append(result.network.with_suffix(".safetensors").read_bytes())
        assert json.loads((tmp_path / wanted / "report.json").read_text())["bfloat16"] is False
        said = "bfloat16: cpu has no instructions for it; trains in float32\n" if wanted == "true" else ""
        assert capsys.readouterr().err == said
    assert bytes_of[0] == bytes_of[1]


def test_the_seed_is_what_differs(recipe_file, tmp_path):
    recipe = load_recipe(quick(recipe_file))
    for seed in (1, 2):
        compress(recipe.model_copy(update={"seed": seed}), None, tmp_path / str(seed), quiet=True)
    assert (tmp_path / "1" / "bars.safetensors").read_bytes() != (tmp_path / "2" / "bars.safetensors").read_bytes()


def test_every_mistake_of_a_recipe_is_told_with_its_line(recipe_file):
    text = recipe_file.read_text()
    recipe_file.write_text(
        text.replace("seed: 3", "sede: 3").replace("taps: 40", "taps: -1").replace("weight_bits: 4", "weight_bits: 1")
    )
    with pytest.raises(SpecError) as error:
        load_recipe(recipe_file)
    told = {(m.where, m.line) for m in error.value.mistakes}
    assert {("sede", 5), ("seed", 1), ("steps[1].keep.fc1.taps", 13), ("steps[2].quantize.weight_bits", 14)} <= told
    assert all(m.file == str(recipe_file) for m in error.value.mistakes)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("bars_task:small", "bars_task:large", "model: 'bars_task:large' cannot be imported: .*no attribute 'large'"),
        ("bars_task:load", "no_such_module:load", "dataset: 'no_such_module:load' cannot be imported: No module named"),
        (
            "bars_task:small",
            "bars_task.small",
            "model: must be module:function, not 'bars_task.small'\n    fix: write it as",
        ),
        (
            "method: magnitude",
            "method: magic",
            "prune.method: must be 'magnitude', 'importance' or 'admm', not 'magic'",
        ),
        ("recipe: 1", "recipe: 2", "recipe: must be 1, not 2\n    fix: this version of hdlgen reads no other"),
        ("recipe: 1", "recipe: true", "recipe: must be 1, not True"),
        ("bfloat16: false", "bfloat16: 3", "bfloat16: must be true or false, not 3"),
        ("{shift: 0.5}", "{scale: 1}", "augment.scale: must be below 1.0, not 1"),
        ("{epochs: 4, rate: 5.0e-3}", "[4]", "train: must be a mapping, not a list"),
    ],
)
def test_recipes_that_cannot_be_followed_are_refused(recipe_file, tmp_path, old, new, message):
    text = recipe_file.read_text().replace("steps:\n", "prune:\n  method: magnitude\nsteps:\n")
    text = text.replace("seed: 3\n", "seed: 3\nbfloat16: false\n")
    recipe_file.write_text(text.replace(old, new))
    with pytest.raises(HdlgenError, match=message):
        compress(load_recipe(recipe_file), None, tmp_path / "out", quiet=True)


def test_keys_that_a_recipe_does_not_have_are_told_with_those_that_it_may_mean(recipe_file):
    text = recipe_file.read_text()
    for old, new in (("seed: 3", "sede: 3"), ("temperature: 2", "temprature: 2"), ("taps: 0.6", "tap: 0.6"),
                     ("rate: 3.0e-3, keep: {conv2: {taps", "rates: 3.0e-3, keep: {conv2: {taps")):  # fmt: skip
        text = text.replace(old, new)
    recipe_file.write_text(text.replace("rows: 32", "row: 32"))
    with pytest.raises(SpecError) as error:
        load_recipe(recipe_file)
    fixes = {m.where: m.fix for m in error.value.mistakes if m.what == "is not a key here"}
    assert fixes == {
        "sede": "did you mean 'seed'?",
        "distill.temprature": "did you mean 'temperature'?",
        "steps[0].keep.conv2.tap": "did you mean 'taps'?",
        "steps[1].rates": "did you mean 'rate'?",
        "hardware.tile.row": "did you mean 'rows'?",
    }


@pytest.mark.usefixtures("untrained")
@pytest.mark.parametrize(
    ("old", "new", "where", "message"),
    [
        ("count: 8", "count: 5", "hardware.adc.count", "5 does not divide the 32 columns of a tile"),
        ("g_min_siemens: 1.0e-6", "g_min_siemens: 1.0", "device.g_min_siemens", "1.0 is not below g_max_siemens"),
        ("g_min_siemens: 1.0e-6", "g_min_siemens: 39.99e-6", "device.g_min_siemens", "is closer to g_max_siemens"),
        ("name: bars", "name: module", "name", "'module' is a word of Verilog"),
        ("rows: 32", "rows: 0", "hardware.tile.rows", "must be at least 1, not 0"),
    ],
)
def test_what_would_refuse_the_network_refuses_the_recipe(recipe_file, tmp_path, capsys, old, new, where, message):
    text = recipe_file.read_text()
    line = 1 + text[: text.index(old)].count("\n")
    recipe_file.write_text(text.replace(old, new))
    assert main(["compress", "--recipe", str(recipe_file), "--out", str(tmp_path / "out"), "--quiet"]) == 2
    said = capsys.readouterr().err
    assert f"{recipe_file}:{line}: {where}: " in said
    assert message in said


@pytest.mark.usefixtures("untrained")
def test_a_card_that_the_network_file_would_not_find_is_refused(recipe_file):
    text = recipe_file.read_text()
    recipe_file.write_text(text[: text.index("device:")] + "device: {cell_bits: 3, card: ./mine.yaml}\n")
    recipe_file.with_name("mine.yaml").write_text((Path(__file__).parents[1] / "cosim" / "everything.yaml").read_text())
    with pytest.raises(
        SpecError, match=r"device\.card: is the path \./mine\.yaml, which the network file will not find"
    ):
        load_recipe(recipe_file)
    recipe_file.write_text(recipe_file.read_text().replace("./mine.yaml", "neurram_hfox_1t1r"))
    assert load_recipe(recipe_file).device.card == "neurram_hfox_1t1r"


@pytest.mark.usefixtures("untrained")
def test_cells_that_do_not_hold_a_weight_are_found_before_training(recipe_file):
    text = recipe_file.read_text().replace("columns: 32", "columns: 2").replace("count: 8", "count: 1")
    recipe_file.write_text(text.replace("cell_bits: 3", "cell_bits: 1"))
    with pytest.raises(
        SpecError, match=r"steps\[2\]\.quantize\.weight_bits: a weight of 4 bits takes 3 columns .*, a tile has 2"
    ):
        load_recipe(recipe_file)


@pytest.mark.usefixtures("untrained")
def test_layers_whose_names_the_network_file_cannot_have_are_found_before_training(recipe_file, tmp_path):
    task = tmp_path / "code" / "bars_task.py"
    text = task.read_text().replace("pool1=", "input=").replace("conv2=", "registers=")
    task.with_name("bars_named.py").write_text(text)
    recipe_file.write_text(recipe_file.read_text().replace("bars_task", "bars_named"))
    with pytest.raises(SpecError) as error:
        compress(load_recipe(recipe_file), None, tmp_path / "out", quiet=True)
    assert str(error.value).splitlines()[::2] == [
        "input: 'input' is the name of the network's input",
        "registers: 'registers' is the name of something that every accelerator has",
    ]


@pytest.mark.usefixtures("untrained")
def test_steps_that_cannot_be_are_found_before_training_with_their_lines(recipe_file, tmp_path):
    text = (
        recipe_file.read_text().replace("taps: 24", "taps: 90, kernels: 65").replace("fc1: {channels: 12}", "fc3: {}")
    )
    recipe_file.write_text(text)
    with pytest.raises(SpecError) as error:
        compress(load_recipe(recipe_file), None, tmp_path / "out", quiet=True)
    assert [(m.where, m.line) for m in error.value.mistakes] == [
        ("steps[0].keep.fc3", 12),
        ("steps[1].keep.conv2.taps", 13),
        ("steps[1].keep.conv2.kernels", 13),
    ]


@pytest.mark.usefixtures("untrained")
def test_a_folder_that_cannot_be_written_into_is_found_before_training(recipe_file, tmp_path):
    recipe = load_recipe(recipe_file)
    (tmp_path / "file").write_text("")
    (tmp_path / "full" / "bars.safetensors").mkdir(parents=True)
    for out, message in (
        (tmp_path / "file", "file: is a file\n    fix: name a folder that can be written into with --out DIR"),
        (tmp_path / "file" / "out", "out: cannot be written into: Not a directory"),
        (Path("/proc"), "/proc: cannot be written into: "),
        (tmp_path / "full", r"bars\.safetensors: is a folder where a file goes\n    fix: name another --out"),
    ):
        with pytest.raises(HdlgenError, match=message):
            compress(recipe, None, out, quiet=True)


def test_a_missing_recipe_is_told(tmp_path):
    with pytest.raises(SpecError, match=r"cannot read .*no_such\.yaml"):
        load_recipe(tmp_path / "no_such.yaml")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is empty"),
        ("- 1\n", "network file: must be a mapping, not a list"),
        ("recipe: [1\n", "expected ',' or"),
    ],
)
def test_what_is_no_recipe_is_told(tmp_path, text, message):
    path = tmp_path / "r.yaml"
    path.write_text(text)
    with pytest.raises(SpecError, match=message):
        load_recipe(path)


def test_without_pytorch_the_command_says_how_to_get_it(recipe_file, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert main(["compress", "--recipe", str(recipe_file), "--out", str(tmp_path / "out")]) == 3
    said = capsys.readouterr().err
    assert "compress: needs PyTorch, which is not installed\n    fix: pip install 'hdlgen[train]'" in said


def test_the_output_of_a_failed_run_leaves_the_old_one(recipe_file, tmp_path, monkeypatch):
    recipe = load_recipe(quick(recipe_file))
    result = compress(recipe, None, tmp_path / "out", quiet=True)
    before = {p.name: p.read_bytes() for p in result.network.parent.glob("[!.]*")}

    def fail(*_args, **_more):
        raise KeyboardInterrupt

    monkeypatch.setattr("hdlgen.compress.measure.exact.run", fail)
    with pytest.raises(KeyboardInterrupt):
        compress(recipe.model_copy(update={"seed": 9}), None, tmp_path / "out", quiet=True)
    assert {p.name: p.read_bytes() for p in result.network.parent.glob("[!.]*")} == before


def test_a_recipe_named_as_its_network_is_not_written_over(recipe_file, tmp_path, capsys):
    recipe = recipe_file.rename(tmp_path / "bars.yaml")
    text = recipe.read_text()
    command = ["compress", "--recipe", str(recipe), "--out", str(tmp_path), "--quiet"]
    for more in ([], ["--force"]):
        assert main([*command, *more]) == 2
        assert f"{recipe}: is an input of this run\n    fix: name another --out\n" in capsys.readouterr().err
    assert recipe.read_text() == text


def test_what_somebody_else_wrote_is_kept_and_the_same_command_writes_over_its_own(recipe_file, tmp_path):
    recipe, out = load_recipe(quick(recipe_file)), tmp_path / "out"
    (out / ".checkpoints").mkdir(parents=True)
    (out / ".checkpoints" / "thesis.txt").write_text("three years of work")
    (out / "report.json").write_text("of somebody else")
    with pytest.raises(HdlgenError, match=r"report\.json: was not made by hdlgen\n    fix: .*, or give --force"):
        compress(recipe, None, out, quiet=True)
    assert [p.name for p in out.glob("[!.]*")] == ["report.json"]
    compress(recipe, None, out, quiet=True, force=True)
    compress(recipe, None, out, quiet=True)
    assert [p.name for p in (out / ".checkpoints").iterdir()] == ["thesis.txt"]
