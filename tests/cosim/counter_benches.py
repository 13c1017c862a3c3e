"""Benches that end in every way a bench can end. `ENDING` picks one."""

import os

import cocotb
from cocotb.clock import Clock
from cocotb.triggers import ReadOnly, RisingEdge, Timer


@cocotb.test(timeout_time=10, timeout_unit="us")
async def counts_enabled_cycles(dut):
    dut.rst.value, dut.enable.value = 1, 0
    Clock(dut.clk, 10, unit="ns", impl="gpi").start()
    await RisingEdge(dut.clk)
    dut.rst.value, dut.enable.value = 0, 1
    for _ in range(5):
        await RisingEdge(dut.clk)
    dut.enable.value = 0
    for _ in range(3):
        await RisingEdge(dut.clk)
    await ReadOnly()
    assert dut.count.value == 5


@cocotb.test(skip=os.environ.get("ENDING") != "fail")
async def fails(dut):
    await Timer(1, "ns")
    assert dut.count.value == 77, "never seventy-seven"


@cocotb.test(skip=os.environ.get("ENDING") != "exit")
async def kills_the_simulator_and_says_that_all_is_well(dut):
    await Timer(1, "ns")
    os._exit(0)


@cocotb.test(skip=os.environ.get("ENDING") != "abort")
async def crashes_the_simulator(dut):
    await Timer(1, "ns")
    os.abort()


@cocotb.test(skip=os.environ.get("ENDING") != "hang")
async def never_ends(dut):
    while True:
        await Timer(1, "ns")
