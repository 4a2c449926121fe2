"""The tray icon as a panel sees it: StatusNotifierItem and its menu over D-Bus."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from jeepney import DBusAddress, MessageType, Properties, new_method_call
from jeepney.io.blocking import DBusConnection

WATCHER = "org.kde.StatusNotifierWatcher"
ITEM = "org.kde.StatusNotifierItem"
MENU = "com.canonical.dbusmenu"


@dataclass(frozen=True)
class Entry:
    """One line of the menu; a separator has no label. ``chosen``: of one of several that exclude each other."""

    id: int
    label: str
    enabled: bool
    children: tuple[Entry, ...] = field(default=())
    chosen: bool | None = None


class NoTrayError(Exception):
    """No icon of the app is registered."""


class BusClient:
    """A connection to a bus for questions that wait for their answer."""

    def __init__(self, connection: DBusConnection) -> None:
        self._connection = connection

    def call(self, where: DBusAddress, member: str, signature: str = "", body: tuple[Any, ...] = ()) -> tuple[Any, ...]:
        """The body of the reply; raises RuntimeError for an error."""
        return self._ask(new_method_call(where, member, signature or None, body))

    def get(self, where: DBusAddress, name: str) -> Any:
        """A property, unwrapped."""
        return self._ask(Properties(where).get(name))[0][1]

    def has(self, name: str) -> bool:
        """Whether anybody owns this name."""
        bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        return bool(self.call(bus, "NameHasOwner", "s", (name,))[0])

    def _ask(self, message: Any) -> tuple[Any, ...]:
        reply = self._connection.send_and_get_reply(message, timeout=10)
        if reply.header.message_type is MessageType.error:
            raise RuntimeError(str(reply.body))
        return tuple(reply.body)


class TrayIcon:
    """The app's icon in the panel."""

    def __init__(self, bus: BusClient) -> None:
        self._bus = bus

    def panel_there(self) -> bool:
        """Whether a panel takes icons."""
        return self._bus.has(WATCHER) and bool(self._bus.get(_watcher(), "IsStatusNotifierHostRegistered"))

    def shown(self) -> bool:
        """Whether the app's icon is registered with the panel."""
        try:
            return bool(self._item())
        except (NoTrayError, RuntimeError):
            return False

    def tooltip(self) -> str:
        """What the panel shows under the pointer."""
        _, _, title, text = self._bus.get(self._item(), "ToolTip")
        return "\n".join(part for part in (title, text) if part)

    def activate(self) -> None:
        """A left click on the icon."""
        self._bus.call(self._item(), "Activate", "ii", (10, 10))

    def menu(self) -> tuple[Entry, ...]:
        """Open the menu and read it."""
        where = self._menu_address()
        self._bus.call(where, "AboutToShow", "i", (0,))
        _, (_, _, lines) = self._bus.call(where, "GetLayout", "iias", (0, -1, []))
        return tuple(_entry(line[1]) for line in lines)

    def labels(self) -> list[str]:
        """The lines of the menu's first level, without separators."""
        return [entry.label for entry in self.menu() if entry.label]

    def choose(self, *path: str) -> None:
        """Choose an entry by what the labels on the way to it begin with."""
        entries = self.menu()
        for part in path:
            found = [entry for entry in entries if entry.label.startswith(part)]
            assert found, f"no entry '{part}' in the menu, but {[entry.label for entry in entries]}"
            entry, entries = found[0], found[0].children
        assert entry.enabled, f"'{entry.label}' can't be chosen"
        self._bus.call(self._menu_address(), "Event", "isvu", (entry.id, "clicked", ("s", ""), 0))

    def _item(self) -> DBusAddress:
        if not self._bus.has(WATCHER):
            raise NoTrayError
        for item in reversed(self._bus.get(_watcher(), "RegisteredStatusNotifierItems")):
            name, _, path = item.partition("/")
            where = DBusAddress(f"/{path or 'StatusNotifierItem'}", name, ITEM)
            if "unknot" in str(self._bus.get(where, "Id")).lower():
                return where
        raise NoTrayError

    def _menu_address(self) -> DBusAddress:
        item = self._item()
        return DBusAddress(self._bus.get(item, "Menu"), item.bus_name, MENU)


def _watcher() -> DBusAddress:
    return DBusAddress("/StatusNotifierWatcher", WATCHER, WATCHER)


def _entry(raw: tuple[int, dict[str, Any], list[Any]]) -> Entry:
    number, properties, lines = raw
    values = {name: value[1] for name, value in properties.items()}
    label = str(values.get("label", "")).replace("_", "")
    chosen = values.get("toggle-state") == 1 if values.get("toggle-type") == "radio" else None
    return Entry(number, label, bool(values.get("enabled", True)), tuple(_entry(line[1]) for line in lines), chosen)
