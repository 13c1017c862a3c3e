"""Amaranth units: they know numbers, not networks."""
