"""What runs in an order, each part on what others have made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Activations = TypeVar("Activations", bound=NDArray[np.integer[Any]])
"""Integers [image, row, column, channel] of any width."""


def walk(
    sources: Mapping[str, Sequence[str]],
    entering: Mapping[str, Activations],
    step: Callable[[str, Sequence[Activations]], Activations],
) -> Iterator[tuple[str, Sequence[Activations], Activations]]:
    """Each part's name, what it reads and what it makes of that; nothing is kept that nobody reads any more.

    sources   names that each part reads, of parts before it or of `entering`; in the order in which the parts run
    entering  what is there at the beginning, by name
    step      makes a part's output of its name and its inputs
    """
    unread = Counter(name for names in sources.values() for name in names)
    outputs = dict(entering)
    for part, names in sources.items():
        inputs = [outputs[name] for name in names]
        for name in names:
            unread[name] -= 1
            if not unread[name]:
                del outputs[name]
        y = step(part, inputs)
        if unread[part]:
            outputs[part] = y
        yield part, inputs, y
