"""A recipe begins with what somebody else trained: an ONNX file, or a module's state dict."""

import numpy as np
import pytest
import torch
from safetensors.torch import save_file

from hdlgen.compress.pipeline import compress
from hdlgen.compress.recipe import load_recipe
from hdlgen.compress.start import start
from hdlgen.errors import SpecError
from hdlgen.frontend.functions import call

onnx = pytest.importorskip("onnx", reason="comes with hdlgen[onnx]")


@pytest.fixture
def trained(recipe_file):
    """The module of the recipe after some training: float weights that no seed gives."""
    torch.manual_seed(9)
    module = call("bars_task:small", "model", recipe_file.parent)
    data = call("bars_task:load", "dataset", recipe_file.parent, None)
    images = torch.from_numpy(data.train_images).permute(0, 3, 1, 2).float() / 255
    labels = torch.from_numpy(data.train_labels).long()
    optimizer = torch.optim.Adam(module.parameters(), 5e-3)
    for first in range(0, 2000, 50):
        optimizer.zero_grad()
        torch.nn.functional.cross_entropy(module(images[first : first + 50]), labels[first : first + 50]).backward()
        optimizer.step()
    return module.eval()


def without_training(recipe_file, **keys):
    text = recipe_file.read_text().replace("train: {epochs: 4, rate: 5.0e-3}", "train: {epochs: 0}")
    for key, value in keys.items():
        text = text.replace("model: bars_task:small\n", f"model: bars_task:small\n{key}: {value}\n")
    recipe_file.write_text(text)
    return load_recipe(recipe_file)


def test_weights_come_from_a_state_dict_beside_the_recipe(recipe_file, trained):
    save_file(trained.state_dict(), recipe_file.parent / "bars.safetensors")
    recipe = without_training(recipe_file, weights="bars.safetensors")
    network = start(recipe)
    assert torch.equal(network.get_submodule("fc2").weight, trained.fc2.weight)
    assert recipe_file.parent / "bars.safetensors" in recipe.files
    recipe_file.write_text(recipe_file.read_text().replace("bars.safetensors", "gone.safetensors"))
    with pytest.raises(Exception, match=r"gone.safetensors: cannot be read"):
        start(load_recipe(recipe_file))


def written(module, path):
    """`module`, of the shape of the recipe's, as an ONNX file with the batch norm in it."""
    t = {name: value.detach().numpy() for name, value in module.state_dict().items()}
    node = onnx.helper.make_node
    norm = ["norm.weight", "norm.bias", "norm.running_mean", "norm.running_var"]
    nodes = [
        node("Conv", ["x", "conv1.weight", "conv1.bias"], ["a"], "conv1"),
        node("BatchNormalization", ["a", *norm], ["b"], "norm", epsilon=module.norm.eps),
        node("Relu", ["b"], ["c"], "relu1"),
        node("MaxPool", ["c"], ["d"], "pool1", kernel_shape=[2, 2], strides=[2, 2]),
        node("Conv", ["d", "conv2.weight", "conv2.bias"], ["e"], "conv2", pads=[1, 1, 1, 1], strides=[2, 2]),
        node("Relu", ["e"], ["f"], "relu2"),
        node("Flatten", ["f"], ["g"], "flatten"),
        node("Gemm", ["g", "fc1.weight", "fc1.bias"], ["h"], "fc1", transB=1),
        node("Relu", ["h"], ["i"], "relu3"),
        node("Gemm", ["i", "fc2.weight", "fc2.bias"], ["y"], "fc2", transB=1),
    ]
    value = onnx.helper.make_tensor_value_info
    graph = onnx.helper.make_graph(
        nodes,
        "bars",
        [value("x", onnx.TensorProto.FLOAT, ["n", 1, 12, 12])],
        [value("y", onnx.TensorProto.FLOAT, ["n", 4])],
        [onnx.numpy_helper.from_array(v, name) for name, v in t.items() if v.ndim],
    )
    onnx.save(onnx.helper.make_model(graph, opset_imports=[onnx.helper.make_opsetid("", 17)], ir_version=8), path)


def test_an_onnx_file_is_pruned_and_quantized_without_being_trained_anew(recipe_file, trained, tmp_path):
    written(trained, recipe_file.parent / "bars.onnx")
    recipe_file.write_text(recipe_file.read_text().replace("model: bars_task:small", "model: bars.onnx"))
    recipe = without_training(recipe_file)
    network = start(recipe)
    images = np.random.default_rng(0).random((5, 1, 12, 12), np.float32)
    with torch.no_grad():
        ours, theirs = (m(torch.from_numpy(images)).numpy() for m in (network.eval(), trained))
    np.testing.assert_allclose(ours, theirs, rtol=1e-4, atol=1e-4)
    result = compress(recipe, None, tmp_path / "out", quiet=True)
    assert result.accuracy > 0.9
    assert (result.weights, result.built) == (686, 3624)


def test_an_onnx_file_has_its_own_weights(recipe_file):
    recipe_file.write_text(recipe_file.read_text().replace("model: bars_task:small", "model: bars.onnx\nweights: w.pt"))
    with pytest.raises(SpecError, match=r"bars.recipe.yaml:\d+: weights: is for modules"):
        start(load_recipe(recipe_file))


def test_the_recipe_names_a_module_or_an_onnx_file(recipe_file):
    recipe_file.write_text(recipe_file.read_text().replace("model: bars_task:small", "model: net.pt"))
    with pytest.raises(SpecError, match=r"model: must be module:function, not 'net.pt'"):
        load_recipe(recipe_file)
