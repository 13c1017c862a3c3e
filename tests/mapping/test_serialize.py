import json
from dataclasses import replace

import numpy as np
import pytest

from hdlgen.arith import AnyOperator
from hdlgen.errors import HdlgenError
from hdlgen.mapping import OperatorStage, check, from_json, map_graph, to_json
from tests.mapping.networks import hardware, kind, one_layer, random_network, random_residual


@pytest.mark.parametrize("seed", [0, 1])
def test_a_plan_survives_the_round_trip(seed):
    graph = random_network(seed, signed=bool(seed))
    plan = map_graph(graph, hardware(), {})
    text = to_json(plan)
    again = from_json(text)
    check(again, graph)
    assert to_json(again) == text
    assert (again.hardware, again.edges) == (plan.hardware, plan.edges)
    assert [s for s in again.stages if isinstance(s, OperatorStage)] == [
        s for s in plan.stages if isinstance(s, OperatorStage)
    ]
    for a, b in zip(again.array_stages, plan.array_stages, strict=True):
        np.testing.assert_array_equal(a.program.weights, b.program.weights)
        assert replace(a.program, weights=b.program.weights) == b.program
        assert a.geometry == b.geometry


def test_plans_with_every_operator_survive_the_round_trip():
    kinds = set()
    for seed in range(40):
        graph = random_residual(seed, closed=bool(seed % 2))
        plan = map_graph(graph, hardware(), {})
        again = from_json(to_json(plan))
        check(again, graph)
        assert to_json(again) == to_json(plan)
        kinds |= {kind(s) for s in again.stages}
    assert kinds == {"ArrayStage", *(op.__name__ for op in AnyOperator.__args__)}


def test_equal_plans_have_equal_bytes():
    first, second = (to_json(map_graph(random_network(3), hardware(), {})) for _ in range(2))
    assert first == second


def test_it_is_plain_json():
    data = json.loads(to_json(map_graph(one_layer([[1, -2]]), hardware(), {})))
    weights = data["plan"]["stages"][0]["program"]["weights"]
    assert weights == {"kind": "int8", "shape": [1, 2], "base64": "Af4="}  # 0x01, 0xfe


GOOD = to_json(map_graph(one_layer([[1, -2]]), hardware(), {}))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{", "plan: is no JSON"),
        ("[]", "hdlgen_plan: the file's version is None, not 4"),
        (GOOD.replace('"hdlgen_plan": 4', '"hdlgen_plan": 3'), "hdlgen_plan: the file's version is 3, not 4"),
        (
            GOOD.replace('"kind": "Lanes"', '"kind": "Path"'),
            r"plan.stages\[0\].geometry.lanes: is of unknown kind 'Path'",
        ),
        (GOOD.replace('"dac_bits": 1', '"dac": 1'), "is no (Phases|Hardware): .*unexpected keyword argument 'dac'"),
        (GOOD.replace('"Af4="', '"Af4"'), r"plan.stages\[0\].program.weights: is no int8: Incorrect padding"),
        ('{"hdlgen_plan": 4, "plan": {"kind": "Int", "bits": 3}}', "plan: is no Plan"),
    ],
)
def test_what_is_no_plan_is_refused(text, what):
    with pytest.raises(HdlgenError, match=what):
        from_json(text)
