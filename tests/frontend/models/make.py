"""Makes the networks of this folder: `python tests/frontend/models/make.py`, with what its imports need.

torch 2.13, onnxscript 0.7, brevitas 0.13.4 (with onnxoptimizer 0.4.2), onnxruntime 1.32 made those that are here. None
of them is trained: weights and images are random, and the ranges of activations are those of random images.
"""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import onnx
import torch
from brevitas import nn as qnn
from brevitas.export import export_onnx_qcdq, export_qonnx
from brevitas.quant import Int8ActPerTensorFloat, Int8WeightPerChannelFloat, Int32Bias
from onnxruntime.quantization import CalibrationDataReader, QuantFormat, QuantType, quantize_static
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import nn

HERE = Path(__file__).parent


class Gates(nn.Module):
    """Squeeze and excitation."""

    def __init__(self, channels: int) -> None:
        super().__init__()
        self.squeeze, self.excite = nn.Conv2d(channels, 4, 1), nn.Conv2d(4, channels, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        gates = torch.nn.functional.adaptive_avg_pool2d(x, 1)
        gates = torch.nn.functional.hardsigmoid(self.excite(torch.relu(self.squeeze(gates))))
        return x * gates


class Cnn(nn.Module):
    """BatchNorm, strides, gates, a residual connection, several activations."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 8, 3, 2, 1, bias=False), nn.BatchNorm2d(8), nn.Hardswish())
        self.wide = nn.Sequential(nn.Conv2d(8, 16, 1, bias=False), nn.BatchNorm2d(16), nn.ReLU6())
        self.depth = nn.Sequential(
            nn.Conv2d(16, 16, 3, padding=1, groups=16, bias=False), nn.BatchNorm2d(16), nn.SiLU(), Gates(16)
        )
        self.narrow = nn.Sequential(nn.Conv2d(16, 8, 1, bias=False), nn.BatchNorm2d(8))
        self.pool, self.act = nn.MaxPool2d(3, 2, 1), nn.GELU()
        self.head = nn.Sequential(
            nn.Flatten(), nn.Linear(8 * 16, 12), nn.LeakyReLU(0.1), nn.Dropout(), nn.Linear(12, 5)
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.stem(x)
        x = x + self.narrow(self.depth(self.wide(x)))
        return torch.softmax(self.head(self.act(self.pool(x))), 1)


class Plain(nn.Module):
    """ReLU alone, gates and a residual connection: what a quantizer after training leaves whole."""

    def __init__(self) -> None:
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 8, 3, 2, 1), nn.BatchNorm2d(8), nn.ReLU())
        self.way = nn.Sequential(
            nn.Conv2d(8, 8, 3, padding=1), nn.BatchNorm2d(8), nn.ReLU(), Gates(8), nn.Conv2d(8, 8, 1)
        )
        self.pool, self.head = nn.MaxPool2d(2), nn.Sequential(nn.Conv2d(8, 16, 3), nn.ReLU())
        self.fc = nn.Linear(16, 5)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.stem(x)
        x = self.head(self.pool(torch.relu(x + self.way(x))))
        return torch.softmax(self.fc(nn.functional.adaptive_avg_pool2d(x, 1).flatten(1)), 1)


class Unet(nn.Module):
    """Down, and up by a transposed convolution and by nearest neighbours, with concatenations."""

    def __init__(self) -> None:
        super().__init__()
        self.down = nn.ModuleList(
            [nn.Conv2d(1, 4, 3, padding=1), nn.Conv2d(4, 8, 3, padding=1), nn.Conv2d(8, 8, 3, padding=2, dilation=2)]
        )
        self.up = nn.ConvTranspose2d(8, 8, 3, 2, 1, output_padding=1)
        self.mix, self.out = nn.Conv2d(16, 8, 3, padding=1), nn.Conv2d(12, 2, 1)
        self.norm = nn.BatchNorm2d(8)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        one = torch.relu(self.down[0]((x - 0.5) / 0.25))
        two = torch.relu(self.down[1](torch.max_pool2d(one, 2)))
        three = torch.tanh(self.norm(self.down[2](torch.max_pool2d(two, 2))))
        up = torch.relu(self.mix(torch.cat([self.up(three), two], 1)))
        return torch.sigmoid(self.out(torch.cat([nn.functional.interpolate(up, scale_factor=2.0), one], 1)))


def settled(net: nn.Module, shape: tuple[int, ...]) -> nn.Module:
    """`net`, whose batch norms and quantizers have seen images."""
    for module in net.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.uniform_(module.weight, 0.5, 1.5)
            nn.init.uniform_(module.bias, -0.5, 0.5)
    for _ in range(20):
        net(torch.rand(8, *shape) * 2 - 0.5)
    return net.eval()


def exported(net: nn.Module, shape: tuple[int, ...], name: str) -> None:
    """By both of PyTorch's exporters, for any number of images."""
    example = torch.rand(2, *shape)
    net = settled(net, shape)
    torch.onnx.export(
        net, (example,), HERE / f"{name}_torchscript.onnx", dynamo=False, opset_version=13, input_names=["image"],
        dynamic_axes={"image": {0: "batch"}},
    )  # fmt: skip
    torch.onnx.export(
        net, (example,), HERE / f"{name}_dynamo.onnx", dynamo=True, external_data=False, input_names=["image"],
        dynamic_shapes=({0: torch.export.Dim("batch")},),
    )  # fmt: skip


def convolution(inputs: int, outputs: int, kernel: int, **kwargs: object) -> nn.Module:
    """4 bits, a scale for each output channel."""
    return qnn.QuantConv2d(
        inputs, outputs, kernel, weight_bit_width=4, weight_quant=Int8WeightPerChannelFloat, bias=False, **kwargs
    )


def relu(bits: int = 4) -> nn.Module:
    """ReLU with unsigned activations."""
    return qnn.QuantReLU(bit_width=bits, return_quant_tensor=True)


def step(bits: int = 8) -> nn.Module:
    """A quantizer of signed activations."""
    return qnn.QuantIdentity(bit_width=bits, act_quant=Int8ActPerTensorFloat, return_quant_tensor=True)


def linear(inputs: int, outputs: int) -> nn.Module:
    """4 bits, with a bias of 32 bits."""
    return qnn.QuantLinear(
        inputs, outputs, bias=True, weight_bit_width=4, weight_quant=Int8WeightPerChannelFloat, bias_quant=Int32Bias
    )


class QuantCnn(nn.Module):
    """Convolutions, batch norms, pools; every activation has a quantizer."""

    def __init__(self) -> None:
        super().__init__()
        self.image = step()
        self.one, self.norm_one, self.act_one = convolution(1, 8, 3, padding=1), nn.BatchNorm2d(8), relu()
        self.two, self.norm_two, self.act_two = convolution(8, 16, 3, stride=2), nn.BatchNorm2d(16), relu()
        self.pool = nn.MaxPool2d(2)
        self.fc, self.out = linear(16 * 9, 10), step()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.act_one(self.norm_one(self.one(self.image(x))))
        x = self.pool(self.act_two(self.norm_two(self.two(x))))
        return self.out(self.fc(x.flatten(1)))


class QuantMobile(nn.Module):
    """Depthwise and pointwise convolutions, and an average of the plane."""

    def __init__(self) -> None:
        super().__init__()
        self.image = step()
        layers: list[nn.Module] = []
        for inputs, outputs, stride in ((3, 8, 2), (8, 16, 1), (16, 16, 2)):
            layers += [
                convolution(inputs, inputs, 3, padding=1, groups=inputs, stride=stride),
                nn.BatchNorm2d(inputs),
                relu(),
            ]
            layers += [convolution(inputs, outputs, 1), nn.BatchNorm2d(outputs), relu()]
        self.layers = nn.Sequential(*layers)
        self.mean, self.fc, self.out = relu(8), linear(16, 10), step()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.layers(self.image(x))
        x = self.mean(torch.nn.functional.adaptive_avg_pool2d(x, 1))
        return self.out(self.fc(x.flatten(1)))


class QuantResidual(nn.Module):
    """Two residual blocks; the operands of a sum share a quantizer."""

    def __init__(self) -> None:
        super().__init__()
        self.image, self.stem = step(), nn.Sequential(convolution(1, 8, 3, padding=1), nn.BatchNorm2d(8))
        self.act = relu()
        self.ways = nn.ModuleList()
        for inputs, outputs, stride in ((8, 8, 1), (8, 16, 2)):
            way = nn.Sequential(
                convolution(inputs, outputs, 3, padding=1, stride=stride), nn.BatchNorm2d(outputs), relu(),
                convolution(outputs, outputs, 3, padding=1), nn.BatchNorm2d(outputs),
            )  # fmt: skip
            side = convolution(inputs, outputs, 1, stride=stride) if stride > 1 else nn.Identity()
            self.ways.append(nn.ModuleList([way, side, step(4), relu()]))
        self.mean, self.fc = step(), linear(16, 10)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.act(self.stem(self.image(x)))
        for way, side, both, act in self.ways:
            x = act(both(way(x)) + both(side(x)))
        x = self.mean(torch.nn.functional.adaptive_avg_pool2d(x, 1))
        return self.fc(x.flatten(1))


def quantized(net: nn.Module, shape: tuple[int, ...], name: str) -> None:
    """As QONNX; the constants in the file itself."""
    path = HERE / f"{name}.onnx"
    export_qonnx(settled(net, shape), torch.rand(1, *shape), str(path))
    model = onnx.load(path)
    for extra in HERE.glob(f"{name}.onnx.*"):
        extra.unlink()
    onnx.save(model, path)


def in_standard_operators(net: nn.Module, shape: tuple[int, ...], name: str) -> None:
    """Brevitas' other format: QuantizeLinear, Clip, DequantizeLinear."""
    settled(net, shape).out.return_quant_tensor = False
    export_onnx_qcdq(net, torch.rand(1, *shape), str(HERE / f"{name}.onnx"), dynamo=False)


class Images(CalibrationDataReader):
    """Random images, for ranges."""

    def __init__(self) -> None:
        draw = np.random.default_rng(0)
        self.left = [{"image": draw.uniform(-0.5, 1.5, (4, 3, 16, 16)).astype(np.float32)} for _ in range(4)]

    def get_next(self) -> dict[str, np.ndarray] | None:
        return self.left.pop() if self.left else None


def quantized_after_training(net: nn.Module, shape: tuple[int, ...], name: str) -> None:
    """By ONNX Runtime: signed and symmetric, and as its defaults are."""
    plain, before = HERE / "plain.onnx", HERE / "prepared.onnx"
    torch.onnx.export(
        settled(net, shape), (torch.rand(2, *shape),), plain, dynamo=False, opset_version=17, input_names=["image"],
        dynamic_axes={"image": {0: "batch"}},
    )  # fmt: skip
    quant_pre_process(plain, before, skip_symbolic_shape=True)
    for kind, options in (
        ("symmetric", {"activation_type": QuantType.QInt8, "extra_options": {"ActivationSymmetric": True}}),
        ("default", {"activation_type": QuantType.QUInt8}),
    ):
        quantize_static(
            before, HERE / f"{name}_{kind}.onnx", Images(), quant_format=QuantFormat.QDQ, per_channel=True,
            weight_type=QuantType.QInt8, nodes_to_exclude=["/Softmax"], **options,
        )  # fmt: skip
    plain.unlink()
    before.unlink()


def without_places(path: Path) -> None:
    """The file without what PyTorch writes of where its code lay: paths of the machine that made it."""
    model = onnx.load(path)
    for node in model.graph.node:
        kept = [(p.key, p.value) for p in node.metadata_props if p.key != "pkg.torch.onnx.stack_trace"]
        del node.metadata_props[:]
        for key, value in kept:
            node.metadata_props.add(key=key, value=value)
    path.write_bytes(model.SerializeToString(deterministic=True))


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    torch.manual_seed(0)
    exported(Cnn(), (3, 16, 16), "cnn")
    exported(Unet(), (1, 16, 16), "unet")
    quantized(QuantCnn(), (1, 14, 14), "brevitas_cnn")
    quantized(QuantMobile(), (3, 16, 16), "brevitas_mobile")
    quantized(QuantResidual(), (1, 12, 12), "brevitas_residual")
    quantized_after_training(Plain(), (3, 16, 16), "qdq")
    in_standard_operators(QuantCnn(), (1, 14, 14), "brevitas_qcdq")
    for made in HERE.glob("*.onnx"):
        without_places(made)
