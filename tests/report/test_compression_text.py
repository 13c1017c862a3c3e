import pytest

from hdlgen.report.compression_text import text, times
from tests.report.compression_report import COMPRESSION


def test_the_table_has_a_line_for_each_figure_and_says_what_it_counts():
    lines = text(COMPRESSION).splitlines()
    assert [line.split() for line in lines[:8]] == [
        ["built", "left", "less"],
        ["conv", "weights,", "≥", "3×3", "25,500", "4,296", "5.94×"],
        ["bits,", "against", "float", "13,776,000", "bit", "85,280", "bit", "162×"],
        ["tiles", "of", "128×128", "32", "4", "8.00×"],
        ["energy", "an", "image", "569", "nJ", "231", "nJ", "2.46×"],
        ["power,", "own", "pace", "2", "mW", "2.5", "mW", "0.80×"],
        ["conv", "weights,", "non-zero", "10", "0", "-"],
        [],
    ]
    assert lines[8] == "4 tiles of 128×128: within 1.3 × what the weights fill + one a layer = 5.7"
    assert (
        lines[10]
        == "conv weights, ≥ 3×3: weights of convolutions of 3×3 and larger; left: rows with a weight × columns"
    )
    assert lines[-1] == "conv weights, non-zero: none left"
    assert max(map(len, lines)) <= 100


def test_what_is_missing_is_said():
    found = {
        **COMPRESSION,
        "tile_rule": {"tiles": 9, "slack": 1.3, "most": 5.69, "holds": False},
        "missing": [{"where": "hardware.adc.bits", "what": "there is no estimate for 11", "fix": ""}],
    }
    said = text(found)
    assert "9 tiles of 128×128: more than 1.3 × what" in said
    assert "no estimate of area, energy and power: hardware.adc.bits: there is no estimate for 11" in said


@pytest.mark.parametrize(
    ("ratio", "words"), [(None, "-"), (0.8, "0.80×"), (9.99, "9.99×"), (20.19, "20.2×"), (161.6, "162×")]
)
def test_ratios_in_words(ratio, words):
    assert times(ratio) == words
