"""The window of a compress: what is used and where, the time it may stay, and its end."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent

from unknot.core.care_records import CompressKind
from unknot.core.compress import Timer
from unknot.services.compresses import Ended
from unknot.ui.care.compress_parts import BeforePart, OnPart, OverPart, Wishes
from unknot.ui.care.timer_stage import TimerStage
from unknot.ui.care.timer_window import TimerWindow
from unknot.ui.kit.ring import Mode
from unknot.ui.shell import Shell
from unknot.ui.theme import theme
from unknot.ui.tr import tr
from unknot.ui.words import compress as words
from unknot.ui.words import minutes_seconds

AT_LEAST = 3
"""Beads of a day where the page says nothing."""
NEWS = 3 * 60
"""Seconds for which the end of a compress is shown to who comes to see."""


class CompressWindow(TimerWindow):
    """Prepares and shows ``shell.compresses.running``. Closing it changes nothing: the time goes on, and its end is
    told wherever the person is."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(TimerStage())
        self._shell = shell
        self._kind = CompressKind.HEAT
        self._shown: Ended | None = None
        self._shown_seconds = -1
        compresses = shell.compresses
        self._wishes = Wishes(
            self._start, self.main, compresses.stop, compresses.longer, self._withdraw, self._stretch,
            lambda: self.prepare(CompressKind.COLD), self.close,
        )
        self.before: BeforePart | None = None
        self.on = OnPart(self._wishes)
        self.over: OverPart | None = None
        self.key(Qt.Key.Key_Escape, self.close)
        self._undo = [compresses.on_change(self._changed), compresses.on_end(lambda _ended: self._changed())]
        theme().changed.connect(self.set_timer)

    # what is asked for

    def prepare(self, kind: CompressKind) -> None:
        """Prepare one of this kind, unless one is under way."""
        compresses, last = self._shell.compresses, self._shell.compresses.last
        if compresses.running is None and last is not None and self._is_news(last, kind):
            self._shown = None  # who comes by the notice of its end reads the same here
        elif compresses.running is None:
            self._kind, self._shown = kind, last
            self._show_before()
        self._changed()

    def _is_news(self, last: Ended, kind: CompressKind) -> bool:
        since = self._shell.clock.now().timestamp() - last.at.timestamp()
        return last.whole and last.timer.kind is kind and 0 <= since < NEWS

    def main(self) -> None:
        """Start, pause, go on."""
        compresses = self._shell.compresses
        if compresses.running is None:
            if self.part is self.before and self.before is not None and self.before.start.isVisible():
                self.before.start.click()
            elif self.part is self.over:
                self.close()
        elif compresses.running.running:
            compresses.pause()
        else:
            compresses.go_on()

    def _start(self) -> None:
        if self.before is not None:
            where = self.before.where
            found = self._shell.compresses.start(self._kind, self.before.way, where.area, where.side)
            if not found.allowed:
                self._show_before()

    def _withdraw(self) -> None:
        if self._shell.compresses.withdraw():
            self._show_before()

    def _stretch(self) -> None:
        self.close()
        self._shell.verbs.quick(minutes=3)

    # what is shown

    def _changed(self) -> None:
        """It begins, stands still, goes on or ends."""
        compresses = self._shell.compresses
        timer, last = compresses.running, compresses.last
        if timer is not None:
            self._kind, self._shown = timer.kind, None
            self._show_on(timer)
        elif last is not None and last is not self._shown and last.late < NEWS:  # a restored one may be of long ago
            self._shown = last
            self._show_over(last)
        elif self.part is self.on or (self.before is not None and self.part is self.before and self.before.refused):
            self._show_before()
        self.set_timer()

    def _of(self) -> int:
        compresses = self._shell.compresses
        least = self._numbers("least-a-day")
        return compresses.most_a_day(self._kind) or least or AT_LEAST

    def _numbers(self, name: str) -> int | None:
        page = self._shell.library.advice.get(str(self._kind))
        found = page.numbers.get(name) if page else None
        return int(found.usual) if found else None

    def _caution(self) -> str:
        page = self._shell.library.advice_text.get(str(self._kind))
        return page.caution if page else ""

    def recipe(self, way: str) -> Sequence[str]:
        """What the page says of a way."""
        return words.recipe(self._shell.library.advice_text.get(str(self._kind)), way)

    def _show_before(self) -> None:
        compresses = self._shell.compresses
        found, minutes = compresses.allowed(self._kind), compresses.minutes(self._kind)
        usual = int(minutes.usual) if minutes else 0
        refusal = None if found.allowed else words.refused(found)
        old, self.before = self.before, BeforePart(
            self._wishes, self._kind, words.WAYS[self._kind], self.recipe, self._caution(), usual, refusal
        )
        done = len(compresses.today(self._kind))
        self.before.day.show_day(self._kind, done, False, self._of())
        self.setWindowTitle(words.kind_name(self._kind))
        number = minutes_seconds(usual * 60)
        if refusal is None:
            self.stage.show_time(Mode.HOLD, 1.0, number, tr("minutes"))
        else:
            self.stage.show_time(Mode.HURT, 0.0, "", tr("Not today") if not found.again else tr("Tomorrow again"))
        self.stage.set_spoken("")
        self.put(self.before)
        self.drop(old)

    def _show_on(self, timer: Timer) -> None:
        on, compresses = self.on, self._shell.compresses
        self.setWindowTitle(words.kind_name(timer.kind))
        on.title.set_text(words.title(timer.kind, timer.area, timer.side))
        on.way.set_text(words.way_name(timer.way))
        on.way_icon.set_name("heat" if timer.kind is CompressKind.HEAT else "cold")
        on.instruction.set_text(words.instruction(timer.kind))
        on.caution.set_text(self._caution())
        earlier = [record for record in compresses.today(timer.kind) if record.id != timer.id]
        on.day.show_day(timer.kind, len(earlier), True, self._of())
        on.set_running(timer.running)
        self._show_choices()
        fresh = self.part is not on
        self.put(on)
        self._paint(timer)
        if fresh:
            self.announce(f"{on.title.text}. {on.instruction.text} {on.caution.body.text}")

    def _show_choices(self) -> None:
        compresses = self._shell.compresses
        slip = compresses.can_withdraw
        self.on.withdraw.setVisible(slip)
        self.on.stop.setVisible(not slip)
        self.on.set_more(compresses.more)

    def _show_over(self, ended: Ended) -> None:
        self._kind = ended.timer.kind
        title, what = words.over(ended.timer.kind, ended.whole)
        old, self.over = self.over, OverPart(self._wishes, title, what)
        self.over.day.show_day(self._kind, len(self._shell.compresses.today(self._kind)), False, self._of())
        self.stage.show_time(Mode.DONE, 1.0, minutes_seconds(ended.seconds), tr("minutes"))
        self.stage.set_spoken("")
        self.put(self.over)
        self.drop(old)
        self.announce(f"{title}. {what}")

    # time

    def wait(self) -> float | None:
        """Until the next second shows."""
        timer = self._shell.compresses.running
        if timer is None or not timer.running:
            return None
        return self._shell.compresses.left() % 1 or 1.0

    def tick(self) -> None:
        """Another second."""
        timer = self._shell.compresses.running
        if timer is not None:
            self._paint(timer)
            if self.on.withdraw.isVisibleTo(self.on.foot) != self._shell.compresses.can_withdraw:
                self._show_choices()

    def _paint(self, timer: Timer) -> None:
        left = self._shell.compresses.left()
        mode = Mode.HOLD if timer.running else Mode.PAUSED
        of = tr("of {n} minutes").format(n=round(timer.seconds / 60))
        shown = minutes_seconds(-(-left // 1))
        self.stage.show_time(mode, left / timer.seconds, shown, of if timer.running else tr("paused"))
        self.stage.set_spoken(tr("{left} of {n} minutes left").format(left=shown, n=round(timer.seconds / 60)))

    # Qt's events

    def closeEvent(self, event: QCloseEvent) -> None:
        for undo in self._undo:
            undo()
        self._undo.clear()
        if self.part is self.over:
            self._shell.compresses.seen()
        super().closeEvent(event)
