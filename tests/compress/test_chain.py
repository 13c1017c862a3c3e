"""Networks without hardware are refused, and batch norms vanish without a trace."""

from collections import OrderedDict

import pytest
import torch
from torch import nn

from hdlgen.compress.chain import check, fold_batch_norms, taps, weighted
from hdlgen.compress.lenet import lenet5
from hdlgen.errors import SpecError


def chain(**modules):
    return nn.Sequential(OrderedDict(modules))


def test_lenet5_has_the_weights_the_literature_counts():
    network = check(lenet5())
    assert {n: (len(m.weight), taps(m)) for n, m in weighted(network).items()} == {
        "conv1": (20, 25),
        "conv2": (50, 500),
        "fc1": (500, 800),
        "fc2": (10, 500),
    }
    assert sum(m.weight.numel() for m in weighted(network).values()) == 430_500
    assert network(torch.zeros(2, 1, 28, 28)).shape == (2, 10)


@pytest.mark.parametrize(
    ("network", "message"),
    [
        (nn.Linear(2, 2), "network: is a Linear"),
        (chain(flatten=nn.Flatten()), "has no layer with weights"),
        (chain(a=nn.Linear(2, 2), act=nn.Tanh(), b=nn.Linear(2, 2)), "act: a Tanh has no hardware"),
        (chain(a=nn.Conv2d(4, 4, 3, groups=2)), r"a: has groups 2 and dilation \(1, 1\)"),
        (chain(a=nn.Conv2d(4, 4, 3, dilation=2)), r"a: has groups 1 and dilation \(2, 2\)"),
        (chain(a=nn.Conv2d(4, 4, 3, padding="same")), "a: pads same with zeros"),
        (chain(a=nn.Conv2d(4, 4, 3, padding=1, padding_mode="circular")), r"a: pads \(1, 1\) with circular"),
        (chain(a=nn.Conv2d(4, 4, 3, stride=(1, 2))), r"a: has stride \(1, 2\)"),
        (
            chain(a=nn.Conv2d(4, 4, 3), p=nn.MaxPool2d(3, 2), b=nn.Conv2d(4, 4, 3)),
            "p: pools 3 with stride 2, padding 0",
        ),
        (chain(a=nn.Conv2d(4, 4, 3), p=nn.MaxPool2d(2), r=nn.ReLU(), b=nn.Conv2d(4, 4, 3)), "r: follows a MaxPool2d"),
        (chain(n=nn.BatchNorm2d(4), b=nn.Conv2d(4, 4, 3)), "n: is a BatchNorm2d behind a Identity"),
        (chain(a=nn.Linear(2, 2), r=nn.ReLU()), "r: is the last layer"),
        (nn.Sequential(nn.Linear(2, 2)), "0: is no identifier\n    fix: name the layer with letters, digits and _"),
        (chain(Fc=nn.Linear(2, 2), fc=nn.Linear(2, 2)), r"fc: 'fc' is also the name of layers\[0\]"),
        (chain(m_axis=nn.Linear(2, 2)), "m_axis: 'm_axis' is the name of something that every accelerator has"),
    ],
)
def test_what_has_no_hardware_is_refused(network, message):
    with pytest.raises(SpecError, match=message):
        check(network)


def test_all_faults_come_at_once():
    with pytest.raises(SpecError) as error:
        check(chain(a=nn.Conv2d(4, 4, 3, groups=2, stride=(1, 2)), act=nn.Tanh(), b=nn.Linear(2, 2)))
    assert [m.where for m in error.value.mistakes] == ["a", "a", "act"]


@torch.no_grad()
def test_folded_batch_norms_change_nothing():
    torch.manual_seed(0)
    network = chain(
        a=nn.Conv2d(2, 4, 3, bias=False),
        na=nn.BatchNorm2d(4),
        ra=nn.ReLU(),
        drop=nn.Dropout(),
        flatten=nn.Flatten(),
        b=nn.Linear(16, 5),
        nb=nn.BatchNorm1d(5),
        rb=nn.ReLU(),
        c=nn.Linear(5, 3, bias=False),
    )
    for _ in range(20):  # moves the norms' averages away from 0 and 1
        network(torch.randn(8, 2, 4, 4) * 3 + 1)
    x = torch.randn(6, 2, 4, 4)
    folded = fold_batch_norms(network)
    assert [n for n, _ in folded.named_children()] == ["a", "ra", "flatten", "b", "rb", "c"]
    torch.testing.assert_close(folded(x), network.eval()(x), rtol=1e-5, atol=1e-5)
