"""What is loaded: sizes from the geometry, rows from the program, and the program back from the rows."""

from dataclasses import replace

import numpy as np
import pytest

from hdlgen.arith import Add, Average, Concat, Int, Requant, Scale, Table
from hdlgen.arith.rows import Row, lanes
from hdlgen.errors import HdlgenError
from hdlgen.ir.passes import simplify
from hdlgen.mapping import ArrayStage, map_graph
from hdlgen.mapping.onto import map_onto
from hdlgen.mapping.tables import TableSize, contents, schedule, tables_of
from tests.mapping.networks import hardware, random_network, random_residual
from tests.mapping.test_digests import retrained
from tests.mapping.test_onto import filled

H = hardware(rows=32, columns=64, adcs=4, adc_bits=6)


def cut(row, *widths):
    """Fields of `row`, the first lowest; a negative width is that of a signed one."""
    values = []
    for width in widths:
        value = row & (1 << abs(width)) - 1
        values.append(value - (1 << -width) if width < 0 and value >> (-width - 1) else value)
        row >>= abs(width)
    assert row == 0, "bits behind the last field"
    return values


def bits(count):
    """Of an index into `count` things."""
    return max(1, int(np.ceil(np.log2(count))))


def lane_values(rows, count, width):
    return [cut(row, *[-width] * count) for row in rows]


@pytest.mark.parametrize("seed", range(4))
def test_the_program_is_read_back_from_its_tables(seed):
    graph = random_network(seed, signed=bool(seed % 2))
    plan = map_graph(retrained(filled(graph), seed), H, segmented=True)
    pruned, _ = map_onto(simplify(graph), plan)
    for stage in (*plan.array_stages, *pruned.array_stages):
        g, p, room = stage.geometry, stage.program, stage.geometry.capacity
        rows = contents(stage)
        pointer = bits(room.conversions)
        blocks = [cut(r, 1, bits(g.tiles), pointer, pointer, 1) for r in rows["dispatch"]]
        conversions = [
            cut(r, bits(room.groups), bits(g.words), bits(g.lanes.groups_per_word)) for r in rows["conversions"]
        ]
        assert [last for *_, last in blocks] == [0] * (len(blocks) - 1) + [1]
        assert [tile for _, tile, *_ in blocks] == [b.tile for b in p.blocks]
        for (_, _, first, more, _), block in zip(blocks, p.blocks, strict=True):
            of_block = conversions[first : first + more + 1]
            assert tuple(dict.fromkeys(word for _, word, _ in of_block)) == block.words
            assert [group for group, *_ in of_block] == list(
                range(block.first_group, block.first_group + g.groups(block))
            )
        # Rows of a tile are loaded anew where a block is followed by one of another segment, and behind the last.
        segments = [b.segment for b in p.blocks]
        assert [leaves for leaves, *_ in blocks] == [
            int(n + 1 == len(segments) or segments[n + 1] != s) for n, s in enumerate(segments)
        ]
        assert rows["segments"] == (len(rows["taps"]) - 1,)
        assert sum(row >> (g.fetch.row_bits - 1) for row in rows["taps"]) == sum(leaves for leaves, *_ in blocks)

        n, lo, hi, k = cut(rows["constants"][0], 6, *[-16 if g.has_table else g.out.bits * (-1) ** g.out.signed] * 2, 5)
        half = 1 << n >> 1
        m, b = (
            np.array(lane_values(rows[name], g.out_lanes, width)).ravel()[: g.channels].tolist()
            for name, width in (("multiplier", room.multiplier_bits), ("bias", room.bias_bits))
        )
        loaded = Requant(tuple(m), tuple(v - half for v in b), n, lo, hi)
        sums = np.random.default_rng(seed).integers(-500, 500, (50, g.channels))
        assert k == p.adc_shift
        np.testing.assert_array_equal(loaded.apply(sums), p.requant.apply(sums << k))
        if g.has_table:
            for x in range(lo, hi + 1):
                (y,) = cut(rows["table"][x % 256], -g.out.bits if g.out.signed else g.out.bits)
                assert y == p.table.apply(np.array([x]))[0]


@pytest.mark.parametrize("seed", range(4))
def test_sizes_are_those_of_the_geometry_and_hold_every_program(seed):
    for graph in (random_network(seed), random_residual(seed)):
        plan = map_graph(retrained(filled(graph), seed), H, segmented=True)
        pruned, _ = map_onto(simplify(graph), plan)
        again, _ = map_onto(retrained(filled(graph), seed + 9), plan)
        for built, *programs in zip(plan.stages, plan.stages, pruned.stages, again.stages, strict=True):
            sizes = tables_of(built)
            for stage in programs:
                assert tables_of(stage) == sizes
                rows = contents(stage)
                assert list(rows) == [size.name for size in sizes]
                for size in sizes:
                    assert 1 <= len(rows[size.name]) <= size.rows
                    assert all(0 <= row < 1 << size.bits for row in rows[size.name])


def test_constants_of_operators():
    found = set()
    for seed in range(6):
        for stage in map_graph(random_residual(seed), H).stages:
            if isinstance(stage, ArrayStage):
                continue
            op, rows, out = stage.op, contents(stage), stage.out.bits * (-1) ** stage.out.signed
            if isinstance(op, Add | Scale):
                factors = op.multiplier if isinstance(op, Add) else (op.multiplier,)
                fields = cut(rows["constants"][0], 6, 46, out, out, *[-25] * len(factors))
                assert fields == [op.shift, 1 << op.shift >> 1, op.lo, op.hi, *factors]
            elif isinstance(op, Average):
                n, lo, hi, k = cut(rows["constants"][0], 6, out, out, 5)
                assert (n, lo, hi, k) == (op.requant.shift, op.requant.lo, op.requant.hi, 0)
            elif isinstance(op, Concat):
                names = {
                    f"{name}_{n}"
                    for n, r in enumerate(op.requants)
                    if r
                    for name in ("multiplier", "bias", "constants")
                }
                assert set(rows) == names
            else:
                assert rows == {}
                assert tables_of(stage) == ()
                continue
            found.add(type(op))
    assert found == {Add, Average, Concat, Scale}


def test_hardware_with_a_table_runs_programs_without():
    plan = map_graph(random_network(0), H, segmented=True)
    stage = next(s for s in plan.array_stages if s.geometry.has_table)
    bare = replace(stage, program=replace(stage.program, table=None))
    rows = contents(bare)
    q, mask = bare.program.requant, (1 << stage.out.bits) - 1
    assert all(rows["table"][x % 256] == x & mask for x in range(q.lo, q.hi + 1))
    far = replace(stage, program=replace(stage.program, table=Table(2**15, (0,) * 16)))
    far = replace(far, program=replace(far.program, requant=replace(q, lo=2**15, hi=2**15 + 15)))
    with pytest.raises(HdlgenError, match=r"row\.lo: int16 does not hold 32768"):
        contents(far)


def test_words_of_a_row():
    assert [TableSize("t", 3, b).words for b in (1, 32, 33, 64, 65, 96, 128, 129)] == [1, 1, 2, 2, 4, 4, 4, 8]


def test_rows_are_packed_from_the_lowest_bit_on():
    row = Row((("a", Int(3)), ("b", Int(4, signed=True)), ("c", Int(1))))
    assert row.bits == 8
    assert row.packed(a=5, b=-3, c=1) == 0b1_1101_101
    assert row.unpacked(0b1_1101_101) == {"a": 5, "b": -3, "c": 1}
    with pytest.raises(HdlgenError, match=r"row\.b: int4 does not hold 8"):
        row.packed(a=0, b=8, c=0)
    assert lanes((1, -1, 0), 4) == 0x0F1


def test_schedule_is_that_of_the_blocks():
    stage = map_graph(random_network(1), H).array_stages[0]
    dispatch, conversions = schedule(stage)
    assert [d.first for d in dispatch] == np.cumsum([0, *[d.count for d in dispatch[:-1]]]).tolist()
    assert sum(d.count for d in dispatch) == len(conversions)
