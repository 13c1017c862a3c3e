import pytest

from hdlgen.cosim import results
from hdlgen.cosim.results import Outcome, Results
from hdlgen.errors import DesignError, ToolError

CASES = """<?xml version='1.0' encoding='utf-8'?>
<testsuites name="cocotb tests"><testsuite name="benches" errors="1" failures="1" skipped="1" tests="4">
<testcase classname="benches" name="passes" time="0.250"><properties /></testcase>
<testcase classname="benches" name="fails" time="0"><failure message="3 is not 4" type="AssertionError" /></testcase>
<testcase classname="benches" name="breaks" time="0.001"><error message="gone" /></testcase>
<testcase classname="benches" name="rests" time="0.000"><skipped message="not today" /></testcase>
</testsuite></testsuites>"""


def test_every_kind_of_ending_is_read(tmp_path):
    path = tmp_path / "results.xml"
    path.write_text(CASES)
    assert results.read(path) == (
        Outcome("benches.passes", 0.25, True),
        Outcome("benches.fails", 0.0, False, message="AssertionError: 3 is not 4"),
        Outcome("benches.breaks", 0.001, False, message="gone"),
        Outcome("benches.rests", 0.0, False, skipped=True, message="not today"),
    )


def test_check_raises_with_every_failure_and_the_log(tmp_path):
    path = tmp_path / "results.xml"
    path.write_text(CASES)
    found = Results(results.read(path), log=tmp_path / "sim.log")
    assert [o.name for o in found.passed] == ["benches.passes"]
    assert [o.name for o in found.failed] == ["benches.fails", "benches.breaks"]
    with pytest.raises(DesignError) as raised:
        found.check()
    said = str(raised.value)
    assert "2 of 4 benches failed" in said
    assert "benches.fails: AssertionError: 3 is not 4" in said
    assert "benches.breaks: gone" in said
    assert str(tmp_path / "sim.log") in said


def test_check_is_silent_when_all_passed(tmp_path):
    Results((Outcome("a.b", 0.1, True),), log=tmp_path / "sim.log").check()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (None, "ended without results"),
        ("", "cannot be read"),
        ("<testsuites><testsuite>", "cannot be read"),
        ("<testsuites name='x' />", "no bench ran"),
        (
            "<testsuites><testcase classname='a' name='b'><skipped /></testcase></testsuites>",
            r"ran \(1 skipped",
        ),
    ],
)
def test_results_that_say_nothing_are_refused(tmp_path, text, message):
    path = tmp_path / "results.xml"
    if text is not None:
        path.write_text(text)
    with pytest.raises(ToolError, match=message):
        results.read(path)
