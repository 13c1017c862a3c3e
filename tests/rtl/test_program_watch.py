"""`ProgramWatch` against zlib: only a whole program is ever loaded, and a fault stays and names its stage."""

from __future__ import annotations

import random
import struct
import zlib
from collections.abc import Iterable

import pytest

from hdlgen.errors import HdlgenError
from hdlgen.rtl.program_watch import ProgramWatch, ProgramWatchParams
from tests.rtl.benches import Bench as UnitBench
from tests.rtl.benches import on

SEED = 0x12345678
WORDS = [(0x1000 + 4 * n, 0x9E3779B9 * (n + 1) & 0xFFFFFFFF) for n in range(40)]


def crc(words: Iterable[tuple[int, int]], seed: int = SEED) -> int:
    return zlib.crc32(b"".join(struct.pack("<II", *word) for word in words), seed)


class Bench(UnitBench):
    def __init__(self) -> None:
        super().__init__(ProgramWatch(ProgramWatchParams(16, SEED, 3)))
        self.restarts: list[bool] = []

    def get(self, name: str) -> int:
        return int(self.ctx.get(getattr(self.dut, name)))

    async def tick(self, cycles: int = 1) -> None:
        for _ in range(cycles):
            self.restarts.append(bool(self.get("restart")))
            await self.ctx.tick()

    async def write(self, words: Iterable[tuple[int, int]], gap: int = 1) -> None:
        """With `gap` cycles between a word and the next, or what comes next."""
        for address, data in words:
            for name, value in (("valid", 1), ("address", address), ("data", data)):
                self.ctx.set(getattr(self.dut.written, name), value)
            await self.tick()
            self.ctx.set(self.dut.written.valid, 0)
            await self.tick(gap)

    async def pulse(self, **ports: int) -> None:
        for name, value in ports.items():
            self.ctx.set(getattr(self.dut, name), value)
        await self.tick()
        for name in ports:
            self.ctx.set(getattr(self.dut, name), 0)

    async def commit(self, expected: int) -> bool:
        """Whether a program is loaded then."""
        self.ctx.set(self.dut.expected, expected)
        self.ctx.set(self.dut.commit, 1)
        failed = self.get("failed")
        await self.pulse(commit=1)
        assert failed == self.get("empty")
        assert self.get("restart") == (not failed)
        return not failed

    async def load(self) -> None:
        await self.pulse(clear=1)
        await self.write(WORDS)
        assert await self.commit(crc(WORDS))
        await self.tick()
        assert not self.get("restart")


bench = on(Bench)


@pytest.mark.parametrize("gap", [1, 2, 5])
def test_the_crc_is_that_of_zlib(gap: int) -> None:
    async def test(b: Bench) -> None:
        assert b.get("crc") == SEED
        for n, word in enumerate(WORDS, 1):
            await b.write([word], gap)
            assert (b.get("crc"), b.get("words")) == (crc(WORDS[:n]), n)
        assert await b.commit(crc(WORDS))

    Bench().run(test)


@bench
async def test_it_is_empty_after_reset_and_nothing_is_no_program(b: Bench) -> None:
    assert b.get("empty")
    assert not await b.commit(SEED)
    await b.load()
    await b.reset()
    assert b.get("empty")
    assert not await b.commit(crc(WORDS))


@bench
async def test_half_a_program_is_never_taken(b: Bench) -> None:
    for n in range(len(WORDS)):
        await b.pulse(clear=1)
        await b.write(WORDS[:n])
        assert not await b.commit(crc(WORDS))
    await b.pulse(clear=1)
    await b.write(WORDS[:20])
    await b.reset()  # power fails, and the host goes on as if nothing had been
    await b.write(WORDS[20:])
    assert not await b.commit(crc(WORDS))


@bench
async def test_a_word_more_or_twice_or_elsewhere_or_out_of_order_is_refused(b: Bench) -> None:
    rng = random.Random(1)
    for n in rng.sample(range(len(WORDS) - 1), 8):
        address, data = WORDS[n]
        for wrong in (
            [*WORDS[:n], WORDS[n], *WORDS[n:]],
            [*WORDS[:n], (address + 4, data), *WORDS[n + 1 :]],
            [*WORDS[:n], (address, data ^ 1 << rng.randrange(32)), *WORDS[n + 1 :]],
            [*WORDS[:n], WORDS[n + 1], WORDS[n], *WORDS[n + 2 :]],
            [*WORDS, (0, 0)],
        ):
            await b.pulse(clear=1)
            await b.write(wrong)
            assert not await b.commit(crc(WORDS))
            assert await b.commit(crc(wrong))


@bench
async def test_a_write_or_a_clear_behind_the_commit_makes_it_empty(b: Bench) -> None:
    await b.load()
    await b.write(WORDS[:1])
    assert b.get("empty")
    assert not await b.commit(crc(WORDS))
    await b.load()
    await b.pulse(clear=1)
    assert b.get("empty")
    await b.load()
    assert await b.commit(crc(WORDS))  # again: it is what is there
    assert not await b.commit(crc(WORDS) ^ 1)
    assert b.get("empty")


@bench
async def test_what_reads_tables_begins_again_when_the_bus_has_read_one(b: Bench) -> None:
    await b.load()
    assert b.restarts.count(True) == 1
    await b.pulse(read=1)
    await b.tick(3)
    assert b.restarts[-4:] == [False, True, False, False]
    assert not b.get("empty")


@bench
async def test_a_fault_stays_and_names_the_stage_that_had_the_first(b: Bench) -> None:
    await b.pulse(faults=0b111)  # of an empty accelerator: whatever was in its memories
    await b.write(WORDS)
    b.ctx.set(b.dut.faults, 0b010)
    assert await b.commit(crc(WORDS))
    assert not b.get("marked")  # of before the restart
    await b.tick()
    b.ctx.set(b.dut.faults, 0)
    await b.tick()
    assert (b.get("faulty"), b.get("first"), b.get("marked")) == (0, 0, 0)
    b.ctx.set(b.dut.faults, 0b110)
    assert b.get("marked")  # at once: the result may leave in this cycle
    await b.tick()
    b.ctx.set(b.dut.faults, 0)
    await b.pulse(faults=0b001)
    await b.tick(5)
    assert (b.get("faulty"), b.get("first"), b.get("marked"), b.get("empty")) == (0b111, 2, 1, 0)
    await b.load()  # begins with a clear
    assert (b.get("faulty"), b.get("first"), b.get("marked")) == (0, 0, 0)


@pytest.mark.parametrize(
    ("params", "message"),
    [((0, 0, 1), "address_bits: must lie in 1..32, not 0"), ((33, 0, 1), "not 33"), ((12, 0, 0), "at least 1, not 0")],
)
def test_what_makes_no_sense_is_refused(params: tuple[int, int, int], message: str) -> None:
    with pytest.raises(HdlgenError, match=message):
        ProgramWatchParams(*params)
