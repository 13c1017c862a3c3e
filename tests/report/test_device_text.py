import re

import pytest
from hdlgen_sim.card import list_cards, load_card

from hdlgen.explore.devices import survey
from hdlgen.report import device_text


def test_a_row_says_what_a_card_is():
    row = device_text.row(load_card("neurram_hfox_1t1r"))
    assert (row.window, row.levels, row.source) == ("1–40 µS", "any", "W. Wan 2022")
    # 16 levels from 1 to 40 µS: level 8 is at 21.8 µS, where the fit of aihwkit says 1.92 µS after 1 s: 4.9 % of 39
    assert float(row.error.rstrip("%")) == pytest.approx(4.9, abs=0.4)
    assert row.noise == "0.7%"  # 0.284 µS of 39
    assert row.drift == "0 in 1 d"


def test_drift_is_that_of_the_middle_level():
    row = device_text.row(load_card("pcm_nandakumar_joshi"))
    # level 8 of 16 from 0 to 25 µS, x = 0.533: ν = 0.049 at least; (1 + 86400/20)^−0.049 − 1 = −33.6 %
    assert float(re.fullmatch(r"(-[\d.]+)% in 1 d", row.drift)[1]) == pytest.approx(-33.6, abs=1)
    assert device_text.row(load_card("yuan2019")).drift == "-"


def test_a_threshold_device_has_no_levels():
    row = device_text.row(load_card("generic_threshold"))
    assert (row.window, row.levels, row.error) == ("threshold 0.3 V", "-", "-")


def test_the_table_has_every_card():
    rows = [device_text.row(load_card(name)) for name in ("isaac_ideal_reram", "sonos_40nm")]
    lines = device_text.table(rows).splitlines()
    assert lines[0].split()[:3] == ["card", "g_min–g_max", "levels"]
    assert lines[1].split() == ["isaac_ideal_reram", "50–750", "µS", "4", "0", "0", "-", "A.", "Shafiee", "2016"]
    assert lines[2] == "    The ideal cell of ISAAC, two bits"
    assert lines[3].startswith("sonos_40nm         ≈ 0–")
    assert lines[-1].startswith("error, read noise: sigma of the middle level's cells")


def test_every_number_of_a_card_is_shown_with_basis_and_source():
    card = load_card("milo2021_hfo2_1t1r")
    text = device_text.text(card, survey(card, 2, cells=10))
    assert text.startswith("milo2021_hfo2_1t1r: HfO2 1T1R cell")
    sources = dict(re.findall(r"^  \[(\d+)\] (.*)$", text, re.MULTILINE))
    for n in card.numbers:
        (line,) = re.findall(rf"^  {re.escape(n.path)} .*$", text, re.MULTILINE)
        assert f" {n.basis} " in line
        mark = re.search(r"\[(\d+)\]$", line)[1]
        assert n.source.startswith(sources[mark])


def test_levels_are_shown_at_both_times():
    card = load_card("pcm_nandakumar_joshi")
    lines = device_text.text(card, survey(card, 1, 3600.0, cells=2000)).splitlines()
    (at,) = [i for i, line in enumerate(lines) if line.startswith("1-bit cells")]
    assert lines[at] == "1-bit cells, 0–25 µS, read at 0.2 V; µS, of 2,000 cells a level"
    assert [words.strip() for words in lines[at + 1].split("after programming")] == ["0 s", "1 h", ""]
    level, target, mean, _, _, later, _, _ = lines[at + 4].split()
    assert (level, target) == ("1", "25")
    assert float(mean) == pytest.approx(25, abs=0.1)
    # the top level drifts with ν = 0.049: (1 + 3600/20)^−0.049
    assert float(later) == pytest.approx(25 * 181**-0.049, abs=0.15)


@pytest.mark.parametrize("name", list_cards())
def test_every_card_can_be_shown(name):
    card = load_card(name)
    found = survey(card, 1, cells=16) if card.cell else None
    assert card.title in device_text.text(card, found)
    assert device_text.plain(card)["numbers"][0].keys() == {"key", "value", "source", "basis"}
