"""macOS, played by functions of the same names, codes and pointers. Nothing here has run on the real one."""

from __future__ import annotations

import ctypes
import os
import sys
from types import SimpleNamespace

import pytest
from tests.desktop_units.asking import instant_answer_of as answer_of

from unknot.core.presence import Hold
from unknot.desktop.macos.devices import Address, Devices, code
from unknot.desktop.macos.frameworks import framework
from unknot.desktop.macos.holds import MacHolds
from unknot.desktop.macos.system import System
from unknot.desktop.polled import Reading


class Function:
    """A C function whose result can be declared; one that returns a pointer must be, or it is cut to 32 bits."""

    restype: object = ctypes.c_int

    def __init__(self, answer, returns: object = ctypes.c_int) -> None:
        self._answer = answer
        self._returns = returns

    def __call__(self, *values):
        assert self.restype is self._returns
        assert all(not isinstance(value, int) for value in values), "a bare number is passed as 32 bits"
        return self._answer(*values)


class Foundation(SimpleNamespace):
    """CoreFoundation: references above 32 bits stand for values; what is made or copied has to be let go."""

    def __init__(self) -> None:
        self.values: dict[int, object] = {}
        self.held: list[int] = []
        pointer = ctypes.c_void_p
        super().__init__(
            CFStringCreateWithCString=Function(lambda _, text, code: self.hold(text.value.decode()), pointer),
            CFDictionaryGetValue=Function(self._get, pointer),
            CFNumberGetValue=Function(self._number),
            CFStringGetCString=Function(self._text),
            CFRelease=Function(lambda reference: self.held.remove(reference.value)),
        )

    def make(self, value: object) -> int:
        """A reference to a value that belongs to another."""
        reference = 0x1_2345_0000_0000 + len(self.values)
        self.values[reference] = value
        return reference

    def hold(self, value: object) -> int:
        """A reference that its taker has to let go."""
        reference = self.make(value)
        self.held.append(reference)
        return reference

    def _get(self, dictionary, key) -> int | None:
        found = self.values[dictionary.value].get(self.values[key.value])
        return None if found is None else self.make(found)

    def _number(self, number, kind, value) -> int:
        assert kind.value == 3
        value._obj.value = self.values[number.value]
        return 1

    def _text(self, text, buffer, size, encoding) -> int:
        assert encoding.value == 0x08000100
        data = self.values[text.value].encode()
        if len(data) >= size.value:
            return 0
        buffer.value = data
        return 1


class Mac:
    """The frameworks with what they answer."""

    def __init__(self) -> None:
        self.since = {0xFFFFFFFF: 42.0, 10: 99.0}
        self.session: dict | None = {"kCGSSessionUserNameKey": "person"}
        self.wishes: dict | None = {"PreventUserIdleSystemSleep": 1}
        self.audio: dict = {}
        self.video: dict = {}
        self.foundation = Foundation()
        self.frameworks = {
            "CoreGraphics": SimpleNamespace(
                CGEventSourceSecondsSinceLastEventType=Function(self._since, ctypes.c_double),
                CGSessionCopyCurrentDictionary=Function(self._session, ctypes.c_void_p),
            ),
            "CoreFoundation": self.foundation,
            "IOKit": SimpleNamespace(IOPMCopyAssertionsStatus=Function(self._power)),
            "CoreAudio": SimpleNamespace(
                AudioObjectGetPropertyDataSize=Function(lambda *v: self._size(self.audio, *v)),
                AudioObjectGetPropertyData=Function(lambda *v: self._data(self.audio, *v)),
            ),
            "CoreMediaIO": SimpleNamespace(
                CMIOObjectGetPropertyDataSize=Function(lambda *v: self._size(self.video, *v)),
                CMIOObjectGetPropertyData=Function(self._video_data),
            ),
        }

    def _since(self, source, kind) -> float:
        assert source.value == 0
        return self.since[kind.value]

    def _session(self) -> int | None:
        return None if self.session is None else self.foundation.hold(self.session)

    def _power(self, wishes) -> int:
        if self.wishes is None:
            return -1
        wishes._obj.value = self.foundation.hold(self.wishes)
        return 0

    def _property(self, objects: dict, of, address) -> bytes | None:
        where: Address = address._obj
        letters, scope = (number.to_bytes(4, "big").decode() for number in (where.selector, where.scope))
        value = objects.get((of.value, letters if scope == "glob" else f"{letters} {scope}"))
        if isinstance(value, str):
            return self.foundation.hold(value).to_bytes(8, "little")
        return value if value is None else b"".join(number.to_bytes(4, "little") for number in value)

    def _size(self, objects: dict, of, address, qualifier_size, qualifier, size) -> int:
        value = self._property(objects, of, address)
        if value is None:
            return code("who?")
        if len(value) == 8 and self.foundation.held:  # a text was made only to be measured
            self.foundation.held.pop()
        size._obj.value = len(value)
        return 0

    def _data(self, objects: dict, of, address, qualifier_size, qualifier, size, buffer) -> int:
        value = self._property(objects, of, address)
        assert value is not None
        assert size._obj.value >= len(value)
        size._obj.value = len(value)
        ctypes.memmove(buffer, value, len(value))
        return 0

    def _video_data(self, of, address, qualifier_size, qualifier, room, used, buffer) -> int:
        assert room.value == len(buffer)
        return self._data(self.video, of, address, qualifier_size, qualifier, used, buffer)


@pytest.fixture
def mac():
    made = Mac()
    yield made
    assert made.foundation.held == [], "something was never let go"


@pytest.fixture
def system(mac):
    return System(mac.frameworks.get)


@pytest.fixture
def devices(mac):
    return Devices(mac.frameworks.get)


def test_idle_time_is_since_any_input(system):
    assert system.read() == Reading(42.0, False, kept_on=False)


def test_the_session_has_a_word_for_locked_only_while_it_is(mac, system):
    assert system.locked() is False
    mac.session["CGSSessionScreenIsLocked"] = 1
    assert system.locked() is True
    mac.session = None
    assert system.locked() is None


@pytest.mark.parametrize("name", ["PreventUserIdleDisplaySleep", "NoDisplaySleepAssertion"])
def test_a_film_keeps_the_screen_on(mac, system, name):
    mac.wishes[name] = 0
    assert system.kept_on() is False
    mac.wishes[name] = 2
    assert system.kept_on() is True
    mac.wishes = None
    assert system.kept_on() is False


def test_typing_is_a_key_in_the_last_ten_seconds_and_the_pointer_is_none(mac, system):
    typing = MacHolds(system).typing()
    mac.since = {0xFFFFFFFF: 0.0, 10: 10.0}
    assert answer_of(typing) is False
    mac.since[10] = 9.9
    assert answer_of(typing) is True


# microphone and camera

DEVICES, PROCESSES = (1, "dev#"), (1, "prs#")


def test_from_macos_14_on_programs_tell_who_records(mac, devices):
    mac.audio = {PROCESSES: [50, 51], (50, "piri"): [0], (51, "piri"): [0], (50, "ppid"): [700], (51, "ppid"): [701]}
    assert devices.microphone_used() is False
    mac.audio[51, "piri"] = [1]
    assert devices.microphone_used() is True
    mac.audio[51, "pbid"] = "us.zoom.xos"
    assert devices.microphone_used() is True


def test_we_ourselves_and_who_listens_all_day_are_no_call(mac, devices):
    mac.audio = {PROCESSES: [50], (50, "piri"): [1], (50, "ppid"): [os.getpid()]}
    assert devices.microphone_used() is False
    mac.audio = {PROCESSES: [50], (50, "piri"): [1], (50, "ppid"): [700], (50, "pbid"): "com.apple.CoreSpeech"}
    assert devices.microphone_used() is False
    mac.audio[50, "pbid"] = "a" * 300  # too long to be read: it still records
    assert devices.microphone_used() is True


def test_before_that_a_microphone_that_runs_is_a_call_and_loudspeakers_are_not(mac, devices):
    mac.audio = {
        DEVICES: [30, 31],
        (30, "stm# inpt"): [1],
        (30, "gone"): [0],
        (31, "stm# outp"): [1],
        (31, "gone"): [1],
    }
    assert devices.microphone_used() is False
    mac.audio[30, "gone"] = [1]
    assert devices.microphone_used() is True


def test_of_a_headset_that_runs_nobody_can_say_what_it_does(mac, devices):
    mac.audio = {DEVICES: [30], (30, "stm# inpt"): [1], (30, "stm# outp"): [2], (30, "gone"): [1]}
    probe = MacHolds(devices=devices).microphone()
    assert answer_of(probe) is None
    assert probe.said.advice
    mac.audio[30, "gone"] = [0]
    assert answer_of(probe) is False


def test_a_camera_that_runs_is_a_call(mac, devices):
    camera = MacHolds(devices=devices).camera()
    mac.video = {DEVICES: [20, 21], (20, "gone"): [0]}
    assert answer_of(camera) is False
    mac.video[21, "gone"] = [1]
    assert answer_of(camera) is True
    assert camera.why is Hold.CALL
    mac.video = {DEVICES: []}
    assert answer_of(camera) is False


def test_a_system_that_refuses_is_not_known(mac, devices):
    assert devices.microphone_used() is None
    assert devices.camera_used() is None
    mac.audio = {DEVICES: [1] * 5000}
    assert devices.microphone_used() is None


def test_what_macos_keeps_to_itself_is_said_with_advice(mac):
    holds = MacHolds()
    for probe in (holds.full_screen(), holds.do_not_disturb(), holds.sharing(), holds.presenting()):
        assert answer_of(probe) is None
        assert probe.said.found
        assert probe.said.advice


@pytest.mark.skipif(sys.platform == "darwin", reason="it is macOS")
def test_elsewhere_there_is_no_macos_and_nothing_is_known():
    assert framework("CoreGraphics") is None
    holds = MacHolds()
    assert [answer_of(probe) for probe in (holds.typing(), holds.microphone(), holds.camera())] == [None] * 3
