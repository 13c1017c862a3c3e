import yaml

from hdlgen.cli.main import main


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
    assert main(["calibrate", "--net", str(net), "--out", str(tmp_path / "none" / "r.yaml")]) == 2
    assert "r.yaml: cannot be written: No such file or directory" in capsys.readouterr().err
