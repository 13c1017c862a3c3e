"""Latencies of units, in cycles, where both those who make the units and those who plan with them need the number."""

SUMS = 4
"""From the end of a window's last conversion to the first of its sums that is offered."""
REQUANTIZE = 3
"""From an accumulator to its activation."""
LOOK_UP = 1
"""What a table behind a requantizer takes."""
