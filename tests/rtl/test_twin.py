from dataclasses import replace

import numpy as np
import pytest
from hdlgen_sim import Array, Device

from hdlgen.errors import HdlgenError
from hdlgen.rtl.macro import MacroParams
from hdlgen.rtl.twin import Twin, TwinParams
from tests.rtl.datapath import simulate

IDEAL = Device.simple(3, 0.0, 1.0)
STUCK = Device.simple(3, 1e-6, 40e-6, 0.05, 0.02, 0.01)


def made(device, *, rows, columns, seed=0, shift=0, **macro):
    """A twin of random levels, and the reader that it must equal."""
    params = MacroParams(rows + 3, columns + 2 * macro["adcs"], settle_cycles=2, **macro)
    rng = np.random.default_rng(seed)
    levels = rng.integers(-7, 8, (params.rows, params.columns)).astype(np.int16)
    array = Array.program(levels, device, seed=seed, name="tile")
    reader = array.reader(
        rows=rows,
        columns=slice(0, columns),
        phases=params.phases,
        dac_bits=params.dac_bits,
        adc_bits=params.adc_bits,
        adc_shift=shift,
        adcs=params.adcs,
    )
    readout = reader.readout
    return TwinParams(params, readout.table, readout.bias, readout.shift - shift, "tile"), reader


def codes(params, words, shift, phases, arrays=(0,)):
    """What a twin gives for `words` [vector, row] on `arrays` in turn, int64[vector, phase, column]; nothing waits."""
    unit, macro = Twin(params), params.macro
    found, groups = [], params.groups // macro.arrays

    async def bench(ctx, reset):
        ctx.set(unit.read.adc_shift, shift)
        steps = [(n, word, phase) for n, word in enumerate(words) for phase in range(phases)]

        def drive(n):
            vector, word, phase = steps[n]
            digits = (word.astype(int) >> (macro.dac_bits * phase)) & ((1 << macro.dac_bits) - 1)
            if macro.arrays > 1:
                ctx.set(unit.read.array, arrays[vector % len(arrays)])
            ctx.set(unit.read.drive, sum(int(d) << (macro.dac_bits * i) for i, d in enumerate(digits)))

        drive(0)
        ctx.set(unit.read.hold, 1)
        await ctx.tick()
        for n in range(len(steps)):
            ctx.set(unit.read.hold, 0)
            row = []
            for group in range(groups):
                ctx.set(unit.read.select, group)
                ctx.set(unit.read.convert, 1)
                for cycle in range(macro.conversion_cycles):
                    last = cycle == macro.conversion_cycles - 1
                    if last and group == groups - 1 and n + 1 < len(steps):
                        drive(n + 1)
                        ctx.set(unit.read.hold, 1)
                    await ctx.tick()
                    ctx.set(unit.read.convert, 0)
                    assert ctx.get(unit.read.code_valid) == last
                value = ctx.get(unit.read.codes)
                row += [value >> (macro.adc_bits * c) & ((1 << macro.adc_bits) - 1) for c in range(macro.adcs)]
            found.append(row)

    simulate(unit, bench)
    raw = np.array(found).reshape(len(words), phases, -1)
    return np.where(raw >> (macro.adc_bits - 1), raw - (1 << macro.adc_bits), raw)


@pytest.mark.parametrize("device", [IDEAL, STUCK], ids=["ideal", "stuck"])
@pytest.mark.parametrize(
    ("rows", "columns", "adcs", "dac_bits", "adc_bits", "cycles", "shift", "phases"),
    [
        (25, 8, 8, 1, 8, 7, 0, 8),
        (25, 8, 4, 1, 4, 10, 1, 4),
        (1, 3, 1, 1, 6, 4, 0, 2),
        (33, 6, 2, 1, 6, 6, 2, 3),
        (17, 4, 2, 3, 5, 9, 2, 2),
        (5, 4, 4, 8, 12, 8, 3, 1),
        (40, 4, 4, 2, 3, 40, 4, 4),
        (128, 2, 2, 1, 8, 8, 9, 2),
        (9, 2, 2, 1, 8, 5, 20, 2),
    ],
)
def test_codes_are_the_readers(device, rows, columns, adcs, dac_bits, adc_bits, cycles, shift, phases):
    sizes = {"adcs": adcs, "dac_bits": dac_bits, "adc_bits": adc_bits, "conversion_cycles": cycles}
    params, reader = made(device, rows=rows, columns=columns, shift=shift, seed=rows, **sizes)
    rng = np.random.default_rng(1)
    words = rng.integers(0, 1 << min(8, params.macro.phases * dac_bits), (6, rows)).astype(np.uint8)
    words[0], words[1] = 0, 255 >> (8 - min(8, params.macro.phases * dac_bits))
    np.testing.assert_array_equal(codes(params, words, shift, phases), reader.codes(words)[:, :phases])


def test_codes_are_those_of_the_array_that_is_held():
    sizes = {"rows": 9, "columns": 6, "adcs": 2, "dac_bits": 1, "adc_bits": 8, "conversion_cycles": 6}
    twins, readers = zip(*(made(STUCK, seed=seed, **sizes) for seed in range(3)), strict=True)
    macro = replace(twins[0].macro, arrays=3)
    table, bias = (np.concatenate([getattr(t, name) for t in twins], axis=-1) for name in ("table", "bias"))
    words = np.random.default_rng(1).integers(0, 16, (7, 9)).astype(np.uint8)
    turns = (0, 2, 1)
    got = codes(TwinParams(macro, table, bias, twins[0].grid_bits, "tile"), words, 0, 4, turns)
    for n, word in enumerate(words):
        np.testing.assert_array_equal(got[n], readers[turns[n % 3]].codes(word[None])[0, :4])


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"verify": True}, r"twin\.verify: reads cells one by one"),
        ({"inputs": 4}, r"twin\.inputs: has memristive units in front of its converters"),
        ({"conversion_cycles": 4}, r"conversion_cycles: is 4, and a twin of 25 rows takes 5 cycles at least"),
    ],
)
def test_a_macro_that_has_no_twin_is_refused(changes, message):
    sizes = {"adcs": 8, "dac_bits": 1, "adc_bits": 8, "conversion_cycles": 7}
    params, _ = made(IDEAL, rows=25, columns=8, **sizes)
    with pytest.raises(HdlgenError, match=message):
        replace(params, macro=replace(params.macro, **changes))
