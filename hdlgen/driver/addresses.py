"""Registers that every accelerator whose programs are loaded has at the same address, in bytes."""

ID, VERSION, GEOMETRY = 0x00, 0x04, 0x08
CONTROL, STATUS = 0x1C, 0x20
PROGRAM, PROGRAM_CRC, PROGRAM_DIGEST, PROGRAM_WORDS, PROGRAM_SUM = 0x54, 0x58, 0x5C, 0x6C, 0x70

MAGIC = 0x48444C47
"""What ID reads as: HDLG."""
RUN = 1
"""Of CONTROL."""
BUSY, EMPTY, PARITY_FAULT = 1 << 0, 1 << 4, 1 << 5
"""Of STATUS."""
COMMIT, CLEAR = 1 << 0, 1 << 1
"""Of PROGRAM."""
