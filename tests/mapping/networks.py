"""Small networks for the tests of mapping and of the executors."""

import numpy as np

from hdlgen.arith import Int, MaxPool, Requant, SumPool, Table, Window
from hdlgen.ir.graph import ArrayNode, AvgPoolNode, Graph, InputNode, MaxPoolNode
from hdlgen.mapping import Hardware

UINT4 = Int(4)


def hardware(**changes):
    """Tiles of 8 × 8, one-bit drivers, 3-bit cells."""
    usual = {
        "rows": 8,
        "columns": 8,
        "cell_bits": 3,
        "dac_bits": 1,
        "adc_bits": 8,
        "adcs": 2,
        "settle_cycles": 2,
        "conversion_cycles": 2,
    }
    return Hardware(**{**usual, **changes})


def layer(name, source, weights, *, window=None, in_type=UINT4, weight_bits=4, out=UINT4, table=None, **requant):
    """An ArrayNode; a fully connected one unless it has a window. Multipliers 1, biases 0, no shift."""
    weights = np.array(weights, np.int8)
    taps, channels = weights.shape
    usual = {"multiplier": (1,) * channels, "bias": (0,) * channels, "shift": 0, "lo": out.lo, "hi": out.hi}
    return ArrayNode(
        name,
        (source,),
        window or Window(1, 1, taps, (1, 1)),
        in_type,
        weights,
        weight_bits,
        Requant(**{**usual, **requant}),
        table,
        out,
    )


def one_layer(weights, **kw):
    """A network of one layer, named fc."""
    node = layer("fc", "x", weights, **kw)
    w = node.window
    return Graph("net", (InputNode("x", (w.height, w.width, w.channels), node.in_type), node))


def random_network(seed, *, signed=False):
    """Convolution with padding, max pool, strided convolution, average pool, table, fully connected; sparse weights.

    signed  the activations in between
    """
    rng = np.random.default_rng(seed)
    act = Int(4, signed)

    def array(name, source, window, channels, weight_bits, in_type, out, table=None):
        top = 2 ** (weight_bits - 1)
        w = rng.integers(1 - top, top, (window.taps, channels))
        w[rng.random(window.taps) < 0.3] = 0
        w[: window.taps // 2, : channels // 2] = 0
        # each channel's spread fills the output type about once
        typical = np.sqrt((w.astype(float) ** 2).sum(0).clip(1)) * in_type.hi / 2
        m = tuple(int(v) for v in 256 * 2 ** (out.bits - 1) / typical + 1)
        b = tuple(int(v) for v in rng.integers(-300, 300, channels))
        return layer(
            name,
            source,
            w,
            window=window,
            in_type=in_type,
            weight_bits=weight_bits,
            out=out,
            table=table,
            multiplier=m,
            bias=b,
            shift=8,
            lo=out.lo,
            hi=out.hi,
        )

    square = Table(act.lo, tuple(int(v) for v in np.clip(np.arange(act.lo, act.hi + 1) ** 2 // 4, 0, act.hi)))
    return Graph(
        "net",
        (
            InputNode("x", (9, 8, 2), Int(8, signed)),
            array("conv1", "x", Window(9, 8, 2, (3, 3), 1, 1), 6, 4, Int(8, signed), act),
            MaxPoolNode("pool1", ("conv1",), MaxPool(9, 8, 6, 2), act),
            array("conv2", "pool1", Window(4, 4, 6, (2, 3), 2, 1), 5, 6, act, act, square),
            AvgPoolNode(
                "pool2", ("conv2",), SumPool(3, 2, 5, 2), act, Requant((16384,) * 5, (0,) * 5, 16, act.lo, act.hi), act
            ),
            array("fc", "pool2", Window(1, 1, 5, (1, 1)), 7, 8, act, Int(8, True)),
        ),
    )


def random_images(graph, count, seed=0):
    """Images over the whole range of the input type."""
    t = graph.input.out
    return np.random.default_rng(seed).integers(t.lo, t.hi + 1, (count, *graph.input.shape))
