"""Layers with memristive units in training: what does not reach a threshold is lost, and only there."""

import pytest
import torch
from torch import nn

from hdlgen.compress.arrays import arrays
from hdlgen.compress.export import fold
from hdlgen.compress.quantize import Widths, quantize
from hdlgen.compress.quantizer import weight_quantizer
from hdlgen.compress.recipe import load_recipe
from hdlgen.compress.units import UnitQuantizer, with_thresholds, without_thresholds
from hdlgen.errors import HdlgenError, SpecError
from hdlgen.nets import bundled_recipe
from tests.compress.networks import chain

WIDTHS = Widths(4, 4, 8)


@pytest.fixture
def network():
    torch.manual_seed(0)
    made = chain(conv=nn.Conv2d(1, 3, 3), pool=nn.MaxPool2d(2), relu=nn.ReLU(), flat=nn.Flatten(), fc=nn.Linear(27, 4))
    return quantize(made, WIDTHS, torch.rand(8, 1, 8, 8))


def unit_of(network):
    return next(n.module for n in network.nodes if isinstance(n.module, UnitQuantizer))


def test_what_does_not_reach_the_threshold_is_lost(network):
    trained = with_thresholds(network, ["conv"], 0.5, 0.0).train()
    unit, x = unit_of(trained), torch.linspace(-2, 20, 301)[None, None, None] * unit_of(trained).step.detach()
    x = x.repeat(1, 3, 1, 1)
    levels = weight_quantizer(trained.conv).step.flatten()
    for _ in range(5):
        state = torch.get_rng_state()
        nominal = torch.rand(()) * 0.5 * 15 * unit.step / levels.min()
        torch.set_rng_state(state)
        plain = super(UnitQuantizer, unit).forward(x)
        got = unit(x)
        reached = x >= (nominal * levels)[:, None, None]  # so many level steps in each channel
        assert torch.equal(got, torch.where(reached | (x <= 0), plain, torch.zeros(())))
        assert (got != plain).any()


def test_devices_deviate_by_the_spread(network):
    torch.manual_seed(1)
    unit = unit_of(with_thresholds(network, ["conv"], 0.5, 0.1))
    levels = weight_quantizer(network.conv).step.flatten()
    drawn = torch.stack([unit._thresholds(torch.zeros(1)) / levels for _ in range(4000)])
    ratio = drawn[:, 0] / drawn[:, 1]
    assert ratio.std().item() == pytest.approx(0.1 * 2**0.5, rel=0.1)


def test_gradients_pass_as_if_nothing_were_lost(network):
    unit = unit_of(with_thresholds(network, ["conv"], 0.9, 0.0)).train()
    x = (torch.rand(1, 3, 4, 4) * 15 * unit.step.detach()).requires_grad_()
    unit(x).sum().backward()
    assert torch.equal(x.grad, torch.ones_like(x))


def test_nothing_is_lost_in_evaluation_nor_behind_it(network):
    x = torch.rand(4, 1, 8, 8)
    want = network.eval()(x)
    units = with_thresholds(network, ["conv"], 0.5, 0.1)
    assert torch.equal(units.eval()(x), want)
    with torch.no_grad():
        unit_of(units).log_step += 0.1
    learned = without_thresholds(units)
    assert not any(isinstance(n.module, UnitQuantizer) for n in learned.nodes)
    assert torch.equal(learned.eval()(x), units.eval()(x))
    assert not torch.equal(learned(x), want)


def test_the_network_file_says_which_layers_have_units(network):
    layers, _ = fold(network, WIDTHS, ["conv"])
    units = {entry["name"]: entry.get("unit") for entry in layers}
    assert units == {"conv": "memristor", "pool": "memristor", "fc": None}
    layers, _ = fold(network, WIDTHS)
    assert not any("unit" in entry for entry in layers)


def test_units_need_a_layer_with_a_relu(network):
    for name in ("fc", "pool", "nothing"):
        said = rf"^units: {name} is no layer with a ReLU behind it\n.*some of \['conv'\]"
        with pytest.raises(HdlgenError, match=said):
            fold(network, WIDTHS, [name])


def test_thresholds_are_for_quantized_networks_with_units():
    recipe = load_recipe(bundled_recipe("lenet_threshold"))
    assert len(arrays(recipe)) == len(recipe.steps)
    early = recipe.steps[-1].model_copy(update={"quantize": None})
    with pytest.raises(SpecError) as e:
        arrays(recipe.model_copy(update={"units": (), "steps": (early, *recipe.steps)}))
    assert [m.what for m in e.value.mistakes] == [
        "is for quantized networks, and no step up to this one quantizes",
        "is for the layers of `units`, and there are none",
        "is for the layers of `units`, and there are none",
    ]
