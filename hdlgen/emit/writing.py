"""The controller that writes cells, between the registers and the stages with macros."""

from __future__ import annotations

from collections.abc import Mapping
from functools import reduce
from operator import or_
from typing import Any

from amaranth.hdl import Cat, Module, Mux, Value

from hdlgen.emit.library import Layer
from hdlgen.emit.write_registers import params_of
from hdlgen.mapping.plan import Plan
from hdlgen.rtl import parts
from hdlgen.rtl.register_map import RegisterMap
from hdlgen.rtl.write_verify import WriteVerify

ANSWERS = ("codes", "code_valid", "prog_done")
"""Outputs of a macro; those of macros whose turn it is not are 0."""
CONTROLS = {
    "start": "WRITE.start",
    "confirm": "WRITE.confirm",
    "pause": "WRITE_CONTROL.pause",
    "abort": "WRITE_CONTROL.abort",
    "tile": "WRITE_TILE.tile",
    "first_row": "WRITE_ROWS.first",
    "last_row": "WRITE_ROWS.last",
    "tolerance": "WRITE_LIMITS.tolerance",
    "pulses": "WRITE_LIMITS.pulses",
    "set_amplitude": "WRITE_AMPLITUDES.set",
    "reset_amplitude": "WRITE_AMPLITUDES.reset",
    "increment": "WRITE_AMPLITUDES.increment",
    "most": "WRITE_AMPLITUDES.most",
    "width": "WRITE_PULSE.width",
    "gain": "WRITE_PULSE.gain",
    "timeout": "WRITE_TIMEOUT.cycles",
}
"""What the controller is told, and where it stands."""
STATES = {
    "busy": "WRITE_STATUS.busy",
    "complete": "WRITE_STATUS.complete",
    "error": "WRITE_STATUS.error",
    "wanted": "WRITE_STATUS.wanted",
    "overflow": "WRITE_STATUS.overflow",
    "row": "WRITE_AT.row",
    "column": "WRITE_AT.column",
    "polarity": "WRITE_AT.polarity",
    "cells": "WRITE_CELLS.count",
    "pulses": "WRITE_PULSES.count",
    "failed": "WRITE_FAILED.count",
}
"""What it says, and where that is read."""


def add_writer(
    m: Module, platform: Layer, plan: Plan, registers: RegisterMap, csr: Any, units: Mapping[str, Any]
) -> Any:
    """Adds the controller, with its registers, and gives it the macros of the stages, whose units are in `units`.

    Returns it.
    """
    params = params_of(plan)
    writer = parts.add(m, platform, "write_verify", WriteVerify, params)
    _connect_registers(m, registers, csr, writer)
    members = params.macro.writing(params.tiles).members
    pins = [(side, name) for side in ("read", "program") for name in members[side].signature.members]
    first, ports = 0, []
    for stage in plan.array_stages:
        port, tiles = units[stage.name].writer, stage.geometry.tiles
        m.d.comb += port.tile.eq(writer.macros.tile[first : first + tiles])
        first += tiles
        for side, name in pins:
            if name not in ANSWERS:
                m.d.comb += getattr(getattr(port, side), name).eq(getattr(getattr(writer.macros, side), name))
        ports.append(port)
    for side, name in pins:
        if name in ANSWERS:
            found: list[Value] = [getattr(getattr(port, side), name) for port in ports]
            m.d.comb += getattr(getattr(writer.macros, side), name).eq(reduce(or_, found))
    return writer


def _connect_registers(m: Module, registers: RegisterMap, csr: Any, writer: Any) -> None:
    """Everything but `STATUS.unconfirmed`, which is the accelerator's."""
    for name, path in CONTROLS.items():
        m.d.comb += getattr(writer.control, name).eq(csr.control[registers.control(path)])
    for name, path in STATES.items():
        m.d.comb += csr.status[registers.status(path)].eq(getattr(writer.status, name))
    failure, p = writer.failures, writer.failures.payload
    targets = (csr.control[registers.control(f"WRITE_TARGETS.{cell}")] for cell in ("positive", "negative"))
    m.d.comb += [
        writer.targets.payload.eq(Cat(*targets)),
        writer.targets.valid.eq(csr.control[registers.control("WRITE_TARGETS.take")]),
        csr.status[registers.status("WRITE_STATUS.ready")].eq(writer.targets.ready),
        failure.ready.eq(csr.control[registers.control("WRITE_FAILURE.next")]),
        csr.status[registers.status("WRITE_FAILURE.valid")].eq(failure.valid),
    ]
    at = 0
    for name in ("polarity", "column", "row"):  # of an address, lowest first
        place = csr.status[registers.status(f"WRITE_FAILURE.{name}")]
        m.d.comb += place.eq(Mux(failure.valid, p[at : at + len(place)], 0))  # nothing was written yet
        at += len(place)
