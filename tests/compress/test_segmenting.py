"""Networks that mark pixels: losses, scores and changes of masks, and a recipe from beginning to end."""

import json
from collections import OrderedDict

import numpy as np
import pytest
import torch
import torch.nn.functional as F  # noqa: N812
from torch import nn

from hdlgen.compress import augment, segmenting
from hdlgen.compress.images import check_fit
from hdlgen.compress.log import _on_tiles
from hdlgen.compress.loss import BceDice, CrossEntropy
from hdlgen.compress.pipeline import compress
from hdlgen.compress.predict import predict
from hdlgen.compress.recipe import Augment, load_recipe
from hdlgen.errors import HdlgenError, SpecError
from hdlgen.estimate.dense import BuiltLayer
from hdlgen.frontend.torch.check import check
from hdlgen.frontend.torch.network import weighted
from hdlgen.nets.dataset import Dataset
from hdlgen.nets.overlap import dice
from hdlgen.nets.scores import found_in, score
from hdlgen.report import curves
from tests.compress.plain_integers import execute

RNG = np.random.default_rng(4)
ONES = np.ones((2, 4, 6), np.uint8)


@torch.no_grad()
@pytest.mark.parametrize("make", [segmenting.sefcn, segmenting.fcn, segmenting.unet])
def test_what_is_compressed_is_the_module(make):
    torch.manual_seed(0)
    module, x = make(4).eval(), torch.rand(2, 1, 24, 16)
    network = check(module)
    torch.testing.assert_close(network(x), module(x))
    assert network(x).shape == (2, 1, 24, 16)


def test_the_networks_have_the_weights_that_are_stated():
    counts = [sum(m.weight.numel() for m in weighted(check(f())).values()) for f in (segmenting.sefcn, segmenting.fcn)]
    assert counts == [68484, 68484 - 2 * (12 * 3 + 24 * 6 + 48 * 12)]


@pytest.mark.parametrize(("kernel", "padding"), [(2, 0), (4, 1), (3, 1), (3, 0)])
def test_phases_of_a_transposed_convolution_are_counted_on_tiles(kernel, padding):
    (layer,) = weighted(check(nn.Sequential(OrderedDict(up=nn.ConvTranspose2d(3, 5, kernel, 2, padding))))).values()
    stays = torch.from_numpy(RNG.random((5, 3 * kernel**2)) < 0.5)
    found = _on_tiles(layer, stays)
    assert int(found.sum()) == int(stays.sum())  # every weight is in one phase
    built = BuiltLayer("up", "convtranspose", (6, 7, 3), (kernel, kernel), 2, padding, 5, 4, 4)
    assert found.shape == (built.columns, built.window.taps) == built.levels.T.shape
    assert built.weights == built.levels.sum() == 15 * kernel**2


def test_bce_and_dice_by_hand():
    logits = torch.tensor([[[[2.0, -1.0]]], [[[0.0, 3.0]]]])
    masks = torch.tensor([[[1, 0]], [[0, 0]]])
    p = 1 / (1 + np.exp(-logits[:, 0, 0].double().numpy()))
    m = masks[:, 0].numpy()
    entropy = -np.mean(m * np.log(p) + (1 - m) * np.log(1 - p))
    overlap = (2 * (p * m).sum(1) + 1) / (p.sum(1) + m.sum(1) + 1)
    assert BceDice().of(logits, masks).item() == pytest.approx(entropy + np.mean(1 - overlap), rel=1e-6)


@pytest.mark.parametrize("loss", [BceDice(), CrossEntropy()])
def test_a_student_is_nearest_to_its_teacher_where_it_says_the_same(loss):
    wanted = torch.randn(3, 1 if isinstance(loss, BceDice) else 4, 5, 6)
    logits = wanted.clone().requires_grad_()
    loss.divergence(logits, wanted, 2.0).backward()
    assert logits.grad.abs().max() < 1e-7
    assert loss.divergence(wanted + 1e-1 * torch.randn_like(wanted), wanted, 2.0) > loss.divergence(wanted, wanted, 2.0)


def test_divergence_of_pixels_is_the_mean_of_that_of_images():
    logits, wanted = torch.randn(2, 3, 4, 5, 6).unbind()
    each = [CrossEntropy().divergence(logits[..., i, j], wanted[..., i, j], 3.0) for i in range(5) for j in range(6)]
    torch.testing.assert_close(CrossEntropy().divergence(logits, wanted, 3.0), torch.stack(each).mean())


def test_masks_are_told_from_logits_and_scored():
    assert found_in(np.array([[[[0.0], [1e-9]]]]), True).tolist() == [[[0, 1]]]
    assert found_in(np.array([[[[1, 3, 3], [5, 0, 5]]]]), True).tolist() == [[[1, 0]]]
    masks = np.array([[[1, 1, 0]], [[0, 0, 1]]], np.uint8)
    found = np.array([[[1, 0, 0]], [[1, 0, 0]]])
    assert score(found, masks) == {"dice": round(1 / 3, 6), "worst": 0.0}
    network = check(nn.Sequential(OrderedDict(a=nn.Conv2d(1, 1, 1))))
    network.a.weight.data.fill_(1)
    network.a.bias.data.fill_(-100.5 / 255)
    images = torch.randint(0, 256, (70, 1, 130, 130), dtype=torch.uint8)
    np.testing.assert_array_equal(predict(network, images), (images[:, 0] > 100).numpy())


def blobs(count):
    """Images with a bright rectangle each, and where it is."""
    masks = torch.zeros(count, 1, 24, 24)
    for mask in masks:
        y, x = RNG.integers(2, 12, 2)
        mask[:, y : y + RNG.integers(3, 9), x : x + RNG.integers(3, 9)] = 1
    return masks * 255, masks


@pytest.mark.parametrize(
    "keys", [{"crop": 3, "flip": True}, {"flip_down": True}, {"quarters": True, "flip_down": True}]
)
def test_masks_move_with_their_images(keys):
    torch.manual_seed(1)
    images, masks = blobs(200)
    moved, same = augment.changes(Augment(**keys))(images, masks)
    torch.testing.assert_close(moved, same * 255)
    assert (moved != images).flatten(1).any(dim=1).float().mean() > 0.4
    alone, none = augment.changes(Augment(**keys))(images, None)
    assert none is None
    assert alone.shape == images.shape


def test_all_eight_positions_of_a_square_come_alike_often():
    torch.manual_seed(1)
    image = torch.zeros(1, 1, 4, 4)
    image[..., 0, 1] = 255
    moved, _ = augment.changes(Augment(quarters=True, flip_down=True))(image.expand(4000, -1, -1, -1), None)
    counts = moved.flatten(1).argmax(1).bincount()
    assert len(counts[counts > 0]) == 8
    assert counts[counts > 0].min() > 400


def test_turned_and_shifted_masks_are_masks_of_what_is_turned_and_shifted():
    torch.manual_seed(1)
    images, masks = blobs(100)
    change = augment.changes(Augment(shift=3, degrees=40, scale=0.2))
    moved, same = change(images, masks)
    assert set(same.unique().tolist()) == {0.0, 1.0}
    assert ((moved > 127) != (same > 0)).float().mean() < 0.01
    assert (masks != same).flatten(1).any(dim=1).all()


def test_light_changes_images_alone():
    torch.manual_seed(1)
    images, masks = blobs(50)
    images = images * 0.5 + 20
    moved, same = augment.changes(Augment(gain=0.2, offset=0.1, gamma=0.5))(images, masks)
    assert same is masks
    assert torch.equal(moved, moved.round())
    assert 0 <= moved.min() < moved.max() <= 255
    inside = (moved * masks).flatten(1).sum(1) / masks.flatten(1).sum(1)
    assert inside.std() > 10
    plain = augment.changes(Augment(gamma=1))(torch.tensor([0.0, 64, 255]).expand(90, 1, 1, 3), None)[0]
    assert (plain[..., 0] == 0).all()
    assert (plain[..., 2] == 255).all()
    assert plain[..., 1].min() >= round(255 * (64 / 255) ** 2)
    assert plain[..., 1].max() <= round(255 * (64 / 255) ** 0.5)


TASK = '''
from collections import OrderedDict
import numpy as np
from torch import nn
from hdlgen.compress.segmenting import SeFcn
from hdlgen.nets.dataset import Dataset

def discs(count, seed):
    """A bright disc on a noisy ground, and where it is."""
    rng = np.random.default_rng(seed)
    y, x = np.mgrid[:16, :16]
    at, radius = rng.integers(4, 12, (2, count, 1, 1)), rng.integers(2, 5, (count, 1, 1))
    masks = ((y - at[0]) ** 2 + (x - at[1]) ** 2 <= radius**2).astype(np.uint8)
    return (rng.integers(0, 120, (count, 16, 16, 1)) + 100 * masks[..., None]).astype(np.uint8), masks

def load(directory):
    return Dataset(*discs(120, 1), *discs(30, 2), classes=2)

def labelled(directory):
    images, masks = discs(40, 1)
    return Dataset(images, masks.any((1, 2)).astype(np.uint8), images, masks.any((1, 2)).astype(np.uint8), classes=2)

def small():
    return SeFcn(4, squeeze=True)

def wide():
    return nn.Sequential(OrderedDict(a=nn.Conv2d(1, 2, 3, padding=1)))

def one():
    return nn.Sequential(OrderedDict(a=nn.Conv2d(1, 2, 3, padding=1), flat=nn.Flatten(), b=nn.Linear(512, 2)))

def half():
    return nn.Sequential(OrderedDict(a=nn.Conv2d(1, 1, 3, 2, padding=1)))

def oblong(directory):
    data = load(directory)
    return Dataset(data.train_images[:, :8], data.train_labels[:, :8], data.test_images, data.test_labels, 2)
'''
RECIPE = """\
recipe: 1
name: discs
model: discs_task:small
dataset: discs_task:load
hold_out: 0.1
seed: 3
batch: 10
augment: {flip: true, flip_down: true, quarters: true, gain: 0.1}
train: {epochs: 14, rate: 2.0e-2}
distill: {temperature: 2, share: 0.3}
prune: {method: importance, remove_unused: true}
steps:
  - {epochs: 2, rate: 5.0e-3, budget: {weights: 0.6}}
  - {epochs: 1, rate: 5.0e-3, keep: {deep1_conv: {kernels: 0.7}, rise2_up: {kernels: 0.5}}}
  - {epochs: 2, rate: 5.0e-3, quantize: {weight_bits: 4, activation_bits: 4, output_bits: 8}}
hardware:
  tile: {rows: 32, columns: 32}
  adc: {bits: 8, count: 8, settle_cycles: 2, conversion_cycles: 2}
device: {cell_bits: 3, g_min_siemens: 1.0e-6, g_max_siemens: 40.0e-6}
"""


@pytest.fixture
def discs(tmp_path, monkeypatch):
    (tmp_path / "code").mkdir()
    (tmp_path / "code" / "discs_task.py").write_text(TASK)
    monkeypatch.syspath_prepend(tmp_path / "code")

    def write(*changes):
        text = RECIPE
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        (tmp_path / "discs.recipe.yaml").write_text(text)
        return load_recipe(tmp_path / "discs.recipe.yaml")

    return write


def test_a_recipe_of_masks_from_beginning_to_end(tmp_path, discs):
    result = compress(discs(), None, tmp_path / "out", quiet=True)
    report = json.loads((tmp_path / "out" / "report.json").read_text())
    curves.check(report)
    assert [set(p) >= {"dice", "worst"} and "accuracy" not in p for p in report["phases"]] == [True] * 9
    float_phase, last = report["phases"][0], report["phases"][-1]
    assert float_phase["dice"] > 0.75  # an empty mask has 0, a full one 0.25
    assert result.accuracy == last["dice"] > 0.6
    assert result.weights < 0.65 * result.built
    import discs_task

    data: Dataset = discs_task.load(None)
    images = data.test_images
    values = execute(result.network, images)[:, 0]
    by_hand = dice((values > 0).astype(int), data.test_labels)
    integers = report["phases"][-2]
    assert (integers["dice"], integers["worst"]) == (round(by_hand.mean(), 6), round(by_hand.min(), 6))


@pytest.mark.parametrize(("changes", "message"), [
    ([("load", "labelled"), (":small", ":one"), ("seed", "loss: bce_dice\nseed")],
     r"recipe\.yaml:6: loss: bce_dice is for masks, .*\n    fix: write loss: cross_entropy"),
    ([(":small", ":wide"), ("seed", "loss: bce_dice\nseed")],
     r"yaml:6: loss: bce_dice is for one logit a pixel, and the network gives 2\n    fix: end the network with one"),
    ([("seed", "loss: cross_entropy\nseed")],
     r"yaml:6: loss: cross_entropy is for a logit a class, and the network gives one a pixel\n    fix: end .* 2 ch"),
    ([("seed", "loss: dice\nseed")], r"yaml:6: loss: .*'cross_entropy' or 'bce_dice'"),
    ([(":small", ":half")], r"model: gives \(1, 8, 8\) values an image for masks of 16×16 pixels, 2 classes\n"
                            r"    fix: end with a convolution that gives 1 or 2 logits for each pixel"),
    ([("load", "labelled")], r"model: gives \(1, 16, 16\) values an image for 2 classes"),
    ([("load", "oblong")], r"dataset: has training images of 8×16×1 and test images of 16×16×1"),
])  # fmt: skip
def test_what_does_not_fit_together_is_refused(tmp_path, discs, changes, message):
    simple = [("keep: {deep1_conv: {kernels: 0.7}, rise2_up: {kernels: 0.5}}", "budget: {weights: 0.5}")]
    with pytest.raises((SpecError, HdlgenError), match=message):
        compress(discs(*changes, *simple), None, tmp_path / "out", quiet=True)


def test_quarters_are_for_squares(tmp_path, discs):
    import discs_task

    def oblong(directory):
        data = discs_task.load(directory)
        parts = (data.train_images, data.train_labels, data.test_images, data.test_labels)
        return Dataset(*(part[:, :8] for part in parts), 2)

    discs_task.even = oblong
    with pytest.raises(
        SpecError, match=r"yaml:8: augment\.quarters: turns squares, and images are 8×16\n    fix: leave"
    ):
        compress(discs(("load", "even")), None, tmp_path / "out", quiet=True)


def test_two_channels_are_trained_by_cross_entropy(discs):
    import discs_task

    data = discs_task.load(None)
    assert check_fit(discs_task.wide(), data, 2) == 2
    logits, masks = torch.randn(2, 2, 4, 6), torch.from_numpy(ONES.astype(np.int64))
    torch.testing.assert_close(CrossEntropy().of(logits, masks), -F.log_softmax(logits, 1)[:, 1].mean())
