"""Bundled networks are found by name."""

from dataclasses import replace

import numpy as np
import pytest

from hdlgen.errors import HdlgenError
from hdlgen.estimate.usage import Usage
from hdlgen.ir.graph import OperatorNode
from hdlgen.mapping import map_graph
from hdlgen.mapping.design import load_design
from hdlgen.nets import bundled, bundled_recipe, names
from hdlgen.nets.mnist import bundled_images
from hdlgen.reference import Chip, tiled


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


def test_a_square_of_lenet_threshold_has_one_conversion():
    """Ideal units that pool change nothing but the conversions: rounding keeps the order of sums."""
    design = load_design("lenet_threshold")
    nodes = tuple(replace(n, unit="digital") if isinstance(n, OperatorNode) else n for n in design.graph.nodes)
    ranges = {stage.name: stage.adc.shift for stage in design.plan.array_stages}
    unpooled = map_graph(replace(design.graph, nodes=nodes), design.plan.hardware, ranges)
    conversions = [[s.conversions for s in Usage.of(plan).stages] for plan in (design.plan, unpooled)]
    assert conversions == [[576, 240, 24, 5], [4 * 576, 4 * 240, 24, 5]]
    assert (design.plan.bound_cycles, unpooled.bound_cycles) == (1152, 4608)
    images, labels = bundled_images()
    got, want = (tiled.run(Chip.of(p), images[..., None].astype(np.int64)) for p in (design.plan, unpooled))
    for name in ("pool1", "pool2", "fc1", "fc2"):
        np.testing.assert_array_equal(got[name], want[name])
    assert (got["fc2"].reshape(len(images), -1).argmax(axis=1) == labels).mean() > 0.98
