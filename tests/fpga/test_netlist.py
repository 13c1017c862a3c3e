import pytest

from hdlgen.errors import ToolError
from hdlgen.fpga.netlist import driven
from hdlgen.fpga.report import critical_of, unit_of


def netlist(kind, directions, connections, parameters):
    cell = {"type": kind, "port_directions": directions, "connections": connections, "parameters": parameters}
    return {"modules": {"top": {"cells": {"u": cell}}}}


def only(kind, directions, connections, parameters):
    (module,) = driven(netlist(kind, directions, connections, parameters), "board")["modules"].items()
    assert module[0] == "board"
    return module[1]["cells"]["u"]


def test_what_is_open_is_1_and_an_open_reset_is_none():
    table = only("TRELLIS_COMB", {"A": "input", "B": "input", "F": "output"}, {"A": [3], "B": [], "F": []}, {})
    assert table["connections"] == {"A": [3], "B": ["1"]}
    register = only("TRELLIS_FF", {"CE": "input", "LSR": "input"}, {"LSR": []}, {"LSRMUX": "LSR"})
    assert register["connections"] == {"LSR": ["0"]}


def test_a_table_of_six_inputs_is_known_by_what_it_chooses_from():
    directions = {"FXA": "input", "OFX": "output"}
    assert only("TRELLIS_COMB", directions, {"FXA": [1], "OFX": [2]}, {})["parameters"]["MUX6"] == "1"
    assert only("TRELLIS_COMB", directions, {"FXA": [], "OFX": [2]}, {})["parameters"]["MUX6"] == "0"


def test_constants_of_hard_cells_are_in_their_parameters():
    pins = dict.fromkeys(("ADA0", "CEA", "WEB", "CSA0"), "input")
    parameters = {"ADA0MUX": "0 ", "CEAMUX": "CEA", "WEBMUX": "INV", "REGMODE_A": "NOREG"}
    memory = only("DP16KD", pins, {"ADA0": [], "CEA": [], "WEB": [], "CSA0": [7]}, parameters)
    assert memory["connections"] == {"ADA0": ["0"], "CEA": ["1"], "WEB": ["0"], "CSA0": [7]}
    assert memory["parameters"] == {"REGMODE_A": "NOREG"}
    with pytest.raises(ToolError, match=r"nextpnr: turns u\.CLKA round"):
        only("DP16KD", {"CLKA": "input"}, {"CLKA": [5]}, {"CLKAMUX": "INV"})


def test_a_pad_has_a_direction():
    pins, directions = (
        {"B": [1], "I": [2], "O": [3], "T": []},
        {"B": "inout", "I": "input", "O": "output", "T": "input"},
    )
    pad = only("TRELLIS_IO", directions, pins, {"DIR": "INPUT"})
    assert (pad["type"], pad["connections"]) == ("TRELLIS_INPUT", {"B": [1], "O": [3]})
    pad = only("TRELLIS_IO", directions, pins, {"DIR": "OUTPUT"})
    assert (pad["type"], pad["connections"]) == ("TRELLIS_OUTPUT", {"B": [1], "I": [2]})


@pytest.mark.parametrize(
    ("cell", "unit"),
    [
        ("u_accelerator.u_conv1.u_array.u_tile_0.is_x.u_twin.sum_TRELLIS_FF_Q", "conv1 twins"),
        ("u_accelerator.u_conv1.u_array.u_rows.held_LUT4_A", "conv1"),
        ("u_accelerator.s_axil_rdata_TRELLIS_FF_Q", "accelerator"),
        ("u_link.u_frame_sender.crc_LUT4_Z", "link"),
        ("beat_CCU2C_S0", "board"),
    ],
)
def test_the_unit_of_a_cell_is_in_its_name(cell, unit):
    assert unit_of(cell) == unit


def test_the_slowest_path_within_a_clock_is_told_in_words():
    def step(kind, delay, start, end):
        return {"type": kind, "delay": delay, "from": {"cell": start}, "to": {"cell": end}}

    register, end = "u_accelerator.u_fc.u_sums.bank_TRELLIS_FF_Q_3", "u_link.crc_TRELLIS_FF_Q"
    path = [
        step("clk-to-q", 0.5, register, register),
        step("routing", 1.25, register, "x"),
        step("logic", 0.25, "x", "x"),
        step("routing", 1.0, "x", end),
        step("setup", 0.125, end, end),
    ]
    inner = {"from": "posedge clk", "to": "posedge clk", "path": path}
    outer = {"from": "<async>", "to": "posedge clk", "path": [step("routing", 99, "p", end)]}
    found = critical_of({"critical_paths": [outer, inner]})
    assert str(found) == "3.1 ns, 0.9 in 1 cells and 2.2 in wires, from fc / sums / bank to link / crc"
