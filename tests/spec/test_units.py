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
    conv["unit"], pool["unit"] = "analog", "memristor"
    with pytest.raises(SpecError) as error:
        load(written(description, tensors))
    assert {m.where: (m.what, m.fix) for m in error.value.mistakes} == {
        "network.layers[0].unit": ("must be 'digital' or 'memristor', not 'analog'", ""),
        "network.layers[1].unit": (
            "memristive pooling is a model of its own (hdlgen_sim.max_pool_unit.MaxPoolUnit), no part of a network: "
            "converters hand on one value a column",
            "write digital, or leave it out",
        ),
    }
