"""What nextpnr placed and routed, made ready for a simulator: every pin is driven as it is in an ECP5."""

from __future__ import annotations

from typing import Any

from hdlgen.errors import ToolError

HARD = ("DP16KD", "MULT18X18D")
"""Cells whose pins have a multiplexer, in a parameter PINMUX, that gives a constant or turns the pin round."""


def driven(netlist: dict[str, Any], top: str) -> dict[str, Any]:
    """The netlist (Yosys' JSON) with its module named `top` and constants at all inputs of cells that are open.

    What is not connected is 1 in an ECP5, but for the reset of a flip-flop, which has none then; constants of hard
    cells are in their parameters. Raises ToolError for a pin
    that is turned round, which `ecp5_cells.v` has none of.
    """
    (module,) = netlist["modules"].values()
    return {**netlist, "modules": {top: {**module, "cells": {n: _cell(n, c) for n, c in module["cells"].items()}}}}


def _cell(name: str, cell: dict[str, Any]) -> dict[str, Any]:
    if cell["type"] == "TRELLIS_IO":
        return _pad(cell)
    pins = {pin: bits or ["1"] for pin, bits in cell["connections"].items() if bits or _enters(cell, pin)}
    if cell["type"] == "TRELLIS_FF" and not cell["connections"].get("LSR"):
        pins["LSR"] = ["0"]
    parameters = dict(cell["parameters"])
    if cell["type"] == "TRELLIS_COMB":
        parameters["MUX6"] = "01"[bool(cell["connections"].get("FXA"))]
    if cell["type"] in HARD:
        for pin in cell["port_directions"]:
            multiplexer = parameters.pop(f"{pin}MUX", pin).strip()
            if multiplexer == "INV" and cell["connections"].get(pin):
                raise ToolError("nextpnr", f"turns {name}.{pin} round, and cells in a simulation do not")
            if multiplexer in ("0", "INV"):
                pins[pin] = ["0"]
    return {**cell, "connections": pins, "parameters": parameters}


def _enters(cell: dict[str, Any], pin: str) -> bool:
    return bool(cell["port_directions"][pin] == "input")


def _pad(cell: dict[str, Any]) -> dict[str, Any]:
    """A TRELLIS_IO, whose pad has no direction, as one that has."""
    direction = cell["parameters"]["DIR"]
    inner = {"INPUT": "O", "OUTPUT": "I"}[direction]
    directions = {"B": direction.lower(), inner: "output" if inner == "O" else "input"}
    pins = {pin: cell["connections"][pin] for pin in directions}
    return {
        **cell,
        "type": f"TRELLIS_{direction}",
        "connections": pins,
        "port_directions": directions,
        "parameters": {},
    }
