"""What the cells of a plan's tiles are programmed to."""

from __future__ import annotations

from safetensors.numpy import save

from hdlgen.mapping.plan import Plan

CELLS = "cells.safetensors"


def cells(plan: Plan) -> bytes:
    """A safetensors file: tile → levels of its pairs of cells, int16[row, column], of a negative cell negative."""
    return bytes(
        save(
            {
                str(name): stage.levels(name.number, plan.hardware.rows_of(stage.geometry), plan.hardware.columns)
                for stage in plan.array_stages
                for name in stage.tile_names
            }
        )
    )
