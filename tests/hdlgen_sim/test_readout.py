import math
from dataclasses import replace
from statistics import NormalDist

import numpy as np
import pytest
from hdlgen_sim import randomness
from hdlgen_sim.readout import FLICKER_KIND

from tests.hdlgen_sim.readouts import KINDS, readout, words

READS = np.array([0, 1, 2, 3, 77, (1 << 33) + 5])


def normal(key, count, kind, place):
    """A standard normal number, from Philox's words with floats."""
    counter = np.array([count & 0xFFFFFFFF, count >> 32, kind, place // 4], np.uint32)
    bits = int(randomness.philox(counter, key)[place % 4])
    tail = ((bits & 0x7FFFFFFF) * 2 + 1) / 2**33
    return (1 if bits >> 31 else -1) * NormalDist().inv_cdf(tail)


def by_definition(r, word, product):
    """Codes of one vector, number by number; None where the noise is too near an edge for floats to tell."""
    out = np.empty((r.phases, r.columns), object)
    for p in range(r.phases):
        digits = [(int(w) >> (p * r.dac_bits)) & ((1 << r.dac_bits) - 1) for w in word]
        for j in range(r.columns):
            sums = [int(r.bias[j]) + sum(int(r.table[i, d, j]) for i, d in enumerate(digits))]
            if r.noise:
                n = r.noise
                variance = sum(int(n.variance[i, d, j]) for i, d in enumerate(digits)) * n.variance_unit
                place = int(n.places[j])
                white = normal(n.key, product, p, place)
                if n.kind == "white":
                    error = white * math.sqrt(variance + n.constant[j])
                else:
                    read = product * r.phases + p
                    slow = sum(normal(n.key, read >> k, FLICKER_KIND + k, place) for k in range(n.octaves))
                    error = slow * math.sqrt(variance) + white * math.sqrt(n.constant[j])
                near = 1e-4 * (math.sqrt(variance) * 6 + 1)
                sums = [sums[0] + math.floor(error + 0.5 - near), sums[0] + math.floor(error + 0.5 + near)]
            codes = set()
            for s in range(min(sums), max(sums) + 1) if max(sums) - min(sums) < 5 else (min(sums), max(sums)):
                held = s if r.ceiling is None else max(-int(r.ceiling[j]), min(int(r.ceiling[j]), s))
                held += int(r.half[j])
                if r.thresholds is None:
                    code = held // 2**r.shift
                else:
                    code = r.lo + sum(int(t) <= held for t in r.thresholds[r.converters[j]])
                codes.add(max(r.lo, min(r.hi, code)))
            out[p, j] = codes.pop() if len(codes) == 1 else None
    return out


@pytest.mark.parametrize("kind", KINDS)
def test_codes_are_those_of_the_definition(kind):
    r = readout(**KINDS[kind])
    x = words(r, len(READS))
    variances = r.variances(x) if r.noise else None
    codes = r.codes(r.with_noise(r.sums(x), variances, READS))
    unsure = 0
    for v, word in enumerate(x):
        want = by_definition(r, word, int(READS[v]))
        for at in np.ndindex(want.shape):
            unsure += want[at] is None
            assert want[at] is None or codes[v][at] == want[at]
    assert unsure <= 0.02 * codes.size


@pytest.mark.parametrize("thresholds", [False, True])
@pytest.mark.parametrize("ceiling", [None, 5])
def test_a_readout_clips_where_a_sum_is_beyond_the_outermost_codes(thresholds, ceiling):
    """Of one row and one column: sums are 0 and its entry."""
    r = readout(rows=1, columns=1, phases=1, adc_bits=3, shift=2)
    if thresholds:  # those of the uniform steps: 4·c − 2 for c = −3..3
        r = replace(
            r, half=np.zeros(1, np.int64), thresholds=4 * np.arange(-3, 4)[None] - 2, converters=np.zeros(1, int)
        )
    else:
        r = replace(r, half=np.array([2]))
    r = replace(r, ceiling=None if ceiling is None else np.array([ceiling]))
    for entry in range(-40, 41):
        table = np.array([0, entry])[None, :, None]
        held = entry if ceiling is None else min(max(entry, -ceiling), ceiling)
        assert replace(r, bias=np.zeros(1, np.int64), table=table).clips == (not -4 <= math.floor((held + 2) / 4) <= 3)


@pytest.mark.parametrize("kind", ["integers", "nonlinear"])
def test_the_range_is_that_of_all_words(kind):
    r = readout(rows=3, columns=4, **KINDS[kind])
    digits = np.array(np.meshgrid(*[np.arange(1 << r.dac_bits)] * 3)).reshape(3, -1).T
    sums = r.bias + sum(r.table[i, digits[:, i]] for i in range(3))
    lo, hi = r.range()
    np.testing.assert_array_equal(lo, sums.min(axis=0))
    np.testing.assert_array_equal(hi, sums.max(axis=0))
