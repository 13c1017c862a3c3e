"""Which operators there are, and who takes them."""

from __future__ import annotations

from collections.abc import Callable

from hdlgen.frontend.onnx.reading import (
    activations,
    codes,
    constants,
    elementwise,
    layers,
    pools,
    quantizers,
    resize,
    shapes,
)
from hdlgen.frontend.onnx.reading.call import Call
from hdlgen.frontend.onnx.reading.values import Value

Taken = Callable[[Call], "Value | tuple[Value, ...]"]

STREAMED: dict[str, Taken] = {
    "Add": elementwise.add,
    "ArgMax": activations.arg_max,
    "AveragePool": pools.average_pool,
    "BatchNormalization": elementwise.batch_norm,
    "Cast": shapes.cast,
    "Clip": codes.clip,
    "Concat": shapes.concat,
    "Conv": layers.conv,
    "ConvInteger": codes.conv_integer,
    "ConvTranspose": layers.conv_transposed,
    "Div": elementwise.div,
    "Dropout": shapes.dropout,
    "Erf": activations.erf,
    "Expand": shapes.expand,
    "Flatten": shapes.flatten,
    "Gather": shapes.gather,
    "Gelu": activations.gelu,
    "Gemm": layers.gemm,
    "GlobalAveragePool": pools.whole_plane,
    "GlobalMaxPool": pools.whole_plane,
    "HardSigmoid": activations.hard_sigmoid,
    "HardSwish": activations.function,
    "Identity": shapes.identity,
    "LeakyRelu": activations.leaky_relu,
    "LogSoftmax": activations.softmax,
    "MatMul": layers.matmul,
    "MatMulInteger": codes.matmul_integer,
    "Max": elementwise.extreme,
    "MaxPool": pools.max_pool,
    "Min": elementwise.extreme,
    "Mul": elementwise.mul,
    "Neg": elementwise.neg,
    "PRelu": activations.prelu,
    "Pad": shapes.pad,
    "QLinearConv": codes.qlinear_conv,
    "QLinearMatMul": codes.qlinear_matmul,
    "ReduceMax": pools.reduce,
    "ReduceMean": pools.reduce,
    "ReduceSum": pools.reduce,
    "Relu": activations.relu,
    "Reshape": shapes.reshape,
    "Resize": resize.resize,
    "Sigmoid": activations.function,
    "Slice": shapes.slice_,
    "Softmax": activations.softmax,
    "Split": shapes.split,
    "Squeeze": shapes.squeeze,
    "Sub": elementwise.sub,
    "Sum": elementwise.total,
    "Tanh": activations.function,
    "Transpose": shapes.transpose,
    "Unsqueeze": shapes.unsqueeze,
    "Upsample": resize.upsample,
}
"""ONNX's own operators, where something that they read depends on the image."""
EITHER: dict[str, Taken] = {
    "Constant": constants.constant,
    "DequantizeLinear": codes.dequantize,
    "QuantizeLinear": codes.quantize,
    "Shape": constants.shape_of,
    "Size": constants.size_of,
}
"""Those that take both."""
OF_QONNX: dict[str, Taken] = {
    "BipolarQuant": quantizers.bipolar,
    "IntQuant": quantizers.quant,
    "Quant": quantizers.quant,
    "Trunc": quantizers.trunc,
}
"""QONNX's."""

_SEQUENCES = "a network whose nodes are all computed, once, is expected"
_FIX_ACTIVATION = "use ReLU, LeakyReLU, sigmoid, hard sigmoid, tanh, hard swish, SiLU or GELU"
_FIX_NORM = "use batch norm"
_FIX_INTEGER = "quantize with quant_format=QuantFormat.QDQ"
INSTEAD: dict[str, str] = {
    **dict.fromkeys(("If", "Loop", "Scan", "SequenceMap"), f"export without control flow: {_SEQUENCES}"),
    **dict.fromkeys(("LSTM", "GRU", "RNN"), "use convolutions: there are no recurrent layers"),
    **dict.fromkeys(
        ("Celu", "Elu", "Mish", "Selu", "Softplus", "Softsign", "Swish", "ThresholdedRelu"), _FIX_ACTIVATION
    ),
    **dict.fromkeys(("GroupNormalization", "InstanceNormalization", "LayerNormalization"), _FIX_NORM),
    **dict.fromkeys(("LRN", "LpNormalization", "MeanVarianceNormalization", "RMSNormalization"), _FIX_NORM),
    **dict.fromkeys(("QLinearAdd", "QLinearMul", "QGemm", "QLinearConcat", "QLinearSigmoid"), _FIX_INTEGER),
    **dict.fromkeys(("QLinearAveragePool", "QLinearGlobalAveragePool", "QLinearLeakyRelu"), _FIX_INTEGER),
    "DynamicQuantizeLinear": "quantize statically: here each image has a scale of its own",
    "DepthToSpace": "use a transposed convolution",
    "SpaceToDepth": "use a convolution with a stride",
    "Pow": _FIX_ACTIVATION,
    "Sqrt": _FIX_NORM,
    "ReduceL2": _FIX_NORM,
    "FloatQuant": "quantize to integers",
    "MultiThreshold": "export Quant nodes: give the graph before FINN's streamlining",
    "QuantAvgPool2d": "give the graph before FINN's streamlining",
    "XnorPopcountMatMul": "give the graph before FINN's streamlining",
    "Im2Col": "give the graph before it is lowered to matrix products",
    "TopK": "end the network in front of it, or with ArgMax",
    "Einsum": "use a convolution or a fully connected layer",
    "Where": "use an activation instead of a choice",
}
"""What to write instead of an operator that is not taken."""
