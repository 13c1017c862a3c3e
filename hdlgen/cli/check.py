"""`hdlgen check`: whether a network and its files are right, and what is in it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hdlgen.errors import HdlgenError
    from hdlgen.ir import Graph, Node
    from hdlgen.spec import NetworkFile

EXAMPLES = """\
examples:
  hdlgen check --net lenet_q4                 a bundled network
  hdlgen check my_net.yaml                    a network file of yours
  hdlgen check my_net.yaml --json             for programs: the summary, or the mistakes

exit code 0 when all is right, 2 when anything is wrong; every mistake is reported, with its file and line.
What is larger than anything that can be emitted is a mistake; what is evaluated and not emitted yet is a note.
"""


def register(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the command line."""
    parser = sub.add_parser(
        "check",
        help="check a network and its files, and show what is in it",
        epilog=EXAMPLES,
        description="Reads a network file and all it names, and reports every mistake at once.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    net = parser.add_mutually_exclusive_group(required=True)
    net.add_argument("path", nargs="?", metavar="NET", help="network file, or name of a bundled network")
    net.add_argument("--net", metavar="NET", help="the same, as other commands want it")
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Prints the summary; the mistakes are raised, or printed as JSON."""
    import json

    from hdlgen.errors import HdlgenError
    from hdlgen.ir import lower
    from hdlgen.mapping.design import load_design
    from hdlgen.mapping.emittable import too_large

    try:
        design = load_design(args.path if args.net is None else args.net)
        refused = too_large(design.plan)
        if refused:
            raise HdlgenError.of(refused)
    except HdlgenError as e:
        if not args.json:
            raise
        print(json.dumps(_mistakes(e), indent=2))
        return e.exit_code
    summary = _summary(design.file, lower(design.file), design.graph)
    print(json.dumps(summary, indent=2) if args.json else _text(summary))
    return 0


def _mistakes(error: HdlgenError) -> dict[str, Any]:
    from dataclasses import asdict

    return {"ok": False, "mistakes": [asdict(m) for m in error.mistakes]}


def _summary(file: NetworkFile, graph: Graph, simple: Graph) -> dict[str, Any]:
    """What is printed, as plain data."""
    from hdlgen.spec.names import pixels

    layers = []
    for layer in file.network.layers:
        last = pixels(layer.name) if pixels(layer.name) in (n.name for n in graph.nodes) else layer.name
        layers.append(_layer(layer.type, graph[layer.name], graph[last], simple[last]))
    return {
        "ok": True,
        "name": file.name,
        "input": {"shape": list(graph.input.shape), "type": str(graph.input.out)},
        "layers": layers,
        "weights": sum(layer.get("weights", 0) for layer in layers),
        "nonzero": sum(layer.get("nonzero", 0) for layer in layers),
        "weight_bits": sum(layer.get("nonzero", 0) * layer.get("weight_bits", 0) for layer in layers),
        "files": [str(f) for f in file.files],
    }


def _layer(kind: str, node: Node, last: Node, simple: Node) -> dict[str, Any]:
    """What is printed of a layer: its node, and the last one that it became, before and after passes."""
    from hdlgen.ir import ArrayNode

    out: dict[str, Any] = {
        "name": node.name,
        "type": kind,
        "out_shape": list(last.shape),
        "out": str(node.out),
        "channels_after_passes": simple.shape[2],
    }
    if isinstance(node, ArrayNode):
        out |= {"weights": node.weights.size, "nonzero": int((node.weights != 0).sum())}
        out |= {"weight_bits": node.weight_bits}
    return out


def _text(summary: dict[str, Any]) -> str:
    """The summary as a table of lines."""
    from hdlgen.arith import by

    rows = [
        ("layer", "type", "output", "of type", "weights", "not 0", "bits", "channels kept"),
        ("input", "", by(summary["input"]["shape"]), summary["input"]["type"], "", "", "", ""),
    ]
    for layer in summary["layers"]:
        weights = [f"{layer[k]:,}" if k in layer else "" for k in ("weights", "nonzero", "weight_bits")]
        kept = f"{layer['channels_after_passes']} of {layer['out_shape'][2]}"
        rows.append((layer["name"], layer["type"], by(layer["out_shape"]), layer["out"], *weights, kept))
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = [
        "  ".join(c.ljust(w) if i < 2 else c.rjust(w) for i, (c, w) in enumerate(zip(r, widths, strict=True)))
        for r in rows
    ]
    share = 100 * summary["nonzero"] / summary["weights"]
    head = (
        f"{summary['name']}: {summary['nonzero']:,} of {summary['weights']:,} weights are not 0 ({share:.1f} %), "
        f"{summary['weight_bits'] / 8 / 1024:.1f} KiB; no mistakes in {len(summary['files'])} files"
    )
    return "\n".join([head, *(line.rstrip() for line in lines)])
