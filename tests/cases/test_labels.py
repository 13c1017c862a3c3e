"""A label is the number of an output, from 0. Whatever else stands there is refused by every command that reads it."""

import json

import numpy as np
import pytest

from hdlgen.errors import HdlgenError
from hdlgen.nets.dataset import check_part
from tests.cases.conftest import images_of

COMMANDS = [
    ["eval"],
    ["calibrate"],
    ["cosim", "--images", "1"],
    ["export-spice", "--tile", "fc/0", "--out", "tile.sp"],
]


@pytest.fixture
def own(tmp_path):
    def write(labels):
        np.savez(tmp_path / "own.npz", images=images_of([0, 1, 2]), labels=labels)
        return tmp_path / "own.npz"

    return write


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c[0])
@pytest.mark.parametrize(("labels", "at", "label"), [([1, 2, 3], 2, 3), ([0, -1, 9], 1, -1), ([99, 0, 1], 0, 99)])
def test_labels_beyond_the_outputs_are_refused_and_the_first_named(hdlgen, tiny, own, command, labels, at, label):
    hdlgen(*command, "--net", tiny, "--data", own(labels)).refuses(
        f"tiny: has outputs 0..2, and image {at} has label {label} in ", "own.npz\n    fix: count classes from 0"
    )
    (tiny.parent / "tile.sp").unlink(missing_ok=True)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda c: c[0])
@pytest.mark.parametrize("labels", [[0, 1], [0.0, 1.0, 2.0], [True, False, True], [[0], [1], [2]], 1, [np.nan] * 3])
def test_labels_of_another_form_are_refused(hdlgen, tiny, own, command, labels):
    hdlgen(*command, "--net", tiny, "--data", own(labels)).refuses(
        "own.npz: has labels ", " for 3 images\n    fix: give"
    )


def test_right_labels_count(hdlgen, tiny, own):
    said = hdlgen("eval", "--json", "--net", tiny, "--data", own(np.array([0, 1, 2], np.uint64)))
    assert json.loads(said.out)["accuracy"] == {"exact": 1.0, "plan": 1.0}
    said = hdlgen("eval", "--json", "--net", tiny, "--data", own([0, 1, 1]))
    assert json.loads(said.out)["accuracy"]["exact"] == pytest.approx(2 / 3)


def test_where_the_output_is_a_plane_every_value_of_it_is_an_output(hdlgen, tiny, own):
    text = tiny.read_text()
    layer = text[text.index("    - {") : text.index("hardware")]
    tiny.write_text(
        text.replace(layer, "    - {name: c, type: conv, channels: 1, kernel: 1, weight_bits: 4, out: int8}\n")
    )
    from safetensors.numpy import save_file

    one = {"c.weight": np.ones((1, 1, 1, 1), np.int8), "c.multiplier": np.ones(1, np.int32)}
    one |= {"c.bias": np.zeros(1, np.int64), "c.shift": np.zeros(1, np.int32)}
    save_file(one, tiny.parent / "tiny.safetensors")
    said = hdlgen("eval", "--json", "--net", tiny, "--data", own([0, 1, 5]))
    assert json.loads(said.out)["accuracy"]["exact"] == pytest.approx(2 / 3)  # of equal values the first
    hdlgen("eval", "--net", tiny, "--data", own([0, 1, 6])).refuses("has outputs 0..5, and image 2 has label 6")


@pytest.mark.parametrize(("images", "labels", "message"), [
    (np.zeros((2, 1, 1, 1), np.uint8), np.array([0, -1]), r"has label -1 of 3 classes \(image 1\)"),
    (np.zeros((2, 1, 1, 1), np.uint8), np.array([3, 7]), r"has label 3 of 3 classes \(image 0\)\n    fix: count"),
    (np.zeros((2, 1, 1, 1), np.uint8), np.zeros(2), "has images uint8 and labels float64"),
    (np.zeros((2, 1, 1, 1)), np.zeros(2, int), "has images float64 and labels int64"),
    (np.zeros((2, 1, 1, 1), np.uint8), np.zeros(1, int), r"labels \(1,\)"),
    (np.zeros((2, 1, 2, 1), np.uint8), np.zeros((2, 2, 1), int), "has masks of 2×1 pixels for images of 1×2"),
    (np.zeros((2, 1, 2, 1), np.uint8), np.array([[[0, 2]], [[3, 0]]]), r"label 3 of 3 classes \(image 1, pixel 0, 0\)"),
    (np.zeros((2, 1, 2, 1), np.uint8), np.zeros((2, 2), int), r"labels \(2, 2\)"),
])  # fmt: skip
def test_data_sets_that_are_trained_on_are_checked_likewise(images, labels, message):
    with pytest.raises(HdlgenError, match=rf"dataset\.train: .*{message}"):
        check_part("train", images, labels, 3)
