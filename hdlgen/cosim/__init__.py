"""The emitted Verilog in a simulator, against the array models: drivers, builds, runs and their results."""
