"""`measure`: accuracy over many chips, one for each seed, that goes on where it was interrupted."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from hdlgen.explore.ledger import Entry, opened
from hdlgen.explore.processes import run
from hdlgen.explore.study import EXACT, IDEAL, Study, Trial, classify


@dataclass(frozen=True)
class Spread:
    """Accuracies of the chips of a device, 0..1, by seed."""

    device: str
    time_s: float
    accuracies: dict[int, float]

    @property
    def mean(self) -> float:
        """Average."""
        return statistics.fmean(self.accuracies.values())

    @property
    def sigma(self) -> float | None:
        """Standard deviation of the chips that there could be, estimated from these (n − 1); None of a single one."""
        values = list(self.accuracies.values())
        return statistics.stdev(values) if len(values) > 1 else None

    @property
    def worst(self) -> int:
        """Seed of the least accuracy; the first of equals."""
        return min(self.accuracies, key=lambda seed: self.accuracies[seed])

    @property
    def best(self) -> int:
        """Seed of the greatest accuracy; the first of equals."""
        return max(self.accuracies, key=lambda seed: self.accuracies[seed])


@dataclass(frozen=True)
class Summary:
    """What was measured.

    exact         accuracy of the integer network
    ideal         of its tiles with ideal cells and an ideal periphery
    resumed       chips that had been measured before
    images_per_s  of one process, on the chips of devices that were measured now, their programming not counted; None
                  if there were none
    """

    network: str
    images: int
    exact: float
    ideal: float
    spreads: tuple[Spread, ...]
    resumed: int
    images_per_s: float | None


def measure(
    study: Study,
    seeds: Sequence[int],
    folder: Path,
    *,
    jobs: int = 1,
    began: Callable[[int, int], object] | None = None,
    progress: Callable[[int], object] | None = None,
) -> Summary:
    """Accuracy of the chips of each device of `study`, one for each of `seeds`.

    folder    holds what has been measured, line by line; nothing that is there is measured again
    jobs      processes; where there are fewer chips than processes, the images of a chip are divided
    began     called once with the chips there are to do and those that are done already
    progress  called with the images that have just been done, of (chips to do)·(images of the study)
    """
    count = len(study.images)
    chips = [(EXACT, 0), (IDEAL, 0), *((d.card.name, seed) for seed in seeds for d in study.devices)]
    digests = {subject: study.digest(subject) for subject, _ in chips}
    with opened(folder) as ledger:
        missing = [chip for chip in chips if (digests[chip[0]], chip[1]) not in ledger.entries]
        resumed = sum(chip not in missing for chip in chips[2:])
        if began:
            began(len(missing), len(chips) - len(missing))
        parts = 1 if len(missing) >= jobs else jobs
        trials = [
            Trial(subject, seed, first, min(first + step, count))
            for step in (math.ceil(count / parts),)
            for subject, seed in missing
            for first in range(0, count, step)
        ]
        left = dict.fromkeys(missing, count)
        correct = dict.fromkeys(missing, 0)
        images, seconds = 0, 0.0
        with closing(run(classify, study, trials, jobs, progress or _silent)) as results:
            for trial, verdict in results:
                chip = (trial.subject, trial.seed)
                correct[chip] += verdict.correct
                left[chip] -= trial.stop - trial.first
                if trial.subject not in (EXACT, IDEAL):
                    images, seconds = images + trial.stop - trial.first, seconds + verdict.seconds
                if not left[chip]:
                    ledger.add(Entry(digests[chip[0]], *chip, count, correct[chip]))

        def accuracy(subject: str, seed: int) -> float:
            return ledger.entries[digests[subject], seed].correct / count

        spreads = tuple(
            Spread(d.card.name, d.time_s, {seed: accuracy(d.card.name, seed) for seed in seeds}) for d in study.devices
        )
        rate = images / seconds if seconds else None
        return Summary(study.graph.name, count, accuracy(EXACT, 0), accuracy(IDEAL, 0), spreads, resumed, rate)


def _silent(images: int) -> None:
    pass
