import math

import pytest

from hdlgen.arith import FUNCTIONS, Int, function_table

SCALES = [(Int(8, True), 1 / 16, 1 / 127), (Int(8, True), 0.05, 0.05), (Int(4), 1.5, 0.5), (Int(8), 100.0, 3.0)]


@pytest.mark.parametrize(("index", "in_scale", "out_scale"), SCALES)
@pytest.mark.parametrize("out", [Int(8, True), Int(5)])
@pytest.mark.parametrize("name", FUNCTIONS)
def test_tables_are_functions_of_pytorch(name, index, in_scale, out_scale, out):
    torch = pytest.importorskip("torch", reason="comes with hdlgen[train]")
    f = {
        "sigmoid": torch.sigmoid,
        "hard_sigmoid": torch.nn.functional.hardsigmoid,
        "tanh": torch.tanh,
        "hard_swish": torch.nn.functional.hardswish,
        "silu": torch.nn.functional.silu,
        "gelu": torch.nn.functional.gelu,
        "leaky_relu": lambda v: torch.nn.functional.leaky_relu(v, 0.1),
    }[name]
    table = function_table(name, index, in_scale, out_scale, out, slope=0.1)
    assert (table.lo, len(table.entries)) == (index.lo, 1 << index.bits)
    v = torch.arange(index.lo, index.hi + 1, dtype=torch.float64) * in_scale
    exact = f(v) / out_scale + 0.5
    # where the last bit of a double decides between two integers, either is right
    least, most = (torch.floor(exact + e).clip(out.lo, out.hi).tolist() for e in (-1e-9, 1e-9))
    assert all(lo <= y <= hi for lo, y, hi in zip(least, table.entries, most, strict=True))


def test_by_hand():
    assert function_table("sigmoid", Int(2, True), math.log(3), 0.25, Int(3)).entries == (0, 1, 2, 3)  # of 1/10 … 3/4
    assert function_table("hard_sigmoid", Int(3, True), 1.5, 1 / 8, Int(4)).entries == (0, 0, 0, 2, 4, 6, 8, 8)
    assert function_table("leaky_relu", Int(3, True), 1.0, 0.25, Int(8, True), slope=0.5).entries == (
        *(-8, -6, -4, -2),
        *(0, 4, 8, 12),
    )
    assert (
        function_table("leaky_relu", Int(8, True), 1.0, 1.0, Int(8, True)).entries[:30] == (-1,) * 30
    )  # −1.28 … −0.99


def test_halves_round_up_and_ends_clip():
    assert function_table("leaky_relu", Int(3), 1.0, 2.0, Int(2)).entries == (0, 1, 1, 2, 2, 3, 3, 3)


def test_nothing_overflows():
    for name in FUNCTIONS:
        entries = function_table(name, Int(8, True), 1e6, 1.0, Int(8, True)).entries
        assert entries[0] in (0, -1, -128)
        assert entries[-1] in (1, 127)
