"""One module for each stage: its units and what connects them."""

from __future__ import annotations

from collections.abc import Mapping

from amaranth.hdl import Cat, Module, Mux, Signal
from amaranth.hdl._ir import PortDirection

from hdlgen import arith
from hdlgen.emit.library import Library, Placed, Ports
from hdlgen.mapping.plan import ArrayStage, Hardware, PoolStage, Stage
from hdlgen.rtl.accumulator import Accumulator, AccumulatorParams
from hdlgen.rtl.column_reader import ColumnReader, ColumnReaderParams
from hdlgen.rtl.macro import MacroParams
from hdlgen.rtl.max_pool import MaxPool, MaxPoolParams
from hdlgen.rtl.requantizer import Requantizer, RequantizerParams
from hdlgen.rtl.row_driver import RowDriver, RowDriverParams
from hdlgen.rtl.scheduler import Conversion, Dispatch, SchedulerParams, TileScheduler
from hdlgen.rtl.shift_add import ShiftAdd, ShiftAddParams
from hdlgen.rtl.sum_pool import SumPool, SumPoolParams
from hdlgen.rtl.window_buffer import WindowBuffer, WindowBufferParams

ARRAY_EVENTS = ("windows", "dispatches", "phases", "conversions", "starved", "blocked")
POOL_EVENTS = ("beats",)
UNEMITTED = "plans with other stages are refused before"


def stream_bits(stage: Stage) -> tuple[int, int]:
    """Bits of a beat that enters, of one that leaves."""
    if isinstance(stage, ArrayStage):
        return stage.in_lanes * stage.phases.act.bits, stage.out_lanes * stage.out.bits
    assert isinstance(stage, PoolStage), UNEMITTED
    return stage.lanes * stage.in_type.bits, stage.lanes * stage.out.bits


def events(stage: Stage) -> tuple[str, ...]:
    """The stage's event ports; each is named as the register that counts it."""
    return ARRAY_EVENTS if isinstance(stage, ArrayStage) else POOL_EVENTS


def macro_of(stage: ArrayStage, hardware: Hardware) -> MacroParams:
    """The macro that the stage's tiles are."""
    return MacroParams(
        hardware.rows,
        hardware.columns,
        hardware.adcs,
        hardware.dac_bits,
        stage.phases.count,
        hardware.adc_bits,
        stage.settle_cycles,
        stage.conversion_cycles,
    )


def schedule_of(stage: ArrayStage, hardware: Hardware) -> SchedulerParams:
    """The stage's blocks as tables."""
    dispatch: list[Dispatch] = []
    conversions: list[Conversion] = []
    parts = stage.lanes.groups_per_word
    for block in stage.blocks:
        dispatch.append(Dispatch(block.segment, block.tile, len(conversions), stage.groups(block)))
        conversions += [
            Conversion(block.first_group + i * parts + part, word, part)
            for i, word in enumerate(block.words)
            for part in range(parts)
        ]
    return SchedulerParams(
        tuple(dispatch),
        tuple(conversions),
        len(stage.segments),
        stage.tiles,
        hardware.columns // hardware.adcs,
        stage.words,
        parts,
        stage.phases.count,
        stage.settle_cycles,
        stage.conversion_cycles,
        stage.windows,
    )


def add_stage(library: Library, stage: Stage, hardware: Hardware) -> str:
    """Adds the stage's module and the units it needs; returns its name."""
    m = Module()
    in_bits, out_bits = stream_bits(stage)
    ports = {
        "i_data": Signal(in_bits, name="i_data"),
        "i_valid": Signal(name="i_valid"),
        "i_ready": Signal(name="i_ready"),
        "o_data": Signal(out_bits, name="o_data"),
        "o_valid": Signal(name="o_valid"),
        "o_ready": Signal(name="o_ready"),
        **{event: Signal(name=event) for event in events(stage)},
    }
    if isinstance(stage, ArrayStage):
        _array(library, m, stage, hardware, ports)
    else:
        assert isinstance(stage, PoolStage), UNEMITTED
        _pool(library, m, stage, ports)
    inputs = {"i_data", "i_valid", "o_ready"}
    directed: Ports = {
        name: (signal, PortDirection.Input if name in inputs else PortDirection.Output)
        for name, signal in ports.items()
    }
    name = f"{library.prefix}_{stage.name}_stage"
    library.add(m, name, directed)
    return name


def connect(m: Module, source: Placed, target: Placed) -> None:
    """Connects the stream `o` of one unit to the stream `i` of another."""
    m.d.comb += [target.i_data.eq(source.o_data), target.i_valid.eq(source.o_valid), source.o_ready.eq(target.i_ready)]


def _enter(m: Module, ports: Mapping[str, Signal], unit: Placed) -> None:
    m.d.comb += [unit.i_data.eq(ports["i_data"]), unit.i_valid.eq(ports["i_valid"]), ports["i_ready"].eq(unit.i_ready)]


def _leave(m: Module, unit: Placed, ports: Mapping[str, Signal]) -> None:
    m.d.comb += [ports["o_data"].eq(unit.o_data), ports["o_valid"].eq(unit.o_valid), unit.o_ready.eq(ports["o_ready"])]


def _array(library: Library, m: Module, stage: ArrayStage, hardware: Hardware, ports: Mapping[str, Signal]) -> None:
    macro = macro_of(stage, hardware)
    shift_add = ShiftAddParams(
        stage.phases, stage.slices, stage.adc, hardware.adcs, stage.lanes.slices, stage.words, stage.acc
    )
    act = stage.phases.act.bits
    window = library.place(m, WindowBuffer, WindowBufferParams(stage.window, stage.in_lanes, act), "window")
    rows = library.place(
        m, RowDriver, RowDriverParams(hardware.rows, tuple(len(s.taps) for s in stage.segments), stage.phases), "rows"
    )
    schedule = library.place(m, TileScheduler, schedule_of(stage, hardware), "schedule", hint=stage.name)
    codes = library.place(
        m,
        ColumnReader,
        ColumnReaderParams(
            stage.tiles, hardware.adcs * hardware.adc_bits, stage.phases.count, stage.words, shift_add.parts
        ),
        "codes",
    )
    adder = library.place(m, ShiftAdd, shift_add, "shift_add")
    sums = library.place(
        m,
        Accumulator,
        AccumulatorParams(stage.channels, stage.lanes.word, stage.out_lanes, stage.acc, stage.windows),
        "sums",
    )
    requant = library.place(
        m,
        Requantizer,
        RequantizerParams(stage.requant, stage.acc, stage.out_lanes, stage.table, stage.out),
        "requant",
        hint=stage.name,
    )

    _enter(m, ports, window)
    # Which taps of the window are on which row is wiring: taps without a weight end here.
    taps = [t for segment in stage.segments for t in segment.taps]
    m.d.comb += [
        rows.i_data.eq(Cat(*(window.o_data[t * act : (t + 1) * act] for t in taps))),
        rows.i_valid.eq(window.o_valid),
        window.o_ready.eq(rows.i_ready),
        schedule.word_valid.eq(rows.valid),
        schedule.drained.eq(sums.drained),
        rows.segment.eq(schedule.segment),
        rows.integrate.eq(schedule.integrate.any()),
        rows.advance.eq(schedule.advance),
        rows.take.eq(schedule.take),
    ]

    if macro.module not in library.modules:
        library.declare(
            macro.module,
            {
                p.name: (p.bits, PortDirection.Input if p.direction == "in" else PortDirection.Output)
                for p in macro.pins
            },
        )
    tiles = [library.instance(m, macro.module, f"tile_{t}") for t in range(stage.tiles)]
    for t, tile in enumerate(tiles):
        m.d.comb += [
            # Rows of a tile that is not integrating rest, whatever its neighbours do.
            tile.drive.eq(Mux(schedule.integrate[t], rows.drive, 0) if stage.tiles > 1 else rows.drive),
            tile.row_word.eq(rows.row_word),
            tile.phase.eq(schedule.phase),
            tile.integrate.eq(schedule.integrate[t]),
            tile.hold.eq(schedule.hold[t]),
            tile.select.eq(schedule.select),
            tile.convert.eq(schedule.convert[t]),
            tile.adc_shift.eq(stage.adc.shift),
        ]
    m.d.comb += [
        codes.codes.eq(Cat(*(tile.codes for tile in tiles))),
        codes.code_valid.eq(Cat(*(tile.code_valid for tile in tiles))),
        codes.tile.eq(schedule.code_tile),
        codes.phase.eq(schedule.code_phase),
        codes.word.eq(schedule.code_word),
        codes.part.eq(schedule.code_part),
        codes.last.eq(schedule.code_last),
        adder.valid.eq(codes.o_valid),
        adder.codes.eq(codes.o_codes),
        adder.phase.eq(codes.o_phase),
        adder.word.eq(codes.o_word),
        adder.part.eq(codes.o_part),
        adder.last.eq(codes.o_last),
        sums.valid.eq(adder.o_valid),
        sums.word.eq(adder.o_word),
        sums.last.eq(adder.o_last),
        sums.sums.eq(adder.o_sums),
    ]
    connect(m, sums, requant)
    _leave(m, requant, ports)
    m.d.comb += [
        ports["windows"].eq(schedule.window),
        ports["dispatches"].eq(schedule.dispatch),
        ports["phases"].eq(schedule.held),
        ports["conversions"].eq(schedule.conversion),
        ports["starved"].eq(schedule.starved),
        ports["blocked"].eq(schedule.blocked),
    ]


def _pool(library: Library, m: Module, stage: PoolStage, ports: Mapping[str, Signal]) -> None:
    if isinstance(stage.pool, arith.MaxPool):
        pool = last = library.place(m, MaxPool, MaxPoolParams(stage.pool, stage.lanes, stage.in_type), "pool")
    else:
        assert stage.requant, "a sum pool without requantizer"
        params = SumPoolParams(stage.pool, stage.lanes, stage.in_type)
        pool = library.place(m, SumPool, params, "pool")
        last = library.place(
            m,
            Requantizer,
            RequantizerParams(stage.requant, params.out, stage.lanes, None, stage.out),
            "requant",
            hint=stage.name,
        )
        connect(m, pool, last)
    _enter(m, ports, pool)
    _leave(m, last, ports)
    m.d.comb += ports["beats"].eq(pool.i_valid & pool.i_ready)
