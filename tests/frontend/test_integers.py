"""Quantized networks as layers: their integers are those of the author's real numbers."""

import numpy as np
import pytest

from hdlgen import ir, spec
from hdlgen.frontend.integers import integers
from hdlgen.frontend.simplify import simplify
from hdlgen.reference import exact
from hdlgen.spec.writer import write_network
from tests.frontend.random_sources import RandomSource

HARDWARE = {
    "tile": {"rows": 128, "columns": 128},
    "dac": {"bits": 1},
    "adc": {"bits": 8, "count": 8, "settle_cycles": 2, "conversion_cycles": 2},
}
DEVICE = {"cell_bits": 3, "g_min_siemens": 1e-6, "g_max_siemens": 4e-5}


def computed(taken, shape, images, folder):
    """Integers of each result, through the files that are written."""
    ends = list(dict.fromkeys(r.layer for r in taken.results))
    path = write_network(
        folder, "net", shape, taken.layers, taken.tensors, HARDWARE, DEVICE, pixel=taken.pixel, outputs=ends
    )
    graph = ir.lower(spec.load(path))
    found = exact.run(graph, images, keep=False)
    at = dict(zip(ends, graph.ends, strict=True))
    return [found[at[r.layer]] for r in taken.results]


@pytest.mark.parametrize("seed", range(30))
def test_random_networks_give_the_integers_of_their_real_numbers(seed, tmp_path):
    made = RandomSource(seed)
    source = made.source()
    images = np.random.default_rng(seed).integers(0, 256, (20, *source.in_shape))
    taken = integers(simplify(source), made.image)
    assert not taken.wrong
    right = source.run(images * made.image.scale)
    for result, k, name in zip(
        taken.results, computed(taken, source.in_shape, images, tmp_path), source.outputs, strict=True
    ):
        np.testing.assert_array_equal(k, np.floor(right[name] / result.scale + 0.5), name)
