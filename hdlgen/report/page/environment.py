"""`environment`: what pages are made with."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from hdlgen.arith import by
from hdlgen.report.quantities import quantity


def environment() -> Environment:
    """Templates of the pages: names that are not there are mistakes, and all text is escaped."""
    made = Environment(
        loader=PackageLoader("hdlgen.report", "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=True,
    )
    made.policies["json.dumps_kwargs"] = {"sort_keys": False}  # scripts read keys in the order of the page
    made.filters["by"] = by
    made.filters["quantity"] = quantity
    made.filters["count"] = lambda n: f"{n:,}"
    made.filters["percent"] = lambda share: f"{100 * share:.3g} %"
    return made
