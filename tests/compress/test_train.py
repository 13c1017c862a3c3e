"""Images are changed as asked; a phase trains; the teacher teaches."""

import copy
import os
import subprocess
import sys
from contextlib import nullcontext
from dataclasses import replace

import pytest
import torch
from torch import nn
from torch.nn.utils import parametrize

from hdlgen.compress.admm import Admm
from hdlgen.compress.augment import changes, random_affine, random_crop
from hdlgen.compress.checkpoint import Checkpoints
from hdlgen.compress.finite import not_finite
from hdlgen.compress.norms import fold_batch_norms, scaled_weights
from hdlgen.compress.predict import predict
from hdlgen.compress.prune import masks_of, prune
from hdlgen.compress.quantize import Widths, quantize
from hdlgen.compress.quantizer import Quantizer
from hdlgen.compress.recipe import Augment
from hdlgen.compress.resnet import resnet18
from hdlgen.compress.structure import Keep, choose
from hdlgen.compress.train import Distill, Schedule, Trainer, _optimizer, multiplies_bfloat16, torch_device
from hdlgen.compress.wiring import wiring
from hdlgen.errors import HdlgenError
from hdlgen.frontend.torch.check import check
from hdlgen.frontend.torch.network import weighted


def test_without_changes_images_stay():
    images = torch.rand(3, 1, 5, 5)
    assert random_affine(shift=0, degrees=0, scale=0)(images, None)[0] is images


def test_changed_images_are_pixels_in_range_and_move_no_further():
    torch.manual_seed(0)
    images = torch.zeros(200, 1, 21, 21)
    images[:, :, 10, 10] = 255
    moved = random_affine(shift=2, degrees=0, scale=0)(images, None)[0]
    assert torch.equal(moved, moved.round())
    assert moved.min() >= 0
    assert moved.max() <= 255
    rows = (moved.sum((1, 3)) * torch.arange(21)).sum(1) / moved.sum((1, 2, 3)) - 10
    assert rows.abs().max() < 2.1
    assert rows.min() < -1.5
    assert rows.max() > 1.5


def test_half_a_turn_is_the_most_that_180_degrees_give():
    torch.manual_seed(0)
    images = torch.zeros(100, 1, 21, 21)
    images[:, :, 10, 14] = 255  # 4 right of the middle
    turned = random_affine(shift=0, degrees=180, scale=0)(images, None)[0][:, 0]
    where = torch.stack(torch.meshgrid(torch.arange(21.0) - 10, torch.arange(21.0) - 10, indexing="ij"))
    at = (turned[:, None] * where).sum((2, 3)) / turned.sum((1, 2))[:, None]
    torch.testing.assert_close(at.norm(dim=1), torch.full((100,), 4.0), rtol=0, atol=0.35)
    assert at[:, 0].min() < -3
    assert at[:, 0].max() > 3


def trainer(count=64):
    torch.manual_seed(0)
    images = torch.randint(0, 256, (count, 1, 4, 4), dtype=torch.uint8)
    labels = (images[:, 0, :2].float().mean((1, 2)) > images[:, 0, 2:].float().mean((1, 2))).long()
    return Trainer(images, labels, 16, random_affine(shift=0, degrees=0, scale=0), quiet=True)


def test_training_learns_and_no_epochs_change_nothing():
    t = trainer(512)
    network = nn.Sequential(nn.Flatten(), nn.Linear(16, 2))
    before = copy.deepcopy(network.state_dict())
    t.fit(network, Schedule(0, 0.1), title="")
    assert torch.equal(network[1].weight, before["1.weight"])
    t.fit(network, Schedule(6, 0.1), title="")
    assert (predict(network, t.images) == t.labels.numpy()).mean() > 0.95


def test_where_nobody_looks_on_each_epoch_is_a_line(capsys):
    t = trainer()
    for quiet in (False, True):
        replace(t, quiet=quiet).fit(nn.Sequential(nn.Flatten(), nn.Linear(16, 2)), Schedule(2, 0.1), title="float")
    lines = capsys.readouterr().err.splitlines()
    assert [line.rpartition(" ")[0] for line in lines] == [f"float: epoch {e} of 2, loss" for e in (1, 2)]


def test_a_pupil_of_the_teacher_alone_learns_the_teachers_errors():
    t = trainer(512)
    teacher = nn.Sequential(nn.Flatten(), nn.Linear(16, 2))
    t.fit(teacher, Schedule(6, 0.1), title="")
    with torch.no_grad():
        teacher[1].weight.neg_()  # now wrong almost always
        teacher[1].bias.neg_()
    pupil = nn.Sequential(nn.Flatten(), nn.Linear(16, 2))
    t.fit(pupil, Schedule(6, 0.1), title="", distill=Distill(teacher, 2.0, 1.0))
    assert (predict(pupil, t.images) == t.labels.numpy()).mean() < 0.05


def test_a_penalty_is_part_of_the_loss():
    t = trainer(512)
    network = nn.Sequential(nn.Flatten(), nn.Linear(16, 2))
    t.fit(network, Schedule(4, 0.05), title="", penalty=lambda n: 100 * n[1].weight.square().sum())
    assert network[1].weight.abs().max() < 0.02


@pytest.mark.parametrize("seed", [1, 2])
def test_the_seed_decides(seed):
    results = []
    for _ in range(2):
        t = trainer(64)
        torch.manual_seed(seed)
        network = nn.Sequential(nn.Flatten(), nn.Linear(16, 2))
        t.fit(network, Schedule(2, 0.1), title="")
        results.append(network[1].weight.detach())
    assert torch.equal(*results)


def test_crops_move_by_whole_pixels_and_half_are_mirrored():
    torch.manual_seed(1)
    image = torch.arange(1.0, 13).reshape(1, 1, 3, 4)
    padded = torch.nn.functional.pad(image, (2, 2, 2, 2))
    allowed = [
        crop
        for row in range(5)
        for column in range(5)
        for plain in [padded[0, 0, row : row + 3, column : column + 4]]
        for crop in (plain, plain.flip(1))
    ]
    seen = [0] * len(allowed)
    for got in random_crop(most=2, flip=True)(image.expand(4000, -1, -1, -1), None)[0][:, 0]:
        seen[next(i for i, crop in enumerate(allowed) if torch.equal(got, crop))] += 1
    assert all(40 < count < 130 for count in seen)  # 80 expected, nine standard errors
    assert random_crop(most=0, flip=False)(image, None)[0] is image


def test_weights_alone_decay():
    network = nn.Sequential(nn.Conv2d(1, 2, 3), nn.BatchNorm2d(2), nn.Flatten(), nn.Linear(2, 2))
    parametrize.register_parametrization(network[3], "weight", Quantizer(torch.ones(2, 1), -7, 7))
    groups = _optimizer(network, Schedule(1, 0.1, "sgd", 0.5)).param_groups
    assert [(len(g["params"]), g["weight_decay"]) for g in groups] == [(2, 0.5), (5, 0.0)]
    assert {p.shape for p in groups[0]["params"]} == {(2, 1, 3, 3), (2, 2)}


def test_a_device_that_is_not_there_is_told():
    assert torch_device("cpu").type == "cpu"
    for name in ("cuda:99", "abacus"):
        with pytest.raises(HdlgenError, match=f"--torch-device: '{name}' is not there"):
            torch_device(name)


META = torch.device("meta")
"""A device without values, on which tensors of others are refused as on a GPU."""


def on_meta(network, *, batch=8, penalty=None, distill=None, exact=False):
    """The loss of a batch, with gradients, where `network` and its images are on another device than the CPU."""
    network = copy.deepcopy(network).train().to(META)
    images, labels = torch.zeros(batch, 3, 32, 32, dtype=torch.uint8), torch.zeros(batch, dtype=torch.int64)
    change = changes(Augment(crop=4, flip=True, shift=1, degrees=5, scale=0.1, gain=0.1, offset=0.1, gamma=0.1))
    trainer = Trainer(images, labels, batch, change, bfloat16=True, quiet=True, device=META)
    loss = trainer._loss(network, *trainer._changed(images, labels), distill, penalty, exact)
    loss.backward()
    assert loss.device == META
    assert all(p.grad is not None for p in network.parameters() if p.requires_grad)


def test_all_that_a_batch_needs_is_on_the_device(monkeypatch):
    monkeypatch.setattr(torch, "autocast", lambda *_, **__: nullcontext())  # which that device has not
    torch.manual_seed(0)
    network = check(resnet18(width=4)).eval()
    with pytest.raises(RuntimeError, match="meta"):  # such mistakes are found
        on_meta(network, penalty=lambda n: (n.fc.weight - torch.zeros(10, 32)).square().sum())
    teacher = Distill(copy.deepcopy(fold_batch_norms(network)).to(META), 4.0, 0.7)
    on_meta(network, distill=teacher)
    keep = {n: Keep(len(m.weight), 9) for n, m in weighted(network).items()}
    pruned = prune(network, choose(scaled_weights(network), masks_of(network), keep, wiring(network)))
    on_meta(pruned, distill=teacher)

    calls = []
    Admm(1, 0.1, 3.0, 1.0, weight_bits=4).approach(
        pruned, keep, 2, lambda *, epochs, penalty: calls.append(on_meta(pruned, penalty=penalty))
    )  # Z and U go there twice
    assert len(calls) == 2
    quantized = quantize(fold_batch_norms(pruned), Widths(4, 4, 8), torch.rand(2, 3, 32, 32))
    on_meta(quantized, distill=teacher, exact=True)


@pytest.mark.parametrize("rate", [1e30, 1e10])
def test_training_that_diverges_is_told_and_kept_nowhere(tmp_path, rate):
    t = replace(trainer(512), checkpoints=Checkpoints(tmp_path))
    network = nn.Sequential(nn.Flatten(), nn.Linear(16, 8), nn.BatchNorm1d(8), nn.ReLU(), nn.Linear(8, 2))
    match = "training, float: diverged in epoch 1 of 3: .*\n.*fix: give this phase a lower rate than 1e"
    with pytest.raises(HdlgenError, match=match) as error:
        t.fit(network, Schedule(3, rate, "sgd"), title="float", penalty=lambda n: n[1].weight.square().sum() ** 4)
    assert error.value.exit_code == 2
    assert not list(tmp_path.iterdir())


def test_weights_that_are_no_numbers_are_found_behind_a_loss_that_is(tmp_path):
    t = replace(trainer(64), checkpoints=Checkpoints(tmp_path))
    network = nn.Sequential(nn.Flatten(), nn.BatchNorm1d(16), nn.Linear(16, 2))
    network[1].running_var[3] = float("inf")  # which training does not read
    with pytest.raises(HdlgenError, match=r"diverged in epoch 1 of 2: 1.running_var holds inf or NaN"):
        t.fit(network, Schedule(2, 0.1), title="float")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("log_step", [200.0, -200.0])
def test_a_step_that_is_0_or_no_number_is_found(log_step):
    quantizer = Quantizer(torch.tensor(1.0), 0, 15)
    quantizer.log_step.data.fill_(log_step)
    assert list(not_finite(nn.Sequential(quantizer))) == ["0.step"]


def test_a_processor_without_bfloat16_is_known(monkeypatch):
    cpu = torch.device("cpu")
    for flags, one_dnn, right in (
        ({"architecture": "x86_64", "avx512_f": True}, True, False),  # oneDNN emulates it there
        ({"architecture": "x86_64", "avx512_bf16": True}, True, True),
        ({"architecture": "x86_64", "amx_bf16": True}, True, True),
        ({"architecture": "x86_64", "avx512_bf16": True}, False, False),  # oneDNN is held back
        ({"architecture": "aarch64"}, True, True),
        ({"architecture": "aarch64"}, False, False),
    ):
        monkeypatch.setattr(torch.cpu, "get_capabilities", lambda flags=flags: flags)
        monkeypatch.setattr(torch.ops.mkldnn, "_is_mkldnn_bf16_supported", lambda one_dnn=one_dnn: one_dnn)
        assert multiplies_bfloat16(cpu) == right


AVX2 = """
import torch
from torch import nn
from hdlgen.frontend.torch.check import check
from hdlgen.compress.train import Schedule, Trainer, multiplies_bfloat16
torch.manual_seed(0)
torch.set_num_threads(1)
assert not multiplies_bfloat16(torch.device("cpu"))
layers = nn.Sequential()
for name, layer in (("a", nn.Conv2d(3, 7, 3, padding=1)), ("b", nn.Conv2d(7, 16, 1, 2)), ("c", nn.Conv2d(16, 9, 1, 3))):
    layers.add_module(name, layer)
layers.add_module("flat", nn.Flatten())
layers.add_module("fc", nn.Linear(9 * 36, 10))
images, labels = torch.randint(0, 256, (160, 3, 32, 32), dtype=torch.uint8), torch.randint(10, (160,))
Trainer(images, labels, 40, lambda x, masks: (x, masks), quiet=True).fit(check(layers), Schedule(3, 1e-3), title="")
"""


def test_training_keeps_to_its_memory_without_avx512():
    """With the kernels of a processor that has AVX2 alone, under a malloc that looks behind its blocks."""
    guard = "libc_malloc_debug.so.0"  # of glibc; where it is missing the loader says so and goes on
    env = os.environ | {"ONEDNN_MAX_CPU_ISA": "AVX2", "LD_PRELOAD": guard, "MALLOC_CHECK_": "3"}
    done = subprocess.run([sys.executable, "-c", AVX2], env=env, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
