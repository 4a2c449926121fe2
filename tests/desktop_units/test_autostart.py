"""Start at login on the three systems; each in a folder or key of its own."""

from __future__ import annotations

import os
import plistlib
import shutil
import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from unknot.desktop.linux.autostart_xdg import ENTRY, XdgAutostart, autostart_folders, exec_line
from unknot.desktop.macos.autostart import LABEL, LaunchAgentAutostart
from unknot.desktop.windows.autostart import RunKeyAutostart
from unknot.ports import StoreError

COMMAND = ("/opt/My Apps/python", "-m", "unknot", "--background")


@pytest.fixture
def xdg(tmp_path):
    return XdgAutostart(COMMAND, tmp_path / "autostart")


def test_it_is_off_at_first_and_can_be_switched(xdg):
    assert xdg.enabled() is False
    xdg.set(True)
    assert xdg.enabled() is True
    xdg.set(False)
    assert xdg.enabled() is False


def test_the_entry_is_one_that_desktops_take(xdg, tmp_path):
    xdg.set(True)
    text = (tmp_path / "autostart" / ENTRY).read_text()
    assert 'Exec="/opt/My Apps/python" -m unknot --background\n' in text
    if shutil.which("desktop-file-validate"):
        subprocess.run(["desktop-file-validate", tmp_path / "autostart" / ENTRY], check=True)


@pytest.mark.parametrize(
    "line", ["Hidden=true", "Hidden = True", "X-GNOME-Autostart-enabled=false", "X-GNOME-Autostart-enabled = False"]
)
def test_an_entry_that_the_desktop_has_switched_off_is_off(xdg, tmp_path, line):
    xdg.set(True)
    file = tmp_path / "autostart" / ENTRY
    file.write_text(file.read_text().replace("Hidden=false\n", "") + line + "\n")
    assert xdg.enabled() is False
    xdg.set(True)
    assert xdg.enabled() is True


def test_what_the_system_brings_counts_unless_the_person_hides_it(tmp_path):
    shared = tmp_path / "xdg"
    XdgAutostart(COMMAND, shared).set(True)
    port = XdgAutostart(COMMAND, tmp_path / "autostart", (shared,))
    assert port.enabled() is True
    port.set(False)
    assert port.enabled() is False
    assert XdgAutostart(COMMAND, shared).enabled() is True
    port.set(True)
    assert port.enabled() is True


def test_an_entry_of_bytes_or_a_folder_in_its_place_is_not_a_crash(xdg, tmp_path):
    (tmp_path / "autostart").mkdir()
    (tmp_path / "autostart" / ENTRY).write_bytes(b"\xff\x00[broken\n=\n")
    assert xdg.enabled() is True
    (tmp_path / "autostart" / ENTRY).unlink()
    (tmp_path / "autostart" / ENTRY).mkdir()
    assert xdg.enabled() is None


def test_a_place_that_can_not_be_written_is_named(tmp_path):
    (tmp_path / "autostart").write_text("a file where the folder should be")
    with pytest.raises(StoreError, match=ENTRY):
        XdgAutostart(COMMAND, tmp_path / "autostart").set(True)
    with pytest.raises(StoreError, match=LABEL):
        LaunchAgentAutostart(COMMAND, tmp_path / "autostart").set(True)


@pytest.mark.parametrize(
    "command",
    [
        ("/usr/bin/unknot", "--background"),
        ("/home/me/new apps/un knot", 'a"b', "c`d", "$HOME", "back\\slash", "100%", "", "tab\there"),
    ],
)
def test_a_quoted_command_is_read_back_as_it_was(command):
    # Undo the escaping of values and of field codes; what is left is quoted as a shell's double quotes are.
    value = exec_line(command).replace("\\\\", "\\").replace("%%", "%")
    read = subprocess.run(["sh", "-c", f"printf '%s\\0' {value}"], capture_output=True, text=True, check=True)
    assert tuple(read.stdout.split("\0")[:-1]) == command


def test_folders_follow_the_variables_and_ignore_relative_ones():
    home = Path("/home/me")
    assert autostart_folders({}, home) == (home / ".config/autostart", (Path("/etc/xdg/autostart"),))
    variables = {"XDG_CONFIG_HOME": "/c", "XDG_CONFIG_DIRS": f"/x{os.pathsep}rel{os.pathsep}/y"}
    own, shared = autostart_folders(variables, home)
    assert own == Path("/c/autostart")
    assert shared == (Path("/x/autostart"), Path("/y/autostart"))
    assert autostart_folders({"XDG_CONFIG_HOME": "rel"}, home)[0] == home / ".config/autostart"


def test_the_run_key_holds_a_quoted_command(tmp_path):
    def key() -> QSettings:
        return QSettings(str(tmp_path / "run.ini"), QSettings.Format.IniFormat)

    port = RunKeyAutostart((r"C:\Program Files\Python\pythonw.exe", "-m", "unknot", "--background"), key)
    assert port.enabled() is False
    port.set(True)
    assert port.enabled() is True
    assert key().value("Unknot") == r'"C:\Program Files\Python\pythonw.exe" -m unknot --background'
    port.set(False)
    assert port.enabled() is False


def test_a_run_key_that_can_not_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("")
    bad = QSettings(str(tmp_path / "file" / "run.ini"), QSettings.Format.IniFormat)
    with pytest.raises(StoreError, match="CurrentVersion"):
        RunKeyAutostart(COMMAND, lambda: bad).set(True)


def test_the_launch_agent_runs_the_command_at_login(tmp_path):
    port = LaunchAgentAutostart(COMMAND, tmp_path / "LaunchAgents")
    assert port.enabled() is False
    port.set(True)
    assert port.enabled() is True
    file = tmp_path / "LaunchAgents" / f"{LABEL}.plist"
    agent = plistlib.loads(file.read_bytes())
    assert agent["ProgramArguments"] == list(COMMAND)
    assert agent["RunAtLoad"] is True
    file.write_bytes(plistlib.dumps({**agent, "Disabled": True}))
    assert port.enabled() is False
    file.write_bytes(b"not a plist")
    assert port.enabled() is None
    port.set(False)
    assert port.enabled() is False
