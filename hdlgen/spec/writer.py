"""`write_network`: a network as the two files that everything else reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from numpy.typing import NDArray
from safetensors.numpy import save

from hdlgen.arith import Int, Shape

Tensors = dict[str, NDArray[np.integer]]
Layers = list[dict[str, Any]]
"""What a network file says of its layers, as docs/format.md has it."""
PIXEL = Int(8)
"""Type of an image's elements, unless something else is said."""


def write_network(
    folder: Path,
    name: str,
    image: Shape,
    layers: Layers,
    tensors: Mapping[str, NDArray[np.integer]],
    hardware: Mapping[str, Any],
    device: Mapping[str, Any],
    *,
    pixel: Int = PIXEL,
    outputs: Sequence[str] = (),
    dense_weights: int | None = None,
    ranges: Mapping[str, int] | None = None,
) -> Path:
    """Writes NAME.yaml and NAME.safetensors into `folder`; same arguments, same bytes. Returns the path of the YAML.

    image          rows, columns, channels of the input, whose elements are of type `pixel`
    outputs        names of the layers whose results leave; the last layer's alone if there are none
    dense_weights  of the float network, if it had others
    ranges         ADC shift of each layer, if they are known
    """
    document = {
        "hdlgen": 1,
        "name": name,
        "network": {
            "weights": f"{name}.safetensors",
            **({"dense_weights": dense_weights} if dense_weights else {}),
            "input": {"shape": list(image), "type": str(pixel)},
            "layers": layers,
            **({"outputs": list(outputs)} if outputs else {}),
        },
        "hardware": dict(hardware),
        "device": dict(device),
        **({"ranges": dict(ranges)} if ranges else {}),
    }
    path = folder / f"{name}.yaml"
    _write(path, document)
    # save() writes memory as it lies, and training leaves weights in another order of axes
    path.with_suffix(".safetensors").write_bytes(save({n: np.ascontiguousarray(tensors[n]) for n in sorted(tensors)}))
    return path


def write_ranges(path: Path, ranges: Mapping[str, int]) -> None:
    """Gives the network file that `write_network` wrote without ranges these: same bytes as if written with them."""
    document = yaml.safe_load(path.read_text("utf-8"))
    _write(path, document | {"ranges": dict(ranges)} if ranges else document)


def _write(path: Path, document: Mapping[str, Any]) -> None:
    path.write_text(yaml.safe_dump(document, sort_keys=False, default_flow_style=None, width=120), "utf-8")
