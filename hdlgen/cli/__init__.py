"""The command `hdlgen`. Each command is a module with `register` and `run`, light to import."""
