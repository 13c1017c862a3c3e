"""`Parts`: what the components of a tile cost, each number with its source. One YAML file.

Tables are exact where a component of another size is another component: an ADC of a number of bits that is not listed
has no estimate. They cover what is smaller where a larger component serves: cells of fewer bits, registers of fewer
rows. Nothing is interpolated.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

from pydantic import Field, ValidationError

from hdlgen.errors import HdlgenError, Mistake, SpecError
from hdlgen.spec import document
from hdlgen.spec.document import Document, Key
from hdlgen.spec.parts import surplus, words
from hdlgen.spec.types import Part

DEFAULT = Path(__file__).with_name("parts.yaml")
"""Components at 32 nm."""

Positive = Annotated[float, Field(gt=0)]
Size = Annotated[str, Field(pattern=r"^[1-9][0-9]*$")]  # keys of YAML mappings are read as text
Values = Annotated[dict[Size, Positive], Field(min_length=1)]


class _Sourced(Part):
    """What every number comes with."""

    source: Annotated[str, Field(min_length=1)]
    """Where it stands, and what it is of."""
    basis: Literal["seen", "derived", "recall", "generic"]
    """seen in the source; derived from numbers seen; recall: known, not read again; generic: a usual value."""


class Energy(_Sourced):
    """Of an event."""

    value: Positive
    unit: Literal["pJ"]


class Area(_Sourced):
    """Of a component."""

    value: Positive
    unit: Literal["um2"]


class Rate(_Sourced):
    """Highest, of events."""

    value: Positive
    unit: Literal["GHz"]


class _Table(_Sourced):
    """Values by size."""

    values: Values

    def at(self, size: int, where: str) -> float:
        """The value of exactly this size. Raises HdlgenError if there is none; where: the user's key for the size."""
        if str(size) not in self.values:
            raise _missing(where, size, f"use one of: {', '.join(self.values)}")
        return self.values[str(size)]

    def covering(self, size: int, where: str) -> float:
        """The value of the least listed size that is not below `size`. Raises HdlgenError likewise if all are."""
        enough = [s for s in map(int, self.values) if s >= size]
        if not enough:
            raise _missing(where, size, f"use at most {max(map(int, self.values))}")
        return self.values[str(min(enough))]


class EnergyTable(_Table):
    """Of an event, by size."""

    unit: Literal["pJ"]


class AreaTable(_Table):
    """Of a component, by size."""

    unit: Literal["um2"]


class Price(NamedTuple):
    """Of an event and of a component."""

    energy_pj: float
    area_um2: float


class Sized(Part):
    """A component of which there are several sizes."""

    energy: EnergyTable
    area: AreaTable

    def at(self, size: int, where: str) -> Price:
        """Of the component of this size; raises HdlgenError as `_Table.at`."""
        return Price(self.energy.at(size, where), self.area.at(size, where))

    def covering(self, size: int, where: str) -> Price:
        """Of the least component that is as large; raises HdlgenError as `_Table.covering`."""
        return Price(self.energy.covering(size, where), self.area.covering(size, where))


class Converter(Sized):
    """An ADC."""

    rate: Rate
    """Of conversions."""


class Plain(Part):
    """A component of one size."""

    energy: Energy
    area: Area

    @property
    def price(self) -> Price:
        """Of the component."""
        return Price(self.energy.value, self.area.value)


class Parts(Part):
    """The components."""

    adc: Converter
    """By bits of a code; energy of a conversion."""
    driver: Sized
    """Of a row, by bits of a phase; energy of a phase."""
    cell: Sized
    """Half of a differential pair, by its bits; energy of an integration while its row is driven."""
    hold: Plain
    """Of a column."""
    shift_add: Plain
    """Of a converter; energy of a code."""
    input_register: Sized
    """Of a tile, by its rows; energy of a digit of all rows."""
    buffer: Plain
    """Of a bit; energy of writing or reading it."""
    unit: Plain
    """Of a column, memristive: activates, and pools; energy of a sum that passes."""


def load_parts(path: Path = DEFAULT) -> Parts:
    """The components in YAML file `path`. Raises SpecError with every mistake in it, each with its line."""
    doc = document.read(path)
    mistakes = list(doc.mistakes)
    if not mistakes:
        try:
            return Parts.model_validate(doc.data)
        except ValidationError as error:
            mistakes = [_mistake(doc, e) for e in error.errors(include_url=False)]
    raise SpecError.of(mistakes)


def _mistake(doc: Document, error: Any) -> Mistake:
    """A mistake of form, from pydantic's error."""
    key: Key = tuple(step for step in error["loc"] if step != "[key]")
    if error["type"] == "string_pattern_mismatch":
        return doc.mistake(key, "is no size", "write a whole number of bits or rows")
    what, fix = surplus(doc, key, _known(key)) if error["type"] == "extra_forbidden" else words(error)
    return doc.mistake(key, what, fix)


def _known(key: Key) -> list[str]:
    """Keys of the mapping that `key` stands in."""
    model: Any = Parts
    for step in key[:-1]:
        model = model.model_fields[step].annotation
    return list(model.model_fields)


def _missing(where: str, size: int, fix: str) -> HdlgenError:
    return HdlgenError(
        where, f"there is no estimate for {size}", fix=f"{fix}; or add one, with its source, to the parts"
    )
