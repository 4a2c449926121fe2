"""Who records: asked of the real PulseAudio and the real PipeWire, and of servers that misbehave."""

from __future__ import annotations

import os
import struct
import tempfile
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from tests.desktop_units.asking import answer_of
from tests.desktop_units.sound import SERVERS, SoundServer

from unknot.core.presence import Hold
from unknot.desktop.always_on import LISTENERS, listens_always
from unknot.desktop.later import LaterProbe
from unknot.desktop.linux.holds.microphone import Microphone, caller
from unknot.desktop.linux.holds.pulse import PulseTalk, Recording, read_values, socket_of


@pytest.fixture(params=SERVERS)
def sound(request):
    """Each of the servers in turn."""
    env = dict(os.environ)
    if request.param == "PipeWire":
        env = request.getfixturevalue("private_bus").env
    with tempfile.TemporaryDirectory(prefix="unknot-") as folder:  # short: a socket's path may have 100 bytes
        server = SoundServer(request.param, Path(folder), env)
        yield server
        server.stop()


@pytest.fixture
def microphone(sound, qapp):
    return Microphone(lambda: sound.socket)


def test_a_program_that_records_is_a_call_and_its_end_is_told(sound, microphone, qtbot):
    assert answer_of(microphone, qtbot) is False
    sound.record("zoom")
    assert answer_of(microphone, qtbot) is True
    assert microphone.said.found == "zoom"
    ended: list = []
    undo = microphone.watch(lambda: ended.append(True))
    sound.stop_recording("zoom")
    qtbot.waitUntil(lambda: bool(ended))
    assert answer_of(microphone, qtbot) is False
    undo()


def test_what_the_speakers_play_and_a_level_meter_are_no_call(sound, microphone, qtbot):
    sound.record("a recorder of music", "nul.monitor")
    sound.record("pavucontrol")
    assert answer_of(microphone, qtbot) is False


def test_the_end_of_the_server_is_an_end_too_and_asking_starts_none(sound, qtbot):
    probe = Microphone(lambda: socket_of({"XDG_RUNTIME_DIR": str(sound.socket.parent.parent)}))
    sound.record("zoom")
    assert answer_of(probe, qtbot) is True
    ended: list = []
    undo = probe.watch(lambda: ended.append(True))
    sound.stop()
    qtbot.waitUntil(lambda: bool(ended))
    assert answer_of(probe, qtbot) is None
    undo()


# servers that misbehave


class Server:
    """Listens where a sound server would, and sends what it is given when somebody talks to it."""

    def __init__(self, path: Path, *replies: bytes) -> None:
        self.path = path
        self._replies = list(replies)
        self._server = QLocalServer()
        self._server.newConnection.connect(self._came)
        assert self._server.listen(str(path))
        self._guests: list = []

    def _came(self) -> None:
        guest = self._server.nextPendingConnection()
        self._guests.append(guest)
        guest.readyRead.connect(lambda: self._heard(guest))

    def _heard(self, guest) -> None:
        guest.readAll()
        if self._replies:
            guest.write(self._replies.pop(0))

    def hang_up(self) -> None:
        for guest in self._guests:
            guest.abort()


@pytest.fixture
def at(qapp):
    """Makes such servers."""
    with tempfile.TemporaryDirectory(prefix="unknot-") as folder:
        made: list[Server] = []

        def make(*replies: bytes) -> Server:
            made.append(Server(Path(folder) / "native", *replies))
            return made[-1]

        yield make


def message(command: int, tag: int, *values: bytes, channel: int = 0xFFFFFFFF) -> bytes:
    body = b"".join((b"L" + struct.pack(">I", command), b"L" + struct.pack(">I", tag), *values))
    return struct.pack(">5I", len(body), channel, 0, 0, 0) + body


def number(value: int) -> bytes:
    return b"L" + struct.pack(">I", value)


def test_a_mute_server_holds_nobody_up_and_the_next_question_is_a_new_one(at, qtbot):
    server = at()
    probe = LaterProbe("microphone", Hold.CALL, lambda: Microphone(lambda: server.path))
    assert answer_of(probe, qtbot) is None
    assert probe.said.found == "no answer in time"
    assert answer_of(probe, qtbot) is None
    assert len(server._guests) == 2
    left = QLocalSocket.LocalSocketState.UnconnectedState
    qtbot.waitUntil(lambda: all(guest.state() is left for guest in server._guests))  # no socket stays behind


HELLO, NAMED = message(2, 8, number(35)), message(2, 9, number(1))


def test_two_who_ask_at_once_are_both_answered(at, qtbot):
    server = at(*[HELLO + NAMED] * 2, *[message(2, 24) + message(2, 32)] * 2)
    probe = Microphone(lambda: server.path)
    answers: list = []
    for _ in range(2):  # a prompt is due in the moment in which it is asked whether somebody without input is away
        probe.ask(answers.append)
    qtbot.waitUntil(lambda: answers == [False, False])


EMPTY_STREAM = [*[number(1)] * 11, b"PN", b"0"]


@pytest.mark.parametrize(
    "replies",
    [
        [b"HTTP/1.1 400 Bad Request\r\n\r\n"],
        [b"\xff" * 400],
        [message(0, 8, number(1))],
        [message(2, 8, number(12))],
        [message(2, 8, b"?")],
        [message(2, 8, b"Lx")],
        [HELLO + NAMED, message(2, 24, number(1))],
        [HELLO + NAMED, message(2, 32, *EMPTY_STREAM)],
        [HELLO + NAMED, message(2, 24) + message(2, 32, number(7))],
        [HELLO + NAMED, message(2, 24) + message(2, 32, *[number(1)] * 13)],
        [HELLO + NAMED, message(2, 24, b"Pt\0") + message(2, 32)],
        [HELLO + NAMED, message(0, 24, number(1))],
    ],
    ids=["another protocol", "garbage", "refused", "too old", "unknown tag", "cut short", "half a source",
         "no sources", "half a stream", "wrong kinds", "properties cut short", "no permission"],
)  # fmt: skip
def test_a_server_that_is_not_understood_can_not_be_asked(at, replies, qtbot):
    server = at(*replies)
    probe = Microphone(lambda: server.path)
    assert answer_of(probe, qtbot) is None
    assert probe.said.found == "the sound server can't be asked"


def test_a_failure_of_who_hears_the_answer_is_not_taken_for_one_of_the_server(at, qtbot):
    server = at(HELLO + NAMED, message(2, 24) + message(2, 32))
    told: list = []

    def hear(recordings) -> None:
        told.append(recordings)
        raise ValueError("a bug")

    talk = PulseTalk(server.path, hear)
    with qtbot.captureExceptions() as failures:
        talk.start()
        qtbot.waitUntil(lambda: bool(failures))
    assert told == [()]
    assert str(failures[0][1]) == "a bug"
    talk.close()


def test_a_server_that_hangs_up_can_not_be_asked(at, qtbot):
    server = at()
    probe = Microphone(lambda: server.path)
    answers: list = []
    probe.ask(answers.append)
    qtbot.waitUntil(lambda: bool(server._guests))
    server.hang_up()
    qtbot.waitUntil(lambda: answers == [None])


def test_messages_may_come_in_pieces_and_sound_among_them_is_passed_over(at, qtbot):
    sound = message(7, 7, b"?", channel=3)
    whole = NAMED + sound + message(2, 24) + message(2, 32)
    server = at(HELLO[:7], HELLO[7:] + whole[:21], whole[21:])

    def push() -> None:
        server._heard(server._guests[0])

    probe = Microphone(lambda: server.path)
    answers: list = []
    probe.ask(answers.append)
    qtbot.waitUntil(lambda: bool(server._guests) and len(server._replies) == 2)
    push()
    push()
    qtbot.waitUntil(lambda: answers == [False])


def test_every_kind_of_value_is_read():
    proplist = b"Pta\0" + number(2) + b"x" + struct.pack(">I", 2) + b"b\0" + b"N"
    fixed = b"a" + bytes(6), b"m\x02ab", b"v\x02" + bytes(8), b"V" + bytes(4), b"U" + bytes(8), b"T" + bytes(8)
    plain = number(5), b"B\x07", b"R" + bytes(7) + b"\x09", b"1", b"0", b"N", b"tna\xc3\xafve\0"
    body = b"".join((*plain, proplist, *fixed, b"r" + bytes(8), b"x\0\0\0\x01z"))
    assert read_values(body) == [5, 7, 9, True, False, None, "naïve", {"a": "b"}, None, None, None, 0, 0, None, 0, b"z"]


# what is a call


def recording(corked=False, monitor=False, meter=False, **properties) -> Recording:
    known = {key.replace("_", "."): value for key, value in properties.items()}
    return Recording(corked, monitor, meter, {"application.name": "Firefox", **known})


def test_a_call_is_somebody_elses_open_recording():
    assert caller(recording()) == "Firefox"
    assert caller(recording(application_process_id=str(os.getpid()))) == ""
    assert caller(recording(corked=True)) == ""
    assert caller(recording(monitor=True)) == ""
    assert caller(recording(meter=True)) == ""
    assert caller(recording(application_name="")) == ""
    assert caller(recording(application_id="org.PulseAudio.pavucontrol")) == ""
    assert caller(recording(application_name="com.github.wwmm.EasyEffects")) == ""


def test_who_listens_all_day_is_known_by_part_of_a_name_and_each_has_its_reason():
    assert listens_always(["", "/usr/bin/pavucontrol-qt"])
    assert not listens_always(["zoom", "Firefox", ""])
    assert all(name == name.lower() and reason for name, reason in LISTENERS.items())


def test_the_server_is_found_where_it_was_said_to_be_and_only_while_it_runs(tmp_path):
    pulse = tmp_path / "pulse"
    runtime = {"XDG_RUNTIME_DIR": str(tmp_path)}
    assert socket_of({}) is None
    assert socket_of(runtime) is None
    pulse.mkdir()
    (pulse / "native").touch()
    assert socket_of(runtime) is None  # systemd listens there, and would start one
    (pulse / "pid").touch()
    assert socket_of(runtime) == pulse / "native"
    assert socket_of({"PULSE_RUNTIME_PATH": str(pulse)}) == pulse / "native"
    named = str(pulse / "native")
    for name in (named, f"unix:{named}", f"{{3d1219c7}}unix:{named} tcp:far.example", f"{{3d1219c7}}{named}"):
        assert socket_of({"PULSE_SERVER": name}) == Path(named)
    for name in ("tcp:far.example:4713", "far.example", "unix:/nowhere/native", "{broken"):
        assert socket_of({**runtime, "PULSE_SERVER": name}) is None
