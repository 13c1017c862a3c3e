import json
from dataclasses import replace

import pytest

from hdlgen.explore import Spread, Summary
from hdlgen.report import accuracies

SUMMARY = Summary(
    "net",
    1000,
    0.95,
    0.94,
    (Spread("one", 0.0, {5: 0.9, 6: 0.8, 7: 0.85}), Spread("two", 86400.0, {5: 0.5})),
    1,
    123.44,
)


def test_plain_data_can_be_json():
    out = json.loads(json.dumps(accuracies.plain(SUMMARY)))
    assert (out["network"], out["images"], out["accuracy"]) == ("net", 1000, {"exact": 0.95, "ideal": 0.94})
    one, two = out["devices"]
    assert one["mean"] == pytest.approx(0.85)
    assert one["sigma"] == pytest.approx(0.05)
    assert (one["worst"], one["best"]) == ({"seed": 6, "accuracy": 0.8}, {"seed": 5, "accuracy": 0.9})
    assert one["accuracies"] == {"5": 0.9, "6": 0.8, "7": 0.85}
    assert (two["time_s"], two["seeds"], two["sigma"]) == (86400.0, 1, None)
    assert (out["resumed"], out["images_per_s"]) == (1, 123.4)


def test_the_text_has_a_line_for_each_device():
    lines = [line.split() for line in accuracies.text(SUMMARY).splitlines()]
    assert lines[0] == ["net:", "1,000", "images"]
    assert lines[2:] == [
        ["integer", "network", "95.00%"],
        ["ideal", "arrays", "94.00%"],
        ["one", "3", "85.00%", "5.00%", "80.00%", "(6)", "90.00%", "(5)"],
        ["two", "1", "50.00%", "-", "50.00%", "(5)", "50.00%", "(5)"],
        ["123", "images/s", "in", "each", "process"],
    ]


def test_the_plot_is_the_same_every_time():
    files = accuracies.plot(SUMMARY)
    assert list(files) == ["accuracy.png", "accuracy.svg"]
    assert files["accuracy.png"].startswith(b"\x89PNG\r\n")
    assert files["accuracy.svg"].startswith(b"<?xml")
    assert b"<dc:date>" not in files["accuracy.svg"]
    assert accuracies.plot(SUMMARY) == files


def test_the_plot_shows_what_was_measured(monkeypatch):
    drawn = []
    monkeypatch.setattr(accuracies, "saved", lambda name, figure: drawn.append(figure))
    accuracies.plot(SUMMARY)
    (axes,) = drawn[0].axes
    points = [[round(float(y), 6) for y in line.get_ydata()] for line in axes.lines if line.get_marker() == "o"]
    assert points == [[90, 80, 85], [50]]
    level = {line.get_label(): line.get_ydata()[0] for line in axes.lines}
    assert (level["integer network"], level["ideal arrays"]) == (95, 94)
    assert [t.get_text() for t in axes.texts] == ["85.00 ± 5.00", "50.00"]
    assert [t.get_text() for t in axes.get_xticklabels()] == ["one\n3 chips", "two\n1 chip\n1 d after programming"]
    assert axes.get_ylabel() == "accuracy, %"


def test_dice_has_names_of_its_own(monkeypatch):
    masks = replace(SUMMARY, score="dice")
    out = accuracies.plain(masks)
    assert out["dice"] == {"exact": 0.95, "ideal": 0.94}
    assert "accuracy" not in out
    one = out["devices"][0]
    assert one["dice"] == {"5": 0.9, "6": 0.8, "7": 0.85}
    assert (one["worst"], one["best"]) == ({"seed": 6, "dice": 0.8}, {"seed": 5, "dice": 0.9})
    assert "accuracies" not in one
    assert accuracies.text(masks).startswith("net: 1,000 images, mean Dice\n")
    drawn = []
    monkeypatch.setattr(accuracies, "saved", lambda name, figure: drawn.append((name, figure)))
    accuracies.plot(masks)
    ((name, made),) = drawn
    assert (name, made.axes[0].get_ylabel()) == ("dice", "mean Dice, %")
