"""What a simulation of the emitted accelerator needs: a bench in Verilog and the names through which it is driven."""

from __future__ import annotations

from dataclasses import dataclass

from hdlgen.emit.array_stage import macro_of
from hdlgen.emit.stage import stream_bits
from hdlgen.emit.top import input_params, output_params
from hdlgen.mapping.plan import ArrayStage, Plan, Stage

OUTPUT = "m_axis"
"""Name under which the bench watches the accelerator's own output."""


@dataclass(frozen=True)
class Watch:
    """A stream that the bench gathers by rows of an image.

    name        of the stage, or OUTPUT
    beats       beats of a row
    bits        of a beat
    lanes       channels of a beat
    lane_bits   bits a channel takes
    value_bits  bits of a channel's value, in the low end of its lane
    signed      whether it is two's complement
    shape       rows, columns, channels of an image
    last        signal of the stream that is 1 on an image's last beat and on no other; empty if it has none
    at_end      signal of the bench that says when that is
    mark        signal of the stream that says that an image is of no use; it comes with `last`
    """

    name: str
    beats: int
    bits: int
    lanes: int
    lane_bits: int
    value_bits: int
    signed: bool
    shape: tuple[int, int, int]
    valid: str
    ready: str
    data: str
    comment: str
    last: str = ""
    at_end: str = ""
    mark: str = ""


def watches(plan: Plan) -> tuple[Watch, ...]:
    """Every stage's output stream, then the accelerator's."""
    found = [_stage_watch(stage) for stage in plan.stages]
    out, last = output_params(plan), plan.stages[-1]
    found.append(
        Watch(
            OUTPUT,
            out.beats_per_image // last.out_shape[0],
            out.data_bits,
            out.lanes,
            out.lane_bits,
            out.lane_bits,
            out.signed,
            last.out_shape,
            "m_axis_tvalid",
            "m_axis_tready",
            "m_axis_tdata",
            "The accelerator's output.",
            "m_axis_tlast",
            "m_axis_end",
            "m_axis_tuser",
        )
    )
    return tuple(found)


def _stage_watch(stage: Stage) -> Watch:
    bits = stream_bits(stage)[1]
    lanes = bits // stage.out.bits
    _, columns, channels = stage.out_shape
    instance = f"dut.u_{stage.name}"
    return Watch(
        stage.name,
        columns * -(-channels // lanes),
        bits,
        lanes,
        stage.out.bits,
        stage.out.bits,
        stage.out.signed,
        stage.out_shape,
        f"{instance}.o_valid",
        f"{instance}.o_ready",
        f"{instance}.o_data",
        f"Output of {stage.name}.",
    )


def macro_path(stage: ArrayStage, tile: int) -> str:
    """Hierarchical name of a tile's macro below the bench."""
    return f"dut.u_{stage.name}.u_array.u_tile_{tile}"


def touched(plan: Plan) -> dict[str, tuple[str, ...]]:
    """Module → the signals of it that a bench reads or writes."""
    names = ["clk", "rst", "cycle", "image", "image_put", "image_got", "source_stall", "sink_stall"]
    names += [
        f"s_axil_{n}"
        for n in (
            "awaddr",
            "awvalid",
            "awready",
            "wdata",
            "wvalid",
            "wready",
            "bresp",
            "bvalid",
            "bready",
            "araddr",
            "arvalid",
            "arready",
            "rdata",
            "rresp",
            "rvalid",
            "rready",
        )
    ]
    for watch in watches(plan):
        names += [f"{watch.name}_{n}" for n in ("row", "cycle", "seen", "beat", "state", "complaint")]
    found = {"tb": tuple(names)}
    for stage in plan.array_stages:
        found[macro_of(stage, plan.hardware).module] = ("asked", "answer", "request", "complaint", "adc_shift")
    return found


def bench_fields(plan: Plan, address_bits: int) -> dict[str, object]:
    """What the template of the bench fills in. address_bits: of the control bus."""
    source, sink = input_params(plan), output_params(plan)
    return {
        "in_beats": source.beats_per_image,
        "in_bits": source.data_bits,
        "out_bits": sink.data_bits,
        "out_beats": sink.beats_per_image,
        "address_bits": address_bits,
        "watches": watches(plan),
    }
