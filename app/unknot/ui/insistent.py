"""The insistent prompt: every screen is dimmed, and the person answers, or leaves.

It is strict only with habits. Nothing is grabbed: shortcuts of the desktop work as ever, and who changes to another
window by them finds the small card in its corner instead. Esc twice leaves at once, at any time.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, QTimer
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QCursor, QGuiApplication, QScreen, QWindow
from PySide6.QtWidgets import QApplication

from unknot.core.day import Slot
from unknot.core.history import SkipWhy
from unknot.core.library import Library, Problem
from unknot.ports import Answer, BusyDay, Clock, Prompt, Prompter, Undo
from unknot.ui.insistent_ask import SECOND, Exit, InsistentAsk, said_of
from unknot.ui.insistent_cover import Cover
from unknot.ui.insistent_guard import Guard
from unknot.ui.insistent_keys import TWICE_SECONDS, Keys, Patience
from unknot.ui.kit.figure import Look
from unknot.ui.pages.showing import Showing
from unknot.ui.prompt_insides import SnoozeMenu
from unknot.ui.session.pictures import Pictures

AnswerCall = Callable[[Answer, int | None], None]
ASIDE_MS = 250
"""So long another window must have the keyboard before we stand aside: menus and grabs take it for a moment."""

SETTLE_MS = 150
"""So long after the last change of the screens the window manager is done with it."""


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

        said = said_of(prompt, self._library())
        patience = Patience(self._clock.monotonic())
        menu = SnoozeMenu(prompt.snooze_minutes, self._clock.now, reply)
        ask = InsistentAsk(prompt, said, menu, reply, self._clock, patience)
        curtain = Curtain(ask, patience, self._clock, self._composited(), lambda: reply(Answer.DISMISSED), aside)
        self._up = curtain
        curtain.rise()
        # reading the picture takes longer than all the rest: the words come first
        QTimer.singleShot(0, ask, lambda: self._illustrate(curtain, said.picture))

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

    def skipped(self, coming: Slot | None, undo: Undo, why: Callable[[SkipWhy], None] | None = None) -> None:
        """Say so on the small card: a skip gives the screens back."""
        self._small().skipped(coming, undo, why)

    def busy_day(self, choose: Callable[[BusyDay], None]) -> None:
        """Offer less on the small card."""
        self._small().busy_day(choose)

    def _small(self) -> Prompter:
        if self._card is None:
            self._card = self._make_card()
        return self._card

    def _illustrate(self, curtain: Curtain, picture: str) -> None:
        if self._up is not curtain:  # Esc was faster
            return
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
        self._covers: list[Cover] = []
        self._had_keyboard = False
        self._guard = Guard()
        self._keys = Keys(patience, clock.monotonic, self._escaped, leave)
        self._keys.setParent(self)  # gone with it: it judges no key of a cover that still fades
        self._twice = QTimer(self, singleShot=True, interval=round(TWICE_SECONDS * SECOND))
        self._twice.timeout.connect(lambda: ask.tell_exit(Exit.TWICE))
        self._keys.watch(ask, *ask.controls)
        self._aside = QTimer(self, singleShot=True, interval=ASIDE_MS)
        self._aside.timeout.connect(lambda: None if self._has_keyboard() else aside())
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._cover_anew)
        self._again = QTimer(self, singleShot=True, interval=2 * ASIDE_MS)
        self._again.timeout.connect(self._ask_for_keyboard)

    @property
    def covers(self) -> tuple[Cover, ...]:
        """One for each screen."""
        return tuple(self._covers)

    def rise(self) -> None:
        """Cover all screens, the prompt on the one with the pointer."""
        self._guard.begin()
        self._cover_all()
        app = self._app()
        app.screenAdded.connect(self._screens_changed)
        app.screenRemoved.connect(self._screens_changed)
        app.focusWindowChanged.connect(self._focus_moved)
        self._again.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.ask, self.ask.accessibleName()))

    def fall(self, at_once: bool) -> None:
        """Give the screens back."""
        app = self._app()
        app.screenAdded.disconnect(self._screens_changed)
        app.screenRemoved.disconnect(self._screens_changed)
        app.focusWindowChanged.disconnect(self._focus_moved)
        for timer in (self._aside, self._again, self._twice):
            timer.stop()
        self._guard.end()
        if self.showing is not None:
            self.showing.deleteLater()  # not left: the figure stands still while its cover fades
        self.ask.end()
        self._settle.stop()
        for cover in self._covers:
            if at_once:
                cover.drop()
            else:
                cover.leave()
        self._covers = []
        self.deleteLater()

    @staticmethod
    def _app() -> QApplication:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        return app

    # screens

    def _screens_changed(self, _screen: QScreen) -> None:
        self._settle.start()

    def _cover_all(self) -> None:
        """Make covers for the screens as they are now; the prompt's first, which takes longest and matters most."""
        screens = [screen for screen in QGuiApplication.screens() if not screen.geometry().isEmpty()]
        main = QGuiApplication.screenAt(QCursor.pos())
        main = main if main in screens else QGuiApplication.primaryScreen()
        self._cover(main, self.ask)
        taken: list[QRect] = [main.geometry()]
        for screen in screens:
            if not any(area.contains(screen.geometry()) for area in taken):  # not a mirror of another one
                taken.append(screen.geometry())
                self._cover(screen, None)

    def _cover(self, screen: QScreen, ask: InsistentAsk | None) -> None:
        cover = Cover(screen, self._clock, self._composited, self._leave)
        self._keys.watch(cover)
        screen.geometryChanged.connect(self._settle.start)
        self._covers.append(cover)
        cover.put(ask)
        cover.arrive(front=ask is not None)

    def _cover_anew(self) -> None:
        """A screen came, went or changed; window managers move windows about then. All covers are made afresh, and
        the prompt goes on where it was."""
        old, self._covers = self._covers, []
        self._had_keyboard = False
        self._aside.stop()
        self._cover_all()
        for cover in old:
            cover.drop()
        self._again.start()

    # the keyboard

    def _escaped(self) -> None:
        self.ask.tell_exit(Exit.ONCE_MORE)
        self._twice.start()

    def _has_keyboard(self) -> bool:
        focused = QGuiApplication.focusWindow()
        return QApplication.activePopupWidget() is not None or self._is_ours(focused)

    def _is_ours(self, window: QWindow | None) -> bool:
        return window is not None and any(cover.windowHandle() is window for cover in self._covers)

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
        for cover in self._covers:
            if cover.ask is not None:
                cover.take_keyboard()
