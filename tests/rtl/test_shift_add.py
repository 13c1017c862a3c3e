from dataclasses import replace
from itertools import product
from math import lcm

import numpy as np
import pytest

from hdlgen.arith import Adc, Int, Phases, Slices
from hdlgen.errors import HdlgenError
from hdlgen.rtl.shift_add import ShiftAdd, ShiftAddParams
from tests.rtl.datapath import simulate
from tests.rtl.streams import packed, unpacked

SIGNED, UNSIGNED = Int(4, signed=True), Int(4)
WIDE = Int(24, signed=True)
CASES = {
    # every code of every converter in every phase and part
    "one": ShiftAddParams(Phases(UNSIGNED, 1), Slices(4, 3), Adc(6), 1, 1, 3, WIDE),
    "sign phase": ShiftAddParams(Phases(SIGNED, 1), Slices(3, 1), Adc(3), 2, 2, 2, WIDE),
    "two channels": ShiftAddParams(Phases(SIGNED, 2), Slices(3, 1), Adc(2, 3), 4, 2, 5, WIDE),
    "padded in one": ShiftAddParams(Phases(SIGNED, 3), Slices(5, 2), Adc(3, 1), 3, 3, 2, WIDE),
    "padded in parts": ShiftAddParams(Phases(UNSIGNED, 2), Slices(4, 1), Adc(3), 2, 4, 2, WIDE),
    "serial": ShiftAddParams(Phases(UNSIGNED, 4), Slices(5, 1), Adc(4, 2), 1, 4, 9, WIDE),
    "empty part": ShiftAddParams(Phases(UNSIGNED, 4), Slices(3, 2), Adc(4), 1, 3, 1, WIDE),
    # codes are −1 and 0, and the sum of a phase needs every bit of the type
    "narrow": ShiftAddParams(Phases(SIGNED, 1), Slices(2, 1), Adc(1), 2, 1, 1, Int(5, signed=True)),
}


def expected(params, codes, phase, part):
    """Sums of the channels: each converter's code by the slice that it reads."""
    sums = [0] * params.channels
    for converter, code in enumerate(codes):
        channel, t = divmod(part * params.adcs + converter, params.columns)
        if t < params.slices.count:
            place = params.phases.weight(phase) * params.slices.weight(t) * 2**params.adc.shift
            sums[channel] += int(code) * place
    return sums


def judge(params, todo):
    """Whether the sums are as expected for `todo`: triples of codes, phase and part."""
    code = params.adc.code
    unit = ShiftAdd(params)
    rng = np.random.default_rng(0)

    async def bench(ctx, _):
        for codes, phase, part in todo:
            word, last = int(rng.integers(params.words)), int(rng.integers(2))
            ctx.set(unit.i.valid, 1)
            ctx.set(unit.i.codes, packed(np.array(codes), code.bits))
            ctx.set(unit.i.phase, phase)
            ctx.set(unit.i.part, part)
            ctx.set(unit.i.word, word)
            ctx.set(unit.i.last, last)
            assert (ctx.get(unit.o.valid), ctx.get(unit.o.word), ctx.get(unit.o.last)) == (1, word, last)
            await ctx.tick()  # the sums one cycle later, one group a cycle
            sums = unpacked(ctx.get(unit.o.sums), params.channels, params.acc.bits, True)
            assert sums.tolist() == expected(params, codes, phase, part)
        ctx.set(unit.i.valid, 0)
        assert ctx.get(unit.o.valid) == 0

    simulate(unit, bench)


@pytest.mark.parametrize("params", CASES.values(), ids=CASES.keys())
def test_every_code_in_every_place(params):
    codes = product(range(params.adc.code.lo, params.adc.code.hi + 1), repeat=params.adcs)
    judge(params, product(codes, range(params.phases.count), range(params.parts)))


@pytest.mark.parametrize("slices", range(1, 8))
def test_words_of_every_number_of_slices_and_converters(slices):
    for adcs, columns in product(range(1, 17), (slices, slices + 1)):
        params = ShiftAddParams(Phases(Int(2, signed=True), 1), Slices(slices + 1, 1), Adc(3), adcs, columns, 2, WIDE)
        assert params.channels * columns == params.parts * adcs == lcm(columns, adcs)
        rng = np.random.default_rng(adcs)
        codes = [
            np.full(adcs, params.adc.code.lo),
            *rng.integers(params.adc.code.lo, params.adc.code.hi + 1, (2, adcs)),
        ]
        judge(params, product(codes, (0, 1), range(params.parts)))


def test_a_channel_in_two_conversions_by_hand():
    # Three slices on two converters: of channel 0 the slices 0, 1; its slice 2 and slice 0 of channel 1; 1, 2 of that
    params = ShiftAddParams(Phases(UNSIGNED, 4), Slices(4, 1), Adc(4), 2, 3, 1, WIDE)
    assert (params.channels, params.parts) == (2, 3)
    assert [expected(params, (3, -2), 0, part) for part in range(3)] == [[3 - 4, 0], [12, -2], [0, 6 - 8]]


def test_a_sum_by_hand():
    # Slices 3, −2 of two bits each in phase 1 of two-bit digits, a code step of two: (3 − 2·4) · 4 · 2.
    params = ShiftAddParams(Phases(UNSIGNED, 2), Slices(5, 2), Adc(4, 1), 2, 2, 1, Int(12, signed=True))
    assert expected(params, (3, -2), 1, 0) == [-40]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"adcs": 0}, r"shift_add\.adcs: must be at least 1, not 0"),
        ({"columns": 0}, r"shift_add\.columns: must be at least 1, not 0"),
        ({"words": 0}, r"shift_add\.words: must be at least 1, not 0"),
        ({"adcs": 4, "columns": 1}, r"shift_add\.columns: 1 columns do not hold 2 slices"),
    ],
)
def test_what_has_no_meaning_is_refused(changes, message):
    with pytest.raises(HdlgenError, match=message):
        replace(CASES["sign phase"], **changes)
