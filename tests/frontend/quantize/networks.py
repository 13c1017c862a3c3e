"""Float networks of every shape that `place` knows, and the integers that come of them."""

import numpy as np

from hdlgen import ir, spec
from hdlgen.frontend.builder import Builder
from hdlgen.frontend.integers import integers
from hdlgen.frontend.operators import (
    Add,
    Affine,
    ArgMax,
    Average,
    Clip,
    Concat,
    Conv,
    ConvTransposed,
    Function,
    Grid,
    Linear,
    MaxPool,
    Scale,
    Upsample,
)
from hdlgen.reference import exact
from hdlgen.spec.names import INPUT, pixels
from hdlgen.spec.writer import write_network

PIXELS = Grid(np.array([1 / 255]), 0, 255)
RELU = Clip(0.0, np.inf)
SAME = {"padding": (1, 1, 1, 1)}
HARDWARE = {
    "tile": {"rows": 64, "columns": 64},
    "adc": {"bits": 8, "count": 8, "settle_cycles": 2, "conversion_cycles": 2},
}
DEVICE = {"cell_bits": 3, "g_min_siemens": 1e-6, "g_max_siemens": 4e-5}


class Maker:
    """A network on images of 8×8, node after node; weights are random."""

    def __init__(self, name, seed=1, channels=2):
        self.built = Builder(name, (8, 8, channels))
        self.rng = np.random.default_rng(seed)

    def add(self, name, op, *inputs):
        return self.built.add(name, f"the {name}", op, *inputs)

    def conv(self, name, x, out, kernel=3, groups=1, **form):
        channels = self.built.shapes[x][2]
        taps = channels // groups * kernel * kernel
        weight = self.rng.normal(0, (2 / taps) ** 0.5, (out, channels // groups, kernel, kernel))
        form = SAME | form if kernel == 3 else form
        return self.add(name, Conv(weight, self.rng.normal(0, 0.1, out), groups=groups, **form), x)

    def linear(self, name, x, out):
        size = int(np.prod(self.built.shapes[x]))
        return self.add(name, Linear(self.rng.normal(0, size**-0.5, (out, size)), self.rng.normal(0, 0.1, out)), x)

    def norm(self, name, x, least=0.5):
        channels = self.built.shapes[x][2]
        return self.add(name, Affine(self.rng.uniform(least, 1.5, channels), self.rng.normal(0, 0.2, channels)), x)

    def images(self, count=24):
        rows, columns, channels = self.built.in_shape
        return self.rng.integers(0, 256, (count, rows, columns, channels))

    def source(self, *outputs):
        return self.built.source(outputs, outputs)


def chain(seed=1):
    """Two convolutions with pools, a linear layer."""
    m = Maker("chain", seed)
    x = m.add("relu1", RELU, m.conv("conv1", INPUT, 4))
    x = m.add("pool1", MaxPool((2, 2), (2, 2)), x)
    x = m.add("relu2", RELU, m.add("pool2", MaxPool((2, 2), (2, 2)), m.conv("conv2", x, 6)))
    return m, m.source(m.linear("fc", x, 5))


def residual():
    """Normalized images, a sum, a global mean."""
    m = Maker("residual")
    x = m.norm("normalize", INPUT)
    x = m.add("relu1", RELU, m.conv("conv1", x, 4))
    y = m.conv("conv3", m.add("relu2", RELU, m.conv("conv2", x, 4)), 4)
    x = m.add("relu3", RELU, m.add("sum", Add(), y, x))
    return m, m.source(m.linear("fc", m.add("mean", Average(None), x), 5))


def gated():
    """Squeeze and excitation, with functions; a depthwise convolution."""
    m = Maker("gated")
    x = m.add("swish", Function("hard_swish"), m.conv("conv1", INPUT, 4))
    x = m.add("relu6", Clip(0.0, 6.0), m.conv("deep", x, 4, groups=4, stride=(2, 2)))
    g = m.add("relu", RELU, m.conv("squeeze", m.add("mean", Average(None), x), 2, kernel=1))
    g = m.add("gate", Function("sigmoid"), m.conv("excite", g, 4, kernel=1))
    x = m.add("scale", Scale(), x, g)
    return m, m.source(m.conv("conv2", x, 3))


def dense():
    """Concatenations whose parts share a grid, norms behind them."""
    m = Maker("dense")
    x = m.conv("conv1", INPUT, 4)
    for i in (1, 2):
        y = m.conv(f"grow{i}", m.add(f"relu{i}", RELU, m.norm(f"norm{i}", x)), 3)
        x = m.add(f"join{i}", Concat(), x, y)
    return m, m.source(m.linear("fc", m.add("mean", Average((4, 4), (4, 4)), x), 4))


def unet():
    """Upsampled and transposed, joined with what is older and of another sign; a class for each pixel."""
    m = Maker("unet")
    x = m.add("relu1", RELU, m.conv("conv1", INPUT, 4))
    y = m.add("relu2", RELU, m.conv("conv2", m.add("pool", MaxPool((2, 2), (2, 2)), x), 6))
    up = m.add("up", Upsample(2), m.conv("conv3", y, 2, kernel=1))
    weight = m.rng.normal(0, 0.3, (6, 2, 2, 2))
    tall = m.add("tall", ConvTransposed(weight, m.rng.normal(0, 0.1, 4), stride=(2, 2), groups=2), y)
    x = m.add("relu4", RELU, m.add("join", Concat(), x, up, tall))
    return m, m.source(m.add("class", ArgMax(), m.conv("conv4", x, 3)))


def odd():
    """Functions that no layer carries, clips with two ends behind sums, norms that turn signs, several results."""
    m = Maker("odd")
    x = m.conv("conv1", INPUT, 4)
    y = m.add("tanh", Function("tanh"), x)  # others read conv1, too
    z = m.add("gelu", Function("gelu"), m.add("sum", Add(), x, y))
    a = m.add("hardtanh", Clip(-1.0, 1.0), m.add("again", Add(), z, y))
    pooled = m.add("pool", MaxPool((2, 2), (2, 2)), m.conv("conv2", a, 4))
    b = m.add("turned", Affine(np.array([1.0, -1.0, 0.5, -2.0]), np.full(4, 0.1)), pooled)
    c = m.add("half", Affine(np.full(4, 0.5), np.zeros(4)), m.add("clipped", Clip(0.0, 2.0), b))
    d = m.add("silu", Function("silu"), m.add("pool2", MaxPool((2, 2), (2, 2)), m.conv("conv3", c, 4)))
    e = m.add("mean", Average(None), m.add("relu", RELU, x))
    f = m.add("sigmoid", Function("sigmoid"), m.add("pool3", MaxPool((2, 2), (2, 2)), m.conv("conv4", a, 2)))
    return m, m.source(m.linear("fc", d, 3), m.add("bounded", Clip(0.0, 0.4), e), y, f)


ALL = {f.__name__: f for f in (chain, residual, gated, dense, unet, odd)}


def lowered(network, folder, image=PIXELS):
    """`integers` of a quantized network, and the graph of the file that is written."""
    made = integers(network, image)
    results = list(dict.fromkeys(r.layer for r in made.results))
    arguments = (made.layers, made.tensors, HARDWARE, DEVICE)
    path = write_network(folder, network.name, network.in_shape, *arguments, pixel=made.pixel, outputs=results)
    return made, ir.lower(spec.load(path))


def differences(network, folder, images):
    """How many results of the written integers are not those of `network`, of how many; whether all can be equal.

    images  int64, pixels
    """
    made, graph = lowered(network, folder)
    got = exact.run(graph, images.astype(np.int64), keep=False)
    wanted = network.run(images / 255)
    off = count = 0
    for name, result in zip(network.outputs, made.results, strict=True):
        layer = pixels(result.layer) if pixels(result.layer) in got else result.layer
        off += int((np.rint(wanted[name] / result.scale) != got[layer]).sum())
        count += wanted[name].size
    return off, count, made
