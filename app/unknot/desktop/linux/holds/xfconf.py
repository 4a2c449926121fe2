"""Xfce's settings, asked over D-Bus. An unset setting has its default."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from unknot.desktop.linux.bus import Body, Bus, joined, method, unless_asleep
from unknot.ports import Undo

NAME = "org.xfce.Xfconf"
PATH = "/org/xfce/Xfconf"


def read(bus: Bus, channel: str, key: str, tell: Callable[[Any], None]) -> None:
    """``tell`` the value of a setting, False when nobody set it, None when Xfce isn't there."""

    def exists(reply: Body | None) -> None:
        if reply and reply[0]:
            bus.call(_ask("GetProperty", channel, key), lambda value: tell(value[0][1] if value else None))
        else:
            tell(False if reply else None)

    bus.call(_ask("PropertyExists", channel, key), exists)


def watch(bus: Bus, channel: str, key: str, changed: Callable[[], None]) -> Undo:
    """Call ``changed`` when the setting is set or reset."""

    def told(body: Body) -> None:
        if body[:2] == (channel, key):
            changed()

    return joined(bus.watch(NAME, NAME, member, told, PATH) for member in ("PropertyChanged", "PropertyRemoved"))


def _ask(member: str, channel: str, key: str) -> Any:
    return unless_asleep(method(NAME, PATH, NAME, member, "ss", (channel, key)))
