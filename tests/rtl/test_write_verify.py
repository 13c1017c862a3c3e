from dataclasses import replace

import pytest
from amaranth.back import verilog

from hdlgen.errors import HdlgenError
from hdlgen.rtl.macro import MacroParams
from hdlgen.rtl.write_verify import WriteVerify, WriteVerifyParams

MACRO = MacroParams(5, 6, 3, 2, 8, 1, 3, verify=True)


def test_sizes_by_hand():
    params = WriteVerifyParams(MACRO, 7)
    assert (params.target_bits, params.row_bits, params.column_bits, params.address_bits) == (7, 3, 3, 7)


@pytest.mark.parametrize(
    ("macro", "failures", "said"),
    [
        (replace(MACRO, verify=False), 4, r"write_verify\.macro: has no verifying reads"),
        (replace(MACRO, adc_bits=1), 4, r"write_verify\.macro: has codes of a bit"),
        (MACRO, 0, r"write_verify\.failures: must be at least 1, not 0"),
    ],
)
def test_what_is_refused(macro, failures, said):
    with pytest.raises(HdlgenError, match=said):
        WriteVerifyParams(macro, failures)


@pytest.mark.parametrize(
    ("name", "value", "said"), [("tiles", 0, "must be at least 1, not 0"), ("seam_cycles", -1, "at least 0, not -1")]
)
def test_there_is_a_tile_and_no_time_goes_back(name, value, said):
    with pytest.raises(HdlgenError, match=rf"write_verify\.{name}: .*{said}"):
        WriteVerifyParams(MACRO, 4, **{name: value})


def test_the_same_bytes_again():
    first, again = (
        verilog.convert(WriteVerify(WriteVerifyParams(MACRO, 4)), name="write_verify", emit_src=False) for _ in range(2)
    )
    assert first == again
