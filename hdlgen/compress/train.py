"""The training loop."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import Literal

import torch
from torch import Tensor, nn

from hdlgen import progress
from hdlgen.compress.augment import Change
from hdlgen.compress.captured import Captured, backward
from hdlgen.compress.checkpoint import Checkpoints
from hdlgen.compress.finite import diverged, not_finite
from hdlgen.compress.loss import CrossEntropy, Loss
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
    labels       int64[image], or masks int64[image, row, column]
    change       what the network sees of a batch
    loss         of its logits
    bfloat16     float networks, teachers included, multiply in bfloat16: twice as fast where `device` can. On a GPU
                 quantized ones then multiply in TensorFloat-32
    quiet        no progress: neither a bar on a terminal nor a line an epoch elsewhere
    device       where networks are trained; they come from the CPU's memory and return there
    checkpoints  where the state after each epoch is kept
    """

    images: Tensor
    labels: Tensor
    batch: int
    change: Change
    bfloat16: bool = False
    quiet: bool = False
    device: torch.device = CPU
    loss: Loss = field(default_factory=CrossEntropy)
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
                    loss = step(*self._changed(images[chosen], labels[chosen]))
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

    def _changed(self, images: Tensor, labels: Tensor) -> tuple[Tensor, Tensor]:
        """What the network sees of a batch: its images changed at random, as 0..1; masks as the images."""
        images, labels = images.to(self.device).float(), labels.to(self.device)
        x, masks = self.change(images, labels[:, None].float() if labels.dim() == 3 else None)
        labels = labels if masks is None else masks[:, 0].long()
        return (x * PIXEL).contiguous(memory_format=CHANNELS_LAST), labels

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
        loss = self.loss.of(logits, labels)
        if distill:
            loss = (1 - distill.share) * loss + distill.share * self._divergence(logits, x, distill)
        return loss + penalty(network) if penalty else loss

    def _divergence(self, logits: Tensor, x: Tensor, distill: Distill) -> Tensor:
        """How far the logits are from the teacher's answer."""
        with torch.no_grad(), torch.autocast(self.device.type, torch.bfloat16, enabled=self.bfloat16):
            wanted = distill.teacher(x).float()
        return self.loss.divergence(logits, wanted, distill.temperature)


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
