import numpy as np
import pytest
import yaml

from hdlgen.arith import Int
from hdlgen.errors import SpecError
from hdlgen.spec import Clip, Function, Lookup, Threshold, load, schema
from hdlgen.spec.models import LAYERS

CARD = """\
title: cells
reference: a test
cell: {source: a test, basis: generic, g_min: 1 uS, g_max: 41 uS, read: 0.2 V}
programming: {source: a test, basis: generic, model: none}
"""


def mistakes(path):
    with pytest.raises(SpecError) as error:
        load(path)
    return error.value.mistakes


def test_a_right_file_becomes_models_with_its_defaults(written, description, tensors):
    path = written(description, tensors)
    file = load(path)
    conv, pool, fc = file.network.layers
    assert (file.name, file.network.input.shape, file.network.input.type) == ("tiny", (8, 8, 2), Int(4))
    assert (conv.kernel, conv.stride, conv.padding, conv.dilation) == ((3, 3), (1, 1), (1,) * 4, (1, 1))
    assert (conv.groups, conv.activation, conv.out) == (1, "relu", Int(4))
    assert (pool.stride, pool.padding, file.network.outputs) == (None, (0,) * 4, None)
    assert (pool.kernel, fc.features, fc.activation, fc.out) == ((2, 2), 5, "none", Int(8, signed=True))
    assert (file.hardware.tile.budget, file.device.stuck.low, file.device.programming_error) == (0, 0.0, 0.0)
    assert file.ranges == {"conv1": 1}
    assert file.files == (path, path.parent / "tiny.safetensors")
    assert sorted(file.weights) == sorted(tensors)
    np.testing.assert_array_equal(file.weights["fc1.weight"], tensors["fc1.weight"])
    assert not file.weights["fc1.weight"].flags.writeable


def test_layers_name_what_they_read(written, residual, residual_tensors):
    file = load(written(residual, residual_tensors))
    conv1, down, add1, pool1, _ = file.network.layers
    assert (conv1.input, down.input, pool1.input) == (None, "input", None)
    assert (add1.inputs, add1.activation, add1.out) == (("conv1", "down"), "relu", Int(4))
    assert [layer.sources("before") for layer in (conv1, down, add1)] == [("before",), ("input",), ("conv1", "down")]
    assert file.weights["add1.multiplier"].tolist() == [3, -2]
    residual["network"]["layers"][2] |= {"activation": {"clip": 6}, "inputs": ["down", "conv1"]}
    assert load(written(residual, residual_tensors)).network.layers[2].activation == Clip(clip=6)


def test_an_add_may_be_the_output_and_read_the_image(written, residual, residual_tensors):
    conv1, _, add1, *_ = residual["network"]["layers"]
    conv1 |= {"channels": 2}
    residual["network"]["layers"] = [conv1, add1 | {"inputs": ["input", "conv1"]}]
    kept = {k: v for k, v in residual_tensors.items() if k.startswith(("conv1", "add1"))}
    kept = {k: v if k.startswith("add1") or "shift" in k else v[:2] for k, v in kept.items()}
    assert load(written(residual, kept)).network.layers[1].inputs == ("input", "conv1")


def test_an_average_that_no_requantizer_makes_is_refused(written, description, tensors):
    description["network"]["input"] = {"shape": [1001, 1001, 1], "type": "uint8"}
    pool = {"name": "pool1", "type": "avgpool", "kernel": 1001}
    description["network"]["layers"] = [pool, description["network"]["layers"][2]]
    description["ranges"] = {}
    kept = {k: v[:, :1] if k.endswith("weight") else v for k, v in tensors.items() if k.startswith("fc1")}
    path = written(description, kept)
    (mistake,) = mistakes(path)
    assert mistake.where == "network.layers[0].kernel"
    assert mistake.what.startswith("the mean of 1002001 values of uint8 is not exact")
    assert mistake.fix == "use a smaller kernel, or fewer bits in front of it"
    path.write_text(path.read_text().replace("1001", "1000"))  # 2^6·5^3: fewer bits are enough
    load(path)


def test_nothing_of_it_can_be_changed(written, description, tensors):
    file = load(str(written(description, tensors)))
    with pytest.raises(ValueError, match="frozen"):
        file.hardware.tile.rows = 3


def test_windows_are_written_by_axis_and_by_side(written, description, tensors):
    conv, pool, _ = description["network"]["layers"]
    conv |= {"kernel": 3, "stride": [2, 1], "padding": [4, 0, 1, 2], "dilation": [2, 1]}
    pool |= {"kernel": [2, 3], "stride": [1, 2], "padding": [0, 1, 1, 0]}
    tensors["fc1.weight"] = np.ones((5, 3 * 5 * 4), np.int8)  # 8 × 8 → 5 × 8 → 5 × 4
    conv, pool, _ = load(written(description, tensors)).network.layers
    assert (conv.kernel, conv.stride, conv.padding, conv.dilation) == ((3, 3), (2, 1), (4, 0, 1, 2), (2, 1))
    assert (pool.kernel, pool.stride, pool.padding) == ((2, 3), (1, 2), (0, 1, 1, 0))
    description["network"]["layers"][1] = {"name": "pool1", "type": "avgpool", "kernel": "all"}
    tensors["fc1.weight"] = np.ones((5, 3), np.int8)
    assert load(written(description, tensors)).network.layers[1].kernel == "all"


def test_layers_that_nothing_reads_may_be_outputs(written, residual, residual_tensors):
    residual["network"]["layers"].insert(3, {"name": "class1", "type": "argmax", "input": "down"})
    residual["network"]["layers"][4]["input"] = "add1"
    found = [(m.where, m.what) for m in mistakes(written(residual, residual_tensors))]
    assert found == [("network.layers[3].name", "nobody reads 'class1', and the network's output is that of 'fc1'")]
    residual["network"]["outputs"] = ["class1", "fc1"]
    assert load(written(residual, residual_tensors)).network.outputs == ("class1", "fc1")
    residual["network"]["outputs"] = ["add1", "class1"]
    found = [(m.where, m.what) for m in mistakes(written(residual, residual_tensors))]
    what = "nobody reads 'fc1', and the network's output is that of 'add1', 'class1'"
    assert found == [("network.layers[5].name", what)]


@pytest.mark.parametrize("outputs", [[], "fc1", [3], {"fc1": 1}])
def test_outputs_are_a_list_of_names(written, description, tensors, outputs):
    description["network"]["outputs"] = outputs
    assert {m.where for m in mistakes(written(description, tensors))} <= {"network.outputs", "network.outputs[0]"}


def test_kernels_may_be_rectangles_and_activations_have_six_forms(written, description, tensors):
    conv, _, fc = description["network"]["layers"]
    conv |= {"kernel": [3, 3], "activation": {"clip": 6}}
    fc |= {"activation": {"table": list(range(-4, 4))}, "table_in": "int3"}
    file = load(written(description, tensors))
    assert file.network.layers[0].activation == Clip(clip=6)
    assert file.network.layers[2].activation == Lookup(table=tuple(range(-4, 4)))
    assert file.network.layers[2].table_in == Int(3, signed=True)
    conv["activation"] = {"threshold": 3}
    assert load(written(description, tensors)).network.layers[0].activation == Threshold(threshold=3)
    conv["activation"] = {"function": "silu", "in_scale": 1, "out_scale": 0.5}
    assert load(written(description, tensors)).network.layers[0].activation == Function(
        function="silu", in_scale=1.0, out_scale=0.5
    )


def test_numbers_are_those_of_yaml_1_2(written, description, tensors):
    text = yaml.safe_dump(description, sort_keys=False)
    text = text.replace("1.0e-06", "1e-6").replace("4.0e-05", ".4E-4").replace("kernel: 3", "kernel: 03")
    file = load(written(text.replace("pool1", "no"), tensors))
    assert (file.device.g_min_siemens, file.device.g_max_siemens) == (1e-6, 4e-5)
    assert file.network.layers[0].kernel == (3, 3)
    assert file.network.layers[1].name == "no"


def test_sections_may_be_files_of_their_own(tmp_path, written, description, tensors):
    (tmp_path / "parts").mkdir()
    description["network"]["weights"] = "../tiny.safetensors"
    for name in ("network", "hardware", "device", "ranges"):
        (tmp_path / "parts" / f"{name}.yaml").write_text(yaml.safe_dump(description[name]))
        description[name] = f"parts/{name}.yaml"
    file = load(written(description, tensors))
    assert (file.hardware.tile.rows, file.device.cell_bits, file.ranges) == (64, 3, {"conv1": 1})
    assert [f.name for f in file.files] == [
        "net.yaml",
        "network.yaml",
        "hardware.yaml",
        "device.yaml",
        "ranges.yaml",
        "tiny.safetensors",
    ]


def test_a_card_and_a_periphery_are_names_or_paths_from_their_file(tmp_path, written, description, tensors):
    description["device"] = {"cell_bits": 3, "card": "neurram_hfox_1t1r"}
    description["periphery"] = "typical"
    file = load(written(description, tensors))
    assert (file.device.card, file.device.g_min_siemens, file.periphery) == ("neurram_hfox_1t1r", None, "typical")
    assert [f.name for f in file.files] == ["net.yaml", "tiny.safetensors"]
    (tmp_path / "parts").mkdir()
    (tmp_path / "parts" / "device.yaml").write_text("cell_bits: 3\ncard: ../mine.yaml\n")
    (tmp_path / "mine.yaml").write_text(CARD)
    (tmp_path / "around.yaml").write_text("hold: {droop: 0.001}\n")
    description |= {"device": "parts/device.yaml", "periphery": "around.yaml"}
    file = load(written(description, tensors))
    assert file.device.card == f"{tmp_path}/parts/../mine.yaml"
    assert file.periphery == f"{tmp_path}/around.yaml"
    assert [f.name for f in file.files] == ["net.yaml", "device.yaml", "mine.yaml", "around.yaml", "tiny.safetensors"]


def test_every_mistake_of_a_card_and_of_a_periphery_is_told(tmp_path, written, description, tensors):
    (tmp_path / "mine.yaml").write_text(CARD.replace("g_min: 1 uS", "g_min: 1").replace("0.2 V", "0.2 A"))
    (tmp_path / "around.yaml").write_text("hold: {droop: 2}\nadc: {noise_codes: -1}\n")
    description |= {"device": {"cell_bits": 0, "card": "mine.yaml"}, "periphery": "around.yaml"}
    found = [(m.where, m.what) for m in mistakes(written(description, tensors))]
    assert [where for where, _ in found] == ["device.cell_bits", "device.card", "periphery", "periphery"]
    card = found[1][1]
    assert "2 mistakes" in card
    assert "cell.g_min (line 3): 1 has no unit" in card
    assert "cell.read (line 3): '0.2 A' is a current" in card
    assert found[2][1] == f"{tmp_path}/around.yaml: hold.droop (line 1): must lie in 0..1, not 2"
    assert "adc.noise_codes (line 2): must lie in 0..100000, not -1" in found[3][1]


def test_a_card_that_has_too_few_levels_is_refused(written, description, tensors):
    description["device"] = {"cell_bits": 3, "card": "isaac_ideal_reram"}
    (mistake,) = mistakes(written(description, tensors))
    assert mistake.where == "device.card"
    assert "its cell has 4 levels" in mistake.what


def test_mistakes_of_sections_name_their_file(tmp_path, written, description, tensors):
    (tmp_path / "hw.yaml").write_text("tile:\n  rows: 64\n  columns: many\ndac: {bits: 1}\n")
    description |= {"hardware": "hw.yaml", "device": "nowhere.yaml"}
    found = {m.where: m for m in mistakes(written(description, tensors))}
    assert set(found) == {"hardware.tile.columns", "hardware.adc", "device"}
    assert found["hardware.tile.columns"].file == str(tmp_path / "hw.yaml")
    assert found["hardware.tile.columns"].line == 3
    assert "nowhere.yaml': No such file" in found["device"].what
    assert found["device"].file == str(tmp_path / "net.yaml")


@pytest.mark.parametrize(("path", "what"), [("", "Is a directory"), ("\0", "null byte"), ("net.yaml", "")])
def test_paths_of_sections_that_cannot_be_read(written, description, tensors, path, what):
    description["hardware"] = path
    found = mistakes(written(description, tensors))
    assert all(m.where.startswith("hardware") for m in found)
    assert what in found[0].what


def test_suggestions_are_made(written, description, tensors):
    description["network"]["layers"][0]["strid"] = 1
    description["network"]["layers"][1]["type"] = "maxpol"
    description["ranges"] = {"conv": 1}
    fixes = {m.where: m.fix for m in mistakes(written(description, tensors))}
    assert fixes == {
        "network.layers[0].strid": "did you mean 'stride'?",
        "network.layers[1].type": "did you mean 'maxpool'?",
        "ranges.conv": "did you mean 'conv1'?",
    }


def test_a_network_without_weights_is_refused(written, description):
    description["network"]["layers"] = [description["network"]["layers"][1]]
    description["ranges"] = {}
    found = mistakes(written(description, {}))
    assert [(m.where, m.what) for m in found] == [("network.layers", "has no layer with weights")]


def test_a_network_without_layers_is_refused(written, description):
    description["network"]["layers"] = []
    description["ranges"] = {}
    assert [(m.where, m.what) for m in mistakes(written(description, {}))] == [("network.layers", "is empty")]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        (b"", "is empty"),
        (b"# nothing\n", "is empty"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"a: \x07", "special characters"),
        (b"[" * 5000, "nested too deeply"),
        (b"{}", "is missing"),
        (b"null", "must hold a mapping"),
        (b"hdlgen: " + b"9" * 5000, "too long"),
        (b"? [a]\n: 1", "not a name"),
    ],
)
def test_files_that_are_no_network_at_all(tmp_path, content, what):
    path = tmp_path / "net.yaml"
    path.write_bytes(content)
    assert any(what in m.what for m in mistakes(path))


def test_a_path_that_leads_nowhere(tmp_path):
    assert "No such file" in mistakes(tmp_path / "none.yaml")[0].what
    assert mistakes(str(tmp_path))[0].what == "is a folder"


def test_a_name_that_is_not_bundled():
    assert mistakes("lenet_q44")[0].what == "is neither a file nor a bundled network"


def test_the_schema_knows_every_layer_type_and_file_sections():
    s = schema()
    assert set(s["required"]) == {"hdlgen", "name", "network", "hardware", "device"}
    assert {"type": "string", "description": "Path of a file with this mapping"} in s["properties"]["ranges"]["anyOf"]
    assert s["$defs"]["ConvLayer"]["properties"]["out"]["pattern"] == "^u?int[1-8]$"
    assert s["$defs"]["ConvLayer"]["additionalProperties"] is False
    assert {model.__name__ for model in LAYERS.values()} <= set(s["$defs"])
    windows = s["$defs"]["ConvLayer"]["properties"]
    assert windows["stride"]["anyOf"][1] == {
        "type": "array",
        "items": {"type": "integer", "minimum": 1},
        "minItems": 2,
        "maxItems": 2,
    }
    assert windows["padding"]["anyOf"][1]["minItems"] == 4
    assert {"const": "all"} in s["$defs"]["AvgPoolLayer"]["properties"]["kernel"]["anyOf"]
    assert s["$defs"]["DeviceSpec"]["required"] == ["cell_bits"]
    assert "periphery" in s["properties"]
    assert "1 is bit-serial" in s["$defs"]["DacSpec"]["properties"]["bits"]["description"]


@pytest.mark.parametrize("version", ["true", "1.0", "2", "'1'"])
def test_the_version_is_the_integer_1(written, description, tensors, version):
    text = yaml.safe_dump(description, sort_keys=False).replace("hdlgen: 1", f"hdlgen: {version}")
    (mistake,) = mistakes(written(text, tensors))
    shown = {"true": "True"}.get(version, version)
    assert str(mistake).endswith(
        f"net.yaml:1: hdlgen: must be 1, not {shown}\n    fix: this version of hdlgen reads no other"
    )


def test_the_least_window_is_that_of_the_device_model():
    from hdlgen_sim import device

    from hdlgen.spec import checks

    assert checks.LEAST_WINDOW == device.LEAST_WINDOW
