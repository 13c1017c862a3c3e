"""`Tensors`: the constants of an ONNX file, as arrays; a file that claims more than it has is refused unread."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
from hdlgen_sim.files import opened
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

from hdlgen.frontend.onnx.reading.values import refused, shown

MOST_BYTES = 1 << 30
"""Of a file, and of a constant: twice VGG-16."""
ALL_BYTES = 1 << 32
"""Of all constants, with those that are computed of them."""
_BITS: dict[int, int] = {
    TensorProto.FLOAT: 32,
    TensorProto.DOUBLE: 64,
    TensorProto.FLOAT16: 16,
    TensorProto.BFLOAT16: 16,
    TensorProto.BOOL: 8,
    TensorProto.INT8: 8,
    TensorProto.UINT8: 8,
    TensorProto.INT16: 16,
    TensorProto.UINT16: 16,
    TensorProto.INT32: 32,
    TensorProto.UINT32: 32,
    TensorProto.INT64: 64,
    TensorProto.UINT64: 64,
    TensorProto.INT4: 4,
    TensorProto.UINT4: 4,
}
"""Of an element of each type that is read."""


def kind_of(data_type: int) -> str:
    """ONNX's name of a type of element."""
    name = TensorProto.DataType.Name(data_type) if data_type in TensorProto.DataType.values() else str(data_type)
    return str(name)


def numpy_kind(data_type: int) -> np.dtype[Any]:
    """NumPy's type for it. Raises HdlgenError for what is not read."""
    if data_type not in _BITS:
        raise refused(f"elements of type {kind_of(data_type)} are not read", "use floats or integers")
    return helper.tensor_dtype_to_np_dtype(data_type)


def within(dims: tuple[int, ...], bits: int = 64) -> None:
    """Raises HdlgenError where a tensor of this shape is larger than MOST_BYTES, or has a side below 0."""
    if min(dims, default=0) < 0:
        raise refused(f"a tensor of shape {shown(dims)}")
    size = math.prod(dims) * bits // 8
    if size > MOST_BYTES:
        raise refused(f"a tensor of shape {shown(dims)} has {size:,} bytes; {MOST_BYTES:,} are the most")


class Tensors:
    """Arrays of the tensors of a file that lies in `folder`, where other files with its constants may lie, too."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._bytes = 0

    def count(self, array: NDArray[Any]) -> None:
        """Counts an array that is kept. Raises HdlgenError where all of them have more than ALL_BYTES."""
        self._bytes += array.nbytes
        if self._bytes > ALL_BYTES:
            raise refused(f"the constants have more than {ALL_BYTES:,} bytes", "export a smaller network")

    def array(self, tensor: TensorProto) -> NDArray[Any]:
        """Its elements. Raises HdlgenError where the file has not all of them, or more."""
        kind = numpy_kind(tensor.data_type)
        if tensor.HasField("segment"):
            raise refused("a tensor in segments is not read", "export it whole")
        dims, bits = tuple(tensor.dims), _BITS[tensor.data_type]
        within(dims, bits)
        size = (math.prod(dims) * bits + 7) // 8
        if tensor.data_location == TensorProto.EXTERNAL:
            raw = self._beside(tensor, size)
        elif tensor.HasField("raw_data"):
            raw = tensor.raw_data
        else:
            try:
                return np.asarray(numpy_helper.to_array(tensor), kind).reshape(dims)
            except (ValueError, TypeError):
                raise refused(f"a tensor of shape {shown(dims)} has not so many elements", "export it again") from None
        if len(raw) != size:
            raise refused(f"a tensor of shape {shown(dims)} has {size:,} bytes, and there are {len(raw):,}")
        whole = TensorProto(data_type=tensor.data_type, dims=dims, raw_data=raw) if bits < 8 else None
        if whole is not None:
            return np.asarray(numpy_helper.to_array(whole))
        return np.frombuffer(raw, kind.newbyteorder("<") if kind.itemsize > 1 else kind).reshape(dims).astype(kind)

    def _beside(self, tensor: TensorProto, size: int) -> bytes:
        """The bytes that a tensor has in a file of their own."""
        said = {entry.key: entry.value for entry in tensor.external_data}
        name = said.get("location", "")
        fix = "keep it in the model's folder, or export with external_data=False"
        path = self.folder / name
        if not name or Path(name).is_absolute() or ".." in Path(name).parts or "\\" in name or "\0" in name:
            raise refused(f"the constant {tensor.name!r} is in the file {name!r}, which is not beside the model", fix)
        if not path.resolve().is_relative_to(self.folder.resolve()):
            raise refused(f"the constant {tensor.name!r} is in the file {name!r}, a link to elsewhere", fix)
        try:
            first, length = int(said.get("offset", "0")), int(said.get("length", str(size)))
        except ValueError:
            raise refused(f"the constant {tensor.name!r} has no whole numbers for offset and length") from None
        if length != size or first < 0:
            raise refused(
                f"the constant {tensor.name!r} of shape {shown(tuple(tensor.dims))} has {size:,} bytes, "
                f"and {length:,} from {first:,} are named"
            )
        try:
            with opened(path, MOST_BYTES) as file:
                file.seek(first)
                return file.read(size)
        except OSError as error:
            raise refused(f"the constant {tensor.name!r} is in the file {name!r}: {error.strerror}", fix) from None


def finite(array: NDArray[Any], what: str) -> NDArray[np.float64]:
    """`array` in float64. Raises HdlgenError where it holds what is no number."""
    if array.dtype.kind not in "fiu":
        raise refused(f"{array.dtype} is the type of {what}", "use numbers")
    with np.errstate(invalid="ignore"):  # some NaNs raise a flag when they are copied
        found = array.astype(np.float64)
    wrong = int(np.count_nonzero(~np.isfinite(found)))
    if wrong:
        raise refused(
            f"{wrong:,} of {found.size:,} numbers of {what} are NaN or infinite",
            "train again, or export again: they are no numbers",
        )
    return found
