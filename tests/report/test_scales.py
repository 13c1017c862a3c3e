import pytest

from hdlgen.report.figures import figure
from hdlgen.report.scales import accuracies, errors, logarithmic


def labels(axis):
    return [t.get_text() for t in axis.get_ticklabels()]


def test_errors_are_in_percent_and_never_zero():
    assert errors(0.9, 100) == pytest.approx(10)
    assert errors(1.0, 100) == pytest.approx(0.5)
    assert errors(0.999, 100) == pytest.approx(0.5)  # less than an image cannot be wrong


def test_better_is_higher_and_lines_are_named_by_accuracy():
    axes = figure(3, 3).add_subplot()
    accuracies(axes, [errors(a, 1000) for a in (0.5, 0.95, 0.99)])
    bottom, top = axes.get_ylim()
    assert bottom > 50 > 1 > top
    assert labels(axes.yaxis) == ["50", "70", "80", "90", "95", "97", "98", "99"]
    assert [round(100 - t, 6) for t in axes.get_yticks()] == [50, 70, 80, 90, 95, 97, 98, 99]


def test_a_narrow_range_has_finer_lines():
    axes = figure(3, 3).add_subplot()
    accuracies(axes, [errors(a, 1000) for a in (0.92, 0.94)])
    assert labels(axes.yaxis) == ["90", "91", "92", "93", "94", "95", "96"]


def test_logarithmic_ticks_are_plain_numbers():
    axes = figure(3, 3).add_subplot()
    axes.set_xscale("log")
    logarithmic(axes.xaxis, [0.8, 30], lambda n: f"{n:g}×")
    assert labels(axes.xaxis) == ["0.5×", "1×", "2×", "5×", "10×", "20×", "50×"]
    logarithmic(axes.xaxis, [7], lambda n: f"{n:g}")
    assert labels(axes.xaxis) == ["5", "10"]
    logarithmic(axes.xaxis, [1, 1966], lambda n: f"{n:g}×")
    assert labels(axes.xaxis) == ["1×", "10×", "100×", "1000×"]
