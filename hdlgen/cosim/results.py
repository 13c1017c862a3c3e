"""`Results`: what the benches of one simulation said."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

from hdlgen.errors import DesignError, ToolError


@dataclass(frozen=True)
class Outcome:
    """How one bench ended.

    name     module.bench, as cocotb calls it
    seconds  wall clock
    passed   neither failed nor skipped
    message  of the failure or of the skip; empty when passed
    """

    name: str
    seconds: float
    passed: bool
    skipped: bool = False
    message: str = ""


@dataclass(frozen=True)
class Results:
    """The outcomes of a run that came to its end.

    log    everything the simulation printed
    waves  recorded waves, None when none were asked for
    """

    outcomes: tuple[Outcome, ...]
    log: Path
    waves: Path | None = None

    @property
    def passed(self) -> tuple[Outcome, ...]:
        """The benches that passed."""
        return tuple(o for o in self.outcomes if o.passed)

    @property
    def failed(self) -> tuple[Outcome, ...]:
        """The benches that failed."""
        return tuple(o for o in self.outcomes if not o.passed and not o.skipped)

    def check(self) -> None:
        """Raises DesignError with the message of every bench that failed."""
        if self.failed:
            what = "\n".join(f"  {o.name}: {o.message}" for o in self.failed)
            count = f"{len(self.failed)} of {len(self.outcomes)} benches failed"
            raise DesignError("cosimulation", f"{count}\n{what}", fix=f"see {self.log}")


def read(path: Path) -> tuple[Outcome, ...]:
    """The outcomes in a results file of cocotb. Raises ToolError if it is missing, no XML, or names no bench."""
    try:
        root = ElementTree.parse(path).getroot()
    except FileNotFoundError:
        raise ToolError(str(path), "the simulation ended without results") from None
    except ElementTree.ParseError as error:
        raise ToolError(str(path), f"the results cannot be read: {error}") from None
    outcomes = tuple(map(_outcome, root.iter("testcase")))
    if all(o.skipped for o in outcomes):
        raise ToolError(str(path), f"no bench ran ({len(outcomes)} skipped)", fix="check the module and its filter")
    return outcomes


def _outcome(case: ElementTree.Element) -> Outcome:
    name = f"{case.get('classname')}.{case.get('name')}"
    seconds = float(case.get("time", "0"))
    for kind in ("failure", "error", "skipped"):
        found = case.find(kind)
        if found is not None:
            message = f"{found.get('type', '')}: {found.get('message', '')}".strip(": ")
            return Outcome(name, seconds, passed=False, skipped=kind == "skipped", message=message)
    return Outcome(name, seconds, passed=True)
