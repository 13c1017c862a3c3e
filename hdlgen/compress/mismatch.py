"""Training against the mismatch of cells: each batch meets a chip that was programmed for it alone.

A network that has seen its weights vary as cells do settles where the variation costs least (Joshi et al., Accurate
deep neural network inference using computational phase-change memory, 2020; Wan et al., A compute-in-memory chip based
on resistive random-access memory, 2022).
"""

from __future__ import annotations

import copy

import torch
from hdlgen_sim import Device
from torch import Tensor, nn
from torch.nn.utils import parametrize

from hdlgen.arith import Slices
from hdlgen.compress.pairs import pairs, sliced_values
from hdlgen.compress.parametrized import parametrizations, parametrized, raw_weight
from hdlgen.compress.quantizer import Quantizer, weight_quantizer
from hdlgen.compress.segments import segment_of
from hdlgen.compress.wiring import inputs
from hdlgen.errors import HdlgenError, Mistake
from hdlgen.frontend.torch.network import Network, weighted
from hdlgen.mapping.hardware import Hardware
from hdlgen.mapping.lanes import Lanes


class Mismatch(nn.Module):
    """Parametrization behind the quantizer of a weight: in training the weights are those of another chip each time.

    A weight w becomes w + deviation, with the deviation of a pair (or one for each slice) drawn at random from
    `deviations`. Gradients pass as if nothing had been added, to w and to the quantizer's step. In evaluation nothing
    is added. Weights that have no cells deviate by nothing: taps that are zero for all channels, and blocks without a
    weight. PyTorch's generator draws, once for each forward pass: `torch.manual_seed` makes it reproducible.

    deviations  float32[magnitude, sample], steps of the weight
    rows        of a tile; with `word` channels they are a block of mapping with padded slices: one without padding has
                more channels, of which weights that are 0 would deviate, too
    reads       channels that the layer reads
    """

    deviations: Tensor

    def __init__(self, quantizer: Quantizer, deviations: Tensor, rows: int, word: int, reads: int) -> None:
        super().__init__()
        self.register_buffer("deviations", deviations, persistent=False)
        self.rows, self.word, self.reads = rows, word, reads
        self._behind = (quantizer,)  # in a tuple, so that its step is no parameter of this module too

    def forward(self, weight: Tensor) -> Tensor:
        """`weight`, as the quantizer left it, on a new chip."""
        if not self.training:
            return weight
        (quantizer,) = self._behind
        with torch.no_grad():
            integers = quantizer.integers(weight)
            samples = self.deviations.shape[1]
            drawn = torch.randint(samples, integers.shape).to(integers.device)
            found = self.deviations.flatten()[integers.abs() * samples + drawn]
            signed = torch.where(integers < 0, -found, found)
            deviation = signed * self._placed(integers != 0) * quantizer.step
        return weight + deviation

    def _placed(self, nonzero: Tensor) -> Tensor:
        """Whether each weight has cells: bool, shape of `nonzero`."""
        matrix = nonzero.flatten(1).float()
        word = torch.arange(len(matrix), device=matrix.device) // self.word
        in_word = matrix.new_zeros(int(word[-1]) + 1, matrix.shape[1]).index_add_(0, word, matrix)  # [word, tap]
        live = in_word.sum(dim=0) > 0
        segment = segment_of(live, self.rows, self.reads)
        in_block = in_word.new_zeros(len(in_word), int(segment.max()) + 1).index_add_(1, segment, in_word)
        placed = (in_block > 0)[:, segment] & live
        return placed[word].reshape(nonzero.shape)


def with_mismatch(
    network: Network,
    device: Device,
    hardware: Hardware,
    *,
    seed: int,
    strength: float = 1.0,
    trimmed: bool = False,
) -> Network:
    """A copy of a quantized network that trains with the mismatch of `device`, at its time.

    What varies is all that the device says: the programming error, relaxation and drift, stuck cells, unequal levels,
    a current that is not linear (as at the read voltage), and the noise of a read. Cells are drawn from `pairs.SAMPLES`
    programmed ones of each level: a share of stuck cells far below one in so many is not met.

    Noise of reads is drawn with the chip, once a batch: all images, positions and phases of a batch see one draw. A
    chip draws at each read, so that the noise of a product's phases averages out in part: training meets more of it
    than a chip has. Wires, drivers and converters are not modelled.

    A mean shift is trained with, as a chip has it that is not trimmed: `fit_trims` of the executors (`--trim`) corrects
    gain and offset of each tile. For chips that will be trimmed say `trimmed`: the gain common to all levels is then
    divided out; a pair has no offset on average.

    seed      of the samples; which of them are drawn is PyTorch's matter
    strength  factor of the deviation from the ideal level, mean shift included; ≥ 0

    Raises HdlgenError for a device of other cells than the hardware's, and for a strength below 0.
    """
    mistakes = []
    if device.cell_bits != hardware.cell_bits:
        what = f"has cells of {device.cell_bits} bits, and the hardware of {hardware.cell_bits}"
        mistakes.append(Mistake("mismatch.card", what, "use one number of bits"))
    if not strength >= 0:
        mistakes.append(Mistake("mismatch.strength", f"must be at least 0, not {strength}", "1 is what the card says"))
    if mistakes:
        raise HdlgenError.of(mistakes)
    training, network = network.training, copy.deepcopy(network).eval()  # what is attached computes, and draws nothing
    reads = inputs(network)
    shared: dict[tuple[float, ...], Tensor] = {}
    for name, layer in weighted(network).items():
        quantizer = weight_quantizer(layer)
        slices = Slices(quantizer.hi.bit_length() + 1, hardware.cell_bits)
        values = tuple(quantizer.values.tolist())
        if values not in shared:
            shared[values] = _deviations(device, slices, quantizer.values, seed, strength, trimmed)
        word = Lanes.of(slices.count, hardware.adcs).word
        mismatch = Mismatch(quantizer, shared[values], hardware.rows, word, reads[name])
        parametrize.register_parametrization(layer, "weight", mismatch)
    return network.train(training)


def without_mismatch(network: Network) -> Network:
    """A copy of `network` without its mismatch: the quantized network with what it has learned."""
    network = copy.deepcopy(network)
    for layer in weighted(network).values():
        by = [p for p in parametrizations(layer) if not isinstance(p, Mismatch)]
        parametrized(layer, raw_weight(layer).detach(), by)
    return network


def _deviations(device: Device, slices: Slices, values: Tensor, seed: int, strength: float, trimmed: bool) -> Tensor:
    """float32[magnitude, sample]: what weights hold beside `values` float64[magnitude]."""
    each = [pairs(device, seed=seed, slice_index=t, trimmed=trimmed) for t in range(slices.count)]
    held = torch.from_numpy(sliced_values(each, slices))
    return (strength * (held - values[:, None])).float()
