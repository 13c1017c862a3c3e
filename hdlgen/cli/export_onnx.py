"""`hdlgen export-onnx`: the integer network as an ONNX file."""

from __future__ import annotations

import argparse
import importlib.util
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hdlgen import outputs
from hdlgen.cli import run_files
from hdlgen.errors import ToolError

if TYPE_CHECKING:
    from onnx import ModelProto, ValueInfoProto

EXAMPLES = """\
examples:
  hdlgen export-onnx --net lenet_q4                     a bundled network → lenet_q4.onnx
  hdlgen export-onnx --net my.yaml --out build/my.onnx  somewhere else
  hdlgen export-onnx --net my.yaml --json               what was written, for a script

docs/import.md shows the program that compares the file with hdlgen's integers in ONNX Runtime
"""


def register(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the command line."""
    parser = sub.add_parser(
        "export-onnx",
        help="the integer network as an ONNX file",
        epilog=EXAMPLES,
        description="Writes the layers of a network file, before anything is removed or mapped, in standard ONNX "
        "operators, with which ONNX Runtime computes the same integers. Needs onnx: pip install 'hdlgen[onnx]'.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--net", required=True, metavar="NET", help="a network file, or the name of a bundled network")
    parser.add_argument(
        "--out", type=run_files.path, metavar="FILE", help="the ONNX file (default: NAME.onnx, in this folder)"
    )
    run_files.add_force(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")


def run(args: argparse.Namespace) -> int:
    """Writes the file; prints what enters and what leaves the network."""
    if importlib.util.find_spec("onnx") is None:
        raise ToolError("export-onnx", "needs onnx, which is not installed", fix="pip install 'hdlgen[onnx]'")
    from hdlgen import ir, spec
    from hdlgen.frontend.onnx.writer import model

    file = spec.load(args.net)
    out = args.out or Path(f"{file.name}.onnx")
    outputs.claim([out], file.files, force=args.force)
    made = model(ir.lower(file))
    data = made.SerializeToString(deterministic=True)
    outputs.write(out.parent, {out.name: data}, file.files, force=args.force)
    result = _summary(made, out, len(data))
    print(json.dumps(result, indent=2) if args.json else _text(result))
    return 0


def _summary(made: ModelProto, out: Path, size: int) -> dict[str, Any]:
    """What `hdlgen export-onnx --json` prints."""
    return {
        "out": str(out),
        "name": made.graph.name,
        "bytes": size,
        "nodes": len(made.graph.node),
        "opset": made.opset_import[0].version,
        "ir_version": made.ir_version,
        "inputs": [_tensor(info) for info in made.graph.input],
        "outputs": [_tensor(info) for info in made.graph.output],
    }


def _tensor(info: ValueInfoProto) -> dict[str, Any]:
    from onnx.helper import tensor_dtype_to_np_dtype

    tensor = info.type.tensor_type
    return {
        "name": info.name,
        "type": str(tensor_dtype_to_np_dtype(tensor.elem_type)),
        "shape": [d.dim_param or d.dim_value for d in tensor.shape.dim],
        "values": info.doc_string,
    }


def _text(result: dict[str, Any]) -> str:
    rows = [("takes", t) for t in result["inputs"]] + [("gives", t) for t in result["outputs"]]
    width = max(len(t["name"]) for _, t in rows)
    return "\n".join(
        [
            f"{result['out']}: {result['nodes']} nodes of opset {result['opset']}, IR version {result['ir_version']}, "
            f"{result['bytes']:,} bytes",
            *(
                f"{verb}  {t['name']:{width}}  {t['type']}[{', '.join(map(str, t['shape']))}], values of {t['values']}"
                for verb, t in rows
            ),
        ]
    )
