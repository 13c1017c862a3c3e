"""Training with memristive activation units in the loop: each batch meets thresholds of its own.

An ideal unit computes what a layer's quantizer does: a ReLU, and the largest of a square in front of it. A real one
passes nothing below the threshold of its device, which is so many level steps for all channels, and varies.
"""

from __future__ import annotations

import copy
from collections.abc import Sequence

import torch
from torch import Tensor

from hdlgen.compress.export import outputs_of
from hdlgen.compress.quantizer import Quantizer, weight_quantizer
from hdlgen.frontend.torch.network import Network, Node, weighted


class UnitQuantizer(Quantizer):
    """The quantizer of an activation behind units: in training what does not reach their thresholds is lost.

    A batch's chip has a threshold between none and `highest`, the same for all images, and each channel's device
    deviates from it. Gradients pass as if nothing were lost. In evaluation nothing is. PyTorch's generator draws.

    weights  the quantizer of the layer's weight, whose steps are the size of a level step in each channel
    highest  threshold over the sum that becomes the largest integer, of the channel in which that is most level steps
    spread   sigma of a device's threshold over the nominal one
    """

    def __init__(self, plain: Quantizer, weights: Quantizer, highest: float, spread: float) -> None:
        super().__init__(plain.step.detach(), plain.lo, plain.hi, plain.ceiling)
        self.log_step = plain.log_step
        self.highest, self.spread = highest, spread
        self._weights = (weights,)  # in a tuple, so that its step is no parameter of this module too

    def extra_repr(self) -> str:
        """Its ends and thresholds."""
        return f"{super().extra_repr()}, highest={self.highest}, spread={self.spread}"

    def forward(self, x: Tensor) -> Tensor:
        """`x` float[image, channel, ...] as the integers can say it."""
        if self.training:
            with torch.no_grad():
                threshold = self._thresholds(x).reshape(1, -1, *[1] * (x.dim() - 2))
                lost = torch.where((x > 0) & (x < threshold), x, 0.0)
            x = x - lost
        return super().forward(x)

    def _thresholds(self, x: Tensor) -> Tensor:
        """float[channel]: those of a new chip."""
        (weights,) = self._weights
        level = weights.step.flatten()
        nominal = torch.rand((), device=x.device) * self.highest * self.hi * self.step / level.min()
        deviating = 1 + self.spread * torch.randn(level.shape, device=x.device)
        return (nominal * deviating).clamp_min(0.0) * level


def with_thresholds(network: Network, layers: Sequence[str], highest: float, spread: float) -> Network:
    """A copy of a quantized network whose `layers` train with units that have thresholds.

    highest, spread  of each layer's `UnitQuantizer`
    """
    network = copy.deepcopy(network)
    outputs, by = outputs_of(network), weighted(network)
    units = {
        id(outputs[name]): UnitQuantizer(outputs[name], weight_quantizer(by[name]), highest, spread) for name in layers
    }
    return Network([Node(n.name, units.get(id(n.module), n.module), n.reads) for n in network.nodes])


def without_thresholds(network: Network) -> Network:
    """A copy of `network` with plain quantizers that have learned what those with thresholds have."""
    network = copy.deepcopy(network)
    plain = {id(n.module): _plain(n.module) for n in network.nodes if isinstance(n.module, UnitQuantizer)}
    return Network([Node(n.name, plain.get(id(n.module), n.module), n.reads) for n in network.nodes])


def _plain(module: UnitQuantizer) -> Quantizer:
    plain = Quantizer(module.step.detach(), module.lo, module.hi, module.ceiling)
    plain.log_step = module.log_step
    return plain.train(module.training)
