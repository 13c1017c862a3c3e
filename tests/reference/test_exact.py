import numpy as np
import pytest

from hdlgen.arith import Average, Int, MaxPool, Requant, SumPool, Table, Window
from hdlgen.ir.graph import ArrayNode, Graph, InputNode
from hdlgen.reference import exact
from tests.mapping.networks import average, layer, maximum, one_layer, random_images, random_network


def by_definition(graph, image):
    """One image through the network, a scalar at a time, in Python's integers; outputs by layer."""
    outputs = {graph.input.name: image.tolist()}
    for node in graph.nodes[1:]:
        x = outputs[node.inputs[0]]
        height, width, channels = node.shape
        y = [[[0] * channels for _ in range(width)] for _ in range(height)]
        for row in range(height):
            for column in range(width):
                for c in range(channels):
                    y[row][column][c] = scalar(node, x, row, column, c)
        outputs[node.name] = y
    return outputs


def scalar(node, x, row, column, c):
    if isinstance(node, ArrayNode):
        w, acc, tap = node.window, 0, 0
        for ky in range(w.kernel[0]):
            for kx in range(w.kernel[1]):
                for channel in range(w.channels):
                    at = row * w.stride[0] + ky - w.padding[0], column * w.stride[1] + kx - w.padding[1]
                    if 0 <= at[0] < w.height and 0 <= at[1] < w.width:
                        acc += x[at[0]][at[1]][channel] * int(node.weights[tap, c])
                    tap += 1
        y = requantized(node.requant, acc, c)
        return node.table.entries[y - node.table.lo] if node.table else y
    pool = node.op.pool if isinstance(node.op, Average) else node.op
    (ky, kx), (sy, sx) = pool.kernel, pool.stride
    square = [x[row * sy + i][column * sx + j][c] for i in range(ky) for j in range(kx)]
    return requantized(node.op.requant, sum(square), c) if isinstance(node.op, Average) else max(square)


def requantized(r, acc, c):
    y = (acc * r.multiplier[c] + r.bias[c] + (2**r.shift // 2)) // 2**r.shift
    return max(r.lo, min(r.hi, y))


@pytest.mark.parametrize("seed", range(4))
def test_random_networks_follow_the_definition(seed):
    graph = random_network(seed, signed=bool(seed % 2))
    images = random_images(graph, 3)
    got = exact.run(graph, images)
    for i, image in enumerate(images):
        want = by_definition(graph, image)
        for node in graph.nodes[1:]:
            np.testing.assert_array_equal(got[node.name][i], want[node.name])


def test_a_network_by_hand():
    conv = layer(
        "conv", "x", [[1], [-1]], window=Window(2, 3, 1, (1, 2)), in_type=Int(8), out=Int(8, True), lo=-128, hi=127
    )
    pool = maximum("pool", "conv", MaxPool(2, 2, 1, (2, 2), (2, 2)), Int(8, True))
    graph = Graph("net", (InputNode("x", (2, 3, 1), Int(8)), conv, pool))
    got = exact.run(graph, np.array([[[[5], [3], [9]], [[0], [255], [1]]]]))
    assert got["conv"][0, :, :, 0].tolist() == [[2, -6], [-128, 127]]
    assert got["pool"].tolist() == [[[[127]]]]


def test_sums_beyond_float32_are_exact():
    w = np.full((2048, 2), 127)
    w[0, 1] = 126
    graph = one_layer(w, in_type=Int(8), weight_bits=8, out=Int(8), bias=(-2048 * 127 * 255, -2048 * 127 * 255 + 255))
    assert exact.run(graph, np.full((1, 1, 1, 2048), 255))["fc"].ravel().tolist() == [0, 0]
    other = np.full((1, 1, 1, 2048), 255)
    other[0, 0, 0, 0] = 0  # lacks 127·255 and 126·255: the second is 255 more
    graph = one_layer(w, in_type=Int(8), weight_bits=8, out=Int(8), bias=(-2047 * 127 * 255 + 1, -2047 * 127 * 255 + 2))
    assert exact.run(graph, other)["fc"].ravel().tolist() == [1, 2]


def test_tables_come_behind_the_requantizer():
    graph = one_layer([[1]], table=Table(-2, (9, 8, 7, 6)), lo=-2, hi=1)
    assert exact.run(graph, np.arange(3).reshape(3, 1, 1, 1))["fc"].ravel().tolist() == [7, 6, 6]


def test_averages_round_half_up():
    node = average("avg", "x", SumPool(2, 2, 1, (2, 2), (2, 2)), Int(4), Requant((16384,), (0,), 16, 0, 15), Int(4))
    graph = Graph("net", (InputNode("x", (2, 2, 1), Int(4)), node))
    images = np.array([[1, 0, 0, 0], [1, 1, 0, 0], [15, 15, 15, 13]]).reshape(3, 2, 2, 1)
    assert exact.run(graph, images)["avg"].ravel().tolist() == [0, 1, 15]


def test_chunks_and_kept_layers_do_not_change_the_numbers(monkeypatch):
    graph = random_network(0)
    images = random_images(graph, 11)
    whole = exact.run(graph, images)
    monkeypatch.setattr("hdlgen.reference.chunks.CHUNK_ELEMENTS", 3000)
    done = []
    parts = exact.run(graph, images, progress=done.append)
    assert sum(done) == 11
    assert len(done) > 3
    for name, output in whole.items():
        np.testing.assert_array_equal(parts[name], output)
    last = exact.run(graph, images, keep=False)
    assert list(last) == ["fc"]
    np.testing.assert_array_equal(last["fc"], whole["fc"])


def test_no_images_give_no_outputs():
    graph = random_network(0)
    assert exact.run(graph, random_images(graph, 0))["fc"].shape == (0, 1, 1, 7)
