"""Images are held out evenly, and are no longer trained on."""

import numpy as np
import pytest

from hdlgen.compress.images import hold_out
from hdlgen.errors import HdlgenError
from hdlgen.nets.dataset import Dataset

DATA = Dataset(
    np.arange(10, dtype=np.uint8).reshape(10, 1, 1, 1),
    np.arange(10, dtype=np.uint8),
    np.zeros((3, 1, 1, 1), np.uint8),
    np.zeros(3, np.uint8),
    classes=10,
)


@pytest.mark.parametrize(("amount", "held"), [(1, [0]), (0.2, [0, 5]), (4, [0, 2, 5, 7]), (9, list(range(9)))])
def test_images_are_held_out_evenly(amount, held):
    rest, (images, labels) = hold_out(DATA, amount)
    assert labels.tolist() == images.flatten().tolist() == held
    assert rest.train_labels.tolist() == rest.train_images.flatten().tolist() == sorted({*range(10)} - {*held})
    assert rest.test_images is DATA.test_images


@pytest.mark.parametrize("amount", [10, 1.0, 0.01])
def test_some_are_held_out_and_some_are_left(amount):
    with pytest.raises(HdlgenError, match=r"hold_out: \d+ of the 10 training images are no part"):
        hold_out(DATA, amount)
