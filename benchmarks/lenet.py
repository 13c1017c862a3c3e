"""The dense LeNet-5 that array simulators are compared on: 6-16-120-84-10, 4-bit weights, 8-bit inputs, 8-bit ADC."""

from __future__ import annotations

import numpy as np

from hdlgen.arith import Int, MaxPool, Requant, Signal, Window
from hdlgen.ir.graph import ArrayNode, Graph, InputNode, OperatorNode
from hdlgen.mapping import Hardware, Plan, map_graph
from hdlgen.nets import mnist

ACTIVATION = Int(8)
HARDWARE = Hardware(
    rows=128,
    columns=128,
    cell_bits=3,
    dac_bits=1,
    adc_bits=8,
    adcs=8,
    settle_cycles=1,
    conversion_cycles=1,
)


def graph(seed: int = 0) -> Graph:
    """The network with random weights; each layer's outputs fill their type about once, as a trained one's do."""
    rng = np.random.default_rng(seed)

    def layer(name: str, source: str, window: Window, channels: int) -> ArrayNode:
        weights = np.clip(np.rint(rng.normal(0, 2.5, (window.taps, channels))), -7, 7).astype(np.int8)
        spread = np.sqrt((weights.astype(float) ** 2).sum(axis=0)) * 60
        multiplier = tuple(int(m) for m in 100 / spread * 2**14)
        requant = Requant(multiplier, (0,) * channels, 14, 0, ACTIVATION.hi)
        return ArrayNode(name, (source,), window, ACTIVATION, weights, 4, requant, None, ACTIVATION)

    def pool(name: str, source: str, squares: MaxPool) -> OperatorNode:
        entering = Signal((squares.height, squares.width, squares.channels), ACTIVATION)
        return OperatorNode(name, (source,), squares, (entering,), ACTIVATION)

    return Graph(
        "lenet5",
        (
            InputNode("image", (28, 28, 1), ACTIVATION),
            layer("conv1", "image", Window(28, 28, 1, (5, 5), (1, 1), (2,) * 4), 6),
            pool("pool1", "conv1", MaxPool(28, 28, 6, (2, 2), (2, 2))),
            layer("conv2", "pool1", Window(14, 14, 6, (5, 5)), 16),
            pool("pool2", "conv2", MaxPool(10, 10, 16, (2, 2), (2, 2))),
            layer("fc1", "pool2", Window(5, 5, 16, (5, 5)), 120),
            layer("fc2", "fc1", Window(1, 1, 120, (1, 1)), 84),
            layer("fc3", "fc2", Window(1, 1, 84, (1, 1)), 10),
        ),
    )


def plan(network: Graph) -> Plan:
    """On 128×128 tiles; the first layer's sums are scaled by 1, the others' by 2 … 8: about what calibration finds."""
    return map_graph(network, HARDWARE, {"conv1": 1, "conv2": 2, "fc1": 2, "fc2": 2, "fc3": 2})


def images(count: int) -> np.ndarray:
    """MNIST's first test images, repeated as often as it takes: int64[image, row, column, channel]."""
    some = mnist.bundled_images()[0][..., None].astype(np.int64)
    return np.resize(some, (count, *some.shape[1:]))
