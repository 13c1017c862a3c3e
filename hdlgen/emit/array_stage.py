"""`ArrayStageUnit`: a layer with weights, from the stream of its input to that of its output."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from amaranth.hdl import Cat, Module
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out, connect, flipped

from hdlgen.arith import Adc, Int, SegmentFetch
from hdlgen.emit import loading
from hdlgen.emit.stage_events import event_bits
from hdlgen.mapping.hardware import Hardware
from hdlgen.mapping.plan import Plan
from hdlgen.mapping.stages import ArrayStage, TileName
from hdlgen.mapping.tables import clip_of, schedule
from hdlgen.rtl import parts
from hdlgen.rtl.accumulator import AccumulatorParams
from hdlgen.rtl.array_datapath import ArrayDatapath, ArrayDatapathParams
from hdlgen.rtl.engines import Engines, EnginesParams
from hdlgen.rtl.fifo import Fifo, FifoParams
from hdlgen.rtl.macro import MacroParams
from hdlgen.rtl.requantizer import Requantizer, RequantizerParams, RequantRoom
from hdlgen.rtl.row_driver import RowDriverParams
from hdlgen.rtl.scheduler import SchedulerParams
from hdlgen.rtl.segment_loader import SegmentLoader, SegmentLoaderParams
from hdlgen.rtl.segment_rows import SegmentRowsParams
from hdlgen.rtl.shift_add import ShiftAddParams
from hdlgen.rtl.square_windows import SquareWindows, SquareWindowsParams
from hdlgen.rtl.table import RoomParams, TableParams, add_table
from hdlgen.rtl.window_buffer import WindowBuffer, WindowBufferParams

EVENTS = {
    "windows": "window",
    "dispatches": "dispatch",
    "phases": "held",
    "conversions": "conversion",
    "starved": "starved",
    "blocked": "blocked",
    "faults": "fault",
}
"""Events of the stage, each named as the register that hears it, and what they are in the datapath."""


def macro_of(stage: ArrayStage, hardware: Hardware, *, verify: bool = False) -> MacroParams:
    """The macro that the tiles of a stage with one engine are, or that so many of them are as share converters.

    verify  whether their cells are written through registers
    """
    geometry = stage.geometry
    return MacroParams(
        hardware.rows_of(geometry),
        hardware.columns,
        geometry.lanes.adcs,
        hardware.dac_bits,
        hardware.adc_bits,
        geometry.settle_cycles,
        geometry.conversion_cycles,
        geometry.precharge_cycles,
        verify,
        inputs=geometry.inputs if geometry.units else 0,
        joined=geometry.joined,
        arrays=geometry.slots,
    )


def macros_of(plan: Plan, *, verify: bool = False) -> tuple[MacroParams, ...]:
    """The kinds of macros that `plan` has, in the order of its stages and engines. verify: as `macro_of`"""
    parts_of = (part for stage in plan.array_stages for part in stage.parts)
    return tuple(dict.fromkeys(macro_of(part, plan.hardware, verify=verify) for part in parts_of))


def schedule_of(stage: ArrayStage, hardware: Hardware, *, loaded: bool) -> SchedulerParams:
    """The stage's blocks as tables, or room for as many as its geometry says."""
    geometry, program = stage.geometry, stage.program
    room = geometry.capacity
    dispatch, conversions = ((), ()) if loaded else schedule(stage)
    return SchedulerParams(
        dispatch,
        conversions,
        room.segments if loaded else len(program.segments),
        geometry.macros,
        room.groups if loaded else hardware.columns // geometry.lanes.adcs,
        geometry.words,
        geometry.lanes.groups_per_word,
        geometry.phases.count,
        geometry.settle_cycles,
        geometry.conversion_cycles,
        geometry.windows,
        precharge_cycles=geometry.precharge_cycles,
        by_segment=geometry.fetch is not None,
        inputs=geometry.inputs,
        room=(room.blocks, room.conversions) if loaded else None,
        arrays=geometry.slots,
    )


def sums_of(stage: ArrayStage, *, loaded: bool) -> tuple[Adc, Int]:
    """What converters are taken for, and the type of an accumulator: in steps of a code where programs are loaded."""
    if loaded:
        return Adc(stage.geometry.adc_bits), Int.spanning(*stage.geometry.code_sums)
    return stage.adc, stage.acc


def engines_of(stage: ArrayStage, hardware: Hardware) -> EnginesParams:
    """The stage's engines, each copy of which is a datapath with tiles of its own."""
    seats, found = stage.geometry.seats, []
    for number, (part, engine) in enumerate(zip(stage.parts, stage.geometry.engines, strict=True)):
        names = [
            [n for n, seat in zip(stage.tile_names, seats, strict=True) if (seat.engine, seat.copy) == (number, copy)]
            for copy in range(engine.copies)
        ]
        found.append(tuple(datapath_of(part, hardware, tiles=tiles) for tiles in names))
    return EnginesParams(tuple(found), stage.acc)


def datapath_of(
    stage: ArrayStage,
    hardware: Hardware,
    *,
    loaded: bool = False,
    verify: bool = False,
    tiles: Sequence[TileName] = (),
) -> ArrayDatapathParams:
    """The datapath of a stage with one engine, whose tiles are `tiles`, or the stage's."""
    geometry, program = stage.geometry, stage.program
    adc, acc = sums_of(stage, loaded=loaded)
    rows: RowDriverParams | SegmentRowsParams
    most = hardware.rows_of(geometry)
    if geometry.fetch:
        rows = SegmentRowsParams(most, geometry.capacity.rows, geometry.fetch.lanes, geometry.phases)
    else:
        rows = RowDriverParams(most, tuple(len(s.taps) for s in program.segments), geometry.phases)
    return ArrayDatapathParams(
        macro_of(stage, hardware, verify=verify),
        tuple(map(str, (tiles or stage.tile_names)[:: geometry.slots])),
        rows,
        schedule_of(stage, hardware, loaded=loaded),
        ShiftAddParams(
            geometry.phases,
            geometry.slices,
            adc,
            geometry.lanes.adcs,
            geometry.lanes.slices,
            geometry.words,
            acc,
        ),
        AccumulatorParams(
            geometry.channels,
            geometry.lanes.word,
            geometry.out_lanes,
            acc,
            geometry.windows,
        ),
    )


def loader_of(stage: ArrayStage, fetch: SegmentFetch, *, loaded: bool) -> SegmentLoaderParams:
    """What fetches the taps of the stage's segments."""
    geometry, bits = stage.geometry, fetch.row_bits
    room = RoomParams(geometry.capacity.load_cycles, bits)
    table = room if loaded else TableParams(fetch.table(stage.program.driven), bits)
    return SegmentLoaderParams(fetch, geometry.phases.act.bits, table)


def requantizer_of(stage: ArrayStage, *, loaded: bool) -> RequantizerParams:
    """What follows the stage's sums."""
    geometry, program = stage.geometry, stage.program
    _, acc = sums_of(stage, loaded=loaded)
    if not loaded:
        return RequantizerParams(program.requant, acc, geometry.out_lanes, program.table, stage.out)
    room = geometry.capacity
    requant = RequantRoom(
        geometry.channels, room.multiplier_bits, room.bias_bits, clip_of(geometry), geometry.has_table
    )
    return RequantizerParams(requant, acc, geometry.out_lanes, None, stage.out)


def _wired(source: Any, to: Any, taps: Sequence[int], bits: int) -> list[Any]:
    """`taps` of the windows of stream `source`, `bits` each, to stream `to`: what no row and no queue has ends here."""
    return [
        to.payload.eq(Cat(source.payload.word_select(t, bits) for t in taps)),
        to.valid.eq(source.valid),
        source.ready.eq(to.ready),
    ]


class ArrayStageUnit(wiring.Component):
    """Window buffer or segment loader, windows of squares where these are pooled, datapath or several, requantizer.

    A queue of windows stands in front of several datapaths that would wait where a row of windows ends.

    Where programs are loaded, nothing of it depends on that of `stage`.

    Members
    -------
    i : In(stream)     Beats of `stage.geometry.in_lanes` activations.
    o : Out(stream)    Beats of `stage.geometry.out_lanes` activations.
    and a pulse or a count for each of EVENTS, `emit.loading.members` where programs are loaded, and `writer`, as the
    datapath's, where cells are written through registers (`verify`).
    """

    def __init__(self, stage: ArrayStage, hardware: Hardware, *, loaded: bool = False, verify: bool = False) -> None:
        assert stage.geometry.fetch or not loaded, "taps that are wired to rows cannot be loaded"
        self._stage, self._hardware, self._loaded, self._verify = stage, hardware, loaded, verify
        written = {}
        if verify:
            written["writer"] = In(macro_of(stage, hardware, verify=True).writing(len(stage.tile_names)))
        super().__init__(
            {
                "i": In(stream.Signature(stage.entering[0].bits)),
                "o": Out(stream.Signature(stage.leaving.bits)),
                **{event: Out(event_bits(stage, event)) for event in EVENTS},
                **(loading.members(stage) if loaded else {}),
                **written,
            }
        )

    def elaborate(self, platform: object) -> Module:
        """The units and what connects them."""
        m = Module()
        stage, geometry, program = self._stage, self._stage.geometry, self._stage.program
        act = geometry.phases.act.bits
        array: Any
        if geometry.engines:
            array = parts.add(m, platform, "array", Engines, engines_of(stage, self._hardware))
        else:
            datapath = datapath_of(stage, self._hardware, loaded=self._loaded, verify=self._verify)
            array = parts.add(m, platform, "array", ArrayDatapath, datapath)
        if self._verify:
            connect(m, flipped(self.writer), array.writer)
        requant = parts.add(m, platform, "requant", Requantizer, requantizer_of(stage, loaded=self._loaded))
        if geometry.fetch:
            self._by_segment(m, platform, geometry.fetch, array, requant)
        else:
            buffer = WindowBufferParams(geometry.buffered, geometry.in_lanes, act)
            window = parts.add(m, platform, "window", WindowBuffer, buffer)
            connect(m, flipped(self.i), window.i)
            taps = [t for part in stage.parts for segment in part.program.segments for t in segment.taps]
            source, to = window.o, array.i
            if geometry.queue:
                kept = sorted(set(taps))
                queue = parts.add(m, platform, "queue", Fifo, FifoParams(len(kept) * act, geometry.queue))
                m.d.comb += _wired(source, queue.i, kept, act)
                source, taps = queue.o, [kept.index(t) for t in taps]
            if geometry.squares:
                picked, places = geometry.squares.picked(taps)
                params = SquareWindowsParams(tuple(map(tuple, places.tolist())), act, len(program.blocks))
                square = parts.add(m, platform, "square", SquareWindows, params)
                connect(m, square.o, array.i)
                taps, to = picked.tolist(), square.i
            m.d.comb += _wired(source, to, taps, act)
        connect(m, array.o, requant.i)
        connect(m, requant.o, flipped(self.o))
        m.d.comb += [getattr(self, event).eq(getattr(array, pulse)) for event, pulse in EVENTS.items()]
        return m

    def _by_segment(self, m: Module, platform: object, fetch: SegmentFetch, array: Any, requant: Any) -> None:
        """The segment loader; and the load bus, which only a stage has whose windows come through one."""
        stage = self._stage
        loader = parts.add(m, platform, "loader", SegmentLoader, loader_of(stage, fetch, loaded=self._loaded))
        connect(m, flipped(self.i), loader.i)
        connect(m, loader.o, array.i)
        if not self._loaded:
            m.d.comb += loader.last.eq(len(fetch.table(stage.program.driven)) - 1)
            return
        segments = add_table(m, platform, "segments_table", 1, len(loader.last))
        m.d.comb += [
            segments.address.eq(0),
            segments.enable.eq(1),
            segments.used.eq(1),  # windows are loaded when the image's last beat has long come
            loader.last.eq(segments.row),
            array.adc_shift.eq(requant.adc_shift),
        ]
        tables = (segments, segments.fault), (loader, loader.fault), (array, array.parity), (requant, requant.fault)
        loading.join(m, self, tables)
