"""`hdlgen`: finds the command, runs it, and turns what went wrong into an exit code."""

from __future__ import annotations

import argparse
import importlib
import os
import signal
import sys
import warnings
from collections.abc import Sequence
from keyword import iskeyword

from hdlgen import __version__
from hdlgen.cli import streams
from hdlgen.cli.stopping import Stopped, stopping
from hdlgen.errors import HdlgenError

COMMANDS = (
    "check",
    "schema",
    "import",
    "compress",
    "curves",
    "calibrate",
    "emit",
    "program",
    "cosim",
    "fpga",
    "run",
    "eval",
    "explore",
    "report",
    "device",
    "export-onnx",
    "export-spice",
    "doctor",
)
"""Modules of `hdlgen.cli`. Each has register(subparsers) -> None and run(args) -> int, and imports nothing heavy."""

EXAMPLES = """\
examples:
  hdlgen check my_net.yaml                       is the network file right?
  hdlgen emit --net lenet_q4                     a bundled network → rtl_out/lenet_q4
  hdlgen cosim --net lenet_q4 --images 20        that Verilog in Verilator, bit for bit against the reference
  hdlgen doctor                                  which tools were found

exit codes: 0 done, 1 the design is wrong, 2 the input is wrong, 3 a tool is missing, 130 interrupted,
143 stopped by SIGTERM, 129 by SIGHUP
"""


def parser() -> argparse.ArgumentParser:
    """The command line with every command."""
    top = argparse.ArgumentParser(
        prog="hdlgen",
        description="From a compressed neural network to the digital half of a memristor accelerator.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    top.add_argument("--version", action="version", version=f"hdlgen {__version__}")
    sub = top.add_subparsers(metavar="command", dest="command", required=True)
    for name in COMMANDS:
        word = name.replace("-", "_")
        module = importlib.import_module(f"hdlgen.cli.{word}{'_' if iskeyword(word) else ''}")
        module.register(sub)
        if name not in sub.choices:
            raise RuntimeError(f"hdlgen.cli.{name} registered no command {name!r}")
        sub.choices[name].set_defaults(run=module.run)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """Runs the command line `argv` (default: the process's) and returns its exit code."""
    for variable in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        os.environ.setdefault(variable, "1")  # before numpy is loaded: threads of small products wait for each other
    streams.prepare()
    try:
        try:
            args = parser().parse_args(argv)
        except SystemExit:  # after --help and --version
            sys.stdout.flush()
            raise
        with stopping():
            code = args.run(args)
        sys.stdout.flush()  # a reader that has gone shows here, not while the interpreter shuts down
    except HdlgenError as error:
        streams.tell(error)
        return error.exit_code
    except BrokenPipeError:  # `hdlgen … | head` has seen enough
        return 128 + 13  # as a program that dies of SIGPIPE
    except OSError as error:  # a file that cannot be read or written is the user's to mend, wherever it is met
        streams.tell(f"{error.filename or 'a file'}: {error.strerror or error}")
        return 2
    except KeyboardInterrupt as stop:
        warnings.simplefilter("ignore")  # of Amaranth: half a design was built and not used
        stopped = stop if isinstance(stop, Stopped) else Stopped(signal.SIGINT)
        streams.tell(stopped)
        return stopped.exit_code
    finally:
        streams.settle()
    return int(code)


if __name__ == "__main__":
    sys.exit(main())
