"""Resize and Upsample, where each pixel becomes a square."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from hdlgen.frontend.onnx.reading.call import Call
from hdlgen.frontend.onnx.reading.values import Stream, Value, refused, shown
from hdlgen.frontend.operators import Upsample

_FIX = "use nearest-neighbour upsampling by a whole number, the same for rows and columns"


def upsample(call: Call) -> Value:
    """Upsample, an operator up to version 9."""
    x = call.stream()
    mode = call.attributes.text("mode", "nearest")
    return _repeated(call, x, tuple(call.numbers(1, "the factors").ravel()), mode, "asymmetric", "floor")


def resize(call: Call) -> Value:
    """Resize."""
    x = call.stream()
    mode = call.attributes.text("mode", "nearest")
    if call.version < 11:
        return _repeated(call, x, tuple(call.numbers(1, "the factors").ravel()), mode, "asymmetric", "floor")
    call.attributes.without_meaning("cubic_coeff_a", "exclude_outside", "extrapolation_value")  # of other modes
    call.attributes.must("antialias", 0, "pixels are mixed", _FIX)
    policy = call.attributes.text("keep_aspect_ratio_policy", "stretch")
    if policy != "stretch":
        raise refused(f"keep_aspect_ratio_policy={policy}", "use stretch")
    where = call.attributes.text("coordinate_transformation_mode", "half_pixel")
    nearest = call.attributes.text("nearest_mode", "round_prefer_floor")
    named = call.attributes.integers("axes")
    axes = range(len(x.axes)) if named is None else [call.axis(axis, len(x.axes)) for axis in named]
    if call.has(3) and call.fixed(3, "the size").array.size:
        given = [dim / x.dims[axis] for dim, axis in zip(call.dims(3, "the size"), axes, strict=False)]
    else:
        given = call.numbers(2, "the factors").ravel().tolist()
    if len(given) != len(axes):
        raise refused(f"has {len(given)} factors for {len(axes)} axes")
    factors = [1.0] * len(x.axes)
    for axis, factor in zip(axes, given, strict=True):
        factors[axis] = factor
    return _repeated(call, x, tuple(factors), mode, where, nearest)


def _repeated(call: Call, x: Stream, factors: tuple[float, ...], mode: str, where: str, nearest: str) -> Stream:
    """`x`, of which every pixel is repeated `factors` times, if that is what these modes do."""
    if mode != "nearest":
        raise refused(f"mode={mode} mixes pixels", _FIX)
    if len(factors) != len(x.axes):
        raise refused(f"has {len(factors)} factors for {len(x.axes)} axes")
    # An image of one row or column has these axes, too.
    letters = tuple("NCHW") if x.is_image() else x.axes
    by_letter = {"H": 1.0, "W": 1.0}
    for letter, by in zip(letters, factors, strict=True):
        if letter in by_letter:
            by_letter[letter] = by
        elif by != 1:
            raise refused(f"enlarges {shown(x.dims)} by {', '.join(f'{f:g}' for f in factors)}", _FIX)
    factor = by_letter["H"]
    if factor != by_letter["W"] or factor != int(factor) or factor < 1:
        raise refused(f"enlarges {shown(x.dims)} by {', '.join(f'{f:g}' for f in factors)}", _FIX)
    whole = int(factor)
    for size in x.shape[:2]:
        if not np.array_equal(_sources(size, whole, where, nearest), np.arange(size * whole) // whole):
            raise refused(
                f"coordinate_transformation_mode={where}, nearest_mode={nearest} is not each pixel {whole} times",
                "use asymmetric and floor",
            )
    if whole == 1:
        return x
    return replace(call.emit(Upsample(whole), x, axes=letters), codes=x.codes)


def _sources(size: int, factor: int, where: str, nearest: str) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """int64[pixel of the result]: which pixel it is, as ONNX defines the two modes."""
    long = size * factor
    at = np.arange(long)
    match where:
        case "half_pixel" | "pytorch_half_pixel" | "half_pixel_symmetric":
            x = (at + 0.5) / factor - 0.5
        case "asymmetric":
            x = at / factor
        case "align_corners":
            x = at * (size - 1) / max(long - 1, 1)
        case _:
            raise refused(f"coordinate_transformation_mode={where} is not known", _FIX)
    match nearest:
        case "floor":
            found = np.floor(x)
        case "ceil":
            found = np.ceil(x)
        case "round_prefer_floor":
            found = np.ceil(x - 0.5)
        case "round_prefer_ceil":
            found = np.floor(x + 0.5)
        case _:
            raise refused(f"nearest_mode={nearest} is not known", _FIX)
    return np.asarray(np.clip(found, 0, size - 1), np.int64)
