"""Multiply, add, round, shift and clip in ONNX's int64, to the last bit."""

from __future__ import annotations

import numpy as np

from hdlgen.arith import Requant
from hdlgen.arith.integer import Ints
from hdlgen.arith.requant import PRODUCT_BITS
from hdlgen.frontend.onnx.builder import Builder

LIFT = 1 << PRODUCT_BITS
"""Added in front of a division, and its quotient taken off behind it: more than any product is below 0."""


def requantized(b: Builder, name: str, sums: str, requant: Requant) -> str:
    """Adds the tensor `name`, what `requant.apply` gives of `sums` int64[N, C, H, W]; returns `name`."""
    m = b.constant(f"{name}/multiplier", np.reshape(requant.multiplier, (-1, 1, 1)))
    products = b.node(f"{name}/products", "Mul", sums, m)
    bias = np.array(requant.bias, np.int64).reshape(-1, 1, 1)
    return shifted(b, name, products, bias, requant.shift, requant.lo, requant.hi)


def shifted(b: Builder, name: str, x: str, bias: Ints | int, shift: int, lo: int, hi: int) -> str:
    """Adds the tensor `name` = clip((x + bias + half) >> shift, lo, hi), half = 2^(shift−1) or 0; returns `name`.

    x  int64[N, C, H, W]; |x + bias| < 2^62

    ONNX shifts unsigned integers alone, and its division of integers rounds towards 0. So 2^62, which 2^shift divides,
    is added: what is divided then lies in 0..2^63 − 1, where dividing is shifting.
    """
    half = (1 << shift) >> 1
    lifted = b.node(f"{name}/lifted_sums", "Add", x, b.constant(f"{name}/bias", bias + half + LIFT))
    divided = b.node(f"{name}/divided", "Div", lifted, b.constant(f"{name}/divisor", 1 << shift))
    whole = b.node(f"{name}/whole", "Sub", divided, b.constant(f"{name}/lift", LIFT >> shift))
    return b.node(name, "Clip", whole, b.constant(f"{name}/lo", lo), b.constant(f"{name}/hi", hi))
