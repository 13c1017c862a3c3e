"""What a Plan may say that the emitted hardware does not do."""

from __future__ import annotations

from collections.abc import Iterator

from hdlgen.arith import Int, Phases
from hdlgen.errors import HdlgenError, Mistake
from hdlgen.mapping.operators import widest
from hdlgen.mapping.plan import Plan
from hdlgen.mapping.stages import OperatorStage, Stage

WIDEST = 65_000
"""Bits of a unit's wide inputs, and of its wide outputs. Amaranth 0.5 numbers the bits of all inputs of a module, and
of all outputs of an instance, from 0 to 65,535; the narrow ones need the rest."""
LONGEST = (1 << 16) - 1
"""Cycles that a register of the accelerator can state as a time of the macro."""
SLOWEST = (1 << 32) - 1
"""Cycles that a register can state as a position's bound."""


def require_emittable(plan: Plan) -> None:
    """Raises HdlgenError, naming the layers, if `plan` is more than hardware is emitted for."""
    mistakes = too_large(plan)
    if mistakes:
        raise HdlgenError.of(mistakes)


def too_large(plan: Plan) -> list[Mistake]:
    """What would be wider or longer than anything that is emitted can be."""
    found = [m for s in plan.stages for m in _widths(s, plan)]
    for name in ("settle_cycles", "conversion_cycles"):
        cycles = getattr(plan.hardware, name)
        if cycles > LONGEST:
            what = f"{cycles:,} cycles; the accelerator states it in a register of 16 bits, at most {LONGEST:,}"
            found.append(Mistake(f"hardware.adc.{name}", what, "shorten it, or count in slower clocks"))
    for stage in plan.array_stages:
        if not found and stage.position_bound > SLOWEST:
            what = f"a position takes {stage.position_bound:,} cycles; a register states it, at most {SLOWEST:,}"
            found.append(Mistake(stage.name, what, "shorten hardware.adc.conversion_cycles, or use larger tiles"))
    return found


def _widths(stage: Stage, plan: Plan) -> Iterator[Mistake]:
    """Signals of `stage` that are too wide; one mistake each, with what makes them so."""
    if isinstance(stage, OperatorStage):
        bits = widest(stage)
        lanes = max(stream.lanes for stream in (*stage.entering, stage.leaving))
        yield from _wide(
            stage, f"a beat has {lanes:,} channels of {bits} bits", lanes * bits, "lower hardware.adc.count"
        )
        return
    hardware, geometry = plan.hardware, stage.geometry
    window, act, rows = geometry.buffered, geometry.phases.act.bits, hardware.rows_of(geometry)
    try:
        acc = stage.acc.bits
    except HdlgenError:
        what = (
            f"accumulators of codes of {hardware.adc_bits} bits in range k = {stage.adc.shift} are wider than the "
            "62 bits there can be"
        )
        yield Mistake(stage.name, what, f"lower ranges.{stage.name}, or leave it out")
        return
    word = Phases(Int(8), hardware.dac_bits).word_bits  # of the widest activation: macros are the same for all
    pixel = -(-window.channels // geometry.in_lanes) * geometry.in_lanes
    taps = window.kernel[0] * window.kernel[1] * pixel
    if geometry.fetch is None:
        yield from _wide(
            stage,
            f"a {'square' if geometry.squares else 'window'} has {window.kernel[0]}×{window.kernel[1]}×"
            f"{window.channels} taps of {act} bits",
            taps * act,
            "make it smaller by a pool or a strided convolution in front, or use activations of fewer bits",
        )
    most = max(engine.macros(geometry.shared) for engine in geometry.all_engines)
    driven = [len(s.taps) for part in stage.parts for s in part.program.segments] if geometry.engines else []
    yield from _wide(
        stage,
        f"{len(geometry.engines)} engines take windows for {sum(driven):,} rows of {act} bits",
        sum(driven) * act,
        "lower hardware.tile.budget or raise hardware.target_interval",
    )
    yield from _wide(
        stage,
        f"{len(geometry.engines)} engines give sums of {acc} bits for {geometry.out_lanes:,} channels",
        len(geometry.engines) * geometry.out_lanes * acc,
        "lower hardware.tile.budget or raise hardware.target_interval",
    )
    yield from _wide(
        stage,
        f"a tile has {rows:,} rows of {word} bits, of which {hardware.dac_bits} are driven at a time",
        rows * (word + hardware.dac_bits),
        "lower hardware.tile.rows" + " or hardware.tile.joined" * (geometry.joined > 1),
    )
    yield from _wide(
        stage,
        f"{most} × {geometry.lanes.adcs:,} converters give codes of {hardware.adc_bits} bits",
        most * geometry.lanes.adcs * hardware.adc_bits,
        "lower hardware.adc.count or hardware.adc.bits",
    )
    yield from _wide(
        stage,
        f"a conversion gives sums of {acc} bits for {geometry.lanes.word:,} channels",
        geometry.lanes.word * acc,
        "lower hardware.adc.count",
    )
    windows = max(part.geometry.windows for part in stage.parts)
    yield from _wide(
        stage,
        f"{geometry.words:,} words of {windows} windows have a mark of 1 bit",
        geometry.words * windows,
        "raise hardware.adc.count, or use fewer channels",
    )
    constant = max(64, *(abs(b).bit_length() + 2 for b in stage.program.requant.bias))
    yield from _wide(
        stage,
        f"a beat needs constants of {constant} bits for {geometry.out_lanes:,} channels",
        geometry.out_lanes * constant,
        "lower hardware.adc.count",
    )


def _wide(stage: Stage, what: str, bits: int, fix: str) -> Iterator[Mistake]:
    if bits > WIDEST:
        yield Mistake(stage.name, f"{what}, {bits:,} in all; what is emitted has room for {WIDEST:,} bits", fix)
