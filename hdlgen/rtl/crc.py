"""CRC-32 of words and of bytes: that of IEEE 802.3, as `zlib.crc32` has it, of words' bytes from the lowest on."""

from __future__ import annotations

from amaranth.hdl import Cat, Value

_POLYNOMIAL = 0xEDB88320  # of IEEE 802.3, bit 0 for the highest power

RESIDUE = 0x2144DF1C
"""The CRC-32 of whatever ends with its own, lowest byte first."""


def crc_step(crc: Value, data: Value) -> Value:
    """The CRC-32 of what has the CRC-32 `crc` and of `data` behind it, of 32 bits or 8: 32 sums of some of the bits."""
    state = crc ^ data ^ 0xFFFFFFFF
    columns = [_shifted(1 << bit, len(data)) for bit in range(32)]
    return Cat(~Cat(state[n] for n in range(32) if columns[n] >> bit & 1).xor() for bit in range(32))


def _shifted(state: int, steps: int) -> int:
    """What so many steps of the shift register make of its `state`."""
    for _ in range(steps):
        state = state >> 1 ^ (_POLYNOMIAL if state & 1 else 0)
    return state
