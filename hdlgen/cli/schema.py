"""`hdlgen schema`: the JSON schema of a network file, for editors."""

from __future__ import annotations

import argparse

EXAMPLES = """\
examples:
  hdlgen schema > hdlgen.schema.json

and in the first line of a network file, for editors with the YAML language server:
  # yaml-language-server: $schema=hdlgen.schema.json
"""


def register(sub: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Adds the command to the command line."""
    sub.add_parser(
        "schema",
        help="print the JSON schema of a network file, for editors",
        epilog=EXAMPLES,
        description="Prints the JSON schema of a network file: completion and checks while you type.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def run(args: argparse.Namespace) -> int:
    """Prints the schema."""
    import json

    from hdlgen.spec import schema

    print(json.dumps(schema(), indent=2))
    return 0
