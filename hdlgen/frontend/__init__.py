"""Networks that others wrote, in PyTorch or ONNX, as the files that hdlgen reads; and back to ONNX."""
