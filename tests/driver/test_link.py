"""The host's end of a serial line: packets, and a port of the operating system."""

import os
import pty
import termios
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hdlgen.driver import DriverError, LinkError
from hdlgen.driver.packets import Unframer, frame
from hdlgen.driver.tty import Tty


@given(st.lists(st.binary(min_size=1, max_size=40), max_size=5), st.integers(1, 9))
def test_packets_come_out_of_whatever_pieces_their_frames_come_in(packets, size):
    line, unframer = b"".join(map(frame, packets)), Unframer()
    found = [p for at in range(0, len(line), size) for p in unframer.feed(line[at : at + size])]
    assert (found, unframer.damaged) == (packets, 0)


@given(st.binary(min_size=1, max_size=60), st.data())
def test_no_byte_that_goes_wrong_makes_another_packet(packet, data):
    line = frame(packet)
    at = data.draw(st.integers(0, len(line) - 1))
    wrong = {
        "lost": b"",
        "doubled": line[at : at + 1] * 2,
        "flipped": bytes([line[at] ^ 1 << data.draw(st.integers(0, 7))]),
    }[data.draw(st.sampled_from(["lost", "doubled", "flipped"]))]
    unframer = Unframer()
    assert set(unframer.feed(line[:at] + wrong + line[at + 1 :])) <= {packet}
    assert unframer.feed(frame(b"next"))[-1:] == [b"next"]  # it is in step again with the next frame


@pytest.fixture
def port(tmp_path):
    """A link to a pseudo-terminal, as udev makes one for a board, and what plugs another one in."""
    path = tmp_path / "board"
    plugged = []

    def plug():
        board, host = pty.openpty()
        plugged.append(board)
        path.unlink(missing_ok=True)
        path.symlink_to(os.ttyname(host))
        os.close(host)
        return board

    def unplug():
        os.close(plugged.pop())

    yield path, plug, unplug
    while plugged:
        unplug()


def test_bytes_go_through_as_they_are(port):
    path, plug, _ = port
    board = plug()
    tty = Tty(str(path), 115200)
    every = bytes(range(256))
    tty.write(every)
    assert os.read(board, 1000) == every
    os.write(board, every)
    assert tty.read(5) == every
    assert tty.read(0.01) == b""
    assert termios.tcgetattr(board)[4] == termios.B115200
    tty.close()


def test_a_port_that_goes_is_an_error_and_opened_again_when_it_comes_back(port):
    path, plug, unplug = port
    plug()
    tty = Tty(str(path), seconds=20)
    unplug()
    with pytest.raises(OSError, match=r"[Ii]nput/output error|hung up"):
        tty.read(5)
    path.unlink()
    later = threading.Timer(0.3, plug)
    later.start()
    tty.reopen()
    later.join()
    tty.write(b"again")
    assert tty.read(0.01) == b""


def test_a_port_is_one_process_alone(port):
    path, plug, _ = port
    plug()
    Tty(str(path))
    with pytest.raises(OSError, match="temporarily unavailable"):
        Tty(str(path))


def test_what_is_no_port_is_an_error(tmp_path):
    with pytest.raises(OSError, match="No such file"):
        Tty(str(tmp_path / "none"))
    with pytest.raises(OSError, match="Inappropriate ioctl"):
        Tty(os.devnull)
    with pytest.raises(LinkError, match="no baud rate 12345"):
        Tty(os.devnull, 12345)
    assert issubclass(LinkError, DriverError)
