"""What a network file may say: one model for each mapping in it. Sizes that depend on each other are in `checks`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import ConfigDict, Field

from hdlgen.spec.names import IDENTIFIER
from hdlgen.spec.types import Activation, Both, Extra, IntType, Padding, Part, PoolKernel, SumActivation, Version

Size = Annotated[int, Field(ge=1, le=1 << 20)]
Share = Annotated[float, Field(ge=0, le=1)]
Name = Annotated[str, Field(pattern=IDENTIFIER, max_length=64)]
Text = Annotated[str, Field(min_length=1)]
Unit = Literal["digital", "memristor"]
Sums = Literal["digital", "analog"]


class _Layer(Part):
    """What the layers that read one layer share."""

    name: Name
    """Unique; also the prefix of the layer's tensors."""
    input: Text | None = None
    """Name of an earlier layer, or `input` for the image; the layer before this one when left out."""

    def sources(self, before: str) -> tuple[str, ...]:
        """Names of what this layer reads; `before` is that of the layer before it, or `input`."""
        return (self.input or before,)


class _ArrayLayer(_Layer):
    """What convolutions and fully connected layers share."""

    weight_bits: Annotated[int, Field(ge=2, le=8)]
    """Signed, symmetric: |w| ≤ 2^(weight_bits − 1) − 1."""
    activation: Activation = "none"
    """none, relu, {clip: hi}, {threshold: t} or {table: [...]}."""
    out: IntType
    """Type of the output."""
    table_in: IntType | None = None
    """Type of the value that indexes the table; `out` when left out."""
    unit: Unit = "digital"
    """What makes a relu, clip or threshold: logic, or memristive units in front of the converters."""
    partial_sums: Sums = "digital"
    """What adds up the parts of a sum that are on several tiles: logic, or the joined columns of these tiles."""


class _Convolution(_ArrayLayer):
    """What convolutions share."""

    channels: Size
    """Output channels."""
    kernel: Both
    """n, or [rows, columns]."""
    groups: Size = 1
    """Of channels, each read by as many of the output's; as many as there are channels is depthwise."""

    @property
    def outputs(self) -> int:
        """Output channels."""
        return self.channels


class ConvLayer(_Convolution):
    """A convolution."""

    type: Literal["conv"]
    stride: Both = (1, 1)
    """n, or [rows, columns]."""
    padding: Padding = (0, 0, 0, 0)
    """Zeros around the image: n, or [top, left, bottom, right]; less than the kernel reaches over."""
    dilation: Both = (1, 1)
    """From one row or column of the kernel to the next: n, or [rows, columns]."""


class TransposedLayer(_Convolution):
    """A transposed convolution."""

    type: Literal["convtranspose"]
    stride: Both = (1, 1)
    """n, or [rows, columns]: how many times as large the output is."""
    padding: Padding = (0, 0, 0, 0)
    """Removed around the output: n, or [top, left, bottom, right]; less than the kernel."""
    output_padding: Extra = (0, 0)
    """Added at the bottom and on the right of the output: n, or [rows, columns]; less than the stride."""


class LinearLayer(_ArrayLayer):
    """A fully connected layer; it flattens whatever enters."""

    type: Literal["linear"]
    features: Size
    """Output channels."""

    @property
    def outputs(self) -> int:
        """Output channels."""
        return self.features


class _PoolLayer(_Layer):
    """What pools share."""

    kernel: PoolKernel
    """n, [rows, columns], or `all` for the whole plane."""
    stride: Both | None = None
    """n, or [rows, columns]; the kernel when left out, so that windows do not overlap."""
    padding: Padding = (0, 0, 0, 0)
    """Around the image: n, or [top, left, bottom, right]; less than the kernel."""


class MaxPoolLayer(_PoolLayer):
    """The largest of each window; padding is none of them."""

    type: Literal["maxpool"]
    unit: Unit = "digital"
    """What pools: logic, or memristive units in front of the converters of the layer before."""


class AvgPoolLayer(_PoolLayer):
    """The average of each window; padding counts as 0."""

    type: Literal["avgpool"]
    out: IntType | None = None
    """Type of the output; as the input when left out."""
    requantize: bool = False
    """Whether the layer has tensors that scale the sum of a window; else it is divided exactly by its elements."""


class UpsampleLayer(_Layer):
    """Nearest neighbours: every pixel becomes a square of them."""

    type: Literal["upsample"]
    factor: Annotated[int, Field(ge=1, le=256)]
    """Side of the square."""


class ArgMaxLayer(_Layer):
    """The number of the largest channel of each pixel, the first of equals; nothing reads it."""

    type: Literal["argmax"]


class _Join(Part):
    """What the layers that read several share."""

    name: Name
    """Unique; also the prefix of the layer's tensors."""
    inputs: tuple[Text, ...]
    """Names of earlier layers; `input` is the image."""
    out: IntType
    """Type of the output."""

    def sources(self, before: str) -> tuple[str, ...]:
        """Names of what this layer reads."""
        return self.inputs


class AddLayer(_Join):
    """The sum of two layers of one shape, requantized: a residual connection."""

    type: Literal["add"]
    inputs: tuple[Text, Text]
    """Names of two earlier layers; `input` is the image."""
    activation: SumActivation = "none"
    """none, relu or {clip: hi}."""


class ScaleLayer(_Join):
    """The channels of a layer, each times its gate, requantized: squeeze-and-excitation."""

    type: Literal["scale"]
    inputs: tuple[Text, Text]
    """Names of two earlier layers: the image, and the gates, one for each of its channels."""
    activation: SumActivation = "none"
    """none, relu or {clip: hi}."""


class ConcatLayer(_Join):
    """The channels of several layers of one plane."""

    type: Literal["concat"]
    inputs: Annotated[tuple[Text, ...], Field(min_length=2)]
    """Names of earlier layers, in the order of their channels; `input` is the image."""
    requantize: bool = False
    """Whether the layer has tensors that bring each input to `out`; else all are of that type."""


LAYERS: dict[str, type[Part]] = {
    "conv": ConvLayer,
    "convtranspose": TransposedLayer,
    "linear": LinearLayer,
    "maxpool": MaxPoolLayer,
    "avgpool": AvgPoolLayer,
    "upsample": UpsampleLayer,
    "add": AddLayer,
    "scale": ScaleLayer,
    "concat": ConcatLayer,
    "argmax": ArgMaxLayer,
}
"""By the word that a file uses."""
ArrayLayer = ConvLayer | TransposedLayer | LinearLayer
PoolLayer = MaxPoolLayer | AvgPoolLayer
JoinLayer = AddLayer | ScaleLayer | ConcatLayer
PlainLayer = MaxPoolLayer | UpsampleLayer | ArgMaxLayer
"""Without tensors, whatever they say: `shapes.operator_of` knows all that they are."""
AnyLayer = ArrayLayer | AvgPoolLayer | PlainLayer | JoinLayer
Layer = Annotated[AnyLayer, Field(discriminator="type")]


class Input(Part):
    """The image that enters."""

    shape: tuple[Size, Size, Size]
    """Rows, columns, channels."""
    type: IntType


class Network(Part):
    """The layers, each behind those that it reads."""

    weights: Text
    """Path of the safetensors file."""
    input: Input
    layers: Annotated[tuple[Layer, ...], Field(min_length=1)]
    outputs: Annotated[tuple[Text, ...], Field(min_length=1)] | None = None
    """Names of the layers whose results leave, in this order; the last layer's alone when left out."""
    dense_weights: Annotated[int, Field(ge=1)] | None = None
    """Weights of the network before it was compressed, biases not counted; for reports alone."""


class Tile(Part):
    """A crossbar array."""

    rows: Size
    columns: Size
    """A column is a differential pair."""
    budget: Annotated[int, Field(ge=0)] = 0
    """Tiles there are, which the fastest mapping uses; 0 or left out: as many as it takes."""
    spare_groups: Annotated[int, Field(ge=0)] = 0
    """Column groups of each tile that stay free, for words that would meet bad cells."""
    segments: Literal["ordered", "clustered"] = "ordered"
    """Rows that are driven together: for all channels the next in order, or chosen by what channels have weights."""
    joined: Annotated[int, Field(ge=1, le=16)] = 1
    """Tiles whose columns the macro can join in front of one set of converters."""


class DacSpec(Part):
    """The row drivers."""

    bits: Annotated[int, Field(ge=1, le=8)] = 1
    """Bits a phase; 1 is bit-serial."""
    row_word: bool = False
    """Whether they take whole activations besides: the macro has the pin row_word."""


class AdcSpec(Part):
    """The converters."""

    bits: Annotated[int, Field(ge=1, le=16)]
    """Bits of a code, two's complement."""
    count: Size
    """Converters a macro, or with a budget the most of one; divides the columns."""
    shared: Annotated[int, Field(ge=1, le=1024)] = 1
    """Tiles that the converters of a macro can be switched to, one at a time."""
    budget: Annotated[int, Field(ge=0)] = 0
    """Converters there are, with which tiles of fast layers have fewer; 0 or left out: `count` a tile."""
    settle_cycles: Size
    """From drive to hold."""
    conversion_cycles: Size
    """A converter's time for one column."""
    precharge_cycles: Annotated[int, Field(ge=0)] = 0
    """For which integrate is low before every phase."""


class HardwareSpec(Part):
    """Arrays and converters; the same for all tiles."""

    tile: Tile
    dac: DacSpec = DacSpec()
    adc: AdcSpec
    target_interval: Annotated[int, Field(ge=0)] = 0
    """Cycles between images that as few tiles as possible reach; 0 or left out: none is asked for."""


class Stuck(Part):
    """Cells that cannot be programmed."""

    low: Share = 0.0
    """Share of cells stuck at g_min."""
    high: Share = 0.0
    """Share of cells stuck at g_max."""


class DeviceSpec(Part):
    """The memristor: a card, or a simple cell that is described here."""

    cell_bits: Annotated[int, Field(ge=1, le=8)]
    """2^cell_bits conductance levels."""
    card: Text | None = None
    """Name of a card of `hdlgen device list`, or the path of one (.yaml), in place of all that follows."""
    g_min_siemens: Annotated[float, Field(ge=0)] | None = None
    """Needed where there is no card, as is `g_max_siemens`."""
    g_max_siemens: Annotated[float, Field(gt=0)] | None = None
    programming_error: Share = 0.0
    """Sigma of a cell's conductance over g_max."""
    stuck: Stuck = Stuck()


class FileModel(Part):
    """A network file of hdlgen."""

    hdlgen: Version
    """Version of this format."""
    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]
    """Name of the network and of the top module."""
    network: Network
    hardware: HardwareSpec
    device: DeviceSpec
    periphery: Text | None = None
    """Name of a periphery (wires, drivers, converters of the tiles), or the path of one (.yaml); ideal if left out."""
    ranges: Annotated[dict[str, Annotated[int, Field(ge=0, le=31)]], Field(default_factory=dict)]
    """adc shift k of each array layer; a missing layer gets the smallest k that cannot clip."""


class NetworkFile(FileModel):
    """A network file that was read and found right, with its weights.

    Paths of a card and of a periphery are relative to the working directory, no longer to the file that names them.

    weights  the tensors of docs/format.md by name, read-only
    files    all files that were read, the network file first and the weights last
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    weights: dict[str, NDArray[np.integer]]
    files: tuple[Path, ...]

    @property
    def weight_count(self) -> int:
        """Weights in the file, biases not counted; pruned ones that are kept as zeros included."""
        return sum(t.size for name, t in self.weights.items() if name.endswith(".weight"))


def schema() -> dict[str, object]:
    """JSON schema (2020-12) of a network file, for editors."""
    out = FileModel.model_json_schema()
    for name in ("network", "hardware", "device", "ranges"):
        own = out["properties"][name]
        path = {"type": "string", "description": "Path of a file with this mapping"}
        out["properties"][name] = {"anyOf": [own, path]}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **out, "title": "hdlgen network file"}
