"""Cosimulation without Python in the loop: compiled array models answer the program that Verilator makes."""
