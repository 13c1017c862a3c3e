import base64
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import numpy as np
import pytest
from PIL import Image

from hdlgen.errors import HdlgenError
from hdlgen.mapping import map_graph
from hdlgen.mapping.design import load_design
from hdlgen.mapping.pace import paced
from hdlgen.report.page import network, page, schedule, tiles
from hdlgen.report.page.runs import Runs, read

EXAMPLE = "examples/unet.yaml"
VOID = ("meta", "link", "img", "br")


class Reader(HTMLParser):
    """What a page has: its elements, in order, and what is left open."""

    def __init__(self, text):
        super().__init__()
        self.open, self.elements, self.text = [], [], ""
        self.feed(text)
        assert not self.open, f"{self.open} are never closed"

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self.open[-1:] not in (["script"], ["style"]):
            self.text += data

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def unet():
    return load_design(EXAMPLE)


@pytest.fixture(scope="module")
def lenet():
    return load_design("lenet_q4")


@pytest.fixture(scope="module")
def shown(unet):
    return page(unet, Runs(), 100e6)


def test_a_page_is_whole_and_loads_nothing(shown):
    found = Reader(shown)
    ids = [attributes["id"] for _, attributes in found.elements if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = [a["href"] for a in found.all("a")]
    assert {link[1:] for link in links} <= set(ids)
    sources = [a.get("src", a.get("href", "")) for tag in ("img", "link", "script") for a in found.all(tag)]
    assert all(source.startswith("data:") or not source for source in sources)
    assert "http" not in shown.replace("http-equiv", "")
    assert len(shown) < 3_000_000
    assert page(load_design(EXAMPLE), Runs(), 100e6) == shown


def test_each_stage_queue_and_register_is_there(unet, shown):
    found = Reader(shown)
    labels = [a.get("aria-label", "") for _, a in found.elements]
    for stage in unet.plan.stages:
        assert found.text.count(stage.name) >= 3  # drawing, table, schedule
    for edge in unet.plan.edges:
        assert not edge.depth or f"queue of {edge.depth:,} beats" in found.text
    assert sum(", tile " in label for label in labels) == unet.plan.tiles
    assert "CYCLES_LO" in found.text


@pytest.mark.parametrize("net", ["lenet_q4", EXAMPLE])
def test_pictures_and_words_of_cells_are_those_of_the_weights(net):
    plan = load_design(net).plan
    described = json.loads(json.dumps(tiles.described(plan)))
    for found in tiles.maps(plan):
        stage = plan[found.stage]
        with Image.open(io.BytesIO(base64.b64decode(found.image.split(",")[1]))) as picture:
            indices, coloured = np.array(picture), np.array(picture.convert("RGBA"))
        levels = stage.levels(found.number, found.rows, found.columns)
        assert (indices.astype(int) - tiles.LEVELS == levels).all()
        assert ((coloured[..., 3] == 0) == (levels == 0)).all()
        assert (
            np.sign(coloured[..., 2].astype(int) - coloured[..., 0])[levels != 0] == np.sign(levels[levels != 0])
        ).all()
        # as page.js reads it
        about, weights = described[found.stage], np.zeros_like(levels, int)
        kernel, slices = about["kernel"], stage.geometry.slices
        matrix = stage.program.weights.reshape(*kernel, -1).astype(np.int64)
        for segment, channels, first in about["blocks"][str(found.number)]:
            for row, tap in enumerate(about["segments"][segment]):
                pixel, channel = divmod(tap, kernel[2])
                cells = slices.apply(matrix[*divmod(pixel, kernel[1]), channel])
                for out, column in zip(channels, first, strict=True):
                    weights[row, column : column + about["slices"]] += cells[out]
        assert (weights == levels).all()


def test_boxes_are_below_what_they_read_and_apart(unet):
    drawn = network.drawing(unet.plan)
    at = {box.name: box for box in drawn.boxes}
    width, height = drawn.box
    for stage in unet.plan.stages:
        for source in unet.plan.sources[stage.name]:
            assert at[stage.name].y > at["image" if source == "input" else source].y
    for one in drawn.boxes:
        assert 0 <= one.x <= drawn.width - width
        assert 0 <= one.y <= drawn.height - height
        others = [box for box in drawn.boxes if box is not one and box.y == one.y]
        assert all(abs(box.x - one.x) >= width for box in others)
    assert len(drawn.ways) == len(unet.plan.edges)
    for way in drawn.ways:  # from the lower edge of a box to the upper edge of another
        numbers = [float(n) for n in re.findall(r"-?[\d.]+", way.path)]
        assert any(np.allclose(numbers[:2], (b.x + width / 2, b.y + height)) for b in drawn.boxes)
        assert any(np.allclose(numbers[-2:], (b.x + width / 2, b.y)) for b in drawn.boxes)


def test_the_schedule_is_the_timetable(lenet):
    pace, times = paced(lenet.plan)
    drawn = schedule.chart(lenet.plan, pace.interval, times)
    assert (drawn.period, drawn.others) == (9216, (-1, 1))
    assert [bar.name for bar in drawn.bars] == ["input", "conv1", "pool1", "conv2", "pool2", "fc1", "fc2", "output"]
    assert all(bar.begin <= bar.first_out < bar.end <= drawn.end for bar in drawn.bars)
    assert drawn.bars[0].begin == 0
    # conv1 works on 576 positions for 16 cycles each
    assert drawn.bars[1].end - drawn.bars[1].first_out == pytest.approx(576 * 16, abs=20)
    assert drawn.ticks == (0, 2500, 5000, 7500, 10000)


def test_waits_are_shares_of_the_run(lenet):
    counters = dict.fromkeys(("WINDOWS", "DISPATCHES", "PHASES", "CONVERSIONS", "STARVED", "BLOCKED"), 0)
    registers = {f"{s.name}.{key}": n for s in lenet.plan.array_stages for key, n in counters.items()}
    registers |= {"CYCLES_LO": 1000, "CYCLES_HI": 0, "conv1.CONVERSIONS": 250, "conv1.STARVED": 300, "fc1.BLOCKED": 10}
    conv1, _, fc1, _ = schedule.waits(lenet.plan, {"registers": registers})
    assert (conv1.busy, conv1.starved, conv1.blocked) == (0.5, 0.3, 0.0)
    assert (fc1.busy, fc1.blocked) == (0.0, 0.01)
    assert schedule.waits(lenet.plan, None) == []


def test_runs_are_read_and_shown(lenet, tmp_path):
    chips = {"network": "lenet_q4", "images": 50, "accuracy": {"exact": 0.98, "ideal": 0.97},
             "devices": [{"device": "card", "time_s": 3600.0, "seeds": 2, "mean": 0.9, "sigma": 0.02,
                          "worst": {"seed": 4, "accuracy": 0.88}, "best": {"seed": 5, "accuracy": 0.92},
                          "accuracies": {"4": 0.88, "5": 0.92}}]}  # fmt: skip
    (tmp_path / "summary.json").write_text(json.dumps(chips))
    runs = read([tmp_path], lenet)
    assert runs.chips == (chips,)
    text = Reader(page(lenet, runs, 100e6)).text
    assert "88.00 % (4)" in text
    assert "98.00 %" in text


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("summary.json", '{"network": "other"}', "is not of lenet_q4 as it is now"),
        ("summary.json", "[", "is no such file of hdlgen"),
        ("cosim.json", '{"images": 3}', "is no such file of hdlgen"),
        ("manifest.json", '{"configuration": "00"}', "is not of lenet_q4 as it is now"),
        ("notes.txt", "", "holds none of cosim.json"),
    ],
)
def test_what_is_no_run_of_it_is_refused(lenet, tmp_path, name, content, what):
    (tmp_path / name).write_text(content)
    with pytest.raises(HdlgenError, match=what):
        read([tmp_path], lenet)


def test_copies_are_one_picture(lenet):
    copied = map_graph(lenet.graph, replace(lenet.plan.hardware, tile_budget=8))
    found = tiles.maps(copied)
    assert sum(len(m.copies) for m in found) == copied.tiles
    assert len(found) < copied.tiles
