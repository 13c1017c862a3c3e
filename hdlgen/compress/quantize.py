"""`quantize`: networks that compute with the integers of hardware while they are trained on."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass

import torch
import torch.nn.functional as F  # noqa: N812
from torch import Tensor, nn
from torch.nn.utils import parametrize

from hdlgen.arith import Int
from hdlgen.compress.finite import refuse_values
from hdlgen.compress.parametrized import parametrizations, parametrized, raw_weight
from hdlgen.compress.quantizer import Quantizer, best_step, best_steps, whole
from hdlgen.compress.recipe import Quantize
from hdlgen.errors import HdlgenError
from hdlgen.frontend.torch.network import Gate, Join, Network, Node, Rectifier, Scale, Weighted, readers, weighted
from hdlgen.spec.names import INPUT

PIXEL = 1 / 255
"""Step of the input: networks see pixels uint8 as 0..1."""
PIXELS = Int(8)
"""Type of the input."""
STEP_SAMPLES = 1 << 21
"""Activations of which a step is found; of more, every third, fifth, ...: an odd number misses no column."""


@dataclass(frozen=True)
class Widths:
    """weight: bits of a weight, sign included. activation: bits between layers. output: bits of a logit, signed."""

    weight: int
    activation: int
    output: int

    @classmethod
    def of(cls, keys: Quantize) -> Widths:
        """Those that a recipe's step asks for."""
        return cls(keys.weight_bits, keys.activation_bits, keys.output_bits)


class Average(nn.Module):
    """Average pool of whole steps as hardware computes it: floor(sum/k² + 1/2), which the `Quantizer` behind it makes.

    It hands on the mean, so that gradients are those of a mean, but where floats would round otherwise than integers
    do: there it hands on what integers give.

    kernel  rows and columns of a square; squares do not overlap
    of      the `Quantizer` of what it reads, whose steps the mean keeps
    """

    def __init__(self, kernel: int, of: Quantizer) -> None:
        super().__init__()
        self.kernel = kernel
        self._of = (of,)  # in a tuple: the network's child, not this one's

    def extra_repr(self) -> str:
        """Its kernel."""
        return f"{self.kernel}"

    def forward(self, x: Tensor) -> Tensor:
        """The means of the squares of `x`."""
        (of,), area = self._of, self.kernel**2
        mean = F.avg_pool2d(x, self.kernel)
        mean = mean + mean.abs() * 2**-20  # most halves that floats put below themselves
        with torch.no_grad():
            sums = F.avg_pool2d(of.integers(x).double(), self.kernel, divisor_override=1)
            exact = torch.floor((2 * sums + area) / (2 * area))
            off = torch.where(of.integers(of(mean)) == exact, 0.0, exact * of.step - mean)
        return mean + off.to(mean.dtype)


class Mean(nn.Module):
    """Average of the whole plane in steps of its own, which the `Quantizer` behind it makes: what gates are made of.

    A mean of many pixels in the steps of one pixel would be but a few of them.

    pixels  of the plane
    """

    def __init__(self, pixels: int) -> None:
        super().__init__()
        self.pixels = pixels

    def extra_repr(self) -> str:
        """Its pixels."""
        return f"{self.pixels}"

    def forward(self, x: Tensor) -> Tensor:
        """[image, channel, 1, 1]."""
        return x.mean((2, 3), keepdim=True)


def quantize(network: Network, widths: Widths, images: Tensor) -> Network:
    """A copy of `network` that computes with the integers of hardware, ready to be trained on.

    Weights get a `Quantizer` with a step for each channel; each ReLU becomes one; a layer or add without ReLU gets a
    signed one named NAME_out, a scale of what is never negative an unsigned one. A gate, what enters it and an average
    of all positions that no flatten reads get one of as many bits as outputs have. Steps begin where the squared error
    is least, of activations on `images` float[image, ...]. Any other average pool keeps its input's step: NAME_out
    behind it calls its input's quantizer. Quantizers that are there already are replaced. Raises HdlgenError if an
    average of all positions in front of a flatten is of no square, or a value is no number.
    """
    outputs = Int(widths.output)
    w_max = (1 << (widths.weight - 1)) - 1
    network = _pools_first(unquantized(network).eval())
    behind, modules = readers(network.nodes), {n.name: n.module for n in network.nodes}
    last = list(weighted(network))[-1]
    out: list[Node] = []
    at = {INPUT: INPUT}  # the node that has each node's value in integers
    by: dict[str, Quantizer] = {}  # whose steps each node's value has
    shapes = {INPUT: images.shape}
    with torch.no_grad():
        for (name, module, reads), x in network.activations(images):
            refuse_values(name, x)
            shapes[name] = x.shape
            read = tuple(at[r] for r in reads)
            at[name] = name
            quantizer = None
            if isinstance(module, Weighted):
                steps = best_steps(module.weight, w_max, whole(-w_max, w_max))
                parametrize.register_parametrization(module, "weight", Quantizer(steps, -w_max, w_max))
            if isinstance(module, Rectifier):
                ceiling = module.max_val if isinstance(module, nn.Hardtanh) else None
                module = by[name] = _activations(x, Int(widths.activation), ceiling)
            elif isinstance(module, nn.AdaptiveAvgPool2d) and _squeezes(behind[name], modules):
                module = Mean(shapes[reads[0]][-2:].numel())
                quantizer = _activations(x, Int(widths.output, signed=_signed(by, read)))
            elif isinstance(module, Gate):
                quantizer = _activations(x, outputs)
            elif isinstance(module, nn.AvgPool2d | nn.AdaptiveAvgPool2d):
                quantizer = by[read[0]] if read[0] in by else _pixels()
                module = Average(_kernel(name, module, shapes[reads[0]]), quantizer)
            elif not isinstance(module, Weighted | Join) and read[0] in by:
                by[name] = by[read[0]]
            out.append(Node(name, module, read))
            if isinstance(module, Weighted | Join) and not _has_relu(behind[name], behind, modules):
                wide = name == last or any(isinstance(modules[r], Gate) for r in behind[name])
                signed = not isinstance(module, Scale) or _signed(by, read)
                quantizer = _activations(x, Int(widths.output if wide else widths.activation, signed=signed))
            if quantizer:
                at[name] = f"{name}_out"
                by[at[name]] = quantizer
                out.append(Node(at[name], quantizer, (name,)))
    return Network(out)


def read_types(network: Network) -> dict[str, Int]:
    """By layer with weights of a quantized network: the type of what it reads."""
    types = {INPUT: PIXELS}
    found = {}
    for name, module, reads in network.nodes:
        if isinstance(module, Weighted):
            found[name] = types[reads[0]]
        types[name] = Int.spanning(module.lo, module.hi) if isinstance(module, Quantizer) else types[reads[0]]
    return found


def _signed(by: Mapping[str, Quantizer], read: tuple[str, ...]) -> bool:
    """Whether a value of nodes `read`, which have the quantizers `by`, may be negative; pixels have none."""
    return any(r in by and by[r].lo < 0 for r in read)


def _squeezes(read_by: list[str], modules: Mapping[str, nn.Module]) -> bool:
    """Whether an average that nodes `read_by` read is of an image that stays one."""
    return not any(isinstance(modules[r], nn.Flatten) for r in read_by)


def unquantized(network: Network) -> Network:
    """A copy without quantizers, nor what lies behind them in a weight: with ReLUs where those of activations were."""
    network = copy.deepcopy(network)
    for layer in weighted(network).values():
        by = parametrizations(layer)
        front = [i for i, p in enumerate(by) if isinstance(p, Quantizer)]
        if front:
            parametrized(layer, raw_weight(layer).detach(), by[: front[0]])
    nodes: list[Node] = []
    at = {INPUT: INPUT}
    for name, module, reads in network.nodes:
        read = tuple(at[r] for r in reads)
        at[name] = name
        if isinstance(module, Quantizer):
            if name == f"{reads[0]}_out":
                (at[name],) = read
                continue
            module = nn.ReLU() if module.ceiling is None else nn.Hardtanh(0.0, module.ceiling)
        elif isinstance(module, Average):
            module = nn.AvgPool2d(module.kernel)
        elif isinstance(module, Mean):
            module = nn.AdaptiveAvgPool2d(1)
        nodes.append(Node(name, module, read))
    return Network(nodes)


def _activations(x: Tensor, t: Int, ceiling: float | None = None) -> Quantizer:
    """A quantizer to `t` with the best step for activations `x`; if they are all 0, the step is 1."""
    if not x.any():
        return Quantizer(x.new_ones(()), t.lo, t.hi, ceiling)
    if x.numel() > STEP_SAMPLES:
        x = x.flatten()[:: -(-x.numel() // STEP_SAMPLES) | 1]
    return Quantizer(best_step(x, t.hi, whole(t.lo, t.hi)), t.lo, t.hi, ceiling)


def _pixels() -> Quantizer:
    """That of the images, which no training changes."""
    quantizer = Quantizer(torch.tensor(PIXEL), PIXELS.lo, PIXELS.hi)
    quantizer.log_step.requires_grad_(False)
    return quantizer


def _kernel(name: str, pool: nn.AvgPool2d | nn.AdaptiveAvgPool2d, image: torch.Size) -> int:
    """Rows and columns of an average pool's square."""
    if isinstance(pool, nn.AvgPool2d):
        assert isinstance(pool.kernel_size, int), "check() lets no other pass"
        return pool.kernel_size
    rows, columns = image[-2:]
    if rows != columns:
        raise HdlgenError(name, f"averages {rows}×{columns} positions", fix="let it average a square")
    return rows


def _has_relu(read_by: list[str], behind: Mapping[str, list[str]], modules: Mapping[str, nn.Module]) -> bool:
    """Whether what nodes `read_by` read has a ReLU: next to it, or with max pools in between."""
    while len(read_by) == 1 and isinstance(modules[read_by[0]], nn.MaxPool2d):
        read_by = behind[read_by[0]]
    return len(read_by) == 1 and isinstance(modules[read_by[0]], Rectifier)


def _pools_first(network: Network) -> Network:
    """The network with each max-pool before the ReLU that it alone reads: the same values, and fewer to quantize."""
    nodes, behind = network.nodes, readers(network.nodes)
    at = {n.name: i for i, n in enumerate(nodes)}
    for i, (name, module, reads) in enumerate(network.nodes):
        if isinstance(module, Rectifier) and len(behind[name]) == 1:
            j = at[behind[name][0]]
            pool = nodes[j]
            if isinstance(pool.module, nn.MaxPool2d):
                nodes[i], nodes[j] = pool._replace(reads=reads), Node(name, module, (pool.name,))
                nodes = [
                    n if n.name in (name, pool.name) else n._replace(
                        reads=tuple(name if r == pool.name else r for r in n.reads)
                    )
                    for n in nodes
                ]  # fmt: skip
    return Network(nodes)
