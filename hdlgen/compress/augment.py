"""Random changes of training images, and of their masks where they move."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor

from hdlgen.compress.recipe import Augment

Change = Callable[[Tensor, Tensor | None], tuple[Tensor, Tensor | None]]
"""Images float[image, channel, row, column] of whole numbers 0..255, and masks float[image, 1, row, column] of whole
numbers or None → changed ones of the same kind. What moves images moves masks alike; nothing else changes them."""
WHITE = 255.0


def changes(keys: Augment) -> Change:
    """All that a recipe asks for, one after the other."""
    steps = [
        random_crop(most=keys.crop, flip=keys.flip),
        random_turns(flip_down=keys.flip_down, quarters=keys.quarters),
        random_affine(shift=keys.shift, degrees=keys.degrees, scale=keys.scale),
        random_light(gain=keys.gain, offset=keys.offset, gamma=keys.gamma),
    ]

    def change(images: Tensor, masks: Tensor | None) -> tuple[Tensor, Tensor | None]:
        for step in steps:
            images, masks = step(images, masks)
        return images, masks

    return change


def random_crop(*, most: int, flip: bool) -> Change:
    """Moves each image by up to `most` whole pixels both ways, zeros coming in, and mirrors half of them if `flip`."""
    if not (most or flip):
        return _unchanged

    def change(images: Tensor, masks: Tensor | None) -> tuple[Tensor, Tensor | None]:
        n, _, height, width = images.shape
        down, right = _on(images.device, torch.randint(2 * most + 1, (2, n, 1)))
        rows = down + torch.arange(height, device=images.device)
        columns = right + torch.arange(width, device=images.device)
        if flip:
            mirrored = _on(images.device, torch.rand(n, 1) < 0.5)
            columns = torch.where(mirrored, columns.flip(1), columns)
        image = torch.arange(n, device=images.device)[:, None, None]

        def moved(x: Tensor) -> Tensor:
            padded = F.pad(x, (most, most, most, most))
            return padded.permute(0, 2, 3, 1)[image, rows[:, :, None], columns[:, None, :]].permute(0, 3, 1, 2)

        return moved(images), None if masks is None else moved(masks)

    return change


def random_turns(*, flip_down: bool, quarters: bool) -> Change:
    """Turns each image, a square, by 0..3 quarters if `quarters`; mirrors half of them top to bottom if `flip_down`."""
    if not (flip_down or quarters):
        return _unchanged

    def change(images: Tensor, masks: Tensor | None) -> tuple[Tensor, Tensor | None]:
        mirrored = torch.rand(len(images)) < (0.5 if flip_down else 0.0)
        turns = torch.randint(4 if quarters else 1, (len(images),))

        def moved(x: Tensor) -> Tensor:
            out = torch.where(_on(x.device, mirrored)[:, None, None, None], x.flip(2), x)
            for k in range(1, 4):
                (some,) = _on(x.device, turns == k).nonzero(as_tuple=True)
                out[some] = out[some].rot90(k, (2, 3))
            return out

        return moved(images), None if masks is None else moved(masks)

    return change


def random_affine(*, shift: float, degrees: float, scale: float) -> Change:
    """Moves each image by up to `shift` pixels, turns it by up to `degrees` and scales it by up to 1 ± `scale`.

    Pixels that come from outside are 0; results are whole numbers. Of masks the nearest pixel is taken.
    """
    if not (shift or degrees or scale):
        return _unchanged

    def change(images: Tensor, masks: Tensor | None) -> tuple[Tensor, Tensor | None]:
        n, _, rows, columns = images.shape
        angle, zoom, down, right = (_on(images.device, torch.rand(n)) * 2 - 1 for _ in range(4))
        angle, zoom = angle * np.deg2rad(degrees), 1 + zoom * scale
        cos, sin = torch.cos(angle) * zoom, torch.sin(angle) * zoom
        theta = torch.stack(
            [
                torch.stack([cos, -sin, right * 2 * shift / columns], 1),
                torch.stack([sin, cos, down * 2 * shift / rows], 1),
            ],
            1,
        )
        grid = F.affine_grid(theta, list(images.shape), align_corners=False)
        changed = F.grid_sample(images, grid, align_corners=False).round_()
        if masks is not None:
            masks = F.grid_sample(masks, grid, mode="nearest", align_corners=False)
        return changed, masks

    return change


def random_light(*, gain: float, offset: float, gamma: float) -> Change:
    """Makes each image x of 0..1 gain·x^gamma + offset, clipped; masks stay.

    gain    1 − gain .. 1 + gain
    offset  −offset .. offset
    gamma   1/(1 + gamma) .. 1 + gamma, both sides of 1 alike
    """
    if not (gain or offset or gamma):
        return _unchanged

    def change(images: Tensor, masks: Tensor | None) -> tuple[Tensor, Tensor | None]:
        n = len(images)
        more, brighter, power = ((_on(images.device, torch.rand(n)) * 2 - 1).reshape(n, 1, 1, 1) for _ in range(3))
        x = (images / WHITE) ** torch.exp(power * math.log1p(gamma))
        x = x * (1 + more * gain) + brighter * offset
        return (x * WHITE).clamp_(0, WHITE).round_(), masks

    return change


def _unchanged(images: Tensor, masks: Tensor | None) -> tuple[Tensor, Tensor | None]:
    return images, masks


def _on(device: torch.device, drawn: Tensor) -> Tensor:
    """What the processor drew, on `device`; the processor does not wait for it."""
    return drawn.pin_memory().to(device, non_blocking=True) if device.type == "cuda" else drawn.to(device)
