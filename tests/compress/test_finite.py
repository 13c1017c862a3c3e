"""What is no number is refused where it first appears."""

import pytest
import torch
import torch.nn.functional as F  # noqa: N812
from torch import nn

from hdlgen.compress.admm import Admm
from hdlgen.compress.finite import not_finite, refuse_not_finite
from hdlgen.compress.importance import importance
from hdlgen.compress.quantize import Widths, quantize
from hdlgen.compress.structure import Keep
from hdlgen.errors import HdlgenError
from hdlgen.frontend.torch.network import weighted


def test_tensors_that_hold_no_numbers_are_named_all_at_once(network):
    refuse_not_finite(network)
    network.conv.weight.data[0, 0, 1, 1] = torch.nan
    network.fc2.bias.data[2] = -torch.inf
    assert list(not_finite(network)) == ["conv.weight", "fc2.bias"]
    with pytest.raises(HdlgenError, match=r"model, conv\.weight: holds inf or NaN\n.*\nmodel, fc2\.bias: holds"):
        refuse_not_finite(network)


@pytest.fixture
def huge(network):
    """Finite weights of which no finite value comes."""
    network.fc1.weight.data.fill_(1e38)
    return network


def test_activations_that_are_no_numbers_are_not_quantized(huge, images):
    with pytest.raises(HdlgenError, match=r"fc1: gives inf or NaN: .*\n.*lower rate"):
        quantize(huge, Widths(4, 4, 8), images.float() / 255)


def test_importance_that_is_no_number_chooses_nothing(huge, images):
    batch = images.float() / 255, torch.zeros(len(images), dtype=torch.long)
    with pytest.raises(HdlgenError, match=r"importance of .*: gives inf or NaN"):
        importance(huge, [batch], F.cross_entropy)


def test_admm_is_drawn_to_numbers_alone(network):
    keep = {n: Keep(len(m.weight), 4) for n, m in weighted(network).items()}

    def grow(*, epochs, penalty):
        network.fc1.weight.data.fill_(torch.nan)

    with pytest.raises(HdlgenError, match="ADMM, fc1: gives inf or NaN"):
        Admm(1, 0.1, 3.0, 1.0).approach(network, keep, 1, grow)


def test_integers_and_counts_are_no_matter():
    assert not list(not_finite(nn.BatchNorm2d(3)))  # num_batches_tracked is int64
