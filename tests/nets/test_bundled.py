"""Bundled networks are found by name."""

import pytest

from hdlgen.errors import HdlgenError
from hdlgen.nets import bundled, bundled_recipe, names


def test_every_name_is_a_file_with_weights_beside_it():
    assert "lenet_q4" in names()
    for name in names():
        assert bundled(name).is_file()
        assert bundled(name).with_suffix(".safetensors").is_file()
        assert not name.endswith("recipe")


def test_other_names_are_refused():
    with pytest.raises(HdlgenError, match=r"lenet_q5: is no bundled network\n.*lenet_q4"):
        bundled("lenet_q5")
    with pytest.raises(HdlgenError, match=r"lenet_q5: is neither a file nor the name of a bundled recipe\n.*lenet_q4"):
        bundled_recipe("lenet_q5")
