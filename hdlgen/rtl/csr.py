"""`Csr`: the control and status registers behind AXI4-Lite."""

from __future__ import annotations

from functools import reduce
from operator import or_

from amaranth.hdl import Cat, Const, Module, Signal, Value
from amaranth.lib import wiring
from amaranth.lib.wiring import In, Out

from hdlgen.rtl.interfaces import LOAD_READ_CYCLES, axi_lite, load_bus, written
from hdlgen.rtl.macro import index_bits
from hdlgen.rtl.register_map import Field, Kind, LoadWindow, Register, RegisterMap

OKAY, SLVERR, DECERR = 0, 2, 3
READ_TOGETHER = 8
"""Registers among which is chosen in a cycle: registers lie wherever what they count is, and wires to them are long."""


class Csr(wiring.Component):
    """Registers of `params`; an AXI4-Lite slave with 32-bit data.

    Two cycles after the later of address and data was accepted, a write has taken effect and its response stands. A
    read gives the value one cycle after its address was accepted and stands two cycles after that. One write and one
    read every two cycles. An address that is not in the map gives DECERR, a write to a register without a writable
    field SLVERR; neither changes anything. `wstrb` selects bytes. The low two address bits, `awprot` and `arprot` are
    ignored.

    In an active cycle (below) registers that are `locked` are not written, and windows neither written nor read: the
    answer is SLVERR and nothing changes. So it is behind the last row of a window, for a write of less than a word to a
    window or a register that is `loaded` or has a `guard`, and while the guard is 0. A write to a window is on `load`
    in the first cycle of its response. A read of one takes `LOAD_READ_CYCLES` + 1 cycles longer than that of a
    register; nothing else is accessed until then.

    An event counts in the cycle in which its bit is high; what it changes is seen from the next cycle on, a counter's
    value a cycle later. `clear` wins over an event of its cycle. A cycle is *active* when one of the fields
    `params.active` is 1.

    A BUSY field with events (part, enter, leave, drop) is 1 from the cycle after the first `part` of an image until as
    many have left as entered, however `part`s and leaves lie; `enter` comes with the last `part` or later. From the
    cycle after a `drop` on none is inside; it wins over the others. `clear` does not touch the field.

    Members
    -------
    s_axil : In(axi_lite)        The bus. Responses and read data stay until accepted.
    events : In(n)               Bit `params.event(name)` for each event.
    status : In(n)               Bits `params.status(path)` for each status field; absent when there is none.
    control : Out(n)             Bits `params.control(path)` for each control and pulse field; registers.
    active : Out(1)              Whether the cycle is active; in a map with windows alone, as the next two.
    load : Out(load_bus)         Words of windows; registers.
    written : Out(written)       A word of a window or of a register that is `loaded` was written; registers. Two such
                                 are at least two cycles apart, and a control that is written later is two cycles later.
    """

    def __init__(self, params: RegisterMap) -> None:
        self.params = params
        members = {
            "s_axil": In(axi_lite(params.address_bits)),
            "control": Out(params.control_bits),
        }
        if params.events:
            members["events"] = In(len(params.events))
        if params.status_bits:
            members["status"] = In(params.status_bits)
        if params.windows:
            words = max(w.size for w in params.windows) // 4
            members |= {
                "active": Out(1),
                "load": Out(load_bus(len(params.windows), index_bits(words))),
                "written": Out(written(params.address_bits)),
            }
        super().__init__(members)

    def elaborate(self, platform: object) -> Module:
        """Registers of the fields, then the two halves of the bus around them."""
        m = Module()
        controls = {
            path: Signal(f.bits, init=f.value, name=_verilog(path))
            for path, f in self.params.of_kind(Kind.CONTROL, Kind.PULSE)
        }
        values: dict[str, Value] = {}  # what each field reads as
        for path, field in self.params.fields:
            values[path] = self._storage(path, field, controls)
        m.d.comb += self.control.eq(Cat(*controls.values()))

        clear = controls[self.params.clear]
        active = Signal()
        m.d.comb += active.eq(Cat(values[path] for path in self.params.active).any())
        cycles, high_now = self._count_cycles(m, values, active, clear)
        for path, field in self.params.fields:
            self._listen(m, field, values[path], active=active, clear=clear, cycles=cycles)
        fetching = Signal(range(LOAD_READ_CYCLES + 2))  # until the word that is read from a window comes
        if self.params.windows:
            m.d.comb += [self.active.eq(active), self.load.data.eq(self.written.data)]
        writing = self._write(m, values, controls, active, fetching)
        self._read(m, values, high_now, active, fetching, writing)
        return m

    def _storage(self, path: str, field: Field, controls: dict[str, Signal]) -> Value:
        """What `field` reads as: a register of its own for those that keep something."""
        match field.kind:
            case Kind.CONSTANT:
                return Const(field.value, field.bits)
            case Kind.PULSE:
                return Const(0, 1)
            case Kind.CONTROL:
                return controls[path]
            case Kind.STATUS:
                return self.status[self.params.status(path)]
            case _:
                return Signal(field.bits, name=_verilog(path))

    def _count_cycles(self, m: Module, values: dict[str, Value], active: Value, clear: Value) -> tuple[Value, Value]:
        """Count active cycles in 64 bits; the two words of the count, as they belong together."""
        [(low_path, _)], [(high_path, _)] = self.params.of_kind(Kind.CYCLES), self.params.of_kind(Kind.CYCLES_HIGH)
        low, latched = values[low_path], values[high_path]
        # The high word moves one cycle behind the low one: no carry chain is longer than 32 bits.
        high, carry = Signal(32, name="cycles_high_word"), Signal(name="cycles_carry")
        high_now = (high + carry)[:32]
        m.d.sync += [carry.eq(active & (low == 0xFFFFFFFF)), high.eq(high_now)]
        with m.If(active):
            m.d.sync += low.eq(low + 1)
        with m.If(clear):
            m.d.sync += [low.eq(0), high.eq(0), carry.eq(0), latched.eq(0)]
        return low, high_now

    def _listen(self, m: Module, field: Field, value: Value, *, active: Value, clear: Value, cycles: Value) -> None:
        """What the events of `field` do to its register."""
        events = [self.events[self.params.event(e)] for e in field.events]
        match field.kind:
            case Kind.STICKY:
                with m.If(events[0]):
                    m.d.sync += value.eq(1)
            case Kind.COUNTER:
                # The event is added, not asked for: an adder with carry in, and no branch that a simulator mispredicts.
                number = Cat(*events) if len(events) > 1 else events[0]
                gate = active.replicate(len(events)) if len(events) > 1 else active
                heard = Signal(len(number), name=f"{value.name}_heard")  # a cycle later, and so is the count
                m.d.sync += [heard.eq(number & gate if field.gated else number), value.eq(value + heard)]
                with m.If(clear):
                    m.d.sync += [value.eq(0), heard.eq(0)]
            case Kind.LATEST:
                with m.If(clear):
                    m.d.sync += value.eq(0)
                with m.Elif(events[0]):
                    m.d.sync += value.eq(cycles)
            case Kind.FIRST:
                seen = Signal(name=f"{value.name}_seen")
                with m.If(clear):
                    m.d.sync += [value.eq(0), seen.eq(0)]
                with m.Elif(events[0] & ~seen):
                    m.d.sync += [value.eq(cycles), seen.eq(1)]
            case Kind.BUSY:
                part, enter, leave, drop = events
                begun, under_way = Signal(name=f"{value.name}_begun"), Signal(32, name=f"{value.name}_under_way")
                with m.If(enter):
                    m.d.sync += begun.eq(0)
                with m.Elif(part):
                    m.d.sync += begun.eq(1)
                with m.If(enter & ~leave):
                    m.d.sync += under_way.eq(under_way + 1)
                # An image whose last pixels no window needs may leave before it has entered: the count wraps to −1,
                # and `begun` is 1 until it is 0 again.
                with m.If(leave & ~enter):
                    m.d.sync += under_way.eq(under_way - 1)
                with m.If(drop):
                    m.d.sync += [begun.eq(0), under_way.eq(0)]
                m.d.comb += value.eq(begun | under_way.any())

    def _write(
        self, m: Module, values: dict[str, Value], controls: dict[str, Signal], active: Value, fetching: Signal
    ) -> Signal:
        """Address and data wait for each other in a register each. Returns whether something is written."""
        address, has_address = Signal(self.params.address_bits - 2, name="aw_address"), Signal(name="aw_full")
        data, strobe, has_data = Signal(32, name="w_data"), Signal(4, name="w_strobe"), Signal(name="w_full")
        go = Signal(name="write")
        free = ~self.s_axil.bvalid | self.s_axil.bready
        m.d.comb += [
            self.s_axil.awready.eq(~has_address),
            self.s_axil.wready.eq(~has_data),
            go.eq(has_address & has_data & (free & (fetching == 0) if self.params.windows else free)),
        ]
        with m.If(self.s_axil.awvalid & self.s_axil.awready):
            m.d.sync += [address.eq(self.s_axil.awaddr[2:]), has_address.eq(1)]
        with m.If(self.s_axil.wvalid & self.s_axil.wready):
            m.d.sync += [data.eq(self.s_axil.wdata), strobe.eq(self.s_axil.wstrb), has_data.eq(1)]
        with m.If(self.s_axil.bready):
            m.d.sync += self.s_axil.bvalid.eq(0)
        for path, _ in self.params.of_kind(Kind.PULSE):
            m.d.sync += controls[path].eq(0)
        if self.params.windows:
            m.d.sync += [self.written.valid.eq(0), self.load.write.eq(0)]
        with m.If(go):
            m.d.sync += [has_address.eq(0), has_data.eq(0), self.s_axil.bvalid.eq(1), self.s_axil.bresp.eq(DECERR)]
            with m.Switch(address):
                for register in self.params.registers:
                    with m.Case(register.address >> 2):
                        self._write_register(m, register, values, controls, data, strobe, active, address)
                for number, window in enumerate(self.params.windows):
                    with m.Case(_pattern(window, self.params.address_bits)):
                        m.d.sync += self.s_axil.bresp.eq(SLVERR)
                        with m.If(_there(window, address) & ~active & strobe.all()):
                            m.d.sync += [self.s_axil.bresp.eq(OKAY), self.load.write.eq(1)]
                            self._select(m, number, window, address)
                            self._note(m, address, data)
        return go

    def _write_register(
        self,
        m: Module,
        register: Register,
        values: dict[str, Value],
        controls: dict[str, Signal],
        data: Value,
        strobe: Value,
        active: Value,
        address: Value,
    ) -> None:
        if register.guard:
            m.d.sync += self.s_axil.bresp.eq(SLVERR)
            with m.If(values[register.guard] & strobe.all()):
                m.d.sync += self.s_axil.bresp.eq(OKAY)
                self._write_fields(m, register, values, controls, data, strobe)
            return
        if not register.locked:
            m.d.sync += self.s_axil.bresp.eq(OKAY if register.writable else SLVERR)
            self._write_fields(m, register, values, controls, data, strobe)
            return
        m.d.sync += self.s_axil.bresp.eq(SLVERR)
        with m.If(~active & strobe.all() if register.loaded else ~active):
            m.d.sync += self.s_axil.bresp.eq(OKAY)
            self._write_fields(m, register, values, controls, data, strobe)
            if register.loaded:
                self._note(m, address, data)

    def _note(self, m: Module, address: Value, data: Value) -> None:
        m.d.sync += [
            self.written.valid.eq(1),
            self.written.address.eq(Cat(Const(0, 2), address)),
            self.written.data.eq(data),
        ]

    def _select(self, m: Module, number: int, window: LoadWindow, address: Value) -> None:
        m.d.sync += [self.load.select.eq(number), self.load.address.eq(address[: _word_bits(window)])]

    def _write_fields(
        self,
        m: Module,
        register: Register,
        values: dict[str, Value],
        controls: dict[str, Signal],
        data: Value,
        strobe: Value,
    ) -> None:
        mask = Cat(byte.replicate(8) for byte in strobe)
        for field in register.fields:
            path, bits = f"{register.path}.{field.name}", slice(field.low, field.low + field.bits)
            match field.kind:
                case Kind.CONTROL:
                    m.d.sync += controls[path].eq((controls[path] & ~mask[bits]) | (data[bits] & mask[bits]))
                case Kind.PULSE:
                    m.d.sync += controls[path].eq(data[bits] & mask[bits])
                case Kind.STICKY:
                    with m.If(data[bits] & mask[bits] & ~self.events[self.params.event(field.events[0])]):
                        m.d.sync += values[path].eq(0)

    def _read(
        self,
        m: Module,
        values: dict[str, Value],
        high_now: Value,
        active: Value,
        fetching: Signal,
        writing: Value,
    ) -> None:
        """Values are taken in two steps, a few registers together and all, and stay there until accepted."""
        address, has_address = Signal(self.params.address_bits - 2, name="ar_address"), Signal(name="ar_full")
        found = [Signal(32, name=f"found_{n}") for n in range(-(-len(self.params.registers) // READ_TOGETHER))]
        taken, response = Signal(name="read_taken"), Signal.like(self.s_axil.rresp, name="read_response")
        go = Signal(name="read")
        free = ~self.s_axil.rvalid | self.s_axil.rready
        moves = ~taken | free
        m.d.comb += [
            self.s_axil.arready.eq(~has_address),
            go.eq(has_address & (moves & (fetching == 0) & ~writing if self.params.windows else moves)),
        ]
        with m.If(self.s_axil.arvalid & self.s_axil.arready):
            m.d.sync += [address.eq(self.s_axil.araddr[2:]), has_address.eq(1)]
        with m.If(self.s_axil.rready):
            m.d.sync += self.s_axil.rvalid.eq(0)
        with m.If(taken & free):
            m.d.sync += [
                taken.eq(0),
                self.s_axil.rvalid.eq(1),
                self.s_axil.rdata.eq(reduce(or_, found)),
                self.s_axil.rresp.eq(response),
            ]
        [(latched, _)] = self.params.of_kind(Kind.CYCLES_HIGH)
        if self.params.windows:
            m.d.sync += self.load.read.eq(0)
        with m.If(go):
            m.d.sync += [has_address.eq(0), taken.eq(1), *(some.eq(0) for some in found), response.eq(DECERR)]
            with m.Switch(address):
                for n, register in enumerate(self.params.registers):
                    with m.Case(register.address >> 2):
                        m.d.sync += [found[n // READ_TOGETHER].eq(_word(register, values)), response.eq(OKAY)]
                        if any(f.kind is Kind.CYCLES for f in register.fields):
                            m.d.sync += values[latched].eq(high_now)
                for number, window in enumerate(self.params.windows):
                    with m.Case(_pattern(window, self.params.address_bits)):
                        m.d.sync += response.eq(SLVERR)
                        with m.If(_there(window, address) & ~active):
                            m.d.sync += [
                                has_address.eq(1),
                                taken.eq(0),
                                response.eq(OKAY),
                                self.load.read.eq(1),
                                fetching.eq(LOAD_READ_CYCLES + 1),
                            ]
                            self._select(m, number, window, address)
        if self.params.windows:
            with m.If(fetching != 0):
                m.d.sync += fetching.eq(fetching - 1)
            with m.If(fetching == 1):
                m.d.sync += [has_address.eq(0), taken.eq(1), found[0].eq(self.load.read_data)]


def _word_bits(window: LoadWindow) -> int:
    """Bits of the address of a word of `window`."""
    return (window.size // 4 - 1).bit_length()


def _pattern(window: LoadWindow, address_bits: int) -> str:
    """Addresses of words that lie in `window`."""
    free = _word_bits(window)
    fixed = address_bits - 2 - free
    return (f"{window.address // window.size:0{fixed}b}" if fixed else "") + "-" * free


def _there(window: LoadWindow, address: Value) -> Value:
    """Whether the word of `address`, in `window`, is of a row that there is."""
    words = window.rows * window.words
    return Const(1, 1) if 4 * words == window.size else address[: _word_bits(window)] < words


def _word(register: Register, values: dict[str, Value]) -> Value:
    """The 32 bits of `register`, zeros between its fields."""
    parts: list[Value] = []
    at = 0
    for field in register.fields:
        parts += [Const(0, field.low - at), values[f"{register.path}.{field.name}"]]
        at = field.low + field.bits
    return Cat(*parts, Const(0, 32 - at))


def _verilog(path: str) -> str:
    """A signal name for a field: conv1.PHASES.count → conv1_phases_count."""
    return path.replace(".", "_").lower()
