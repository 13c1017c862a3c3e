"""Registers through which cells are written: where they are, what they say, and what stays as it is without them."""

from __future__ import annotations

import itertools
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from hdlgen.driver import addresses as at
from hdlgen.emit.package import emit
from hdlgen.emit.registers import register_map
from hdlgen.emit.write_registers import params_of
from hdlgen.emit.writing import CONTROLS, STATES
from hdlgen.errors import HdlgenError
from hdlgen.ir.graph import Graph, InputNode
from hdlgen.mapping import map_graph
from hdlgen.rtl.register_map import Kind
from hdlgen.rtl.write_verify import WriteError
from tests.emit.test_registers import DIGEST, STAGES, parted, plan
from tests.mapping.networks import UINT4, hardware, layer, one_layer

PLAN = plan(*STAGES)
BARE = register_map(PLAN, DIGEST, loadable=True)
WRITTEN = register_map(PLAN, DIGEST, loadable=True, write_verify=True)
MORE = {r.path for r in WRITTEN.registers} - {r.path for r in BARE.registers}


def test_the_driver_knows_where_they_are() -> None:
    for registers in (WRITTEN, register_map(parted(), DIGEST, loadable=True, write_verify=True)):
        found = {path: registers[path].address for path in MORE}
        assert found == {path: getattr(at, path) for path in MORE}
    assert len(MORE) == 17


def test_nothing_else_moves() -> None:
    assert WRITTEN.windows == BARE.windows
    assert WRITTEN.address_bits == BARE.address_bits
    others = [r for r in WRITTEN.registers if r.path not in MORE]
    assert [(r.path, r.address, r.reset) for r in others] == [(r.path, r.address, r.reset) for r in BARE.registers]
    changed = [r.path for r, bare in zip(others, BARE.registers, strict=True) if r != bare]
    assert changed == ["STATUS", "CYCLES_LO"]
    assert WRITTEN.active == (*BARE.active, "WRITE_STATUS.busy")


def test_bits_that_the_driver_knows() -> None:
    def mask(path: str) -> int:
        register, name = path.split(".")
        return next(f.mask for f in WRITTEN[register].fields if f.name == name)

    for path, bits in {
        "STATUS.unconfirmed": at.UNCONFIRMED, "WRITE.start": at.START, "WRITE.confirm": at.CONFIRM,
        "WRITE_CONTROL.pause": at.PAUSE, "WRITE_CONTROL.abort": at.ABORT, "WRITE_TARGETS.take": at.TAKE,
        "WRITE_STATUS.busy": at.WRITING, "WRITE_STATUS.complete": at.COMPLETE, "WRITE_STATUS.wanted": at.WANTED,
        "WRITE_STATUS.overflow": at.OVERFLOW, "WRITE_STATUS.error": 7 << 8, "WRITE_FAILURE.valid": at.VALID,
        "WRITE_FAILURE.next": at.NEXT, "WRITE_FAILURE.polarity": 1 << 2 * at.INDEX_BITS,
        "WRITE_AT.polarity": 1 << 2 * at.INDEX_BITS, "WRITE_PULSE.gain": 15 << 8,
    }.items():  # fmt: skip
        assert mask(path) == bits, path
    assert max(WriteError) == 4


def test_sizes_are_those_of_the_tiles() -> None:
    h = PLAN.hardware
    assert WRITTEN["WRITE_SIZE"].reset == h.columns << 16 | h.rows
    assert WRITTEN["WRITE_TILES"].reset == 64 << 24 | h.adc_bits - 1 << 20 | PLAN.tiles


def test_what_may_be_written_when() -> None:
    locked = {r.path for r in WRITTEN.registers if r.path in MORE and r.locked}
    assert locked == {"WRITE", *(f"WRITE_{name}" for name in
                                 ("TILE", "ROWS", "LIMITS", "AMPLITUDES", "PULSE", "TIMEOUT"))}  # fmt: skip
    assert {r.path: r.guard for r in WRITTEN.registers if r.guard} == {"WRITE_TARGETS": "WRITE_STATUS.ready"}
    assert [r.path for r in WRITTEN.registers if r.path in MORE and not r.writable] == [
        "WRITE_SIZE", "WRITE_TILES", "WRITE_STATUS", "WRITE_AT", "WRITE_CELLS", "WRITE_PULSES", "WRITE_FAILED",
    ]  # fmt: skip


def test_every_field_is_connected() -> None:
    beside = {"WRITE_TARGETS.positive", "WRITE_TARGETS.negative", "WRITE_TARGETS.take", "WRITE_FAILURE.next"}
    controls = {path for path, _ in WRITTEN.of_kind(Kind.CONTROL, Kind.PULSE) if path.split(".")[0] in MORE}
    assert controls == {*CONTROLS.values(), *beside}
    shown = {"WRITE_STATUS.ready", *(f"WRITE_FAILURE.{name}" for name in ("row", "column", "polarity", "valid"))}
    assert {path for path, _ in WRITTEN.of_kind(Kind.STATUS) if path.split(".")[0] in MORE} == {
        *STATES.values(),
        *shown,
    }


def test_cells_behind_memristive_units_are_written_like_others(tmp_path: Path) -> None:
    """Whichever layers have them: the controller has no pin of theirs."""
    weights = np.random.default_rng(0).integers(-7, 8, (8, 8))
    layers = layer("a", "x", weights), layer("b", "a", weights)
    for units in itertools.product(("memristor", "digital"), repeat=2):
        nodes = (replace(node, unit=unit) for node, unit in zip(layers, units, strict=True))
        graph = Graph("net", (InputNode("x", (1, 1, 8), UINT4), *nodes))
        out = tmp_path / "_".join(units)
        emit(map_graph(graph, hardware(dac_bits=4), segmented=True), out, loadable=True, write_verify=True)
        controller = (out / "rtl" / "net_write_verify.v").read_text()
        assert "macros_read_integrate" in controller
        assert "activate" not in controller


def test_refusals(tmp_path: Path) -> None:
    graph = one_layer(np.ones((4, 2)))
    with pytest.raises(HdlgenError, match="has codes of a bit"):
        params_of(map_graph(graph, hardware(adc_bits=1), {}, segmented=True))
    wide = map_graph(graph, hardware(columns=1 << 15, adcs=1 << 15), {}, segmented=True)
    with pytest.raises(HdlgenError, match="has more columns of a tile than fit 14 bits of a register"):
        params_of(wide)
    with pytest.raises(HdlgenError, match="has no cells that could be written"):
        params_of(replace(PLAN, stages=tuple(s for s in PLAN.stages if s not in PLAN.array_stages)))
    with pytest.raises(HdlgenError, match="--write-verify: is for accelerators whose programs are loaded"):
        emit(map_graph(graph, hardware()), tmp_path / "out", write_verify=True)
    assert not (tmp_path / "out").exists()
    uneven = [map_graph(graph, hardware(adcs=n), {}, segmented=True).stages[0] for n in (1, 2)]
    with pytest.raises(HdlgenError, match="has tiles with 1 and 2 converters, and one controller writes"):
        params_of(replace(PLAN, stages=tuple(uneven)))
