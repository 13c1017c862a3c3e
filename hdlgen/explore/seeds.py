"""`measure`: accuracy, or Dice, over many chips, one for each seed, that goes on where it was interrupted."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from hdlgen.explore.ledger import FILE, Entry, opened
from hdlgen.explore.processes import ALONE, Executor
from hdlgen.explore.study import EXACT, IDEAL, Study, Trial, evaluate
from hdlgen.reference.classify import Score, Scores


@dataclass(frozen=True)
class Spread:
    """How right the chips of a device are.

    scores  0..1 by seed: accuracy, or the mean over the images of the Dice coefficient of their masks
    """

    device: str
    time_s: float
    scores: dict[int, float]

    @property
    def mean(self) -> float:
        """Average."""
        return statistics.fmean(self.scores.values())

    @property
    def sigma(self) -> float | None:
        """Standard deviation of the chips that there could be, estimated from these (n − 1); None of a single one."""
        values = list(self.scores.values())
        return statistics.stdev(values) if len(values) > 1 else None

    @property
    def worst(self) -> int:
        """Seed of the least score; the first of equals."""
        return min(self.scores, key=lambda seed: self.scores[seed])

    @property
    def best(self) -> int:
        """Seed of the greatest score; the first of equals."""
        return max(self.scores, key=lambda seed: self.scores[seed])


@dataclass(frozen=True)
class Summary:
    """What was measured.

    exact         score of the integer network
    ideal         of its tiles with ideal cells and an ideal periphery
    resumed       chips that had been measured before
    images_per_s  of one process, on the chips of devices that were measured now, their programming not counted; None
                  if there were none
    score         what is measured
    """

    network: str
    images: int
    exact: float
    ideal: float
    spreads: tuple[Spread, ...]
    resumed: int
    images_per_s: float | None
    score: Score = "accuracy"


def measure(
    study: Study,
    seeds: Sequence[int],
    folder: Path,
    *,
    executor: Executor = ALONE,
    began: Callable[[int, int], object] | None = None,
    progress: Callable[[int], object] | None = None,
) -> Summary:
    """Accuracy, or Dice, of the chips of each device of `study`, one for each of `seeds`.

    folder    holds what has been measured, line by line; nothing that is there is measured again
    executor  who works; where there are fewer chips than workers, the images of a chip are divided
    began     called once with the chips there are to do and those that are done already
    progress  called with the images that have just been done, of (chips to do)·(images of the study)
    """
    count = len(study.images)
    chips = [(EXACT, 0), (IDEAL, 0), *((d.card.name, seed) for seed in seeds for d in study.devices)]
    digests = {subject: study.digest(subject) for subject, _ in chips}
    with opened(folder / FILE, Entry.parse, "hdlgen eval") as ledger:
        missing = [chip for chip in chips if (digests[chip[0]], chip[1]) not in ledger.entries]
        resumed = sum(chip not in missing for chip in chips[2:])
        if began:
            began(len(missing), len(chips) - len(missing))
        parts = 1 if len(missing) >= executor.workers else executor.workers
        trials = [
            Trial(subject, seed, first, min(first + step, count))
            for step in (math.ceil(count / parts),)
            for subject, seed in missing
            for first in range(0, count, step)
        ]
        left = dict.fromkeys(missing, count)
        scores: dict[tuple[str, int], Scores] = {}
        images, seconds = 0, 0.0
        with closing(executor.run(evaluate, study, trials, progress or _silent)) as results:
            for trial, verdict in results:
                chip = (trial.subject, trial.seed)
                scores.setdefault(chip, np.zeros(count))[trial.first : trial.stop] = verdict.scores
                left[chip] -= trial.stop - trial.first
                if trial.subject not in (EXACT, IDEAL):
                    images, seconds = images + trial.stop - trial.first, seconds + verdict.seconds
                if not left[chip]:
                    ledger.add(Entry.of(digests[chip[0]], *chip, scores.pop(chip), study.score))

        def score(subject: str, seed: int) -> float:
            return ledger.entries[digests[subject], seed].mean

        spreads = tuple(
            Spread(d.card.name, d.time_s, {seed: score(d.card.name, seed) for seed in seeds}) for d in study.devices
        )
        rate = images / seconds if seconds else None
        return Summary(study.graph.name, count, score(EXACT, 0), score(IDEAL, 0), spreads, resumed, rate, study.score)


def _silent(images: int) -> None:
    pass
