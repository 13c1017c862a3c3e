"""A small problem of `hdlgen explore`; run as a program, it explores it in a folder, or claims a point and hangs."""

import sys
import time
from pathlib import Path

import numpy as np

from hdlgen.explore import claims, trade
from hdlgen.explore.points import Problem
from hdlgen.explore.processes import ALONE
from hdlgen.explore.search import search_of
from hdlgen.explore.space import Space
from hdlgen.nets import mnist

MEASURE = {"images": 60, "calibrate": 30, "chips": 2, "screen": 20}
AXES = {
    "hardware.adc.bits": (4, 6, 8),
    "hardware.tile": ({"rows": 32, "columns": 32}, {"rows": 128, "columns": 128}),
    "chip.card": (None, "neurram_hfox_1t1r"),
}


def space(axes=AXES, **more):
    said = {"explore": 1, "axes": axes, "objectives": {"score": "highest", "energy": "lowest"}, "measure": MEASURE}
    return Space.model_validate(said | more)


def problem():
    images, labels = mnist.bundled_images()
    images = images[..., None].astype(np.int16)
    return Problem("lenet_246x", images[:60], labels[:60].astype(np.uint8), images[100:130], space().measure)


def explored(about, folder, search=None, executor=ALONE, told=None):
    """The records, and of each whether it was there already."""
    known = []
    found = trade.explore(
        about, space(), search or search_of("grid", space(), space().size, 0), folder, executor,
        progress=lambda n: None, told=told or (lambda record, there: known.append(there)),
    )  # fmt: skip
    return found, known


if __name__ == "__main__":
    out = Path(sys.argv[1])
    if sys.argv[2:]:
        with claims.opened(out / trade.LOCKS) as claimed:
            assert claimed.take(problem().digest_of(space().at(0)))
            print("claimed", flush=True)
            time.sleep(600)
    found, known = explored(problem(), out)
    print(len(found), sum(known))
