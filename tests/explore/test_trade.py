import json
import subprocess
import sys
import time

import numpy as np
import pytest

from hdlgen.explore import trade
from hdlgen.explore.points import Record, Rivals, Task, dominates, evaluate
from hdlgen.explore.processes import Processes
from hdlgen.explore.search import search_of
from hdlgen.explore.trade import front
from hdlgen.mapping.design import load_design
from hdlgen.reference import Chip, calibrate, classes, device_of, tiled
from tests.explore import trading
from tests.explore.trading import explored, space

WAYS = {"score": True, "energy": False}


@pytest.fixture(scope="module")
def problem():
    return trading.problem()


def test_a_point_is_the_machine_that_the_commands_would_make(problem):
    point = {"hardware.adc.bits": 5, "hardware.tile": {"rows": 64, "columns": 64}, "chip.card": "neurram_hfox_1t1r",
             "chip.time": "1d"}  # fmt: skip
    record = evaluate(problem, Task("d", point, Rivals(WAYS, ())), lambda n: None)
    changes = {"hardware.adc.bits": 5, "hardware.tile.rows": 64, "hardware.tile.columns": 64}
    design = load_design("lenet_246x", ranges={}, changes=changes)
    assert (design.plan.hardware.adc_bits, design.plan.hardware.rows, design.plan.hardware.columns) == (5, 64, 64)
    ranges = calibrate(design.graph, design.plan, problem.training.astype(np.int64)).ranges
    design = load_design("lenet_246x", ranges=ranges, changes=changes)
    device = device_of(design.file.device, card="neurram_hfox_1t1r", time_s=86400.0)
    right = [
        (classes(design.graph, tiled.run(Chip.of(design.plan, device, seed), problem.images.astype(np.int64)))
         == problem.labels).mean() for seed in (0, 1)
    ]  # fmt: skip
    assert (record.state, record.images, record.chips) == ("whole", 60, 2)
    assert record.values["score"] == pytest.approx(np.mean(right))
    assert record.values["worst"] == min(right)
    assert record.values["tiles"] == design.plan.arrays
    assert record.values["interval"] == design.plan.bound_cycles


def test_a_machine_that_cannot_be_is_refused_with_the_reason(problem):
    for point, why in (
        ({"hardware.adc.bits": 99}, "hardware.adc.bits: must be at most 16, not 99"),
        ({"hardware.adcs.bits": 4}, "hardware.adcs: is not a key here"),
        ({"chip.card": "nobody"}, "nobody"),
        ({"chip.colour": "red"}, "chip.colour: is no key of a chip"),
        ({"name.of": 1}, "name.of: is no key of a mapping"),
    ):
        record = evaluate(problem, Task("d", point, Rivals(WAYS, ())), lambda n: None)
        assert record.state == "refused"
        assert why in record.why


def test_a_point_is_given_up_only_if_it_is_beaten_at_its_best(problem):
    point = {"hardware.adc.bits": 4, "hardware.tile": {"rows": 32, "columns": 32}, "chip.card": None}
    whole = evaluate(problem, Task("d", point, Rivals(WAYS, ())), lambda n: None)
    perfect = {"score": 1.0, "energy": whole.values["energy"] / 2}
    assert evaluate(problem, Task("d", point, Rivals(WAYS, (perfect,))), lambda n: None).state == "given up"
    dearer = {"score": 1.0, "energy": whole.values["energy"] * 1.01}
    assert evaluate(problem, Task("d", point, Rivals(WAYS, (dearer,))), lambda n: None).state == "whole"


def test_the_front_is_what_nobody_beats():
    rng = np.random.default_rng(0)
    records = [
        Record(f"{n}", {}, "whole", 1, 1, {"score": s / 8, "energy": float(e), "tiles": t})
        for n, (s, e, t) in enumerate(rng.integers(1, [9, 9, 5], (60, 3)).tolist())
    ]
    limited = space(limits={"tiles": {"most": 3}})
    found = front(records, limited)
    inside = [r for r in records if r.values["tiles"] <= 3]
    for record in records:
        beaten = any(
            o.values["score"] >= record.values["score"] and o.values["energy"] <= record.values["energy"]
            and (o.values["score"], o.values["energy"]) != (record.values["score"], record.values["energy"])
            for o in inside
        )  # fmt: skip
        assert (record in found) == (record in inside and not beaten)
    assert [r.values["score"] for r in found] == sorted((r.values["score"] for r in found), reverse=True)
    assert not dominates(found[0].values, found[0].values, WAYS)


def test_a_run_that_was_stopped_goes_on_and_ends_alike(problem, tmp_path):
    want, known = explored(problem, tmp_path / "whole")
    assert known == [False] * 12

    def stop(record, there):
        if len(lines(tmp_path / "cut")) == 5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        explored(problem, tmp_path / "cut", told=stop)
    found, known = explored(problem, tmp_path / "cut", executor=Processes(2))
    assert known == [True] * 5 + [False] * 7
    assert len(set(lines(tmp_path / "cut"))) == len(lines(tmp_path / "cut")) == 12
    assert [r.to_dict() for r in front(found, space())] == [r.to_dict() for r in front(want, space())]


def test_searches_ask_for_no_point_outside_and_find_the_front(problem, tmp_path):
    want, _ = explored(problem, tmp_path / "grid")
    for name in ("random", "tpe", "nsga2"):
        found, known = explored(problem, tmp_path / "grid", search_of(name, space(), 60, seed=1))
        assert {r.digest for r in found} <= {r.digest for r in want}
        assert all(known)
        assert len(found) == 12 or name != "random"
        assert {r.digest for r in front(found, space())} & {r.digest for r in front(want, space())}


def started(*arguments):
    command = [sys.executable, "-m", "tests.explore.trading", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def lines(folder):
    path = folder / trade.FILE
    return [json.loads(line)["digest"] for line in path.read_text().splitlines()] if path.exists() else []


def test_two_runs_share_a_ledger_and_measure_nothing_twice(tmp_path):
    counts = [tuple(map(int, run.communicate(timeout=300)[0].split())) for run in [started(tmp_path) for _ in range(2)]]
    assert [total for total, _ in counts] == [12, 12]
    assert sum(known for _, known in counts) == 12  # what one measured the other read
    assert len(set(lines(tmp_path))) == len(lines(tmp_path)) == 12


def test_what_a_killed_run_had_begun_is_measured_by_another(tmp_path):
    killed = started(tmp_path, "hang")
    assert killed.stdout.readline() == "claimed\n"
    other = started(tmp_path)
    deadline = time.monotonic() + 300
    while len(lines(tmp_path)) < 11:
        assert time.monotonic() < deadline
        assert other.poll() is None
        time.sleep(0.05)
    time.sleep(0.5)
    assert other.poll() is None  # it waits for the twelfth
    killed.kill()
    assert other.communicate(timeout=300)[0].split() == ["12", "0"]
    killed.communicate()
