"""A whole accelerator that is reset in the middle of an image, and one that is stopped in the middle."""

from __future__ import annotations

import os
from pathlib import Path

import cocotb
from cocotb.clock import Clock
from cocotb.triggers import ClockCycles, FallingEdge, RisingEdge, with_timeout

from hdlgen.cosim.bench import PERIOD_NS, Bench, _at
from hdlgen.cosim.binding import answer
from hdlgen.cosim.findings import SEAM_RULES
from hdlgen.cosim.tiles import program

CONSTANT = ("ID", "VERSION", "DIGEST", "STAGES", "TIMING", "BOUND")


async def start(dut) -> Bench:
    bench = Bench(dut, Path(os.environ["HDLGEN_TEST_JOB"]))
    dut.rst.value = 1
    dut.image_put.value = 0
    dut.source_stall.value, dut.sink_stall.value = bench.job.source_stall, bench.job.sink_stall
    Clock(dut.clk, PERIOD_NS, unit="ns", impl="gpi").start()
    await ClockCycles(dut.clk, 4)
    for tile in bench.job.tiles:
        macro = _at(dut, tile.path)
        cocotb.start_soon(answer(macro, [(tile, program(bench.job, tile))], bench.answered))
        cocotb.start_soon(bench.listen(tile.tile, macro.complaint, SEAM_RULES))
    await FallingEdge(dut.clk)
    dut.rst.value = 0
    await RisingEdge(dut.clk)
    return bench


def compare(bench: Bench) -> list:
    return [cocotb.start_soon(bench.compare(w, w is bench.job.watches[-1])) for w in bench.job.watches]


@cocotb.test(timeout_time=20, timeout_unit="ms")
async def nothing_is_left_of_an_image_that_a_reset_cuts_off(dut):
    bench = await start(dut)
    addresses = bench.job.addresses
    for cycles in (1, 9, 40, 77, 150, 301, 444, 600):
        await bench.bus.write(addresses["CONTROL"], 1)
        playing = cocotb.start_soon(bench.hand_over())
        await ClockCycles(dut.clk, cycles)
        playing.cancel()
        await FallingEdge(dut.clk)
        dut.rst.value, dut.image_put.value = 1, 0
        await FallingEdge(dut.clk)  # one cycle is enough
        dut.rst.value = 0
        bench.rows_seen = dict.fromkeys(bench.rows_seen, 0)
        comparing = compare(bench)
        registers = {name: await bench.bus.read(at) for name, at in addresses.items()}
        changed = [n for n, v in registers.items() if v and not n.split(".")[-1].startswith(CONSTANT)]
        assert not changed, f"{changed} are not 0 after a reset"
        await bench.bus.write(addresses["CONTROL"], 1)
        playing = cocotb.start_soon(bench.hand_over())
        await with_timeout(bench.finished.wait(), 1, "ms")
        assert not bench.findings, bench.findings
        await ClockCycles(dut.clk, 64)
        for task in (*comparing, playing):
            task.cancel()
        bench.finished.clear()
        await FallingEdge(dut.clk)
        dut.rst.value, dut.image_put.value = 1, 0
        await FallingEdge(dut.clk)
        dut.rst.value = 0


@cocotb.test(timeout_time=20, timeout_unit="ms")
async def an_image_is_finished_after_a_stop_and_none_is_begun(dut):
    bench = await start(dut)
    addresses = bench.job.addresses
    compare(bench)
    cocotb.start_soon(bench.hand_over())
    stops = 0
    while not bench.finished.is_set():
        await bench.bus.write(addresses["CONTROL"], 1)
        await ClockCycles(dut.clk, 3 + 7 * stops)
        await bench.bus.write(addresses["CONTROL"], 0)
        while await bench.bus.read(addresses["STATUS"]) & 1:
            pass  # busy: the test's time limit ends it
        before = [await bench.bus.read(addresses[n]) for n in ("IMAGES_IN", "IMAGES_OUT", "INPUT_BEATS")]
        await ClockCycles(dut.clk, 500)
        assert before == [await bench.bus.read(addresses[n]) for n in ("IMAGES_IN", "IMAGES_OUT", "INPUT_BEATS")]
        assert before[0] == before[1]
        stops += 1
    assert not bench.findings, bench.findings
    assert stops == bench.job.images
