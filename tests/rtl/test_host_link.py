import random

import pytest

from cocotb_tests.csr_map import MAP
from hdlgen.driver import BusError, DeviceError, Link, LinkError, Player
from hdlgen.driver.packets import frame
from hdlgen.errors import HdlgenError
from hdlgen.rtl.host_link import HostLink, HostLinkParams
from tests.rtl.line import MARKED, Line

SCRATCH, PARTS, ID = (MAP[name].address for name in ("SCRATCH", "stage.PARTS", "ID"))


def params(in_bytes=1, room=64, beats=16):
    return HostLinkParams(50_000_000, MAP.address_bits, in_bytes, in_bytes, 0, room=room, beats=beats, patience=64)


def line_of(in_bytes=1, **options):
    return Line(HostLink(params(in_bytes, **options)), seed=1)


def link_of(line, attempts=6):
    return Link(line, seconds=100, attempts=attempts)


def images_of(count, beats, in_bytes=1, seed=3):
    values = random.Random(seed)
    bytes_ = [b for b in range(256) if b != MARKED]
    return [bytes(values.choice(bytes_) for _ in range(beats * in_bytes)) for _ in range(count)]


def turned(image):
    return bytes(255 - b for b in image)


def test_registers_are_read_and_written_and_refusals_come_back():
    link = link_of(line_of())
    peer = link.begin(reset=True)
    assert (peer.in_bytes, peer.out_bytes, peer.clock_hz, peer.room) == (1, 1, 50_000_000, 64)
    assert link.read(ID) == 0x48444C47
    link.write_many([(SCRATCH, n * 0x7E7D7E7D & 0xFFFFFFFF) for n in range(20)])  # in several packets, all escaped
    assert link.read_many([SCRATCH, ID] * 20) == [19 * 0x7E7D7E7D & 0xFFFFFFFF, 0x48444C47] * 20
    with pytest.raises(BusError, match=rf"writing register {ID:#x} is answered with SLVERR"):
        link.write_many([(SCRATCH, 5), (ID, 1), (SCRATCH, 6)])
    assert link.read(SCRATCH) == 5
    with pytest.raises(BusError, match="reading register 0x18 is answered with DECERR"):
        link.read_many([ID, 0x18, SCRATCH])
    assert link.retries == 0
    link.begin(reset=True)
    assert link.read(SCRATCH) == MAP["SCRATCH"].reset
    link.write(SCRATCH, 7)
    link.begin(reset=False)
    assert link.read(SCRATCH) == 7


@pytest.mark.parametrize(("in_bytes", "stall"), [(1, 0), (3, 0.5), (1, 0.97)])
def test_images_go_in_as_far_as_they_are_taken_and_results_come_out(in_bytes, stall):
    line = line_of(in_bytes)
    line.stall = stall
    images = images_of(2, 45, in_bytes)
    link = link_of(line)
    assert list(Player(link, lambda: None).play(images)) == [(turned(image),) for image in images]
    assert link.read(PARTS) == 2 * 45
    assert link.retries == 0 or stall > 0.9  # a packet of which each beat waits is asked for again


def test_what_is_not_taken_is_not_lost():
    line = line_of(beats=16)
    link = link_of(line)
    link.begin(reset=True)
    line.stall = 1
    assert link.exchange(bytes(range(20)), end=True) == (1, [])  # one stands at the input
    line.stall = 0
    taken, results = link.exchange(bytes(range(1, 20)), end=True)
    assert taken == 18  # 16 results are kept, one is read, one stands behind the images' input and one in it
    taken, more = link.exchange(bytes(range(19, 20)), end=True)
    assert taken == 1
    results += more + link.exchange()[1]
    assert [r.data[0] for r in results] == [255 - n for n in range(20)]
    assert [r.last for r in results] == [False] * 19 + [True]


def test_bytes_that_are_lost_doubled_and_flipped_change_nothing():
    line = line_of()
    line.lost = line.doubled = line.flipped = 0.005
    link = link_of(line, attempts=50)
    images = images_of(4, 45)
    player = Player(link, lambda: link.write(SCRATCH, 0x7D7E7D7E))
    assert list(player.play(images)) == [(turned(image),) for image in images]
    assert (link.read(SCRATCH), link.read(PARTS)) == (0x7D7E7D7E, 4 * 45)  # each beat entered once
    assert link.retries > 2
    assert player.restarted == 0


@pytest.mark.parametrize("after", [30, 260])
def test_a_line_that_is_cut_is_opened_again_and_the_image_played_again(after):
    line = line_of()
    line.cut = after
    images = images_of(3, 45)
    player = Player(link_of(line, attempts=2), lambda: None)
    assert list(player.play(images)) == [(turned(image),) for image in images]
    assert (line.opened, player.restarted) == (1, 1)


def test_a_board_that_loses_its_state_is_begun_anew():
    line = line_of()
    images = images_of(4, 30)
    player = Player(link_of(line, attempts=2), lambda: None)
    results = []
    for result in player.play(images):
        results.append(result)
        if len(results) == 2:
            line.reset()
    assert results == [(turned(image),) for image in images]
    assert player.restarted == 1


def test_a_packet_is_done_once_and_its_answer_given_as_often_as_it_is_asked():
    line = line_of()
    link = link_of(line)
    link.begin(reset=True)
    counts = [link.exchange(bytes(3))[0], link.read(PARTS)]
    assert counts == [3, 3]
    answers = []
    for packets_on in (1, 1, 1, 2, 4, 1):
        tag = link._tag & ~0xFF | link._tag + packets_on & 0xFF
        line.write(frame(tag.to_bytes(4, "little") + bytes([3, 5, 6])))
        answers.append(line.read(0))
    first, *others = answers
    assert others == [first, first, others[2], b"", b""]  # the second was done, too: it follows the first
    assert first != others[2] != b""
    link._tag += 2
    assert link.read(PARTS) == 3 + 2 + 2


def test_frames_that_are_none_are_dropped():
    line = line_of()
    link = link_of(line)
    link.begin(reset=True)
    for junk in (
        b"\x7e\x7e\x7e",
        b"\x7e\x7d\x7e",
        b"\x7e" + bytes(200) + b"\x7e",
        b"\x7e\x01\x02\x03\x7e",
        frame(b"abc"),
        b"\x7d",
    ):
        line.write(junk)
        assert link.read(ID) == 0x48444C47
    assert link.retries <= 1  # a lone ESCAPE before a FLAG


def test_marks_nobody_and_silence_are_told_apart():
    line = line_of()
    with pytest.raises(LinkError, match="a result is marked as of no use"):
        list(Player(link_of(line), lambda: None, restarts=1).play([bytes([MARKED, 1])]))
    line.stall = 1
    with pytest.raises(DeviceError, match=r"nothing moves for 0 s, 0 images in and 0 out"):
        list(Player(link_of(line), lambda: None, seconds=0).play([bytes(3)]))
    line.cut = 0
    with pytest.raises(LinkError, match="no answer to 2 packets"):
        link_of(line, attempts=2).begin(reset=True)


@pytest.mark.parametrize(
    ("change", "message"),
    [({"in_bytes": 0}, "in_bytes"), ({"out_bytes": 300}, "out_bytes"), ({"out_dest_bits": 7}, "out_dest_bits")],
)
def test_what_does_not_fit_a_packet_is_refused(change, message):
    given = {"clock_hz": 1, "address_bits": 12, "in_bytes": 1, "out_bytes": 1, "out_dest_bits": 0}
    with pytest.raises(HdlgenError, match=f"host_link.{message}"):
        HostLinkParams(**(given | change))
