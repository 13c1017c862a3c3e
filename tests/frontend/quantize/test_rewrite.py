"""Sources get layers for tables, and quantizers."""

import numpy as np

from hdlgen.frontend.operators import Quant
from hdlgen.frontend.quantize.rewrite import inserted, with_tables
from tests.frontend.quantize.networks import PIXELS, gated, odd, residual


def test_functions_without_a_layer_get_one_that_changes_nothing():
    m, source = odd()
    carried = with_tables(source)
    added = [node.name for node in carried.nodes if node.name not in {n.name for n in source.nodes}]
    assert added == ["tanh_table", "gelu_table", "silu_table"]
    images = m.images() / 255
    before, after = source.run(images), carried.run(images)
    for name in source.outputs:
        np.testing.assert_array_equal(before[name], after[name])


def test_functions_with_a_layer_get_none():
    _, source = gated()
    assert [node.name for node in with_tables(source).nodes] == [node.name for node in source.nodes]


def test_quantizers_are_read_in_place_of_what_they_stand_behind():
    _, source = residual()
    made = inserted(source, {"relu1": Quant(PIXELS), "fc": Quant(PIXELS)}, {})
    assert made["conv2"].inputs == ("relu1_quantized",)
    assert made["sum"].inputs == ("conv3", "relu1_quantized")
    assert made["relu1_quantized"].inputs == ("relu1",)
    assert made["relu1_quantized"].where == "the relu1"
    assert made.outputs == ("fc_quantized",)
    assert made.labels == ("fc",)
