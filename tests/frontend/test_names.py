"""Names that others give become names of layers, each once."""

import pytest

from hdlgen.frontend.names import LONGEST, free_name


@pytest.mark.parametrize(
    ("called", "there", "name"),
    [
        ("layer1.0.conv1", [], "layer1_0_conv1"),
        ("0", [], "layer0"),
        ("größe", [], "gr_e"),
        ("", [], "layer"),
        ("a", ["a"], "a_2"),
        ("A", ["a", "A_2"], "A_3"),
        ("input", [], "input_2"),
        ("up_pixels", [], "up_pixels_layer"),
        ("x_fifo_3", [], "x_fifo_3_layer"),
        ("module", [], "module"),
    ],
)
def test_a_name_is_as_like_as_it_can_be(called, there, name):
    assert free_name(called, there) == name


def test_long_names_keep_their_end():
    name = free_name("layers." * 20 + "conv", [])
    assert len(name) <= LONGEST
    assert name.endswith("layers_conv")
