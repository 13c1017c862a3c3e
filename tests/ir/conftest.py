"""A graph executor in a dozen lines, and a generator of random graphs with zeros in their weights."""

import numpy as np
import pytest

from hdlgen.arith import Int, MaxPool, Requant, SumPool, Table, Window
from hdlgen.ir import ArrayNode, Graph, InputNode
from tests.mapping.networks import average, maximum


def execute(graph, x):
    """Outputs int64[image, row, column, channel] of the graph for images of the same form."""
    values = {}
    for n in graph.nodes:
        if isinstance(n, InputNode):
            y = x
        elif isinstance(n, ArrayNode):
            y = n.requant.apply(n.window.apply(values[n.inputs[0]]) @ n.weights.astype(np.int64))
            y = (y if n.table is None else n.table.apply(y)).reshape(len(x), *n.shape)
        else:
            y = n.op.apply(*(values[name] for name in n.inputs))
        assert n.out.holds(y)
        values[n.name] = y
    return values[graph.nodes[-1].name]


def images(graph, rng, count=4):
    """Random images for `graph`."""
    node = graph.input
    return rng.integers(node.out.lo, node.out.hi + 1, (count, *node.shape))


def array(name, before, rng, channels, kernel=(1, 1), padding=0, zero_share=0.5, signed=False, table=False):
    """An array node behind `before` with some channels and some of its taps' channels all zero."""
    window = Window(*before.shape, kernel=kernel, padding=(padding,) * 4)
    w = rng.integers(-7, 8, (*kernel, before.shape[2], channels)).astype(np.int8)
    w[..., rng.random(channels) < zero_share] = 0
    w[:, :, rng.random(before.shape[2]) < zero_share / 2] = 0
    w = w.reshape(-1, channels)
    w.setflags(write=False)
    out = Int(4, signed)
    entries = tuple(rng.integers(out.lo, out.hi + 1, 16).tolist())
    bias = rng.integers(-3000, 3000, channels) * (rng.random(channels) < 0.6)
    requant = Requant(tuple(rng.integers(-40, 41, channels).tolist()), tuple(bias.tolist()), 8, out.lo, out.hi)
    return ArrayNode(
        name, (before.name,), window, before.out, w, 4, requant, Table(out.lo, entries) if table else None, out
    )


def random_graph(seed):
    """Three array nodes, pools between some of them, and perhaps one at the end."""
    rng = np.random.default_rng(seed)
    nodes = [InputNode("input", (8, 8, int(rng.integers(1, 4))), Int(4, bool(rng.integers(2))))]
    for i in range(3):
        last = nodes[-1]
        whole = i == 2 and rng.integers(2)
        side = min(last.shape[:2])
        kernel = last.shape[:2] if whole else (min(3, side), min(int(rng.integers(2, 4)), side))
        padding = 0 if whole else int(rng.integers(0, min(kernel)))
        zero_share = float(rng.choice([0.2, 0.6, 1]))
        nodes.append(
            array(
                f"array{i}",
                last,
                rng,
                int(rng.integers(1, 6)),
                kernel,
                padding,
                zero_share,
                bool(rng.integers(2)),
                bool(rng.integers(2)),
            )
        )
        last = nodes[-1]
        kind, k = rng.integers(3), int(rng.integers(1, 3))
        if min(last.shape[:2]) < k or kind == 2:
            continue
        if kind == 0:
            nodes.append(maximum(f"pool{i}", last.name, MaxPool(*last.shape, (k, k), (k, k)), last.out))
        else:
            c = last.shape[2]
            m, b = rng.integers(10000, 30000, c), rng.integers(-9999, 9999, c)
            requant = Requant(tuple(m.tolist()), tuple(b.tolist()), 16, last.out.lo, last.out.hi)
            nodes.append(
                average(f"pool{i}", last.name, SumPool(*last.shape, (k, k), (k, k)), last.out, requant, last.out)
            )
    return Graph("random", tuple(nodes))


@pytest.fixture(scope="session", name="execute")
def _execute():
    return execute


@pytest.fixture(scope="session", name="images")
def _images():
    return images


@pytest.fixture(scope="session", name="random_graph")
def _random_graph():
    return random_graph
