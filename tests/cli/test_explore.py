import json

import pytest

from hdlgen.cli.main import main

SPACE = """\
explore: 1
axes:
  hardware.adc.bits: [4, 6]
  hardware.tile.rows: [32, 64, 7777777]
objectives: {score: highest, energy: lowest}
measure: {images: 100, calibrate: 50, screen: 20}
"""


@pytest.fixture
def space(tmp_path):
    path = tmp_path / "space.yaml"
    path.write_text(SPACE)
    return path


def test_a_grid_is_explored_and_found_again(net, space, tmp_path, capsys):
    command = ["explore", "--net", str(net), "--space", str(space), "--out", str(tmp_path / "out"), "--json"]
    assert main(command) == 0
    first = json.loads(capsys.readouterr().out)
    assert (first["points"], first["refused"], first["known"]) == (6, 2, 0)
    assert first["front"][0]["values"]["score"] > 0.5
    assert main(command) == 0
    again = json.loads(capsys.readouterr().out)
    assert again["known"] == 6
    assert again["front"] == first["front"]
    assert (tmp_path / "out" / "front.html").exists()
    assert main([*command[:-1], "--search", "random", "--points", "2"]) == 0
    assert "2 points of" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--jobs", "2", "--scheduler", "tcp://127.0.0.1:1"], "--jobs: is for processes of this machine"),
        (["--points", "0"], "must be a number of at least 1"),
    ],
)
def test_what_does_not_go_together_is_refused(net, space, capsys, more, said):
    try:
        code = main(["explore", "--net", str(net), "--space", str(space), *more])
    except SystemExit as stopped:
        code = stopped.code
    assert code == 2
    assert said in capsys.readouterr().err
