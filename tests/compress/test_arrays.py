"""What recipes say of arrays: levels of a device, limits of columns, training on chips."""

import json
from pathlib import Path

import numpy as np
import pytest
from hdlgen_sim import Device, load_card

from hdlgen.compress.arrays import arrays
from hdlgen.compress.levels import device_levels
from hdlgen.compress.log import Log
from hdlgen.compress.mismatch import Mismatch
from hdlgen.compress.pipeline import compress
from hdlgen.compress.quantizer import weight_quantizer
from hdlgen.compress.recipe import load_recipe
from hdlgen.compress.train import Trainer
from hdlgen.errors import SpecError
from hdlgen.frontend.functions import resolve
from hdlgen.frontend.torch.network import weighted
from hdlgen.mapping.design import load_design
from hdlgen.reference import Chip, exact, tiled

CARD = "device: {cell_bits: 3, card: neurram_hfox_1t1r}\n"


def changed(path, *changes):
    """The recipe at `path` with (old, new) text."""
    text = path.read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    path.write_text(text)
    return path


def on_card(path):
    """The recipe at `path` for cells of a card."""
    text = path.read_text()
    path.write_text(text[: text.index("device:")] + CARD)
    return path


def quick(path):
    """The recipe at `path` with a short training."""
    return changed(path, ("epochs: 4", "epochs: 1"), ("epochs: 2", "epochs: 0"), ("epochs: 3", "epochs: 1"))


def sums(plan):
    """Least and largest sum of any column, by stage: from the weights, row by row."""
    found = {}
    for stage in plan.array_stages:
        base = 1 << stage.geometry.slices.cell_bits
        w = stage.program.weights.astype(np.int64)
        lo = hi = 0
        for segment in stage.program.segments:
            part = w[list(segment.taps)]
            for t in range(stage.geometry.slices.count):
                levels = np.sign(part) * (np.abs(part) // base**t % base)
                hi = max(hi, np.maximum(levels, 0).sum(axis=0).max())
                lo = min(lo, np.minimum(levels, 0).sum(axis=0).min())
        found[stage.name] = (lo, hi)
    return found


@pytest.mark.parametrize("more", ["", "  - {epochs: 1, rate: 1.0e-3, keep: {conv1: {channels: 4}, fc1: {taps: 20}}}\n"])
def test_a_column_limit_makes_a_small_converter_lossless(recipe_file, tmp_path, more):
    changed(quick(recipe_file), ("adc: {bits: 8", "adc: {bits: 5"), ("hardware:", f"{more}hardware:"))
    free = compress(load_recipe(recipe_file), None, tmp_path / "free", quiet=True)
    changed(recipe_file, ("output_bits: 6", "output_bits: 6, column_limit: {}"))
    result = compress(load_recipe(recipe_file), None, tmp_path / "out", quiet=True)
    images = resolve("bars_task:load", "")(None).test_images[:100].astype(np.int64)
    wrong = {}
    for name, path in (("free", free.network), ("limited", result.network)):
        design = load_design(path)
        got, want = tiled.run(Chip.of(design.plan), images), exact.run(design.graph, images)
        wrong[name] = sum(int((got[n] != want[n]).sum()) for n in got)
    assert wrong["free"] > 0
    assert wrong["limited"] == 0

    assert all(lo >= -16 and hi <= 15 for lo, hi in sums(design.plan).values())
    assert design.file.ranges == dict.fromkeys(sums(design.plan), 0)
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    for name, (lo, hi) in sums(design.plan).items():
        bits = next(b for b in range(1, 9) if -(1 << b - 1) <= lo and hi < 1 << b - 1)
        assert [p["layers"][name]["adc_bits_needed"] for p in report["phases"][-2:]] == [bits, bits]


def test_a_limit_with_a_shift_never_clips(recipe_file, tmp_path):
    limit = ("output_bits: 6", "output_bits: 6, column_limit: {shift: 2}")
    changed(quick(recipe_file), ("adc: {bits: 8", "adc: {bits: 3"), limit)
    plan = load_design(compress(load_recipe(recipe_file), None, tmp_path / "out", quiet=True).network).plan
    assert {s.adc.bits for s in plan.array_stages} == {3}
    assert max(s.adc.shift for s in plan.array_stages) == 2
    for stage in plan.array_stages:
        lo, hi = sums(plan)[stage.name]
        assert stage.adc.shift <= 2
        half = (1 << stage.adc.shift) >> 1
        assert (lo + half) >> stage.adc.shift >= -4
        assert (hi + half) >> stage.adc.shift <= 3


def test_weights_are_what_cells_of_the_device_hold(recipe_file, tmp_path, monkeypatch):
    from hdlgen.compress import pipeline

    folded = []
    fold = pipeline.fold
    monkeypatch.setattr(pipeline, "fold", lambda network, *args: folded.append(network) or fold(network, *args))
    changed(on_card(quick(recipe_file)), ("output_bits: 6", "output_bits: 6, levels: device"))
    result = compress(load_recipe(recipe_file), None, tmp_path / "out", quiet=True)
    levels = device_levels(Device(load_card("neurram_hfox_1t1r"), 3), seed=3)
    assert np.abs(levels - np.arange(8)).max() > 0.01
    written = load_design(result.network).file.weights
    for name, layer in weighted(folded[0]).items():
        told = written[f"{name}.weight"].astype(np.int64)
        assert len(np.unique(np.abs(told))) > 4
        held = (layer.weight / weight_quantizer(layer).step).detach().numpy()
        np.testing.assert_allclose(held, np.sign(told) * levels[np.abs(told)], atol=1e-5)


MISMATCH = "output_bits: 6}, mismatch: {card: pcm_nandakumar_joshi, time: 1d, strength: 1.5, trimmed: true}"


def test_only_what_is_trained_meets_the_mismatch(recipe_file, tmp_path, monkeypatch):
    seen = []
    has = lambda network: [m for m in network.modules() if isinstance(m, Mismatch)]  # noqa: E731
    fit, add = Trainer.fit, Log.add

    def fitting(self, network, *args, title, **more):
        seen.append((title, len(has(network))))
        fit(self, network, *args, title=title, **more)

    def adding(self, title, network, **more):
        assert not has(network)
        add(self, title, network, **more)

    monkeypatch.setattr(Trainer, "fit", fitting)
    monkeypatch.setattr(Log, "add", adding)
    more = "  - {epochs: 1, rate: 1.0e-3}\nhardware:"
    changed(quick(recipe_file), ("output_bits: 6}", MISMATCH), ("hardware:", more))
    compress(load_recipe(recipe_file), None, tmp_path / "out", quiet=True)
    assert seen == [("float", 0), ("prune 1/4", 0), ("prune 2/4", 0), ("quantize 3/4", 4), ("train 4/4", 0)]


def test_the_chips_are_those_that_the_keys_say(recipe_file):
    (_, _, wanted) = arrays(load_recipe(changed(recipe_file, ("output_bits: 6}", MISMATCH))))
    assert (wanted.chips.device.card.name, wanted.chips.device.cell_bits) == ("pcm_nandakumar_joshi", 3)
    assert (wanted.chips.device.time_s, wanted.chips.strength, wanted.chips.trimmed) == (86400, 1.5, True)
    assert (wanted.seed, wanted.hardware.rows, wanted.hardware.adcs) == (3, 32, 8)
    changed(on_card(recipe_file), (MISMATCH, "output_bits: 6}, mismatch: {}"))
    (_, _, wanted) = arrays(load_recipe(recipe_file))
    assert wanted.chips.device == Device(load_card("neurram_hfox_1t1r"), 3)
    assert (wanted.chips.strength, wanted.chips.trimmed) == (1, False)


def test_the_mismatch_of_a_simple_cell_is_its_programming_error(recipe_file, tmp_path):
    bytes_of = {}
    quick(recipe_file)
    changed(recipe_file, ("device: {", "device: {programming_error: 0.05, "))
    for name, *change in (
        ("free", "output_bits: 6}", "output_bits: 6}"),
        ("one", "output_bits: 6}", "output_bits: 6}, mismatch: {}"),
        ("two", "mismatch: {}", "mismatch: {strength: 2}"),
    ):
        changed(recipe_file, change)
        compress(load_recipe(recipe_file), None, tmp_path / name, quiet=True)
        bytes_of[name] = (tmp_path / name / "bars.safetensors").read_bytes()
    assert len(set(bytes_of.values())) == 3


@pytest.mark.parametrize("change", ["card", "hardware", "levels"])
def test_what_an_array_is_decides_which_checkpoint_is_taken(recipe_file, tmp_path, monkeypatch, change):
    """Each of these changes nothing that the step itself says."""
    quick(recipe_file)
    home = Path(load_card.__code__.co_filename).parent / "cards"
    card = (home / "neurram_hfox_1t1r.yaml").read_text()
    recipe_file.with_name("own.yaml").write_text(card)
    if change == "levels":
        changed(on_card(recipe_file), ("output_bits: 6", "output_bits: 6, levels: device"))
        later = ("card: neurram_hfox_1t1r", "card: milo2021_hfo2_1t1r")
    elif change == "hardware":
        changed(recipe_file, ("output_bits: 6}", MISMATCH))
        later = ("rows: 32", "rows: 16")  # other cells belong to blocks without a weight
    else:
        changed(recipe_file, ("output_bits: 6}", "output_bits: 6}, mismatch: {card: ./own.yaml}"))
        later = None
    fitted = []
    step = Trainer._loss
    monkeypatch.setattr(Trainer, "_loss", lambda *args, **how: fitted.append(1) or step(*args, **how))
    compress(load_recipe(recipe_file), None, tmp_path / "a", checkpoints=tmp_path / "kept", quiet=True)
    assert fitted
    fitted.clear()
    compress(load_recipe(recipe_file), None, tmp_path / "a", checkpoints=tmp_path / "kept", quiet=True)
    assert not fitted
    if later:
        changed(recipe_file, later)
    else:
        other = (home / "milo2021_hfo2_1t1r.yaml").read_text()
        recipe_file.with_name("own.yaml").write_text(other)
    compress(load_recipe(recipe_file), None, tmp_path / "b", checkpoints=tmp_path / "kept", quiet=True)
    assert len(fitted) == 40  # the last step alone


def refused(path):
    with pytest.raises(SpecError) as error:
        arrays(load_recipe(path))
    assert all(m.file == str(path) for m in error.value.mistakes)
    return [(m.where, m.line, m.what) for m in error.value.mistakes]


def test_everything_that_cannot_be_is_told_at_once_with_its_lines(recipe_file):
    changed(
        recipe_file,
        ("taps: 0.6}, fc1: {channels: 12}}}", "taps: 0.6}, fc1: {channels: 12}},\n     mismatch: {card: no_such}}"),
        ("output_bits: 6}", "output_bits: 6, levels: device,\n     column_limit: {}},\n     mismatch: {time: 1d}"),
        (
            "hardware:",
            "  - {epochs: 1, rate: 1.0e-3, mismatch: {card: neurram_hfox_1t1r,\n       time: 1e9s}}\nhardware:",
        ),
    )
    found = refused(recipe_file)
    assert [(where, line) for where, line, _ in found] == [
        ("steps[0].mismatch", 13),
        ("steps[0].mismatch.card", 13),
        ("steps[2].quantize.column_limit", 16),
        ("steps[2].mismatch.time", 17),
        ("steps[2].mismatch", 17),
        ("steps[3].mismatch.time", 19),
    ]
    what = [w for _, _, w in found]
    assert what[0] == "is for quantized networks, and no step up to this one quantizes"
    assert what[1].startswith("card no_such is not known")
    assert what[2].startswith("does not go with levels: device")
    assert what[3].startswith("a device that is no card does not change with time")
    assert what[4] == "has no card, and the cells of device do not differ from one another"
    assert what[5].startswith("card neurram_hfox_1t1r: is known from")


def test_a_converter_or_cells_that_cannot_be_are_told(recipe_file, monkeypatch):
    monkeypatch.setattr("hdlgen.compress.pairs.SAMPLES", 64)  # these cells take long, and fewer ascend less
    changed(recipe_file, ("adc: {bits: 8", "adc: {bits: 1"), ("output_bits: 6", "output_bits: 6, column_limit: {}"))
    ((where, line, what),) = refused(recipe_file)
    assert (where, line) == ("steps[2].quantize.column_limit", 14)
    assert what.startswith("1 bits at shift 0 hold sums of -1..0")
    changed(recipe_file, ("column_limit: {}", "levels: device"))
    changed(on_card(recipe_file), ("cell_bits: 3, card: neurram_hfox_1t1r", "cell_bits: 7, card: gong2022_hfo2_pulsed"))
    ((where, line, what),) = refused(recipe_file)
    assert (where, line) == ("steps[2].quantize.levels", 14)
    assert what.endswith("they must ascend")


@pytest.mark.parametrize(
    ("keys", "where", "what"),
    [
        ("{strength: -1}", "steps[2].mismatch.strength", "must be at least 0"),
        ("{time: 86400}", "steps[2].mismatch.time", "86400 has no unit: a time is wanted"),
        ("{time: 2 parsec}", "steps[2].mismatch.time", "unit 'parsec' of '2 parsec' is not known"),
        ("{trim: true}", "steps[2].mismatch.trim", "is not a key here"),
        ("3", "steps[2].mismatch", "must be a mapping, not 3"),
    ],
)
def test_ill_formed_keys_are_told(recipe_file, keys, where, what):
    changed(recipe_file, ("output_bits: 6}", f"output_bits: 6}}, mismatch: {keys}"))
    ((found, line, told),) = refused(recipe_file)
    assert (found, line) == (where, 14)
    assert told.startswith(what)


def test_the_keys_in_the_documents_can_be_followed(recipe_file):
    text = (Path(__file__).parents[2] / "docs" / "format.md").read_text()
    end = text.index("`levels: device`: a weight")
    start = text.rindex("```yaml\n", 0, end) + len("```yaml\n")
    example = text[start:end].split("```")[0]
    before, after = recipe_file.read_text().split("steps:")[0], recipe_file.read_text().split("hardware:")[1]
    recipe_file.write_text(f"{before}{example}hardware:{after}")
    recipe = load_recipe(recipe_file)
    first, second = arrays(recipe)
    assert (first.limit, second.limit) == (0, None)
    assert second.chips.device.card.name == "neurram_hfox_1t1r"
    assert set(recipe.steps[1].mismatch.model_dump()) == {"card", "time", "strength", "trimmed"}
    assert recipe.steps[1].mismatch.model_dump(exclude={"card", "time"}) == {"strength": 1.0, "trimmed": False}
