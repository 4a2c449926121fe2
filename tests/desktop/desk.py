"""A real desktop in a box: X server, session bus, window manager, panel with a tray, notification daemon, all private.

Nothing of the person's own session is touched: own HOME, own XDG folders, own buses, own screen, no sound server.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from jeepney.io.blocking import DBusConnection, open_dbus_connection
from tests.desktop.eyes import SYSTEM_PYTHON, Eyes
from tests.desktop.processes import Processes, wait_until
from tests.desktop.screen import SIZE, Screen, Window
from tests.desktop.tray import BusClient, TrayIcon

from unknot.core.history import CareAnswer, CareEvent, Pain
from unknot.storage.ledger import open_ledger, read_rows

ROOT = Path(__file__).resolve().parents[2]
TOOLS = (
    "Xvfb", "dbus-daemon", "openbox", "xfce4-panel", "tint2", "dunst", "dunstctl", "xdotool", "import", "gdbus",
    "setpriv", "xrandr",
)  # fmt: skip
MONDAY = "2026-11-23"
SESSION = "c1"  # as the login manager would call it
NOTIFICATIONS = "org.freedesktop.Notifications"

_PANEL = """<?xml version="1.0" encoding="UTF-8"?>
<channel name="xfce4-panel" version="1.0">
  <property name="configver" type="int" value="2"/>
  <property name="panels" type="array"><value type="int" value="1"/>
    <property name="panel-1" type="empty">
      <property name="position" type="string" value="p=6;x=0;y=0"/>
      <property name="length" type="uint" value="100"/>
      <property name="size" type="uint" value="28"/>
      <property name="position-locked" type="bool" value="true"/>
      <property name="plugin-ids" type="array"><value type="int" value="1"/></property>
    </property>
  </property>
  <property name="plugins" type="empty"><property name="plugin-1" type="string" value="systray"/></property>
</channel>
"""
_BUS = """<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <servicedir>{services}</servicedir>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""
SERVICES = ("org.a11y.Bus", "org.xfce.Xfconf", "ca.desrt.dconf")
"""What a bus may start by itself: not the notification daemon, which a test wants there or not."""
_TINT2 = "panel_items = S\npanel_size = 100% 30\nsystray_padding = 0 4 2\nsystray_icon_size = 22\n"
_NO_MENU = '<openbox_menu><menu id="root-menu" label=""/></openbox_menu>'
_PICK = '#!/bin/sh\ngrep -m1 -- "^#$(cat {0}/pick)" | tee {0}/picked\n'
"""dunst asks it which button is pressed: lines like ``#Start (title) [2,accept]``."""


def missing_tools() -> list[str]:
    """What the desktop needs and this machine lacks."""
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    for module in ("gi", "dbusmock"):
        if subprocess.run([SYSTEM_PYTHON, "-c", f"import {module}"], capture_output=True, check=False).returncode:
            missing.append(f"{SYSTEM_PYTHON} with {module}")
    return missing


class Desk:
    """One desktop, up from ``start`` to ``stop``."""

    RED_FLAG = CareEvent.RED_FLAG

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="unknot-desk-"))  # short: a socket's path may have 100 bytes
        self.home = self.folder / "home"
        self.runtime = self.folder / "run"
        self.home.mkdir()
        self.runtime.mkdir(mode=0o700)
        kept = {k: v for k, v in os.environ.items() if k in ("PATH", "TZ") or k.startswith("UNKNOT_DESKTOP")}
        self.processes = Processes(
            self.folder,
            {
                **kept,
                "HOME": str(self.home),
                "XDG_RUNTIME_DIR": str(self.runtime),
                "XDG_CURRENT_DESKTOP": "XFCE",
                "LANG": "C.UTF-8",
                "QT_QPA_PLATFORM": "xcb",
                "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
                "PULSE_SERVER": f"unix:{self.runtime}/no-sound",
                "XDG_SESSION_ID": SESSION,
                "PYTHONPATH": f"{ROOT / 'app'}{os.pathsep}{ROOT}",
            },
        )
        self._write_configuration()
        self._connection: DBusConnection | None = None
        self._eyes: Eyes | None = None

    @property
    def env(self) -> dict[str, str]:
        """The environment of everything on this desktop."""
        return self.processes.env

    # up and down

    def start(self, *, panel: str = "xfce4-panel", notifications: bool = True) -> None:
        """Bring it up and wait until every part is ready. ``panel``: xfce4-panel, tint2 or "" for none."""
        self.env["DISPLAY"] = self._start_server()
        self.env["DBUS_SESSION_BUS_ADDRESS"] = self._start_bus("session-bus")
        self.env["DBUS_SYSTEM_BUS_ADDRESS"] = self._start_bus("system-bus")
        self._connection = open_dbus_connection(self.env["DBUS_SESSION_BUS_ADDRESS"])
        self.bus = BusClient(self._connection)
        self.tray = TrayIcon(self.bus)
        self.screen = Screen(self.env["DISPLAY"], self.env)
        self.processes.start("openbox", ["openbox", "--sm-disable"])
        if notifications:
            self.processes.start("dunst", ["dunst"])
        if panel:
            self.start_panel(panel)
        wait_until(self.screen.managed, "the window manager")
        if notifications:
            wait_until(lambda: self.bus.has(NOTIFICATIONS), "the notification daemon")

    def stop(self) -> None:
        """End everything that was started here and take its files away."""
        if self._connection is not None:
            self._connection.close()
            self.screen.close()
        self.processes.stop_all()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start_panel(self, panel: str = "xfce4-panel") -> None:
        """Start the panel and wait until it takes icons (XEmbed panels tell nobody on the bus)."""
        options = ["--disable-wm-check"] if panel == "xfce4-panel" else []
        self.processes.start("panel", [panel, *options])
        if panel == "xfce4-panel":
            wait_until(self.tray.panel_there, "the panel's tray", 20)
        else:
            wait_until(lambda: any(w.title == panel for w in self.screen.windows()), f"{panel}'s window")

    def stop_panel(self) -> None:
        """End the panel."""
        self.processes.stop("panel")

    def mock_login(self) -> Login:
        """A login manager on the system bus, with one session."""
        return Login(self)

    # the person's files

    @property
    def data(self) -> Path:
        """The app's data folder."""
        return self.home / ".local" / "share" / "unknot"

    @property
    def settings_file(self) -> Path:
        """The app's settings file."""
        return self.home / ".config" / "unknot" / "settings.toml"

    def write_settings(self, text: str) -> None:
        """A settings file as a person might have left it."""
        self.settings_file.parent.mkdir(parents=True, exist_ok=True)
        self.settings_file.write_text(text, encoding="utf-8")

    def welcome(self, day: str = MONDAY, event: CareEvent = CareEvent.NONE_OF_THESE) -> None:
        """As after the welcome: the red-flag question is answered."""
        moment = datetime.fromisoformat(f"{day}T08:00:00+01:00")
        ledger, problems = open_ledger(self.data / "ledger.db")
        assert not problems
        ledger.add(CareAnswer(moment, event, ""))
        ledger.remember("welcomed", moment.isoformat())
        ledger.close()

    def rows(self, slot: str = "") -> list[dict[str, Any]]:
        """What the ledger says, as ``unknot history`` would print it."""
        rows = read_rows(self.data / "ledger.db", date.min, date.max)
        return [row for row in rows if not slot or row["slot"] == slot]

    def pains(self) -> int:
        """How often something hurt."""
        ledger, _ = open_ledger(self.data / "ledger.db")
        try:
            return len(ledger.read(Pain, date.min, date.max))
        finally:
            ledger.close()

    def outcome(self, slot: str) -> str:
        """How a slot ended, "" while it has not."""
        endings = [row["outcome"] for row in self.rows(slot) if row["event"] == "answered"]
        return str(endings[-1]) if endings else ""

    # the app

    def start_app(
        self, at: str = f"{MONDAY}T08:40", *, background: bool = True, typing: bool = False, wrap: Sequence[str] = ()
    ) -> App:
        """Start the app on a clock of its own and wait until its services are up. ``typing``: that holds, too."""
        wanted = {"--background": background, "--typing": typing}
        app = App(self, [at, *[option for option, on in wanted.items() if on]], wrap)
        app.wait_ready()
        return app

    def start_real_app(self, *arguments: str, name: str = "real") -> subprocess.Popen[bytes]:
        """Start ``python -m unknot`` on the machine's own clock."""
        return self.processes.start(name, [sys.executable, "-m", "unknot", *arguments])

    def unknot(self, *arguments: str, **more: Any) -> subprocess.CompletedProcess[str]:
        """Run a command of the command line to its end."""
        command = [sys.executable, "-m", "unknot", *arguments]
        return subprocess.run(command, env=self.env, capture_output=True, text=True, timeout=60, check=False, **more)

    def start_writer(self) -> Writer:
        """A window of another program that has the keyboard."""
        return Writer(self)

    def mock_notifications(self) -> None:
        """A notification service that takes note of what is asked in its log, and says that it has no buttons."""
        self.processes.start("notifications", [SYSTEM_PYTHON, "-m", "dbusmock", "--template", "notification_daemon"])
        wait_until(lambda: self.bus.has(NOTIFICATIONS), "the mocked notification service")

    def status(self) -> dict[str, Any]:
        """``unknot status --json``."""
        done = self.unknot("status", "--json")
        assert done.returncode == 0, done.stderr
        status: dict[str, Any] = json.loads(done.stdout)
        return status

    # looking

    @property
    def eyes(self) -> Eyes:
        """A screen reader's view; started when first needed."""
        if self._eyes is None:
            self._eyes = Eyes(self.processes)
        return self._eyes

    def notes(self) -> list[str]:
        """Titles of the notifications on the screen and those gone by, oldest first."""
        shown = self._dunstctl("history")
        return [note["summary"]["data"] for note in reversed(json.loads(shown)["data"][0])]

    def notes_shown(self) -> int:
        """How many notifications are on the screen."""
        return int(self._dunstctl("count", "displayed"))

    def answer_note(self, button: str) -> None:
        """Press a button of the notification on the screen, by its label."""
        (self.folder / "pick").write_text(button, encoding="utf-8")
        picked = self.folder / "picked"
        picked.unlink(missing_ok=True)

        def press() -> bool:
            self._dunstctl("context")
            return picked.exists() and bool(picked.read_text(encoding="utf-8"))

        wait_until(press, f"a notification with the button '{button}'")

    def dismiss_note(self) -> None:
        """Put the notification away by hand."""
        self._dunstctl("close")

    # how it works

    def _dunstctl(self, *arguments: str) -> str:
        done = subprocess.run(
            ["dunstctl", *arguments], env=self.env, capture_output=True, text=True, timeout=20, check=True
        )
        return done.stdout

    def _start_server(self) -> str:
        read, write = os.pipe()
        size = f"{SIZE[0]}x{SIZE[1]}x24"
        self.processes.start(
            "xserver", ["Xvfb", "-displayfd", str(write), "-screen", "0", size, "-nolisten", "tcp"], pass_fds=[write]
        )
        os.close(write)
        with os.fdopen(read) as pipe:
            number = pipe.readline().strip()
        assert number, self.processes.log("xserver")
        return f":{number}"

    def _start_bus(self, name: str) -> str:
        read, write = os.pipe()
        configuration = f"--config-file={self.folder / 'bus.conf'}"
        command = ["dbus-daemon", configuration, "--nofork", "--nopidfile", f"--print-address={write}"]
        self.processes.start(name, command, pass_fds=[write])
        os.close(write)
        with os.fdopen(read) as pipe:
            address = pipe.readline().strip()
        assert address, self.processes.log(name)
        return address

    def _write_configuration(self) -> None:
        config = self.home / ".config"
        pick = self.folder / "pick.sh"
        services = self.folder / "services"
        services.mkdir()
        for name in SERVICES:
            (services / f"{name}.service").symlink_to(f"/usr/share/dbus-1/services/{name}.service")
        files = {
            self.folder / "bus.conf": _BUS.format(services=services),
            config / "xfce4/xfconf/xfce-perchannel-xml/xfce4-panel.xml": _PANEL,
            config / "openbox/menu.xml": _NO_MENU,
            config / "tint2/tint2rc": _TINT2,
            config / "dunst/dunstrc": f"[global]\nfollow=none\ndmenu={pick}\n",
            pick: _PICK.format(self.folder),
        }
        for path, text in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        pick.chmod(0o755)


class App:
    """The app on a test's clock (``app_at``)."""

    def __init__(self, desk: Desk, options: Sequence[str], wrap: Sequence[str]) -> None:
        self._desk = desk
        self._process = desk.processes.start(
            "app", [*wrap, sys.executable, "-m", "tests.desktop.app_at", *options], pipes=True
        )

    @property
    def pid(self) -> int:
        """The process of the app itself."""
        return self._process.pid

    def wait_ready(self) -> None:
        """Wait until it answers the command line with its services up."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line == b"ready\n", f"the app did not start:\n{self.log()}"

    def pass_time(self, *, hours: float = 0, minutes: float = 0, seconds: float = 0) -> None:
        """Let time pass at once."""
        self._order(f"pass {hours * 3600 + minutes * 60 + seconds}")

    def pass_until(self, clock_time: str) -> None:
        """Let time pass until it is e.g. ``09:30`` today."""
        self._order(f"until {clock_time}")

    def sleep(self, *, hours: float = 0, minutes: float = 0) -> None:
        """The wall clock alone goes on, as while the machine sleeps."""
        self._order(f"jump {hours * 3600 + minutes * 60}")

    def windows(self) -> list[Window]:
        """Its windows that can be seen."""
        return self._desk.screen.windows(self.pid)

    def window(self, title: str) -> Window:
        """Wait for one whose title contains this."""
        found = wait_until(
            lambda: [w for w in self.windows() if title.lower() in w.title.lower()], f"a window titled '{title}'"
        )
        return found[0]

    def kill(self) -> None:
        """As by a crash: no chance to say goodbye."""
        self._desk.processes.stop("app", signal.SIGKILL)

    def quit(self) -> int:
        """End it in order; its exit status."""
        return self._desk.processes.stop("app")

    def runs(self) -> bool:
        """Whether it goes on."""
        return self._process.poll() is None

    def log(self) -> str:
        """What it has said on standard error."""
        return self._desk.processes.log("app")

    def _order(self, order: str) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(order.encode() + b"\n")
        self._process.stdin.flush()
        reply = self._process.stdout.readline()
        assert reply == b"ok\n", f"'{order}' was answered with {reply!r}:\n{self.log()}"


class Writer:
    """Another program's window (``writer.py``)."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        process = desk.processes.start("writer", [sys.executable, str(Path(__file__).with_name("writer.py"))])
        self.window = wait_until(lambda: desk.screen.windows(process.pid), "the writer's window")[0]
        wait_until(lambda: desk.screen.active() == self.window.id, "the writer to have the keyboard")

    def text(self) -> str:
        """What was typed into it so far."""
        said = [line for line in self._desk.processes.log("writer").splitlines() if not line.startswith("qt.")]
        return said[-1] if said else ""


class Login:
    """A mocked login manager: sleep and locks at will."""

    NAME = "org.freedesktop.login1"
    PATH = "/org/freedesktop/login1"
    MOCK = "org.freedesktop.DBus.Mock"

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        desk.processes.start("login", [SYSTEM_PYTHON, "-m", "dbusmock", "--system", "--template", "logind"])
        self._gdbus("wait", "--system", "--timeout", "20", self.NAME)
        self._call(self.PATH, "AddSession", SESSION, "seat0", str(os.getuid()), "person", "true")

    def sleep(self, begin: bool) -> None:
        """The machine goes to sleep, or wakes."""
        self._emit(self.PATH, f"{self.NAME}.Manager", "PrepareForSleep", "b", f"[<{str(begin).lower()}>]")

    def lock(self, locked: bool) -> None:
        """The screen is locked, or unlocked."""
        session = f"{self.PATH}/session/{SESSION}"
        values = f"{{'LockedHint': <{str(locked).lower()}>}}"
        self._call(session, "UpdateProperties", f"{self.NAME}.Session", values)

    def _emit(self, path: str, interface: str, signal_name: str, signature: str, values: str) -> None:
        self._call(path, "EmitSignal", interface, signal_name, signature, values)

    def _call(self, path: str, member: str, *values: str) -> None:
        self._gdbus("call", "--system", "-d", self.NAME, "-o", path, "-m", f"{self.MOCK}.{member}", "--", *values)

    def _gdbus(self, *arguments: str) -> None:
        subprocess.run(["gdbus", *arguments], env=self._desk.env, capture_output=True, timeout=40, check=True)
