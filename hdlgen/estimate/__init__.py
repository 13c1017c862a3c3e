"""What a mapped network costs: counts of a Plan, area, energy and power from them, and what compression saved."""
