import re

import pytest

from hdlgen.errors import HdlgenError, SpecError
from hdlgen.estimate.parts import DEFAULT, load_parts


def edited(tmp_path, *changes):
    """The parts of the package with lines changed by regular expressions."""
    text = DEFAULT.read_text()
    for old, new in changes:
        text, times = re.subn(old, new, text, count=1, flags=re.MULTILINE)
        assert times == 1, f"{old} is not in the file"
    path = tmp_path / "parts.yaml"
    path.write_text(text)
    return path


def test_the_parts_add_up_to_those_of_isaac():
    """ISAAC Table I, an IMA of 8 arrays of 128 × 128: ADCs 16 mW, DACs 4 mW, arrays 2.4 mW; areas in mm²."""
    parts = load_parts()
    adc = parts.adc.at(8, "")
    assert 8 * adc.energy_pj * parts.adc.rate.value == pytest.approx(16, rel=0.01)
    assert 8 * adc.area_um2 == 9600
    cell, driver = parts.cell.covering(2, ""), parts.driver.at(1, "")
    assert 8 * 128 * 128 * cell.energy_pj / 100 == pytest.approx(2.4)  # pJ in 100 ns: mW
    assert 8 * 128 * 128 * cell.area_um2 == pytest.approx(200)
    # its DACs work 100 of 128 cycles of 1.2 GHz, the time that an ADC takes for 128 columns
    assert 8 * 128 * driver.energy_pj / (128 / 1.2) == pytest.approx(4, rel=1e-4)
    assert 8 * 128 * driver.area_um2 == pytest.approx(170)
    assert 8 * parts.shift_add.price.area_um2 == 4 * 60
    assert 1024 * parts.hold.price.area_um2 == pytest.approx(40)
    assert 64 * 1024 * 8 * parts.buffer.price.area_um2 == pytest.approx(83000)


def test_every_number_has_a_source_and_none_is_said_to_be_seen_that_was_not():
    for name, part in load_parts().model_dump().items():
        for number in part.values():
            assert number["source"]
            assert number["basis"] in (("generic",) if name == "unit" else ("seen", "derived"))


def test_sizes_are_exact_or_covered():
    parts = load_parts()
    assert parts.adc.at(4, "").energy_pj == 0.79
    register = parts.input_register
    assert [register.covering(rows, "").area_um2 for rows in (1, 32, 33, 128, 256)] == [150, 150, 330, 780, 1900]


def test_a_missing_estimate_is_an_error():
    parts = load_parts()
    with pytest.raises(HdlgenError, match=r"^adc.bits: there is no estimate for 11\n.*one of: 4, 5, .*10;"):
        parts.adc.at(11, "adc.bits")
    with pytest.raises(HdlgenError, match="there is no estimate for 5"):
        parts.driver.at(5, "dac.bits")
    with pytest.raises(HdlgenError, match=r"^tile.rows: there is no estimate for 257\n.*at most 256"):
        parts.input_register.covering(257, "tile.rows")


def test_all_mistakes_of_a_file_are_told_with_their_lines(tmp_path):
    path = edited(
        tmp_path,
        (r"rate:\n    value: 1.2", "rate:\n    value: 0"),
        (r"\{1: 0.41667, .*\}", "{one: 0.41667}"),
        (r"^hold:.*\n  energy:\n    value: 9.7e-4\n", "hold:\n  energy:\n"),
        (r"value: 30\n    unit: um2", "value: 30\n    unit: mm2"),
        (r"^(input_register:.*\n  energy:\n    values:).*", r"\1 {}"),
        (r"^buffer:", "colour: blue\nbuffer:"),
    )
    with pytest.raises(SpecError) as e:
        load_parts(path)
    lines = path.read_text().splitlines()
    told = {m.where: (m.what, lines[m.line - 1].strip()) for m in e.value.mistakes}
    assert told == {
        "adc.rate.value": ("must be above 0.0, not 0", "value: 0"),
        "driver.energy.values.one": ("is no size", "values: {one: 0.41667}"),
        "hold.energy.value": ("is missing", "energy:"),
        "shift_add.area.unit": ("must be 'um2', not 'mm2'", "unit: mm2"),
        "input_register.energy.values": ("is empty", "values: {}"),
        "colour": ("is not a key here", "colour: blue"),
    }


def test_a_file_that_is_no_yaml_and_one_that_is_not_there(tmp_path):
    path = tmp_path / "parts.yaml"
    path.write_text("adc: [1,\n")
    with pytest.raises(SpecError, match=r"parts.yaml:\d"):
        load_parts(path)
    with pytest.raises(SpecError, match="cannot read"):
        load_parts(tmp_path / "none.yaml")
