"""`Plan`: where every weight is and who runs when. The contract of everything that comes after mapping."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from hdlgen.arith import Int, Shape
from hdlgen.errors import HdlgenError
from hdlgen.mapping.hardware import Hardware
from hdlgen.mapping.stages import ArrayStage, Stage
from hdlgen.mapping.stream import Stream

IMAGE = "input"
"""What a stage reads that reads the image."""
RESULT = "output"
"""What reads a stage whose result leaves the accelerator."""


@dataclass(frozen=True)
class Edge:
    """What one stage reads of another.

    source   name of the stage that gives it, or IMAGE
    target   name of the stage that takes it, or RESULT
    operand  of the target, from 0; of RESULT which of the network's outputs
    lanes    channels a beat, as the target takes them. The source may give another number: then the lanes change in
             front of the queue
    type     of an element
    depth    beats that the queue holds; 0 where there is none
    """

    source: str
    target: str
    operand: int
    lanes: int
    type: Int
    depth: int

    @property
    def bits(self) -> int:
        """Of the queue."""
        return self.depth * self.lanes * self.type.bits


@dataclass(frozen=True)
class Plan:
    """The whole accelerator.

    stages  each behind those that it reads
    edges   of the stages in their order and of RESULT, operand by operand
    """

    name: str
    hardware: Hardware
    in_shape: Shape
    in_type: Int
    stages: tuple[Stage, ...]
    edges: tuple[Edge, ...]

    def __getitem__(self, name: str) -> Stage:
        for stage in self.stages:
            if stage.name == name:
                return stage
        raise HdlgenError(name, "is no stage of this network", fix=f"use one of {[s.name for s in self.stages]}")

    @property
    def image(self) -> Stream:
        """The stream of the image: a channel a beat."""
        return Stream(self.in_shape, self.in_type, 1)

    def given(self, source: str) -> Stream:
        """The stream of stage `source`, or of IMAGE."""
        return self.image if source == IMAGE else self[source].leaving

    def into(self, target: str) -> tuple[Edge, ...]:
        """What stage `target`, or RESULT, reads, operand by operand."""
        return tuple(edge for edge in self.edges if edge.target == target)

    def out_of(self, source: str) -> tuple[Edge, ...]:
        """What reads stage `source`, or IMAGE."""
        return tuple(edge for edge in self.edges if edge.source == source)

    @cached_property
    def sources(self) -> dict[str, tuple[str, ...]]:
        """What each stage reads, by its name: names of stages, or IMAGE."""
        return {s.name: tuple(edge.source for edge in self.into(s.name)) for s in self.stages}

    @property
    def results(self) -> tuple[Stage, ...]:
        """The stages whose results leave, in their order."""
        return tuple(self[edge.source] for edge in self.into(RESULT))

    @property
    def array_stages(self) -> tuple[ArrayStage, ...]:
        """The stages with weights."""
        return tuple(s for s in self.stages if isinstance(s, ArrayStage))

    @property
    def tiles(self) -> int:
        """Occupied tiles."""
        return sum(len(s.geometry.seats) for s in self.array_stages)

    @property
    def converters(self) -> int:
        """Of all macros."""
        return sum(s.converters for s in self.array_stages)

    @property
    def arrays(self) -> int:
        """Of which the tiles are made: as many as tiles where none are joined."""
        return sum(s.geometry.arrays for s in self.array_stages)

    @property
    def filled(self) -> float:
        """Share of the tiles' pairs of cells that lie in a block; 0 without tiles."""
        cells = self.arrays * self.hardware.rows * self.hardware.columns
        return sum(s.used_cells for s in self.array_stages) / max(1, cells)

    @property
    def mapped_weights(self) -> int:
        """Weights on the tiles: of each block, rows × channels; copies are not counted."""
        return sum(s.mapped_weights for s in self.array_stages)

    @property
    def queue_bits(self) -> int:
        """Of all queues."""
        return sum(edge.bits for edge in self.edges)

    @property
    def bound_cycles(self) -> int:
        """Fewest cycles between images in steady state: the slowest stage, the input stream or the results."""
        leaving = sum(stage.leaving.beats for stage in self.results)
        return max(self.image.beats, leaving, *(s.bound_cycles for s in self.stages))
