"""What a driver's caller can meet."""


class DriverError(Exception):
    """Something of the driver's."""


class ProgramError(DriverError):
    """A program file is none, is damaged, or is of another version."""


class DeviceError(DriverError):
    """The accelerator is another, or does not do what was asked of it."""


class BusError(DriverError):
    """For the caller's `read` and `write` to raise: the bus answered SLVERR, DECERR or not at all."""


class LinkError(DriverError):
    """The other end of a line does not answer, or the line is gone."""
