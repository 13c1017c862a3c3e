"""CIFAR-10: 32×32 photographs of ten kinds of things (Krizhevsky 2009), 50,000 for training and 10,000 for testing."""

from __future__ import annotations

import io
import math
import os
from itertools import pairwise
from pathlib import Path
from typing import Literal

import numpy as np
from hdlgen_sim import files
from numpy.typing import NDArray

from hdlgen.errors import HdlgenError
from hdlgen.nets import npz
from hdlgen.nets.dataset import Dataset, check_part

CLASSES = 10
SHAPE = (32, 32, 3)
BATCHES = tuple(f"data_batch_{i}" for i in range(1, 6))
JPEG = ("train_jpeg90",)
FILE_BYTES = 1 << 28
"""Of a file: eight times those of a published one."""
PLACES = ("", "cifar10", "cifar-10-batches-bin")
"""Folders of the directory in which files are looked for."""

Part = tuple[NDArray[np.uint8], NDArray[np.uint8]]
"""Images uint8[image, row, column, channel] and labels uint8[image]."""


def load(directory: Path | None = None) -> Dataset:
    """CIFAR-10 from `directory`: data_batch_1 … data_batch_5 and test_batch, each as .bin or as .npz.

    directory  None: what the environment variable HDLGEN_DATA names

    .bin is the published binary version. .npz holds strips of images one below the other, each a picture file (PNG,
    WebP, JPEG): `blob` uint8, cut by `offsets`; `shape` of an image; `labels`. Raises HdlgenError if a file is missing
    or damaged.
    """
    return _dataset(directory, BATCHES)


def load_jpeg(directory: Path | None = None) -> Dataset:
    """As `load`, with training images from the one file train_jpeg90.npz, which is half as large; test images exact."""
    return _dataset(directory, JPEG)


def is_in(directory: Path) -> bool:
    """Whether the test images are there."""
    return _path(directory, "test_batch") is not None


def load_split(directory: Path | None, split: Literal["train", "test"]) -> Part:
    """One part; the files of the other are not needed. Where there is no data_batch_1, training images are JPEGs.

    Argument `directory` and errors are those of `load`.
    """
    directory = _named(directory)
    names = BATCHES if _path(directory, BATCHES[0]) or not _path(directory, JPEG[0]) else JPEG
    images, labels = _parts(directory, ("test_batch",) if split == "test" else names)
    check_part(split, images, labels, CLASSES)
    return images, labels


def _dataset(directory: Path | None, batches: tuple[str, ...]) -> Dataset:
    directory = _named(directory)
    return Dataset(*_parts(directory, batches), *read(directory, "test_batch"), CLASSES)


def _parts(directory: Path, names: tuple[str, ...]) -> Part:
    """Files one behind the other."""
    parts = [read(directory, name) for name in names]
    images, labels = (np.concatenate([part[i] for part in parts]) for i in (0, 1))
    return images, labels


def _named(directory: Path | None) -> Path:
    """`directory`, or what the environment says."""
    if directory is None:
        if not os.environ.get("HDLGEN_DATA"):
            raise HdlgenError("CIFAR-10", "has no directory", fix="give --data DIR or set HDLGEN_DATA")
        return Path(os.environ["HDLGEN_DATA"])
    return directory


def read(directory: Path, name: str) -> Part:
    """One file of CIFAR-10, without its ending."""
    path = _path(directory, name)
    if path is None:
        raise HdlgenError(
            str(directory),
            f"holds neither {name}.bin nor {name}.npz",
            fix="unpack cifar-10-binary.tar.gz of https://www.cs.toronto.edu/~kriz/cifar.html there",
        )
    images, labels = (_read_binary if path.suffix == ".bin" else _read_strips)(path)
    if images.shape[1:] != SHAPE or len(images) != len(labels):
        what = f"holds images {images.shape} and labels {labels.shape}"
        raise HdlgenError(str(path), what, fix="fetch the file again")
    return images, labels


def _path(directory: Path, name: str) -> Path | None:
    """Where file `name` is, in one form or the other."""
    places = (directory / place / f"{name}{suffix}" for place in PLACES for suffix in (".bin", ".npz"))
    return next((path for path in places if path.is_file()), None)


def _read_binary(path: Path) -> Part:
    """Records of a label and 3,072 pixels, channel by channel."""
    data = np.frombuffer(_bytes(path), np.uint8)
    size = 1 + int(np.prod(SHAPE))
    if data.size % size or not data.size:
        raise HdlgenError(str(path), f"holds {data.size} bytes, no multiple of {size}", fix="fetch the file again")
    records = data.reshape(-1, size)
    return records[:, 1:].reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1).copy(), records[:, 0].copy()


def _bytes(path: Path) -> bytes:
    try:
        return files.read(path, FILE_BYTES)
    except OSError as error:
        raise HdlgenError(
            str(path), f"cannot be read: {error.strerror or error}", fix="fetch the file again"
        ) from error


def _read_strips(path: Path) -> Part:
    try:
        from PIL import Image
    except ImportError as error:
        what = "holds pictures, and Pillow, which reads them, is not installed"
        raise HdlgenError(str(path), what, fix="pip install pillow, or use the binary version") from error
    try:
        arrays = npz.read(path, ("blob", "offsets", "shape", "labels"))
        blob, ends, labels = arrays["blob"].tobytes(), arrays["offsets"].tolist(), arrays["labels"]
        if any(not 0 <= a <= b <= len(blob) for a, b in pairwise(ends)):
            raise ValueError(f"offsets that do not lie in 0..{len(blob)} in order")
        if tuple(arrays["shape"].tolist()) != SHAPE or labels.ndim != 1 or labels.dtype.kind not in "iu":
            raise ValueError(f"images of shape {arrays['shape'].tolist()}, labels {labels.dtype}{list(labels.shape)}")
        pictures = [Image.open(io.BytesIO(blob[a:b])) for a, b in pairwise(ends)]  # their headers
        if (values := sum(math.prod(picture.size) * 3 for picture in pictures)) > npz.VALUES:
            raise ValueError(f"pictures of {values:,} values, and {npz.VALUES:,} are the most that are read")
        return np.concatenate([np.asarray(p.convert("RGB")).reshape(-1, *SHAPE) for p in pictures]), labels
    except (OSError, ValueError, KeyError, TypeError, SyntaxError, Image.DecompressionBombError) as error:
        raise HdlgenError(str(path), f"is no file of image strips: {error}", fix="fetch the file again") from error
