"""Stuck cells on an accelerator whose programs are loaded: other tables, and its results are right again."""

import numpy as np
from hdlgen_sim import Device

from hdlgen.cosim.cosimulate import cosimulate
from hdlgen.emit.package import emit
from hdlgen.emit.program import write_program
from hdlgen.mapping import avoid, check, map_graph
from hdlgen.mapping.digests import geometry_digest
from hdlgen.reference import Chip, exact
from tests.cosim.test_loading import GRAPH, HARDWARE
from tests.mapping.networks import random_images

STUCK = Device.simple(HARDWARE.cell_bits, 0.0, 1.0, stuck_high=0.004)
SEED = 30
"""Of a chip whose stuck cells make both layers wrong."""


def wrong(plan):
    """The pairs of the chip that do not hold what they are told, by tile."""
    good, chip = Chip.of(plan, seed=SEED), Chip.of(plan, STUCK, SEED)
    found = {}
    for stage in plan.array_stages:
        for name, a, b in zip(stage.tile_names, good.arrays[stage.name], chip.arrays[stage.name], strict=True):
            pairs = np.argwhere((a.pairs != b.pairs).any(axis=0))
            found[str(name)] = {(int(row), int(column)) for row, column in pairs}
    return found


def test_words_leave_stuck_cells_by_loading_other_tables(tmp_path):
    plan = moved = map_graph(GRAPH, HARDWARE, segmented=True, spare_groups=2)
    emit(plan, tmp_path / "net", loadable=True)
    bad = wrong(plan)
    while True:
        moved = avoid(plan, bad)
        found = wrong(moved)
        if all(found[tile] <= bad[tile] for tile in bad):
            break
        bad = {tile: bad[tile] | found[tile] for tile in bad}
    check(moved, GRAPH)
    assert geometry_digest(moved) == geometry_digest(plan)
    write_program(moved, "moved", tmp_path / "moved")
    images = random_images(GRAPH, 4)
    want = exact.run(GRAPH, images)
    before = cosimulate(Chip.of(plan, STUCK, SEED), tmp_path / "net", images)
    after = cosimulate(Chip.of(moved, STUCK, SEED), tmp_path / "net", images, program=tmp_path / "moved")
    for name in GRAPH.ends:
        assert (before.outputs[name] != want[name]).any()
        np.testing.assert_array_equal(after.outputs[name], want[name])
