"""The seam between the digital controller and an analog array with its drivers and converters."""

from __future__ import annotations

from dataclasses import dataclass

from amaranth import Module
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from hdlgen.errors import HdlgenError

MOST_ACTIVATION_BITS = 8
"""Of `arith.Phases`."""
GAIN_BITS = 4
"""Of the gain of verifying reads."""

ADC_SHIFT_BITS = 5
"""Of `arith.Adc.shift`."""


def index_bits(count: int) -> int:
    """Bits of an index into `count` things; at least 1, since a port cannot be empty."""
    return max(1, (count - 1).bit_length())


@dataclass(frozen=True)
class MacroPin:
    """A pin of the macro, seen from the macro: direction `in` or `out`, width, and what it means and when."""

    name: str
    direction: str
    bits: int
    meaning: str


@dataclass(frozen=True)
class MacroParams:
    """What a macro is made of.

    rows, columns       of the array; a column is a differential pair read as a signed difference
    adcs                converters; column group `select` is columns select·adcs .. select·adcs + adcs − 1
    dac_bits            of a digit on every row; an activation is as many digits as it has, one after the other
    adc_bits            of a code, two's complement
    settle_cycles       `hold` comes in the settle_cycles-th cycle of `integrate` at the earliest
    conversion_cycles   `code_valid` comes that many cycles after `convert`
    precharge_cycles    for which `integrate` is low after `hold`
    verify              whether single cells can be read, to verify them while they are programmed
    inputs              0: converters see the sums; 1: what memristive activation units behind each column pass of them;
                        more: the largest of so many that are held one after the other, found by a unit behind those
    joined              arrays that the rows are of, as many each, array 0's first. Columns of the same number are
                        joined in front of holds and converters: the currents of all arrays add up
    arrays              that share holds and converters, each with `rows` rows of its own; one of them is driven, and
                        its columns are sampled, at a time
    """

    rows: int
    columns: int
    adcs: int
    dac_bits: int
    adc_bits: int
    settle_cycles: int
    conversion_cycles: int
    precharge_cycles: int = 0
    verify: bool = False
    inputs: int = 0
    joined: int = 1
    arrays: int = 1

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            least = 0 if name in ("precharge_cycles", "verify", "inputs") else 1
            if value < least:
                raise HdlgenError(f"macro.{name}", f"must be at least {least}, not {value}")
        if self.columns % self.adcs:
            raise HdlgenError("macro.adcs", f"{self.adcs} converters do not divide {self.columns} columns")
        if self.rows % self.joined:
            raise HdlgenError("macro.joined", f"{self.joined} arrays do not divide {self.rows} rows")
        if self.verify and self.arrays > 1:
            raise HdlgenError("macro.arrays", f"are {self.arrays}, and verifying reads are of one")

    @property
    def groups(self) -> int:
        """Column groups."""
        return self.columns // self.adcs

    @property
    def phases(self) -> int:
        """Digits of the widest activation there is: how many one has is no property of an array."""
        return -(-MOST_ACTIVATION_BITS // self.dac_bits)

    @property
    def word_bits(self) -> int:
        """Bits of a row's activation, of `phases` digits."""
        return self.phases * self.dac_bits

    @property
    def module(self) -> str:
        """Name of the macro's module: equal macros are one module."""
        return (
            f"xbar_{self.rows}x{self.columns}_d{self.dac_bits}_a{self.adcs}b{self.adc_bits}"
            f"_s{self.settle_cycles}c{self.conversion_cycles}"
            + f"p{self.precharge_cycles}" * bool(self.precharge_cycles)
            + "_v" * self.verify
            + f"_u{self.inputs}" * bool(self.inputs)
            + f"_j{self.joined}" * (self.joined > 1)
            + f"_m{self.arrays}" * (self.arrays > 1)
        )

    @property
    def pins(self) -> tuple[MacroPin, ...]:
        """Every pin but clk and rst."""
        return (
            MacroPin(
                "drive",
                "in",
                self.rows * self.dac_bits,
                "digit on every row, row 0 lowest; stable from the first cycle of integrate to hold, else 0",
            ),
            MacroPin(
                "row_word",
                "in",
                self.rows * self.word_bits,
                "the whole activation behind drive, least significant digit lowest, digits from PHASES on 0; stable in "
                "phase 0. For macros with multi-bit drivers of their own, and for simulation",
            ),
            MacroPin("phase", "in", index_bits(self.phases), "index of the digit that drive shows"),
            *self._switched(
                "array",
                "array whose rows are driven and whose columns are sampled, the others rest; stable from the first "
                "cycle of integrate to hold",
            ),
            MacroPin("integrate", "in", 1, "the columns sum the driven rows"),
            MacroPin("hold", "in", 1, "last cycle of an integration: sample every column"),
            *self._units,
            MacroPin("select", "in", index_bits(self.groups), "column group to convert; with convert"),
            MacroPin("convert", "in", 1, "start converting the held values of the selected group; one cycle"),
            MacroPin("adc_shift", "in", ADC_SHIFT_BITS, "range: a code step is 2^adc_shift level steps; static"),
            *self._switched("prog_array", "cell to program: array"),
            MacroPin("prog_row", "in", index_bits(self.rows), "cell to program: row"),
            MacroPin("prog_column", "in", index_bits(self.columns), "cell to program: column"),
            MacroPin("prog_polarity", "in", 1, "cell to program: 0 positive, 1 negative cell of the pair"),
            MacroPin("prog_set", "in", 1, "one set pulse; never together with integrate"),
            MacroPin("prog_reset", "in", 1, "one reset pulse; never together with integrate"),
            MacroPin("prog_amplitude", "in", 8, "amplitude code of the pulse"),
            MacroPin("prog_width", "in", 8, "width code of the pulse"),
            *(self._verifying if self.verify else ()),
            MacroPin("codes", "out", self.adcs * self.adc_bits, "signed codes of the group, its first column lowest"),
            MacroPin("code_valid", "out", 1, "codes hold the result of the latest convert; one cycle"),
            MacroPin("prog_done", "out", 1, "the pulse has ended"),
        )

    def _switched(self, name: str, meaning: str) -> tuple[MacroPin, ...]:
        """The pin `name`, where there are several arrays."""
        return (MacroPin(name, "in", index_bits(self.arrays), meaning),) if self.arrays > 1 else ()

    @property
    def _units(self) -> tuple[MacroPin, ...]:
        if not self.inputs:
            return ()
        activate = MacroPin(
            "activate",
            "in",
            1,
            "units stand between the columns' sums, less their references (plan.json), and the converters; 0: the sums "
            f"are converted as they are; {'0 in verifying reads, else 1' if self.verify else 'static'}",
        )
        if self.inputs == 1:
            return (activate,)
        return (
            activate,
            MacroPin(
                "hold_input",
                "in",
                index_bits(self.inputs),
                f"which of a column's {self.inputs} holds samples, 0 to {self.inputs - 1} in turn; with hold",
            ),
            MacroPin(
                "pool",
                "in",
                1,
                f"with hold of input {self.inputs - 1}: from the next cycle on, until the next one, converters see "
                "the largest of what units pass of a column's holds, kept in one more; those may be taken anew",
            ),
        )

    @property
    def _verifying(self) -> tuple[MacroPin, ...]:
        return (
            MacroPin(
                "prog_verify",
                "in",
                1,
                "a verifying read: columns sum the cells of prog_polarity alone, negative ones with their sign, and a "
                "code step is 2^-prog_gain level steps, whatever adc_shift says; from the first cycle of integrate to "
                "code_valid. One row is driven, with digit 1, in phase 0",
            ),
            MacroPin("prog_gain", "in", GAIN_BITS, "range of verifying reads; static"),
        )

    @property
    def signature(self) -> wiring.Signature:
        """The pins from the controller's side: `read` them, `program` the cells."""
        return wiring.Signature({"read": Out(self._group(False)), "program": Out(self._group(True))})

    def writing(self, tiles: int) -> wiring.Signature:
        """Who programs cells → so many of these macros: `signature` without pins that verifying reads do not need.

        tile  has a bit for each macro: that which the pins are for
        """
        unneeded = ("row_word", "phase", "adc_shift", "activate", "hold_input", "pool")
        read, program = (self._group(which, without=unneeded) for which in (False, True))
        return wiring.Signature({"tile": Out(tiles), "read": Out(read), "program": Out(program)})

    def _group(self, programming: bool, without: tuple[str, ...] = ()) -> wiring.Signature:
        chosen = (p for p in self.pins if p.name.startswith("prog_") == programming and p.name not in without)
        return wiring.Signature({p.name: (Out if p.direction == "in" else In)(p.bits) for p in chosen})


@dataclass(frozen=True)
class MacroPlace:
    """A macro in its place.

    tile    name of the tile that it is, or that its array 0 is; its parameter TILE
    phases  digits of an activation there, at most `macro.phases`; its parameter PHASES
    """

    macro: MacroParams
    tile: str
    phases: int

    def __post_init__(self) -> None:
        if not 1 <= self.phases <= self.macro.phases:
            raise HdlgenError("macro.phases", f"must lie in 1..{self.macro.phases}, not {self.phases}")

    @property
    def parameters(self) -> dict[str, str | int]:
        """Those of the instance: nothing physical depends on them."""
        return {"TILE": self.tile, "PHASES": self.phases}


class Macro(wiring.Component):
    """The pins of a macro that comes from elsewhere; what drives its outputs in a simulation is the simulation's.

    Members
    -------
    read, program : In    As `MacroParams.signature` has them. Programming pins that nobody drives are 0.
    """

    def __init__(self, params: MacroPlace) -> None:
        self.params = params
        super().__init__({name: member.flip() for name, member in params.macro.signature.members.items()})

    def elaborate(self, platform: object) -> Module:
        return Module()
