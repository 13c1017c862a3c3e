"""Accelerators on FPGA boards: arrays as twins in block memory, and a serial line to a host in place of a system.

`Board` is what is known of a board, `BoardTop` the design for it, `build` makes the bitstream with tools that pip
installs, and `host` plays images on it. `netlist` runs what place and route made in a simulator, behind a
pseudo-terminal, as if it were the board.
"""
