"""Whether the person is typing or pointing just now, so that a prompt can wait for a lull of ten seconds."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing

from jeepney import Message
from PySide6.QtCore import QSocketNotifier, QTimer

from unknot.core.presence import Hold
from unknot.desktop.holds import LULL_SECONDS, Answer, not_watched
from unknot.desktop.linux import mutter_idle
from unknot.desktop.linux.bus import Body, Bus, method
from unknot.desktop.linux.idle_notify import IdleNotifier, Notification
from unknot.desktop.linux.wayland import SHORT_PATIENCE
from unknot.desktop.linux.xcb import XUnavailableError, has_own_server
from unknot.desktop.linux.xsync import POSITIVE_TRANSITION, IdleCounter
from unknot.desktop.probe import tr
from unknot.desktop.ways import FirstThatKnows
from unknot.ports import Said, Undo

KEPT_SECONDS = 30
"""So long the compositor's notification stays after a question: the next one comes after 15 s, if any."""


def typing(session: Callable[[], Bus | None], notifier: IdleNotifier | None) -> FirstThatKnows:
    """The probe. ``notifier``: the compositor's on Wayland, None on X11."""
    ways = (MutterLull(session), WaylandLull(notifier) if notifier is not None else X11Lull())
    return FirstThatKnows("typing", Hold.TYPING, ways, _unknown)


def _unknown() -> Said:
    return Said(tr("no source for idle time"), tr("Prompts don't wait here until you stop typing."))


class MutterLull:
    """``Way`` on Mutter's idle monitor."""

    found = "Mutter"

    def __init__(self, connect: Callable[[], Bus | None], lull_ms: int = LULL_SECONDS * 1000) -> None:
        self._connect = connect
        self._lull_ms = lull_ms
        self._ended: dict[int, Callable[[], None]] = {}
        self._listens: Bus | None = None

    def ask(self, answer: Answer) -> None:
        """None where Mutter is not running."""
        bus = self._connect()
        if bus is None:
            answer(None)
            return

        def answered(reply: Body | None) -> None:
            answer(reply[0] < self._lull_ms if reply else None)

        bus.call(_message("GetIdletime"), answered)

    def watch(self, ended: Callable[[], None]) -> Undo:
        """By one of Mutter's own watches, which fires at once when the lull is there already."""
        bus = self._connect()
        if bus is None:
            return not_watched
        if self._listens is not bus:
            self._listens = bus
            bus.watch(mutter_idle.NAME, mutter_idle.NAME, "WatchFired", self._fired, mutter_idle.PATH)
        wanted = True
        number = 0

        def added(reply: Body | None) -> None:
            nonlocal number
            if reply:
                number = reply[0]
                self._ended[number] = ended
                if not wanted:
                    remove()

        def remove() -> None:
            nonlocal wanted
            wanted = False
            if self._ended.pop(number, None) is not None:
                bus.call(_message("RemoveWatch", "u", number))

        bus.call(_message("AddIdleWatch", "t", self._lull_ms), added)
        return remove

    def _fired(self, body: Body) -> None:
        ended = self._ended.get(body[0])
        if ended is not None:
            ended()


def _message(member: str, signature: str = "", *values: int) -> Message:
    return method(mutter_idle.NAME, mutter_idle.PATH, mutter_idle.NAME, member, signature, values)


class WaylandLull:
    """``Way`` on the compositor's idle notifications, which can't be asked how long ago the last input was.

    A notification made at the first question tells whether there was a lull since. Until then the answer is True, for
    ten seconds at most: a prompt that comes so much later bothers nobody, one between two words does.
    """

    def __init__(
        self, notifier: IdleNotifier, lull_ms: int = LULL_SECONDS * 1000, kept_ms: int = KEPT_SECONDS * 1000
    ) -> None:
        self._notifier = notifier
        self._lull_ms = lull_ms
        self._kept = QTimer(singleShot=True, interval=kept_ms)
        self._kept.timeout.connect(self._let_go)
        self._notification: Notification | None = None
        self._lull = False
        self._watches: list[Callable[[], None]] = []

    @property
    def found(self) -> str:
        """The protocol's name."""
        return self._notifier.found

    def ask(self, answer: Answer) -> None:
        """None where the compositor has no such thing."""
        if not self._notifier.open(SHORT_PATIENCE):
            answer(None)
            return
        if self._notification is None:
            self._lull = False
            self._notification = self._notifier.notify(
                self._lull_ms, self._idled, self._resumed, lost=self._resumed, input_only=True
            )
        self._kept.start()
        answer(not self._lull)

    def watch(self, ended: Callable[[], None]) -> Undo:
        """By the notification of the question before."""
        if self._notification is None:
            return not_watched
        self._watches.append(ended)
        if self._lull:  # between the answer and this moment
            QTimer.singleShot(0, self._kept, self._tell)

        def undo() -> None:
            if ended in self._watches:
                self._watches.remove(ended)

        return undo

    def _idled(self) -> None:
        self._lull = True
        self._tell()

    def _tell(self) -> None:
        for ended in tuple(self._watches):
            ended()

    def _resumed(self) -> None:
        self._lull = False

    def _let_go(self) -> None:
        if self._watches:
            self._kept.start()
        elif self._notification is not None:
            self._notifier.cancel(self._notification)
            self._notification = None


class X11Lull:
    """``Way`` on the X server's idle counter; connected only while it is asked or watched."""

    found = "X11"

    def __init__(self, lull_ms: int = LULL_SECONDS * 1000) -> None:
        self._lull_ms = lull_ms
        self._watches: set[_Alarm] = set()

    def ask(self, answer: Answer) -> None:
        """None without an X server of our own."""
        answer(self._look() if has_own_server() else None)

    def watch(self, ended: Callable[[], None]) -> Undo:
        """By an alarm."""
        try:
            alarm = _Alarm(IdleCounter(), self._lull_ms, ended, self._watches)
        except XUnavailableError:
            return not_watched
        return alarm.close

    def _look(self) -> bool | None:
        try:
            with closing(IdleCounter()) as counter:
                return counter.idle_ms() < self._lull_ms
        except XUnavailableError:
            return None


class _Alarm:
    """Rings once there was no input for so long. ``alive``: where it stays until it is closed."""

    def __init__(self, counter: IdleCounter, lull_ms: int, ended: Callable[[], None], alive: set[_Alarm]) -> None:
        self._alive = alive
        alive.add(self)
        self._counter: IdleCounter | None = counter
        self._lull_ms = lull_ms
        self._ended = ended
        counter.alarm(lull_ms, POSITIVE_TRANSITION)
        self._notifier = QSocketNotifier(counter.descriptor, QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._read)
        # The lull may have come before the alarm was set, and the alarm's event with an answer.
        QTimer.singleShot(0, self._notifier, self._look)

    def close(self) -> None:
        """Hang up, and the server forgets the alarm; harmless when that was done."""
        if self._counter is not None:
            self._notifier.setEnabled(False)
            self._counter.close()
            self._counter = None
            self._alive.discard(self)

    def _read(self) -> None:
        if self._counter is not None and (self._counter.rung() or self._counter.broken):
            self._ring()

    def _look(self) -> None:
        try:
            lull = self._counter is not None and self._counter.idle_ms() >= self._lull_ms
        except XUnavailableError:
            lull = True
        if lull:
            self._ring()
        else:
            self._read()

    def _ring(self) -> None:
        self.close()
        self._ended()
