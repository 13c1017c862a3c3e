"""Random graphs: what is read of each gives ONNX Runtime's numbers, or says why it is not read."""

import random
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from onnx import ModelProto

from hdlgen.errors import SpecError
from tests.frontend.onnx.graphs import as_read, graph, images_for, node, onnx_runtime, own
from tests.frontend.onnx.graphs import random as weights


class Draw:
    """One graph, node by node; `channels` is what the images had last, if nothing was arranged since."""

    def __init__(self, seed: int) -> None:
        self.draw = random.Random(seed)
        self.rows, self.columns, self.channels = (self.draw.randint(1, 7) for _ in range(3))
        self.shape = [self.draw.choice(["N", 1, 2]), self.channels, self.rows, self.columns]
        self.nodes, self.constants, self.last = [], {}, "x"

    def model(self) -> ModelProto:
        steps: list[Callable[[], None]] = [
            *(self.convolution, self.transposed, self.pool, self.padding, self.part, self.enlarged, self.arranged),
            *(self.product, self.reduced, self.joined, self.activation, self.constant, self.gates, self.ended),
        ]
        for step in self.draw.choices(steps, k=self.draw.randint(1, 4)):
            step()
        self.add("Identity")
        self.nodes[-1].output[0] = "y"
        return graph(self.nodes, self.shape, self.constants)

    def add(self, operator: str, *inputs: object, **attributes: object) -> None:
        """A node that reads what was made last, and these: names, or constants."""
        names = [self.last]
        for value in inputs:
            names.append(value if isinstance(value, str) else f"k{len(self.constants)}")
            if not isinstance(value, str):
                self.constants[names[-1]] = np.asarray(value)
        self.nodes.append(node(operator, " ".join(names), f"t{len(self.nodes)}", **attributes))
        self.last = f"t{len(self.nodes) - 1}"

    def numbers(self, count: int, least: int, most: int) -> list[int]:
        return [self.draw.randint(least, most) for _ in range(count)]

    def sides(self) -> dict[str, object]:
        kind = self.draw.choice(["none", "pads", "SAME_UPPER", "SAME_LOWER", "VALID"])
        return {"none": {}, "pads": {"pads": self.numbers(4, 0, 2)}}.get(kind, {"auto_pad": kind})

    def convolution(self) -> None:
        groups, outputs = self.draw.choice([1, 1, self.channels]), self.draw.randint(1, 3)
        given = {"strides": self.numbers(2, 1, 3), "group": groups, **self.sides()}
        if "auto_pad" not in given:
            given["dilations"] = self.numbers(2, 1, 2)
        kernel = weights(outputs * groups, self.channels // groups, *self.numbers(2, 1, 3))
        self.add("Conv", kernel, **given)
        self.channels = outputs * groups

    def transposed(self) -> None:
        strides, outputs = self.numbers(2, 1, 3), self.draw.randint(1, 3)
        given = {"output_shape": self.numbers(2, 3, 20)} if self.draw.random() < 0.3 else self.sides()
        more = [self.draw.randint(0, stride - 1) for stride in strides]
        kernel = weights(self.channels, outputs, *self.numbers(2, 1, 3))
        self.add("ConvTranspose", kernel, strides=strides, output_padding=more, **given)
        self.channels = outputs

    def pool(self) -> None:
        kernel = self.numbers(2, 1, 3)
        given = {"kernel_shape": kernel, "strides": [self.draw.randint(1, k) for k in kernel], **self.sides()}
        if self.draw.random() < 0.5:
            self.add("MaxPool", ceil_mode=self.draw.randint(0, 1), **given)
        else:
            self.add("AveragePool", count_include_pad=self.draw.randint(0, 1), **given)

    def padding(self) -> None:
        self.add("Pad", np.array([0, 0, *self.numbers(2, 0, 2), 0, 0, *self.numbers(2, 0, 2)]))

    def part(self) -> None:
        step, axis = self.draw.choice([1, 1, 2, 3, -1]), self.draw.randint(0, 3)
        ends = (0, 99) if step > 0 else (99, -99)
        if self.draw.random() < 0.5:
            ends = self.draw.randint(-5, 5), self.draw.randint(-5, 9)
        if self.draw.random() < 0.5:
            self.add("Slice", *(np.array([value]) for value in (*ends, axis, step)))
        else:
            self.add("Gather", np.array(self.draw.choice([[0], [0, 0], [-1, 0], 0])), axis=axis)

    def enlarged(self) -> None:
        given = {
            "coordinate_transformation_mode": self.draw.choice(["asymmetric", "half_pixel", "align_corners"]),
            "nearest_mode": self.draw.choice(["floor", "ceil", "round_prefer_floor", "round_prefer_ceil"]),
        }
        factor = float(self.draw.randint(1, 4))
        self.add("Resize", ".", np.array([1, 1, factor, factor]), **given)

    def arranged(self) -> None:
        match self.draw.choice(["transpose", "reshape", "unsqueeze", "flatten"]):
            case "transpose":
                self.add("Transpose", perm=self.draw.choice([[0, 2, 3, 1], [0, 3, 1, 2], [0, 1, 3, 2], [1, 0, 2, 3]]))
            case "reshape":
                to = [[0, -1], [0, 0, -1], [0, -1, 1], [-1, self.channels], [0, 0, 0, -1], [0, 1, -1], [1, -1]]
                self.add("Reshape", np.array(self.draw.choice(to)))
            case "unsqueeze":
                self.add("Unsqueeze", np.array([self.draw.choice([1, 2, -1])]))
            case _:
                self.add("Flatten", axis=self.draw.choice([1, 1, 2, -1]))

    def product(self) -> None:
        inputs = self.draw.choice([self.channels, self.columns, self.channels * self.rows * self.columns])
        self.add("MatMul", weights(inputs, self.draw.randint(1, 3)))

    def reduced(self) -> None:
        axes = self.draw.choice([[2, 3], [-1], [1, 2], [2], [-2, -1]])
        self.add(self.draw.choice(["ReduceMean", "ReduceMax"]), axes=axes, keepdims=self.draw.randint(0, 1))

    def joined(self) -> None:
        one = self.last
        self.add("Neg")
        self.add("Concat", one, axis=self.draw.choice([1, 1, -1, 2]))

    def activation(self) -> None:
        self.add(self.draw.choice(["Relu", "Sigmoid", "Tanh", "HardSigmoid", "LeakyRelu"]))

    def constant(self) -> None:
        shapes = [(), (1,), (self.channels,), (self.channels, 1, 1), (1, self.channels), (self.columns,)]
        self.add(self.draw.choice(["Add", "Mul", "Sub"]), weights(*self.draw.choice(shapes)))

    def gates(self) -> None:
        image = self.last
        self.add("GlobalAveragePool")
        self.add("Sigmoid")
        self.add("Mul", image)

    def ended(self) -> None:
        self.add("Softmax", axis=self.draw.choice([1, -1]))


@pytest.mark.parametrize("hundred", range(2))
def test_random_graphs(hundred, tmp_path: Path):
    taken = 0
    for seed in range(hundred * 100, hundred * 100 + 100):
        model = Draw(seed).model()
        try:
            read = as_read(model, tmp_path)
        except SpecError:
            continue
        taken += 1
        images = images_for(read, seed=seed)
        for found, wanted in zip(own(read, images), onnx_runtime(model, read, images), strict=True):
            np.testing.assert_allclose(found, wanted, rtol=1e-4, atol=1e-4 * max(np.abs(wanted).max(), 1e-3))
    assert taken > 20
