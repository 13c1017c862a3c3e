"""`hdlgen import`: a network of PyTorch or ONNX becomes the two files that everything else reads."""

from __future__ import annotations

import argparse
import importlib.util
import json
import math
import re
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hdlgen import outputs
from hdlgen.cli import import_proof, run_files
from hdlgen.cli.images import DATA, Takes, count, labelled, shape_of
from hdlgen.errors import DesignError, HdlgenError, SpecError, ToolError

if TYPE_CHECKING:
    from hdlgen.arith import Shape
    from hdlgen.frontend.integers import Imported
    from hdlgen.frontend.operators import Real
    from hdlgen.frontend.original import Original
    from hdlgen.frontend.pixels import Pixels
    from hdlgen.frontend.quantize import Quantized
    from hdlgen.frontend.source import Source

CALIBRATION = 256
"""Training images from which quantizers are found, if the command line does not say how many."""
LIKE = "lenet_q4"
"""The network whose hardware and device are taken, if the command line names no other."""

EXAMPLES = """\
examples:
  hdlgen import my.onnx --data mnist                          quantized already (QONNX, QDQ): taken as it is
  hdlgen import my.onnx --bits W4A8 --data my.npz             a float network, quantized after training
  hdlgen import my_net:build --weights my.safetensors --bits W4A8 --data cifar-10
                                                              a function that makes a PyTorch module, its state dict
  hdlgen import my.onnx --bits my_bits.yaml --mean 0.485,0.456,0.406 --std 0.229,0.224,0.225 --data my.npz

what a pixel means: the network sees (pixel · --pixel − mean) / std; --pixel network: pixels are the integers of the
network's own first quantizer. docs/import.md says what is taken.
"""


def register(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the command line."""
    parser = sub.add_parser(
        "import",
        help="take over a network of PyTorch or ONNX",
        epilog=EXAMPLES,
        description="Reads a network, quantized or float, and writes NAME.yaml and NAME.safetensors; lists everything "
        "that cannot be taken at once, or shows on images that the integers are those of the original. Needs "
        "pip install 'hdlgen[onnx]' or 'hdlgen[train]'. The code of module:function is run; nothing is unpickled.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", metavar="FILE", help="an .onnx file, or module:function, which returns an nn.Module")
    parser.add_argument("--weights", type=run_files.path, metavar="FILE", help="state dict of the module")
    parser.add_argument("--shape", type=shape, metavar="HxWxC", help="of images of a module (default: those of --data)")
    parser.add_argument("--name", help="of the network (default: that of the file or function)")
    parser.add_argument("--bits", metavar="W4A8|FILE", help="quantize a float network: bits, or a YAML file by layer")
    parser.add_argument(
        "--data", type=run_files.path, metavar="PATH", help=f"{DATA} (default: HDLGEN_DATA, or the bundled test images)"
    )
    parser.add_argument("--images", type=count, metavar="N", help=f"of the proof (default: {import_proof.IMAGES})")
    parser.add_argument(
        "--calibration", type=count, metavar="N", help=f"training images for quantizers (default: {CALIBRATION})"
    )
    parser.add_argument(
        "--pixel", type=pixel, default=1 / 255, metavar="SCALE", help="what a step of a pixel means (default: 1/255)"
    )
    parser.add_argument(
        "--mean", type=numbers, default=(), metavar="M,…", help="what was subtracted in training, by channel"
    )
    parser.add_argument(
        "--std", type=numbers, default=(), metavar="S,…", help="what was divided by in training, by channel"
    )
    parser.add_argument(
        "--rounding",
        choices=("nearest", "learned"),
        help="of float weights: to the nearest, or learned on the calibration images (default)",
    )
    parser.add_argument(
        "--like", default=LIKE, metavar="NET", help=f"network file whose hardware and device are taken ({LIKE})"
    )
    parser.add_argument("--out", type=run_files.path, metavar="DIR", help="where to (default: here)")
    run_files.add_force(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")


def shape(text: str) -> Shape:
    """`28x28x1` as rows, columns, channels."""
    match = re.fullmatch(r"(\d+)[x×,](\d+)[x×,](\d+)", text)
    if not match or "0" in match.groups():
        raise argparse.ArgumentTypeError(f"must be rows x columns x channels, as 28x28x1, not {text!r}")
    rows, columns, channels = map(int, match.groups())
    return rows, columns, channels


def pixel(text: str) -> float | None:
    """A number above 0, or a fraction; None for `network`."""
    if text == "network":
        return None
    try:
        value = float(Fraction(text))
    except (ValueError, ZeroDivisionError, OverflowError):
        value = 0.0
    if not 1e-30 < value < 1e30:
        raise argparse.ArgumentTypeError(f"must be a number above 0, as 1/255, or the word network, not {text!r}")
    return value


def numbers(text: str) -> tuple[float, ...]:
    """Numbers with commas between."""
    try:
        values = tuple(map(float, text.split(",")))
    except ValueError:
        values = (math.nan,)
    if not all(map(math.isfinite, values)):
        raise argparse.ArgumentTypeError(f"must be numbers with commas between, not {text!r}")
    return values


def run(args: argparse.Namespace) -> int:
    """Imports, proves, writes."""
    from hdlgen_sim import scratch

    from hdlgen.frontend.integers import integers
    from hdlgen.frontend.pixels import Pixels
    from hdlgen.frontend.simplify import simplify

    if args.pixel is None and (args.mean or args.std):
        option = "--mean" if args.mean else "--std"
        what = "is for pixels that the network does not know; with --pixel network they are its own integers"
        raise HdlgenError(option, what, fix="leave it out, or say what a step of a pixel means: --pixel 1/255")
    original = _original(args)
    source, scale = original.source, args.pixel
    pixels = Pixels.quantized(source) if scale is None else Pixels.of(source, scale, args.mean, args.std)
    source = simplify(pixels.before(source))
    after = _after_training(args, source, pixels)
    source = after.network if after else _with_results(args, source, pixels)
    taken = integers(source, pixels.grid)
    path = (args.out or Path()) / f"{source.name}.yaml"
    with scratch.folder() as aside:
        files, read = _made(args, source, taken, aside)
        found: dict[str, Any] = {
            "file": str(path),
            "quantized_by": "hdlgen" if after else "its author",
            "input": {"shape": list(source.in_shape), "type": str(taken.pixel), "step": pixels.scale},
            "layers": import_proof.layers(taken),
            **import_proof.proof(args, aside / path.name, original, source, pixels, taken, after),
        }
        _compared(found, taken)
        outputs.write(path.parent, files, read, force=args.force)
    print(json.dumps(import_proof.plain(found), indent=2) if args.json else import_proof.text(found))
    return 0


def _compared(found: dict[str, Any], taken: Imported) -> None:
    """Raises DesignError if results are others than the layers should give."""
    unlike = next((r for r in found["results"] if r["equal"] < r["values"]), None)
    if unlike and not taken.wrong:
        what = (
            f"gives other integers than its layers should: {unlike['values'] - unlike['equal']} of {unlike['values']}"
        )
        raise DesignError(unlike["label"], what, fix="this is a mistake of hdlgen's: please report it with the network")


def _original(args: argparse.Namespace) -> Original:
    """The network that is meant, and who computes it. Raises HdlgenError with all that cannot be taken."""
    place, function = args.file.partition(":")[::2]
    stem = place.rpartition(".")[2] if function else Path(args.file).stem
    name = args.name or re.sub(r"\W+", "_", stem, flags=re.ASCII).strip("_").lower()
    if not re.fullmatch(r"[a-z][a-z0-9_]{0,63}", name):
        fix = "give it a name of small letters, digits and _ with --name"
        raise HdlgenError("--name" if args.name else args.file, f"{name!r} is no name of a network", fix=fix)
    if args.file.endswith(".onnx"):
        if args.weights or args.shape:
            option = "--weights" if args.weights else "--shape"
            raise HdlgenError(option, "is for modules: an ONNX file says it", fix="leave it out")
        _needs("onnx", "onnx")
        from hdlgen.frontend.onnx.original import original as opened

        return opened(Path(args.file), name)
    if ":" not in args.file:
        raise HdlgenError(args.file, "is no .onnx file and no module:function", fix="give one of the two")
    _needs("torch", "train")
    from hdlgen.frontend.torch import module
    from hdlgen.frontend.torch.original import original

    size = args.shape or shape_of(args.data)
    return original(module.load(args.file, args.weights), size, name)


def _needs(package: str, extra: str) -> None:
    """Raises ToolError unless `package` is installed."""
    if importlib.util.find_spec(package) is None:
        raise ToolError("import", f"needs {package}, which is not installed", fix=f"pip install 'hdlgen[{extra}]'")


def _float_layers(source: Source) -> list[str]:
    """Where there are weights that nobody quantized."""
    from hdlgen.frontend.operators import Conv, ConvTransposed, Linear

    return [n.where for n in source.nodes if isinstance(n.op, Conv | ConvTransposed | Linear) and n.op.grid is None]


def _images(args: argparse.Namespace, source: Source, pixels: Pixels) -> Real:
    """What quantizers are found from, in the author's numbers before a normalization."""
    import numpy as np

    takes = Takes(source.name, source.in_shape, pixels.type, None)
    found, _ = labelled(takes, args.data, "train", args.calibration, at_most=CALIBRATION, option="--calibration")
    return np.asarray(found * pixels.scale, np.float32)


def _after_training(args: argparse.Namespace, source: Source, pixels: Pixels) -> Quantized | None:
    """A float network, quantized; None of one that its author quantized."""
    layers = _float_layers(source)
    if not layers and (args.bits or args.rounding):
        option = "--bits" if args.bits else "--rounding"
        raise HdlgenError(option, "is for float networks, and this one is quantized", fix="leave it out")
    if not layers:
        return None
    if not args.bits:
        more = f" and {len(layers) - 3} more" if len(layers) > 3 else ""
        what = f"has float weights in {', '.join(layers[:3])}{more}"
        raise HdlgenError(args.file, what, fix="say to how many bits they shall be quantized: --bits W4A8")
    from hdlgen.frontend.quantize import Options, quantize, read_bits

    bits = read_bits(args.bits)
    return quantize(source, _images(args, source, pixels), bits, Options(rounding=args.rounding or "learned"))


def _with_results(args: argparse.Namespace, source: Source, pixels: Pixels) -> Source:
    """A quantized network, with quantizers behind results that have none."""
    from hdlgen.frontend.results import quantized, with_results

    bare = [label for n, label in zip(source.outputs, source.labels, strict=True) if not quantized(source, n)]
    if not bare and args.calibration:
        what = "finds quantizers, and this network has them all"
        raise HdlgenError("--calibration", what, fix="leave it out")
    if not bare:
        return source
    if not args.data and source.in_shape != (28, 28, 1):
        fix = "give images with --data, from which hdlgen finds a quantizer, or end the network with one"
        raise HdlgenError(f"result {bare[0]}", "is not quantized", fix=fix)
    return with_results(source, _images(args, source, pixels))


def _made(
    args: argparse.Namespace, source: Source, taken: Imported, aside: Path
) -> tuple[dict[str, bytes | Path], list[Path]]:
    """The two files, made in the folder `aside` and found right, by name; and the files that were read."""
    from hdlgen import spec
    from hdlgen.mapping.design import load_design
    from hdlgen.spec.writer import write_network

    like, folder, name = spec.load(args.like, without="ranges"), args.out or Path(), source.name
    read = [Path(f) for f in (args.file, args.weights, args.bits) if f and Path(f).exists()]
    read += [*like.files, *run_files.inputs(args)]
    names = [f"{name}.yaml", f"{name}.safetensors"]
    outputs.claim([folder / file for file in names], read, force=args.force)
    last = taken.layers[-1]["name"]
    ends = list(dict.fromkeys(result.layer for result in taken.results))
    try:
        path = write_network(
            aside,
            name,
            source.in_shape,
            taken.layers,
            taken.tensors,
            like.hardware.model_dump(mode="json", exclude_defaults=True),
            like.device.model_dump(mode="json", exclude_defaults=True),
            pixel=taken.pixel,
            outputs=() if ends == [last] else ends,
        )
        load_design(path)
    except SpecError as error:  # of a file that nobody will see
        raise SpecError.of([replace(mistake, file="", line=0) for mistake in error.mistakes]) from error
    return {file: (aside / file).read_bytes() for file in names}, read
