"""`start`: the network that a recipe begins with."""

from __future__ import annotations

from torch import nn

from hdlgen.compress.finite import refuse_not_finite
from hdlgen.compress.recipe import Recipe
from hdlgen.errors import SpecError
from hdlgen.frontend.functions import call
from hdlgen.frontend.simplify import simplify
from hdlgen.frontend.torch.build import module_of
from hdlgen.frontend.torch.check import check
from hdlgen.frontend.torch.module import fill, state_of
from hdlgen.frontend.torch.network import Network


def start(recipe: Recipe) -> Network:
    """The network of `recipe`, with the weights that it names. Raises HdlgenError with all that is wrong with it."""
    network = check(_module(recipe))
    refuse_not_finite(network)
    return network


def _module(recipe: Recipe) -> nn.Module:
    if recipe.model.endswith(".onnx"):
        if recipe.weights:
            fix = "leave it out: an ONNX file has its weights"
            raise SpecError.of([recipe.mistake(("weights",), "is for modules", fix)])
        from hdlgen.frontend.onnx.original import original

        return module_of(simplify(original(recipe.beside(recipe.model), recipe.name).source))
    module = call(recipe.model, "model", recipe.folder)
    if recipe.weights and isinstance(module, nn.Module):
        path = recipe.beside(recipe.weights)
        fill(module, state_of(path), str(path))
    return module
