"""When the beats of an image are where: what `earliest` finds and `queues` reads."""

from __future__ import annotations

from dataclasses import dataclass, field

from hdlgen.arith.integer import Ints


@dataclass(frozen=True)
class Link:
    """From part `source` to `operand` of part `target`; `queue`: target and operand of its edge, if it has one."""

    source: str
    target: str
    operand: int
    queue: tuple[str, int] | None


@dataclass(eq=False)
class Times:
    """Of the beats of an image, when they

    offered  by part: are offered
    gone     by part: have left
    entered  by link: enter the queue, or are offered
    taken    by link: are taken
    read     by window buffer: rows of windows have been read
    """

    offered: dict[str, Ints] = field(default_factory=dict)
    gone: dict[str, Ints] = field(default_factory=dict)
    entered: dict[Link, Ints] = field(default_factory=dict)
    taken: dict[Link, Ints] = field(default_factory=dict)
    read: dict[str, Ints] = field(default_factory=dict)

    def copy(self) -> Times:
        """Those of now; arrays are replaced, not changed."""
        return Times(*(dict(each) for each in vars(self).values()))
