"""Every kind of damage to a plan is named."""

from dataclasses import replace

import numpy as np
import pytest

from hdlgen.arith import Int, MaxPool, Phases, Requant, Slices, Table, Window
from hdlgen.errors import DesignError
from hdlgen.ir.graph import Graph
from hdlgen.mapping import Block, Lanes, OperatorStage, Segment, check, map_graph
from hdlgen.mapping.plan import Edge
from hdlgen.mapping.stream import Stream
from tests.mapping.networks import changed, hardware, layer, one_layer, random_network

W = np.array([[1, 2, 3, 0], [-4, 5, 0, 0], [0, 0, 6, -7]])
GRAPH = one_layer(W)
H = hardware(rows=2)
PLAN = map_graph(GRAPH, H, {})  # segments (0, 1), (2,); blocks: words (0, 1) and (1,)
STAGE = PLAN.stages[0]


def with_stage(**changes):
    return replace(PLAN, stages=(changed(STAGE, **changes),))


def refusal(plan, graph=GRAPH):
    with pytest.raises(DesignError) as e:
        check(plan, graph)
    assert e.value.exit_code == 1
    return str(e.value)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"rows": 5, "columns": 16, "adcs": 4, "cell_bits": 1},
        {"cell_bits": 2, "adcs": 8, "dac_bits": 3},
        {"columns": 12, "adcs": 3},
        {"columns": 64, "adcs": 16, "cell_bits": 1},
        {"columns": 36, "adcs": 4, "cell_bits": 1, "settle_cycles": 1},
    ],
)
def test_what_the_mapper_makes_is_accepted(seed, changes):
    graph = random_network(seed, signed=bool(seed % 2))
    check(map_graph(graph, hardware(**changes), {}), graph)


def test_the_plan_of_these_tests_is_right():
    check(PLAN, GRAPH)
    assert STAGE.program.blocks == (Block(0, 0, 0, (0, 1)), Block(1, 0, 2, (1,)))


BLOCKS = STAGE.program.blocks


@pytest.mark.parametrize(
    ("blocks", "what"),
    [
        (BLOCKS[:1], "the weight of tap 2, channel 2 (6) is in no block"),
        ((replace(BLOCKS[0], words=(0,)), BLOCKS[1]), "the weight of tap 0, channel 2 (3) is in no block"),
        ((*BLOCKS, Block(1, 0, 3, (1,))), "the weight of tap 2, channel 2 is in 2 blocks"),
        ((BLOCKS[0], replace(BLOCKS[1], first_group=1)), "blocks 0 and 1 share column group 1 of tile 0"),
        ((BLOCKS[0], replace(BLOCKS[1], first_group=4)), "block 1 takes column groups 4..4 and a tile has 4"),
        ((BLOCKS[0], replace(BLOCKS[1], first_group=-1)), "block 1 takes column groups -1..-1 and a tile has 4"),
        ((BLOCKS[0], replace(BLOCKS[1], tile=1)), "block 1 is on tile 1 and the stage has 1"),
        ((BLOCKS[0], replace(BLOCKS[1], segment=2)), "block 1 is of segment 2 and there are 2"),
        ((BLOCKS[0], replace(BLOCKS[1], words=(2,))), "block 1 has word 2 and the 4 channels make 2"),
        ((BLOCKS[0], replace(BLOCKS[1], words=())), "block 1 has no word, or one twice: ()"),
        ((replace(BLOCKS[0], words=(1, 1)), BLOCKS[1]), "block 0 has no word, or one twice: (1, 1)"),
    ],
)
def test_blocks(blocks, what):
    assert f"fc: {what}" in refusal(with_stage(blocks=blocks))


def test_blocks_of_words_that_are_not_full():
    # 3 slices on 4 converters: words of 4 channels in 3 conversions; the last has one channel, in one
    graph = one_layer(np.ones((3, 9)))
    plan = map_graph(graph, hardware(columns=28, adcs=4, cell_bits=1), {})
    (stage,) = plan.stages
    assert stage.program.blocks == (Block(0, 0, 0, (0, 1, 2)),)

    def wrong(*blocks):
        return refusal(replace(plan, stages=(changed(stage, blocks=blocks),)), graph)

    assert "fc: block 0 has words behind word 2, which is not full" in wrong(Block(0, 0, 0, (0, 2, 1)))
    assert "fc: block 0 takes column groups 1..7 and a tile has 7" in wrong(Block(0, 0, 1, (0, 1, 2)))
    text = wrong(Block(0, 0, 0, (0, 1)), Block(0, 0, 5, (2,)))
    assert text == "fc: blocks 0 and 1 share column group 5 of tile 0"
    apart = changed(stage, blocks=(Block(0, 0, 0, (0, 1)), Block(0, 0, 6, (2,))))
    check(replace(plan, stages=(apart.fitted,)), graph)
    assert refusal(replace(plan, stages=(apart,)), graph) == "fc: 2 blocks, and there is room for 1"


@pytest.mark.parametrize(
    ("segments", "what"),
    [
        ((Segment((0, 1)), Segment((3,))), "segment 1 drives tap 3 of a window of 3"),
        ((Segment((0, 0)), Segment((2,))), "segment 0 drives a tap twice"),
        ((Segment((0, 1, 2)), Segment((2,))), "segment 0 has 3 rows and a tile has 2"),
        ((Segment(()), Segment((2,))), "segment 0 has 0 rows and a tile has 2"),
        ((Segment((0, 2)), Segment((1,))), "the weight of tap 1, channel 0 (-4) is in no block"),
        ((Segment((0, 1)), Segment((1,))), "the weight of tap 2, channel 2 (6) is in no block"),
    ],
)
def test_segments(segments, what):
    assert f"fc: {what}" in refusal(with_stage(segments=segments))


def test_weights():
    other = W.astype(np.int8)
    other[1, 0] = -3
    assert "fc: the cells of tap 1, channel 0 hold -3, not -4" in refusal(with_stage(weights=other))
    assert "fc: weights of shape (3, 3), and the network's are (3, 4)" in refusal(with_stage(weights=other[:, :3]))


def test_a_tile_may_be_left_over():
    check(with_stage(tiles=2), GRAPH)


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"in_lanes": 2}, "takes 2 lanes and the stream in front of it has 1"),
        ({"out_lanes": 3}, "out_lanes 3 does not divide the 2 channels of a word"),
        ({"adc_bits": 7}, "2 ADCs of 7 bits, and the hardware has 2 of 8"),
        ({"settle_cycles": 3}, "settles in 3 and converts in 2 cycles, not as the hardware"),
        ({"phases": Phases(Int(3), 1)}, "are not of uint4 through 1-bit drivers"),
        ({"phases": Phases(Int(3), 1)}, "takes uint3 and gets uint4"),
        ({"slices": Slices(4, 2)}, "are not of 4-bit weights in 3-bit cells"),
        ({"slices": Slices(8, 3)}, "1 columns a channel do not hold 3 slices"),
        ({"lanes": Lanes(3, 2)}, "block 0 takes column groups 0..5 and a tile has 4"),
        ({"window": Window(1, 1, 3, (1, 1), (2, 2))}, "the window, the table or the output type is not the network's"),
        ({"window": Window(1, 3, 1, (1, 3))}, "takes an image of (1, 3, 1) and gets one of (1, 1, 3)"),
        ({"out": Int(5)}, "the window, the table or the output type is not the network's"),
        ({"requant": Requant((1,) * 4, (0, 0, 0, 1), 0, 0, 15)}, "the requantizer does not give the network's results"),
        ({"requant": Requant((1,) * 3, (0,) * 3, 0, 0, 15)}, "the requantizer does not give the network's results"),
        ({"channels": 3}, "3 channels, and the network has 4"),
        ({"units": True}, "its activation is digital and its converters have units in front"),
        ({"windows": 1}, "accumulators have room for 1 windows, and need it for 2"),
    ],
)
def test_stages(changes, what):
    assert what in refusal(with_stage(**changes))


@pytest.mark.parametrize(
    ("field", "what"),
    [
        ("segments", "2 segments, and there is room for 1"),
        ("rows", "2 rows in a segment, and there is room for 1"),
        ("taps", "3 rows in all segments, and there is room for 2"),
        ("blocks", "2 blocks, and there is room for 1"),
        ("conversions", "3 conversions, and there is room for 2"),
        ("groups", "3 column groups of a tile, and there is room for 2"),
        ("depth", "2 blocks of one word, and there is room for 1"),
    ],
)
def test_room_for_one_less(field, what):
    room = STAGE.geometry.capacity
    assert refusal(with_stage(capacity=replace(room, **{field: getattr(room, field) - 1}))) == f"fc: {what}"


@pytest.mark.parametrize(
    ("requant", "k", "bits", "what"),
    [
        ({"multiplier": (3,)}, 0, {"multiplier_bits": 2}, "3 multiplier bits, and there is room for 2"),
        ({"multiplier": (-4,)}, 0, {"multiplier_bits": 2}, "3 multiplier bits, and there is room for 2"),
        ({"multiplier": (3,), "shift": 1}, 2, {"multiplier_bits": 3}, "4 multiplier bits, and there is room for 3"),
        ({"bias": (7,)}, 0, {"bias_bits": 3}, "4 bias bits, and there is room for 3"),
        ({"bias": (-9,)}, 0, {"bias_bits": 4}, "5 bias bits, and there is room for 4"),
        ({"bias": (7,), "shift": 1}, 0, {"bias_bits": 4}, "5 bias bits, and there is room for 4"),  # with the half, 8
        ({"bias": (7,), "shift": 2}, 1, {"bias_bits": 3}, "4 bias bits, and there is room for 3"),  # 9 >> 1
    ],
)
def test_room_for_constants(requant, k, bits, what):
    graph = one_layer([[1]], **requant)
    plan = map_graph(graph, hardware(), {"fc": k})
    stage = plan.stages[0]
    small = changed(stage, capacity=replace(stage.geometry.capacity, **bits))
    assert refusal(replace(plan, stages=(small,)), graph) == f"fc: {what}"
    enough = {name: n + 1 for name, n in bits.items()}
    large = changed(stage, capacity=replace(stage.geometry.capacity, **enough))
    check(replace(plan, stages=(large,)), graph)


def test_no_table():
    graph = one_layer([[1]], table=Table(0, tuple(range(16))))
    plan = map_graph(graph, hardware())
    without = changed(plan.stages[0], has_table=False)
    text = refusal(replace(plan, stages=(without,)), graph)
    assert text == "fc: has no table behind its requantizer, and the network has one"


def test_a_forgotten_offset():
    graph = one_layer(W, in_type=Int(4, True))
    plan = map_graph(graph, hardware(dac_bits=2), {})
    wrong = replace(plan, stages=(changed(plan.stages[0], requant=graph["fc"].requant),))
    assert "fc: the requantizer does not give the network's results for what the row drivers hold" in refusal(
        wrong, graph
    )


def test_the_sequence():
    assert "stages: are ['fc'] and the network's layers are ['fc', 'fd']" in refusal(
        PLAN, Graph("net", (*GRAPH.nodes, layer("fd", "fc", np.ones((4, 1)))))
    )
    assert "input: is uint4 (1, 1, 2) and the network's is uint4 (1, 1, 3)" in refusal(
        replace(PLAN, in_shape=(1, 1, 2))
    )


EDGE, RESULT = PLAN.edges
GONE = Edge("fc", "gone", 0, RESULT.lanes, RESULT.type, 0)


@pytest.mark.parametrize(
    ("edges", "what"),
    [
        ((RESULT,), ["fc: reads nothing and the network's layer reads input", "fc: reads 0 streams, not 1"]),
        ((EDGE,), ["output: reads nothing and the network's layer reads fc"]),
        ((EDGE, replace(EDGE, operand=1), RESULT), ["fc: reads input, input and the network's", "fc: reads 2 streams"]),
        ((EDGE, replace(RESULT, source="input")), ["output: reads input and the network's layer reads fc"]),
        ((replace(EDGE, source="fc"), RESULT), ["fc: reads fc and the network's", "fc: reads fc, which is not before"]),
        ((replace(EDGE, operand=1), RESULT), ["fc: has operands [1], not 0, 1, …"]),
        ((EDGE, RESULT, GONE), ["gone: reads fc and is no stage"]),
        ((replace(EDGE, lanes=2), RESULT), ["fc: takes 1 lanes and the stream in front of it has 2"]),
        ((replace(EDGE, lanes=0), RESULT), ["fc: takes 1 lanes and the stream", "input → fc: has 0 lanes"]),
        ((EDGE, replace(RESULT, lanes=2)), ["fc → output: has 2 lanes, and a result leaves in its 1"]),
        ((replace(EDGE, type=Int(3)), RESULT), ["input → fc: carries uint3 and its source gives uint4"]),
        ((replace(EDGE, depth=-1), RESULT), ["input → fc: has a queue of -1 beats"]),
        ((EDGE, replace(RESULT, depth=-2)), ["fc → output: has a queue of -2 beats"]),
    ],
)
def test_edges(edges, what):
    lines = refusal(replace(PLAN, edges=edges)).splitlines()
    assert [line[: len(w)] for line, w in zip(lines, what, strict=True)] == what


def test_a_wrong_image_takes_wrong_edges():
    assert "input → fc: carries uint4 and its source gives uint5" in refusal(replace(PLAN, in_type=Int(5)))


def test_pools():
    graph = random_network(0)
    plan = map_graph(graph, hardware(), {})
    stages = list(plan.stages)
    stages[1] = replace(stages[1], op=MaxPool(9, 8, 6, (3, 3), (3, 3)))
    stages[3] = replace(stages[3], op=replace(stages[3].op, requant=replace(stages[3].op.requant, shift=15)))
    text = refusal(replace(plan, stages=tuple(stages)), graph).splitlines()
    assert text == [
        f"{name}: the {op} or its output type is not the network's"
        for name, op in (("pool1", "MaxPool"), ("pool2", "Average"))
    ]


def test_a_stage_of_another_kind():
    pool = MaxPool(1, 1, 3, (1, 1), (1, 1))
    stream = Stream((1, 1, 3), Int(4), 1)
    stage = OperatorStage("fc", pool, (stream,), stream)
    assert "fc: is a OperatorStage and the network has a ArrayNode there" in refusal(replace(PLAN, stages=(stage,)))


def test_the_budget():
    graph = one_layer(np.ones((9, 1)))  # five segments of a word, two words a tile
    plan = map_graph(graph, hardware(rows=2, columns=4), {})
    few = replace(plan, hardware=replace(plan.hardware, tile_budget=2))
    assert refusal(few, graph) == "tiles: 3 are occupied and there are 2"


def test_all_violations_come_at_once():
    text = refusal(with_stage(windows=0, in_lanes=2, settle_cycles=1))
    assert len(text.splitlines()) == 3
