"""`Periphery`: all that surrounds the cells of a tile, and the file that describes it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import Field, dataclass, field, fields
from importlib import resources
from pathlib import Path
from typing import Any

from hdlgen_sim import files
from hdlgen_sim.activation import Activation
from hdlgen_sim.adc import Adc
from hdlgen_sim.column import Amplifier, Hold
from hdlgen_sim.dac import Dac
from hdlgen_sim.parameters import complaint, hint, key
from hdlgen_sim.wires import Wires
from hdlgen_sim.yaml_reader import Key, located, parse


class PeripheryError(ValueError):
    """All mistakes of a description.

    mistakes  one line each: the key's path, what is wrong with its value, what would be right
    """

    def __init__(self, mistakes: Iterable[str]) -> None:
        self.mistakes = tuple(mistakes)
        super().__init__("\n".join(self.mistakes))


@dataclass(frozen=True)
class Periphery:
    """Wires, drivers, amplifiers, activation units, sample-and-holds and converters; ideal where nothing else is said.

    Only the columns of stages that use them have activation units.
    """

    wires: Wires = field(default_factory=Wires)
    dac: Dac = field(default_factory=Dac)
    amplifier: Amplifier = field(default_factory=Amplifier)
    hold: Hold = field(default_factory=Hold)
    adc: Adc = field(default_factory=Adc)
    activation: Activation = field(default_factory=Activation)

    @property
    def ideal(self) -> bool:
        """Whether codes are those of the definition, if the cells are ideal, too."""
        return all(getattr(self, part.name).ideal for part in fields(self))

    def to_dict(self) -> dict[str, dict[str, float | str | None]]:
        """What `from_dict` takes: the parts and all their keys, as JSON and YAML can hold them."""
        parts = {part.name: getattr(self, part.name) for part in fields(self)}
        return {name: {key(p): getattr(part, p.name) for p in fields(part)} for name, part in parts.items()}

    @classmethod
    def from_dict(cls, description: Mapping[str, Any]) -> Periphery:
        """The periphery that `description` gives: for each part that is not ideal, what is not.

        Raises PeripheryError.
        """
        parts: dict[str, Any] = {part.name: part.default_factory for part in fields(cls)}
        mistakes, made = [], {}
        for name, values in description.items():
            if name not in parts:
                mistakes.append(f"{name}: not known{hint(str(name), parts)}; there are {', '.join(parts)}")
            elif not isinstance(values, Mapping):
                mistakes.append(f"{name}: must hold keys and values, not {values!r}")
            else:
                made[name], wrong = _part(parts[name], values)
                mistakes += [f"{name}{text}" for text in wrong]
        if mistakes:
            raise PeripheryError(mistakes)
        return cls(**made)


def _part(kind: type[Any], values: Mapping[str, Any]) -> tuple[Any, list[str]]:
    """A part made of what a file says, and what is wrong with that."""
    parameters: dict[str, Field[Any]] = {key(parameter): parameter for parameter in fields(kind)}
    mistakes, good = [], {}
    for name, value in values.items():
        if name not in parameters:
            mistakes.append(f".{name}: not known{hint(str(name), parameters)}; there are {', '.join(parameters)}")
        elif text := complaint(parameters[name], value) or _refusal(kind, parameters[name], value):
            mistakes.append(f".{name}: {text}")
        else:
            good[parameters[name].name] = value
    if mistakes:
        return None, mistakes
    try:
        return kind(**good), []
    except ValueError as error:
        return None, [f": {error}"]


def _refusal(kind: type[Any], parameter: Field[Any], value: object) -> str:
    """What the constructor says of a field that declares no limits, alone: it would report the first of several."""
    if not parameter.metadata:
        try:
            kind(**{parameter.name: value})
        except ValueError as error:
            return str(error).removeprefix(f"{parameter.name} ")
    return ""


def list_peripheries() -> list[str]:
    """Names of the peripheries that come with the package."""
    return sorted(file.name.removesuffix(".yaml") for file in _SHIPPED.iterdir() if file.name.endswith(".yaml"))


def load_periphery(source: str | Path | Mapping[str, Any]) -> Periphery:
    """A periphery by the name of a shipped one, from a YAML file, or from what such a file holds.

    source  a str that ends in .yaml or .yml or has a slash is a path, any other one a name; so is NAME.yaml where there
            is no such file

    Raises PeripheryError, with the file at the head of every line.
    """
    if isinstance(source, Mapping):
        return Periphery.from_dict(source)
    if isinstance(source, str):
        source = files.without_ending(source, list_peripheries())
    if isinstance(source, str) and not re.search(r"/|\.ya?ml$", source):
        names = list_peripheries()
        if source not in names:
            raise PeripheryError(
                [f"periphery {source}: not known{hint(source, names)}; there are {', '.join(names)}, or give a file"]
            )
        return _parsed((_SHIPPED / f"{source}.yaml").read_text("utf-8"))
    try:
        return _parsed(files.read(source).decode())
    except PeripheryError as error:
        raise PeripheryError(f"{source}: {mistake}" for mistake in error.mistakes) from None
    except OSError as error:
        raise PeripheryError([f"{source}: cannot be read: {error.strerror}"]) from None
    except UnicodeDecodeError:
        raise PeripheryError([f"{source}: is not text in UTF-8"]) from None


def _parsed(text: str) -> Periphery:
    """The periphery of a YAML text. Raises PeripheryError, with the line of every mistake that has one."""
    parsed = parse(text)
    if parsed.faults:
        raise PeripheryError(map(str, parsed.faults))
    if not isinstance(parsed.data, Mapping):
        raise PeripheryError([f"must hold parts with keys and values, not {parsed.data!r}"])
    try:
        return Periphery.from_dict(parsed.data)
    except PeripheryError as error:
        split = [mistake.partition(": ") for mistake in error.mistakes]
        keys: list[Key] = [tuple(path.split(".")) for path, _, _ in split]
        raise PeripheryError(
            f"{located(key, parsed.lines.get(key, 0))}: {what}" for key, (_, _, what) in zip(keys, split, strict=True)
        ) from None


_SHIPPED = resources.files("hdlgen_sim") / "peripheries"
