"""Windows, played by functions of the same names and numbers. Nothing here has run on the real one."""

from __future__ import annotations

import ctypes
import sys
from types import SimpleNamespace

import pytest
from tests.desktop_units.asking import instant_answer_of as answer_of

from unknot.core.presence import Hold
from unknot.desktop.polled import Reading
from unknot.desktop.windows.consent import STORE, PersonRegistry, started, users
from unknot.desktop.windows.holds import WindowsHolds
from unknot.desktop.windows.system import Notifying, SessionInfo, System, library


class Windows:
    """What the functions answer. Pointers are written through, as the real ones do."""

    def __init__(self) -> None:
        self.ticks = 500_000
        self.last_input = 500_000
        self.session: SessionInfo | None = SessionInfo(1, 0, 2, 0, 1)
        self.freed: list[int] = []
        self.notifying = int(Notifying.ACCEPTS)
        self.execution = 0
        self.refused = 0
        self.libraries = {
            "user32": SimpleNamespace(GetLastInputInfo=self._last_input),
            "kernel32": SimpleNamespace(
                GetTickCount=self._ticks,
                GetTickCount64=Function(lambda: self.ticks),
                QueryUnbiasedInterruptTime=self._unbiased,
            ),
            "wtsapi32": SimpleNamespace(WTSQuerySessionInformationW=self._query, WTSFreeMemory=self._free),
            "powrprof": SimpleNamespace(CallNtPowerInformation=self._power),
            "shell32": SimpleNamespace(SHQueryUserNotificationState=self._shell),
        }

    def _last_input(self, info) -> int:
        assert info._obj.size == 8
        info._obj.time = self.last_input & 0xFFFFFFFF
        return int(not self.refused)

    def _ticks(self) -> int:
        return ctypes.c_int32(self.ticks & 0xFFFFFFFF).value  # ctypes reads a signed number, unless told otherwise

    def _unbiased(self, ticks) -> None:
        ticks._obj.value = 42 * 10_000_000

    def _query(self, server, session, what, found, size) -> int:
        assert (server.value, session.value, what.value) == (None, 0xFFFFFFFF, 25)
        if self.session is None:
            return 0
        self._memory = self.session
        found._obj.value = ctypes.addressof(self._memory)
        size._obj.value = ctypes.sizeof(SessionInfo)
        return 1

    def _free(self, pointer) -> None:
        self.freed.append(pointer.value)

    def _power(self, which, given, given_size, state, size) -> int:
        assert (which.value, given.value, given_size.value, size.value) == (16, None, 0, 4)
        state._obj.value = self.execution
        return self.refused

    def _shell(self, state) -> int:
        state._obj.value = self.notifying
        return self.refused


class Function:
    """A C function whose type can be declared."""

    restype: object = ctypes.c_int

    def __init__(self, answer) -> None:
        self._answer = answer

    def __call__(self) -> int:
        assert self.restype is ctypes.c_uint64
        return self._answer()


@pytest.fixture
def windows():
    return Windows()


@pytest.fixture
def system(windows):
    return System(windows.libraries.get)


def test_idle_time_counts_over_the_turn_of_the_tick_counter(windows, system):
    windows.ticks = 560_000
    assert system.idle_seconds() == 60.0
    windows.last_input, windows.ticks = 0xFFFF_FF00, 0x1_0000_0100
    assert system.idle_seconds() == 0.512
    windows.last_input, windows.ticks = 0x9000_0000, 0x9000_0000 + 7000
    assert system.idle_seconds() == 7.0
    windows.refused = 1
    assert system.idle_seconds() is None


def test_the_session_says_whether_it_is_locked_and_its_memory_is_given_back(windows, system):
    assert ctypes.sizeof(SessionInfo) == 20
    assert system.locked() is False
    windows.session = SessionInfo(1, 0, 2, 0, 0)
    assert system.locked() is True
    assert len(windows.freed) == 2


@pytest.mark.parametrize(
    ("session", "locked"),
    [
        (SessionInfo(1, 0, 2, 4, 1), True),
        (SessionInfo(1, 0, 2, 0, -1), None),
        (SessionInfo(2, 0, 2, 0, 0), None),
        (None, None),
    ],
    ids=["another person's turn", "unknown", "another form", "refused"],
)
def test_other_states_of_the_session(windows, system, session, locked):
    windows.session = session
    assert system.locked() is locked


def test_a_film_keeps_the_screen_on(windows, system):
    assert system.read() == Reading(0.0, False, kept_on=False)
    windows.execution = 3
    assert system.kept_on() is True
    windows.execution = 1  # the machine is to stay awake, the screen is not
    assert system.kept_on() is False
    windows.execution, windows.refused = 3, -1
    assert system.kept_on() is False


def test_running_time_leaves_sleep_out_and_time_since_the_start_does_not(windows, system):
    assert system.running_seconds() == 42.0
    windows.ticks = 5_000_000_000
    assert system.seconds_since_start() == 5_000_000.0
    assert started(100.0) == pytest.approx(started(0.0) - 100.0, abs=1.0)


@pytest.mark.parametrize(
    ("state", "full", "presents"),
    [
        (Notifying.BUSY, True, False),
        (Notifying.FULL_SCREEN_GAME, True, False),
        (Notifying.PRESENTING, False, True),
        (Notifying.ACCEPTS, False, False),
        (Notifying.QUIET_TIME, False, False),
        (Notifying.NOT_PRESENT, False, False),
        (Notifying.STORE_APP, False, False),
        (99, None, None),
    ],
)
def test_the_shell_tells_of_full_screens_and_presentations(windows, system, state, full, presents):
    windows.notifying = int(state)
    holds = WindowsHolds(system, Tree({}))
    assert answer_of(holds.full_screen()) is full
    assert answer_of(holds.presenting()) is presents


def test_a_shell_that_refuses_is_not_known(windows, system):
    windows.refused = 1
    probe = WindowsHolds(system, Tree({})).full_screen()
    assert answer_of(probe) is None
    assert probe.said.found


def test_typing_is_input_in_the_last_ten_seconds(windows, system):
    probe = WindowsHolds(system, Tree({})).typing()
    assert answer_of(probe) is True
    windows.ticks += 9_999
    assert answer_of(probe) is True
    windows.ticks += 1
    assert answer_of(probe) is False


def test_what_windows_keeps_to_itself_is_said_with_advice(system):
    holds = WindowsHolds(system, Tree({}))
    for probe, why in ((holds.do_not_disturb(), Hold.DO_NOT_DISTURB), (holds.sharing(), Hold.SHARING)):
        assert answer_of(probe) is None
        assert probe.why is why
        assert probe.said.found
        assert probe.said.advice


# the account of microphone and camera

_1970 = 116_444_736_000_000_000
NOW = 1_800_000_000.0
UP = NOW - 3600


def at(seconds: float) -> int:
    """A moment as Windows writes it."""
    return _1970 + int(seconds * 1e7)


class Tree:
    """A registry of nested dictionaries."""

    def __init__(self, tree: dict) -> None:
        self._tree = tree

    def keys(self, path: str) -> list[str] | None:
        key = self._key(path)
        return None if key is None else [name for name, value in key.items() if isinstance(value, dict)]

    def number(self, path: str, name: str) -> int | None:
        value = (self._key(path) or {}).get(name)
        return value if isinstance(value, int) else None

    def _key(self, path: str) -> dict | None:
        assert path.startswith(STORE)
        key = self._tree
        for name in path.removeprefix(STORE).strip("\\").split("\\"):
            if name not in key:
                return None
            key = key[name]
        return key


def used(start: float, stop: float | None) -> dict:
    return {"LastUsedTimeStart": at(start), "LastUsedTimeStop": 0 if stop is None else at(stop)}


def store(**programs: dict) -> Tree:
    packaged = {"Microsoft.WindowsCamera_8wekyb3d8bbwe": used(NOW - 900, NOW - 800), "Value": {}}
    old = {"C:#Windows#System32#svchost.exe": {"Value": {}}, "C:#Zoom#bin#Zoom.exe": used(NOW - 90, NOW - 60)}
    return Tree({"microphone": {**packaged, "NonPackaged": {**old, **programs}}})


def test_who_has_begun_and_not_stopped_uses_it():
    zoom = {"C:#Program Files#Zoom#Zoom.exe": used(NOW - 60, None)}
    assert users(store(), "microphone", UP) == ()
    assert users(store(**zoom), "microphone", UP) == ("Zoom.exe",)
    teams = Tree({"microphone": {"MSTeams_8wekyb3d8bbwe": used(NOW - 60, None)}})
    assert users(teams, "microphone", UP) == ("MSTeams_8wekyb3d8bbwe",)


def test_we_ourselves_those_who_listen_all_day_and_the_lost_end_of_a_crash_do_not_count():
    us = {"C:#Unknot#unknot.exe": used(NOW - 60, None)}
    assert users(store(**us), "microphone", UP, r"C:\Unknot\unknot.exe") == ()
    broadcast = {"C:#Program Files#NVIDIA Corporation#NVIDIA Broadcast#NVIDIA Broadcast.exe": used(NOW - 60, None)}
    assert users(store(**broadcast), "microphone", UP) == ()
    crashed = {"C:#Zoom.exe": used(UP - 600, None)}
    assert users(store(**crashed), "microphone", UP) == ()


def test_where_no_account_is_kept_or_it_is_incomplete_nothing_is_guessed(system):
    assert users(store(), "webcam", UP) is None
    assert users(Tree({"microphone": {"App": {"LastUsedTimeStop": 0}}}), "microphone", UP) == ()
    probe = WindowsHolds(system, Tree({})).camera()
    assert answer_of(probe) is None
    assert probe.said.advice


def test_the_sources_ask_each_for_its_own_device(windows, system):
    windows.ticks = 10**12  # for tens of years
    running = {"App": used(started(100.0), None)}
    holds = WindowsHolds(system, Tree({"microphone": {}, "webcam": running}))
    assert answer_of(holds.microphone()) is False
    camera = holds.camera()
    assert answer_of(camera) is True
    assert (camera.name, camera.said.found) == ("camera", "App")


def test_the_real_registry_is_read_by_winreg(monkeypatch):
    class Key:
        def __init__(self, path: str) -> None:
            self.path = path

        def __enter__(self) -> Key:
            return self

        def __exit__(self, *how: object) -> None:
            closed.append(self.path)

    def open_key(root, path):
        assert root == "HKCU"
        if path != STORE:
            raise FileNotFoundError(path)
        return Key(path)

    def query(key, name):
        if name not in values:
            raise FileNotFoundError(name)
        return values[name], 11

    closed: list[str] = []
    values = {"LastUsedTimeStop": 0, "Value": "Allow"}
    winreg = SimpleNamespace(
        HKEY_CURRENT_USER="HKCU",
        OpenKey=open_key,
        QueryInfoKey=lambda key: (2, 1, 0),
        EnumKey=lambda key, number: ["microphone", "webcam"][number],
        QueryValueEx=query,
    )
    monkeypatch.setitem(sys.modules, "winreg", winreg)
    registry = PersonRegistry()
    assert registry.keys(STORE) == ["microphone", "webcam"]
    assert registry.keys("elsewhere") is None
    assert registry.number(STORE, "LastUsedTimeStop") == 0
    assert registry.number(STORE, "Value") is None
    assert registry.number(STORE, "LastUsedTimeStart") is None
    assert registry.number("elsewhere", "LastUsedTimeStop") is None
    assert len(closed) == 4


@pytest.mark.skipif(sys.platform == "win32", reason="it is Windows")
def test_elsewhere_there_is_no_windows_and_nothing_is_known():
    assert library("user32") is None
    assert PersonRegistry().keys(STORE) is None
    assert PersonRegistry().number(STORE, "x") is None
    holds = WindowsHolds(System(), Tree({}))
    assert [answer_of(probe) for probe in (holds.full_screen(), holds.presenting(), holds.typing())] == [None] * 3
