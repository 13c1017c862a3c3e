from dataclasses import replace

import numpy as np
import pytest

from hdlgen.arith import (
    Add,
    ArgMax,
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
from hdlgen.errors import SpecError
from hdlgen.ir import ArrayNode, Graph, InputNode, OperatorNode, check
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
GATES = maximum("gates", "conv", MaxPool(4, 4, 2, (4, 4), (4, 4)), Int(4))
RIGHT = (INPUT, CONV, MAXIMUM, AVERAGE)


def faults(*nodes):
    with pytest.raises(SpecError) as error:
        check(Graph("g", nodes))
    return [f"{m.where}: {m.what}" for m in error.value.mistakes]


def test_a_legal_graph_passes():
    check(Graph("g", RIGHT))
    check(Graph("g", (INPUT, CONV, OTHER, SUM)))


def averaging(requant):
    return replace(AVERAGE, op=replace(AVERAGE.op, requant=requant))


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
        (
            {"operands": (Signal((4, 4, 3), Int(4)), Signal((4, 4, 3), Int(3)))},
            ["node sum: takes 4×4×3, but conv gives 4×4×2", "node sum: takes 4×4×3, but other"],
        ),
        ({"out": Int(3)}, ["node sum: produces 0..15, outside uint3"]),
        ({"op": replace(SUM.op, operands=(Int(3), Int(3)))}, ["node sum: takes uint3 as operand 0, not uint4"]),
        (
            {"operands": (SUM.operands[0], Signal((4, 4, 3), Int(3)))},
            ["node sum: takes 4×4×3, but other", "node sum: inputs: have the shapes 4×4×2, 4×4×3, which must be one"],
        ),
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
        (
            (INPUT, CONV, replace(MAXIMUM, out=Int(5))),
            ["node max: gives uint5, and the largest of uint4 is of that type"],
        ),
        (
            (INPUT, CONV, replace(MAXIMUM, operands=(Signal((4, 4, 2), Int(5)),), out=Int(5))),
            ["node max: takes uint5, but conv gives uint4"],
        ),
        (
            (INPUT, CONV, replace(MAXIMUM, op=MaxPool(4, 4, 3, (2, 2), (2, 2)))),
            ["node max: input: is 4×4×2, and 4×4×3 is pooled"],
        ),
        (
            (INPUT, CONV, MAXIMUM, replace(AVERAGE, operands=(Signal((2, 2, 2), Int(2)),))),
            ["node avg: takes uint2, but max gives uint4"],
        ),
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
            (INPUT, CONV, MAXIMUM, averaging(Requant((9, 9), (2**62, 0), 0, 0, 15))),
            ["node avg: its requantizer meets products of 62 bits or more"],
        ),
        (
            (INPUT, CONV, MAXIMUM, averaging(Requant((9,), (0,), 16, 0, 16))),
            ["node avg: requantizes 1 channels, but has 2", "node avg: produces 0..16, outside uint4"],
        ),
    ],
)
def test_every_broken_rule_is_named(nodes, expected):
    assert faults(*nodes) == expected


def test_all_broken_rules_come_at_once():
    assert len(faults(INPUT, replace(CONV, weight_bits=2, in_type=Int(3), requant=Requant((1,), (0,), 0, -1, 15)))) == 4


def test_the_bound_of_products_is_tight():
    check(Graph("g", (INPUT, replace(CONV, requant=Requant((1, 1), (0, 2**62 - 46), 0, 0, 15)))))


def test_the_bound_of_products_of_an_average_is_tight():
    most = 63 * 9  # four values of uint4 add up to a uint6
    check(Graph("g", (INPUT, CONV, MAXIMUM, averaging(Requant((9, 9), (2**62 - 1 - most, 0), 0, 0, 15)))))
    found = faults(INPUT, CONV, MAXIMUM, averaging(Requant((9, 9), (2**62 - most, 0), 0, 0, 15)))
    assert found == ["node avg: its requantizer meets products of 62 bits or more"]


U3, U4 = Int(3), Int(4)
TO_U4 = Requant((2, 2), (0, 0), 0, 0, 15)
JOINED = Concat((2, 2), (None, TO_U4))
GATED = Scale((U4, U4), 3, 4, 0, 15)


@pytest.mark.parametrize(
    ("op", "names", "out", "expected"),
    [
        (JOINED, ("conv", "other"), U4, []),
        (Concat((2, 2)), ("conv", "other"), U4, ["gives uint4, and operand 1 is uint3 and not requantized"]),
        (
            JOINED,
            ("conv", "other"),
            U3,
            ["gives uint3, and operand 0 is uint4 and not requantized", "produces 0..15, out"],
        ),
        (
            Concat((2, 2), (None, Requant((2,), (0,), 0, 0, 15))),
            ("conv", "other"),
            U4,
            ["requantizes 1 channels of operand 1, which has 2"],
        ),
        (Concat((2, 1)), ("conv", "gates"), U4, ["inputs: are 4×4×2, 1×1×2; channels of (2, 1) are joined"]),
        (Concat((2, 2)), ("conv", "gates"), U4, ["inputs: are of different planes: 4×4×2, 1×1×2"]),
        (GATED, ("conv", "gates"), U4, []),
        (GATED, ("conv", "gates"), U3, ["produces 0..15, outside uint3"]),
        (GATED, ("other", "gates"), U4, ["takes uint4 as operand 0, not uint3"]),
        (GATED, ("gates", "conv"), U4, ["inputs: a gate for each channel of 1×1×2 is 1×1×2, not 4×4×2"]),
        (Upsample(3), ("other",), U3, []),
        (Upsample(3), ("other",), U4, ["gives uint4 and repeats uint3"]),
        (Interleave((2, 1), 7, 4, 1), ("other",), U3, []),
        (Interleave((2, 1), 7, 4, 1), ("other",), U4, ["gives uint4 and moves uint3"]),
        (Interleave((2, 2), 7, 4, 1), ("other",), U3, ["input: is 4×4×2, and 4×2×4 is rearranged"]),
        (ArgMax(2), ("conv",), Int(1), []),
        (ArgMax(2), ("conv",), U4, ["gives uint4, and a class of 2 is uint1"]),
        (ArgMax(3), ("conv",), Int(2), ["input: is 4×4×2, and 3 channels are compared"]),
        (MaxPool(4, 4, 2, (3, 3), (1, 1), (1, 0, 2, 2)), ("conv",), U4, []),
        (
            MaxPool(4, 4, 2, (3, 3), (1, 1), (1, 0, 2, 2)),
            ("other",),
            U4,
            ["gives uint4, and the largest of uint3 is of"],
        ),
    ],
)
def test_every_fault_of_an_operator_is_named(op, names, out, expected):
    sources = {node.name: node for node in (CONV, OTHER, GATES)}
    operands = [Signal(sources[name].shape, sources[name].out) for name in names]
    graph = (INPUT, CONV, OTHER, GATES, OperatorNode("op", names, op, tuple(operands), out))
    if not expected:
        check(Graph("g", graph))
        return
    found = faults(*graph)
    assert [f[: len(f"node op: {e}")] for f, e in zip(found, expected, strict=True)] == [
        f"node op: {e}" for e in expected
    ]


def test_classes_may_be_wider_than_activations():
    conv = replace(CONV, weights=np.ones((1, 300), np.int8), requant=Requant((1,) * 300, (0,) * 300, 0, 0, 15))
    check(Graph("g", (INPUT, conv, OperatorNode.of("op", ArgMax(300), [conv], Int(9)))))


def test_outputs_are_nodes():
    check(Graph("g", RIGHT, ("conv", "avg")))
    with pytest.raises(SpecError) as error:
        check(Graph("g", RIGHT, ("conv", "none")))
    assert [f"{m.where}: {m.what}" for m in error.value.mistakes] == ["graph g: gives out none, which is no node"]
