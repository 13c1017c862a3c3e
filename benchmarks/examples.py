"""What emitting and simulating each example costs, as a table: `python -m benchmarks.examples [NAME …]`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from examples.make import FOLDER, NETWORKS

HEAD = (
    "| network | modules | lines | tiles | emission, s | MB | simulator built in, s | cycles an image | bound | "
    "queues, bits |",
    "|---|---|---|---|---|---|---|---|---|---|",
)


def measured(net: Path, images: int = 2) -> str:
    """A row: emission in a process of its own, then a cosimulation whose simulator is built anew."""
    with tempfile.TemporaryDirectory() as folder:
        out, cache = Path(folder) / "rtl", Path(folder) / "cache"
        began = time.perf_counter()
        emitted, megabytes = _run("emit", "--net", str(net), "--out", str(out), "--json")
        seconds = time.perf_counter() - began
        lines = sum(path.read_text().count("\n") for path in (out / "rtl").glob("*.v"))
        command = ("cosim", "--net", str(net), "--rtl", str(out), "--images", str(images), "--json")
        began = time.perf_counter()
        shown, _ = _run(*command, cache=cache)
        first = time.perf_counter() - began
        began = time.perf_counter()
        _run(*command, cache=cache)
        built = first - (time.perf_counter() - began)
    assert shown["differences"] == 0, net
    return (
        f"| {net.stem} | {emitted['modules']} | {lines:,} | {emitted['tiles']} | {seconds:.1f} | {megabytes:.0f} | "
        f"{built:.0f} | {shown['initiation_interval']:,.0f} | {shown['bound']:,.0f} | {emitted['queue_bits']:,} |"
    )


def _run(*arguments: str, cache: Path | None = None) -> tuple[dict[str, Any], float]:
    """What a command prints as JSON, and the most memory that it or what it started held, MB."""
    env = {**os.environ, **({"HDLGEN_CACHE": str(cache)} if cache else {})}
    command = [sys.executable, "-m", "hdlgen", *arguments]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout, "a pipe"
        found: dict[str, Any] = json.loads(process.stdout.read())
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, arguments
    return found, usage.ru_maxrss / 1024


if __name__ == "__main__":
    print("\n".join(HEAD), flush=True)
    for network in NETWORKS:
        if len(sys.argv) < 2 or network.__name__ in sys.argv[1:]:
            print(measured(FOLDER / f"{network.__name__}.yaml"), flush=True)
