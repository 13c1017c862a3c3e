"""`hdlgen compress`: trains, prunes and quantizes a network by a recipe."""

from __future__ import annotations

import argparse
import importlib.util
import json

from hdlgen import outputs
from hdlgen.cli import run_files
from hdlgen.errors import HdlgenError, ToolError

EXAMPLES = """\
examples:
  hdlgen compress --net lenet_q4 --data mnist --out trained   trains the bundled network again
  hdlgen compress --recipe my.recipe.yaml --data mnist --out trained
  HDLGEN_DATA=mnist hdlgen compress --recipe my.recipe.yaml --out trained

writes NAME.yaml and NAME.safetensors, which every other command reads; report.json, what each step did;
compression.json, what was saved, counted in every way, beside the unpruned network of the same bits; compression.png
and .svg, both as plots; with method admm residuals.png and .svg too
"""


def register(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the command line."""
    parser = sub.add_parser(
        "compress",
        help="train, prune and quantize a network by a recipe",
        epilog=EXAMPLES,
        description="Trains a float network, prunes its channels, rows, kernels and blocks, quantizes it "
        "and writes its integers. Needs PyTorch: pip install 'hdlgen[train]'.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "--recipe",
        metavar="FILE",
        help="recipe, a YAML file; the model and the dataset that it names are code, which runs",
    )
    what.add_argument("--net", metavar="NAME", help="the recipe of a bundled network")
    parser.add_argument(
        "--data",
        type=run_files.path,
        metavar="DIR",
        help="directory of the dataset; files of MNIST that are missing are downloaded into it "
        "(default: the environment variable HDLGEN_DATA)",
    )
    parser.add_argument("--out", type=run_files.path, required=True, metavar="DIR", help="where the network is written")
    parser.add_argument(
        "--min-accuracy",
        type=float,
        metavar="PERCENT",
        help="exit with code 1 if the integers classify less of the test images; of masks their mean Dice counts",
    )
    parser.add_argument(
        "--checkpoints",
        type=run_files.path,
        metavar="DIR",
        help="keeps the training of each step in this folder, for recipes that begin alike (default: in --out, until "
        "all is done; a run that was stopped goes on by itself)",
    )
    parser.add_argument(
        "--torch-device", default="cpu", metavar="NAME", help="where PyTorch trains: cpu, cuda, cuda:1 (default: cpu)"
    )
    part = parser.add_mutually_exclusive_group()
    part.add_argument(
        "--train-only",
        action="store_true",
        help="stop when all is trained, with the network's files and report.json in --out: what is left needs no GPU",
    )
    part.add_argument(
        "--measure-only",
        action="store_true",
        help="do what --train-only left in --out, on any machine: ranges of the converters, accuracy, plots",
    )
    run_files.add_force(parser)
    parser.add_argument("--quiet", action="store_true", help="no progress on stderr")


def run(args: argparse.Namespace) -> int:
    """Runs the recipe; prints where the network is and what it can do."""
    if importlib.util.find_spec("torch") is None:
        raise ToolError("compress", "needs PyTorch, which is not installed", fix="pip install 'hdlgen[train]'")
    from hdlgen.compress.pipeline import compress, finish
    from hdlgen.compress.recipe import load_recipe, recipe_file
    from hdlgen.compress.train import torch_device
    from hdlgen.errors import DesignError
    from hdlgen.estimate.compression import Compression
    from hdlgen.estimate.dense import BuiltLayer
    from hdlgen.mapping.design import load_design
    from hdlgen.nets.scores import spelled
    from hdlgen.report import compression, compression_text, residuals

    if args.min_accuracy is not None and not 0 <= args.min_accuracy <= 100:
        raise HdlgenError("--min-accuracy", f"must lie in 0..100, not {args.min_accuracy:g}")
    if args.min_accuracy is not None and args.train_only:
        raise HdlgenError("--min-accuracy", "is of what is measured", fix="give it with --measure-only")
    args.recipe = recipe_file(args.net if args.recipe is None else args.recipe)
    recipe = load_recipe(args.recipe)
    if args.measure_only:
        result = finish(recipe, args.data, args.out, quiet=args.quiet, force=args.force)
    else:
        result = compress(
            recipe,
            args.data,
            args.out,
            checkpoints=args.checkpoints,
            device=torch_device(args.torch_device),
            measured=not args.train_only,
            quiet=args.quiet,
            force=args.force,
        )
    fewer = f"{result.weights:,} of {result.built:,} weights ({result.built / result.weights:.1f}× fewer)"
    if result.accuracy is None:
        print(f"{result.network}: trained, {fewer}; the same command with --measure-only does the rest")
        return 0
    report = json.loads((args.out / "report.json").read_text("utf-8"))
    built = [BuiltLayer.of(layer) for layer in report["built"]]
    counted = Compression.of(load_design(result.network), built).to_dict()
    drawn = {**residuals.plot(report), **compression.plot({**report, "compression": counted})}
    files = {"compression.json": (json.dumps(counted, indent=1) + "\n").encode(), **drawn}
    outputs.write(args.out, files, [*recipe.files, *run_files.inputs(args)], force=args.force)
    print(compression_text.text(counted))
    said = spelled(report["phases"][-1], "test")
    print(f"{result.network}: {said}, {fewer}")
    if args.min_accuracy is not None and 100 * result.accuracy < args.min_accuracy:
        raise DesignError(
            recipe.name,
            f"has {said}, less than {args.min_accuracy:g} %",
            fix="train longer or prune less",
        )
    return 0
