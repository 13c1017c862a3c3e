import pytest

from hdlgen.report import compression
from tests.report.compression_report import PHASES, report


def panels(monkeypatch, of):
    drawn = []
    monkeypatch.setattr(compression, "saved", lambda name, figure: drawn.append(figure))
    compression.plot(of)
    return drawn[0].axes


def test_the_plot_is_the_same_every_time():
    files = compression.plot(report())
    assert list(files) == ["compression.png", "compression.svg"]
    assert files["compression.png"].startswith(b"\x89PNG\r\n")
    assert b"<dc:date>" not in files["compression.svg"]
    assert compression.plot(report()) == files


def test_accuracy_and_weights_phase_by_phase(monkeypatch):
    accuracy, weights, _ = panels(monkeypatch, report())
    assert accuracy.figure.get_suptitle() == "net, 1,000 test images"
    line, trained, cut = accuracy.lines
    assert [100 - y for y in line.get_ydata()] == pytest.approx([100 * a for _, a, _, _ in PHASES])
    assert (list(trained.get_xdata()), list(cut.get_xdata())) == ([0, 1, 3, 5, 6], [2, 4])
    assert (trained.get_markerfacecolor(), cut.get_markerfacecolor()) == (line.get_color(), "white")
    assert [t.get_text() for t in accuracy.texts] == ["99.00 %", "97.00 %"]
    assert list(weights.lines[0].get_ydata()) == [400, 400, 40, 40, 40, 40, 40]
    assert [t.get_text() for t in weights.get_xticklabels()] == [title for title, *_ in PHASES]
    assert weights.get_yscale() == "log"


def test_a_bar_with_its_number_for_each_ratio_there_is(monkeypatch):
    _, _, bars = panels(monkeypatch, report())
    assert [t.get_text() for t in bars.get_yticklabels()] == [
        "conv weights, ≥ 3×3",
        "bits, against float",
        "tiles of 128×128",
        "energy an image",
        "power, own pace",
    ]
    ends = [bar.get_x() + bar.get_width() for bar in bars.patches]
    assert ends == pytest.approx([25500 / 4296, 13776000 / 85280, 8, 5.69 / 2.31, 0.8])
    assert [t.get_text() for t in bars.texts] == ["5.94×", "162×", "8.00×", "2.46×", "0.80×"]
    low, high = bars.get_xlim()
    assert low < 0.8 < 162 < high
