"""Integer behaviour, defined once: frozen parameter objects with `apply()`. NumPy only."""

from hdlgen.arith.adc import Adc
from hdlgen.arith.add import Add
from hdlgen.arith.integer import Int
from hdlgen.arith.mean import mean
from hdlgen.arith.phases import Phases
from hdlgen.arith.pool import MaxPool, SumPool
from hdlgen.arith.requant import Requant
from hdlgen.arith.slices import Slices
from hdlgen.arith.table import Table
from hdlgen.arith.window import Window

__all__ = ["Adc", "Add", "Int", "MaxPool", "Phases", "Requant", "Slices", "SumPool", "Table", "Window", "mean"]
