import numpy as np
import pytest
from hdlgen_sim import randomness
from scipy import stats


@pytest.mark.parametrize(
    ("counter", "key", "want"),
    [
        ((0, 0, 0, 0), 0, (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
        ((0xFFFFFFFF,) * 4, 0xFFFFFFFFFFFFFFFF, (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
        (
            (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
            0x299F31D0A4093822,
            (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
        ),
    ],
)
def test_philox_gives_the_known_answers_of_random123(counter, key, want):
    assert tuple(randomness.philox(np.array(counter, np.uint32), key)) == want


def test_the_gaussian_is_the_quantile_of_its_bits():
    bits = np.concatenate([np.arange(2000), np.random.default_rng(0).integers(0, 1 << 32, 20000)]).astype(np.uint32)
    tail = ((bits & 0x7FFFFFFF).astype(float) * 2 + 1) / 2**33
    want = np.where(bits >> 31, 1, -1) * stats.norm.ppf(tail)
    np.testing.assert_allclose(randomness.gaussian(bits) / 2**randomness.GAUSSIAN_BITS, want, atol=2e-5)


def test_normals_are_normal():
    z = randomness.normals(3, "tile", "test", 1_000_000)
    assert stats.kstest(z, "norm").pvalue > 1e-3
    assert z.std() == pytest.approx(1, abs=4 / np.sqrt(2e6))
    assert (z**4).mean() == pytest.approx(3, abs=4 * np.sqrt(96 / 1e6))


def test_uniforms_are_uniform():
    u = randomness.uniforms(3, "tile", "test", (1000, 1000))
    assert u.shape == (1000, 1000)
    assert stats.kstest(u.ravel(), "uniform").pvalue > 1e-3


def test_numbers_of_different_keys_are_independent():
    keys = [(0, "a", "x"), (1, "a", "x"), (0, "b", "x"), (0, "a", "y")]
    numbers = np.array([randomness.normals(*k, 100_000) for k in keys])
    correlation = np.corrcoef(numbers) - np.eye(4)
    assert abs(correlation).max() < 4 / np.sqrt(100_000)
    np.testing.assert_array_equal(randomness.normals(0, "a", "x", 100_000), numbers[0])
