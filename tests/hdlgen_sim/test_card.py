import copy
import dataclasses
import re

import pytest
import yaml
from hdlgen_sim.card import Card, CardError, list_cards, load_card
from hdlgen_sim.card_reader import BASES

SOURCED = {"source": "a paper", "basis": "seen"}
GOOD = {
    "title": "a cell",
    "reference": "nobody 2000",
    "cell": {**SOURCED, "g_min": "1 uS", "g_max": "40 uS", "read": "0.2 V"},
    "programming": {**SOURCED, "model": "gaussian_fraction", "sigma": "2 %", "device_to_device": "0 %"},
    "noise": {**SOURCED, "model": "white", "sigma": "1 %"},
}
POLYNOMIAL = {
    **SOURCED,
    "model": "gaussian_polynomial",
    "g_reference": "40 uS",
    "device_to_device": "0 %",
    "sigma": [{"time": "1 s", "coefficients": ["1 uS"]}, {"time": "1 d", "coefficients": ["2 uS"]}],
}
DRIFT = {
    **SOURCED,
    "model": "power_law",
    "first_read": "20 s",
    "nu_mean": {"log": [-0.1, 0.1], "clip": [0, 1]},
    "nu_sigma": {"polynomial": [0.01]},
}
CURRENT = {**SOURCED, "model": "cubic", "n2": [0], "n3": [0], "low": "1 uS", "high": "9 uS", "most_voltage": "1 V"}
WRITE = {
    **SOURCED,
    "model": "soft_bounds",
    "set_step": "10 %",
    "reset_step": "10 %",
    "step_device": 0.1,
    "step_cycle": "10 %",
    "verify_noise": "1 %",
    "tolerance": "2 %",
    "pulses": 50,
}
FLICKER = {**SOURCED, "model": "flicker", "read_time": "1 us", "relative": {"power": [0.01, -0.5], "clip": [0, 0.2]}}
THRESHOLD = {
    **SOURCED,
    "v_threshold": "0.3 V",
    "v_hold": "0.1 V",
    "r_on": "1 kOhm",
    "r_off": "1 MOhm",
    "threshold_d2d": "5 %",
    "threshold_c2c": "0 %",
}


def card(**blocks):
    return {**copy.deepcopy(GOOD), **copy.deepcopy(blocks)}


def changed(path, value, of=None):
    """A card with something else at a key path, or without it."""
    data = copy.deepcopy(of or GOOD)
    *way, last = path.split(".")
    block = data
    for key in way:
        block = block[int(key) if isinstance(block, list) else key]
    if value is None:
        del block[last]
    else:
        block[last] = value
    return data


def complaints(data):
    with pytest.raises(CardError) as error:
        Card.from_mapping(data, "bad")
    return str(error.value)


def test_the_base_of_the_tests_has_no_mistake():
    for blocks in ({}, {"programming": POLYNOMIAL}, {"drift": DRIFT, "noise": FLICKER, "current": CURRENT}):
        assert Card.from_mapping(card(**blocks), "good").cell.g_max_siemens == 40e-6


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (changed("cell.g_max", 40), 'cell.g_max: 40 has no unit: a conductance is wanted, as in "40 uS"'),
        (changed("cell.g_max", "40"), "cell.g_max: '40' has no unit"),
        (changed("cell.g_max", "40 V"), "cell.g_max: '40 V' is a voltage: a conductance is wanted"),
        (changed("cell.g_max", "1 uS"), "cell.g_min: is 1e-06 S, and must be below g_max 1e-06 S"),
        (changed("cell.g_min", "-1 uS"), "cell.g_min: is -1 uS, and must be at least 0"),
        (changed("cell.g_min", None), "cell.g_min: is missing: a conductance, as in"),
        (changed("cell.read", "0 V"), "cell.read: is 0 V, and must be above it"),
        (changed("cell.levels", 1), "cell.levels: is 1, and must be 2..256"),
        (changed("cell.levels", 2.5), "cell.levels: must be a whole number, not 2.5"),
        (changed("cell.states", ["1 uS", "9 uS", "5 uS"]), "cell.states: must ascend"),
        (changed("cell.states", ["2 uS", "41 uS"]), "cell.states: must be two or more within g_min 1e-06 S and g_max"),
        (changed("cell.states", []), "cell.states: must be a list, not []"),
        (changed("cell.source", None), "cell.source: is missing"),
        (changed("cell.basis", "sen"), "cell.basis: must be one of seen, derived, recall, generic, not 'sen'; did you"),
        (changed("title", 3), "title: must be words, not 3"),
        (changed("nosie", {}), "nosie: is not a key of this block; did you mean 'noise'?"),
        (changed("cell.g_mx", "1 uS"), "cell.g_mx: is not a key of this block; did you mean 'g_max'?"),
        (changed("noise.sigma", "-1 %"), "noise.sigma: is -1 %, and must be 0..1"),
        (changed("noise.sigma", "150 %"), "noise.sigma: is 150 %, and must be 0..1"),
        (changed("noise.model", "pink"), "noise.model: must be one of white, white_saturating, flicker, flicker_lo"),
        (changed("programming.sigma", {"value": "1 %"}), "programming.sigma.source: is missing"),
        (changed("programming.device_to_device", None), "programming.device_to_device: is missing: a share, as in"),
        (changed("programming.model", "pulses", card(programming={**SOURCED, "model": "x"})), "there is no write"),
        (card(programming=changed("sigma.0.time", "0 s", POLYNOMIAL)), "programming.sigma.0.time: must be above 0"),
        (card(programming=changed("sigma.1.time", "1 s", POLYNOMIAL)), "programming.sigma: must be in the order of"),
        (card(programming=changed("sigma.1.time", None, POLYNOMIAL)), "programming.sigma.1.time: is missing: a time"),
        (card(programming=changed("sigma", "1 uS", POLYNOMIAL)), "programming.sigma: must be a list of mappings"),
        (
            card(programming=changed("sigma.1.coefficients", ["1 uS", "-3 uS"], POLYNOMIAL)),
            "programming.sigma: must have equally many coefficients at each time",
        ),
        (
            card(programming=changed("sigma.1.coefficients", ["-1 uS"], POLYNOMIAL)),
            "programming.model: gives a negative sigma, -1e-06 S, for g = 1e-06 S at 86400 s",
        ),
        (card(drift=changed("first_read", "0 s", DRIFT)), "drift.first_read: is 0 s, and must be above it"),
        (card(drift=changed("nu_mean.clip", [1, 0], DRIFT)), "drift.nu_mean.clip: must be two numbers, 0 <= low"),
        (card(drift=changed("nu_mean.clip", [0], DRIFT)), "drift.nu_mean.clip: must be a list of 2, not [0]"),
        (card(drift=changed("nu_mean.log", [0, "a"], DRIFT)), "drift.nu_mean.log: must be a number without unit, not"),
        (card(drift=changed("nu_sigma", {}, DRIFT)), "drift.nu_sigma.polynomial: is missing: a list is wanted"),
        (card(noise=changed("read_time", "0 s", FLICKER)), "noise.read_time: is 0 s, and must be above it"),
        (card(noise=changed("read_time", "1 uV", FLICKER)), "noise.read_time: '1 uV' is a voltage: a time is wanted"),
        (card(current=changed("low", "9 uS", CURRENT)), "current.low: is 9e-06 S, and must be above 0 and below high"),
        (card(current=changed("most_voltage", "0.1 V", CURRENT)), "most_voltage: is 0.1 V, but cells are read at 0.2"),
        (card(stuck={**SOURCED, "low": "60 %", "high": "50 %"}), "stuck.low: and high must not be more than 100 %"),
        (card(write=changed("pulses", 0, WRITE)), "write.pulses: is 0, and must be 1..65535"),
        (card(write=changed("tolerance", 0.02, WRITE)), "write.tolerance: 0.02 has no unit: a share is wanted"),
        ({**SOURCED}, "title: is missing"),
        ("text", "card: must be a mapping, not str 'text'"),
        (None, "card: must be a mapping, not empty"),
    ],
)
def test_a_mistake_is_named_with_its_key_path(data, message):
    assert message in complaints(data)


def test_all_mistakes_come_at_once():
    data = changed("cell.g_max", "40", changed("noise.sigma", "-1 %", changed("cell.red", "1 V")))
    text = complaints(data)
    assert text.startswith("card bad: 3 mistakes\n")
    for path in ("cell.g_max", "cell.red", "noise.sigma"):
        assert f"\n  {path}: " in text


def test_a_block_that_is_missing_is_one_mistake():
    assert complaints(changed("cell", None)) == "card bad: 1 mistake\n  cell: is missing: a mapping is wanted"
    assert complaints(changed("cell", 3)) == "card bad: 1 mistake\n  cell: must be a mapping, not int 3"


def test_a_key_without_a_value_is_a_mistake(tmp_path):
    file = tmp_path / "mine.yaml"
    text = yaml.safe_dump(GOOD, sort_keys=False)
    for key, said in (("sigma", "programming.sigma"), ("g_max", "cell.g_max"), ("read", "cell.read")):
        file.write_text(re.sub(rf"{key}: .*", f"{key}:", text))
        with pytest.raises(CardError, match=rf"{said} \(line \d+\): is empty: "):
            load_card(file)
    file.write_text(re.sub(r"cell:\n(  .*\n)*", "cell:\n", text))
    with pytest.raises(CardError, match=r"1 mistake\n  cell \(line 3\): is empty: a mapping is wanted$"):
        load_card(file)


def test_the_lines_of_a_file_are_named(tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text(yaml.safe_dump(changed("cell.g_max", "40"), sort_keys=False))
    lines = file.read_text().splitlines()
    at = next(i for i, line in enumerate(lines, 1) if "g_max" in line)
    with pytest.raises(CardError, match=rf"card mine: 1 mistake\n  cell.g_max \(line {at}\): '40' has no unit"):
        load_card(file)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: [1", r"mine.yaml: line 1: while parsing a flow sequence, expected ',' or ']'"),
        ("title: a\ntitle: b", r"mine.yaml: title \(line 2\): is given twice; first in line 1"),
        ("a: &a [*a]", r"mine.yaml: line 1: aliases \(\*name\) are not part of this format"),
        ("? [1]\n: 2", r"mine.yaml: line 1: has a key that is not a name"),
        ("", "mine.yaml: line 1: is empty"),
        ("~", "card mine: 1 mistake\n  card: must be a mapping, not empty"),
    ],
)
def test_what_is_no_card_is_refused(tmp_path, text, message):
    file = tmp_path / "mine.yaml"
    file.write_text(text)
    with pytest.raises(CardError, match=message):
        load_card(str(file))


def test_a_card_that_is_not_there_is_refused(tmp_path):
    with pytest.raises(
        CardError, match=r"card neuram is not known \(did you mean neurram_hfox_1t1r\?\); there are .*isaac_ideal"
    ):
        load_card("neuram")
    with pytest.raises(CardError, match=r"none.yaml: cannot be read: No such file"):
        load_card(tmp_path / "none.yaml")


def test_saturating_currents_beyond_their_range_are_refused():
    data = copy.deepcopy(dict(load_card("sonos_40nm").mapping))
    data["cell"]["read"] = "0.2 V"
    assert "programming.most_current: is 1.8e-06 A; the cell carries 5.71429e-06 A at g_max" in complaints(data)


def test_a_number_may_have_a_source_of_its_own():
    own = {"value": "40 uS", "source": "a guess", "basis": "generic"}
    numbers = {n.path: n for n in Card.from_mapping(changed("cell.g_max", own), "x").numbers}
    assert dataclasses.astuple(numbers["cell.g_max"]) == ("cell.g_max", "40 uS", "a guess", "generic")
    assert dataclasses.astuple(numbers["cell.g_min"]) == ("cell.g_min", "1 uS", "a paper", "seen")


def test_every_number_of_the_cards_that_are_shipped_has_a_source():
    assert {"neurram_hfox_1t1r", "milo2021_hfo2_1t1r", "ibm_cmo_hfox_1t1r", "pcm_nandakumar_joshi"} <= set(list_cards())
    assert {"hermes_pcm_14nm", "sonos_40nm", "isaac_ideal_reram", "yuan2019", "generic_threshold"} <= set(list_cards())
    for name in list_cards():
        card = load_card(name)
        assert card.name == name
        assert card.numbers
        for number in card.numbers:
            assert number.source, (name, number)
            assert number.basis in BASES


def test_a_threshold_device_is_a_card_without_a_cell():
    card = load_card("generic_threshold")
    assert card.cell is None
    t = card.threshold
    assert (t.v_threshold, t.v_hold, t.r_on, t.r_off) == (0.3, 0.1, 1e4, 1e8)
    assert (t.threshold_d2d, t.threshold_c2c) == (0.05, 0.02)
    assert {n.basis for n in card.numbers} == {"generic"}


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("v_hold", "0.4 V", "threshold: v_hold 0.4 V must lie in 0..0.3 V"),
        ("r_on", "2 MOhm", "threshold: r_on 2000000.0 ohm must lie below r_off"),
        ("r_on", "2 MS", "threshold.r_on: '2 MS' is a conductance: a resistance is wanted"),
        ("threshold_c2c", "-1 %", "threshold: threshold_c2c must lie in 0..1, not -0.01"),
        ("v_threshold", None, "threshold.v_threshold: is missing"),
    ],
)
def test_a_threshold_device_that_cannot_be_is_refused(path, value, message):
    data = {"title": "t", "reference": "r", "threshold": changed(path, value, THRESHOLD)}
    assert message in complaints(data)
