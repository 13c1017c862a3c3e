import itertools
import os
from pathlib import Path

import numpy as np
import pytest
from hdlgen_sim import Reader, native

from tests.hdlgen_sim.readouts import KINDS, readout, words

PRODUCTS = np.arange(30) * 7 + 3


@pytest.fixture(params=["compiled", "numpy"])
def way(request, monkeypatch):
    """The compiled reader, and what takes its place where there is no compiler."""
    if request.param == "numpy":
        monkeypatch.setattr(native, "library", lambda: None)
    elif native.library() is None:
        pytest.skip("there is no C++ compiler")
    return request.param


def definition(r, x, products):
    return r.codes(r.with_noise(r.sums(x), r.variances(x) if r.noise else None, products))


@pytest.mark.parametrize("kind", KINDS)
def test_codes_and_their_sums_are_those_of_the_definition(kind, way):
    r = readout(**KINDS[kind])
    x = words(r)
    want = definition(r, x, PRODUCTS)
    reader = Reader(r)
    codes = reader.codes(x, PRODUCTS)
    assert codes.dtype == np.int16
    np.testing.assert_array_equal(codes, want)
    places = 1 << (r.dac_bits * np.arange(r.phases))
    for weights in (places, places * np.where(np.arange(r.phases) == r.phases - 1, -1, 1), np.ones(r.phases, int)):
        np.testing.assert_array_equal(reader.accumulate(x, weights, PRODUCTS), np.einsum("vpc,p->vc", want, weights))


LEVELS = {
    "x86-64-v2": (16, {"sse4_2", "ssse3", "popcnt"}),
    "x86-64-v3": (32, {"avx2", "bmi1", "bmi2", "f16c", "fma", "abm", "movbe"}),
    "x86-64-v4": (64, {"avx512f", "avx512bw", "avx512cd", "avx512dq", "avx512vl"}),
}
"""Bytes of a vector, and the flags of a processor that has them."""


def processor_flags():
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return set()
    return next((set(line.split()) for line in lines if line.startswith("flags")), set())


# Where the last of them runs, it is what all other tests build.
@pytest.mark.parametrize("level", [*list(LEVELS)[:2], pytest.param("x86-64-v4", marks=pytest.mark.campaign)])
def test_vectors_of_every_width_give_the_codes_of_the_definition(level, monkeypatch):
    vector_bytes, flags = LEVELS[level]
    if native.library() is None or not flags <= processor_flags():
        pytest.skip(f"there is no C++ compiler, or the processor is not of {level}")
    monkeypatch.setenv("CXX", f"{os.environ.get('CXX') or 'g++'} -march={level}")
    built, _ = native.find.__wrapped__()
    assert native.vector_bytes(built) == vector_bytes
    monkeypatch.setattr(native, "library", lambda: built)
    rng = np.random.default_rng(5)
    for kind, seed in itertools.product(KINDS, range(3)):
        columns = 150 if kind == "many_columns" else int(rng.integers(1, 70))
        r = readout(**{**KINDS[kind], "columns": columns, "rows": int(rng.integers(1, 70)), "seed": seed})
        x = words(r, seed=seed)
        want = definition(r, x, PRODUCTS)
        reader = Reader(r)
        np.testing.assert_array_equal(reader.codes(x, PRODUCTS), want)
        weights = rng.integers(-128, 129, r.phases)
        np.testing.assert_array_equal(reader.accumulate(x, weights, PRODUCTS), np.einsum("vpc,p->vc", want, weights))


@pytest.mark.parametrize("kind", KINDS)
def test_batches_orders_and_single_vectors_give_the_same_codes(kind, way, monkeypatch):
    monkeypatch.setattr("hdlgen_sim.reader.CHUNK_ELEMENTS", 2000)
    r = readout(**KINDS[kind])
    x = words(r)
    reader = Reader(r)
    whole = reader.codes(x, PRODUCTS)
    order = np.random.default_rng(3).permutation(len(x))
    np.testing.assert_array_equal(reader.codes(x[order], PRODUCTS[order]), whole[order])
    cuts = [0, 1, 4, 11, 29, 30]
    parts = [reader.codes(x[a:b], PRODUCTS[a:b]) for a, b in itertools.pairwise(cuts)]
    np.testing.assert_array_equal(np.concatenate(parts), whole)
    bits = r.phases * r.dac_bits
    for word, product, codes in zip(x, PRODUCTS.tolist(), whole, strict=True):
        np.testing.assert_array_equal(reader.one(word, product), codes)
        np.testing.assert_array_equal(reader.one(sum(int(w) << (i * bits) for i, w in enumerate(word)), product), codes)


def test_some_columns_have_the_noise_that_they_have_among_all(way):
    r = readout(**KINDS["flicker"])
    some = readout(**KINDS["flicker"])
    chosen = np.array([7, 2, 3])
    object.__setattr__(some, "table", r.table[..., chosen])
    for name in ("bias", "half"):
        object.__setattr__(some, name, getattr(r, name)[chosen])
    for name in ("places", "constant"):
        object.__setattr__(some.noise, name, getattr(r.noise, name)[chosen])
    object.__setattr__(some.noise, "variance", r.noise.variance[..., chosen])
    x = words(r)
    np.testing.assert_array_equal(Reader(some).codes(x, PRODUCTS), Reader(r).codes(x, PRODUCTS)[..., chosen])


def test_clipping_and_silence_are_counted(way):
    r = readout(rows=3, columns=3, phases=2, adc_bits=3, shift=0)  # codes −4..3
    for name in ("bias", "half"):
        object.__setattr__(r, name, np.zeros(3, np.int64))
    object.__setattr__(r, "table", np.array([[[0, 0, 0], [3, 1, 0]], [[0, 0, 0], [3, 1, 0]], [[0, 0, 0], [3, 0, 0]]]))
    x = np.array([[3, 0, 0], [3, 1, 0], [0, 0, 0]], np.uint8)
    # column 0: sums 3, 3; 6, 3; 0, 0. column 1: 1, 1; 2, 1; 0, 0
    clipped, nonzero = Reader(r).counts(x)
    assert (clipped.tolist(), nonzero.tolist()) == ([1, 0, 0], [4, 4, 0])


def test_sums_from_elsewhere_are_converted_as_if_they_came_from_the_table():
    r = readout(**KINDS["white"])
    x = words(r)
    solver = lambda driven: np.einsum("vr,rc->vc", driven.astype(np.int64), r.table[:, 1])  # noqa: E731
    np.testing.assert_array_equal(Reader(r, solver).codes(x, PRODUCTS), Reader(r).codes(x, PRODUCTS))


def test_words_of_another_shape_or_type_are_refused():
    r = readout()
    with pytest.raises(ValueError, match=r"words are int64\[2, 20\], not uint8\[vector, 20\]"):
        Reader(r).codes(np.zeros((2, 20), np.int64))
    with pytest.raises(ValueError, match=r"words are uint8\[2, 19\], not uint8\[vector, 20\]"):
        Reader(r).accumulate(np.zeros((2, 19), np.uint8), 1 << np.arange(8))


@pytest.mark.parametrize("phases", range(1, 9))
@pytest.mark.parametrize("columns", [3, 64, 100])
def test_octaves_change_where_they_should_for_any_number_of_phases(phases, columns, way):
    r = readout(columns=columns, phases=phases, **{**KINDS["flicker"], "noise": "flicker"})
    # reads around every change of the slowest octaves
    edges = [(1 << k) // phases + d for k in (6, 9, 10, 11, 12, 40) for d in (-1, 0, 1)]
    products = np.array(sorted({max(0, e) for e in edges}))
    x = words(r, len(products))
    np.testing.assert_array_equal(Reader(r).codes(x, products), definition(r, x, products))


def test_products_and_weights_that_do_not_fit_are_refused(way):
    r = readout()
    x = words(r, 3)
    with pytest.raises(ValueError, match="products must be 3 numbers of at least 0, one for each vector"):
        Reader(r).codes(x, np.arange(2))
    with pytest.raises(ValueError, match="products must be 3 numbers of at least 0"):
        Reader(r).codes(x, np.arange(3) - 1)
    with pytest.raises(ValueError, match="weights must be 8, one for each phase, not 2"):
        Reader(r).accumulate(x, np.ones(2, int))


@pytest.mark.parametrize("kind", ["white", "flicker"])
def test_noise_has_the_variance_that_is_said(kind):
    r = readout(columns=64, **{**KINDS[kind], "variance": 1 << 20, "constant": 1e6, "ceiling": False})
    x = np.repeat(words(r, 1), 4000, axis=0)
    products = np.arange(4000) << 14  # far apart: every octave is another draw
    sums = np.empty((4000, r.phases, r.columns), np.int64)
    Reader(r)._run(0, x, products, sums)
    noise = sums - r.sums(x)
    octaves = max(1, r.noise.octaves)
    want = np.sqrt(r.variances(x[:1])[0] * r.noise.variance_unit * octaves + r.noise.constant)
    ratio = noise.std(axis=0) / want
    assert abs(ratio.mean() - 1) < 0.005
    assert abs(ratio - 1).max() < 5 / np.sqrt(2 * 4000)


def test_flicker_noise_has_equal_power_in_every_octave_of_frequency():
    r = readout(columns=64, phases=1, noise="flicker", top=1 << 16, shift=14, variance=1 << 20, constant=0.0)
    length = 1 << 14
    x = np.full((length, r.rows), 1, np.uint8)
    sums = np.empty((length, 1, r.columns), np.int64)
    Reader(r)._run(0, x, np.arange(length), sums)
    noise = (sums - r.sums(x))[:, 0] / np.sqrt(r.variances(x[:1])[0, 0] * r.noise.variance_unit)
    power = (np.abs(np.fft.rfft(noise, axis=0)) ** 2).mean(axis=1) / length
    bands = [power[1 << k : 2 << k].sum() / length * 2 for k in range(3, 12)]
    assert max(bands) / min(bands) < 1.6  # white noise: a factor of 2^8
    # neighbours share all octaves but the fastest, and half of the time the second fastest, …: Σ (1 − 2^−k) of 12
    near = np.mean(noise[1:] * noise[:-1])
    assert near == pytest.approx(sum(1 - 2.0**-k for k in range(12)), rel=0.05)


def test_white_noise_is_independent_of_everything_but_its_key():
    r = readout(columns=64, noise="white", top=1 << 16, shift=14, variance=0, constant=1e6)
    x = np.zeros((4096, r.rows), np.uint8)
    sums = np.empty((4096, r.phases, r.columns), np.int64)
    Reader(r)._run(0, x, np.arange(4096), sums)
    noise = (sums - r.bias) / 1e3
    limit = 5 / np.sqrt(noise.size)
    assert abs(np.mean(noise[1:] * noise[:-1])) < limit  # from read to read
    assert abs(np.mean(noise[:, 1:] * noise[:, :-1])) < limit  # from phase to phase
    assert abs(np.mean(noise[..., 1:] * noise[..., :-1])) < limit  # from column to column
