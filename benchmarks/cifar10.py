"""Trains the networks for CIFAR-10 beside one another within minutes that are given, as on a GPU that is lent.

    python -m benchmarks.cifar10 --data DIR --out DIR --torch-device cuda --minutes 9

Each recipe is a process, `hdlgen compress --train-only`. Recipes that begin alike begin one after the other: the later
ones find the float network among the checkpoints. When time is up all are stopped; started again with the same --out
they go on from their last whole epoch. What is trained is measured afterwards, on any machine and without haste, with
`hdlgen compress --measure-only`.

All there is to carry home is in OUT/trained.tar: networks and reports of what is done, and what each process said.
"""

from __future__ import annotations

import argparse
import io
import subprocess
import sys
import tarfile
import time
from dataclasses import dataclass
from pathlib import Path

import yaml

from hdlgen.compress.recipe import load_recipe, recipe_file

RECIPES = ("resnet18_cifar", "vgg16_cifar", "resnet20_cifar", "resnet18_cifar_safe")
"""In the order of their weight: what cannot be finished should be the last."""
CARRIED = ("*.yaml", "*.safetensors", "report.json", ".hdlgen.sha256")


@dataclass
class Run:
    """A recipe that is trained. begun: the process, once it runs."""

    recipe: str
    out: Path
    alike: tuple[object, ...]
    process: subprocess.Popen[bytes] | None = None

    @property
    def log(self) -> Path:
        """What the process says."""
        return self.out.parent / f"{self.out.name}.log"

    @property
    def is_over(self) -> bool:
        """Whether the process ended."""
        return self.process is not None and self.process.poll() is not None

    @property
    def has_float(self) -> bool:
        """Whether those that begin alike may begin: the float network is there, or never will be."""
        return self.is_over or (self.log.exists() and "\nfloat: " in "\n" + self.log.read_text("utf-8", "replace"))

    def begin(self, data: Path, device: str) -> None:
        """Starts the process."""
        command = [sys.executable, "-m", "hdlgen", "compress", "--recipe", self.recipe, "--data", str(data),
                   "--out", str(self.out), "--checkpoints", str(self.out.parent / "checkpoints"),
                   "--torch-device", device, "--train-only"]  # fmt: skip
        self.process = subprocess.Popen(command, stdout=self.log.open("wb"), stderr=subprocess.STDOUT)


def main() -> int:
    """Trains; prints what became of each recipe. 1 if one is not trained to its end."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="directory of CIFAR-10")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR")
    parser.add_argument("--torch-device", default="cpu", metavar="NAME")
    parser.add_argument("--minutes", type=float, default=1e6, metavar="M", help="when they are up, all are stopped")
    parser.add_argument("--epochs", type=float, default=1.0, metavar="S", help="share of each phase's epochs")
    parser.add_argument("recipes", nargs="*", default=RECIPES, metavar="RECIPE", help="bundled names, or files")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    runs = [_run(shorter(recipe_file(name), args.epochs, args.out), args.out) for name in args.recipes]
    over = time.monotonic() + 60 * args.minutes
    try:
        while not all(run.is_over for run in runs) and time.monotonic() < over:
            for i, run in enumerate(runs):
                waits = any(r.alike == run.alike and not r.has_float for r in runs[:i])
                if run.process is None and not waits:
                    run.begin(args.data, args.torch_device)
            time.sleep(0.5)
    finally:
        for run in runs:
            if run.process and not run.is_over:
                run.process.terminate()
        for run in runs:
            if run.process:
                run.process.wait()
    _carry(runs, args.out / "trained.tar")
    for run in runs:
        said = run.log.read_text("utf-8", "replace").splitlines() if run.process else ["never begun"]
        print(f"{run.out.name}: {said[-1] if said else 'said nothing'}")
    return int(any(run.process is None or run.process.returncode for run in runs))


def shorter(path: Path, share: float, out: Path) -> Path:
    """The recipe `path` with `share` of the epochs of each phase, in `out`; itself if that is all of them."""
    if share == 1:
        return path
    said = yaml.safe_load(path.read_text("utf-8"))
    for phase in (said["train"], *said["steps"]):
        phase["epochs"] = max(1, round(share * phase["epochs"]))
    shorter = out / path.name
    shorter.write_text(yaml.safe_dump(said), "utf-8")
    return shorter


def _run(path: Path, out: Path) -> Run:
    recipe = load_recipe(path)
    alike = (recipe.model, recipe.dataset, recipe.hold_out, recipe.seed, recipe.threads, recipe.batch, recipe.train)
    return Run(str(path), out / recipe.name, alike)


def _carry(runs: list[Run], path: Path) -> None:
    """Writes the archive."""
    with tarfile.open(path, "w") as tar:
        for run in runs:
            files = [run.log, *(f for pattern in CARRIED for f in run.out.glob(pattern))]
            for file in filter(Path.exists, files):
                data = file.read_bytes()
                info = tarfile.TarInfo(str(file.relative_to(path.parent)))
                info.size = len(data)
                tar.addfile(info, io.BytesIO(data))


if __name__ == "__main__":
    sys.exit(main())
