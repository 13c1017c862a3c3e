"""MNIST: handwritten digits (LeCun, Cortes, Burges 1998), 28×28, 60,000 for training and 10,000 for testing."""

from __future__ import annotations

import gzip
import hashlib
import io
import math
import os
import urllib.error
import urllib.request
import zlib
from pathlib import Path
from typing import BinaryIO, Literal

import numpy as np
from hdlgen_sim import files
from numpy.typing import NDArray

from hdlgen.errors import HdlgenError, naming
from hdlgen.nets.dataset import Dataset, check_part

CLASSES = 10
MIRROR = "https://ossci-datasets.s3.amazonaws.com/mnist/"
# SHA-256 of the uncompressed files: archives are packed anew here and there, their content is the published one.
DIGESTS = {
    "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
}
VALUES = 1 << 28
"""Bytes of a file, packed or not: five times those of MNIST's largest."""
MAX_RANK = 4
"""Axes of an array."""
BUNDLED = Path(__file__).with_name("mnist_200.npz")


def load(directory: Path | None = None, *, download: bool = False) -> Dataset:
    """MNIST from the IDX files in `directory` or its folder `mnist`, packed with gzip or not.

    directory  None: what the environment variable HDLGEN_DATA names
    download   files that are missing are downloaded into `directory`, which is made if it is not there

    Raises HdlgenError if there is no such directory, or if a file is damaged, missing or cannot be downloaded.
    """
    directory = _directory(directory, download)
    train, test = (_read("train", directory, download), _read("test", directory, download))
    return Dataset(*train, *test, CLASSES)


def fetch(directory: Path | None = None) -> Dataset:
    """As `load`, and downloads what is missing: the dataset of a recipe."""
    return load(directory, download=True)


def load_split(directory: Path | None, split: Literal["train", "test"]) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """Images uint8[image, row, column, 1] and labels uint8[image] of one part; the files of the other are not needed.

    Arguments and errors are those of `load`; nothing is downloaded.
    """
    images, labels = _read(split, _directory(directory, False), False)
    check_part(split, images, labels, CLASSES)
    return images, labels


def bundled_images(count: int = 200) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The first `count` MNIST test images uint8[image, 28, 28] and labels uint8[image], from the package itself."""
    with np.load(BUNDLED, allow_pickle=False) as file:
        images, labels = file["images"], file["labels"]
    if not 1 <= count <= len(images):
        raise HdlgenError(
            "images",
            f"must lie in 1..{len(images)} (those shipped with hdlgen), not {count}",
            fix="give the whole set with --data DIR",
        )
    return images[:count], labels[:count]


def read_idx(path: Path) -> NDArray[np.uint8]:
    """The array uint8[...] of an IDX file.

    No more is unpacked than its header claims. Raises HdlgenError if the file is none of bytes, its length is wrong, or
    it has more than VALUES.
    """
    again = "fetch the file again"
    try:
        with files.opened(path, VALUES) as stream:
            return _idx(gzip.GzipFile(fileobj=stream) if path.suffix == ".gz" else stream)
    except (OSError, EOFError, zlib.error) as error:
        why = error.strerror or error if isinstance(error, OSError) else error
        raise HdlgenError(str(path), f"cannot be read: {why}", fix=again) from error
    except ValueError as error:
        raise HdlgenError(str(path), str(error), fix=again) from error


def _idx(stream: BinaryIO | gzip.GzipFile) -> NDArray[np.uint8]:
    """What `read_idx` gives; errors are ValueError."""
    head = stream.read(4)
    rank = head[3] if len(head) == 4 else 0
    sizes = stream.read(4 * rank)
    if head[:3] != b"\0\0\x08" or not 1 <= rank <= MAX_RANK or len(sizes) < 4 * rank:  # 0x08: unsigned bytes
        raise ValueError(f"is no IDX file of bytes: it begins with {head.hex(' ')}")
    shape = tuple(int(n) for n in np.frombuffer(sizes, ">u4"))
    count = math.prod(shape)
    if count > VALUES:
        raise ValueError(f"claims an array of {shape}, and {VALUES:,} values are the most that are read")
    body = np.frombuffer(stream.read(count + 1), np.uint8)
    if body.size != count:
        held = f"{body.size} bytes" if body.size < count else f"more than {count} bytes"
        raise ValueError(f"holds {held} for an array of {shape}")
    return body.reshape(shape)


def _directory(directory: Path | None, download: bool) -> Path:
    """The directory that is meant; HdlgenError if it is not there and will not be made for a download."""
    if directory is None:
        if not os.environ.get("HDLGEN_DATA"):
            raise HdlgenError("MNIST", "has no directory", fix="give --data DIR or set HDLGEN_DATA")
        directory = Path(os.environ["HDLGEN_DATA"])
    if not directory.is_dir() and (directory.exists() or not download):
        what = "is no directory" if directory.exists() else "does not exist"
        raise HdlgenError(str(directory), what, fix="name the directory with the files of MNIST")
    return directory


def _read(split: str, directory: Path, download: bool) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    part = {"train": "train", "test": "t10k"}[split]
    images = read_idx(_find(f"{part}-images-idx3-ubyte", directory, download))
    return images[..., None], read_idx(_find(f"{part}-labels-idx1-ubyte", directory, download))


def _find(name: str, directory: Path, download: bool) -> Path:
    """Path of IDX file `name`, downloaded if it must be and may be."""
    for place in (directory, directory / "mnist"):
        for path in (place / name, place / f"{name}.gz"):
            if path.is_file():
                return path
    if not download:
        raise HdlgenError(
            str(directory),
            f"holds neither {name} nor {name}.gz",
            fix=f"put the MNIST files {', '.join(n for n in DIGESTS if n[:3] == name[:3])} (or .gz) there",
        )
    return _download(name, directory)


def _download(name: str, directory: Path) -> Path:
    """Fetches `name` from the mirror into `directory`; its content is the published one or it is not kept."""
    url = f"{MIRROR}{name}.gz"
    path = directory / f"{name}.gz"
    try:
        with urllib.request.urlopen(url, timeout=30) as answer:
            packed = answer.read(VALUES)
        with gzip.open(io.BytesIO(packed)) as stream:
            digest = hashlib.sha256(stream.read(VALUES)).hexdigest()
    except (urllib.error.URLError, OSError, EOFError, zlib.error) as error:
        raise HdlgenError(
            str(path),
            f"is missing, and {url} gives: {error}",
            fix=f"put the MNIST files {', '.join(DIGESTS)} (or .gz) into {directory}",
        ) from error
    if digest != DIGESTS[name]:
        raise HdlgenError(
            url,
            f"has SHA-256 {digest} when unpacked, not {DIGESTS[name]}",
            fix=f"put the original file into {directory}",
        )
    with naming(path):
        directory.mkdir(parents=True, exist_ok=True)
        aside = path.with_suffix(".part")
        aside.write_bytes(packed)
        aside.replace(path)
    return path
