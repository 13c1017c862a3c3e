"""PyTorch modules as a `Source`; the only part of the front end, with its callers, that loads torch."""
