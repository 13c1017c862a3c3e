"""Medical images with masks: nuclei (Caicedo et al. 2019), lungs (Jaeger et al. 2014), retinas (Staal et al. 2004).

Images are normalised here, once, for training and measuring alike: each so that its darkest value becomes 0 and its
brightest 255 (values between them linearly, halves up); of nuclei, images that are brighter than the half on average
are inverted first, as stained nuclei are dark on bright and fluorescent ones bright on dark.
"""

from __future__ import annotations

import io
import math
import os
from itertools import pairwise
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from hdlgen.errors import HdlgenError
from hdlgen.nets import npz
from hdlgen.nets.dataset import Dataset, check_part

FILES = {
    "nuclei": "dsb2018_nuclei_128.npz",
    "lungs": "montgomery_lung_128.npz",
    "retina": "drive_256.npz",
}
"""By name of the data set."""
CLASSES = 2
PLACES = ("", "medseg")
"""Folders of the directory in which files are looked for."""
MEMBERS = ("images", "blob", "offsets", "shape", "masks", "test")
LAYOUT = (
    "write it with numpy.savez(FILE, images=…, masks=…), uint8 [image, row, column] or [image, row, column, channel] "
    "and masks [image, row, column] of 0 and 1; test=…, 1 for each image that is to test"
)

Part = tuple[NDArray[np.uint8], NDArray[np.uint8]]
"""Images uint8[image, row, column, channel] and masks uint8[image, row, column]."""


def nuclei(directory: Path | None = None) -> Dataset:
    """Nuclei of cells under the microscope, 128×128 gray: 527 images to train on, 132 to test.

    directory  None: what the environment variable HDLGEN_DATA names

    Raises HdlgenError if the file is missing or damaged.
    """
    return _named("nuclei", directory)


def lungs(directory: Path | None = None) -> Dataset:
    """Lungs in X-rays of the chest, 128×128 gray: 110 images to train on, 28 to test. Else as `nuclei`."""
    return _named("lungs", directory)


def retina(directory: Path | None = None) -> Dataset:
    """Vessels of retinas, 256×256 in colour: 20 images to train on, 20 to test. Else as `nuclei`."""
    return _named("retina", directory)


def is_in(name: str, directory: Path) -> bool:
    """Whether data set `name` is there."""
    return _path(name, directory) is not None


def load_split(name: str, directory: Path | None, split: Literal["train", "test"]) -> Part:
    """One part of data set `name`, of `FILES`. Argument `directory` and errors are those of `nuclei`."""
    data = _named(name, directory)
    return (data.train_images, data.train_labels) if split == "train" else (data.test_images, data.test_labels)


def load_npz(path: Path, *, invert_bright: bool = False) -> Dataset:
    """Images and masks of one's own: `images` and `masks`, and `test`, 1 for each image that is not trained on.

    path           `images` uint8[image, row, column] or with channels behind; in place of them `blob`, `offsets` and
                   `shape`, which are strips of pictures as CIFAR-10's .npz files have them. Without `test` every fifth
                   image tests, from the first on
    invert_bright  whether images that are brighter than the half on average are inverted

    Raises HdlgenError for what is no such file.
    """
    try:
        arrays = npz.read(path, MEMBERS)
        images = arrays["images"] if "images" in arrays else _strips(arrays)
        masks = arrays["masks"]
    except OSError as error:
        what = f"cannot be read: {error.strerror or error}"
        raise HdlgenError(str(path), what, fix="name an .npz file") from error
    except KeyError as error:
        raise HdlgenError(str(path), f"holds no array `{error.args[0]}`", fix=LAYOUT) from error
    except (ValueError, TypeError, SyntaxError) as error:
        raise HdlgenError(str(path), f"is no file of images and masks: {error}", fix=LAYOUT) from error
    images = images[..., None] if images.ndim == 3 else images
    count = len(images) if images.ndim == 4 else 0
    test = arrays.get("test", np.arange(count) % 5 == 0)
    if test.shape != (count,) or not count or not 0 < np.count_nonzero(test) < count:
        what = f"has images {list(images.shape)} and `test` {list(test.shape)}, {np.count_nonzero(test)} of it not 0"
        raise HdlgenError(str(path), what, fix="give two images at least, some to train on and some to test")
    try:
        check_part(path.name, images, masks, CLASSES)
    except HdlgenError as error:
        (mistake,) = error.mistakes
        raise HdlgenError(str(path), mistake.what, fix=mistake.fix) from error
    images, masks = normalized(images, invert_bright), masks.astype(np.uint8)
    tests = test.astype(bool)
    return Dataset(images[~tests], masks[~tests], images[tests], masks[tests], CLASSES)


def normalized(images: NDArray[np.uint8], invert_bright: bool = False) -> NDArray[np.uint8]:
    """Each of uint8[image, ...] from 0 to 255; one of a single value stays as it is.

    invert_bright  images whose mean is above 127.5 count as 255 minus their values
    """
    axes = tuple(range(1, images.ndim))
    if invert_bright:
        bright = images.mean(axis=axes, keepdims=True) > 127.5
        images = np.where(bright, 255 - images, images)
    least = images.min(axis=axes, keepdims=True).astype(np.int64)
    span = images.max(axis=axes, keepdims=True) - least
    spread = ((images - least) * 510 + span) // np.maximum(2 * span, 1)
    return np.where(span > 0, spread, images).astype(np.uint8)


def _named(name: str, directory: Path | None) -> Dataset:
    if directory is None:
        if not os.environ.get("HDLGEN_DATA"):
            raise HdlgenError(name, "has no directory", fix="give --data DIR or set HDLGEN_DATA")
        directory = Path(os.environ["HDLGEN_DATA"])
    path = _path(name, directory)
    if path is None:
        raise HdlgenError(str(directory), f"holds no {FILES[name]}", fix=f"give the directory in which {name} lie")
    return load_npz(path, invert_bright=name == "nuclei")


def _path(name: str, directory: Path) -> Path | None:
    paths = (directory / place / FILES[name] for place in PLACES)
    return next((path for path in paths if path.is_file()), None)


def _strips(arrays: npz.Arrays) -> NDArray[np.uint8]:
    """Images of pictures that hold several, one below the other."""
    try:
        from PIL import Image
    except ImportError as error:
        what = "holds pictures, and Pillow, which reads them, is not installed"
        raise HdlgenError("medseg", what, fix="pip install pillow") from error
    if "blob" not in arrays:
        raise KeyError("images")
    blob, ends, shape = arrays["blob"].tobytes(), arrays["offsets"].tolist(), tuple(arrays["shape"].tolist())
    if any(not 0 <= a <= b <= len(blob) for a, b in pairwise(ends)):
        raise ValueError(f"offsets do not lie in 0..{len(blob)} in order")
    if len(shape) not in (2, 3) or min(shape) < 1 or shape[2:] not in ((), (3,)):
        raise ValueError(f"shape {list(shape)} is of no gray and no colour image")
    mode = "RGB" if len(shape) == 3 else "L"
    try:
        pictures = [Image.open(io.BytesIO(blob[a:b])) for a, b in pairwise(ends)]  # their headers
        values = sum(math.prod(picture.size) * len(mode) for picture in pictures)
        if values > npz.VALUES:
            raise ValueError(f"pictures of {values:,} values, and {npz.VALUES:,} are the most that are read")
        return np.concatenate([np.asarray(p.convert(mode)).reshape(-1, *shape) for p in pictures])
    except (OSError, Image.DecompressionBombError) as error:
        raise ValueError(str(error)) from error
