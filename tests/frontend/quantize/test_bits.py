"""Bits are read from a word or a file, and every mistake is said at once."""

import pytest

from hdlgen.errors import HdlgenError, SpecError
from hdlgen.frontend.quantize.bits import Bits, Pair, read_bits


@pytest.mark.parametrize(("word", "pair"), [("W4A8", Pair(4, 8)), ("w2a1", Pair(2, 1)), ("W8A8", Pair(8, 8))])
def test_a_word_is_for_all_layers(word, pair):
    assert read_bits(word) == Bits(pair)


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("W4", "--bits: 'W4' says nothing of activations\n    fix: write W and 2..8, A and 1..8, as in W4A8"),
        ("A4", "--bits: 'A4' says nothing of weights"),
        ("", "--bits: '' is no number of bits"),
        ("8", "--bits: '8' is no number of bits\n    fix: write W and 2..8, A and 1..8, as in W4A8, or name a .yaml"),
        ("W1A8", "--bits: 1 bits of weights do not lie in 2..8"),
        ("W9A8", "--bits: 9 bits of weights do not lie in 2..8"),
        ("W8A0", "--bits: 0 bits of activations do not lie in 1..8"),
        ("W8A9", "--bits: 9 bits of activations do not lie in 1..8"),
        ("A8W8", "--bits: 'A8W8' is no number of bits"),
        ("W99999A8", "--bits: 'W99999A8' is no number of bits"),
    ],
)
def test_a_word_that_says_nothing_is_refused(word, message):
    with pytest.raises(SpecError) as error:
        read_bits(word)
    assert str(error.value).startswith(message)


def test_a_file_says_it_by_layer(tmp_path):
    path = tmp_path / "bits.yaml"
    path.write_text("default: W4A6\nlayers:\n  conv1: W8A8\n  fc: W6\n  mean: A7\n")
    bits = read_bits(str(path))
    assert [bits.weights(name) for name in ("conv1", "conv2", "fc")] == [8, 4, 6]
    assert [bits.activations(name) for name in ("conv1", "conv2", "fc", "mean")] == [8, 6, 6, 7]
    assert [bits.activations(name, 8) for name in ("conv1", "conv2", "fc", "mean")] == [8, 8, 8, 7]
    assert bits.lines == {"conv1": 3, "fc": 4, "mean": 5}
    bits.check(["conv1", "conv2", "fc"], ["mean"])


def test_all_mistakes_of_a_file_are_said(tmp_path):
    path = tmp_path / "bits.yaml"
    path.write_text("defaults: W4A4\ndefault: W4\nlayers:\n  conv1: W9A4\n  conv2: 4\n  fc: W4A4\n  fc: W4A4\n")
    with pytest.raises(SpecError) as error:
        read_bits(str(path))
    form = "    fix: write W and 2..8, A and 1..8, as in W4A8"
    assert str(error.value).split("\n") == [
        f"{path}:7: layers.fc: is given twice; first in line 6",
        "    fix: remove one of the two",
        f"{path}:1: defaults: is not known here",
        "    fix: did you mean 'default'?",
        f"{path}:2: default: 'W4' says nothing of activations",
        form,
        f"{path}:4: layers.conv1: 9 bits of weights do not lie in 2..8",
        form,
        f"{path}:5: layers.conv2: 4 is no number of bits",
        form,
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("layers: {fc: W4A4}", "default: is missing"),
        ("default: W4A4\nlayers: [fc]", ":2: layers: is no mapping"),
        ("- W4A4", ":1: text: is no mapping\n    fix: write `default: W4A8`, and `layers:` below"),
        ("default: [", "text: "),
        ("", ":1: text: is empty"),
    ],
)
def test_files_of_another_form_are_refused(content, message, tmp_path):
    path = tmp_path / "bits.yml"
    path.write_text(content)
    with pytest.raises(SpecError) as error:
        read_bits(str(path))
    assert f"{path}" in str(error.value)
    assert message in str(error.value)


def test_files_that_cannot_be_read_are_refused(tmp_path):
    missing = str(tmp_path / "none.yaml")
    with pytest.raises(HdlgenError, match=r"none\.yaml: cannot be read: No such file or directory"):
        read_bits(missing)
    (tmp_path / "bytes.yaml").write_bytes(b"default: \xff")
    with pytest.raises(HdlgenError, match=r"bytes\.yaml: is no text in UTF-8"):
        read_bits(str(tmp_path / "bytes.yaml"))


def test_layers_that_are_none_are_said_with_their_lines(tmp_path):
    path = tmp_path / "bits.yaml"
    path.write_text("default: W4A4\nlayers:\n  conv3: W8A8\n  mean: W4A4\n  sum: W4\n  fc: W4\n")
    with pytest.raises(SpecError) as error:
        read_bits(str(path)).check(["conv1", "fc"], ["mean", "sum"])
    assert str(error.value).split("\n") == [
        f"{path}:3: layers.conv3: is no layer that quantizes",
        "    fix: did you mean 'conv1'?",
        f"{path}:4: layers.mean: has no weights that could have 4 bits",
        "    fix: write A4",
        f"{path}:5: layers.sum: has no weights that could have 4 bits",
        "    fix: leave it out",
    ]
