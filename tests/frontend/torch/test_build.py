"""A float `Source` as a module that is trained on: the same function, with the same weights."""

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="comes with hdlgen[train]")
from torch import nn  # noqa: E402
from torch.nn import functional as F  # noqa: E402, N812

from hdlgen.errors import SpecError  # noqa: E402
from hdlgen.frontend.simplify import simplify  # noqa: E402
from hdlgen.frontend.torch.build import module_of  # noqa: E402
from hdlgen.frontend.torch.check import check  # noqa: E402
from hdlgen.frontend.torch.original import original  # noqa: E402
from tests.frontend.torch.modules import initialized, quantized, stranger  # noqa: E402


class Residual(nn.Module):
    """What compression can train."""

    def __init__(self):
        super().__init__()
        self.stem, self.norm = nn.Conv2d(1, 6, 3, 1, 1, bias=False), nn.BatchNorm2d(6)
        self.one, self.two = nn.Conv2d(6, 6, 3, padding=1), nn.Conv2d(6, 6, 1)
        self.fc1, self.fc2, self.fc3 = nn.Linear(150, 8), nn.Linear(8, 8), nn.Linear(8, 5)

    def forward(self, x):
        x = F.relu6(self.norm(self.stem(x)))
        x = F.relu(self.two(F.relu(self.one(x))) + x)
        x = F.avg_pool2d(F.max_pool2d(x, 1), 2)
        x = F.relu(self.fc1(x.flatten(1)))
        return F.log_softmax(self.fc3(F.relu(self.fc2(x))), 1)


def test_the_module_computes_the_same_and_compression_accepts_it():
    found = original(initialized(Residual()), (10, 11, 1), "net")
    module = module_of(simplify(found.source))
    x = np.random.default_rng(0).random((5, 10, 11, 1), np.float32)
    with torch.no_grad():
        got = module(torch.from_numpy(x.transpose(0, 3, 1, 2).copy())).numpy()
    np.testing.assert_allclose(got, found.run(x)[0][:, 0, 0], rtol=1e-4, atol=1e-4)
    network = check(module)
    assert [n.name for n in network.nodes if isinstance(n.module, nn.Conv2d | nn.Linear)] == [
        "stem", "one", "two", "fc1", "fc2", "fc3",
    ]  # fmt: skip


def test_what_compression_does_not_train_is_said_at_once():
    with pytest.raises(SpecError) as caught:
        module_of(simplify(original(stranger(), (12, 12, 1), "net").source))
    said = [(m.where, m.what) for m in caught.value.mistakes]
    assert ("body.1", "is a function, which compression does not train") in said
    assert ("cat", "is a concat, which compression does not train") in said
    with pytest.raises(SpecError, match="conv: is quantized already"):
        module_of(simplify(original(quantized(), (12, 12, 1), "net").source))
