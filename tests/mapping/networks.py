"""Small networks for the tests of mapping and of the executors."""

import dataclasses
from dataclasses import replace

import numpy as np

from hdlgen.arith import (
    Add,
    ArgMax,
    Average,
    Concat,
    Int,
    Interleave,
    MaxPool,
    Requant,
    Scale,
    Signal,
    SumPool,
    Table,
    Upsample,
    Window,
)
from hdlgen.ir.graph import ArrayNode, Graph, InputNode, OperatorNode
from hdlgen.mapping import ArrayStage, Geometry, Hardware, Program

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


def changed(stage: ArrayStage, **changes):
    """An ArrayStage with other fields of its geometry and its program; the geometry's room stays as it is."""
    parts = {"geometry": Geometry, "program": Program}
    fields = {part: {f.name for f in dataclasses.fields(cls)} for part, cls in parts.items()}
    assert changes.keys() <= set().union(*fields.values()), f"{changes.keys()} of {fields}"
    new = {
        part: replace(getattr(stage, part), **{k: v for k, v in changes.items() if k in names})
        for part, names in fields.items()
    }
    return replace(stage, **new)


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


def maximum(name, source, pool, kind, unit="digital"):
    """A max pool."""
    shape = (pool.height, pool.width, pool.channels)
    return OperatorNode(name, (source,), pool, (Signal(shape, kind),), kind, unit)


def average(name, source, pool, in_type, requant, out):
    """An average pool."""
    shape = (pool.height, pool.width, pool.channels)
    return OperatorNode(name, (source,), Average(pool, requant), (Signal(shape, in_type),), out)


def added(name, one, other, shape, add, out):
    """An add of two images of `shape`."""
    return OperatorNode(name, (one, other), add, tuple(Signal(shape, kind) for kind in add.operands), out)


def kind(part):
    """What a node or a stage is: the class of its operator, or its own."""
    return type(getattr(part, "op", part)).__name__


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
    half = Requant((16384,) * 5, (0,) * 5, 16, act.lo, act.hi)
    return Graph(
        "net",
        (
            InputNode("x", (9, 8, 2), Int(8, signed)),
            array("conv1", "x", Window(9, 8, 2, (3, 3), (1, 1), (1,) * 4), 6, 4, Int(8, signed), act),
            maximum("pool1", "conv1", MaxPool(9, 8, 6, (2, 2), (2, 2)), act),
            array("conv2", "pool1", Window(4, 4, 6, (2, 3), (2, 2), (1,) * 4), 5, 6, act, act, square),
            average(
                "pool2",
                "conv2",
                SumPool(3, 2, 5, (2, 2), (2, 2)),
                act,
                half,
                act,
            ),
            array("fc", "pool2", Window(1, 1, 5, (1, 1)), 7, 8, act, Int(8, True)),
        ),
    )


def random_images(graph, count, seed=0):
    """Images over the whole range of the input type."""
    t = graph.input.out
    return np.random.default_rng(seed).integers(t.lo, t.hi + 1, (count, *graph.input.shape))


def random_residual(seed, *, closed=True):
    """Blocks whose ways meet in adds; between them pools and all other operators.

    Weights are sparse, with channels that are zero and channels that are not read.

    closed  ends with a fully connected layer; else with whatever the last block is, or with classes
    """
    rng = np.random.default_rng(seed)
    nodes = [InputNode("x", (int(rng.integers(4, 7)), 5, int(rng.integers(2, 5))), Int(4, bool(rng.integers(2))))]
    signed = Int(4, True)

    def append(node):
        nodes.append(node)
        return node

    def operator(name, op, *sources, out=None):
        return append(OperatorNode.of(name, op, sources, out or sources[0].out))

    def array(name, source, channels, kernel, dead, unread, out):
        padding = kernel[0] // 2 if kernel[0] == kernel[1] else 0
        window = Window(*source.shape, kernel=kernel, padding=(padding,) * 4)
        w = rng.integers(-7, 8, (*kernel, source.shape[2], channels))
        w[rng.random(w.shape[:3]) < 0.3] = 0
        w[:, :, unread] = 0
        w[..., dead] = 0
        requant = {"multiplier": rng.integers(-40, 41, channels), "bias": rng.integers(-900, 900, channels)}
        requant["bias"] *= rng.random(channels) < 0.6
        values = {k: tuple(v.tolist()) for k, v in requant.items()}
        return append(
            layer(
                name,
                source.name,
                w.reshape(-1, channels),
                window=window,
                in_type=source.out,
                out=out,
                shift=6,
                **values,
            )
        )

    def add(name, one, other):
        m = tuple(int(v) for v in rng.integers(-99, 100, 2))
        out = UINT4 if rng.integers(2) else signed
        sum_of = Add((one.out, other.out), m, int(rng.integers(0, 8)), max(out.lo, int(rng.integers(-8, 1))), out.hi)
        return append(added(name, one.name, other.name, one.shape, sum_of, out))

    def concat(name, *sources):
        channels = tuple(s.shape[2] for s in sources)
        requants = tuple(
            None
            if s.out == UINT4 and rng.integers(2)
            else Requant(tuple(rng.integers(-3, 4, c).tolist()), tuple(rng.integers(-9, 10, c).tolist()), 1, 0, 15)
            for s, c in zip(sources, channels, strict=True)
        )
        return operator(name, Concat(channels, requants if any(requants) else ()), *sources, out=UINT4)

    def gated(i, stream):
        height, width, c = stream.shape
        requant = Requant((3000,) * c, (99,) * c, 16, stream.out.lo, stream.out.hi)
        pool = SumPool(height, width, c, (height, width))
        whole = append(average(f"whole{i}", stream.name, pool, stream.out, requant, stream.out))
        gates = array(f"gates{i}", whole, c, (1, 1), rng.random(c) < 0.3, np.zeros(c, bool), UINT4)
        m, shift = int(rng.integers(-99, 100)), int(rng.integers(4, 12))
        return operator(f"scale{i}", Scale((stream.out, UINT4), m, shift, 0, 15), stream, gates, out=UINT4)

    def transposed(i, stream, unread):
        (height, width, _), wide, block = stream.shape, int(rng.integers(2, 5)), (2, int(rng.integers(1, 3)))
        dead = np.tile(rng.random(wide) < 0.4, block[0] * block[1])
        phases = array(f"phases{i}", stream, len(dead), (1, 1), dead, unread, UINT4)
        less = rng.integers(0, block)
        op = Interleave(block, height * block[0] - int(less[0]), width * block[1] - int(less[1]), wide)
        return operator(f"pixels{i}", op, phases)

    def overlapping(i, stream):
        height, width, c = stream.shape
        kernel, stride = (min(int(rng.integers(2, 4)), height), min(2, width)), (int(rng.integers(1, 3)), 1)
        padding = tuple(int(v) for v in rng.integers(0, (*kernel, *kernel)))
        window = (height, width, c, kernel, stride, padding)
        if rng.integers(2):
            return append(maximum(f"o{i}", stream.name, MaxPool(*window), stream.out))
        requant = Requant((16384,) * c, (77,) * c, 16, stream.out.lo, stream.out.hi)
        return append(average(f"o{i}", stream.name, SumPool(*window), stream.out, requant, stream.out))

    def more(i, stream, unread):
        """Perhaps another operator behind a block, and which of its channels are not read."""
        wide, small = int(rng.integers(2, 5)), max(stream.shape[:2]) < 4
        what = int(rng.integers(8))
        if what == 0:
            dead = rng.random(wide) < 0.3
            beside = array(f"e{i}", stream, wide, (1, 1), dead, unread, signed if rng.integers(2) else UINT4)
            stream = concat(f"c{i}", *((stream, beside) if rng.integers(2) else (beside, stream)))
        elif what == 1:
            return gated(i, stream), unread
        elif what == 2 and small:
            stream = transposed(i, stream, unread)
        elif what == 3 and small:
            return operator(f"u{i}", Upsample(2), stream), unread
        elif what == 4:
            return overlapping(i, stream), unread
        else:
            return stream, unread
        return stream, rng.random(stream.shape[2]) < 0.3

    stream, unread = nodes[0], np.zeros(nodes[0].shape[2], bool)
    for i in range(int(rng.integers(2, 5))):
        c, wide = stream.shape[2], int(rng.integers(2, 6))
        kernel = (3, 3) if rng.integers(2) else (1, 1)
        kind = int(rng.integers(4))
        inside = array(f"a{i}", stream, wide, kernel, rng.random(wide) < 0.3, unread, UINT4)
        if kind == 0:  # the stream itself is the other operand: its channels go on
            dead = unread | (rng.random(c) < 0.2)
            after = array(f"b{i}", inside, c, (3, 3), dead, rng.random(wide) < 0.2, signed)
            stream = add(f"s{i}", after, stream)
        else:
            wide = int(rng.integers(2, 6))
            dead = rng.random(wide) < 0.3
            one = array(f"b{i}", inside, wide, (3, 3), dead, rng.random(inside.shape[2]) < 0.2, signed)
            other = array(f"d{i}", stream, wide, (1, 1), dead | (rng.random(wide) < 0.1), unread, UINT4)
            stream, unread = add(f"s{i}", one, other), rng.random(wide) < 0.2
            if kind == 1:
                stream = add(f"t{i}", stream, other)
        if kind > 1 and min(stream.shape[:2]) > 1:
            height, width, c = stream.shape
            if kind == 2:
                stream = append(maximum(f"p{i}", stream.name, MaxPool(height, width, c, (2, 2), (2, 2)), stream.out))
            else:
                requant = Requant((16384,) * c, (77,) * c, 16, stream.out.lo, stream.out.hi)
                pool = SumPool(height, width, c, (2, 2), (2, 2))
                stream = append(average(f"p{i}", stream.name, pool, stream.out, requant, stream.out))
        stream, unread = more(i, stream, unread)
    if closed:
        height, width, _ = stream.shape
        array("fc", stream, 4, (height, width) if height != width else (1, 1), np.zeros(4, bool), unread, Int(8, True))
    elif rng.integers(3) == 0:
        op = ArgMax(stream.shape[2])
        operator("classes", op, stream, out=op.out)
    return Graph("net", tuple(nodes))


def evaluate(graph, images):
    """Outputs of all nodes by name: shifted images and plain formulas, nothing of `arith`."""
    outputs = {graph.input.name: images}
    for node in graph.nodes[1:]:
        given = [outputs[name] for name in node.inputs]
        outputs[node.name] = _product(node, *given) if isinstance(node, ArrayNode) else _operated(node.op, given)
    return outputs


def _product(node, x):
    r, kernel = node.requant, node.weights.astype(np.int64).reshape(*node.window.kernel, node.window.channels, -1)
    acc = sum(shifted @ kernel[at] for at, shifted in _shifted(node.window, x, 0))
    y = _requantized(acc, r)
    return np.array(node.table.entries)[y - node.table.lo] if node.table else y


def _shifted(w, x, fill):
    """What each element of a window sees, by (row, column) of the window: `x` from another corner on."""
    top, left, bottom, right = w.padding
    padded = np.pad(x, ((0, 0), (top, bottom), (left, right), (0, 0)), constant_values=fill)
    height, width = (padded.shape[n + 1] - (w.kernel[n] - 1) * w.dilation[n] for n in (0, 1))
    for ky, kx in np.ndindex(*w.kernel):
        dy, dx = ky * w.dilation[0], kx * w.dilation[1]
        yield (ky, kx), padded[:, dy : dy + height : w.stride[0], dx : dx + width : w.stride[1]]


def _operated(op, given):
    x = given[0]
    match op:
        case Add() | Scale():
            s = (
                x * op.multiplier[0] + given[1] * op.multiplier[1]
                if isinstance(op, Add)
                else x * given[1] * op.multiplier
            )
            return np.minimum(np.maximum((s + 2**op.shift // 2) // 2**op.shift, op.lo), op.hi)
        case Average():
            return _requantized(sum(s for _, s in _shifted(op.pool, x, 0)), op.requant)
        case MaxPool():
            return np.maximum.reduce([s for _, s in _shifted(op, x, -(2**40))])
        case Concat():
            requants = op.requants or [None] * len(given)
            parts = [_requantized(part, r) if r else part for part, r in zip(given, requants, strict=True)]
            return np.concatenate(parts, axis=-1)
        case Upsample():
            rows, columns = (np.arange(size * op.factor) // op.factor for size in x.shape[1:3])
            return x[:, rows][:, :, columns]
        case Interleave():
            (sy, sx), c = op.block, op.channels
            y = np.zeros((len(x), op.height, op.width, c), np.int64)
            for row, column in np.ndindex(op.height, op.width):
                phase = row % sy * sx + column % sx
                y[:, row, column] = x[:, row // sy, column // sx, phase * c : phase * c + c]
            return y
        case ArgMax():
            best = np.zeros((*x.shape[:3], 1), np.int64)
            for c in range(1, op.channels):
                best[x[..., c : c + 1] > np.take_along_axis(x, best, 3)] = c
            return best
    raise AssertionError(op)


def _requantized(acc, r):
    y = (acc * np.array(r.multiplier) + np.array(r.bias) + 2**r.shift // 2) // 2**r.shift
    return np.minimum(np.maximum(y, r.lo), r.hi)
