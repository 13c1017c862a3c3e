"""Integer behaviour, defined once: frozen parameter objects with `apply()`. NumPy only."""

from hdlgen.arith.adc import Adc
from hdlgen.arith.add import Add
from hdlgen.arith.arg_max import ArgMax
from hdlgen.arith.flow import WindowFlow
from hdlgen.arith.integer import Int
from hdlgen.arith.mean import mean
from hdlgen.arith.phases import Phases
from hdlgen.arith.pool import MaxPool, SumPool
from hdlgen.arith.rearrange import Concat, Interleave, Upsample
from hdlgen.arith.requant import Requant
from hdlgen.arith.scale import Scale
from hdlgen.arith.slices import Slices
from hdlgen.arith.sliding import Axes, Sides
from hdlgen.arith.table import Table
from hdlgen.arith.transposed import Transposed
from hdlgen.arith.window import Window

__all__ = [
    "Adc",
    "Add",
    "ArgMax",
    "Axes",
    "Concat",
    "Int",
    "Interleave",
    "MaxPool",
    "Phases",
    "Requant",
    "Scale",
    "Sides",
    "Slices",
    "SumPool",
    "Table",
    "Transposed",
    "Upsample",
    "Window",
    "WindowFlow",
    "mean",
]
