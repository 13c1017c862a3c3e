"""Random quantized networks as an author may have written them, over all operators."""

import numpy as np

from hdlgen.frontend.builder import Builder
from hdlgen.frontend.operators import (
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
    Quant,
    Upsample,
)
from hdlgen.spec.names import INPUT

FUNCTIONS = ("sigmoid", "tanh", "hard_swish", "silu", "gelu", "leaky_relu", "hard_sigmoid")
GRIDS = ((0, 15), (-8, 7), (0, 255), (-128, 127), (-7, 7), (0, 3), (0, 100))


class RandomSource:
    """Grows a network node by node; every value is quantized before something reads it.

    builder  with all nodes; `ends` are the names of what may be read, on grids
    """

    def __init__(self, seed, rounding="half_up"):
        self.rng, self.rounding = np.random.default_rng(seed), rounding
        shape = (int(self.rng.integers(4, 9)), int(self.rng.integers(4, 9)), int(self.rng.integers(1, 4)))
        self.builder, self.count = Builder("net", shape), 0
        self.image = Grid(np.array([1 / 255]), 0, 255)
        self.ends = [INPUT]

    def add(self, op, *inputs):
        self.count += 1
        return self.builder.add(f"{type(op).__name__.lower()}{self.count}", f"node {self.count}", op, *inputs)

    def quant(self, x, size=1.0, grids=GRIDS):
        lo, hi = grids[self.rng.integers(len(grids))]
        scale = size * float(self.rng.uniform(0.5, 1.5)) / max(hi, -lo)
        return self.add(Quant(Grid(np.array([scale]), lo, hi, self.rounding)), x)

    def same(self, a, b):
        """Whether one is the other, quantized once more; such a quantizer may change nothing."""
        nodes = self.builder.nodes
        return any(
            p in nodes and isinstance(nodes[p].op, Quant) and nodes[p].inputs == (q,) for p, q in ((a, b), (b, a))
        )

    def weights(self, *shape, axis=0, groups=1):
        """Weights on a grid of each output channel."""
        hi = int(self.rng.choice([1, 7, 127]))
        channels = shape[axis] * (groups if axis else 1)
        grid = Grid(self.rng.uniform(0.5, 1.5, channels) / (hi * np.sqrt(np.prod(shape) / shape[axis])), -hi, hi)
        k = self.rng.integers(-hi, hi + 1, shape)
        if axis:
            each = grid.scale.reshape(groups, -1).repeat(shape[0] // groups, axis=0)[:, :, None, None]
        else:
            each = grid.scale.reshape(-1, *[1] * (len(shape) - 1))
        return k * each, self.rng.normal(0, 0.2, channels), grid

    def behind(self, x, channels):
        """Perhaps a batch norm, a clip, a pool; then a quantizer, perhaps a function between two."""
        rng = self.rng
        if rng.random() < 0.5:
            gain = rng.uniform(0.5, 1.5, channels) * (rng.choice([-1, 1], channels) if rng.random() < 0.3 else 1)
            x = self.add(Affine(gain, rng.normal(0, 0.1, channels)), x)
        if rng.random() < 0.5:
            x = self.add(Clip(0.0, float(rng.choice([np.inf, 0.7]))), x)
        rows, columns, _ = self.builder.shapes[x]
        if rng.random() < 0.2 and min(rows, columns) > 2:
            x = self.add(MaxPool((2, 2), (2, 2)), x)
        if rng.random() < 0.25:
            x = self.quant(x, grids=((-128, 127), (-16, 15)))
            x = self.add(Function(str(rng.choice(FUNCTIONS))), x)
        return self.quant(x)

    def grow(self):
        """One more layer."""
        rng, x = self.rng, self.ends[self.rng.integers(len(self.ends))]
        rows, columns, channels = self.builder.shapes[x]
        kind = rng.choice(
            ["conv", "depthwise", "transposed", "pool", "average", "add", "concat", "scale", "up", "requant"]
        )
        out = int(rng.integers(1, 6))
        if kind in ("conv", "depthwise") and min(rows, columns) > 1:
            groups = channels if kind == "depthwise" else 1
            out, k = (channels, 2) if kind == "depthwise" else (out, int(rng.integers(1, min(3, rows, columns) + 1)))
            weight, bias, grid = self.weights(out, channels // groups, k, k)
            pad = int(rng.integers(0, k))
            y = self.add(Conv(weight, bias, (1, 1 + pad % 2), (pad, 0, 0, pad), (1, 1), groups, grid), x)
        elif kind == "transposed" and rows * columns < 50:
            weight, bias, grid = self.weights(channels, out, 2, 2, axis=1)
            y = self.add(ConvTransposed(weight, bias, (2, 2), (0, 0, 0, 0), (0, 0), 1, grid), x)
        elif kind == "up" and rows * columns < 50:
            self.ends.append(self.add(Upsample(2), x))
            return
        elif kind == "pool" and min(rows, columns) > 2:
            self.ends.append(self.add(MaxPool((3, 3), (2, 2), (1, 1, 1, 1)), x))
            return
        elif kind == "average" and min(rows, columns) > 1:
            whole = (0, 15), (-8, 7), (0, 255), (-128, 127)
            self.ends.append(self.quant(self.add(Average((2, 2), (1, 1)), x), 0.7, whole))
            return
        elif kind == "requant":
            self.ends.append(self.quant(x, 0.7, ((0, 15), (-8, 7), (0, 255))))
            return
        elif kind in ("add", "concat"):
            plane = 3 if kind == "add" else 2
            others = [e for e in self.ends if self.builder.shapes[e][:plane] == (rows, columns, channels)[:plane]]
            others = [e for e in others if e != x and not self.same(e, x)]
            if not others:
                return
            other = others[rng.integers(len(others))]
            if kind == "concat":
                y = self.add(Concat(), x, other)
                self.ends.append(self.quant(y, 1.0, ((0, 15), (-8, 7), (0, 255))))
                return
            y = self.builder.sum(f"sum{self.count}", "sum", x, other)
            self.ends.append(self.quant(y, 1.5, ((0, 15), (-8, 7), (-128, 127), (0, 100))))
            return
        elif kind == "scale":
            gate = self.quant(self.add(Average(None), x), 0.7, ((-128, 127),))
            weight, bias, grid = self.weights(channels, channels)
            gate = self.quant(self.add(Linear(weight, bias, grid), gate), 1.0, ((-128, 127),))
            gate = self.quant(self.add(Function("sigmoid"), gate), 1.0, ((0, 255), (0, 15)))
            y = self.builder.product(f"product{self.count}", "product", x, gate)
            self.ends.append(self.quant(y, 0.7, ((0, 15), (-8, 7), (-128, 127))))
            return
        else:
            weight, bias, grid = self.weights(out, rows * columns * channels)
            y = self.add(Linear(weight, bias, grid), x)
        self.ends.append(self.behind(y, self.builder.shapes[y][2]))

    def source(self, layers=8):
        """The network, whose last values are its results."""
        weight, bias, grid = self.weights(4, self.builder.in_shape[2], 3, 3)
        self.ends = [self.behind(self.add(Conv(weight, bias, padding=(1, 1, 1, 1), grid=grid), INPUT), 4)]
        for _ in range(layers):
            self.grow()
        read = {name for node in self.builder.nodes.values() for name in node.inputs}
        ends = tuple(name for name in self.builder.nodes if name not in read)
        if self.rng.random() < 0.3 and self.builder.shapes[ends[-1]][2] > 1:
            ends = (*ends[:-1], self.add(ArgMax(), ends[-1]))
        return self.builder.source(ends, ends)
