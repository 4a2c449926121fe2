"""The column when it is over: what was done, how it feels, and back to work."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from unknot.core.history import Feeling
from unknot.ui import words
from unknot.ui.kit.blocks import Divider
from unknot.ui.kit.button import Button, Role
from unknot.ui.kit.focus import RING
from unknot.ui.kit.marks import paint_mark
from unknot.ui.kit.text import Text
from unknot.ui.session.column import BUTTONS, OUT, Part, row_of
from unknot.ui.session.ending import Line, Mark, summary_in_words
from unknot.ui.theme import icons, size, space, theme
from unknot.ui.tr import tr

_MARKS = {Mark.DONE: ("check", "accent"), Mark.SKIPPED: ("skip", "ink2"), Mark.HURT: ("warning", "clay")}



class DonePart(Part):
    """Built when a session ends."""

    def __init__(self, felt: Callable[[Feeling], None], leave: Callable[[], None]) -> None:
        super().__init__()
        self._felt = self._narrow = False
        self.title = Text("", "title-small")
        self.line = Text("", "body", "ink2")
        self.list = QWidget()
        self._lines = QVBoxLayout(self.list)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)
        self.question = Text(tr("How does it feel?"), "label")
        self.feelings: dict[Feeling, Button] = {}
        for feeling, label in (
            (Feeling.EASIER, tr("Easier")), (Feeling.SAME, tr("The same")), (Feeling.WORSE, tr("Worse")),
        ):
            button = Button(label)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(tr("It feels: {answer}").format(answer=label))
            button.clicked.connect(lambda _checked=False, feeling=feeling: self._answered(felt, feeling))
            self.feelings[feeling] = button
        self._fill_body()
        self._make_foot(leave)

    def _fill_body(self) -> None:
        said = QVBoxLayout()
        said.setContentsMargins(OUT, 0, OUT, 0)
        said.setSpacing(0)
        for block, above in (
            (self.title, 0), (self.line, space.xs), (self.list, space.ml), (self.question, space.l),
        ):
            said.addSpacing(above)
            said.addWidget(block)
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addLayout(said)
        body.addSpacing(space.s - RING)
        answers = row_of(*self.feelings.values(), stretch=(1, 1, 1))
        answers.setContentsMargins(BUTTONS, 0, BUTTONS, 0)
        body.addLayout(answers)
        body.addStretch(1)

    def _make_foot(self, leave: Callable[[], None]) -> None:
        self.leave = Button(tr("Back to work"), Role.PRIMARY, key=tr("Enter"), height=size.action)
        self.leave.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.leave.clicked.connect(lambda _checked=False: leave())
        self.prompt = Text("", "small", "ink2", wrap=False)
        self.session = Text("", "small", "ink2", wrap=False)
        below = QHBoxLayout()
        below.setContentsMargins(OUT, 0, OUT, 0)
        below.setSpacing(space.s)
        below.addWidget(self.prompt)
        below.addStretch(1)
        below.addWidget(self.session)
        foot = QVBoxLayout(self.foot)
        foot.setContentsMargins(0, space.s, 0, 0)
        foot.setSpacing(space.sm)
        away = row_of(self.leave, stretch=(1,))
        away.setContentsMargins(BUTTONS, 0, BUTTONS, 0)
        foot.addLayout(away)
        foot.addLayout(below)

    def first(self) -> QWidget:
        return self.leave

    def set_narrow(self, narrow: bool) -> None:
        self.title.set_role("heading" if narrow else "title-small")
        self._narrow = narrow
        for line in self.list.findChildren(SummaryLine):
            line.set_low(narrow)

    def show_end(self, title: str, line: str, lines: tuple[Line, ...], prompt: str, session: str) -> None:
        """What was done, and what comes next (``prompt`` and ``session``: one short line each, or none)."""
        self.title.set_text(title)
        self.line.set_text(line)
        self.prompt.set_text(prompt)
        self.session.set_text(session)
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for one in lines:
            self._lines.addWidget(Divider())
            row = SummaryLine(one)
            row.set_low(self._narrow)
            self._lines.addWidget(row)
        self._lines.addWidget(Divider())

    def spoken(self) -> str:
        """What a screen reader is told when this comes."""
        return words.sentences((f"{self.title.text}.", self.line.text))

    def _answered(self, felt: Callable[[Feeling], None], feeling: Feeling) -> None:
        if self._felt:
            return
        self._felt = True
        felt(feeling)
        for one, button in self.feelings.items():
            button.setEnabled(one is feeling)
        self.feelings[feeling].set_icon("check")
        self.question.set_text(tr("Noted."))


class SummaryLine(QWidget):
    """A shape, the exercise, its time."""

    def __init__(self, line: Line) -> None:
        super().__init__()
        self.setAccessibleName(summary_in_words(line))
        row = self._row = QHBoxLayout(self)
        row.setSpacing(space.sm)
        row.addWidget(Shape(line.mark))
        row.addWidget(Text(line.text), 1)
        row.addWidget(Text(line.time, "tabular", "ink2", wrap=False))

    def set_low(self, low: bool) -> None:
        """Closer together where room is short."""
        pad = space.xs if low else space.s
        self._row.setContentsMargins(0, pad, 0, pad)


class Shape(QWidget):
    """The shape of how one exercise went; the line's words say the same."""

    def __init__(self, mark: Mark) -> None:
        super().__init__()
        self._mark = mark
        self.setFixedSize(QSize(size.icon, size.icon))
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = theme().tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inside = QRectF(self.rect()).adjusted(space.hair, space.hair, -space.hair, -space.hair)
        if self._mark is Mark.STOPPED:
            paint_mark(painter, inside, "session", "stopped_early", tokens)
        else:
            name, colour = _MARKS[self._mark]
            icons.draw(painter, name, getattr(tokens, colour), inside)
        painter.end()
