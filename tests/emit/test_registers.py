"""The register map of a plan, and that all its views say the same."""

from __future__ import annotations

import hashlib
import itertools
import subprocess
import sys
from dataclasses import replace
from html import unescape
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
import pytest
from systemrdl import RDLCompiler
from systemrdl.node import FieldNode, RegNode

import hdlgen
from cocotb_tests.csr_map import MAP
from hdlgen.arith import Concat, Int, MaxPool, Phases, Requant, Slices, Upsample, Window
from hdlgen.emit.register_views import addresses, to_c_header, to_html, to_systemrdl
from hdlgen.emit.registers import register_map
from hdlgen.emit.stage_events import stage_event
from hdlgen.errors import HdlgenError
from hdlgen.mapping.geometry import Capacity, Geometry
from hdlgen.mapping.hardware import Hardware
from hdlgen.mapping.lanes import Lanes
from hdlgen.mapping.plan import Edge, Plan
from hdlgen.mapping.program import Block, Program, Segment
from hdlgen.mapping.stages import ArrayStage, OperatorStage
from hdlgen.mapping.stream import Stream
from hdlgen.rtl.register_map import Kind, RegisterMap

DIGEST = bytes(range(0xA0, 0xC0))


def array_stage(name: str, settle: int = 2, conversion: int = 3) -> ArrayStage:
    lanes = Lanes.of(1, 16)
    program = Program(
        weights=np.ones((9, 4), np.int8),
        segments=(Segment(tuple(range(9))),),
        blocks=(Block(0, 0, 0, (0,)),),
        requant=Requant((1,) * 4, (0,) * 4, 0, 0, 15),
        table=None,
        adc_shift=0,
    )
    geometry = Geometry(
        window=Window(6, 6, 1, (3, 3)),
        channels=4,
        out=Int(4),
        phases=Phases(Int(4), 1),
        slices=Slices(4, 3),
        lanes=lanes,
        adc_bits=8,
        tiles=1,
        in_lanes=1,
        out_lanes=4,
        settle_cycles=settle,
        conversion_cycles=conversion,
        windows=2,
        has_table=False,
        units=False,
        pool=None,
        capacity=Capacity.of(program, lanes),
    )
    return ArrayStage(name, geometry, program)


def pool_stage(name: str) -> OperatorStage:
    four = Int(4)
    return OperatorStage(
        name, MaxPool(4, 4, 4, (2, 2), (2, 2)), (Stream((4, 4, 4), four, 4),), Stream((2, 2, 4), four, 4)
    )


def plan(*stages: ArrayStage | OperatorStage) -> Plan:
    """A chain, as far as registers are concerned."""
    hardware = Hardware(128, 128, 3, 1, 8, 16, 2, 3)
    names = ["input", *(stage.name for stage in stages), "output"]
    edges = tuple(Edge(a, b, 0, 4, Int(4), 0) for a, b in itertools.pairwise(names))
    return Plan("toy_q4", hardware, (6, 6, 1), Int(4), stages, edges)


# `addrmap`, `reg` and `field` are SystemRDL's own words.
STAGES = (array_stage("conv1"), pool_stage("addrmap"), array_stage("reg", settle=5, conversion=7), pool_stage("field"))


@pytest.fixture
def registers() -> RegisterMap:
    return register_map(plan(*STAGES), DIGEST)


@pytest.fixture(params=["chain", "parted", "written"])
def either(request: pytest.FixtureRequest) -> RegisterMap:
    """Of a chain, of a network whose ways part, and with registers that cells are written by."""
    if request.param == "written":
        return replace(register_map(parted(), DIGEST, loadable=True, write_verify=True), windows=())
    return register_map(plan(*STAGES) if request.param == "chain" else parted(), DIGEST)


def test_every_register_is_where_the_document_says(registers: RegisterMap) -> None:
    assert addresses(registers) == {
        "ID": 0x00, "VERSION": 0x04, "DIGEST0": 0x08, "DIGEST1": 0x0C, "DIGEST2": 0x10, "DIGEST3": 0x14, "STAGES": 0x18,
        "CONTROL": 0x1C, "STATUS": 0x20, "CYCLES_LO": 0x24, "CYCLES_HI": 0x28, "IMAGES_IN": 0x2C, "IMAGES_OUT": 0x30,
        "INPUT_BEATS": 0x34, "INPUT_STALLED": 0x38, "INPUT_STARVED": 0x3C, "OUTPUT_STALLED": 0x40, "FIRST_OUT": 0x44,
        "LAST_OUT": 0x48, "SHORT_FRAMES": 0x4C, "LONG_FRAMES": 0x50,
        "conv1.WINDOWS": 0x100, "conv1.DISPATCHES": 0x104, "conv1.PHASES": 0x108, "conv1.CONVERSIONS": 0x10C,
        "conv1.STARVED": 0x110, "conv1.BLOCKED": 0x114, "conv1.TIMING": 0x118, "conv1.BOUND": 0x11C,
        "conv1.FAULTS": 0x120,
        "addrmap.BEATS": 0x140,
        "reg.WINDOWS": 0x180, "reg.DISPATCHES": 0x184, "reg.PHASES": 0x188, "reg.CONVERSIONS": 0x18C,
        "reg.STARVED": 0x190, "reg.BLOCKED": 0x194, "reg.TIMING": 0x198, "reg.BOUND": 0x19C,
        "reg.FAULTS": 0x1A0,
        "field.BEATS": 0x1C0,
    }  # fmt: skip


def test_constants_say_what_was_emitted(registers: RegisterMap) -> None:
    words = [registers[f"DIGEST{i}"].reset for i in range(4)]
    assert "".join(f"{w:08x}" for w in words) == DIGEST.hex()[:32]
    assert registers["ID"].reset.to_bytes(4, "big") == b"HDLG"
    version = registers["VERSION"].reset
    assert f"{version >> 16}.{version >> 8 & 255}.{version & 255}" == hdlgen.__version__
    assert registers["STAGES"].reset == 4
    assert registers["conv1.TIMING"].reset == 2 | 3 << 16
    assert registers["reg.TIMING"].reset == 5 | 7 << 16


def test_run_clear_busy_and_error_have_their_bits(registers: RegisterMap) -> None:
    assert [(f.name, f.low, f.kind) for f in registers["CONTROL"].fields] == [
        ("run", 0, Kind.CONTROL),
        ("clear", 1, Kind.PULSE),
        ("flush", 2, Kind.PULSE),
    ]
    assert [(f.name, f.low, f.kind) for f in registers["STATUS"].fields] == [
        ("busy", 0, Kind.BUSY),
        ("frame_error", 1, Kind.STICKY),
        ("flushing", 2, Kind.STATUS),
        ("code_fault", 3, Kind.STICKY),
    ]
    assert registers.control("CONTROL.run") == slice(0, 1)
    assert registers.control("CONTROL.flush") == slice(2, 3)


def test_events_are_found_by_stage_and_counter(registers: RegisterMap) -> None:
    assert stage_event(STAGES[0], "PHASES") == "conv1.phases"
    assert registers["conv1.PHASES"].fields[0].events == ("conv1.phases",)
    assert len({registers.event(e) for e in registers.events}) == len(registers.events) == 11 + 2 * 7 + 2 * 1
    waits = {path for path, f in registers.fields if f.gated}
    assert waits == {f"{r}.count" for r in ("INPUT_STALLED", "INPUT_STARVED", "OUTPUT_STALLED", "conv1.STARVED",
                                            "conv1.BLOCKED", "reg.STARVED", "reg.BLOCKED")}  # fmt: skip


def test_times_that_do_not_fit_are_refused() -> None:
    with pytest.raises(HdlgenError, match="field settle: value 65536 does not fit 16 bits"):
        register_map(plan(array_stage("conv1", settle=1 << 16)), DIGEST)


def parted() -> Plan:
    """The chain of STAGES with a way around `reg` into a second operand of `field`, and a second result."""
    chain = plan(*STAGES)
    around = Edge("addrmap", "field", 1, 4, Int(4), 8)
    result = Edge("field", "output", 0, 4, Int(4), 0), Edge("reg", "output", 1, 4, Int(4), 8)
    return replace(chain, edges=(*chain.edges[:-1], around, *result))


def test_stuck_edges_are_numbered_where_ways_part(registers: RegisterMap) -> None:
    whole = register_map(parted(), DIGEST)
    assert {name: at for name, at in addresses(whole).items() if name not in addresses(registers)} == {
        "STUCK_AFTER": 0x54, "STUCK": 0x58,
    }  # fmt: skip
    [cycles] = whole["STUCK_AFTER"].fields
    assert (cycles.kind, cycles.low, cycles.bits, cycles.value) == (Kind.CONTROL, 0, 32, 0)
    edge, clear = whole["STUCK"].fields
    assert (edge.name, edge.kind, edge.low, edge.bits) == ("edge", Kind.STATUS, 0, 3)
    assert (clear.name, clear.kind, clear.low, clear.bits) == ("clear", Kind.PULSE, 31, 1)
    assert edge.description.endswith(
        " 1: input -> conv1; 2: conv1 -> addrmap; 3: addrmap -> reg; 4: reg -> field, operand 0; "
        "5: addrmap -> field, operand 1; 6: field -> output, result 0; 7: reg -> output, result 1."
    )


def test_the_names_of_stuck_edges_are_in_every_view() -> None:
    whole = register_map(parted(), DIGEST)
    for text in (to_systemrdl(whole), to_c_header(whole), unescape(to_html(whole))):
        assert "5: addrmap -> field, operand 1; 6: field -> output, result 0;" in text
    assert "TOY_Q4_STUCK_EDGE_MASK 0x7u" in to_c_header(whole)
    assert "TOY_Q4_STUCK_CLEAR_MASK 0x80000000u" in to_c_header(whole)


def compiled(text: str, folder: Path) -> dict[str, RegNode]:
    """Registers by their path in the map, as the SystemRDL compiler sees them."""
    source = folder / "registers.rdl"
    source.write_text(text)
    compiler = RDLCompiler()
    compiler.compile_file(str(source))
    top = compiler.elaborate().top
    assert top.inst_name == "toy_q4_registers"
    return {n.get_path().split(".", 1)[1]: n for n in top.descendants() if isinstance(n, RegNode)}


def test_systemrdl_has_the_same_registers(either: RegisterMap, tmp_path: Path) -> None:
    seen = compiled(to_systemrdl(either), tmp_path)
    assert {path: node.absolute_address for path, node in seen.items()} == addresses(either)
    access = {Kind.CONTROL: (True, True), Kind.STICKY: (True, True), Kind.PULSE: (False, True)}  # (read, written)
    for register in either.registers:
        node = seen[register.path]
        assert node.get_property("desc") == register.description
        fields = list(node.fields())
        assert [f.inst_name for f in fields] == [f.name for f in register.fields]
        for field, want in zip(fields, register.fields, strict=True):
            assert isinstance(field, FieldNode)
            assert (field.low, field.width) == (want.low, want.bits)
            assert (field.is_sw_readable, field.is_sw_writable) == access.get(want.kind, (True, False))
            assert field.get_property("reset") == (None if want.kind in (Kind.STATUS, Kind.BUSY) else want.value)
            assert field.get_property("desc") == want.description
            assert bool(field.get_property("woclr")) == (want.kind is Kind.STICKY)
            assert bool(field.get_property("singlepulse")) == (want.kind is Kind.PULSE)


def test_the_c_header_compiles_to_the_same_numbers(either: RegisterMap, tmp_path: Path) -> None:
    (tmp_path / "registers.h").write_text(to_c_header(either))
    names = {p: "TOY_Q4_" + p.replace(".", "__").upper() for p in addresses(either)}
    prints = "".join(f'printf("{p} %u %u\\n", {c}, {c}_RESET);\n' for p, c in names.items())
    extra = "TOY_Q4_CONTROL_CLEAR_MASK, TOY_Q4_REG__TIMING_CONVERSION_MASK, TOY_Q4_REG__TIMING_CONVERSION_SHIFT"
    source = tmp_path / "main.c"
    source.write_text(
        '#include <stdio.h>\n#include "registers.h"\n#include "registers.h"\n'
        f'int main(void) {{\n{prints}printf("fields %u %u %u\\n", {extra});\nreturn 0;\n}}\n'
    )
    program = tmp_path / "main"
    flags = ["-std=c89", "-Wall", "-Wextra", "-Werror", "-pedantic"]
    subprocess.run(["gcc", *flags, "-o", program, source], check=True, timeout=60)
    *lines, fields = subprocess.run([program], check=True, capture_output=True, text=True).stdout.splitlines()
    want = [f"{r.path} {r.address} {r.reset}" for r in either.registers]
    assert lines == want
    assert fields == f"fields 2 {0xFFFF0000} 16"


class Page(HTMLParser):
    """Collects the rows of the registers, and whatever a browser would load or leave open."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, list[str]] = {}
        self.loads: list[str] = []
        self.open: list[str] = []
        self.row = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.loads += [v for k, v in attrs if k in ("src", "href") and v and not v.startswith("#")]
        if tag in ("script", "link", "img"):
            self.loads.append(tag)
        if tag != "meta":
            self.open.append(tag)
        if tag == "tr":
            self.row = given.get("id") or ""

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.row and data.strip():
            self.rows.setdefault(self.row, []).append(data.strip())


def test_the_page_shows_every_register_and_loads_nothing(either: RegisterMap) -> None:
    text = to_html(either)
    page = Page()
    page.feed(text)
    page.close()
    assert page.open == []
    assert page.loads == []
    want = {r.path: [f"{r.address:#x}", r.name, f"{r.reset:#x}", r.description] for r in either.registers}
    assert page.rows == want
    assert len(text) < 100_000


def test_descriptions_are_quoted_where_a_view_needs_it(tmp_path: Path) -> None:
    strange = 'a "quote", a \\ backslash, 1 < 2 & 3 */'
    changed = replace(
        MAP, name="toy_q4", registers=(replace(MAP.registers[0], description=strange), *MAP.registers[1:])
    )
    assert compiled(to_systemrdl(changed), tmp_path)["ID"].get_property("desc") == strange
    assert "1 &lt; 2 &amp; 3" in to_html(changed)
    header = to_c_header(changed)
    assert header.count("/*") == header.count("*/")


def test_same_map_same_bytes() -> None:
    """Also in another process, where sets have another order."""
    program = (
        "import hashlib, sys\n"
        "from cocotb_tests.csr_map import MAP\n"
        "from hdlgen.emit.register_views import to_c_header, to_html, to_systemrdl\n"
        "print(hashlib.sha256((to_c_header(MAP) + to_html(MAP) + to_systemrdl(MAP)).encode()).hexdigest())\n"
        "assert not {'amaranth', 'systemrdl', 'peakrdl_html'} & set(sys.modules)\n"
    )
    want = hashlib.sha256((to_c_header(MAP) + to_html(MAP) + to_systemrdl(MAP)).encode()).hexdigest()
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", program],
            capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2], env={"PYTHONHASHSEED": seed},
        )  # fmt: skip
        assert run.stdout.strip() == want


def test_the_beats_of_an_operator_are_those_that_bound_it():
    """What enters a concat, though fewer of each operand enter than leave; what leaves an upsampling."""
    four, small, wide = Int(4), (2, 2, 4), (2, 2, 8)
    stages = (
        OperatorStage("join", Concat((4, 4)), (Stream(small, four, 4),) * 2, Stream(wide, four, 4)),
        OperatorStage("up", Upsample(2), (Stream(small, four, 4),), Stream((4, 4, 4), four, 4)),
    )
    registers = register_map(replace(plan(array_stage("a")), stages=stages), DIGEST)
    assert [registers[f"{name}.BEATS"].description for name in ("join", "up")] == [
        "Input beats accepted.",
        "Output beats given.",
    ]
