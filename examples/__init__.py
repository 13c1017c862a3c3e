"""Networks with branches, to try the commands on; `make` makes them."""
