"""Images with masks are read as they were written, normalised as said, and every damage is told."""

import io
import sys

import numpy as np
import pytest
from PIL import Image

from hdlgen.errors import HdlgenError
from hdlgen.nets import medseg
from hdlgen.nets.dataset import Dataset

RNG = np.random.default_rng(1)
IMAGES = RNG.integers(10, 100, (6, 5, 4), np.uint8)
MASKS = RNG.integers(0, 2, (6, 5, 4), np.uint8)
TEST = np.array([1, 0, 0, 1, 0, 0], np.uint8)


def write_strips(path, images=IMAGES, cut=4, **more):
    strips = []
    for part in (images[:cut], images[cut:]):
        stream = io.BytesIO()
        Image.fromarray(part.reshape(-1, *part.shape[2:])).save(stream, "png")
        strips.append(stream.getvalue())
    arrays = {"blob": np.frombuffer(b"".join(strips), np.uint8), "shape": images.shape[1:], "masks": MASKS,
              "offsets": np.cumsum([0, *map(len, strips)]), "test": TEST}  # fmt: skip
    np.savez(path, **arrays | more)


def stretched(image):
    low, high = int(image.min()), int(image.max())
    return np.floor((image.astype(float) - low) * 255 / (high - low) + 0.5)


@pytest.mark.parametrize("place", ["", "medseg"])
@pytest.mark.parametrize("name", medseg.FILES)
def test_a_data_set_is_split_and_stretched(tmp_path, monkeypatch, name, place):
    (tmp_path / place).mkdir(exist_ok=True)
    images = IMAGES if name != "retina" else RNG.integers(10, 100, (6, 5, 4, 3), np.uint8)
    write_strips(tmp_path / place / medseg.FILES[name], images)
    monkeypatch.setenv("HDLGEN_DATA", str(tmp_path))
    data = getattr(medseg, name)()
    assert data.segments
    assert data.classes == 2
    of_test = [0, 3]
    for i, at in enumerate(of_test):
        np.testing.assert_array_equal(data.test_images[i].squeeze(), stretched(images[at]))
    np.testing.assert_array_equal(data.test_labels, MASKS[of_test])
    np.testing.assert_array_equal(data.train_labels, np.delete(MASKS, of_test, 0))
    np.testing.assert_array_equal(medseg.load_split(name, tmp_path, "test")[0], data.test_images)
    np.testing.assert_array_equal(medseg.load_split(name, tmp_path, "train")[1], data.train_labels)
    assert medseg.is_in(name, tmp_path)
    assert not medseg.is_in(name, tmp_path / "elsewhere")


def test_bright_nuclei_images_are_inverted_and_no_others(tmp_path):
    images = IMAGES.copy()
    images[4] += 120
    for name in ("nuclei", "lungs"):
        write_strips(tmp_path / medseg.FILES[name], images)
    np.testing.assert_array_equal(medseg.nuclei(tmp_path).train_images[2, ..., 0], stretched(255 - images[4]))
    np.testing.assert_array_equal(medseg.nuclei(tmp_path).train_images[1, ..., 0], stretched(images[2]))
    np.testing.assert_array_equal(medseg.lungs(tmp_path).train_images[2, ..., 0], stretched(images[4]))


def test_an_even_image_stays():
    np.testing.assert_array_equal(medseg.normalized(np.full((1, 2, 2, 1), 7, np.uint8)), 7)


def test_ones_own_file_needs_images_and_masks_alone(tmp_path):
    np.savez(tmp_path / "own.npz", images=IMAGES, masks=MASKS.astype(bool).astype(np.int64))
    data = medseg.load_npz(tmp_path / "own.npz")
    np.testing.assert_array_equal(data.test_labels, MASKS[[0, 5]])
    assert data.train_labels.dtype == np.uint8


@pytest.mark.parametrize(("change", "message"), [
    ({"masks": MASKS[:, :3]}, r"has masks of 3×4 pixels for images of 5×4\n    fix: give masks of the size"),
    ({"masks": MASKS * 255}, r"has label 255 of 2 classes \(image 0, pixel 0, \d\)\n    fix: write 0 where there is"),
    ({"masks": MASKS.astype(float)}, "has images uint8 and labels float64"),
    ({"masks": MASKS[:4]}, r"labels \(4, 5, 4\)"),
    ({"images": IMAGES.astype(np.uint16)}, "has images uint16"),
    ({"images": IMAGES[0]}, r"has images \[5, 4\]"),
    ({"test": TEST[:2]}, r"`test` \[2\], 1 of it not 0"),
    ({"test": np.zeros(6)}, "0 of it not 0\n    fix: give two images at least"),
])  # fmt: skip
def test_what_does_not_fit_is_told(tmp_path, change, message):
    np.savez(tmp_path / "own.npz", **{"images": IMAGES, "masks": MASKS, "test": TEST} | change)
    with pytest.raises(HdlgenError, match=rf"own\.npz: .*{message}"):
        medseg.load_npz(tmp_path / "own.npz")


@pytest.mark.parametrize(("change", "message"), [
    ({"offsets": [0, 9, 5]}, "offsets do not lie in"),
    ({"offsets": [0, 9]}, "is no file of images and masks: cannot identify"),
    ({"shape": [5, 4, 2]}, r"shape \[5, 4, 2\] is of no gray"),
    ({"shape": [7, 4]}, "cannot reshape"),
])  # fmt: skip
def test_damaged_strips_are_told(tmp_path, change, message):
    write_strips(tmp_path / "own.npz", **change)
    with pytest.raises(HdlgenError, match=message):
        medseg.load_npz(tmp_path / "own.npz")


def test_what_is_missing_is_told(tmp_path, monkeypatch):
    monkeypatch.delenv("HDLGEN_DATA", raising=False)
    with pytest.raises(HdlgenError, match=r"lungs: has no directory\n    fix: give --data"):
        medseg.lungs()
    with pytest.raises(HdlgenError, match=r"holds no montgomery_lung_128\.npz"):
        medseg.lungs(tmp_path)
    np.savez(tmp_path / "own.npz", masks=MASKS)
    with pytest.raises(HdlgenError, match="holds no array `images`\n    fix: write it with"):
        medseg.load_npz(tmp_path / "own.npz")
    np.savez(tmp_path / "own.npz", images=IMAGES)
    with pytest.raises(HdlgenError, match="holds no array `masks`"):
        medseg.load_npz(tmp_path / "own.npz")
    (tmp_path / "text.npz").write_text("no archive")
    with pytest.raises(HdlgenError, match="is no file of images and masks"):
        medseg.load_npz(tmp_path / "text.npz")
    with pytest.raises(HdlgenError, match="cannot be read"):
        medseg.load_npz(tmp_path / "none.npz")
    write_strips(tmp_path / "own.npz")
    monkeypatch.setitem(sys.modules, "PIL", None)
    with pytest.raises(HdlgenError, match="Pillow, which reads them, is not installed"):
        medseg.load_npz(tmp_path / "own.npz")


def test_parts_have_labels_of_one_kind():
    images = np.zeros((1, 2, 2, 1), np.uint8)
    with pytest.raises(HdlgenError, match="has masks to train on and classes to test"):
        Dataset(images, np.zeros((1, 2, 2), np.uint8), images, np.zeros(1, np.uint8), 2)
