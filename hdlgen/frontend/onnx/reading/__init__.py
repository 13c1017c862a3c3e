"""What an ONNX file means: each file here is about one kind of operator, or one step on the way."""
