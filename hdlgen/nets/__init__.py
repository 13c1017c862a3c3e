"""Bundled networks and datasets. NumPy only."""

from __future__ import annotations

from pathlib import Path

from hdlgen_sim import files

from hdlgen.errors import HdlgenError

_HERE = Path(__file__).parent
_NETWORK, _RECIPE = ".yaml", ".recipe.yaml"


def names() -> tuple[str, ...]:
    """Names of the bundled networks, sorted."""
    return tuple(n for n in _stems(_NETWORK) if not n.endswith(".recipe"))


def recipe_names() -> tuple[str, ...]:
    """Names of the bundled networks and others that have a recipe, sorted."""
    return _stems(_RECIPE)


def bundled(name: str) -> Path:
    """Path of the network file of bundled network `name`, which may end in .yaml. HdlgenError if there is none."""
    stem = name.removesuffix(_NETWORK)
    if stem not in names():
        raise HdlgenError(name, "is no bundled network", fix=f"use one of {', '.join(names())}")
    return _HERE / f"{stem}{_NETWORK}"


def bundled_recipe(name: str) -> Path:
    """Path of the recipe of bundled network `name`, which may end in .yaml, .recipe or .recipe.yaml.

    Raises HdlgenError if there is none.
    """
    stem = name.removesuffix(_NETWORK).removesuffix(".recipe")
    if stem not in recipe_names():
        what = "is neither a file nor the name of a bundled recipe"
        raise HdlgenError(name, what, fix=f"give the path of a file, or one of {', '.join(recipe_names())}")
    return _HERE / f"{stem}{_RECIPE}"


def is_path(name: str) -> bool:
    """Whether `name` means a file and nothing bundled: it has a slash, or what has this name is there and no folder."""
    return "/" in name or files.there(name)


def _stems(ending: str) -> tuple[str, ...]:
    return tuple(sorted(p.name.removesuffix(ending) for p in _HERE.glob(f"*{ending}")))
