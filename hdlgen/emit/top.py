"""The accelerator's top module: stages and what joins them between two AXI4-Streams, and the registers beside them."""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import Any

from amaranth.hdl import Cat, Module, ResetSignal, Signal, Value
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out, connect, flipped

from hdlgen import arith
from hdlgen.emit.library import Layer, Library
from hdlgen.emit.names import require_names
from hdlgen.emit.program_registers import FAILED_EVENT, STARTED_EVENT, program_seed
from hdlgen.emit.registers import CODE_FAULT_EVENT, watched
from hdlgen.emit.stage import events, unit_of
from hdlgen.emit.stage_events import stage_event, stage_events
from hdlgen.emit.write_registers import BUSY
from hdlgen.emit.writing import add_writer
from hdlgen.mapping.plan import IMAGE, RESULT, Edge, Plan
from hdlgen.mapping.stages import ArrayStage, Stage
from hdlgen.mapping.tables import tables_of
from hdlgen.rtl import parts
from hdlgen.rtl.axis_input import AxisInput, AxisInputParams
from hdlgen.rtl.axis_output import AxisOutput, AxisOutputParams, Frame
from hdlgen.rtl.concat import Concat, ConcatParams
from hdlgen.rtl.csr import Csr
from hdlgen.rtl.edge_watch import EdgeWatch, EdgeWatchParams
from hdlgen.rtl.fifo import Fifo, FifoParams
from hdlgen.rtl.fork import Fork, ForkParams
from hdlgen.rtl.interfaces import axi_lite, axi_stream, operands
from hdlgen.rtl.program_watch import ProgramWatch, ProgramWatchParams
from hdlgen.rtl.register_map import RegisterMap
from hdlgen.rtl.skid_buffer import SkidBuffer, SkidBufferParams


def output_params(plan: Plan) -> AxisOutputParams:
    """The stream that leaves the accelerator."""
    return AxisOutputParams(
        tuple(Frame(s.leaving.lanes, s.out.bits, s.out.signed, s.leaving.beats) for s in plan.results)
    )


def input_params(plan: Plan) -> AxisInputParams:
    """The stream that enters the accelerator."""
    return AxisInputParams(plan.image.lanes, plan.in_type.bits, plan.image.beats)


def under_way(plan: Plan, *, loadable: bool) -> int:
    """Images that may have entered and not left: as many as the full rate needs, of any program if it is `loadable`.

    A stage has an image of its own and hands on the one before. Where images are so small that more of them follow one
    another in a stage, its last result comes 16 cycles and three windows behind the last beat at most.
    """
    if loadable:
        return 2 + sum(2 + _most_images(stage, plan) for stage in plan.stages)
    return 2 + sum(2 + -(-_latency(stage) // plan.bound_cycles) for stage in plan.stages)


def _latency(stage: Stage) -> int:
    return 16 + 3 * stage.position_cycles if isinstance(stage, ArrayStage) else 16


def _most_images(stage: Stage, plan: Plan) -> int:
    """Images that come in `_latency(stage)`: an image takes a cycle a beat, and all positions of the stage."""
    windows = -(-3 // stage.geometry.positions) if isinstance(stage, ArrayStage) else 0
    return -(-16 // plan.image.beats) + windows


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
                "m_axis": Out(axi_stream(output_params(plan).data_bits, user=True, dest=output_params(plan).dest_bits)),
                "s_axil": In(axi_lite(registers.address_bits)),
            }
        )

    def elaborate(self, platform: Layer) -> Module:
        """Units, stages and queues, and what connects them."""
        m = Module()
        plan, registers = self._plan, self._registers
        loadable, writes = bool(registers.windows), BUSY in registers.active
        source = parts.add(m, platform, "axis_input", AxisInput, input_params(plan))
        sink = parts.add(m, platform, "axis_output", AxisOutput, output_params(plan))
        csr = parts.add(m, platform, "registers", Csr, registers)
        connect(m, flipped(self.s_axis), source.s_axis)
        connect(m, sink.m_axis, flipped(self.m_axis))
        connect(m, flipped(self.s_axil), csr.s_axil)
        flush: Value = csr.control[registers.control("CONTROL.flush")]
        if writes:
            flush = flush & ~csr.status[registers.status(BUSY)]  # nothing is inside, and macros are at work

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

        def part(name: str, kind: Callable[[Any], Any], params: Any) -> Any:
            """Adds a part that images pass through."""
            passed.append(parts.add(m, platform, name, kind, params))
            return passed[-1]

        given = {IMAGE: self._fork(m, part, IMAGE, source.o)}  # what is left for readers of each source
        waiting = []  # of each edge, whether what its source gives is not taken

        def begun(edge: Edge) -> Any:
            """Where `edge` begins."""
            start = given[edge.source].pop(0)
            waiting.append(start.valid & ~start.ready)
            return start

        units = []
        for stage in plan.stages:
            made = unit_of(stage, plan.hardware, loaded=loadable, verify=writes)
            unit = m.submodules[f"u_{stage.name}"] = platform.stage(made, stage.name)
            units.append(unit)
            for edge, port in zip(plan.into(stage.name), operands(unit, len(stage.entering)), strict=True):
                connect(m, self._edge(m, part, edge, begun(edge)), port)
            passed.append(unit)
            given[stage.name] = self._fork(m, part, stage.name, unit.o)
            for name in events(stage):
                event |= dict(zip(stage_events(stage, name), getattr(unit, name), strict=True))
        for edge, port in zip(plan.into(RESULT), operands(sink, len(plan.results)), strict=True):
            end = self._edge(m, part, edge, begun(edge))
            # Cuts the path from m_axis_tready into the last stage; the queues do so between the stages.
            skid = part(f"output_skid{_number(edge, plan)}", SkidBuffer, SkidBufferParams(len(end.payload)))
            connect(m, end, skid.i)
            connect(m, skid.o, port)
        event[CODE_FAULT_EVENT] = Cat(event[stage_event(s, "faults")] for s in plan.array_stages).any()
        verdicts = parts.add(m, platform, "verdicts", Fifo, FifoParams(1, under_way(plan, loadable=loadable)))
        connect(m, source.verdict, verdicts.i)

        if watched(plan):
            watch = parts.add(m, platform, "edge_watch", EdgeWatch, EdgeWatchParams(len(waiting)))
            m.d.comb += [
                watch.waiting.eq(Cat(*waiting)),
                watch.limit.eq(csr.control[registers.control("STUCK_AFTER.cycles")]),
                watch.clear.eq(csr.control[registers.control("STUCK.clear")]),
                csr.status[registers.status("STUCK.edge")].eq(watch.stuck),
            ]

        run: Value = csr.control[registers.control("CONTROL.run")]
        empties: Value = ResetSignal() | flush
        if loadable:
            params = ProgramWatchParams(registers.address_bits, program_seed(registers), len(plan.stages))
            watcher = parts.add(m, platform, "program_watch", ProgramWatch, params)
            clear: Value = csr.control[registers.control("PROGRAM.clear")]
            if writes:
                by_name = {stage.name: unit for stage, unit in zip(plan.stages, units, strict=True)}
                writer = add_writer(m, platform, plan, registers, csr, by_name)
                confirmed = writer.status.confirmed
                clear = clear | ~confirmed
                # Arrays may be at work for windows that no image needs, and whose image has left.
                run, empties = run & confirmed, empties | writer.control.start
                m.d.comb += csr.status[registers.status("STATUS.unconfirmed")].eq(~confirmed)
            self._load(m, csr, watcher, units, clear)
            event |= {FAILED_EVENT: watcher.failed, STARTED_EVENT: run & watcher.empty}
            m.d.comb += [
                sink.verdict.valid.eq(verdicts.o.valid),
                sink.verdict.payload.eq(verdicts.o.payload | watcher.marked),
                verdicts.o.ready.eq(sink.verdict.ready),
            ]
            run, empties = run & ~watcher.empty, empties | watcher.restart
        else:
            connect(m, verdicts.o, sink.verdict)
        emptied = Signal()  # resets all that an image passes through, but not what the bus has been promised
        for each in (*passed, verdicts):
            each.reset = emptied
        m.d.comb += [
            emptied.eq(empties),
            sink.flush.eq(flush),
            csr.status[registers.status("STATUS.flushing")].eq(sink.flushing),
            source.run.eq(run),
            csr.events.eq(Cat(*(event[name] for name in registers.events))),
        ]
        return m

    def _load(self, m: Module, csr: Any, watcher: Any, units: list[Any], clear: Value) -> None:
        """The load bus and what of the registers has to do with programs.

        clear  whether the accelerator is made empty
        """
        plan, registers = self._plan, self._registers
        connect(m, csr.written, watcher.written)
        words: list[Value] = []
        first = 0  # number of the stage's first table
        for n, (stage, unit) in enumerate(zip(plan.stages, units, strict=True)):
            if not tables_of(stage):
                continue
            port = unit.load
            select = Cat(csr.load.select == first + i for i in range(len(port.select)))
            first += len(port.select)
            for name in ("address", "data", "write", "read"):
                m.d.comb += getattr(port, name).eq(getattr(csr.load, name))
            m.d.comb += [
                port.select.eq(select),
                watcher.faults[n].eq(unit.parity),
                csr.status[registers.status(f"{stage.name}.FAULTS.parity")].eq(watcher.faulty[n]),
            ]
            words.append(port.read_data)
        m.d.comb += [
            csr.load.read_data.eq(reduce(or_, words)),
            watcher.read.eq(csr.load.read),
            watcher.commit.eq(csr.control[registers.control("PROGRAM.commit")]),
            watcher.clear.eq(clear),
            watcher.expected.eq(csr.control[registers.control("PROGRAM_CRC.crc")]),
        ]
        for path, value in (
            ("STATUS.empty", watcher.empty),
            ("STATUS.parity_fault", watcher.faulty.any()),
            ("PROGRAM_WORDS.count", watcher.words),
            ("PROGRAM_SUM.crc", watcher.crc),
            ("PARITY.stage", watcher.first),
        ):
            m.d.comb += csr.status[registers.status(path)].eq(value)

    def _fork(self, m: Module, part: Callable[..., Any], source: str, start: Any) -> list[Any]:
        """The stream `start` of `source` for each of its readers, in the order of the plan's edges.

        part  adds a part, as `parts.add` without its first two arguments
        """
        readers = len(self._plan.out_of(source))
        if readers == 1:
            return [start]
        fork = part(f"{source}_fork", Fork, ForkParams(len(start.payload), readers))
        connect(m, start, fork.i)
        return [fork.o[n] for n in range(readers)]

    def _edge(self, m: Module, part: Callable[..., Any], edge: Edge, end: Any) -> Any:
        """What `end`, of the source, becomes at the target: behind a change of lanes and the queue, if it has them."""
        number, given = _number(edge, self._plan), self._plan.given(edge.source)
        if given.lanes != edge.lanes:
            params = ConcatParams(arith.Concat((given.shape[2],)), (given.lanes,), edge.lanes, edge.type.bits)
            lanes = part(f"{edge.target}_lanes{number}", Concat, params)
            connect(m, end, lanes.i_0)
            end = lanes.o
        if edge.depth:
            fifo = part(f"{edge.target}_fifo{number}", Fifo, FifoParams(len(end.payload), edge.depth))
            connect(m, end, fifo.i)
            end = fifo.o
        return end


def _number(edge: Edge, plan: Plan) -> str:
    """What tells the parts in front of a target with several operands from each other."""
    return f"_{edge.operand}" if len(plan.into(edge.target)) > 1 else ""


def build(plan: Plan, registers: RegisterMap) -> Library:
    """All modules of the accelerator; the top one has the plan's name and comes last.

    Raises HdlgenError for names that Verilog or the accelerator itself has taken.
    """
    require_names(plan)
    library = Library(plan.name)
    library.add(Accelerator(plan, registers), plan.name)
    return library
