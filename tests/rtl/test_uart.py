import random
from itertools import pairwise

import pytest
from amaranth.hdl import Module
from amaranth.sim import Simulator

from hdlgen.errors import HdlgenError
from hdlgen.rtl.uart import UartParams, UartReceiver, UartTransmitter

BYTES = [0, 255, 0x55, 0xAA, *random.Random(0).sample(range(256), 20)]


def bits_of(byte):
    return [0, *(byte >> n & 1 for n in range(8)), 1]


@pytest.mark.parametrize(("cycles", "sent"), [(4, 4.0), (8, 7.8), (33, 33.6), (33, 32.4)])
def test_bytes_arrive_from_a_line_that_is_a_little_too_fast_or_slow(cycles, sent):
    unit = UartReceiver(UartParams(cycles))
    bits = [bit for byte in BYTES for bit in bits_of(byte)]
    line = [bits[int(cycle / sent)] for cycle in range(int(len(bits) * sent))]
    assert received(unit, [1] * 5 + line + [1] * 2 * cycles) == BYTES


def received(unit, line):
    got = []

    async def run(ctx):
        for level in line:
            ctx.set(unit.line, level)
            _, _, valid, data = await ctx.tick().sample(unit.valid, unit.data)
            if valid:
                got.append(data)

    simulator = Simulator(unit)
    simulator.add_clock(1e-6)
    simulator.add_testbench(run)
    simulator.run()
    return got


def test_a_byte_without_a_stop_bit_is_dropped_and_a_line_that_hangs_low_is_no_byte():
    unit = UartReceiver(UartParams(4))
    framed = [bit for bit in [*bits_of(0x12)[:9], 0, *[0] * 100, 1, 1, *bits_of(0x34)] for _ in range(4)]
    assert received(unit, [*framed, *[1] * 10]) == [0x34]


def test_bytes_leave_one_behind_the_other_with_a_start_and_a_stop_bit():
    m = Module()
    m.submodules.sender = sender = UartTransmitter(UartParams(5))
    m.submodules.receiver = receiver = UartReceiver(UartParams(5))
    m.d.comb += receiver.line.eq(sender.line)
    got, taken = [], []

    async def give(ctx):
        for byte in BYTES:
            ctx.set(sender.i.payload, byte)
            ctx.set(sender.i.valid, 1)
            await ctx.tick().until(sender.i.ready)
        ctx.set(sender.i.valid, 0)
        await ctx.tick().repeat(80)

    async def take(ctx):
        cycle = 0
        async for _, _, valid, data, ready, offered in ctx.tick().sample(
            receiver.valid, receiver.data, sender.i.ready, sender.i.valid
        ):
            got.extend([data] * valid)
            taken.extend([cycle] * (ready & offered))
            cycle += 1

    simulator = Simulator(m)
    simulator.add_clock(1e-6)
    simulator.add_testbench(give)
    simulator.add_testbench(take, background=True)
    simulator.run()
    assert got == BYTES
    assert {b - a for a, b in pairwise(taken)} == {50}  # ten bits of five cycles, and no gap


@pytest.mark.parametrize(
    ("clock", "baud", "cycles"), [(100e6, 3_000_000, 33), (25e6, 115_200, 217), (96e6, 3_000_000, 32)]
)
def test_the_nearest_rate_is_taken(clock, baud, cycles):
    assert UartParams.of(clock, baud).bit_cycles == cycles


def test_a_rate_that_is_too_far_is_refused():
    with pytest.raises(HdlgenError, match=r"uart.baud: 3,000,000 are \+4.2% off with 8 cycles a bit of 25 MHz"):
        UartParams.of(25e6, 3_000_000)
    with pytest.raises(HdlgenError, match=r"uart.bit_cycles: must be at least 4, not 3"):
        UartParams.of(12e6, 4_000_000)
