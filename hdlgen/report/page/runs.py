"""What was measured of a design: files that other commands wrote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hdlgen_sim.files import read_json

from hdlgen.emit.package import configuration_digest
from hdlgen.errors import HdlgenError
from hdlgen.mapping.design import Design

COSIM, CHIPS, COMPRESSION, MANIFEST = "cosim.json", "summary.json", "compression.json", "manifest.json"
"""Of `hdlgen cosim --json`, `hdlgen eval --out`, `hdlgen compress --out` and `hdlgen emit`."""


@dataclass(frozen=True)
class Runs:
    """Each None, or empty, where there is none.

    cosim        what `hdlgen cosim --json` prints
    chips        what `hdlgen eval` writes of many chips, run by run
    compression  what `hdlgen compress` writes
    manifest     of an emission
    """

    cosim: Mapping[str, Any] | None = None
    chips: tuple[Mapping[str, Any], ...] = ()
    compression: Mapping[str, Any] | None = None
    manifest: Mapping[str, Any] | None = None


def read(folders: Sequence[Path], design: Design) -> Runs:
    """What is in `folders`. Raises HdlgenError for a folder with nothing of it, and for what is of another network."""
    found = Runs()
    for folder in folders:
        there = [name for name in (COSIM, CHIPS, COMPRESSION, MANIFEST) if (folder / name).is_file()]
        if not there:
            what = f"holds none of {COSIM}, {CHIPS}, {COMPRESSION} and {MANIFEST}"
            fix = "name a folder of hdlgen eval, compress or emit, or write hdlgen cosim --json > DIR/cosim.json"
            raise HdlgenError(str(folder), what, fix=fix)
        for name in there:
            found = _with(found, folder / name, design)
    return found


def _with(runs: Runs, path: Path, design: Design) -> Runs:
    try:
        content = read_json(path)
        found = _taken(runs, path.name, content, design)
    except (OSError, ValueError, LookupError, TypeError) as error:
        raise HdlgenError(
            str(path), f"is no such file of hdlgen: {error}", fix="remove it, or write it anew"
        ) from error
    if found is None:
        raise HdlgenError(str(path), f"is not of {design.plan.name} as it is now", fix="write it anew")
    return found


def _taken(runs: Runs, name: str, content: Mapping[str, Any], design: Design) -> Runs | None:
    """`runs` with it; None if it is of another network."""
    plan = design.plan
    if name == COSIM:
        stages = {key.split(".")[0] for key in content["registers"] if "." in key}
        return replace(runs, cosim=content) if {s.name for s in plan.array_stages} <= stages else None
    if name == CHIPS:
        return replace(runs, chips=(*runs.chips, content)) if content["network"] == plan.name else None
    if name == COMPRESSION:
        return replace(runs, compression=content) if content["network"] == plan.name else None
    own = content["configuration"] == configuration_digest(plan).hex()
    return replace(runs, manifest=content) if own else None
