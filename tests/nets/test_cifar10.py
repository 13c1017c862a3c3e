"""CIFAR-10 is read from either of its forms, and every damage is told."""

import hashlib
import io
import os
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from hdlgen.errors import HdlgenError
from hdlgen.nets import cifar10

NAMES = [*cifar10.BATCHES, "test_batch"]
EXACT = next((p for p in (Path(os.environ.get("HDLGEN_DATA", "/nowhere")).parent / "cifar10",) if p.is_dir()), None)


def batch(seed, count=4):
    rng = np.random.default_rng(seed)
    return rng.integers(0, 256, (count, 32, 32, 3), np.uint8), rng.integers(0, 10, count).astype(np.uint8)


def write_binary(path, images, labels):
    records = [bytes([label]) + image.transpose(2, 0, 1).tobytes() for image, label in zip(images, labels, strict=True)]
    path.write_bytes(b"".join(records))


def write_strips(path, images, labels):
    strips = []
    for part in (images[:3], images[3:]):
        stream = io.BytesIO()
        Image.fromarray(part.reshape(-1, 32, 3)).save(stream, "png")
        strips.append(stream.getvalue())
    np.savez(path, blob=np.frombuffer(b"".join(strips), np.uint8), shape=(32, 32, 3), labels=labels,
             offsets=np.cumsum([0, *map(len, strips)]))  # fmt: skip


@pytest.mark.parametrize("place", ["", "cifar10", "cifar-10-batches-bin"])
def test_both_forms_give_the_same_images(tmp_path, place):
    (tmp_path / place).mkdir(exist_ok=True)
    for i, name in enumerate(NAMES):
        write = write_binary if i % 2 else write_strips
        write(tmp_path / place / f"{name}{'.bin' if i % 2 else '.npz'}", *batch(i))
    data = cifar10.load(tmp_path)
    np.testing.assert_array_equal(data.train_images, np.concatenate([batch(i)[0] for i in range(5)]))
    np.testing.assert_array_equal(data.train_labels, np.concatenate([batch(i)[1] for i in range(5)]))
    np.testing.assert_array_equal(data.test_images, batch(5)[0])
    assert data.classes == 10


def test_the_small_training_set_is_one_file(tmp_path, monkeypatch):
    write_strips(tmp_path / "train_jpeg90.npz", *batch(1, 7))
    write_binary(tmp_path / "test_batch.bin", *batch(2))
    monkeypatch.setenv("HDLGEN_DATA", str(tmp_path))
    np.testing.assert_array_equal(cifar10.load_jpeg().train_images, batch(1, 7)[0])


def test_a_part_needs_its_own_files_alone(tmp_path):
    write_binary(tmp_path / "test_batch.bin", *batch(2))
    np.testing.assert_array_equal(cifar10.load_split(tmp_path, "test")[0], batch(2)[0])
    with pytest.raises(HdlgenError, match=r"holds neither data_batch_1\.bin nor data_batch_1\.npz"):
        cifar10.load_split(tmp_path, "train")
    write_strips(tmp_path / "train_jpeg90.npz", *batch(3))
    np.testing.assert_array_equal(cifar10.load_split(tmp_path, "train")[0], batch(3)[0])
    for i, name in enumerate(cifar10.BATCHES):
        write_binary(tmp_path / f"{name}.bin", *batch(i))
    images, labels = cifar10.load_split(tmp_path, "train")  # exact ones come first
    np.testing.assert_array_equal(images, np.concatenate([batch(i)[0] for i in range(5)]))
    np.testing.assert_array_equal(labels, np.concatenate([batch(i)[1] for i in range(5)]))


def test_pictures_without_a_reader_are_told(tmp_path, monkeypatch):
    write_strips(tmp_path / "test_batch.npz", *batch(2))
    monkeypatch.setitem(sys.modules, "PIL", None)
    with pytest.raises(HdlgenError, match=r"Pillow, which reads them, is not installed\n    fix: pip install pillow"):
        cifar10.load_split(tmp_path, "test")


def test_what_is_missing_or_damaged_is_told(tmp_path, monkeypatch):
    monkeypatch.delenv("HDLGEN_DATA", raising=False)
    with pytest.raises(HdlgenError, match=r"CIFAR-10: has no directory\n.*HDLGEN_DATA"):
        cifar10.load()
    with pytest.raises(HdlgenError, match=r"holds neither data_batch_1.bin nor data_batch_1.npz\n.*cifar-10-binary"):
        cifar10.load(tmp_path)
    path = tmp_path / "test_batch.bin"
    path.write_bytes(bytes(3072))
    with pytest.raises(HdlgenError, match="holds 3072 bytes, no multiple of 3073"):
        cifar10.read(tmp_path, "test_batch")
    path.rename(tmp_path / "test_batch.npz")
    with pytest.raises(HdlgenError, match="is no file of image strips"):
        cifar10.read(tmp_path, "test_batch")
    write_strips(tmp_path / "test_batch.npz", batch(1)[0], batch(1)[1][:2])
    with pytest.raises(HdlgenError, match=r"holds images \(4, 32, 32, 3\) and labels \(2,\)"):
        cifar10.read(tmp_path, "test_batch")


@pytest.mark.skipif(EXACT is None, reason="no CIFAR-10 beside the directory that HDLGEN_DATA names")
def test_the_test_images_are_the_published_ones():
    images, labels = cifar10.read(EXACT, "test_batch")
    records = np.concatenate([labels[:, None], images.transpose(0, 3, 1, 2).reshape(len(images), -1)], axis=1)
    # as the publisher gives it for test_batch.bin
    assert hashlib.md5(records.tobytes()).hexdigest() == "803d5f7f4d78ea53de84dbe85f74fb6d"
