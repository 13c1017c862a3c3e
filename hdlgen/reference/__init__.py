"""The executors: the Graph exactly, the Plan tile by tile on modelled arrays; and the calibration of its converters."""

from hdlgen.reference import exact, tiled
from hdlgen.reference.calibration import Calibration, calibrate
from hdlgen.reference.chip import Chip, device_of
from hdlgen.reference.classify import class_count, classes
from hdlgen.reference.columns import LayerWarning, watch
from hdlgen.reference.trimming import fit_trims

__all__ = [
    "Calibration",
    "Chip",
    "LayerWarning",
    "calibrate",
    "class_count",
    "classes",
    "device_of",
    "exact",
    "fit_trims",
    "tiled",
    "watch",
]
