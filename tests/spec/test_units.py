import numpy as np
import pytest

from hdlgen.errors import SpecError
from hdlgen.ir import lower
from hdlgen.spec import load


def test_a_layer_says_what_makes_its_activation(written, description, tensors):
    conv, pool, _ = description["network"]["layers"]
    file = load(written(description, tensors))
    assert [layer.unit for layer in file.network.layers] == ["digital"] * 3
    assert [node.unit for node in lower(file).arrays] == ["digital"] * 2
    conv["unit"], pool["unit"] = "memristor", "digital"
    assert [node.unit for node in lower(load(written(description, tensors))).arrays] == ["memristor", "digital"]


def test_what_a_layer_does_not_have_is_refused(written, description, tensors):
    conv, pool, _ = description["network"]["layers"]
    conv["unit"], pool["unit"] = "analog", "relu"
    assert mistakes(written(description, tensors)) == {
        "network.layers[0].unit": ("must be 'digital' or 'memristor', not 'analog'", ""),
        "network.layers[1].unit": ("must be 'digital' or 'memristor', not 'relu'", ""),
    }


def mistakes(file):
    with pytest.raises(SpecError) as error:
        load(file)
    return {m.where: (m.what, m.fix) for m in error.value.mistakes}


def test_a_pool_may_be_memristive_behind_activation_units(written, description, tensors):
    conv, pool, _ = description["network"]["layers"]
    conv["unit"] = pool["unit"] = "memristor"
    assert lower(load(written(description, tensors)))["pool1"].unit == "memristor"


def test_a_memristive_pool_without_activation_units_in_front_of_it_is_refused_beside_all_else(
    written, description, tensors
):
    conv, pool, fc = description["network"]["layers"]
    pool["unit"] = "memristor"
    description["network"]["layers"] = [{**pool, "name": "first"}, conv, pool, {**pool, "name": "third"}, fc]
    fc["out"] = "int99"
    found = mistakes(written(description, tensors))
    assert "network.layers[4].out" in found
    what = "needs activation units in front of it, and {} has none"
    assert {where: found[where] for where in found if where.endswith("unit")} == {
        "network.layers[0].unit": (what.format("the input"), "write digital"),
        "network.layers[2].unit": (
            what.format("conv1"),
            "write digital, or unit: memristor in conv1, too",
        ),
        "network.layers[3].unit": (what.format("pool1"), "write digital"),
    }


def test_what_a_memristive_pool_leaves_nothing_of_may_not_be_read_otherwise(written, residual, residual_tensors):
    conv, down, add, pool, fc = residual["network"]["layers"]
    conv["unit"] = pool["unit"] = "memristor"
    residual["network"]["layers"] = [conv, down, pool | {"input": "conv1"}, add, fc]
    found = mistakes(written(residual, residual_tensors))
    assert found["network.layers[2].unit"] == (
        "pools conv1 before it is converted, and it is also read by add1",
        "write digital",
    )
    residual["network"]["layers"] = [conv, down, add, pool | {"input": "down"}, fc]
    found = mistakes(written(residual, residual_tensors))
    assert found["network.layers[3].unit"] == (
        "needs activation units in front of it, and down has none",
        "write digital, or unit: memristor in down, too",
    )


def test_what_a_memristive_pool_leaves_nothing_of_may_not_leave_the_network(written, description, tensors):
    conv, pool, _ = description["network"]["layers"]
    conv["unit"] = pool["unit"] = "memristor"
    description["network"]["outputs"] = ["fc1", "conv1"]
    assert mistakes(written(description, tensors)) == {
        "network.layers[1].unit": (
            "pools conv1 before it is converted, and it is also a result of the network",
            "write digital",
        )
    }


@pytest.mark.parametrize("change", [{"stride": 1}, {"padding": [0, 1, 0, 0]}])
def test_a_memristive_pool_has_windows_apart(written, description, tensors, change):
    conv, pool, _ = description["network"]["layers"]
    conv["unit"] = pool["unit"] = "memristor"
    pool |= change
    tensors["fc1.weight"] = np.zeros((5, 147 if "stride" in change else 48), np.int8)
    assert mistakes(written(description, tensors)) == {
        "network.layers[1].unit": ("pools windows that do not overlap, without padding", "write digital")
    }
