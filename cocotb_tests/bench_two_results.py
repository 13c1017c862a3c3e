"""An accelerator with two results: whose beats leave when, what marks them, and what a flush leaves of them."""

from __future__ import annotations

import os
import random
from pathlib import Path

import cocotb
import numpy as np
from cocotb.clock import Clock
from cocotb.triggers import ClockCycles, FallingEdge, RisingEdge
from cocotbext.axi import AxiLiteBus, AxiLiteMaster, AxiStreamBus, AxiStreamFrame, AxiStreamSource

from cocotb_tests.bench_axi_stream import BUSY, CLEAR, FLUSH, FLUSHING, FRAME_ERROR, RUN, Accelerator, pauses

DATA, LAST, USER, DEST = range(4)
"""What the numbers of a beat are."""


class TwoResults(Accelerator):
    """The accelerator, with a sink that takes as many beats as it is told to.

    results  the beats of each image whose frame is right
    taken    what has left
    left     beats that may still leave
    """

    def __init__(self, dut) -> None:
        super().__init__(dut)
        answers = np.load(Path(os.environ["HDLGEN_TEST_JOB"]) / "answers.npy")
        self.results = [[tuple(beat) for beat in image] for image in answers.tolist()]
        self.taken: list[tuple[int, ...]] = []
        self.left = 0

    async def start(self, source_share, sink_share) -> TwoResults:
        dut = self.dut
        dut.rst.value, dut.m_axis_tready.value = 1, 0
        Clock(dut.clk, 10, unit="ns", impl="gpi").start()
        await ClockCycles(dut.clk, 2)  # registers have no value before reset
        self.source = AxiStreamSource(AxiStreamBus.from_prefix(dut, "s_axis"), dut.clk, dut.rst)
        self.master = AxiLiteMaster(AxiLiteBus.from_prefix(dut, "s_axil"), dut.clk, dut.rst)
        self.source.set_pause_generator(pauses(1, source_share))
        self.answer()
        cocotb.start_soon(self.take(sink_share))
        await ClockCycles(dut.clk, 4)
        dut.rst.value = 0
        await self.control(RUN)
        return self

    async def take(self, share) -> None:
        dut, rng = self.dut, random.Random(2)
        while True:
            await FallingEdge(dut.clk)
            dut.m_axis_tready.value = int(self.left > 0 and rng.random() >= share)
            await RisingEdge(dut.clk)
            if int(dut.m_axis_tvalid.value) and int(dut.m_axis_tready.value):
                self.taken.append(self.offered())
                self.left -= 1

    def offered(self) -> tuple[int, ...]:
        return tuple(int(getattr(self.dut, f"m_axis_t{name}").value) for name in ("data", "last", "user", "dest"))

    async def flush(self) -> tuple[int, ...] | None:
        """Returns the beat that is offered when the accelerator is emptied."""
        writing = cocotb.start_soon(self.control(RUN | FLUSH))
        while True:
            await RisingEdge(self.dut.clk)
            if int(self.dut.emptied.value):
                offered = self.offered() if int(self.dut.m_axis_tvalid.value) else None
                await FallingEdge(self.dut.clk)  # the macros are reset
                self.answer()
                await writing
                return offered


@cocotb.test(timeout_time=20, timeout_unit="ms")
@cocotb.parametrize(source_share=[0.0, 0.5], sink_share=[0.0, 0.7])
async def results_leave_in_turn_and_both_are_marked_if_their_frame_was_wrong(dut, source_share, sink_share):
    a = await TwoResults(dut).start(source_share, sink_share)
    a.left = 1 << 30
    want = []
    for frame, beats in zip(a.frames, a.results, strict=True):
        await a.source.send(AxiStreamFrame(frame))
        wrong = len(frame) != a.beats
        want += [(data, last, int(last and wrong), dest) for data, last, _, dest in beats]
    await a.idle()
    assert a.taken == want
    counts = {"IMAGES_IN": len(a.frames), "IMAGES_OUT": len(a.frames), "STATUS": FRAME_ERROR, "STUCK": 0}
    assert {name: await a.read(name) for name in counts} == counts


@cocotb.test(timeout_time=20, timeout_unit="ms")
@cocotb.parametrize(wait=[0, 300])
async def after_a_flush_anywhere_between_beats_the_next_image_is_right(dut, wait):
    a = await TwoResults(dut).start(0.0, 0.0)
    first, second = a.results[:2]
    between = 0
    for cut in range(1, len(first) + 1):
        a.taken.clear()
        a.left = cut
        await a.source.send(AxiStreamFrame(a.frames[0]))
        while a.left:
            await RisingEdge(dut.clk)
        await ClockCycles(dut.clk, wait)
        offered = await a.flush()
        want = first[:cut]
        if offered is not None:  # it stays
            assert offered == first[cut]
            want = first[: cut + 1]
        if not want[-1][LAST]:
            want = [*want, (0, 1, 1, want[-1][DEST])]
        between += offered is None and want[-1][LAST] and want[-1][DEST] == 0 and not want[-1][USER]
        assert bool(await a.read("STATUS") & FLUSHING) == (len(want) > cut)
        await a.source.send(AxiStreamFrame(a.frames[1]))
        a.left = 1 << 30
        await a.idle()
        assert a.taken == [*want, *second], f"after {cut} beats"
    assert between == (wait == 0), "the moment between the two frames"
    await a.control(RUN | CLEAR)
    await a.source.send(AxiStreamFrame(a.frames[0]))
    await a.idle()
    assert [await a.read(name) for name in ("IMAGES_IN", "IMAGES_OUT")] == [1, 1]
    assert not await a.read("STATUS") & (BUSY | FLUSHING)


@cocotb.test(timeout_time=20, timeout_unit="ms")
async def a_sink_that_takes_nothing_is_named_until_that_is_cleared(dut):
    a = await TwoResults(dut).start(0.0, 0.0)
    at, edges = a.job.addresses, [edge.name for edge in a.job.edges]
    for frame in a.frames[:2]:
        await a.source.send(AxiStreamFrame(frame))
    await ClockCycles(dut.clk, 3000)
    assert await a.read("STUCK") == 0  # it is switched off
    await a.master.write_dword(at["STUCK_AFTER"], 1000)
    await ClockCycles(dut.clk, 2000)
    number = await a.read("STUCK")
    assert edges[number - 1] == "head -> output, result 0"  # the other result's queue is not full
    a.left = 1 << 30
    await a.idle()
    assert await a.read("STUCK") == number
    await a.master.write_dword(at["STUCK"], 1 << 31)
    assert await a.read("STUCK") == 0
    await ClockCycles(dut.clk, 3000)
    assert await a.read("STUCK") == 0
