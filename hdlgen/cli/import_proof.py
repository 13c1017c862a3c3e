"""What `hdlgen import` shows: the layers, and that they give what the network that was read gives."""

from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hdlgen.cli.images import Takes, labelled

if TYPE_CHECKING:
    from hdlgen.frontend.integers import Imported
    from hdlgen.frontend.original import Original
    from hdlgen.frontend.pixels import Pixels
    from hdlgen.frontend.quantize import Quantized
    from hdlgen.frontend.source import Source

IMAGES = 100
"""Images of the proof, if the command line does not say how many."""
LOOKED_AT = 500
"""The most of them on which what each layer costs is looked at."""


def layers(taken: Imported) -> list[dict[str, Any]]:
    """What is told of each layer."""
    rows = []
    for layer in taken.layers:
        row = {
            "name": layer["name"],
            "type": layer["type"],
            "weight_bits": layer.get("weight_bits"),
            "out": layer.get("out"),
        }
        weight = taken.tensors.get(f"{layer['name']}.weight")
        wrong, of = taken.wrong.get(layer["name"], (0, 0))
        row |= {"weights": 0 if weight is None else weight.size, "rounds_otherwise": wrong, "of": of}
        rows.append(row | ({"halves": layer["name"] in taken.halves} if wrong else {}))
    return rows


def proof(
    args: argparse.Namespace,
    path: Path,
    original: Original,
    source: Source,
    pixels: Pixels,
    taken: Imported,
    after: Quantized | None,
) -> dict[str, Any]:
    """How the integers of the network at `path` compare: with what they should be, and with the author's tool."""
    from hdlgen import ir, spec
    from hdlgen.frontend.proof import compare
    from hdlgen.reference import classify, exact

    graph = ir.lower(spec.load(path))
    images, labels = labelled(Takes.of(graph), args.data, "test", args.images, at_most=IMAGES, any_image=True)
    computed = exact.run(graph, images, keep=False)
    ends = dict(zip(dict.fromkeys(r.layer for r in taken.results), graph.ends, strict=True))
    found = [computed[ends[result.layer]] for result in taken.results]
    should = source.run(images * pixels.scale)
    tool = original.run(pixels.shown(images)) if original.run else None
    rows = []
    for n, of in enumerate(compare(taken.results, found, [should[name] for name in source.outputs])):
        row = {"label": of.label, "layer": taken.results[n].layer, "step": taken.results[n].scale}
        row |= {"values": of.values, "equal": of.equal}
        if tool:
            (by_tool,) = compare(taken.results[n : n + 1], found[n : n + 1], tool[n : n + 1])
            row |= {
                "equal_to_tool": by_tool.equal,
                "largest_difference": by_tool.largest,
                "noise_decibel": by_tool.noise,
            }
        rows.append(row)
    right = {}
    if labels is not None:
        right["integers"] = classify.mean(classify.score(graph, {graph.ends[0]: found[0]}, labels))
        if tool:
            right["original"] = classify.mean(classify.score(graph, {graph.ends[0]: tool[0]}, labels))
    shown: dict[str, Any] = {"images": len(images), "tool": original.tool, "compared": bool(tool)}
    shown |= {"results": rows, "dice" if labels is not None and labels.ndim == 3 else "accuracy": right}
    if after:
        from hdlgen.frontend.quantize import losses

        real = (images[:LOOKED_AT] * pixels.scale).astype("float32")
        shown["losses"] = losses(after, real, None if labels is None else labels[:LOOKED_AT])
    return shown


def plain(found: dict[str, Any]) -> dict[str, Any]:
    """`found`, as JSON has it."""
    return found | ({"losses": asdict(found["losses"])} if "losses" in found else {})


def text(found: dict[str, Any]) -> str:
    """What is printed."""
    from hdlgen.frontend.quantize import text as table

    size, images, after = "×".join(map(str, found["input"]["shape"])), found["images"], "losses" in found
    lines = [f"{found['file']}: {size} {found['input']['type']}, quantized by {found['quantized_by']}"]
    lines.append(f"  {'layer':<24} {'type':<14} {'weights':>10}  bits  out")
    for layer in found["layers"]:
        bits = layer["weight_bits"] or ""
        line = f"  {layer['name']:<24} {layer['type']:<14} {layer['weights'] or '':>10}  {bits:>4}  "
        line += layer["out"] or ""
        if layer["rounds_otherwise"]:
            why = "halves up, not to even" if layer["halves"] else "multipliers are too narrow"
            line += f"   {why}: {layer['rounds_otherwise']:,} of {layer['of']:,} inputs differ"
        lines.append(line)
    if after:
        lines.append(table(found["losses"]))
    for result in found["results"]:
        values, equal = result["values"], result["equal"]
        lines.append(f"{result['label']}: {images} images, {values:,} values: {equal:,} as its layers should give")
        if found["compared"] and after:
            noise = result["noise_decibel"]
            ratio = "no difference" if noise is None else f"signal to noise {-noise:.1f} dB"
            lines.append(f"  against {found['tool']} in floats: {ratio}")
        elif found["compared"]:
            same, largest = result["equal_to_tool"], result["largest_difference"]
            lines.append(f"  {found['tool']}: {same:,} equal after rounding; largest difference {largest:.3g} steps")
    if not found["compared"]:
        lines.append(f"not compared with the original: {found['tool']}")
    score = "Dice" if "dice" in found else "accuracy"
    if right := found[score.lower()]:
        both = [f"{name} {share:.2%}" for name, share in sorted(right.items(), reverse=True)]
        lines.append(f"{score} on {images} images: {', '.join(both)}")
    return "\n".join(lines)
