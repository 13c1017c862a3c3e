import json
import re

import pytest

from hdlgen.explore.points import Record
from hdlgen.explore.space import Space
from hdlgen.report import tradeoff

SPACE = Space.model_validate(
    {
        "explore": 1,
        "axes": {"hardware.adc.bits": (4, 8), "chip": ({}, {"card": "one", "time": "1d"})},
        "objectives": {"score": "highest", "energy": "lowest"},
        "limits": {"tiles": {"most": 9}},
    }
)


def record(bits, chip, score, energy, state="whole", tiles=4, why=""):
    values = {"score": score, "worst": score, "energy": energy, "area": 0.02, "interval": 9216, "tiles": tiles}
    values = {} if state == "refused" else {**values, "converters": 32}
    point = {"hardware.adc.bits": bits, "chip": chip}
    return Record(f"{bits}{chip}", point, state, 100, 1, values, why)


RECORDS = [
    record(8, {}, 0.99, 2e-7),
    record(4, {}, 0.95, 1e-7),
    record(4, {"card": "one"}, 0.9, 1.5e-7),
    record(8, {"card": "one"}, 1.0, 1e-8, tiles=10),
    record(5, {}, 0, 0, "refused", why="tile: is too small"),
]


@pytest.fixture
def result():
    return tradeoff.plain("net", SPACE, RECORDS)


def test_plain_data_have_the_front_and_all_others(result):
    assert json.loads(json.dumps(result)) == result
    assert [f["point"]["hardware.adc.bits"] for f in result["front"]] == [8, 4]
    assert [o["state"] for o in result["others"]] == ["whole", "whole", "refused"]
    assert (result["points"], result["whole"], result["refused"]) == (5, 4, 1)
    assert result["others"][2]["why"] == "tile: is too small"


def test_the_text_is_a_table_of_the_front(result):
    lines = tradeoff.text(result | {"out": "here", "known": 2}).splitlines()
    assert lines[0] == (
        "5 points of net, 2 of which were there already: 4 measured whole, 0 beaten early, 1 are no machine"
    )
    assert lines[3].split()[:4] == ["adc.bits", "chip", "score", "energy"]
    assert lines[4].split()[:6] == ["8", "-", "99.00", "%", "200", "nJ"]
    assert lines[5].split()[:6] == ["4", "-", "95.00", "%", "100", "nJ"]


def test_files_are_the_same_every_time_and_load_nothing(result):
    files = tradeoff.files(result)
    assert tuple(files) == tradeoff.FILES
    assert tradeoff.files(result) == files
    page = files["front.html"].decode()
    assert not re.findall(r'(?:src|href)="(?!data:|#)', page)
    data = json.loads(re.search(r'id="data">(.*?)</script>', page, re.DOTALL).group(1))
    assert data["result"] == result
    assert list(data["result"]["axes"]) == ["hardware.adc.bits", "chip"]  # as the head of the table has them


def test_the_picture_joins_what_is_best_of_two(result):
    assert tradeoff._stairs(result, "energy", "score") == ([pytest.approx(100), pytest.approx(200)], [95, 99])
