import re

import pytest

from hdlgen.errors import HdlgenError
from hdlgen.fpga import artix7, ecp5
from hdlgen.fpga.board import BOARDS, find
from hdlgen.fpga.top import PORTS

NAMES = {"clock", "from_host", "to_host", "button", "keep_on", *(f"leds[{n}]" for n in range(4))}


@pytest.mark.parametrize("board", BOARDS.values(), ids=BOARDS)
def test_every_port_has_a_pin_of_its_own(board):
    assert set(PORTS) == {re.sub(r"\[\d\]", "", name) for name in NAMES}
    assert sorted(pin.port for pin in board.pins) == sorted(NAMES)
    assert len({pin.site for pin in board.pins}) == len(NAMES)


def test_constraints_say_where_each_pin_is_and_how_fast_the_oscillator():
    lpf = ecp5.constraints(find("ulx3s"))
    assert 'LOCATE COMP "from_host" SITE "M1";' in lpf
    assert 'IOBUF PORT "from_host" IO_TYPE=LVCMOS33 PULLMODE=UP;' in lpf
    assert 'FREQUENCY PORT "clock" 25 MHZ;' in lpf
    xdc = artix7.constraints(find("arty"))
    assert "set_property -dict {PACKAGE_PIN A9 IOSTANDARD LVCMOS33} [get_ports {from_host}]" in xdc
    assert "create_clock -period 10.000 [get_ports clock]" in xdc


def test_an_unknown_board_is_refused_with_those_that_are_known():
    with pytest.raises(HdlgenError, match="--board: icepick is no board that is known") as found:
        find("icepick")
    assert "ulx3s-85f" in found.value.mistakes[0].fix


@pytest.mark.parametrize(
    ("mhz", "pll"), [(100, (1, 4, 6)), (25, (1, 1, 24)), (80, (5, 16, 8)), (112.5, (2, 9, 5)), (400, (1, 16, 2))]
)
def test_dividers_of_a_pll(mhz, pll):
    found = ecp5.Pll.of(25_000_000, round(mhz * 1e6))
    assert (found.reference, found.feedback, found.output) == pll


def test_a_clock_that_cannot_be_had_is_refused_with_the_nearest():
    with pytest.raises(HdlgenError, match="--clock: 96 MHz cannot be made of 25 MHz") as found:
        ecp5.Pll.of(25_000_000, 96_000_000)
    assert found.value.mistakes[0].fix == "use 95.83, which is the nearest"
    with pytest.raises(HdlgenError, match=r"--clock: 97\.3 MHz cannot be made of 100 MHz"):
        artix7.Mmcm.of(100_000_000, 97_300_000)


def test_factors_of_an_mmcm():
    assert artix7.Mmcm.of(100_000_000, 100_000_000) == artix7.Mmcm(6.0, 6.0)
    assert artix7.Mmcm.of(100_000_000, 96_000_000) == artix7.Mmcm(6.0, 6.25)
