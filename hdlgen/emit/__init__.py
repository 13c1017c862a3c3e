"""From a Plan to files: Verilog, manifest, register map."""
