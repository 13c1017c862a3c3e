"""Registers that accelerators whose programs are loaded have at the same address, in bytes.

Those of cells (WRITE…) are in the ones that were emitted with --write-verify.
"""

ID, VERSION, GEOMETRY = 0x00, 0x04, 0x08
CONTROL, STATUS = 0x1C, 0x20
PROGRAM, PROGRAM_CRC, PROGRAM_DIGEST, PROGRAM_WORDS, PROGRAM_SUM = 0x54, 0x58, 0x5C, 0x6C, 0x70

MAGIC = 0x48444C47
"""What ID reads as: HDLG."""
RUN = 1
"""Of CONTROL."""
BUSY, EMPTY, PARITY_FAULT, UNCONFIRMED = 1 << 0, 1 << 4, 1 << 5, 1 << 6
"""Of STATUS."""
COMMIT, CLEAR = 1 << 0, 1 << 1
"""Of PROGRAM."""

WRITE_SIZE, WRITE_TILES, WRITE, WRITE_CONTROL, WRITE_TILE, WRITE_ROWS = 0xA0, 0xA4, 0xA8, 0xAC, 0xB0, 0xB4
WRITE_LIMITS, WRITE_AMPLITUDES, WRITE_PULSE, WRITE_TIMEOUT, WRITE_TARGETS = 0xB8, 0xBC, 0xC0, 0xC4, 0xC8
WRITE_STATUS, WRITE_AT, WRITE_CELLS, WRITE_PULSES, WRITE_FAILED, WRITE_FAILURE = 0xCC, 0xD0, 0xD4, 0xD8, 0xDC, 0xE0
START, CONFIRM = 1 << 0, 1 << 1
"""Of WRITE."""
PAUSE, ABORT = 1 << 0, 1 << 1
"""Of WRITE_CONTROL."""
TAKE = 1 << 31
"""Of WRITE_TARGETS."""
WRITING, COMPLETE, WANTED, OVERFLOW = 1 << 0, 1 << 1, 1 << 3, 1 << 4
"""Of WRITE_STATUS; `error` is in the bits above 8."""
VALID, NEXT = 1 << 30, 1 << 31
"""Of WRITE_FAILURE."""
INDEX_BITS = 14
"""Of a row, and of a column, where a register has the place of a cell; polarity is above."""
