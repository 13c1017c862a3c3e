import pytest

from hdlgen.report.durations import duration


@pytest.mark.parametrize(("seconds", "words"), [
    (0, "0 s"), (2.5e-7, "250 ns"), (0.02, "20 ms"), (1, "1 s"), (90, "1.5 min"), (7200, "2 h"), (86400, "1 d"),
    (1e7, "116 d"),
])  # fmt: skip
def test_times_have_a_unit_that_suits_them(seconds, words):
    assert duration(seconds) == words
