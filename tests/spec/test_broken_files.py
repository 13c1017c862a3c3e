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


JOIN = re.compile(r"name: (\w+), type: (add|scale|concat), inputs: \[(.*?)\]")
CONVOLUTION = re.compile(r"name: (\w+), type: (conv|convtranspose), channels: (\d+), kernel: \[?(\d+)(?:, (\d+))?(.*)")


def of_layers(text):
    """Tensors for layers beside `conv1` and `fc1` that are written on a line; three channels enter convolutions."""
    tensors = {}
    for name, kind, inputs in JOIN.findall(text):
        if kind != "concat" or re.search(rf"{name}, .*requantize: true", text):
            tensors[f"{name}.multiplier"] = np.ones(1 if kind == "scale" else len(inputs.split(",")), np.int32)
            tensors[f"{name}.shift"] = np.ones(1, np.int32)
    for name, kind, channels, rows, columns, rest in CONVOLUTION.findall(text):
        if name == "conv1":
            continue
        out, kernel, groups = int(channels), (int(rows), int(columns or rows)), re.search(r"groups: ([1-9])", rest)
        of_group = (3 if kind == "conv" else out) // int(groups[1] if groups else 1)
        tensors[f"{name}.weight"] = np.ones((out if kind == "conv" else 3, of_group, *kernel), np.int8)
        tensors |= {f"{name}.multiplier": np.ones(out, np.int32), f"{name}.shift": np.ones(1, np.int32)}
        tensors[f"{name}.bias"] = np.ones(out, np.int64)
    return tensors


def test_there_are_enough_of_them():
    assert len(FILES) >= 12


@pytest.mark.parametrize("file", FILES, ids=lambda f: f.stem)
def test_every_mistake_is_found_where_it_is(file, written, tensors):
    text = file.read_text()
    expected = list(announced(text))
    assert expected, "announces nothing"
    path = written(text, tensors | of_layers(text))
    with pytest.raises(SpecError) as error:
        load(path)
    found = [(m.line, m.where, m.what) for m in error.value.mistakes]
    assert sorted(f[:2] for f in found) == sorted(e[:2] for e in expected), str(error.value)
    for line, where, what in expected:
        assert any(f[:2] == (line, where) and f[2].startswith(what) for f in found), (where, what, str(error.value))
    assert all(m.file == str(path) for m in error.value.mistakes)
    assert re.search(rf"^{re.escape(str(path))}:\d+: ", str(error.value))
