"""Depths of queues of networks that can be counted by hand."""

import numpy as np

from hdlgen.arith import Add, Requant, Scale, SumPool, Window
from hdlgen.ir.graph import Graph, InputNode, OperatorNode
from hdlgen.mapping import map_graph
from tests.mapping.networks import UINT4, added, average, hardware, layer, random_network

FAST = hardware(rows=64, columns=64, adcs=8, settle_cycles=1, conversion_cycles=1)


def depths(plan):
    return {f"{e.source} → {e.target}": e.depth for e in plan.edges}


def test_a_chain_has_two_beats_in_front_of_each_stage():
    plan = map_graph(random_network(0), hardware(), {})
    first, *between, last = plan.edges
    assert (first.depth, last.depth) == (0, 0)
    assert [e.depth for e in between] == [2] * len(between)


def test_the_bits_of_all_queues():
    plan = map_graph(random_network(0), hardware(), {})
    assert plan.queue_bits == sum(e.depth * e.lanes * e.type.bits for e in plan.edges) > 0


def test_the_short_way_of_a_block_holds_what_two_windows_wait_for():
    for width in (8, 12, 16):
        nodes = [InputNode("x", (width, width, 1), UINT4)]
        nodes.append(layer("first", "x", np.ones((1, 1)), window=Window(width, width, 1, (1, 1))))
        window = Window(width, width, 1, (3, 3), padding=(1,) * 4)
        for name, source in (("one", "first"), ("two", "one")):
            nodes.append(layer(name, source, np.ones((9, 1)), window=window))
        shape = (width, width, 1)
        nodes.append(added("sum", "two", "first", shape, Add((UINT4, UINT4), (1, 1), 0, 0, 15), UINT4))
        found = depths(map_graph(Graph("net", tuple(nodes)), FAST))["first → sum"]
        # A row and a pixel for each window; and the pixels, of 4 cycles, that come while two are computed.
        assert 2 * (width + 1) <= found <= 2 * (width + 1) + 20


def test_a_queue_in_front_of_a_scale_holds_an_image():
    size = 6
    first = layer("first", "x", np.ones((1, 2)), window=Window(size, size, 1, (1, 1)))
    requant = Requant((3000,) * 2, (0,) * 2, 16, 0, 15)
    mean = average("mean", "first", SumPool(size, size, 2, (size, size)), UINT4, requant, UINT4)
    gates = layer("gates", "mean", np.ones((2, 2)))
    scale = OperatorNode.of("scale", Scale((UINT4, UINT4), 9, 4, 0, 15), [first, gates], UINT4)
    plan = map_graph(Graph("net", (InputNode("x", (size, size, 1), UINT4), first, mean, gates, scale)), FAST)
    image = plan["first"].leaving.beats
    assert image - 1 <= depths(plan)["first → scale"] < 2 * image
