"""CRC-32 of words: that of IEEE 802.3, as `zlib.crc32` has it, of their bytes from the lowest on."""

from __future__ import annotations

from amaranth.hdl import Cat, Value

_POLYNOMIAL = 0xEDB88320  # of IEEE 802.3, bit 0 for the highest power


def crc_step(crc: Value, word: Value) -> Value:
    """The CRC-32 of what has the CRC-32 `crc` and of the 32-bit `word` behind it: 32 sums of about half of the bits."""
    state = crc ^ word ^ 0xFFFFFFFF
    columns = [_shifted(1 << bit) for bit in range(32)]
    return Cat(~Cat(state[n] for n in range(32) if columns[n] >> bit & 1).xor() for bit in range(32))


def _shifted(state: int) -> int:
    """What 32 steps of the shift register make of its `state`."""
    for _ in range(32):
        state = state >> 1 ^ (_POLYNOMIAL if state & 1 else 0)
    return state
