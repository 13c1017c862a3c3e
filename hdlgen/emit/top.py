"""The accelerator's top module: stages in a row between two AXI4-Streams, and the registers beside them."""

from __future__ import annotations

from typing import Any

from amaranth.hdl import Cat, Module, ResetSignal, Signal, Value
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out, connect, flipped

from hdlgen.emit.library import Layer, Library
from hdlgen.emit.names import require_names
from hdlgen.emit.registers import stage_event
from hdlgen.emit.stage import events, stream_bits, unit_of
from hdlgen.mapping.plan import ArrayStage, Plan, Stage
from hdlgen.rtl import parts
from hdlgen.rtl.axis_input import AxisInput, AxisInputParams
from hdlgen.rtl.axis_output import AxisOutput, AxisOutputParams
from hdlgen.rtl.csr import Csr
from hdlgen.rtl.fifo import Fifo, FifoParams
from hdlgen.rtl.interfaces import axi_lite, axi_stream
from hdlgen.rtl.register_map import RegisterMap
from hdlgen.rtl.skid_buffer import SkidBuffer, SkidBufferParams


def output_params(plan: Plan) -> AxisOutputParams:
    """The stream that leaves the accelerator."""
    last = plan.stages[-1]
    rows, columns, channels = last.out_shape
    lanes = stream_bits(last)[1] // last.out.bits
    return AxisOutputParams(lanes, last.out.bits, last.out.signed, rows * columns * -(-channels // lanes))


def input_params(plan: Plan) -> AxisInputParams:
    """The stream that enters the accelerator."""
    return AxisInputParams(stream_bits(plan.stages[0])[0] // plan.in_type.bits, plan.in_type.bits, plan.in_beats)


def under_way(plan: Plan) -> int:
    """Images that may have entered and not left: as many as the full rate needs.

    A stage has an image of its own and hands on the one before. Where images are so small that more of them follow one
    another in a stage, its last result comes 16 cycles and three windows behind the last beat at most.
    """
    return 2 + sum(2 + -(-_latency(stage) // plan.bound_cycles) for stage in plan.stages)


def _latency(stage: Stage) -> int:
    return 16 + 3 * stage.position_cycles if isinstance(stage, ArrayStage) else 16


class Accelerator(wiring.Component):
    """All of it.

    Members
    -------
    s_axis : In(axi_stream)     Images.
    m_axis : Out(axi_stream)    Results.
    s_axil : In(axi_lite)       Registers.
    """

    def __init__(self, plan: Plan, registers: RegisterMap) -> None:
        self._plan, self._registers = plan, registers
        super().__init__(
            {
                "s_axis": In(axi_stream(input_params(plan).data_bits)),
                "m_axis": Out(axi_stream(output_params(plan).data_bits, user=True)),
                "s_axil": In(axi_lite(registers.address_bits)),
            }
        )

    def elaborate(self, platform: Layer) -> Module:
        """Units, stages and queues, and what connects them."""
        m = Module()
        plan, registers = self._plan, self._registers
        source = parts.add(m, platform, "axis_input", AxisInput, input_params(plan))
        sink = parts.add(m, platform, "axis_output", AxisOutput, output_params(plan))
        csr = parts.add(m, platform, "registers", Csr, registers)
        connect(m, flipped(self.s_axis), source.s_axis)
        connect(m, sink.m_axis, flipped(self.m_axis))
        connect(m, flipped(self.s_axil), csr.s_axil)
        flush = csr.control[registers.control("CONTROL.flush")]

        event: dict[str, Value] = {
            "input_beats": source.beat,
            "images_in": source.image,
            "short_frame": source.short_frame,
            "long_frame": source.long_frame,
            "frame_error": source.short_frame | source.long_frame,
            "flush": flush,
            "input_stalled": source.stalled,
            "input_starved": source.starved,
            "images_out": sink.image,
            "output_stalled": sink.stalled,
        }
        passed: list[Any] = [source]  # whatever an image passes through
        before = source.o
        for stage, depth in zip(plan.stages, plan.fifo_depths, strict=True):
            unit = m.submodules[f"u_{stage.name}"] = platform.stage(unit_of(stage, plan.hardware), stage.name)
            if depth:
                params = FifoParams(stream_bits(stage)[0], depth)
                fifo = parts.add(m, platform, f"{stage.name}_fifo", Fifo, params)
                connect(m, before, fifo.i)
                before = fifo.o
                passed.append(fifo)
            connect(m, before, unit.i)
            before = unit.o
            passed.append(unit)
            event |= {stage_event(stage, name): getattr(unit, name) for name in events(stage)}
        # Cuts the path from m_axis_tready into the last stage; the queues do so between the stages.
        skid = parts.add(m, platform, "output_skid", SkidBuffer, SkidBufferParams(len(before.payload)))
        connect(m, before, skid.i)
        connect(m, skid.o, sink.i)
        verdicts = parts.add(m, platform, "verdicts", Fifo, FifoParams(1, under_way(plan)))
        connect(m, source.verdict, verdicts.i)
        connect(m, verdicts.o, sink.verdict)

        emptied = Signal()  # resets all that an image passes through, but not what the bus has been promised
        for part in (*passed, skid, verdicts):
            part.reset = emptied
        m.d.comb += [
            emptied.eq(ResetSignal() | flush),
            sink.flush.eq(flush),
            csr.status[registers.status("STATUS.flushing")].eq(sink.flushing),
            source.run.eq(csr.control[registers.control("CONTROL.run")]),
            csr.events.eq(Cat(*(event[name] for name in registers.events))),
        ]
        return m


def build(plan: Plan, registers: RegisterMap) -> Library:
    """All modules of the accelerator; the top one has the plan's name and comes last.

    Raises HdlgenError for names that Verilog or the accelerator itself has taken.
    """
    require_names(plan)
    library = Library(plan.name)
    library.add(Accelerator(plan, registers), plan.name)
    return library
