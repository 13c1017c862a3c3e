"""A network pruned in one call."""

from torch import nn

from hdlgen.compress.chain import weighted
from hdlgen.compress.method import Magnitude
from hdlgen.compress.prune import masks_of, prune


def magnitude(network: nn.Sequential, keep) -> nn.Sequential:
    """`network`, pruned to `keep` by magnitude."""
    weights = {n: m.weight.detach() for n, m in weighted(network).items()}
    return prune(network, Magnitude().choose(weights, masks_of(network), keep))
