"""The History page: a day, a week or a month, as charts or as tables."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt
from PySide6.QtGui import QFontMetricsF, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from unknot.core.review import Period, Review, Scope, period, step
from unknot.core.worktime import working_day
from unknot.ports import Undo
from unknot.ui.kit.blocks import Block
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.folding import Folding
from unknot.ui.kit.frame import ScrollPage
from unknot.ui.kit.layout import Controls, Stacked
from unknot.ui.kit.switches import SegmentSwitch
from unknot.ui.kit.text import Text
from unknot.ui.pages.history_sections import Sections
from unknot.ui.pages.parts import HANG, Followed, open_menu
from unknot.ui.shell import Shell
from unknot.ui.theme import font, size, space
from unknot.ui.theme.windows import history
from unknot.ui.words import history as words

if TYPE_CHECKING:
    from unknot.ui.pages.history_tables import Tables

SCOPES = tuple(Scope)


def week_starts() -> int:
    """The first day of a week where the person lives, 0 for Monday."""
    return int(QLocale().firstDayOfWeek().value) - 1


class HistoryPage(Followed, QWidget):
    """Reads only what it shows, and only while it is shown."""

    def __init__(self, shell: Shell, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shell = shell
        self._starts = week_starts()
        self.period = period(Scope.MONTH, self._today(), self._starts)
        self.review: Review | None = None
        self.setAccessibleName(self.tr("History"))
        self.title = Text("", "title", wrap=False)
        self.before = Button("", Role.BARE, "chevron-left", height=size.small_button)
        self.after = Button("", Role.BARE, "chevron-right", height=size.small_button)
        self.scopes = SegmentSwitch([self.tr("Day"), self.tr("Week"), self.tr("Month")], SCOPES.index(Scope.MONTH))
        self.scopes.set_name(self.tr("Shown at a time"))
        self.views = SegmentSwitch([self.tr("Charts"), self.tr("Table")], icons=["history", "table"])
        self.views.set_name(self.tr("Shown as"))
        self.export = Button(
            self.tr("Export"), Role.SECONDARY, "chevron-down", icon_after=True, height=size.small_button
        )
        self.lead = Text("", "lead", "ink2")
        self.more = Text("", "small", "ink2")
        self.told = Text("", "small", "ink2")
        self.wrong = Block(icon_name="caution")
        self.nothing = Text("", "heading")
        self.nothing_line = Text("", "body", "ink2")
        self.sections = Sections(shell)
        self._tables: Tables | None = None
        self._lay_out()
        self.tell("")
        self._connect()

    def _lay_out(self) -> None:
        named = QHBoxLayout()
        named.setSpacing(space.s)
        named.addWidget(self.title)
        named.addLayout(Controls(self.before, self.after, gap=space.xs))
        named.addStretch(1)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(space.m)
        self._head.addLayout(named, 1)
        self._switches = Folding(self.scopes, self.views, gap=space.sm)
        self._head.addLayout(self._switches)
        said = QVBoxLayout()
        said.setSpacing(space.xs)
        said.addWidget(self.lead)
        said.addWidget(self.more)
        said.addWidget(self.told)
        said.addWidget(self.wrong)
        said.addWidget(self.nothing)
        said.addWidget(self.nothing_line)
        said.addStretch(1)
        second = QHBoxLayout()
        second.setSpacing(space.m)
        second.addLayout(said, 1)
        self._below = Stacked(self.export, None)
        second.addLayout(self._below)
        top = QVBoxLayout()
        top.setContentsMargins(HANG, 0, HANG, 0)
        top.setSpacing(space.s)
        top.addLayout(self._head)
        top.addLayout(second)
        self.scroller = ScrollPage(space.xxl, space.l)
        body = self.scroller.body
        body.addLayout(top)
        body.addSpacing(space.l)
        body.addWidget(self.sections)
        body.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.scroller)

    def _connect(self) -> None:
        self.before.clicked.connect(lambda: self.turn(-1))
        self.after.clicked.connect(lambda: self.turn(1))
        self.scopes.chosen.connect(lambda index: self.show_scope(SCOPES[index]))
        self.views.chosen.connect(lambda _index: self._show_view())
        self.sections.day_picked.connect(lambda day: self.show_scope(Scope.DAY, day))
        self.export.clicked.connect(self._export)
        keys: dict[str, Callable[[], None]] = {
            "Alt+Left": lambda: self.turn(-1 if not self.isRightToLeft() else 1),
            "Alt+Right": lambda: self.turn(1 if not self.isRightToLeft() else -1),
            "Alt+Home": lambda: self.show_scope(self.period.scope, self._today()),
        }
        for key, call in keys.items():
            QShortcut(QKeySequence(key), self, call)

    # what is shown

    @property
    def tables(self) -> Tables:
        """The numbers as tables, made when first looked at."""
        if self._tables is None:
            from unknot.ui.pages.history_tables import Tables

            self._tables = Tables()
            body = self.scroller.body
            body.insertWidget(body.indexOf(self.sections) + 1, self._tables)
        return self._tables

    def _today(self) -> date:
        shell = self._shell
        return working_day(shell.clock.now(), shell.preferences.rota, shell.clock.zone)

    def open_part(self, name: str) -> None:
        """Show ``day``, ``week`` or ``month``, of today; an unknown one changes nothing."""
        if name in list(Scope):
            self.show_scope(Scope(name), self._today())

    def show_scope(self, scope: Scope, day: date | None = None) -> None:
        """Show the day, week or month of a day: of today where it is inside of what is shown now, else of the first."""
        self._show_period(period(scope, day or self._inside(), self._starts))

    def _inside(self) -> date:
        today = self._today()
        return today if today in self.period else self.period.first

    def turn(self, by: int) -> None:
        """The period before (-1) or after (1); none before the first record, nor one that is all to come."""
        there, today = step(self.period, by, self._starts), self._today()
        if there.last >= self._shell.records.begin(today) and there.first <= today:
            self._show_period(there)

    def _show_period(self, shown: Period) -> None:
        self.period = shown
        self.tell("")
        self.scopes.set_index(SCOPES.index(shown.scope))
        self.refresh()

    def follow(self) -> Sequence[Undo]:
        shell = self._shell
        return [
            shell.coach.on_change(self.refresh),
            shell.knots.on_change(self.refresh),
            shell.pain_log.on_change(self.refresh),
            shell.movement.on_change(self.refresh),
            shell.records.on_change(self.refresh),
        ]

    def refresh(self) -> None:
        """Read the period and show it."""
        today = self._today()
        shown = self.review = self._shell.records.review(self.period, today)
        self.title.set_text(words.title(self.period, today))
        self.lead.set_text(words.summary(shown))
        self.more.set_text(words.more(shown))
        self.lead.setVisible(bool(self.lead.text))
        self.more.setVisible(bool(self.more.text))
        self.after.setEnabled(self.period.last < today)
        self.before.setEnabled(self.period.first > self._shell.records.begin(today))
        self._name_arrows()
        self._arrange()
        self._show_view()

    def _name_arrows(self) -> None:
        names = {
            Scope.DAY: (self.tr("The day before"), self.tr("The day after")),
            Scope.WEEK: (self.tr("The week before"), self.tr("The week after")),
            Scope.MONTH: (self.tr("The month before"), self.tr("The month after")),
        }[self.period.scope]
        for button, name in zip((self.before, self.after), names, strict=True):
            button.setAccessibleName(name)
            button.setToolTip(name)

    def _show_view(self) -> None:
        shown = self.review
        if shown is None:
            return
        charts = self.views.index == 0
        self.sections.setVisible(charts)
        if self._tables is not None:
            self._tables.setVisible(not charts)
        title, line = words.nothing(self.period, shown.today, began=not shown.blank) if shown.empty else ("", "")
        self.nothing.set_text(title)
        self.nothing_line.set_text(line)
        self.nothing.setVisible(shown.empty)
        self.nothing_line.setVisible(shown.empty)
        if charts:
            self.sections.show_review(shown, self._starts, self.title.text)
        else:
            self.tables.show_review(shown)

    def _export(self) -> None:
        from unknot.ui.pages.history_export import Export

        export = Export(self._shell, self, self.period, self._starts, self.tell)
        open_menu(self.export, export.fill)

    def tell(self, text: str, wrong: str = "") -> None:
        """Say what became of an export."""
        self.told.set_text(text)
        self.wrong.set_text(wrong)
        self.told.setVisible(bool(text))
        self.wrong.setVisible(bool(wrong))

    # size

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        self.sections.reflow(self.width())

    def _arrange(self) -> None:
        """Title and switches beside one another where any title of this time fits, so that nothing moves away from
        under the pointer that chooses between them."""
        margin = space.xxl if self.width() >= history.roomy_from else space.l
        self.scroller.body.setContentsMargins(margin - HANG, space.l, margin - HANG, space.l)
        room = self.width() - 2 * margin
        metrics, today = QFontMetricsF(font("title")), self._today()
        titles = [words.title(period(scope, self._inside(), self._starts), today) for scope in SCOPES]
        widest = max(metrics.horizontalAdvance(title) for title in titles)
        arrows = 2 * self.before.sizeHint().width() + space.m
        export = self.export.sizeHint().width() + self._switches.spacing()
        beside = self._switches.indexOf(self.export) >= 0
        needed = widest + arrows + self._switches.sizeHint().width() - beside * export + space.m
        wide = room >= needed
        if beside != (room >= needed + export):
            there, here = (self._below, self._switches) if beside else (self._switches, self._below)
            here.removeWidget(self.export)
            there.insertWidget(0 if beside else -1, self.export)
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._head.setDirection(way)
        self._head.setAlignment(self._switches, Qt.AlignmentFlag(0) if wide else Qt.AlignmentFlag.AlignLeading)
        self._head.setSpacing(space.m if wide else space.s)
