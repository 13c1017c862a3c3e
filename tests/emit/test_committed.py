"""What is committed in rtl_out is what `hdlgen emit` writes, byte for byte."""

from pathlib import Path

from hdlgen.cli.main import main

COMMITTED = Path(__file__).parents[2] / "rtl_out" / "lenet_q4"


def test_emission_reproduces_the_committed_design(tmp_path):
    assert main(["emit", "--net", "lenet_q4.yaml", "--out", str(tmp_path / "out")]) == 0

    def contents(directory):
        return {str(p.relative_to(directory)): p.read_bytes() for p in directory.rglob("*") if p.is_file()}

    again, committed = contents(tmp_path / "out"), contents(COMMITTED)
    assert sorted(again) == sorted(committed)
    changed = [name for name in sorted(again) if again[name] != committed[name]]
    assert not changed, f"{changed} differ: run `hdlgen emit --net lenet_q4` and commit what it wrote"
