"""The reader of YAML: data, lines, faults. What it refuses of foreign texts is in tests/cases."""

import pytest
from hdlgen_sim.yaml_reader import parse

TEXT = """\
a: 1e-6
b:
  - {c: no, d: 0777}
  - ~
e: "7"
"""


def test_data_and_the_line_of_every_key():
    parsed = parse(TEXT)
    assert parsed.data == {"a": 1e-6, "b": [{"c": "no", "d": 777}, None], "e": "7"}
    assert parsed.lines == {
        (): 1, ("a",): 1, ("b",): 2, ("b", 0): 3, ("b", 0, "c"): 3, ("b", 0, "d"): 3, ("b", 1): 4, ("e",): 5,
    }  # fmt: skip
    assert (parsed.faults, parsed.broken) == ([], False)
    assert parse(TEXT, tuple).data["b"] == ({"c": "no", "d": 777}, None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("-.5", -0.5), ("+1.", 1.0), ("1e5", 1e5), ("-0", 0), ("true", True), ("null", None), ("True", "True"),
               ("1:30", "1:30"), ("on", "on"), ("0x10", "0x10"), ("1_0", "1_0"), (".inf", ".inf"), (".nan", ".nan"),
        ("2020-01-01", "2020-01-01"), ("=", "="), ("<<", "<<"), ("'1'", "1"),
    ],
)  # fmt: skip
def test_scalars_are_those_of_yaml_1_2(text, value):
    data = parse(f"a: {text}").data["a"]
    assert data == value
    assert type(data) is type(value)


def test_faults_come_all_at_once_and_say_where_they_are():
    parsed = parse("a: 1\nb: !x 2\na: 3\nc: {d: " + "1" * 99 + "}")
    assert list(map(str, parsed.faults)) == [
        "b (line 2): has the tag '!x'",
        "a (line 3): is given twice; first in line 1",
        "c.d (line 4): the number 11111111111111111111… is too long",
    ]
    assert not parsed.broken
    assert str(parse("").faults[0]) == "line 1: is empty"
    assert str(parse("a\0").faults[0]) == "text: unacceptable character #x0000: special characters are not allowed"
    assert parse("").broken
