"""Values go where they are read, modules may be called twice, and batch norms vanish without a trace."""

import copy
import weakref

import torch
from torch import nn

from hdlgen.compress.norms import fold_batch_norms
from hdlgen.compress.resnet import resnet18
from hdlgen.frontend.torch.check import check
from hdlgen.frontend.torch.network import Add, Network, Node, readers
from hdlgen.spec.names import INPUT
from tests.compress.networks import chain


class Scale(nn.Module):
    def __init__(self, by):
        super().__init__()
        self.by = nn.Parameter(torch.tensor(by))

    def forward(self, x):
        return x * self.by


def doubled_twice():
    """3·(2·x) + x, and 2· that: `twice` is called in two places."""
    twice = Scale(2.0)
    return Network(
        [
            Node("twice", twice, (INPUT,)),
            Node("triple", Scale(3.0), ("twice",)),
            Node("add", Add(), ("triple", INPUT)),
            Node("again", twice, ("add",)),
        ]
    )


def test_nodes_read_what_they_name_and_may_share_a_module():
    network = doubled_twice()
    assert network(torch.tensor([1.0, -2.0])).tolist() == [14, -28]
    assert list(network.state_dict()) == ["twice.by", "triple.by"]
    copied = copy.deepcopy(network)
    copied.twice.by.data.fill_(1.0)  # 3·x + x
    assert copied(torch.tensor([1.0])).tolist() == [4]
    assert network(torch.tensor([1.0])).tolist() == [14]
    assert readers(network.nodes) == {
        INPUT: ["twice", "add"], "twice": ["triple"], "triple": ["add"], "add": ["again"], "again": [],
    }  # fmt: skip


def test_values_are_forgotten_when_all_have_read_them():
    alive, most = weakref.WeakSet(), 0
    network = Network([Node(f"n{i}", nn.ReLU(), (f"n{i - 1}" if i else INPUT,)) for i in range(9)])
    with torch.no_grad():
        for _, value in network.activations(torch.rand(3)):
            alive.add(value)
            most = max(most, len(alive))
            del value
    assert most <= 2


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


@torch.no_grad()
def test_batch_norms_of_branches_fold_too():
    torch.manual_seed(0)
    network = check(resnet18()).double()
    x = torch.rand(2, 3, 32, 32, dtype=torch.float64)
    network(x)
    folded = fold_batch_norms(network)
    assert not any(isinstance(m, nn.BatchNorm2d) for m in folded.modules())
    assert [n.reads for n in folded.nodes if n.name == "layer2_0_add"] == [("layer2_0_conv2", "layer2_0_shortcut_conv")]
    torch.testing.assert_close(folded(x), network(x), rtol=1e-9, atol=1e-9)
