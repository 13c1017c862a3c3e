"""ADMM: weights are drawn towards a structure while they are trained, before anything is cut.

min loss(W) + g(Z), W = Z, with g = 0 on the matrices that a constraint allows and ∞ elsewhere (Boyd et al.,
Distributed optimization and statistical learning via ADMM, 2011, chapter 9; for networks Zhang et al., A systematic DNN
weight pruning framework using ADMM, 2018). Its three updates, with the scaled dual variable U:

    W  by training, with ρ/2·‖W − Z + U‖² added to the loss
    Z  the nearest allowed matrix to W + U
    U  plus W − Z

W are the weights as batch norms scale them (`norms.scaled_weights`): by these channels are compared, and through them γ
learns from the penalty. Weights that are trained alone could not silence a channel: its norm takes back what they lose.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import torch
from torch import Tensor, nn

from hdlgen.compress.finite import refuse_values
from hdlgen.compress.method import Fit, Residual
from hdlgen.compress.norms import scaled_weights
from hdlgen.compress.prune import masks_of
from hdlgen.compress.quantizer import nearest_levels
from hdlgen.compress.structure import MAX_SWEEPS, Choice, Keep, choose
from hdlgen.compress.wiring import Wiring, wiring
from hdlgen.frontend.torch.network import Network

Weights = dict[str, Tensor]
"""By layer, first to last; shapes as the layers have them."""
Project = Callable[[Weights], Weights]
"""The nearest weights that a constraint allows."""


class Constraint:
    """Weights that are to become such as `project` allows: Z and U of one constraint, all layers together.

    Z and U are in the CPU's memory, and a copy of them is where weights are trained until they change.
    """

    def __init__(self, name: str, weights: Weights, project: Project) -> None:
        self.name = name
        self.project = project
        self.z = project(weights)
        self.u = {n: torch.zeros_like(w) for n, w in weights.items()}
        self._there: tuple[torch.device, Weights, Weights] | None = None

    def distance(self, weights: Weights) -> Tensor:
        """Σ ‖W − Z + U‖²; what is differentiated."""
        device = next(iter(weights.values())).device
        if self._there is None or self._there[0] != device:
            z, u = ({n: t.to(device) for n, t in part.items()} for part in (self.z, self.u))
            self._there = device, z, u
        _, z, u = self._there
        return torch.stack([(w - z[n] + u[n]).square().sum() for n, w in weights.items()]).sum()

    def update(self, weights: Weights) -> dict[str, tuple[float, float]]:
        """Z and U after training has found W. Returns ‖W − Z‖/‖W‖ and ‖Z − Z before‖/‖W‖ of each layer."""
        before, self._there = self.z, None
        self.z = self.project({n: w + self.u[n] for n, w in weights.items()})
        self.u = {n: self.u[n] + w - self.z[n] for n, w in weights.items()}
        for n, z in self.z.items():
            refuse_values(f"ADMM, {n}", z)
        norms = {n: float(w.norm().clamp_min(1e-12)) for n, w in weights.items()}
        return {
            n: (float((w - self.z[n]).norm()) / norms[n], float((self.z[n] - before[n]).norm()) / norms[n])
            for n, w in weights.items()
        }

    def rescale(self, factor: float) -> None:
        """U is the dual variable over ρ: when ρ grows by `factor`, U shrinks (Boyd et al. 2011, 3.4.1)."""
        self.u, self._there = {n: u / factor for n, u in self.u.items()}, None


@dataclass(frozen=True)
class Admm:
    """Draws weights towards each step's structure; Z and U begin anew with every step.

    interval     epochs of training between two updates of Z and U; the learning rate restarts with each
    rho          weight of the penalty at first
    factor       by which it grows with each update
    largest      that it grows to
    weight_bits  if given, weights are drawn towards the levels of so many bits too: a scale for each channel times
                 integers, a second constraint with Z and U of its own
    """

    interval: int
    rho: float
    factor: float
    largest: float
    weight_bits: int | None = None

    def approach(self, network: Network, keep: Mapping[str, Keep], epochs: int, fit: Fit) -> Sequence[Residual]:
        """Trains with the penalty, and updates Z and U every `interval` epochs and after the last."""
        masks = masks_of(network)
        weights = _weights(network)
        project = partial(self._structured, masks=masks, keep=keep, wiring=wiring(network))
        constraints = [Constraint("structure", weights, project)]
        if self.weight_bits:
            constraints.append(Constraint("levels", weights, self._quantized))
        residuals = []
        rho, done = self.rho, 0
        while done < epochs:
            now = min(self.interval, epochs - done)
            fit(epochs=now, penalty=partial(_penalty, rho=rho, constraints=constraints))
            done += now
            grown = min(self.largest, rho * self.factor)
            for constraint in constraints:
                for layer, (primal, dual) in constraint.update(_weights(network)).items():
                    residuals.append(Residual(done, rho, constraint.name, layer, primal, dual))
                constraint.rescale(grown / rho)
            rho = grown
        return residuals

    def choose(
        self, weights: Mapping[str, Tensor], masks: Mapping[str, Tensor], keep: Mapping[str, Keep], wiring: Wiring
    ) -> dict[str, Choice]:
        """The structure nearest to the weights, as far as alternating between its kinds finds it."""
        return choose(weights, masks, keep, wiring, sweeps=MAX_SWEEPS)

    def _structured(
        self, weights: Weights, masks: Mapping[str, Tensor], keep: Mapping[str, Keep], wiring: Wiring
    ) -> Weights:
        choices = self.choose(weights, masks, keep, wiring)
        return {n: w * choices[n].weights.reshape(w.shape) for n, w in weights.items()}

    def _quantized(self, weights: Weights) -> Weights:
        assert self.weight_bits
        return {n: nearest_levels(w, self.weight_bits) for n, w in weights.items()}


def _weights(network: Network) -> Weights:
    return {n: w.detach().clone() for n, w in scaled_weights(network).items()}


def _penalty(network: nn.Module, rho: float, constraints: Sequence[Constraint]) -> Tensor:
    assert isinstance(network, Network)
    weights = scaled_weights(network)
    return rho / 2 * torch.stack([c.distance(weights) for c in constraints]).sum()
