"""Images are changed as asked; a phase trains; the teacher teaches."""

import copy

import pytest
import torch
from torch import nn
from torch.nn.utils import parametrize

from hdlgen.compress.quantizer import Quantizer
from hdlgen.compress.train import (
    Distill,
    Schedule,
    Trainer,
    _optimizer,
    predict,
    random_affine,
    random_crop,
    torch_device,
)
from hdlgen.errors import HdlgenError


def test_without_changes_images_stay():
    images = torch.rand(3, 1, 5, 5)
    assert random_affine(shift=0, degrees=0, scale=0)(images) is images


def test_changed_images_are_pixels_in_range_and_move_no_further():
    torch.manual_seed(0)
    images = torch.zeros(200, 1, 21, 21)
    images[:, :, 10, 10] = 255
    moved = random_affine(shift=2, degrees=0, scale=0)(images)
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
    turned = random_affine(shift=0, degrees=180, scale=0)(images)[:, 0]
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
    for got in random_crop(most=2, flip=True)(image.expand(4000, -1, -1, -1))[:, 0]:
        seen[next(i for i, crop in enumerate(allowed) if torch.equal(got, crop))] += 1
    assert all(40 < count < 130 for count in seen)  # 80 expected, nine standard errors
    assert random_crop(most=0, flip=False)(image) is image


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
