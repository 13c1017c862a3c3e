"""What a simulation of an accelerator with twins needs that has no Python: a bench, images, outputs, a makefile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from hdlgen.arith.integer import Ints
from hdlgen.emit.macro_views import environment
from hdlgen.emit.register_views import addresses
from hdlgen.emit.testbench import bench_fields, result_watches, watches
from hdlgen.emit.top import input_params
from hdlgen.mapping.plan import Plan
from hdlgen.mapping.stages import ArrayStage
from hdlgen.rtl.register_map import RegisterMap
from hdlgen.rtl.twin import TwinParams

FOLDER = "sim"
PATIENCE = 8
"""Bounds, and positions of the slowest stage, without a beat on any stream after which an accelerator is stuck."""


@dataclass(frozen=True, eq=False)
class Twinned:
    """What an accelerator is emitted with that runs without array models.

    twins     of its macros, by the names of their first tiles
    images    int64[image, row, column, channel], to be played
    expected  outputs of the stages, int64[image, row, column, channel] by name
    """

    twins: Mapping[str, TwinParams]
    images: Ints
    expected: Mapping[str, Ints]


def files_of(plan: Plan, registers: RegisterMap, twinned: Twinned, common: Mapping[str, object]) -> dict[str, bytes]:
    """Path below the folder of the emitted design → bytes, of the folder `sim`. common: what all templates take."""
    source, images = input_params(plan), twinned.images
    names = {w.name: stage.name for w, stage in zip(result_watches(plan), plan.results, strict=True)}
    files = {f"{FOLDER}/images.hex": beats(images, source.lanes, source.lane_bits)}
    for watch in watches(plan):
        x = twinned.expected[names.get(watch.name, watch.name)]
        files[f"{FOLDER}/{watch.name}.hex"] = beats(x, watch.lanes, watch.lane_bits)
    longest = max([plan.bound_cycles, *(s.position_cycles for s in plan.stages if isinstance(s, ArrayStage))])
    fields = {
        **bench_fields(plan, registers.address_bits),
        "images": len(images),
        "control": addresses(registers)["CONTROL"],
        "patience": PATIENCE * longest + 1000,
    }
    templates = environment()
    for name, template in (("tb.v", "sim_tb.v.j2"), ("main.cpp", "sim_main.cpp.j2"), ("Makefile", "sim_Makefile.j2")):
        files[f"{FOLDER}/{name}"] = templates.get_template(template).render(**common, **fields).encode()
    return files


def beats(x: Ints, lanes: int, lane_bits: int) -> bytes:
    """Beats of x [image, row, column, channel], so many channels each, a hexadecimal number a line."""
    padded = np.pad(x, ((0, 0), (0, 0), (0, 0), (0, -x.shape[3] % lanes))).reshape(-1, lanes)
    bits = ((padded[..., None] >> np.arange(lane_bits)) & 1).astype(np.uint8).reshape(len(padded), -1)
    packed = np.packbits(bits, axis=1, bitorder="little")[:, ::-1]
    text, digits = packed.tobytes().hex(), 2 * packed.shape[1]
    surplus = digits - -(-lanes * lane_bits // 4)  # a digit that a beat has no bits for
    return "".join(f"{text[at + surplus : at + digits]}\n" for at in range(0, len(text), digits)).encode()
