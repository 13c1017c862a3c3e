import json

import numpy as np
import yaml

from hdlgen.cli.main import main
from hdlgen.nets import mnist


def test_the_ranges_that_are_written_are_those_of_the_table(net, data, capsys, tmp_path):
    out = tmp_path / "dots.ranges.yaml"
    assert main(["calibrate", "--net", str(net), "--data", str(data), "--images", "100", "--out", str(out)]) == 0
    rows = [line.split() for line in capsys.readouterr().out.splitlines() if line.startswith("fc ")]
    (chosen,) = [row for row in rows if row[-1] == "<"]
    errors = [float(row[2]) for row in rows]
    assert float(chosen[2]) == min(errors)
    assert yaml.safe_load(out.read_text()) == {"fc": int(chosen[1])}
    assert rows[-1][3] == "0.000%"  # the last one tried cannot clip
    assert len(rows) > 2


def test_a_network_takes_the_file_that_was_written(net, capsys, tmp_path):
    out = tmp_path / "dots.ranges.yaml"
    assert main(["calibrate", "--net", str(net), "--out", str(out)]) == 0
    first = capsys.readouterr().out
    net.write_text(net.read_text() + "ranges: dots.ranges.yaml\n")
    assert main(["eval", "--net", str(net)]) == 0
    assert main(["calibrate", "--net", str(net)]) == 0  # whatever the file says: all ranges are tried again
    assert capsys.readouterr().out.endswith(first)


def test_training_images_are_used(net, data, capsys):
    assert main(["calibrate", "--net", str(net), "--data", str(data), "--images", "151"]) == 2
    assert "--images: must lie in 1..150, not 151" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_refused(net, tmp_path, capsys):
    assert main(["calibrate", "--net", str(net), "--out", str(net / "r.yaml")]) == 2
    assert "dots.yaml: cannot be written: Not a directory\n    fix: name another --out" in capsys.readouterr().err


def test_ranges_are_calibrated_into_the_file_that_the_network_names(net, tmp_path, capsys):
    out = tmp_path / "dots.ranges.yaml"
    net.write_text(net.read_text() + "ranges: dots.ranges.yaml\n")
    command = ["calibrate", "--net", str(net), "--out", str(out)]
    assert main(command) == 0  # which is not there yet
    first = out.read_bytes()
    assert main(command) == 0
    assert out.read_bytes() == first
    out.write_text("fc: 9\n")
    assert main(command) == 2
    assert "dots.ranges.yaml: was edited since hdlgen wrote it" in capsys.readouterr().err
    assert main([*command, "--force"]) == 0
    assert out.read_bytes() == first
    assert main(["eval", "--net", str(net)]) == 0


def test_json_is_one_object_with_what_the_table_says(net, capsys, tmp_path):
    command = ["calibrate", "--net", str(net), "--out", str(tmp_path / "r.yaml")]
    assert main(command) == 0
    (chosen,) = [line.split() for line in capsys.readouterr().out.splitlines() if line.endswith("<")]
    assert main([*command, "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result.keys() == {"ranges", "layers", "warnings"}
    assert result["ranges"] == yaml.safe_load((tmp_path / "r.yaml").read_text())
    (layer,) = result["layers"]
    assert layer.keys() == {"name", "shift", "error", "clipped"}
    assert (layer["name"], str(layer["shift"]), f"{layer['error']:.6g}") == ("fc", *chosen[1:3])
    assert f"{layer['clipped']:.3%}" == chosen[3]


def test_a_thousand_images_are_enough_wherever_they_come_from(net, tmp_path, monkeypatch, capsys):
    images, _ = mnist.bundled_images()
    many = np.concatenate([images] * 5 + [255 - images])  # 1,000, and others behind them
    np.savez(tmp_path / "many.npz", images=many)
    np.savez(tmp_path / "first.npz", images=many[:1000])

    def said(*more):
        assert main(["calibrate", "--net", str(net), "--json", *more]) == 0
        return capsys.readouterr().out

    want = said("--data", str(tmp_path / "first.npz"))
    assert said("--data", str(tmp_path / "many.npz")) == want
    assert said("--data", str(tmp_path / "many.npz"), "--images", "1200") != want
    monkeypatch.setenv("HDLGEN_DATA", str(tmp_path / "many.npz"))
    assert said() == want
