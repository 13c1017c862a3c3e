"""Data files whose headers claim what the file does not hold: refused, and no memory is taken on their word."""

import gzip
import io
import json
import struct
import zipfile

import numpy as np
import pytest
from safetensors.numpy import save_file

from hdlgen.errors import HdlgenError
from hdlgen.nets import cifar10, mnist, npz
from tests.cases.conftest import images_of, little_memory


def npy(shape, data, dtype="|u1", fortran=False):
    """A file of an array whose header says what it is told to."""
    stream = io.BytesIO()
    np.lib.format.write_array_header_1_0(stream, {"descr": dtype, "fortran_order": fortran, "shape": shape})
    return stream.getvalue() + data


@pytest.fixture
def archive(tmp_path):
    """Writes an .npz file with `images` as it stands and labels 0, 1, 2."""

    def write(images, packed=zipfile.ZIP_DEFLATED):
        labels = io.BytesIO()
        np.save(labels, np.arange(3))
        with zipfile.ZipFile(tmp_path / "own.npz", "w", packed) as file:
            file.writestr("images.npy", images)
            file.writestr("labels.npy", labels.getvalue())
        return tmp_path / "own.npz"

    return write


@pytest.mark.parametrize(("images", "message"), [
    (npy((10**9, 28, 28), bytes(100)), "is damaged: images claims uint8[1000000000, 28, 28], 784,000,000,000 bytes"),
    (npy((3, 2, 3), bytes(17)), "is damaged: images claims uint8[3, 2, 3], 18 bytes, and has 17"),
    (npy((3, 2, 3), bytes(19)), "and has 19"),
    (npy((10**30,), b""), "is damaged"),
    (npy((-3, -2, 3), bytes(18)), "claims the shape [-3, -2, 3]"),
    (npy((2**32, 2**32), b""), "is damaged"),
    (npy((3, 2, 3), bytes(18 * 8), "|O"), "images holds Python objects"),
    (npy((3, 2, 3), bytes(18), "V1"), "has images |V1[3, 2, 3, 1]"),
    (npy((3, 2, 3), np.full(18, np.nan).tobytes(), "<f8"), "has images float64[3, 2, 3, 1]\n    fix: give integers"),
    (npy((3, 2, 3), bytes(18), "|b1"), "has images bool[3, 2, 3, 1]"),
    (npy((3, 0, 3), b""), "has images uint8[3, 0, 3, 1]"),
    (npy((), b"\1"), "has images uint8[]"),
    (npy((1,) * 70, b"\1"), "has"),
    (b"\x93NUMPY\x01\0\xff\xff{", "images has no header of a plain array"),
    (b"\x93NUMPY\x09\0\x04\0{}  ", "images has no header of a plain array"),
    (b"\x93NUMPY\x01\0\x60\x03" + b"(" * 864, "images has no header of a plain array"),
    (b"", "images has no header of a plain array"),
    (npy((3, 2, 3), np.full(18, 16, np.uint8).tobytes()), "takes uint4 images, and there are values from 16 to 16"),
])  # fmt: skip
def test_images(hdlgen, tiny, archive, images, message):
    path = archive(images)
    with little_memory():
        hdlgen("eval", "--net", tiny, "--data", path).refuses("own.npz", message)


def test_what_is_right_may_lie_in_any_order(hdlgen, tiny, archive):
    images = images_of([0, 1, 2])
    for array in (images, np.asfortranarray(images), images.astype(">i4"), images[..., None]):
        stream = io.BytesIO()
        np.save(stream, array)
        for packed in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            said = hdlgen("eval", "--json", "--net", tiny, "--data", archive(stream.getvalue(), packed))
            assert json.loads(said.out)["accuracy"]["exact"] == 1


def edited(path, field, value):
    """Writes a number of the archive's directory anew: 20 is the packed size of a member, 24 the real one."""
    data = bytearray(path.read_bytes())
    at = data.index(b"PK\1\2")
    struct.pack_into("<I", data, at + field, value)
    path.write_bytes(data)


@pytest.mark.parametrize("field", [16, 20, 24, 42], ids=["crc", "packed size", "size", "offset"])
@pytest.mark.parametrize("value", [0, 1, 10**9, 2**32 - 2])
def test_a_directory_that_lies_about_a_member(hdlgen, tiny, archive, field, value):
    path = archive(npy((3, 2, 3), images_of([0, 1, 2]).tobytes()))
    if (field, value) == (42, 0):
        return  # that is where it is
    edited(path, field, value)
    with little_memory():
        hdlgen("eval", "--net", tiny, "--data", path).refuses("own.npz: is no .npz file of plain arrays: ")


def test_members_that_numpy_does_not_write(hdlgen, tiny, archive):
    path = archive(npy((3, 2, 3), bytes(18)), zipfile.ZIP_LZMA)
    hdlgen("eval", "--net", tiny, "--data", path).refuses("images is packed in a way that NumPy does not write")
    archive(npy((3, 2, 3), bytes(18)))
    data = bytearray(path.read_bytes())
    for mark, flags in ((b"PK\1\2", 8), (b"PK\3\4", 6)):
        data[data.index(mark) + flags] |= 1
    path.write_bytes(data)
    hdlgen("eval", "--net", tiny, "--data", path).refuses("encrypted")


def test_an_archive_cut_anywhere(hdlgen, tiny, archive):
    path = archive(npy((3, 2, 3), images_of([0, 1, 2]).tobytes()))
    whole = path.read_bytes()
    for length in range(0, len(whole), 23):
        path.write_bytes(whole[:length])
        hdlgen("eval", "--net", tiny, "--data", path).refuses("own.npz: is no .npz file of plain arrays: ")


def test_an_archive_that_is_large_in_truth_is_refused_before_it_is_unpacked(tmp_path, monkeypatch):
    monkeypatch.setattr(npz, "VALUES", 1000)
    np.savez_compressed(tmp_path / "own.npz", images=np.zeros((2, 20, 20), np.uint8), labels=np.zeros(1001, np.uint8))
    assert npz.read(tmp_path / "own.npz", ["images"])["images"].shape == (2, 20, 20)
    with pytest.raises(ValueError, match="labels has 1,001 values, and 1,000 are the most"):
        npz.read(tmp_path / "own.npz", ["labels"])


def idx(shape, data):
    return bytes([0, 0, 8, len(shape)]) + struct.pack(f">{len(shape)}I", *shape) + data


@pytest.mark.parametrize(("content", "message"), [
    (idx((10000, 28, 28), b""), r"holds 0 bytes for an array of \(10000, 28, 28\)"),
    (idx((2**32 - 1,) * 3, b""), "claims an array of .* are the most that are read"),
    (idx((1, 2, 2), bytes(300 << 20)), r"holds more than 4 bytes for an array of \(1, 2, 2\)"),
    (bytes([0, 0, 8, 255]) + bytes(1020), "is no IDX file of bytes"),
    (bytes([0, 0, 8, 0]), "is no IDX file of bytes"),
    (bytes([0, 0, 13, 1, 0, 0, 0, 1, 0, 0, 0, 0]), "is no IDX file of bytes"),
    (b"", "is no IDX file of bytes"),
], ids=range(7))  # fmt: skip
def test_a_small_archive_that_would_be_large(tmp_path, content, message):
    path = tmp_path / "t10k-images-idx3-ubyte.gz"
    with gzip.open(path, "wb", 1) as stream:
        stream.write(content)
    del content
    with little_memory(200 << 20), pytest.raises(HdlgenError, match=message) as error:
        mnist.read_idx(path)
    assert "fix: fetch" in str(error.value)


@pytest.mark.parametrize("cut", [1, 9, 12, 20])
def test_an_archive_that_ends_early_or_goes_on(tmp_path, cut):
    path = tmp_path / "images.gz"
    packed = gzip.compress(idx((2, 3), bytes(range(6))))
    assert mnist.read_idx(_written(path, packed)).tolist() == [[0, 1, 2], [3, 4, 5]]
    for damaged in (packed[:-cut], packed + b"\1" * cut, packed + gzip.compress(b"\0")):
        with pytest.raises(HdlgenError, match=r"images\.gz: (cannot be read|holds more than 6)"):
            mnist.read_idx(_written(path, damaged))


def _written(path, data):
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("change", [
    {"offsets": np.array([0, 10**9])}, {"offsets": np.array([0.5, 3])}, {"offsets": np.array([[0, 1]])},
    {"shape": np.array([10**6, 10**6, 3])}, {"shape": np.array([0, 0, 0])}, {"labels": np.zeros(1)},
    {"labels": np.zeros((1, 1), int)}, {"blob": np.array([{}])}, {"blob": np.zeros(100, np.uint8)}, {"labels": None},
], ids=lambda c: " ".join(c))  # fmt: skip
def test_strips_of_pictures(tmp_path, change):
    from PIL import Image

    stream = io.BytesIO()
    Image.fromarray(np.zeros((32, 32, 3), np.uint8)).save(stream, "png")
    blob = np.frombuffer(stream.getvalue(), np.uint8)
    right = {
        "blob": blob,
        "offsets": np.array([0, len(blob)]),
        "shape": np.array([32, 32, 3]),
        "labels": np.zeros(1, int),
    }
    np.savez(tmp_path / "test_batch.npz", **right)
    assert cifar10.load_split(tmp_path, "test")[0].shape == (1, 32, 32, 3)
    np.savez(tmp_path / "test_batch.npz", **{k: v for k, v in (right | change).items() if v is not None})
    with little_memory(), pytest.raises(HdlgenError, match=r"test_batch\.npz: is no file of image strips"):
        cifar10.load_split(tmp_path, "test")


def test_a_picture_that_would_be_large(tmp_path, monkeypatch):
    from PIL import Image

    monkeypatch.setattr(npz, "VALUES", 50_000)
    stream = io.BytesIO()
    Image.new("RGB", (32, 1024)).save(stream, "png")
    blob = np.frombuffer(stream.getvalue(), np.uint8)
    np.savez(
        tmp_path / "test_batch.npz", blob=blob, offsets=[0, len(blob)], shape=[32, 32, 3], labels=np.zeros(32, int)
    )
    with pytest.raises(HdlgenError, match="pictures of 98,304 values, and 50,000 are the most"):
        cifar10.load_split(tmp_path, "test")


@pytest.mark.parametrize(("images", "labels", "message"), [
    (np.zeros((1, 32, 32, 3), np.uint8), np.array([10]), "has label 10 of 10 classes"),
    (np.zeros((1, 32, 32, 3), np.uint8), np.array([255]), "has label 255 of 10 classes"),
])  # fmt: skip
def test_labels_of_cifar_10(tmp_path, images, labels, message):
    record = bytes(labels.tolist()) + images.tobytes()
    (tmp_path / "test_batch.bin").write_bytes(record)
    with pytest.raises(HdlgenError, match=message):
        cifar10.load_split(tmp_path, "test")


def header(**tensors):
    text = json.dumps({n: {"dtype": d, "shape": s, "data_offsets": o} for n, (d, s, o) in tensors.items()}).encode()
    return struct.pack("<Q", len(text)) + text


@pytest.mark.parametrize("content", [
    b"", b"\0" * 7, struct.pack("<Q", 2 << 30) + b"{}", struct.pack("<Q", 2**64 - 1) + b"{}",
    struct.pack("<Q", 2) + b"[]", struct.pack("<Q", 3) + b"{\xff}", struct.pack("<Q", 10_000) + b"[" * 10_000,
    header(**{"fc.weight": ("I8", [3, 6], [0, 18])}),
    header(**{"fc.weight": ("I8", [3, 6], [0, 10**12])}) + bytes(18),
    header(**{"fc.weight": ("I8", [3, 10**12], [0, 18])}) + bytes(18),
    header(**{"fc.weight": ("I8", [2**32, 2**32, 2**32], [0, 18])}) + bytes(18),
    header(**{"fc.weight": ("I8", [-3, -6], [0, 18])}) + bytes(18),
    header(**{"fc.weight": ("I99", [3, 6], [0, 18])}) + bytes(18),
    header(**{"fc.weight": ("I8", [3, 6], [18, 0])}) + bytes(18),
], ids=range(14))  # fmt: skip
def test_weights(hdlgen, tiny, content):
    (tiny.parent / "tiny.safetensors").write_bytes(content)
    with little_memory():
        hdlgen("check", tiny).refuses("tiny.yaml:4: network.weights: ", "tiny.safetensors' is no safetensors file")


@pytest.mark.parametrize(("tensor", "message"), [
    (np.zeros((3, 6), np.float32), "tiny.safetensors: fc.weight: is F32, not I8 (int8)\n    fix: convert"),
    (np.zeros((3, 7), np.int8), "fc.weight: has shape [3, 7], not [3, 6]"),
    (np.zeros((), np.int8), "fc.weight: has shape [], not [3, 6]"),
    (np.zeros((0, 6), np.int8), "fc.weight: has shape [0, 6], not [3, 6]"),
    (np.full((3, 6), -128, np.int8), "18 of 18 weights lie outside −7..7"),
])  # fmt: skip
def test_tensors_of_another_kind(hdlgen, tiny, tensor, message):
    from safetensors.numpy import load_file

    right = load_file(tiny.parent / "tiny.safetensors")
    save_file(right | {"fc.weight": tensor}, tiny.parent / "tiny.safetensors")
    hdlgen("check", tiny).refuses(message)
