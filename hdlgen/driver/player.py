"""`Player`: images through an accelerator at the other end of a `Link`, and their results."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

from hdlgen.driver.errors import DeviceError, LinkError
from hdlgen.driver.link import Link

Result = tuple[bytes, ...]
"""Of an image, one frame for each output of the network."""


class Player:
    """Plays images. A line that is lost is opened again, the accelerator reset, and what has no result played again.

    link      to the accelerator
    prepare   makes it ready after a reset, over the link: `DeviceError` if it is not the right one; loads what is to be
              loaded, and lets images in
    outputs   frames of an image
    seconds   for which nothing may move
    restarts  that may follow one another with no result between them

    restarted  how often the accelerator was reset since the line was lost or a result was marked
    entered    images since the latest reset
    """

    def __init__(
        self,
        link: Link,
        prepare: Callable[[], object],
        *,
        outputs: int = 1,
        seconds: float = 10.0,
        restarts: int = 3,
    ) -> None:
        self.restarted = self.entered = 0
        self._link, self._prepare, self._outputs = link, prepare, outputs
        self._seconds, self._restarts = seconds, restarts

    def play(self, images: Sequence[bytes]) -> Iterator[Result]:
        """The results of `images`, whole beats each, in their order.

        Raises LinkError if the line is lost and does not come back, and DeviceError if nothing moves, or a result is
        marked as of no use again and again.
        """
        given, in_vain = 0, 0
        reopen = False
        while given < len(images):
            try:
                if reopen:
                    self._reopen()
                for result in self._from(images[given:]):
                    given, in_vain = given + 1, 0
                    yield result
            except LinkError:
                in_vain += 1
                if in_vain > self._restarts:
                    raise
                self.restarted += 1
                reopen = True

    def _reopen(self) -> None:
        try:
            self._link.port.reopen()
        except OSError as error:
            raise LinkError(f"the line does not come back: {error.strerror or error}") from error

    def _from(self, images: Sequence[bytes]) -> Iterator[Result]:
        """Results of `images` in one go. Raises LinkError also for one that is marked."""
        peer = self._link.begin(reset=True)
        self._prepare()
        size = peer.in_bytes
        image, beat, got = 0, 0, 0  # next beat to be given; results
        self.entered = len(images)
        frames: list[bytes] = []
        frame = bytearray()
        moved = time.monotonic()
        while got < len(images):
            chunk = images[image][size * beat :][: size * peer.beats] if image < len(images) else b""
            ends = image < len(images) and size * beat + len(chunk) == len(images[image])
            taken, results = self._link.exchange(chunk, end=ends)
            beat += taken
            if image < len(images) and size * beat == len(images[image]):
                image, beat = image + 1, 0
            for result in results:
                if result.user:
                    raise LinkError("a result is marked as of no use")
                frame += result.data
                if result.last:
                    if result.dest != len(frames):
                        raise LinkError(f"frame {result.dest} of an image comes where {len(frames)} was expected")
                    frames.append(bytes(frame))
                    frame.clear()
                if len(frames) == self._outputs:
                    got += 1
                    yield tuple(frames)
                    frames = []
            if taken or results:
                moved = time.monotonic()
            elif time.monotonic() - moved > self._seconds:
                raise DeviceError(f"nothing moves for {self._seconds:g} s, {image} images in and {got} out")
