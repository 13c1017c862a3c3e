"""Folding changes no result, and leaves out what can be left out."""

import numpy as np
import pytest

from hdlgen.frontend.builder import Builder
from hdlgen.frontend.operators import Add, Affine, Average, Clip, Conv, ConvTransposed, Grid, Linear
from hdlgen.frontend.simplify import simplify
from hdlgen.spec.names import INPUT

RNG = np.random.default_rng(0)


def affine(channels):
    return Affine(RNG.uniform(0.5, 2, channels), RNG.normal(0, 1, channels))


def conv(out, inputs, groups=1, **more):
    return Conv(RNG.normal(0, 1, (out, inputs // groups, 3, 3)), RNG.normal(0, 1, out), groups=groups, **more)


def kinds(source):
    return [(n.name, type(n.op).__name__) for n in source.nodes]


def built(*ops, shape=(6, 7, 4)):
    """A chain."""
    b, at = Builder("net", shape), INPUT
    for n, op in enumerate(ops):
        at = b.add(f"n{n}", f"n{n}", op, at)
    return b.source((at,), ("y",))


CHAINS = {
    "conv": [conv(5, 4), affine(5), affine(5)],
    "groups": [conv(6, 4, 2), affine(6)],
    "transposed": [ConvTransposed(RNG.normal(0, 1, (4, 3, 2, 2)), RNG.normal(0, 1, 6), (2, 2), groups=2), affine(6)],
    "linear": [Linear(RNG.normal(0, 1, (5, 6 * 7 * 4)), np.zeros(5)), affine(5)],
    "in front of a convolution": [affine(4), conv(6, 4, 2)],
    "in front of a linear layer": [affine(4), Linear(RNG.normal(0, 1, (5, 6 * 7 * 4)), np.zeros(5))],
    "a scale in front of padding": [Affine(np.full(4, 3.0), np.zeros(4)), conv(6, 4, padding=(1, 1, 1, 1))],
}


@pytest.mark.parametrize("ops", CHAINS.values(), ids=CHAINS)
def test_scales_become_part_of_the_layer(ops):
    source = built(*ops)
    simple, x = simplify(source), RNG.normal(0, 1, (3, 6, 7, 4))
    assert len(simple.nodes) == 1
    (name,) = source.outputs
    np.testing.assert_allclose(simple.run(x)[simple.outputs[0]], source.run(x)[name], rtol=1e-9, atol=1e-9)


def test_a_shift_in_front_of_padding_stays():
    source = built(affine(4), conv(6, 4, padding=(1, 1, 1, 1)))
    assert kinds(simplify(source)) == kinds(source)


def test_weights_on_a_grid_stay():
    grid = Grid(np.ones(6), -7, 7)
    source = built(conv(6, 4, grid=grid), affine(6))
    assert kinds(simplify(source)) == kinds(source)


def test_clips_become_one():
    (node,) = simplify(built(Clip(0.0, np.inf), Clip(-1.0, 6.0))).nodes
    assert (node.name, node.op) == ("n0", Clip(0.0, 6.0))


def test_what_others_read_stays_as_it_is():
    b = Builder("net", (6, 7, 4))
    c = b.add("c", "c", conv(4, 4, padding=(1, 1, 1, 1)), INPUT)
    d = b.add("d", "d", affine(4), c)
    e = b.add("e", "e", Add(), c, d)
    b.add("unread", "unread", Average(None), e)
    assert kinds(simplify(b.source((e,), ("y",)))) == [("c", "Conv"), ("d", "Affine"), ("e", "Add")]
    assert kinds(simplify(b.source((c, e), ("x", "y")))) == [("c", "Conv"), ("d", "Affine"), ("e", "Add")]


def test_an_output_that_is_scaled_keeps_its_own_value():
    b = Builder("net", (6, 7, 4))
    c = b.add("c", "c", conv(4, 4), INPUT)
    d = b.add("d", "d", affine(4), c)
    source = b.source((c, d), ("x", "y"))
    assert kinds(simplify(source)) == kinds(source)
