"""Analog behavioural models: devices, arrays and what surrounds them. NumPy in, NumPy out, SI units."""

from hdlgen_sim.activation import Activation
from hdlgen_sim.adc import Adc
from hdlgen_sim.array import Array
from hdlgen_sim.card import Card, CardError, list_cards, load_card
from hdlgen_sim.column import Amplifier, Hold
from hdlgen_sim.dac import Dac
from hdlgen_sim.device import Device
from hdlgen_sim.periphery import Periphery, PeripheryError, list_peripheries, load_periphery
from hdlgen_sim.pulsed_cells import PulsedCells, PulseDriver
from hdlgen_sim.reader import Reader
from hdlgen_sim.readout import Noise, Readout
from hdlgen_sim.trim import Trim
from hdlgen_sim.wires import Wires
from hdlgen_sim.write_loop import Verified, WriteLoop, verify_gain

__all__ = [
    "Activation",
    "Adc",
    "Amplifier",
    "Array",
    "Card",
    "CardError",
    "Dac",
    "Device",
    "Hold",
    "Noise",
    "Periphery",
    "PeripheryError",
    "PulseDriver",
    "PulsedCells",
    "Reader",
    "Readout",
    "Trim",
    "Verified",
    "Wires",
    "WriteLoop",
    "list_cards",
    "list_peripheries",
    "load_card",
    "load_periphery",
    "verify_gain",
]
