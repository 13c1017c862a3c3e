"""Images for measuring: whose they are, what they must be, and that labels may be missing."""

import json
import zipfile
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest

from hdlgen.arith import Int
from hdlgen.cli.images import Takes, labelled, read_npz
from hdlgen.cli.main import main
from hdlgen.errors import HdlgenError
from hdlgen.mapping.design import load_design
from hdlgen.nets import mnist

COLOURS = """\
hdlgen: 1
name: colours
network:
  weights: colours.safetensors
  input: {shape: [4, 5, 3], type: int3}
  layers:
    - {name: fc, type: linear, features: 2, weight_bits: 4, activation: none, out: int8}
hardware:
  tile: {rows: 64, columns: 32}
  adc: {bits: 8, count: 8, settle_cycles: 2, conversion_cycles: 2}
device: {cell_bits: 3, g_min_siemens: 1.0e-6, g_max_siemens: 40.0e-6}
"""


@pytest.fixture
def colours(tmp_path):
    """A network that no image of MNIST fits: the first channel's sum against the last one's."""
    from safetensors.numpy import save_file

    weight = np.zeros((2, 3, 20), np.int8)
    weight[0, 0] = weight[1, 2] = 1
    tensors = {
        "fc.weight": weight.reshape(2, 60),
        "fc.multiplier": np.ones(2, np.int32),
        "fc.bias": np.zeros(2, np.int64),
        "fc.shift": np.zeros(1, np.int32),
    }
    save_file(tensors, tmp_path / "colours.safetensors")
    (tmp_path / "colours.yaml").write_text(COLOURS)
    return tmp_path / "colours.yaml"


@pytest.fixture
def own(tmp_path):
    """Writes arrays to an .npz file."""

    def write(**arrays):
        np.savez(tmp_path / "own.npz", **arrays)
        return tmp_path / "own.npz"

    return write


def images_of(count=12):
    return np.random.default_rng(0).integers(-4, 4, (count, 4, 5, 3)).astype(np.int8)


def test_any_network_is_evaluated_with_images_of_its_own(colours, own, capsys):
    images = images_of()
    labels = (images[..., 2].sum(axis=(1, 2)) > images[..., 0].sum(axis=(1, 2))).astype(int)
    labels[:3] = 1 - labels[:3]  # three wrong answers
    data = own(images=images, labels=labels)
    assert main(["eval", "--net", str(colours), "--data", str(data), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["accuracy"]["exact"] == 9 / 12
    assert main(["eval", "--net", str(colours), "--data", str(data), "--images", "13"]) == 2
    assert "--images: must lie in 1..12, not 13" in capsys.readouterr().err


def test_only_eval_needs_labels(colours, own, capsys):
    data = str(own(images=images_of()))
    assert main(["eval", "--net", str(colours), "--data", data]) == 2
    assert (
        "--data: has no labels, and an accuracy needs them\n    fix: add an array `labels`" in capsys.readouterr().err
    )
    assert main(["calibrate", "--net", str(colours), "--data", data, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["ranges"].keys() == {"fc"}


def test_the_environment_may_name_a_file(colours, own, monkeypatch):
    monkeypatch.setenv("HDLGEN_DATA", str(own(images=images_of())))
    images, labels = labelled(Takes.of(load_design(colours).graph), None, "train", 5)
    np.testing.assert_array_equal(images, images_of()[:5])
    assert images.dtype == np.int64
    assert labels is None


def test_digits_that_nobody_named_have_labels_where_the_network_has_outputs_for_them(net, monkeypatch):
    monkeypatch.delenv("HDLGEN_DATA", raising=False)
    graph = load_design(net).graph
    assert labelled(Takes.of(graph), None, "test", 5)[1] is not None
    few = replace(graph, nodes=(*graph.nodes[:-1], SimpleNamespace(name="few", shape=(1, 1, 9))), outputs=("few",))
    images, labels = labelled(Takes.of(few), None, "test", 5)
    assert (len(images), labels) == (5, None)


def test_images_of_one_channel_need_no_axis_for_it(net, own):
    images, labels = mnist.bundled_images()
    got, got_labels = labelled(Takes.of(load_design(net).graph), own(images=images, labels=labels), "test", 3)
    np.testing.assert_array_equal(got[..., 0], images[:3])
    np.testing.assert_array_equal(got_labels, labels[:3])


def test_a_number_that_nobody_asked_for_is_no_mistake(net, data):
    graph = load_design(net).graph
    assert len(labelled(Takes.of(graph), data, "train", None, at_most=100)[0]) == 100
    assert len(labelled(Takes.of(graph), data, "train", None, at_most=1000)[0]) == 150
    assert len(labelled(Takes.of(graph), data, "train", 120, at_most=100)[0]) == 120


def test_images_of_another_size_are_refused(colours, net, data, own, capsys):
    assert main(["eval", "--net", str(colours)]) == 2
    said = capsys.readouterr().err
    assert (
        "colours: takes images of 4×5×3, and there are images of 28×28×1 in the bundled images\n    fix: give" in said
    )
    for file in data.glob("t10k-images*"):
        file.unlink()
    (data / "t10k-images-idx3-ubyte").write_bytes(
        bytes([0, 0, 8, 3, 0, 0, 0, 200, 0, 0, 0, 2, 0, 0, 0, 3, *[0] * 1200])
    )
    assert main(["eval", "--net", str(net), "--data", str(data)]) == 2
    assert f"dots: takes images of 28×28×1, and there are images of 2×3×1 in {data}\n" in capsys.readouterr().err


def test_values_beyond_the_type_are_refused(colours, own, capsys):
    images = images_of()
    images[0, 0, 0, 0] = 4
    assert main(["calibrate", "--net", str(colours), "--data", str(own(images=images))]) == 2
    said = capsys.readouterr().err
    assert "colours: takes int3 images, and there are values from -4 to 4 in " in said
    assert "fix: give images of int3 with --data FILE.npz" in said


@pytest.mark.parametrize(("arrays", "message"), [
    ({"pictures": images_of()}, r"own.npz: holds no array `images`\n    fix: write it with numpy.savez"),
    ({"images": images_of().astype(float)}, r"has images float64\[12, 4, 5, 3\]\n    fix: give integers"),
    ({"images": images_of()[0, 0]}, r"has images int8\[5, 3\]"),
    ({"images": images_of(0)}, r"has images int8\[0, 4, 5, 3\]\n    fix: .* one image at least"),
    ({"images": images_of(), "labels": np.zeros(11, int)}, r"has labels int64\[11\] for 12 images\n    fix: give one"),
    ({"images": images_of(), "labels": np.zeros(12)}, r"has labels float64\[12\] for 12 images"),
    ({"images": np.array([{}])}, "is no .npz file of plain arrays: images holds Python objects, which are not read"),
])  # fmt: skip
def test_arrays_that_are_no_images_are_refused(own, arrays, message):
    with pytest.raises(HdlgenError, match=message):
        read_npz(own(**arrays))


@pytest.mark.parametrize(("flag", "word"), [(0x01, "encrypted"), (0x41, "encryption")])
def test_files_with_a_password_are_refused(tmp_path, flag, word):
    path = tmp_path / "mine.npz"
    np.savez(path, images=np.zeros((1, 2, 2, 1), np.uint8))
    data = bytearray(path.read_bytes())
    for signature, at in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(signature) + at] |= flag
    path.write_bytes(data)
    with pytest.raises(HdlgenError, match=word):
        read_npz(path)


def test_a_cosimulation_that_is_given_no_fitting_images_takes_random_ones(monkeypatch, capsys):
    monkeypatch.delenv("HDLGEN_DATA", raising=False)
    other = Takes("other", (5, 4, 2), Int(3, signed=True), None)
    images, labels = labelled(other, None, "test", 7, any_image=True)
    assert images.shape == (7, 5, 4, 2)
    assert (images.min(), images.max(), labels) == (-4, 3, None)
    assert capsys.readouterr().err == "no images of 5×4×2 given: random ones, of seed 0\n"
    assert len(labelled(other, None, "test", None, any_image=True)[0]) == 1


def test_files_that_hold_no_arrays_are_refused(tmp_path):
    path = tmp_path / "a.npz"
    with pytest.raises(HdlgenError, match=r"a\.npz: cannot be read: No such file"):
        read_npz(path)
    for content in (b"", b"text", b"PK\x03\x04 no archive"):
        path.write_bytes(content)
        with pytest.raises(HdlgenError, match=r"is no \.npz file of plain arrays"):
            read_npz(path)
    with path.open("wb") as file:
        np.save(file, images_of())
    with pytest.raises(HdlgenError, match=r"is no \.npz file of plain arrays"):
        read_npz(path)
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("images", "text")
    with pytest.raises(HdlgenError, match="images has no header of a plain array"):
        read_npz(path)


PHOTOGRAPHS = """\
hdlgen: 1
name: sky
network:
  weights: sky.safetensors
  input: {shape: [32, 32, 3], type: uint8}
  layers:
    - {name: mean, type: avgpool, kernel: 32}
    - {name: fc, type: linear, features: 2, weight_bits: 4, activation: none, out: int8}
hardware:
  tile: {rows: 64, columns: 32}
  adc: {bits: 12, count: 8, settle_cycles: 2, conversion_cycles: 2}
device: {cell_bits: 3, g_min_siemens: 1.0e-6, g_max_siemens: 40.0e-6}
"""


@pytest.fixture
def sky(tmp_path):
    """A network for CIFAR-10's images: class 1 where there is more blue than red."""
    from safetensors.numpy import save_file

    tensors = {
        "fc.weight": np.array([[1, 0, 0], [0, 0, 1]], np.int8),
        "fc.multiplier": np.ones(2, np.int32),
        "fc.bias": np.zeros(2, np.int64),
        "fc.shift": np.ones(1, np.int32),
    }
    save_file(tensors, tmp_path / "sky.safetensors")
    (tmp_path / "sky.yaml").write_text(PHOTOGRAPHS)
    return tmp_path / "sky.yaml"


@pytest.fixture
def cifar(tmp_path):
    """A directory of CIFAR-10: 8 images to test, 3 in each of five files for training; red or blue."""
    folder = tmp_path / "cifar10"
    folder.mkdir()
    for i, (name, count) in enumerate([("test_batch", 8), *((f"data_batch_{n}", 3) for n in range(1, 6))]):
        records = np.zeros((count, 1 + 3 * 1024), np.uint8)
        records[:, 0] = (np.arange(count) + i) % 2
        records[:, 1:1025] = 200 * (1 - records[:, :1])
        records[:, 2049:] = 180 * records[:, :1]
        records[:, 5] = i  # a pixel that tells the files apart
        records.tofile(folder / f"{name}.bin")
    return folder


def test_a_directory_of_cifar_10_serves_networks_for_its_images(sky, cifar, net, capsys):
    assert main(["eval", "--net", str(sky), "--data", str(cifar), "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert (result["images"], result["accuracy"]) == (8, {"exact": 1.0, "plan": 1.0})
    assert main(["calibrate", "--net", str(sky), "--data", str(cifar), "--images", "15", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["ranges"] == {"fc": 0}
    graph = load_design(sky).graph
    images, labels = labelled(Takes.of(graph), cifar, "train", 15)
    assert images[:, 0, 4, 0].tolist() == [1] * 3 + [2] * 3 + [3] * 3 + [4] * 3 + [5] * 3
    assert labels.tolist() == [(i + n) % 2 for i in range(1, 6) for n in range(3)]
    # other networks look for MNIST there
    assert main(["eval", "--net", str(net), "--data", str(cifar)]) == 2
    assert "cifar10" in capsys.readouterr().err


def test_parts_of_cifar_10_that_are_missing_are_told(sky, cifar, capsys):
    (cifar / "test_batch.bin").unlink()
    assert main(["eval", "--net", str(sky), "--data", str(cifar)]) == 2
    assert f"{cifar}: holds neither test_batch.bin nor test_batch.npz" in capsys.readouterr().err
    assert main(["calibrate", "--net", str(sky), "--data", str(cifar), "--images", "16"]) == 2
    assert "--images: must lie in 1..15, not 16" in capsys.readouterr().err
