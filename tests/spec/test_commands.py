import json

import pytest

from hdlgen.cli.main import main


def test_check_prints_layers_and_sizes(written, description, tensors, capsys):
    tensors["conv1.weight"][1] = 0  # 18 weights of 54, and a channel whose constant can be folded into fc1
    tensors["conv1.weight"][[0, 2]] = 1
    tensors["fc1.weight"][:] = -1
    assert main(["check", "--net", str(written(description, tensors))]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "tiny: 276 of 294 weights are not 0 (93.9 %), 0.1 KiB; no mistakes in 2 files"
    assert [line.split() for line in out[2:]] == [
        ["input", "8×8×2", "uint4"],
        ["conv1", "conv", "8×8×3", "uint4", "54", "36", "4", "2", "of", "3"],
        ["pool1", "maxpool", "4×4×3", "uint4", "2", "of", "3"],
        ["fc1", "linear", "1×1×5", "int8", "240", "240", "4", "5", "of", "5"],
    ]


def test_check_as_json(written, description, tensors, capsys):
    assert main(["check", str(written(description, tensors)), "--json"]) == 0
    out = json.loads(capsys.readouterr().out)
    assert out["ok"] is True
    assert out["weights"] == 294
    assert out["layers"][2] | {"nonzero": 0} == {
        "name": "fc1",
        "type": "linear",
        "out_shape": [1, 1, 5],
        "out": "int8",
        "channels_after_passes": 5,
        "weights": 240,
        "nonzero": 0,
        "weight_bits": 4,
    }


def test_check_reports_all_mistakes_and_exits_with_2(written, description, tensors, capsys):
    description["hardware"]["adc"]["count"] = 5
    description["device"]["cell_bits"] = 0
    path = written(description, tensors)
    assert main(["check", str(path)]) == 2
    err = capsys.readouterr().err
    assert f"{path}:" in err
    assert "hardware.adc.count: 5 does not divide the 32 columns of a tile\n    fix: use 4" in err
    assert "device.cell_bits: must be at least 1, not 0" in err
    assert main(["check", str(path), "--json"]) == 2
    out = json.loads(capsys.readouterr().out)
    assert out["ok"] is False
    assert [m["where"] for m in out["mistakes"]] == ["hardware.adc.count", "device.cell_bits"]
    assert all(m["line"] > 0 and m["file"] == str(path) for m in out["mistakes"])


def test_check_refuses_what_is_too_large_to_be_emitted(written, description, tensors, capsys):
    description["hardware"]["tile"]["rows"] = 16384
    description["hardware"]["adc"]["settle_cycles"] = 70_000
    path = str(written(description, tensors))
    assert main(["check", path]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert "conv1: a tile has 16,384 rows of 8 bits" in captured.err
    assert "fix: lower hardware.tile.rows" in captured.err
    assert "hardware.adc.settle_cycles: 70,000 cycles" in captured.err
    assert main(["check", path, "--json"]) == 2
    out = json.loads(capsys.readouterr().out)
    assert [m["where"] for m in out["mistakes"]] == ["conv1", "fc1", "hardware.adc.settle_cycles"]


def test_a_tile_that_no_memory_holds_is_refused_by_every_command(written, description, tensors, capsys):
    description["hardware"]["tile"] |= {"rows": 1 << 20, "columns": 1 << 20}
    path = str(written(description, tensors))
    for command in ("check", "emit", "eval"):
        assert main([command, "--net", path]) == 2
        said = (
            "hardware.tile.rows: 1,048,576 rows × 1,048,576 columns are 1,099,511,627,776 cells, and a tile has at most"
        )
        assert said in capsys.readouterr().err


def test_check_has_nothing_against_branches(written, residual, residual_tensors, capsys):
    path = str(written(residual, residual_tensors))
    assert main(["check", path]) == 0
    assert "add1" in capsys.readouterr().out


def test_schema_prints_json(capsys):
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["title"] == "hdlgen network file"


def test_help_shows_examples(capsys):
    for command in ("check", "schema"):
        with pytest.raises(SystemExit):
            main([command, "--help"])
        assert f"examples:\n  hdlgen {command}" in capsys.readouterr().out
