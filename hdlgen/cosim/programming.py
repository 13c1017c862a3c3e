"""Binds cells that are being programmed to the pins of a macro: pulses move them, verifying reads show them."""

from __future__ import annotations

from typing import Any

from cocotb.triggers import ValueChange
from hdlgen_sim import PulsedCells

from hdlgen.errors import DesignError
from hdlgen.rtl.macro import index_bits


async def take_pulses(macro: Any, cells: PulsedCells) -> None:
    """Gives `cells` every pulse that `macro`'s simulation view shows; never returns."""
    _, rows, columns = cells.x.shape
    widths = (index_bits(rows), index_bits(columns), 8, 8, 1, 1)
    asking = ValueChange(macro.pulse_request)
    while True:
        await asking
        rest, fields = int(macro.pulse.value), []
        for bits in widths:
            fields.append(rest & ((1 << bits) - 1))
            rest >>= bits
        row, column, width, amplitude, polarity, up = fields
        if row >= rows or column >= columns:
            raise DesignError(cells.name, f"a pulse for row {row}, column {column}, of {rows} and {columns}")
        cells.pulse_one(row, column, polarity, bool(up), amplitude, width)


async def show_cells(macro: Any, cells: PulsedCells) -> None:
    """Answers every verifying read of `macro`'s simulation view with the codes of the row's cells; never returns.

    Raises DesignError for a read of other than one row at digit 1, or with another gain than that of `cells`.
    """
    digit_bits = len(macro.verify_drive.value) // cells.x.shape[1]
    asking = ValueChange(macro.verify_request)
    while True:
        await asking
        drive, gain = int(macro.verify_drive.value), int(macro.verify_gain.value)
        row, rest = divmod(drive.bit_length() - 1, digit_bits)
        if drive.bit_count() != 1 or rest:
            raise DesignError(cells.name, f"a verifying read drives rows with {drive:#x}, not one of them with 1")
        if gain != cells.gain:
            raise DesignError(cells.name, f"a verifying read with gain {gain}, and the cells' is {cells.gain}")
        codes = cells.read(row)[int(macro.verify_polarity.value)]
        mask, packed = (1 << cells.adc_bits) - 1, 0
        for code in reversed(codes.tolist()):
            packed = packed << cells.adc_bits | (code & mask)
        macro.verify_answer.value = packed
