"""The tray icon: state inside the loop, a menu built when opened, and a way back when the panel restarts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusServiceWatcher
from PySide6.QtGui import QActionGroup, QGuiApplication, QIcon
from PySide6.QtWidgets import QMenu, QSystemTrayIcon

from unknot.bundled import resource_path

if TYPE_CHECKING:
    from unknot.ui.menu_item import Item
    from unknot.ui.shell import Shell

WATCHER = "org.kde.StatusNotifierWatcher"
HOST_SETTLES_MS = 300
"""A panel that has just registered the watcher needs a moment before it takes icons."""


def icon_for(state: str, dark_panel: bool) -> QIcon:
    """The icon of a state (ready, due, session, held, paused); ``dark_panel`` picks the light drawing."""
    tone = "dark" if dark_panel else "light"
    icon = QIcon()
    for size in (16, 24):
        icon.addFile(str(resource_path(f"icons/tray-{state}-{tone}-{size}.svg")))
    icon.setIsMask(True)
    return icon


class Tray(QObject):
    """Shows at once with a bare menu; ``attach`` gives it the services once they are up. What it needs of them is
    imported after that, so that the icon need not wait."""

    def __init__(self, quit_app: Callable[[], None], dark_panel: Callable[[], bool]) -> None:
        super().__init__()
        self._dark_panel = dark_panel
        self._shell: Shell | None = None
        self._state = "ready"
        self._menu = QMenu()
        self._menu.addAction(self.tr("Quit Unknot"), quit_app)
        self._menu.aboutToShow.connect(self._build)
        self._icon = self._make()
        self._watcher = QDBusServiceWatcher(
            WATCHER, QDBusConnection.sessionBus(), QDBusServiceWatcher.WatchModeFlag.WatchForRegistration
        )
        # An icon made before the panel stays with XEmbed for good, so a new panel needs a new icon.
        self._watcher.serviceRegistered.connect(lambda _name: QTimer.singleShot(HOST_SETTLES_MS, self._remake))

    def there(self) -> bool:
        """Whether a panel shows tray icons now."""
        return QSystemTrayIcon.isSystemTrayAvailable()

    def attach(self, shell: Shell) -> None:
        """Fill menu and tooltip from the services, and follow them."""
        self._shell = shell
        shell.coach.on_change(self.refresh)
        shell.guide.on_change(self.refresh)
        self._build()
        self.refresh()

    def tell(self, title: str, text: str) -> None:
        """A message of the system's own kind at the icon, where no notification service is."""
        self._icon.showMessage(title, text, self._icon.icon())

    def refresh(self) -> None:
        """Bring icon and tooltip up to date. The tooltip's times are told when somebody looks, not ticked."""
        if self._shell is None:
            return
        from unknot.ui import menu

        state = self._state_now(self._shell)
        if state != self._state:
            self._state = state
            self._icon.setIcon(icon_for(state, self._dark_panel()))
        self._icon.setToolTip("\n".join(menu.status_lines(self._shell, relative=False)))

    def recolour(self, _scheme: object = None) -> None:
        """After a change of the panel's colours."""
        self._icon.setIcon(icon_for(self._state, self._dark_panel()))

    def _make(self) -> QSystemTrayIcon:
        icon = QSystemTrayIcon(icon_for(self._state, self._dark_panel()), self)
        icon.setContextMenu(self._menu)
        icon.setToolTip(QGuiApplication.applicationDisplayName())
        icon.activated.connect(self._activated)
        icon.show()
        return icon

    def _remake(self) -> None:
        self._icon.hide()
        self._icon.deleteLater()
        self._icon = self._make()
        self.refresh()

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason is QSystemTrayIcon.ActivationReason.Trigger and self._shell is not None:
            self._shell.windows.open_first()

    def _build(self) -> None:
        if self._shell is None:
            return
        from unknot.ui import menu

        stale = self._menu.findChildren(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)
        self._menu.clear()
        for submenu in stale:  # clear() leaves them behind: two more at every opening
            submenu.deleteLater()
        render(menu.items(self._shell), self._menu)

    @staticmethod
    def _state_now(shell: Shell) -> str:
        from unknot.core.presence import Hold

        presence = shell.coach.presence
        if presence.has(Hold.PAUSED):
            return "paused"
        if shell.guide.session is not None:
            return "session"
        if presence.holds:
            return "held"
        return "due" if shell.coach.shown() is not None else "ready"


def render(items: tuple[Item, ...], into: QMenu) -> None:
    """Fill a menu from its data."""
    choices = []
    for item in items:
        if not item.label:
            into.addSeparator()
        elif item.children:
            render(item.children, into.addMenu(item.label))
        else:
            action = into.addAction(item.label)
            action.setEnabled(item.enabled)
            if item.chosen is not None:
                action.setCheckable(True)
                action.setChecked(item.chosen)
                choices.append(action)
            if item.run is not None:
                action.triggered.connect(lambda _checked=False, run=item.run: run())
            if item.strong:
                into.setDefaultAction(action)
    if choices:  # a group stays as long as its menu, and the tray's own is for ever
        group = QActionGroup(into)
        for action in choices:
            group.addAction(action)
