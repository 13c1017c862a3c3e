import json

import pytest
from hdlgen_sim.card import list_cards

from hdlgen.cli.main import main


def test_the_list_has_every_card(capsys):
    assert main(["device", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[1 : 2 * len(list_cards()) : 2]] == list(list_cards())


def test_the_list_as_json(capsys):
    assert main(["device", "list", "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert [row["name"] for row in rows] == list(list_cards())
    assert rows[0].keys() == {"name", "what", "window", "levels", "error", "noise", "drift", "source"}


def test_a_card_of_the_user_is_shown_like_the_others(card, tmp_path, capsys):
    out = tmp_path / "plots"
    assert main(["device", "show", str(card), "--cell-bits", "1", "--time", "99 s", "--out", str(out)]) == 0
    said = capsys.readouterr()
    assert said.out.startswith("mine: cells with a Gaussian error and a noise\n")
    assert "1-bit cells, 1–41 µS, read at 0.2 V; µS, of 8,192 cells a level" in said.out
    assert said.err == f"mine.png, mine.svg in {out}\n"
    assert sorted(p.name for p in out.glob("[!.]*")) == ["mine.png", "mine.svg"]


def test_a_card_as_json(card, capsys):
    assert main(["device", "show", str(card), "--cell-bits", "2", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown.keys() == {"name", "title", "reference", "note", "numbers", "cells"}
    assert shown["cells"]["targets_siemens"] == pytest.approx([1e-6, 43e-6 / 3, 83e-6 / 3, 41e-6])
    assert {"key": "cell.g_max", "value": "41 uS", "source": "a test", "basis": "generic"} in shown["numbers"]
    assert main(["device", "show", "generic_threshold", "--json"]) == 0
    assert "cells" not in json.loads(capsys.readouterr().out)


@pytest.mark.parametrize(("words", "message"), [
    (["nothing"], "device: card nothing is not known; there are"),
    (["isaac_ideal_reram", "--cell-bits", "3"], "device: card isaac_ideal_reram: its cell has 4 levels"),
    (["neurram_hfox_1t1r", "--time", "3d"], "is known from 1 s to 172800 s, not at 259200 s"),
    (["yuan2019", "--time", "1d"], "says nothing of time"),
])  # fmt: skip
def test_what_a_card_does_not_allow_is_refused(words, message, capsys):
    assert main(["device", "show", *words]) == 2
    assert message in capsys.readouterr().err


def test_a_folder_that_cannot_be_made_is_refused(tmp_path, capsys):
    (tmp_path / "file").write_text("")
    command = ["device", "show", "yuan2019", "--cell-bits", "1", "--out", str(tmp_path / "file")]
    assert main(command) == 2
    assert "file: cannot be written: " in capsys.readouterr().err
