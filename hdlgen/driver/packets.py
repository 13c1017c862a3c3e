"""Packets on a line of bytes: a frame is FLAG, the packet and its CRC-32, FLAG; as `hdlgen.rtl.frames` has them."""

from __future__ import annotations

import zlib

FLAG, ESCAPE, TURNED = 0x7E, 0x7D, 0x20
CRC_BYTES = 4


def frame(packet: bytes) -> bytes:
    """What is sent of `packet`."""
    whole = packet + zlib.crc32(packet).to_bytes(CRC_BYTES, "little")
    for special in (ESCAPE, FLAG):
        whole = whole.replace(bytes([special]), bytes([ESCAPE, special ^ TURNED]))
    return bytes([FLAG]) + whole + bytes([FLAG])


class Unframer:
    """Finds packets among the bytes that come.

    damaged  frames that were dropped
    """

    def __init__(self) -> None:
        self.damaged = 0
        self._bytes = bytearray()

    def feed(self, data: bytes) -> list[bytes]:
        """The packets that are whole with `data` behind what was fed before."""
        *ended, begun = data.split(bytes([FLAG]))
        found = []
        for part in ended:
            raw = bytes(self._bytes) + part
            self._bytes.clear()
            if raw:
                packet = _packet(raw)
                found += [] if packet is None else [packet]
                self.damaged += packet is None
        self._bytes += begun
        return found


def _packet(raw: bytes) -> bytes | None:
    """Of what is between two FLAGs; None if it is damaged."""
    first, *rest = raw.split(bytes([ESCAPE]))
    if not all(rest):
        return None  # nothing behind an ESCAPE
    whole = first + b"".join(bytes([part[0] ^ TURNED]) + part[1:] for part in rest)
    packet, crc = whole[:-CRC_BYTES], whole[-CRC_BYTES:]
    right = len(crc) == CRC_BYTES and zlib.crc32(packet) == int.from_bytes(crc, "little")
    return packet if right else None
