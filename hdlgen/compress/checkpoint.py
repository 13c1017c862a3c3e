"""Checkpoints: training that was stopped goes on at its last whole epoch and ends with the same weights.

Only stretches of training are kept. A run that goes on repeats all that is between them, which takes seconds, and
takes from here what training had made of the network.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from hdlgen_sim import scratch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save_file
from torch import Tensor, nn
from torch.optim import Optimizer
from torch.optim.lr_scheduler import LRScheduler

from hdlgen.compress.folder import PREFIX
from hdlgen.errors import HdlgenError


class Checkpoints:
    """A folder of stretches, each in a file of its own, named by a digest of everything that led to it.

    folder  made when first needed; None: nothing is kept

    A recipe that begins like another finds what is the same; one that differs finds nothing, and never takes what is
    not its own.
    """

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._history = hashlib.sha256()

    def note(self, *what: object) -> None:
        """Training from here on depends on `what`: tensors, and what JSON can say."""
        if self.folder:
            for item in what:
                self._history.update(_bytes(item))

    def stretch(self, network: nn.Module, *what: object) -> Stretch:
        """The stretch of training that begins with `network` as it is now and depends on `what`."""
        if not self.folder:
            return Stretch(None)
        tensors = network.state_dict() | dict(network.named_buffers())  # buffers that are not kept decide too
        self.note(repr(network), *(part for name, tensor in tensors.items() for part in (name, tensor)))
        self.note(torch.get_rng_state(), *what)
        return Stretch(self.folder / f"{self._history.hexdigest()[:32]}.safetensors")

    def discard(self) -> None:
        """Removes what is kept, and the folder if nothing else is in it."""
        if self.folder and self.folder.is_dir():
            for path in self.folder.iterdir():
                if re.fullmatch(r"[0-9a-f]{32}\.(safetensors|\d+\.new)", path.name):
                    path.unlink(missing_ok=True)
            with suppress(OSError):
                self.folder.rmdir()


@dataclass(frozen=True)
class Stretch:
    """A stretch of training with its file. path: None keeps nothing."""

    path: Path | None

    def resume(self, network: nn.Module, optimizer: Optimizer, schedule: LRScheduler) -> int:
        """Whole epochs that are done; with them all state is as it was after the last."""
        if self.path is None or not self.path.exists():
            return 0
        try:
            with safe_open(self.path, framework="pt") as file:
                said = json.loads(file.metadata()["state"])
                tensors = {key: file.get_tensor(key) for key in file.keys()}  # noqa: SIM118  # no mapping
            return self._set(network, optimizer, schedule, said, tensors)
        except (SafetensorError, OSError, LookupError, TypeError, ValueError, RuntimeError, AttributeError) as error:
            raise HdlgenError(str(self.path), f"is no checkpoint: {error}", fix="remove it") from error

    @staticmethod
    def _set(
        network: nn.Module, optimizer: Optimizer, schedule: LRScheduler, said: Any, tensors: Mapping[str, Tensor]
    ) -> int:
        """Gives all state what was kept; whole epochs that are done."""
        for name, tensor in network.state_dict().items():
            tensor.copy_(tensors[f"network.{name}"])
        _set_random_state(network, tensors)
        if said["optimizer"] is not None:
            parameters = [p for group in optimizer.param_groups for p in group["params"]]
            state = {
                int(i): {k: _laid_out(tensors[f"optimizer.{i}.{k}"], parameters[int(i)]) for k in keys}
                for i, keys in said["kept"].items()
            }
            optimizer.load_state_dict({"state": state, "param_groups": said["optimizer"]})
            schedule.load_state_dict(said["schedule"])
        return int(said["epochs"])

    def keep(
        self, epochs: int, network: nn.Module, optimizer: Optimizer, schedule: LRScheduler, *, whole: bool
    ) -> None:
        """Keeps all state after `epochs`. whole: the stretch is at its end, and only the network is needed."""
        if self.path is None:
            return
        tensors = {f"network.{name}": t.contiguous() for name, t in network.state_dict().items()} | _random_state(
            network
        )
        said: dict[str, Any] = {"epochs": epochs, "optimizer": None}
        if not whole:
            state = optimizer.state_dict()
            kept = {i: sorted(values) for i, values in state["state"].items()}
            tensors |= {
                f"optimizer.{i}.{k}": state["state"][i][k].contiguous() for i, keys in kept.items() for k in keys
            }
            said |= {"optimizer": state["param_groups"], "kept": kept, "schedule": schedule.state_dict()}
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            # In a folder of its own: runs that begin alike may share this one at one time.
            with scratch.folder(self.path.parent, PREFIX) as aside:
                save_file(tensors, aside / "new", {"state": json.dumps(said)})
                (aside / "new").replace(self.path)
        except (SafetensorError, OSError) as error:
            what = f"cannot be written: {getattr(error, 'strerror', None) or error}"
            raise HdlgenError(str(self.path), what, fix="make room, or name another folder") from error


def _bytes(item: object) -> bytes:
    """A form of `item` that is equal for equal items alone."""
    if isinstance(item, Tensor):
        head = f"{item.dtype}{tuple(item.shape)}".encode()
        return head + item.detach().cpu().contiguous().reshape(-1).view(torch.uint8).numpy().tobytes()
    return (json.dumps(item, sort_keys=True) + "\n").encode()


def _laid_out(tensor: Tensor, parameter: Tensor) -> Tensor:
    """`tensor` as it lies in memory beside `parameter`, so that both are added up in the same way."""
    return torch.empty_like(parameter).copy_(tensor) if tensor.shape == parameter.shape else tensor


def _random_state(network: nn.Module) -> dict[str, Tensor]:
    """Of the processor, and of the device that `network` is on."""
    state = {"random": torch.get_rng_state()}
    device = next(network.parameters()).device
    return state | {"random.cuda": torch.cuda.get_rng_state(device)} if device.type == "cuda" else state


def _set_random_state(network: nn.Module, tensors: Mapping[str, Tensor]) -> None:
    torch.set_rng_state(tensors["random"])
    if "random.cuda" in tensors:
        torch.cuda.set_rng_state(tensors["random.cuda"], next(network.parameters()).device)
