"""Names that a network and its layers cannot have: they become names in Verilog."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

# fmt: off
# IEEE 1364-2005, annex B.
VERILOG = frozenset({
    "always", "and", "assign", "automatic", "begin", "buf", "bufif0", "bufif1", "case", "casex", "casez", "cell",
    "cmos", "config", "deassign", "default", "defparam", "design", "disable", "edge", "else", "end", "endcase",
    "endconfig", "endfunction", "endgenerate", "endmodule", "endprimitive", "endspecify", "endtable", "endtask",
    "event", "for", "force", "forever", "fork", "function", "generate", "genvar", "highz0", "highz1", "if", "ifnone",
    "incdir", "include", "initial", "inout", "input", "instance", "integer", "join", "large", "liblist", "library",
    "localparam", "macromodule", "medium", "module", "nand", "negedge", "nmos", "nor", "noshowcancelled", "not",
    "notif0", "notif1", "or", "output", "parameter", "pmos", "posedge", "primitive", "pull0", "pull1", "pulldown",
    "pullup", "pulsestyle_ondetect", "pulsestyle_onevent", "rcmos", "real", "realtime", "reg", "release", "repeat",
    "rnmos", "rpmos", "rtran", "rtranif0", "rtranif1", "scalared", "showcancelled", "signed", "small", "specify",
    "specparam", "strong0", "strong1", "supply0", "supply1", "table", "task", "time", "tran", "tranif0", "tranif1",
    "tri", "tri0", "tri1", "triand", "trior", "trireg", "unsigned", "use", "uwire", "vectored", "wait", "wand",
    "weak0", "weak1", "while", "wire", "wor", "xnor", "xor",
})
# IEEE 1800-2017, annex B, what it adds: many tools read Verilog as SystemVerilog.
SYSTEMVERILOG = frozenset({
    "accept_on", "alias", "always_comb", "always_ff", "always_latch", "assert", "assume", "before", "bind", "bins",
    "binsof", "bit", "break", "byte", "chandle", "checker", "class", "clocking", "const", "constraint", "context",
    "continue", "cover", "covergroup", "coverpoint", "cross", "dist", "do", "endchecker", "endclass", "endclocking",
    "endgroup", "endinterface", "endpackage", "endprogram", "endproperty", "endsequence", "enum", "eventually",
    "expect", "export", "extends", "extern", "final", "first_match", "foreach", "forkjoin", "global", "iff",
    "ignore_bins", "illegal_bins", "implements", "implies", "import", "inside", "int", "interconnect", "interface",
    "intersect", "join_any", "join_none", "let", "local", "logic", "longint", "matches", "modport", "nettype", "new",
    "nexttime", "null", "package", "packed", "priority", "program", "property", "protected", "pure", "rand", "randc",
    "randcase", "randsequence", "ref", "reject_on", "restrict", "return", "s_always", "s_eventually", "s_nexttime",
    "s_until", "s_until_with", "sequence", "shortint", "shortreal", "soft", "solve", "static", "string", "strong",
    "struct", "super", "sync_accept_on", "sync_reject_on", "tagged", "this", "throughout", "timeprecision", "timeunit",
    "type", "typedef", "union", "unique", "unique0", "until", "until_with", "untyped", "var", "virtual", "void",
    "wait_order", "weak", "wildcard", "with", "within",
})
# fmt: on
IDENTIFIER = r"^[A-Za-z][A-Za-z0-9_]*$"
"""What a layer's name looks like."""
INPUT = "input"
"""Name of the node where images enter."""
OUTPUT = "output"
"""Name of what takes the results."""
BENCH = "tb"
"""Name of the bench's module."""
BESIDE = ("axis_input", "axis_output", "verdicts", "registers", "edge_watch", "program_watch", "write_verify", "m_axis")
"""What stands beside the stages, in the top module or in the bench."""
_SKID = re.compile(r"output_skid(_\d+)?")
_PART = re.compile(r"(.+)_(?:(fifo|lanes)(?:_\d+)?|(fork))")
_PARTS = {"fifo": "the queue in front of", "lanes": "what changes the lanes in front of", "fork": "the fork behind"}


def pixels(layer: str) -> str:
    """Name of what puts the results of transposed convolution `layer` in order."""
    return f"{layer}_pixels"


def taken(network: str, layers: Sequence[str | None]) -> Iterator[tuple[int | None, str, str]]:
    """Every name that would be a word of Verilog or stand for two things: (which layer, what is wrong, fix).

    network  its name; an index of None in the result means it
    layers   their names, from first to last; None for one that is not known
    """
    if network in VERILOG | SYSTEMVERILOG:
        yield None, f"{network!r} is a word of Verilog and names the top module", "rename the network"
    if network == BENCH:
        yield None, f"{network!r} is the name of the bench", "rename the network"
    there = {INPUT, OUTPUT, *layers}
    seen: dict[str, int] = {}
    for i, name in enumerate(layers):
        if name is None:
            continue
        if name == INPUT:
            yield i, f"{name!r} is the name of the network's input", "rename the layer"
        if name == OUTPUT:
            yield i, f"{name!r} is the name of the network's output", "rename the layer"
        if name in BESIDE or _SKID.fullmatch(name):
            yield i, f"{name!r} is the name of something that every accelerator has", "rename the layer"
        part = _PART.fullmatch(name)
        if part and part[1] in there:
            yield i, f"{name!r} is the name of {_PARTS[part[2] or part[3]]} {part[1]}", "rename the layer"
        first = seen.setdefault(name.lower(), i)
        if first != i:
            what = f"{name!r} is also the name of layers[{first}] (capitals do not count)"
            yield i, what, "rename one of the two"
