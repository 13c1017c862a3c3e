"""How many bits a converter needs to lose nothing of a layer's column sums."""

from __future__ import annotations

import numpy as np

from hdlgen.arith import Slices
from hdlgen.arith.integer import Ints
from hdlgen.compress.network import Network, weighted
from hdlgen.compress.quantizer import weight_quantizer
from hdlgen.compress.segments import columns, driven
from hdlgen.compress.wiring import inputs
from hdlgen.mapping.plan import Hardware, Plan


def needed_bits(network: Network, hardware: Hardware) -> dict[str, int]:
    """Bits with which a converter neither clips nor rounds a sum, at k = 0, of each layer of a quantized network.

    The sums are all that activations can cause on ideal cells, of rows that mapping drives together. Mapping may find
    less to do, where a channel turns out constant or unread: `needed_bits_of` its plan is the last word.
    """
    reads = inputs(network)
    bits = {}
    for name, layer in weighted(network).items():
        quantizer = weight_quantizer(layer)
        slices = Slices(quantizer.hi.bit_length() + 1, hardware.cell_bits)
        matrix = quantizer.integers(layer.weight).flatten(1)
        driven_together = columns(matrix, driven(matrix.any(dim=0), reads[name]), hardware.rows)
        bits[name] = _bits(slices.apply(driven_together.numpy()).swapaxes(-1, -2), hardware.dac_bits)
    return bits


def needed_bits_of(plan: Plan) -> dict[str, int]:
    """As `needed_bits`, of each layer with weights of a plan."""
    bits = {}
    for stage in plan.array_stages:
        parts = [stage.slices.apply(stage.weights[list(s.taps)].T.astype(np.int64)) for s in stage.segments]
        bits[stage.name] = max(_bits(levels.swapaxes(-1, -2), stage.phases.dac_bits) for levels in parts)
    return bits


def _bits(levels: Ints, dac_bits: int) -> int:
    """Bits of the least two's complement number that holds every sum of signed `levels` int64[..., row]."""
    digit_max = (1 << dac_bits) - 1
    hi = int(levels.clip(min=0).sum(axis=-1).max(initial=0)) * digit_max
    lo = int(levels.clip(max=0).sum(axis=-1).min(initial=0)) * digit_max
    return 1 + max(hi.bit_length(), (-lo - 1).bit_length() if lo else 0)
