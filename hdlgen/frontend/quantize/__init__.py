"""Float networks, quantized after training: where quantizers go, their ranges, and how weights are rounded."""
