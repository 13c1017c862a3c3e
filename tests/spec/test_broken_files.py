"""Every file in tests/broken must give exactly the mistakes that its comments announce, each on its line.

`key: value  # wrong: WHERE | BEGINNING OF WHAT` announces one; a line may announce several.
"""

import re
from pathlib import Path

import numpy as np
import pytest

from hdlgen.errors import SpecError
from hdlgen.spec import load

FILES = sorted((Path(__file__).parents[1] / "broken").glob("*.yaml"))


def announced(text):
    """(line, where, beginning of what) of each announcement, in order."""
    for number, line in enumerate(text.splitlines(), 1):
        for part in line.split("# wrong: ")[1:]:
            where, what = part.strip().split(" | ")
            yield number, where, what


def test_there_are_enough_of_them():
    assert len(FILES) >= 12


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_every_mistake_is_found_where_it_is(file, written, tensors):
    text = file.read_text()
    expected = list(announced(text))
    assert expected, "announces nothing"
    for name, kind, inputs in re.findall(r"name: (\w+), type: (add|scale|concat), inputs: \[(.*?)\]", text):
        operands = 1 if kind == "scale" else len(inputs.split(","))
        if kind != "concat" or re.search(rf"{name}, .*requantize: true", text):
            tensors |= {f"{name}.multiplier": np.ones(operands, np.int32), f"{name}.shift": np.ones(1, np.int32)}
    for name in re.findall(r"name: (\w+), type: convtranspose", text):
        tensors |= {f"{name}.{kind}": tensors[f"conv1.{kind}"] for kind in ("multiplier", "bias", "shift")}
        tensors[f"{name}.weight"] = np.ones((3, 3, 2, 2), np.int8)
    path = written(text, tensors)
    with pytest.raises(SpecError) as error:
        load(path)
    found = [(m.line, m.where, m.what) for m in error.value.mistakes]
    assert sorted(f[:2] for f in found) == sorted(e[:2] for e in expected), str(error.value)
    for line, where, what in expected:
        assert any(f[:2] == (line, where) and f[2].startswith(what) for f in found), (where, what, str(error.value))
    assert all(m.file == str(path) for m in error.value.mistakes)
    assert re.search(rf"^{re.escape(str(path))}:\d+: ", str(error.value))
