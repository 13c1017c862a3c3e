import numpy as np
import pytest
from hdlgen_sim.card import load_card

from hdlgen.explore.devices import survey
from hdlgen.report import device_page


def titles(monkeypatch, name, **options):
    """Titles of the panels of a card's page, and their axes."""
    drawn = []
    monkeypatch.setattr(device_page, "saved", lambda name, figure: drawn.append(figure))
    card = load_card(name)
    device_page.page(card, survey(card, **options) if card.cell else None)
    return {a.get_title(loc="left"): a for a in drawn[0].axes if a.get_title(loc="left")}


def test_a_card_with_everything_has_six_panels_with_units(monkeypatch):
    panels = titles(monkeypatch, "pcm_nandakumar_joshi", cell_bits=2, later_s=3600.0, cells=400)
    assert list(panels) == [
        "4 levels, 0 s after programming",
        "4 levels, 1 h after programming",
        "spread of cells against conductance",
        "read noise against conductance",
        "mean of some levels over time",
        "spread of some levels over time",
    ]
    for axes in panels.values():
        assert axes.get_xlabel().endswith((", µS", ", s"))
        assert "µS" in axes.get_ylabel()


def test_a_card_whose_cells_are_all_alike_shows_its_levels(monkeypatch):
    panels = titles(monkeypatch, "isaac_ideal_reram", cell_bits=2, cells=40)
    assert list(panels) == ["4 levels"]
    (lines,) = panels["4 levels"].collections
    np.testing.assert_allclose([s[0][0] for s in lines.get_segments()], [50, 850 / 3, 1550 / 3, 750], rtol=1e-3)


def test_a_card_with_a_current_shows_it_up_to_the_last_voltage(monkeypatch):
    panels = titles(monkeypatch, "milo2021_hfo2_1t1r", cell_bits=1, cells=400)
    (axes,) = [a for title, a in panels.items() if title.startswith("current")]
    assert (axes.get_xlabel(), axes.get_ylabel()) == ("voltage, V", "current, µA")
    low = axes.lines[0]
    assert low.get_xdata()[-1] == 0.5
    # I = G·V + N2·V² + N3·V³ at 50 µS, with the coefficients of cross-sim
    x = np.log10(50e-6)
    n2 = np.polyval([0.0001388, 0.001541, 0.005711, 0.007063], x)
    n3 = np.polyval([8.8710e-5, 6.7919e-4, 1.2968e-3], x)
    assert low.get_ydata()[-1] == pytest.approx(1e6 * (50e-6 * 0.5 + n2 * 0.25 + n3 * 0.125), rel=1e-3)


def test_a_threshold_device_shows_its_loop(monkeypatch):
    panels = titles(monkeypatch, "generic_threshold")
    assert list(panels) == ["sweep; grey: 12 cycles of one device", "thresholds of 10,000 devices"]
    nominal = panels["sweep; grey: 12 cycles of one device"].lines[12]
    volts, amperes = nominal.get_xdata(), nominal.get_ydata()
    top = volts.argmax()
    rising = amperes[:top] / volts[:top].clip(1e-12)
    assert volts[:top][rising > 1e-5].min() == pytest.approx(0.3, abs=0.01)  # 10 kΩ from 0.3 V on
    falling = slice(top, top + 300)
    assert volts[falling][amperes[falling] / volts[falling].clip(1e-12) > 1e-5].min() == pytest.approx(0.1, abs=0.01)


@pytest.mark.parametrize("name", ["milo2021_hfo2_1t1r", "generic_threshold"])
def test_a_page_is_the_same_every_time(name):
    card = load_card(name)
    found = survey(card, 1, cells=100) if card.cell else None
    files = device_page.page(card, found)
    assert list(files) == [f"{name}.png", f"{name}.svg"]
    assert files[f"{name}.png"].startswith(b"\x89PNG\r\n")
    assert b"<dc:date>" not in files[f"{name}.svg"]
    assert device_page.page(card, found) == files


def test_one_sharp_level_does_not_hide_the_others(monkeypatch):
    panels = titles(monkeypatch, "sonos_40nm", cell_bits=3, cells=2000)
    first = panels["8 levels, 0 s after programming"]
    assert first.get_ylabel() == "density, 1/µS, highest cut off"
    assert first.get_ylim()[1] < 8
