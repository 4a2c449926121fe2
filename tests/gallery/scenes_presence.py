"""What is known of the person and the machine: the Presence tab, the tray's menu."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget
from tests.fakes import FakeProbe
from tests.gallery import scene
from tests.gallery.long_words import spoken_at_length
from tests.gallery.scenes_main import SETTINGS, SIZE, lived, settings_at, window
from tests.shells import FINDINGS, Home

from unknot.core.presence import Hold
from unknot.ports import Finding, Said
from unknot.ui import menu
from unknot.ui.tray import render


class Source(FakeProbe):
    """A source of the gallery, with its words."""

    def __init__(self, why: Hold, says: bool | None, name: str, found: str, advice: str = "") -> None:
        super().__init__(why, says, name)
        self.said = Said(found, advice)


def sources() -> tuple[Source, ...]:
    """Those of a Linux desktop on Wayland, in a call."""
    return (
        Source(Hold.CALL, True, "microphone", "PipeWire"),
        Source(Hold.CALL, False, "camera", "/dev/video0"),
        Source(Hold.FULL_SCREEN, None, "full-screen", "this desktop tells no other program on Wayland",
               "Pause by hand before a film or a talk."),
        Source(Hold.TYPING, False, "typing", "Mutter"),
        Source(Hold.DO_NOT_DISTURB, False, "do-not-disturb", "GNOME"),
        Source(Hold.SHARING, None, "sharing", "no answer in time"),
        Source(Hold.PRESENTING, False, "presenting", "Xfce"),
    )


def here() -> Home:
    """A home with all those sources."""
    found = (Finding("idle", True, "Mutter"), Finding("sleep and lock", True, "logind, GNOME"))
    home = Home(probes=sources(), findings=(*FINDINGS, *found))
    home.to("9:12")
    home.house.held(Hold.CALL)
    home.to("9:40")
    return home


@scene("settings-presence", SETTINGS)
def settings_presence() -> QWidget:
    return settings_at("presence", here())


@scene("settings-presence-long-words", (760, 600))
def settings_presence_long_words() -> QWidget:
    with spoken_at_length():
        made = settings_at("presence", here())
        made.show()
        return made


@scene("settings-presence-small", (640, 340))
def settings_presence_small() -> QWidget:
    return settings_at("presence", here())


@scene("today-unknown", SIZE)
def today_unknown() -> QWidget:
    home = here()
    home.house.released(Hold.CALL)
    home.house.coach.idle_known(False)
    return window(home)


class Menus(QWidget):
    """The tray's menu with one of its submenus beside it."""

    def __init__(self, home: Home, submenu: str) -> None:
        super().__init__()
        self.home = home
        items = menu.items(home.shell)
        row = QHBoxLayout(self)
        row.setSpacing(8)
        for lines in (items, next(item.children for item in items if item.label.startswith(submenu))):
            made = QMenu(self)
            render(lines, made)
            made.setWindowFlags(Qt.WindowType.Widget)
            row.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)


scene("tray-menu", (520, 540))(lambda: Menus(lived(), "Profile"))


@scene("tray-menu-held", (520, 540))
def tray_menu_held() -> QWidget:
    home = lived("13:27")
    home.house.held(Hold.FULL_SCREEN)
    home.house.coach.skip()
    return Menus(home, "Today's hours")


@scene("tray-menu-in-a-call", (520, 540))
def tray_menu_in_a_call() -> QWidget:
    home = lived("13:27")
    home.house.coach.call(None)
    return Menus(home, "Pause for")
