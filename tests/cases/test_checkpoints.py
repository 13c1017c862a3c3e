"""A checkpoint that is damaged, or another's under the name of ours: exit code 2, and what to do about it."""

import json

import pytest
import torch
from safetensors.torch import load_file, save_file

from hdlgen.compress.checkpoint import Stretch
from hdlgen.errors import HdlgenError


@pytest.fixture
def training():
    network = torch.nn.Linear(2, 3)
    optimizer = torch.optim.Adam(network.parameters())
    network(torch.ones(1, 2)).sum().backward()
    optimizer.step()
    return network, optimizer, torch.optim.lr_scheduler.StepLR(optimizer, 1)


def test_damaged_checkpoints(tmp_path, training):
    stretch = Stretch(tmp_path / "a.safetensors")
    stretch.keep(1, *training, whole=False)
    assert stretch.resume(*training) == 1
    tensors = load_file(stretch.path)
    state = torch.get_rng_state()
    from safetensors import safe_open

    with safe_open(stretch.path, framework="pt") as file:
        said = file.metadata()["state"]
    whole = stretch.path.read_bytes()
    lacking = [{k: v for k, v in tensors.items() if k != name} for name in tensors]
    others = [tensors | {name: torch.ones(5, 5)} for name in tensors if name.startswith(("network", "random"))]
    cases = [(t, said) for t in [*lacking, *others]]
    cases += [
        (tensors, s) for s in ("", "[]", "{}", "null", json.dumps({**json.loads(said), "epochs": []}), "[" * 9999)
    ]
    for damaged, words in cases:
        save_file(damaged, stretch.path, {"state": words})
        with pytest.raises(HdlgenError, match=r"a\.safetensors: is no checkpoint: (.|\n)*\n    fix: remove it"):
            stretch.resume(*training)
    for cut in (0, 7, 100, len(whole) - 1):
        stretch.path.write_bytes(whole[:cut])
        with pytest.raises(HdlgenError, match="is no checkpoint"):
            stretch.resume(*training)
    torch.set_rng_state(state)
