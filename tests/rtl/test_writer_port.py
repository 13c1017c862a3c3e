"""The pins of an `ArrayDatapath`'s macros while somebody writes their cells."""

from __future__ import annotations

import random
from dataclasses import replace
from typing import Any

import pytest

from hdlgen.rtl.array_datapath import ArrayDatapath
from tests.rtl.datapath import simulate
from tests.rtl.test_array_datapath import CASES

READ = ("drive", "integrate", "hold", "select", "convert")
STROBES = ("prog_set", "prog_reset", "prog_verify")
PLACE = ("prog_row", "prog_column", "prog_polarity", "prog_amplitude", "prog_width", "prog_gain")


@pytest.mark.parametrize("name", ["plain", "signed", "coarse", "offset"])
def test_they_are_the_writers_of_its_tile_and_idle_of_all_others(name: str) -> None:
    """Columns that no block has are reached, too; verifying reads see sums, and not what units pass of them."""
    case = CASES[name]
    params = case.params
    columns = params.macro.columns + 5 * params.macro.adcs
    macro = replace(params.macro, columns=columns, verify=True, inputs=int(name == "plain"))
    unit, rng = ArrayDatapath(replace(params, macro=macro)), random.Random(name)
    digit, word = macro.dac_bits, macro.word_bits

    async def bench(ctx: Any, reset: Any) -> None:
        writer, before, tile = unit.writer, dict.fromkeys((*READ, *STROBES), 0), 0
        for _ in range(200):
            row = rng.randrange(case.rows)
            now = {
                "drive": rng.randrange(2) << digit * row, "select": rng.randrange(columns // macro.adcs),
                **{pin: rng.randrange(2) for pin in ("integrate", "hold", "convert", *STROBES)},
            }  # fmt: skip
            tile_now = rng.choice([0, *(1 << t for t in range(case.tiles))])
            ctx.set(writer.tile, tile_now)
            place = {pin: rng.randrange(1 << len(getattr(writer.program, pin))) for pin in PLACE}
            for pin, value in (now | place).items():
                ctx.set(getattr(writer.read if pin in READ else writer.program, pin), value)
            answers = [rng.randrange(1 << macro.adcs * macro.adc_bits) for _ in unit.tiles]
            bits = [(rng.randrange(2), rng.randrange(2)) for _ in unit.tiles]
            for t, (macro_pins, codes, (valid, done)) in enumerate(zip(unit.tiles, answers, bits, strict=True)):
                ctx.set(macro_pins.read.codes, codes)
                ctx.set(macro_pins.read.code_valid, valid & tile_now >> t)
                ctx.set(macro_pins.program.prog_done, done)
            for t, pins in enumerate(unit.tiles):
                own = tile >> t & 1
                drive = before["drive"] * bool(tile) if case.tiles == 1 else before["drive"] * before["integrate"] * own
                assert ctx.get(pins.read.drive) == drive
                for pin in ("integrate", "hold", "convert"):
                    assert ctx.get(getattr(pins.read, pin)) == before[pin] * own
                for pin in STROBES:
                    assert ctx.get(getattr(pins.program, pin)) == before[pin] * own
                if macro.inputs:
                    assert ctx.get(pins.read.activate) == 1 - before["prog_verify"] * own
                if tile:
                    assert ctx.get(pins.read.select) == before["select"]
                    assert ctx.get(pins.read.phase) == 0
                    driven = before["drive"]
                    spread = sum((driven >> digit * r & (1 << digit) - 1) << word * r for r in range(case.rows))
                    assert ctx.get(pins.read.row_word) == spread
                for pin in PLACE:
                    assert ctx.get(getattr(pins.program, pin)) == (place[pin] if tile_now else 0)
            t = tile_now.bit_length() - 1
            assert ctx.get(writer.read.codes) == (answers[t] if tile_now else 0)
            assert ctx.get(writer.read.code_valid) == (bits[t][0] if tile_now else 0)
            assert ctx.get(writer.program.prog_done) == (bits[t][1] if tile_now else 0)
            assert not ctx.get(unit.fault)
            before, tile = now, tile_now
            await ctx.tick()

    simulate(unit, bench)
