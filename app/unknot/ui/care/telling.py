"""Tells of heat and cold while no window is looked at: the end of a compress, and the call to the next one."""

from __future__ import annotations

from unknot.core.care_records import CompressKind
from unknot.core.presence import Hold
from unknot.ports import Cue, Notice, Notifier
from unknot.services.compresses import Ended
from unknot.ui.quiet import Corner
from unknot.ui.shell import Shell
from unknot.ui.tr import tr

NEXT = "cold"
"""The key of the call to the next cold compress among quiet notices."""
STALE = 30 * 60
"""Seconds after which the end of a compress is no news."""
HUSHED = frozenset({Hold.CALL, Hold.SAID_CALL, Hold.SHARING, Hold.PRESENTING, Hold.DO_NOT_DISTURB})
"""What is not to be disturbed by a sound."""


class CompressNotices:
    """The end is told at once, for heat that stays on burns. A call to the next compress is a quiet notice: it waits
    while anything holds, and is not told any more where it came too late in the evening."""

    def __init__(self, shell: Shell, teller: Notifier, tray: Corner | None) -> None:
        """``tray`` says it where there are no notifications."""
        self._shell = shell
        self._teller = teller
        self._tray = tray
        shell.compresses.on_end(self._ended)
        shell.compresses.on_due(lambda: shell.notices.offer(NEXT, self._call))

    def _ended(self, ended: Ended) -> None:
        if not ended.whole or ended.late > STALE:
            return
        from unknot.ui.words import compress as words

        settings, held = self._shell.preferences.current, {hold.why for hold in self._shell.coach.presence.holds}
        if settings.sounds and settings.volume > 0 and not held & HUSHED:
            self._shell.speaker.play(Cue.DONE, settings.volume)
        self._show(*words.over(ended.timer.kind, whole=True), ended.timer.kind, insist=True)

    def _call(self) -> None:
        course = self._shell.compresses.due_now()
        if course is None:
            return
        from unknot.ui.words import compress as words

        self._show(*words.called(course), CompressKind.COLD)
        self._shell.compresses.called()

    def _show(self, title: str, text: str, kind: CompressKind, *, insist: bool = False) -> None:
        """In a notification, at the tray, or (``insist``) in the window itself where there is neither."""
        def acted(_action: str) -> None:
            self._shell.windows.open_compress(kind)

        if self._teller.can_act():
            self._teller.show(Notice(title, text, (("show", tr("Show")),)), acted, lambda _why: None)
        elif self._tray is not None and self._tray.there():
            self._tray.tell(title, text)
        elif insist:
            self._shell.windows.open_compress(kind)
