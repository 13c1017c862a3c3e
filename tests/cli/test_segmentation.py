"""Networks that mark things in images: what is measured of their masks, and whose images and masks are taken."""

import json

import numpy as np
import pytest
from safetensors.numpy import save_file

from hdlgen.cli.image_file import ids, read_npz
from hdlgen.cli.images import Takes, labelled, names
from hdlgen.cli.main import main
from hdlgen.mapping.design import load_design
from hdlgen.nets import medseg

FILE = """\
hdlgen: 1
name: bright
network:
  weights: bright.safetensors
  input: {shape: [6, 5, 1], type: uint8}
  layers:
    - {name: c, type: conv, channels: 1, kernel: 1, weight_bits: 4, activation: none, out: int8}
hardware:
  tile: {rows: 16, columns: 16}
  adc: {bits: 8, count: 8, settle_cycles: 2, conversion_cycles: 2}
device: {cell_bits: 3, g_min_siemens: 1.0e-6, g_max_siemens: 40.0e-6}
"""
RNG = np.random.default_rng(3)
TEST = np.array([1, 0, 1, 1, 0, 1, 0, 1], np.uint8)


@pytest.fixture
def net(tmp_path):
    """A network that marks pixels above 100."""
    tensors = {
        "c.weight": np.ones((1, 1, 1, 1), np.int8),
        "c.multiplier": np.ones(1, np.int32),
        "c.bias": np.array([-100], np.int64),
        "c.shift": np.zeros(1, np.int32),
    }
    save_file(tensors, tmp_path / "bright.safetensors")
    (tmp_path / "bright.yaml").write_text(FILE)
    return tmp_path / "bright.yaml"


@pytest.fixture
def own(tmp_path):
    """Writes images and masks, or what is given in place of them; two rows of each mask are wrong."""

    def write(name="own.npz", **arrays):
        images = RNG.integers(0, 256, (8, 6, 5)).astype(np.uint8)
        images[:, 5, 3:] = 0, 255
        masks = (images > 100).astype(np.uint8)
        masks[:, :2] = 1 - masks[:, :2]
        every = {"images": images, "masks": masks, "test": TEST, **arrays}
        np.savez(tmp_path / name, **{k: v for k, v in every.items() if v is not None})
        return tmp_path / name

    return write


def dice_of(file):
    """Of the test images that are marked above 100, one pixel after the other."""
    arrays = np.load(file)
    shares = []
    for image, mask in zip(arrays["images"][TEST == 1], arrays["masks"][TEST == 1], strict=True):
        pairs = list(zip((image.ravel() > 100).tolist(), mask.ravel().tolist(), strict=True))
        shares.append(2 * sum(a and b for a, b in pairs) / sum(a + b for a, b in pairs))
    return shares


def run(capsys, *args):
    assert main([*map(str, args), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_eval_tells_the_overlap_of_integers_and_tiles(net, own, capsys):
    data = own()
    want = dice_of(data)
    got = run(capsys, "eval", "--net", net, "--data", data)
    assert "accuracy" not in got
    assert (got["images"], got["outputs_that_differ"]) == (5, 0)
    assert got["dice"]["exact"] == got["dice"]["plan"]
    dice = got["dice"]["plan"]
    assert dice["mean"] == pytest.approx(sum(want) / 5)
    assert dice["median"] == sorted(want)[2]
    assert dice["worst"] == {"image": want.index(min(want)), "dice": min(want)}
    assert dice["iou"] == pytest.approx(sum(d / (2 - d) for d in want) / 5)
    assert main(["eval", "--net", str(net), "--data", str(data)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].startswith(
        f"  Dice      {dice['mean']:.2%} mean, {dice['median']:.2%} median, {min(want):.2%} worst ("
    )
    assert lines[2].endswith(f"; IoU {dice['iou']:.2%} mean: tile by tile (0.00% of the outputs differ)")


def test_overlays_are_written_and_never_over_what_somebody_made(net, own, capsys, tmp_path):
    data, out = own(ids=np.array([f"id{i}" for i in range(8)], "S4")), tmp_path / "shown"
    command = ["eval", "--net", net, "--data", data, "--images", "3", "--overlays", out]
    assert run(capsys, *command)["overlays"] == str(out)
    assert sorted(p.name for p in out.glob("[!.]*")) == ["dice.json", "dice.png", "dice.svg", "overlays.png"]
    rows = json.loads((out / "dice.json").read_text())["images"]
    assert [(row["image"], row["id"]) for row in rows] == [(0, "id0"), (1, "id2"), (2, "id3")]
    assert [row["dice"]["plan"] for row in rows] == dice_of(data)[:3]
    (out / "dice.json").write_text("mine")
    assert main([*map(str, command)]) == 2
    assert "dice.json" in capsys.readouterr().err
    assert (out / "dice.json").read_text() == "mine"


def test_overlays_are_of_one_chip_and_of_masks(net, own, capsys, tmp_path):
    command = ["eval", "--net", str(net), "--overlays", str(tmp_path / "shown"), "--data"]
    assert main([*command, str(own()), "--seeds", "2"]) == 2
    assert "--overlays: shows one chip, and many are measured\n    fix: leave it out" in capsys.readouterr().err
    assert main([*command, str(own(masks=None, labels=np.zeros(8, int)))]) == 2
    assert "--overlays: shows masks, and these images have classes" in capsys.readouterr().err
    assert not (tmp_path / "shown").exists()


def test_many_chips_have_a_mean_overlap_each(net, own, card, capsys, tmp_path):
    data = own()
    command = ["eval", "--net", net, "--data", data, "--device", card, "--seed", "4"]
    got = run(capsys, *command, "--seeds", "2", "--out", tmp_path / "out")
    assert got["dice"]["exact"] == pytest.approx(sum(dice_of(data)) / 5)
    (device,) = got["devices"]
    assert device["dice"]["4"] == run(capsys, *command)["dice"]["plan"]["mean"]
    assert device["dice"]["4"] != device["dice"]["5"]
    assert sorted(p.name for p in (tmp_path / "out").glob("[!.]*")) == [
        "dice.png", "dice.svg", "seeds.jsonl", "summary.json",
    ]  # fmt: skip


def test_a_cosimulation_tells_the_overlap_of_the_masks_from_rtl(net, own, capsys):
    data = own()
    want = dice_of(data)[:2]
    got = run(capsys, "cosim", "--net", net, "--data", data, "--images", "2")
    assert got["differences"] == 0
    assert "correct" not in got
    assert got["dice"]["mean"] == pytest.approx(sum(want) / 2)
    assert got["dice"]["worst"]["dice"] == min(want)
    command = ["cosim", "--net", str(net), "--data", str(own(masks=None)), "--images", "2"]
    assert run(capsys, *command).keys() == got.keys() - {"dice"}  # nobody said what is right
    assert main(command) == 0
    assert "0 differences in any stage's stream\n" in capsys.readouterr().out


def test_the_parts_of_a_file_are_those_of_test(net, own):
    data = own()
    arrays, takes = np.load(data), Takes.of(load_design(net).graph)
    for split, chosen in (("test", TEST == 1), ("train", TEST == 0)):
        images, masks = labelled(takes, data, split, None)
        np.testing.assert_array_equal(images[..., 0], arrays["images"][chosen])
        np.testing.assert_array_equal(masks, arrays["masks"][chosen])
    labels = np.arange(8) % 3
    assert read_npz(own(masks=None, labels=labels), "test")[1].tolist() == labels[TEST == 1].tolist()
    assert len(read_npz(own(masks=None, test=None), "test")[0]) == 8


def test_masks_without_parts_are_divided_as_in_training(own, capsys):
    data = own(test=None)
    for split in ("test", "train"):
        trained = medseg.load_npz(data)
        images, masks = read_npz(data, split)
        np.testing.assert_array_equal(images, getattr(trained, f"{split}_images"))
        np.testing.assert_array_equal(masks, getattr(trained, f"{split}_labels"))
    assert "own.npz has no array `test`: every fifth tests, as in training, 2 of 8 images\n" in capsys.readouterr().err


def test_images_with_masks_are_stretched_as_in_training_unless_they_have_another_type(own):
    images = RNG.integers(30, 90, (8, 6, 5)).astype(np.uint8)
    data = own(images=images)
    stretched = read_npz(data)[0]
    np.testing.assert_array_equal(stretched, medseg.load_npz(data).test_images)
    assert (stretched.min(), stretched.max()) == (0, 255)
    for as_it_is in ({"images": images.astype(np.int16)}, {"images": images, "masks": None}):
        np.testing.assert_array_equal(read_npz(own(**as_it_is))[0][..., 0], images[TEST == 1])


def test_a_data_set_of_ours_is_known_by_the_name_of_its_file(own, tmp_path, monkeypatch):
    images = RNG.integers(150, 250, (8, 6, 5)).astype(np.uint8)  # of nuclei, these are inverted
    data = own(medseg.FILES["nuclei"], images=images, ids=np.arange(8))
    np.testing.assert_array_equal(read_npz(data)[0], medseg.nuclei(tmp_path).test_images)
    assert not np.array_equal(read_npz(data)[0], read_npz(own(images=images))[0])
    assert names(data, "test") == ids(data, "test") == ["0", "2", "3", "5", "7"]
    monkeypatch.setenv("HDLGEN_DATA", str(data))
    assert names(None, "train") == ["1", "4", "6"]
    assert names(tmp_path, "test") == ids(own(), "test") == ids(own(ids=np.arange(7)), "test") == []


@pytest.mark.parametrize(("arrays", "message"), [
    ({"masks": np.zeros((8, 6, 4), int)}, "makes masks of 6×5, and there are masks of 6×4 in {}\n    fix: give"),
    ({"masks": np.full((8, 6, 5), 255)}, "bright: tells classes 0..1 apart, and the mask of image 0 has 255 in row 0, "
     "column 0 in {}\n    fix: write 0 for the background, and count what is marked from 1: 255 is no 1"),
    ({"masks": np.where(np.arange(240).reshape(8, 6, 5) == 97, -1, 0)}, "mask of image 2 has -1 in row 1, column 2 in"),
    ({"masks": np.zeros((8, 6, 5))}, "{}: has masks float64[8, 6, 5] for 8 images\n    fix: give integers [image, row"),
    ({"masks": np.zeros((7, 6, 5), int)}, "{}: has masks int64[7, 6, 5] for 8 images"),
    ({"masks": np.zeros((8, 6, 5, 1), int)}, "{}: has masks int64[8, 6, 5, 1] for 8 images"),
    ({"labels": np.zeros(8, int)}, "{}: has `labels` and `masks`\n    fix: leave out"),
    ({"images": np.zeros((8, 12, 10), int)}, "takes images of 6×5×1, and there are images of 12×10×1 in {}\n    fix: "),
    ({"test": np.zeros(7, int)}, "{}: has `test` int64[7] for 8 images\n    fix: give an integer for each image"),
    ({"test": np.zeros(8)}, "{}: has `test` float64[8] for 8 images"),
    ({"test": np.zeros(8, int)}, "{}: has no image to test with\n    fix: let `test` be 1 for some images"),
    ({"masks": None}, "--data: has no labels, and an accuracy needs them\n    fix: add an array `labels`, an integer "
     "for each image, or `masks`, an integer for each pixel"),
])  # fmt: skip
def test_what_is_wrong_with_images_and_masks_is_told(net, own, capsys, arrays, message):
    data = own(**arrays)
    assert main(["eval", "--net", str(net), "--data", str(data)]) == 2
    assert message.format(data) in capsys.readouterr().err


def test_masks_are_nothing_for_a_network_that_classifies(net, own, capsys):
    net.write_text(FILE.replace("type: conv, channels: 1, kernel: 1", "type: linear, features: 1"))
    tensors = {"c.weight": np.ones((1, 30), np.int8), "c.multiplier": np.ones(1, np.int32)}
    save_file(
        tensors | {"c.bias": np.zeros(1, np.int64), "c.shift": np.zeros(1, np.int32)}, net.with_suffix(".safetensors")
    )
    assert main(["calibrate", "--net", str(net), "--data", str(own())]) == 2
    said = capsys.readouterr().err
    assert "bright: tells what an image is of, and there are masks in" in said
    assert "fix: give `labels`, a class for each image, or use a network" in said


def test_a_network_that_ends_in_a_sigmoid_is_refused(net, own, capsys):
    sigmoid = "activation: {function: sigmoid, in_scale: 0.05, out_scale: 0.004}, table_in: int8, out: uint8}"
    net.write_text(FILE.replace("activation: none, out: int8}", sigmoid))
    assert main(["eval", "--net", str(net), "--data", str(own())]) == 2
    assert "bright: ends in a function that is never negative, and marks" in capsys.readouterr().err
    assert main(["eval", "--net", str(net), "--data", str(own(masks=None, labels=np.zeros(8, int)))]) == 0


def test_a_folder_of_several_data_sets_names_none(net, own, capsys, tmp_path):
    own(medseg.FILES["lungs"])
    assert main(["eval", "--net", str(net), "--data", str(tmp_path)]) == 2
    said = capsys.readouterr().err
    assert (
        f"{tmp_path}: is a folder of data sets with masks: lungs ({medseg.FILES['lungs']})\n    fix: name the file"
        in said
    )
