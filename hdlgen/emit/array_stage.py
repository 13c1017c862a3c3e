"""`ArrayStageUnit`: a layer with weights, from the stream of its input to that of its output."""

from __future__ import annotations

from amaranth.hdl import Cat, Module
from amaranth.lib import stream, wiring
from amaranth.lib.wiring import In, Out, connect, flipped

from hdlgen.mapping.plan import ArrayStage, Hardware
from hdlgen.rtl import parts
from hdlgen.rtl.accumulator import AccumulatorParams
from hdlgen.rtl.array_datapath import ArrayDatapath, ArrayDatapathParams
from hdlgen.rtl.macro import MacroParams
from hdlgen.rtl.requantizer import Requantizer, RequantizerParams
from hdlgen.rtl.row_driver import RowDriverParams
from hdlgen.rtl.scheduler import Conversion, Dispatch, SchedulerParams
from hdlgen.rtl.shift_add import ShiftAddParams
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


def macro_of(stage: ArrayStage, hardware: Hardware) -> MacroParams:
    """The macro that the stage's tiles are."""
    geometry = stage.geometry
    return MacroParams(
        hardware.rows,
        hardware.columns,
        hardware.adcs,
        hardware.dac_bits,
        hardware.adc_bits,
        geometry.settle_cycles,
        geometry.conversion_cycles,
    )


def schedule_of(stage: ArrayStage, hardware: Hardware) -> SchedulerParams:
    """The stage's blocks as tables."""
    geometry, program = stage.geometry, stage.program
    dispatch: list[Dispatch] = []
    conversions: list[Conversion] = []
    parts_of_word = geometry.lanes.groups_per_word
    for block in program.blocks:
        dispatch.append(Dispatch(block.segment, block.tile, len(conversions), geometry.groups(block)))
        conversions += [
            Conversion(block.first_group + i * parts_of_word + part, word, part)
            for i, word in enumerate(block.words)
            for part in range(geometry.lanes.groups(word, geometry.channels))
        ]
    return SchedulerParams(
        tuple(dispatch),
        tuple(conversions),
        len(program.segments),
        geometry.tiles,
        hardware.columns // hardware.adcs,
        geometry.words,
        parts_of_word,
        geometry.phases.count,
        geometry.settle_cycles,
        geometry.conversion_cycles,
        geometry.windows,
    )


def datapath_of(stage: ArrayStage, hardware: Hardware) -> ArrayDatapathParams:
    """The stage's datapath."""
    geometry, program = stage.geometry, stage.program
    return ArrayDatapathParams(
        macro_of(stage, hardware),
        tuple(map(str, stage.tile_names)),
        RowDriverParams(hardware.rows, tuple(len(s.taps) for s in program.segments), geometry.phases),
        schedule_of(stage, hardware),
        ShiftAddParams(
            geometry.phases,
            geometry.slices,
            stage.adc,
            hardware.adcs,
            geometry.lanes.slices,
            geometry.words,
            stage.acc,
        ),
        AccumulatorParams(
            geometry.channels,
            geometry.lanes.word,
            geometry.out_lanes,
            stage.acc,
            geometry.windows,
        ),
    )


class ArrayStageUnit(wiring.Component):
    """Window buffer, datapath, requantizer.

    Members
    -------
    i : In(stream)     Beats of `stage.geometry.in_lanes` activations.
    o : Out(stream)    Beats of `stage.geometry.out_lanes` activations.
    and a pulse for each of EVENTS.
    """

    def __init__(self, stage: ArrayStage, hardware: Hardware) -> None:
        self._stage, self._hardware = stage, hardware
        super().__init__(
            {
                "i": In(stream.Signature(stage.entering[0].bits)),
                "o": Out(stream.Signature(stage.leaving.bits)),
                **{event: Out(1) for event in EVENTS},
            }
        )

    def elaborate(self, platform: object) -> Module:
        """The units and what connects them."""
        m = Module()
        stage, geometry, program = self._stage, self._stage.geometry, self._stage.program
        act = geometry.phases.act.bits
        window = parts.add(
            m, platform, "window", WindowBuffer, WindowBufferParams(geometry.window, geometry.in_lanes, act)
        )
        array = parts.add(m, platform, "array", ArrayDatapath, datapath_of(stage, self._hardware))
        requant = parts.add(
            m,
            platform,
            "requant",
            Requantizer,
            RequantizerParams(program.requant, stage.acc, geometry.out_lanes, program.table, stage.out),
        )
        connect(m, flipped(self.i), window.i)
        # Which taps of the window are on which row is wiring: taps without a weight end here.
        taps = [t for segment in program.segments for t in segment.taps]
        m.d.comb += [
            array.i.payload.eq(Cat(window.o.payload.word_select(t, act) for t in taps)),
            array.i.valid.eq(window.o.valid),
            window.o.ready.eq(array.i.ready),
        ]
        connect(m, array.o, requant.i)
        connect(m, requant.o, flipped(self.o))
        m.d.comb += [getattr(self, event).eq(getattr(array, pulse)) for event, pulse in EVENTS.items()]
        return m
