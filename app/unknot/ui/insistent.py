"""The insistent prompt: every screen is dimmed, and the person answers, or leaves.

It is strict only with habits. Nothing is grabbed: shortcuts of the desktop work as ever, and who changes to another
window by them finds the small card in its corner instead. Esc twice leaves at once, at any time.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QCursor, QGuiApplication, QScreen, QWindow
from PySide6.QtWidgets import QApplication

from unknot.core.day import Slot
from unknot.core.library import Library, Problem
from unknot.ports import Answer, BusyDay, Clock, Prompt, Prompter, Undo
from unknot.ui import words
from unknot.ui.insistent_ask import Exit, InsistentAsk, Said
from unknot.ui.insistent_cover import Cover
from unknot.ui.insistent_guard import Guard
from unknot.ui.insistent_keys import Keys, Patience
from unknot.ui.kit.figure import Look
from unknot.ui.pages.showing import Showing
from unknot.ui.prompt_insides import SnoozeMenu
from unknot.ui.session.pictures import Pictures
from unknot.ui.tr import tr

AnswerCall = Callable[[Answer, int | None], None]
ASIDE_MS = 250
"""So long another window must have the keyboard before we stand aside: menus and grabs take it for a moment."""


class InsistentWindow(QObject):
    """``ports.Prompter`` over all screens. Everything is made for each prompt and deleted after it.

    ``card`` makes the small card, for what needs no covered screens: the line after a skip, and the rest of the time
    of a prompt that somebody changed away from. ``gone``: called when a prompt's windows are gone, for what they took
    to be given back.
    """

    def __init__(
        self,
        library: Callable[[], Library],
        clock: Clock,
        pictures: Callable[[], Pictures],
        card: Callable[[], Prompter],
        composited: Callable[[], bool] = lambda: True,
        report: Callable[[Problem], object] = lambda _problem: None,
        gone: Callable[[], object] = lambda: None,
    ) -> None:
        super().__init__()
        self._library = library
        self._clock = clock
        self._pictures = pictures
        self._make_card = card
        self._composited = composited
        self._report = report
        self._gone = gone
        self._card: Prompter | None = None
        self._up: Curtain | None = None

    @property
    def curtain(self) -> Curtain | None:
        """What covers the screens now."""
        return self._up

    def show(self, prompt: Prompt, answer: AnswerCall) -> None:
        """Ask on all screens, replacing what is shown."""
        self.withdraw()

        def reply(what: Answer, minutes: int | None = None) -> None:
            if self._up is curtain:
                self._end(at_once=what is Answer.DISMISSED)
                answer(what, minutes)

        def aside() -> None:
            if self._up is curtain:
                self._end(at_once=True)
                self._small().show(prompt, answer)

        title, line, picture = words.prompt(prompt, self._library())
        move, seen = words.prompt_move(prompt, self._library())
        line = words.sentences((move, tr("The figure goes first."))) if move else line
        said = Said(words.prompt_meta(prompt), title, line, seen)
        patience = Patience(self._clock.monotonic())
        menu = SnoozeMenu(prompt.snooze_minutes, self._clock.now, reply)
        ask = InsistentAsk(prompt, said, menu, reply, self._clock, patience)
        ask.setAccessibleName(words.sentences((f"{said.title}.", said.line)))
        curtain = Curtain(ask, patience, self._clock, self._composited(), lambda: reply(Answer.DISMISSED), aside)
        self._up = curtain
        curtain.rise()
        # reading the picture takes longer than all the rest: the words come first
        QTimer.singleShot(0, ask, lambda: self._illustrate(curtain, picture))

    def withdraw(self) -> None:
        """Take it away without an answer, the card included."""
        self._end(at_once=False)
        if self._card is not None:
            self._card.withdraw()

    def attended(self) -> bool:
        """Whether the person is about to answer; to look at it can't be avoided."""
        if self._up is not None:
            return self._up.ask.attended()
        return self._card is not None and self._card.attended()

    def skipped(self, coming: Slot | None, undo: Undo) -> None:
        """Say so on the small card: a skip gives the screens back."""
        self._small().skipped(coming, undo)

    def busy_day(self, choose: Callable[[BusyDay], None]) -> None:
        """Offer less on the small card."""
        self._small().busy_day(choose)

    def _small(self) -> Prompter:
        if self._card is None:
            self._card = self._make_card()
        return self._card

    def _illustrate(self, curtain: Curtain, picture: str) -> None:
        pictures = self._pictures()
        curtain.ask.lamp.figure.show(Look(pictures.large(picture)))
        curtain.showing = Showing(pictures, self._clock.monotonic, self._report, linger=0)
        curtain.showing.soon(curtain.ask.lamp.figure, picture)

    def _end(self, *, at_once: bool) -> None:
        if self._up is not None:
            curtain, self._up = self._up, None
            curtain.fall(at_once)
            self._gone()


class Curtain(QObject):
    """The covers of one prompt, one for each screen, while screens come and go. ``leave``: the person left at once;
    ``aside``: the person changed to another window."""

    def __init__(
        self, ask: InsistentAsk, patience: Patience, clock: Clock, composited: bool, leave: Callable[[], None],
        aside: Callable[[], None],
    ) -> None:
        super().__init__()
        self.ask = ask
        self.showing: Showing | None = None
        self._clock = clock
        self._composited = composited
        self._leave = leave
        self._covers: dict[QScreen, Cover] = {}
        self._had_keyboard = False
        self._guard = Guard()
        self._keys = Keys(patience, clock.monotonic, lambda: ask.tell_exit(Exit.ONCE_MORE), leave)
        self._keys.watch(ask, *ask.controls)
        self._aside = QTimer(self, singleShot=True, interval=ASIDE_MS)
        self._aside.timeout.connect(lambda: None if self._has_keyboard() else aside())
        self._again = QTimer(self, singleShot=True, interval=2 * ASIDE_MS)
        self._again.timeout.connect(self._ask_for_keyboard)

    @property
    def covers(self) -> tuple[Cover, ...]:
        """One for each screen."""
        return tuple(self._covers.values())

    def rise(self) -> None:
        """Cover all screens, the prompt on the one with the pointer."""
        self._guard.begin()
        main = QGuiApplication.screenAt(QCursor.pos()) or QGuiApplication.primaryScreen()
        for screen in sorted(QGuiApplication.screens(), key=lambda screen: screen is main):  # it comes last, and on top
            self._cover(screen, front=screen is main)
        app = self._app()
        app.screenAdded.connect(self._added)
        app.screenRemoved.connect(self._removed)
        app.focusWindowChanged.connect(self._focus_moved)
        self._again.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.ask, self.ask.accessibleName()))

    def fall(self, at_once: bool) -> None:
        """Give the screens back."""
        app = self._app()
        app.screenAdded.disconnect(self._added)
        app.screenRemoved.disconnect(self._removed)
        app.focusWindowChanged.disconnect(self._focus_moved)
        self._aside.stop()
        self._again.stop()
        self._guard.end()
        if self.showing is not None:
            self.showing.leave()
        self.ask.end()
        for screen, cover in self._covers.items():
            with suppress(RuntimeError):  # the screen is gone, and what was connected with it
                screen.geometryChanged.disconnect(cover.follow)
            if at_once:
                cover.drop()
            else:
                cover.leave()
        self._covers = {}
        self.deleteLater()

    @staticmethod
    def _app() -> QApplication:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        return app

    # screens

    def _cover(self, screen: QScreen, *, front: bool) -> None:
        cover = Cover(screen, self._clock, self._composited, self._leave)
        self._keys.watch(cover)
        screen.geometryChanged.connect(cover.follow)
        self._covers[screen] = cover
        cover.put(self.ask if front else None)
        cover.arrive(front)

    def _added(self, screen: QScreen) -> None:
        self._cover(screen, front=False)

    def _removed(self, screen: QScreen) -> None:
        """A screen was unplugged: what stood there moves to one that is left."""
        cover = self._covers.pop(screen, None)
        if cover is None:
            return
        if cover.ask is not None and self._covers:
            here = QGuiApplication.screenAt(QCursor.pos())
            other = self._covers.get(here) if here is not None else None
            heir = other or next(iter(self._covers.values()))
            cover.give(heir)
            heir.take_keyboard()
        if self._covers:
            cover.drop()
        else:
            self._covers[screen] = cover  # the last one: it waits for what comes

    # the keyboard

    def _has_keyboard(self) -> bool:
        focused = QGuiApplication.focusWindow()
        return QApplication.activePopupWidget() is not None or self._is_ours(focused)

    def _is_ours(self, window: QWindow | None) -> bool:
        return window is not None and any(cover.windowHandle() is window for cover in self._covers.values())

    def _focus_moved(self, _window: QWindow | None) -> None:
        if self._has_keyboard():
            if not self._had_keyboard:
                self.ask.tell_exit(Exit.TWICE)
            self._had_keyboard = True
            self._aside.stop()
        elif self._had_keyboard:
            self._aside.start()

    def _ask_for_keyboard(self) -> None:
        """The window manager may have withheld it: once more, and say what to do meanwhile."""
        if self._had_keyboard:
            return
        self.ask.tell_exit(Exit.CLICK)
        for cover in self._covers.values():
            if cover.ask is not None:
                cover.take_keyboard()
