"""Column sums stay within what a converter holds, at the least change of the weights."""

from itertools import product

import numpy as np
import pytest
import torch
from torch import nn

from hdlgen.arith import Adc, Int, Slices
from hdlgen.compress.admm import Constraint
from hdlgen.compress.column_limit import ColumnLimit, LimitedQuantizer, limit_columns, project
from hdlgen.compress.export import fold
from hdlgen.compress.quantize import Widths, quantize, read_types
from hdlgen.compress.quantizer import Quantizer, best_step, weight_quantizer, whole
from hdlgen.compress.structure import Keep
from hdlgen.compress.wiring import inputs
from hdlgen.errors import HdlgenError
from hdlgen.frontend.torch.network import weighted
from hdlgen.mapping import Hardware
from hdlgen.mapping.design import load_design
from hdlgen.mapping.ranges import needed_bits as bits_for
from hdlgen.mapping.ranges import sum_range
from hdlgen.reference import Chip, exact, tiled
from hdlgen.spec.writer import write_network
from tests.compress.networks import chain
from tests.compress.pruned import magnitude


def hardware(**changes):
    usual = {
        "rows": 8, "columns": 16, "cell_bits": 3, "dac_bits": 1, "adc_bits": 5, "adcs": 4, "settle_cycles": 1,
        "conversion_cycles": 1,
    }  # fmt: skip
    return Hardware(**{**usual, **changes})


@pytest.mark.parametrize("act", [Int(8), Int(3), Int(1), Int(4, True)], ids=str)
@pytest.mark.parametrize(("bits", "shift", "dac_bits"), [(4, 0, 1), (5, 1, 1), (6, 3, 2), (2, 4, 3), (8, 0, 4)])
def test_the_limit_is_the_largest_sum_that_does_not_clip(bits, shift, dac_bits, act):
    limit = ColumnLimit.of(hardware(dac_bits=dac_bits, adc_bits=bits), 4, act, shift)
    adc, digit = Adc(bits, shift), (1 << min(dac_bits, act.bits)) - 1
    sums = np.arange(-5000, 5000)
    unclipped = (sums + (1 << shift >> 1)) >> shift == adc.apply(sums)
    levels = sums[(sums % digit == 0) & unclipped] // digit
    assert (limit.positive, -limit.negative) == (levels.max(), levels.min())
    assert (limit.rows, limit.slices) == (8, Slices(4, 3))


@pytest.mark.parametrize(("bits", "dac_bits"), [(1, 1), (2, 2)])
def test_a_converter_too_small_for_any_weight_is_refused(bits, dac_bits):
    with pytest.raises(HdlgenError, match=r"quantize.column_limit: \d bits at shift 0 hold sums of -\d..\d, and one"):
        ColumnLimit.of(hardware(dac_bits=dac_bits, adc_bits=bits), 4, Int(8))


@pytest.mark.parametrize("seed", range(20))
def test_of_all_whole_numbers_that_keep_the_limit_the_nearest_are_found(seed):
    rng = np.random.default_rng(seed)
    limit = ColumnLimit(4, Slices(3, 2), positive=int(rng.integers(1, 5)), negative=int(rng.integers(1, 5)))
    soft = np.round(rng.uniform(-3, 3, 4), 2)
    if seed < 5:
        soft = np.floor(soft + 0.5)  # ties everywhere
    found = limit.apply(torch.from_numpy(soft)[None], 1)[0].numpy()
    allowed = [
        v
        for v in product(range(-3, 4), repeat=4)
        if sum(x for x in v if x > 0) <= limit.positive and -sum(x for x in v if x < 0) <= limit.negative
    ]
    assert tuple(found) in allowed
    least = min(np.square(np.array(v) - soft).sum() for v in allowed)
    assert np.square(found - soft).sum() == pytest.approx(least)


def sums_of(matrix, reads, limit):
    """Largest sum of positive levels and of negative ones of any column, as mapping has them: plain NumPy."""
    by_row = matrix.reshape(len(matrix), reads, -1).transpose(2, 1, 0).reshape(-1, len(matrix))
    by_row = by_row[by_row.any(axis=1)]
    positive = negative = 0
    base = 1 << limit.slices.cell_bits
    for first in range(0, len(by_row), limit.rows):
        part = by_row[first : first + limit.rows]
        for t in range(limit.slices.count):
            levels = np.abs(part) // base**t % base
            positive = max(positive, (levels * (part > 0)).sum(axis=0).max())
            negative = max(negative, (levels * (part < 0)).sum(axis=0).max())
    return positive, negative


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize(("bits", "cell_bits"), [(4, 3), (2, 1), (5, 2), (8, 3)])
def test_the_limit_is_kept_whatever_the_weights(seed, bits, cell_bits):
    rng = np.random.default_rng(seed)
    limit = ColumnLimit(
        7, Slices(bits, cell_bits), positive=int(rng.integers(1, 12)), negative=int(rng.integers(1, 12))
    )
    top = limit.slices.w_max
    # sparse taps, so that some lose their last weight and others move up
    soft = rng.uniform(-top, top, (3, 24)) * (rng.random(24) < 0.8) * (rng.random((3, 24)) < rng.choice([0.15, 0.9]))
    found = limit.apply(torch.from_numpy(soft), 4).numpy()
    rounded = np.floor(soft + 0.5)
    before, after = sums_of(rounded, 4, limit), sums_of(found.astype(int), 4, limit)
    assert after[0] <= limit.positive
    assert after[1] <= limit.negative
    assert (found == np.floor(found)).all()
    assert (np.abs(found) <= np.abs(rounded)).all()
    assert (found * rounded >= 0).all()
    if before[0] <= limit.positive and before[1] <= limit.negative:
        np.testing.assert_array_equal(found, rounded)
    elif limit.slices.count == 1 and before[0] > limit.positive:
        assert after[0] == limit.positive  # no more is taken than must be


def test_rows_that_move_up_are_limited_again():
    # two rows at a time may hold 3. Of 3 1 | 1 1 tap 1 goes, which was rounded up most; tap 2 moves up, and 3 1 | 1
    # exceeds again: tap 0 was rounded down by more than tap 2. Then 3 1, and the same for tap 3
    limit = ColumnLimit(2, Slices(3, 2), positive=3, negative=3)
    assert limit.apply(torch.tensor([[3.4, 0.5, 1.2, 1.0]]), 1).tolist() == [[3, 0, 0, 0]]
    # another channel that keeps its tap 1 keeps the rows where they are
    assert limit.apply(torch.tensor([[3.4, 0.5, 1.2, 1.0], [0, -1, 0, 0]]), 1)[0].tolist() == [3, 0, 1, 1]


def test_a_slice_is_limited_in_the_light_of_what_a_higher_one_lost():
    # cells of one bit, 1 in each column: of 11 and 11 (3 and 3.2) the first loses its upper 1, then the second its
    # lower one: 2² + 1.2² is less than 1² + 2.2², and that less than 3² + 0.2²
    limit = ColumnLimit(2, Slices(3, 1), positive=1, negative=1)
    assert limit.apply(torch.tensor([[3.0, 3.2]]), 1).tolist() == [[1, 2]]
    assert limit.apply(torch.tensor([[-3.0, -3.2]]), 1).tolist() == [[-1, -2]]


def test_gradients_pass_as_without_the_limit():
    limit = ColumnLimit(4, Slices(3, 2), positive=3, negative=3)
    step = torch.full((1, 1), 0.5)
    x = torch.tensor([[1.4, 0.6, -0.4, 1.9]])
    results = []
    for quantizer in (Quantizer(step, -3, 3), LimitedQuantizer(step, -3, 3, limit, 1)):
        own = x.clone().requires_grad_()
        y = quantizer(own)
        y.sum().backward()
        results.append((own.grad, y.detach(), quantizer.log_step.grad))
    assert torch.equal(results[0][0], results[1][0])
    assert results[0][1].tolist() == [[1.5, 0.5, -0.5, 1.5]]
    # 2.8, 1.2 and 3.8 (held to 3) steps: 7 units, 4 too many. All lose one, then the two of least error lose another
    assert results[1][1].tolist() == [[0.5, 0.0, -0.5, 1.0]]
    # d/d log step: Esser's, with what the integers now are
    inside = (1 - 2.8) + (0 - 1.2) + (-1 + 0.8) + 2
    assert results[1][2].item() == pytest.approx(0.5 * inside, abs=1e-5)


@pytest.fixture
def quantized(network, images):
    """Signs are made unequal, so that columns have large sums."""
    with torch.no_grad():
        network.fc1.weight.abs_()
        network.conv.weight[1].abs_()
    pruned = magnitude(network, {"conv": Keep(4, 7), "fc1": Keep(5, 14)})
    return quantize(pruned, Widths(4, 4, 8), images.float() / 255)


def test_what_keeps_the_limit_already_stays_bit_for_bit(quantized, images):
    limited = limit_columns(quantized, hardware(adc_bits=12))
    x = images.float() / 255
    assert torch.equal(limited(x), quantized(x))
    assert limited.state_dict().keys() == quantized.state_dict().keys()
    assert all(torch.equal(a, b) for a, b in zip(limited.parameters(), quantized.parameters(), strict=True))


def test_steps_grow_where_that_loses_less(quantized):
    limit = ColumnLimit.of(hardware(), 4, Int(8))
    limited = limit_columns(quantized, hardware())
    grown = 0
    for name, layer in weighted(limited).items():
        plain, own = (weight_quantizer(getattr(n, name)) for n in (quantized, limited))
        weight = layer.parametrizations.weight[0](layer.parametrizations.weight.original).detach()
        same_step = LimitedQuantizer(plain.step.detach(), -7, 7, limit, weight[0].numel() // inputs(quantized)[name])(
            weight
        )
        changed = (own.step != plain.step).flatten()
        grown += int(changed.sum())
        error = lambda w, weight=weight: (w - weight).square().flatten(1).sum(dim=1)  # noqa: E731
        assert (own.step >= plain.step).all()
        assert error(layer.weight).sum() <= error(same_step).sum() * 1.01
    assert grown >= 2


def needed_bits(network, h):
    """Bits of a converter that loses no sum of a layer, by layer, of one-bit drivers: plain NumPy."""
    found, reads = {}, inputs(network)
    for name, layer in weighted(network).items():
        quantizer = weight_quantizer(layer)
        limit = ColumnLimit(h.rows, Slices(quantizer.hi.bit_length() + 1, h.cell_bits), 1, 1)
        matrix = quantizer.integers(layer.weight).flatten(1).numpy()
        positive, negative = sums_of(matrix, reads[name], limit)
        found[name] = bits_for(-int(negative), int(positive))
    return found


def test_the_mapped_network_needs_what_its_weights_need(tmp_path, quantized):
    for changes in ({}, {"cell_bits": 2}, {"rows": 64}):
        h = hardware(**changes)
        stages = written(tmp_path, quantized, h).plan.array_stages
        assert {s.name: bits_for(*sum_range(s)) for s in stages} == needed_bits(quantized, h)


def test_wide_drivers_count_the_bits_that_activations_have(tmp_path, quantized):
    # images have 8 bits, what lies between layers 4: its digits are 15 at most, of 8-bit drivers too
    assert read_types(quantized) == {"conv": Int(8), "fc1": Int(4), "fc2": Int(4)}
    h = hardware(dac_bits=8, adc_bits=12)
    limited = limit_columns(quantized, h)
    limits = {n: weight_quantizer(m).limit for n, m in weighted(limited).items()}
    assert {n: (m.positive, m.negative) for n, m in limits.items()} == {
        "conv": (2047 // 255, 2048 // 255), "fc1": (2047 // 15, 2048 // 15), "fc2": (2047 // 15, 2048 // 15),
    }  # fmt: skip
    assert [s.adc.shift for s in written(tmp_path, limited, h).plan.array_stages] == [0, 0, 0]


def written(folder, network, h):
    path = write_network(
        folder,
        "tiny",
        (6, 6, 1),
        *fold(network, Widths(4, 4, 8)),
        {
            "tile": {"rows": h.rows, "columns": h.columns},
            "dac": {"bits": h.dac_bits},
            "adc": {"bits": h.adc_bits, "count": h.adcs, "settle_cycles": 1, "conversion_cycles": 1},
        },
        {"cell_bits": h.cell_bits, "g_min_siemens": 1e-6, "g_max_siemens": 4e-5},
        dense_weights=1000,
    )
    return load_design(path, ranges={})


@pytest.mark.parametrize("cell_bits", [3, 2])
def test_a_smaller_converter_becomes_lossless(tmp_path, quantized, images, cell_bits):
    h = hardware(cell_bits=cell_bits)
    limited = limit_columns(quantized, h)
    x = images.permute(0, 2, 3, 1).numpy().astype(np.int64)

    def losses(network):
        design = written(tmp_path, network, h)
        got, want = tiled.run(Chip.of(design.plan), x), exact.run(design.graph, x)
        return [s.adc.shift for s in design.plan.array_stages], sum(int((got[n] != want[n]).sum()) for n in got)

    if cell_bits == 3:
        assert max(needed_bits(quantized, h).values()) > 5
        shifts, wrong = losses(quantized)
        assert max(shifts) > 0
        assert wrong > 0
    assert max(needed_bits(limited, h).values()) <= 5
    assert losses(limited) == ([0, 0, 0], 0)


def test_training_keeps_the_limit(quantized, images):
    limited = limit_columns(quantized, hardware(adc_bits=4)).train()
    x = images.float() / 255
    wanted = quantized(x).detach()
    optimizer = torch.optim.Adam(limited.parameters(), lr=0.01)
    losses = []
    for _ in range(60):
        loss = (limited(x) - wanted).square().mean()
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        assert max(needed_bits(limited, hardware()).values()) <= 4
    assert losses[-1] < losses[0] / 2


def test_pruning_keeps_the_limit(quantized):
    limited = limit_columns(quantized, hardware())
    pruned = magnitude(limited, {"conv": Keep(3, 5), "fc1": Keep(4, 8)})
    assert max(needed_bits(quantized, hardware()).values()) > 5
    assert max(needed_bits(pruned, hardware()).values()) <= 5
    assert {m.limit.positive for m in pruned.modules() if isinstance(m, LimitedQuantizer)} == {15}


@pytest.mark.parametrize("seed", range(6))
def test_the_projection_is_the_nearest_point(seed):
    torch.manual_seed(seed)
    weight = torch.randn(3, 4, 2, 2) * (torch.rand(1, 4, 2, 2) < 0.8)
    limit = ColumnLimit(5, Slices(4, 3), positive=3, negative=2)
    before = weight.clone()
    near = project({"a": weight}, limit, {"a": 4})["a"]
    assert torch.equal(weight, before)
    rows = weight.flatten(1).reshape(3, 4, 4).transpose(1, 2).flatten(1).numpy()
    got = near.flatten(1).reshape(3, 4, 4).transpose(1, 2).flatten(1).numpy()
    live = rows.any(axis=0)
    moved = 0
    for channel in range(3):
        step = best_step(weight[channel], 7, whole(-7, 7)).item()
        v, w = rows[channel, live] / step, got[channel, live] / step
        for first in range(0, len(v), 5):  # a second way: the amount by which weights move, by bisection
            for sign, most in ((1, 3), (-1, 2)):
                part = np.maximum(sign * v[first : first + 5], 0)
                lo, hi = 0.0, part.max()
                for _ in range(60):
                    middle = (lo + hi) / 2
                    lo, hi = (middle, hi) if np.maximum(part - middle, 0).sum() > most else (lo, middle)
                wanted = np.maximum(part - hi, 0) if part.sum() > most else part
                moved += part.sum() > most
                np.testing.assert_allclose(np.maximum(sign * w[first : first + 5], 0), wanted, atol=1e-4)
    assert moved >= 2


def test_admm_is_drawn_to_it():
    network = chain(a=nn.Linear(16, 3))
    weights = {"a": network.a.weight.detach().abs()}
    limit = ColumnLimit(16, Slices(4, 3), positive=20, negative=20)
    constraint = Constraint("columns", weights, lambda w: project(w, limit, {"a": 16}))
    assert constraint.distance(weights) > 0.1
    ((primal, _),) = constraint.update(weights).values()
    assert primal > 0.1
    small = {"a": weights["a"] * torch.eye(16)[:3]}
    assert Constraint("columns", small, lambda w: project(w, limit, {"a": 16})).distance(small) < 1e-9


def test_several_slices_are_not_projected():
    limit = ColumnLimit(16, Slices(4, 2), positive=20, negative=20)
    with pytest.raises(HdlgenError, match=r"quantize.column_limit: takes 2 slices a weight"):
        project({"a": torch.ones(2, 2)}, limit, {"a": 2})
