import argparse

import numpy as np
import pytest

from hdlgen.cli import chip_options
from hdlgen.cli.main import main
from hdlgen.mapping.design import load_design


def parsed(*words, several=False):
    parser = argparse.ArgumentParser()
    parser.add_argument("--data", default=None)
    chip_options.add(parser, several=several)
    return parser.parse_args(list(map(str, words)))


def use_card(net, text):
    """Makes the network file name a card instead of describing a cell."""
    net.write_text(net.read_text().replace("g_min_siemens: 1.0e-6, g_max_siemens: 40.0e-6", text))
    return load_design(net)


def test_without_options_the_device_is_that_of_the_file(net):
    design = load_design(net)
    device = chip_options.device(parsed(), design)
    assert device.ideal
    assert (device.cell_bits, device.g_min_siemens, device.g_max_siemens) == (3, 1e-6, 4e-5)
    assert chip_options.periphery(parsed(), design).ideal
    assert chip_options.training(parsed(), design) is None


def test_the_cell_of_the_file_may_get_another_error(net):
    design = load_design(net)
    args = parsed("--programming-error", 0.1, "--stuck-low", 0.2, "--stuck-high", 0.3)
    device = chip_options.device(args, design)
    levels = np.full(20_000, 7)
    g = device.program(levels, seed=0, name="x") * device.grid_siemens
    assert ((g == g.max()) | (g == g.min())).mean() < 0.6
    assert (np.isclose(g, 1e-6).mean(), np.isclose(g, 4e-5).mean()) == pytest.approx((0.2, 0.3), abs=0.02)
    free = g[~np.isclose(g, 1e-6) & ~np.isclose(g, 4e-5)]
    assert free.std() == pytest.approx(4e-6, rel=0.03)


def test_a_card_stands_in_for_the_files_device(net, card):
    args = parsed("--device", card, "--time", "1d", "--stuck-low", 0.5)
    device = chip_options.device(args, load_design(net))
    assert (device.card.name, device.time_s, device.stuck_low, device.cell_bits) == ("mine", 86400.0, 0.5, 3)
    shipped = chip_options.device(parsed("--device", "neurram_hfox_1t1r", "--time", "2h"), load_design(net))
    assert (shipped.card.name, shipped.time_s) == ("neurram_hfox_1t1r", 7200.0)


def test_the_file_may_name_a_card_and_a_periphery(net, card, amplifiers, monkeypatch):
    design = use_card(net, "card: ./mine.yaml")
    assert chip_options.device(parsed("--time", "1h"), design).time_s == 3600
    assert chip_options.device(parsed("--device", "milo2021_hfo2_1t1r"), design).card.name == "milo2021_hfo2_1t1r"
    net.write_text(net.read_text() + "periphery: around.yaml\n")
    assert chip_options.periphery(parsed(), load_design(net)).amplifier.gain_sigma == 0.1
    assert chip_options.periphery(parsed("--periphery", "ideal"), load_design(net)).ideal


def test_several_devices_come_in_their_order(net, card):
    args = parsed("--device", card, "--device", "yuan2019", several=True)
    assert [d.card.name for d in chip_options.devices(args, load_design(net))] == ["mine", "yuan2019"]
    assert [d.card.name for d in chip_options.devices(parsed(several=True), load_design(net))] == ["simple"]


def test_a_chip_is_trimmed_if_that_is_asked_for(net, amplifiers):
    design = load_design(net)
    plain = chip_options.chip(parsed("--periphery", amplifiers, "--seed", 3), design)
    trimmed = chip_options.chip(parsed("--periphery", amplifiers, "--seed", 3, "--trim", 50), design)
    assert plain.arrays["fc"][0].trim.gain == 1
    assert trimmed.arrays["fc"][0].trim != plain.arrays["fc"][0].trim
    np.testing.assert_array_equal(trimmed.arrays["fc"][0].pairs, plain.arrays["fc"][0].pairs)


@pytest.mark.parametrize(("words", "message"), [
    (["--device", "yuan219"], "--device: card yuan219 is not known (did you mean yuan2019?)"),
    (["--device", "none.yaml"], "--device: card none.yaml: cannot be read: No such file or directory"),
    (["--device", "generic_threshold"], "--device: card generic_threshold: a threshold device stores no conductance"),
    (["--device", "isaac_ideal_reram"], "--device: card isaac_ideal_reram: its cell has 4 levels"),
    (["--device", "yuan2019", "--time", "1d"], "--device: card yuan2019: says nothing of time"),
    (["--device", "neurram_hfox_1t1r", "--time", "3d"], "is known from 1 s to 172800 s, not at 259200 s"),
    (["--device", "yuan2019", "--stuck-low", "2"], "--device: stuck shares 2.0 and 0.0 must lie in 0..1"),
    (["--device", "yuan2019", "--programming-error", "0.1"],
     "--programming-error: is for a device that is no card\n    fix: leave it out: card yuan2019 has its own"),
    (["--time", "1d"], "--time: has no meaning for a device that is no card: it does not change with time\n    fix: "),
    (["--programming-error", "-1"], "device: programming_error must lie in 0..1, not -1.0"),
    (["--periphery", "typicl"], "--periphery: periphery typicl: not known; did you mean typical?"),
    (["--trim", "201"], "--trim: must lie in 1..200, not 201"),
])  # fmt: skip
def test_what_makes_no_chip_is_refused(net, capsys, words, message):
    assert main(["eval", "--net", str(net), *words]) == 2
    assert message in capsys.readouterr().err


def test_all_mistakes_of_a_card_and_of_a_periphery_are_named(net, card, amplifiers, capsys):
    card.write_text(card.read_text().replace("g_min: 1 uS", "g_min: 1").replace("6 %", "600 %"))
    assert main(["eval", "--net", str(net), "--device", str(card)]) == 2
    said = capsys.readouterr().err
    assert "mine.yaml: 2 mistakes" in said or "card mine: 2 mistakes" in said
    assert "cell.g_min (line 3): 1 has no unit: a conductance is wanted" in said
    assert "programming.sigma (line 4): is 600 %, and must be 0..1" in said
    amplifiers.write_text("amplifier: {gain_sigma: -1}\nhold: {drop: 0}\n")
    assert main(["eval", "--net", str(net), "--periphery", str(amplifiers)]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 2
    assert all(line.startswith(f"--periphery: {amplifiers}: ") for line in lines)


@pytest.mark.parametrize(("text", "message"), [
    ("5", "argument --time: '5' has no unit: a time is wanted"),
    ("1 uS", "argument --time: '1 uS' is a conductance: a time is wanted"),
    ("soon", "argument --time: 'soon' is no quantity: a time is wanted"),
])  # fmt: skip
def test_a_time_needs_a_unit(capsys, text, message):
    with pytest.raises(SystemExit):
        parsed("--time", text)
    assert message in capsys.readouterr().err


def test_ranges_are_chosen_before_a_chip_is_trimmed(net, capsys):
    with pytest.raises(SystemExit):
        main(["calibrate", "--net", str(net), "--trim", "10"])
    assert "unrecognized arguments: --trim 10" in capsys.readouterr().err


def test_calibration_sees_the_chip(net, card, capsys):
    assert main(["calibrate", "--net", str(net), "--json"]) == 0
    ideal = capsys.readouterr().out
    assert main(["calibrate", "--net", str(net), "--device", str(card), "--json"]) == 0
    assert capsys.readouterr().out != ideal


@pytest.mark.parametrize("command", ["eval", "cosim", "calibrate"])
def test_parts_that_do_not_go_together_are_refused_by_every_command(net, tmp_path, capsys, command):
    net.write_text(net.read_text().replace("hardware:\n", "hardware:\n  dac: {bits: 2}\n"))
    (tmp_path / "gate.yaml").write_text("wires: {row_ohm: 1, inputs: gate}\n")
    assert main([command, "--net", str(net), "--periphery", str(tmp_path / "gate.yaml"), "--images", "2"]) == 2
    assert "the chip: inputs that gate the cells have digits of one bit, not dac_bits 2" in capsys.readouterr().err


def test_long_waits_for_gated_inputs_are_announced(net, tmp_path, capsys):
    design = load_design(net)
    (tmp_path / "gate.yaml").write_text("wires: {row_ohm: 1.0, inputs: gate}")
    gated = chip_options.periphery(parsed("--periphery", tmp_path / "gate.yaml"), design)
    chip_options.warn_of_gates(chip_options.periphery(parsed(), design), design, 1000)
    assert capsys.readouterr().err == ""
    chip_options.warn_of_gates(gated, design, 1000)
    each = sum(
        s.geometry.window.positions * s.geometry.phases.count * len(s.program.blocks) for s in design.plan.array_stages
    )
    assert (
        f"vector by vector: {1000 * each:,} vectors, about {each * 1000 * 0.1 / 60:,.0f} min" in capsys.readouterr().err
    )
