"""A unit that is part of another: itself in simulation, one module for all its equals in an emitted design."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeVar, runtime_checkable

from amaranth import Module
from amaranth.lib import wiring

Params = TypeVar("Params")
Unit = TypeVar("Unit", bound=wiring.Component)


@runtime_checkable
class Library(Protocol):
    """The platform of a design in which equal units share a module."""

    def placed(self, kind: Callable[[Any], Any], params: Any, name: str) -> Any:
        """What stands for `kind(params)`: an instance `name` of its module, with its interface."""


def add(m: Module, platform: object, name: str, kind: Callable[[Params], Unit], params: Params) -> Unit:
    """Adds the unit `kind(params)` to `m` as `u_<name>`.

    Returns it, or what stands for it where `platform` is a `Library`.
    """
    part: Unit = platform.placed(kind, params, name) if isinstance(platform, Library) else kind(params)
    m.submodules[f"u_{name}"] = part
    return part
