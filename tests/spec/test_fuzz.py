"""Whatever a file says, `load` answers with a network or with a SpecError."""

import copy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hdlgen.errors import SpecError
from hdlgen.spec import load
from hdlgen.spec.models import LAYERS

JUNK = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 300),
    st.integers(),
    st.floats(),
    st.text(max_size=5),
    st.sampled_from([*LAYERS, "relu", "uint8", "int1", "all", "tiny.safetensors", "net.yaml"]),
    st.lists(st.integers(-3, 20), max_size=4),
    st.dictionaries(st.sampled_from(["clip", "table", "function", "type", "a"]), st.integers(-3, 20), max_size=2),
)


def ways(node, key=()):
    """Every key of nested mappings and lists."""
    items = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for k, v in items:
        yield (*key, k)
        yield from ways(v, (*key, k))


@settings(
    deadline=None, max_examples=200, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_no_file_makes_a_traceback(data, written, description, tensors):
    changed = copy.deepcopy(description)
    for _ in range(data.draw(st.integers(1, 3))):
        way = data.draw(st.sampled_from(sorted(ways(changed), key=str)))
        parent = changed
        for step in way[:-1]:
            parent = parent[step]
        if data.draw(st.booleans()):
            parent[way[-1]] = data.draw(JUNK)
        else:
            del parent[way[-1]]
        if not list(ways(changed)):
            break
    path = written(changed, tensors)
    try:
        load(path)
    except SpecError as error:
        for m in error.mistakes:
            assert m.where
            assert m.what
            assert m.file


@settings(
    deadline=None, max_examples=200, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_no_links_between_layers_make_a_traceback(data, written, residual, residual_tensors):
    changed = copy.deepcopy(residual)
    names = st.sampled_from(["input", "conv1", "down", "add1", "pool1", "fc1", "none"])
    for layer in changed["network"]["layers"]:
        if data.draw(st.booleans()):
            key = data.draw(st.sampled_from(["inputs", "input", "requantize", "factor", "groups", "padding"]))
            layer[key] = data.draw(st.one_of(names, st.lists(names, max_size=3), JUNK))
        if data.draw(st.integers(0, 9)) == 9:
            layer[data.draw(st.sampled_from(sorted(layer)))] = data.draw(JUNK)
        if data.draw(st.integers(0, 5)) == 5:
            layer["type"] = data.draw(st.sampled_from(sorted(LAYERS)))
    if data.draw(st.booleans()):
        changed["network"]["outputs"] = data.draw(st.one_of(names, st.lists(names, max_size=3), JUNK))
    path = written(changed, residual_tensors)
    try:
        load(path)
    except SpecError as error:
        for m in error.mistakes:
            assert m.where
            assert m.what
            assert m.file


def test_the_unchanged_file_loads(written, description, tensors):
    assert load(written(description, tensors)).name == "tiny"


@pytest.mark.parametrize("cut", range(0, 700, 25))
def test_no_half_file_makes_a_traceback(cut, written, tensors, description):
    import yaml

    text = yaml.safe_dump(description, sort_keys=False)
    with pytest.raises(SpecError):
        load(written(text[: min(cut, len(text) - 40)], tensors))
