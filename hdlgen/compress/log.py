"""What the report says: after each phase, accuracy and what is left of each layer."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from hdlgen.arith import Slices
from hdlgen.compress.images import Part, channels_first
from hdlgen.compress.method import Residual
from hdlgen.compress.prune import mask_of
from hdlgen.compress.quantize import PIXEL
from hdlgen.compress.recipe import Quantize, Recipe
from hdlgen.compress.structure import occupied
from hdlgen.compress.train import predict
from hdlgen.compress.wiring import inputs
from hdlgen.estimate.dense import BuiltLayer
from hdlgen.frontend.torch.network import Network, Weighted, taps, weighted
from hdlgen.mapping.hardware import Hardware
from hdlgen.mapping.lanes import Lanes
from hdlgen.mapping.plan import Plan
from hdlgen.mapping.ranges import needed_bits, sum_range
from hdlgen.nets.dataset import Dataset
from hdlgen.spec.names import INPUT

PIXEL_BITS = 8
"""Of the images of a `Dataset`."""


class Log:
    """Phases as they come, told on stderr unless `quiet`.

    held  training images that were held out: phases are measured on them, and only what was written on test images
    """

    def __init__(
        self,
        recipe: Recipe,
        dataset: Dataset,
        built: Sequence[BuiltLayer],
        device: torch.device,
        quiet: bool,
        held: Part | None = None,
    ) -> None:
        hardware = Hardware.of(recipe.hardware, recipe.device)
        lanes = Lanes.of(Slices(recipe.widths.weight_bits, hardware.cell_bits).count, hardware.adcs)
        self.block = (hardware.rows, lanes.word)
        self.dataset = dataset
        self.held = held
        images, self.labels = held or (dataset.test_images, dataset.test_labels)
        self.images = channels_first(images)
        self.device = device
        self.built = built
        self.weights = self.built_weights = sum(layer.weights for layer in built)
        self.epochs = 0
        self.quiet = quiet
        self.phases: list[dict[str, Any]] = []

    def add(self, title: str, network: Network, *, epochs: int = 0, residuals: Sequence[Residual] = ()) -> None:
        """Measures `network` as it is now.

        epochs     of the training that made it, if it was trained
        residuals  of that training, if there are any
        """
        reads = inputs(network)
        layers = {n: self._left(m, reads[n]) for n, m in weighted(network).items()}
        self.weights = sum(layer["weights"] for layer in layers.values())
        self.epochs += epochs
        share = accuracy(predict(network, self.images, self.device), self.labels)
        more = {"residuals": [asdict(r) for r in residuals]} if residuals else {}
        self._tell(title, share, "held-out" if self.held else "test", layers, **more)

    def _left(self, layer: Weighted, read: int) -> dict[str, int]:
        """What is left of a layer that reads `read` channels.

        weights: rows × columns; nonzero: those of them that are not masked; blocks: that mapping will occupy where it
        pads slices.
        """
        stays = mask_of(layer)
        rows = int(stays.any(dim=0).sum())
        blocks, of_blocks = occupied(stays, *self.block, read)
        return {
            "channels": len(stays),
            "taps": rows,
            "of_taps": taps(layer),
            "weights": len(stays) * rows,
            "nonzero": int(stays.sum()),
            "blocks": blocks,
            "of_blocks": of_blocks,
        }

    def summary(self) -> dict[str, Any]:
        """All of it."""
        return {
            "test_images": len(self.dataset.test_images),
            **({"held_out": len(self.images)} if self.held else {}),
            "built_weights": self.built_weights,
            "built": [asdict(layer) for layer in self.built],
            "block": {"rows": self.block[0], "columns": self.block[1]},
            "phases": self.phases,
            "kept_weights": self.weights,
            "fewer_weights": round(self.built_weights / self.weights, 2),
        }

    def _tell(self, title: str, share: float, images: str, layers: dict[str, dict[str, int]], **more: Any) -> None:
        self.phases.append(
            {"phase": title, "epoch": self.epochs, "accuracy": share, "weights": self.weights, "layers": layers, **more}
        )
        if not self.quiet:
            tell(title, share, images, self.weights)


def tell(title: str, share: float, images: str, weights: int) -> None:
    """A phase, on stderr. images: which were classified, "test" or "held-out"."""
    print(f"{title}: {100 * share:.2f} % of the {images} images, {weights:,} weights", file=sys.stderr)


def accuracy(predicted: NDArray[np.integer], labels: NDArray[np.uint8]) -> float:
    """Share of classes `predicted` int[image] that are the labels, 0..1."""
    return round(float((predicted == labels).mean()), 6)


@torch.no_grad()
def built_layers(network: Network, dataset: Dataset, widths: Quantize) -> list[BuiltLayer]:
    """Layers with weights as they were built, and what enters them: what the compressed network is compared with."""
    built: dict[str, BuiltLayer] = {}
    image = channels_first(dataset.test_images[:1]).float() * PIXEL
    shapes = {INPUT: image.shape}
    for (name, layer, reads), y in network.eval().activations(image):
        shapes[name] = y.shape
        if not isinstance(layer, Weighted):
            continue
        is_conv = isinstance(layer, nn.Conv2d)
        _, channels, *pixels = shapes[reads[0]]
        rows, columns = pixels if is_conv else (1, 1)
        built[name] = BuiltLayer(
            name=name,
            kind="conv" if is_conv else "linear",
            in_shape=(rows, columns, channels),
            kernel=(layer.kernel_size[0], layer.kernel_size[1]) if isinstance(layer, nn.Conv2d) else (1, 1),
            stride=layer.stride[0] if isinstance(layer, nn.Conv2d) else 1,
            padding=int(layer.padding[0]) if isinstance(layer, nn.Conv2d) else 0,
            channels=len(layer.weight),
            weight_bits=widths.weight_bits,
            in_bits=widths.activation_bits if built else PIXEL_BITS,
        )
    return list(built.values())


def placed(plan: Plan) -> dict[str, dict[str, int]]:
    """What mapping placed of each layer, after it removed what it found constant or unused, and the converter for it.

    adc_bits_needed: with which no sum is clipped or rounded, whatever the activations.
    """
    return {
        s.name: {
            "channels": s.program.channels,
            "taps": len(s.program.driven_taps),
            "nonzero": int(np.count_nonzero(s.program.weights)),
            "blocks": s.program.kept_blocks,
            "tiles": len(s.tile_names),
            "adc_bits_needed": needed_bits(*sum_range(s)),
        }
        for s in plan.array_stages
    }
