"""Float networks, quantized after training: where quantizers go, how far they reach, how weights are rounded."""

from hdlgen.frontend.quantize.bits import Bits, read_bits
from hdlgen.frontend.quantize.network import Options, Quantized, quantize
from hdlgen.frontend.quantize.report import Loss, Losses, Quality, losses, text

__all__ = [
    "Bits",
    "Loss",
    "Losses",
    "Options",
    "Quality",
    "Quantized",
    "losses",
    "quantize",
    "read_bits",
    "text",
]
