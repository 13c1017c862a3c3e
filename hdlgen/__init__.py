"""From a compressed neural network to the digital half of a memristor accelerator."""

__version__ = "0.1.0"
