"""Images of an .npz file, with classes or masks where they are known."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from hdlgen.errors import HdlgenError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Integers = NDArray[np.integer[Any]]

Split = Literal["train", "test"]


def read_npz(path: Path, split: Split = "test") -> tuple[Integers, Integers | None]:
    """`images` [image, row, column, channel] of an .npz file and what they show; None where nobody said that.

    `labels` [image], or `masks` [image, row, column]. Images without an axis for channels have one channel. Nothing is
    unpickled. Where there is an array `test`, those are `split`'s of which it is not 0, or 0; where there are masks and
    it is missing, every fifth tests, as in training. uint8 images with masks are stretched as those of training are; a
    file of one of the data sets of `nets.medseg` is read as that data set.

    Raises HdlgenError if the file cannot be read or holds something else.
    """
    from hdlgen.nets import medseg

    name = next((name for name, file in medseg.FILES.items() if file == path.name), None)
    if name is not None and path.exists():
        return medseg.load_split(name, path.parent, split)
    arrays = _arrays(path, ("images", "labels", "masks", "test"))
    images, labels = _images(path, arrays), _labels(path, arrays)
    if labels is not None and labels.ndim == 3 and images.dtype == "uint8":
        images = medseg.normalized(images.astype("uint8", copy=False))
    chosen = _chosen(path, arrays, split)
    if chosen is None:
        return images, labels
    return images[chosen], None if labels is None else labels[chosen]


def ids(path: Path, split: Split = "test") -> list[str]:
    """What an array `ids` [image] calls the images with masks that `read_npz` gives; empty where there is none."""
    arrays = _arrays(path, ("ids", "masks", "test"))
    given, masks = arrays.get("ids"), arrays.get("masks")
    if given is None or masks is None or given.shape != masks.shape[:1]:
        return []
    chosen = _chosen(path, {**arrays, "images": given}, split, quiet=True)
    return [i.decode(errors="replace") if isinstance(i, bytes) else str(i) for i in given[chosen].tolist()]


def _arrays(path: Path, names: tuple[str, ...]) -> dict[str, NDArray[Any]]:
    from hdlgen.nets import npz

    try:
        return npz.read(path, names)
    except OSError as error:
        raise HdlgenError(str(path), f"cannot be read: {error.strerror or error}", fix="name an .npz file") from error
    except ValueError as error:
        fix = "write it with numpy.savez(FILE, images=…, labels=…), arrays of integers"
        raise HdlgenError(str(path), f"is no .npz file of plain arrays: {error}", fix=fix) from error


def _images(path: Path, arrays: dict[str, NDArray[Any]]) -> Integers:
    images = arrays.get("images")
    if images is None:
        raise HdlgenError(str(path), "holds no array `images`", fix="write it with numpy.savez(FILE, images=…)")
    if images.ndim == 3:
        images = images[..., None]
    if images.dtype.kind not in "iu" or images.ndim != 4 or not images.size:
        raise HdlgenError(
            str(path),
            f"has images {images.dtype}{list(images.shape)}",
            fix="give integers [image, row, column] or [image, row, column, channel], one image at least",
        )
    return images


def _labels(path: Path, arrays: dict[str, NDArray[Any]]) -> Integers | None:
    labels, masks, count = arrays.get("labels"), arrays.get("masks"), len(arrays["images"])
    if labels is not None and masks is not None:
        raise HdlgenError(str(path), "has `labels` and `masks`", fix="leave out what the network does not tell")
    if labels is not None and (labels.dtype.kind not in "iu" or labels.shape != (count,)):
        raise HdlgenError(
            str(path),
            f"has labels {labels.dtype}{list(labels.shape)} for {count} images",
            fix="give one integer for each image, or leave the labels out",
        )
    if masks is not None and (masks.dtype.kind not in "iu" or masks.ndim != 3 or len(masks) != count):
        raise HdlgenError(
            str(path),
            f"has masks {masks.dtype}{list(masks.shape)} for {count} images",
            fix="give integers [image, row, column], 0 for the background and 1 for what is marked",
        )
    return labels if masks is None else masks


def _chosen(
    path: Path, arrays: dict[str, NDArray[Any]], split: Split, *, quiet: bool = False
) -> NDArray[np.bool_] | None:
    """bool[image]: those of `split`; None where the file has no parts."""
    import numpy as np

    count, test = len(arrays["images"]), arrays.get("test")
    if test is None:
        if "masks" not in arrays:
            return None
        test = np.arange(count) % 5 == 0
        if not quiet:
            few = f"{test.sum()} of {count} images"
            print(f"{path} has no array `test`: every fifth tests, as in training, {few}", file=sys.stderr)
    if test.shape != (count,) or test.dtype.kind not in "iub":
        what = f"has `test` {test.dtype}{list(test.shape)} for {count} images"
        raise HdlgenError(str(path), what, fix="give an integer for each image, 1 if it is to test and 0 if not")
    chosen: NDArray[np.bool_] = (test != 0) == (split == "test")
    if not chosen.any():
        fix = f"let `test` be {int(split == 'test')} for some images"
        raise HdlgenError(str(path), f"has no image to {split} {'with' if split == 'test' else 'on'}", fix=fix)
    return chosen
