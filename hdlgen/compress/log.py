"""What the report says: after each phase, accuracy or Dice, and what is left of each layer."""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from hdlgen import arith
from hdlgen.arith import Slices
from hdlgen.compress.images import Part, channels_first
from hdlgen.compress.method import Residual
from hdlgen.compress.predict import predict
from hdlgen.compress.prune import mask_of
from hdlgen.compress.quantize import PIXEL
from hdlgen.compress.recipe import Quantize, Recipe
from hdlgen.compress.structure import occupied
from hdlgen.compress.wiring import inputs
from hdlgen.estimate.dense import BuiltLayer
from hdlgen.frontend.torch.network import Network, Transposed, Weighted, taps, weighted
from hdlgen.mapping.hardware import Hardware
from hdlgen.mapping.lanes import Lanes
from hdlgen.mapping.plan import Plan
from hdlgen.mapping.ranges import needed_bits, sum_range
from hdlgen.nets.dataset import Dataset
from hdlgen.nets.scores import score, spelled
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
        found = score(predict(network, self.images, self.device), self.labels)
        more = {"residuals": [asdict(r) for r in residuals]} if residuals else {}
        self._tell(title, found, "held-out" if self.held else "test", layers, **more)

    def _left(self, layer: Weighted, read: int) -> dict[str, int]:
        """What is left of a layer that reads `read` channels.

        weights: rows × columns; nonzero: those of them that are not masked; blocks: that mapping will occupy where it
        pads slices.
        """
        stays = mask_of(layer)
        rows = int(stays.any(dim=0).sum())
        blocks, of_blocks = occupied(_on_tiles(layer, stays), *self.block, read)
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

    def _tell(
        self, title: str, found: dict[str, float], images: str, layers: dict[str, dict[str, int]], **more: Any
    ) -> None:
        self.phases.append(
            {"phase": title, "epoch": self.epochs, **found, "weights": self.weights, "layers": layers, **more}
        )
        if not self.quiet:
            tell(title, found, images, self.weights)


def _on_tiles(layer: Weighted, stays: Tensor) -> Tensor:
    """bool[channel, tap] of the layer as it lies on tiles: the phases of a transposed convolution are channels."""
    if not isinstance(layer, Transposed):
        return stays
    size = arith.Transposed(
        *layer.kernel_size, stays.shape[1] // math.prod(layer.kernel_size), layer.kernel_size, layer.stride,
        layer.padding * 2, (0, 0), len(stays),
    )  # fmt: skip
    kernels = stays.numpy().reshape(len(stays), -1, *layer.kernel_size).transpose(2, 3, 1, 0)
    phases = size.phases(kernels.astype(np.int8)).transpose(3, 2, 0, 1)
    return torch.from_numpy(phases.reshape(len(phases), -1) > 0)


def tell(title: str, found: Mapping[str, float], images: str, weights: int) -> None:
    """A phase, on stderr. found: as `score` gives it; images: of which, "test" or "held-out"."""
    print(f"{title}: {spelled(found, images)}, {weights:,} weights", file=sys.stderr)


@torch.no_grad()
def built_layers(network: Network, dataset: Dataset, widths: Quantize) -> list[BuiltLayer]:
    """Layers with weights as they were built, and what enters them: what the compressed network is compared with."""
    built: dict[str, BuiltLayer] = {}
    modules = {n.name: n.module for n in network.nodes}
    image = channels_first(dataset.test_images[:1]).float() * PIXEL
    shapes = {INPUT: image.shape}
    for (name, layer, reads), y in network.eval().activations(image):
        shapes[name] = y.shape
        if not isinstance(layer, Weighted):
            continue
        is_conv = not isinstance(layer, nn.Linear)
        _, channels, *pixels = shapes[reads[0]]
        rows, columns = pixels if is_conv else (1, 1)
        built[name] = BuiltLayer(
            name=name,
            kind="linear" if not is_conv else "convtranspose" if isinstance(layer, Transposed) else "conv",
            in_shape=(rows, columns, channels),
            kernel=(1, 1) if isinstance(layer, nn.Linear) else (layer.kernel_size[0], layer.kernel_size[1]),
            stride=1 if isinstance(layer, nn.Linear) else layer.stride[0],
            padding=0 if isinstance(layer, nn.Linear) else int(layer.padding[0]),
            channels=len(layer.weight),
            weight_bits=widths.weight_bits,
            in_bits=_bits(modules.get(reads[0]), widths),
        )
    return list(built.values())


def _bits(before: nn.Module | None, widths: Quantize) -> int:
    """Of what a layer reads behind module `before`: of the image where there is none."""
    if before is None:
        return PIXEL_BITS
    return widths.output_bits if isinstance(before, nn.AdaptiveAvgPool2d) else widths.activation_bits


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
