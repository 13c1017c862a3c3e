import numpy as np
import pytest

from hdlgen.arith import Int, Table
from hdlgen.errors import HdlgenError


def test_entries_count_from_lo():
    t = Table(-2, (9, -3, 4, 0))
    assert t.apply(np.array([[-2, 1], [0, -1]])).tolist() == [[9, 0], [4, -3]]
    assert t.out == Int(5, signed=True)


def test_a_full_table_of_256():
    t = Table(-128, tuple(range(255, -1, -1)))
    x = np.arange(-128, 128)
    assert t.apply(x).tolist() == (127 - x).tolist()
    assert t.out == Int(8)


@pytest.mark.parametrize("count", [0, 257])
def test_sizes_outside_1_to_256_are_refused(count):
    with pytest.raises(HdlgenError, match=rf"table: has {count} entries\n    fix: give 1 to 256"):
        Table(0, (0,) * count)
