"""Methods of pruning: how training leads to a structure, and what of it stays in the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from torch import Tensor

from hdlgen.compress.structure import Choice, Keep, choose
from hdlgen.compress.train import Penalty
from hdlgen.compress.wiring import Wiring
from hdlgen.frontend.torch.network import Network


class Fit(Protocol):
    """Trains the network of a step."""

    def __call__(self, *, epochs: int, penalty: Penalty) -> None:
        """Trains for `epochs` with `penalty` added to the loss."""


@dataclass(frozen=True)
class Residual:
    """How far one layer is from what it is drawn to, after an update of ADMM.

    epoch       of the step's approach, counted from 1
    rho         weight of the penalty until this update
    constraint  "structure" or "levels"
    layer       name
    primal      ‖W − Z‖ / ‖W‖: what hard pruning would change now
    dual        ‖Z − Z before‖ / ‖W‖: how much the aim still moves; times rho·‖W‖ it is the dual residual of Boyd et al.
                2011, 3.3
    """

    epoch: int
    rho: float
    constraint: str
    layer: str
    primal: float
    dual: float


class PruningMethod(Protocol):
    """Decides what stays. Nothing is remembered from one step to the next."""

    def approach(self, network: Network, keep: Mapping[str, Keep], epochs: int, fit: Fit) -> Sequence[Residual]:
        """Called before a step prunes: trains `network` for `epochs` so that little is lost. Returns how that went."""

    def choose(
        self, weights: Mapping[str, Tensor], masks: Mapping[str, Tensor], keep: Mapping[str, Keep], wiring: Wiring
    ) -> dict[str, Choice]:
        """What stays; arguments as of `structure.choose`."""


@dataclass(frozen=True)
class Magnitude:
    """Keeps what has the largest Euclidean norm (Li et al., Pruning filters, 2017; Wen et al. 2016 for rows)."""

    def approach(self, network: Network, keep: Mapping[str, Keep], epochs: int, fit: Fit) -> Sequence[Residual]:
        """Nothing: the norm is taken as training left it."""
        return ()

    def choose(
        self, weights: Mapping[str, Tensor], masks: Mapping[str, Tensor], keep: Mapping[str, Keep], wiring: Wiring
    ) -> dict[str, Choice]:
        """Channels first, then taps, kernels and blocks, each the largest of what then is left."""
        return choose(weights, masks, keep, wiring)
