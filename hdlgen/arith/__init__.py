"""Integer behaviour, defined once: frozen parameter objects with `apply()`. NumPy only."""

from hdlgen.arith.adc import Adc
from hdlgen.arith.add import Add
from hdlgen.arith.arg_max import ArgMax
from hdlgen.arith.fetch import SegmentFetch
from hdlgen.arith.flow import WindowFlow
from hdlgen.arith.functions import FUNCTIONS, function_table
from hdlgen.arith.integer import Int
from hdlgen.arith.mean import mean
from hdlgen.arith.operator import Operator, Shape, Signal, by
from hdlgen.arith.phases import Phases
from hdlgen.arith.pool import Average, MaxPool, SumPool
from hdlgen.arith.rearrange import Concat, Interleave, Upsample
from hdlgen.arith.requant import Requant
from hdlgen.arith.scale import Scale
from hdlgen.arith.slices import Slices
from hdlgen.arith.sliding import Axes, Sides
from hdlgen.arith.squares import Squares
from hdlgen.arith.table import Table
from hdlgen.arith.transposed import Transposed
from hdlgen.arith.window import Window

AnyOperator = MaxPool | Average | Add | Concat | Scale | Upsample | Interleave | ArgMax
"""The kinds of operators that there are."""

__all__ = [
    "FUNCTIONS",
    "Adc",
    "Add",
    "AnyOperator",
    "ArgMax",
    "Average",
    "Axes",
    "Concat",
    "Int",
    "Interleave",
    "MaxPool",
    "Operator",
    "Phases",
    "Requant",
    "Scale",
    "SegmentFetch",
    "Shape",
    "Sides",
    "Signal",
    "Slices",
    "Squares",
    "SumPool",
    "Table",
    "Transposed",
    "Upsample",
    "Window",
    "WindowFlow",
    "by",
    "function_table",
    "mean",
]
