"""The bundled LeNet-5 is as small and as good as is said of it."""

import os
from pathlib import Path

import numpy as np
import pytest

from hdlgen.cli.main import main
from hdlgen.ir.lower import lower
from hdlgen.nets import bundled, bundled_recipe
from hdlgen.nets.mnist import bundled_images
from hdlgen.nets.mnist import load as load_mnist
from hdlgen.reference import exact
from hdlgen.spec import load
from tests.compress.plain_integers import execute

MNIST = os.environ.get("HDLGEN_DATA")
needs_mnist = pytest.mark.skipif(not MNIST, reason="HDLGEN_DATA does not name a directory with MNIST")


def test_it_has_at_least_17_times_fewer_weights_than_lenet5():
    file = load(bundled("lenet_q4"))
    kept = {}
    for layer in file.network.layers:
        if layer.type == "maxpool":
            continue
        matrix = file.weights[f"{layer.name}.weight"].reshape(layer.outputs, -1)
        assert np.abs(matrix).max() <= 7
        assert layer.weight_bits == 4
        assert np.abs(file.weights[f"{layer.name}.multiplier"]).max() < 1 << 15
        kept[layer.name] = int(matrix.any(axis=0).sum()), len(matrix)
    assert kept["conv1"][1] <= 12  # it runs at 576 positions
    assert sum(rows * columns for rows, columns in kept.values()) <= 25_000
    # whole tiles of 128 rows
    assert kept["conv2"][0] <= 128
    assert kept["fc1"][0] <= 256


def test_two_executors_agree_on_the_bundled_images():
    images, labels = bundled_images()
    got = execute(bundled("lenet_q4"), images[..., None])
    assert (got.argmax(axis=1) == labels).sum() >= 198
    (reference,) = exact.run(lower(load("lenet_q4")), images[..., None].astype(np.int64), keep=False).values()
    np.testing.assert_array_equal(reference.reshape(len(images), 10), got)


@needs_mnist
def test_it_classifies_mnist():
    data = load_mnist(Path(MNIST))
    logits = execute(bundled("lenet_q4"), data.test_images)
    assert (logits.argmax(axis=1) == data.test_labels).mean() >= 0.991


@needs_mnist
def test_the_bundled_images_are_of_the_test_set():
    data = load_mnist(Path(MNIST))
    images, labels = bundled_images()
    np.testing.assert_array_equal(images, data.test_images[:200, ..., 0])
    np.testing.assert_array_equal(labels, data.test_labels[:200])


@needs_mnist
@pytest.mark.campaign
@pytest.mark.timeout(3600)
def test_its_recipe_trains_it_again(tmp_path):
    assert (
        main(
            [
                "compress",
                "--recipe",
                str(bundled_recipe("lenet_q4")),
                "--data",
                str(MNIST),
                "--out",
                str(tmp_path),
                "--quiet",
                "--min-accuracy",
                "99.1",
            ]
        )
        == 0
    )
