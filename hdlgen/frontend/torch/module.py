"""`load`: a PyTorch module that a function makes, with the weights that it was trained to."""

from __future__ import annotations

from pathlib import Path

import torch
from hdlgen_sim import files
from safetensors.torch import load_file
from torch import Tensor, nn

from hdlgen.errors import HdlgenError, Mistake, SpecError
from hdlgen.frontend.functions import call

FILE_BYTES = 1 << 32
"""Of a state dict."""


def load(place: str, weights: Path | None) -> nn.Module:
    """What the function `place` (module:function, looked for in the working directory first) makes, in inference.

    weights  a state dict: .safetensors, or anything that torch.save wrote, read without running what is in it

    Raises HdlgenError if there is no such function, if it gives no module, or if the state dict is not that module's.
    """
    module = call(place, "FILE", Path())
    if not isinstance(module, nn.Module):
        fix = "give a function without arguments that returns an nn.Module"
        raise HdlgenError("FILE", f"{place!r} gives a {type(module).__name__}, no module", fix=fix)
    if weights:
        fill(module, state_of(weights), str(weights))
    return module.eval()


def state_of(path: Path) -> dict[str, Tensor]:
    """The state dict in `path`, read without running what is in it. Raises HdlgenError if it is none."""
    fix = "save it with torch.save(module.state_dict(), FILE) or safetensors.torch.save_file"
    try:
        files.opened(path, FILE_BYTES).close()
        state = load_file(path) if path.suffix == ".safetensors" else torch.load(path, "cpu", weights_only=True)
    except OSError as error:
        raise HdlgenError(str(path), f"cannot be read: {error.strerror or error}", fix="name a state dict") from error
    except Exception as error:  # of a file that may hold anything, the unpickler raises anything
        what = f"is no state dict: {str(error).strip().partition(chr(10))[0]}"
        raise HdlgenError(str(path), what, fix=fix) from error
    if isinstance(state, dict) and isinstance(state.get("state_dict"), dict):
        state = state["state_dict"]  # as Lightning and many training scripts write it
    if not isinstance(state, dict) or not all(isinstance(v, Tensor) for v in state.values()):
        raise HdlgenError(str(path), "holds something else than tensors by name", fix=fix)
    return state


def fill(module: nn.Module, state: dict[str, Tensor], path: str) -> None:
    """Gives `module` the tensors of `state`, of file `path`. Raises SpecError with all that are not its own."""
    own = module.state_dict()
    mistakes = [Mistake(name, "is missing", "save the state dict of this module", path) for name in own.keys() - state]
    mistakes += [Mistake(name, "is none of the module's", "leave it out", path) for name in state.keys() - own]
    for name in own.keys() & state.keys():
        if own[name].shape != state[name].shape:
            what = f"has shape {list(state[name].shape)}, and the module's is {list(own[name].shape)}"
            mistakes.append(Mistake(name, what, "make the module as it was trained", path))
    if mistakes:
        raise SpecError.of(sorted(mistakes, key=lambda m: m.where))
    module.load_state_dict(state)
