"""IDX files are read as they are, and every damage is told."""

import gzip
import hashlib
import io
import urllib.error

import numpy as np
import pytest

from hdlgen.errors import HdlgenError
from hdlgen.nets import mnist


def idx(shape, body, kind=8):
    return bytes([0, 0, kind, len(shape)]) + b"".join(n.to_bytes(4, "big") for n in shape) + bytes(body)


def write_set(folder, train=2, test=1):
    folder.mkdir(parents=True, exist_ok=True)
    for part, count in (("train", train), ("t10k", test)):
        pixels = (np.arange(count * 6) % 251).astype(np.uint8).tobytes()
        (folder / f"{part}-images-idx3-ubyte.gz").write_bytes(gzip.compress(idx((count, 2, 3), pixels)))
        (folder / f"{part}-labels-idx1-ubyte").write_bytes(idx((count,), range(count)))


@pytest.mark.parametrize("inner", ["", "mnist"])
def test_packed_and_plain_files_make_one_dataset(tmp_path, inner):
    write_set(tmp_path / inner)
    data = mnist.load(tmp_path)
    assert data.train_images.shape == (2, 2, 3, 1)
    assert data.train_images[1, 0, :, 0].tolist() == [6, 7, 8]  # row-major, image after image
    assert data.train_labels.tolist() == [0, 1]
    assert data.test_labels.tolist() == [0]


def test_the_environment_names_the_directory(tmp_path, monkeypatch):
    write_set(tmp_path)
    monkeypatch.setenv("HDLGEN_DATA", str(tmp_path))
    assert len(mnist.load().train_labels) == 2
    monkeypatch.delenv("HDLGEN_DATA")
    with pytest.raises(HdlgenError, match="give --data DIR or set HDLGEN_DATA"):
        mnist.load()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (idx((2, 2), range(3)), r"holds 3 bytes for an array of \(2, 2\)"),
        (idx((2,), range(2), kind=9), "is no IDX file of bytes: it begins with 00 00 09 01"),
        (b"\0\0", "is no IDX file of bytes"),
        (b"", "is no IDX file of bytes"),
    ],
)
def test_a_damaged_file_is_refused(tmp_path, data, message):
    path = tmp_path / "file"
    path.write_bytes(data)
    with pytest.raises(HdlgenError, match=message):
        mnist.read_idx(path)


@pytest.mark.parametrize(
    "data", [b"not gzip", gzip.compress(idx((64,), range(64)))[:-20]], ids=["no archive", "cut off"]
)
def test_a_damaged_archive_is_refused(tmp_path, data):
    path = tmp_path / "file.gz"
    path.write_bytes(data)
    with pytest.raises(HdlgenError, match="cannot be read"):
        mnist.read_idx(path)


def test_images_without_labels_are_refused(tmp_path):
    write_set(tmp_path)
    (tmp_path / "train-labels-idx1-ubyte").write_bytes(idx((3,), range(3)))
    with pytest.raises(HdlgenError, match=r"dataset.train: has images \(2, 2, 3, 1\) and labels \(3,\)"):
        mnist.load(tmp_path)


def test_labels_beyond_the_classes_are_refused(tmp_path):
    write_set(tmp_path)
    (tmp_path / "t10k-labels-idx1-ubyte").write_bytes(idx((1,), [10]))
    with pytest.raises(HdlgenError, match="has label 10 of 10 classes"):
        mnist.load(tmp_path)


def test_a_missing_file_is_downloaded_once(tmp_path, monkeypatch):
    write_set(tmp_path)
    name = "t10k-labels-idx1-ubyte"
    content = idx((1,), [7])
    (tmp_path / name).unlink()
    asked = []

    def answer(url, timeout):
        asked.append(url)
        return io.BytesIO(gzip.compress(content))

    monkeypatch.setattr("urllib.request.urlopen", answer)
    monkeypatch.setitem(mnist.DIGESTS, name, hashlib.sha256(content).hexdigest())
    with pytest.raises(
        HdlgenError, match=rf"holds neither {name} nor {name}.gz\n    fix: put the MNIST files t10k-images"
    ):
        mnist.load(tmp_path)
    assert asked == []
    for _ in range(2):
        assert mnist.fetch(tmp_path).test_labels.tolist() == [7]
    assert asked == [f"{mnist.MIRROR}{name}.gz"]


@pytest.mark.parametrize(("split", "other", "labels"), [("test", "train", [0]), ("train", "t10k", [0, 1])])
def test_one_part_needs_its_own_files_alone(tmp_path, split, other, labels):
    write_set(tmp_path)
    for file in tmp_path.glob(f"{other}-*"):
        file.unlink()
    images, got = mnist.load_split(tmp_path, split)
    assert images.shape == (len(labels), 2, 3, 1)
    assert got.tolist() == labels
    with pytest.raises(HdlgenError, match=f"holds neither {other}-images-idx3-ubyte nor"):
        mnist.load_split(tmp_path, "train" if split == "test" else "test")


def test_a_part_is_checked_as_a_whole_set_is(tmp_path):
    write_set(tmp_path)
    (tmp_path / "t10k-labels-idx1-ubyte").write_bytes(idx((1,), [10]))
    with pytest.raises(HdlgenError, match=r"dataset.test: has label 10 of 10 classes"):
        mnist.load_split(tmp_path, "test")


def test_what_is_no_directory_is_told_without_a_download(tmp_path, monkeypatch):
    monkeypatch.setattr("urllib.request.urlopen", lambda url, timeout: pytest.fail("asks the network"))
    (tmp_path / "file").write_text("")
    for load in (mnist.load, mnist.fetch, lambda d: mnist.load_split(d, "test")):
        with pytest.raises(
            HdlgenError, match="file: is no directory\n    fix: name the directory with the files of MNIST"
        ):
            load(tmp_path / "file")
    with pytest.raises(HdlgenError, match="nowhere: does not exist"):
        mnist.load(tmp_path / "nowhere")
    with pytest.raises(HdlgenError, match="nowhere: does not exist"):
        mnist.load_split(tmp_path / "nowhere", "train")
    assert not (tmp_path / "nowhere").exists()


def test_a_download_with_other_content_is_not_kept(tmp_path, monkeypatch):
    monkeypatch.setattr("urllib.request.urlopen", lambda url, timeout: io.BytesIO(gzip.compress(idx((1,), [7]))))
    with pytest.raises(HdlgenError, match=r"has SHA-256 .* when unpacked, not ba891046e6505d7a"):
        mnist.fetch(tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_without_network_the_error_names_the_files(tmp_path, monkeypatch):
    def refuse(url, timeout):
        raise urllib.error.URLError("no route to host")

    monkeypatch.setattr("urllib.request.urlopen", refuse)
    with pytest.raises(HdlgenError, match=r"is missing, and https://.* gives: .*no route to host(.|\n)*t10k-labels"):
        mnist.fetch(tmp_path)


def test_bundled_images_are_the_first_of_the_test_set():
    images, labels = mnist.bundled_images()
    assert images.shape == (200, 28, 28)
    assert images.dtype == np.uint8
    # published facts: the first test labels, and digits on black ground
    assert labels[:10].tolist() == [7, 2, 1, 0, 4, 1, 4, 9, 5, 9]
    assert images[:, 0, :].max() == 0
    assert images.max() == 255
    few, few_labels = mnist.bundled_images(3)
    np.testing.assert_array_equal(few, images[:3])
    assert few_labels.tolist() == [7, 2, 1]


@pytest.mark.parametrize("count", [0, 201])
def test_more_images_than_are_bundled_are_refused(count):
    with pytest.raises(HdlgenError, match=rf"must lie in 1..200 \(those shipped with hdlgen\), not {count}"):
        mnist.bundled_images(count)
