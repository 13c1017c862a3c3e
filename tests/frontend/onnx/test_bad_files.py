"""Files with one mistake, or one thing that is not there, each: what is said of them."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from onnx import ModelProto, TensorProto, helper, numpy_helper

from hdlgen.errors import ToolError
from hdlgen.frontend.onnx.reader import read, reading
from tests.frontend.onnx.graphs import QONNX, graph, mistakes_of, node, random, said, same

IMAGE = ["N", 3, 8, 8]
WEIGHTS = {"w": random(4, 3, 3, 3), "v": random(4, 36)}
CONV = [node("Conv", "x w", "c", pads=[0, 0, 0, 0]), node("Relu", "c", "r")]


def conv(**attributes) -> ModelProto:
    return graph([node("Conv", "x w", "y", **attributes)], IMAGE, WEIGHTS)


def behind(*nodes, opset: int = 17, **constants) -> ModelProto:
    """A good convolution, then these."""
    return graph([*CONV, *nodes], IMAGE, WEIGHTS | constants, opset=opset)


def after(change: Callable[[ModelProto], None]) -> ModelProto:
    """A good network, changed."""
    model = behind(node("Neg", "r", "y"))
    change(model)
    return model


def constant(model: ModelProto, name: str = "w") -> TensorProto:
    return next(tensor for tensor in model.graph.initializer if tensor.name == name)


def outside(location: str, **entries: str) -> ModelProto:
    """Whose weights are in a file of their own."""

    def change(model: ModelProto) -> None:
        tensor = constant(model)
        tensor.ClearField("raw_data")
        tensor.data_location = TensorProto.EXTERNAL
        for key, value in {"location": location, **entries}.items():
            tensor.external_data.add(key=key, value=value)

    return after(change)


def claiming(*dims: int) -> ModelProto:
    """Whose weights have a shape that their bytes do not have."""

    def change(model: ModelProto) -> None:
        del constant(model).dims[:]
        constant(model).dims.extend(dims)

    return after(change)


def loop() -> ModelProto:
    body = helper.make_graph(
        [helper.make_node("Identity", ["in"], ["out"]), helper.make_node("Identity", ["go"], ["on"])],
        "body",
        [
            helper.make_tensor_value_info("i", TensorProto.INT64, []),
            helper.make_tensor_value_info("go", TensorProto.BOOL, []),
            helper.make_tensor_value_info("in", TensorProto.FLOAT, None),
        ],
        [
            helper.make_tensor_value_info("on", TensorProto.BOOL, []),
            helper.make_tensor_value_info("out", TensorProto.FLOAT, None),
        ],
    )
    return behind(node("Loop", "times . r", "y", body=body), times=np.array(3))


def quant(**numbers) -> ModelProto:
    constants = {"s": np.array(0.5), "z": np.array(0.0), "b": np.array(4.0), **numbers}
    nodes = [*CONV, node("Quant", "r s z b", "y", domain=QONNX, signed=1, narrow=0)]
    return graph(nodes, IMAGE, WEIGHTS | constants, versions={QONNX: 1})


def pair(scale, zero) -> ModelProto:
    return behind(node("QuantizeLinear", "r s z", "q"), node("DequantizeLinear", "q s z", "y"), s=scale, z=zero)


def with_nan(model: ModelProto) -> None:
    weights = random(4, 3, 3, 3)
    weights[0, 0, 0, :2] = np.nan, np.inf
    constant(model).raw_data = weights.tobytes()


CASES: dict[str, tuple[ModelProto | bytes, list[str]]] = {
    "padding as wide as the kernel": (
        conv(pads=[3, 0, 0, 0]),
        ['Conv "the_y": padding: must lie in 0..2, less than the kernel reaches over, not 3, 0'],
    ),
    "padding of two numbers": (
        conv(pads=[1, 1]),
        ['Conv "the_y": pads=[1, 1]; four numbers are expected, none below 0'],
    ),
    "negative padding": (
        conv(pads=[-1, 0, 0, 0]),
        ['Conv "the_y": pads=[-1, 0, 0, 0]; four numbers are expected, none below 0'],
    ),
    "a dilation that leaves the image": (
        conv(dilations=[4, 4]),
        ['Conv "the_y": kernel: reaches over 9×9, more than the padded image of 8×8'],
    ),
    "a slice of what a kernel that is too large leaves": (
        graph(
            [node("Conv", "x w", "c", dilations=[5, 5]), node("Slice", "c s e a t", "y")],
            IMAGE,
            WEIGHTS | {name: np.array([value]) for name, value in {"s": -4, "e": -5, "a": 2, "t": -1}.items()},
        ),
        ['Conv "the_c": kernel: reaches over 11×11, more than the padded image of 8×8'],
    ),
    "a dilated pool": (
        behind(node("MaxPool", "r", "y", kernel_shape=[2, 2], dilations=[2, 2])),
        ['MaxPool "the_y": a dilated pool is not there'],
    ),
    "groups that the channels cannot make": (
        conv(group=2),
        ['Conv "the_y": weight: reads 2 groups of 3 channels, and 3 enter'],
    ),
    "groups that the outputs cannot make": (conv(group=3), ['Conv "the_y": has 4 output channels in 3 groups']),
    "opset 8": (behind(node("Neg", "r", "y"), opset=8), ["model: uses opset 8, and 9 to 23 are read"]),
    "opset 24": (behind(node("Neg", "r", "y"), opset=24), ["model: uses opset 24, and 9 to 23 are read"]),
    "an operator that opset 9 has not yet": (
        behind(node("HardSwish", "r", "y"), opset=9),
        ['HardSwish "the_y": opset 9 has no such operator'],
    ),
    "an input that opset 9 has not yet": (
        behind(node("Clip", "r lo", "y"), opset=9, lo=np.array(0.0)),
        ['Clip "the_y": has 2 inputs and 1 outputs'],
    ),
    "an attribute that opset 21 has no longer": (
        behind(node("Unsqueeze", "r", "y", axes=[0]), opset=21),
        ['Unsqueeze "the_y": has 1 inputs and 1 outputs'],
    ),
    "blocks of opset 21": (
        behind(
            node("DequantizeLinear", "k s", "f", block_size=2),
            node("Gemm", "r f", "y"),
            opset=21,
            s=np.ones((2, 2)),
            k=np.ones((4, 2), np.int8),
        ),
        ['DequantizeLinear "the_f": block_size=2: scales of blocks are not read'],
    ),
    "constants in another folder": (
        outside("../weights.bin"),
        ["constant \"w\": the constant 'w' is in the file '../weights.bin', which is not beside the model"],
    ),
    "constants at an absolute path": (
        outside("/etc/passwd"),
        ["constant \"w\": the constant 'w' is in the file '/etc/passwd', which is not beside the model"],
    ),
    "constants in a file that is not there": (
        outside("weights.bin"),
        ["constant \"w\": the constant 'w' is in the file 'weights.bin': No such file or directory"],
    ),
    "constants in a device": (
        outside("zero"),
        ["constant \"w\": the constant 'w' is in the file 'zero', a link to elsewhere"],
    ),
    "constants in a folder": (
        outside("folder"),
        ["constant \"w\": the constant 'w' is in the file 'folder': Is a directory"],
    ),
    "constants of another length": (
        outside("few.bin", length="8"),
        ["constant \"w\": the constant 'w' of shape [4, 3, 3, 3] has 432 bytes, and 8 from 0 are named"],
    ),
    "constants behind the end of their file": (
        outside("few.bin", offset="4"),
        ['constant "w": a tensor of shape [4, 3, 3, 3] has 432 bytes, and there are 4'],
    ),
    "constants without a number": (
        outside("few.bin", offset="many"),
        ["constant \"w\": the constant 'w' has no whole numbers for offset and length"],
    ),
    "open rows": (
        graph([node("Conv", "x w", "y")], ["N", 3, "H", 8], WEIGHTS),
        ["input 'x': has no fixed size along axis 2"],
    ),
    "open channels": (
        graph([node("Conv", "x w", "y")], [1, "C", 8, 8], WEIGHTS),
        ["input 'x': has no fixed size along axis 1"],
    ),
    "no shape": (graph([node("Neg", "x", "y")], None), ["input 'x': has no shape"]),
    "rows of size 0": (graph([node("Neg", "x", "y")], [1, 3, 0, 4]), ["input 'x': has no fixed size along axis 2"]),
    "five axes": (graph([node("Neg", "x", "y")], [1, 3, 4, 4, 4]), ["input 'x': has 5 axes"]),
    "an image of texts": (
        graph([node("Identity", "x", "y")], IMAGE, kind=TensorProto.STRING),
        ["input 'x': has elements of type STRING"],
    ),
    "NaN weights": (after(with_nan), ['Conv "the_c": 2 of 108 numbers of the weights are NaN or infinite']),
    "a scale of 0": (quant(s=np.array(0.0)), ['Quant "the_y": 1 of 1 scales are not above 0']),
    "a scale below 0": (
        pair(np.array(-1.0), np.array(0, np.int8)),
        [
            'QuantizeLinear "the_q": 1 of 1 scales are not above 0',
            'DequantizeLinear "the_y": 1 of 1 scales are not above 0',
        ],
    ),
    "zero points for each channel": (
        pair(np.ones(4), np.array([0, 1, 2, 3], np.int8)),
        [
            'QuantizeLinear "the_q": quantizes an image with 4 different zero points',
            'DequantizeLinear "the_y": quantizes an image with 4 different zero points',
        ],
    ),
    "scales for each channel of an image": (
        quant(s=np.array([1.0, 2, 3, 4]).reshape(1, 4, 1, 1)),
        ['Quant "the_y": quantizes an image with 4 scales'],
    ),
    "a Loop": (loop(), ['Loop "the_y": the operator Loop is not read']),
    "a truncated file": (
        behind(node("Neg", "r", "y")).SerializeToString()[:-40],
        ["model: is no ONNX file, or not a whole one"],
    ),
    "a file of text": (b"hdlgen: 1\nname: tiny\n", ["model: is no ONNX file, or not a whole one"]),
    "names that are no text": (
        behind(node("Neg", "r", "y")).SerializeToString().replace(b"the_c", b"the_\xff"),
        ["model: has names that are no text"],
    ),
    "an empty file": (b"", ["model: the file is empty"]),
    "a model without a graph": (ModelProto(ir_version=8).SerializeToString(), ["model: holds no graph"]),
    "a field of 2 GB": (b"\x3a\xff\xff\xff\xff\x07" + b"\x0a" * 40, ["model: is no ONNX file, or not a whole one"]),
    "weights of 2 GB": (
        claiming(1 << 29, 1),
        ['constant "w": a tensor of shape [536870912, 1] has 2,147,483,648 bytes; 1,073,741,824 are the most'],
    ),
    "weights of which most are missing": (
        claiming(4, 3, 300, 3),
        ['constant "w": a tensor of shape [4, 3, 300, 3] has 43,200 bytes, and there are 432'],
    ),
    "weights of a negative size": (claiming(-4, 27), ['constant "w": a tensor of shape [-4, 27]']),
    "a constant of 2 GB": (
        behind(node("ConstantOfShape", "n", "f"), node("Add", "r f", "y"), n=np.array([1 << 29])),
        ['ConstantOfShape "the_f": a tensor of shape [536870912] has 4,294,967,296 bytes; 1,073,741,824 are the most'],
    ),
    "an image of 8 TB": (
        graph([node("Neg", "x", "y")], ["N", 3, 1 << 20, 1 << 20]),
        ["input 'x': a tensor of shape [3, 1048576, 1048576] has 26,388,279,066,624 bytes; 1,073,741,824 are the most"],
    ),
    "weights in segments": (
        after(lambda model: setattr(constant(model).segment, "begin", 1)),
        ['constant "w": a tensor in segments is not read'],
    ),
    "weights of no bytes at all": (
        after(lambda model: constant(model).ClearField("raw_data")),
        ['constant "w": a tensor of shape [4, 3, 3, 3] has not so many elements'],
    ),
    "weights of complex numbers": (
        after(lambda model: setattr(constant(model), "data_type", TensorProto.COMPLEX64)),
        ['constant "w": elements of type COMPLEX64 are not read'],
    ),
    "functions of its own": (
        after(lambda model: model.functions.add(name="mine", domain="local")),
        ["model: has functions of its own: mine"],
    ),
    "sparse weights": (
        after(lambda model: model.graph.sparse_initializer.add()),
        ["model: has sparse constants"],
    ),
    "two inputs": (
        after(lambda model: model.graph.input.append(helper.make_tensor_value_info("x2", TensorProto.FLOAT, [1]))),
        ["model: has 2 inputs (x, x2)"],
    ),
    "no input": (after(lambda model: model.graph.ClearField("input")), None),
    "no output": (after(lambda model: model.graph.ClearField("output")), ["model: has no output"]),
    "an output that nothing makes": (
        after(lambda model: setattr(model.graph.output[0], "name", "z")),
        ["model: nothing makes its output 'z'"],
    ),
    "an output that is a constant": (
        after(lambda model: setattr(model.graph.output[0], "name", "v")),
        ["output 'v': does not depend on the image"],
    ),
    "a tensor that nothing makes": (
        behind(node("Add", "r what", "y")),
        ["Add \"the_y\": reads 'what', which nothing in front of it makes"],
    ),
    "a tensor that is made twice": (
        behind(node("Neg", "x", "r"), node("Neg", "r", "y")),
        ["Neg \"the_r\": makes 'r', which something else makes, too"],
    ),
    "no opset": (after(lambda model: model.ClearField("opset_import")), ["model: does not say which opset it uses"]),
    "an operator of somebody's own": (
        behind(node("Magic", "r", "y", domain="my.domain")),
        ['Magic "the_y": the operator my.domain.Magic is not read'],
    ),
    "an attribute that nobody knows": (conv(colour=1), ['Conv "the_y": attribute colour is not known']),
    "an attribute that is missing": (
        behind(node("Concat", "r r", "y")),
        ['Concat "the_y": has no attribute axis'],
    ),
    "an input that is missing": (behind(node("Gemm", "r", "y")), ['Gemm "the_y": has 1 inputs and 1 outputs']),
    "weights that are true or false": (
        graph([node("Conv", "x w", "y")], IMAGE, {"w": random(4, 3, 3, 3) > 0}),
        ['Conv "the_y": bool is the type of the weights'],
    ),
    "an attribute of another type": (
        conv(strides=2.0),
        ['Conv "the_y": attribute strides is a number, not integers'],
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """With files beside the model."""
    (tmp_path / "few.bin").write_bytes(b"\0" * 8)
    (tmp_path / "folder").mkdir()
    (tmp_path / "zero").symlink_to("/dev/zero")
    return tmp_path


@pytest.mark.parametrize("name", CASES)
def test_what_is_said(name, folder: Path):
    model, wanted = CASES[name]
    if wanted is None:
        wanted = [
            "model: has no input",
            "Conv \"the_c\": reads 'x', which nothing in front of it makes",
        ]
    assert said(model, folder) == wanted


@pytest.mark.parametrize(
    ("name", "fix"),
    [
        ("opset 8", "export with opset_version=17"),
        ("opset 24", "export with opset_version=23"),
        ("constants in another folder", "keep it in the model's folder, or export with external_data=False"),
        ("functions of its own", "put their nodes in place with onnx.inliner.inline_local_functions"),
        (
            "open rows",
            "only the number of images may be open: export with fixed rows, columns and channels, or write them into "
            "the file with onnx.tools.update_model_dims",
        ),
        ("a scale of 0", "quantize again: what is 0 everywhere needs a scale, too"),
        ("zero points for each channel", "use one zero point for all channels of an image"),
        ("a Loop", "export without control flow: a network whose nodes are all computed, once, is expected"),
        ("NaN weights", "train again, or export again: they are no numbers"),
        ("a truncated file", "export it again, or copy it again"),
        ("an output that is a constant", "return only what does (Brevitas: return_quant_tensor=False)"),
    ],
)
def test_what_to_write_instead(name, fix, folder: Path):
    assert mistakes_of(CASES[name][0], folder)[0].fix == fix


def test_the_good_network_is_good(tmp_path: Path):
    same(behind(node("Neg", "r", "y")), tmp_path)


@pytest.mark.parametrize("opset", range(9, 24))
def test_every_opset_that_is_read(opset, tmp_path: Path):
    model = behind(node("MaxPool", "r", "m", kernel_shape=[2, 2]), node("Flatten", "m", "y"), opset=opset)
    same(model, tmp_path)


def test_constants_beside_the_model_are_read(tmp_path: Path):
    weights = random(4, 3, 3, 3)
    model = outside("sub/weights.bin", offset="8", length=str(weights.nbytes))
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "weights.bin").write_bytes(b"\0" * 8 + weights.tobytes() + b"\0" * 8)
    path = tmp_path / "net.onnx"
    path.write_bytes(model.SerializeToString())
    np.testing.assert_array_equal(read(path).nodes[0].op.weight, weights.astype(np.float64))


def test_constants_have_a_limit_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("hdlgen.frontend.onnx.reading.tensors.ALL_BYTES", 500)
    model = graph([*CONV, node("Conv", "r v", "y")], IMAGE, {"w": WEIGHTS["w"], "v": random(4, 4, 3, 3)})
    assert said(model, tmp_path) == ['constant "v": the constants have more than 500 bytes']


def test_nodes_have_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("hdlgen.frontend.onnx.reading.model.MOST_NODES", 2)
    assert said(behind(node("Neg", "r", "y")), tmp_path) == ["model: has 3 nodes; 2 are the most"]


def test_weights_of_4_bits_are_read(tmp_path: Path):
    k = np.random.default_rng(0).integers(-8, 8, (4, 3, 3, 3))
    model = graph(
        [node("DequantizeLinear", "k s", "w"), node("Conv", "x w", "y")], IMAGE, {"s": np.array(0.5)}, opset=21
    )
    model.graph.initializer.append(
        numpy_helper.from_array(k.astype(helper.tensor_dtype_to_np_dtype(TensorProto.INT4)), "k")
    )
    np.testing.assert_array_equal(same(model, tmp_path).source.nodes[0].op.weight, k / 2)


def test_everything_that_is_wrong_is_said_at_once(tmp_path: Path):
    """Behind each mistake the rest is read on, with the shapes that ONNX infers."""
    nodes = [
        node("Conv", "x w", "a", dilations=[4, 4], pads=[2, 2, 2, 2]),
        node("Elu", "a", "b"),
        node("MaxPool", "b", "c", kernel_shape=[2, 2], dilations=[2, 2]),
        node("LayerNormalization", "c g", "d"),
        node("Conv", "d w2", "e", group=3),
        node("GRU", "e w w", "f"),
        node("Resize", "e . s", "h", mode="cubic"),
        node("Mine", "h", "i", domain="mine"),
        node("Clip", "h lo", "y"),
    ]
    constants = {"g": random(2), "w2": random(4, 4, 1, 1), "s": np.array([1.0, 1, 2, 2]), "lo": np.array(np.nan)}
    model = graph(nodes, IMAGE, WEIGHTS | constants, versions={"mine": 1})
    model.graph.output.append(helper.make_tensor_value_info("i", TensorProto.FLOAT, None))
    model.graph.output.append(helper.make_tensor_value_info("f", TensorProto.FLOAT, None))
    found = mistakes_of(model, tmp_path)
    assert [f"{m.where}: {m.what}" for m in found] == [
        'Elu "the_b": the operator Elu is not read',
        'MaxPool "the_c": a dilated pool is not there',
        'LayerNormalization "the_d": the operator LayerNormalization is not read',
        'Conv "the_e": has 4 output channels in 3 groups',
        'GRU "the_f": the operator GRU is not read',
        'Resize "the_h": mode=cubic mixes pixels',
        'Mine "the_i": the operator mine.Mine is not read',
        'Clip "the_y": the lower bound is [nan], and one number is expected',
    ]
    assert found[0].fix == "use ReLU, LeakyReLU, sigmoid, hard sigmoid, tanh, hard swish, SiLU or GELU"
    assert found[2].fix == "use batch norm"
    assert str(found[1]).endswith('bad.onnx: MaxPool "the_c": a dilated pool is not there\n    fix: use dilations of 1')


def test_what_no_output_needs_may_be_anything(tmp_path: Path):
    same(graph([*CONV, node("Elu", "r", "e"), node("Neg", "r", "y")], IMAGE, WEIGHTS), tmp_path)


def test_files_that_cannot_be_opened(tmp_path: Path):
    assert said(tmp_path / "none.onnx", tmp_path) == ["model: cannot be read: No such file or directory"]
    assert said(tmp_path, tmp_path) == ["model: cannot be read: Is a directory"]
    os.mkfifo(tmp_path / "pipe.onnx")
    assert said(tmp_path / "pipe.onnx", tmp_path) == ["model: cannot be read: Is no regular file"]
    big = tmp_path / "big.onnx"
    with big.open("wb") as file:
        file.truncate((1 << 30) + 1)
    assert said(big, tmp_path) == ["model: cannot be read: Has more than 1,024 MiB, the most that is read"]


GIGABYTES = ["weights of 2 GB", "a field of 2 GB", "a constant of 2 GB", "an image of 8 TB"]


@pytest.mark.parametrize("name", GIGABYTES)
def test_what_claims_gigabytes_takes_none(name, tmp_path: Path):
    model, _ = CASES[name]
    path = tmp_path / "bad.onnx"
    path.write_bytes(model if isinstance(model, bytes) else model.SerializeToString())
    code = (
        "import resource, sys; from pathlib import Path\n"
        "from hdlgen.errors import SpecError; from hdlgen.frontend.onnx.reader import read\n"
        "import hdlgen.frontend.onnx.reading.walk\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try:\n    read(Path(sys.argv[1]))\n"
        "except SpecError:\n    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 64 << 10  # KiB


def test_without_onnx_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    with pytest.raises(ToolError) as caught:
        reading(tmp_path / "net.onnx")
    (mistake,) = caught.value.mistakes
    assert (mistake.what, mistake.fix) == (
        "reading ONNX needs onnx, which is not installed",
        "pip install 'hdlgen[onnx]'",
    )


def test_the_reader_itself_loads_no_onnx():
    code = "import sys, hdlgen.frontend.onnx.reader; assert not {'onnx', 'torch'} & set(sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
