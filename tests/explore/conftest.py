import numpy as np
import pytest
from hdlgen_sim.card import Card
from hdlgen_sim.device import Device
from hdlgen_sim.periphery import Periphery

from hdlgen.arith import ArgMax, Int, Window
from hdlgen.explore import Study
from hdlgen.ir.graph import Graph, InputNode, OperatorNode
from hdlgen.mapping import map_graph
from tests.mapping.networks import hardware, layer, random_images, random_network

GENERIC = {"source": "a test", "basis": "generic"}
CARD = {
    "title": "cells with a Gaussian error that drift and are noisy",
    "reference": "a test",
    "cell": {**GENERIC, "g_min": "1 uS", "g_max": "41 uS", "read": "0.2 V"},
    "programming": {**GENERIC, "model": "gaussian_fraction", "sigma": "8 %", "device_to_device": "0 %"},
    "drift": {
        **GENERIC,
        "model": "power_law",
        "first_read": "1 s",
        "nu_mean": {"polynomial": [0.05]},
        "nu_sigma": {"polynomial": [0.01]},
    },
    "noise": {**GENERIC, "model": "white", "sigma": "3 %"},
}


def device(name="noisy", time_s=None):
    return Device(Card.from_mapping(CARD, name), 3, time_s)


@pytest.fixture(scope="session")
def graph():
    return random_network(5)


@pytest.fixture(scope="session")
def study(graph):
    """Sixty images; the labels are what the integer network says of most of them."""
    from hdlgen.reference import exact

    images = random_images(graph, 60).astype(np.uint8)
    labels = exact.run(graph, images.astype(np.int64), keep=False)["fc"].reshape(60, -1).argmax(axis=1)
    labels[:10] = (labels[:10] + 1) % 7
    plan = map_graph(graph, hardware(adc_bits=6), {})
    return Study(graph, plan, (device(),), Periphery(), images, labels)


@pytest.fixture(scope="session")
def segmentation():
    """Of three rows and two columns of classes 0, 1 and 2 in 20 images; the masks are mostly the integer network's."""
    from hdlgen.reference import exact

    image = InputNode("x", (3, 2, 2), Int(4))
    weights = np.random.default_rng(1).integers(-7, 8, (2, 3))
    head = layer("head", "x", weights, window=Window(3, 2, 2, (1, 1)), out=Int(8, True), lo=-128, hi=127)
    graph = Graph("seg", (image, head, OperatorNode.of("mask", ArgMax(3), [head], Int(2))))
    images = random_images(graph, 20).astype(np.uint8)
    masks = exact.run(graph, images.astype(np.int64), keep=False)["mask"][..., 0]
    masks[::3, 0] = (masks[::3, 0] + 1) % 3
    return Study(graph, map_graph(graph, hardware(adc_bits=6), {}), (device(),), Periphery(), images, masks)
