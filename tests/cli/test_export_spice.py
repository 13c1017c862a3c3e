import re

import pytest

from hdlgen.cli.main import main


def test_the_netlist_says_what_it_is_and_how_to_run_it(net, card, tmp_path, capsys):
    out = tmp_path / "made" / "tile.sp"
    command = ["export-spice", "--net", str(net), "--tile", "fc/0", "--device", str(card), "--seed", "3"]
    assert main([*command, "--out", str(out), "--image", "2", "--phase", "7"]) == 0
    said = capsys.readouterr().out.splitlines()
    text = out.read_text().splitlines()
    assert text[0] == "* tile fc/0, image 2, position 0, phase 7; seed 3"
    assert text[1] == "* cells: mine, 3 bits, 0 s"
    driven = int(re.match(r"\* block 0, (\d+) of 64 rows driven; columns 2j and 2j \+ 1 are", text[2])[1])
    assert said[0] == f"tile fc/0, image 2, position 0, phase 7: {driven} of 64 rows driven, 64 columns"
    assert said[1] == f"run:      ngspice -n -b {out}"
    first = float(next(line for line in text if line.startswith("* i(vsense_0) = ")).split()[-1])
    assert said[2].startswith(f"expected: {first:.6e} A, ")
    assert sum(line.startswith("Vdriver_") for line in text) == 64
    volts = [float(line.split()[-1]) for line in text if line.startswith("Vdriver_")]
    assert sum(v == 0.2 for v in volts) == driven > 0


def test_separate_arrays_have_a_file_each(net, tmp_path, capsys):
    (tmp_path / "wires.yaml").write_text("wires: {row_ohm: 1, column_ohm: 1, pairs: separate}\n")
    command = ["export-spice", "--net", str(net), "--tile", "fc/0", "--periphery", str(tmp_path / "wires.yaml")]
    assert main([*command, "--out", str(tmp_path / "t.sp")]) == 0
    assert (tmp_path / "t_positive.sp").is_file()
    assert (tmp_path / "t_negative.sp").is_file()
    assert capsys.readouterr().out.count("ngspice -n -b") == 2


@pytest.mark.parametrize(("words", "message"), [
    (["--tile", "pool/0"], "--tile: there is no tile pool/0\n    fix: use one of fc/0\n"),
    (["--tile", "fc/0", "--image", "200"], "--image: must lie in 0..199, not 200"),
    (["--tile", "fc/0", "--position", "1"], "--position: must lie in 0..0, not 1"),
    (["--tile", "fc/0", "--phase", "8"], "--phase: must lie in 0..7, not 8"),
    (["--tile", "fc/0", "--device", "none"], "--device: card none is not known"),
])  # fmt: skip
def test_what_there_is_none_of_is_refused(net, tmp_path, capsys, words, message):
    assert main(["export-spice", "--net", str(net), "--out", str(tmp_path / "t.sp"), *words]) == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "t.sp").exists()
