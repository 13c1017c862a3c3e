import json

import numpy as np
import pytest

from hdlgen.explore import Spread, measure, seeds
from hdlgen.explore.ledger import FILE
from hdlgen.explore.processes import Processes
from hdlgen.explore.study import Trial, evaluate


def lines(folder):
    return (folder / FILE).read_text().splitlines()


@pytest.fixture
def counted(monkeypatch):
    """The trials that are run, in this process."""
    trials = []

    def counting(study, trial, progress):
        trials.append(trial)
        return evaluate(study, trial, progress)

    monkeypatch.setattr(seeds, "evaluate", counting)
    return trials


def test_statistics_are_those_of_the_chips():
    spread = Spread("x", 0.0, {3: 0.5, 4: 0.8, 5: 0.5, 6: 0.8})
    assert (spread.mean, spread.worst, spread.best) == (pytest.approx(0.65), 3, 4)
    assert spread.sigma == pytest.approx((4 * 0.15**2 / 3) ** 0.5)
    assert Spread("x", 0.0, {3: 0.5}).sigma is None


def test_each_seed_is_a_chip_of_its_own(study, tmp_path):
    summary = measure(study, range(2, 6), tmp_path)
    (spread,) = summary.spreads
    want = {s: evaluate(study, Trial("noisy", s, 0, 60), lambda n: None).scores.sum() / 60 for s in range(2, 6)}
    assert spread.scores == want
    assert len(set(want.values())) > 1
    assert summary.exact == 50 / 60
    assert summary.ideal == json.loads(lines(tmp_path)[1])["correct"] / 60
    assert (summary.images, summary.resumed) == (60, 0)
    assert summary.images_per_s > 0


@pytest.mark.parametrize("seeds", [1, 3])
def test_two_processes_find_the_same(study, tmp_path, seeds):
    measure(study, range(seeds), tmp_path / "one")
    heard = []
    summary = measure(study, range(seeds), tmp_path / "two", executor=Processes(5 - seeds), progress=heard.append)
    assert sorted(lines(tmp_path / "two")) == sorted(lines(tmp_path / "one"))
    assert sum(heard) == 60 * (seeds + 2)
    assert summary.images_per_s > 0


class Backwards:
    """Four workers, the last of which is done first."""

    workers = 4

    def run(self, work, study, trials, progress):
        for trial in reversed(trials):
            yield trial, work(study, trial, progress)


def test_masks_may_come_in_any_parts_and_order(segmentation, tmp_path):
    one = measure(segmentation, range(2), tmp_path / "one")
    two = measure(segmentation, range(1), tmp_path / "two", executor=Backwards())
    assert one.score == two.score == "dice"
    assert one.spreads[0].scores[0] == two.spreads[0].scores[0]
    assert set(lines(tmp_path / "two")) <= set(lines(tmp_path / "one"))
    (chip,) = [json.loads(line) for line in lines(tmp_path / "two") if '"noisy"' in line]
    assert chip["dice"] == evaluate(segmentation, Trial("noisy", 0, 0, 20), lambda n: None).scores.tolist()
    assert two.spreads[0].scores[0] == pytest.approx(np.mean(chip["dice"]))
    again = measure(segmentation, range(2), tmp_path / "one")
    assert (again.resumed, again.spreads) == (2, one.spreads)


def test_an_interrupted_run_goes_on_where_it_was(study, tmp_path, counted):
    measure(study, range(4), tmp_path / "whole")
    assert len(counted) == 6
    counted.clear()

    def interrupt(images):
        if len(counted) == 4:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        measure(study, range(4), tmp_path / "resumed", progress=interrupt)
    assert len(lines(tmp_path / "resumed")) == 3  # what was complete
    counted.clear()
    said = []
    summary = measure(study, range(4), tmp_path / "resumed", began=lambda *counts: said.append(counts))
    assert said == [(3, 3)]
    assert [t.seed for t in counted] == [1, 2, 3]
    assert summary.resumed == 1
    assert lines(tmp_path / "resumed") == lines(tmp_path / "whole")


def test_no_seed_is_measured_twice(study, tmp_path, counted):
    first = measure(study, range(2), tmp_path)
    counted.clear()
    again = measure(study, range(3), tmp_path)
    assert [(t.subject, t.seed) for t in counted] == [("noisy", 2)]
    assert again.resumed == 2
    assert {s: again.spreads[0].scores[s] for s in range(2)} == first.spreads[0].scores
    counted.clear()
    nothing = measure(study, range(3), tmp_path)
    assert counted == []
    assert nothing.images_per_s is None
    assert nothing.spreads == again.spreads
