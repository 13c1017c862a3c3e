import json
from dataclasses import fields
from importlib import resources

import pytest
import yaml
from hdlgen_sim.activation import Activation
from hdlgen_sim.adc import Adc
from hdlgen_sim.column import Amplifier, Hold
from hdlgen_sim.dac import Dac
from hdlgen_sim.periphery import Periphery, PeripheryError, list_peripheries, load_periphery
from hdlgen_sim.wires import Wires

REAL = Periphery(
    Wires(row_ohm=0.5, sense_ohm=10, pairs="separate"),
    Dac(gain_error=-0.01),
    Amplifier(saturation=100, noise=0.25),
    Hold(1e-4),
    Adc("sar", offset_sigma=0.5, capacitor_sigma=0.01),
    Activation(v_threshold=0.5, r_on=1e4, r_load=2e4, volts_per_level=0.0625),
)


def mistakes(description):
    with pytest.raises(PeripheryError) as error:
        load_periphery(description)
    return list(error.value.mistakes)


def test_a_periphery_is_ideal_until_something_else_is_said():
    assert Periphery().ideal
    assert load_periphery({}) == Periphery() == load_periphery("ideal")
    for part in fields(Periphery):
        assert not Periphery(**{part.name: getattr(REAL, part.name)}).ideal


def test_keys_carry_the_units_of_their_values():
    assert (
        load_periphery(
            {
                "wires": {"row_ohm": 0.5, "sense_ohm": 10, "pairs": "separate"},
                "dac": {"gain_error": -0.01},
                "amplifier": {"saturation_levels": 100, "noise_levels": 0.25},
                "hold": {"droop": 1e-4},
                "adc": {"kind": "sar", "offset_sigma_codes": 0.5, "capacitor_sigma": 0.01},
                "activation": {
                    "v_threshold_volts": 0.5,
                    "r_on_ohm": 1e4,
                    "r_load_ohm": 2e4,
                    "volts_per_level": 0.0625,
                },
            }
        )
        == REAL
    )


@pytest.mark.parametrize("periphery", [Periphery(), REAL])
def test_a_periphery_survives_the_way_into_another_process(periphery):
    assert Periphery.from_dict(json.loads(json.dumps(periphery.to_dict()))) == periphery


def test_the_shipped_ones_are_listed_and_load():
    assert list_peripheries() == ["ideal", "threshold", "typical"]
    typical = load_periphery("typical")
    assert not any(getattr(typical, part.name).ideal for part in fields(Periphery))
    assert (typical.wires.row_ohm, typical.wires.column_ohm) == (0.29, 0.86)


def test_the_typical_wires_follow_from_their_geometry():
    # 2.01e-8 Ω·m in wires of 175 nm × 280 nm (aspect ratio 1.6); cells of 4 × 12 widths
    per_metre = 2.01e-8 / (175e-9 * 175e-9 * 1.6)
    wires = load_periphery("typical").wires
    assert wires.row_ohm == pytest.approx(per_metre * 4 * 175e-9, abs=0.005)
    assert wires.column_ohm == pytest.approx(per_metre * 12 * 175e-9, abs=0.005)


def test_the_ideal_file_shows_every_key():
    shown = yaml.safe_load((resources.files("hdlgen_sim") / "peripheries" / "ideal.yaml").read_text("utf-8"))
    assert shown == Periphery().to_dict()


def test_a_file_may_write_numbers_as_yaml_1_2_does(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text("hold: {droop: 1e-3}\namplifier:\n  noise_levels: 2E-1\n  saturation_levels: null\n")
    want = Periphery(hold=Hold(0.001), amplifier=Amplifier(noise=0.2))
    assert load_periphery(path) == load_periphery(str(path)) == want


def test_all_mistakes_come_at_once():
    assert mistakes(
        {
            "wires": {"row_ohm": "2 Ohm", "column_ohm": -1, "sense_ohm": -2.5, "inputs": 3, "pairs": "seperate"},
            "dacs": {},
            "dac": {"gain_sigma": -0.1, "inl": 0.5, "offset_sigma": 1},
            "amplifier": [1],
            "hold": {"droop": None},
            "adc": {"kind": "SAR", "noise_codes": -1},
        }
    ) == [
        "wires.row_ohm: must be a number, not '2 Ohm'",
        "wires.column_ohm: must be finite and 0 or more, not -1",
        "wires.sense_ohm: must be finite and 0 or more, not -2.5",
        "wires.inputs: must be a text, not 3",
        "wires.pairs: must be adjacent or separate, not seperate",
        "dacs: not known; did you mean dac?; there are wires, dac, amplifier, hold, adc, activation",
        "dac.gain_sigma: must lie in 0..0.15, not -0.1",
        "dac.inl: not known; there are gain_error, gain_sigma, offset_sigma_digits, resistor_sigma",
        "dac.offset_sigma: not known; did you mean offset_sigma_digits?; there are gain_error, gain_sigma, "
        "offset_sigma_digits, resistor_sigma",
        "amplifier: must hold keys and values, not [1]",
        "hold.droop: must be a number, not None",
        "adc.kind: must be one of ideal, sar, ramp, flash, not SAR; did you mean sar?",
        "adc.noise_codes: must lie in 0..100000, not -1",
    ]


def test_what_a_part_refuses_as_a_whole_is_said_there():
    assert mistakes({"adc": {"kind": "flash", "bow_codes": 1}}) == [
        "adc: bow_codes 1 is not for kind flash: leave it out, or make kind ramp"
    ]


def test_an_unknown_name_is_answered_with_the_known_ones():
    assert mistakes("typicl") == [
        "periphery typicl: not known; did you mean typical?; there are ideal, threshold, typical, or give a file"
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"adc: {kind: sar, noise_codes: -1}", ": adc.noise_codes (line 1): must lie in 0..100000, not -1"),
        (b"adc: [", ": line 1: while parsing a flow node, "),
        (b"hold: {droop: 0.1}\nhold: {droop: 0.2}", ": hold (line 2): is given twice; first in line 1"),
        (b"- hold", ": must hold parts with keys and values, not ['hold']"),
        (b"", ": line 1: is empty"),
        (b"hold: \xff", ": is not text in UTF-8"),
        (b"hold: !!python/object:os.system {}", ": hold (line 1): has the tag '!!python/object:os.system'"),
    ],
)
def test_the_mistakes_of_a_file_name_it(tmp_path, content, message):
    path = tmp_path / "mine.yaml"
    path.write_bytes(content)
    (text,) = mistakes(path)
    assert text.startswith(f"{path}{message}")


def test_a_file_that_is_not_there_is_named(tmp_path):
    path = tmp_path / "mine.yml"
    assert mistakes(str(path)) == [f"{path}: cannot be read: No such file or directory"]
