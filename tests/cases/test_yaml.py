"""What YAML can hold and a user did not mean: every reader refuses it and says where."""

import random
import re
import time

import pytest
from hdlgen_sim.files import TEXT_BYTES
from hdlgen_sim.yaml_reader import DEPTH

from tests.cases.readers import READERS, REFUSALS


@pytest.fixture(params=READERS)
def kind(request):
    return READERS[request.param]


@pytest.fixture
def file(tmp_path, tiny):
    return tmp_path / "mine.yaml"


def test_what_is_right_is_taken(kind, file):
    for text in (kind.text, "\ufeff" + kind.text, kind.text.replace("\n", "\r\n")):
        file.write_bytes(text.encode())
        kind.read(file)


BOMB = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(c + 1)}: &{chr(c + 1)} [{', '.join([f'*{chr(c)}'] * 9)}]\n" for c in range(ord("a"), ord("i"))
)


@pytest.mark.parametrize(("content", "message"), [
    (BOMB, r"mine\.yaml:? ?(line )?2: .*aliases \(\*name\) are not part of this format"),
    ("a: &a [*a]", "aliases"),
    ("", "is empty"),
    ("# nothing", "is empty"),
    ("a: 1\nb: 2\na: 3", r"mine\.yaml.*\b3\b.*is given twice; first in line 1"),
    ("a:\n\tb: 1", r"mine\.yaml.*\b2\b.*cannot start any token"),
    ("a: [1", r"mine\.yaml.*\b1\b.*flow sequence"),
    ("a: 1\n---\nb: 2", "another document"),
    ("a: !!python/object:os.system x", r"has the tag '!!python/object:os\.system'"),
    ("? [a]\n: 1", "has a key that is not a name"),
    ("a: " + "9" * 41, "the number 99999999999999999999… is too long"),
    ('a: "\\U99999999"', "has an escape or a directive with a number that is none"),
    ("%YAML " + "1" * 5000 + ".1\n--- a", "has an escape or a directive with a number that is none"),
    ('a: "\\ud800"', "has half of a surrogate pair"),
    ('"\\ud800": a', "has a key with half of a surrogate pair"),
    ("a: b\0", "special characters are not allowed"),
    ("[" * (DEPTH + 1), rf"\b1\b.*is nested too deeply: more than {DEPTH} lists"),
    ("\n".join(f"{'  ' * i}a:" for i in range(DEPTH + 2)), "is nested too deeply"),
    ("a: [" + "1," * 2_000 + "]", "holds more than 2,000 keys and values"),
    (b"a: \xff", "UTF-8"),
    ("a: 1".encode("utf-16"), "UTF-8"),
    ("a: 1".encode("utf-16-le"), "special characters are not allowed"),
])  # fmt: skip
def test_what_is_no_yaml_of_ours_is_refused(kind, file, content, message, monkeypatch):
    monkeypatch.setattr("hdlgen_sim.yaml_reader.VALUES", 2_000)
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    began = time.process_time()
    said = kind.refusal(file)
    assert re.search(message, said), said
    assert "mine.yaml" in said
    assert time.process_time() - began < 4


def test_a_hundred_megabytes_are_refused_at_once(kind, file):
    with file.open("wb") as stream:
        stream.truncate(100 << 20)
    began = time.process_time()
    said = kind.refusal(file)
    assert "mine.yaml" in said
    assert f"as more than {TEXT_BYTES >> 20} MiB, the most that is read" in said
    assert time.process_time() - began < 0.5


ODD = [
    "1:30",
    "on",
    "yes",
    "0777",
    "0o17",
    "0x1f",
    "1_000",
    "2020-01-01",
    "1e999",
    "-1e999",
    ".nan",
    ".inf",
    "-1",
    "1.5",
]
ODD += ["true", "1e30", str(10**30), "~", "''", "[]", "{}", "[1, 2]", "{a: 1}", "'8'", '"\\0"', '"\\ud800"', "255 "]


@pytest.mark.parametrize("value", ODD)
def test_where_a_size_is_wanted_odd_values_are_refused_with_their_line(hdlgen, tiny, value):
    tiny.write_text(tiny.read_text().replace("columns: 16", f"columns: {value}"))
    said = hdlgen("check", tiny)
    if value == "0777":  # YAML 1.2: seven hundred seventy-seven, as it is read
        said.refuses("tiny.yaml:10: hardware.adc.count: 4 does not divide the 777 columns")
    elif value == "255 ":
        said.refuses("4 does not divide the 255 columns")
    elif value == str(10**30):
        said.refuses("tiny.yaml:9: hardware.tile.columns: ")
    else:
        said.refuses("tiny.yaml:9: hardware.tile.columns: must be ")


@pytest.mark.parametrize("value", [v for v in ODD if v not in ("~", "{}", "{a: 1}")])
def test_where_a_quantity_is_wanted_likewise(hdlgen, card, value):
    card.write_text(card.read_text().replace("41 uS", value))
    hdlgen("device", "show", card).refuses("cell.g_max (line 3): ")


@pytest.mark.parametrize("value", [v for v in ODD if v not in ("0777", "1.5", "255 ", "~", '"\\ud800"')])
def test_where_a_number_is_wanted_likewise(hdlgen, tiny, value):
    (tiny.parent / "around.yaml").write_text(f"adc:\n  noise_codes: {value}\n")
    tiny.write_text(tiny.read_text() + "periphery: around.yaml\n")
    hdlgen("check", tiny).refuses("tiny.yaml:12: periphery: ", "around.yaml: adc.noise_codes (line 2): must ")


HOSTILE = [
    *ODD,
    "9" * 41,
    "&a 1",
    "*a",
    "a: b: c",
    "'",
    "[",
    "{",
    "? x",
    "- x",
    "|",
    "%",
    "@",
    "\t1",
    "\u2028",
    "1e-400",
]
HOSTILE += ["5e-324", "1e308", "/dev/zero", "..", "1 uS", "1e9999999999999999999 uS", "1e-320 Ohm", "0 s", "-1 V"]


def test_no_change_of_a_text_makes_a_traceback(kind, file):
    random_of = random.Random(1)
    taken = 0
    for _ in range(60):
        text = kind.text
        for _ in range(random_of.choice((1, 1, 2, 3))):
            values = list(re.finditer(r"(?<=[:,\[\-] )[^\s,\[\]{}#][^,\n\[\]{}#]*", text))
            if values and random_of.random() < 0.6:
                at = random_of.choice(values)
                text = text[: at.start()] + random_of.choice(HOSTILE) + text[at.end() :]
            else:
                at = random_of.randrange(len(text))
                text = text[:at] + random_of.choice([*HOSTILE, "\n", "  ", ": ", ",", "}"]) + text[at:]
        file.write_text(text)
        try:
            kind.read(file)
        except REFUSALS:
            continue
        taken += 1
    assert taken < 30
