import pytest

from hdlgen.report import compression, curves
from tests.report.compression_report import report

RUNS = {
    "a1": report("admm"),
    "a2": report("admm", shift=0.001),
    "a far": report("admm", weights=8, shift=0.01),
    "m1": report("magnitude", shift=0.005),
}


def panels(monkeypatch):
    drawn = []
    monkeypatch.setattr(curves, "saved", lambda name, figure: drawn.append(figure))
    curves.plot(RUNS)
    return drawn[0].axes


def test_the_plot_is_the_same_every_time():
    files = curves.plot(RUNS)
    assert list(files) == ["curves.png", "curves.svg"]
    assert b"<dc:date>" not in files["curves.svg"]
    assert curves.plot(RUNS) == files


def test_runs_of_a_method_that_end_alike_share_an_entry(monkeypatch):
    _, training = panels(monkeypatch)
    assert [t.get_text() for t in training.get_legend().get_texts()] == ["admm, 10×, 2 runs", "a far", "m1"]
    a1, a2, far, m1 = training.lines
    assert a1.get_color() == a2.get_color() == far.get_color() != m1.get_color()
    assert a1.get_marker() == a2.get_marker() == m1.get_marker() != far.get_marker()


def test_against_compression_stands_what_retraining_ended_with(monkeypatch):
    compressed, _ = panels(monkeypatch)
    run, end, *_ = compressed.lines
    assert list(run.get_xdata()) == [1, 10]
    assert [100 - y for y in run.get_ydata()] == pytest.approx([99.0, 97.0])  # float, not approached; tile by tile
    assert (list(end.get_xdata()), [100 - y for y in end.get_ydata()]) == ([10], pytest.approx([97.0]))
    assert compressed.get_xscale() == "log"


def test_against_training_stands_every_phase(monkeypatch):
    _, training = panels(monkeypatch)
    run = training.lines[0]
    assert list(run.get_xdata()) == [2, 4, 4, 6, 6, 8, 8]
    assert [100 - y for y in run.get_ydata()] == pytest.approx([99, 98.5, 60, 98, 90, 97.5, 97])


def test_masks_have_dice_in_place_of_accuracies(monkeypatch):
    segmenting = report("importance")
    for phase in segmenting["phases"]:
        phase |= {"dice": phase.pop("accuracy") - 0.2, "worst": 0.1}
    curves.check(segmenting)
    monkeypatch.setitem(RUNS, "masks", segmenting)
    compressed, training = panels(monkeypatch)
    assert compressed.get_ylabel() == "accuracy or Dice on the test images, %"
    assert [100 - y for y in training.lines[3].get_ydata()][:2] == pytest.approx([79, 78.5])
    drawn = []
    monkeypatch.setattr(compression, "saved", lambda name, figure: drawn.append(figure))
    compression.plot(segmenting)
    assert drawn[0].axes[0].get_title("left") == "Dice, %"


@pytest.mark.parametrize("phase", [{"dice": 1.5}, {"dice": "x"}, {"accuracy": None}])
def test_dice_that_is_no_share_is_refused(phase):
    segmenting = report()
    del segmenting["phases"][0]["accuracy"]
    segmenting["phases"][0] |= phase
    with pytest.raises(ValueError, match="of a phase is"):
        curves.check(segmenting)
