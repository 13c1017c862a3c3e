import numpy as np
import pytest
from hdlgen_sim import Array, Device, Reader

IDEAL = Device(3, 1e-6, 40e-6)
REAL = Device(3, 1e-6, 40e-6, programming_error=0.03, stuck_low=0.01, stuck_high=0.01)
WIDE = Device(8, 1e-6, 40e-6, programming_error=0.03)


def array(device=IDEAL, rows=20, columns=6, name="t"):
    top = 2**device.cell_bits - 1
    levels = np.random.default_rng(5).integers(-top, top + 1, (rows, columns)).astype(np.int16)
    return Array.program(levels, device, seed=0, name=name)


def by_definition(a, words, phases, dac_bits, adc_bits, k):
    """One vector, phase, row and column at a time, in Python's integers."""
    out = np.empty((len(words), phases, a.columns), int)
    for v, word in enumerate(words.tolist()):
        for p in range(phases):
            for j in range(a.columns):
                s = sum(
                    ((w >> (dac_bits * p)) & (2**dac_bits - 1)) * int(a.difference[i, j]) for i, w in enumerate(word)
                )
                unit = 2 ** (k + a.grid_bits)
                code = (2 * s + unit) // (2 * unit)
                out[v, p, j] = max(-(2 ** (adc_bits - 1)), min(2 ** (adc_bits - 1) - 1, code))
    return out


def test_an_ideal_array_holds_its_levels():
    levels = np.array([[7, -7, 0], [1, -3, 5]], np.int16)
    a = Array.program(levels, IDEAL, seed=3, name="x")
    np.testing.assert_array_equal(a.difference, levels)
    assert (a.rows, a.columns, a.grid_bits) == (2, 3, 0)


def test_both_cells_of_a_pair_err():
    zero = Array.program(
        np.zeros((200, 200), np.int16), Device(3, 20e-6, 40e-6, programming_error=0.01), seed=0, name="x"
    )
    step = 20e-6 / 7
    sigma = zero.difference.std() / 2**zero.grid_bits * step
    assert sigma == pytest.approx(0.4e-6 * np.sqrt(2), rel=0.02)


@pytest.mark.parametrize("device", [IDEAL, REAL, WIDE])
@pytest.mark.parametrize(("phases", "dac_bits"), [(8, 1), (1, 1), (3, 3), (2, 4), (1, 8)])
@pytest.mark.parametrize(("adc_bits", "k"), [(8, 0), (5, 1), (4, 2), (16, 0), (1, 3)])
def test_codes_are_those_of_the_definition(device, phases, dac_bits, adc_bits, k):
    a = array(device)
    words = np.random.default_rng(1).integers(0, 2 ** min(8, phases * dac_bits), (7, a.rows)).astype(np.uint8)
    how = {"phases": phases, "dac_bits": dac_bits, "adc_bits": adc_bits, "adc_shift": k}
    want = by_definition(a, words, phases, dac_bits, adc_bits, k)
    reader = a.reader(**how)
    codes = a.codes(words, **how)
    assert codes.dtype == np.int16
    np.testing.assert_array_equal(codes, want)
    for word, expected in zip(words, want, strict=True):
        packed = sum(int(w) << (i * phases * dac_bits) for i, w in enumerate(word))
        np.testing.assert_array_equal(reader.one(word), expected)
        np.testing.assert_array_equal(reader.one(packed), expected)
    weights = (1 << (dac_bits * np.arange(phases))) * np.where(np.arange(phases) == phases - 1, -1, 1)
    np.testing.assert_array_equal(reader.accumulate(words, weights), np.einsum("vpc,p->vc", want, weights))


@pytest.mark.parametrize("device", [IDEAL, REAL])
def test_a_batch_over_many_chunks_equals_single_vectors(device, monkeypatch):
    monkeypatch.setattr("hdlgen_sim.reader.CHUNK_ELEMENTS", 100)
    words = np.random.default_rng(1).integers(0, 256, (50, 20)).astype(np.uint8)
    reader = array(device).reader(phases=8, dac_bits=1, adc_bits=5, adc_shift=1)
    np.testing.assert_array_equal(reader.codes(words), [reader.one(w) for w in words])


def test_rows_at_rest_and_columns_not_read_do_not_matter():
    a = array(REAL)
    words = np.random.default_rng(1).integers(0, 16, (5, 20)).astype(np.uint8)
    words[:, 12:] = 0
    how = {"phases": 4, "dac_bits": 1, "adc_bits": 8, "adc_shift": 0}
    all_codes = a.codes(words, **how)
    np.testing.assert_array_equal(a.codes(words[:, :12], **how), all_codes)
    np.testing.assert_array_equal(
        a.reader(rows=12, columns=np.array([4, 1]), **how).codes(words[:, :12]), all_codes[..., [4, 1]]
    )


def test_clipping_and_silence_are_counted():
    reader = Reader(np.array([[3, 1, 0], [3, 1, 0], [3, 0, 0]]), 0, 2, 1, 3, 0)  # codes −4..3
    words = np.array([[3, 0, 0], [3, 1, 0], [0, 0, 0]], np.uint8)
    # column 0: sums 3, 3; 6, 3; 0, 0. column 1: 1, 1; 2, 1; 0, 0
    clipped, nonzero = reader.counts(words)
    assert (clipped.tolist(), nonzero.tolist()) == ([1, 0, 0], [4, 4, 0])


def test_what_can_happen_is_known_beforehand():
    how = {"phases": 1, "dac_bits": 1, "adc_shift": 0}
    a = Array.program(np.array([[4], [3], [-7]], np.int16), IDEAL, seed=0, name="t")
    assert (a.reader(adc_bits=4, **how).clips, a.reader(adc_bits=4, **how).rounds) == (False, False)  # −7..7
    assert a.reader(adc_bits=3, **how).clips
    assert a.reader(adc_bits=4, phases=1, dac_bits=2, adc_shift=1).rounds


def test_words_of_another_shape_or_type_are_refused():
    reader = array().reader(phases=8, dac_bits=1, adc_bits=8, adc_shift=0)
    with pytest.raises(ValueError, match=r"words are int64\[2, 20\], not uint8\[vector, 20\]"):
        reader.codes(np.zeros((2, 20), np.int64))
    with pytest.raises(ValueError, match=r"words are uint8\[2, 19\], not uint8\[vector, 20\]"):
        reader.accumulate(np.zeros((2, 19), np.uint8), 1 << np.arange(8))


def test_impossible_converters_are_refused():
    with pytest.raises(ValueError, match="phases 8, dac_bits 1, adc_bits 17 or adc_shift 0 is out of range"):
        array().reader(phases=8, dac_bits=1, adc_bits=17, adc_shift=0)
