"""`free_name`: what a layer is called whose author calls it otherwise."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hdlgen.spec.names import taken

_OF_PARTS = re.compile(r"_(pixels|fork|(fifo|lanes|skid)(_\d+)?)$")
"""How the names of parts of other layers end, that come later maybe."""
LONGEST = 56
"""Characters of a layer's name: what is made of it stays within 64."""


def free_name(called: str, names: Sequence[str]) -> str:
    """The name for a layer that is most like `called` and that none of the other `names` hinders."""
    word = re.sub(r"[^A-Za-z0-9]+", "_", called).strip("_")[-LONGEST:].strip("_") or "layer"
    word = word if word[0].isalpha() else f"layer{word}"
    word = f"{word[-LONGEST + 6 :].strip('_')}_layer" if _OF_PARTS.search(word) else word
    name, count = word, 1
    while any(at == len(names) for at, *_ in taken("", [*names, name])):
        count += 1
        name = f"{word}_{count}"
    return name
