"""Every recipe that comes with hdlgen can be followed."""

from pathlib import Path

import pytest

import hdlgen.nets
from hdlgen.compress.recipe import load_recipe
from hdlgen.compress.steps import keep_counts
from hdlgen.frontend.functions import resolve
from hdlgen.frontend.torch.check import check

RECIPES = sorted(Path(hdlgen.nets.__file__).parent.glob("*.recipe.yaml"))


@pytest.mark.parametrize("path", RECIPES, ids=lambda p: p.name.split(".")[0])
def test_its_steps_can_be(path):
    recipe = load_recipe(path)
    assert recipe.name == path.name.removesuffix(".recipe.yaml")
    keeps = keep_counts(check(resolve(recipe.model, "model")()), recipe.steps, recipe.mistake)
    assert [bool(k) for k in keeps] == [s.keep is not None for s in recipe.steps]
    resolve(recipe.dataset, "dataset")
