"""What convolutions and pools share: an image in ONNX's order, and the sides of a window."""

from __future__ import annotations

from hdlgen.arith import Axes, Shape, Sides
from hdlgen.frontend.onnx.reading.call import Call
from hdlgen.frontend.onnx.reading.values import Stream, refused, shown


def image(x: Stream) -> Stream:
    """`x`. Raises HdlgenError where its axes are not images, channels, rows, columns."""
    if len(x.axes) != 4:
        raise refused(f"reads {shown(x.dims)}; images, channels, rows and columns are expected", "make it an image")
    if not x.is_image():
        raise refused(
            f"reads {shown(x.dims)}, whose axes are not images, channels, rows, columns",
            "transpose the image to this order in front of it",
        )
    return x


def pair(call: Call, name: str, default: Axes = (1, 1)) -> Axes:
    """An attribute of two numbers, for rows and columns."""
    found = call.attributes.integers(name, default) or default
    if len(found) != 2:
        raise refused(f"{name}={list(found)}, and two numbers are expected")
    return found[0], found[1]


def padding(call: Call, shape: Shape, reach: Axes, stride: Axes) -> Sides:
    """Top, left, bottom and right, as `pads` or `auto_pad` has them, of a window that reaches over `reach`."""
    auto, pads = call.attributes.text("auto_pad", "NOTSET"), call.attributes.integers("pads")
    if auto == "NOTSET":
        if pads and (len(pads) != 4 or min(pads) < 0):
            raise refused(f"pads={list(pads)}; four numbers are expected, none below 0")
        return (pads[0], pads[1], pads[2], pads[3]) if pads else (0, 0, 0, 0)
    if auto == "VALID":
        return 0, 0, 0, 0
    if auto not in ("SAME_UPPER", "SAME_LOWER"):
        raise refused(f"auto_pad={auto} is not known", "give pads")
    begins, ends = [], []
    for size, window, step in zip(shape[:2], reach, stride, strict=True):
        total = max((-(-size // step) - 1) * step + window - size, 0)
        less = total // 2
        begins.append(less if auto == "SAME_UPPER" else total - less)
        ends.append(total - less if auto == "SAME_UPPER" else less)
    return begins[0], begins[1], ends[0], ends[1]


def together(one: Sides, other: Sides) -> Sides:
    """Both paddings."""
    top, left, bottom, right = (a + b for a, b in zip(one, other, strict=True))
    return top, left, bottom, right
