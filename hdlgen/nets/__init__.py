"""Bundled networks and datasets. NumPy only."""

from __future__ import annotations

from pathlib import Path

from hdlgen.errors import HdlgenError

_HERE = Path(__file__).parent


def names() -> tuple[str, ...]:
    """Names of the bundled networks, sorted."""
    return tuple(sorted(p.stem for p in _HERE.glob("*.yaml") if not p.stem.endswith(".recipe")))


def bundled(name: str) -> Path:
    """Path of the network file of bundled network `name`. Raises HdlgenError if there is none."""
    if name not in names():
        raise HdlgenError(name, "is no bundled network", fix=f"use one of {', '.join(names())}")
    return _HERE / f"{name}.yaml"


def bundled_recipe(name: str) -> Path:
    """Path of the recipe that trained bundled network `name`. Raises HdlgenError if there is none."""
    path = _HERE / f"{name}.recipe.yaml"
    if not path.is_file():
        known = sorted(p.name.removesuffix(".recipe.yaml") for p in _HERE.glob("*.recipe.yaml"))
        raise HdlgenError(name, "has no bundled recipe", fix=f"use one of {', '.join(known)}")
    return path
