"""What a cosimulation finds: rules by their numbers, the first value that differs, and the error that is raised."""

from __future__ import annotations

from typing import Any

from hdlgen.cosim.job import WatchJob
from hdlgen.errors import DesignError

SEAM_RULES = {
    1: "drives rows that are not the digit of their words",
    2: "is held before it has settled",
    3: "is told to convert while it converts",
    4: "is told to convert before anything was held",
    5: "is driven with phases out of order",
    6: "stops integrating before it is held",
    7: "drives rows while nothing integrates",
    8: "integrates before it is precharged",
    9: "gets a pulse while it integrates or converts, or integrates or converts during one",
    10: "is read or pulsed with pins that move",
    11: "holds an input of a square out of turn",
    12: "is told to pool without the last input of a square, or not with it",
    13: "is switched to another array in a product, or to one that it has not",
}
"""What the macro's simulation view checks, by its number."""
STREAM_RULES = {
    1: "takes back a beat that was not taken",
    2: "changes a beat that was not taken",
    3: "offers X",
    4: "has tlast on a beat that is not an image's last, or not on that",
    5: "has tuser on the last beat of an image whose frame was right",
    6: "has another tdest than that of the frame whose turn it is",
    7: "has bits of tdata above those of its frame that are not 0",
}
"""What the bench's Verilog checks, by its number."""
SURPLUS = "more rows than the images have"
"""What is said of a stream that goes on."""
UNUSED_ROWS = "drives rows that no block uses"
"""What is said of a macro whose words have bits where no row is."""


def difference(watch: WatchJob, index: int, got: int | None, expected: int, cycles: int, text: str) -> dict[str, Any]:
    """The first value of a row that is not what it must be."""
    image, row = divmod(index, watch.rows)
    for beat in range(watch.beats):
        for lane in range(watch.lanes):
            want = watch.value(expected, beat, lane)
            have: int | str = "X" if got is None else watch.value(got, beat, lane)
            if got is None:
                low = len(text) - (beat * watch.lanes + lane + 1) * watch.lane_bits
                bits = text[low : low + watch.lane_bits]
                have = watch.value(int(bits, 2), 0, 0) if set(bits) <= {"0", "1"} else "X"
            if have != want:
                column, part = divmod(beat, watch.beats_per_position)
                return {
                    "kind": "difference",
                    "layer": watch.name,
                    "image": image,
                    "row": row,
                    "column": column,
                    "channel": part * watch.lanes + lane,
                    "cycle": cycles >> (32 * beat) & 0xFFFFFFFF,
                    "expected": want,
                    "got": have,
                }
    return {"kind": "difference", "layer": watch.name, "image": image, "row": row, "what": "surplus lanes are not 0"}


def error(finding: dict[str, Any]) -> DesignError:
    """The error of what was found."""
    where = finding["layer"]
    if finding["kind"] != "difference":
        what = f"{finding['what']} (cycle {finding['cycle']})"
    elif "what" in finding:
        what = f"image {finding['image']}, row {finding['row']}: {finding['what']}"
    else:
        what = (
            f"image {finding['image']}, row {finding['row']}, column {finding['column']}, "
            f"channel {finding['channel']}, cycle {finding['cycle']}: expected {finding['expected']}, "
            f"got {finding['got']}"
        )
    lost = "".join(
        f"; register {stage}.FAULTS: its macros' codes did not come in their cycle, or came in another"
        for stage in finding.get("faulty", ())
    )
    if "began" in finding:
        lost += f"; cycles are those of the process that began with image {finding['began']}"
    return DesignError(where, what + lost)
