from dataclasses import replace

import pytest
from amaranth.lib.wiring import Flow

from hdlgen.errors import HdlgenError
from hdlgen.rtl.macro import MacroParams, MacroPlace, index_bits

MACRO = MacroParams(rows=25, columns=48, adcs=16, dac_bits=3, adc_bits=6, settle_cycles=2, conversion_cycles=3)


@pytest.mark.parametrize(
    ("count", "bits"), [(1, 1), (2, 1), (3, 2), (4, 2), (5, 3), (8, 3), (9, 4), (256, 8), (257, 9)]
)
def test_an_index_has_at_least_one_bit(count, bits):
    assert index_bits(count) == bits


def test_pins_by_hand():
    assert (MACRO.groups, MACRO.phases, MACRO.word_bits) == (3, 3, 9)
    assert [(p.name, p.direction, p.bits) for p in MACRO.pins] == [
        ("drive", "in", 75),
        ("row_word", "in", 225),
        ("phase", "in", 2),
        ("integrate", "in", 1),
        ("hold", "in", 1),
        ("select", "in", 2),
        ("convert", "in", 1),
        ("adc_shift", "in", 5),
        ("prog_row", "in", 5),
        ("prog_column", "in", 6),
        ("prog_polarity", "in", 1),
        ("prog_set", "in", 1),
        ("prog_reset", "in", 1),
        ("prog_amplitude", "in", 8),
        ("prog_width", "in", 8),
        ("codes", "out", 96),
        ("code_valid", "out", 1),
        ("prog_done", "out", 1),
    ]
    assert all(p.meaning for p in MACRO.pins)


def test_no_pin_is_empty_in_the_smallest_macro():
    assert all(p.bits >= 1 for p in MacroParams(1, 1, 1, 8, 1, 1, 1).pins)


def test_the_controller_drives_what_the_macro_reads():
    flat = {path: member for path, member in MACRO.signature.members.flatten() if member.is_port}
    assert {name: (m.flow, m.shape) for (_, name), m in flat.items()} == {
        p.name: (Flow.Out if p.direction == "in" else Flow.In, p.bits) for p in MACRO.pins
    }
    assert {name for group, name in flat if group == "program"} == {
        p.name for p in MACRO.pins if p.name.startswith("prog_")
    }


def test_different_macros_are_different_modules():
    changes = {name: value + 1 for name, value in vars(MACRO).items()}
    changes |= {"adcs": 8, "columns": 64, "verify": True, "joined": 5}
    others = [*(replace(MACRO, **{name: value}) for name, value in changes.items()), replace(MACRO, inputs=4)]
    names = {m.module for m in [MACRO, *others]}
    assert len(names) == 14
    assert MACRO.module == "xbar_25x48_d3_a16b6_s2c3"
    assert replace(MACRO, verify=True).module == "xbar_25x48_d3_a16b6_s2c3_v"
    assert replace(MACRO, inputs=4).module == "xbar_25x48_d3_a16b6_s2c3_u4"
    assert replace(MACRO, joined=5).module == "xbar_25x48_d3_a16b6_s2c3_j5"
    assert replace(MACRO, arrays=3).module == "xbar_25x48_d3_a16b6_s2c3_m3"


def test_verifying_reads_have_two_more_pins():
    pins = {p.name: (p.direction, p.bits) for p in replace(MACRO, verify=True).pins}
    assert {name: pins[name] for name in pins.keys() - {p.name for p in MACRO.pins}} == {
        "prog_verify": ("in", 1),
        "prog_gain": ("in", 4),
    }


@pytest.mark.parametrize(("inputs", "names"), [(1, {"activate": 1}), (4, {"activate": 1, "hold_input": 2, "pool": 1})])
def test_units_have_pins_for_what_they_hold(inputs, names):
    pins = {p.name: (p.direction, p.bits) for p in replace(MACRO, inputs=inputs).pins}
    assert {name: pins[name] for name in pins.keys() - {p.name for p in MACRO.pins}} == {
        name: ("in", bits) for name, bits in names.items()
    }


@pytest.mark.parametrize("inputs", [0, 1, 4])
def test_who_programs_cells_drives_what_a_verifying_read_needs(inputs):
    """The same of all macros: verifying reads go past memristive units."""
    macro = replace(MACRO, verify=True, inputs=inputs)
    flat = {path: member for path, member in macro.writing(5).members.flatten() if member.is_port}
    assert flat.pop(("tile",)).shape == 5
    unneeded = {"row_word", "phase", "adc_shift", "activate", "hold_input", "pool"}
    pins = {p.name: p for p in macro.pins if p.name not in unneeded}
    assert {name: (m.flow, m.shape) for (_, name), m in flat.items()} == {
        p.name: (Flow.Out if p.direction == "in" else Flow.In, p.bits) for p in pins.values()
    }


@pytest.mark.parametrize("name", [n for n in vars(MACRO) if n not in ("precharge_cycles", "verify", "inputs")])
@pytest.mark.parametrize("value", [0, -1])
def test_nothing_is_less_than_one(name, value):
    with pytest.raises(HdlgenError, match=rf"macro\.{name}: must be at least 1, not {value}"):
        replace(MACRO, **{name: value})


def test_a_precharge_is_not_negative():
    with pytest.raises(HdlgenError, match=r"macro\.precharge_cycles: must be at least 0, not -1"):
        replace(MACRO, precharge_cycles=-1)


def test_columns_are_whole_groups():
    with pytest.raises(HdlgenError, match=r"macro\.adcs: 16 converters do not divide 40 columns"):
        replace(MACRO, columns=40)


def test_equal_macros_are_told_apart_by_parameters():
    places = [MacroPlace(MACRO, "conv1/0", 1), MacroPlace(MACRO, "conv1/1", 3)]
    assert [p.parameters for p in places] == [{"TILE": "conv1/0", "PHASES": 1}, {"TILE": "conv1/1", "PHASES": 3}]
    assert {p.macro.module for p in places} == {MACRO.module}


@pytest.mark.parametrize("phases", [0, 4])
def test_an_activation_has_no_more_digits_than_the_macro_takes(phases):
    with pytest.raises(HdlgenError, match=rf"macro\.phases: must lie in 1\.\.3, not {phases}"):
        MacroPlace(MACRO, "conv1/0", phases)


def test_joined_arrays_have_the_pins_of_one_and_divide_its_rows():
    assert replace(MACRO, joined=5).pins == MACRO.pins
    with pytest.raises(HdlgenError, match="joined: 2 arrays do not divide 25 rows"):
        replace(MACRO, joined=2)


def test_arrays_that_share_converters_have_an_index_for_reads_and_one_for_pulses():
    pins = {p.name: (p.direction, p.bits) for p in replace(MACRO, arrays=5).pins}
    own = {p.name: (p.direction, p.bits) for p in MACRO.pins}
    assert pins == own | {"array": ("in", 3), "prog_array": ("in", 3)}
    with pytest.raises(HdlgenError, match=r"macro\.arrays: are 2, and verifying reads are of one"):
        replace(MACRO, arrays=2, verify=True)
