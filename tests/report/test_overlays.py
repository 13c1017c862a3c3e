import json

import numpy as np
import pytest
from matplotlib.colors import to_hex

from hdlgen.report import overlays
from hdlgen.report.overlays import KINDS, Marked

RNG = np.random.default_rng(0)
SIZE = (6, 5)


def marked(count=5, classes=2):
    """Of image i the first i rows are what they should not be."""
    masks = RNG.integers(0, classes, (count, *SIZE))
    found = masks.copy()
    for i in range(count):
        found[i, :i] = (found[i, :i] + 1) % classes
    images = RNG.integers(0, 256, (count, *SIZE, 1))
    return Marked("net", images, masks, masks, found, classes)


@pytest.fixture
def drawn(monkeypatch):
    """The figures, in place of their bytes."""
    figures = {}

    def saved(name, figure, kinds=("png", "svg")):
        figures[name] = figure
        return {}

    monkeypatch.setattr(overlays, "saved", saved)
    return figures


def panels(figure):
    """Of each row its title, and the pictures by their titles."""
    return {
        part.get_suptitle(): {axes.get_title(loc="left"): axes.images[0].get_array() for axes in part.axes}
        for part in figure.subfigs
    }


def test_the_best_the_median_and_the_worst_are_shown():
    assert marked().shown == {4: "worst", 2: "median", 0: "best"}
    assert marked(4).shown == {3: "worst", 2: "median", 0: "best"}
    assert marked(2).shown == {1: "worst", 0: "best"}
    assert marked(1).shown == {0: "best"}


def test_each_row_has_image_mask_prediction_and_difference(drawn):
    of = Marked(**{**marked().__dict__, "ids": ["a", "b", "c", "d", "a name that is much too long"]})
    overlays.files(of)
    rows = panels(drawn["overlays"])
    dice = of.dice[1]
    assert list(rows) == [
        "best: image 0 (id a), Dice 100.00%",
        f"median: image 2 (id c), Dice {dice[2]:.2%}",
        f"worst: image 4 (id a name that is m), Dice {dice[4]:.2%}",
    ]
    for image, pictures in zip((0, 2, 4), rows.values(), strict=True):
        assert list(pictures) == ["image", "mask", "prediction", "difference"]
        seen = of.images[image, ..., 0].astype(float)
        np.testing.assert_allclose(pictures["image"][..., 1], (seen - seen.min()) / (seen.max() - seen.min()))
        np.testing.assert_array_equal(pictures["mask"][..., 0], of.masks[image])
        np.testing.assert_array_equal(pictures["prediction"][..., 2], of.plan[image])
        for at in np.ndindex(SIZE):
            want, got = of.masks[image][at], of.plan[image][at]
            kind = {(1, 1): "marked rightly", (0, 1): "false positive", (1, 0): "false negative"}.get((want, got))
            colour = to_hex(pictures["difference"][at]).upper()
            assert colour == KINDS[kind] if kind else min(pictures["difference"][at]) >= 0.8
    legend = [words.get_text() for words in drawn["overlays"].legends[0].get_texts()]
    assert legend == ["marked rightly", "false positive", "false negative"]


def test_a_class_for_another_has_a_colour_of_its_own(drawn):
    of = marked(classes=3)
    overlays.files(of)
    worst = list(panels(drawn["overlays"]).values())[-1]
    confused = (of.masks[4] > 0) & (of.plan[4] > 0) & (of.masks[4] != of.plan[4])
    assert confused.any()
    assert {to_hex(c).upper() for c in worst["difference"][confused]} == {KINDS["another class"]}
    assert len(np.unique(worst["mask"].reshape(-1, 3), axis=0)) == 3
    assert len(drawn["overlays"].legends[0].get_texts()) == 4


def test_a_mask_that_is_smaller_than_the_image_and_colours_are_shown(drawn):
    masks = RNG.integers(0, 2, (1, 3, 2))
    images = RNG.integers(-4, 4, (1, 6, 4, 3))
    overlays.files(Marked("net", images, masks, masks, masks, 2))
    (pictures,) = panels(drawn["overlays"]).values()
    np.testing.assert_allclose(pictures["image"], (images[0] - images.min()) / np.ptp(images))
    assert pictures["difference"].shape == (3, 2, 3)


def test_every_image_is_a_point_in_the_order_of_the_integers(drawn):
    of = marked()
    turned = Marked(of.network, of.images, of.masks, of.plan[::-1], of.plan, 2)
    overlays.files(turned)
    (axes,) = drawn["dice"].axes
    exact, plan = ([round(float(y), 6) for y in line.get_ydata()] for line in axes.lines if line.get_marker() in "xo")
    order = sorted(range(5), key=lambda i: turned.dice[0][i])
    assert exact == [round(100 * float(turned.dice[0][i]), 6) for i in order]
    assert plan == [round(100 * float(turned.dice[1][i]), 6) for i in order]
    places = {t.get_text(): t.xy[0] for t in axes.texts}
    assert places == {f"{which}: image {i}": order.index(i) for i, which in turned.shown.items()}


def test_files_are_the_same_every_time_and_have_each_image():
    of = marked(2)
    files = overlays.files(of)
    assert sorted(files) == ["dice.json", "dice.png", "dice.svg", "overlays.png"]
    assert overlays.files(of) == files
    rows = json.loads(files["dice.json"])["images"]
    assert [row["image"] for row in rows] == [0, 1]
    assert [row["dice"]["plan"] for row in rows] == of.dice[1].tolist()
    assert rows[0]["dice"] == rows[0]["iou"] == {"exact": 1.0, "plan": 1.0}
    both, either = (of.masks[1] & of.plan[1]).sum(), (of.masks[1] | of.plan[1]).sum()
    assert rows[1]["iou"]["plan"] == both / either
    assert "id" not in rows[0]
