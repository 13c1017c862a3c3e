"""What a host says to an accelerator on a board: images as bytes of its stream, results as numbers again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from hdlgen.arith.integer import Ints
from hdlgen.driver import DeviceError, Link, Player
from hdlgen.emit.package import configuration_digest
from hdlgen.emit.register_views import addresses
from hdlgen.emit.registers import register_map
from hdlgen.emit.top import input_params, output_params
from hdlgen.mapping.plan import Plan

MARKS = ("ID", "VERSION", *(f"DIGEST{n}" for n in range(4)))
"""Registers that say what an accelerator is."""


def image_bytes(plan: Plan, images: Ints) -> list[bytes]:
    """Beats of the images int64[image, row, column, channel] of `plan`."""
    source = input_params(plan)
    lanes = np.pad(images, ((0, 0), (0, 0), (0, 0), (0, -images.shape[3] % source.lanes)))
    return [data.tobytes() for data in _bytes(lanes, source.lane_bits)]


def _bytes(x: Ints, bits: int) -> np.ndarray:
    """uint8[image, byte] of whole bytes for each element, the lowest first."""
    split = x.reshape(len(x), -1, 1) >> np.arange(0, bits, 8)
    return (split & 0xFF).astype(np.uint8).reshape(len(x), -1)


def result_values(plan: Plan, results: Sequence[Sequence[bytes]]) -> dict[str, Ints]:
    """Outputs int64[image, row, column, channel] of the plan's last stages by name, from the frames of each image.

    Raises DeviceError for a frame of another length.
    """
    params = output_params(plan)
    beat = params.data_bits // 8
    found = {}
    for n, (frame, stage) in enumerate(zip(params.frames, plan.results, strict=True)):
        if wrong := {len(frames[n]) for frames in results} - {beat * frame.beats}:
            raise DeviceError(f"a frame has {wrong.pop() // beat} beats, and one of {stage.name} {frame.beats}")
        raw = np.frombuffer(b"".join(frames[n] for frames in results), np.uint8)
        lanes = raw.reshape(-1, beat)[:, : frame.data_bits // 8].reshape(-1, frame.lane_bits // 8)
        values = (lanes.astype(np.int64) << np.arange(0, frame.lane_bits, 8)).sum(axis=1)
        if frame.signed:
            values -= (values >> (frame.lane_bits - 1)) << frame.lane_bits
        rows, columns, channels = stage.out_shape
        found[stage.name] = values.reshape(len(results), rows, columns, -1)[..., :channels]
    return found


class Host:
    """Plays images on the accelerator of `plan` over a link.

    player  that plays them
    """

    def __init__(self, plan: Plan, link: Link, seconds: float) -> None:
        self._link = link
        registers = register_map(plan, configuration_digest(plan))
        self._at = addresses(registers)
        self._marks = {name: registers[name].reset for name in MARKS}
        self.player = Player(link, self._prepare, outputs=len(plan.results), seconds=seconds)

    def _prepare(self) -> None:
        """Lets images in. Raises DeviceError if it is the accelerator of another network."""
        found = dict(zip(self._marks, self._link.read_many([self._at[n] for n in self._marks]), strict=True))
        for name, value in self._marks.items():
            if found[name] != value:
                what = f"register {name} is {found[name]:#010x}, and {value:#010x} for this network and these options"
                raise DeviceError(what)
        self._link.write(self._at["CONTROL"], 1)

    def require(self, totals: Mapping[str, int]) -> None:
        """Raises DeviceError unless registers hold these values."""
        found = dict(zip(totals, self._link.read_many([self._at[name] for name in totals]), strict=True))
        wrong = [f"{name} is {found[name]:,}, not {value:,}" for name, value in totals.items() if found[name] != value]
        if wrong:
            raise DeviceError(f"results came, and counters say otherwise: {'; '.join(wrong)}")
