import numpy as np
import pytest

from hdlgen.arith import Add, Int
from hdlgen.errors import HdlgenError
from hdlgen.rtl.adder import Adder, AdderParams
from tests.rtl.streams import FREE, SLOW, SLOWER, beats, from_beats, streams_through

U1, U8, S3, S4, S8 = Int(1), Int(8), Int(3, True), Int(4, True), Int(8, True)
CASES = [
    # operands, multipliers, shift, lo, hi, channels, lanes, out
    ((U8, U8), (3, 2), 3, 0, 255, 5, 2, U8),
    ((S8, Int(5)), (-300, 77), 9, -128, 127, 4, 4, S8),
    ((S4, S3), (1, 1), 0, -12, 10, 1, 1, Int(5, True)),  # nothing to clip, no half
    ((U1, S8), (-(2**15) + 1, 2**15 - 1), 46, -1, 1, 3, 4, Int(2, True)),  # fewer channels than lanes
    ((U8, U8), (2**15 - 1, 2**15 - 1), 16, 3, 200, 7, 3, U8),  # 0 is no result, but surplus lanes are 0
    ((S4, S4), (-5, -7), 2, -9, -2, 2, 1, Int(8, True)),  # wider than it needs
    ((S3, U1), (0, 5), 1, 0, 2, 6, 3, Int(2)),
]


def added(operands, multiplier, shift, lo, hi, channels, lanes, out, *, pixels=40, **how):
    params = AdderParams(Add(operands, multiplier, shift, lo, hi), channels, lanes, out)
    unit = Adder(params)
    rng = np.random.default_rng(channels)
    x = [rng.integers(kind.lo, kind.hi + 1, (pixels, channels)) for kind in operands]
    # Both ends of both operands, in every combination.
    for n, pair in enumerate(
        (a, b) for a in (operands[0].lo, operands[0].hi) for b in (operands[1].lo, operands[1].hi)
    ):
        x[0][n], x[1][n] = pair
    # Surplus lanes hold ones, which no result may show.
    words = [beats(operand, lanes, kind.bits, surplus=-1) for operand, kind in zip(x, operands, strict=True)]
    inputs = list(zip((unit.i_0, unit.i_1), words, strict=True))
    sent, (run,) = streams_through(unit, inputs, [(unit.o, len(words[0]))], **how)
    np.testing.assert_array_equal(from_beats(run.words, channels, lanes, out.bits, out.signed), params.add.apply(*x))
    assert sent[0] == sent[1]
    return sent[0], run


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize(
    ("sources", "sink"), [((FREE,), FREE), ((SLOW, SLOWER), FREE), ((SLOWER, FREE), SLOW), ((FREE, SLOW), SLOWER)]
)
def test_random_operands(case, sources, sink):
    added(*case, sources=sources, sinks=(sink,))


@pytest.mark.parametrize("seed", range(20))
def test_random_sums(seed):
    rng = np.random.default_rng(seed)
    operands = tuple(Int(int(rng.integers(1, 9)), bool(rng.integers(2))) for _ in range(2))
    multiplier = tuple(int(m) >> int(rng.integers(15)) for m in rng.integers(-(2**15) + 1, 2**15, 2))
    lo, hi = sorted(int(end) >> int(rng.integers(20)) for end in rng.integers(-(2**23), 2**23, 2))
    shift, channels, lanes = (int(v) for v in rng.integers((0, 1, 1), (20, 9, 6)))
    patterns = [(*map(int, rng.integers(0, 2, 9)), 1) for _ in range(3)]
    out = Int.spanning(lo, hi)
    added(
        operands, multiplier, shift, lo, hi, channels, lanes, out, pixels=12, sources=patterns[1:], sinks=patterns[:1]
    )


@pytest.mark.parametrize("case", CASES)
def test_reset_in_the_middle_of_a_pixel(case):
    # Behind an odd number of the first operand's beats.
    added(*case, reset_after=14, sources=(FREE, SLOW), sinks=((0, 1),))


def test_two_cycles_and_a_beat_a_cycle():
    sent, run = added(*CASES[0])
    assert sent == list(range(120))
    assert run.valid_at == list(range(2, 122))


def test_two_beats_fit_while_the_output_waits():
    sent, run = added(*CASES[0], sinks=((0,) * 20 + (1,) * 200,))
    assert run.valid_at[0] == 2
    assert sum(at < 20 for at in sent) == 2


def test_each_operand_waits_for_the_other():
    params = AdderParams(Add((U8, U8), (1, 1), 0, 0, 510), 1, 1, Int(9))
    for early in (0, 1):
        unit = Adder(params)
        sources = ((1,), (0,) * 9 + (1,)) if early == 0 else ((0,) * 9 + (1,), (1,))
        sent, (run,) = streams_through(
            unit, [(unit.i_0, [255, 3]), (unit.i_1, [255, 4])], [(unit.o, 2)], sources=sources
        )
        assert run.words == [510, 7]
        assert sent == [[9, 19], [9, 19]]


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"channels": 0}, r"adder\.channels: must be at least 1, not 0"),
        ({"lanes": 0}, r"adder\.lanes: must be at least 1, not 0"),
        ({"out": Int(3)}, r"adder\.out: uint3 does not hold 0\.\.15"),
        ({"add": Add((U8, U8), (1, 1), 0, -1, 7)}, r"adder\.out: uint4 does not hold -1\.\.7"),
    ],
)
def test_what_does_not_fit_is_refused(changes, message):
    with pytest.raises(HdlgenError, match=message):
        AdderParams(**{"add": Add((U8, U8), (1, 1), 0, 0, 15), "channels": 3, "lanes": 1, "out": Int(4)} | changes)
