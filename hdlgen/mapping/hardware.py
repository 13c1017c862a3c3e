"""`Hardware`: what the user says of the arrays and converters."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from hdlgen.mapping.geometry import OMITTED, Geometry

if TYPE_CHECKING:
    from hdlgen.spec.models import DeviceSpec, HardwareSpec


@dataclass(frozen=True)
class Hardware:
    """What the user says of the arrays and converters; the same for all tiles.

    rows, columns       of a tile; a column is a differential pair
    cell_bits           C
    dac_bits            D
    adc_bits, adcs      B, and converters a macro, with a budget of them the most; `columns` is a multiple of `adcs`
    settle_cycles       from the first cycle of drive to the cycle in which the sum is held, both counted; ≥ 1
    conversion_cycles   a converter's time for one column; ≥ 1
    tile_budget         arrays there are; 0 = as many as it takes
    precharge_cycles    in which nothing is driven before every phase; ≥ 0
    row_word            whether the macro takes whole activations besides digits
    adc_budget          converters there are; 0 = those of all macros
    joined              arrays whose columns can be joined in front of one set of converters: rows of a tile are then
                        those of all of them (`rows_of`)
    clustered           whether words may have segments of their own (`clusters`) where that takes fewer conversions
    shared              tiles of an engine that a macro may have: its holds and converters are switched from one to
                        another
    """

    rows: int
    columns: int
    cell_bits: int
    dac_bits: int
    adc_bits: int
    adcs: int
    settle_cycles: int
    conversion_cycles: int
    tile_budget: int = 0
    precharge_cycles: int = 0
    row_word: bool = False
    adc_budget: int = field(default=0, metadata=OMITTED)
    joined: int = field(default=1, metadata=OMITTED)
    clustered: bool = field(default=False, metadata=OMITTED)
    shared: int = field(default=1, metadata=OMITTED)

    @classmethod
    def of(cls, hardware: HardwareSpec, device: DeviceSpec) -> Hardware:
        """What `hardware` and `device` of a network file say."""
        tile, adc = hardware.tile, hardware.adc
        return cls(
            rows=tile.rows,
            columns=tile.columns,
            cell_bits=device.cell_bits,
            dac_bits=hardware.dac.bits,
            adc_bits=adc.bits,
            adcs=adc.count,
            settle_cycles=adc.settle_cycles,
            conversion_cycles=adc.conversion_cycles,
            tile_budget=tile.budget,
            precharge_cycles=adc.precharge_cycles,
            row_word=hardware.dac.row_word,
            adc_budget=adc.budget,
            joined=tile.joined,
            clustered=tile.segments == "clustered",
            shared=adc.shared,
        )

    def rows_of(self, geometry: Geometry) -> int:
        """Rows of the tiles of such a stage: those of all arrays that each is made of."""
        return self.rows * geometry.joined
