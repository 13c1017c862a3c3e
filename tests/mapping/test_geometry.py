"""How much room a program needs, and what a geometry says of programs that it has no room for."""

from dataclasses import replace

import numpy as np
import pytest

from hdlgen.arith import Int, MaxPool, Requant, Table, Window
from hdlgen.mapping import Block, Lanes, Program, Segment, map_graph
from hdlgen.mapping.geometry import Capacity
from tests.mapping.networks import changed, hardware, one_layer

# two segments of two rows and one; words of two channels; three conversions of two columns in all
SPARSE = np.array([[1, 2, 3, 0], [-4, 5, 0, 0], [0, 0, 6, -7]])
STAGE = map_graph(one_layer(SPARSE), hardware(rows=2)).stages[0]
GEOMETRY, PROGRAM = STAGE.geometry, STAGE.program


def test_a_mapped_layer_has_the_room_that_its_program_needs():
    assert PROGRAM.blocks == (Block(0, 0, 0, (0, 1)), Block(1, 0, 2, (1,)))
    assert GEOMETRY.capacity == Capacity(
        segments=2,
        rows=2,
        taps=3,
        blocks=2,
        conversions=3,
        groups=3,
        depth=2,
        multiplier_bits=16,
        bias_bits=32,
        load_cycles=0,
    )
    assert list(GEOMETRY.holds(PROGRAM)) == []


@pytest.mark.parametrize(
    ("multiplier", "bias", "shift", "k", "bits"),
    [
        (2**15 - 1, 2**31 - 1, 0, 0, (16, 32)),
        (2**15, 2**31 - 1, 0, 0, (32, 32)),
        (-(2**15), -(2**31), 0, 0, (16, 32)),
        (-(2**15) - 1, -(2**31) - 1, 0, 0, (32, 64)),
        (2**31 - 1, 2**31, 0, 0, (32, 64)),
        (1, 2**31 - 1, 1, 0, (16, 64)),  # with the half
        (1, 2**31 - 1, 1, 1, (16, 32)),  # in steps of a code, half of it
        (2**13, 0, 9, 9, (16, 32)),  # the ADC shift is taken off n
        (2**13, 0, 9, 10, (16, 32)),
        (2**13, 0, 9, 11, (32, 32)),  # what is more than n is the multiplier's
    ],
)
def test_constants_have_one_of_few_sizes(multiplier, bias, shift, k, bits):
    program = replace(PROGRAM, requant=Requant((1, multiplier, 1, 1), (0, bias, 0, 0), shift, 0, 15), adc_shift=k)
    capacity = Capacity.of(program, GEOMETRY.lanes)
    assert (capacity.multiplier_bits, capacity.bias_bits) == bits


def test_words_that_are_not_full_take_fewer_conversions():
    # 3 slices on 4 converters: words of 4 channels in 3 conversions; of 9 channels the last is in one
    requant = Requant((1,) * 9, (0,) * 9, 0, 0, 15)
    blocks = (Block(0, 0, 0, (0, 1, 2)), Block(0, 1, 4, (2,)))
    program = Program(np.ones((2, 9), np.int8), (Segment((0, 1)),), blocks, requant, None, 0)
    capacity = Capacity.of(program, Lanes(3, 4))
    assert (capacity.conversions, capacity.groups, capacity.depth) == (8, 7, 2)


ONE_MORE = (*PROGRAM.blocks, Block(1, 0, 3, (0,)))


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        (
            {"segments": (*PROGRAM.segments, Segment((2,)))},
            ["needs 3 segments, and there is room for 2", "needs 4 rows in all segments, and there is room for 3"],
        ),
        (
            {"segments": (Segment((0, 1, 2)), Segment((2,)))},
            [
                "needs 3 rows in a segment, and there is room for 2",
                "needs 4 rows in all segments, and there is room for 3",
            ],
        ),
        (
            {"blocks": ONE_MORE},
            [
                "needs 3 blocks, and there is room for 2",
                "needs 4 conversions a phase of all blocks, and there is room for 3",
                "needs 4 column groups of a tile, and there is room for 3",
            ],
        ),
        (
            {"blocks": (Block(0, 0, 0, (0,)), Block(1, 0, 3, (1,)))},
            ["needs 4 column groups of a tile, and there is room for 3"],
        ),
        (
            {"blocks": (*PROGRAM.blocks, Block(1, 0, 0, (1,)))},
            [
                "needs 3 blocks, and there is room for 2",
                "needs 4 conversions a phase of all blocks, and there is room for 3",
                "needs 3 blocks that add to one word, and there is room for 2",
            ],
        ),
        (
            {"requant": Requant((2**15,) * 4, (-(2**40),) * 4, 0, 0, 15)},
            [
                "needs 32 bits of a multiplier, and there is room for 16",
                "needs 64 bits of a bias, and there is room for 32",
            ],
        ),
        ({"adc_shift": 31}, ["needs 64 bits of a multiplier, and there is room for 16"]),
        ({"adc_shift": 32}, ["has the ADC shift 32, and converters have 0 to 31"]),
        ({"blocks": ()}, ["has no block"]),
        ({"blocks": (Block(2, 0, 0, (0,)),)}, ["has block 0 in segment 2, and has 2 segments"]),
        ({"blocks": (Block(0, 1, 0, (0,)),)}, ["has block 0 on tile 1, and there are 1"]),
        ({"blocks": (Block(0, 0, -1, (0,)),)}, ["has block 0 at column group -1"]),
        ({"blocks": (Block(0, 0, 0, (0, 2)),)}, ["has word 2 in block 0, and 4 channels are 2 words"]),
        ({"segments": (Segment((0, 3)), Segment((2,)))}, ["drives tap 3 in segment 0, and a window has 3"]),
        ({"weights": 8 * np.ones((3, 4), np.int8)}, ["has a weight of magnitude 8, and cells hold 7"]),
        ({"weights": np.full((3, 4), -128, np.int8)}, ["has a weight of magnitude 128, and cells hold 7"]),
        (
            {"weights": np.ones((2, 5), np.int8)},
            ["has weights of 2 taps × 5 channels, and there are 3 × 4"],
        ),
        ({"references": (0,) * 4}, ["has references, and there are no memristive units in front of converters"]),
        ({"requant": Requant((1,) * 3, (0,) * 3, 0, 0, 15)}, ["requantizes 3 channels, and there are 4"]),
        ({"requant": Requant((1,) * 4, (0,) * 4, 0, -1, 15)}, ["gives -1 to 15, and uint4 leaves"]),
        ({"table": Table(0, (1,) * 16)}, ["has a table of 16 entries, and there is none"]),
    ],
)
def test_what_does_not_fit_is_said(changes, what):
    assert list(GEOMETRY.holds(replace(PROGRAM, **changes))) == what


def test_everything_is_said_at_once():
    program = replace(
        PROGRAM, blocks=ONE_MORE, requant=Requant((1,) * 4, (0,) * 4, 0, 0, 16), table=Table(0, (3,) * 17)
    )
    assert [text.split(",")[0] for text in GEOMETRY.holds(program)] == [
        "needs 3 blocks",
        "needs 4 conversions a phase of all blocks",
        "needs 4 column groups of a tile",
        "has a table of 17 entries",
    ]


def test_less_than_there_is_room_for_fits():
    dense = map_graph(one_layer(np.ones((3, 4))), hardware(rows=2)).stages[0]
    assert list(dense.geometry.holds(PROGRAM)) == []
    assert list(GEOMETRY.holds(dense.program)) == [
        "needs 4 conversions a phase of all blocks, and there is room for 3",
        "needs 4 column groups of a tile, and there is room for 3",
    ]


def test_tables():
    geometry = replace(GEOMETRY, has_table=True)
    fits = replace(PROGRAM, table=Table(-1, (3,) * 17))
    assert list(geometry.holds(fits)) == []
    assert list(geometry.holds(PROGRAM)) == []
    short = replace(PROGRAM, table=Table(1, (3,) * 15))
    assert list(geometry.holds(short)) == ["has a table of 1 to 15, and requantizes to 0 to 15"]
    wide = replace(PROGRAM, table=Table(0, (16, *range(15))))
    assert list(geometry.holds(wide)) == ["gives 0 to 16, and uint4 leaves"]


def test_units():
    geometry = replace(GEOMETRY, units=True)
    assert list(geometry.holds(replace(PROGRAM, references=(1, 2, 3, 4)))) == []
    few = ["has 3 references, and 4 channels have memristive units"]
    assert list(geometry.holds(replace(PROGRAM, references=(1, 2, 3)))) == few
    assert list(geometry.holds(PROGRAM)) == ["has 0 references, and 4 channels have memristive units"]


@pytest.mark.parametrize(
    ("changes", "how", "slices", "k", "acc"),
    [
        ({}, {}, 1, 0, Int(13, True)),  # two blocks · 15, the phases · −128 = −3,840
        ({}, {}, 1, 3, Int(16, True)),
        ({"in_type": Int(4, True)}, {}, 1, 0, Int(13, True)),  # −128·7 − 127·8 = −1,912; twice
        ({"weight_bits": 5}, {"cell_bits": 1}, 15, 0, Int(17, True)),
    ],
)
def test_accumulators_hold_what_codes_can_add_up_to(changes, how, slices, k, acc):
    stage = map_graph(one_layer(SPARSE, **changes), hardware(rows=2, **how), {"fc": k}).stages[0]
    phases = stage.geometry.phases.weights.tolist()
    # the least code where a phase counts positive, the largest where it counts negative; and the other way round
    ends = [2 * slices * sum(p * (end if p > 0 else -1 - end) for p in phases) for end in (-128, 127)]
    assert stage.geometry.code_sums == tuple(ends)
    assert stage.acc == Int.spanning(*(e * 2**k for e in ends))


def test_a_fitted_stage_has_room_for_what_it_has():
    blocks = (Block(0, 0, 0, (0,)),)
    stage = changed(STAGE, blocks=blocks, windows=9)
    assert stage.fitted.geometry.capacity.blocks == 1
    assert (stage.geometry.windows, stage.fitted.geometry.windows) == (9, 3)


def test_streams_are_those_of_the_pool():
    geometry = map_graph(one_layer(np.ones((2, 2)), window=Window(2, 4, 2, (1, 1))), hardware()).stages[0].geometry
    assert (geometry.entering.shape, geometry.leaving.shape, geometry.inputs) == ((2, 4, 2), (2, 4, 2), 1)
    pooled = replace(geometry, pool=MaxPool(2, 4, 2, (2, 2), (2, 2)))
    assert (pooled.entering.shape, pooled.leaving.shape, pooled.inputs) == ((2, 4, 2), (1, 2, 2), 4)
