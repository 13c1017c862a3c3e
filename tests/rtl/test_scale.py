import numpy as np
import pytest

from hdlgen import arith
from hdlgen.arith import Int
from hdlgen.errors import HdlgenError
from hdlgen.rtl.scale import Scale, ScaleParams
from tests.rtl.streams import FREE, SLOW, SLOWER, beats, from_beats, streams_through

U1, U8, S4, S8 = Int(1), Int(8), Int(4, True), Int(8, True)
CASES = [
    # operands, multiplier, shift, lo, hi, positions, channels, lanes, out
    ((U8, U8), 257, 16, 0, 255, 6, 5, 2, U8),
    ((S8, U8), 129, 15, -128, 127, 4, 3, 1, S8),
    ((S4, S4), -1, 0, -7, 50, 3, 4, 4, Int(7, True)),  # no shift, no half
    ((U8, Int(5)), 2**15 - 1, 20, 9, 200, 5, 7, 4, U8),  # 0 is no result, but surplus lanes are 0
    ((U1, S8), -(2**15) + 1, 46, -1, 1, 2, 3, 4, Int(2, True)),  # fewer channels than lanes
    ((S8, S8), 3, 4, -500, 700, 1, 6, 2, Int(12, True)),  # images of one pixel
    ((U8, U8), 1, 8, 0, 255, 1, 1, 1, U8),
    ((S4, U1), 0, 1, 0, 3, 3, 2, 2, Int(2)),
]


def scaled(operands, multiplier, shift, lo, hi, positions, channels, lanes, out, *, images=5, **how):
    params = ScaleParams(arith.Scale(operands, multiplier, shift, lo, hi), positions, channels, lanes, out)
    unit = Scale(params)
    rng = np.random.default_rng(channels)
    x, gates = (
        rng.integers(kind.lo, kind.hi + 1, (images, 1, count, channels))
        for kind, count in zip(operands, (positions, 1), strict=True)
    )
    x[0], gates[0] = operands[0].lo, operands[1].lo
    x[1], gates[1] = operands[0].hi, operands[1].lo
    x[2], gates[2] = operands[0].lo, operands[1].hi
    x[3], gates[3] = operands[0].hi, operands[1].hi
    # Surplus lanes hold ones, which no result may show.
    words = [beats(y, lanes, kind.bits, surplus=-1) for y, kind in zip((x, gates), operands, strict=True)]
    inputs = list(zip((unit.i_0, unit.i_1), words, strict=True))
    sent, (run,) = streams_through(unit, inputs, [(unit.o, len(words[0]))], **how)
    got = from_beats(run.words, channels, lanes, out.bits, out.signed)
    np.testing.assert_array_equal(got, params.scale.apply(x, gates).reshape(-1, channels))
    return sent, run


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize(
    ("sources", "sink"), [((FREE,), FREE), ((SLOW, SLOWER), FREE), ((SLOWER, FREE), SLOW), ((FREE, SLOW), SLOWER)]
)
def test_random_images(case, sources, sink):
    scaled(*case, images=9, sources=sources, sinks=(sink,))


@pytest.mark.parametrize("seed", range(20))
def test_random_products(seed):
    rng = np.random.default_rng(seed)
    operands = tuple(Int(int(rng.integers(1, 9)), bool(rng.integers(2))) for _ in range(2))
    multiplier = int(rng.integers(-(2**15) + 1, 2**15)) >> int(rng.integers(15))
    lo, hi = sorted(int(end) >> int(rng.integers(25)) for end in rng.integers(-(2**30), 2**30, 2))
    shift, *sizes = (int(v) for v in rng.integers((0, 1, 1, 1), (25, 5, 9, 6)))
    patterns = [(*map(int, rng.integers(0, 2, 9)), 1) for _ in range(3)]
    scaled(operands, multiplier, shift, lo, hi, *sizes, Int.spanning(lo, hi), sources=patterns[1:], sinks=patterns[:1])


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("after", [1, 13])
def test_reset_in_the_middle_of_an_image(case, after):
    scaled(*case, reset_after=after, sinks=((0, 1),))


@pytest.mark.parametrize("case", CASES)
def test_images_without_a_gap(case):
    (sent, gates_sent), run = scaled(*case, images=6)
    positions, channels, lanes = case[5:8]
    gate_beats = -(-channels // lanes)
    assert gates_sent[: 2 * gate_beats] == list(range(2 * gate_beats))
    assert sent == list(range(gate_beats, gate_beats + 6 * positions * gate_beats))
    assert run.valid_at == [at + 3 for at in sent]


def test_gates_of_two_images_fit():
    (_, gates_sent), _ = scaled(*CASES[0], sources=((0,) * 40 + (1,) * 1000, FREE))
    assert sum(at < 40 for at in gates_sent) == 2 * 3


def test_three_beats_fit_while_the_output_waits():
    (sent, _), run = scaled(*CASES[0], sinks=((0,) * 20 + (1,) * 200,))
    assert run.valid_at[0] == 6
    assert sum(at < 20 for at in sent) == 3


def test_the_image_waits_for_its_gates():
    (sent, gates_sent), _ = scaled(*CASES[0], images=4, sources=(FREE, (0,) * 70 + (1,)))
    assert [at - gates_sent[3 * n + 2] for n, at in enumerate(sent[::18])] == [1] * 4


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"positions": 0}, r"scale\.positions: must be at least 1, not 0"),
        ({"channels": 0}, r"scale\.channels: must be at least 1, not 0"),
        ({"lanes": 0}, r"scale\.lanes: must be at least 1, not 0"),
        ({"out": Int(3)}, r"scale\.out: uint3 does not hold 0\.\.15"),
        ({"scale": arith.Scale((U8, U8), 1, 0, -1, 7)}, r"scale\.out: uint4 does not hold -1\.\.7"),
    ],
)
def test_what_does_not_fit_is_refused(changes, message):
    usual = {"scale": arith.Scale((U8, U8), 1, 0, 0, 15), "positions": 4, "channels": 3, "lanes": 1, "out": Int(4)}
    with pytest.raises(HdlgenError, match=message):
        ScaleParams(**usual | changes)
