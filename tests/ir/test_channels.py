"""What belongs together follows from who becomes part of what, however far."""

import numpy as np

from hdlgen.ir.channels import Classes, Passage


def concat(sources, target):
    """The passages of images (name, channels) that are joined into one, in their order."""
    first = 0
    for name, count in sources:
        yield Passage(name, target, first + np.arange(count))
        first += count


def test_offsets_of_a_concat_and_a_chain_of_sums_are_followed():
    # c = [a b]; s = c + d; t = s + e: a0 is of one class with channel 0 of c, d, s, e, t and b0 with their channel 2
    every = np.arange(3)
    passages = [*concat([("a", 2), ("b", 1)], "c"), *(Passage(n, "s", every) for n in "cd")]
    passages += [Passage(n, "t", every) for n in "se"]
    classes = Classes.find({"a": 2, "b": 1, "c": 3, "d": 3, "s": 3, "e": 3, "t": 3, "x": 2}, passages, ["b"])
    assert {name: of.tolist() for name, of in classes.of.items()} == {
        "a": [0, 1], "b": [2], **{name: [0, 1, 2] for name in "cdset"}, "x": [3, 4],
    }  # fmt: skip
    assert classes.fixed.tolist() == [False, False, True, False, False]


def test_any_order_of_many_passages_gives_the_same_classes():
    """Against a search from each channel."""
    rng = np.random.default_rng(0)
    for _ in range(50):
        channels = {f"n{i}": int(rng.integers(1, 5)) for i in range(12)}
        names = list(channels)
        passages = []
        for _ in range(rng.integers(0, 14)):
            a, b = rng.choice(names, 2)
            passages.append(Passage(a, b, rng.integers(channels[b], size=channels[a])))
        classes = Classes.find(channels, passages, [])
        joined = {(n, c): set() for n in names for c in range(channels[n])}
        for a, b, into in passages:
            for c, to in enumerate(into.tolist()):
                joined[a, c].add((b, to))
                joined[b, to].add((a, c))
        for start in joined:
            found, waiting = {start}, [start]
            while waiting:
                new = joined[waiting.pop()] - found
                found |= new
                waiting += new
            mine = classes.of[start[0]][start[1]]
            assert {(n, c) for n, c in joined if classes.of[n][c] == mine} == found


def test_a_class_counts_where_all_of_it_counts_and_no_image_loses_all():
    classes = Classes.find({"a": 2, "b": 2, "c": 1}, [Passage("a", "b", np.arange(2))], ["c"])
    assert classes.everywhere({"a": np.array([True, False])}).tolist() == [True, False, True]
    assert classes.everywhere({"a": np.array([True, True]), "b": np.array([False, True])}).tolist() == [
        False, True, True,
    ]  # fmt: skip
    assert classes.leaving(np.array([False, True, True])).tolist() == [False, True, False]
    assert classes.leaving(np.array([True, True, False])).tolist() == [False, True, False]
