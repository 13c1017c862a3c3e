"""A network pruned in one call."""

from hdlgen.compress.method import Magnitude
from hdlgen.compress.prune import masks_of, prune
from hdlgen.compress.wiring import wiring
from hdlgen.frontend.torch.network import Network, weighted


def magnitude(network: Network, keep) -> Network:
    """`network`, pruned to `keep` by magnitude."""
    weights = {n: m.weight.detach() for n, m in weighted(network).items()}
    return prune(network, Magnitude().choose(weights, masks_of(network), keep, wiring(network)))
