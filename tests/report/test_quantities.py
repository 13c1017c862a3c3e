import pytest

from hdlgen.report.quantities import quantity


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (430500, "", "430,500"),
        (85280, "bit", "85,280 bit"),
        (0.04363, "mm²", "0.0436 mm²"),
        (2.31e-7, "J", "231 nJ"),
        (1e-3, "W", "1 mW"),
        (3.359, "W", "3.36 W"),
        (2.5e-14, "J", "0.025 pJ"),
        (0.0, "J", "0 J"),
    ],
)
def test_quantities_in_words(value, unit, words):
    assert quantity(value, unit) == words
