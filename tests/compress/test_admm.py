"""Weights come to what the constraints allow, and pruning then takes little."""

import pytest
import torch
from torch import nn

from hdlgen.compress.admm import Admm, Constraint
from hdlgen.compress.method import Magnitude
from hdlgen.compress.prune import masks_of
from hdlgen.compress.quantizer import nearest_levels
from hdlgen.compress.structure import Keep
from hdlgen.frontend.torch.network import weighted
from tests.compress.networks import chain, wired


def test_z_and_u_follow_their_definition():
    # weights are to be integers
    constraint = Constraint("levels", {"a": torch.tensor([0.4, 1.8])}, lambda ws: {n: w.round() for n, w in ws.items()})
    assert constraint.z["a"].tolist() == [0, 2]
    assert constraint.distance({"a": torch.tensor([1.0, 2.0])}) == 1
    # W + U = [0.4, 1.4]: Z becomes [0, 1] and U [0.4, 0.4]
    weights = {"a": torch.tensor([0.4, 1.4])}
    ((primal, dual),) = constraint.update(weights).values()
    norm = (0.4**2 + 1.4**2) ** 0.5
    assert (primal, dual) == (pytest.approx(2 * 0.4**2 / norm / (2 * 0.4**2) ** 0.5), pytest.approx(1 / norm))
    torch.testing.assert_close(constraint.u["a"], torch.tensor([0.4, 0.4]))
    # W + U = [0.8, 1.8]: Z is now [1, 2]
    constraint.update(weights)
    assert constraint.z["a"].tolist() == [1, 2]
    torch.testing.assert_close(constraint.u["a"], torch.tensor([-0.2, -0.2]))
    constraint.rescale(2)
    torch.testing.assert_close(constraint.u["a"], torch.tensor([-0.1, -0.1]))


TARGET = torch.tensor([[4.0, 0.2, 3.0, 0.1], [0.3, 0.1, 2.0, 0.2], [3.0, 0.3, 5.0, 0.1]])


def layer():
    """One layer of three channels and four taps; small weights."""
    network = chain(a=nn.Linear(4, 3, bias=False))
    network.a.weight.data = TARGET.flip(0) / 10
    return network


def quadratic(network):
    """Trains to the minimum of ½·Σ(W − TARGET)² + penalty: gradient descent on a convex function."""

    def fit(*, epochs, penalty):
        optimizer = torch.optim.SGD(network.parameters(), lr=0.1)
        for _ in range(100 * epochs):
            optimizer.zero_grad()
            (0.5 * (network.a.weight - TARGET).square().sum() + penalty(network)).backward()
            optimizer.step()

    return fit


def approached(method, network, keep, epochs=30):
    return method.approach(network, {"a": keep}, epochs, quadratic(network))


def test_residuals_fall_on_a_convex_loss():
    network = layer()
    residuals = approached(Admm(1, 0.5, 1.0, 0.5), network, Keep(channels=2, taps=2))
    assert [r.epoch for r in residuals] == list(range(1, 31))
    assert {(r.rho, r.constraint, r.layer) for r in residuals} == {(0.5, "structure", "a")}
    assert residuals[0].primal > 0.05
    assert residuals[0].dual > 0.5  # the small weights were largest elsewhere
    assert residuals[-1].primal < 1e-3
    assert residuals[-1].dual < 1e-3
    # the nearest matrix to TARGET with two channels and two taps, and no more left to prune
    wanted = TARGET * torch.tensor([[1, 0, 1, 0], [0, 0, 0, 0], [1, 0, 1, 0]])
    torch.testing.assert_close(network.a.weight.detach(), wanted, rtol=0, atol=0.02)


def test_the_learning_rate_restarts_and_rho_grows_to_its_largest():
    network, calls = layer(), []
    residuals = Admm(2, 0.1, 3.0, 0.5).approach(
        network, {"a": Keep(3, 2)}, 7, lambda *, epochs, penalty: calls.append((epochs, penalty(network).item()))
    )
    assert [c[0] for c in calls] == [2, 2, 2, 1]
    assert [r.epoch for r in residuals] == [2, 4, 6, 7]
    assert [r.rho for r in residuals] == pytest.approx([0.1, 0.3, 0.5, 0.5])
    # nothing is trained here: W − Z is what is not kept, once at first; U grows by it, and shrinks as rho grows
    gap = (network.a.weight - kept(network)).square().sum().item()
    assert calls[0][1] == pytest.approx(0.1 / 2 * gap)
    assert calls[1][1] == pytest.approx(0.3 / 2 * gap * (1 + 1 / 3) ** 2)


def kept(network):
    weights = {"a": network.a.weight.detach()}
    stays = Magnitude().choose(weights, masks_of(network), {"a": Keep(3, 2)}, wired("a"))["a"].weights
    return network.a.weight * stays


def test_weights_come_to_levels_that_the_structure_allows():
    network = layer()
    residuals = approached(Admm(1, 0.5, 1.1, 3.0, weight_bits=3), network, Keep(channels=3, taps=2), epochs=60)
    assert [r.constraint for r in residuals[:2]] == ["structure", "levels"]
    weight = network.a.weight.detach()
    assert weight[:, [1, 3]].abs().max() < 1e-3
    # levels −3..3: the nearest to 4 and 3 are 3 and 2 steps, to 3 and 5 they are 2 and 3
    assert weight[0, 0] / weight[0, 2] == pytest.approx(3 / 2, rel=1e-3)
    assert weight[2, 2] / weight[2, 0] == pytest.approx(3 / 2, rel=1e-3)
    torch.testing.assert_close(weight, TARGET * torch.tensor([1, 0, 1, 0]), rtol=0, atol=0.35)


def test_levels_stay_and_what_lies_between_moves_to_the_nearest():
    levels = torch.tensor([[0.0, -1.0, 2.0, 3.0], [0.3, -0.3, 0.1, 0.0]])  # 3 bits: −3..3 steps of 1, and of 0.1
    torch.testing.assert_close(nearest_levels(levels, 3), levels)
    moved = nearest_levels(levels * torch.tensor([[1, 1.2, 1.1, 1], [1, 1, 1.3, 1]]), 3)
    torch.testing.assert_close(moved, levels, rtol=0.06, atol=0)  # the step too may move a little


def test_the_structure_of_a_network_is_approached_layer_by_layer(network):
    x = torch.rand(32, 1, 6, 6)
    wanted = network(x).detach()
    keep = {"conv": Keep(2, 9), "fc1": Keep(4, 6), "fc2": Keep(3, 4)}

    def fit(*, epochs, penalty):
        optimizer = torch.optim.Adam(network.parameters(), lr=0.02)
        for _ in range(40 * epochs):
            optimizer.zero_grad()
            ((network(x) - wanted).square().mean() + penalty(network)).backward()
            optimizer.step()

    residuals = Admm(1, 0.1, 1.5, 3.0).approach(network, keep, 12, fit)
    first, last = residuals[:3], residuals[-3:]
    assert [r.layer for r in last] == list(weighted(network))
    assert all(b.primal < 0.05 for b in last)
    assert max(r.primal for r in first) > 2 * max(r.primal for r in last)
    # fc1's taps of the filters that will go are drawn to 0 with them
    dead = network.conv.weight.detach().flatten(1).norm(dim=1).argsort()[:2]
    taps = network.fc1.weight.detach().reshape(5, 4, 4)[:, dead]
    assert taps.abs().max() < 0.05 * network.fc1.weight.abs().max()
