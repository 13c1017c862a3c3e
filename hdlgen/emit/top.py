"""The accelerator's top module: stages in a row between two AXI4-Streams, and the registers beside them."""

from __future__ import annotations

from amaranth.hdl import Cat, Module, ResetSignal, Signal, Value
from amaranth.hdl._ir import PortDirection

from hdlgen.emit.library import Library, Ports
from hdlgen.emit.names import require_names
from hdlgen.emit.registers import stage_event
from hdlgen.emit.stage import add_stage, connect, events, stream_bits
from hdlgen.mapping.plan import ArrayStage, Plan, Stage
from hdlgen.rtl.axis_input import AxisInput, AxisInputParams
from hdlgen.rtl.axis_output import AxisOutput, AxisOutputParams
from hdlgen.rtl.csr import Csr
from hdlgen.rtl.fifo import Fifo, FifoParams
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


def build(plan: Plan, registers: RegisterMap) -> Library:
    """All modules of the accelerator; the top one has the plan's name and comes last.

    Raises HdlgenError for names that Verilog or the accelerator itself has taken.
    """
    require_names(plan)
    library = Library(plan.name)
    m = Module()
    emptied = Signal()  # resets all that an image passes through, but not what the bus has been promised
    source = library.place(m, AxisInput, input_params(plan), "axis_input", reset=emptied)
    sink = library.place(m, AxisOutput, output_params(plan), "axis_output")
    csr = library.place(m, Csr, registers, "registers")
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
    before = source
    for stage, depth in zip(plan.stages, plan.fifo_depths, strict=True):
        module = add_stage(library, stage, plan.hardware)
        if depth:
            fifo = library.place(m, Fifo, FifoParams(stream_bits(stage)[0], depth), f"{stage.name}_fifo", reset=emptied)
            connect(m, before, fifo)
            before = fifo
        placed = library.instance(m, module, stage.name, emptied)
        connect(m, before, placed)
        before = placed
        event |= {stage_event(stage, name): getattr(placed, name) for name in events(stage)}
    # Cuts the path from m_axis_tready into the last stage; the queues do so between the stages.
    skid = library.place(m, SkidBuffer, SkidBufferParams(len(before.o_data)), "output_skid", reset=emptied)
    connect(m, before, skid)
    connect(m, skid, sink)
    verdicts = library.place(m, Fifo, FifoParams(1, under_way(plan)), "verdicts", reset=emptied)
    m.d.comb += [
        emptied.eq(ResetSignal() | flush),
        verdicts.i_data.eq(source.verdict_data),
        verdicts.i_valid.eq(source.verdict_valid),
        source.verdict_ready.eq(verdicts.i_ready),
        sink.verdict_data.eq(verdicts.o_data),
        sink.verdict_valid.eq(verdicts.o_valid),
        verdicts.o_ready.eq(sink.verdict_ready),
        sink.flush.eq(flush),
        csr.status[registers.status("STATUS.flushing")].eq(sink.flushing),
        source.run.eq(csr.control[registers.control("CONTROL.run")]),
        csr.events.eq(Cat(*(event[name] for name in registers.events))),
    ]

    ports: Ports = {}
    for placed, prefix in ((source, "s_axis_"), (sink, "m_axis_"), (csr, "s_axil_")):
        for name, (bits, direction) in placed.ports.items():
            if name.startswith(prefix):
                outside = Signal(bits, name=name)
                inside = getattr(placed, name)
                m.d.comb += inside.eq(outside) if direction == PortDirection.Input else outside.eq(inside)
                ports[name] = (outside, direction)
    library.add(m, plan.name, ports)
    return library
