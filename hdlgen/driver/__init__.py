"""Drives an accelerator over its control bus: writes cells, loads programs, starts, stops, reads counters.

Needs nothing but the standard library, and no other part of hdlgen: the folder can be copied to the host. How a word is
read and written is the caller's: /dev/mem, a simulator, or a `Link` over a serial line, which takes images and gives
results as well. `c/` has the same for C, but for the link.
"""

from hdlgen.driver.accelerator import Accelerator, Identity
from hdlgen.driver.cells import CellWriter, Pulses, Written
from hdlgen.driver.errors import BusError, DeviceError, DriverError, LinkError, ProgramError
from hdlgen.driver.link import Link
from hdlgen.driver.player import Player
from hdlgen.driver.program import Block, Program

__all__ = [
    "Accelerator",
    "Block",
    "BusError",
    "CellWriter",
    "DeviceError",
    "DriverError",
    "Identity",
    "Link",
    "LinkError",
    "Player",
    "Program",
    "ProgramError",
    "Pulses",
    "Written",
]
