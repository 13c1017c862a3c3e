"""`hdlgen import` of PyTorch modules, from the command line."""

import json
import sys

import numpy as np
import pytest
from safetensors.numpy import load_file

torch = pytest.importorskip("torch", reason="comes with hdlgen[train]")

from hdlgen.cli.main import main  # noqa: E402
from hdlgen.mapping.design import load_design  # noqa: E402
from tests.frontend.torch import modules  # noqa: E402

MODULE = "tests.frontend.torch.modules:quantized"
COMMAND = ["import", MODULE, "--shape", "12x12x1", "--name", "net"]


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*more):
    return main([*COMMAND, *more])


def test_a_quantized_module_becomes_two_files_and_is_compared(here, capsys):
    assert run("--images", "30") == 0
    shown = capsys.readouterr().out
    assert shown.startswith("net.yaml: 12×12×1 uint8, quantized by its author\n")
    assert "fake_quantize_per_tensor_affine_13: 30 images, 300 values: 300 as its layers should give" in shown
    assert "PyTorch 2.13.0" in shown
    graph = load_design(here / "net.yaml").graph
    assert [n.name for n in graph.arrays][:3] == ["conv", "depthwise", "point"]
    assert load_file("net.safetensors")["conv.weight"].dtype == np.int8


def test_json_is_one_object(capsys):
    assert run("--images", "5", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["quantized_by"] == "its author"
    assert found["input"] == {"shape": [12, 12, 1], "type": "uint8", "step": 1 / 255}
    assert found["layers"][0] == {
        "name": "conv", "type": "conv", "weight_bits": 4, "out": "uint4", "weights": 72, "rounds_otherwise": 0, "of": 0,
    }  # fmt: skip
    (result,) = found["results"]
    assert result["values"] == result["equal"] == 50
    assert result["equal_to_tool"] >= 48


def test_the_same_command_may_be_given_again_and_gives_the_same_bytes(here):
    assert run("--images", "1") == 0
    first = (here / "net.yaml").read_bytes(), (here / "net.safetensors").read_bytes()
    assert run("--images", "1") == 0
    assert first == ((here / "net.yaml").read_bytes(), (here / "net.safetensors").read_bytes())


@pytest.mark.parametrize("suffix", [".pt", ".safetensors", ".ckpt"])
def test_weights_come_from_a_state_dict(here, suffix, capsys):
    module = modules.quantized()
    module.head.weight.data.mul_(2)
    path = here / f"w{suffix}"
    if suffix == ".safetensors":
        from safetensors.torch import save_file

        save_file(module.state_dict(), path)
    else:
        torch.save({"state_dict": module.state_dict()} if suffix == ".ckpt" else module.state_dict(), path)
    assert run("--images", "3", "--json") == 0
    before = load_file("net.safetensors")
    assert run("--images", "3", "--weights", str(path)) == 0
    after = load_file("net.safetensors")
    gains = [t["head.multiplier"] / 2.0 ** t["head.shift"][0] for t in (before, after)]
    np.testing.assert_allclose(gains[1], 2 * gains[0], rtol=0.02)


class Evil:
    def __reduce__(self):
        return (sys.exit, (7,))


def test_state_dicts_that_do_not_fit_are_refused(here, capsys):
    state = modules.quantized().state_dict()
    del state["conv.weight"]
    state["more"] = torch.zeros(1)
    state["head.bias"] = torch.zeros(9)
    torch.save(state, here / "w.pt")
    assert run("--weights", "w.pt") == 2
    assert capsys.readouterr().err.splitlines()[::2] == [
        "w.pt: conv.weight: is missing",
        "w.pt: head.bias: has shape [9], and the module's is [10]",
        "w.pt: more: is none of the module's",
    ]
    torch.save({"a": Evil()}, here / "evil.pt")
    assert run("--weights", "evil.pt") == 2
    assert "evil.pt: is no state dict: Weights only load failed" in capsys.readouterr().err
    (here / "text.pt").write_text("hello")
    assert run("--weights", "text.pt") == 2
    torch.save([1, 2], here / "list.pt")
    assert run("--weights", "list.pt") == 2
    assert "holds something else than tensors by name" in capsys.readouterr().err
    assert run("--weights", "gone.pt") == 2
    assert "gone.pt: cannot be read: No such file or directory" in capsys.readouterr().err
    assert not list(here.glob("net.*"))


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        (["import", "net.txt"], "is no .onnx file and no module:function"),
        (["import", "gone_module:f"], "'gone_module:f' cannot be imported: No module named 'gone_module'"),
        (["import", "os:getcwd", "--shape", "4x4x1", "--name", "n"], "'os:getcwd' gives a str, no module"),
        (["import", "tests.frontend.torch.modules:Gates", "--name", "n"], "fails: TypeError: "),
        ([*COMMAND[:2], "--name", "Net"], "--name: 'Net' is no name of a network"),
        ([*COMMAND, "--bits", "W4A4"], "--bits: is for float networks, and this one is quantized"),
        ([*COMMAND, "--rounding", "learned"], "--rounding: is for float networks, and this one is quantized"),
        ([*COMMAND, "--calibration", "9"], "--calibration: finds quantizers, and this network has them all"),
        ([*COMMAND, "--pixel", "network", "--std", "2"], "--std: is for pixels that the network does not know"),
        ([*COMMAND, "--data", "gone"], "gone: does not exist"),
        ([*COMMAND[:4], "--name", "input"], "name: 'input' is a word of Verilog"),
        ([*COMMAND, "--like", "gone"], "is neither a file nor a bundled network"),
        ([*COMMAND, "--mean", "0.1,0.2"], "--mean: has 2 numbers, and images have 1 channels"),
        (["import", "tests.frontend.torch.modules:stranger", "--shape", "12x12x1", "--name", "s"],
         "has float weights in stem.0, body.0, gates.down and 3 more\n    fix: say to how many bits"),
        (["import", "x.onnx", "--weights", "w.pt"], "--weights: is for modules"),
        (["import", "x.onnx", "--shape", "1x1x1"], "--shape: is for modules"),
    ],
)  # fmt: skip
def test_mistakes_are_told_and_nothing_is_written(here, arguments, text, capsys):
    assert main(arguments) == 2
    said = capsys.readouterr().err
    assert text in said
    assert "/hdlgen-" not in said  # a folder that is gone
    assert not list(here.iterdir())


@pytest.mark.parametrize(
    ("option", "value", "text"),
    [
        ("--pixel", "0", "must be a number above 0, as 1/255, or the word network"),
        ("--pixel", "1/0", "must be a number above 0"),
        ("--shape", "12x12", "must be rows x columns x channels, as 28x28x1"),
        ("--shape", "0x1x1", "must be rows x columns x channels"),
        ("--mean", "a", "must be numbers with commas between"),
        ("--mean", "nan", "must be numbers with commas between"),
        ("--std", "1,inf", "must be numbers with commas between"),
        ("--images", "0", "must be a number of at least 1"),
    ],
)
def test_options_are_checked(option, value, text, capsys):
    with pytest.raises(SystemExit) as caught:
        main([*COMMAND, option, value])
    assert caught.value.code == 2
    assert text in capsys.readouterr().err


def test_pixels_that_mean_something_else_are_requantized_in_front(here, capsys):
    assert run("--pixel", "1/100", "--mean", "0.2", "--std", "1.51", "--images", "20", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["layers"][0]["type"], found["layers"][0]["out"]) == ("avgpool", "uint8")
    (result,) = found["results"]
    assert result["values"] == result["equal"]
    assert result["equal_to_tool"] >= 0.95 * result["values"]


def test_pixels_may_be_those_of_the_network(capsys):
    assert run("--pixel", "network", "--images", "3", "--json") == 0
    assert json.loads(capsys.readouterr().out)["input"]["step"] == pytest.approx(1 / 255)


def test_what_others_wrote_is_not_written_over(here, capsys):
    (here / "net.yaml").write_text("mine")
    assert run("--images", "1") == 2
    assert "net.yaml" in capsys.readouterr().err
    assert (here / "net.yaml").read_text() == "mine"
    assert run("--images", "1", "--force") == 0
