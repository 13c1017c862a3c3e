"""The training loop."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import Literal

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812
from numpy.typing import NDArray
from torch import Tensor, nn

from hdlgen import progress
from hdlgen.compress.captured import Captured, backward
from hdlgen.compress.checkpoint import Checkpoints
from hdlgen.compress.finite import diverged, not_finite
from hdlgen.compress.quantize import PIXEL
from hdlgen.errors import HdlgenError
from hdlgen.frontend.torch.network import CPU

RESIDENT_BYTES = 1 << 30
"""Training images that are kept on the device; more of them come batch by batch."""
UNWATCHED = 50
"""Losses that are not looked at one by one where a look would wait for the device."""
CHANNELS_LAST = torch.channels_last
"""How images and weights lie in memory while a network is trained. Times that a batch of 128 takes less so than
contiguous, on one core of a Zen 4, in float32; in bfloat16; in float32 held to AVX2: LeNet-5 1.5; 1.8; 1.6, ConvNet
1.2; 1.5; 1.1, ResNet-20 1.4; 1.2; 1.3, a narrow ResNet-18 1.4; 1.2; 1.4. `Network` knows what is not safe in it."""
Augment = Callable[[Tensor], Tensor]
"""Images float[image, channel, row, column] of whole numbers 0..255 → changed ones of the same kind."""
Penalty = Callable[[nn.Module], Tensor]
"""What is added to the loss of a batch."""


@dataclass(frozen=True)
class Distill:
    """Learning from a teacher's logits (Hinton et al. 2015). share: of the loss; the rest is that of the labels.

    teacher  in evaluation mode, and never trained while it teaches
    """

    teacher: nn.Module
    temperature: float
    share: float


@dataclass(frozen=True)
class Schedule:
    """How long to train, and how: the rate rises to `rate` and falls to nothing within the epochs (Smith 2018).

    optimizer     adam, or sgd with a Nesterov momentum of 0.9
    weight_decay  of weights; not of biases, norms and steps of quantizers
    """

    epochs: int
    rate: float
    optimizer: Literal["adam", "sgd"] = "adam"
    weight_decay: float = 0.0


@dataclass(frozen=True)
class Trainer:
    """Images and how to train on them; what differs from phase to phase is an argument of `fit`.

    images       uint8[image, channel, row, column]
    labels       int64[image]
    bfloat16     float networks, teachers included, multiply in bfloat16: twice as fast where `device` can. On a GPU
                 quantized ones then multiply in TensorFloat-32
    quiet        no progress: neither a bar on a terminal nor a line an epoch elsewhere
    device       where networks are trained; they come from the CPU's memory and return there
    checkpoints  where the state after each epoch is kept
    """

    images: Tensor
    labels: Tensor
    batch: int
    augment: Augment
    bfloat16: bool = False
    quiet: bool = False
    device: torch.device = CPU
    checkpoints: Checkpoints = field(default_factory=lambda: Checkpoints(None))

    def fit(
        self,
        network: nn.Module,
        schedule: Schedule,
        *,
        title: str,
        distill: Distill | None = None,
        penalty: Penalty | None = None,
        exact: bool = False,
    ) -> None:
        """Trains `network` in place.

        exact  the network is quantized: it is never computed in bfloat16

        Raises HdlgenError at the first loss, or the first epoch with weights, that is no number; on another device than
        the CPU at one of the next `UNWATCHED` losses. Nothing is kept of that epoch.
        """
        epochs, count = schedule.epochs, len(self.images) // self.batch
        if not epochs or not count:
            return
        resident = self.device if self.images.nbytes <= RESIDENT_BYTES else CPU
        images, labels = self.images.to(resident), self.labels.to(resident)
        network.train().to(self.device, memory_format=CHANNELS_LAST)  # type: ignore[call-overload]
        optimizer = _optimizer(network, schedule)
        rate = torch.optim.lr_scheduler.OneCycleLR(optimizer, schedule.rate, total_steps=epochs * count, pct_start=0.15)
        stretch = self.checkpoints.stretch(network, asdict(schedule), exact)
        begin = stretch.resume(network, optimizer, rate)
        loss_of = partial(self._loss, network, distill=distill, penalty=penalty, exact=exact)
        # A penalty's numbers change from stretch to stretch.
        step = (Captured if self.device.type == "cuda" and not penalty else backward)(network, loss_of)
        with (
            progress.bar(title, "batch", epochs * count, begin=begin * count, quiet=self.quiet) as bar,
            _tf32(self.bfloat16 and exact),
        ):
            for epoch in range(begin, epochs):
                order = torch.randperm(len(images)).to(images.device)
                for i in range(count):
                    chosen = order[i * self.batch : (i + 1) * self.batch]
                    loss = step(self._changed(images[chosen]), labels[chosen].to(self.device))
                    watched = self.device.type == "cpu" or not i % UNWATCHED or i == count - 1
                    if watched and not loss.isfinite():
                        raise diverged(title, epoch + 1, epochs, f"the loss is {loss.item():g}", schedule.rate)
                    optimizer.step()
                    rate.step()
                    bar.update()
                bar.set_postfix(loss=f"{loss.item():.4f}")
                for name in not_finite(network):
                    raise diverged(title, epoch + 1, epochs, f"{name} holds inf or NaN", schedule.rate)
                if not (self.quiet or progress.shown()):
                    print(f"{title}: epoch {epoch + 1} of {epochs}, loss {loss.item():.4f}", file=sys.stderr)
                stretch.keep(epoch + 1, network, optimizer, rate, whole=epoch + 1 == epochs)
        network.eval().to(CPU)

    def _changed(self, images: Tensor) -> Tensor:
        """What the network sees of a batch: its images changed at random, as 0..1."""
        x = self.augment(images.to(self.device).float()) * PIXEL
        return x.contiguous(memory_format=CHANNELS_LAST)

    def _loss(
        self,
        network: nn.Module,
        x: Tensor,
        labels: Tensor,
        distill: Distill | None,
        penalty: Penalty | None,
        exact: bool,
    ) -> Tensor:
        """Of a batch."""
        with torch.autocast(self.device.type, torch.bfloat16, enabled=self.bfloat16 and not exact):
            logits = network(x).float()
        loss = F.cross_entropy(logits, labels)
        if distill:
            loss = (1 - distill.share) * loss + distill.share * self._divergence(logits, x, distill)
        return loss + penalty(network) if penalty else loss

    def _divergence(self, logits: Tensor, x: Tensor, distill: Distill) -> Tensor:
        """Kullback-Leibler divergence from the teacher's softened answer, scaled so that gradients keep their size."""
        t = distill.temperature
        with torch.no_grad(), torch.autocast(self.device.type, torch.bfloat16, enabled=self.bfloat16):
            wanted = F.log_softmax(distill.teacher(x).float() / t, dim=1)
        return F.kl_div(F.log_softmax(logits / t, dim=1), wanted, reduction="batchmean", log_target=True) * t * t


@contextmanager
def _tf32(allowed: bool) -> Iterator[None]:
    """Whether convolutions may multiply in TensorFloat-32, within."""
    before = torch.backends.cudnn.allow_tf32
    torch.backends.cudnn.allow_tf32 = before or allowed
    try:
        yield
    finally:
        torch.backends.cudnn.allow_tf32 = before


def _optimizer(network: nn.Module, schedule: Schedule) -> torch.optim.Optimizer:
    """The optimizer of `schedule` for the parameters of `network`."""
    named = list(network.named_parameters())
    weights = [p for name, p in named if p.dim() > 1 and name.endswith((".weight", ".weight.original"))]
    others = [p for _, p in named if not any(p is w for w in weights)]
    groups = [{"params": weights, "weight_decay": schedule.weight_decay}, {"params": others, "weight_decay": 0.0}]
    fused = weights[0].is_cuda or None  # one kernel; None is PyTorch's choice
    if schedule.optimizer == "sgd":
        return torch.optim.SGD(groups, schedule.rate, momentum=0.9, nesterov=True, fused=fused)
    return torch.optim.Adam(groups, schedule.rate, fused=fused)


def torch_device(name: str) -> torch.device:
    """The device that PyTorch calls `name`. Raises HdlgenError if it is not there."""
    try:
        device = torch.device(name)
        torch.empty(1, device=device)
    except (RuntimeError, AssertionError) as error:
        raise HdlgenError("--torch-device", f"{name!r} is not there: {error}", fix="use cpu") from error
    return device


def multiplies_bfloat16(device: torch.device) -> bool:
    """Whether `device` has instructions for bfloat16 that PyTorch uses.

    A processor without them is slower with bfloat16 than with float32: 2.5 times with AVX-512, and 12 to over 100 times
    with AVX2. Asked are PyTorch, which asks oneDNN, and of an x86, as oneDNN emulates them in AVX-512, its flags.
    """
    if device.type == "cuda":
        return torch.cuda.is_bf16_supported(including_emulation=False)
    flags = torch.cpu.get_capabilities()
    own = ("avx512_bf16", "amx_bf16", "avx_ne_convert")
    has = flags.get("architecture") != "x86_64" or any(flags.get(flag) for flag in own)
    return has and bool(torch.ops.mkldnn._is_mkldnn_bf16_supported())


def _on(device: torch.device, drawn: Tensor) -> Tensor:
    """What the processor drew, on `device`; the processor does not wait for it."""
    return drawn.pin_memory().to(device, non_blocking=True) if device.type == "cuda" else drawn.to(device)


def random_affine(*, shift: float, degrees: float, scale: float) -> Augment:
    """Moves each image by up to `shift` pixels, turns it by up to `degrees` and scales it by up to 1 ± `scale`.

    Pixels that come from outside are 0; results are whole numbers. All zero: images stay as they are.
    """
    if not (shift or degrees or scale):
        return lambda images: images

    def augment(images: Tensor) -> Tensor:
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
        return F.grid_sample(images, grid, align_corners=False).round_()

    return augment


def random_crop(*, most: int, flip: bool) -> Augment:
    """Moves each image by up to `most` whole pixels both ways, zeros coming in, and mirrors half of them if `flip`."""
    if not (most or flip):
        return lambda images: images

    def augment(images: Tensor) -> Tensor:
        n, _, height, width = images.shape
        down, right = _on(images.device, torch.randint(2 * most + 1, (2, n, 1)))
        rows = down + torch.arange(height, device=images.device)
        columns = right + torch.arange(width, device=images.device)
        if flip:
            mirrored = _on(images.device, torch.rand(n, 1) < 0.5)
            columns = torch.where(mirrored, columns.flip(1), columns)
        padded = F.pad(images, (most, most, most, most))
        image = torch.arange(n, device=images.device)[:, None, None]
        return padded.permute(0, 2, 3, 1)[image, rows[:, :, None], columns[:, None, :]].permute(0, 3, 1, 2)

    return augment


@torch.no_grad()
def predict(network: nn.Module, images: Tensor, device: torch.device = CPU) -> NDArray[np.int64]:
    """Classes int64[image] that `network` gives images uint8[image, channel, row, column]; computed on `device`."""
    network.eval().to(device)
    classes = [network(part.to(device).float() * PIXEL).argmax(1).cpu().numpy() for part in images.split(1000)]
    network.to(CPU)
    return np.concatenate(classes)
