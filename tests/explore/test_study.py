from dataclasses import replace

import numpy as np
import pytest
from hdlgen_sim.column import Amplifier
from hdlgen_sim.periphery import Periphery
from hdlgen_sim.wires import Wires

from hdlgen.errors import HdlgenError
from hdlgen.explore.study import EXACT, IDEAL, SOURCES, Trial, code, evaluate
from hdlgen.mapping import map_graph
from hdlgen.reference import Chip, fit_trims, tiled
from tests.explore.conftest import device
from tests.mapping.networks import hardware, random_images


def silent(images):
    pass


def test_a_verdict_counts_the_right_answers_of_the_chip(study, graph):
    images = study.images.astype(np.int64)
    outputs = tiled.run(Chip.of(study.plan, device(), 4), images)["fc"].reshape(60, -1)
    want = [int(o.argmax()) == label for o, label in zip(outputs, study.labels, strict=True)]
    assert evaluate(study, Trial("noisy", 4, 0, 60), silent).scores.sum() == sum(want)
    assert evaluate(study, Trial("noisy", 4, 13, 31), silent).scores.sum() == sum(
        want[13:31]
    )  # numbers keep their noise
    assert evaluate(study, Trial(EXACT, 0, 0, 60), silent).scores.sum() == 50
    assert evaluate(study, Trial(EXACT, 0, 5, 20), silent).scores.sum() == 10
    ideal = tiled.run(Chip.of(study.plan), images)["fc"].reshape(60, -1).argmax(axis=1)
    assert evaluate(study, Trial(IDEAL, 0, 0, 60), silent).scores.sum() == int((ideal == study.labels).sum())


def dice(found, mask):
    """Of one image, pixel by pixel: the mean over the classes 1 and 2 that are anywhere."""
    shares = []
    for c in (1, 2):
        a, b = ({i for i, v in enumerate(m.ravel().tolist()) if v == c} for m in (found, mask))
        if a | b:
            shares.append(2 * len(a & b) / (len(a) + len(b)))
    return sum(shares) / len(shares) if shares else 1.0


def test_a_verdict_has_the_overlap_of_each_mask(segmentation):
    images = segmentation.images.astype(np.int64)
    found = tiled.run(Chip.of(segmentation.plan, device(), 4), images)["mask"]
    want = [dice(f, m) for f, m in zip(found, segmentation.labels, strict=True)]
    assert len(set(want)) > 4
    assert evaluate(segmentation, Trial("noisy", 4, 0, 20), silent).scores.tolist() == want
    assert evaluate(segmentation, Trial("noisy", 4, 7, 16), silent).scores.tolist() == want[7:16]
    assert segmentation.score == "dice"


def test_progress_is_in_images(study):
    heard = []
    evaluate(study, Trial("noisy", 1, 10, 60), heard.append)
    assert sum(heard) == 50


def test_each_chip_is_trimmed_by_the_training_images(study, graph):
    training = random_images(graph, 8, seed=1)
    chip = replace(study, training=training).chip("noisy", 2)
    want = fit_trims(graph, study.plan, training, device=device(), periphery=Periphery(), seed=2)
    names = [name for stage in study.plan.array_stages for name in stage.tile_names]
    assert {str(name): chip.arrays[name.stage][name.number].trim for name in names} == want
    assert any(trim.gain != 1 for trim in want.values())


def test_the_digest_covers_all_that_decides_a_result(study, graph):
    images, labels = study.images.copy(), study.labels.copy()
    images[7, 0, 0, 0] ^= 1
    labels[3] = (labels[3] + 1) % 7
    others = [
        replace(study, devices=(device(time_s=60),)),
        replace(study, periphery=Periphery(amplifier=Amplifier(noise=0.1))),
        replace(study, images=images),
        replace(study, labels=labels),
        replace(study, images=study.images[:59], labels=study.labels[:59]),
        replace(study, labels=np.tile(labels[:, None, None], (1, 1, 1))),
        replace(study, training=study.images[:5]),
        replace(study, training=study.images[:6]),
        replace(study, plan=map_graph(graph, hardware(adc_bits=5), {})),
    ]
    digests = [s.digest("noisy") for s in (study, *others)]
    assert len(set(digests)) == len(digests)
    assert replace(study).digest("noisy") == digests[0]
    # nothing of a device or of its periphery counts for what it is compared with
    assert len({s.digest(IDEAL) for s in (study, *others[:2])}) == 1
    assert study.digest(IDEAL) != study.digest(EXACT)


def test_the_code_counts(monkeypatch, study):
    before = study.digest("noisy")
    monkeypatch.setattr("hdlgen.explore.study.code", lambda: [*code(), "another version"])
    assert replace(study).digest("noisy") != before
    assert "hdlgen.nets" in SOURCES  # where overlap is counted
    assert [word.split()[0] for word in code()[:3]] == ["hdlgen", "numpy", "scipy"]


@pytest.mark.parametrize(("names", "message"), [
    (("noisy", "noisy"), "noisy: is given twice\n    fix: give each device a card"),
    (("ideal",), "ideal: is the name of something else in a study"),
])  # fmt: skip
def test_two_devices_do_not_share_a_name(study, names, message):
    with pytest.raises(HdlgenError, match=message):
        replace(study, devices=tuple(map(device, names)))


def test_parts_that_do_not_go_together_are_refused(study, graph):
    plan = map_graph(graph, hardware(dac_bits=2), {})
    gated = Periphery(wires=Wires(row_ohm=1, inputs="gate"))
    with pytest.raises(
        HdlgenError, match="the chip: inputs that gate the cells have digits of one bit, not dac_bits 2"
    ):
        evaluate(replace(study, plan=plan, periphery=gated), Trial("noisy", 0, 0, 2), silent)
