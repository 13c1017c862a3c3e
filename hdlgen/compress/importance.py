"""Importance of weights: how much the loss is expected to change without them."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import torch
from torch import Tensor
from torch.nn.utils import parametrize

from hdlgen.compress.finite import refuse_values
from hdlgen.frontend.torch.network import CPU, Network, weighted

Loss = Callable[[Tensor, Tensor], Tensor]
"""Logits float[image, class] and labels int64[image] → the mean loss of the batch, a scalar."""


def importance(
    network: Network, batches: Iterable[tuple[Tensor, Tensor]], loss: Loss, device: torch.device = CPU
) -> dict[str, Tensor]:
    """Mean over batches of (w · ∂loss/∂w)² of each weight: float64 by layer, shaped like its weight.

    batches  images float[image, channel, row, column] as the network reads them, and labels; at least one batch
    device   where it is computed; the network, and what is returned, are in the CPU's memory

    w · ∂loss/∂w is what the loss changes by, to first order, when the weight becomes 0; its square counts both ways of
    changing (Molchanov et al., Importance estimation for neural network pruning, 2019, equation 8). Scores of all
    layers have one unit and may be added, but not those of batches of different sizes. A masked weight has none. What
    a batch norm multiplies a weight by divides its gradient, and changes no score. The network is measured in
    evaluation mode, and left as it was. Raises HdlgenError if a score is no number.
    """
    was_training = network.training
    layers = weighted(network.eval().to(device))
    sums = {n: torch.zeros(m.weight.shape, dtype=torch.float64, device=device) for n, m in layers.items()}
    count = 0
    for images, labels in batches:
        # cached: the weights that are read here, masked ones too, are those that the layers compute with
        with torch.enable_grad(), parametrize.cached():
            weights = [m.weight for m in layers.values()]
            gradients = torch.autograd.grad(loss(network(images.to(device)), labels.to(device)), weights)
        for total, weight, gradient in zip(sums.values(), weights, gradients, strict=True):
            total += (weight.detach() * gradient).double().square()
        count += 1
    network.train(was_training).to(CPU)
    assert count, "no batch"
    for name, total in sums.items():
        refuse_values(f"importance of {name}", total)
    return {n: (total / count).to(CPU) for n, total in sums.items()}
