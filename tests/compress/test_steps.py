"""What the steps of a recipe keep, in numbers, and what cannot be."""

import pytest
from torch import nn

from hdlgen.compress.recipe import Step
from hdlgen.compress.steps import keep_counts
from hdlgen.compress.structure import Blocks, Keep
from hdlgen.errors import SpecError
from hdlgen.spec.document import Document
from tests.compress.networks import Residual, chain


def step(**keep):
    return Step(epochs=1, rate=0.1, keep=keep)


def counts(network, steps):
    return keep_counts(network, steps, Document().mistake)


def test_shares_and_counts_become_numbers(network):
    steps = [step(conv={"channels": 0.75}, fc1={"taps": 0.5}), step(conv={"taps": 4}, fc1={"channels": 2})]
    assert counts(network, steps) == [
        # fc1 has 3 · 4 inputs left when a filter of 2×2 positions is gone
        {"conv": Keep(3, 9), "fc1": Keep(5, 6), "fc2": Keep(3, 5)},
        {"conv": Keep(3, 4), "fc1": Keep(2, 6), "fc2": Keep(3, 2)},
    ]


def test_kernels_and_blocks_are_shares_of_what_is_left_by_then(network):
    blocks = {"rows": 4, "columns": 2, "keep": 0.5}
    (kept,) = counts(
        network, [step(conv={"channels": 2, "taps": 5, "kernels": 0.5}, fc1={"taps": 6, "blocks": blocks})]
    )
    assert kept["conv"] == Keep(2, 5, kernels=1)  # of 2 × 1
    assert kept["fc1"] == Keep(5, 6, blocks=Blocks(4, 2, 3))  # of 2 × 3
    # they are of their step alone: masks remember what is gone
    later = counts(network, [step(conv={"kernels": 3}), step(conv={"taps": 4})])[1]
    assert later["conv"] == Keep(4, 4)


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        (
            [step(conv3={"channels": 1})],
            r"steps\[0\].keep.conv3: names no layer with weights\n.*'conv', 'fc1', 'fc2'",
        ),
        ([step(conv={"channels": 5})], r"steps\[0\].keep.conv.channels: 5 are more than the 4 left"),
        ([step(conv={"channels": 2}), step(conv={"channels": 3})], r"steps\[1\].keep.conv.channels: 3 are more than"),
        ([step(conv={"channels": 2}, fc1={"taps": 9})], r"steps\[0\].keep.fc1.taps: 9 are more than the 8 left"),
        ([step(fc2={"channels": 2})], r"steps\[0\].keep.fc2.channels: are the network's outputs"),
        ([step(fc1={"kernels": 2})], r"keep.fc1.kernels: a linear layer has none\n    fix: keep taps or blocks of it"),
        ([step(conv={"kernels": 5})], r"keep.conv.kernels: 5 are more than the 4 × 1 left"),
        (
            [step(fc1={"taps": 9, "blocks": {"rows": 4, "columns": 4, "keep": 7}})],
            r"keep.fc1.blocks.keep: 7 are more than the 6 in 9 taps × 5 channels\n    fix: leave blocks out",
        ),
    ],
)
def test_steps_that_cannot_be_are_refused(network, steps, message):
    with pytest.raises(SpecError, match=message):
        counts(network, steps)


@pytest.fixture
def residual():
    """stem 2→4; block0_a 4→4, block0_b 4→4, added to the stem's; last 4·36→3."""
    block = Residual(4, 4, 1, True)
    return chain(stem=nn.Conv2d(2, 4, 3), rise=nn.ReLU(), block0=block, flat=nn.Flatten(), last=nn.Linear(4 * 36, 3))


def test_layers_that_an_add_joins_keep_the_same_channels(residual):
    (kept,) = counts(residual, [step(block0_b={"channels": 3}, block0_a={"channels": 2}, last={"taps": 0.5})])
    assert kept == {
        "stem": Keep(3, 18), "block0_a": Keep(2, 27), "block0_b": Keep(3, 18), "last": Keep(3, 54)
    }  # fmt: skip
    with pytest.raises(SpecError) as error:
        counts(residual, [step(stem={"channels": 2}, block0_b={"channels": 3})])
    assert [(m.where, m.what, m.fix) for m in error.value.mistakes] == [
        (
            "steps[0].keep.block0_b.channels",
            "3 are not the 2 of stem; an add or a scale joins them",
            "give the same to all of stem, block0_b, or to one alone",
        )
    ]


def test_channels_that_are_added_to_the_image_stay():
    network = chain(block=Residual(2, 2, 1, True), flat=nn.Flatten(), last=nn.Linear(2 * 36, 3))
    with pytest.raises(SpecError, match=r"block_b\.channels: are the network's outputs, or are added to its input"):
        counts(network, [step(block_b={"channels": 1})])


def test_every_mistake_of_the_steps_is_told(network):
    with pytest.raises(SpecError) as error:
        counts(network, [step(conv={"channels": 9}, fc2={"channels": 1, "kernels": 1}, x={})])
    assert len(error.value.mistakes) == 4
