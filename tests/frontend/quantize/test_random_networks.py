"""Whatever float network there is, its quantized one is taken, and its integers compute the same.

A campaign of many takes its seeds from the environment:

    HDLGEN_SEEDS=0:300 pytest -m campaign tests/frontend/quantize/test_random_networks.py
"""

import os

import numpy as np
import pytest

from hdlgen.frontend.operators import (
    Add,
    Affine,
    ArgMax,
    Average,
    Clip,
    Concat,
    Conv,
    ConvTransposed,
    Function,
    Linear,
    MaxPool,
    Scale,
    Upsample,
)
from hdlgen.frontend.quantize.bits import Bits, Pair
from hdlgen.frontend.quantize.network import Options, quantize
from hdlgen.frontend.simplify import simplify
from hdlgen.spec.names import INPUT
from tests.frontend.quantize.networks import RELU, Maker, differences

FUNCTIONS = ("sigmoid", "hard_sigmoid", "tanh", "hard_swish", "silu", "gelu", "leaky_relu")
SEEDS = range(*map(int, os.environ.get("HDLGEN_SEEDS", "0:12").split(":")))


def random_network(seed):
    """Some ten nodes, each behind one or two of those there are."""
    m = Maker(f"random{seed}", seed, channels=int(np.random.default_rng(seed).integers(1, 4)))
    rng, values = m.rng, [INPUT]
    for i in range(int(rng.integers(4, 12))):
        x = values[-1] if rng.random() < 0.7 else values[rng.integers(len(values))]
        made = unary(m, rng, f"n{i}", x) if rng.random() < 0.75 else binary(m, rng, f"n{i}", x, values)
        values += [made] if made else []
    if not any(isinstance(node.op, Conv | ConvTransposed | Linear) for node in m.built.nodes.values()):
        values.append(m.conv("only", values[-1], 2))
    ends = [name for name in values[1:] if not any(name in n.inputs for n in m.built.nodes.values())]
    if rng.random() < 0.3 and m.built.shapes[ends[0]][2] > 1:
        ends[0] = m.add("class", ArgMax(), ends[0])
    return m, m.source(*ends)


def unary(m, rng, name, x):
    rows, columns, channels = m.built.shapes[x]
    out = int(rng.integers(1, 5))
    small = rows == 1 or columns == 1
    match rng.integers(12):
        case 0 | 1 | 2:
            stride = (1, 1) if small else (int(rng.integers(1, 3)), 1)
            return m.conv(name, x, out, int(rng.choice([1, 3])), stride=stride)
        case 3:
            return m.conv(name, x, channels, groups=channels)
        case 4 | 5:
            return m.add(name, RELU, x)
        case 6:
            return m.add(name, Clip(*[(0.0, 1.0), (-1.0, 1.0), (-0.5, 2.0), (0.0, 6.0)][rng.integers(4)]), x)
        case 7:
            return m.add(name, Function(str(rng.choice(FUNCTIONS))), x)
        case 8:
            gain = rng.uniform(0.5, 2, channels) * rng.choice([1, 1, 1, -1], channels)
            offset = rng.normal(0, 0.3, channels) * rng.integers(2)
            alike = rng.random() < 0.3
            return m.add(
                name, Affine(np.full(channels, 0.7071), np.zeros(channels)) if alike else Affine(gain, offset), x
            )
        case 9 if not small:
            return m.add(name, MaxPool((2, 2), (2, 2)) if rng.random() < 0.7 else Average((2, 2), (1, 1)), x)
        case 10 if rows < 8:
            weight = rng.normal(0, 0.4, (channels, out, 2, 2))
            transposed = ConvTransposed(weight, rng.normal(0, 0.1, out), stride=(2, 2))
            return m.add(name, Upsample(2) if rng.random() < 0.5 else transposed, x)
        case 11:
            return m.linear(name, x, out) if rng.random() < 0.3 else m.add(name, Average(None), x)
    return None


def binary(m, rng, name, x, values):
    rows, columns, channels = m.built.shapes[x]
    others = [v for v in values if v != x and m.built.shapes[v][:2] == (rows, columns)]
    other = others[rng.integers(len(others))] if others else m.conv(f"{name}_other", x, channels, kernel=1)
    match rng.integers(3):
        case 0:
            fits = m.built.shapes[other][2] == channels
            return m.add(name, Add(), x, other if fits else m.conv(f"{name}_fits", other, channels, kernel=1))
        case 1:
            return m.add(name, Concat(), x, other)
        case _:
            mean = m.add(f"{name}_mean", Average(None), other)
            gates = m.add(f"{name}_gates", Function("sigmoid"), m.conv(f"{name}_excite", mean, channels, kernel=1))
            return m.add(name, Scale(), x, gates)


def check(seed, folder):
    m, source = random_network(seed)
    source = simplify(source)
    images = m.images(6)
    bits = Bits(Pair(int(m.rng.integers(2, 9)), int(m.rng.integers(1, 9))))
    quantized = quantize(source, (images / 255).astype(np.float32), bits, Options(rounding="nearest"))
    off, _, made = differences(quantized.network, folder, images)
    assert off == 0 or made.wrong
    assert sum(wrong for wrong, _ in made.wrong.values()) <= 2  # a product of a scale may lie too near to a half


@pytest.mark.parametrize("seed", range(12))
def test_random_networks(seed, tmp_path):
    check(seed, tmp_path)


@pytest.mark.campaign
@pytest.mark.parametrize("seed", SEEDS)
def test_campaign(seed, tmp_path):
    check(seed, tmp_path)
