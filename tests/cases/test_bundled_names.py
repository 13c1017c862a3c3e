"""A bundled network answers to its name, with .yaml and without, unless such a file is there."""

import json
import shutil

import pytest

from hdlgen.compress.recipe import recipe_file
from hdlgen.mapping.design import load_design
from hdlgen.nets import bundled, bundled_recipe, names
from hdlgen.spec.loader import path_of
from tests.cases.conftest import NETWORK


@pytest.mark.parametrize("command", [
    ["check", "--json", "lenet_q4.yaml"],
    ["check", "--json", "--net", "lenet_q4.yaml"],
    ["eval", "--json", "--images", "1", "--net", "lenet_q4.yaml"],
    ["calibrate", "--json", "--images", "1", "--net", "lenet_q4.yaml"],
    ["export-spice", "--tile", "fc2/0", "--out", "tile.sp", "--net", "lenet_q4.yaml"],
], ids=" ".join)  # fmt: skip
def test_every_command_takes_the_name_with_yaml(hdlgen, command):
    said = hdlgen(*command)
    assert said.code == 0, said.err


@pytest.mark.parametrize("name", names())
def test_both_names_are_one_file(name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert path_of(name) == path_of(f"{name}.yaml") == bundled(name)


@pytest.mark.parametrize("ending", ["", ".yaml", ".recipe", ".recipe.yaml"])
def test_so_do_recipes(ending, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert recipe_file(f"lenet_62x{ending}") == bundled_recipe("lenet_62x")
    (tmp_path / f"lenet_62x{ending}").write_text("mine")
    assert str(recipe_file(f"lenet_62x{ending}")) == f"lenet_62x{ending}"


def test_a_file_that_is_there_comes_first_and_a_folder_does_not(hdlgen, tiny, tmp_path):
    shutil.copy(tiny, tmp_path / "lenet_q4.yaml")
    assert json.loads(hdlgen("check", "--json", "lenet_q4.yaml").out)["name"] == "tiny"
    assert json.loads(hdlgen("check", "--json", "lenet_q4").out)["name"] == "lenet_q4"
    (tmp_path / "lenet_62x").mkdir()
    (tmp_path / "lenet_62x.yaml").mkdir()
    assert json.loads(hdlgen("check", "--json", "lenet_62x").out)["name"] == "lenet_62x"
    assert json.loads(hdlgen("check", "--json", "lenet_62x.yaml").out)["name"] == "lenet_62x"


@pytest.mark.parametrize("command", [
    ["check", ""], ["check", "--net", ""], ["compress", "--recipe", "", "--out", "new"],
    ["compress", "--net", "", "--out", "new"], ["device", "show", ""],
    ["eval", "--net", "lenet_q4", "--images", "1", "--device", ""],
    ["eval", "--net", "lenet_q4", "--images", "1", "--device", "", "--out", "new"],
    ["eval", "--net", "lenet_q4", "--images", "1", "--periphery", ""],
], ids=" ".join)  # fmt: skip
def test_an_empty_name_is_none_and_not_passed_over(hdlgen, command):
    said = hdlgen(*command)
    assert said.code == 2, said.out
    assert any(name in said.err for name in ("lenet_q4", "yuan2019", "typical"))


@pytest.mark.parametrize("command", [
    ["emit", "--net", "lenet_q4", "--out", ""],
    ["eval", "--net", "lenet_q4", "--data", ""],
    ["cosim", "--net", "lenet_q4", "--rtl", ""],
    ["compress", "--net", "lenet_q4", "--out", "out", "--checkpoints", ""],
    ["curves", "", "--out", "plots"],
], ids=" ".join)  # fmt: skip
def test_an_empty_path_is_not_the_folder_that_one_stands_in(hdlgen, capsys, command):
    with pytest.raises(SystemExit, match="2"):
        hdlgen(*command)
    assert "must not be empty" in capsys.readouterr().err


def test_a_path_means_a_file_alone(hdlgen):
    hdlgen("check", "./lenet_q4.yaml").refuses("cannot read 'lenet_q4.yaml': No such file")


@pytest.mark.parametrize("command", [["check", "lenet_q5.yaml"], ["emit", "--net", "lenet_q5"]], ids=" ".join)
def test_an_unknown_name_is_answered_with_those_that_there_are(hdlgen, command):
    hdlgen(*command).refuses(
        f"{command[-1]}: is neither a file nor a bundled network\n    fix: did you mean 'lenet_q4'?", *names()
    )


def test_so_is_an_unknown_recipe(hdlgen):
    hdlgen("compress", "--recipe", "lenet_q5.recipe.yaml", "--out", "new").refuses(
        "lenet_q5.recipe.yaml: is neither a file nor the name of a bundled recipe\n    fix: give", "lenet_hybrid"
    )


def test_cards_and_peripheries_answer_likewise(hdlgen, tiny, tmp_path):
    assert hdlgen("device", "show", "yuan2019.yaml").code == 0
    text = NETWORK.replace("device: {cell_bits: 3, g_min_siemens: 1.0e-6, g_max_siemens: 40.0e-6}",
                           "device: {cell_bits: 1, card: neurram_hfox_1t1r.yaml}\nperiphery: typical.yaml")  # fmt: skip
    tiny.write_text(text)
    file = load_design(tiny).file
    assert (file.device.card, file.periphery) == ("neurram_hfox_1t1r", "typical")
    (tmp_path / "typical.yaml").write_text("adc: {bits: 1}\n")
    hdlgen("check", "tiny.yaml").refuses("typical.yaml: adc.bits (line 1): not known")
