"""Our own prompt: a small card in the corner that never takes the keyboard focus."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QCloseEvent,
    QCursor,
    QGuiApplication,
    QPainterPath,
    QPixmap,
    QRegion,
    QScreen,
)
from PySide6.QtWidgets import QAbstractButton, QApplication, QVBoxLayout, QWidget

from unknot.core.day import Slot
from unknot.core.history import SkipWhy
from unknot.core.library import Library
from unknot.ports import Answer, BusyDay, Clock, Prompt, Undo
from unknot.ui import words
from unknot.ui.kit.blocks import SHADOW, Card
from unknot.ui.prompt_insides import Ask, Busy, Reasons, Skipped, SnoozeMenu
from unknot.ui.theme import duration, radius, size, space
from unknot.ui.theme.motion import animate, fade_out, windows_fade
from unknot.ui.theme.windows import prompt as sizes
from unknot.ui.tr import tr
from unknot.ui.words.skips import why_skipped

AnswerCall = Callable[[Answer, int | None], None]
UNDO_MS = 8000
"""How long the line after a skip stays."""
BUSY_MS = 20_000
"""How long the offer of a busy day stays: there is more to read, and to think about."""


class Portraits(Protocol):
    """Pictures for the tile."""

    def portrait(self, name: str, side: int, ratio: float) -> QPixmap:
        """The upper part of a picture by name, ``side`` logical pixels square, for a screen of this ratio."""


class PromptWindow(QObject):
    """``ports.Prompter`` as a card. The card is made for each prompt and deleted after it.

    The coach decides when a prompt is over, and waits while the person is at it: nothing is pulled from under a hand.
    ``corner``: of the work area of the screen with the pointer. ``composited``: whether the desktop blends windows;
    where it does not, the card is cut out without its shadow.
    """

    def __init__(
        self,
        library: Callable[[], Library],
        clock: Clock,
        pictures: Callable[[], Portraits],
        corner: Qt.Corner = Qt.Corner.BottomRightCorner,
        composited: Callable[[], bool] = lambda: True,
    ) -> None:
        super().__init__()
        self._library = library
        self._clock = clock
        self._pictures = pictures
        self._corner = corner
        self._composited = composited
        self._card: PromptCard | None = None

    @property
    def card(self) -> PromptCard | None:
        """What is on the screen now."""
        return self._card

    def attended(self) -> bool:
        """Whether the pointer rests on the card, or its menu is open."""
        return self._card is not None and (self._card.hovered or QApplication.activePopupWidget() is not None)

    def show(self, prompt: Prompt, answer: AnswerCall) -> None:
        """Ask, replacing what is shown."""
        self._drop()
        title, line, picture = words.prompt(prompt, self._library())
        card = self._new_card()

        def reply(what: Answer, minutes: int | None = None) -> None:
            self._go(card)
            answer(what, minutes)

        ask = Ask(prompt, title, line, SnoozeMenu(prompt.snooze_minutes, self._clock.now, reply), reply)
        card.present(ask, words.sentences((f"{title}.", line)), lambda: reply(Answer.DISMISSED))
        # reading the picture takes longer than all the rest: the words come first
        QTimer.singleShot(0, ask, lambda: self._illustrate(ask, picture))

    def withdraw(self) -> None:
        """Take it away without an answer."""
        if self._card is not None:
            self._go(self._card)

    def skipped(self, coming: Slot | None, undo: Undo, why: Callable[[SkipWhy], None] | None = None) -> None:
        """Shrink to one line with Undo, for a moment; and with Why? where that is offered."""
        self._drop()
        card = self._new_card()

        def undone() -> None:
            self._go(card)
            undo()

        line = words.skipped(coming)
        ask = None if why is None else lambda: self._ask_why(why)
        card.present(Skipped(line, undone, ask), line, lambda: self._go(card))
        card.go_after(UNDO_MS, lambda: self._go(card))

    def _ask_why(self, why: Callable[[SkipWhy], None]) -> None:
        """The reasons, for as long as it takes to read them; whoever closes it has none."""
        self._drop()
        card = self._new_card()

        def chosen(what: SkipWhy) -> None:
            self._go(card)
            why(what)

        card.present(Reasons(chosen), words.sentences(why_skipped()), lambda: self._go(card))
        card.go_after(BUSY_MS, lambda: self._go(card))

    def busy_day(self, choose: Callable[[BusyDay], None]) -> None:
        """Offer less for today; whoever closes it, or lets it go by, means not now."""
        self._drop()
        card = self._new_card()

        def chosen(what: BusyDay) -> None:
            if self._card is card:
                self._go(card)
                choose(what)

        def not_now() -> None:
            chosen(BusyDay.NOT_NOW)

        card.present(Busy(chosen), words.sentences(words.busy_day()), not_now)
        card.go_after(BUSY_MS, not_now)

    def _illustrate(self, ask: Ask, picture: str) -> None:
        ask.tile.set_picture(self._pictures().portrait(picture, size.tile_prompt, ask.devicePixelRatioF()))

    def _new_card(self) -> PromptCard:
        self._card = PromptCard(self._corner, self._composited())
        return self._card

    def _go(self, card: PromptCard) -> None:
        """Let this card leave, unless it did already."""
        if self._card is card:
            self._card = None
            card.leave()

    def _drop(self) -> None:
        """What comes takes its place at once."""
        if self._card is not None:
            card, self._card = self._card, None
            card.drop()


class PromptCard(QWidget):
    """The window: a floating card that slides in at a corner of the work area and follows it."""

    def __init__(self, corner: Qt.Corner, composited: bool) -> None:
        flags = Qt.WindowType
        super().__init__(
            None,
            flags.Tool | flags.FramelessWindowHint | flags.WindowStaysOnTopHint | flags.WindowDoesNotAcceptFocus
            | flags.NoDropShadowWindowHint,
        )
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_QuitOnClose, on=False)
        self.setWindowTitle(tr("Unknot asks"))
        self._corner = corner
        self._composited = composited
        self._leaving = False
        self._closed: Callable[[], None] | None = None
        self._when_left: Callable[[], None] | None = None
        self._frame = Card()
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._frame)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenRemoved.connect(self._screens_changed)
        app.screenAdded.connect(self._screens_changed)

    def present(self, inside: QWidget, spoken: str, closed: Callable[[], None]) -> None:
        """Show it with this inside. ``closed``: the window manager closed it."""
        self._closed = closed
        fill = QVBoxLayout(self._frame.content)
        fill.setContentsMargins(0, 0, 0, 0)
        fill.addWidget(inside)
        self._frame.content.setFixedWidth(sizes.width)
        self.setAccessibleName(spoken)
        for button in inside.findChildren(QAbstractButton):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # on Wayland it may get the keyboard: typing presses nothing
        self.adjustSize()
        self.setFixedSize(self.size())  # what can't be resized floats, also where windows are tiled
        home = self._home()
        rise = sizes.rise if self._at_bottom() else -sizes.rise
        self.move(home + QPoint(0, rise))
        if not self._composited:
            self._cut_out()
        if windows_fade():
            self.setWindowOpacity(0.0)
        self.show()
        animate(self, "pos", home, duration.prompt_in)
        if windows_fade():
            animate(self, "windowOpacity", 1.0, duration.prompt_in)
        said = QAccessibleAnnouncementEvent(self, spoken)
        QAccessible.updateAccessibility(said)

    def go_when_left(self, go: Callable[[], None]) -> None:
        """Call ``go`` once the pointer leaves."""
        self._when_left = go

    def go_after(self, ms: int, go: Callable[[], None]) -> None:
        """Call ``go`` after a while; a pointer on the card delays it until it leaves."""
        def over() -> None:
            if self.hovered:
                self.go_when_left(go)
            else:
                go()

        QTimer.singleShot(ms, self, over)

    def leave(self) -> None:
        """Fade out, then be gone."""
        if self._leaving:
            return
        self._leaving = True
        self._closed = None
        if windows_fade():
            fade_out(self, self.drop)
        else:
            self.drop()

    def drop(self) -> None:
        """Be gone at once."""
        self._leaving = True
        self._closed = self._when_left = None
        self.hide()
        self.deleteLater()

    def face(self) -> QRect:
        """The card's own rectangle on the screen, its shadow left out."""
        return self.geometry().marginsRemoved(SHADOW)

    @property
    def hovered(self) -> bool:
        """Whether the pointer is on the card itself; it mostly comes in over the shadow."""
        return self._frame.content.underMouse()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if self._when_left is not None:
            go, self._when_left = self._when_left, None
            go()

    def closeEvent(self, event: QCloseEvent) -> None:
        """A person who closes it dismisses it; the app that ends closes it without a word."""
        super().closeEvent(event)
        if event.spontaneous() and self._closed is not None:
            closed, self._closed = self._closed, None
            closed()

    def _at_bottom(self) -> bool:
        return self._corner in (Qt.Corner.BottomRightCorner, Qt.Corner.BottomLeftCorner)

    def _at_right(self) -> bool:
        return self._corner in (Qt.Corner.BottomRightCorner, Qt.Corner.TopRightCorner)

    def _screen(self) -> QScreen:
        return QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()

    def _home(self) -> QPoint:
        """Where the window goes so that its card stands 16 px from the corner of the work area."""
        area = self._screen().availableGeometry()
        whole = self.sizeHint() if not self.isVisible() else self.size()
        left = area.right() + 1 - space.m - whole.width() + SHADOW.right() if self._at_right() \
            else area.left() + space.m - SHADOW.left()
        top = area.bottom() + 1 - space.m - whole.height() + SHADOW.bottom() if self._at_bottom() \
            else area.top() + space.m - SHADOW.top()
        return QPoint(left, top)

    def _screens_changed(self, _screen: QScreen) -> None:
        """After a plug or unplug: back into a corner that can be seen, once Qt knows the new work areas."""
        QTimer.singleShot(0, self, lambda: self.move(self._home()))

    def _cut_out(self) -> None:
        """Without blending the shadow would be black: keep the card alone."""
        path = QPainterPath()
        path.addRoundedRect(self.rect().marginsRemoved(SHADOW), radius.tile, radius.tile)
        self.setMask(QRegion(path.toFillPolygon().toPolygon()))
