import json

import numpy as np
import pytest

from hdlgen.cli.main import main
from hdlgen.nets import mnist


def evaluated(capsys, *args):
    assert main(["eval", *map(str, args), "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_accuracy_is_that_of_a_second_calculation(net, capsys):
    from safetensors.numpy import load_file

    images, labels = mnist.bundled_images()
    x = images.reshape(-1, 7, 4, 7, 4).max(axis=(2, 4)).reshape(-1, 49).astype(int)
    tensors = load_file(net.with_suffix(".safetensors"))
    acc = x @ tensors["fc.weight"].T.astype(int)
    scores = np.clip((acc + tensors["fc.bias"] + 64) >> 7, -128, 127)
    want = float((scores.argmax(1) == labels).mean())
    assert want > 0.5
    got = evaluated(capsys, "--net", net)
    assert got["images"] == 200
    assert got["accuracy"]["exact"] == want
    assert abs(got["accuracy"]["plan"] - want) < 0.1
    assert got["tiles"] == 1
    assert got["weights"]["file"] == 490
    assert got["layers"][0]["blocks"] == got["layers"][0]["blocks_of_dense"] == 2
    assert got["images_per_s"] > 0


def test_wide_converters_lose_nothing(net, capsys):
    net.write_text(net.read_text().replace("adc: {bits: 6", "adc: {bits: 12"))
    got = evaluated(capsys, "--net", net)
    assert got["outputs_that_differ"] == 0
    assert got["accuracy"]["plan"] == got["accuracy"]["exact"]


def test_the_seed_is_that_of_the_devices_errors(net, capsys):
    net.write_text(net.read_text().replace("40.0e-6}", "40.0e-6, programming_error: 0.1}"))
    first, again, other = (evaluated(capsys, "--net", net, "--seed", s) for s in (1, 1, 2))
    assert first["outputs_that_differ"] == again["outputs_that_differ"] != other["outputs_that_differ"]


def test_the_first_images_of_a_directory(net, data, capsys):
    assert evaluated(capsys, "--net", net, "--data", data)["images"] == 200
    assert evaluated(capsys, "--net", net, "--data", data, "--images", 7)["images"] == 7


def test_the_text_names_layers_and_clipping_columns(net, capsys):
    net.write_text(net.read_text() + "ranges: {fc: 0}\n")
    assert main(["eval", "--net", str(net)]) == 0
    text = capsys.readouterr().out
    assert "dots: 200 images" in text
    assert "  fc                1       2         2          0" in text
    assert "warning: fc: 10.19% of its conversions clip, in 6 of 10 columns more than 0.1%; most in block 0" in text
    assert text.count("warning") == 1


def test_more_images_than_there_are_is_refused(net, capsys):
    assert main(["eval", "--net", str(net), "--images", "201"]) == 2
    assert (
        "--images: must lie in 1..200, not 201\n    fix: give the whole set with --data DIR" in capsys.readouterr().err
    )
    with pytest.raises(SystemExit, match="2"):
        main(["eval", "--net", str(net), "--images", "0"])
    assert "must be a number of at least 1, not '0'" in capsys.readouterr().err


def test_a_network_for_other_images_is_refused(net, capsys):
    net.write_text(net.read_text().replace("type: uint8", "type: uint4"))
    assert main(["eval", "--net", str(net)]) == 2
    said = capsys.readouterr().err
    assert "dots: takes uint4 images, and there are values from 0 to 255 in the bundled images\n    fix: give" in said


def test_the_environment_may_name_the_data(net, data, capsys, monkeypatch):
    monkeypatch.setenv("HDLGEN_DATA", str(data))
    assert evaluated(capsys, "--net", net)["images"] == 200
    monkeypatch.setenv("HDLGEN_DATA", str(data / "nowhere"))
    assert main(["eval", "--net", str(net)]) == 2
    assert "nowhere: does not exist" in capsys.readouterr().err


def test_the_weights_are_compared_with_what_the_file_knows(net, capsys):
    assert main(["eval", "--net", str(net), "--images", "2"]) == 0
    assert "mapped of 490 in the file: " in capsys.readouterr().out
    net.write_text(net.read_text().replace("  layers:", "  dense_weights: 5000\n  layers:"))
    assert main(["eval", "--net", str(net), "--images", "2"]) == 0
    assert "mapped of 5,000 before compression: " in capsys.readouterr().out
