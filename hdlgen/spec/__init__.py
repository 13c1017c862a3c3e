"""Network, hardware and device files: YAML and safetensors in, checked models out; every mistake at once."""

from hdlgen.spec.loader import load
from hdlgen.spec.models import (
    AdcSpec,
    AddLayer,
    AvgPoolLayer,
    ConvLayer,
    DacSpec,
    DeviceSpec,
    HardwareSpec,
    Input,
    LinearLayer,
    MaxPoolLayer,
    Network,
    NetworkFile,
    Stuck,
    Tile,
    schema,
)
from hdlgen.spec.types import Clip, Function, Lookup, Threshold

__all__ = [
    "AdcSpec",
    "AddLayer",
    "AvgPoolLayer",
    "Clip",
    "ConvLayer",
    "DacSpec",
    "DeviceSpec",
    "Function",
    "HardwareSpec",
    "Input",
    "LinearLayer",
    "Lookup",
    "MaxPoolLayer",
    "Network",
    "NetworkFile",
    "Stuck",
    "Threshold",
    "Tile",
    "load",
    "schema",
]
