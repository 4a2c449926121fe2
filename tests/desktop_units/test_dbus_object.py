"""The object on a private session bus: asked by gdbus and by another connection, on the real services."""

from __future__ import annotations

import json
import subprocess
import xml.etree.ElementTree as Xml
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from jeepney import DBusAddress, HeaderFields, Message, MessageFlag, new_method_call
from jeepney.io.blocking import DBusConnection
from tests.shells import Home

from unknot.bundled import resource_path
from unknot.core.history import CareEvent
from unknot.core.presence import Hold
from unknot.desktop.linux.bus import PROPERTIES, Bus, method
from unknot.desktop.linux.dbus_object import (
    DESCRIPTION,
    INTERFACE,
    INTROSPECTABLE,
    METHODS,
    NAME,
    PATH,
    PEER,
    PROPERTY_TYPES,
    SIGNALS,
    SILENT,
    DBusObject,
)
from unknot.ports import Busy
from unknot.remote import Outside, Remote

ERROR = "org.freedesktop.DBus.Error"


class Line(Bus):
    """A connection that keeps the replies as they came, errors too."""

    def __init__(self, connection: DBusConnection) -> None:
        self.replies: list[Message] = []
        super().__init__(connection)

    def _tell(self, message: Message) -> None:
        if HeaderFields.reply_serial in message.header.fields:
            self.replies.append(message)
        super()._tell(message)


class Panel:
    """Somebody else on the bus, who asks and listens."""

    def __init__(self, bus: Line, qtbot: Any) -> None:
        self.bus = bus
        self._qtbot = qtbot
        self.heard: list[tuple[str, tuple[Any, ...]]] = []
        self.changed: dict[str, Any] = {}
        for name in SIGNALS:
            bus.watch(NAME, INTERFACE, name, lambda body, name=name: self.heard.append((name, body)), PATH)
        bus.watch(NAME, PROPERTIES, "PropertiesChanged", self._properties, PATH)

    def send(self, message: Message) -> Message:
        """Send a call and wait for the reply, whatever it is."""
        answered: list[object] = []
        self.bus.call(message, answered.append)
        self._qtbot.waitUntil(lambda: bool(answered))
        return self.bus.replies[-1]

    def call(self, member: str, signature: str = "", *values: Any, interface: str = INTERFACE) -> Any:
        """What a method answers, or (error, sentence)."""
        reply = self.send(method(NAME, PATH, interface, member, signature, values))
        name = reply.header.fields.get(HeaderFields.error_name)
        if name:
            return name, reply.body[0]
        return reply.body[0] if len(reply.body) == 1 else reply.body

    def read(self, name: str) -> Any:
        """A property."""
        return self.call("Get", "ss", INTERFACE, name, interface=PROPERTIES)[1]

    def told(self, *names: str) -> list[tuple[str, tuple[Any, ...]]]:
        """Wait for these signals, in this order; what was told."""
        self._qtbot.waitUntil(lambda: [name for name, _ in self.heard] == list(names))
        return self.heard

    def _properties(self, body: tuple[Any, ...]) -> None:
        assert body[0] == INTERFACE
        self.changed.update({name: value for name, (_, value) in body[1].items()})


class App:
    """The running app behind the object, at 8:00 of a working day."""

    def __init__(self, bus: Bus, home: Home) -> None:
        self.home = home
        self.pages: list[str] = []
        self.remote = Remote(home.house, Outside(self.pages.append, lambda: None, home.shell.bundles, Path("unused")))
        DBusObject(bus, self.remote).start()


@pytest.fixture
def panel(private_bus, qapp, qtbot):
    bus = Line.open("SESSION")
    assert bus is not None
    yield Panel(bus, qtbot)
    bus.close()


@pytest.fixture
def app(session, panel, qtbot) -> App:
    made = App(session, Home())
    qtbot.waitUntil(lambda: panel.bus.has(NAME))
    return made


@pytest.fixture
def gdbus(private_bus, qtbot) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run a D-Bus program to its end while our side answers."""

    def run(*command: str) -> subprocess.CompletedProcess[str]:
        pipe = subprocess.PIPE
        process = subprocess.Popen(command, env=private_bus.env, stdout=pipe, stderr=pipe, text=True)
        qtbot.waitUntil(lambda: process.poll() is not None, timeout=20_000)
        out, err = process.communicate()
        return subprocess.CompletedProcess(command, process.returncode, out, err)

    return run


def described() -> Xml.Element:
    return Xml.fromstring(resource_path(DESCRIPTION).read_text(encoding="utf-8"))


def arguments(method_: Xml.Element, direction: str) -> str:
    return "".join(arg.get("type", "") for arg in method_.findall("arg") if arg.get("direction", "out") == direction)


# what it says of itself


def test_the_description_and_the_code_say_the_same():
    ours = described().find(f"interface[@name='{INTERFACE}']")
    methods = {m.get("name"): (arguments(m, "in"), arguments(m, "out")) for m in ours.findall("method")}
    expected = {name: (made.takes, "" if name in SILENT else "s") for name, made in METHODS.items()}
    assert methods == {**expected, "Status": ("", "a{sv}"), "StatusJson": ("", "s")}
    assert {p.get("name"): p.get("type") for p in ours.findall("property")} == PROPERTY_TYPES
    assert {p.get("access") for p in ours.findall("property")} == {"read"}
    signals = {s.get("name"): "".join(a.get("type", "") for a in s.findall("arg")) for s in ours.findall("signal")}
    assert signals == SIGNALS


def test_gdbus_reads_the_description_of_the_object_and_of_those_above_it(app, gdbus):
    shown = gdbus("gdbus", "introspect", "--session", "-d", NAME, "-o", PATH)
    assert shown.returncode == 0, shown.stderr
    for line in ("Start(in  s routine,", "readonly as Held = []", "HoldsChanged(as holds);", f"interface {PEER}"):
        assert line in shown.stdout
    tree = gdbus("gdbus", "introspect", "--session", "--recurse", "-d", NAME, "-o", "/")
    assert f"node {PATH}" in tree.stdout
    assert "Skip(out s said)" in tree.stdout


def test_every_method_can_be_called_by_gdbus_with_its_types(app, gdbus):
    def call(*arguments: str) -> subprocess.CompletedProcess[str]:
        return gdbus("gdbus", "call", "--session", "-d", NAME, "-o", PATH, "-m", *arguments)

    assert call(f"{INTERFACE}.Snooze", "7").stdout == "('Snoozed. Next: 09:37',)\n"
    assert call(f"{INTERFACE}.Pause", "30").stdout == "('Paused until Wednesday 08:30.',)\n"
    assert call(f"{INTERFACE}.Show", "library").stdout == "()\n"
    assert "'holds': <[<{'why': <'paused'>" in call(f"{INTERFACE}.Status").stdout
    assert call(f"{PROPERTIES}.Get", INTERFACE, "Held").stdout == "(<['paused']>,)\n"
    refused = call(f"{INTERFACE}.Start", "nonsense", "0")
    assert refused.returncode == 1
    assert f"{INTERFACE}.Error.Unknown" in refused.stderr
    assert "unknot library" in refused.stderr
    assert app.pages == ["library"]


def test_it_is_a_peer(app, panel):
    assert panel.call("Ping", interface=PEER) == ()
    machine = panel.call("GetMachineId", interface=PEER)
    assert machine[0] == f"{ERROR}.Failed" or int(machine, 16) > 0


# what it does


def test_a_call_does_what_the_command_line_does_in_the_same_words(app, panel):
    assert panel.call("Start", "su", "neck-1", 3) == "Started."
    assert app.home.house.guide.session.routine == "neck-1"
    assert panel.call("Start", "su", "", 0) == (f"{INTERFACE}.Error.Running", "A session is running already.")
    assert panel.call("Resume") == (f"{INTERFACE}.Error.NotPaused", "Unknot is not paused.")
    assert panel.call("SetProfile", "s", "home").startswith("The usual profile is home.")
    assert app.home.preferences.current.profile == "home"
    assert panel.call("SetProfile", "s", "moon")[0] == f"{INTERFACE}.Error.Unknown"
    assert panel.call("Show", "s", "") == ()
    assert app.pages == [""]


def test_a_call_by_hand_holds_until_it_ends(app, panel):
    assert panel.call("Call", "u", 30).startswith("In a call: prompts wait")
    assert panel.read("Held") == ["in a call by hand"]
    assert panel.read("HeldUntil") == int(app.home.clock.now().timestamp()) + 1800
    assert panel.call("EndCall").startswith("The call is over")
    assert panel.call("EndCall")[0] == f"{INTERFACE}.Error.NotInCall"


def test_after_a_red_flag_every_start_is_refused(app, panel):
    app.home.house.care.answer(CareEvent.RED_FLAG, ["chest"])
    for name in ("", "neck-1", "chin-tuck"):
        error, sentence = panel.call("Start", "su", name, 0)
        assert error == f"{INTERFACE}.Error.Blocked"
        assert "warning sign" in sentence
    assert (app.home.house.guide.session, panel.read("Care")) == (None, "blocked")


def test_the_status_as_json_is_that_of_the_command_line(app, panel):
    app.home.to("09:30")
    status = json.loads(panel.call("StatusJson"))
    assert status == app.remote.status()
    table = panel.call("Status")
    assert table.keys() == {name for name, value in status.items() if value is not None}
    assert table["shown"][1]["id"] == ("s", "s1")
    assert table["done"] == ("x", 0)


def test_properties_say_the_same_as_the_status(app, panel):
    every = {name: value for name, (_, value) in panel.call("GetAll", "s", INTERFACE, interface=PROPERTIES).items()}
    assert every.keys() == PROPERTY_TYPES.keys()
    assert (every["NextSession"], every["SessionsWanted"]) == (1772613000, 4)
    assert (every["Profile"], every["Shown"], every["Running"], every["HeldUntil"]) == ("office", "", "", 0)


# what it tells


def test_a_second_connection_hears_of_a_prompt_and_of_the_session_that_follows(app, panel):
    app.home.to("09:30")
    assert panel.told("PromptShown") == [("PromptShown", ("s1", "session"))]
    panel.heard.clear()
    panel.call("Start", "su", "", 0)
    routine = app.home.house.guide.session.routine
    assert panel.told("PromptAnswered", "SessionStarted", "HoldsChanged") == [
        ("PromptAnswered", ("s1", "started")),
        ("SessionStarted", ("s1", routine)),
        ("HoldsChanged", (["in a session"],)),
    ]
    assert panel.changed["Running"] == routine
    panel.heard.clear()
    app.home.go_through()
    assert panel.told("SessionEnded", "HoldsChanged")[0] == ("SessionEnded", ("s1", "done"))
    assert (panel.changed["SessionsDone"], panel.changed["Held"]) == (1, [])


@pytest.mark.parametrize(
    ("answer", "word"),
    [
        (lambda app: app.remote.handle(["snooze"]), "snoozed"),
        (lambda app: app.remote.handle(["skip"]), "skipped"),
        (lambda app: app.home.to("09:31"), "missed"),
        (lambda app: app.home.house.held(Hold.LOCKED), "held"),
    ],
)
def test_what_became_of_a_prompt_is_told_in_a_word(app, panel, qtbot, answer, word):
    app.home.to("09:30")
    panel.told("PromptShown")
    answer(app)
    qtbot.waitUntil(lambda: ("PromptAnswered", ("s1", word)) in panel.heard)


def test_holds_are_told_as_they_come_and_go(app, panel):
    app.home.house.held(Hold.LOCKED)
    panel.told("HoldsChanged")
    app.home.house.released(Hold.LOCKED)
    assert [body for _, body in panel.told("HoldsChanged", "HoldsChanged")] == [(["locked"],), ([],)]


def test_the_bus_is_told_after_what_happened_and_not_in_its_midst(app, panel):
    app.home.house.held(Hold.LOCKED)
    app.home.house.released(Hold.LOCKED)
    panel.call("Ping", interface=PEER)
    assert panel.heard == []


def test_nothing_is_told_while_nothing_happens(app, panel, qtbot):
    app.home.house.coach.clock_changed()
    panel.call("Ping", interface=PEER)
    assert (panel.heard, panel.changed) == ([], {})


# what goes wrong


@pytest.mark.parametrize(
    ("interface", "member", "signature", "values", "error"),
    [
        (INTERFACE, "Start", "", (), "InvalidArgs"),
        (INTERFACE, "Start", "s", ("neck-1",), "InvalidArgs"),
        (INTERFACE, "Start", "si", ("neck-1", -1), "InvalidArgs"),
        (INTERFACE, "Start", "su", ("neck-1", 4_000_000_000), "InvalidArgs"),
        (INTERFACE, "Start", "su", ("--json", 0), "InvalidArgs"),
        (INTERFACE, "Snooze", "u", (4_000_000_000,), "InvalidArgs"),
        (INTERFACE, "Snooze", "s", ("5",), "InvalidArgs"),
        (INTERFACE, "Pause", "u", (4_000_000_000,), "InvalidArgs"),
        (INTERFACE, "Call", "u", (100_000,), "InvalidArgs"),
        (INTERFACE, "Skip", "u", (1,), "InvalidArgs"),
        (INTERFACE, "Show", "s", ("cellar",), "InvalidArgs"),
        (INTERFACE, "Status", "s", ("",), "InvalidArgs"),
        (INTERFACE, "Quit", "", (), "UnknownMethod"),
        (INTERFACE, "Introspect", "", (), "UnknownMethod"),
        ("org.unknot.Unknot2", "Skip", "", (), "UnknownInterface"),
        (INTROSPECTABLE, "Skip", "", (), "UnknownInterface"),
        (PEER, "Skip", "", (), "UnknownMethod"),
        (PROPERTIES, "Get", "s", (INTERFACE,), "InvalidArgs"),
        (PROPERTIES, "Get", "ss", (INTERFACE, "Colour"), "UnknownProperty"),
        (PROPERTIES, "Get", "ss", (INTERFACE, ""), "UnknownProperty"),
        (PROPERTIES, "Get", "ss", ("org.unknot.Other", "Held"), "UnknownInterface"),
        (PROPERTIES, "Set", "ssv", (INTERFACE, "Held", ("as", [])), "PropertyReadOnly"),
        (PROPERTIES, "Steal", "", (), "UnknownMethod"),
    ],
)
def test_a_wrong_call_is_refused_by_name_and_does_nothing(app, panel, interface, member, signature, values, error):
    before = app.remote.status()
    name, sentence = panel.call(member, signature, *values, interface=interface)
    assert name == f"{ERROR}.{error}"
    assert sentence
    assert app.remote.status() == before


@pytest.mark.parametrize("path", ["/", "/org", "/org/unknot", "/org/unknot/Unknot1/deeper", "/elsewhere"])
def test_other_paths_have_no_methods_but_say_what_lies_below(app, panel, path):
    reply = panel.send(method(NAME, path, INTERFACE, "Skip"))
    assert reply.header.fields[HeaderFields.error_name].startswith(f"{ERROR}.Unknown")


def test_a_call_may_leave_the_interface_out(app, panel):
    assert panel.send(new_method_call(DBusAddress(PATH, NAME), "Skip")).body == (
        "Skipped. For ten minutes the tray can undo it.",
    )


def test_who_wants_no_reply_gets_none(app, panel):
    call = method(NAME, PATH, INTERFACE, "Pause", "u", (0,))
    call.header.flags = MessageFlag.no_reply_expected
    panel.bus.call(call)
    assert panel.told("HoldsChanged") == [("HoldsChanged", (["paused"],))]
    assert panel.call("Skip").startswith("Skipped")


def test_a_failure_inside_is_an_error_and_not_the_end(app, panel, monkeypatch, caplog):
    def broken(_minutes: int | None = None) -> bool:
        raise RuntimeError("a bug")

    monkeypatch.setattr(app.home.house.coach, "snooze", broken)
    assert panel.call("Snooze", "u", 5)[0] == f"{ERROR}.Failed"
    assert "a bug" in caplog.text
    assert panel.call("Ping", interface=PEER) == ()


class Strange(Remote):
    """Has a text in its status that the bus doesn't take."""

    def status(self, look: bool = True) -> dict[str, Any]:
        return {**super().status(look), "profile": "A\0B\ud800"}


def outside(home: Home) -> Outside:
    return Outside(str, lambda: None, home.shell.bundles, Path("unused"))


def test_a_text_that_the_bus_would_not_take_does_not_make_it_hang_up(session, panel, qtbot):
    home = Home()
    DBusObject(session, Strange(home.house, outside(home))).start()
    qtbot.waitUntil(lambda: panel.bus.has(NAME))
    assert panel.call("Status")["profile"] == ("s", "AB?")
    assert panel.read("Profile") == "AB?"
    assert json.loads(panel.call("StatusJson"))["profile"] == "A\0B\ud800"
    assert panel.read("Held") == []


def test_what_a_meeting_is_called_stays_out_of_the_bus(session, panel, qtbot):
    home = Home()
    now = home.clock.now()
    home.calendars.say([Busy(now, now + timedelta(hours=1), "About the layoffs")])
    DBusObject(session, Remote(home.house, outside(home))).start()
    qtbot.waitUntil(lambda: panel.bus.has(NAME))
    assert panel.call("Status")["busy"][1]["title"] == ("s", "")
    assert "layoffs" not in panel.call("StatusJson")
    home.calendars.say([])
    assert "busy" not in panel.call("Status")


def test_where_another_program_has_the_name_the_log_says_so_and_the_app_goes_on(panel, session, qtbot, caplog):
    assert panel.bus.ask(method("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                                "RequestName", "su", (NAME, 4))) == (1,)
    app = App(session, Home())
    qtbot.waitUntil(lambda: "another program" in caplog.text)
    app.home.to("09:30")
    assert session.alive
    assert panel.heard == []


def test_when_the_bus_dies_the_app_goes_on(app, private_bus, session, qtbot):
    private_bus.daemon.terminate()
    qtbot.waitUntil(lambda: not session.alive)
    app.home.to("09:30")
    assert app.remote.status()["shown"]["id"] == "s1"
