"""`quantize`: a float network, quantized after training, as `integers` takes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from hdlgen.errors import HdlgenError, Mistake, SpecError
from hdlgen.frontend.operators import Quant, Real, Weighted
from hdlgen.frontend.quantize.bits import Bits
from hdlgen.frontend.quantize.equalize import equalize
from hdlgen.frontend.quantize.place import Point, layers, place
from hdlgen.frontend.quantize.ranges import Method, grids, samples, weight_grid
from hdlgen.frontend.quantize.rewrite import TABLE_BITS, inserted, with_tables
from hdlgen.frontend.quantize.weights import Rounding
from hdlgen.frontend.source import Source
from hdlgen.progress import bar, step


@dataclass(frozen=True)
class Options:
    """How a network is quantized.

    ranges      of activations
    percentile  of their numbers that the grid reaches, where `ranges` says percentile
    weights     ranges of weights
    equalize    whether channels are made as wide in front of a layer as behind it; as each channel of weights has a
                scale of its own, that was found to help little, and with few bits to harm
    rounding    of weights: to the nearest, or learned on the calibration images
    steps       of learning, a layer
    correct     whether biases make up for what rounding does to means
    seed        of the products that are learned from
    """

    ranges: Method = "mse"
    percentile: float = 99.99
    weights: Literal["mse", "max"] = "mse"
    equalize: bool = False
    rounding: Literal["learned", "nearest"] = "learned"
    steps: int = 1000
    correct: bool = True
    seed: int = 1

    def __post_init__(self) -> None:
        if not 50 < self.percentile <= 100:
            raise HdlgenError("percentile", f"must lie above 50 and be at most 100, not {self.percentile:g}")
        if self.steps < 1:
            raise HdlgenError("steps", f"must be at least 1, not {self.steps}", fix="for none, round to the nearest")


@dataclass(frozen=True, eq=False)
class Quantized:
    """A network before and after.

    network  with quantizers, and weights on grids
    exact    in real numbers: what was given, equalized; its nodes have the same names
    points   where the quantizers are
    """

    network: Source
    exact: Source
    points: tuple[Point, ...]


def quantize(source: Source, images: Real, bits: Bits, options: Options | None = None) -> Quantized:
    """`source`, simplified, with quantizers and weights on grids.

    images  float32[image, row, column, channel], in the numbers that the network reads: what it is calibrated on

    Same arguments, same network. Raises SpecError with every layer that `bits` names in vain, and if `source` is
    quantized already or gives what is no number.
    """
    options = options or Options()
    _check(source, images)
    given = {node.name for node in source.nodes}
    source = with_tables(source)
    bits.check(*layers(source))
    if options.equalize:
        source = equalize(source)
    placed = place(source, bits, positive=float(images.min()) >= 0)
    points = placed.points
    with step("calibrates"):
        seen = samples(source, images, [point.at for point in points])
    unusable = [p.at for p in points if not np.isfinite([seen[p.at].least, seen[p.at].largest]).all()]
    if unusable:
        fix = "look at its weights, and at the images"
        raise SpecError.of([Mistake(source[name].where, "gives what is no finite number", fix) for name in unusable])
    made = grids(placed, seen, options.ranges, options.percentile)
    quantizers = {name: Quant(grid) for name, grid in made.items()}
    weighted = [(node.name, node.op) for node in source.nodes if isinstance(node.op, Weighted)]
    widths = {name: bits.weights(name, None if name in given else TABLE_BITS) for name, _ in weighted}
    weight_grids = {name: weight_grid(op, widths[name], options.weights) for name, op in weighted}
    steps = options.steps if options.rounding == "learned" else 0
    rounding = Rounding(source, weight_grids, quantizers, steps, options.correct, options.seed)
    with bar("rounds weights", "layer", len(weighted)) as shown:
        ops = rounding.run(images, shown)
    return Quantized(inserted(source, quantizers, ops), source, points)


def _check(source: Source, images: Real) -> None:
    """Raises what `quantize` raises of its arguments."""
    if images.shape[1:] != source.in_shape or not len(images):
        raise HdlgenError("images", f"are {images.shape}, and the network reads {source.in_shape}")
    fix = "import it without --bits"
    mistakes = [
        Mistake(node.where, "is quantized already", fix)
        for node in source.nodes
        if isinstance(node.op, Quant) or (isinstance(node.op, Weighted) and node.op.grid)
    ]
    if mistakes:
        raise SpecError.of(mistakes)
