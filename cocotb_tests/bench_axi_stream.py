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
from cocotb.triggers import ClockCycles, FallingEdge, RisingEdge
from cocotbext.axi import AxiLiteBus, AxiLiteMaster, AxiStreamBus, AxiStreamFrame, AxiStreamSink, AxiStreamSource

from hdlgen.cosim.binding import answer
from hdlgen.cosim.job import Job
from hdlgen.cosim.tiles import program

RIGHT = 3
"""Frames of the right length in front of the others."""
RUN, CLEAR, FLUSH = 1, 2, 4
BUSY, FRAME_ERROR, FLUSHING = 1, 2, 4
STALLS = {"source_share": [0.0, 0.5], "sink_share": [0.0, 0.7]}


def pauses(seed: int, share: float) -> Iterator[bool]:
    rng = random.Random(seed)
    while True:
        yield rng.random() < share


class Accelerator:
    """The accelerator, out of reset, with what stands around it.

    frames   bytes of each frame: of an image, cut or with more behind it
    answers  what must leave for each
    """

    def __init__(self, dut) -> None:
        directory = Path(os.environ["HDLGEN_TEST_JOB"])
        self.dut, self.job = dut, Job.read(directory)
        images, lengths = np.load(directory / "images.npy"), np.load(directory / "lengths.npy")
        self.beats = images.shape[1]
        more = np.random.default_rng(5).integers(0, 256, int(lengths.max()), np.uint8)
        self.frames = [
            bytes(np.concatenate((image, more))[:length]) for image, length in zip(images, lengths, strict=True)
        ]
        self.answers = [row.tobytes() for row in np.load(directory / "answers.npy")]
        self.arrays = [(self.macro(tile), [(tile, program(self.job, tile))]) for tile in self.job.tiles]
        self.answering: list = []

    def macro(self, tile):
        macro = self.dut
        for name in tile.path.split(".")[1:]:  # the bench is not there: the accelerator is the top
            macro = getattr(macro, name)
        return macro

    def answer(self) -> None:
        """Lets the arrays answer from their first product on."""
        for task in self.answering:
            task.cancel()
        self.answering = [cocotb.start_soon(answer(*array)) for array in self.arrays]

    async def start(self, source_share, sink_share) -> Accelerator:
        dut = self.dut
        dut.rst.value = 1
        Clock(dut.clk, 10, unit="ns", impl="gpi").start()
        await RisingEdge(dut.clk)
        self.source = AxiStreamSource(AxiStreamBus.from_prefix(dut, "s_axis"), dut.clk, dut.rst)
        self.sink = AxiStreamSink(AxiStreamBus.from_prefix(dut, "m_axis"), dut.clk, dut.rst)
        self.master = AxiLiteMaster(AxiLiteBus.from_prefix(dut, "s_axil"), dut.clk, dut.rst)
        for side in (self.source, self.sink, self.master.write_if, self.master.read_if):
            side.log.setLevel(logging.WARNING)
        self.source.set_pause_generator(pauses(1, source_share))
        self.sink.set_pause_generator(pauses(2, sink_share))
        self.answer()
        await ClockCycles(dut.clk, 4)
        dut.rst.value = 0
        await RisingEdge(dut.clk)
        return self

    async def read(self, register: str) -> int:
        return await self.master.read_dword(self.job.addresses[register])

    async def control(self, bits: int) -> None:
        await self.master.write_dword(self.job.addresses["CONTROL"], bits)

    async def idle(self) -> None:
        """Waits until all that was sent has left."""
        while not self.source.idle() or await self.read("STATUS") & (BUSY | FLUSHING):
            await ClockCycles(self.dut.clk, 20)
        await ClockCycles(self.dut.clk, 200)


@cocotb.test(timeout_time=20, timeout_unit="ms")
@cocotb.parametrize(**STALLS)
async def images_go_in_and_answers_come_out(dut, source_share, sink_share):
    a = await Accelerator(dut).start(source_share, sink_share)
    for frame in a.frames[:RIGHT]:
        await a.source.send(AxiStreamFrame(frame))
    await ClockCycles(dut.clk, 200)
    assert await a.read("INPUT_BEATS") == 0, "images went in before they were allowed to"
    await a.control(RUN)
    for want in a.answers[:RIGHT]:
        frame = await a.sink.recv()
        assert bytes(frame.tdata) == want
    await ClockCycles(dut.clk, 200)
    assert a.sink.empty()
    assert a.source.empty()
    assert await a.read("INPUT_BEATS") == RIGHT * a.beats


@cocotb.test(timeout_time=20, timeout_unit="ms")
@cocotb.parametrize(**STALLS)
async def a_frame_of_wrong_length_is_marked_and_the_others_are_right(dut, source_share, sink_share):
    a = await Accelerator(dut).start(source_share, sink_share)
    await a.control(RUN)
    for frame in a.frames:
        await a.source.send(AxiStreamFrame(frame))
    for n, (sent, want) in enumerate(zip(a.frames, a.answers, strict=True)):
        frame = await a.sink.recv(compact=False)
        assert bytes(frame.tdata) == want, f"frame {n} of {len(sent)} beats"
        assert list(frame.tuser) == [0] * (len(want) - 1) + [len(sent) != a.beats], f"frame {n} of {len(sent)} beats"
    await a.idle()
    assert a.sink.empty()
    short, long = (sum(len(f) < a.beats for f in a.frames), sum(len(f) > a.beats for f in a.frames))
    counts = {"IMAGES_IN": len(a.frames), "IMAGES_OUT": len(a.frames), "INPUT_BEATS": sum(map(len, a.frames)),
              "SHORT_FRAMES": short, "LONG_FRAMES": long, "STATUS": FRAME_ERROR}  # fmt: skip
    assert {name: await a.read(name) for name in counts} == counts
    await a.master.write_dword(a.job.addresses["STATUS"], FRAME_ERROR)
    assert await a.read("STATUS") == 0


class Epoch:
    """What passes between two flushes.

    frames  (number, beats) of the frames that ended at the input; beats that a flush dropped are not counted
    images  (bytes, tuser of the last beat) of the images that were begun at the output, in the end
    """

    def __init__(self) -> None:
        self.frames: list[tuple[int, int]] = []
        self.images: list[tuple[bytes, int]] = []


async def watch(a: Accelerator, epochs: list[Epoch]) -> None:
    """Divides what passes at both ends among `epochs`, and starts the arrays anew with each flush."""
    dut = a.dut
    ended = beats = 0
    left, owner = bytearray(), None
    while True:
        await RisingEdge(dut.clk)
        if int(dut.s_axis_tvalid.value) and int(dut.s_axis_tready.value):
            beats += 1
            if int(dut.s_axis_tlast.value):
                epochs[-1].frames.append((ended, beats))
                ended, beats = ended + 1, 0
        if int(dut.m_axis_tvalid.value):
            owner = owner or epochs[-1]
            if int(dut.m_axis_tready.value):
                left.append(int(dut.m_axis_tdata.value))
                if int(dut.m_axis_tlast.value):
                    owner.images.append((bytes(left), int(dut.m_axis_tuser.value)))
                    left, owner = bytearray(), None
        if int(dut.emptied.value):
            assert not any(int(macro.complaint.value) for macro, *_ in a.arrays), "a rule of the seam is broken"
            epochs.append(Epoch())
            beats = 0
            await FallingEdge(dut.clk)  # the macros are reset
            a.answer()


@cocotb.test(timeout_time=20, timeout_unit="ms")
@cocotb.parametrize(**STALLS)
async def after_a_flush_in_any_cycle_the_next_frame_is_right(dut, source_share, sink_share):
    a = await Accelerator(dut).start(source_share, sink_share)
    rng = random.Random(f"moments, {source_share} {sink_share}")
    epochs, sent = [Epoch()], []
    watching = cocotb.start_soon(watch(a, epochs))
    await a.control(RUN)
    for _ in range(30):
        for _ in range(rng.randrange(4)):
            sent.append(rng.randrange(len(a.frames) if rng.random() < 0.4 else RIGHT))
            await a.source.send(AxiStreamFrame(a.frames[sent[-1]]))
        blocked = rng.random() < 0.3
        if blocked:
            a.sink.clear_pause_generator()
            a.sink.pause = True
        await ClockCycles(dut.clk, rng.randrange(1, 700))
        await a.control(RUN | FLUSH)
        if rng.random() < 0.3:
            await ClockCycles(dut.clk, rng.randrange(1, 40))
            await a.control(RUN | FLUSH)
        if blocked:
            if rng.random() < 0.5:
                await ClockCycles(dut.clk, rng.randrange(400))
            a.sink.pause = False
            a.sink.set_pause_generator(pauses(rng.randrange(100), sink_share))
        if rng.random() < 0.5:
            await a.idle()
    await a.idle()
    await a.control(RUN | CLEAR)
    for index in (0, 1):
        sent.append(index)
        await a.source.send(AxiStreamFrame(a.frames[index]))
    await a.idle()
    assert [await a.read(name) for name in ("IMAGES_IN", "IMAGES_OUT", "INPUT_BEATS")] == [2, 2, 2 * a.beats]
    assert not await a.read("STATUS") & (BUSY | FLUSHING)
    watching.cancel()

    cut = right = 0
    for epoch in epochs:
        for n, (data, user) in enumerate(epoch.images):
            number, beats = epoch.frames[n] if n < len(epoch.frames) else (None, a.beats)
            want = a.answers[sent[number]] if number is not None and beats == a.beats else None
            whole = len(data) == len(a.answers[0]) and user == (beats != a.beats)
            if whole:
                assert want in (None, data)
                right += want == data
            else:  # begun when the flush came
                assert epoch is not epochs[-1]
                assert n == len(epoch.images) - 1
                assert (user, data[-1]) == (1, 0)
                assert want is None or want.startswith(data[:-1])
                cut += 1
    assert len(epochs[-1].images) == len(epochs[-1].frames)
    assert min(cut, right) >= 2, f"the moments were badly chosen: {cut} images cut, {right} right ones left"
