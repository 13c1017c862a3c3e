"""Analog behavioural models: device and array with their converters. NumPy in, NumPy out, SI units."""

from hdlgen_sim.array import Array
from hdlgen_sim.device import Device
from hdlgen_sim.reader import Reader

__all__ = ["Array", "Device", "Reader"]
