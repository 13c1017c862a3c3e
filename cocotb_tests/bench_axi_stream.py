"""A whole accelerator between an AXI4-Stream source and sink and an AXI4-Lite master that we did not write."""

from __future__ import annotations

import logging
import os
import random
from collections.abc import Iterator
from pathlib import Path

import cocotb
import numpy as np
from cocotb.clock import Clock
from cocotb.triggers import RisingEdge
from cocotbext.axi import AxiLiteBus, AxiLiteMaster, AxiStreamBus, AxiStreamFrame, AxiStreamSink, AxiStreamSource

from hdlgen.cosim.binding import answer, program
from hdlgen.cosim.job import Job

CONTROL, INPUT_BEATS, RUN = 0x1C, 0x34, 1


def pauses(seed: int, share: float) -> Iterator[bool]:
    rng = random.Random(seed)
    while True:
        yield rng.random() < share


@cocotb.test(timeout_time=20, timeout_unit="ms")
@cocotb.parametrize(source_share=[0.0, 0.5], sink_share=[0.0, 0.7])
async def images_go_in_and_answers_come_out(dut, source_share, sink_share):
    directory = Path(os.environ["HDLGEN_TEST_JOB"])
    job = Job.read(directory)
    images, answers = np.load(directory / "images.npy"), np.load(directory / "answers.npy")
    dut.rst.value = 1
    Clock(dut.clk, 10, unit="ns", impl="gpi").start()
    await RisingEdge(dut.clk)
    source = AxiStreamSource(AxiStreamBus.from_prefix(dut, "s_axis"), dut.clk, dut.rst)
    sink = AxiStreamSink(AxiStreamBus.from_prefix(dut, "m_axis"), dut.clk, dut.rst)
    master = AxiLiteMaster(AxiLiteBus.from_prefix(dut, "s_axil"), dut.clk, dut.rst)
    for side in (source, sink, master.write_if, master.read_if):
        side.log.setLevel(logging.WARNING)
    source.set_pause_generator(pauses(1, source_share))
    sink.set_pause_generator(pauses(2, sink_share))
    for tile in job.tiles:
        macro = dut
        for name in tile.path.split(".")[1:]:  # the bench is not there: the accelerator is the top
            macro = getattr(macro, name)
        cocotb.start_soon(answer(macro, tile, program(job, tile)))
    for _ in range(4):
        await RisingEdge(dut.clk)
    dut.rst.value = 0
    await RisingEdge(dut.clk)

    for image in images:
        await source.send(AxiStreamFrame(image.tobytes()))
    for _ in range(200):
        await RisingEdge(dut.clk)
    assert await master.read_dword(INPUT_BEATS) == 0, "images went in before they were allowed to"
    await master.write_dword(CONTROL, RUN)
    for want in answers:
        frame = await sink.recv()
        assert bytes(frame.tdata) == want.tobytes()
    for _ in range(200):
        await RisingEdge(dut.clk)
    assert sink.empty()
    assert source.empty()
    assert await master.read_dword(INPUT_BEATS) == images.size
