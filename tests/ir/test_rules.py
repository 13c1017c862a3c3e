from dataclasses import replace

import numpy as np
import pytest

from hdlgen.arith import Add, Int, MaxPool, Requant, SumPool, Table, Window
from hdlgen.errors import SpecError
from hdlgen.ir import ArrayNode, Graph, InputNode, check
from tests.mapping.networks import added, average, maximum

INPUT = InputNode("input", (4, 4, 1), Int(4))
CONV = ArrayNode(
    "conv",
    ("input",),
    Window(4, 4, 1, (1, 1)),
    Int(4),
    np.array([[3, -3]], np.int8),
    3,
    Requant((1, 1), (0, 0), 0, 0, 15),
    None,
    Int(4),
)
MAXIMUM = maximum("max", "conv", MaxPool(4, 4, 2, (2, 2), (2, 2)), Int(4))
AVERAGE = average("avg", "max", SumPool(2, 2, 2, (2, 2), (2, 2)), Int(4), Requant((9, 9), (0, 0), 16, 0, 15), Int(4))
OTHER = replace(CONV, name="other", requant=Requant((1, 1), (0, 0), 0, 0, 7), out=Int(3))
SUM = added("sum", "conv", "other", (4, 4, 2), Add((Int(4), Int(3)), (1, 1), 0, 0, 15), Int(4))
RIGHT = (INPUT, CONV, MAXIMUM, AVERAGE)


def faults(*nodes):
    with pytest.raises(SpecError) as error:
        check(Graph("g", nodes))
    return [f"{m.where}: {m.what}" for m in error.value.mistakes]


def test_a_legal_graph_passes():
    check(Graph("g", RIGHT))
    check(Graph("g", (INPUT, CONV, OTHER, SUM)))


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"inputs": ("conv",)}, ["node sum: has 1 inputs, not 2"]),
        ({"inputs": ("conv",) * 2}, ["node sum: reads conv twice", "node sum: takes uint3, but conv gives uint4"]),
        ({"inputs": ("conv", "none")}, ["node sum: reads none, which does not come before it"]),
        (
            {"inputs": ("other", "conv")},
            ["node sum: takes uint4, but other gives uint3", "node sum: takes uint3, but conv"],
        ),
        (
            {"inputs": ("conv", "input")},
            ["node sum: takes 4×4×2, but input gives 4×4×1", "node sum: takes uint3, but inp"],
        ),
        ({"shape": (4, 4, 3)}, ["node sum: takes 4×4×3, but conv gives 4×4×2", "node sum: takes 4×4×3, but other"]),
        ({"out": Int(3)}, ["node sum: produces 0..15, outside uint3"]),
    ],
)
def test_every_broken_rule_of_an_add_is_named(changes, expected):
    found = faults(INPUT, CONV, OTHER, replace(SUM, **changes))
    assert [f[: len(e)] for f, e in zip(found, expected, strict=True)] == expected


@pytest.mark.parametrize(
    ("nodes", "expected"),
    [
        (
            RIGHT[1:3],
            ["graph g: must have exactly one input node", "node conv: reads input, which does not come before it"],
        ),
        ((INPUT, MAXIMUM, CONV), ["node max: reads conv, which does not come before it"]),
        ((INPUT, CONV, replace(MAXIMUM, name="conv")), ["node conv: has the name of an earlier node"]),
        ((INPUT, CONV, replace(MAXIMUM, inputs=("conv", "input"))), ["node max: has 2 inputs, not 1"]),
        ((INPUT, replace(CONV, window=Window(4, 3, 1, (1, 1)))), ["node conv: takes 4×3×1, but input gives 4×4×1"]),
        ((INPUT, replace(CONV, in_type=Int(3))), ["node conv: takes uint3, but input gives uint4"]),
        ((INPUT, CONV, replace(MAXIMUM, out=Int(5))), ["node max: takes uint5, but conv gives uint4"]),
        ((INPUT, CONV, MAXIMUM, replace(AVERAGE, in_type=Int(2))), ["node avg: takes uint2, but max gives uint4"]),
        ((replace(INPUT, shape=(4, 0, 1)),), ["node input: has the empty shape 4×0×1"]),
        ((replace(INPUT, out=Int(9)),), ["node input: gives uint9; activations have at most 8 bits"]),
        ((INPUT, replace(CONV, weight_bits=2)), ["node conv: has weights outside −1..1 (2 bits)"]),
        (
            (INPUT, replace(CONV, weights=np.zeros((2, 2), np.int8))),
            ["node conv: has weights int8[2, 2], not int8[1, channel]"],
        ),
        (
            (INPUT, replace(CONV, weights=np.zeros((1, 2), np.int16))),
            ["node conv: has weights int16[1, 2], not int8[1, channel]"],
        ),
        (
            (INPUT, replace(CONV, requant=Requant((1,), (0,), 0, 0, 15))),
            ["node conv: requantizes 1 channels, but has 2"],
        ),
        (
            (INPUT, replace(CONV, requant=Requant((1, 1), (0, 0), 0, -1, 16))),
            ["node conv: produces -1..16, outside uint4"],
        ),
        ((INPUT, replace(CONV, table=Table(0, (1,) * 15))), ["node conv: looks up 0..15 in a table of 0..14"]),
        ((INPUT, replace(CONV, table=Table(0, (16,) * 16))), ["node conv: produces 16..16, outside uint4"]),
        (
            (INPUT, replace(CONV, requant=Requant((1, 1), (0, 2**62 - 45), 0, 0, 15))),  # 3 · 15 more
            ["node conv: its requantizer meets products of 62 bits or more"],
        ),
        (
            (INPUT, CONV, MAXIMUM, replace(AVERAGE, requant=Requant((9, 9), (2**62, 0), 0, 0, 15))),
            ["node avg: its requantizer meets products of 62 bits or more"],
        ),
    ],
)
def test_every_broken_rule_is_named(nodes, expected):
    assert faults(*nodes) == expected


def test_all_broken_rules_come_at_once():
    assert len(faults(INPUT, replace(CONV, weight_bits=2, in_type=Int(3), requant=Requant((1,), (0,), 0, -1, 15)))) == 4


def test_the_bound_of_products_is_tight():
    check(Graph("g", (INPUT, replace(CONV, requant=Requant((1, 1), (0, 2**62 - 46), 0, 0, 15)))))
