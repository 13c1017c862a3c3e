"""Drives an accelerator over its control bus: writes cells, loads programs, starts, stops, reads counters.

Needs nothing but the standard library, and no other part of hdlgen: the folder can be copied to the host. How a word is
read and written is the caller's: /dev/mem, a serial line, a simulator. `c/` has the same for C.
"""

from hdlgen.driver.accelerator import Accelerator, Identity
from hdlgen.driver.cells import CellWriter, Pulses, Written
from hdlgen.driver.errors import BusError, DeviceError, DriverError, ProgramError
from hdlgen.driver.program import Block, Program

__all__ = [
    "Accelerator",
    "Block",
    "BusError",
    "CellWriter",
    "DeviceError",
    "DriverError",
    "Identity",
    "Program",
    "ProgramError",
    "Pulses",
    "Written",
]
