from fractions import Fraction

import numpy as np
import pytest
from hdlgen_sim.ladder import transfer
from scipy.sparse import coo_array, csc_array
from scipy.sparse.linalg import spsolve


def edges(g, before, below):
    """All resistors as (node, node, ohm), and the conductances as (node, node, siemens)."""
    rows, columns = g.shape
    wires = []
    for r in range(rows):
        for c in range(columns):
            wires.append((("head", r) if c == 0 else ("row", r, c - 1), ("row", r, c), before[c]))
            wires.append((("column", r, c), ("foot", c) if r == rows - 1 else ("column", r + 1, c), below[r]))
    return wires, [(("row", r, c), ("column", r, c), g[r, c]) for r in range(rows) for c in range(columns)]


def exact(g, before, below):
    """The transfer matrix in fractions: nodes at the ends of 0 Ω are one, Gauss's elimination does the rest."""
    rows, columns = g.shape
    wires, cells = edges(g, before, below)
    name = {}

    def find(node):
        while node in name:
            node = name[node]
        return node

    for a, b, ohm in wires:
        if ohm == 0:  # terminals keep their names
            a, b = find(a), find(b)
            name.update({b: a} if a[0] in ("head", "foot") else {a: b})
    branches = [(find(a), find(b), 1 / Fraction(float(ohm))) for a, b, ohm in wires if ohm]
    branches += [(find(a), find(b), Fraction(float(y))) for a, b, y in cells]
    inner = sorted({n for a, b, _ in branches for n in (a, b) if n[0] not in ("head", "foot")})
    index = {n: i for i, n in enumerate(inner)}
    heads = {("head", r): r for r in range(rows)}
    system = [[Fraction(0)] * (len(inner) + rows) for _ in inner]
    for a, b, y in branches:
        for n, other in ((a, b), (b, a)):
            if n in index:
                system[index[n]][index[n]] += y
                if other in index:
                    system[index[n]][index[other]] -= y
                elif other in heads:
                    system[index[n]][len(inner) + heads[other]] += y
    for i, pivot in enumerate(system):
        scale = 1 / pivot[i]
        pivot[:] = [x * scale for x in pivot]
        for other in system:
            if other is not pivot and other[i]:
                factor = other[i]
                other[:] = [x - factor * p for x, p in zip(other, pivot, strict=True)]
    volts = {n: system[i][len(inner) :] for n, i in index.items()}
    volts |= {head: [Fraction(r == k) for k in range(rows)] for head, r in heads.items()}
    volts |= {("foot", c): [Fraction(0)] * rows for c in range(columns)}
    m = [[Fraction(0)] * columns for _ in range(rows)]
    for a, b, y in branches:
        for n, other in ((a, b), (b, a)):
            if n[0] == "foot":
                for k in range(rows):
                    m[k][n[1]] += y * volts[other][k]
    return np.array([[float(x) for x in line] for line in m])


@pytest.mark.parametrize(
    ("g", "before", "below", "want"),
    [
        ([[0.1]], [3], [7], [[1 / 20]]),  # in series: 3 + 10 + 7 ohm
        # Cell and column wire are 2 ohm. Right of the first node 1 + 2, so 2 ∥ 3 = 6/5 and it has 6/11 V: 3/11 A flow
        # down there; the second node has 2/3 of its voltage.
        ([[1, 1]], [1, 1], [1], [[3 / 11, 2 / 11]]),
        # Row wire and cell are 2 ohm. The upper driver sees 2 + 1 + 1 ∥ 2 = 11/3 ohm, and 2/3 of its current take the
        # foot; the lower one sees 2 + 1 ∥ 3 = 11/4 ohm, and 3/4 take the foot.
        ([[1], [1]], [1], [1, 1], [[2 / 11], [3 / 11]]),
        # Nothing but 1 ohm at each foot: two cells in parallel, with the other one a divider
        ([[1, 2], [1, 0]], [0, 0], [0, 1], [[1 / 3, 2 / 3], [1 / 3, 0]]),
        # Nothing but 1 ohm at each head
        ([[1, 2], [1, 0]], [1, 0], [0, 0], [[1 / 4, 1 / 2], [1 / 2, 0]]),
    ],
)
def test_small_networks_are_as_solved_by_hand(g, before, below, want):
    got = transfer(np.array(g, float), np.array(before, float), np.array(below, float))
    np.testing.assert_allclose(got, want, rtol=1e-15, atol=0)


@pytest.mark.parametrize("shape", [(3, 4), (4, 3), (1, 5), (5, 1)])
@pytest.mark.parametrize("seed", range(4))
def test_unequal_and_absent_resistances_and_cells_are_exact(shape, seed):
    rng = np.random.default_rng(seed)
    g = rng.integers(1, 100, shape) * 1e-6 * (rng.random(shape) < 0.8)
    before, below = (rng.integers(1, 5000, n) * (rng.random(n) < 0.6) * 1.0 for n in shape[::-1])
    want = exact(g, before, below)
    np.testing.assert_allclose(transfer(g, before, below), want, rtol=1e-13, atol=0)


@pytest.mark.parametrize("ohm", [1e6, 1e9, 1e12])
def test_wires_that_resist_more_than_the_cells_leave_ten_digits(ohm):
    rng = np.random.default_rng(1)
    g, before, below = rng.integers(1, 100, (4, 5)) * 1e-6, np.full(5, ohm), np.full(4, ohm)
    np.testing.assert_allclose(transfer(g, before, below), exact(g, before, below), rtol=1e-10, atol=0)


def test_rows_and_columns_without_conductance_neither_sense_nor_drive():
    g = np.array([[1.0, 0, 2], [0, 0, 0], [3, 0, 4]])
    m = transfer(g, np.ones(3), np.ones(3))
    assert np.array_equal(m == 0, np.array([[0, 1, 0], [1, 1, 1], [0, 1, 0]], bool))


def test_128_by_128_equals_a_sparse_nodal_solve():
    # The second method: incidence matrix of the whole network, one general sparse solve for a vector of voltages.
    rows = columns = 128
    rng = np.random.default_rng(7)
    g = rng.uniform(1e-6, 1e-4, (rows, columns))
    before, below = np.full(columns, 2.0), np.full(rows, 1.5)
    before[0], below[-1] = 102, 51.5
    wires, cells = edges(g, before, below)
    branches = [(a, b, 1 / ohm) for a, b, ohm in wires] + cells
    index = {n: i for i, n in enumerate(dict.fromkeys(n for a, b, _ in branches for n in (a, b)))}
    place = np.array([(index[a], index[b]) for a, b, _ in branches]).T.ravel()
    count = len(branches)
    signs = np.repeat([1.0, -1.0], count)
    incidence = csc_array(coo_array((signs, (np.tile(np.arange(count), 2), place)), shape=(count, len(index))))
    admittance = csc_array(coo_array((np.array([y for _, _, y in branches]), (np.arange(count),) * 2)))
    nodal = csc_array(incidence.T @ admittance @ incidence)
    heads = [index["head", r] for r in range(rows)]
    feet = [index["foot", c] for c in range(columns)]
    inner = np.setdiff1d(np.arange(len(index)), heads + feet)
    m = transfer(g, before, below)
    for volts in (rng.uniform(0, 0.3, rows), np.eye(rows)[0], np.eye(rows)[100]):
        potential = np.zeros(len(index))
        potential[heads] = volts
        potential[inner] = spsolve(nodal[inner][:, inner], -(nodal @ potential)[inner])
        np.testing.assert_allclose(volts @ m, -(nodal @ potential)[feet], rtol=1e-9, atol=0)
