"""Latencies of units, in cycles, where both those who make the units and those who plan with them need the number."""

SUMS = 5
"""From the end of a window's last conversion, as the scheduler has it, to the first of its sums that is offered: one
cycle to the macro, one in the reader, one in the adder, as the accumulator fetches, and two in the accumulator."""
REQUANTIZE = 3
"""From an accumulator to its activation."""
LOOK_UP = 1
"""What a table behind a requantizer takes."""
MERGE_WAYS = 4
"""Sums that are added up in a cycle where those of several engines come together."""


def merge(streams: int) -> int:
    """From the sums of so many engines to their sum."""
    cycles = 0
    while streams > 1:
        streams, cycles = -(-streams // MERGE_WAYS), cycles + 1
    return cycles
