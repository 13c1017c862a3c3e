import numpy as np
import pytest
from onnx import TensorProto, helper

from hdlgen.arith import Requant
from hdlgen.frontend.onnx.builder import Builder
from hdlgen.frontend.onnx.requant import requantized
from tests.frontend.onnx.runtime import run

INT32 = 1 << 31


def computed(sums, requant):
    """What ONNX Runtime makes of `sums` [value, channel]."""
    b = Builder("image")
    requantized(b, "y", "sums", requant)
    info = [helper.make_tensor_value_info(name, TensorProto.INT64, ["N", "C", 1, 1]) for name in ("sums", "y")]
    graph = helper.make_graph(b.nodes, "g", info[:1], info[1:], list(b.constants.values()))
    made = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)], ir_version=7)
    sums = np.array(sums, np.int64)
    return run(made, sums[:, None, None, :])["y"][:, 0, 0, :].tolist()


def by_definition(s, m, b, n, lo, hi):
    """In Python's integers, which have no ends and whose division rounds down."""
    return min(max((s * m + b + (2**n // 2)) // 2**n, lo), hi)


@pytest.mark.parametrize(
    ("s", "m", "b", "n", "y"),
    [
        (5, 1, 0, 1, 3),  # 2.5: halves go up
        (-5, 1, 0, 1, -2),  # −2.5 likewise
        (-3, 1, 0, 2, -1),  # −0.75
        (-637, -5, 3, 5, 100),  # 3188 / 32 + 1/2 = 100.1
        (126, -5, 3, 5, -20),  # −627 / 32 + 1/2 = −19.1: down, not towards 0
        (7, -3, 1, 0, -20),  # nothing is shifted, and nothing rounded
        (1000, 1, 0, 0, 127),  # clipped
        (-1000, 1, 0, 0, -128),
        (1 << 30, INT32 - 1, 1 << 30, 46, 1 << 15),  # 2^61 / 2^46 + 1/2
    ],
)
def test_a_value_by_hand(s, m, b, n, y):
    wide = 1 << 16 if y > 127 else 127
    assert computed([[s]], Requant((m,), (b,), n, -128, wide)) == [[y]]


@pytest.mark.parametrize("n", [0, 1, 2, 15, 31, 45, 46])
def test_it_is_exact_up_to_the_largest_products(n):
    """Sums of int32, multipliers of 32 bits, and what makes |s·m + b + half| the largest that a network may have."""
    room, rng = (1 << 62) - 1 - ((1 << n) >> 1), np.random.default_rng(n)
    top = min(INT32 - 1, room // (INT32 - 1))
    multipliers = [INT32 - 1, 1 - INT32, 1, -1, 0, 3, -7]
    sums = [0, 1, -1, 2, -2, 12345, -54321, top, -top, *rng.integers(-top, top + 1, 20).tolist()]
    rows = [[s] * len(multipliers) for s in sums]
    for sign in (1, -1):
        most = [sign * (room - top * abs(m)) for m in multipliers]
        for biases, ends in ((most, (-(1 << 62), 1 << 62)), ([b % (1 << n) for b in map(abs, most)], (-9, 8))):
            want = [[by_definition(s, m, b, n, *ends) for m, b in zip(multipliers, biases, strict=True)] for s in sums]
            assert computed(rows, Requant(tuple(multipliers), tuple(biases), n, *ends)) == want
